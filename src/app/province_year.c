/*
 * province_year.c - what agencies do in the year: hand-ins, duties, readiness, exercises,
 * incidents, and what they ask money for.
 */
#include "province_priv.h"

#include <string.h>

/* ---- hand-ins -------------------------------------------------------------------------------- */

static void find_obligations(struct gathering *g, const struct pack *pack)
{
	g->obligations = pack;
	for (size_t i = 0; pack && i < pack->clock.count; i++) {
		const struct sourced *clock = &pack->clock.at[i];

		if (strcmp(clock->kind, "incident") == 0 && strcmp(clock->by, "detected") == 0 &&
		    strcmp(clock->to, "reported") == 0)
			g->clock = clock;
	}
}

static int take_year(void *context, const struct store_row *row, struct err *err)
{
	struct gathering *g = context;
	struct agency_sum *agency = gathered_agency(g, store_row_text(row, "agency"));
	const char *id = store_row_text(row, "obligations");

	(void)err;
	if (!agency)
		return OK;
	node_put(agency->node, "state", arena_copy(g->arena, store_row_text(row, "state")));
	province_uses(g, id, store_row_text(row, "obligations_version"));
	if (!g->obligations && id)
		g->obligations = packs_find(g->app->packs, id);
	return OK;
}

/* The first says whether the agency was in time, the last what lies here. */
static int take_snapshot(void *context, const struct store_row *row, struct err *err)
{
	static const char *const same[] = { "at", "signature", "stops", "warns" };
	struct gathering *g = context;
	struct agency_sum *agency = gathered_agency(g, store_row_text(row, "agency"));
	const char *late = store_row_text(row, "late");
	const char *state = store_row_text(row, "state");

	(void)err;
	if (!agency)
		return OK;
	if (!agency->received)
		agency->first_late = late && strcmp(late, "yes") == 0;
	agency->received = true;
	put_count(agency->node, "snapshot", store_row_int(row, "number", 1), g->arena);
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		node_put(agency->node, same[i], arena_copy(g->arena, store_row_text(row, same[i])));
	if (state && strcmp(state, "replaced") != 0)
		node_put(agency->node, "state", arena_copy(g->arena, state));
	return OK;
}

static void put_hand_ins(struct gathering *g)
{
	struct node *province = g->province->node;
	const char *due = node_get(province, "due");
	bool passed = due && strcmp(g->app->today, due) > 0;
	int64_t in_time = 0, late = 0, awaited = 0, overdue = 0, accepted = 0, returned = 0;

	for (size_t i = 0; i < g->agency_count; i++) {
		const struct agency_sum *sum = &g->agency[i];

		node_put(sum->node, "hand-in",
		    sum->received ? sum->first_late ? "late" : "in-time"
			: passed  ? "overdue"
				  : "awaited");
		in_time += sum->received && !sum->first_late;
		late += sum->received && sum->first_late;
		awaited += !sum->received && !passed;
		overdue += !sum->received && passed;
		accepted += sum->received && node_is(sum->node, "state", "accepted");
		returned += sum->received && node_is(sum->node, "state", "returned");
	}
	put_count(province, "in-time", in_time, g->arena);
	put_count(province, "late", late, g->arena);
	put_count(province, "awaited", awaited, g->arena);
	put_count(province, "overdue", overdue, g->arena);
	put_count(province, "accepted", accepted, g->arena);
	put_count(province, "returned", returned, g->arena);
}

/* ---- contents of spending -------------------------------------------------------------------- */

/* The content under which costs of a kind of record fall: "exercise.training" goes before
 * "exercise". After the last: none. */
