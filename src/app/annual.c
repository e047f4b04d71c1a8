/*
 * annual.c - the report of an owner to the ministry, as the duty in force for the year prescribes.
 *
 * Gathered system by system, so that memory holds one system's answers at a time.
 */
#include <string.h>

#include "annual_priv.h"

/* ---- the duty -------------------------------------------------------------------------------- */

static enum annual_topic topic_of_code(const char *code)
{
	static const char *const codes[] = { [ANNUAL_PARTIES] = "parties",
		[ANNUAL_SYSTEMS] = "systems", [ANNUAL_APPROVED] = "approved",
		[ANNUAL_IMPLEMENTED] = "implemented", [ANNUAL_REGULATED] = "regulated",
		[ANNUAL_FOLLOWED] = "followed", [ANNUAL_INSPECTED] = "inspected",
		[ANNUAL_ASSESSED] = "assessed", [ANNUAL_MEASURES] = "measures",
		[ANNUAL_REGULATIONS] = "regulations", [ANNUAL_OTHER] = "other",
		[ANNUAL_SITUATION] = "situation", [ANNUAL_PROGRESS] = "progress",
		[ANNUAL_EFFECT] = "effect", [ANNUAL_CHANGE] = "change",
		[ANNUAL_SECURITY_LIST] = "security-list" };

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (strcmp(codes[i], code) == 0)
			return (enum annual_topic)i;
	return ANNUAL_OTHER;
}

/* A content without a topic is known by the end of its id, which is its number or letter in the
 * act; what is not known here is shown with the other matters, never dropped. */
enum annual_topic annual_topic(const struct sourced *content)
{
	static const struct {
		const char *end;
		enum annual_topic topic;
	} known[] = {
		{ "-content-1", ANNUAL_PARTIES },
		{ "-content-2", ANNUAL_SYSTEMS },
		{ "-content-3", ANNUAL_APPROVED },
		{ "-content-4", ANNUAL_IMPLEMENTED },
		{ "-content-5", ANNUAL_REGULATED },
		{ "-content-6", ANNUAL_FOLLOWED },
		{ "-content-7", ANNUAL_INSPECTED },
		{ "-content-8", ANNUAL_ASSESSED },
		{ "-content-9", ANNUAL_MEASURES },
		{ "-content-10", ANNUAL_REGULATIONS },
		{ "-content-11", ANNUAL_OTHER },
		{ "-content-a", ANNUAL_SITUATION },
		{ "-content-b", ANNUAL_PROGRESS },
		{ "-content-c", ANNUAL_EFFECT },
		{ "-content-d", ANNUAL_CHANGE },
		{ "-content-dd", ANNUAL_OTHER },
	};
	const char *end = strstr(content->id, "-content-");

	if (content->by)
		return topic_of_code(content->by);
	for (size_t i = 0; end && i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(end, known[i].end) == 0)
			return known[i].topic;
	return ANNUAL_OTHER;
}

static bool has_contents(const struct pack *pack, const struct sourced *duty)
{
	for (size_t i = 0; i < pack->content.count; i++)
		if (strcmp(pack->content.at[i].kind, duty->id) == 0)
			return true;
	return false;
}

/* Of several packs the one that came into force last counts; the others stand beside it. */
static void add_duty(struct annual *annual, struct annual_beside found, size_t *room)
{
	const struct annual_beside before = { annual->pack, annual->duty };

	if (!before.pack || strcmp(found.pack->in_force, before.pack->in_force) > 0) {
		annual->pack = found.pack;
		annual->duty = found.duty;
		if (!before.pack)
			return;
		found = before;
	}
	annual->beside = arena_grow(
	    annual->arena, annual->beside, annual->besides, room, sizeof(*annual->beside));
	annual->beside[annual->besides++] = found;
}

/* The duty of the owner for that year. */
static int find_duty(struct annual *annual, const struct app *app, int year, struct err *err)
{
	size_t room = 0;

	for (size_t i = 0; i < packs_count(app->packs); i++) {
		const struct pack *pack = packs_at(app->packs, i);

		for (size_t k = 0; k < pack->duty.count; k++) {
			const struct sourced *duty = &pack->duty.at[k];

			if (strcmp(duty->by, "owner") != 0 || !duty_covers(duty, year) ||
			    !has_contents(pack, duty))
				continue;
			add_duty(annual, (struct annual_beside){ pack, duty }, &room);
		}
	}
	if (annual->pack && annual->duty->form)
		annual->form = pack_form(annual->pack, annual->duty->form);
	return annual->pack ? OK : err_set(err, FAIL_NOT_FOUND,
	    "no pack says what an owner reports for the year %d", year);
}

