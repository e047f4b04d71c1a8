/*
 * The use cases: what is typed is kept, what is wrong is refused and changes nothing, results follow.
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

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	struct app *app;
};

#define MUST(call) \
	do { \
		struct err must_err = { 0 }; \
		struct err *e = &must_err; \
		if ((call) < 0) \
			fail_msg("%s: %s", #call, must_err.text); \
	} while (0)

static struct app_options options(struct fixture *f, enum app_mode mode, const char *person)
{
	return (struct app_options){ .path = scratch_path(&f->scratch, "a.db"), .person = person, .mode = mode,
		.today = day_from_ymd(2026, 11, 22) };
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct app_options o;

	scratch_make(&f->scratch);
	f->arena = arena_new();
	o = options(f, APP_CREATE, "an");
	MUST(app_open(&f->app, &o, e));
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

static void put(struct fixture *f, const char *shape, struct place place, const char *field, const char *text)
{
	const struct value value[] = { { field, text } };

	MUST(app_put(NULL, f->app, model_shape(shape), &place, value, 1, false, f->arena, e));
}

static void fact(struct fixture *f, const char *id, const char *value)
{
	MUST(app_fact(f->app, NULL, "PM", NULL, id, value, NULL, e));
}

/* An agency with one internal system of level 2. */
static void make_system(struct fixture *f)
{
	put(f, "agency", (struct place){ .key = { "SM" } }, "name", "Sở Mẫu");
	put(f, "system", (struct place){ .key = { "PM" } }, "name", "Phần mềm nội bộ");
	put(f, "system", (struct place){ .key = { "PM" } }, "in-build", "yes");
	fact(f, "function", "internal");
	fact(f, "info", "public private");
	fact(f, "defence-security", "no");
	fact(f, "national-egov", "no");
	fact(f, "national-data-store", "no");
	fact(f, "prime-minister-decision", "no");
}

static void start(struct fixture *f)
{
	make_system(f);
	MUST(app_level_decide(NULL, f->app, NULL, "PM", 0, NULL, f->arena, e));
	MUST(app_assess_start(NULL, f->app, NULL, "PM", "2026", f->arena, e));
}

static int finding(struct fixture *f, const char *requirement, const char *asset, const char *status,
    const char *reason, struct err *err)
{
	const struct value value[] = { { "status", status }, { "reason", reason } };

	return app_finding(f->app, NULL, "PM", "2026", requirement, asset, value, reason ? 2 : 1, err);
}

static struct assessment_view *view(struct fixture *f)
{
	struct system_view *system;

	MUST(app_view_system(&system, f->app, NULL, "PM", f->arena, e));
	return view_assessment(system, "2026");
}

static const struct node *item(struct assessment_view *assessment, const char *requirement)
{
	const struct node *node = node_find(assessment->node, "item", "requirement", requirement);

	assert_non_null(node);
	return node;
}

static void an_uncertain_level_cannot_be_decided(void **state)
{
	struct fixture *f = *state;
	struct err err;

	put(f, "agency", (struct place){ .key = { "SM" } }, "name", "Sở Mẫu");
	put(f, "system", (struct place){ .key = { "PM" } }, "name", "Phần mềm nội bộ");
	put(f, "system", (struct place){ .key = { "PM" } }, "in-build", "yes");
	fact(f, "function", "internal");
	assert_int_equal(app_level_decide(NULL, f->app, NULL, "PM", 0, NULL, f->arena, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "info"));
}

static void the_decision_keeps_every_criterion_and_fact(void **state)
{
	struct fixture *f = *state;
	struct system_view *system;
	struct node *decision;

	make_system(f);
	MUST(app_level_decide(&decision, f->app, NULL, "PM", 0, NULL, f->arena, e));
	assert_string_equal(node_get(decision, "level"), "2");
	MUST(app_view_system(&system, f->app, NULL, "PM", f->arena, e));
	decision = node_first(system->node, "decision");
	assert_int_equal(node_count(decision, "decision-criterion"), system->level->pack->criterion_count);
	assert_int_equal(node_count(decision, "decision-fact"), 6);
	assert_string_equal(node_get(node_find(decision, "decision-criterion", "criterion", "8.1"), "met"), "yes");
	assert_string_equal(node_get(system->node, "proposed-level"), "2");
	assert_non_null(node_get(decision, "statement"));
}

