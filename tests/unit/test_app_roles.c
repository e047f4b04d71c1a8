/*
 * Every use case of app.h, round.h and change.h by every role: what is allowed, what is refused, and that each
 * refusal is one row of the audit chain. The table is written by hand from the design, not from the code.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "capdo/change.h"
#include "scratch.h"

#define MUST(call) \
	do { \
		struct err must_err = { 0 }; \
		struct err *e = &must_err; \
		if ((call) < 0) \
			fail_msg("%s: %s", #call, must_err.text); \
	} while (0)

static const char *const roles[] = { "admin", "assessor", "head", "reviewer", "approver", "viewer" };
enum { ROLES = 6 };
static const char sha_of_file[] = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

struct world {
	struct scratch scratch;
	char pristine[300], path[300];  /* the file as made; the one that is worked on */
	struct arena *arena;
	struct app *app;
};

/* ---- the world: two agencies alike, twelve accounts --------------------------------------------------- */

static void open_as(struct world *w, const char *person, enum app_mode mode)
{
	const struct app_options options = { .path = w->path, .person = person, .mode = mode,
		.today = day_from_ymd(2026, 11, 22) };

	app_close(w->app);
	w->app = NULL;
	MUST(app_open(&w->app, &options, e));
}

static int put(struct world *w, const char *shape, struct place place, const char *const *pairs, struct err *err)
{
	struct value value[8];
	size_t count = 0;

	for (; pairs && pairs[0]; pairs += 2)
		value[count++] = (struct value){ pairs[0], pairs[1] };
	return app_put(NULL, w->app, model_shape(shape), &place, value, count, false, w->arena, err);
}
#define PAIRS(...) (const char *const[]){ __VA_ARGS__, NULL }

/* An agency with only its year 2024. */
static int give_year(void *context, struct intake *intake, struct err *err)
{
	struct arena *arena = arena_new();
	struct node *agency = node_new(arena, model_root(), NULL);
	struct node *year = node_new(arena, model_shape("year"), agency);
	int rc;

	node_put(agency, "code", context);
	node_put(agency, "name", "Sở Mẫu");
	node_put(year, "year", "2024");
	rc = intake_open(intake, agency, err);
	if (rc == OK)
		rc = intake_open(intake, year, err);
	if (rc == OK)
		rc = intake_close(intake, year, err);
	if (rc == OK)
		rc = intake_close(intake, agency, err);
	arena_free(arena);
	return rc;
}

static int receive(struct world *w, const char *agency, int64_t number, struct err *err)
{
	const struct submission submission = { .file = "nop.xml", .file_sha256 = sha_of_file, .sha256 = sha_of_file,
		.year = "2024", .number = number, .created = "2024-12-01T00:00:00Z", .signature = "none" };
	struct receipt receipt = { 0 };
	char code[16];

	snprintf(code, sizeof(code), "%s", agency);
	return app_receive(&receipt, w->app, &submission, false, give_year, code, w->arena, err);
}

static void answer_facts(struct world *w, const char *agency)
{
	static const char *const fact[][2] = { { "function", "internal" }, { "info", "public private" },
		{ "defence-security", "no" }, { "national-egov", "no" }, { "national-data-store", "no" },
		{ "prime-minister-decision", "no" } };

	for (size_t i = 0; i < sizeof(fact) / sizeof(fact[0]); i++)
		MUST(app_fact(w->app, agency, "PM", NULL, fact[i][0], fact[i][1], NULL, e));
}

static void make_agency(struct world *w, const char *agency)
{
	const struct value met[] = { { "status", "met" } };
	const struct value named[] = { { "name", "Quyết định 1/QĐ" } };
	const struct value rating[] = { { "likelihood", "3" }, { "impact", "3" }, { "reason", "đã gặp" } };
	const struct value kind[] = { { "kind", "operating" } };
	const struct subject subject = { .about = "agency" };
	struct place at = { .agency = agency, .key = { "PM" } };
	const struct place year = { .agency = agency, .key = { "2026" } };
	const struct place closed = { .agency = agency, .key = { "2025" } };
	struct err err;

	MUST(receive(w, agency, 1, e));
	MUST(put(w, "system", at, PAIRS("name", "Phần mềm", "in-build", "yes"), e));
	MUST(put(w, "year", year, PAIRS("note", "năm nay"), e));
	MUST(put(w, "year", closed, PAIRS("note", "năm ngoái"), e));
	answer_facts(w, agency);
	MUST(app_level_decide(NULL, w->app, agency, "PM", 0, NULL, w->arena, e));
	MUST(app_assess_start(NULL, w->app, agency, "PM", "2026", w->arena, e));
	MUST(app_finding(w->app, agency, "PM", "2026", "QL-1.1.1", NULL, met, 1, e));
	MUST(app_evidence(w->app, agency, "PM", "2026", "QL-1.1.1", NULL, named, 1, NULL, false, e));
	MUST(app_rating(w->app, agency, "PM", "2026", "a-malware", rating, 3, e));
	MUST(app_proposal_start(NULL, w->app, agency, "PM", kind, 1, w->arena, e));
	if (app_sign(w->app, agency, "2025", &err) < 0)
		fail_msg("sign: %s", err.text);
	open_as(w, "reviewer", APP_WRITE);
	MUST(app_comment(NULL, w->app, agency, &subject, "ask", "Bổ sung số điện thoại", w->arena, e));
	open_as(w, "an", APP_WRITE);
}