static void take_contents(struct annual *annual)
{
	const struct sourced_list *list = &annual->pack->content;

	annual->content = arena_alloc(annual->arena, (list->count + 1) * sizeof(*annual->content));
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->at[i].kind, annual->duty->id) == 0)
			annual->content[annual->content_count++] = &list->at[i];
}

static void put_date(struct node *node, const char *field, day date, struct arena *arena)
{
	char text[11];

	day_format(text, date);
	node_put(node, field, arena_copy(arena, text));
}

static int put_period(struct annual *annual, int year, struct err *err)
{
	const struct sourced *duty = annual->duty;
	day from, to, due;
	bool given;
	int rc = duty_period(&from, &to, &given, duty, year, err);

	due = day_from_ymd(year, 12, 31);
	if (rc == OK && duty->before)
		rc = deadline_before(&due, duty->before, year, err);
	put_date(annual->node, "from", from, annual->arena);
	put_date(annual->node, "to", to, annual->arena);
	put_date(annual->node, "due", due, annual->arena);
	node_put(annual->node, "period-given", given ? "yes" : "no");
	return rc;
}

static int put_duty(struct annual *annual, const struct app *app, struct err *err)
{
	struct node *node = annual->node;
	const struct sourced *body;
	int64_t year = 0;
	int rc = text_to_int(&year, annual->options.year, err);

	if (rc == OK)
		rc = find_duty(annual, app, (int)year, err);
	if (rc < 0)
		return rc;
	take_contents(annual);
	body = annual->duty->to ? pack_body(annual->pack, annual->duty->to) : NULL;
	node_put(node, "year", annual->options.year);
	node_put(node, "duty", annual->duty->id);
	node_put(node, "pack", annual->pack->id);
	node_put(node, "pack-version", annual->pack->version);
	node_put(node, "as-of", app->today);
	node_put(node, "drafts", annual->options.drafts ? "yes" : "no");
	node_put(node, "form", annual->form ? annual->form->id : NULL);
	node_put(node, "form-source", annual->form ? status_code(annual->form->status) : NULL);
	node_put(node, "addressee", body ? words_now(&body->text) : NULL);
	node_put(node, "cite", pack_cite(annual->pack, annual->duty->cite, annual->arena));
	return put_period(annual, (int)year, err);
}

/* ---- the owner ------------------------------------------------------------------------------- */

const char *annual_owner(const struct node *agency, const struct node *system)
{
	const char *owner = node_get(system, "owner-name");

	if (!owner)
		owner = node_get(agency, "owner");
	return owner ? owner : node_text(agency, "name");
}

bool annual_belongs(
    const struct annual *annual, const struct node *agency, const struct node *system)
{
	return system && strcmp(annual_owner(agency, system), annual->options.owner) == 0;
}

struct owners {
	const char **name;
	size_t count, room;
};

static void add_owner(struct owners *owners, const char *name, struct arena *arena)
{
	for (size_t i = 0; i < owners->count; i++)
		if (strcmp(owners->name[i], name) == 0)
			return;
	owners->name = arena_grow(
	    arena, owners->name, owners->count, &owners->room, sizeof(*owners->name));
	owners->name[owners->count++] = arena_copy(arena, name);
}

static const char *owners_text(const struct owners *owners, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < owners->count; i++)
		text = arena_print(arena, "%s%s'%s'", text, i ? "; " : "", owners->name[i]);
	return text;
}

/* As written; else the only one that is the same without marks and capital letters. */
static int choose_owner(struct annual *annual, const struct owners *owners, struct err *err)
{
	const char *wanted = annual->options.owner;
	const char *found = NULL, *alike = NULL;
	size_t like = 0;

	if (owners->count == 0)
		return err_set(err, FAIL_NOT_FOUND, "there is no information system to report on");
	if (!wanted && owners->count > 1)
		return err_set(err, FAIL_INVALID,
		    "the systems here have several owners: name one with --owner: %s",
		    owners_text(owners, annual->arena));
	for (size_t i = 0; i < owners->count; i++)
		if (!wanted || strcmp(owners->name[i], wanted) == 0)
			found = owners->name[i];
	for (size_t i = 0; !found && i < owners->count; i++) {
		if (strcmp(text_fold(annual->arena, owners->name[i]),
			text_fold(annual->arena, wanted)) == 0) {
			alike = owners->name[i];
			like++;
		}
	}
	if (like == 1)
		found = alike;
	if (!found)
		return err_set(err, FAIL_NOT_FOUND,
		    "no system here has the owner '%s'; there are: %s",
		    wanted, owners_text(owners, annual->arena));
	annual->options.owner = found;
	return OK;
}

