/*
 * level_walk.c - the level questions, one at a time: only those that can still change the answer,
 * then those of the system's profile that change its checklist.
 *
 * Each round looks at the system anew, so that what is shown is what is kept. An answer may carry
 * its evidence behind a bar: "2 | Decision 12".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli_priv.h"

/* A question of a part of the system. component NULL: the system itself. */
struct asked {
	const struct fact *fact;
	const char *component;
};

struct level_walk {
	struct walk walk;
	struct asked *before;           /* answered or passed in this walk, for going back */
	size_t count, room;
	struct asked *passed;           /* skipped: not asked again */
	size_t passed_count, passed_room;
	struct asked *review;           /* with --again: what is answered already */
	size_t review_count, review_room, reviewed;
	int steps;                      /* for going back: 1 when the last question was asked for */
};

/* What is to be asked now. */
struct turn {
	struct asked at;
	const struct pack *pack;
	struct facts *facts;
	struct level_view *view;
	const struct level_part *part;  /* NULL: a question of the profile */
	size_t left;
	bool reviewed;                  /* from the list of --again */
};

static bool same(const struct asked *a, const struct asked *b)
{
	if (a->fact != b->fact || !a->component != !b->component)
		return false;
	return !a->component || strcmp(a->component, b->component) == 0;
}

static bool is_passed(const struct level_walk *walk, const struct asked *at)
{
	for (size_t i = 0; i < walk->passed_count; i++) {
		if (same(&walk->passed[i], at))
			return true;
	}
	return false;
}

static void add(
    struct asked **list, size_t *count, size_t *room, struct level_walk *walk, struct asked at)
{
	*list = arena_grow(walk->walk.cli->arena, *list, *count, room, sizeof(**list));
	(*list)[(*count)++] = at;
}

/* ---- which question ------------------------------------------------------------------------- */

static struct facts *facts_same(
    const struct pack *pack, const struct facts *from, struct arena *arena)
{
	struct facts *copy = facts_new(pack, arena);

	for (size_t i = 0; i < pack->fact_count; i++) {
		if (facts_known(from, &pack->fact[i]))
			facts_set(copy, pack->fact[i].id, facts_get(from, &pack->fact[i]), NULL);
	}
	return copy;
}

/* How many questions follow when the commonest answers are given. */
static size_t count_left(
    const struct level_view *view, const struct level_part *part, struct arena *arena)
{
	struct facts *facts = facts_same(view->pack, part->facts, arena);
	const struct fact *fact;
	size_t count = 0;

	while ((fact = level_next(view->engine, facts)) && count < view->pack->fact_count) {
		const char *value = fact->type == FACT_COUNT ? "0" : fact->value[0].id;
		int heaviest = fact->value_count ? fact->value[0].weight : 0;

		for (size_t i = 1; i < fact->value_count; i++) {
			if (fact->value[i].weight > heaviest) {
				heaviest = fact->value[i].weight;
				value = fact->value[i].id;
			}
		}
		if (facts_set(facts, fact->id, value, NULL) < 0)
			break;
		count++;
	}
	return count;
}

/* The question of one part that helps most and was not skipped. */
static const struct fact *next_of(const struct level_walk *walk, const struct level_view *view,
    const struct level_part *part)
{
	struct asked at = { level_next(view->engine, part->facts), part->component };

	if (!at.fact || !is_passed(walk, &at))
		return at.fact;
	for (size_t i = 0; i < part->result.open_count; i++) {
		at.fact = part->result.open[i];
		if (!is_passed(walk, &at))
			return at.fact;
	}
	return NULL;
}

static bool find_in_level(struct turn *turn, struct level_walk *walk)
{
	for (size_t i = 0; i < turn->view->parts; i++) {
		const struct level_part *part = &turn->view->part[i];
		const struct fact *fact = next_of(walk, turn->view, part);

		if (!fact)
			continue;
		turn->at = (struct asked){ fact, part->component };
		turn->part = part;
		turn->pack = turn->view->pack;
		turn->facts = part->facts;
		turn->left = count_left(turn->view, part, walk->walk.arena);
		turn->left -= turn->left > 0;
		return true;
	}
	return false;
}

