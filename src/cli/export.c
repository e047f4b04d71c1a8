/*
 * export.c - records of an agency as a file: a plain copy, or a hand-in with its number, signed
 * when asked for, with the attached files beside it.
 *
 * Files get their names last: what is not kept in the database is not written either.
 */
#include <stdlib.h>
#include <string.h>

#include "capdo/exchange.h"
#include "cli_priv.h"

/* ---- signing -------------------------------------------------------------------------------- */

int cli_key(struct exchange_key **out, struct cli *cli, struct err *err)
{
	const char *key = cli_option(cli, "sign");
	const char *certificate = cli_option(cli, "cert");

	*out = NULL;
	if (!key && !certificate && !cli_option(cli, "pass-file"))
		return OK;
	if (!key || !certificate)
		return cli_wrong(cli, err_set(err, FAIL_INVALID,
		    "signing needs both: --sign KEY and --cert FILE"));
	return exchange_key_load(out, key, certificate, cli_option(cli, "pass-file"), cli->today,
	    err);
}

int cli_write_signed(struct cli *cli, const char *path,
    int (*write)(void *context, const char *path, struct err *err), void *context, struct err *err)
{
	struct exchange_key *key = NULL;
	char *temporary = NULL;
	int rc = cli_key(&key, cli, err);

	if (rc < 0 || !key)
		return rc < 0 ? rc : write(context, path, err);
	if (strcmp(path, "-") == 0)
		rc = err_set(err, FAIL_INVALID, "this must be a file: name one with --output");
	if (rc == OK)
		rc = file_temp(&temporary, path, cli->arena, err);
	if (rc == OK)
		rc = write(context, temporary, err);
	if (rc == OK)
		rc = exchange_sign(path, temporary, key, err);
	file_drop(temporary);
	exchange_key_free(key);
	return rc;
}

/* ---- export --------------------------------------------------------------------------------- */

struct export {
	struct cli *cli;
	const char *path, *year;
	struct exchange_key *key;       /* NULL: not signed */
	char *temporary;                /* NULL: standard output */
	const char *zip;                /* NULL: no attached files wanted */
	char *zip_temporary;
	size_t attached, missing;
	bool hand_in;
};

/* On standard output there is XML. */
static void tell(const struct export *export, const char *text)
{
	screen_text(strcmp(export->path, "-") == 0 ? TO_ERR : TO_OUT, text, 0, screen_width());
}

static int write_files(struct export *export, const struct node *agency, const char *number,
    const char *created, struct err *err)
{
	struct cli *cli = export->cli;
	struct exchange_info info = { .year = export->year, .snapshot = number,
		.created = created };
	const char *path = export->temporary ? export->temporary : export->path;
	int rc;

	exchange_packs(&info, agency, cli->packs, cli->arena);
	rc = exchange_write(path, &info, agency, err);
	if (rc == OK && export->key)
		rc = exchange_sign(path, path, export->key, err);
	if (rc == OK && export->zip)
		rc = exchange_attachments_out(cli->app, agency, export->zip_temporary,
		    &export->attached, &export->missing, err);
	return rc;
}

static int write_hand_in(void *context, const struct agency_view *view, struct hand_in *hand_in,
    struct err *err)
{
	struct export *export = context;
	struct arena *arena = export->cli->arena;
	const char *name = strrchr(export->path, '/');
	char now[21];
	int rc;

	clock_now(now);
	hand_in->created = arena_copy(arena, now);
	hand_in->file = name ? name + 1 : export->path;
	rc = write_files(export, view->node, show_number(arena, hand_in->number), hand_in->created,
	    err);
	if (rc < 0)
		return rc;
	exchange_hash(hand_in->sha256, view->node);
	if (export->key) {
		hand_in->fingerprint = exchange_key_certificate(export->key)->fingerprint;
		hand_in->signer = exchange_key_certificate(export->key)->subject;
	}
	return hash_file(hand_in->file_sha256, NULL, export->temporary, err);
}

static int do_hand_in(struct export *export, struct err *err)
{
	struct cli *cli = export->cli;
	const char *agency = cli_option(cli, "agency");
	struct node *row = NULL;
	int rc = cli_open(cli, NEED_WRITE, err);

	if (rc == OK)
		rc = app_hand_in(&row, cli->app, agency, export->year, write_hand_in, export,
		    cli->arena, err);
	if (rc == OK)
		tell(export, arena_print(cli->arena, _("handed in: year %s, number %s, SHA-256 %s"),
		    export->year, node_get(row, "number"), node_get(row, "sha256")));
	return rc;
}

static int do_copy(struct export *export, struct err *err)
{
	struct cli *cli = export->cli;
	struct agency_view *view;
	int rc = app_view_agency(&view, cli->app, cli_option(cli, "agency"), export->year,
	    cli->arena, err);

	if (rc == OK)
		rc = write_files(export, view->node, NULL, NULL, err);
	if (rc == OK && export->year)
		tell(export, _("a draft or a copy without a number: this is not a hand-in"));
	return rc;
}

/* Both files get their names now; what failed before leaves neither. */
static int name_files(struct export *export, struct err *err)
{
	struct arena *arena = export->cli->arena;
	int rc = OK;

	if (export->attached > 0) {
		rc = file_commit(export->zip_temporary, export->zip, err);
		export->zip_temporary = rc == OK ? NULL : export->zip_temporary;
	}
	if (rc == OK && export->temporary) {
		rc = file_commit(export->temporary, export->path, err);
		export->temporary = rc == OK ? NULL : export->temporary;
	}
	if (rc < 0)
		return rc;
	if (strcmp(export->path, "-") != 0)
		tell(export, arena_print(arena, _("written: %s"), export->path));
	if (export->key)
		tell(export, arena_print(arena, _("signed by %s"),
		    exchange_key_certificate(export->key)->subject));
	if (export->attached > 0)
		tell(export, arena_print(arena, _("written: %s (attached files: %zu)"), export->zip,
		    export->attached));
	else if (export->zip)
		tell(export, _("no evidence file is attached: no zip was written"));
	if (export->missing > 0)
		tell(export, arena_print(arena,
		    _("attached files whose content is not kept here: %zu"), export->missing));
	return OK;
}

static int prepare(struct export *export, struct err *err)
{
	struct cli *cli = export->cli;
	bool to_file = strcmp(export->path, "-") != 0;
	int rc = cli_key(&export->key, cli, err);

	if (rc == OK && export->year)
		rc = app_hand_in_open(&export->hand_in, cli->app, cli_option(cli, "agency"),
		    export->year, err);
	if (rc == OK && !to_file && (export->key || export->hand_in))
		rc = err_set(err, FAIL_INVALID, "this must be a file: name one with --output");
	/* alone, the file appears whole by itself */
	if (rc == OK && to_file && (export->key || export->hand_in || export->zip))
		rc = file_temp(&export->temporary, export->path, cli->arena, err);
	if (rc == OK && export->zip)
		rc = file_temp(&export->zip_temporary, export->zip, cli->arena, err);
	return rc;
}

int run_export(struct cli *cli, struct err *err)
{
	struct export export = { .cli = cli, .path = cli_option(cli, "output"),
		.year = cli_option(cli, "year"), .zip = cli_option(cli, "attachments") };
	int rc = prepare(&export, err);

	if (rc == OK)
		rc = export.hand_in ? do_hand_in(&export, err) : do_copy(&export, err);
	if (rc == OK)
		rc = name_files(&export, err);
	file_drop(export.temporary);
	file_drop(export.zip_temporary);
	exchange_key_free(export.key);
	return rc;
}
