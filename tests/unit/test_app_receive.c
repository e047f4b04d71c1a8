/* Hand-ins taken in by the department: what they may change, and what the register says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/exchange.h"
#include "capdo/store.h"
#include "scratch.h"

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	struct app *app;
	char file[256];
};

static int set_up(void **state)
{
	struct fixture *fixture = xcalloc(1, sizeof(*fixture));
	struct app_options options = { .person = "hoa", .mode = APP_CREATE, .today = day_from_ymd(2026, 11, 22) };
	struct err err;

	lang_use(LANG_EN);
	scratch_make(&fixture->scratch);
	snprintf(fixture->file, sizeof(fixture->file), "%s", scratch_path(&fixture->scratch, "a.xml"));
	options.path = scratch_path(&fixture->scratch, "a.db");
	if (app_open(&fixture->app, &options, &err) < 0)
		fail_msg("%s", err.text);
	fixture->arena = arena_new();
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	app_close(fixture->app);
	arena_free(fixture->arena);
	scratch_remove(&fixture->scratch);
	free(fixture);
	return 0;
}

#define ID(n) "0198c0de-0000-7000-8000-0000000000" #n
#define SYSTEM(id, code, more) "<system id=\"" ID(id) "\" code=\"" code "\"" more

static int receive(struct receipt *out, struct fixture *fixture, int number, const char *inside, struct err *err)
{
	struct buffer text = { 0 };
	int rc;

	buffer_print(&text, "<submission xmlns=\"urn:capdo:exchange:1\" format=\"1\" year=\"2026\" snapshot=\"%d\">\n"
	    "<agency id=\"" ID(01) "\" code=\"so-mau\" sample=\"yes\"><name>Sở Mẫu</name>\n"
	    "<year id=\"" ID(02) "\" year=\"2026\" state=\"signed-off\"/>\n%s\n</agency></submission>\n",
	    number, inside);
	assert_int_equal(file_write(fixture->file, text.text, text.length, NULL), OK);
	buffer_release(&text);
	*err = (struct err){ 0 };
	rc = exchange_receive(out, fixture->app, fixture->file, false, fixture->arena, err);
	return rc;
}

static void taken(struct receipt *out, struct fixture *fixture, int number, const char *inside)
{
	struct err err;

	if (receive(out, fixture, number, inside, &err) < 0)
		fail_msg("%s", err.text);
}

static struct node *system_of(struct fixture *fixture, const char *code)
{
	const struct place place = { .agency = "so-mau", .key = { code } };
	struct node *node = NULL;

	return app_get(&node, fixture->app, model_shape("system"), &place, fixture->arena, NULL) == OK ? node : NULL;
}

static const char one[] = SYSTEM(11, "a", " approved-level=\"2\"") "><name>Hệ A</name><purpose>cũ</purpose></system>\n"
    SYSTEM(12, "b", "") "><name>Hệ B</name></system>";
static const char two[] = SYSTEM(11, "a", "") "><name>Hệ A mới</name></system>\n"
    SYSTEM(13, "c", "") "><name>Hệ C</name></system>";

static void a_later_hand_in_takes_the_place_of_the_one_before(void **state)
{
	struct fixture *fixture = *state;
	struct receipt receipt;

	taken(&receipt, fixture, 1, one);
	assert_int_equal(receipt.kind, RECEIPT_NEW);
	assert_int_equal(receipt.counts.added, 4);
	assert_true(node_is(receipt.snapshot, "state", "submitted"));
	assert_int_equal(node_int(receipt.snapshot, "audit-to", 0) - node_int(receipt.snapshot, "audit-from", 0), 0);
	taken(&receipt, fixture, 2, two);
	assert_int_equal(receipt.kind, RECEIPT_REPLACES);
	assert_int_equal(receipt.counts.added, 1);
	assert_int_equal(receipt.counts.changed, 1);
	assert_int_equal(receipt.counts.removed, 1);
	assert_null(system_of(fixture, "b"));
	assert_non_null(system_of(fixture, "c"));
	assert_string_equal(node_text(system_of(fixture, "a"), "name"), "Hệ A mới");
	assert_null(node_get(system_of(fixture, "a"), "purpose"));
	/* an approval is not taken back by silence */
	assert_string_equal(node_text(system_of(fixture, "a"), "approved-level"), "2");
	/* a row each for what was changed, added and removed, and one for the file */
	assert_int_equal(node_int(receipt.snapshot, "audit-to", 0) - node_int(receipt.snapshot, "audit-from", 0), 3);
}

