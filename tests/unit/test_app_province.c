/*
 * The province's year: what it says is what the records of each agency say, and a summary never outlives
 * what it sums up.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "capdo/app.h"
#include "capdo/exchange.h"
#include "scratch.h"

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	struct app *app;
	char path[256];
};

#define MUST(call) \
	do { \
		struct err must_err = { 0 }; \
		struct err *e = &must_err; \
		if ((call) < 0) \
			fail_msg("%s: %s", #call, must_err.text); \
	} while (0)

static void open_as(struct fixture *f, enum app_mode mode, const char *person)
{
	struct app_options o = { .path = f->path, .person = person, .mode = mode,
		.today = day_from_ymd(2026, 11, 22) };

	app_close(f->app);
	f->app = NULL;
	MUST(app_open(&f->app, &o, e));
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	scratch_make(&f->scratch);
	snprintf(f->path, sizeof(f->path), "%s", scratch_path(&f->scratch, "a.db"));
	f->arena = arena_new();
	open_as(f, APP_CREATE, "an");
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	app_close(f->app);
	arena_free(f->arena);
	scratch_remove(&f->scratch);
	free(f);
	return 0;
}

static void load(struct fixture *f, const char *agency)
{
	struct merge_counts counts;

	MUST(exchange_import(&counts, f->app, arena_print(f->arena, "templates/sample/%s.xml", agency), false, e));
}

static void load_few(struct fixture *f)
{
	load(f, "HMB");
	load(f, "SNV");
	load(f, "TXMT");
}

static struct province *province_of(struct fixture *f)
{
	struct province *province = NULL;

	MUST(app_province(&province, f->app, "2026", f->arena, e));
	return province;
}

static void sql(struct fixture *f, const char *text)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", text, sqlite3_errmsg(db));
	sqlite3_close(db);
}

static int number(struct fixture *f, const char *text)
{
	sqlite3 *db;
	sqlite3_stmt *statement;
	int value;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, text, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	value = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return value;
}

static int summaries(struct fixture *f)
{
	return number(f, "SELECT count(*) FROM summary");
}

/* ---- same trees ------------------------------------------------------------------------------- */

static void same_tree(const struct node *a, const struct node *b, const char *after)
{
	assert_ptr_equal(a->shape, b->shape);
	for (size_t i = 0; i < a->shape->field_count; i++) {
		const char *x = a->value[i] ? a->value[i] : "", *y = b->value[i] ? b->value[i] : "";

		if (strcmp(x, y) != 0)
			fail_msg("after %s: %s %s: '%s' by summaries, '%s' from nothing", after, a->shape->name,
			    a->shape->field[i].name, x, y);
	}
	for (size_t i = 0; i < a->shape->child_count; i++) {
		const struct node *x = a->children[i].first, *y = b->children[i].first;

		for (; x && y; x = x->next, y = y->next)
			same_tree(x, y, after);
		if (x || y)
			fail_msg("after %s: %s has another number of %s", after, a->shape->name,
			    a->shape->child[i]->name);
	}
}

static void same_from_nothing(struct fixture *f, const char *after)
{
	struct province *by_summaries = province_of(f);

	sql(f, "DELETE FROM summary");
	same_tree(by_summaries->node, province_of(f)->node, after);
}

/* ---- against the views of agencies -------------------------------------------------------------- */

struct sums {
	int64_t systems, approved, assessed, full, unrated, band[3][8], gain, gains, cost;
	int64_t sum, most;
};

static size_t band_of(const struct method *method, const struct band *band)
{
	size_t at = 0;

	while (strcmp(method->band[at].id, band->id) != 0)
		at++;
	return at;
}

static void add_risks(struct sums *sums, const struct assessment_view *view)
{
	for (size_t i = 0; i < view->risk_count; i++) {
		const struct risk *risk = &view->risk[i];

		sums->unrated += risk->gross == 0;
		if (risk->gross == 0)
			continue;
		sums->band[0][band_of(view->method, risk->gross_band)]++;
		sums->band[1][band_of(view->method, risk->current_band)]++;
		sums->band[2][band_of(view->method, risk->target_band)]++;
	}
}