static void copy_file(const char *to, const char *from)
{
	struct arena *arena = arena_new();
	size_t length;
	char *data;

	MUST(file_read(&data, &length, from, 64 * 1024 * 1024, arena, e));
	MUST(file_write(to, data, length, e));
	arena_free(arena);
}

static void restore(struct world *w, const char *person)
{
	char beside[320];

	app_close(w->app);
	w->app = NULL;
	snprintf(beside, sizeof(beside), "%s-wal", w->path);
	unlink(beside);
	snprintf(beside, sizeof(beside), "%s-shm", w->path);
	unlink(beside);
	copy_file(w->path, w->pristine);
	open_as(w, person, APP_WRITE);
}

static int set_up(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	struct app_options options;

	scratch_make(&w->scratch);
	snprintf(w->path, sizeof(w->path), "%s", scratch_path(&w->scratch, "a.db"));
	snprintf(w->pristine, sizeof(w->pristine), "%s", scratch_path(&w->scratch, "pristine.db"));
	w->arena = arena_new();
	options = (struct app_options){ .path = w->path, .person = "an", .mode = APP_CREATE,
		.today = day_from_ymd(2026, 11, 22) };
	MUST(app_open(&w->app, &options, e));
	for (size_t i = 0; i < ROLES; i++) {
		char bound[32];

		snprintf(bound, sizeof(bound), "%s-sm", roles[i]);
		MUST(put(w, "account", (struct place){ .key = { roles[i] } },
		    PAIRS("name", "Người dùng", "role", roles[i]), e));
		MUST(put(w, "account", (struct place){ .key = { bound } },
		    PAIRS("name", "Người dùng", "role", roles[i], "agency", "SM"), e));
	}
	MUST(put(w, "account", (struct place){ .key = { "gone" } },
	    PAIRS("name", "Đã nghỉ", "role", "admin", "active", "no"), e));
	make_agency(w, "SM");
	make_agency(w, "SK");
	MUST(app_backup(w->app, w->pristine, e));
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	app_close(w->app);
	arena_free(w->arena);
	scratch_remove(&w->scratch);
	free(w);
	return 0;
}

/* ---- one function per use case ------------------------------------------------------------------------ */

#define CASE(name) static int name(struct world *w, const char *agency, struct err *err)
#define AT(...) &(const struct place){ .agency = agency, __VA_ARGS__ }

CASE(put_system) { return put(w, "system", (struct place){ .agency = agency, .key = { "PM" } },
    PAIRS("note", "đổi"), err); }
CASE(put_agency) { return put(w, "agency", (struct place){ .key = { agency } }, PAIRS("note", "đổi"), err); }
CASE(put_new_agency) { (void)agency; return put(w, "agency", (struct place){ .key = { "MOI" } },
    PAIRS("name", "Sở Mới"), err); }
CASE(put_account) { (void)agency; return put(w, "account", (struct place){ .key = { "moi" } },
    PAIRS("name", "Mới", "role", "viewer"), err); }
CASE(put_setting) { (void)agency; return put(w, "setting", (struct place){ .key = { "attachment-limit" } },
    PAIRS("value", "1000"), err); }
CASE(put_comment) { return put(w, "comment", (struct place){ .agency = agency, .key = { "1" } },
    PAIRS("text", "lời khác"), err); }
CASE(put_plan) { return put(w, "plan", (struct place){ .agency = agency, .system = "PM", .year = "2026",
    .key = { "a-malware" } }, PAIRS("lead", "Bình"), err); }
CASE(remove_system) { return app_remove(w->app, model_shape("rating"),
    AT(.system = "PM", .year = "2026", .key = { "a-malware" }), false, err); }
CASE(remove_comment) { return app_remove(w->app, model_shape("comment"), AT(.key = { "1" }), false, err); }
CASE(remove_account) { (void)agency; return app_remove(w->app, model_shape("account"),
    &(const struct place){ .key = { "gone" } }, false, err); }
CASE(get_agency)
{
	struct node *out;

	return app_get(&out, w->app, model_root(), &(const struct place){ .key = { agency } }, w->arena, err);
}
CASE(get_finding)
{
	struct node *out;

	return app_get(&out, w->app, model_shape("finding"),
	    AT(.system = "PM", .year = "2026", .key = { "QL-1.1.1" }), w->arena, err);
}
CASE(get_account)
{
	struct node *out;

	(void)agency;
	return app_get(&out, w->app, model_shape("account"), &(const struct place){ .key = { "gone" } },
	    w->arena, err);
}
CASE(list_systems)
{
	struct node *out;

	return app_list(&out, w->app, model_shape("system"), AT(.year = NULL), w->arena, err);
}
CASE(list_snapshots)
{
	struct node *out;

	return app_list(&out, w->app, model_shape("snapshot"), AT(.year = NULL), w->arena, err);
}
CASE(list_agencies)
{
	struct node *out;

	(void)agency;
	return app_list(&out, w->app, model_root(), &(const struct place){ 0 }, w->arena, err);
}
CASE(list_accounts)
{
	struct node *out;

	(void)agency;
	return app_list(&out, w->app, model_shape("account"), &(const struct place){ 0 }, w->arena, err);
}
CASE(level)
{
	struct level_view *out;

	return app_level(&out, w->app, agency, "PM", w->arena, err);
}
CASE(fact_set) { return app_fact(w->app, agency, "PM", NULL, "nonstop", "no", NULL, err); }
CASE(fact_away) { return app_fact(w->app, agency, "PM", NULL, "users", "", NULL, err); }
CASE(decide) { return app_level_decide(NULL, w->app, agency, "PM", 0, NULL, w->arena, err); }
CASE(assess_start) { return app_assess_start(NULL, w->app, agency, "PM", "2027", w->arena, err); }
CASE(finding) { return app_finding(w->app, agency, "PM", "2026", "QL-1.1.2", NULL,
    &(const struct value){ "status", "unmet" }, 1, err); }