static void the_very_same_does_nothing_and_an_older_or_altered_one_is_refused(void **state)
{
	struct fixture *fixture = *state;
	struct receipt receipt;
	struct err err;
	int64_t rows, again;

	taken(&receipt, fixture, 2, one);
	assert_int_equal(app_verify(fixture->app, &rows, &err), OK);
	taken(&receipt, fixture, 2, one);
	assert_int_equal(receipt.kind, RECEIPT_DUPLICATE);
	assert_int_equal(receipt.counts.same, 0);
	assert_int_equal(receive(&receipt, fixture, 2, two, &err), FAIL_INVALID);
	assert_int_equal(receipt.kind, RECEIPT_ALTERED);
	assert_non_null(strstr(err.text, "altered: number 2"));
	assert_int_equal(receive(&receipt, fixture, 1, two, &err), FAIL_INVALID);
	assert_int_equal(receipt.kind, RECEIPT_OLDER);
	assert_null(receipt.snapshot);
	assert_int_equal(app_verify(fixture->app, &again, &err), OK);
	assert_int_equal(again, rows);
	assert_non_null(system_of(fixture, "b"));
}

static void a_file_wrong_at_its_end_changes_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct receipt receipt;
	struct err err;

	assert_int_equal(receive(&receipt, fixture, 1, SYSTEM(11, "a", "") "><name>A</name></system>\n"
	    SYSTEM(12, "a", "") "><name>B</name></system>", &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, ":5: 'system' with code 'a' is in line 4 already"));
	assert_null(system_of(fixture, "a"));
	assert_int_equal(receive(&receipt, fixture, 1, SYSTEM(11, "a", "") "><name>A</name>\n"
	    "<zone code=\"z\"><name>Z</name></zone>\n"
	    "<fact fact=\"info\"><value>state-secret</value></fact></system>", &err), FAIL_INVALID);
	assert_null(system_of(fixture, "a"));
}

static void a_comment_may_be_answered_and_not_rewritten(void **state)
{
#define COMMENT(state, text, more) "<comment id=\"" ID(31) "\" number=\"1\" kind=\"ask\" state=\"" state \
	"\" about=\"year\" year=\"2026\" at=\"2026-11-20T01:00:00Z\"><text>" text "</text>" more "</comment>"
	struct fixture *fixture = *state;
	struct receipt receipt;
	struct err err;

	taken(&receipt, fixture, 1, COMMENT("open", "Vì sao?", ""));
	assert_int_equal(receive(&receipt, fixture, 2, COMMENT("open", "Rất tốt", ""), &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "altered 'text'"));
	assert_int_equal(receive(&receipt, fixture, 2, COMMENT("closed", "Vì sao?", ""), &err), FAIL_INVALID);
	taken(&receipt, fixture, 2, COMMENT("answered", "Vì sao?", "<reply>Vì thế.</reply>"));
	assert_int_equal(receipt.counts.changed, 1);
	/* neither comment nor answer goes away with the file */
	taken(&receipt, fixture, 3, "");
	assert_int_equal(receipt.counts.removed, 0);
}

/* ---- level proposals ------------------------------------------------------------------------- */

#define WITH_YEAR(number, inside) SYSTEM(11, "a", "") "><name>A</name>" \
	"<assessment id=\"" ID(71) "\" year=\"" number "\" level=\"2\"" \
	" pack=\"tt12-2022\" pack-version=\"1\" threats=\"t\" threats-version=\"1\" method=\"m\"" \
	" method-version=\"1\" started=\"2024-10-01T00:00:00Z\">" inside "</assessment></system>"
#define PROPOSAL(state, more) \
	SYSTEM(11, "a", "") "><name>A</name>" PROPOSAL_OF(41, "number=\"1\"", state, more) "</system>"
#define PROPOSAL_OF(id, number, state, more) "<proposal id=\"" ID(id) "\" " number " level=\"2\" state=\"" state \
	"\" kind=\"new\" pack=\"nd85-2016\" pack-version=\"1\" at=\"2026-11-20T01:00:00Z\">" more "</proposal>"
