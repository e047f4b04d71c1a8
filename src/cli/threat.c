/*
 * threat.c - answers, ratings and accepted risks of a year, one at a time; the risks and their
 * working.
 */
#include <stdio.h>
#include <string.h>

#include "cli_priv.h"

const struct risk *threat_risk(const struct assessment_view *view, const char *scenario)
{
	for (size_t i = 0; i < view->risk_count; i++) {
		if (strcmp(view->risk[i].scenario->id, scenario) == 0)
			return &view->risk[i];
	}
	return NULL;
}

/* ---- one answer, one rating ----------------------------------------------------------------- */

int run_threat_set(struct cli *cli, struct err *err)
{
	const struct place place = cli_place(cli);
	const char *scenario = strcmp(cli->word[1], "-") == 0 ? NULL : cli->word[1];
	const char *question = cli->word[2];
	const char *value = cli->word_count > 3 ? cli->word[3] : "";
	const struct pack *pack = packs_in_force(cli->packs, PACK_THREATS, cli->today);
	const struct question *known = pack ? pack_question(pack, question) : NULL;
	int rc;

	if (known && known->per_scenario && !scenario)
		return err_set(err, FAIL_INVALID,
		    "question '%s' is asked for each scenario: name one", question);
	if (known && !known->per_scenario && scenario)
		return err_set(err, FAIL_INVALID,
		    "question '%s' is asked for the whole system: SCENARIO is '-'", question);
	rc = app_answer(
	    cli->app, place.agency, place.system, place.year, scenario, question, value, err);
	if (rc == OK)
		ask_saved(
		    scenario ? arena_print(cli->arena, "%s %s", scenario, question) : question,
		    value);
	return rc;
}

static int say_risk(struct cli *cli, const char *scenario, struct err *err)
{
	struct assessment_view *view;
	struct system_view *system;
	const struct risk *risk;
	int rc = cli_view(&view, &system, cli, cli->arena, err);

	if (rc < 0)
		return rc;
	risk = threat_risk(view, scenario);
	if (risk)
		threat_print(view, risk, cli->arena);
	return OK;
}

int run_threat_rate(struct cli *cli, struct err *err)
{
	const struct place place = cli_place(cli);
	struct value *value;
	size_t count;
	int rc = cli_values(&value, &count, cli, 2, err);

	if (rc == OK)
		rc = app_rating(cli->app, place.agency, place.system, place.year, cli->word[1],
		    value, count, err);
	if (rc < 0)
		return rc;
	ask_saved(_("threat rating"), cli->word[1]);
	return say_risk(cli, cli->word[1], err);
}

int run_threat_accept(struct cli *cli, struct err *err)
{
	const struct place place = cli_place(cli);
	const char *reason;
	int rc = cli_text(&reason, cli, cli_option(cli, "reason"), err);

	if (rc == OK)
		rc = app_accept_risk(cli->app, place.agency, place.system, place.year, cli->word[1],
		    cli_option(cli, "by"), cli_option(cli, "until"), reason, err);
	if (rc == OK)
		ask_saved(_("accepted risk"), cli->word[1]);
	return rc;
}

/* ---- show ----------------------------------------------------------------------------------- */

static const char *score_in(const struct band *band, int value, struct arena *arena)
{
	if (value == 0)
		return _("not rated");
	return band ? arena_print(arena, "%d %s", value, words_now(&band->name))
		    : show_number(arena, value);
}

static const char *notes_of(const struct risk *risk, struct arena *arena)
{
	const char *const said[] = {
		risk->stale ? _("out of date") : NULL,
		risk->higher_level ? _("suggests a higher level") : NULL,
		risk->acceptance == ACCEPTED ? _("risk accepted") : NULL,
		risk->acceptance == ACCEPTANCE_EXPIRED ? _("acceptance has run out") : NULL,
		risk->acceptance == ACCEPTANCE_REOPENED ? _("reopened: the risk has changed")
							: NULL,
	};
	const char *list = "";

	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		if (said[i])
			list = arena_print(arena, "%s%s%s", list, *list ? "; " : "", said[i]);
	}
	return list;
}