/* ---- agencies -------------------------------------------------------------------------------- */

static int find_owners(struct owners *owners, struct annual *annual, struct app *app,
    const struct node *agencies, struct err *err)
{
	int rc = OK;

	for (; rc == OK && agencies; agencies = agencies->next) {
		struct arena *arena = arena_new();
		struct node *system = NULL;

		rc = store_list(
		    &system, app->store, model_shape("system"), agencies->id, NULL, arena, err);
		for (; rc == OK && system; system = system->next)
			add_owner(owners, annual_owner(agencies, system), annual->arena);
		arena_free(arena);
	}
	return rc;
}

static bool state_counts(const struct annual *annual, const char *state)
{
	return annual->options.drafts || strcmp(state, "submitted") == 0 ||
	    strcmp(state, "accepted") == 0;
}

static int put_agency(struct node **out, struct annual_work *work, const struct node *agency,
    struct arena *arena, struct err *err)
{
	static const char *const same[] = { "snapshot", "signed-at", "decided-at", "signed-by",
		"decided-by", "other", "note" };
	const char *const key[] = { work->annual->options.year };
	struct node *node = node_new(arena, model_shape("annual-agency"), NULL);
	struct node *year = NULL;
	const char *state;
	int rc = store_find(&year, work->app->store, model_shape("year"), agency->id, key, arena,
	    err);

	if (rc < 0)
		return rc;
	state = !year ? "missing" : node_get(year, "state") ? node_get(year, "state")
							    : "draft";
	if (year)
		annual_take(node, same, sizeof(same) / sizeof(same[0]), year);
	node_put(node, "code", node_get(agency, "code"));
	node_put(node, "name", node_get(agency, "name"));
	node_put(node, "state", state);
	node_put(node, "counted", state_counts(work->annual, state) ? "yes" : "no");
	*out = node_new(work->arena, node->shape, work->annual->node);
	annual_copy(*out, node, work->arena);
	return OK;
}

/* The duty may be for some levels only; a system without a level is left to the duties for all. */
static bool in_scope(const struct annual *annual, const struct node *system)
{
	const unsigned all = 1u << 1 | 1u << 2 | 1u << 3 | 1u << 4 | 1u << 5;
	int level = view_level(system);

	return level == 0 ? (annual->duty->levels & all) == all
			  : (annual->duty->levels & 1u << level) != 0;
}

static const struct node *unit_of(const struct node *agencies, const struct node *agency)
{
	const char *name = node_get(agency, "specialised-unit");

	while (agencies && !(name && node_is(agencies, "name", name)))
		agencies = agencies->next;
	return agencies;
}

static int add_system(struct annual_work *work, struct node *agency, struct node *system,
    const struct node *unit, struct err *err)
{
	struct arena *arena = arena_new();
	struct assessment_view view;
	struct node *node, *kept;
	/* a list that goes on behind the system is not its own */
	struct node *copy = record_copy(system, arena);
	int rc;

	rc = annual_system_node(
	    &node, &view, work->annual, work->app, agency, copy, false, arena, err);
	if (rc == OK) {
		kept = node_new(work->arena, node->shape, work->annual->node);
		annual_copy(kept, node, work->arena);
		annual_add_demands(work, &view);
		annual_add_parties(work, agency, copy, unit);
	}
	arena_free(arena);
	return rc;
}

/* All of one agency: its state, and when it counts its systems. */
static int add_agency(struct annual_work *work, struct node *agencies, struct node *agency,
    struct arena *arena, struct err *err)
{
	struct annual *annual = work->annual;
	struct node *record = NULL, *systems = NULL;
	int64_t count = 0, outside = 0;
	bool counted, own;
	int rc = store_list(
	    &systems, work->app->store, model_shape("system"), agency->id, NULL, arena, err);