#define DOCUMENT(id, part) "<document id=\"" ID(id) "\" part=\"" part "\"><title>T</title></document>"
#define ACT(id, number, step, more) "<act id=\"" ID(id) "\" number=\"" number "\" step=\"" step \
	"\" date=\"2026-11-20\" at=\"2026-11-20T01:00:00Z\"" more "/>"

static const char *proposal_state(struct fixture *fixture)
{
	const struct place place = { .agency = "so-mau", .system = "a", .key = { "1" } };
	struct node *node = NULL;

	if (app_get(&node, fixture->app, model_shape("proposal"), &place, fixture->arena, NULL) < 0)
		return "none";
	return node_text(node, "state");
}

static size_t documents(struct fixture *fixture)
{
	const struct place place = { .agency = "so-mau", .system = "a", .parent_key = { "1" } };
	struct node *node = NULL;
	size_t count = 0;

	assert_int_equal(app_list(&node, fixture->app, model_shape("document"), &place, fixture->arena, NULL), OK);
	for (; node; node = node->next)
		count++;
	return count;
}

static void altered(struct fixture *fixture, int number, const char *inside)
{
	struct receipt receipt;
	struct err err;

	assert_int_equal(receive(&receipt, fixture, number, inside, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "has altered"));
}

static void an_agency_submits_a_proposal_and_takes_no_other_step_on_it(void **state)
{
	struct fixture *fixture = *state;
	struct receipt receipt;

	taken(&receipt, fixture, 1, PROPOSAL("draft", ""));
	altered(fixture, 2, PROPOSAL("draft", ACT(51, "1", "approve", " result=\"suitable\"")));
	/* that it is approved is not told by its state either */
	taken(&receipt, fixture, 2, PROPOSAL("approved", ""));
	assert_string_equal(proposal_state(fixture), "draft");
	taken(&receipt, fixture, 3, PROPOSAL("submitted", ACT(51, "1", "submit", "")));
	assert_string_equal(proposal_state(fixture), "submitted");
	altered(fixture, 4, PROPOSAL("submitted", ACT(51, "1", "submit", "") ACT(52, "2", "submit", "")));
	altered(fixture, 4, PROPOSAL("submitted", ACT(51, "1", "submit", "") ACT(52, "2", "approve", "")));
	altered(fixture, 4, PROPOSAL("submitted", DOCUMENT(61, "dossier-overview") ACT(51, "1", "submit", "")));
	altered(fixture, 4,
	    SYSTEM(11, "a", "") "><name>A</name>" PROPOSAL_OF(42, "number=\"2\"", "approved", "") "</system>");
}

/* As the department would leave it: a step of its own, and the state after it. */
static int step_back(struct store *store, void *context, struct err *err)
{
	const char *const *said = context;
	struct arena *arena = arena_new();
	struct node *proposal, *act = node_new(arena, model_shape("act"), NULL);
	int rc = store_get(&proposal, store, model_shape("proposal"), ID(41), arena, err);

	act->id = ID(59);
	node_put(act, "number", "2");
	node_put(act, "step", said[0]);
	node_put(act, "date", "2026-11-21");
	node_put(act, "at", "2026-11-21T01:00:00Z");
	if (rc == OK)
		node_put(proposal, "state", said[1]);
	if (rc == OK)
		rc = store_change_record(store, proposal, err);
	if (rc == OK)
		rc = store_add(store, act, ID(41), arena, err);
	arena_free(arena);
	return rc;
}

static void at_department(struct fixture *fixture, store_change *change, void *context)
{
	struct err err = { 0 };
	struct store *store = NULL;

	assert_int_equal(store_open(&store, scratch_path(&fixture->scratch, "a.db"), STORE_WRITE, &err), OK);
	if (store_write(store, change, context, &err) < 0)
		fail_msg("%s", err.text);
	store_close(store);
}