static bool find_in_profile(
    struct turn *turn, const struct level_walk *walk, const struct pack *pack, struct facts *facts)
{
	bool found = false;

	for (size_t i = 0; pack && i < pack->fact_count; i++) {
		const struct asked at = { &pack->fact[i], NULL };

		if (facts_known(facts, at.fact) || is_passed(walk, &at) ||
		    !profile_matters(pack, turn->view->all.highest, at.fact))
			continue;
		if (found) {
			turn->left++;
			continue;
		}
		turn->at = at;
		turn->pack = pack;
		turn->facts = facts;
		found = true;
	}
	return found;
}

/* A question asked before: of the part, or of the profile. */
static void return_to(
    struct turn *turn, struct asked at, const struct pack *profile_pack, struct facts *profile)
{
	turn->at = at;
	turn->pack = profile_pack;
	turn->facts = profile;
	for (size_t i = 0; i < turn->view->parts; i++) {
		const struct level_part *part = &turn->view->part[i];

		if (pack_fact(turn->view->pack, at.fact->id) != at.fact)
			break;
		if (at.component && part->component ? strcmp(at.component, part->component) != 0
						    : at.component != part->component)
			continue;
		turn->part = part;
		turn->pack = turn->view->pack;
		turn->facts = part->facts;
	}
}

/* What --again goes through: every answer there is, in the order of the pack. */
static void list_review(struct level_walk *walk, const struct level_view *view,
    const struct pack *pack, const struct facts *profile)
{
	struct cli *cli = walk->walk.cli;

	for (size_t i = 0; i < view->parts; i++) {
		for (size_t j = 0; j < view->pack->fact_count; j++) {
			if (facts_known(view->part[i].facts, &view->pack->fact[j]))
				add(&walk->review, &walk->review_count, &walk->review_room, walk,
				    (struct asked){ &view->pack->fact[j],
					arena_copy(cli->arena, view->part[i].component) });
		}
	}
	for (size_t j = 0; pack && j < pack->fact_count; j++) {
		if (facts_known(profile, &pack->fact[j]))
			add(&walk->review, &walk->review_count, &walk->review_room, walk,
			    (struct asked){ &pack->fact[j], NULL });
	}
}

/* Sets turn->at.fact to NULL when nothing is left to ask. */
static int next_turn(struct turn *turn, struct level_walk *walk, struct err *err)
{
	struct walk *base = &walk->walk;
	const struct pack *pack = NULL;
	struct facts *profile = NULL;
	int rc;

	walk_renew(base);
	*turn = (struct turn){ 0 };
	rc = cli_level(&turn->view, base, err);
	if (rc == OK)
		rc = profile_facts(
		    &profile, &pack, base->cli, base->agency, base->system, base->arena, err);
	if (rc < 0)
		return rc;
	if (base->again) {
		base->again = false;
		list_review(walk, turn->view, pack, profile);
	}
	if (walk->steps > 0 && walk->count > 0) {
		return_to(turn, walk->before[--walk->count], pack, profile);
		if (turn->part)
			turn->left = count_left(turn->view, turn->part, base->arena);
	} else if (walk->reviewed < walk->review_count) {
		turn->left = walk->review_count - walk->reviewed - 1;
		turn->reviewed = true;
		return_to(turn, walk->review[walk->reviewed++], pack, profile);
	} else if (!find_in_level(turn, walk)) {
		find_in_profile(turn, walk, pack, profile);
	}
	walk->steps = 0;
	if (turn->at.component)
		turn->at.component = arena_copy(base->cli->arena, turn->at.component);
	return OK;
}

