/*
 * threat_walk.c - the threat questions: first those about the whole system, by cause, then those of
 * each scenario, ending in its rating, which the assessor may change with a reason.
 */
#include <stdio.h>
#include <string.h>

#include "cli_priv.h"

/* A question, or (NULL) the rating of a scenario. scenario NULL: for the whole system. */
struct point {
	const struct scenario *scenario;
	const struct question *question;
	const struct cause *cause;
};

struct threat_walk {
	struct walk walk;
	struct point *point;
	size_t count, room;
	size_t at;
	struct assessment_view *view;           /* of this round */
	struct system_view *system;
};

/* ---- which questions ------------------------------------------------------------------------ */

static const char *answer_of(const struct assessment_view *view, const struct point *point)
{
	for (const struct node *node = node_first(view->node, "answer"); node; node = node->next) {
		const char *scenario = node_text(node, "scenario");

		if (node_is(node, "question", point->question->id) &&
		    strcmp(scenario, point->scenario ? point->scenario->id : "") == 0)
			return node_get(node, "value");
	}
	return NULL;
}

static void add_point(struct threat_walk *walk, struct point point)
{
	bool answered = point.question
	    ? answer_of(walk->view, &point) != NULL
	    : node_find(walk->view->node, "rating", "scenario", point.scenario->id) &&
		!threat_risk(walk->view, point.scenario->id)->stale;

	if (answered && !walk->walk.again)
		return;
	walk->point = arena_grow(walk->walk.cli->arena, walk->point, walk->count, &walk->room,
	    sizeof(*walk->point));
	walk->point[walk->count++] = point;
}

static void list_scenario(struct threat_walk *walk, const struct scenario *scenario)
{
	for (size_t i = 0; i < scenario->cause->question_count; i++) {
		const struct question *question = &scenario->cause->question[i];

		if (question->per_scenario)
			add_point(walk, (struct point){ scenario, question, scenario->cause });
	}
	for (size_t i = 0; i < scenario->consequence_count; i++) {
		const struct question *question = scenario->consequence[i];

		if (question->per_scenario)
			add_point(walk, (struct point){ scenario, question, scenario->cause });
	}
	add_point(walk, (struct point){ scenario, NULL, scenario->cause });
}

static void list_points(struct threat_walk *walk, const struct scenario *only)
{
	const struct pack *pack = walk->view->threats;

	for (size_t i = 0; i < pack->cause_count; i++) {
		const struct cause *cause = &pack->cause[i];

		for (size_t j = 0; j < cause->question_count; j++) {
			if (!cause->question[j].per_scenario && (!only || only->cause == cause))
				add_point(walk, (struct point){ NULL, &cause->question[j], cause });
		}
	}
	for (size_t i = 0; i < pack->consequence_count; i++) {
		if (!pack->consequence[i].per_scenario)
			add_point(walk, (struct point){ NULL, &pack->consequence[i], NULL });
	}
	for (size_t i = 0; i < pack->scenario_count; i++) {
		if (!only || only == &pack->scenario[i])
			list_scenario(walk, &pack->scenario[i]);
	}
}

/* ---- a question ----------------------------------------------------------------------------- */

static const struct point *now(const struct threat_walk *walk)
{
	return &walk->point[walk->at];
}

static struct choice *choices_of(const struct question *question, struct arena *arena)
{
	struct choice *choice = arena_alloc(arena, (question->option_count + 1) * sizeof(*choice));

	for (size_t i = 0; i < question->option_count; i++)
		choice[i] = (struct choice){ NULL, question->option[i].id,
			words_now(&question->option[i].text) };
	choices_number(choice, question->option_count, arena);
	return choice;
}

static void print_place(const struct threat_walk *walk)
{
	const struct point *point = now(walk);
	const struct answers_left place = { walk->at + 1, walk->count - walk->at - 1 };
	const char *cause = point->cause ? words_now(&point->cause->name) : "";
	const char *scenario =
	    point->scenario ? words_now(&point->scenario->name) : _("the whole system");

	ask_place(
	    &place, arena_print(walk->walk.arena, "%s%s%s", cause, *cause ? " > " : "", scenario));
}

static void print_words(const char *label, const struct words *words, size_t count)
{
	if (count > 0)
		printf("%s:\n", label);
	for (size_t i = 0; i < count; i++)
		screen_text(TO_OUT, words_now(&words[i]), 4, screen_width());
}