static void compare_system(const struct node *node, const struct system_view *system)
{
	const struct assessment_view *now = NULL, *past = NULL;
	const struct risk *worst = NULL;
	struct score score;

	for (size_t i = 0; i < system->assessment_count; i++) {
		if (node_is(system->assessment[i].node, "year", "2026"))
			now = &system->assessment[i];
		if (node_is(system->assessment[i].node, "year", "2025"))
			past = &system->assessment[i];
	}
	assert_string_equal(node_text(node, "name"), node_text(system->node, "name"));
	assert_int_equal(node_int(node, "level", 0), view_level(system->node));
	assert_string_equal(node_text(node, "assessed"), now ? "yes" : "no");
	if (past) {
		score = compliance_score(past->item, past->item_count, NULL, past->method);
		assert_int_equal(node_int(node, "before-score", -1), score.score);
		assert_int_equal(node_int(node, "before-coverage", -1), score.coverage);
	}
	if (!now)
		return;
	score = compliance_score(now->item, now->item_count, NULL, now->method);
	assert_int_equal(node_int(node, "score", -1), score.score);
	assert_int_equal(node_int(node, "coverage", -1), score.coverage);
	assert_int_equal(node_int(node, "unmet", -1), score.unmet);
	for (size_t i = 0; i < now->risk_count; i++)
		if (now->risk[i].gross && (!worst || now->risk[i].current > worst->current))
			worst = &now->risk[i];
	assert_int_equal(node_int(node, "worst", 0), worst ? worst->current : 0);
	if (worst)
		assert_string_equal(node_text(node, "worst-band"), worst->current_band->id);
}

static void add_system(struct sums *sums, const struct system_view *system)
{
	sums->systems++;
	sums->approved += node_get(system->node, "approved-level") != NULL;
	for (size_t i = 0; i < system->assessment_count; i++) {
		const struct assessment_view *view = &system->assessment[i];
		struct score score = compliance_score(view->item, view->item_count, NULL, view->method);

		if (!node_is(view->node, "year", "2026"))
			continue;
		sums->assessed++;
		sums->full += score.full;
		sums->sum += score.sum;
		sums->most += score.most;
		add_risks(sums, view);
		for (size_t k = 0; k < view->gain_count; k++) {
			sums->gain += view->gain[k].gain;
			sums->gains++;
		}
		for (const struct node *node = node_first(view->node, "finding"); node; node = node->next)
			if (!node_is(node, "status", "met") && !node_is(node, "status", "n-a"))
				sums->cost += node_int(node, "cost", 0);
		for (const struct node *node = node_first(view->node, "plan"); node; node = node->next)
			sums->cost += node_int(node, "budget", 0);
	}
	for (const struct node *node = node_first(system->node, "action"); node; node = node->next)
		if (!node_is(node, "state", "cancelled") &&
		    (!node_get(node, "year") || node_is(node, "year", "2026")))
			sums->cost += node_int(node, "cost", 0);
}

static void add_year(struct sums *sums, const struct node *year)
{
	for (const struct node *node = node_first(year, "readiness"); node; node = node->next)
		if (!node_is(node, "kind", "budget"))
			sums->cost += node_int(node, "cost", 0);
	for (const struct node *node = node_first(year, "exercise"); node; node = node->next)
		if (!node_is(node, "state", "cancelled"))
			sums->cost += node_int(node, "cost", 0);
	for (const struct node *node = node_first(year, "obligation"); node; node = node->next)
		sums->cost += node_int(node, "cost", 0);
}

