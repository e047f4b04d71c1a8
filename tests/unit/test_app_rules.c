/*
 * The consistency rules: each is silent about an agency in good order, and speaks when one thing is wrong.
 *
 * The agency is kept in a store and made ready once; a case looks at it anew, spoils it in memory by a few lines
 * and checks. "system:PM | proposed-level=1" sets a field (nothing after = takes it away), "+system:PM/plan:x | …"
 * adds a record, "-system:PM/plan" removes all of a kind.
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

static struct scratch scratch;
static struct app *app;

#define MUST(call) \
	do { \
		struct err must_err = { 0 }; \
		struct err *e = &must_err; \
		if ((call) < 0) \
			fail_msg("%s: %s", #call, must_err.text); \
	} while (0)

/* ---- spoiling ------------------------------------------------------------------------------- */

static bool has_key(const struct node *node, const char *key)
{
	for (size_t i = 0; i < node->shape->field_count; i++) {
		if ((node->shape->field[i].flags & KEY) && node->value[i] && strcmp(node->value[i], key) == 0)
			return true;
	}
	return false;
}

/* The record of one step "shape" or "shape:key" below another. */
static struct node *step_down(struct node *from, const char *step, struct arena *arena)
{
	const char *colon = strchr(step, ':');
	const char *shape = colon ? arena_copy_n(arena, step, (size_t)(colon - step)) : step;
	struct node *node = node_first(from, shape);

	while (node && colon && !has_key(node, colon + 1))
		node = node->next;
	if (!node)
		fail_msg("no '%s' below %s", step, from->shape->name);
	return node;
}

/* Follows all steps but the last, which is left in *last. */
static struct node *follow(struct node *root, char *path, char **last, struct arena *arena)
{
	char *slash;

	for (; (slash = strchr(path, '/')); path = slash + 1) {
		*slash = '\0';
		root = step_down(root, path, arena);
	}
	*last = path;
	return root;
}

static void set_fields(struct node *node, char *fields, struct arena *arena)
{
	while (fields) {
		char *next = strstr(fields, " | ");
		char *equals;

		if (next) {
			*next = '\0';
			next += 3;
		}
		equals = strchr(fields, '=');
		assert_non_null(equals);
		*equals = '\0';
		MUST(node_set(node, fields, equals + 1, arena, e));
		fields = next;
	}
}

static void add_below(struct node *parent, char *step, char *fields, struct arena *arena)
{
	char *colon = strchr(step, ':');
	struct node *node;

	if (colon)
		*colon++ = '\0';
	node = node_new(arena, model_shape(step), parent);
	for (size_t i = 0; colon && i < node->shape->field_count; i++) {
		if (node->shape->field[i].flags & KEY) {
			node->value[i] = colon;
			break;
		}
	}
	set_fields(node, fields, arena);
}

static void do_line(struct node *root, char *line, struct arena *arena)
{
	char *fields = strstr(line, " | ");
	char sign = *line == '+' || *line == '-' ? *line++ : '=';
	struct node *parent;
	char *last;

	if (fields) {
		*fields = '\0';
		fields += 3;
	}
	if (strcmp(line, "agency") == 0) {
		set_fields(root, fields, arena);
		return;
	}
	parent = follow(root, line, &last, arena);
	if (sign == '+')
		add_below(parent, last, fields, arena);
	else if (sign == '-')
		parent->children[shape_child(parent->shape, last)] = (struct node_list){ 0 };
	else
		set_fields(step_down(parent, last, arena), fields, arena);
}

static void spoil(struct node *root, const char *lines, struct arena *arena)
{
	while (*lines) {
		size_t length = strcspn(lines, "\n");

		do_line(root, arena_copy_n(arena, lines, length), arena);
		lines += length + (lines[length] == '\n');
	}
}

/* ---- an agency in good order ---------------------------------------------------------------- */

static const char *const owner =
    "owner-name=UBND tỉnh Mẫu | owner-regulation=Luật | owner-representative=A | owner-position=Chủ tịch | "
    "owner-address=Số 1 | owner-phone=1 | owner-email=a@mau.example | operator-name=Sở Mẫu | "
    "operator-regulation=QĐ 1 | operator-representative=B | operator-position=Giám đốc | operator-address=Số 2 | "
    "operator-phone=2 | operator-email=b@mau.example | scope=Sở | scale=10 máy | served=Cán bộ | "
    "logical-model=Hai vùng | physical-model=Một tủ";

/* What is decided and assessed is made by the program, see make_ready. */
static const char *const register_lines =
    "agency | name=Sở Mẫu | regulation=QĐ 1 | representative=B | position=Giám đốc | address=Số 2 | phone=2 | "
    "email=b@mau.example | owner=UBND tỉnh Mẫu | specialised-unit=Sở TT | officer=C | officer-phone=3 | "
    "officer-email=c@mau.example\n"
    "+year:2026 | capability=Tốt | forecast=Ít | consequences=Nhỏ | resources=Đủ | contractors=Công ty D\n"
    "+year:2026/readiness:NT | kind=contractor | name=Công ty D | contract=HĐ 1 | contact=4 | until=2027-12-31\n"
    "+year:2026/readiness:TB | kind=equipment | name=Ổ cứng\n"
    "+year:2026/exercise:DT | kind=exercise | state=held | title=Diễn tập | date=2026-05-01 | result=Đạt\n"
    "+year:2026/exercise:TH | kind=training | state=held | title=Tập huấn | date=2026-05-02 | result=Đạt\n"
    "+year:2026/exercise:TT | kind=awareness | state=held | title=Tuyên truyền | date=2026-05-03 | result=Đạt\n"
    "+year:2026/exercise:KH | kind=exercise | state=planned | title=Diễn tập 2 | date=2026-12-01\n"
    "+year:2026/incident:SC | system=PM | scenario=a-malware | grade=serious | state=closed | title=Mã độc | "
    "occurred=2026-06-01T01:00:00Z | detected=2026-06-01T02:00:00Z | reported=2026-06-06T02:00:00Z | "
    "closed=2026-06-07T02:00:00Z | reported-to=Chủ quản | cause=USB | handling=Gỡ | lesson=Cấm USB\n"
    "+year:2026/incident:SM | system=MM | scenario=a-malware | grade=serious | state=closed | title=Mã độc | "
    "detected=2026-09-10T02:00:30Z | reported=2026-09-11T02:00:30Z | detailed=2026-09-13T02:00:30Z | "
    "closed=2026-09-14T02:00:00Z | reported-to=Bộ Công an | cause=USB | handling=Gỡ | lesson=Cấm USB\n"
    "+system:PM | name=Phần mềm nội bộ | state=operating | in-operation-since=2020-01-01 | proposed-level=2 | "
    "approved-level=2 | approval-date=2024-03-01 | approval-number=5/QĐ | approval-by=Sở TT | "
    "approval-basis=nd85-2016 | regulation-date=2024-02-01 | regulation-number=1/QC | regulation-by=Sở Mẫu | "
    "regulation-followed=met | implementation-expected=2027-06-30\n"
    "+system:PM/zone:LAN | name=Nội bộ | ip-private=10.0.0.0/24\n"
    "+system:PM/asset:MC | kind=server | name=Máy chủ | location=Phòng máy | purpose=Ứng dụng | "
    "supported-until=2029-12-31\n"
    "+system:PM/asset:TM | kind=network-device | name=Tường lửa | location=Phòng máy | purpose=Ngăn cách | "
    "security-product=yes | in-use-since=2021-03-01\n"
    "+system:PM/asset:UD | kind=application | name=Phần mềm | host=MC | purpose=Văn bản\n"
    "+system:PM/asset:DL | kind=data-set | name=Dữ liệu\n"
    "+system:PM/asset:TR | kind=end-user-device | name=Máy trạm\n"
    "+system:PM/action:V1 | state=open | title=Sao lưu | requirement=KT-4.3 | owner=C | due=2026-12-31 | "
    "cost=1000 | source=Ngân sách | asset=DL\n"
    "+system:PM/action:V3 | state=open | title=Điều kiện | requirement=QL-1.7 | owner=C | due=2027-06-30 | asset=TM\n"
    "+system:PM/action:V2 | state=done | title=Quy chế | requirement=QL-1.1.1 | done=2026-02-01\n"
    "+system:QG | name=Nền tảng quốc gia | state=operating | in-operation-since=2022-01-01 | proposed-level=4 | "
    "in-build=yes | approval-expected=2026-12-31 | regulation-date=2024-02-01 | regulation-number=1/QC | "
    "regulation-by=Sở Mẫu | regulation-followed=met | security-list=candidate | security-criterion=16.1 | "
    "inspected=2026-03-01 | inspected-by=Trung tâm | inspection-report=BC 7 | implementation-expected=2027-06-30 | "
    "connected=Trục | attack-risk=Cao | public-effect=Rộng | continuity=24/7\n"
    "+system:QG/zone:DMZ | name=Biên | ip-public=203.0.113.0/28\n"
    "+system:QG/asset:MC | kind=server | name=Máy chủ | location=Trung tâm | purpose=Ứng dụng\n"
    "+system:QG/asset:TM | kind=network-device | name=Tường lửa | location=Trung tâm | purpose=Ngăn cách\n"
    "+system:QG/asset:UD | kind=application | name=Nền tảng | host=MC | purpose=Dùng chung\n"
    "+system:QG/asset:DL | kind=data-set | name=Dữ liệu\n"
    "+system:QG/asset:TR | kind=end-user-device | name=Máy trạm";

