/*
 * province.c - the year of all agencies as one computed record.
 */
#include "province_priv.h"

#include <stdlib.h>
#include <string.h>

void put_count(struct node *node, const char *field, int64_t number, struct arena *arena)
{
	node_put(node, field, number_text(arena, number));
}

void province_uses(struct gathering *g, const char *id, const char *version)
{
	struct province *province = g->province;

	if (!id || !version)
		return;
	for (size_t i = province->pack_count; i-- > 0;)
		if (strcmp(province->pack[i].id, id) == 0 &&
		    strcmp(province->pack[i].version, version) == 0)
			return;
	province->pack = arena_grow(g->arena, province->pack, province->pack_count, &g->used_room,
	    sizeof(*province->pack));
	province->pack[province->pack_count++] = (struct province_pack){
		arena_copy(g->arena, id), arena_copy(g->arena, version) };
}

/* ---- agencies -------------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct agency_sum *)a)->id, ((const struct agency_sum *)b)->id);
}

struct agency_sum *gathered_agency(const struct gathering *g, const char *id)
{
	const struct agency_sum wanted = { .id = id };

	return id && g->agency_count
	    ? bsearch(&wanted, g->agency, g->agency_count, sizeof(wanted), by_id) : NULL;
}

/* Who makes the report: the setting, else the first agency that another names as its specialised
 * unit. */
static int find_department(struct gathering *g, const struct node *first, struct err *err)
{
	const char *code;
	int rc = app_setting(&code, g->app, "department", g->arena, err);

	for (const struct node *node = first; rc == OK && code && node; node = node->next)
		if (node_is(node, "code", code))
			g->province->department = node;
	for (const struct node *node = first; rc == OK && !g->province->department && node;
	     node = node->next)
		for (const struct node *other = first; other && node_get(node, "specialised-unit");
		     other = other->next)
			if (!g->province->department &&
			    node_is(other, "name", node_get(node, "specialised-unit")))
				g->province->department = other;
	return rc;
}

static int gather_agencies(struct gathering *g, struct err *err)
{
	static const char *const same[] = { "code", "kind", "sample", "name" };
	struct node *first;
	int rc = store_list(&first, g->app->store, model_root(), NULL, NULL, g->arena, err);

	if (rc < 0)
		return rc;
	for (struct node *node = first; node; node = node->next)
		g->agency_count++;
	g->agency = arena_alloc(g->arena, (g->agency_count + 1) * sizeof(*g->agency));
	g->agency_count = 0;
	for (struct node *node = first; node; node = node->next) {
		struct agency_sum *sum = &g->agency[g->agency_count++];

		sum->id = node->id;
		sum->node = node_new(
		    g->arena, model_shape("province-agency"), g->province->node);
		for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
			node_put(sum->node, same[i], node_get(node, same[i]));
		if (node_is(node, "sample", "yes"))
			g->province->sample = true;
	}
	qsort(g->agency, g->agency_count, sizeof(*g->agency), by_id);
	return find_department(g, first, err);
}

/* ---- proposals ------------------------------------------------------------------------------- */

static const char *body_name(const struct pack *pack, const char *id)
{
	const struct sourced *body = id ? pack_body(pack, id) : NULL;

	return body ? words_now(&body->text) : id;
}

static void add_proposal(struct gathering *g, struct node *agency, const struct proposal_row *row)
{
	struct node *node = node_new(g->arena, model_shape("province-proposal"), agency);
	const struct sourced *step = row->clock ? row->of : row->next;
	struct arena *arena = g->arena;
	char due[11];

	node_put(node, "system", row->system);
	node_put(node, "name", row->name);
	put_count(node, "number", row->number, arena);
	put_count(node, "level", row->level, arena);
	node_put(node, "state", proposal_state_code(row->state));
	if (row->next)
		node_put(node, "next", words_now(&row->next->text));
	if (row->by[0])
		node_put(node, "by",
		    row->by[1] ? arena_print(arena, "%s; %s", body_name(row->pack, row->by[0]),
				     body_name(row->pack, row->by[1]))
			       : body_name(row->pack, row->by[0]));
	if (step && step->cite)
		node_put(node, "cite", pack_cite(row->pack, step->cite, arena));
	if (!row->clock)
		return;
	day_format(due, row->due);
	node_put(node, "due", arena_copy(arena, due));
	put_count(node, "days-left", row->days_left, arena);
	node_put(node, "overdue", row->days_left < 0 ? "yes" : "no");
	node_put(node, "unverified", row->unverified ? "yes" : "no");
	if (row->of && row->of != row->next)
		node_put(node, "of", words_now(&row->of->text));
}