static void print_risks(const struct assessment_view *view, struct arena *arena)
{
	struct table *table = table_new(arena, 6);

	table_row(table,
	    (const char *[]){ _("scenario"), _("name"), _("gross risk"), _("current risk"),
		_("target risk"), _("note") });
	for (size_t i = 0; i < view->risk_count; i++) {
		const struct risk *risk = &view->risk[i];

		table_row(table,
		    (const char *[]){ risk->scenario->id, words_now(&risk->scenario->name),
			score_in(risk->gross_band, risk->gross, arena),
			score_in(risk->current_band, risk->current, arena),
			score_in(risk->target_band, risk->target, arena), notes_of(risk, arena) });
	}
	table_print(table, screen_width());
}

static void print_mitigations(
    const struct assessment_view *view, const struct risk *risk, struct arena *arena)
{
	struct table *table = table_new(arena, 5);

	table_row(table,
	    (const char *[]){ _("requirement"), _("name"), _("weight"), _("result"), _("note") });
	for (size_t i = 0; i < risk->mitigations.count; i++) {
		const struct mitigation *mitigation = &risk->mitigations.at[i];

		for (size_t j = 0; j < view->item_count; j++) {
			const struct item_state *state = &view->item[j];

			if (strcmp(state->item.requirement->id, mitigation->requirement) != 0)
				continue;
			table_row(table,
			    (const char *[]){ mitigation->requirement,
				words_now(&state->item.requirement->name),
				show_number(arena, mitigation->weight), show_finding(state->status),
				mitigation->key ? _("key requirement") : "" });
		}
	}
	table_print(table, screen_width());
}

void threat_print(const struct assessment_view *view, const struct risk *risk, struct arena *arena)
{
	(void)view;
	if (risk->suggested_likelihood > 0)
		screen_say("%s: %d", _("likelihood suggested"), risk->suggested_likelihood);
	if (risk->suggested_impact > 0)
		screen_say("%s: %d", _("impact suggested"), risk->suggested_impact);
	if (risk->gross == 0) {
		screen_say("%s", _("not rated: questions are still open"));
		return;
	}
	screen_say("%s: %d x %d = %s", _("gross risk"), risk->likelihood, risk->impact,
	    score_in(risk->gross_band, risk->gross, arena));
	if (risk->control >= 0)
		screen_say(_("control strength %d of 1000 takes %d steps off the likelihood"),
		    risk->control, risk->steps);
	screen_say("%s: %d x %d = %s", _("current risk"), risk->current_likelihood, risk->impact,
	    score_in(risk->current_band, risk->current, arena));
	screen_say("%s: %d x %d = %s", _("target risk"), risk->target_likelihood, risk->impact,
	    score_in(risk->target_band, risk->target, arena));
	if (*notes_of(risk, arena))
		screen_pair(_("note"), notes_of(risk, arena));
}

static void print_scenario(
    const struct assessment_view *view, const struct risk *risk, struct arena *arena)
{
	const struct scenario *scenario = risk->scenario;
	const struct node *rating = node_find(view->node, "rating", "scenario", scenario->id);

	screen_say("%s: %s", scenario->id, words_now(&scenario->name));
	screen_pair(_("about"), words_now(&scenario->about));
	screen_pair(_("source"), show_cite(view->threats, scenario->cite, scenario->status, arena));
	printf("\n");
	threat_print(view, risk, arena);
	printf("\n");
	print_mitigations(view, risk, arena);
	if (rating) {
		printf("\n");
		record_print(rating, arena);
	}
}

/* scenario NULL: of all. */
static int print_comments(struct cli *cli, const char *scenario, struct err *err)
{
	const struct place place = cli_place(cli);
	const struct comments_about about = { .about = { "rating", "plan" }, .key = scenario };

	return comments_at(
	    cli, place.agency, place.system, place.year, &about, cli->arena, err);
}

int run_threat_show(struct cli *cli, struct err *err)
{
	struct assessment_view *view;
	struct system_view *system;
	const struct risk *risk;
	int rc = cli_view(&view, &system, cli, cli->arena, err);

	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return cli_list_xml(node_first(view->node, "risk"), "risk", err);
	if (cli->word_count < 2) {
		print_risks(view, cli->arena);
		return print_comments(cli, NULL, err);
	}
	risk = threat_risk(view, cli->word[1]);
	if (!risk)
		return err_set(
		    err, FAIL_NOT_FOUND, "no threats pack has a scenario '%s'", cli->word[1]);
	print_scenario(view, risk, cli->arena);
	return print_comments(cli, cli->word[1], err);
}