/* One approved under the newer regulation, one being built before the law, one that is only planned. */
static const char *const newer_lines =
    "+system:MM | name=Dịch vụ mới | state=operating | project-start=2026-07-15 | in-operation-since=2026-11-10 | "
    "proposed-level=2 | approved-level=2 | approval-date=2026-10-20 | approval-number=9/QĐ | approval-by=Sở TT | "
    "approval-basis=nd331-2026 | regulation-date=2026-10-01 | regulation-number=2/QC | regulation-by=Sở Mẫu | "
    "regulation-followed=met | readiness-assessed=2026-11-01 | readiness-report=BC 9\n"
    "+system:MM/zone:LAN | name=Nội bộ | ip-private=10.0.1.0/24\n"
    "+system:MM/asset:MC | kind=server | name=Máy chủ | location=Phòng máy | purpose=Ứng dụng\n"
    "+system:MM/asset:TM | kind=network-device | name=Tường lửa | location=Phòng máy | purpose=Ngăn cách\n"
    "+system:MM/asset:UD | kind=application | name=Phần mềm | host=MC | purpose=Văn bản\n"
    "+system:MM/asset:DL | kind=data-set | name=Dữ liệu\n"
    "+system:MM/asset:TR | kind=end-user-device | name=Máy trạm\n"
    "+system:XD | name=Đang xây | state=building | project-start=2026-01-10 | proposed-level=2 | "
    "approval-expected=2026-12-20 | implementation-expected=2027-06-30\n"
    "+system:DK | name=Sẽ làm | state=planned | project-start=2026-09-01 | approval-expected=2027-12-31";

/* What an agency's file would not bring, and what must be as the case wants it: added in memory. */
static const char *const base_lines =
    "year | state=submitted | signed-at=2026-11-20T02:00:00Z | signed-by=B | snapshot=1\n"
    "+comment:1 | kind=reject | state=answered | about=year | year=2026 | text=Sửa | reply=Đã sửa\n"
    "+comment:2 | kind=ask | state=open | about=year | year=2026 | text=Sao? | reply=Vậy\n"
    "+system:PM/proposal:1 | level=2 | state=approved | kind=operating | pack=nd85-2016\n"
    "+system:PM/proposal:1/document:dossier-overview | title=a\n"
    "+system:PM/proposal:1/document:dossier-design-operating | title=b\n"
    "+system:PM/proposal:1/document:dossier-grounds | title=c\n"
    "+system:PM/proposal:1/document:dossier-measures | title=d\n"
    "+system:PM/proposal:1/act:1 | step=appraise | result=suitable | date=2024-02-20 | document=3/TĐ | name=Sở TT\n"
    "+system:PM/proposal:1/act:2 | step=approve | date=2024-03-01 | document=5/QĐ | name=Sở TT\n"
    "+system:MM/proposal:1 | level=2 | state=approved | kind=operating | pack=nd331-2026\n"
    "+system:MM/proposal:1/document:dossier-overview | title=a\n"
    "+system:MM/proposal:1/document:dossier-design-operating | title=b\n"
    "+system:MM/proposal:1/document:dossier-grounds | title=c\n"
    "+system:MM/proposal:1/document:dossier-measures | title=d\n"
    "+system:MM/proposal:1/act:1 | step=appraise | result=suitable | date=2026-10-10 | document=8/TĐ | name=Sở TT\n"
    "+system:MM/proposal:1/act:2 | step=approve | date=2026-10-20 | document=9/QĐ | name=Sở TT\n"
    "+system:QG/proposal:1 | level=4 | state=appraising | kind=operating | pack=nd85-2016\n"
    "+system:QG/proposal:1/document:dossier-overview | title=a\n"
    "+system:QG/proposal:1/document:dossier-design-operating | title=b\n"
    "+system:QG/proposal:1/document:dossier-grounds | title=c\n"
    "+system:QG/proposal:1/document:dossier-measures | title=d\n"
    "+system:QG/proposal:1/document:dossier-opinion | title=e\n"
    "+system:QG/proposal:1/act:1 | step=opinion | date=2026-10-01 | document=1/YK | name=Sở TT\n"
    "system:PM/assessment/risk:a-malware | current-band=high | planned=yes | target=4 | current=12\n"
    "system:PM/assessment/risk:a-ransomware | acceptance=accepted";

/* Still in good order, with what the other lines have nothing of. */
static const char *const more_lines =
    "+system:CU | name=Cũ | state=retired\n"
    "year/obligation:incident-handling | status=met";

static void fact(const char *system, const char *id, const char *value)
{
	MUST(app_fact(app, "SM", system, NULL, id, value, NULL, e));
}

static const char *answer_of(const struct fact *question)
{
	return question->type == FACT_COUNT ? "0" : question->type == FACT_YESNO ? "no" : question->value[0].id;
}