static void what_was_not_suitable_is_corrected_and_submitted_again(void **state)
{
	const char *said[] = { "appraise", "not-suitable" };
	struct fixture *fixture = *state;
	struct receipt receipt;

	taken(&receipt, fixture, 1, PROPOSAL("submitted", ACT(51, "1", "submit", "")));
	at_department(fixture, step_back, said);
	/* the agency does not know it yet: nothing of it changes */
	taken(&receipt, fixture, 2, PROPOSAL("submitted", ACT(51, "1", "submit", "")));
	assert_string_equal(proposal_state(fixture), "not-suitable");
	taken(&receipt, fixture, 3, PROPOSAL("submitted", DOCUMENT(61, "dossier-overview") ACT(51, "1", "submit", "")
	    "<act id=\"" ID(59) "\" number=\"2\" step=\"appraise\" date=\"2026-11-21\" at=\"2026-11-21T01:00:00Z\"/>"
	    ACT(53, "3", "submit", "")));
	assert_string_equal(proposal_state(fixture), "submitted");
	assert_int_equal(documents(fixture), 1);
}

static void a_draft_begun_anew_takes_the_place_of_the_draft(void **state)
{
	struct fixture *fixture = *state;
	struct receipt receipt;

	taken(&receipt, fixture, 1, PROPOSAL("draft", DOCUMENT(61, "dossier-overview")));
	taken(&receipt, fixture, 2, SYSTEM(11, "a", "") "><name>A</name>" PROPOSAL_OF(42, "number=\"1\"", "draft", "")
	    "</system>");
	assert_int_equal(documents(fixture), 0);
}