static void another_level_needs_a_reason(void **state)
{
	struct fixture *f = *state;
	struct err err;

	make_system(f);
	assert_int_equal(app_level_decide(NULL, f->app, NULL, "PM", 1, NULL, f->arena, &err), FAIL_INVALID);
	MUST(app_level_decide(NULL, f->app, NULL, "PM", 3, "nhiều hệ thống khác phụ thuộc", f->arena, e));
}

static void the_level_of_a_system_is_the_highest_of_its_components(void **state)
{
	struct fixture *f = *state;
	struct level_view *level;

	make_system(f);
	put(f, "component", (struct place){ .system = "PM", .key = { "C1" } }, "name", "Phần nội bộ");
	put(f, "component", (struct place){ .system = "PM", .key = { "C2" } }, "name", "Cổng cho người dân");
	MUST(app_fact(f->app, NULL, "PM", "C2", "function", "citizen-service", NULL, e));
	MUST(app_fact(f->app, NULL, "PM", "C2", "public-service-degree", "3", NULL, e));
	MUST(app_level(&level, f->app, NULL, "PM", f->arena, e));
	assert_int_equal(level->parts, 2);
	assert_int_equal(level->part[0].result.level, 2);
	assert_int_equal(level->part[1].result.level, 3);
	assert_int_equal(level->all.level, 3);
}

static void a_level_2_system_sees_its_46_items(void **state)
{
	struct fixture *f = *state;
	struct assessment_view *assessment;
	size_t general = 0;

	start(f);
	assessment = view(f);
	for (size_t i = 0; i < assessment->item_count; i++)
		general += assessment->item[i].item.requirement->general;
	assert_int_equal(assessment->item_count - general, 46);
	assert_null(node_get(node_first(assessment->node, "score"), "score"));
	assert_string_equal(node_get(node_first(assessment->node, "score"), "coverage"), "0");
}

static void findings_make_the_score(void **state)
{
	struct fixture *f = *state;
	const struct node *score;

	start(f);
	MUST(finding(f, "QL-1.1.1", NULL, "met", NULL, e));
	MUST(finding(f, "QL-1.1.2", NULL, "partial", NULL, e));
	MUST(finding(f, "QL-1.1.3", NULL, "unmet", NULL, e));
	MUST(finding(f, "QL-1.2.1", NULL, "n-a", "đã có đơn vị khác làm", e));
	score = node_first(view(f)->node, "score");
	/* (2 + 1 + 0) of (2 + 2 + 2) */
	assert_string_equal(node_get(score, "score"), "500");
	assert_string_equal(node_get(score, "assessed"), "3");
	assert_string_equal(node_get(score, "n-a"), "1");
}

static void not_applicable_needs_a_reason(void **state)
{
	struct fixture *f = *state;
	struct err err;

	start(f);
	assert_int_equal(finding(f, "QL-1.1.1", NULL, "n-a", NULL, &err), FAIL_INVALID);
	assert_string_equal(node_get(item(view(f), "QL-1.1.1"), "status"), "unassessed");
}

static void a_requirement_of_another_level_is_refused(void **state)
{
	struct fixture *f = *state;
	struct err err;

	start(f);
	assert_int_equal(finding(f, "TK-pam", NULL, "met", NULL, &err), FAIL_INVALID);
	assert_int_equal(finding(f, "QL-99", NULL, "met", NULL, &err), FAIL_INVALID);
}