CASE(evidence) { return app_evidence(w->app, agency, "PM", "2026", "QL-1.1.1", NULL,
    &(const struct value){ "name", "Biên bản" }, 1, NULL, false, err); }
CASE(answer) { return app_answer(w->app, agency, "PM", "2026", NULL, "attack-exposure", "inside", err); }
CASE(answer_away) { return app_answer(w->app, agency, "PM", "2026", NULL, "attack-exposure", "", err); }
CASE(rating) { return app_rating(w->app, agency, "PM", "2026", "a-ransomware",
    (const struct value[]){ { "likelihood", "2" }, { "reason", "ít" } }, 2, err); }
CASE(accept_risk) { return app_accept_risk(w->app, agency, "PM", "2026", "a-malware", "Giám đốc", "2027-01-01",
    "chờ kinh phí", err); }
CASE(sign) { return app_sign(w->app, agency, "2026", err); }
CASE(withdraw) { return app_withdraw(w->app, agency, "2025", err); }
CASE(regime)
{
	struct regime_view out;

	return app_regime(&out, NULL, w->app, agency, "PM", NULL, w->arena, err);
}
CASE(regimes)
{
	struct node *out;

	return app_regimes(&out, w->app, agency, NULL, w->arena, err);
}
CASE(level_under)
{
	struct level_view *out;

	return app_level_under(&out, w->app, agency, "PM", "nd85-2016", w->arena, err);
}
CASE(sides)
{
	struct node *out;

	return app_sides(&out, w->app, agency, "PM", w->arena, err);
}
CASE(gap_of_system)
{
	struct node *out;

	return app_gap(&out, w->app, agency, "PM", true, w->arena, err);
}
CASE(gap_of_agency)
{
	struct node *out;

	return app_gap(&out, w->app, agency, NULL, false, w->arena, err);
}
CASE(list_tasks)
{
	struct node *out;

	return app_list(&out, w->app, model_shape("task"), AT(.system = "PM", .year = "2026"), w->arena, err);
}
CASE(put_task) { return put(w, "task", (struct place){ .agency = agency, .system = "PM", .year = "2026",
    .key = { "QL-1.1.1", "1" } }, PAIRS("done", "2026-11-20"), err); }
CASE(carry_lists)
{
	struct carry_lists *out;

	return app_carry_lists(&out, w->app, agency, "PM", "2026", w->arena, err);
}
CASE(carry) { return app_carry(NULL, w->app, agency, "PM", "2027", true, w->arena, err); }
CASE(confirm)
{
	size_t count;

	return app_confirm(&count, w->app, agency, "PM", "2026", NULL, 0, NULL, err);
}
CASE(renew) { return app_renew(NULL, w->app, agency, "PM", "2026", w->arena, err); }
CASE(view_system)
{
	struct system_view *out;

	return app_view_system(&out, w->app, agency, "PM", w->arena, err);
}
CASE(view_agency)
{
	struct agency_view *out;

	return app_view_agency(&out, w->app, agency, NULL, w->arena, err);
}
CASE(check)
{
	struct breach_list out;

	return app_check(&out, w->app, agency, "2026", w->arena, err);
}
CASE(check_view)
{
	struct breach_list out;
	struct agency_view *view;
	int rc = app_view_agency(&view, w->app, agency, "2026", w->arena, err);

	return rc < 0 ? rc : app_check_view(&out, w->app, view, "2026", w->arena, err);
}
CASE(intake)
{
	const struct intake_options options = { .source = "nop.xml" };
	struct merge_counts counts;
	char code[16];

	snprintf(code, sizeof(code), "%s", agency);
	return app_intake(&counts, w->app, &options, give_year, code, err);
}
CASE(take_submission) { return receive(w, agency, 2, err); }
CASE(due)
{
	const struct sourced *duty;
	day last;

	(void)agency;
	return app_due(&last, &duty, w->app, "2026", err);
}
static int write_nothing(void *context, const struct agency_view *view, struct hand_in *hand_in, struct err *err)
{
	(void)context;
	(void)view;
	(void)err;
	memcpy(hand_in->sha256, sha_of_file, sizeof(hand_in->sha256));
	return OK;
}
CASE(hand_in) { return app_hand_in(NULL, w->app, agency, "2025", write_nothing, NULL, w->arena, err); }
CASE(hand_in_open)
{
	bool open;

	return app_hand_in_open(&open, w->app, agency, "2025", err);
}
CASE(trust_add) { (void)agency; return app_trust_add(NULL, w->app, "ct", NULL, "x", 1, w->arena, err); }
CASE(trust_list)
{
	struct node *out;

	(void)agency;
	return app_trust_list(&out, w->app, w->arena, err);
}
CASE(trust_remove) { (void)agency; return app_trust_remove(w->app, "ct", err); }
CASE(attachment)
{
	const char *content;
	int64_t size;

	return app_attachment(&content, &size, w->app, agency, sha_of_file, w->arena, err);
}
CASE(attachment_limit)
{
	int64_t limit;

	(void)agency;
	return app_attachment_limit(&limit, w->app, err);
}
static int attach_nothing(void *context, struct attaching *attaching, struct err *err)
{
	(void)context;
	(void)attaching;
	(void)err;
	return OK;
}
CASE(attach) { (void)agency; return app_attach(w->app, attach_nothing, NULL, err); }
CASE(comment) { return app_comment(NULL, w->app, agency, &(const struct subject){ .about = "agency" }, "note", "tốt",
    w->arena, err); }
