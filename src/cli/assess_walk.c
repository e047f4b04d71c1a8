/*
 * assess_walk.c - the checklist, one requirement at a time, in the order of the pack: what has no
 * answer yet, and with --again what has one.
 *
 * A technical requirement is asked for each asset; "a" before the number is the answer for all of
 * them.
 */
#include <stdio.h>
#include <string.h>

#include "cli_priv.h"

static const char *const statuses[] = { "met", "partial", "unmet", "n-a" };
enum { STATUSES = 4 };

/* One question: a requirement, for an asset or (NULL) as a whole. */
struct point {
	const struct requirement *requirement;
	const char *asset;
};

struct assess_walk {
	struct walk walk;
	struct point *point;
	size_t count, room;
	size_t at;
	struct assessment_view *view;           /* of this round */
	struct system_view *system;
	const struct check_item *item;
	const struct carry_lists *lists;        /* as the walk began */
};

/* ---- which questions ------------------------------------------------------------------------ */

static const struct node *next_asset(const struct node *asset, const char *scope)
{
	while (asset && !node_is(asset, "kind", scope))
		asset = asset->next;
	return asset;
}

static bool is_answered(
    const struct assessment_view *view, const char *requirement, const char *asset)
{
	const struct node *finding = assess_finding(view, requirement, asset);

	return finding && !node_is(finding, "status", "unassessed") &&
	    !node_is(finding, "carried", "yes");
}

/* Carried over and not yet confirmed. */
static bool is_carried(const struct node *finding)
{
	return finding && node_is(finding, "carried", "yes") &&
	    !node_is(finding, "status", "unassessed");
}

static void add_point(struct assess_walk *walk, const struct requirement *requirement,
    const char *asset, bool answered)
{
	struct cli *cli = walk->walk.cli;

	if (is_answered(walk->view, requirement->id, asset) != answered)
		return;
	walk->point =
	    arena_grow(cli->arena, walk->point, walk->count, &walk->room, sizeof(*walk->point));
	walk->point[walk->count++] = (struct point){ requirement, arena_copy(cli->arena, asset) };
}

static bool is_in_group(const struct requirement *requirement, const char *id)
{
	for (const struct group *group = requirement->group; group; group = group->parent) {
		if (!id || strcmp(group->id, id) == 0)
			return true;
	}
	return false;
}

static void list_points(struct assess_walk *walk, bool answered)
{
	const char *only = cli_option(walk->walk.cli, "group");

	for (size_t i = 0; i < walk->view->item_count; i++) {
		const struct requirement *requirement = walk->view->item[i].item.requirement;
		const struct node *asset =
		    next_asset(node_first(walk->system->node, "asset"), requirement->scope);

		if (!is_in_group(requirement, only))
			continue;
		if (!asset)
			add_point(walk, requirement, NULL, answered);
		for (; asset; asset = next_asset(asset->next, requirement->scope))
			add_point(walk, requirement, node_get(asset, "code"), answered);
	}
}

/* ---- one question --------------------------------------------------------------------------- */

static const struct point *now(const struct assess_walk *walk)
{
	return &walk->point[walk->at];
}

static const char *group_path(const struct group *group, struct arena *arena)
{
	const char *path = words_now(&group->name);

	for (group = group->parent; group; group = group->parent)
		path = arena_print(arena, "%s > %s", words_now(&group->name), path);
	return path;
}

static struct choice *choices_of(struct arena *arena)
{
	static const enum finding finding[STATUSES] = { MET, PARTIAL, UNMET, NOT_APPLICABLE };
	struct choice *choice = arena_alloc(arena, STATUSES * sizeof(*choice));

	for (size_t i = 0; i < STATUSES; i++)
		choice[i] = (struct choice){ NULL, statuses[i], show_finding(finding[i]) };
	choices_number(choice, STATUSES, arena);
	return choice;
}

/* Words that were brought over; those of then, where they are here, have been shown. */
static void print_words(const struct node *present, bool shown)
{
	if (!present || !node_is(present, "carried", "yes"))
		return;
	if (!shown || !node_get(present, "crossed-from")) {
		screen_pair(_("current state"), node_get(present, "current"));
		screen_pair(_("measure"), node_get(present, "measure"));
		screen_pair(_("reason for not applicable"), node_get(present, "reason"));
	}
	if (is_carried(present))
		screen_say("%s", node_get(present, "crossed-from")
			? _("proposed by the crosswalk: Enter confirms it")
			: _("carried over from the year before: Enter confirms it"));
}

