/*
 * carry.c - a new year begun from the last one: what was carried over, confirmed, and what is new,
 * changed or dropped.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/exchange.h"
#include "cli_priv.h"

static void say_proposed(const struct carry_lists *lists)
{
	if (lists->of[CARRY_PROPOSED])
		screen_say(_("proposed by the crosswalk, to be confirmed: %zu"),
		    lists->of[CARRY_PROPOSED]);
}

static void say_counts(const struct carry_lists *lists)
{
	if (lists->from)
		screen_say(_("compared with %s"), lists->from);
	screen_say(_("carried over, to be confirmed: %zu; confirmed: %zu; new: %zu; changed: %zu; "
		     "dropped: %zu"),
	    lists->of[CARRY_OPEN], lists->of[CARRY_CONFIRMED], lists->of[CARRY_NEW],
	    lists->of[CARRY_CHANGED], lists->of[CARRY_DROPPED]);
	say_proposed(lists);
	if (lists->answers || lists->plans)
		screen_say(_("threat answers to be confirmed: %zu; response plans: %zu"),
		    lists->answers, lists->plans);
}

int run_assess_start(struct cli *cli, struct err *err)
{
	const struct place place = cli_place(cli);
	struct carry_lists *lists = NULL;
	struct node *node = NULL;
	int rc;

	if (cli_option(cli, "empty"))
		rc = app_assess_start(
		    &node, cli->app, place.agency, place.system, place.year, cli->arena, err);
	else
		rc = app_carry(&lists, cli->app, place.agency, place.system, place.year, true,
		    cli->arena, err);
	if (rc < 0)
		return rc;
	ask_saved(_("assessment"), place.year);
	screen_say(_("level %s, checklist %s, threats %s"),
	    node_get(lists ? lists->assessment : node, "level"),
	    node_get(lists ? lists->assessment : node, "pack"),
	    node_get(lists ? lists->assessment : node, "threats"));
	if (lists && lists->from) {
		say_counts(lists);
		screen_say(_("next: 'capdo assess carried %s --year %s'"), place.system,
		    place.year);
	}
	screen_say(_("next: 'capdo assess walk %s --year %s'"), place.system, place.year);
	return OK;
}

/* ---- lists ---------------------------------------------------------------------------------- */

static const char *kind_label(enum carry_kind kind)
{
	switch (kind) {
	case CARRY_OPEN:
		return _("carried over, to be confirmed");
	case CARRY_CONFIRMED:
		return _("carried over and confirmed");
	case CARRY_PROPOSED:
		return _("proposed by the crosswalk, to be confirmed");
	case CARRY_NEW:
		return _("new: asked now, not then");
	case CARRY_CHANGED:
		return _("changed: the old answer is only a help");
	case CARRY_DROPPED:
		return _("dropped: asked then, not now");
	case CARRY_KINDS:
		break;
	}
	return "";
}

static const char *status_of(const struct node *finding)
{
	const struct shape *shape = model_shape("finding");

	return finding ? field_code_label(&shape->field[shape_field(shape, "status")],
			     node_get(finding, "status"))
		       : "";
}

static void print_kind(
    const struct carry_lists *lists, enum carry_kind kind, struct arena *arena)
{
	struct table *table = table_new(arena, 5);

	if (lists->of[kind] == 0)
		return;
	printf("\n%s (%zu)\n", kind_label(kind), lists->of[kind]);
	if (crossed_any(lists, kind)) {
		crossed_print_kind(lists, kind, arena);
		return;
	}
	table_row(table,
	    (const char *[]){ _("requirement"), _("asset"), _("name"), _("result then"),
		_("answer then") });
	for (size_t i = 0; i < lists->count; i++) {
		const struct carry_line *line = &lists->at[i];

		if (line->kind != kind)
			continue;
		table_row(table,
		    (const char *[]){ line->requirement, line->asset ? line->asset : "",
			line->item ? words_now(&line->item->requirement->name) : "",
			status_of(line->then), crossed_words(line->then, arena) });
	}
	table_print(table, screen_width());
}

static void print_ratings(const struct node *rating, struct arena *arena)
{
	const struct shape *shape = model_shape("rating");
	const struct field *until = &shape->field[shape_field(shape, "accepted-until")];
	struct table *table = table_new(arena, 5);

	if (!rating)
		return;
	printf("\n%s\n", _("ratings and accepted risks of then, to be made anew"));
	table_row(table,
	    (const char *[]){ _("scenario"), _("likelihood"), _("impact"), _("accepted until"),
		_("reason") });
	for (; rating; rating = rating->next) {
		const char *end = node_get(rating, "accepted-until");

		table_row(table,
		    (const char *[]){ node_get(rating, "scenario"),
			node_text(rating, "likelihood"), node_text(rating, "impact"),
			end ? show_value(until, end, arena) : "", node_text(rating, "reason") });
	}
	table_print(table, screen_width());
}

int run_assess_carried(struct cli *cli, struct err *err)
{
	const struct place place = cli_place(cli);
	struct carry_lists *lists;
	int rc = app_carry_lists(
	    &lists, cli->app, place.agency, place.system, place.year, cli->arena, err);

	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return exchange_write_carried("-", lists, err);
	say_counts(lists);
	for (int kind = 0; kind < CARRY_KINDS; kind++)
		print_kind(lists, (enum carry_kind)kind, cli->arena);
	print_ratings(lists->rating, cli->arena);
	return OK;
}

/* ---- confirming, new packs ------------------------------------------------------------------- */

int run_assess_confirm(struct cli *cli, struct err *err)
{
	const struct place place = cli_place(cli);
	const char *group = cli_option(cli, "group");
	bool all = cli_option(cli, "all") != NULL;
	bool named = group || cli->word_count > 1;
	size_t count;
	int rc;

	if (all == named)
		return cli_wrong(cli, err_set(err, FAIL_INVALID,
		    "say what is confirmed: requirements, --group GROUP or --all"));
	rc = app_confirm(&count, cli->app, place.agency, place.system, place.year, cli->word + 1,
	    cli->word_count - 1, group, err);
	if (rc == OK)
		screen_say(_("confirmed: %zu"), count);
	return rc;
}

int run_assess_renew(struct cli *cli, struct err *err)
{
	const struct place place = cli_place(cli);
	struct carry_lists *lists;
	int rc = app_renew(
	    &lists, cli->app, place.agency, place.system, place.year, cli->arena, err);

	if (rc < 0)
		return rc;
	if (lists->count == 0) {
		screen_say("%s", _("the assessment stands on the packs in force already"));
		return OK;
	}
	screen_say(_("unchanged: %zu; new: %zu; changed, to be answered anew: %zu; dropped: %zu"),
	    lists->of[CARRY_OPEN] + lists->of[CARRY_CONFIRMED], lists->of[CARRY_NEW],
	    lists->of[CARRY_CHANGED], lists->of[CARRY_DROPPED]);
	say_proposed(lists);
	for (int kind = CARRY_PROPOSED; kind < CARRY_KINDS; kind++)
		print_kind(lists, (enum carry_kind)kind, cli->arena);
	return OK;
}