/* Level, assessment of 2026, and every answer the checklist asks for. */
static void assess(const char *system, struct arena *arena)
{
	struct system_view *view;
	struct assessment_view *year;

	MUST(app_level_decide(NULL, app, "SM", system, 0, NULL, arena, e));
	MUST(app_assess_start(NULL, app, "SM", system, "2026", arena, e));
	MUST(app_view_system(&view, app, "SM", system, arena, e));
	year = view_assessment(view, "2026");
	for (size_t i = 0; i < year->requirements->fact_count; i++)
		fact(system, year->requirements->fact[i].id, answer_of(&year->requirements->fact[i]));
	for (size_t i = 0; i < year->item_count; i++) {
		const char *id = year->item[i].item.requirement->id;
		bool open = strcmp(id, "KT-4.3") == 0 && strcmp(system, "PM") == 0;
		bool no = strcmp(id, "QL-1.7") == 0;
		const struct value value[] = { { "status", open ? "partial" : no ? "n-a" : "met" },
			{ "measure", "Mua" }, { "person", "C" }, { "due", "2026-12-31" }, { "reason", "Không có" } };
		const struct value evidence[] = { { "name", "Văn bản" }, { "date", "2026-01-01" } };

		MUST(app_finding(app, "SM", system, "2026", id, NULL, value, no ? 5 : open ? 4 : 1, e));
		if (!open && !no)
			MUST(app_evidence(app, "SM", system, "2026", id, NULL, evidence, 2, NULL, false, e));
	}
	for (size_t i = 0; i < year->risk_count; i++) {
		const struct value value[] = { { "likelihood", "1" }, { "impact", "1" }, { "reason", "Ít" } };

		MUST(app_rating(app, "SM", system, "2026", year->risk[i].scenario->id, value, 3, e));
	}
}

static void put_all(const char *shape, struct place place, const char *const (*field)[2], size_t count)
{
	struct arena *arena = arena_new();
	struct value value[12];

	for (size_t i = 0; i < count; i++)
		value[i] = (struct value){ field[i][0], field[i][1] };
	MUST(app_put(NULL, app, model_shape(shape), &place, value, count, true, arena, e));
	arena_free(arena);
}

static void plan(const char *system)
{
	static const char *const fields[][2] = { { "criteria", "a" }, { "first-steps", "b" }, { "cause", "c" },
		{ "procedure", "d" }, { "coordination", "e" }, { "people", "f" }, { "equipment", "g" },
		{ "budget", "0" }, { "lead", "C" }, { "approved", "2026-02-01" }, { "document", "9/PA" } };

	put_all("plan", (struct place){ .agency = "SM", .system = system, .year = "2026", .key = { "a-malware" } },
	    fields, sizeof(fields) / sizeof(fields[0]));
}

static void obligations(struct arena *arena)
{
	const struct pack *pack = packs_find(app_packs(app), "obligations-1");

	(void)arena;
	for (size_t i = 0; i < pack->obligation_count; i++) {
		const char *id = pack->obligation[i].id;
		static const char *const met[][2] = { { "status", "met" }, { "evidence", "Công văn" },
			{ "cost", "1" } };
		static const char *const part[][2] = { { "status", "partial" }, { "measure", "Làm" },
			{ "person", "C" }, { "due", "2026-12-31" }, { "cost", "5" } };
		static const char *const none[][2] = { { "status", "n-a" }, { "reason", "Việc của Sở" } };
		struct place place = { .agency = "SM", .year = "2026", .key = { id } };

		if (strcmp(id, "monitoring") == 0)
			put_all("obligation", place, part, 5);
		else if (strcmp(id, "exercise-provincial") == 0)
			put_all("obligation", place, none, 2);
		else
			put_all("obligation", place, met, 3);
	}
}

static void facts_of_all(void)
{
	fact("PM", "function", "internal");
	fact("PM", "info", "public private");
	fact("PM", "defence-security", "no");
	fact("PM", "national-egov", "no");
	fact("PM", "national-data-store", "no");
	fact("PM", "prime-minister-decision", "no");
	fact("MM", "function", "internal");
	fact("MM", "info", "public private");
	fact("MM", "defence-security", "no");
	fact("MM", "national-egov", "no");
	fact("MM", "national-data-store", "no");
	fact("MM", "prime-minister-level", "none");
	fact("MM", "risk-level", "none");
	fact("QG", "function", "infrastructure");
	fact("QG", "info", "private");
	fact("QG", "defence-security", "no");
	fact("QG", "infrastructure-scope", "national");
	fact("QG", "nonstop", "yes");
	fact("QG", "national-egov", "yes");
	fact("QG", "national-data-store", "no");
	fact("QG", "prime-minister-decision", "no");
}

static int make_ready(void **state)
{
	struct app_options o = { .person = "an", .mode = APP_CREATE, .today = day_from_ymd(2026, 11, 22) };
	struct arena *arena = arena_new();
	struct node *agency = node_new(arena, model_root(), NULL);
	struct merge_counts counts;
	char *lines;

	(void)state;
	setenv("CAPDO_CLOCK", "2026-11-15T03:00:00Z", 1);
	scratch_make(&scratch);
	o.path = scratch_path(&scratch, "a.db");
	MUST(app_open(&app, &o, e));
	node_put(agency, "code", "SM");
	spoil(agency, register_lines, arena);
	spoil(agency, newer_lines, arena);
	for (int i = 0; i < 5; i++) {
		static const char *const systems[] = { "PM", "QG", "DK", "MM", "XD" };

		lines = arena_print(arena, "system:%s | %s", systems[i], owner);
		spoil(agency, lines, arena);
	}
	MUST(app_merge(&counts, app, agency, "test", false, e));
	facts_of_all();
	assess("PM", arena);
	assess("QG", arena);
	assess("MM", arena);
	plan("PM");
	plan("QG");
	plan("MM");
	obligations(arena);
	arena_free(arena);
	return 0;
}

static int put_away(void **state)
{
	(void)state;
	app_close(app);
	scratch_remove(&scratch);
	unsetenv("CAPDO_CLOCK");
	return 0;
}

/* ---- looking -------------------------------------------------------------------------------- */

static struct agency_view *look_by(
    struct app *by, const char *year, struct breach_list *list, const char *lines, struct arena *arena)
{
	struct agency_view *view;

	MUST(app_view_agency(&view, by, "SM", year, arena, e));
	spoil(view->node, base_lines, arena);
	if (lines)
		spoil(view->node, lines, arena);
	MUST(app_check_view(list, by, view, year, arena, e));
	return view;
}

static struct agency_view *look(struct breach_list *list, const char *lines, struct arena *arena)
{
	return look_by(app, "2026", list, lines, arena);
}

static const struct breach *breach_of(const struct breach_list *list, const char *rule)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->at[i].rule->id, rule) == 0)
			return &list->at[i];
	}
	return NULL;
}

static const struct pack *rules_pack(void)
{
	const struct pack *pack = packs_find(app_packs(app), "rules-1");

	assert_non_null(pack);
	return pack;
}

static bool is_in_tree(const struct node *tree, const struct node *node)
{
	if (tree == node)
		return true;
	for (size_t i = 0; i < tree->shape->child_count; i++) {
		for (const struct node *child = tree->children[i].first; child; child = child->next) {
			if (is_in_tree(child, node))
				return true;
		}
	}
	return false;
}

