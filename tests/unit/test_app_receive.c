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
		cmocka_unit_test(marks_know_every_key_of_many_and_no_other),
		cmocka_unit_test(what_is_rewound_is_given_again_and_zeroed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
