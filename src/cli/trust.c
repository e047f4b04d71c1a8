/*
 * trust.c - the certificates trusted here, and files held against them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capdo/exchange.h"
#include "cli_priv.h"

enum { CERTIFICATE_LIMIT = 64 * 1024, SHORT = 16 };

static int read_file(char **data, size_t *length, const char *path, struct cli *cli,
    struct err *err)
{
	return file_read(data, length, path, CERTIFICATE_LIMIT, cli->arena, err);
}

/* ---- the store of certificates -------------------------------------------------------------- */

int run_trust_add(struct cli *cli, struct err *err)
{
	const char *path = cli_option(cli, "cert");
	struct node *node = NULL;
	char *data;
	size_t length;
	int rc = read_file(&data, &length, path, cli, err);

	if (rc == OK)
		rc = app_trust_add(&node, cli->app, cli->word[0], cli_option(cli, "agency"), data,
		    length, cli->arena, err);
	if (rc < 0 || !node)
		return rc;
	ask_saved(tr(node->shape->label), node_get(node, "code"));
	screen_pair(_("holder of the certificate"), node_get(node, "subject"));
	screen_pair(_("fingerprint of the certificate"), node_get(node, "fingerprint"));
	screen_pair(_("valid from"), node_get(node, "since"));
	screen_pair(_("valid until"), node_get(node, "until"));
	screen_pair(_("agency code"), node_get(node, "agency"));
	return OK;
}

int run_trust_list(struct cli *cli, struct err *err)
{
	enum { COLUMNS = 5 };
	struct node *first = NULL;
	struct table *table = table_new(cli->arena, COLUMNS);
	int rc = app_trust_list(&first, cli->app, cli->arena, err);

	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return cli_list_xml(first, "trusted", err);
	table_row(table, (const char *[]){ _("code"), _("agency code"),
	    _("holder of the certificate"), _("valid until"),
	    _("fingerprint of the certificate") });
	for (; first; first = first->next)
		table_row(table, (const char *[]){ node_get(first, "code"),
		    node_text(first, "agency"), node_text(first, "subject"),
		    node_text(first, "until"), node_text(first, "fingerprint") });
	table_print(table, screen_width());
	return OK;
}

int run_trust_remove(struct cli *cli, struct err *err)
{
	int rc = app_trust_remove(cli->app, cli->word[0], err);

	if (rc == OK)
		screen_say(_("no longer trusted: %s"), cli->word[0]);
	return rc;
}

/* ---- files held against it ------------------------------------------------------------------ */

/* Against one certificate, against the database, or, without either, against none. */
struct held {
	struct certificate certificate;
	bool is_given;
};

static int prepare(struct held *held, struct cli *cli, struct err *err)
{
	const char *path = cli_option(cli, "cert");
	char *data;
	size_t length;
	int rc;

	*held = (struct held){ .is_given = path != NULL };
	if (!path) {
		/* one that was asked for must be there */
		if (!cli_option(cli, "db") && !file_exists(cli_database(cli)))
			return OK;
		return cli_open(cli, NEED_READ, err);
	}
	rc = read_file(&data, &length, path, cli, err);
	if (rc == OK)
		rc = certificate_read(&held->certificate, data, length, cli->arena, err);
	return rc;
}

/* Reviews as strictly as when they are taken in. Reports are not read here: the schema is for those
 * who get them. */
static int hold_content(char sha256[HASH_TEXT], const char *root, const char *path,
    struct arena *arena, struct err *err)
{
	char file_sha256[HASH_TEXT];
	struct node *review = NULL;
	bool is_signed;
	int rc;

	sha256[0] = '\0';
	if (strcmp(root, "submission") == 0)
		return exchange_check_file(sha256, path, err);
	if (strcmp(root, "review") != 0)
		return OK;
	rc = exchange_read_review(&review, path, file_sha256, &is_signed, arena, err);
	if (rc == OK)
		memcpy(sha256, node_get(review, "sha256"), HASH_TEXT);
	return rc;
}

static int hold(struct exchange_seal *seal, char sha256[HASH_TEXT], const struct held *held,
    struct cli *cli, const char *path, struct arena *arena, struct err *err)
{
	char root[65] = "";
	int rc = exchange_root(root, sizeof(root), path, err);

	if (rc == OK)
		rc = hold_content(sha256, root, path, arena, err);
	if (rc < 0)
		return rc;
	if (cli->app && !held->is_given)
		return exchange_verify_file(seal, cli->app, path, arena, err);
	return exchange_verify_with(seal, path, held->is_given ? &held->certificate : NULL,
	    cli->today, arena, err);
}

static const char *seal_words(const struct exchange_seal *seal, struct arena *arena)
{
	if (!seal->is_signed)
		return _("not signed");
	return arena_print(arena, _("signature valid: %s (%.*s, until %.10s)"), seal->subject,
	    SHORT, seal->fingerprint, seal->until);
}

/* Messages begin with the file, as the line does. */
static const char *without_file(const char *text, const char *path)
{
	size_t length = strlen(path);
	bool begins = strncmp(text, path, length) == 0 && strncmp(text + length, ": ", 2) == 0;

	return begins ? text + length + 2 : text;
}

static int hold_one(const struct held *held, struct cli *cli, const char *path)
{
	struct arena *arena = arena_new();
	struct exchange_seal seal = { .is_signed = false };
	struct err err = { 0 };
	char sha256[HASH_TEXT] = "";
	int rc = hold(&seal, sha256, held, cli, path, arena, &err);

	/* a hundred files are a hundred lines, also of the bad ones */
	if (rc < 0)
		screen_say(_("%s: refused: %s"), path, without_file(err.text, path));
	else if (*sha256)
		screen_say(_("%s: well formed; content %.*s… right; %s"), path, SHORT, sha256,
		    seal_words(&seal, arena));
	else
		screen_say(seal.is_signed ?
		    _("%s: '%s', well-formed XML; its signature covers all of it and was checked, "
		      "its content was not; %s") :
		    _("%s: '%s', well-formed XML; its content was not checked; %s"),
		    path, seal.root, seal_words(&seal, arena));
	arena_free(arena);
	return rc;
}

int run_exchange_verify(struct cli *cli, struct err *err)
{
	struct held held;
	size_t bad = 0;
	int rc = prepare(&held, cli, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < cli->word_count; i++)
		bad += hold_one(&held, cli, cli->word[i]) < 0;
	if (bad > 0)
		return err_set(err, FAIL_INVALID, "%zu of %zu files were refused", bad,
		    cli->word_count);
	return OK;
}
