/*
 * assess.c - the year's work on a system: findings, evidence, answers, ratings, accepted risks,
 * sign-off.
 */
#include <stdlib.h>
#include <string.h>

#include "regime_priv.h"

/* The day whose law counts for a year: today in that year, else its last or first day. */
static char *day_of_year(const struct app *app, const char *year, struct arena *arena)
{
	int order = strncmp(app->today, year, 4);

	return order == 0 ? arena_copy(arena, app->today)
			  : arena_print(arena, order > 0 ? "%s-12-31" : "%s-01-01", year);
}

/* The checklist is that of the year's end, when the year is handed in. */
static const struct pack *checklist_of_year(struct app *app, const struct node *system,
    const char *year, struct arena *arena, struct err *err)
{
	const char *end = arena_print(arena, "%s-12-31", year);
	const struct pack *regulation = NULL;
	struct regime_view view;

	if (regime_of(&view, &regulation, app, system, end, err) < 0)
		return NULL;
	if (!regulation || strcmp(end, regulation->regime->law) < 0)
		return packs_in_force(
		    app->packs, PACK_REQUIREMENTS, day_of_year(app, year, arena));
	return packs_find(app->packs, view.measures);
}

int packs_of_year(const struct pack *out[PACKS_OF_YEAR], struct app *app,
    const struct node *system, const char *year, struct arena *arena, struct err *err)
{
	const char *when = day_of_year(app, year, arena);

	out[0] = checklist_of_year(app, system, year, arena, err);
	out[1] = packs_in_force(app->packs, PACK_THREATS, when);
	out[2] = packs_in_force(app->packs, PACK_METHOD, when);
	for (size_t i = 0; i < PACKS_OF_YEAR; i++)
		if (!out[i])
			return err_set(
			    err, FAIL_INVALID, "no checklist is in force in %s", year);
	return OK;
}

static int level_to_assess(const struct node *system, struct err *err)
{
	int level = view_level(system);

	return level ? level : err_set(err, FAIL_INVALID,
	    "system '%s' has no level yet: 'capdo level walk' finds it", node_get(system, "code"));
}

int app_assess_start(struct node **out, struct app *app, const char *agency, const char *system,
    const char *year, struct arena *arena, struct err *err)
{
	struct keep keep = {
		.shape = model_shape("assessment"), .create = true, .verb = "start"
	};
	const struct place place = { .agency = agency, .system = system };
	const struct pack *packs[PACKS_OF_YEAR];
	char now[21];
	int level, rc;

	rc = spot_find(&keep.spot, app, keep.shape, &place, arena, err);
	if (rc == OK)
		rc = app_allow(app, RIGHT_EDIT, node_get(keep.spot.agency, "code"), err);
	if (rc == OK)
		rc = spot_year(&year, arena, err);
	if (rc == OK && !year)
		rc = err_set(err, FAIL_INVALID, "name the year: --year YYYY");
	if (rc == OK)
		rc = store_list(NULL, app->store, model_shape("decision"), keep.spot.system->id,
		    keep.spot.system, arena, err);
	if (rc < 0)
		return rc;
	level = level_to_assess(keep.spot.system, err);
	if (level < 0)
		return level;
	rc = store_list(NULL, app->store, model_shape("proposal"), keep.spot.system->id,
	    keep.spot.system, arena, err);
	if (rc == OK)
		rc = packs_of_year(packs, app, keep.spot.system, year, arena, err);
	if (rc != OK)
		return rc;
	clock_now(now);
	keep.key[0] = year;
	keep.automatic = (const struct value[]){ { "level", number_text(arena, level) },
		{ "pack", packs[0]->id }, { "pack-version", packs[0]->version },
		{ "threats", packs[1]->id }, { "threats-version", packs[1]->version },
		{ "method", packs[2]->id }, { "method-version", packs[2]->version },
		{ "started", now }, { "person", app->person } };
	keep.automatic_count = 9;
	rc = app_keep(app, &keep, arena, err);
	if (rc == OK && out)
		*out = keep.out;
	return rc;
}

static int spot_assessment(struct spot *out, struct app *app, const char *shape, const char *agency,
    const char *system, const char *year, struct arena *arena, struct err *err)
{
	const struct place place = { .agency = agency, .system = system, .year = year };

	return spot_find(out, app, model_shape(shape), &place, arena, err);
}

