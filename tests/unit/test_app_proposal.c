/*
 * test_app_proposal.c - level proposals as use cases: who may do which act, what is refused changes nothing,
 * the approved level comes with the last approval and only then.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/app.h"
#include "scratch.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	struct app *app;
	struct err err;
};

#define MUST(call) \
	do { \
		struct err must_err = { 0 }; \
		struct err *e = &must_err; \
		if ((call) < 0) \
			fail_msg("%s: %s", #call, must_err.text); \
	} while (0)

/* The person at work from now on. */
static void sign_in(struct fixture *f, const char *person, enum app_mode mode)
{
	const struct app_options o = { .path = scratch_path(&f->scratch, "a.db"), .person = person, .mode = mode,
		.today = day_from_ymd(2026, 11, 22) };

	app_close(f->app);
	f->app = NULL;
	MUST(app_open(&f->app, &o, e));
}

static void put(struct fixture *f, const char *shape, struct place place, const char *const *value)
{
	struct value list[8];
	size_t count = 0;

	for (; value[2 * count]; count++)
		list[count] = (struct value){ value[2 * count], value[2 * count + 1] };
	MUST(app_put(NULL, f->app, model_shape(shape), &place, list, count, false, f->arena, e));
}

#define VALUES(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void account(struct fixture *f, const char *login, const char *role, const char *agency)
{
	put(f, "account", (struct place){ .key = { login } },
	    VALUES("name", login, "role", role, "agency", agency ? agency : ""));
}

static void fact(struct fixture *f, const char *agency, const char *system, const char *id, const char *value)
{
	MUST(app_fact(f->app, agency, system, NULL, id, value, NULL, e));
}

/* A system whose criteria say level 2; another level is proposed with a reason. */
static void make_system(struct fixture *f, const char *agency, const char *system, int level)
{
	put(f, "system", (struct place){ .agency = agency, .key = { system } },
	    VALUES("name", system, "in-build", "yes", "regulation-number", "15/QĐ", "regulation-date", "2026-03-02"));
	fact(f, agency, system, "function", "internal");
	fact(f, agency, system, "info", "public private");
	fact(f, agency, system, "defence-security", "no");
	fact(f, agency, system, "national-egov", "no");
	fact(f, agency, system, "national-data-store", "no");
	fact(f, agency, system, "prime-minister-decision", "no");
	MUST(app_level_decide(NULL, f->app, agency, system, level, "dữ liệu mẫu", f->arena, e));
}

/* Agencies DV (with system PM of level 2), DT (system DT1 of level 3) and the department SO (system S1); one
 * account per role, those with "so" in their login belong to SO, those with "dv" to DV. */