static void an_asset_answers_only_for_its_own_kind(void **state)
{
	struct fixture *f = *state;
	const struct value asset[] = { { "kind", "server" }, { "name", "Máy chủ 1" } };
	const struct place place = { .system = "PM", .key = { "MC1" } };
	struct err err;

	start(f);
	MUST(app_put(NULL, f->app, model_shape("asset"), &place, asset, 2, true, f->arena, e));
	MUST(finding(f, "KT-2.1", "MC1", "met", NULL, e));
	assert_int_equal(finding(f, "KT-1.1", "MC1", "met", NULL, &err), FAIL_INVALID);
	assert_int_equal(finding(f, "KT-2.1", "MC9", "met", NULL, &err), FAIL_INVALID);
	assert_string_equal(node_get(item(view(f), "KT-2.1"), "status"), "met");
}

static void a_rating_goes_stale_when_a_finding_changes(void **state)
{
	struct fixture *f = *state;
	struct assessment_view *assessment;
	const struct node *risk;
	const struct value value[] = { { "likelihood", "4" }, { "impact", "4" }, { "reason", "đã gặp hai lần" } };

	start(f);
	MUST(app_rating(f->app, NULL, "PM", "2026", "a-malware", value, 3, e));
	risk = node_find(view(f)->node, "risk", "scenario", "a-malware");
	assert_string_equal(node_get(risk, "gross"), "16");
	assert_string_equal(node_get(risk, "stale"), "no");
	MUST(finding(f, "TK-antimalware", NULL, "unmet", NULL, e));
	assessment = view(f);
	risk = node_find(assessment->node, "risk", "scenario", "a-malware");
	assert_string_equal(node_get(risk, "stale"), "yes");
	MUST(app_rating(f->app, NULL, "PM", "2026", "a-malware", value, 3, e));
	risk = node_find(view(f)->node, "risk", "scenario", "a-malware");
	assert_string_equal(node_get(risk, "stale"), "no");
}

static void an_override_needs_a_reason(void **state)
{
	struct fixture *f = *state;
	const struct value value[] = { { "likelihood", "4" } };
	struct err err;

	start(f);
	assert_int_equal(app_rating(f->app, NULL, "PM", "2026", "a-malware", value, 1, &err), FAIL_INVALID);
}

static void an_accepted_risk_reopens_when_it_changes(void **state)
{
	struct fixture *f = *state;
	const struct value value[] = { { "likelihood", "2" }, { "impact", "3" }, { "reason", "ít dữ liệu" } };
	const struct value worse[] = { { "likelihood", "5" }, { "reason", "bị quét liên tục" } };
	const struct node *risk;
	struct err err;

	start(f);
	assert_int_equal(app_accept_risk(f->app, NULL, "PM", "2026", "a-malware", "Giám đốc", "2026-12-31", "chi phí",
	    &err), FAIL_INVALID);
	MUST(app_rating(f->app, NULL, "PM", "2026", "a-malware", value, 3, e));
	MUST(app_accept_risk(f->app, NULL, "PM", "2026", "a-malware", "Giám đốc", "2026-12-31", "chi phí", e));
	risk = node_find(view(f)->node, "risk", "scenario", "a-malware");
	assert_string_equal(node_get(risk, "acceptance"), "accepted");
	MUST(app_rating(f->app, NULL, "PM", "2026", "a-malware", worse, 2, e));
	risk = node_find(view(f)->node, "risk", "scenario", "a-malware");
	assert_string_equal(node_get(risk, "acceptance"), "reopened");
}