/* ---- one question --------------------------------------------------------------------------- */

static struct choice *choices_of(const struct fact *fact, struct arena *arena)
{
	struct choice *choice = arena_alloc(arena, (fact->value_count + 1) * sizeof(*choice));

	for (size_t i = 0; i < fact->value_count; i++) {
		choice[i].id = fact->value[i].id;
		choice[i].text = fact_text(fact, fact->value[i].id, arena);
	}
	choices_number(choice, fact->value_count, arena);
	return choice;
}

static void print_question(
    const struct level_walk *walk, const struct turn *turn, const struct choice *choice)
{
	const struct fact *fact = turn->at.fact;
	struct arena *arena = walk->walk.arena;
	const char *present = facts_get(turn->facts, fact);
	const struct answers_left place = { walk->walk.asked, turn->left };

	ask_place(&place, turn->part && turn->part->component ? turn->part->name : NULL);
	if (turn->part && !turn->part->result.certain)
		screen_say(_("why: the level may still be anything from %s to %s"),
		    show_level(turn->part->result.lowest, arena),
		    show_level(turn->part->result.highest, arena));
	else if (!turn->part)
		screen_say("%s", _("why: some requirements of the checklist hang on it"));
	screen_say("%s", words_now(&fact->question));
	choices_print(choice, fact->value_count, present);
	if (fact->type == FACT_COUNT)
		printf("  %s%s%s\n", _("a whole number, digits only"), present ? "; * " : "",
		    present ? fact_text(fact, present, arena) : "");
	else if (fact->type == FACT_SET)
		printf("  %s\n", _("several may be given, with blanks between"));
}

static void explain(const struct turn *turn, struct arena *arena)
{
	const struct fact *fact = turn->at.fact;

	screen_pair(_("help"), words_now(&fact->help));
	screen_pair(_("why"), words_now(&fact->why));
	screen_pair(_("source"), show_cite(turn->pack, fact->cite, fact->status, arena));
	screen_say("%s", _("evidence may stand behind the answer: 2 | Decision 12"));
}

/* Keys become ids: "1 3" is "public personal". */
static int value_of(const char **value, const struct fact *fact, const struct choice *choice,
    const char *text, struct arena *arena, struct err *err)
{
	const char **word;
	size_t count = cli_split(&word, text, arena);

	*value = text;
	if (fact->type == FACT_COUNT)
		return OK;
	*value = "";
	for (size_t i = 0; i < count; i++) {
		const struct choice *one = choices_pick(choice, fact->value_count, word[i]);

		if (!one)
			return err_set(err, FAIL_INVALID,
			    "'%s' is not an answer; expected one of: %s", word[i],
			    choices_keys(choice, fact->value_count, arena));
		*value = arena_print(arena, "%s%s%s", *value, i ? " " : "", one->id);
	}
	return OK;
}

/* Keeps the answer. FAIL_INVALID: it was none; the question comes again. */
static int keep(struct level_walk *walk, const struct turn *turn, const struct choice *choice,
    const char *text, struct err *err)
{
	struct walk *base = &walk->walk;
	struct facts *facts = facts_new(turn->pack, base->arena);
	const char *bar = strchr(text, '|');
	const char *evidence = NULL;
	const char *value;
	int rc = OK;

	if (bar)
		rc = text_clean(
		    &evidence, bar + 1, strlen(bar + 1), false, TEXT_LIMIT, base->arena, err);
	if (rc == OK)
		rc = text_clean(&text, text, bar ? (size_t)(bar - text) : strlen(text), false,
		    TEXT_LIMIT, base->arena, err);
	if (rc == OK)
		rc = value_of(&value, turn->at.fact, choice, text, base->arena, err);
	if (rc == OK)
		rc = facts_set(facts, turn->at.fact->id, *value ? value : "|", err);
	if (rc == OK)
		rc = app_fact(base->cli->app, base->agency, base->system, turn->at.component,
		    turn->at.fact->id, facts_get(facts, turn->at.fact), evidence, err);
	if (rc < 0)
		return rc;
	ask_saved(turn->at.fact->id, facts_get(facts, turn->at.fact));
	if (facts_stop(facts)) {
		base->stopped = true;
		screen_say("%s", words_now(facts_stop(facts)));
	}
	return OK;
}