static int set_up(void **state)
{
	static const char *const agencies[] = { "DV", "DT", "SO" };
	struct fixture *f = calloc(1, sizeof(*f));

	scratch_make(&f->scratch);
	f->arena = arena_new();
	sign_in(f, "an", APP_CREATE);
	for (size_t i = 0; i < COUNT(agencies); i++)
		put(f, "agency", (struct place){ .key = { agencies[i] } }, VALUES("name", agencies[i]));
	make_system(f, "DV", "PM", 2);
	make_system(f, "DT", "DT1", 3);
	make_system(f, "SO", "S1", 2);
	account(f, "assessor", "assessor", NULL);
	account(f, "dv-assessor", "assessor", "DV");
	account(f, "head", "head", NULL);
	account(f, "reviewer", "reviewer", NULL);
	account(f, "so-reviewer", "reviewer", "SO");
	account(f, "approver", "approver", NULL);
	account(f, "so-approver", "approver", "SO");
	account(f, "viewer", "viewer", NULL);
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

static int start(struct fixture *f, const char *agency, const char *system, const char *kind)
{
	const struct value value[] = { { "kind", kind } };
	struct proposal_view *view;

	return app_proposal_start(&view, f->app, agency, system, value, 1, f->arena, &f->err);
}

static int dossier(struct fixture *f, const char *agency, const char *system, const char *part)
{
	const struct place place = { .agency = agency, .system = system, .key = { part } };
	const struct value value[] = { { "title", "Tài liệu mẫu" } };

	return app_put(NULL, f->app, model_shape("document"), &place, value, 1, false, f->arena, &f->err);
}

static void whole_dossier(struct fixture *f, const char *agency, const char *system)
{
	static const char *const parts[] = { "dossier-overview", "dossier-design-operating", "dossier-grounds",
		"dossier-measures" };

	for (size_t i = 0; i < COUNT(parts); i++)
		assert_int_equal(dossier(f, agency, system, parts[i]), OK);
}

static int act_by(struct fixture *f, const char *agency, const char *system, const char *step, const char *date,
    const char *body)
{
	bool judges = strcmp(step, "opinion") == 0 || strcmp(step, "appraise") == 0;
	const struct proposal_act act = { .step = step, .result = judges ? "suitable" : NULL, .date = date,
		.document = "12/QĐ", .body = body };

	memset(&f->err, 0, sizeof(f->err));
	return app_proposal_act(NULL, f->app, agency, system, &act, f->arena, &f->err);
}

static void do_act(struct fixture *f, const char *agency, const char *system, const char *step, const char *date)
{
	if (act_by(f, agency, system, step, date, NULL) < 0)
		fail_msg("%s %s: %s", system, step, f->err.text);
}

/* From the decision to the appraised dossier, all on one day. */
static void appraised_from(struct fixture *f, const char *agency, const char *system, const char *date)
{
	sign_in(f, "an", APP_WRITE);
	assert_int_equal(start(f, agency, system, "operating"), OK);
	whole_dossier(f, agency, system);
	do_act(f, agency, system, "submit", date);
	sign_in(f, "reviewer", APP_WRITE);
	do_act(f, agency, system, "complete", date);
	do_act(f, agency, system, "appraise", date);
}

static void appraised(struct fixture *f, const char *agency, const char *system)
{
	sign_in(f, "an", APP_WRITE);
	assert_int_equal(start(f, agency, system, "operating"), OK);
	whole_dossier(f, agency, system);
	do_act(f, agency, system, "submit", "2026-11-02");
	sign_in(f, "reviewer", APP_WRITE);
	do_act(f, agency, system, "complete", "2026-11-03");
	do_act(f, agency, system, "appraise", "2026-11-05");
}

static struct proposal_view *view(struct fixture *f, const char *agency, const char *system)
{
	struct proposal_view *out;

	MUST(app_proposal(&out, f->app, agency, system, 0, f->arena, e));
	return out;
}

static const char *system_has(struct fixture *f, const char *agency, const char *system, const char *field)
{
	struct node *node;
	const struct place place = { .agency = agency, .key = { system } };

	MUST(app_get(&node, f->app, model_shape("system"), &place, f->arena, e));
	return node_get(node, field);
}

static int64_t audit_rows(struct fixture *f)
{
	int64_t rows = 0;

	MUST(app_verify(f->app, &rows, e));
	return rows;
}

/* ---- the way --------------------------------------------------------------------------------- */

static void an_approval_gives_the_system_its_level_number_date_and_body(void **state)
{
	struct fixture *f = *state;
	const struct proposal_act act = { .step = "approve", .date = "2026-11-06", .document = "31/QĐ-SO" };

	appraised(f, "DV", "PM");
	assert_null(system_has(f, "DV", "PM", "approved-level"));
	sign_in(f, "approver", APP_WRITE);
	MUST(app_proposal_act(NULL, f->app, "DV", "PM", &act, f->arena, e));
	assert_string_equal(system_has(f, "DV", "PM", "approved-level"), "2");
	assert_string_equal(system_has(f, "DV", "PM", "approval-date"), "2026-11-06");
	assert_string_equal(system_has(f, "DV", "PM", "approval-number"), "31/QĐ-SO");
	assert_non_null(strstr(system_has(f, "DV", "PM", "approval-by"), "chuyên trách"));
	assert_string_equal(node_get(view(f, "DV", "PM")->node, "state"), "approved");
}

static void a_refusal_leaves_the_system_as_it_was_and_the_next_proposal_has_the_next_number(void **state)
{
	struct fixture *f = *state;

	appraised(f, "DV", "PM");
	sign_in(f, "an", APP_WRITE);
	assert_int_equal(start(f, "DV", "PM", "operating"), FAIL_INVALID);
	sign_in(f, "approver", APP_WRITE);
	do_act(f, "DV", "PM", "refuse", "2026-11-06");
	assert_null(system_has(f, "DV", "PM", "approved-level"));
	assert_null(system_has(f, "DV", "PM", "approval-date"));
	sign_in(f, "an", APP_WRITE);
	assert_int_equal(start(f, "DV", "PM", "new"), OK);
	assert_string_equal(node_get(view(f, "DV", "PM")->node, "number"), "2");
	assert_string_equal(node_get(view(f, "DV", "PM")->node, "state"), "draft");
	assert_string_equal(node_get(view(f, "DV", "PM")->node, "decision"), "1");
	assert_int_equal(view(f, "DV", "PM")->in.act_count, 0);
}

static void level_5_is_approved_by_both_and_dated_by_the_list(void **state)
{
	struct fixture *f = *state;

	make_system(f, "DV", "QG", 5);
	assert_int_equal(start(f, "DV", "QG", "operating"), OK);
	whole_dossier(f, "DV", "QG");
	do_act(f, "DV", "QG", "submit", "2026-11-02");
	sign_in(f, "reviewer", APP_WRITE);
	assert_int_equal(act_by(f, "DV", "QG", "complete", "2026-11-03", NULL), FAIL_INVALID);
	do_act(f, "DV", "QG", "opinion", "2026-11-03");
	do_act(f, "DV", "QG", "complete", "2026-11-03");
	do_act(f, "DV", "QG", "appraise", "2026-11-04");
	sign_in(f, "approver", APP_WRITE);
	do_act(f, "DV", "QG", "approve-list", "2026-11-05");
	assert_null(system_has(f, "DV", "QG", "approved-level"));
	do_act(f, "DV", "QG", "approve-measures", "2026-11-09");
	assert_string_equal(system_has(f, "DV", "QG", "approved-level"), "5");
	assert_string_equal(system_has(f, "DV", "QG", "approval-date"), "2026-11-05");
	assert_string_equal(system_has(f, "DV", "QG", "approval-by"), "Thủ tướng Chính phủ");
}

static void a_proposal_needs_a_decision(void **state)
{
	struct fixture *f = *state;

	put(f, "system", (struct place){ .agency = "DV", .key = { "KHONG" } }, VALUES("name", "Chưa có cấp độ"));
	assert_int_equal(start(f, "DV", "KHONG", "operating"), FAIL_INVALID);
	assert_int_equal(start(f, "DV", "PM", "both"), FAIL_INVALID);
	assert_int_equal(act_by(f, "DV", "PM", "submit", NULL, NULL), FAIL_NOT_FOUND);
}

/* ---- refused: nothing changes ---------------------------------------------------------------- */

static void a_refused_act_leaves_no_trace_in_the_records(void **state)
{
	struct fixture *f = *state;
	int64_t rows;

	assert_int_equal(start(f, "DV", "PM", "operating"), OK);
	rows = audit_rows(f);
	assert_int_equal(act_by(f, "DV", "PM", "submit", "2026-11-02", NULL), FAIL_INVALID);
	assert_non_null(strstr(f->err.text, "dossier-overview"));
	whole_dossier(f, "DV", "PM");
	assert_int_equal(act_by(f, "DV", "PM", "submit", "2026-11-23", NULL), FAIL_INVALID);
	assert_int_equal(act_by(f, "DV", "PM", "submit", "2026-11-31", NULL), FAIL_INVALID);
	assert_int_equal(act_by(f, "DV", "PM", "sign", NULL, NULL), FAIL_INVALID);
	assert_int_equal(view(f, "DV", "PM")->in.act_count, 0);
	assert_int_equal(audit_rows(f), rows + 4);      /* the four documents */
	do_act(f, "DV", "PM", "submit", "2026-11-02");
	assert_int_equal(audit_rows(f), rows + 6);      /* the act, the state */
}

static void an_approval_that_a_gate_holds_changes_neither_proposal_nor_system(void **state)
{
	struct fixture *f = *state;

	appraised(f, "DV", "PM");
	sign_in(f, "an", APP_WRITE);
	put(f, "system", (struct place){ .agency = "DV", .key = { "PM" } }, VALUES("regulation-date", "2026-11-10"));
	sign_in(f, "approver", APP_WRITE);
	assert_int_equal(act_by(f, "DV", "PM", "approve", "2026-11-09", NULL), FAIL_INVALID);
	assert_non_null(strstr(f->err.text, "khoản 7 Điều 9"));
	assert_int_equal(view(f, "DV", "PM")->in.act_count, 3);
	assert_null(system_has(f, "DV", "PM", "approved-level"));
	do_act(f, "DV", "PM", "approve", "2026-11-10");
}

static void acts_stay_and_a_submitted_dossier_is_closed(void **state)
{
	struct fixture *f = *state;
	struct place place = { .agency = "DV", .system = "PM", .key = { "1" } };
	const struct value note[] = { { "note", "sửa" } };
	const struct value kind[] = { { "kind", "new" } };

	assert_int_equal(start(f, "DV", "PM", "operating"), OK);
	assert_int_equal(dossier(f, "DV", "PM", "dossier-design-new"), FAIL_INVALID);
	assert_int_equal(dossier(f, "DV", "PM", "dossier-approval-appraisal"), FAIL_INVALID);
	whole_dossier(f, "DV", "PM");
	do_act(f, "DV", "PM", "submit", "2026-11-02");
	assert_int_equal(dossier(f, "DV", "PM", "dossier-overview"), FAIL_INVALID);
	assert_int_equal(app_put(NULL, f->app, model_shape("proposal"), &place, kind, 1, false, f->arena, NULL),
	    FAIL_INVALID);
	assert_int_equal(app_remove(f->app, model_shape("proposal"), &place, true, NULL), FAIL_INVALID);
	place.key[0] = "dossier-overview";
	assert_int_equal(app_remove(f->app, model_shape("document"), &place, false, NULL), FAIL_INVALID);
	sign_in(f, "reviewer", APP_WRITE);
	place.key[0] = "1";
	assert_int_equal(app_remove(f->app, model_shape("act"), &place, true, NULL), FAIL_INVALID);
	assert_true(app_put(NULL, f->app, model_shape("act"), &place, note, 1, false, f->arena, NULL) < 0);
	do_act(f, "DV", "PM", "incomplete", "2026-11-03");
	sign_in(f, "an", APP_WRITE);
	assert_int_equal(dossier(f, "DV", "PM", "dossier-overview"), OK);
	do_act(f, "DV", "PM", "submit", "2026-11-04");
}

static void a_draft_without_acts_can_be_removed(void **state)
{
	struct fixture *f = *state;
	const struct place place = { .agency = "DV", .system = "PM", .key = { "1" } };

	assert_int_equal(start(f, "DV", "PM", "operating"), OK);
	whole_dossier(f, "DV", "PM");
	MUST(app_remove(f->app, model_shape("proposal"), &place, true, e));
	assert_int_equal(start(f, "DV", "PM", "new"), OK);
	assert_string_equal(node_get(view(f, "DV", "PM")->node, "number"), "1");
}

/* ---- rights ---------------------------------------------------------------------------------- */

/* Every act by every role: with the right it is refused at most for its order. */
static void every_act_is_refused_to_the_roles_without_the_right(void **state)
{
	static const struct { const char *step, *may; } acts[] = {
		{ "submit", "an assessor dv-assessor" },
		{ "incomplete", "reviewer so-reviewer" }, { "complete", "reviewer so-reviewer" },
		{ "opinion", "reviewer so-reviewer" }, { "appraise", "reviewer so-reviewer" },
		{ "report", "reviewer so-reviewer" },
		{ "approve", "approver so-approver" }, { "approve-measures", "approver so-approver" },
		{ "approve-list", "approver so-approver" }, { "refuse", "approver so-approver" },
	};
	static const char *const people[] = { "an", "assessor", "dv-assessor", "head", "reviewer", "so-reviewer",
		"approver", "so-approver", "viewer" };
	struct fixture *f = *state;

	assert_int_equal(start(f, "DV", "PM", "operating"), OK);
	for (size_t i = 0; i < COUNT(people); i++) {
		sign_in(f, people[i], APP_WRITE);
		for (size_t j = 0; j < COUNT(acts); j++) {
			const char *found = strstr(acts[j].may, people[i]);
			bool may = found && (found == acts[j].may || found[-1] == ' ');
			int64_t rows = audit_rows(f);
			int rc = act_by(f, "DV", "PM", acts[j].step, "2026-11-02", NULL);

			if (rc != (may ? FAIL_INVALID : FAIL_DENIED))
				fail_msg("%s, %s: %d, %s", people[i], acts[j].step, rc, f->err.text);
			assert_int_equal(audit_rows(f), may ? rows : rows + 1);
		}
	}
}

static void who_may_edit_may_begin_a_proposal(void **state)
{
	static const struct { const char *person; int rc; } cases[] = {
		{ "head", FAIL_DENIED }, { "reviewer", FAIL_DENIED }, { "approver", FAIL_DENIED },
		{ "viewer", FAIL_DENIED }, { "so-reviewer", FAIL_DENIED }, { "dv-assessor", OK },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		sign_in(f, cases[i].person, APP_WRITE);
		assert_int_equal(start(f, "DV", "PM", "operating"), cases[i].rc);
	}
	assert_int_equal(start(f, "DT", "DT1", "operating"), FAIL_DENIED);
}

/* The operator's own people neither appraise nor approve, also when the system is another agency's. */
static void nobody_judges_what_his_own_agency_operates(void **state)
{
	struct fixture *f = *state;
	int64_t rows;

	put(f, "system", (struct place){ .agency = "DV", .key = { "PM" } }, VALUES("operator-agency", "SO"));
	assert_int_equal(start(f, "DV", "PM", "operating"), OK);
	whole_dossier(f, "DV", "PM");
	do_act(f, "DV", "PM", "submit", "2026-11-02");
	sign_in(f, "so-reviewer", APP_WRITE);
	do_act(f, "DV", "PM", "complete", "2026-11-03");
	rows = audit_rows(f);
	assert_int_equal(act_by(f, "DV", "PM", "appraise", "2026-11-04", "council"), FAIL_DENIED);
	assert_int_equal(audit_rows(f), rows + 1);
	sign_in(f, "reviewer", APP_WRITE);
	do_act(f, "DV", "PM", "appraise", "2026-11-04");
	sign_in(f, "so-approver", APP_WRITE);
	assert_int_equal(act_by(f, "DV", "PM", "approve", "2026-11-04", NULL), FAIL_DENIED);
	assert_int_equal(act_by(f, "DV", "PM", "refuse", "2026-11-04", NULL), FAIL_DENIED);
	assert_int_equal(audit_rows(f), rows + 5);      /* appraisal and state, three refusals */
	sign_in(f, "approver", APP_WRITE);
	do_act(f, "DV", "PM", "approve", "2026-11-04");
}

static void the_department_lets_others_appraise_its_own_system(void **state)
{
	struct fixture *f = *state;

	put(f, "setting", (struct place){ .key = { "department" } }, VALUES("value", "SO"));
	assert_int_equal(start(f, "SO", "S1", "operating"), OK);
	whole_dossier(f, "SO", "S1");
	do_act(f, "SO", "S1", "submit", "2026-11-02");
	sign_in(f, "reviewer", APP_WRITE);
	do_act(f, "SO", "S1", "complete", "2026-11-03");
	assert_int_equal(view(f, "SO", "S1")->in.self_operated, YES);
	assert_int_equal(act_by(f, "SO", "S1", "appraise", "2026-11-04", NULL), FAIL_INVALID);
	assert_int_equal(act_by(f, "SO", "S1", "appraise", "2026-11-04", "specialised-unit"), FAIL_INVALID);
	assert_non_null(strstr(f->err.text, "Điều 6"));
	assert_int_equal(act_by(f, "SO", "S1", "appraise", "2026-11-04", "assigned-unit"), OK);
	appraised(f, "DV", "PM");
	assert_int_equal(view(f, "DV", "PM")->in.self_operated, NO);
}

static void a_setting_that_names_no_agency_is_refused(void **state)
{
	struct fixture *f = *state;
	const struct place place = { .key = { "department" } };
	const struct value value[] = { { "value", "KHONG" } };

	assert_int_equal(app_put(NULL, f->app, model_shape("setting"), &place, value, 1, false, f->arena, NULL),
	    FAIL_NOT_FOUND);
}

/* ---- two regulations ------------------------------------------------------------------------- */

/* Says that the level must be set again and decides it under the regulation that then counts. */
static void redetermined(struct fixture *f, const char *agency, const char *system, int level)
{
	put(f, "system", (struct place){ .agency = agency, .key = { system } },
	    VALUES("redetermine", "yes", "redetermine-reason", "Mở rộng"));
	fact(f, agency, system, "prime-minister-level", "none");
	fact(f, agency, system, "risk-level", "none");
	MUST(app_level_decide(NULL, f->app, agency, system, level, "dữ liệu mẫu", f->arena, e));
}

static void an_approved_level_is_kept_until_it_must_be_set_again(void **state)
{
	struct fixture *f = *state;

	appraised(f, "DV", "PM");
	sign_in(f, "approver", APP_WRITE);
	do_act(f, "DV", "PM", "approve", "2026-11-06");
	assert_string_equal(system_has(f, "DV", "PM", "approval-basis"), "nd85-2016");
	sign_in(f, "an", APP_WRITE);
	assert_int_equal(start(f, "DV", "PM", "operating"), FAIL_INVALID);
	assert_non_null(strstr(f->err.text, "redetermine=yes"));
	/* said, but not decided under the newer regulation yet */
	put(f, "system", (struct place){ .agency = "DV", .key = { "PM" } },
	    VALUES("redetermine", "yes", "redetermine-reason", "Mở rộng"));
	assert_int_equal(start(f, "DV", "PM", "operating"), FAIL_INVALID);
	assert_non_null(strstr(f->err.text, "T7"));
	assert_non_null(strstr(f->err.text, "nd331-2026"));
	redetermined(f, "DV", "PM", 2);
	assert_int_equal(start(f, "DV", "PM", "operating"), OK);
	assert_string_equal(node_get(view(f, "DV", "PM")->node, "pack"), "nd331-2026");
}

static void a_new_approval_names_its_regulation_and_ends_the_redetermination(void **state)
{
	struct fixture *f = *state;

	appraised(f, "DV", "PM");
	sign_in(f, "approver", APP_WRITE);
	do_act(f, "DV", "PM", "approve", "2026-11-06");
	sign_in(f, "an", APP_WRITE);
	redetermined(f, "DV", "PM", 3);
	appraised_from(f, "DV", "PM", "2026-11-09");
	sign_in(f, "approver", APP_WRITE);
	do_act(f, "DV", "PM", "approve", "2026-11-12");
	assert_string_equal(system_has(f, "DV", "PM", "approved-level"), "3");
	assert_string_equal(system_has(f, "DV", "PM", "approval-basis"), "nd331-2026");
	assert_null(system_has(f, "DV", "PM", "redetermine"));
	assert_null(system_has(f, "DV", "PM", "redetermine-reason"));
}

static void a_decision_of_the_other_regulation_begins_no_proposal(void **state)
{
	struct fixture *f = *state;

	sign_in(f, "an", APP_WRITE);
	put(f, "system", (struct place){ .agency = "DV", .key = { "PM" } },
	    VALUES("in-build", "no", "in-operation-since", "2020-01-01"));
	assert_int_equal(start(f, "DV", "PM", "operating"), FAIL_INVALID);
	assert_non_null(strstr(f->err.text, "T3"));
	/* what cannot be told holds nobody up */
	put(f, "system", (struct place){ .agency = "DV", .key = { "PM" } },
	    VALUES("in-build", "", "in-operation-since", ""));
	assert_int_equal(start(f, "DV", "PM", "operating"), OK);
}

/* One that is not here may be a newer one from elsewhere. */
static void an_approval_rests_on_a_regulation_or_on_what_is_not_here(void **state)
{
	static const struct {
		const char *basis;
		int rc;
	} cases[] = { { "nd85-2016", OK }, { "nd331-2026", OK }, { "nd999-2031", OK }, { "tt12-2022", FAIL_INVALID },
		{ "rules-1", FAIL_INVALID }, { "nd 85", FAIL_INVALID } };
	const struct place place = { .agency = "DV", .key = { "PM" } };
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct value value[] = { { "approval-basis", cases[i].basis } };

		assert_int_equal(app_put(NULL, f->app, model_shape("system"), &place, value, 1, false, f->arena,
		    &f->err), cases[i].rc);
	}
}