/* ---- cases ---------------------------------------------------------------------------------- */

static const struct {
	const char *rule, *lines;
} cases[] = {
#include "test_app_rules_cases.h"
};
enum { CASES = sizeof(cases) / sizeof(cases[0]) };

static void every_rule_is_silent_about_an_agency_in_good_order(void **state)
{
	struct arena *arena = arena_new();
	struct breach_list list;

	(void)state;
	look(&list, NULL, arena);
	for (size_t i = 0; i < list.count; i++)
		print_error("%s %s: %s\n", list.at[i].rule->id, list.at[i].where, list.at[i].text);
	assert_int_equal(list.count, 0);
	arena_free(arena);
}

static void every_rule_speaks_when_its_one_thing_is_wrong(void **state)
{
	size_t silent = 0;

	(void)state;
	for (size_t i = 0; i < CASES; i++) {
		struct arena *arena = arena_new();
		struct breach_list list;

		look(&list, cases[i].lines, arena);
		if (!breach_of(&list, cases[i].rule)) {
			print_error("%s is silent about: %s\n", cases[i].rule, cases[i].lines);
			silent++;
		}
		arena_free(arena);
	}
	assert_int_equal(silent, 0);
}

/* These need more than a spoiled record. */
static const char *const elsewhere[] = { "R-218", "R-421", "R-907" };

static bool has_case(const char *rule)
{
	for (size_t i = 0; i < CASES; i++) {
		if (strcmp(cases[i].rule, rule) == 0)
			return true;
	}
	for (size_t i = 0; i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++) {
		if (strcmp(rule, elsewhere[i]) == 0)
			return true;
	}
	return false;
}

static void content_of_a_state_secret_system_stops(void **state)
{
	struct arena *arena = arena_new();
	struct breach_list list;
	struct agency_view *view = look(&list, NULL, arena);
	const struct system_view *system = &view->system[0];

	(void)state;
	while (!node_is(system->node, "code", "PM"))
		system++;
	MUST(facts_set(system->level->part[0].facts, "info", "state-secret", e));
	MUST(app_check_view(&list, app, view, "2026", arena, e));
	assert_non_null(breach_of(&list, "R-218"));
	assert_true(breach_of(&list, "R-218")->rule->stops);
	spoil(view->node, "-system:PM/zone\n-system:PM/asset\n-system:PM/action\n-system:PM/assessment", arena);
	MUST(app_check_view(&list, app, view, "2026", arena, e));
	assert_null(breach_of(&list, "R-218"));
	arena_free(arena);
}

/* Owner, architecture, assessment, regulation: none of it may be entered, so nobody is asked for it, and the year can
 * be signed. */
static void a_state_secret_system_without_content_does_not_stop_the_year(void **state)
{
	static const char *const bare = "-system:PM/component\n-system:PM/zone\n-system:PM/asset\n-system:PM/action\n"
	    "-system:PM/assessment\n-system:PM/proposal\n"
	    "system:PM | owner-name= | owner-email= | operator-name= | scope= | served= | logical-model= | "
	    "regulation-number= | regulation-date= | regulation-followed= | in-operation-since=";
	struct arena *arena = arena_new();
	struct breach_list list;
	struct agency_view *view = look(&list, bare, arena);
	const struct system_view *system = &view->system[0];

	(void)state;
	while (!node_is(system->node, "code", "PM"))
		system++;
	assert_non_null(breach_of(&list, "R-201"));
	assert_non_null(breach_of(&list, "R-309"));
	assert_non_null(breach_of(&list, "R-401"));
	MUST(facts_set(system->level->part[0].facts, "info", "private state-secret", e));
	MUST(app_check_view(&list, app, view, "2026", arena, e));
	for (size_t i = 0; i < list.count; i++) {
		const struct breach *breach = &list.at[i];

		if (!breach->system || strcmp(breach->system, "PM") != 0)
			continue;
		/* that the answers have changed since the decision is right */
		if (strcmp(breach->rule->id, "R-307") != 0)
			fail_msg("%s: %s", breach->rule->id, breach->text);
	}
	arena_free(arena);
}

static void the_five_contents_of_the_older_circular_count_until_2021(void **state)
{
	static const char *const parts = "system:QG/assessment | situation=Tốt | progress=Xong | effect=Tốt";
	struct arena *arena = arena_new();
	struct breach_list list;
	struct agency_view *view = look(&list, "system:QG/assessment | year=2021", arena);

	(void)state;
	assert_null(breach_of(&list, "R-421"));
	MUST(app_check_view(&list, app, view, "2021", arena, e));
	assert_non_null(breach_of(&list, "R-421"));
	spoil(view->node, parts, arena);
	MUST(app_check_view(&list, app, view, "2021", arena, e));
	assert_null(breach_of(&list, "R-421"));
	spoil(view->node, "system:QG/assessment | year=2022 | effect=", arena);
	MUST(app_check_view(&list, app, view, "2022", arena, e));
	assert_null(breach_of(&list, "R-421"));
	spoil(view->node, "system:QG/assessment | year=2016", arena);
	MUST(app_check_view(&list, app, view, "2016", arena, e));
	assert_null(breach_of(&list, "R-421"));         /* it came into force in 2017 */
	spoil(view->node, "system:QG/assessment | year=2017", arena);
	MUST(app_check_view(&list, app, view, "2017", arena, e));
	assert_non_null(breach_of(&list, "R-421"));
	arena_free(arena);
}

static void no_rule_of_the_pack_lacks_a_case(void **state)
{
	const struct pack *pack = rules_pack();
	size_t missing = 0;

	(void)state;
	assert_true(pack->consistency_count >= 50);
	for (size_t i = 0; i < pack->consistency_count; i++) {
		bool found = has_case(pack->consistency[i].id);

		if (!found)
			print_error("no case for %s\n", pack->consistency[i].id);
		missing += !found;
	}
	for (size_t k = 0; k < CASES; k++) {
		if (!pack_rule(pack, cases[k].rule))
			fail_msg("%s is no rule", cases[k].rule);
	}
	assert_int_equal(missing, 0);
}

/* ---- no silence without a subject ----------------------------------------------------------- */

static bool always(void *context, const char *name, const struct node *node, struct rule_found *found)
{
	(void)context;
	(void)name;
	(void)node;
	(void)found;
	return true;
}

/* All but those that tell the one regime from the other. */
static bool but_for_the_regime(void *context, const char *name, const struct node *node, struct rule_found *found)
{
	(void)context;
	(void)node;
	(void)found;
	return strcmp(name, "approved-new") != 0 && strcmp(name, "measures-new") != 0 &&
	    strcmp(name, "older-clock") != 0;
}

/* Is there a record that the rule's `when` is about? */
static bool applies_in(const struct rule *rule, const struct node *node, const struct rule_world *world)
{
	const struct rule_condition never = { .kind = RULE_NOT, .part = rule->when, .part_count = 1 };
	struct rule probe = *rule;
	struct rule_found found;

	probe.when = NULL;
	probe.must = &never;
	if (node->shape == rule->on && (!rule->when || !rule_holds(&probe, node, world, &found)))
		return true;
	for (size_t i = 0; i < node->shape->child_count; i++) {
		for (const struct node *child = node->children[i].first; child; child = child->next) {
			if (applies_in(rule, child, world))
				return true;
		}
	}
	return false;
}