CASE(comment_close) { return app_comment_close(w->app, agency, 1, err); }
CASE(comment_reply) { return app_comment_reply(w->app, agency, 1, "0905 000 000", err); }
CASE(comments)
{
	const struct remark_filter filter = { .open = false };
	struct remark *out;
	size_t count;

	return app_comments(&out, &count, w->app, agency, &filter, w->arena, err);
}
CASE(return_one)
{
	struct verdict verdict;

	return app_return(&verdict, w->app, &agency, 1, "2024", "làm lại", w->arena, err);
}
CASE(accept_one)
{
	struct verdict verdict;

	return app_accept(&verdict, w->app, &agency, 1, "2024", NULL, "dữ liệu mẫu", w->arena, err);
}
CASE(clean)
{
	const char **out;
	size_t count;

	(void)agency;
	return app_clean(&out, &count, w->app, "2024", w->arena, err);
}
CASE(desk)
{
	struct desk_row *out;
	size_t count;

	(void)agency;
	return app_desk(&out, &count, w->app, "2024", w->arena, err);
}
CASE(changes)
{
	struct change *out;
	size_t count;
	bool first;

	return app_changes(&out, &count, &first, w->app, agency, "2024", w->arena, err);
}
CASE(review)
{
	struct node *out;

	return app_review(&out, w->app, agency, "2024", w->arena, err);
}
CASE(take_review)
{
	const struct review_file file = { .file = "nop.xml", .signature = "none" };
	struct review_receipt receipt;
	struct node *node = node_new(w->arena, model_review(), NULL);

	node_put(node, "agency", agency);
	node_put(node, "year", "2024");
	node_put(node, "snapshot", "9");
	node_put(node, "decision", "accepted");
	node_put(node, "decided-at", "2024-12-21T00:00:00Z");
	node_put(node, "created", "2024-12-21T00:00:00Z");
	node_put(node, "sha256", sha_of_file);
	return app_take_review(&receipt, w->app, node, &file, false, err);
}
CASE(owner)
{
	struct node *out;

	return app_owner(&out, w->app, AT(.system = "PM"), w->arena, err);
}
CASE(province)
{
	struct province *out;

	(void)agency;
	return app_province(&out, w->app, "2026", w->arena, err);
}
CASE(annual)
{
	const struct annual_options options = { .year = "2026", .agency = agency, .drafts = true };
	struct annual *out;

	return app_annual(&out, w->app, &options, w->arena, err);
}
static int visit_nothing(void *context, const struct node *system, struct err *err)
{
	(void)context;
	(void)system;
	(void)err;
	return OK;
}
CASE(annual_each)
{
	const struct annual_options options = { .year = "2026", .agency = agency, .drafts = true };
	struct annual *out;
	int rc = app_annual(&out, w->app, &options, w->arena, err);

	return rc < 0 ? rc : app_annual_each(out, w->app, visit_nothing, NULL, err);
}
CASE(proposal_start) { return app_proposal_start(NULL, w->app, agency, "PM",
    &(const struct value){ "kind", "new" }, 1, w->arena, err); }
CASE(proposal)
{
	struct proposal_view *out;

	return app_proposal(&out, w->app, agency, "PM", 0, w->arena, err);
}
static int act(struct world *w, const char *agency, const char *step, const char *result, struct err *err)
{
	const struct proposal_act typed = { .step = step, .result = result };

	return app_proposal_act(NULL, w->app, agency, "PM", &typed, w->arena, err);
}
CASE(act_submit) { return act(w, agency, "submit", NULL, err); }
CASE(act_complete) { return act(w, agency, "complete", NULL, err); }
CASE(act_appraise) { return act(w, agency, "appraise", "suitable", err); }
CASE(act_approve) { return act(w, agency, "approve", NULL, err); }
CASE(proposals)
{
	struct proposal_row *out;
	size_t count;

	return app_proposals(&out, &count, w->app, agency, w->arena, err);
}
CASE(merge)
{
	struct node *node = node_new(w->arena, model_root(), NULL);
	struct merge_counts counts;

	node_put(node, "code", agency);
	node_put(node, "name", "Sở Đổi Tên");
	return app_merge(&counts, w->app, node, "nop.xml", false, err);
}
CASE(setting)
{
	const char *out;

	(void)agency;
	return app_setting(&out, w->app, "attachment-limit", w->arena, err);
}
CASE(backup)
{
	char path[300];
	int rc;

	(void)agency;
	snprintf(path, sizeof(path), "%s", scratch_path(&w->scratch, "copy.db"));
	unlink(path);
	rc = app_backup(w->app, path, err);
	return rc;
}
CASE(verify) { (void)agency; return app_verify(w->app, NULL, err); }
static int read_nothing(void *context, const struct audit_line *line, struct err *err)
{
	(void)context;
	(void)line;
	(void)err;
	return OK;
}
CASE(audit) { (void)agency; return app_audit(w->app, 1, read_nothing, NULL, err); }
CASE(open_again)
{
	const struct app_options options = { .path = w->path, .person = app_person(w->app), .mode = APP_READ,
		.today = day_from_ymd(2026, 11, 22) };
	struct app *app = NULL;
	int rc = app_open(&app, &options, err);

	(void)agency;
	app_close(app);
	return rc;
}

