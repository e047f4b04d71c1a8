/*
 * check.c - the consistency rules over an agency's year, as a list to work through.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/exchange.h"
#include "cli_priv.h"

struct wanted {
	const char *rule, *system;              /* NULL: any */
};

const char *rule_effect(const struct rule *rule)
{
	return rule->stops ? _("mend before signing") : _("look again");
}

static bool is_wanted(const struct wanted *wanted, const struct breach *breach)
{
	if (wanted->rule && strcmp(wanted->rule, breach->rule->id) != 0)
		return false;
	return !wanted->system ||
	    (breach->system && strcmp(wanted->system, breach->system) == 0);
}

/* One rule with all records that break it. Returns where the next rule begins. */
static size_t print_rule(const struct breach_list *list, size_t at, const struct wanted *wanted,
    const char *agency, struct arena *arena)
{
	const struct rule *rule = list->at[at].rule;
	struct table *table = table_new(arena, 3);
	const struct breach *source[2] = { NULL };
	size_t rows = 0;

	for (; at < list->count && list->at[at].rule == rule; at++) {
		const struct breach *breach = &list->at[at];

		if (!is_wanted(wanted, breach))
			continue;
		table_row(table,
		    (const char *[]){ arena_print(arena, "  %s",
					  breach->system ? breach->system : agency),
			breach->where, breach->text });
		rows++;
		if (!source[0])
			source[0] = breach;
		else if (breach->cite != source[0]->cite)
			source[1] = breach;
	}
	if (rows == 0)
		return at;
	screen_say("%s (%s)", rule->id, rule_effect(rule));
	table_print(table, screen_width());
	screen_text(TO_OUT, arena_print(arena, _("what to do: %s"), words_now(&rule->fix)), 2,
	    screen_width());
	for (size_t i = 0; i < 2 && source[i]; i++)
		screen_text(TO_OUT,
		    arena_print(arena, _("source: %s"),
			show_cite(rule->pack, source[i]->cite, source[i]->status, arena)),
		    2, screen_width());
	putchar('\n');
	return at;
}

static int check_wanted(const struct wanted *wanted, const struct agency_view *view,
    const struct cli *cli, struct err *err)
{
	const struct pack *rules = packs_in_force(cli->packs, PACK_RULES, cli->today);

	if (wanted->rule && (!rules || !pack_rule(rules, wanted->rule)))
		return err_set(err, FAIL_NOT_FOUND, "there is no consistency rule '%s'",
		    wanted->rule);
	if (wanted->system && !node_find(view->node, "system", "code", wanted->system))
		return err_set(err, FAIL_NOT_FOUND, "agency '%s' has no system '%s'",
		    node_get(view->node, "code"), wanted->system);
	return OK;
}

static void count_wanted(
    size_t count[2], const struct breach_list *list, const struct wanted *wanted)
{
	count[0] = count[1] = 0;
	for (size_t i = 0; i < list->count; i++) {
		if (is_wanted(wanted, &list->at[i]))
			count[list->at[i].rule->stops]++;
	}
}

int run_check(struct cli *cli, struct err *err)
{
	const struct wanted wanted = { cli_option(cli, "rule"), cli_option(cli, "system") };
	const char *agency = cli->word_count > 0 ? cli->word[0] : NULL;
	const char *year = cli_year(cli);
	struct agency_view *view = NULL;
	struct breach_list list = { NULL, 0 };
	size_t count[2];
	int rc = app_view_agency(&view, cli->app, agency, year, cli->arena, err);

	if (rc == OK)
		rc = check_wanted(&wanted, view, cli, err);
	if (rc == OK)
		rc = app_check_view(&list, cli->app, view, year, cli->arena, err);
	if (rc < 0)
		return rc;
	count_wanted(count, &list, &wanted);
	agency = node_get(view->node, "code");
	if (cli_option(cli, "xml"))
		rc = exchange_write_breaches(
		    "-", view, year, &list, wanted.rule, wanted.system, err);
	for (size_t i = 0; i < list.count && !cli_option(cli, "xml");)
		i = print_rule(&list, i, &wanted, agency, cli->arena);
	if (rc == OK && !cli_option(cli, "xml"))
		screen_say(
		    _("agency '%s', year %s: %zu to mend before signing, %zu to look at again"),
		    agency, year, count[1], count[0]);
	if (rc == OK && count[1] > 0)
		rc = err_set(err, FAIL_INCONSISTENT,
		    "%zu things must be mended before the year can be signed off", count[1]);
	return rc;
}
