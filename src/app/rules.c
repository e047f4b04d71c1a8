/*
 * rules.c - the consistency rules over an agency's year.
 *
 * Each rule walks only from the agency down to the records it is on, so all rules together cost
 * about one look at each record they are on.
 */
#include <string.h>

#include "rules_priv.h"

enum { DEEPEST = 8 };

struct walk {
	struct checking *checking;
	const struct rule *rule;
	struct step {
		size_t child;           /* index in the shape above */
		int year;               /* field year of these records, or -1 */
	} step[DEEPEST];
	size_t steps;
	struct breach *breach;
	size_t count, room;
};

/* From the agency down to the shape a rule is on. */
static bool find_way(struct walk *walk, const struct shape *on)
{
	const struct shape *way[DEEPEST];
	size_t count = 0;

	for (; on && on != model_root(); on = model_parent(on)) {
		if (count == DEEPEST)
			return false;
		way[count++] = on;
	}
	walk->steps = count;
	for (size_t i = 0; i < count; i++) {
		const struct shape *shape = way[count - 1 - i];

		walk->step[i].child = (size_t)shape_child(model_parent(shape), shape->name);
		walk->step[i].year = shape_field(shape, "year");
	}
	return on != NULL;
}

static const char *system_of(const struct node *node)
{
	while (node && strcmp(node->shape->name, "system") != 0)
		node = node->parent;
	return node ? node_get(node, "code") : NULL;
}

static void look_at(struct walk *walk, const struct node *node)
{
	struct checking *checking = walk->checking;
	const struct rule *rule = walk->rule;
	struct rule_found found;
	bool newer;

	if (rule_holds(rule, node, &checking->world, &found))
		return;
	newer = rule->new_cite && rules_new(checking, rule->new_by_year ? NULL : node);
	walk->breach = arena_grow(
	    checking->arena, walk->breach, walk->count, &walk->room, sizeof(*walk->breach));
	walk->breach[walk->count++] = (struct breach){
		.rule = rule,
		.node = node,
		.system = system_of(node),
		.where = rules_where(checking, node),
		.text = rules_text(checking, &rule->text, node, &found),
		.cite = newer ? rule->new_cite : rule->cite,
		.status = newer ? rule->new_status : rule->status,
	};
}

static void go_down(struct walk *walk, const struct node *node, size_t at)
{
	const struct step *step = &walk->step[at];

	if (at == walk->steps) {
		look_at(walk, node);
		return;
	}
	for (const struct node *child = node->children[step->child].first; child;
	     child = child->next) {
		const char *year = step->year >= 0 ? child->value[step->year] : NULL;

		if (!year || strcmp(year, walk->checking->year) == 0)
			go_down(walk, child, at + 1);
	}
}

/* ---- the days of a year --------------------------------------------------------------------- */

/* The period of the yearly report's data; the calendar year where no duty names one. */
static void find_period(struct checking *checking, int year)
{
	struct rule_world *world = &checking->world;
	const struct pack *pack = checking->regulation;
	bool given = false;

	world->period_start = world->year_start;
	world->period_end = world->year_end;
	for (size_t i = 0; pack && !given && i < pack->duty.count; i++)
		if (duty_covers(&pack->duty.at[i], year))
			(void)duty_period(&world->period_start, &world->period_end, &given,
			    &pack->duty.at[i], year, NULL);
}

static int prepare(struct checking *checking, struct err *err)
{
	struct rule_world *world = &checking->world;
	char *end;
	int64_t year = 0;
	int rc = spot_year(&checking->year, checking->arena, err);

	if (rc == OK && !checking->year)
		rc = err_set(err, FAIL_INVALID, "name the year: --year YYYY");
	if (rc == OK)
		rc = text_to_int(&year, checking->year, err);
	if (rc == OK)
		rc = day_parse(&world->today, checking->app->today, err);
	if (rc < 0)
		return rc;
	world->packs = checking->app->packs;
	world->year = checking->year;
	world->year_start = day_from_ymd((int)year, 1, 1);
	world->year_end = day_from_ymd((int)year, 12, 31);
	world->test = rules_test;
	world->context = checking;
	end = arena_print(checking->arena, "%s-12-31", checking->year);
	checking->change = packs_regime(checking->app->packs);
	checking->then = strcmp(checking->app->today, end) < 0 ? checking->app->today : end;
	checking->regulation = packs_in_force(checking->app->packs, PACK_REGULATION, end);
	find_period(checking, (int)year);
	return OK;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static bool is_of_systems(const struct shape *on)
{
	while (on && strcmp(on->name, "system") != 0)
		on = model_parent(on);
	return on != NULL;
}

int app_check_view(struct breach_list *out, struct app *app, const struct agency_view *view,
    const char *year, struct arena *arena, struct err *err)
{
	return rules_check(out, app, view, year, RULES_ALL, arena, err);
}

int rules_check(struct breach_list *out, struct app *app, const struct agency_view *view,
    const char *year, enum rules_part part, struct arena *arena, struct err *err)
{
	struct checking checking = { .app = app, .view = view, .year = year, .arena = arena };
	struct walk walk = { .checking = &checking };
	const struct pack *rules = packs_in_force(app->packs, PACK_RULES, app->today);
	int rc = prepare(&checking, err);

	*out = (struct breach_list){ 0 };
	if (rc == OK && !rules)
		rc = err_set(
		    err, FAIL_INVALID, "no consistency rules are in force on %s", app->today);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < rules->consistency_count; i++) {
		walk.rule = &rules->consistency[i];
		if (part != RULES_ALL && is_of_systems(walk.rule->on) != (part == RULES_OF_SYSTEMS))
			continue;
		if (find_way(&walk, walk.rule->on))
			go_down(&walk, view->node, 0);
	}
	*out = (struct breach_list){ walk.breach, walk.count };
	return OK;
}

int app_check(struct breach_list *out, struct app *app, const char *agency, const char *year,
    struct arena *arena, struct err *err)
{
	struct agency_view *view;
	int rc;

	*out = (struct breach_list){ 0 };
	if (!year)
		return err_set(err, FAIL_INVALID, "name the year: --year YYYY");
	rc = app_view_agency(&view, app, agency, year, arena, err);
	return rc < 0 ? rc : app_check_view(out, app, view, year, arena, err);
}

size_t breach_count(const struct breach_list *list, bool stops)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		count += list->at[i].rule->stops == stops;
	return count;
}

const struct system_view *rules_system(const struct checking *checking, const struct node *node)
{
	for (size_t i = 0; i < checking->view->system_count; i++) {
		if (checking->view->system[i].node == node)
			return &checking->view->system[i];
	}
	return NULL;
}