/* ---- the table ---------------------------------------------------------------------------------------- */

/* + done, - refused, o allowed, but this world is not in the state for it.
 * Roles: admin assessor head reviewer approver viewer.
 * own: an account of agency SM in SM; other: the same in SK; all: an account of no agency, in SK. */
struct row {
	const char *use_case;
	int (*run)(struct world *w, const char *agency, struct err *err);
	const char *own, *other, *all;
	bool changes;
};
static const struct row rows[] = {
	{ "app_open", open_again, "++++++", "++++++", "++++++", false },
	{ "app_put", put_system, "++----", "------", "++----", true },
	{ "app_put", put_agency, "++----", "------", "++----", true },
	{ "app_put", put_new_agency, "------", "------", "++----", true },
	{ "app_put", put_plan, "++----", "------", "++----", true },
	{ "app_put", put_account, "------", "------", "+-----", true },
	{ "app_put", put_setting, "------", "------", "+-----", true },
	{ "app_put", put_comment, "---+--", "---+--", "---+--", true },
	{ "app_remove", remove_system, "++----", "------", "++----", true },
	{ "app_remove", remove_comment, "---+--", "---+--", "---+--", true },
	{ "app_remove", remove_account, "------", "------", "+-----", true },
	{ "app_get", get_agency, "++++++", "---++-", "++++++", false },
	{ "app_get", get_finding, "++++++", "---++-", "++++++", false },
	{ "app_get", get_account, "------", "------", "+-----", false },
	{ "app_list", list_systems, "++++++", "---++-", "++++++", false },
	{ "app_list", list_snapshots, "++++++", "---++-", "++++++", false },
	{ "app_list", list_agencies, "++++++", "++++++", "++++++", false },
	{ "app_list", list_accounts, "------", "------", "+-----", false },
	{ "app_level", level, "++++++", "---++-", "++++++", false },
	{ "app_regime", regime, "++++++", "---++-", "++++++", false },
	{ "app_regimes", regimes, "++++++", "---++-", "++++++", false },
	{ "app_level_under", level_under, "++++++", "---++-", "++++++", false },
	{ "app_sides", sides, "++++++", "---++-", "++++++", false },
	{ "app_gap", gap_of_system, "++++++", "---++-", "++++++", false },
	{ "app_gap", gap_of_agency, "++++++", "---++-", "++++++", false },
	{ "app_list", list_tasks, "++++++", "---++-", "++++++", false },
	{ "app_put", put_task, "oo----", "------", "oo----", true },
	{ "app_fact", fact_set, "++----", "------", "++----", true },
	{ "app_fact", fact_away, "++----", "------", "++----", true },
	{ "app_level_decide", decide, "++----", "------", "++----", true },
	{ "app_assess_start", assess_start, "++----", "------", "++----", true },
	{ "app_finding", finding, "++----", "------", "++----", true },
	{ "app_evidence", evidence, "++----", "------", "++----", true },
	{ "app_answer", answer, "++----", "------", "++----", true },
	{ "app_answer", answer_away, "++----", "------", "++----", true },
	{ "app_rating", rating, "++----", "------", "++----", true },
	{ "app_accept_risk", accept_risk, "++----", "------", "++----", true },
	{ "app_sign", sign, "+-+---", "------", "+-+---", true },
	{ "app_withdraw", withdraw, "+-+---", "------", "+-+---", true },
	{ "app_carry_lists", carry_lists, "++++++", "---++-", "++++++", false },
	{ "app_carry", carry, "++----", "------", "++----", true },
	{ "app_confirm", confirm, "++----", "------", "++----", true },
	{ "app_renew", renew, "++----", "------", "++----", true },
	{ "app_view_system", view_system, "++++++", "---++-", "++++++", false },
	{ "app_view_agency", view_agency, "++++++", "---++-", "++++++", false },
	{ "app_check", check, "++++++", "---++-", "++++++", false },
	{ "app_check_view", check_view, "++++++", "---++-", "++++++", false },
	{ "app_intake", intake, "++----", "------", "++----", true },
	{ "app_receive", take_submission, "+-++--", "+--+--", "++++--", true },
	{ "app_due", due, "++++++", "++++++", "++++++", false },
	{ "app_hand_in", hand_in, "+-+---", "------", "+-+---", true },
	{ "app_hand_in_open", hand_in_open, "++++++", "---++-", "++++++", false },
	{ "app_trust_add", trust_add, "------", "------", "o-----", true },
	{ "app_trust_list", trust_list, "++++++", "++++++", "++++++", false },
	{ "app_trust_remove", trust_remove, "------", "------", "o-----", true },
	{ "app_attachment", attachment, "oooooo", "---oo-", "oooooo", false },
	{ "app_attachment_limit", attachment_limit, "++++++", "++++++", "++++++", false },
	{ "app_attach", attach, "++++--", "++++--", "++++--", true },
	{ "app_comment", comment, "---+--", "---+--", "---+--", true },
	{ "app_comment_close", comment_close, "---+--", "---+--", "---+--", true },
	{ "app_comment_reply", comment_reply, "++----", "------", "++----", true },
	{ "app_comments", comments, "++++++", "---++-", "++++++", false },
	{ "app_return", return_one, "------", "---+--", "---+--", true },
	{ "app_accept", accept_one, "------", "---+--", "---+--", true },
	{ "app_clean", clean, "---+--", "---+--", "---+--", false },
	{ "app_desk", desk, "++++++", "++++++", "++++++", false },
	{ "app_changes", changes, "++++++", "---++-", "++++++", false },
	{ "app_review", review, "---o--", "---o--", "---o--", false },
	{ "app_take_review", take_review, "oooo--", "---o--", "oooo--", true },
	{ "app_owner", owner, "++++++", "---++-", "++++++", false },
	{ "app_province", province, "---++-", "---++-", "++++++", false },
	{ "app_annual", annual, "++++++", "---++-", "++++++", false },
	{ "app_annual_each", annual_each, "++++++", "---++-", "++++++", false },
	{ "app_proposal_start", proposal_start, "oo----", "------", "oo----", true },
	{ "app_proposal", proposal, "++++++", "---++-", "++++++", false },
	{ "app_proposal_act", act_submit, "oo----", "------", "oo----", true },
	{ "app_proposal_act", act_complete, "---o--", "---o--", "---o--", true },
	{ "app_proposal_act", act_appraise, "------", "---o--", "---o--", true },
	{ "app_proposal_act", act_approve, "------", "----o-", "----o-", true },
	{ "app_proposals", proposals, "++++++", "---++-", "++++++", false },
	{ "app_merge", merge, "++----", "------", "++----", true },
	{ "app_setting", setting, "++++++", "++++++", "++++++", false },
	{ "app_backup", backup, "------", "------", "++++++", false },
	{ "app_verify", verify, "++++++", "++++++", "++++++", false },
	{ "app_audit", audit, "------", "------", "+-----", false },
};
enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static int64_t chain_length(struct world *w)
{
	int64_t length = 0;

	MUST(app_verify(w->app, &length, e));
	return length;
}