/* A requirement the checklist has, and an asset it is about. */
static int check_answerable(struct app *app, const struct spot *spot, const char *requirement_id,
    const char *asset, struct arena *arena, struct err *err)
{
	const struct pack *pack = packs_find(app->packs, node_get(spot->assessment, "pack"));
	const struct requirement *requirement = pack ? pack_requirement(pack, requirement_id)
						     : NULL;
	const char *const key[] = { asset };
	struct node *node = NULL;
	int rc;

	if (!requirement)
		return err_set(
		    err, FAIL_INVALID, "no checklist has a requirement '%s'", requirement_id);
	if (!asset || !*asset)
		return OK;
	rc = store_find(&node, app->store, model_shape("asset"), spot->system->id, key, arena, err);
	if (rc == OK && !node)
		rc = err_set(err, FAIL_INVALID, "system '%s' has no asset '%s'",
		    node_get(spot->system, "code"), asset);
	if (rc == OK && !node_is(node, "kind", requirement->scope))
		rc = err_set(err, FAIL_INVALID, "'%s' is about %s; asset '%s' is %s",
		    requirement_id,
		    field_code_label(
			&node->shape->field[shape_field(node->shape, "kind")], requirement->scope),
		    asset,
		    field_code_label(&node->shape->field[shape_field(node->shape, "kind")],
			node_get(node, "kind")));
	return rc;
}

int app_finding(struct app *app, const char *agency, const char *system, const char *year,
    const char *requirement, const char *asset, const struct value *value, size_t count,
    struct err *err)
{
	struct arena *arena = arena_new();
	struct keep keep = { .shape = model_shape("finding"),
		.key = { requirement, asset },
		.value = value,
		.count = count,
		.verb = "answer" };
	char now[21], basis[BASIS_TEXT];
	const struct value automatic[] = { { "at", now }, { "basis", basis } };
	int rc = spot_assessment(&keep.spot, app, "finding", agency, system, year, arena, err);

	clock_now(now);
	keep.automatic = automatic;
	if (rc == OK)
		rc = app_allow(app, RIGHT_EDIT, node_get(keep.spot.agency, "code"), err);
	if (rc == OK)
		rc = finding_basis(basis, app, &keep.spot, requirement, arena, err);
	if (rc == OK)
		keep.automatic_count = *basis ? 2 : 1;
	if (rc == OK)
		rc = check_answerable(app, &keep.spot, requirement, asset, arena, err);
	if (rc == OK)
		rc = app_keep(app, &keep, arena, err);
	arena_free(arena);
	return rc;
}

/* Hash, size and, when wanted and small enough, the content itself. */
static int take_file(struct value automatic[4], size_t *count, struct app *app, const char *file,
    bool attach, struct arena *arena, struct err *err)
{
	const char *name = strrchr(file, '/');
	char hash[HASH_TEXT];
	char *content;
	size_t length;
	int64_t size, limit = 0;
	int rc = hash_file(hash, &size, file, err);

	if (rc == OK)
		rc = app_attachment_limit(&limit, app, err);
	if (rc == OK && attach && size > limit)
		rc = err_set(err, FAIL_INVALID,
		    "'%s' has %lld bytes; at most %lld may be attached (setting attachment-limit)",
		    file, (long long)size, (long long)limit);
	if (rc == OK && attach)
		rc = file_read(&content, &length, file, (size_t)limit, arena, err);
	if (rc == OK && attach)
		rc = store_attach(app->store, hash, content, length, err);
	if (rc < 0)
		return rc;
	automatic[0] = (struct value){ "sha256", arena_copy(arena, hash) };
	automatic[1] = (struct value){ "size", number_text(arena, size) };
	automatic[2] = (struct value){ "attached", attach ? "yes" : "no" };
	automatic[3] = (struct value){ "file", arena_copy(arena, name ? name + 1 : file) };
	*count = 4;
	return OK;
}

struct evidencing {
	struct app *app;
	struct keep *keep;
	const char *file;
	bool attach;
	struct arena *arena;
};

static int evidence_in_transaction(struct store *store, void *context, struct err *err)
{
	struct evidencing *evidencing = context;
	struct keep *keep = evidencing->keep;
	struct value automatic[4];
	int rc = OK;

	(void)store;
	if (evidencing->file)
		rc = take_file(automatic, &keep->automatic_count, evidencing->app, evidencing->file,
		    evidencing->attach, evidencing->arena, err);
	keep->automatic = automatic;
	if (rc == OK)
		rc = app_keep(evidencing->app, keep, evidencing->arena, err);
	keep->automatic = NULL;
	return rc;
}

