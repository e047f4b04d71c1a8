/*
 * annual.c - the report of an owner to the ministry, as a workbook and as XML.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/exchange.h"
#include "capdo/report.h"
#include "cli_priv.h"

static void say_agencies(const struct annual *annual, struct arena *arena)
{
	const char *left = "";

	for (const struct node *node = node_first(annual->node, "annual-agency"); node;
	     node = node->next)
		if (node_is(node, "counted", "no"))
			left = arena_print(arena, "%s%s%s", left, *left ? ", " : "",
			    node_text(node, "code"));
	if (*left)
		screen_say(_("not in the report, because not handed in: %s"), left);
}

static void say(const struct annual *annual, struct arena *arena)
{
	const struct node *root = annual->node;

	screen_say(_("%s, year %s: %s of %s agencies, %s systems, %s approved"),
	    node_text(root, "owner"), node_text(root, "year"), node_text(root, "counted"),
	    node_text(root, "agencies"), node_text(root, "systems"), node_text(root, "approved"));
	say_agencies(annual, arena);
	if (node_count(root, "annual-breach"))
		screen_say(_("contradictions in the data: %zu"), node_count(root, "annual-breach"));
	if (node_count(annual->node, "annual-remark"))
		screen_say(_("remarks on the form: %zu, on the sheet '%s'"),
		    node_count(annual->node, "annual-remark"), _("To be looked at"));
	if (annual->warnings)
		screen_say(_("to be looked at again before sending: %zu; 'capdo check' shows them"),
		    annual->warnings);
	screen_say(_("last day to send: %s (%s)"), day_show(arena, node_text(root, "due")),
	    node_text(root, "addressee"));
}

struct annual_file {
	struct app *app;
	const struct annual *annual;
};

static int write_annual(void *context, const char *path, struct err *err)
{
	const struct annual_file *file = context;

	return exchange_write_annual(path, file->app, file->annual, err);
}

/* What cannot be written is said before anything is gathered. */
int cli_report_use(struct cli *cli, struct err *err)
{
	const char *xml = cli_option(cli, "xml-file");
	struct exchange_key *key = NULL;
	int rc;

	if (strcmp(cli_option(cli, "output"), "-") == 0)
		return err_set(err, FAIL_INVALID,
		    "a workbook cannot be written to standard output: name a file");
	rc = cli_key(&key, cli, err);
	if (rc == OK && key && (!xml || strcmp(xml, "-") == 0))
		rc = err_set(err, FAIL_INVALID,
		    "only an XML file is signed: add --xml-file FILE");
	exchange_key_free(key);
	return rc;
}

int run_report_annual(struct cli *cli, struct err *err)
{
	const struct annual_options options = { .year = cli_option(cli, "year"),
		.owner = cli_option(cli, "owner"),
		.agency = cli_option(cli, "agency"),
		.drafts = cli_option(cli, "drafts") != NULL };
	const char *book = cli_option(cli, "output"), *xml = cli_option(cli, "xml-file");
	struct annual_file file = { .app = cli->app };
	struct annual *annual = NULL;
	int rc = cli_report_use(cli, err);

	if (rc == OK)
		rc = app_annual(&annual, cli->app, &options, cli->arena, err);
	if (rc == OK)
		rc = report_annual(book, cli->app, annual, err);
	file.annual = annual;
	fflush(stdout);
	if (rc == OK && xml)
		rc = cli_write_signed(cli, xml, write_annual, &file, err);
	if (rc != OK)
		return rc;
	if (!xml || strcmp(xml, "-") != 0) {
		say(annual, cli->arena);
		screen_say(_("written: %s"), book);
		if (xml)
			screen_say(_("written: %s"), xml);
	}
	return OK;
}