static void explain(const struct threat_walk *walk)
{
	const struct point *point = now(walk);
	const struct scenario *scenario = point->scenario;
	struct arena *arena = walk->walk.arena;

	if (point->cause)
		screen_pair(_("source"),
		    show_cite(walk->view->threats, point->cause->cite, STATUS_CONFIRMED, arena));
	if (point->question)
		screen_pair(_("question"), status_label(point->question->status));
	if (!scenario)
		return;
	screen_pair(_("about"), words_now(&scenario->about));
	screen_pair(
	    _("source"), show_cite(walk->view->threats, scenario->cite, scenario->status, arena));
	print_words(_("how to recognise it"), scenario->indicator, scenario->indicator_count);
	print_words(_("first steps"), scenario->first_step, scenario->first_step_count);
	for (int i = 1; !point->question && i <= 5; i++) {
		screen_text(TO_OUT, arena_print(arena, "%s %d: %s", _("likelihood"), i,
		    words_now(&walk->view->method->likelihood[i])), 2, screen_width());
		screen_text(TO_OUT, arena_print(arena, "%s %d: %s", _("impact"), i,
		    words_now(&walk->view->method->impact[i])), 2, screen_width());
	}
}

static int keep_answer(struct threat_walk *walk, const struct choice *choice, const char *text,
    struct err *err)
{
	const struct walk *base = &walk->walk;
	const struct point *point = now(walk);
	const struct choice *picked = choices_pick(choice, point->question->option_count, text);
	const char *scenario = point->scenario ? point->scenario->id : NULL;
	int rc;

	if (!picked)
		return err_set(err, FAIL_INVALID, "'%s' is not an answer; expected one of: %s",
		    text, choices_keys(choice, point->question->option_count, base->arena));
	rc = app_answer(base->cli->app, base->agency, base->system, base->year, scenario,
	    point->question->id, picked->id, err);
	if (rc == OK)
		ask_saved(scenario
			? arena_print(base->arena, "%s %s", scenario, point->question->id)
			: point->question->id,
		    picked->id);
	return rc;
}

static int ask_question(struct threat_walk *walk, bool *end, struct err *err)
{
	const struct question *question = now(walk)->question;
	const struct choice *choice = choices_of(question, walk->walk.arena);
	struct err refused;
	const char *text;
	int rc;

	print_place(walk);
	screen_say("%s", words_now(&question->text));
	choices_print(choice, question->option_count, answer_of(walk->view, now(walk)));
	for (;;) {
		switch (ask_reply(&text, walk->walk.cli, NULL)) {
		case REPLY_STOP:
			*end = true;
			return OK;
		case REPLY_BACK:
			walk->at -= walk->at > 0;
			return OK;
		case REPLY_EMPTY:
		case REPLY_SKIP:
			walk->at++;
			return OK;
		case REPLY_EXPLAIN:
			explain(walk);
			break;
		case REPLY_TEXT:
			rc = keep_answer(walk, choice, text, &refused);
			if (rc == OK) {
				walk->at++;
				return OK;
			}
			if (rc != FAIL_INVALID) {
				*err = refused;
				return rc;
			}
			ask_refused(&refused);
			break;
		}
	}
}

/* ---- a rating ------------------------------------------------------------------------------- */

/* What the assessor says of a scenario. NULL: nothing, what stands stays; "": as suggested again.
 */
struct said {
	const char *likelihood, *impact, *reason, *measures;
};

static enum reply ask_text(const char **out, const struct threat_walk *walk, const char *prompt)
{
	const char *text;
	enum reply reply;

	while ((reply = ask_reply(&text, walk->walk.cli, prompt)) == REPLY_EXPLAIN)
		explain(walk);
	*out = reply == REPLY_TEXT ? text : NULL;
	return reply;
}

/* 1 to 5; Enter for what stands. */
static enum reply ask_value(const char **out, const struct threat_walk *walk, const char *label,
    int suggested, int present)
{
	struct arena *arena = walk->walk.arena;
	const char *prompt = arena_print(arena, _("%s, 1 to 5"), label);
	struct err refused;
	int64_t value = 0;
	enum reply reply;

	if (present == 0)
		present = suggested;
	if (present > 0)
		prompt = arena_print(arena, _("%s, 1 to 5 (Enter: %d)"), label, present);
	for (;;) {
		reply = ask_text(out, walk, prompt);
		if (!*out)
			return reply;
		if (text_to_int(&value, *out, NULL) == OK && value >= 1 && value <= 5)
			break;
		err_set(&refused, FAIL_INVALID, "'%s' is not an answer; expected one of: %s", *out,
		    "1, 2, 3, 4, 5");
		ask_refused(&refused);
	}
	*out = value == suggested ? "" : show_number(walk->walk.cli->arena, value);
	return reply;
}