static void a_proposal_on_a_pack_that_is_not_here_does_not_hide_the_others(void **state)
{
	struct fixture *fixture = *state;
	struct proposal_row *row = NULL;
	struct receipt receipt;
	struct err err = { 0 };
	size_t count = 0;

	taken(&receipt, fixture, 1, PROPOSAL("submitted", ACT(51, "1", "submit", ""))
	    SYSTEM(12, "b", "") "><name>B</name><proposal id=\"" ID(43)
	    "\" number=\"1\" level=\"2\" state=\"submitted\""
	    " kind=\"new\" pack=\"x\" pack-version=\"1\" at=\"2026-11-20T01:00:00Z\"/></system>");
	if (app_proposals(&row, &count, fixture->app, NULL, fixture->arena, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(row[i].state, PROPOSAL_SUBMITTED);
}

static int approve(struct store *store, void *context, struct err *err)
{
	struct arena *arena = arena_new();
	struct node *node;
	int rc = store_get(&node, store, model_shape("proposal"), ID(41), arena, err);

	(void)context;
	if (rc == OK) {
		node_put(node, "state", "approved");
		rc = store_change_record(store, node, err);
	}
	if (rc == OK)
		rc = store_get(&node, store, model_shape("system"), ID(11), arena, err);
	if (rc == OK) {
		node_put(node, "approved-level", "3");
		rc = store_change_record(store, node, err);
	}
	arena_free(arena);
	return rc;
}

static void a_level_approved_here_is_not_another_by_a_file(void **state)
{
	struct fixture *fixture = *state;
	struct receipt receipt;

	taken(&receipt, fixture, 1, PROPOSAL("submitted", ACT(51, "1", "submit", "")));
	at_department(fixture, approve, NULL);
	taken(&receipt, fixture, 2, SYSTEM(11, "a", " approved-level=\"1\"") "><name>A</name></system>");
	assert_string_equal(node_text(system_of(fixture, "a"), "approved-level"), "3");
}

/* ---- who may ---------------------------------------------------------------------------------- */

static void sign_in(struct fixture *fixture, const char *person)
{
	const struct app_options options = { .path = scratch_path(&fixture->scratch, "a.db"), .person = person,
		.mode = APP_WRITE, .today = day_from_ymd(2026, 11, 22) };
	struct err err = { 0 };

	app_close(fixture->app);
	fixture->app = NULL;
	if (app_open(&fixture->app, &options, &err) < 0)
		fail_msg("%s", err.text);
}

static void account(struct fixture *fixture, const char *login, const char *role, const char *agency)
{
	const struct value value[] = { { "name", login }, { "role", role }, { "agency", agency } };
	const struct place place = { .key = { login } };

	assert_int_equal(app_put(NULL, fixture->app, model_shape("account"), &place, value, 3, true, fixture->arena,
	    NULL), OK);
}

#define HELLO "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

static int give_hello(void *context, struct attaching *attaching, struct err *err)
{
	(void)context;
	return attach_keep(attaching, HELLO, "hello", 5, err);
}

static void a_reviewer_who_belongs_to_an_agency_takes_the_contents_of_others_in_too(void **state)
{
	struct fixture *fixture = *state;
	const struct value name[] = { { "name", "Sở" } };
	const struct place place = { .key = { "SO" } };
	struct receipt receipt;
	struct err err = { 0 };

	taken(&receipt, fixture, 1, WITH_YEAR("2024", "<finding id=\"" ID(72) "\" requirement=\"X\" status=\"met\">"
	    "<evidence id=\"" ID(73) "\" code=\"E\" sha256=\"" HELLO "\" attached=\"yes\"><name>E</name></evidence>"
	    "</finding>"));
	assert_int_equal(app_put(NULL, fixture->app, model_root(), &place, name, 1, true, fixture->arena, NULL), OK);
	account(fixture, "rev", "reviewer", "SO");
	account(fixture, "canbo", "assessor", "SO");
	sign_in(fixture, "canbo");
	assert_int_equal(app_attach(fixture->app, give_hello, NULL, &err), FAIL_INVALID);
	sign_in(fixture, "rev");
	if (app_attach(fixture->app, give_hello, NULL, &err) < 0)
		fail_msg("%s", err.text);
}

static int load(struct fixture *fixture, const char *inside, struct err *err)
{
	struct merge_counts counts;
	struct buffer text = { 0 };
	int rc;

	buffer_print(&text, "<submission xmlns=\"urn:capdo:exchange:1\" format=\"1\">"
	    "<agency code=\"so-mau\"><name>Sở Mẫu</name>%s</agency></submission>", inside);
	assert_int_equal(file_write(fixture->file, text.text, text.length, NULL), OK);
	buffer_release(&text);
	*err = (struct err){ 0 };
	rc = exchange_import(&counts, fixture->app, fixture->file, false, err);
	return rc;
}

static void what_is_loaded_tells_of_the_procedure_only_what_the_person_may_do(void **state)
{
	static const char *const refused[] = {
		"<year year=\"2025\" state=\"signed-off\"/>",
		"<year year=\"2025\" state=\"accepted\"/>",
		"<year year=\"2025\" decided-at=\"2026-11-20T01:00:00Z\"/>",
		COMMENT("closed", "Vì sao?", ""), COMMENT("open", "Rất tốt", ""),
		"<comment number=\"2\" kind=\"note\" state=\"open\" about=\"year\" year=\"2026\""
		" at=\"2026-11-20T01:00:00Z\"><text>T</text></comment>",
		PROPOSAL("suitable", ""), PROPOSAL("approved", ""), PROPOSAL("draft", ACT(51, "1", "approve", "")),
		PROPOSAL("draft", ACT(51, "1", "appraise", "")),
	};
	struct fixture *fixture = *state;
	struct receipt receipt;
	struct err err;

	taken(&receipt, fixture, 1, PROPOSAL("draft", "") COMMENT("open", "Vì sao?", ""));
	account(fixture, "canbo", "assessor", "so-mau");
	sign_in(fixture, "canbo");
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		if (load(fixture, refused[i], &err) != FAIL_DENIED)
			fail_msg("%s: %s", refused[i], err.text);
	if (load(fixture, "<year year=\"2025\" state=\"draft\"/>"
	    PROPOSAL("submitted", ACT(51, "1", "submit", "")) COMMENT("answered", "Vì sao?", "<reply>Vì thế.</reply>"),
	    &err) < 0)
		fail_msg("%s", err.text);
	/* nor does the hand-in of one's own, which the head has not signed */
	assert_int_equal(receive(&receipt, fixture, 2, "", &err), FAIL_DENIED);
}

/* ---- years that are accepted ------------------------------------------------------------------ */

static int accept_2024(struct store *store, void *context, struct err *err)
{
	struct arena *arena = arena_new();
	struct node *row = node_new(arena, model_shape("snapshot"), NULL);
	int rc;

	(void)context;
	node_put(row, "year", "2024");
	node_put(row, "number", "1");
	node_put(row, "way", "in");
	node_put(row, "state", "accepted");
	node_put(row, "at", "2024-12-01T00:00:00Z");
	node_put(row, "sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	rc = store_add(store, row, ID(01), arena, err);
	arena_free(arena);
	return rc;
}

static void a_hand_in_of_this_year_does_not_rewrite_a_year_that_was_accepted(void **state)
{
	struct fixture *fixture = *state;
	struct receipt receipt;
	struct err err;

	taken(&receipt, fixture, 1, WITH_YEAR("2024", "<note>Đã nộp</note>"));
	at_department(fixture, accept_2024, NULL);
	taken(&receipt, fixture, 2, WITH_YEAR("2024", "<note>Đã nộp</note>"));
	assert_int_equal(receive(&receipt, fixture, 3, WITH_YEAR("2024", "<note>Khác</note>"), &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "2024"));
	assert_int_equal(receive(&receipt, fixture, 3, SYSTEM(11, "a", "") "><name>A</name></system>", &err),
	    FAIL_INVALID);
	assert_int_equal(receive(&receipt, fixture, 3, "", &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "2024"));
	taken(&receipt, fixture, 3, WITH_YEAR("2024", "<note>Đã nộp</note>"));
}

static void the_day_comes_from_the_pack_and_a_file_after_it_is_late(void **state)
{
	struct fixture *fixture = *state;
	const struct sourced *duty;
	struct receipt receipt;
	struct err err;
	char text[11];
	day due;

	assert_int_equal(app_due(&due, &duty, fixture->app, "2026", &err), OK);
	assert_non_null(duty);
	day_format(text, due);
	assert_string_equal(text, "2026-12-19");
	taken(&receipt, fixture, 1, one);
	assert_string_equal(receipt.due, "2026-12-19");
	assert_false(receipt.late);
	assert_int_equal(app_due(&due, &duty, fixture->app, "2020", &err), OK);
	assert_null(duty);
}

static void more_comments_on_one_question_than_allowed_are_refused(void **state)
{
	struct fixture *fixture = *state;
	struct buffer text = { 0 };
	struct receipt receipt;
	struct err err;

	for (int i = 1; i <= 10000; i++)
		buffer_print(&text, "<comment number=\"%d\" kind=\"ask\" state=\"open\" about=\"year\" year=\"2026\""
		    " at=\"2026-11-20T01:00:00Z\"><text>x</text></comment>\n", i);
	assert_int_equal(receive(&receipt, fixture, 1, text.text, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, ":204: there are more than 200 comments on one question"));
	buffer_release(&text);
}

static void marks_know_every_key_of_many_and_no_other(void **state)
{
	struct marks *marks = marks_new();

	(void)state;
	for (uint32_t i = 1; i <= 200000; i++) {
		uint32_t *number = marks_at(marks, &i, sizeof(i));

		assert_int_equal(*number, 0);
		*number = i;
	}
	for (uint32_t i = 1; i <= 200000; i++)
		assert_int_equal(*marks_at(marks, &i, sizeof(i)), i);
	for (uint32_t i = 200001; i <= 400000; i++)
		assert_false(marks_has(marks, &i, sizeof(i)));
	marks_free(marks);
}

static void what_is_rewound_is_given_again_and_zeroed(void **state)
{
	struct arena *arena = arena_new();
	char *kept = arena_copy(arena, "kept");
	struct arena_mark mark = arena_mark(arena);

	(void)state;
	for (int i = 0; i < 1000; i++) {
		char *piece = arena_alloc(arena, 5000);

		assert_int_equal(piece[0] | piece[4999], 0);
		memset(piece, 'x', 5000);
		if (i % 3 == 2)
			arena_rewind(arena, mark);
	}
	assert_string_equal(kept, "kept");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_later_hand_in_takes_the_place_of_the_one_before, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_very_same_does_nothing_and_an_older_or_altered_one_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_wrong_at_its_end_changes_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_comment_may_be_answered_and_not_rewritten, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_day_comes_from_the_pack_and_a_file_after_it_is_late, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    more_comments_on_one_question_than_allowed_are_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    an_agency_submits_a_proposal_and_takes_no_other_step_on_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_was_not_suitable_is_corrected_and_submitted_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_draft_begun_anew_takes_the_place_of_the_draft, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_proposal_on_a_pack_that_is_not_here_does_not_hide_the_others, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_level_approved_here_is_not_another_by_a_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_hand_in_of_this_year_does_not_rewrite_a_year_that_was_accepted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_reviewer_who_belongs_to_an_agency_takes_the_contents_of_others_in_too, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_is_loaded_tells_of_the_procedure_only_what_the_person_may_do, set_up, tear_down),
		cmocka_unit_test(marks_know_every_key_of_many_and_no_other),
		cmocka_unit_test(what_is_rewound_is_given_again_and_zeroed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