/* Number of refused rows, and what the last said; seen through a login that may. */
struct refusals {
	size_t count;
	char person[32], record[32], detail[200];
};

static int see_refusal(void *context, const struct audit_line *line, struct err *err)
{
	struct refusals *refusals = context;

	(void)err;
	if (strcmp(line->verb, "refused") != 0)
		return OK;
	refusals->count++;
	snprintf(refusals->person, sizeof(refusals->person), "%s", line->person);
	snprintf(refusals->record, sizeof(refusals->record), "%s", line->record);
	snprintf(refusals->detail, sizeof(refusals->detail), "%s", line->detail);
	return OK;
}

static struct refusals refusals_now(struct world *w)
{
	struct refusals refusals = { 0 };

	open_as(w, "an", APP_READ);
	MUST(app_audit(w->app, 1, see_refusal, &refusals, e));
	return refusals;
}

/* Returns how many cells went otherwise than the table says. */
static size_t try_cell(struct world *w, const struct row *row, const char *person, const char *agency, char expected)
{
	struct err err = { 0 };
	int64_t before = chain_length(w);
	int rc = row->run(w, agency, &err);
	int64_t after = chain_length(w);
	bool right = expected == '-' ? rc == FAIL_DENIED && after == before + 1 :
	    expected == '+' ? rc == OK : rc != FAIL_DENIED && rc != OK;

	if (!right)
		print_error("%s by %s in %s: expected %c, got %d (%s), audit rows %d\n", row->use_case, person, agency,
		    expected, rc, err.text, (int)(after - before));
	if (row->changes && rc == OK)
		restore(w, person);
	return !right;
}

static void every_use_case_allows_each_role_what_the_table_says(void **state)
{
	struct world *w = *state;
	size_t wrong = 0;

	for (size_t role = 0; role < ROLES; role++) {
		char bound[32];

		snprintf(bound, sizeof(bound), "%s-sm", roles[role]);
		restore(w, bound);
		for (size_t i = 0; i < ROWS; i++) {
			wrong += try_cell(w, &rows[i], bound, "SM", rows[i].own[role]);
			wrong += try_cell(w, &rows[i], bound, "SK", rows[i].other[role]);
		}
		restore(w, roles[role]);
		for (size_t i = 0; i < ROWS; i++)
			wrong += try_cell(w, &rows[i], roles[role], "SK", rows[i].all[role]);
	}
	assert_int_equal(wrong, 0);
}

static bool has_row(const char *name, size_t length)
{
	for (size_t i = 0; i < ROWS; i++)
		if (strlen(rows[i].use_case) == length && strncmp(rows[i].use_case, name, length) == 0)
			return true;
	return false;
}

/* How many use cases a header has without a row here. */
static size_t count_missing(const char *header, size_t *seen)
{
	struct arena *arena = arena_new();
	size_t length, missing = 0;
	char *text;

	MUST(file_read(&text, &length, header, 1024 * 1024, arena, e));
	for (const char *at = text; (at = strstr(at, "\nint app_")) != NULL; at++) {
		const char *name = at + strlen("\nint ");

		++*seen;
		if (!has_row(name, strcspn(name, "("))) {
			print_error("no row: %.*s\n", (int)strcspn(name, "("), name);
			missing++;
		}
	}
	arena_free(arena);
	return missing;
}