	for (const struct node *node = systems; rc == OK && node; node = node->next) {
		count += annual_belongs(annual, agency, node);
		outside += annual_belongs(annual, agency, node) && !in_scope(annual, node);
	}
	own = node_get(agency, "owner") && node_is(agency, "owner", annual->options.owner);
	if (rc < 0 || (count == 0 && !own))
		return rc;
	rc = put_agency(&record, work, agency, arena, err);
	if (rc < 0)
		return rc;
	annual_put(record, "systems", count, work->arena);
	annual_put(record, "outside", outside, work->arena);
	counted = node_is(record, "counted", "yes");
	for (struct node *node = systems; rc == OK && counted && node; node = node->next)
		if (annual_belongs(annual, agency, node) && in_scope(annual, node))
			rc = add_system(work, agency, node, unit_of(agencies, agency), err);
	if (rc == OK && counted)
		rc = annual_add_events(work, agency, arena, err);
	if (rc == OK && counted)
		rc = annual_add_breaches(work, agency, systems, arena, err);
	return rc;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* How the owner signs: as its systems describe it; the place is that of the unit that works for it.
 */
static void put_letter(struct annual *annual, const struct node *agencies)
{
	struct node *letter = node_new(annual->arena, model_root(), NULL);
	const struct node *party = node_first(annual->node, "annual-party");
	const struct node *unit = NULL;

	node_put(letter, "code", "owner");
	node_put(letter, "name", annual->options.owner);
	while (party && !(node_is(party, "kind", "owner") && node_get(party, "representative")))
		party = party->next;
	if (party) {
		static const char *const same[] = { "regulation", "representative", "position",
			"address", "phone", "email" };

		annual_take(letter, same, sizeof(same) / sizeof(same[0]), party);
	}
	node_put(annual->node, "sample", "no");
	for (const struct node *node = agencies; node; node = node->next) {
		const struct node *own = unit_of(agencies, node);

		if (!node_find(annual->node, "annual-agency", "code", node_text(node, "code")))
			continue;
		if (!unit)
			unit = own ? own : node;
		if (node_is(node, "sample", "yes"))
			node_put(annual->node, "sample", "yes");
	}
	node_put(letter, "place", unit ? node_get(unit, "place") : NULL);
	node_put(letter, "sample", node_get(annual->node, "sample"));
	annual->letter = letter;
}

static int gather(struct annual_work *work, struct node *agencies, struct err *err)
{
	struct annual *annual = work->annual;
	int rc = OK;

	for (struct node *agency = agencies; rc == OK && agency; agency = agency->next) {
		struct arena *arena = arena_new();

		rc = add_agency(work, agencies, agency, arena, err);
		arena_free(arena);
	}
	if (rc < 0)
		return rc;
	annual_put_demands(work);
	put_letter(annual, agencies);
	annual_put_totals(work);
	if (node_int(annual->node, "counted", 0) > 0)
		return OK;
	return err_set(err, FAIL_NOT_FOUND,
	    "no agency of '%s' has handed in for %s; --drafts counts them as they are",
	    annual->options.owner, annual->options.year);
}

int app_annual(struct annual **out, struct app *app, const struct annual_options *options,
    struct arena *arena, struct err *err)
{
	struct annual *annual = arena_alloc(arena, sizeof(*annual));
	struct annual_work work = { .app = app, .annual = annual, .arena = arena };
	struct node *agencies = NULL;
	struct owners owners = { 0 };
	int rc;

	*out = annual;
	annual->options = *options;
	annual->arena = arena;
	annual->node = node_new(arena, model_shape("annual"), NULL);
	rc = spot_year(&annual->options.year, arena, err);
	if (rc == OK)
		rc = put_duty(annual, app, err);
	if (rc == OK)
		rc = agencies_to_read(&agencies, app, annual->options.agency, arena, err);
	if (rc == OK)
		rc = find_owners(&owners, annual, app, agencies, err);
	if (rc == OK)
		rc = choose_owner(annual, &owners, err);
	if (rc < 0)
		return rc;
	node_put(annual->node, "owner", annual->options.owner);
	return gather(&work, agencies, err);
}

static int visit_system(const struct annual *annual, struct app *app, const struct node *kept,
    annual_visit *visit, void *context, struct err *err)
{
	const struct place place = { .agency = node_get(kept, "agency"),
		.system = node_get(kept, "code") };
	struct arena *arena = arena_new();
	struct assessment_view view;
	struct node *node;
	struct spot spot;
	int rc = spot_find(&spot, app, model_shape("fact"), &place, arena, err);

	if (rc == OK)
		rc = annual_system_node(
		    &node, &view, annual, app, spot.agency, spot.system, true, arena, err);
	if (rc == OK)
		rc = visit(context, node, err);
	arena_free(arena);
	return rc;
}

int app_annual_each(const struct annual *annual, struct app *app, annual_visit *visit,
    void *context, struct err *err)
{
	int rc = OK;

	for (const struct node *node = node_first(annual->node, "annual-system"); rc == OK && node;
	     node = node->next)
		rc = visit_system(annual, app, node, visit, context, err);
	return rc;
}