static void compare_agency(struct fixture *f, struct sums *all, const struct node *node)
{
	struct arena *arena = arena_new();
	struct agency_view *view;
	struct sums sums = { 0 };
	const struct node *whole = node_first(node, "province-group");
	const struct node *year;

	MUST(app_view_agency(&view, f->app, node_text(node, "code"), "2026", arena, e));
	for (size_t i = 0; i < view->system_count; i++) {
		const struct node *system = node_find(node, "province-system", "code",
		    node_text(view->system[i].node, "code"));

		assert_non_null(system);
		compare_system(system, &view->system[i]);
		add_system(&sums, &view->system[i]);
		add_system(all, &view->system[i]);
	}
	year = node_find(view->node, "year", "year", "2026");
	assert_non_null(year);
	add_year(&sums, year);
	add_year(all, year);
	assert_int_equal(node_int(node, "systems", -1), sums.systems);
	assert_int_equal(node_int(node, "approved", -1), sums.approved);
	assert_int_equal(node_int(node, "assessed", -1), sums.assessed);
	assert_int_equal(node_int(node, "cost", -1), sums.cost);
	assert_non_null(whole);
	assert_null(node_get(whole, "group"));
	assert_int_equal(node_int(whole, "score", -1), 1000 * sums.sum / sums.most);
	assert_int_equal(node_count(node, "province-incident"), node_count(year, "incident"));
	assert_int_equal(node_count(node, "province-exercise"), node_count(year, "exercise"));
	arena_free(arena);
}

static void totals_are_the_sums_of_what_each_agency_s_records_say(void **state)
{
	static const char *const agencies[] = { "HMB", "HMN", "SGDDT", "SKHDT", "SNV", "STTTT", "SYT", "TXMT" };
	struct fixture *f = *state;
	struct sums all = { 0 };
	struct province *province;
	int64_t gain = 0, gains = 0, costs = 0;
	size_t b = 0;

	for (size_t i = 0; i < sizeof(agencies) / sizeof(agencies[0]); i++)
		load(f, agencies[i]);
	province = province_of(f);
	for (const struct node *node = node_first(province->node, "province-agency"); node; node = node->next)
		compare_agency(f, &all, node);
	assert_int_equal(node_int(province->node, "agencies", -1), 8);
	assert_int_equal(node_int(province->node, "systems", -1), all.systems);
	assert_int_equal(node_int(province->node, "in-place", -1), all.full);
	assert_int_equal(node_int(province->node, "unrated", -1), all.unrated);
	assert_int_equal(node_int(province->node, "cost", -1), all.cost);
	for (const struct node *node = node_first(province->node, "province-band"); node; node = node->next, b++) {
		assert_int_equal(node_int(node, "gross", -1), all.band[0][b]);
		assert_int_equal(node_int(node, "current", -1), all.band[1][b]);
		assert_int_equal(node_int(node, "target", -1), all.band[2][b]);
	}
	assert_int_equal(b, 4);
	for (const struct node *node = node_first(province->node, "province-priority"); node; node = node->next) {
		gain += node_int(node, "gain", 0);
		gains += node_int(node, "systems", 0);
	}
	assert_int_equal(gain, all.gain);
	assert_int_equal(gains, all.gains);
	for (const struct node *node = node_first(province->node, "province-cost"); node; node = node->next)
		costs += node_int(node, "cost", 0);
	assert_int_equal(costs, all.cost);
	assert_string_equal(node_text(province->department, "code"), "STTTT");
}

/* ---- summaries ---------------------------------------------------------------------------------- */

static void summaries_are_kept_and_say_the_same_the_second_time(void **state)
{
	struct fixture *f = *state;
	struct province *first;
	struct app *writer;
	int assessments;

	load_few(f);
	assert_int_equal(summaries(f), 0);
	first = province_of(f);
	assessments = number(f, "SELECT count(*) FROM assessment WHERE year IN (2025, 2026)");
	assert_true(assessments > 5);
	assert_int_equal(summaries(f), assessments);
	same_tree(first->node, province_of(f)->node, "nothing");
	sql(f, "DELETE FROM summary");
	writer = f->app;
	f->app = NULL;
	open_as(f, APP_READ, "an");
	same_tree(first->node, province_of(f)->node, "opening for reading");
	assert_int_equal(summaries(f), assessments);
	app_close(writer);
}