static void every_use_case_of_the_headers_has_a_row(void **state)
{
	size_t seen = 0;

	(void)state;
	assert_int_equal(count_missing("include/capdo/app.h", &seen), 0);
	assert_int_equal(count_missing("include/capdo/round.h", &seen), 0);
	assert_int_equal(count_missing("include/capdo/change.h", &seen), 0);
	assert_true(seen > 50);
}

/* ---- refusals are kept -------------------------------------------------------------------------------- */

static void a_refusal_says_who_and_what(void **state)
{
	struct world *w = *state;
	struct refusals refusals;
	struct err err;

	restore(w, "viewer-sm");
	assert_int_equal(put_system(w, "SK", &err), FAIL_DENIED);
	refusals = refusals_now(w);
	assert_int_equal(refusals.count, 1);
	assert_string_equal(refusals.person, "viewer-sm");
	assert_string_equal(refusals.record, "SK");
	assert_true(strlen(refusals.detail) > 0);
}

static void a_refusal_is_kept_although_the_file_was_opened_for_reading(void **state)
{
	struct world *w = *state;
	struct err err;

	restore(w, "viewer-sm");
	open_as(w, "viewer-sm", APP_READ);
	assert_int_equal(view_agency(w, "SK", &err), FAIL_DENIED);
	assert_int_equal(list_accounts(w, "SK", &err), FAIL_DENIED);
	assert_int_equal(refusals_now(w).count, 2);
}

static void a_refusal_inside_a_change_outlives_its_undoing(void **state)
{
	struct world *w = *state;
	struct err err;
	struct node *node;

	restore(w, "assessor-sm");
	/* refused when the file is open and its agency known: the transaction is under way */
	assert_int_equal(intake(w, "SK", &err), FAIL_DENIED);
	assert_int_equal(refusals_now(w).count, 1);
	MUST(app_get(&node, w->app, model_root(), &(const struct place){ .key = { "SK" } }, w->arena, e));
	MUST(app_verify(w->app, NULL, e));
}

/* While one person's change is under way, another is refused: its row would have to wait for the lock. */
static int refuse_another(void *context, struct intake *intake, struct err *err)
{
	const struct world *w = context;
	const struct app_options options = { .path = w->path, .person = "viewer-sm", .mode = APP_READ,
		.today = day_from_ymd(2026, 11, 22) };
	struct world other = { .arena = w->arena };
	struct err refused;

	(void)intake;
	(void)err;
	MUST(app_open(&other.app, &options, e));
	assert_int_equal(view_agency(&other, "SK", &refused), FAIL_DENIED);
	app_close(other.app);
	return FAIL_INVALID;
}

static void a_refusal_stands_where_it_cannot_be_written(void **state)
{
	struct world *w = *state;
	const struct intake_options options = { .source = "nop.xml" };
	struct merge_counts counts;
	struct err err = { 0 };

	restore(w, "an");
	assert_int_equal(app_intake(&counts, w->app, &options, refuse_another, w, &err), FAIL_INVALID);
	assert_int_equal(refusals_now(w).count, 0);
}

static void who_has_no_active_account_is_refused_and_noted(void **state)
{
	struct world *w = *state;
	struct app_options options;
	struct app *app = NULL;
	struct refusals refusals;
	struct err err;

	restore(w, "an");
	options = (struct app_options){ .path = w->path, .person = "gone", .mode = APP_READ };
	assert_int_equal(app_open(&app, &options, &err), FAIL_DENIED);
	refusals = refusals_now(w);
	assert_int_equal(refusals.count, 1);
	assert_string_equal(refusals.person, "gone");
}

/* ---- filters ------------------------------------------------------------------------------------------ */

static size_t agencies_seen(struct world *w)
{
	struct node *first;
	size_t count = 0;

	MUST(app_list(&first, w->app, model_root(), &(const struct place){ 0 }, w->arena, e));
	for (; first; first = first->next)
		count++;
	return count;
}

static void lists_of_agencies_show_what_may_be_read(void **state)
{
	struct world *w = *state;
	static const size_t expected[ROLES] = { 1, 1, 1, 2, 2, 1 };

	restore(w, "an");
	for (size_t i = 0; i < ROLES; i++) {
		struct proposal_row *proposal;
		struct desk_row *row;
		char bound[32];
		size_t count;

		snprintf(bound, sizeof(bound), "%s-sm", roles[i]);
		open_as(w, bound, APP_READ);
		assert_int_equal(agencies_seen(w), expected[i]);
		MUST(app_desk(&row, &count, w->app, "2024", w->arena, e));
		assert_int_equal(count, expected[i]);
		MUST(app_proposals(&proposal, &count, w->app, NULL, w->arena, e));
		assert_int_equal(count, expected[i]);
		open_as(w, roles[i], APP_READ);
		assert_int_equal(agencies_seen(w), 2);
	}
	/* no refusal was noted for what was only left out */
	assert_int_equal(refusals_now(w).count, 0);
}

static void a_system_named_without_its_agency_is_ones_own(void **state)
{
	struct world *w = *state;
	struct node *system;
	struct err err;

	restore(w, "an");
	MUST(put(w, "system", (struct place){ .agency = "SK", .key = { "RIENG" } }, PAIRS("name", "Riêng"), e));
	open_as(w, "viewer-sm", APP_READ);
	assert_int_equal(app_get(&system, w->app, model_shape("system"),
	    &(const struct place){ .key = { "RIENG" } }, w->arena, &err), FAIL_NOT_FOUND);
	/* whether another agency is there is not told either */
	assert_int_equal(get_agency(w, "KHONG-CO", &err), FAIL_DENIED);
}