/* The approved level stays its own, whichever way it went. */
static void a_listed_system_of_level_3_is_approved_by_owner_and_prime_minister(void **state)
{
	struct fixture *f = *state;

	sign_in(f, "an", APP_WRITE);
	put(f, "system", (struct place){ .agency = "DT", .key = { "DT1" } },
	    VALUES("in-build", "no", "in-operation-since", "2020-01-01", "security-list", "listed"));
	fact(f, "DT", "DT1", "prime-minister-level", "none");
	fact(f, "DT", "DT1", "risk-level", "none");
	MUST(app_level_decide(NULL, f->app, "DT", "DT1", 3, "dữ liệu mẫu", f->arena, e));
	assert_int_equal(start(f, "DT", "DT1", "operating"), OK);
	whole_dossier(f, "DT", "DT1");
	assert_int_equal(act_by(f, "DT", "DT1", "submit", "2026-11-02", NULL), FAIL_INVALID);
	assert_int_equal(dossier(f, "DT", "DT1", "dossier-risk-report"), OK);
	do_act(f, "DT", "DT1", "submit", "2026-11-02");
	sign_in(f, "reviewer", APP_WRITE);
	do_act(f, "DT", "DT1", "opinion", "2026-11-03");
	do_act(f, "DT", "DT1", "complete", "2026-11-03");
	do_act(f, "DT", "DT1", "appraise", "2026-11-04");
	sign_in(f, "approver", APP_WRITE);
	assert_int_equal(act_by(f, "DT", "DT1", "approve", "2026-11-05", NULL), FAIL_INVALID);
	do_act(f, "DT", "DT1", "approve-measures", "2026-11-05");
	assert_null(system_has(f, "DT", "DT1", "approved-level"));
	do_act(f, "DT", "DT1", "approve-list", "2026-11-06");
	assert_string_equal(system_has(f, "DT", "DT1", "approved-level"), "3");
	assert_int_equal(view(f, "DT", "DT1")->in.level, 5);
	assert_int_equal(view(f, "DT", "DT1")->in.own_level, 3);
	/* taken off the list afterwards, what was approved stays approved */
	sign_in(f, "an", APP_WRITE);
	put(f, "system", (struct place){ .agency = "DT", .key = { "DT1" } }, VALUES("security-list", "no"));
	assert_int_equal(view(f, "DT", "DT1")->flow.state, PROPOSAL_APPROVED);
}