/* The first free code E1, E2 … below a finding. */
static int free_code(
    const char **out, struct app *app, const char *finding, struct arena *arena, struct err *err)
{
	struct node *first = NULL;
	int64_t highest = 0;
	int rc = store_list(&first, app->store, model_shape("evidence"), finding, NULL, arena, err);

	for (; rc == OK && first; first = first->next) {
		int64_t number;

		if (node_text(first, "code")[0] == 'E' &&
		    text_to_int(&number, node_text(first, "code") + 1, NULL) == OK &&
		    number > highest)
			highest = number;
	}
	*out = arena_print(arena, "E%lld", (long long)highest + 1);
	return rc;
}

int app_evidence(struct app *app, const char *agency, const char *system, const char *year,
    const char *requirement, const char *asset, const struct value *value, size_t count,
    const char *file, bool attach, struct err *err)
{
	struct arena *arena = arena_new();
	struct keep keep = { .shape = model_shape("evidence"), .value = value, .count = count };
	struct evidencing evidencing = { app, &keep, file, attach, arena };
	const struct place place = { .agency = agency, .system = system, .year = year,
		.parent_key = { requirement, asset } };
	int rc = spot_find(&keep.spot, app, keep.shape, &place, arena, err);

	for (size_t i = 0; i < count; i++)
		if (strcmp(value[i].field, "code") == 0)
			keep.key[0] = value[i].text;
	if (rc == OK && !keep.key[0])
		rc = free_code(&keep.key[0], app, keep.spot.finding->id, arena, err);
	if (rc == OK)
		rc = store_write(app->store, evidence_in_transaction, &evidencing, err);
	arena_free(arena);
	return rc;
}

int app_answer(struct app *app, const char *agency, const char *system, const char *year,
    const char *scenario, const char *question, const char *value, struct err *err)
{
	struct arena *arena = arena_new();
	const struct place place = {
		.agency = agency, .system = system, .year = year, .key = { scenario, question }
	};
	const struct value typed[] = { { "value", value } };
	struct keep keep = { .shape = model_shape("answer"),
		.key = { scenario, question },
		.value = typed,
		.count = 1,
		.verb = "answer" };
	char now[21];
	const struct value automatic[] = { { "at", now }, { "person", app->person } };
	int rc;

	clock_now(now);
	keep.automatic = automatic;
	keep.automatic_count = 2;
	if (!value || !*value) {
		rc = app_remove(app, keep.shape, &place, false, err);
		rc = rc == FAIL_NOT_FOUND ? OK : rc;
	} else {
		rc = spot_find(&keep.spot, app, keep.shape, &place, arena, err);
		if (rc == OK)
			rc = app_keep(app, &keep, arena, err);
	}
	arena_free(arena);
	return rc;
}

/* What a scenario comes to now. */
static int risk_now(const struct risk **out, struct app *app, const char *agency,
    const char *system, const char *year, const char *scenario, struct arena *arena,
    struct err *err)
{
	struct system_view *view = NULL;
	struct assessment_view *assessment = NULL;
	struct spot spot;
	int rc = spot_assessment(&spot, app, "rating", agency, system, year, arena, err);

	*out = NULL;
	if (rc == OK)
		rc = app_allow(app, RIGHT_EDIT, node_get(spot.agency, "code"), err);
	if (rc == OK)
		rc = app_view_system(&view, app, agency, system, arena, err);
	assessment = rc == OK ? view_assessment(view, year) : NULL;
	for (size_t i = 0; assessment && i < assessment->risk_count; i++)
		if (strcmp(assessment->risk[i].scenario->id, scenario) == 0)
			*out = &assessment->risk[i];
	if (rc == OK && !*out)
		rc = err_set(err, FAIL_INVALID, "no threats pack has a scenario '%s'", scenario);
	return rc;
}

static int keep_rating(struct app *app, const char *agency, const char *system, const char *year,
    const char *scenario, const struct value *value, size_t count, const struct value *automatic,
    size_t automatic_count, const char *verb, struct arena *arena, struct err *err)
{
	struct keep keep = { .shape = model_shape("rating"),
		.key = { scenario },
		.value = value,
		.count = count,
		.automatic = automatic,
		.automatic_count = automatic_count,
		.verb = verb,
		.refresh = true };
	int rc = spot_assessment(&keep.spot, app, "rating", agency, system, year, arena, err);

	return rc < 0 ? rc : app_keep(app, &keep, arena, err);
}