static void an_id_of_another_agency_does_not_open_it(void **state)
{
	struct world *w = *state;
	struct merge_counts counts;
	struct node *theirs, *own;
	struct err err;

	restore(w, "an");
	MUST(app_get(&theirs, w->app, model_root(), &(const struct place){ .key = { "SK" } }, w->arena, e));
	open_as(w, "assessor-sm", APP_WRITE);
	own = node_new(w->arena, model_root(), NULL);
	own->id = theirs->id;
	node_put(own, "code", "SM");
	node_put(own, "name", "Chiếm chỗ");
	assert_true(app_merge(&counts, w->app, own, "nop.xml", false, &err) < 0);
	open_as(w, "an", APP_READ);
	MUST(app_get(&theirs, w->app, model_root(), &(const struct place){ .key = { "SK" } }, w->arena, e));
	assert_string_equal(node_get(theirs, "name"), "Sở Mẫu");
}

/* ---- closed years ------------------------------------------------------------------------------------- */

static void expect_closed(struct world *w, int rc, const struct err *err)
{
	(void)w;
	assert_int_equal(rc, FAIL_DENIED);
	assert_non_null(strstr(err->text, "--withdraw"));
}

static void a_signed_year_is_not_changed_by_typing(void **state)
{
	struct world *w = *state;
	struct err err;
	size_t count;

	restore(w, "an");
	MUST(put(w, "obligation", (struct place){ .agency = "SM", .year = "2026", .key = { "plan-made" } },
	    PAIRS("status", "met"), e));
	MUST(app_sign(w->app, "SM", "2026", e));
	expect_closed(w, put(w, "year", (struct place){ .agency = "SM", .key = { "2026" } },
	    PAIRS("note", "x"), &err), &err);
	expect_closed(w, put(w, "obligation", (struct place){ .agency = "SM", .year = "2026",
	    .key = { "plan-made" } }, PAIRS("status", "unmet"), &err), &err);
	expect_closed(w, put_plan(w, "SM", &err), &err);
	expect_closed(w, finding(w, "SM", &err), &err);
	expect_closed(w, evidence(w, "SM", &err), &err);
	expect_closed(w, answer(w, "SM", &err), &err);
	expect_closed(w, rating(w, "SM", &err), &err);
	expect_closed(w, remove_system(w, "SM", &err), &err);
	expect_closed(w, app_confirm(&count, w->app, "SM", "PM", "2026", NULL, 0, NULL, &err), &err);
	expect_closed(w, app_renew(NULL, w->app, "SM", "PM", "2026", w->arena, &err), &err);
	expect_closed(w, app_carry(NULL, w->app, "SM", "PM", "2026", false, w->arena, &err), &err);
	expect_closed(w, app_remove(w->app, model_shape("year"), &(const struct place){ .agency = "SM",
	    .key = { "2026" } }, true, &err), &err);
	expect_closed(w, app_remove(w->app, model_shape("assessment"), &(const struct place){ .agency = "SM",
	    .system = "PM", .key = { "2026" } }, true, &err), &err);
	expect_closed(w, app_remove(w->app, model_shape("system"), &(const struct place){ .agency = "SM",
	    .key = { "PM" } }, true, &err), &err);
	expect_closed(w, app_remove(w->app, model_root(), &(const struct place){ .key = { "SM" } }, true, &err),
	    &err);
	/* what belongs to no year goes on, and so does the other agency */
	MUST(put_system(w, "SM", e));
	MUST(finding(w, "SK", e));
	MUST(app_comment_reply(w->app, "SM", 1, "0905 000 000", e));
	MUST(app_withdraw(w->app, "SM", "2026", e));
	MUST(finding(w, "SM", e));
	assert_int_equal(refusals_now(w).count, 15);
}

static void a_new_year_beside_a_signed_one_is_open(void **state)
{
	struct world *w = *state;

	restore(w, "an");
	MUST(app_sign(w->app, "SM", "2026", e));
	MUST(app_carry(NULL, w->app, "SM", "PM", "2027", true, w->arena, e));
	MUST(put(w, "year", (struct place){ .agency = "SM", .key = { "2027" } }, PAIRS("note", "mới"), e));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_use_case_of_the_headers_has_a_row),
		cmocka_unit_test(every_use_case_allows_each_role_what_the_table_says),
		cmocka_unit_test(a_refusal_says_who_and_what),
		cmocka_unit_test(a_refusal_is_kept_although_the_file_was_opened_for_reading),
		cmocka_unit_test(a_refusal_inside_a_change_outlives_its_undoing),
		cmocka_unit_test(a_refusal_stands_where_it_cannot_be_written),
		cmocka_unit_test(who_has_no_active_account_is_refused_and_noted),
		cmocka_unit_test(lists_of_agencies_show_what_may_be_read),
		cmocka_unit_test(a_system_named_without_its_agency_is_ones_own),
		cmocka_unit_test(an_id_of_another_agency_does_not_open_it),
		cmocka_unit_test(a_signed_year_is_not_changed_by_typing),
		cmocka_unit_test(a_new_year_beside_a_signed_one_is_open),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