static bool applies(const struct rule *rule, const struct node *node, const struct rule_world *world)
{
	struct rule_world other = *world;

	other.test = but_for_the_regime;
	return applies_in(rule, node, world) || applies_in(rule, node, &other);
}

/* Where good order cannot hold the subject of these beside all others: a variant in which they have one. */
static const struct {
	const char *rule, *lines;
} variants[] = {
	{ "R-129", "-year/incident\nyear/obligation:incident-reporting | status=n-a | reason=Không có" },
	{ "R-316", "system:QG/proposal | state=approved\n"
	    "+system:QG/proposal/act:2 | step=appraise | result=suitable | date=2026-10-20" },
	{ "R-418", "system:PM/assessment/finding:QL-1.7 | asset=MC" },
	{ "R-507", "system:PM/assessment/rating:a-malware | accepted-risk=5 | accepted-by=B | "
	    "accepted-until=2027-01-01 | accepted-reason=Nhỏ" },
	{ "R-602", "year/incident:SC | reported= | detected=2026-11-20T02:00:00Z" },
	{ "R-808", "year | state=returned\ncomment:1 | state=open" },
	{ "R-912", "system:PM | redetermine=yes | redetermine-reason=Mở rộng" },
	{ "R-913", "system:PM | redetermine=yes | redetermine-reason=Mở rộng\n"
	    "+system:PM/proposal:2 | level=3 | state=draft | kind=operating | pack=nd331-2026" },
	{ "R-915", "system:PM/assessment/risk:a-malware | higher-level=yes\n"
	    "+system:PM/proposal:2 | level=3 | state=draft | kind=operating | pack=nd331-2026" },
	{ "R-921", "system:PM | approval-date=2020-03-01" },
	{ "R-934", "system:QG | proposed-level=5 | security-list=filed" },
	{ "R-936", "system:MM | security-list=listed | security-criterion=16.1 | inspected=2026-11-15 | "
	    "inspected-by=Trung tâm" },
	{ "R-937", "+system:MM/decision:9 | level=4 | certain=yes | pack=nd331-2026\n"
	    "+system:MM/decision:9/decision-criterion | criterion=14.2 | met=yes\nsystem:MM | continuity=24/7" },
};
enum { VARIANTS = sizeof(variants) / sizeof(variants[0]) };

static bool has_variant(const char *rule)
{
	bool found = false;

	for (size_t i = 0; i < VARIANTS && !found; i++)
		found = strcmp(variants[i].rule, rule) == 0;
	return found;
}

static struct rule_world this_year(void)
{
	return (struct rule_world){ .packs = app_packs(app), .year = "2026", .today = day_from_ymd(2026, 11, 22),
		.year_start = day_from_ymd(2026, 1, 1), .year_end = day_from_ymd(2026, 12, 31),
		.period_start = day_from_ymd(2025, 12, 15), .period_end = day_from_ymd(2026, 12, 14), .test = always };
}

static void rules_stay_silent_about_their_subject_in_a_variant_in_good_order(void **state)
{
	const struct rule_world world = this_year();

	(void)state;
	for (size_t i = 0; i < VARIANTS; i++) {
		const struct rule *rule = pack_rule(rules_pack(), variants[i].rule);
		struct arena *arena = arena_new();
		struct breach_list list;
		struct agency_view *view = look(&list, variants[i].lines, arena);

		if (breach_of(&list, rule->id) || !applies(rule, view->node, &world))
			fail_msg("%s speaks, or has nothing to look at: %s", rule->id, variants[i].lines);
		arena_free(arena);
	}
}

static void the_agency_in_good_order_gives_every_rule_something_to_be_silent_about(void **state)
{
	const struct rule_world world = this_year();
	struct arena *arena = arena_new();
	const struct pack *pack = rules_pack();
	struct breach_list list;
	struct agency_view *view = look(&list, more_lines, arena);
	size_t idle = 0;

	(void)state;
	for (size_t i = 0; i < list.count; i++)
		print_error("%s %s: %s\n", list.at[i].rule->id, list.at[i].where, list.at[i].text);
	assert_int_equal(list.count, 0);
	for (size_t i = 0; i < pack->consistency_count; i++) {
		const struct rule *rule = &pack->consistency[i];

		/* R-421 has a test of its own, about other years */
		if (applies(rule, view->node, &world) || has_variant(rule->id) || strcmp(rule->id, "R-421") == 0)
			continue;
		print_error("%s has nothing to look at\n", rule->id);
		idle++;
	}
	assert_int_equal(idle, 0);
	arena_free(arena);
}

static void breaches_name_records_of_the_agency_and_fill_every_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < CASES; i++) {
		struct arena *arena = arena_new();
		struct breach_list list;
		struct agency_view *view = look(&list, cases[i].lines, arena);

		for (size_t k = 0; k < list.count; k++) {
			assert_true(is_in_tree(view->node, list.at[k].node));
			assert_ptr_equal(list.at[k].node->shape, list.at[k].rule->on);
			if (strpbrk(list.at[k].text, "{}") || !*list.at[k].text || !*list.at[k].where)
				fail_msg("%s: '%s' '%s'", list.at[k].rule->id, list.at[k].where, list.at[k].text);
		}
		arena_free(arena);
	}
}

static void breaches_come_in_the_order_of_the_rules(void **state)
{
	struct arena *arena = arena_new();
	struct breach_list list;

	(void)state;
	look(&list, "agency | phone= | officer=\nsystem:PM | state= | scope=\nsystem:QG | scope=", arena);
	assert_true(list.count >= 5);
	for (size_t i = 1; i < list.count; i++)
		assert_true(list.at[i - 1].rule->index <= list.at[i].rule->index);
	assert_int_equal(breach_count(&list, true) + breach_count(&list, false), list.count);
	assert_string_equal(breach_of(&list, "R-203")->system, "PM");
	assert_null(breach_of(&list, "R-101")->system);
	assert_non_null(strstr(breach_of(&list, "R-203")->text, tr("scope")));
	arena_free(arena);
}

/* ---- limits of the law ---------------------------------------------------------------------- */

static bool speaks(const char *rule, const char *lines)
{
	struct arena *arena = arena_new();
	struct breach_list list;
	bool found;

	look(&list, lines, arena);
	found = breach_of(&list, rule) != NULL;
	arena_free(arena);
	return found;
}

/* On another day, over the year of that day. */
static bool speaks_on(const char *today, const char *rule, const char *lines)
{
	struct app_options o = { .path = scratch_path(&scratch, "a.db"), .person = "an", .mode = APP_READ };
	char year[5] = { today[0], today[1], today[2], today[3] };
	struct arena *arena = arena_new();
	struct breach_list list;
	struct app *other = NULL;
	bool found;

	MUST(day_parse(&o.today, today, e));
	MUST(app_open(&other, &o, e));
	look_by(other, year, &list, lines, arena);
	found = breach_of(&list, rule) != NULL;
	app_close(other);
	arena_free(arena);
	return found;
}