static void print_question(const struct assess_walk *walk, const struct choice *choice)
{
	const struct point *point = now(walk);
	struct arena *arena = walk->walk.arena;
	const struct node *present =
	    assess_finding(walk->view, point->requirement->id, point->asset);
	const struct node *asset =
	    point->asset ? node_find(walk->system->node, "asset", "code", point->asset) : NULL;
	const struct answers_left place = { walk->at + 1, walk->count - walk->at - 1 };
	bool shown;

	ask_place(&place, group_path(point->requirement->group, arena));
	screen_say("%s. %s", point->requirement->id, words_now(&point->requirement->name));
	if (*words_now(&walk->item->demand->text))
		screen_text(TO_OUT, words_now(&walk->item->demand->text), 2, screen_width());
	if (walk->item->strict != NO)
		screen_text(TO_OUT, arena_print(arena, "%s: %s", strict_words(walk->item->strict),
		    words_now(&walk->item->strict_form->text)), 2, screen_width());
	if (walk->item->applies == UNKNOWN)
		screen_say("%s",
		    _("this may not apply: a question of the system's profile is still open"));
	if (asset)
		screen_say(_("asset %s: %s (a before the number: the same for all)"), point->asset,
		    node_text(asset, "name"));
	crossed_print_demand(walk->item->demand, arena);
	shown = crossed_print(
	    crossed_line(walk->lists, point->requirement->id, point->asset), arena);
	choices_print(choice, STATUSES, present ? node_get(present, "status") : NULL);
	print_words(present, shown);
}

static int print_comments(const struct assess_walk *walk, struct err *err)
{
	const struct walk *base = &walk->walk;
	const struct comments_about about = { .about = { "finding" },
		.key = now(walk)->requirement->id,
		.asset = now(walk)->asset };

	return comments_at(
	    base->cli, base->agency, base->system, base->year, &about, base->arena, err);
}

static int put(const struct assess_walk *walk, bool all, const struct value *value, size_t count,
    struct err *err)
{
	const struct walk *base = &walk->walk;
	const struct point *point = now(walk);
	const struct place place = {
		.agency = base->agency, .system = base->system, .year = base->year
	};

	if (all)
		return assess_for_all(
		    base->cli, &place, walk->view, point->requirement->id, value, count, err);
	return app_finding(base->cli->app, base->agency, base->system, base->year,
	    point->requirement->id, point->asset, value, count, err);
}

/* One more thing about the answer; Enter passes. *given: what was typed, NULL for nothing. */
static enum reply more(const char **given, const struct assess_walk *walk, const char *prompt)
{
	enum reply reply = ask_reply(given, walk->walk.cli, prompt);

	if (reply == REPLY_EXPLAIN) {
		assess_explain(walk->view, walk->item, walk->walk.arena);
		return more(given, walk, prompt);
	}
	if (reply != REPLY_TEXT)
		*given = NULL;
	return reply;
}

/* Asks for a field and keeps it at once; a value that is refused is asked for again. */
static enum reply ask_field(const struct assess_walk *walk, bool all, const char *field, int *rc,
    struct err *err)
{
	const struct shape *shape = model_shape("finding");
	const char *label = _(shape->field[shape_field(shape, field)].label);
	struct err refused;
	const char *text;

	for (;;) {
		enum reply reply = more(&text, walk, label);

		if (!text)
			return reply;
		*rc = put(walk, all, &(const struct value){ field, text }, 1, &refused);
		if (*rc == OK) {
			ask_saved(label, text);
			return reply;
		}
		if (*rc != FAIL_INVALID) {
			*err = refused;
			return reply;
		}
		*rc = OK;
		ask_refused(&refused);
	}
}

static enum reply ask_evidence(const struct assess_walk *walk, bool all, int *rc, struct err *err)
{
	const struct walk *base = &walk->walk;
	const struct point *point = now(walk);
	struct value value[2] = { { "name", NULL }, { "place", "" } };
	const char *kept_at = NULL;
	enum reply reply = more(&value[0].text, walk, _("evidence: its name or number"));

	if (!value[0].text)
		return reply;
	reply = more(&kept_at, walk, _("where the evidence is kept"));
	if (kept_at)
		value[1].text = kept_at;
	*rc = app_evidence(base->cli->app, base->agency, base->system, base->year,
	    point->requirement->id, all ? NULL : point->asset, value, 2, NULL, false, err);
	if (*rc == OK)
		ask_saved(_("evidence"), value[0].text);
	return reply;
}