static int print_range(struct level_walk *walk, struct err *err)
{
	struct walk *base = &walk->walk;
	struct level_view *view;
	int rc = cli_level(&view, base, err);

	if (rc == OK)
		screen_say("%s: %s",
		    view->all.certain ? _("level by the criteria") : _("level so far"),
		    show_range(&view->all, base->arena));
	return rc;
}

static void pass(struct level_walk *walk, const struct turn *turn)
{
	add(&walk->before, &walk->count, &walk->room, walk, turn->at);
	if (!facts_known(turn->facts, turn->at.fact))
		add(&walk->passed, &walk->passed_count, &walk->passed_room, walk, turn->at);
}

/* Asks until there is an answer, a way on or an end. *end: the walk is over. */
static int ask(struct level_walk *walk, const struct turn *turn, bool *end, struct err *err)
{
	struct walk *base = &walk->walk;
	const struct choice *choice = choices_of(turn->at.fact, base->arena);
	struct err refused;
	const char *text;
	int rc;

	for (;;) {
		switch (ask_reply(&text, base->cli, NULL)) {
		case REPLY_STOP:
			*end = true;
			return OK;
		case REPLY_BACK:
			walk->steps = 1;
			walk->reviewed -= turn->reviewed;
			base->asked -= walk->count > 0 && base->asked > 1 ? 2 : 1;
			if (walk->count == 0)
				screen_say("%s", _("this is the first question"));
			return OK;
		case REPLY_EMPTY:
		case REPLY_SKIP:
			pass(walk, turn);
			return OK;
		case REPLY_EXPLAIN:
			explain(turn, base->arena);
			break;
		case REPLY_TEXT:
			rc = keep(walk, turn, choice, text, &refused);
			if (rc == OK) {
				add(&walk->before, &walk->count, &walk->room, walk, turn->at);
				*end = base->stopped;
				return *end ? OK : print_range(walk, err);
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

/* ---- the walk ------------------------------------------------------------------------------- */

static int finish(struct level_walk *walk, bool stopped_early, struct err *err)
{
	struct walk *base = &walk->walk;
	struct level_view *view;
	int rc;

	if (base->stopped)
		return OK;
	rc = cli_level(&view, base, err);
	if (rc < 0)
		return rc;
	ask_end(base->asked, stopped_early);
	level_print(view, base->arena);
	if (cli_option(base->cli, "pack"))
		level_say_advice(view);
	else if (view->all.certain && view->all.level > 0)
		screen_say(_("next: 'capdo level decide %s' keeps this level"), base->system);
	return OK;
}

int run_level_walk(struct cli *cli, struct err *err)
{
	struct level_walk walk = { .walk = walk_start(cli) };
	struct turn turn;
	bool end = false;
	int rc = OK;

	ask_introduce();
	while (rc == OK && !end) {
		rc = next_turn(&turn, &walk, err);
		for (size_t i = 0; rc == OK && i < turn.view->parts; i++) {
			const struct words *stop = facts_stop(turn.view->part[i].facts);

			if (stop) {
				screen_say("%s", words_now(stop));
				walk.walk.stopped = end = true;
				break;
			}
		}
		if (rc < 0 || end || !turn.at.fact)
			break;
		walk.walk.asked++;
		print_question(&walk, &turn, choices_of(turn.at.fact, walk.walk.arena));
		rc = ask(&walk, &turn, &end, err);
	}
	if (rc == OK)
		rc = finish(&walk, end, err);
	arena_free(walk.walk.arena);
	return rc;
}