int app_rating(struct app *app, const char *agency, const char *system, const char *year,
    const char *scenario, const struct value *value, size_t count, struct err *err)
{
	struct arena *arena = arena_new();
	const struct risk *risk = NULL;
	char now[21];
	int rc = risk_now(&risk, app, agency, system, year, scenario, arena, err);

	clock_now(now);
	if (rc == OK) {
		const struct value automatic[] = { { "basis", risk->basis }, { "at", now },
			{ "person", app->person } };
		rc = keep_rating(app, agency, system, year, scenario, value, count, automatic, 3,
		    "rate", arena, err);
	}
	arena_free(arena);
	return rc;
}

int app_accept_risk(struct app *app, const char *agency, const char *system, const char *year,
    const char *scenario, const char *by, const char *until, const char *reason, struct err *err)
{
	struct arena *arena = arena_new();
	const struct value value[] = { { "accepted-by", by }, { "accepted-until", until },
		{ "accepted-reason", reason } };
	const struct risk *risk = NULL;
	char now[21];
	int rc = risk_now(&risk, app, agency, system, year, scenario, arena, err);

	clock_now(now);
	if (rc == OK && !risk->current)
		rc = err_set(err, FAIL_INVALID,
		    "scenario '%s' is not rated yet; a risk that is not known cannot be accepted",
		    scenario);
	if (rc == OK && (!by || !*by || !reason || !*reason || !until || !*until))
		rc = err_set(err, FAIL_INVALID,
		    "accepting a risk needs who accepts it, until when, and why");
	if (rc == OK && strcmp(until, app->today) < 0)
		rc = err_set(err, FAIL_INVALID, "'%s' is over: accept until a day to come", until);
	if (rc == OK) {
		const struct value automatic[] = { { "accepted-risk",
						       number_text(arena, risk->current) },
			{ "accepted-at", now }, { "basis", risk->basis }, { "at", now },
			{ "person", app->person } };

		rc = keep_rating(app, agency, system, year, scenario, value, 3, automatic, 5,
		    "accept", arena, err);
	}
	arena_free(arena);
	return rc;
}

/* What stops the sign-off, the first ones by name. */
static int may_sign(struct app *app, const struct node *agency, const char *year,
    struct arena *arena, struct err *err)
{
	enum { SHOWN = 3 };
	struct breach_list list;
	const char *first = "";
	size_t shown = 0;
	int rc = app_check(&list, app, node_get(agency, "code"), year, arena, err);

	if (rc < 0 || breach_count(&list, true) == 0)
		return rc;
	for (size_t i = 0; i < list.count && shown < SHOWN; i++) {
		const struct breach *breach = &list.at[i];

		if (!breach->rule->stops)
			continue;
		first = arena_print(arena, "%s%s%s (%s, %s): %s", first, shown++ > 0 ? "; " : "",
		    breach->rule->id, breach->system ? breach->system : node_get(agency, "code"),
		    breach->where, breach->text);
	}
	return err_set(err, FAIL_INCONSISTENT,
	    "%zu things must be mended before year %s can be signed off: %s ('capdo check' lists "
	    "them all)",
	    breach_count(&list, true), year, first);
}

int app_sign(struct app *app, const char *agency, const char *year, struct err *err)
{
	struct arena *arena = arena_new();
	const struct place place = { .agency = agency, .key = { year } };
	struct node *before = NULL, *after = NULL;
	struct spot spot;
	char now[21];
	int rc = spot_find(&spot, app, model_shape("year"), &place, arena, err);

	if (rc == OK)
		rc = app_allow(app, RIGHT_SIGN, node_get(spot.agency, "code"), err);
	if (rc == OK)
		rc = app_get(&before, app, model_shape("year"), &place, arena, err);
	if (rc == OK && !node_is(before, "state", "draft") && !node_is(before, "state", "returned"))
		rc = err_set(err, FAIL_INVALID, "year %s of agency '%s' is signed off already",
		    year, node_get(spot.agency, "code"));
	if (rc == OK)
		rc = may_sign(app, spot.agency, year, arena, err);
	if (rc == OK) {
		clock_now(now);
		after = record_copy(before, arena);
		node_put(after, "state", "signed-off");
		node_put(after, "signed-at", now);
		node_put(after, "signed-by", app->person);
		rc = record_replace(app, before, after, "sign", arena, err);
	}
	arena_free(arena);
	return rc;
}