static void a_summary_made_with_other_packs_is_made_anew(void **state)
{
	struct fixture *f = *state;
	struct province *first;

	load_few(f);
	first = province_of(f);
	sql(f, "UPDATE summary SET basis = '0', score = 1, gains = NULL");
	same_tree(first->node, province_of(f)->node, "other packs");
	assert_int_equal(number(f, "SELECT count(*) FROM summary WHERE basis = '0'"), 0);
}

static void put(struct fixture *f, const char *shape, struct place place, const struct value *value, size_t count)
{
	struct err err = { 0 };

	if (app_put(NULL, f->app, model_shape(shape), &place, value, count, false, f->arena, &err) < 0)
		fail_msg("%s: %s", shape, err.text);
}

static void a_change_drops_the_summaries_it_has_a_part_in_and_no_others(void **state)
{
	struct fixture *f = *state;
	const struct place asset = { .agency = "HMB", .system = "HMB-LAN", .key = { "MOI-1" } };
	const struct value server[] = { { "kind", "server" }, { "name", "Máy chủ mới" } };
	const struct value met[] = { { "status", "unmet" } };
	const struct value note[] = { { "note", "x" } };
	int all, of_system;

	load_few(f);
	province_of(f);
	all = summaries(f);
	of_system = number(f, "SELECT count(*) FROM assessment a JOIN system s ON s.id = a.parent"
			      " WHERE s.code = 'HMB-LAN' AND a.year IN (2025, 2026)");
	assert_int_equal(of_system, 2);
	MUST(app_finding(f->app, "HMB", "HMB-LAN", "2026", "QL-1.1.1", NULL, met, 1, e));
	assert_int_equal(summaries(f), all - 1);
	put(f, "asset", asset, server, 2);
	assert_int_equal(summaries(f), all - 2);
	province_of(f);
	assert_int_equal(summaries(f), all);
	put(f, "agency", (struct place){ .key = { "HMB" } }, note, 1);
	put(f, "system", (struct place){ .agency = "HMB", .key = { "HMB-LAN" } }, note, 1);
	put(f, "year", (struct place){ .agency = "HMB", .key = { "2026" } }, note, 1);
	assert_int_equal(summaries(f), all);
}