/* What belongs to the answer: evidence when met, the plan when not. */
static enum reply ask_details(const struct assess_walk *walk, bool all, const char *status, int *rc,
    struct err *err)
{
	static const char *const wanted[] = { "current", "measure", "person", "due" };
	enum reply reply = REPLY_EMPTY;

	if (strcmp(status, "met") == 0)
		return now(walk)->requirement->evidence_required ? ask_evidence(walk, all, rc, err)
								 : REPLY_EMPTY;
	if (strcmp(status, "n-a") == 0)
		return REPLY_EMPTY;
	for (size_t i = 0; *rc == OK && i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		reply = ask_field(walk, all, wanted[i], rc, err);
		if (reply == REPLY_STOP || reply == REPLY_BACK || reply == REPLY_SKIP)
			break;
	}
	return reply;
}

/* Keeps the status; not applicable goes together with its reason. *reply: how the reason was
 * answered. */
static int keep(const struct assess_walk *walk, bool all, const char *status, enum reply *reply,
    struct err *err)
{
	struct value value[2] = { { "status", status }, { "reason", NULL } };
	size_t count = 1;
	int rc;

	*reply = REPLY_TEXT;
	if (strcmp(status, "n-a") == 0) {
		*reply = more(&value[1].text, walk, _("reason why it does not apply"));
		if (!value[1].text)
			return err_set(
			    err, FAIL_INVALID, "not applicable needs a reason; nothing was kept");
		count = 2;
	}
	rc = put(walk, all, value, count, err);
	if (rc == OK)
		ask_saved(all || !now(walk)->asset
			? now(walk)->requirement->id
			: arena_print(walk->walk.arena, "%s %s", now(walk)->requirement->id,
			      now(walk)->asset),
		    status);
	return rc;
}

static int print_score(struct assess_walk *walk, struct err *err)
{
	struct assessment_view *view;
	struct system_view *system;
	struct score score;
	int rc = cli_view(&view, &system, walk->walk.cli, walk->walk.arena, err);

	if (rc < 0)
		return rc;
	score = compliance_score(view->item, view->item_count, NULL, view->method);
	screen_say(_("score so far %s, assessed %zu of %zu"),
	    show_score(score.score, walk->walk.arena), score.assessed, score.applicable);
	return OK;
}

/* "a2" and "a 2": for all. */
static const struct choice *pick(const struct choice *choice, const char *text, bool *all)
{
	const struct choice *picked = choices_pick(choice, STATUSES, text);

	*all = false;
	if (picked || text[0] != 'a')
		return picked;
	*all = true;
	return choices_pick(choice, STATUSES, text + 1 + strspn(text + 1, " "));
}

/* The answer stays as it was carried over: the one of the asset, or the one for all. */
static int confirm(struct assess_walk *walk, const struct node *present, struct err *err)
{
	const struct walk *base = &walk->walk;
	const char *requirement = now(walk)->requirement->id;
	const char *asset = node_get(present, "asset");
	const struct value value[] = { { "status", node_get(present, "status") } };
	int rc = app_finding(base->cli->app, base->agency, base->system, base->year, requirement,
	    asset, value, 1, err);

	if (rc < 0)
		return rc;
	ask_saved(asset ? arena_print(base->arena, "%s %s", requirement, asset) : requirement,
	    node_get(present, "status"));
	/* the next assets may stand on the same answer */
	while (walk->at + 1 < walk->count &&
	    walk->point[walk->at + 1].requirement == now(walk)->requirement &&
	    assess_finding(walk->view, requirement, walk->point[walk->at + 1].asset) == present)
		walk->at++;
	walk->at++;
	return OK;
}

/* Enter on what was carried over confirms it; else the question is left for later. */
static int pass(struct assess_walk *walk, struct err *err)
{
	const struct node *present = assess_finding(
	    walk->view, now(walk)->requirement->id, now(walk)->asset);

	if (is_carried(present))
		return confirm(walk, present, err);
	walk->at++;
	return OK;
}

/* Points that a "same for all" has answered are not asked one by one. */
static void step_over(struct assess_walk *walk)
{
	const struct requirement *requirement = now(walk)->requirement;

	while (walk->at + 1 < walk->count && walk->point[walk->at + 1].requirement == requirement)
		walk->at++;
}