static size_t content_of(const struct gathering *g, const char *record, const char *kind)
{
	const struct sourced_list *list = &g->obligations->spending;
	struct buffer name = { 0 };
	size_t at = list->count;

	if (kind)
		buffer_print(&name, "%s.%s", record, kind);
	for (size_t i = 0; kind && i < list->count; i++)
		if (word_among(list->at[i].kind, name.text))
			at = i;
	for (size_t i = 0; at == list->count && i < list->count; i++)
		if (word_among(list->at[i].kind, record))
			at = i;
	buffer_release(&name);
	return at;
}

static size_t content_named(const struct gathering *g, const char *id)
{
	const struct sourced_list *list = &g->obligations->spending;
	size_t at = 0;

	while (at < list->count && !(id && strcmp(list->at[at].id, id) == 0))
		at++;
	return at;
}

static void spend_on(struct gathering *g, struct agency_sum *agency, size_t content,
    const char *field, int64_t cost)
{
	struct node *node;

	if (cost <= 0)
		return;
	if (!agency->spending)
		agency->spending = arena_alloc(g->arena,
		    (g->obligations->spending.count + 1) * sizeof(*agency->spending));
	node = agency->spending[content];
	if (!node) {
		node = node_new(g->arena, model_shape("province-spending"), NULL);
		for (size_t i = 1; i < node->shape->field_count; i++)
			node->value[i] = "0";
		if (content < g->obligations->spending.count)
			node_put(node, "spending", g->obligations->spending.at[content].id);
		agency->spending[content] = node;
	}
	put_count(node, field, node_int(node, field, 0) + cost, g->arena);
	put_count(node, "cost", node_int(node, "cost", 0) + cost, g->arena);
}

static void spend(struct gathering *g, struct agency_sum *agency, const char *record,
    const char *kind, const char *field, int64_t cost)
{
	if (g->obligations)
		spend_on(g, agency, content_of(g, record, kind), field, cost);
}

/* ---- records of the year --------------------------------------------------------------------- */

static void copy_texts(struct gathering *g, struct node *node, const struct store_row *row,
    const char *const *field, const char *const *column, size_t count)
{
	for (size_t i = 0; i < count; i++)
		node_put(node, field[i], arena_copy(g->arena, store_row_text(row, column[i])));
}

static int take_obligation(void *context, const struct store_row *row, struct err *err)
{
	static const char *const fields[] = { "status", "due", "cost", "person" };
	struct gathering *g = context;
	struct agency_sum *agency = gathered_agency(g, store_row_text(row, "agency"));
	const char *id = store_row_text(row, "obligation");
	const struct obligation *duty = g->obligations ? pack_obligation(g->obligations, id) : NULL;
	struct node *node;
	enum finding status = UNASSESSED;

	(void)err;
	/* a duty of another pack is not followed up here */
	if (!agency || !duty || !agency->duty_node)
		return OK;
	node = agency->duty_node[duty - g->obligations->obligation];
	copy_texts(g, node, row, fields, fields, 4);
	finding_parse(&status, node_text(node, "status"));
	if (node_get(node, "due") && strcmp(node_get(node, "due"), g->app->today) < 0 &&
	    status != MET && status != NOT_APPLICABLE)
		node_put(node, "overdue", "yes");
	agency->duty[UNASSESSED]--;
	agency->duty[status]++;
	spend_on(g, agency, content_named(g, duty->spending), "obligations",
	    node_int(node, "cost", 0));
	return OK;
}

static void open_duties(struct gathering *g)
{
	const struct pack *pack = g->obligations;

	for (size_t i = 0; pack && i < g->agency_count; i++) {
		struct agency_sum *sum = &g->agency[i];

		sum->duty_node = arena_alloc(
		    g->arena, (pack->obligation_count + 1) * sizeof(*sum->duty_node));
		for (size_t k = 0; k < pack->obligation_count; k++) {
			struct node *node = node_new(
			    g->arena, model_shape("province-duty"), sum->node);

			node_put(node, "obligation", pack->obligation[k].id);
			node_put(node, "status", "unassessed");
			node_put(node, "overdue", "no");
			sum->duty_node[k] = node;
		}
		sum->duty[UNASSESSED] = (int64_t)pack->obligation_count;
	}
}