static void an_action_for_all_assets_is_paid_once(void **state)
{
	struct fixture *f = *state;
	const struct place place = { .system = "PM", .key = { "V1" } };
	const struct value action[] = { { "title", "Mua thiết bị" }, { "state", "open" }, { "owner", "An" },
		{ "due", "2026-12-31" }, { "cost", "100" }, { "requirement", "KT-2.2" } };
	const struct value rating[] = { { "likelihood", "4" }, { "impact", "4" }, { "reason", "đã gặp" } };
	const char *const servers[] = { "mc1", "mc2", "mc3" };
	const struct node *gain;

	start(f);
	for (size_t i = 0; i < 3; i++) {
		const struct place at = { .system = "PM", .key = { servers[i] } };
		const struct value asset[] = { { "kind", "server" }, { "name", servers[i] } };

		MUST(app_put(NULL, f->app, model_shape("asset"), &at, asset, 2, true, f->arena, e));
		MUST(finding(f, "KT-2.2", servers[i], "unmet", NULL, e));
	}
	MUST(app_put(NULL, f->app, model_shape("action"), &place, action, 6, false, f->arena, e));
	MUST(app_rating(f->app, NULL, "PM", "2026", "a-ransomware", rating, 3, e));
	gain = node_find(view(f)->node, "gain", "requirement", "KT-2.2");
	assert_non_null(gain);
	assert_string_equal(node_get(gain, "cost"), "100");
}

static void an_action_plans_also_where_nobody_answered(void **state)
{
	struct fixture *f = *state;
	const struct place place = { .system = "PM", .key = { "V1" } };
	const struct place server = { .system = "PM", .key = { "MC1" } };
	const struct value asset[] = { { "kind", "server" }, { "name", "Máy chủ 1" } };
	const struct value action[] = { { "title", "Mua thiết bị" }, { "state", "open" }, { "owner", "An" },
		{ "due", "2026-12-31" }, { "requirement", "KT-2.2" }, { "asset", "MC1" } };

	start(f);
	MUST(app_put(NULL, f->app, model_shape("asset"), &server, asset, 2, true, f->arena, e));
	MUST(app_put(NULL, f->app, model_shape("action"), &place, action, 6, true, f->arena, e));
	for (size_t i = 0; i < view(f)->item_count; i++) {
		const struct item_state *state_of = &view(f)->item[i];

		if (strcmp(state_of->item.requirement->id, "KT-2.2") != 0)
			continue;
		assert_int_equal(state_of->status, UNASSESSED);
		assert_int_equal(state_of->target, MET);
	}
	MUST(finding(f, "KT-2.2", NULL, "unmet", NULL, e));
	assert_string_equal(node_get(item(view(f), "KT-2.2"), "status"), "unmet");
}

static void a_stricter_form_is_unknown_until_the_profile_is_known(void **state)
{
	struct fixture *f = *state;

	make_system(f);
	fact(f, "function", "infrastructure");
	fact(f, "infrastructure-scope", "sector-or-province");
	MUST(app_level_decide(NULL, f->app, NULL, "PM", 0, NULL, f->arena, e));
	MUST(app_assess_start(NULL, f->app, NULL, "PM", "2026", f->arena, e));
	assert_string_equal(node_get(item(view(f), "TK-ddos"), "strict"), "unknown");
	fact(f, "infrastructure-kind", "cloud");
	assert_string_equal(node_get(item(view(f), "TK-ddos"), "strict"), "yes");
	fact(f, "infrastructure-kind", "other");
	assert_string_equal(node_get(item(view(f), "TK-ddos"), "strict"), "no");
}

static void a_state_secret_stops_all_content(void **state)
{
	struct fixture *f = *state;
	const struct value asset[] = { { "kind", "server" }, { "name", "Máy chủ 1" } };
	const struct place place = { .system = "PM", .key = { "MC1" } };
	const struct place system = { .key = { "PM" } };
	const struct value purpose[] = { { "purpose", "nội dung mật" } };
	const struct place about = { .year = "2026", .key = { "SC1" } };
	const struct value incident[] = { { "title", "nội dung mật" }, { "grade", "normal" }, { "state", "open" },
		{ "detected", "2026-11-20T02:00:00Z" }, { "system", "PM" } };
	struct err err;

	make_system(f);
	MUST(app_fact(f->app, NULL, "PM", NULL, "info", "state-secret", "lời giải thích không được lưu", e));
	assert_int_equal(
	    app_put(NULL, f->app, model_shape("asset"), &place, asset, 2, true, f->arena, &err), FAIL_INVALID);
	assert_int_equal(app_put(NULL, f->app, model_shape("system"), &system, purpose, 1, false, f->arena, &err),
	    FAIL_INVALID);
	assert_int_equal(app_fact(f->app, NULL, "PM", NULL, "nonstop", "yes", "nội dung mật", &err), FAIL_INVALID);
	MUST(app_fact(f->app, NULL, "PM", NULL, "nonstop", "yes", NULL, e));
	put(f, "year", (struct place){ .key = { "2026" } }, "note", "năm");
	assert_int_equal(app_put(NULL, f->app, model_shape("incident"), &about, incident, 5, true, f->arena, &err),
	    FAIL_INVALID);
	/* taken back, work goes on */
	MUST(app_fact(f->app, NULL, "PM", NULL, "info", "public", NULL, e));
	MUST(app_put(NULL, f->app, model_shape("asset"), &place, asset, 2, true, f->arena, e));
}

