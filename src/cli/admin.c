/*
 * admin.c - the database itself: made, checked, copied; its settings and its audit chain; sign-off.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "capdo/exchange.h"
#include "cli_priv.h"

int run_init(struct cli *cli, struct err *err)
{
	(void)err;
	ask_saved(_("administrator"), app_person(cli->app));
	screen_say("%s",
	    _("next: 'capdo agency add CODE --name NAME', then 'capdo system add CODE --name "
	      "NAME'"));
	return OK;
}

int run_setting_set(struct cli *cli, struct err *err)
{
	const struct value value[] = { { "value", cli->word[1] } };
	const struct place place = { .key = { cli->word[0] } };
	int rc = app_put(
	    NULL, cli->app, model_shape("setting"), &place, value, 1, false, cli->arena, err);

	if (rc == OK)
		ask_saved(cli->word[0], cli->word[1]);
	return rc;
}

static int print_audit(void *context, const struct audit_line *line, struct err *err)
{
	struct arena *arena = arena_new();

	(void)context;
	(void)err;
	printf("%" PRId64 "  %s  %s  %s %s\n", line->seq, clock_show(arena, line->at),
	    line->person, line->verb, line->record);
	if (line->detail)
		screen_text(TO_OUT, line->detail, 4, screen_width());
	arena_free(arena);
	return OK;
}

int run_audit_list(struct cli *cli, struct err *err)
{
	int64_t from = 1;
	int rc = cli_number(&from, cli, "from", err);

	if (rc == OK && cli_option(cli, "xml"))
		return exchange_write_audit("-", cli->app, from, err);
	return rc < 0 ? rc : app_audit(cli->app, from, print_audit, NULL, err);
}

int run_verify(struct cli *cli, struct err *err)
{
	int64_t rows = 0;
	int rc = app_verify(cli->app, &rows, err);

	if (rc == OK)
		screen_say(*cli->command->verb
			? _("the audit chain is whole; rows: %s")
			: _("the database is whole; rows in the audit chain: %s"),
		    text_group_digits(cli->arena, rows));
	return rc;
}

int run_backup(struct cli *cli, struct err *err)
{
	int rc = app_backup(cli->app, cli->word[0], err);

	if (rc == OK)
		screen_say(_("written: %s"), cli->word[0]);
	return rc;
}

int run_sign(struct cli *cli, struct err *err)
{
	const char *year = cli_year(cli);
	bool back = cli_option(cli, "withdraw") != NULL;
	int rc = back ? app_withdraw(cli->app, cli->word[0], year, err)
		      : app_sign(cli->app, cli->word[0], year, err);

	if (rc == OK && back)
		screen_say(_("year %s of agency '%s' is a draft again"), year, cli->word[0]);
	else if (rc == OK)
		screen_say(_("year %s of agency '%s' is signed off by '%s'"), year, cli->word[0],
		    app_person(cli->app));
	return rc;
}