/* Numbers that look like chance and are the same each time. */
static unsigned next(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

static const struct node *any_of(const struct node *first, size_t count, unsigned *seed)
{
	for (unsigned skip = count ? next(seed, (unsigned)count) : 0; first && skip > 0; skip--)
		first = first->next;
	return first;
}

struct target {
	struct agency_view *view;
	const struct system_view *system;
	const struct assessment_view *assessment;
	const char *agency, *code, *year;
};

static bool find_target(struct fixture *f, struct target *out, unsigned *seed)
{
	static const char *const agencies[] = { "HMB", "SNV", "TXMT" };

	out->agency = agencies[next(seed, 3)];
	MUST(app_view_agency(&out->view, f->app, out->agency, "2026", f->arena, e));
	if (out->view->system_count == 0)
		return false;
	out->system = &out->view->system[next(seed, (unsigned)out->view->system_count)];
	out->code = node_text(out->system->node, "code");
	if (out->system->assessment_count == 0)
		return false;
	out->assessment = &out->system->assessment[next(seed, (unsigned)out->system->assessment_count)];
	out->year = node_text(out->assessment->node, "year");
	return true;
}

static const char *any_requirement(const struct target *t, unsigned *seed)
{
	return t->assessment->item[next(seed, (unsigned)t->assessment->item_count)].item.requirement->id;
}

static const char *edit_finding(struct fixture *f, const struct target *t, unsigned *seed)
{
	static const char *const status[] = { "met", "partial", "unmet", "n-a", "unassessed" };
	const struct value value[] = { { "status", status[next(seed, 5)] }, { "reason", "thử" },
		{ "cost", next(seed, 2) ? "1000000" : "" }, { "measure", "Mua sắm" }, { "person", "An" },
		{ "due", next(seed, 2) ? "2026-12-31" : "" } };

	app_finding(f->app, t->agency, t->code, t->year, any_requirement(t, seed), NULL, value, 6, NULL);
	return "a finding";
}

static const char *edit_rating(struct fixture *f, const struct target *t, unsigned *seed)
{
	static const char *const step[] = { "", "1", "2", "3", "4", "5" };
	const struct value value[] = { { "likelihood", step[next(seed, 6)] }, { "impact", step[next(seed, 6)] },
		{ "reason", "thử" } };
	const struct pack *threats = t->assessment->threats;

	app_rating(f->app, t->agency, t->code, t->year, threats->scenario[next(seed,
	    (unsigned)threats->scenario_count)].id, value, 3, NULL);
	return "a rating";
}

static const char *edit_answer(struct fixture *f, const struct target *t, unsigned *seed)
{
	const struct node *answer = any_of(node_first(t->assessment->node, "answer"),
	    node_count(t->assessment->node, "answer"), seed);
	const struct question *question = answer
	    ? pack_question(t->assessment->threats, node_text(answer, "question")) : NULL;

	if (question)
		app_answer(f->app, t->agency, t->code, t->year, node_get(answer, "scenario"), question->id,
		    next(seed, 4) ? question->option[next(seed, (unsigned)question->option_count)].id : "", NULL);
	return "an answer to a threat question";
}

static const char *edit_plan(struct fixture *f, const struct target *t, unsigned *seed)
{
	const struct pack *threats = t->assessment->threats;
	const struct place place = { .agency = t->agency, .system = t->code, .year = t->year,
		.key = { threats->scenario[next(seed, (unsigned)threats->scenario_count)].id } };
	const struct value value[] = { { "budget", next(seed, 2) ? "5000000" : "70000000" } };

	if (next(seed, 3) == 0)
		app_remove(f->app, model_shape("plan"), &place, true, NULL);
	else
		app_put(NULL, f->app, model_shape("plan"), &place, value, 1, false, f->arena, NULL);
	return "a response plan";
}

static const char *edit_action(struct fixture *f, const struct target *t, unsigned *seed)
{
	const struct place place = { .agency = t->agency, .system = t->code,
		.key = { next(seed, 2) ? "THU-1" : "THU-2" } };
	const struct value value[] = { { "title", "Việc thử" }, { "state", next(seed, 3) ? "open" : "done" },
		{ "requirement", any_requirement(t, seed) }, { "cost", "9000000" }, { "owner", "An" },
		{ "due", "2026-12-01" } };

	if (next(seed, 4) == 0)
		app_remove(f->app, model_shape("action"), &place, true, NULL);
	else
		app_put(NULL, f->app, model_shape("action"), &place, value, 6, false, f->arena, NULL);
	return "an action";
}

static const char *edit_asset(struct fixture *f, const struct target *t, unsigned *seed)
{
	static const char *const kind[] = { "server", "application", "network-device", "data-set" };
	const struct place place = { .agency = t->agency, .system = t->code,
		.key = { next(seed, 2) ? "THU-1" : "THU-2" } };
	const struct value value[] = { { "name", "Tài sản thử" }, { "kind", kind[next(seed, 4)] } };

	if (next(seed, 4) == 0)
		app_remove(f->app, model_shape("asset"), &place, true, NULL);
	else
		app_put(NULL, f->app, model_shape("asset"), &place, value, 2, false, f->arena, NULL);
	return "an asset";
}

static const char *edit_fact(struct fixture *f, const struct target *t, unsigned *seed)
{
	const struct node *fact = any_of(node_first(t->system->node, "fact"),
	    node_count(t->system->node, "fact"), seed);

	if (fact)
		app_fact(f->app, t->agency, t->code, NULL, node_text(fact, "fact"), next(seed, 2) ? "" : "yes", NULL,
		    NULL);
	if (next(seed, 2))
		app_level_decide(NULL, f->app, t->agency, t->code, 1 + (int)next(seed, 3), "thử", f->arena, NULL);
	return "a fact or a decision";
}

static const char *edit_by_file(struct fixture *f, const struct target *t, unsigned *seed)
{
	struct node *agency = node_new(f->arena, model_root(), NULL);
	struct node *system = node_new(f->arena, model_shape("system"), agency);
	struct node *assessment = node_new(f->arena, model_shape("assessment"), system);
	struct node *finding = node_new(f->arena, model_shape("finding"), assessment);
	struct merge_counts counts;

	memcpy(agency->value, t->view->node->value, agency->shape->field_count * sizeof(*agency->value));
	memcpy(system->value, t->system->node->value, system->shape->field_count * sizeof(*system->value));
	memcpy(assessment->value, t->assessment->node->value,
	    assessment->shape->field_count * sizeof(*assessment->value));
	agency->id = t->view->node->id;
	system->id = t->system->node->id;
	assessment->id = t->assessment->node->id;
	node_put(finding, "requirement", any_requirement(t, seed));
	node_put(finding, "status", next(seed, 2) ? "partial" : "met");
	MUST(app_merge(&counts, f->app, agency, "thử", next(seed, 4) == 0, e));
	return "a file";
}

static const char *edit_year(struct fixture *f, const struct target *t, unsigned *seed)
{
	const struct place place = { .agency = t->agency, .year = "2026", .key = { "plan-made" } };
	const struct value value[] = { { "status", next(seed, 2) ? "met" : "unmet" }, { "cost", "3000000" } };

	put(f, "obligation", place, value, 2);
	return "an obligation";
}

static const char *edit_remove(struct fixture *f, const struct target *t, unsigned *seed)
{
	const struct place assessment = { .agency = t->agency, .system = t->code, .key = { t->year } };
	const struct place system = { .agency = t->agency, .key = { t->code } };

	if (next(seed, 4))
		return "nothing";
	if (next(seed, 3))
		app_remove(f->app, model_shape("assessment"), &assessment, true, NULL);
	else
		app_remove(f->app, model_shape("system"), &system, true, NULL);
	return "a removal";
}

static void after_any_change_summaries_say_what_the_records_say(void **state)
{
	static const char *(*const edits[])(struct fixture *, const struct target *, unsigned *) = { edit_finding,
		edit_rating, edit_answer, edit_plan, edit_action, edit_asset, edit_fact, edit_by_file, edit_year,
		edit_remove };
	enum { KINDS = sizeof(edits) / sizeof(edits[0]), ROUNDS = 60 };
	struct fixture *f = *state;
	unsigned seed = 20261122;
	int changed = 0;

	load_few(f);
	/* years that are handed in are closed for typing */
	sql(f, "UPDATE year SET state = 'draft'");
	province_of(f);
	for (int round = 0; round < ROUNDS; round++) {
		struct arena *kept = f->arena;
		struct target target = { 0 };
		const char *what = "nothing";
		int before = number(f, "SELECT count(*) FROM audit");

		f->arena = arena_new();
		if (find_target(f, &target, &seed))
			what = edits[round < KINDS - 1 ? (unsigned)round : next(&seed, KINDS)](f, &target, &seed);
		changed += number(f, "SELECT count(*) FROM audit") > before;
		same_from_nothing(f, what);
		arena_free(f->arena);
		f->arena = kept;
	}
	assert_true(changed > ROUNDS / 2);
}

/* ---- who may, what is in time --------------------------------------------------------------------- */

static void an_account_of_one_agency_sees_no_province_unless_it_reviews(void **state)
{
	static const struct {
		const char *login, *role, *agency;
		bool may;
	} accounts[] = {
		{ "a1", "assessor", "HMB", false }, { "h1", "head", "HMB", false }, { "v1", "viewer", "HMB", false },
		{ "r1", "reviewer", "SNV", true }, { "p1", "approver", "SNV", true }, { "v2", "viewer", "", true },
		{ "d1", "admin", "", true },
	};
	struct fixture *f = *state;
	struct province *province;
	struct err err;

	load_few(f);
	for (size_t i = 0; i < sizeof(accounts) / sizeof(accounts[0]); i++) {
		const struct value value[] = { { "role", accounts[i].role }, { "agency", accounts[i].agency },
			{ "name", "Người thử" }, { "active", "yes" } };

		open_as(f, APP_WRITE, "an");
		put(f, "account", (struct place){ .key = { accounts[i].login } }, value, 4);
		open_as(f, APP_WRITE, accounts[i].login);
		assert_int_equal(app_province(&province, f->app, "2026", f->arena, &err),
		    accounts[i].may ? OK : FAIL_DENIED);
	}
}

struct incident_case {
	const char *code, *grade, *detected, *reported, *detailed, *due, *in_time;
	int hours;
};

static const struct province *with_incidents(struct fixture *f, const struct incident_case *at, size_t count)
{
	load(f, "TXMT");
	sql(f, "DELETE FROM incident");
	sql(f, "UPDATE year SET state = 'draft'");
	for (size_t i = 0; i < count; i++) {
		const struct value value[] = { { "title", "Sự cố thử" }, { "grade", at[i].grade }, { "state", "open" },
			{ "detected", at[i].detected }, { "reported", at[i].reported ? at[i].reported : "" },
			{ "detailed", at[i].detailed ? at[i].detailed : "" } };

		put(f, "incident", (struct place){ .agency = "TXMT", .year = "2026", .key = { at[i].code } }, value, 6);
	}
	return province_of(f);
}

static void expect_incidents(const struct province *province, const struct incident_case *at, size_t count)
{
	const struct node *agency = node_first(province->node, "province-agency");

	for (size_t i = 0; i < count; i++) {
		const struct node *node = node_find(agency, "province-incident", "code", at[i].code);

		assert_non_null(node);
		assert_string_equal(node_text(node, "due"), at[i].due);
		assert_string_equal(node_text(node, "in-time"), at[i].in_time);
		assert_int_equal(node_int(node, "hours", -1), at[i].hours);
	}
}

/* Detected under the regulation that has no clock in hours. */
static void a_notice_on_the_fifth_day_is_in_time_and_on_the_sixth_late(void **state)
{
	static const struct incident_case cases[] = {
		/* detected 1 August at 08:00 in Vietnam: until the end of 6 August */
		{ "SC-A", "normal", "2026-08-01T01:00:00Z", "2026-08-06T16:59:00Z", NULL, "2026-08-06",
		    "in-time", 135 },
		{ "SC-B", "normal", "2026-08-01T01:00:00Z", "2026-08-06T17:00:00Z", NULL, "2026-08-06", "late", 136 },
		/* 18:00 UTC is the next day in Vietnam */
		{ "SC-C", "normal", "2026-08-01T18:00:00Z", "2026-08-07T10:00:00Z", NULL, "2026-08-07",
		    "in-time", 136 },
		/* the last minute before the decree */
		{ "SC-D", "serious", "2026-08-18T16:59:00Z", NULL, NULL, "2026-08-23", "overdue", -1 },
	};
	const struct province *province = with_incidents(*state, cases, 4);

	expect_incidents(province, cases, 4);
	assert_non_null(strstr(node_text(province->node, "incident-cite"), "Điều 9"));
	assert_null(strstr(node_text(province->node, "incident-cite"), "331/2026"));
}

/* Detected under the one that has: each clock that concerns it, the worst first. */
static void an_incident_under_the_decree_is_held_to_its_hours(void **state)
{
	static const struct incident_case cases[] = {
		{ "SC-A", "normal", "2026-11-01T01:00:00Z", "2026-11-03T01:00:00Z", "2026-11-04T01:00:00Z",
		    "2026-11-04", "in-time", 48 },
		{ "SC-B", "normal", "2026-11-01T01:00:00Z", "2026-11-01T02:00:00Z", "2026-11-04T01:00:01Z",
		    "2026-11-04", "late", 1 },
		{ "SC-C", "serious", "2026-11-01T01:00:00Z", "2026-11-02T01:00:01Z", "2026-11-03T01:00:00Z",
		    "2026-11-02", "late", 24 },
		{ "SC-D", "serious", "2026-11-21T02:00:00Z", "2026-11-21T03:00:00Z", NULL, "2026-11-24", "running", 1 },
		{ "SC-E", "normal", "2026-11-18T02:00:00Z", "2026-11-18T03:00:00Z", NULL, "2026-11-21", "overdue", 1 },
		/* a whole report is a notice too */
		{ "SC-F", "serious", "2026-11-01T01:00:00Z", NULL, "2026-11-01T20:00:00Z", "2026-11-04",
		    "in-time", -1 },
		/* the first minute of the decree */
		{ "SC-G", "serious", "2026-08-18T17:00:00Z", NULL, NULL, "2026-08-20", "overdue", -1 },
	};
	const struct province *province = with_incidents(*state, cases, 7);

	expect_incidents(province, cases, 7);
	assert_non_null(strstr(node_text(province->node, "incident-cite"), "331/2026"));
	assert_null(strstr(node_text(province->node, "incident-cite"), "Điều 9"));
}

static void the_first_hand_in_says_whether_it_was_on_time(void **state)
{
	struct fixture *f = *state;
	const struct node *node;
	struct province *province;

	load_few(f);
	sql(f, "INSERT INTO snapshot (id, parent, year, number, way, state, sha256, at, late)"
	       " SELECT 's1', id, 2026, 1, 'in', 'replaced', '0', '2026-12-18T02:00:00Z', 'no'"
	       "   FROM agency WHERE code = 'HMB'");
	sql(f, "INSERT INTO snapshot (id, parent, year, number, way, state, sha256, at, late)"
	       " SELECT 's2', id, 2026, 2, 'in', 'accepted', '1', '2026-12-28T02:00:00Z', 'yes'"
	       "   FROM agency WHERE code = 'HMB'");
	sql(f, "INSERT INTO snapshot (id, parent, year, number, way, state, sha256, at, late)"
	       " SELECT 's3', id, 2026, 1, 'in', 'submitted', '2', '2026-12-28T02:00:00Z', 'yes'"
	       "   FROM agency WHERE code = 'SNV'");
	province = province_of(f);
	node = node_find(province->node, "province-agency", "code", "HMB");
	assert_string_equal(node_text(node, "hand-in"), "in-time");
	assert_string_equal(node_text(node, "snapshot"), "2");
	assert_string_equal(node_text(node, "state"), "accepted");
	node = node_find(province->node, "province-agency", "code", "SNV");
	assert_string_equal(node_text(node, "hand-in"), "late");
	node = node_find(province->node, "province-agency", "code", "TXMT");
	assert_string_equal(node_text(node, "hand-in"), "awaited");
	assert_string_equal(node_text(province->node, "in-time"), "1");
	assert_string_equal(node_text(province->node, "late"), "1");
	assert_string_equal(node_text(province->node, "awaited"), "1");
	assert_string_equal(node_text(province->node, "accepted"), "1");
}

static void a_province_without_agencies_has_nothing_to_report_and_says_so(void **state)
{
	struct fixture *f = *state;
	struct province *province = province_of(f);
	struct err err;

	assert_int_equal(node_int(province->node, "agencies", -1), 0);
	assert_int_equal(node_int(province->node, "cost", -1), 0);
	assert_null(province->department);
	assert_int_equal(app_province(&province, f->app, NULL, f->arena, &err), FAIL_INVALID);
	assert_int_equal(app_province(&province, f->app, "26", f->arena, &err), FAIL_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		CASE(totals_are_the_sums_of_what_each_agency_s_records_say),
		CASE(summaries_are_kept_and_say_the_same_the_second_time),
		CASE(a_summary_made_with_other_packs_is_made_anew),
		CASE(a_change_drops_the_summaries_it_has_a_part_in_and_no_others),
		CASE(after_any_change_summaries_say_what_the_records_say),
		CASE(an_account_of_one_agency_sees_no_province_unless_it_reviews),
		CASE(a_notice_on_the_fifth_day_is_in_time_and_on_the_sixth_late),
		CASE(an_incident_under_the_decree_is_held_to_its_hours),
		CASE(the_first_hand_in_says_whether_it_was_on_time),
		CASE(a_province_without_agencies_has_nothing_to_report_and_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