static int take_readiness(void *context, const struct store_row *row, struct err *err)
{
	static const char *const fields[] = { "code", "kind", "quantity", "cost", "until", "name",
		"unit", "state" };
	struct gathering *g = context;
	struct agency_sum *agency = gathered_agency(g, store_row_text(row, "agency"));
	struct node *node;

	(void)err;
	if (!agency)
		return OK;
	node = node_new(g->arena, model_shape("province-readiness"), agency->node);
	copy_texts(g, node, row, fields, fields, 8);
	/* money that is there pays for the rest: it is not asked for once more */
	if (node_is(node, "kind", "budget"))
		agency->allotted += node_int(node, "cost", 0);
	else
		spend(g, agency, "readiness", node_get(node, "kind"), "readiness",
		    node_int(node, "cost", 0));
	return OK;
}

static int take_exercise(void *context, const struct store_row *row, struct err *err)
{
	static const char *const fields[] = { "code", "kind", "state", "scenario", "date",
		"participants", "cost", "title", "organiser", "document", "result" };
	struct gathering *g = context;
	struct agency_sum *agency = gathered_agency(g, store_row_text(row, "agency"));
	struct node *node;

	(void)err;
	if (!agency)
		return OK;
	node = node_new(g->arena, model_shape("province-exercise"), agency->node);
	copy_texts(g, node, row, fields, fields, 11);
	agency->exercises += node_is(node, "state", "held");
	g->exercises_planned += node_is(node, "state", "planned");
	if (!node_is(node, "state", "cancelled"))
		spend(g, agency, "exercise", node_get(node, "kind"), "exercises",
		    node_int(node, "cost", 0));
	return OK;
}

/* "2026-11-22T20:15:00Z" as minutes; false when it is no such time. */
static bool minutes_of(int64_t *out, const char *time)
{
	char iso[11];
	day date;

	if (!time || strlen(time) != 20)
		return false;
	memcpy(iso, time, 10);
	iso[10] = '\0';
	if (day_parse(&date, iso, NULL) < 0)
		return false;
	*out = (int64_t)date * 1440 + ((time[11] - '0') * 10 + time[12] - '0') * 60 +
	    (time[14] - '0') * 10 + time[15] - '0';
	return true;
}

/* Each time limit that an incident was held to is cited once. */
static void cite_limit(struct gathering *g, const struct pack *pack, const char *cite)
{
	struct node *province = g->province->node;
	const char *before = node_get(province, "incident-cite");
	const char *text = cite ? pack_cite(pack, cite, g->arena) : NULL;

	if (text && (!before || !strstr(before, text)))
		node_put(province, "incident-cite",
		    arena_print(
			g->arena, "%s%s%s", before ? before : "", before ? "; " : "", text));
}

static const char *put_due(
    struct gathering *g, struct node *node, day due, bool told, bool late)
{
	char text[11];

	day_format(text, due);
	node_put(node, "due", arena_copy(g->arena, text));
	if (told)
		return late ? "late" : "in-time";
	return late ? "overdue" : "running";
}

/* By the hours of a regulation. */
static const char *in_hours(struct gathering *g, struct node *node, const struct pack *pack,
    const struct node *incident)
{
	struct incident_term term;
	day today = 0;

	if (day_parse(&today, g->app->today, NULL) < 0 ||
	    !incident_worst(&term, pack, incident, today))
		return NULL;
	cite_limit(g, pack, term.clock->cite);
	return put_due(g, node, term.date, term.told != NULL, term.late);
}