static int gather_proposals(struct gathering *g, struct err *err)
{
	struct node *province = g->province->node;
	struct proposal_row *row;
	size_t count;
	int64_t open = 0, overdue = 0;
	int rc = app_proposals(&row, &count, g->app, NULL, g->arena, err);

	for (size_t i = 0; rc == OK && i < count; i++) {
		struct node *agency = node_find(province, "province-agency", "code", row[i].agency);

		if (!agency)
			continue;
		add_proposal(g, agency, &row[i]);
		open += proposal_is_open(row[i].state);
		overdue += row[i].clock && row[i].days_left < 0;
	}
	if (rc == OK) {
		put_count(province, "proposals-open", open, g->arena);
		put_count(province, "proposals-overdue", overdue, g->arena);
	}
	return rc;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static int find_due(struct gathering *g, const char *year, struct err *err)
{
	const struct pack *pack = packs_in_force(
	    g->app->packs, PACK_REGULATION, arena_print(g->arena, "%s-12-31", year));
	struct node *node = g->province->node;
	const struct sourced *duty;
	char text[11];
	day due;
	int rc = app_due(&due, &duty, g->app, year, err);

	if (rc < 0 || !duty)
		return rc;
	day_format(text, due);
	node_put(node, "due", arena_copy(g->arena, text));
	if (pack && duty->cite)
		node_put(node, "due-cite", pack_cite(pack, duty->cite, g->arena));
	return OK;
}

/* What stands in agencies, added up. */
static void add_up(struct gathering *g)
{
	static const char *const fields[] = { "systems", "level-1", "level-2", "level-3", "level-4",
		"level-5", "level-none", "approved", "assessed", "in-place", "exercises",
		"incidents", "incidents-late", "cost", "allotted" };
	struct node *province = g->province->node;

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		int64_t sum = 0;

		for (const struct node *agency = node_first(province, "province-agency"); agency;
		     agency = agency->next)
			sum += node_int(agency, fields[i], 0);
		put_count(province, fields[i], sum, g->arena);
	}
	put_count(province, "agencies", (int64_t)g->agency_count, g->arena);
	put_count(province, "unrated", g->unrated, g->arena);
	put_count(province, "exercises-planned", g->exercises_planned, g->arena);
	put_count(province, "incidents-serious", g->serious, g->arena);
}

static int gather(struct gathering *g, const char *year, struct err *err)
{
	int rc = gather_agencies(g, err);

	if (rc == OK)
		rc = find_due(g, year, err);
	if (rc == OK)
		rc = gather_systems(g, err);
	if (rc == OK)
		rc = gather_missing(g, err);
	if (rc == OK)
		rc = gather_years(g, err);
	if (rc == OK)
		rc = gather_proposals(g, err);
	if (rc < 0)
		return rc;
	finish_systems(g);
	finish_years(g);
	add_up(g);
	g->province->method = g->method ? g->method->method : NULL;
	g->province->obligations = g->obligations;
	return OK;
}

int app_province(struct province **out, struct app *app, const char *year, struct arena *arena,
    struct err *err)
{
	struct province *province = arena_alloc(arena, sizeof(*province));
	struct gathering g = { .app = app, .province = province, .arena = arena };
	int rc = app_allow(app, RIGHT_READ, NULL, err);

	if (rc == OK)
		rc = spot_year(&year, arena, err);
	if (rc == OK && !year)
		rc = err_set(err, FAIL_INVALID, "name the year: --year YYYY");
	if (rc == OK)
		rc = text_to_int(&g.year, year, err);
	if (rc < 0)
		return rc;
	province->node = node_new(arena, model_shape("province"), NULL);
	node_put(province->node, "year", year);
	node_put(province->node, "as-of", arena_copy(arena, app->today));
	summary_basis(g.basis, app);
	*out = province;
	return gather(&g, year, err);
}