/* ---- the list -------------------------------------------------------------------------------- */

static void the_list_begins_with_what_is_due_first(void **state)
{
	struct fixture *f = *state;
	struct proposal_row *row;
	size_t count;

	assert_int_equal(start(f, "SO", "S1", "operating"), OK);
	assert_int_equal(start(f, "DT", "DT1", "operating"), OK);
	whole_dossier(f, "DT", "DT1");
	do_act(f, "DT", "DT1", "submit", "2026-11-02");
	sign_in(f, "reviewer", APP_WRITE);
	do_act(f, "DT", "DT1", "complete", "2026-11-09");
	appraised(f, "DV", "PM");
	MUST(app_proposals(&row, &count, f->app, NULL, f->arena, e));
	assert_int_equal(count, 3);
	/* level 2, complete on Tue 3: Wed 4 (1) to Fri 6 (3), Mon 9 (4), 10, 11, Thu 12 (7); today is the 22nd */
	assert_string_equal(row[0].system, "PM");
	assert_int_equal(row[0].due, day_from_ymd(2026, 11, 12));
	assert_int_equal(row[0].days_left, -10);
	assert_string_equal(row[0].next->id, "step-approval-1-2");
	assert_string_equal(row[0].by[0], "specialised-unit");
	/* level 3: 9 + 15 = 24 */
	assert_string_equal(row[1].system, "DT1");
	assert_int_equal(row[1].due, day_from_ymd(2026, 11, 24));
	assert_int_equal(row[1].days_left, 2);
	assert_string_equal(row[2].system, "S1");
	assert_false(row[2].clock);
	sign_in(f, "dv-assessor", APP_READ);
	MUST(app_proposals(&row, &count, f->app, NULL, f->arena, e));
	assert_int_equal(count, 1);
	assert_int_equal(app_proposals(&row, &count, f->app, "DT", f->arena, &f->err), FAIL_DENIED);
}