/* By the clock of the obligations: so many days from the detection to the notice. */
static const char *in_days(struct gathering *g, struct node *node)
{
	const char *reported = node_get(node, "reported");
	const struct pack *calendar = packs_in_force(g->app->packs, PACK_CALENDAR, g->app->today);
	bool unverified = false;
	day detected, done, due;

	if (!g->clock || !rule_day(&detected, node_text(node, "detected")))
		return NULL;
	cite_limit(g, g->obligations, g->clock->cite);
	due = deadline_after(
	    detected, g->clock->days, g->clock->working_days, calendar, &unverified);
	if (reported && rule_day(&done, reported))
		return put_due(g, node, due, true, done > due);
	return rule_day(&done, g->app->today) ? put_due(g, node, due, false, done > due) : NULL;
}

/* The regulation in force on the day of detection, where it has clocks; else the obligations. */
static const char *in_time(
    struct gathering *g, struct node *node, const struct store_row *row)
{
	static const char *const fields[] = { "code", "grade", "detected", "reported", "detailed" };
	struct node *incident = node_new(g->arena, model_shape("incident"), NULL);
	const struct pack *pack;

	copy_texts(g, incident, row, fields, fields, sizeof(fields) / sizeof(fields[0]));
	pack = incident_pack(g->app, incident);
	return pack ? in_hours(g, node, pack, incident) : in_days(g, node);
}

static int take_incident(void *context, const struct store_row *row, struct err *err)
{
	static const char *const fields[] = { "code", "system", "scenario", "grade", "state",
		"detected", "reported", "detailed", "closed", "title", "reported-to" };
	static const char *const columns[] = { "code", "system", "scenario", "grade", "state",
		"detected", "reported", "detailed", "closed", "title", "reported_to" };
	struct gathering *g = context;
	struct agency_sum *agency = gathered_agency(g, store_row_text(row, "agency"));
	int64_t detected, reported;
	struct node *node;

	(void)err;
	if (!agency)
		return OK;
	node = node_new(g->arena, model_shape("province-incident"), agency->node);
	copy_texts(g, node, row, fields, columns, sizeof(fields) / sizeof(fields[0]));
	if (minutes_of(&detected, node_get(node, "detected")) &&
	    minutes_of(&reported, node_get(node, "reported")) && reported >= detected)
		put_count(node, "hours", (reported - detected) / 60, g->arena);
	node_put(node, "in-time", in_time(g, node, row));
	agency->incidents++;
	agency->incidents_late += node_is(node, "in-time", "late") ||
	    node_is(node, "in-time", "overdue");
	g->serious += node_is(node, "grade", "serious");
	return OK;
}

static int take_actions(void *context, const struct store_row *row, struct err *err)
{
	struct gathering *g = context;
	struct agency_sum *agency = gathered_agency(g, store_row_text(row, "agency"));

	(void)err;
	if (agency)
		spend(g, agency, "action", NULL, "actions", store_row_int(row, "cost", 0));
	return OK;
}

int gather_years(struct gathering *g, struct err *err)
{
	static const struct {
		enum store_lot lot;
		store_row_visit *take;
	} lots[] = {
		{ LOT_OBLIGATIONS, take_obligation },
		{ LOT_READINESS, take_readiness },
		{ LOT_EXERCISES, take_exercise },
		{ LOT_INCIDENTS, take_incident },
		{ LOT_ACTIONS, take_actions },
	};
	struct store *store = g->app->store;
	int rc = store_rows(store, LOT_YEARS, g->year, take_year, g, err);

	if (rc == OK)
		rc = store_rows(store, LOT_SNAPSHOTS, g->year, take_snapshot, g, err);
	if (rc < 0)
		return rc;
	find_obligations(g, g->obligations ? g->obligations
		: packs_in_force(g->app->packs, PACK_OBLIGATIONS, g->app->today));
	if (g->obligations)
		province_uses(g, g->obligations->id, g->obligations->version);
	open_duties(g);
	for (size_t i = 0; rc == OK && i < sizeof(lots) / sizeof(lots[0]); i++)
		rc = store_rows(store, lots[i].lot, g->year, lots[i].take, g, err);
	/* no incident: the limit is told all the same */
	if (rc == OK && g->clock && !node_get(g->province->node, "incident-cite"))
		cite_limit(g, g->obligations, g->clock->cite);
	return rc;
}