static void writing_the_same_again_leaves_no_audit_row(void **state)
{
	struct fixture *f = *state;
	int64_t before, after;

	start(f);
	MUST(finding(f, "QL-1.1.1", NULL, "met", NULL, e));
	MUST(app_verify(f->app, &before, e));
	MUST(finding(f, "QL-1.1.1", NULL, "met", NULL, e));
	MUST(app_verify(f->app, &after, e));
	assert_int_equal(before, after);
}

static void an_assessor_of_one_agency_sees_no_other(void **state)
{
	struct fixture *f = *state;
	const struct value account[] = { { "role", "assessor" }, { "agency", "SM" }, { "name", "Bình" },
		{ "active", "yes" } };
	const struct place place = { .key = { "binh" } };
	const struct place theirs = { .agency = "SK", .key = { "HT" } };
	const struct value name[] = { { "name", "x" } };
	struct app_options o;
	struct node *first;
	struct err err;

	make_system(f);
	put(f, "agency", (struct place){ .key = { "SK" } }, "name", "Sở Khác");
	MUST(app_put(NULL, f->app, model_shape("account"), &place, account, 4, true, f->arena, e));
	app_close(f->app);
	f->app = NULL;
	o = options(f, APP_WRITE, "binh");
	MUST(app_open(&f->app, &o, e));
	MUST(app_list(&first, f->app, model_root(), &(struct place){ 0 }, f->arena, e));
	assert_string_equal(node_get(first, "code"), "SM");
	assert_null(first->next);
	assert_int_equal(
	    app_put(NULL, f->app, model_shape("system"), &theirs, name, 1, false, f->arena, &err), FAIL_DENIED);
	assert_int_equal(app_put(NULL, f->app, model_shape("account"), &place, account, 4, false, f->arena, &err),
	    FAIL_DENIED);
}

static void removing_keeps_what_it_held_in_the_audit_chain(void **state)
{
	struct fixture *f = *state;
	const struct place place = { .key = { "PM" } };
	struct err err;

	make_system(f);
	assert_int_equal(app_remove(f->app, model_shape("system"), &place, false, &err), FAIL_INVALID);
	MUST(app_remove(f->app, model_shape("system"), &place, true, e));
	MUST(app_verify(f->app, NULL, e));
}

static void a_signed_year_stays_signed(void **state)
{
	struct fixture *f = *state;
	struct node *year;
	const struct place place = { .key = { "2026" } };
	struct err err;

	make_system(f);
	put(f, "year", place, "capability", "đủ");
	MUST(app_sign(f->app, NULL, "2026", e));
	assert_int_equal(app_sign(f->app, NULL, "2026", &err), FAIL_INVALID);
	MUST(app_get(&year, f->app, model_shape("year"), &place, f->arena, e));
	assert_string_equal(node_get(year, "state"), "signed-off");
	assert_string_equal(node_get(year, "signed-by"), "an");
}