static bool goes_on(enum reply reply)
{
	return reply == REPLY_TEXT || reply == REPLY_EMPTY;
}

static bool is_own(const struct said *said)
{
	return (said->likelihood && *said->likelihood) || (said->impact && *said->impact);
}

static enum reply ask_said(
    struct said *said, const struct threat_walk *walk, const struct risk *risk)
{
	enum reply reply = ask_value(
	    &said->likelihood, walk, _("likelihood"), risk->suggested_likelihood, risk->likelihood);

	if (goes_on(reply))
		reply = ask_value(
		    &said->impact, walk, _("impact"), risk->suggested_impact, risk->impact);
	while (goes_on(reply) && is_own(said) && !said->reason) {
		reply = ask_text(&said->reason, walk, _("reason for another value"));
		if (reply == REPLY_EMPTY)
			screen_say("%s",
			    _("another value than the suggested one needs a reason; b goes back"));
	}
	if (goes_on(reply))
		reply = ask_text(&said->measures, walk, _("existing measures"));
	return reply;
}

static int keep_rating(const struct threat_walk *walk, const struct said *said, struct err *err)
{
	const struct walk *base = &walk->walk;
	const char *scenario = now(walk)->scenario->id;
	const struct value all[] = { { "likelihood", said->likelihood }, { "impact", said->impact },
		{ "reason", said->reason }, { "measures", said->measures } };
	struct value value[4];
	size_t count = 0;
	int rc;

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if (all[i].text)
			value[count++] = all[i];
	}
	rc = app_rating(
	    base->cli->app, base->agency, base->system, base->year, scenario, value, count, err);
	if (rc == OK)
		ask_saved(_("threat rating"), scenario);
	return rc;
}

static int ask_rating(struct threat_walk *walk, bool *end, struct err *err)
{
	const struct risk *risk = threat_risk(walk->view, now(walk)->scenario->id);
	struct assessment_view *view;
	struct system_view *system;
	struct said said = { 0 };
	enum reply reply;
	bool any;
	int rc = OK;

	print_place(walk);
	threat_print(walk->view, risk, walk->walk.arena);
	reply = ask_said(&said, walk, risk);
	*end = reply == REPLY_STOP;
	if (reply == REPLY_BACK) {
		walk->at -= walk->at > 0;
		return OK;
	}
	/* what was said is kept, even when the input ends before the last line */
	any = said.likelihood || said.impact || said.measures;
	if (is_own(&said) && !said.reason)
		any = false;
	else if (goes_on(reply) && risk->suggested_likelihood > 0 && risk->suggested_impact > 0)
		any = true;
	if (any)
		rc = keep_rating(walk, &said, err);
	if (any && rc == OK)
		rc = cli_view(&view, &system, walk->walk.cli, walk->walk.arena, err);
	if (any && rc == OK)
		threat_print(view, threat_risk(view, now(walk)->scenario->id), walk->walk.arena);
	walk->at++;
	return rc;
}

/* ---- the walk ------------------------------------------------------------------------------- */

static int look_anew(struct threat_walk *walk, struct err *err)
{
	walk_renew(&walk->walk);
	return cli_view(&walk->view, &walk->system, walk->walk.cli, walk->walk.arena, err);
}

static int begin(struct threat_walk *walk, struct err *err)
{
	const char *id = cli_option(walk->walk.cli, "scenario");
	const struct scenario *only = NULL;
	int rc = look_anew(walk, err);

	if (rc < 0)
		return rc;
	if (id && !(only = pack_scenario(walk->view->threats, id)))
		return err_set(err, FAIL_NOT_FOUND, "no threats pack has a scenario '%s'", id);
	list_points(walk, only);
	ask_introduce();
	return OK;
}

int run_threat_walk(struct cli *cli, struct err *err)
{
	struct threat_walk walk = { .walk = walk_start(cli) };
	bool end = false;
	int rc = begin(&walk, err);

	while (rc == OK && !end && walk.at < walk.count) {
		rc = look_anew(&walk, err);
		if (rc == OK)
			rc = now(&walk)->question ? ask_question(&walk, &end, err)
						  : ask_rating(&walk, &end, err);
	}
	if (rc == OK) {
		ask_end(walk.count, end);
		screen_say(
		    _("next: 'capdo do-first %s --year %s'"), walk.walk.system, walk.walk.year);
	}
	arena_free(walk.walk.arena);
	return rc;
}