/* ---- sums ------------------------------------------------------------------------------------ */

static void add_duties(struct gathering *g)
{
	static const char *const field[] = { "met", "partial", "unmet", "n-a", "unassessed" };
	const struct pack *pack = g->obligations;

	for (size_t k = 0; pack && k < pack->obligation_count; k++) {
		struct node *node = node_new(
		    g->arena, model_shape("province-obligation"), g->province->node);
		int64_t count[5] = { 0 }, overdue = 0, cost = 0;

		for (size_t i = 0; i < g->agency_count; i++) {
			const struct node *duty = g->agency[i].duty_node[k];
			enum finding status = UNASSESSED;

			finding_parse(&status, node_text(duty, "status"));
			count[status]++;
			overdue += node_is(duty, "overdue", "yes");
			cost += node_int(duty, "cost", 0);
		}
		node_put(node, "obligation", pack->obligation[k].id);
		for (size_t i = 0; i < 5; i++)
			put_count(node, field[i], count[i], g->arena);
		put_count(node, "overdue", overdue, g->arena);
		put_count(node, "cost", cost, g->arena);
	}
}

static void hang(struct node *parent, struct node *node)
{
	struct node_list *list = &parent->children[shape_child(parent->shape, node->shape->name)];

	node->parent = parent;
	if (list->last)
		list->last->next = node;
	else
		list->first = node;
	list->last = node;
	list->count++;
}

/* Contents in the order of the pack, what belongs to none last. */
static void add_costs(struct gathering *g)
{
	size_t contents = g->obligations ? g->obligations->spending.count + 1 : 0;

	for (size_t c = 0; c < contents; c++) {
		struct node *all = node_new(
		    g->arena, model_shape("province-cost"), g->province->node);

		if (c + 1 < contents)
			node_put(all, "spending", g->obligations->spending.at[c].id);
		for (size_t f = 1; f < all->shape->field_count; f++) {
			const char *field = all->shape->field[f].name;
			int64_t sum = 0;

			for (size_t i = 0; i < g->agency_count; i++)
				if (g->agency[i].spending && g->agency[i].spending[c])
					sum += node_int(g->agency[i].spending[c], field, 0);
			put_count(all, field, sum, g->arena);
		}
	}
	for (size_t i = 0; i < g->agency_count; i++) {
		struct agency_sum *sum = &g->agency[i];
		int64_t cost = 0;

		for (size_t c = 0; sum->spending && c < contents; c++) {
			if (!sum->spending[c])
				continue;
			hang(sum->node, sum->spending[c]);
			cost += node_int(sum->spending[c], "cost", 0);
		}
		put_count(sum->node, "cost", cost, g->arena);
	}
}

void finish_years(struct gathering *g)
{
	static const char *const duties[] = { "duties-met", "duties-partial", "duties-unmet",
		"duties-n-a", "duties-unassessed" };

	put_hand_ins(g);
	for (size_t i = 0; i < g->agency_count; i++) {
		struct agency_sum *sum = &g->agency[i];

		for (size_t k = 0; k < 5; k++)
			put_count(sum->node, duties[k], sum->duty[k], g->arena);
		put_count(sum->node, "exercises", sum->exercises, g->arena);
		put_count(sum->node, "incidents", sum->incidents, g->arena);
		put_count(sum->node, "allotted", sum->allotted, g->arena);
		put_count(sum->node, "incidents-late", sum->incidents_late, g->arena);
		spend(g, sum, "finding", NULL, "measures", sum->measures);
		spend(g, sum, "plan", NULL, "plans", sum->plans);
	}
	if (g->obligations)
		node_put(g->province->node, "obligations", g->obligations->id);
	add_duties(g);
	add_costs(g);
}