static void of_two_decisions_in_one_second_the_later_counts(void **state)
{
	struct fixture *f = *state;
	struct system_view *system;

	make_system(f);
	MUST(app_level_decide(NULL, f->app, NULL, "PM", 0, NULL, f->arena, e));
	MUST(app_level_decide(NULL, f->app, NULL, "PM", 3, "nhiều hệ thống phụ thuộc", f->arena, e));
	MUST(app_view_system(&system, f->app, NULL, "PM", f->arena, e));
	assert_string_equal(node_get(view_decision(system->node), "proposed"), "3");
	assert_int_equal(view_level(system->node), 3);
}

static void what_others_name_stays(void **state)
{
	struct fixture *f = *state;
	const struct value asset[] = { { "kind", "server" }, { "name", "Máy chủ 1" } };
	const struct value other[] = { { "kind", "application" } };
	const struct value incident[] = { { "title", "Thư lừa đảo" }, { "grade", "normal" },
		{ "state", "open" }, { "detected", "2026-11-20T02:00:00Z" }, { "system", "PM" } };
	const struct place place = { .system = "PM", .key = { "MC1" } };
	const struct place year = { .year = "2026", .key = { "SC1" } };
	const struct place system = { .key = { "PM" } };
	struct err err;

	start(f);
	MUST(app_put(NULL, f->app, model_shape("asset"), &place, asset, 2, true, f->arena, e));
	MUST(finding(f, "KT-2.1", "MC1", "met", NULL, e));
	assert_int_equal(app_remove(f->app, model_shape("asset"), &place, false, &err), FAIL_INVALID);
	assert_int_equal(app_put(NULL, f->app, model_shape("asset"), &place, other, 1, false, f->arena,
	    &err), FAIL_INVALID);
	put(f, "year", (struct place){ .key = { "2026" } }, "capability", "đủ");
	MUST(app_put(NULL, f->app, model_shape("incident"), &year, incident, 5, true, f->arena, e));
	assert_int_equal(app_remove(f->app, model_shape("system"), &system, true, &err), FAIL_INVALID);
	MUST(app_remove(f->app, model_shape("incident"), &year, false, e));
	MUST(app_remove(f->app, model_shape("system"), &system, true, e));
}

static void a_risk_is_not_accepted_until_a_day_gone_by(void **state)
{
	struct fixture *f = *state;
	const struct value value[] = { { "likelihood", "2" }, { "impact", "3" }, { "reason", "ít dữ liệu" } };
	struct err err;

	start(f);
	MUST(app_rating(f->app, NULL, "PM", "2026", "a-malware", value, 3, e));
	assert_int_equal(app_accept_risk(f->app, NULL, "PM", "2026", "a-malware", "Giám đốc",
	    "2020-01-01", "chi phí", &err), FAIL_INVALID);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(an_uncertain_level_cannot_be_decided),
		TEST(the_decision_keeps_every_criterion_and_fact),
		TEST(another_level_needs_a_reason),
		TEST(the_level_of_a_system_is_the_highest_of_its_components),
		TEST(a_level_2_system_sees_its_46_items),
		TEST(findings_make_the_score),
		TEST(not_applicable_needs_a_reason),
		TEST(a_requirement_of_another_level_is_refused),
		TEST(an_asset_answers_only_for_its_own_kind),
		TEST(a_rating_goes_stale_when_a_finding_changes),
		TEST(an_override_needs_a_reason),
		TEST(an_accepted_risk_reopens_when_it_changes),
		TEST(an_action_for_all_assets_is_paid_once),
		TEST(an_action_plans_also_where_nobody_answered),
		TEST(a_stricter_form_is_unknown_until_the_profile_is_known),
		TEST(a_state_secret_stops_all_content),
		TEST(writing_the_same_again_leaves_no_audit_row),
		TEST(an_assessor_of_one_agency_sees_no_other),
		TEST(removing_keeps_what_it_held_in_the_audit_chain),
		TEST(a_signed_year_stays_signed),
		TEST(of_two_decisions_in_one_second_the_later_counts),
		TEST(what_others_name_stays),
		TEST(a_risk_is_not_accepted_until_a_day_gone_by),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