static void an_earlier_proposal_is_found_by_its_number(void **state)
{
	struct fixture *f = *state;
	struct proposal_view *first;

	appraised(f, "DV", "PM");
	sign_in(f, "approver", APP_WRITE);
	do_act(f, "DV", "PM", "approve", "2026-11-06");
	sign_in(f, "an", APP_WRITE);
	redetermined(f, "DV", "PM", 2);
	assert_int_equal(start(f, "DV", "PM", "operating"), OK);
	MUST(app_proposal(&first, f->app, "DV", "PM", 1, f->arena, e));
	assert_int_equal(first->flow.state, PROPOSAL_APPROVED);
	assert_int_equal(app_proposal(&first, f->app, "DV", "PM", 3, f->arena, &f->err), FAIL_NOT_FOUND);
	/* the level that was approved stays until the new one is */
	assert_string_equal(system_has(f, "DV", "PM", "approved-level"), "2");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_approval_gives_the_system_its_level_number_date_and_body),
		TEST(a_refusal_leaves_the_system_as_it_was_and_the_next_proposal_has_the_next_number),
		TEST(level_5_is_approved_by_both_and_dated_by_the_list),
		TEST(a_proposal_needs_a_decision),
		TEST(a_refused_act_leaves_no_trace_in_the_records),
		TEST(an_approval_that_a_gate_holds_changes_neither_proposal_nor_system),
		TEST(acts_stay_and_a_submitted_dossier_is_closed),
		TEST(a_draft_without_acts_can_be_removed),
		TEST(every_act_is_refused_to_the_roles_without_the_right),
		TEST(who_may_edit_may_begin_a_proposal),
		TEST(nobody_judges_what_his_own_agency_operates),
		TEST(the_department_lets_others_appraise_its_own_system),
		TEST(a_setting_that_names_no_agency_is_refused),
		TEST(the_list_begins_with_what_is_due_first),
		TEST(an_earlier_proposal_is_found_by_its_number),
		TEST(an_approved_level_is_kept_until_it_must_be_set_again),
		TEST(a_new_approval_names_its_regulation_and_ends_the_redetermination),
		TEST(a_decision_of_the_other_regulation_begins_no_proposal),
		TEST(an_approval_rests_on_a_regulation_or_on_what_is_not_here),
		TEST(a_listed_system_of_level_3_is_approved_by_owner_and_prime_minister),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
