/*
 * files.c - files in and out: submissions, workbooks.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/exchange.h"
#include "capdo/report.h"
#include "cli_priv.h"

/* ---- load ----------------------------------------------------------------------------------- */

int run_load(struct cli *cli, struct err *err)
{
	bool dry_run = cli_option(cli, "dry-run") != NULL;
	struct names names = { 0 };
	struct err first = { 0 };
	size_t failed = 0;
	int rc = list_files(&names, cli, err);

	for (size_t i = 0; rc == OK && i < names.count; i++) {
		struct merge_counts counts = { 0 };
		struct err one = { 0 };
		int done = exchange_import(&counts, cli->app, names.at[i], dry_run, &one);

		if (done == OK) {
			screen_say(dry_run
				? _("%s: would add %zu, change %zu, leave %zu as they are")
				: _("%s: added %zu, changed %zu, left %zu as they are"),
			    names.at[i], counts.added, counts.changed, counts.same);
		} else if (failed++ == 0) {
			first = one;
			first.code = done;
		}
		if (done < 0 && names.count > 1)
			ask_refused(&one);
		if (names.count > 1)
			progress(i + 1, names.count);
	}
	if (rc == OK && failed > 0 && names.count > 1)
		rc = err_set(err, first.code, "%zu of %zu files were refused", failed, names.count);
	else if (rc == OK && failed > 0) {
		*err = first;
		rc = first.code;
	}
	return rc;
}

/* ---- out ------------------------------------------------------------------------------------ */

static int say_written(const char *path)
{
	if (strcmp(path, "-") != 0)
		screen_say(_("written: %s"), path);
	return OK;
}

/* A workbook is a file; standard output is for text. */
static int book_path(const char **out, const struct cli *cli, struct err *err)
{
	*out = cli_option(cli, "output");
	return strcmp(*out, "-") == 0 ? err_set(err, FAIL_INVALID,
	    "a workbook cannot be written to standard output: name a file") : OK;
}

int run_report_system(struct cli *cli, struct err *err)
{
	const char *path;
	struct system_view *view = NULL;
	int rc = book_path(&path, cli, err);

	if (rc == OK)
		rc = app_view_system(
		    &view, cli->app, cli_option(cli, "agency"), cli->word[0], cli->arena, err);
	if (rc == OK)
		rc = report_system(path, cli->app, view, cli_option(cli, "year"), err);
	return rc < 0 ? rc : say_written(path);
}

int run_report_agency(struct cli *cli, struct err *err)
{
	const char *path;
	const char *year = cli_option(cli, "year");
	struct agency_view *view = NULL;
	int rc = book_path(&path, cli, err);

	if (rc == OK)
		rc = app_view_agency(&view, cli->app, cli->word[0], year, cli->arena, err);
	if (rc == OK)
		rc = report_agency(path, cli->app, view, year, err);
	return rc < 0 ? rc : say_written(path);
}