static void a_notice_on_the_fifth_day_is_in_time_and_on_the_sixth_is_late(void **state)
{
	(void)state;
	/* detected on 1 June at 09:00 in Vietnam; 23:59 on the 6th is 16:59 UTC */
	assert_false(speaks("R-601", "year/incident:SC | reported=2026-06-06T16:59:59Z"));
	assert_true(speaks("R-601", "year/incident:SC | reported=2026-06-06T17:00:00Z"));
	/* detected at 00:30 on 2 June in Vietnam, still 1 June in UTC */
	assert_false(speaks("R-601",
	    "year/incident:SC | detected=2026-06-01T17:30:00Z | reported=2026-06-07T16:00:00Z"));
	assert_false(speaks_on("2026-08-23", "R-602", "year/incident:SC | reported= | detected=2026-08-18T02:00:00Z"));
	assert_true(speaks_on("2026-08-24", "R-602", "year/incident:SC | reported= | detected=2026-08-18T02:00:00Z"));
}

/* 24 and 72 hours to the second, from the moment of detection. */
static void the_hours_run_from_the_second_of_detection(void **state)
{
	(void)state;
	assert_false(speaks("R-942", "year/incident:SM | reported=2026-09-11T02:00:30Z"));
	assert_true(speaks("R-942", "year/incident:SM | reported=2026-09-11T02:00:31Z"));
	assert_false(speaks("R-942", "year/incident:SM | grade=normal | reported=2026-09-12T02:00:31Z"));
	assert_false(speaks("R-943", "year/incident:SM | detailed=2026-09-13T02:00:30Z"));
	assert_true(speaks("R-943", "year/incident:SM | detailed=2026-09-13T02:00:31Z"));
	assert_true(speaks("R-943", "year/incident:SM | grade=normal | detailed=2026-09-13T02:00:31Z"));
	/* the report with cause, scope and remedy is a notice too */
	assert_false(speaks("R-942", "year/incident:SM | reported= | detailed=2026-09-10T20:00:00Z"));
	/* a day that is not over is not late: 72 hours end at 09:00 on the 22nd in Vietnam, which is today */
	assert_false(speaks("R-943", "year/incident:SM | detailed= | detected=2026-11-19T17:00:00Z"));
	assert_true(speaks("R-943", "year/incident:SM | detailed= | detected=2026-11-19T16:59:00Z"));
	/* told, so at once is not asked; not told and a day gone, so the 24 hours say it */
	assert_false(speaks("R-941", "year/incident:SM | detailed= | detected=2026-11-22T01:00:00Z"));
	assert_false(speaks("R-941", "year/incident:SM | reported= | detailed="));
}

/* The day is that of Vietnam: 17:00 UTC is its first moment. */
static void an_incident_has_either_the_days_or_the_hours(void **state)
{
	static const char *const before = "year/incident:SC | detected=2026-08-18T16:59:59Z | occurred= | "
	    "reported=2026-08-30T00:00:00Z";
	static const char *const since = "year/incident:SC | detected=2026-08-18T17:00:00Z | occurred= | "
	    "reported=2026-08-30T00:00:00Z";

	(void)state;
	assert_true(speaks("R-601", before));
	assert_false(speaks("R-942", before));
	assert_false(speaks("R-943", before));
	assert_false(speaks("R-601", since));
	assert_true(speaks("R-942", since));
	assert_true(speaks("R-943", since));
	assert_true(speaks("R-603", "year/incident:SC | detected=2026-08-18T16:59:59Z | occurred= | reported="));
	assert_false(speaks("R-603", "year/incident:SC | detected=2026-08-18T17:00:00Z | occurred= | reported="));
	/* who is told, and the summing up, are asked of both */
	assert_true(speaks("R-604", "year/incident:SM | reported-to="));
	assert_true(speaks("R-610", "year/incident:SM | lesson="));
}

/* ---- two regulations side by side ----------------------------------------------------------- */

static void what_the_rules_say_of_the_change_is_what_the_regulation_says(void **state)
{
	const struct pack *change = packs_regime(app_packs(app));
	const struct rule_condition *when = pack_rule(rules_pack(), "R-930")->when;
	const struct rule_condition *pack = pack_rule(rules_pack(), "R-938")->when;
	size_t found = 0;
	day decree;

	(void)state;
	MUST(day_parse(&decree, change->regime->decree, e));
	for (size_t i = 0; i < when->part_count; i++) {
		if (when->part[i].kind != RULE_NOT_AFTER)
			continue;
		assert_int_equal(when->part[i].left.number, decree);
		found++;
	}
	for (size_t i = 0; i < pack->part_count; i++) {
		if (pack->part[i].kind != RULE_IS || strncmp(pack->part[i].value[0], "nd", 2) != 0)
			continue;
		assert_string_equal(pack->part[i].value[0], change->id);
		found++;
	}
	assert_int_equal(found, 2);
}

/* The first citation of a breach on a system, or of the agency's. */
static void cites(const char *year, const char *lines, const char *rule, const char *system, const char *cite)
{
	struct arena *arena = arena_new();
	struct breach_list list;
	bool found = false;

	look_by(app, year, &list, lines, arena);
	for (size_t i = 0; i < list.count && !found; i++) {
		const struct breach *at = &list.at[i];

		if (strcmp(at->rule->id, rule) != 0 || (system && strcmp(at->system, system) != 0))
			continue;
		if (strncmp(at->cite, cite, strlen(cite)) != 0)
			fail_msg("%s of %s cites %s", rule, year, at->cite);
		assert_int_equal(at->status, strncmp(cite, "nd331", 5) == 0 ? STATUS_SECONDARY : STATUS_CONFIRMED);
		found = true;
	}
	assert_true(found);
	arena_free(arena);
}

static void a_breach_cites_the_regulation_its_record_stands_under(void **state)
{
	(void)state;
	cites("2026", "system:PM | scope=", "R-203", "PM", "tt12:8.3.c");
	cites("2026", "system:MM | scope=", "R-203", "MM", "nd331:22.3.c");
	cites("2026", "system:DK | scope=", "R-203", "DK", "nd331:22.3.c");
	cites("2026", "system:XD | scope=", "R-203", "XD", "tt12:8.3.c");
	cites("2026", "system:PM/proposal/document:dossier-grounds | part=other", "R-320", "PM", "nd85:15.1");
	cites("2026", "system:MM/proposal/document:dossier-grounds | part=other", "R-320", "MM", "nd331:21.1");
	/* what only the report asks goes by the year */
	cites("2026", "agency | phone=", "R-101", NULL, "nd331:36.1");
	cites("2026", "system:PM | regulation-followed=", "R-326", "PM", "nd331:36.7");
}

static void the_rules_of_the_change_are_silent_about_the_years_before(void **state)
{
	(void)state;
	for (size_t i = 0; i < CASES; i++) {
		struct arena *arena = arena_new();
		struct breach_list list;
		struct agency_view *view = look(&list, cases[i].lines, arena);

		MUST(app_check_view(&list, app, view, "2025", arena, e));
		for (size_t k = 0; k < list.count; k++) {
			if (strncmp(list.at[k].rule->id, "R-9", 3) == 0)
				fail_msg("%s speaks of 2025: %s", list.at[k].rule->id, cases[i].lines);
			if (list.at[k].cite && strstr(list.at[k].cite, "nd331") &&
			    strcmp(list.at[k].node->shape->name, "proposal") != 0)
				fail_msg("%s of 2025 cites %s", list.at[k].rule->id, list.at[k].cite);
		}
		arena_free(arena);
	}
}