/* *again: the question comes once more. */
static int take(struct assess_walk *walk, const struct choice *choice, const char *text,
    bool *again, bool *end, struct err *err)
{
	struct err refused;
	enum reply reply;
	bool all;
	const struct choice *picked = pick(choice, text, &all);
	int rc;

	*again = true;
	if (!picked || (all && !now(walk)->asset)) {
		err_set(&refused, FAIL_INVALID, "'%s' is not an answer; expected one of: %s", text,
		    choices_keys(choice, STATUSES, walk->walk.arena));
		ask_refused(&refused);
		return OK;
	}
	rc = keep(walk, all, picked->id, &reply, &refused);
	if (rc == FAIL_INVALID) {
		ask_refused(&refused);
		*end = reply == REPLY_STOP;
		*again = !*end;
		return OK;
	}
	*again = false;
	if (rc < 0) {
		*err = refused;
		return rc;
	}
	reply = ask_details(walk, all, picked->id, &rc, err);
	if (rc < 0)
		return rc;
	*end = reply == REPLY_STOP;
	if (all)
		step_over(walk);
	walk->at++;
	return *end ? OK : print_score(walk, err);
}

static int ask(struct assess_walk *walk, const struct choice *choice, bool *end, struct err *err)
{
	const char *text;
	bool again = true;
	int rc = OK;

	while (rc == OK && again) {
		again = false;
		switch (ask_reply(&text, walk->walk.cli, NULL)) {
		case REPLY_STOP:
			*end = true;
			break;
		case REPLY_BACK:
			if (walk->at > 0)
				walk->at--;
			else
				screen_say("%s", _("this is the first question"));
			break;
		case REPLY_EMPTY:
			rc = pass(walk, err);
			break;
		case REPLY_SKIP:
			walk->at++;
			break;
		case REPLY_EXPLAIN:
			assess_explain(walk->view, walk->item, walk->walk.arena);
			again = true;
			break;
		case REPLY_TEXT:
			rc = take(walk, choice, text, &again, end, err);
			break;
		}
	}
	return rc;
}

/* ---- the walk ------------------------------------------------------------------------------- */

static int look_anew(struct assess_walk *walk, struct err *err)
{
	walk_renew(&walk->walk);
	return cli_view(&walk->view, &walk->system, walk->walk.cli, walk->walk.arena, err);
}

static void find_item(struct assess_walk *walk)
{
	walk->item = NULL;
	for (size_t i = 0; i < walk->view->item_count; i++) {
		if (walk->view->item[i].item.requirement == now(walk)->requirement)
			walk->item = &walk->view->item[i].item;
	}
}

static int begin(struct assess_walk *walk, struct err *err)
{
	const struct walk *base = &walk->walk;
	const char *group = cli_option(base->cli, "group");
	struct carry_lists *lists = NULL;
	int rc = look_anew(walk, err);

	if (rc == OK && group && !pack_group(walk->view->requirements, group))
		rc = err_set(err, FAIL_INVALID, "checklist '%s' has no group '%s'",
		    walk->view->requirements->id, group);
	if (rc == OK)
		rc = app_carry_lists(&lists, base->cli->app, base->agency, base->system, base->year,
		    base->cli->arena, err);
	walk->lists = lists;
	if (rc < 0)
		return rc;
	list_points(walk, false);
	if (base->again)
		list_points(walk, true);
	ask_introduce();
	return OK;
}

int run_assess_walk(struct cli *cli, struct err *err)
{
	struct assess_walk walk = { .walk = walk_start(cli) };
	bool end = false;
	int rc = begin(&walk, err);

	while (rc == OK && !end && walk.at < walk.count) {
		struct choice *choice;

		rc = look_anew(&walk, err);
		if (rc < 0)
			break;
		find_item(&walk);
		choice = choices_of(walk.walk.arena);
		if (!walk.item) {
			walk.at++;
			continue;
		}
		print_question(&walk, choice);
		rc = print_comments(&walk, err);
		if (rc == OK)
			rc = ask(&walk, choice, &end, err);
	}
	if (rc == OK) {
		ask_end(walk.count, end);
		screen_say(_("next: 'capdo threat walk %s --year %s'"), walk.walk.system,
		    walk.walk.year);
	}
	arena_free(walk.walk.arena);
	return rc;
}