/* The safe day is the last in time; the day after it is neither in time nor surely over. */
static void the_term_for_approval_warns_from_the_day_after_the_safe_one(void **state)
{
	static const char *const in_time = "system:XD | approval-expected=2026-12-31";

	(void)state;
	assert_false(speaks_on("2026-12-31", "R-909", in_time));
	assert_true(speaks_on("2027-01-01", "R-909", in_time));
	assert_true(speaks("R-909", "system:XD | approval-expected=2027-01-01"));
	/* over: no text decides, the choice is asked for */
	assert_false(speaks_on("2027-01-01", "R-902", in_time));
	assert_true(speaks_on("2027-01-02", "R-902", in_time));
	assert_false(speaks_on("2027-01-02", "R-902", "system:XD | regime-choice=new\nsystem:QG | regime-choice=new"));
	/* between the two readings no answer would help */
	assert_false(speaks_on("2027-01-01", "R-901", in_time));
	/* before the law there is nothing to warn of */
	assert_false(speaks_on("2026-06-30", "R-909", "system:XD | approval-expected=2027-05-01"));
	assert_true(speaks_on("2026-07-01", "R-909", "system:XD | approval-expected=2027-05-01"));
}

static void an_approval_under_the_earlier_regulation_after_its_term_is_told(void **state)
{
	(void)state;
	assert_false(speaks_on("2027-03-01", "R-907", "system:PM | in-build=yes | approval-date=2026-12-31"));
	assert_true(speaks_on("2027-03-01", "R-907", "system:PM | in-build=yes | approval-date=2027-01-01"));
	assert_true(speaks_on("2027-03-01", "R-907", "system:PM | in-build=yes | approval-date=2027-01-02"));
	assert_false(speaks_on("2027-03-01", "R-907", "system:MM | approval-date=2027-01-02"));
	/* of a system that was not being built it is told whenever */
	assert_true(speaks_on("2027-03-01", "R-908", "system:PM | in-build=no | approval-date=2026-07-01"));
	assert_false(speaks_on("2027-03-01", "R-908", "system:PM | in-build=no | approval-date=2026-06-30"));
	assert_false(speaks_on("2027-03-01", "R-908", "system:PM | in-build=yes | approval-date=2026-07-01"));
}

static void the_term_for_measures_warns_from_the_day_after_the_safe_one(void **state)
{
	static const char *const in_time = "system:PM | implementation-expected=2027-06-30";

	(void)state;
	assert_false(speaks_on("2027-06-30", "R-910", in_time));
	assert_true(speaks_on("2027-07-01", "R-910", in_time));
	assert_true(speaks_on("2027-07-02", "R-910", in_time));
	/* unless all of the new checklist is met */
	assert_false(speaks_on("2027-07-02", "R-910",
	    "-system:XD/zone\nsystem:XD | state=retired\nsystem:QG | state=retired\n"
	    "system:PM/assessment | pack=tcvn14423-2026\nsystem:PM/assessment/score | full=yes"));
	assert_false(speaks_on("2027-06-30", "R-916", "system:PM/action:V3 | due=2027-06-30"));
	assert_true(speaks_on("2027-07-01", "R-916", "system:PM/action:V3 | due=2027-06-30"));
	assert_false(speaks_on("2027-07-01", "R-916", "system:PM/action:V3 | state=done | done=2027-06-01"));
	assert_false(speaks("R-916", "system:PM/asset:TM | in-use-since=2026-07-01\nsystem:PM/action:V3 | asset=DL"));
	assert_true(speaks("R-916", "system:PM/asset:TM | in-use-since=2026-06-30\nsystem:PM/action:V3 | asset=DL"));
}

static void the_checklist_is_that_of_the_end_of_the_year(void **state)
{
	(void)state;
	assert_false(speaks("R-911", "system:PM/assessment | pack=tt12-2022"));
	assert_false(speaks("R-911", "system:PM/assessment | pack=tcvn14423-2026"));
	assert_true(speaks_on("2027-02-01", "R-911", "system:PM/assessment | year=2027"));
	assert_false(speaks_on("2027-02-01", "R-911", "system:PM/assessment | year=2027 | pack=tcvn14423-2026"));
}

/* While the earlier checklist holds for a system its cycle does; the newer decree fixes none. */
static void a_cycle_goes_with_the_measures(void **state)
{
	static const char *const old = "system:QG | inspected=2024-01-01";

	(void)state;
	assert_true(speaks("R-219", old));
	assert_true(speaks_on("2027-06-30", "R-219", "system:PM | approved-level=3 | inspected=2024-01-01"));
	assert_false(speaks_on("2027-07-01", "R-219", "system:PM | approved-level=3 | inspected=2024-01-01"));
	assert_false(speaks("R-219", "system:QG | in-build=no | inspected=2024-01-01"));
	assert_true(speaks("R-220", "system:QG | inspected-by="));
	assert_false(speaks("R-220", "system:QG | in-build=no | inspected-by="));
}

/* A decision of the other regime is told once, by the rule of the change. */
static void a_level_that_is_kept_is_not_to_be_decided_anew(void **state)
{
	(void)state;
	assert_false(speaks("R-306", NULL));
	assert_false(speaks("R-903", NULL));
	assert_true(speaks("R-903", "system:QG | in-build=no"));        /* in operation, never approved */
	assert_false(speaks("R-306", "system:QG | in-build=no"));
	assert_true(speaks("R-903", "system:PM | redetermine=yes"));
	assert_false(speaks("R-307", "system:QG | in-build=no"));
}

static const char *joined(const char *text, const char *more)
{
	static char both[512];

	snprintf(both, sizeof(both), "%s%s", text, more);
	return both;
}

static void a_listed_system_of_level_3_is_approved_the_way_of_level_5(void **state)
{
	static const char *const begun = "system:MM | security-list=listed\nsystem:MM/proposal | level=3\n"
	    "system:MM/proposal/act:2 | step=approve-measures";

	(void)state;
	/* what was approved before it came on the list stays */
	assert_false(speaks("R-938", "system:MM | security-list=listed\nsystem:MM/proposal | level=3"));
	assert_true(speaks("R-938", begun));
	assert_true(speaks("R-938", joined(begun, "\n+system:MM/proposal/act:3 | step=approve-list")));
	assert_false(speaks("R-938", joined(begun, "\n+system:MM/proposal/act:3 | step=approve-list\n"
	    "+system:MM/proposal/act:4 | step=opinion")));
	/* an earlier proposal knows no list */
	assert_false(speaks("R-316", "system:PM | security-list=listed\nsystem:PM/proposal | level=3"));
	assert_false(speaks("R-317", "system:PM | security-list=listed\nsystem:PM/proposal | level=3"));
}

static void the_rules_and_the_obligations_pack_count_the_same_days(void **state)
{
	const struct rule *rule = pack_rule(rules_pack(), "R-601");
	const struct pack *obligations_pack = packs_find(app_packs(app), "obligations-1");

	(void)state;
	assert_true(obligations_pack->clock.count > 0);
	assert_int_equal(rule->must->right.plus_days, obligations_pack->clock.at[0].days);
}

static void the_regulation_gate_begins_with_the_circular(void **state)
{
	(void)state;
	assert_false(speaks("R-309", "system:PM | approval-date=2022-09-30 | regulation-number= | regulation-date="));
	assert_true(speaks("R-309", "system:PM | approval-date=2022-10-01 | regulation-number= | regulation-date="));
	assert_false(speaks("R-310", "system:PM | regulation-date=2024-03-01"));
	assert_true(speaks("R-310", "system:PM | regulation-date=2024-03-02"));
}

static void an_inspection_is_due_by_the_cycle_of_its_level(void **state)
{
	(void)state;
	assert_false(speaks("R-219", "system:QG | inspected=2025-11-22"));
	assert_true(speaks("R-219", "system:QG | inspected=2025-11-21"));
	assert_false(speaks("R-219", "system:PM | inspected=2016-01-01"));
	assert_true(speaks("R-219", "system:QG | proposed-level=5 | inspected=2026-05-21"));
	assert_false(speaks("R-219", "system:QG | proposed-level=5 | inspected=2026-05-22"));
}

static void the_period_of_the_data_runs_from_15_to_14_december(void **state)
{
	(void)state;
	assert_true(speaks("R-623", "year/exercise:DT | date=2025-12-14"));
	assert_false(speaks("R-623", "year/exercise:DT | date=2025-12-15"));
	assert_false(speaks("R-623", "year/exercise:KH | state=held | date=2026-12-14"));
	assert_true(speaks("R-623", "year/exercise:KH | state=held | date=2026-12-15"));
}

static void the_professional_opinion_is_in_the_dossier_once_it_is_entered(void **state)
{
	(void)state;
	assert_false(speaks("R-320", "system:QG/proposal/document:dossier-opinion | part=other"));
	assert_false(speaks("R-320", "-system:QG/proposal/act"));
	assert_true(speaks("R-317", "-system:QG/proposal/act"));
}

static void months_end_with_the_month(void **state)
{
	(void)state;
	assert_int_equal(rule_months_after(day_from_ymd(2025, 8, 31), 6), day_from_ymd(2026, 2, 28));
	assert_int_equal(rule_months_after(day_from_ymd(2023, 8, 31), 6), day_from_ymd(2024, 2, 29));
	assert_int_equal(rule_months_after(day_from_ymd(2024, 2, 29), 12), day_from_ymd(2025, 2, 28));
	assert_int_equal(rule_months_after(day_from_ymd(2025, 12, 31), 12), day_from_ymd(2026, 12, 31));
	assert_int_equal(rule_months_after(day_from_ymd(2025, 11, 30), 1), day_from_ymd(2025, 12, 30));
}

static void a_lower_level_with_a_reason_warns_and_without_one_stops(void **state)
{
	(void)state;
	assert_true(speaks("R-303", "system:PM | proposed-level=1 | approved-level="));
	assert_false(speaks("R-304", "system:PM | proposed-level=1 | approved-level="));
	assert_false(speaks("R-303", "system:PM | proposed-level=1 | approved-level= | proposed-reason=Ít người"));
	assert_true(speaks("R-304", "system:PM | proposed-level=1 | approved-level= | proposed-reason=Ít người"));
	assert_false(speaks("R-305", "system:PM | proposed-level=3 | proposed-reason=Rủi ro"));
}

/* ---- signing -------------------------------------------------------------------------------- */

static void a_year_with_a_rule_that_stops_is_not_signed(void **state)
{
	const struct place place = { .agency = "SM", .key = { "PM" } };
	const struct place year = { .agency = "SM", .key = { "2026" } };
	struct arena *arena = arena_new();
	const struct value wrong[] = { { "approval-date", "2027-01-01" } };
	const struct value right[] = { { "approval-date", "2024-03-01" } };
	struct err err = { 0 };
	struct node *node;

	(void)state;
	MUST(app_put(NULL, app, model_shape("system"), &place, wrong, 1, false, arena, e));
	assert_int_equal(app_sign(app, "SM", "2026", &err), FAIL_INCONSISTENT);
	assert_non_null(strstr(err.text, "R-323"));
	assert_non_null(strstr(err.text, "capdo check"));
	MUST(app_get(&node, app, model_shape("year"), &year, arena, e));
	assert_true(!node_get(node, "state") || node_is(node, "state", "draft"));
	MUST(app_put(NULL, app, model_shape("system"), &place, right, 1, false, arena, e));
	MUST(app_sign(app, "SM", "2026", e));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_is_silent_about_an_agency_in_good_order),
		cmocka_unit_test(every_rule_speaks_when_its_one_thing_is_wrong),
		cmocka_unit_test(content_of_a_state_secret_system_stops),
		cmocka_unit_test(a_state_secret_system_without_content_does_not_stop_the_year),
		cmocka_unit_test(the_five_contents_of_the_older_circular_count_until_2021),
		cmocka_unit_test(no_rule_of_the_pack_lacks_a_case),
		cmocka_unit_test(the_agency_in_good_order_gives_every_rule_something_to_be_silent_about),
		cmocka_unit_test(rules_stay_silent_about_their_subject_in_a_variant_in_good_order),
		cmocka_unit_test(breaches_name_records_of_the_agency_and_fill_every_place),
		cmocka_unit_test(breaches_come_in_the_order_of_the_rules),
		cmocka_unit_test(a_notice_on_the_fifth_day_is_in_time_and_on_the_sixth_is_late),
		cmocka_unit_test(the_hours_run_from_the_second_of_detection),
		cmocka_unit_test(an_incident_has_either_the_days_or_the_hours),
		cmocka_unit_test(what_the_rules_say_of_the_change_is_what_the_regulation_says),
		cmocka_unit_test(a_breach_cites_the_regulation_its_record_stands_under),
		cmocka_unit_test(the_rules_of_the_change_are_silent_about_the_years_before),
		cmocka_unit_test(the_term_for_approval_warns_from_the_day_after_the_safe_one),
		cmocka_unit_test(an_approval_under_the_earlier_regulation_after_its_term_is_told),
		cmocka_unit_test(the_term_for_measures_warns_from_the_day_after_the_safe_one),
		cmocka_unit_test(the_checklist_is_that_of_the_end_of_the_year),
		cmocka_unit_test(a_cycle_goes_with_the_measures),
		cmocka_unit_test(a_level_that_is_kept_is_not_to_be_decided_anew),
		cmocka_unit_test(a_listed_system_of_level_3_is_approved_the_way_of_level_5),
		cmocka_unit_test(the_rules_and_the_obligations_pack_count_the_same_days),
		cmocka_unit_test(the_regulation_gate_begins_with_the_circular),
		cmocka_unit_test(an_inspection_is_due_by_the_cycle_of_its_level),
		cmocka_unit_test(the_period_of_the_data_runs_from_15_to_14_december),
		cmocka_unit_test(the_professional_opinion_is_in_the_dossier_once_it_is_entered),
		cmocka_unit_test(months_end_with_the_month),
		cmocka_unit_test(a_lower_level_with_a_reason_warns_and_without_one_stops),
		cmocka_unit_test(a_year_with_a_rule_that_stops_is_not_signed),
	};

	return cmocka_run_group_tests(tests, make_ready, put_away);
}
