/* Facts in, decisions and checklists out, and the child process that reads. */
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
	char path[256];
};

static int set_up(void **state)
{
	struct fixture *fixture = xcalloc(1, sizeof(*fixture));

	lang_use(LANG_EN);
	scratch_make(&fixture->scratch);
	snprintf(fixture->path, sizeof(fixture->path), "%s", scratch_path(&fixture->scratch, "facts.xml"));
	fixture->arena = arena_new();
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	arena_free(fixture->arena);
	scratch_remove(&fixture->scratch);
	free(fixture);
	return 0;
}

/* ---- a small pack ---------------------------------------------------------------------------- */

static const struct fact_value infos[] = { { .id = "public" }, { .id = "private" }, { .id = "personal" } };
static const struct fact_value functions[] = { { .id = "internal" }, { .id = "other" } };
static const struct fact_value yes_no[] = { { .id = "yes" }, { .id = "no" } };

static const struct fact fact[] = {
	{ .id = "info", .type = FACT_SET, .value = infos, .value_count = 3, .index = 0 },
	{ .id = "function", .type = FACT_CHOICE, .value = functions, .value_count = 2, .index = 1 },
	{ .id = "nonstop", .type = FACT_YESNO, .value = yes_no, .value_count = 2, .index = 2 },
	{ .id = "users", .type = FACT_COUNT, .max = 1000000000, .index = 3 },
};
static const struct criterion criterion[] = {
	{ .id = "7", .level = 1, .cite = "d:7" },
	{ .id = "8.1", .level = 2, .cite = "d:8.1 d:9" },
	{ .id = "9.2.a", .level = 3, .cite = "d:9.2.a" },
};
static const struct pack regulation = {
	.id = "small", .version = "1.0", .kind = PACK_REGULATION,
	.fact = fact, .fact_count = 4, .criterion = criterion, .criterion_count = 3,
};

#define FACTS "<facts xmlns=\"urn:capdo:facts:1\">\n"

static struct facts *read_facts(struct fixture *fixture, const char *text, int *rc, struct err *err)
{
	struct facts *facts = facts_new(&regulation, fixture->arena);

	assert_int_equal(file_write(fixture->path, text, strlen(text), NULL), OK);
	*rc = exchange_read_facts(facts, fixture->path, err);
	return facts;
}

static void facts_are_read_and_those_not_given_stay_unknown(void **state)
{
	struct fixture *fixture = *state;
	struct facts *facts;
	struct err err = { 0 };
	int rc;

	facts = read_facts(fixture, "<?xml version='1.0' encoding='utf-8'?>\n<!-- c -->" FACTS
	    "<fact id=\"info\">\n personal\n\tprivate </fact><fact id='users'> 12 </fact>"
	    "<fact id=\"nonstop\"><![CDATA[no]]></fact></facts>", &rc, &err);
	if (rc < 0)
		fail_msg("%s", err.text);
	assert_string_equal(facts_get(facts, &fact[0]), "private personal");
	assert_string_equal(facts_get(facts, &fact[3]), "12");
	assert_string_equal(facts_get(facts, &fact[2]), "no");
	assert_false(facts_known(facts, &fact[1]));
	facts = read_facts(fixture, FACTS "</facts>", &rc, &err);
	assert_int_equal(rc, OK);
	assert_false(facts_known(facts, &fact[0]));
}

static const struct bad {
	int line;
	const char *words;
	const char *text;
} bads[] = {
	{ 3, "fact 'function' is one of internal, other, not 'external'",
	    FACTS "<fact id=\"info\">public</fact>\n<fact id=\"function\">external</fact></facts>" },
	{ 2, "fact 'info' is one or more of public, private, personal, not 'public secret'",
	    FACTS "<fact id=\"info\">public\nsecret</fact></facts>" },
	{ 2, "fact 'users' is a whole number from 0 to", FACTS "<fact id=\"users\">many</fact></facts>" },
	{ 2, "'-1'", FACTS "<fact id=\"users\">-1</fact></facts>" },
	{ 2, "fact 'nonstop' is one of yes, no, not '\"\"'", FACTS "<fact id=\"nonstop\"> </fact></facts>" },
	{ 2, "no fact 'colour'", FACTS "<fact id=\"colour\">red</fact></facts>" },
	{ 2, "no fact 'colour'", FACTS "<fact id=\"colour\"/></facts>" },
	{ 4, "fact 'users' is given twice, first in line 2",
	    FACTS "<fact id=\"users\">1</fact>\n<fact id=\"info\">public</fact>\n<fact id=\"users\">1</fact></facts>" },
	{ 2, "'fact' has no 'id'", FACTS "<fact>1</fact></facts>" },
	{ 2, "'fact' has no 'id'", FACTS "<fact id=\"\">1</fact></facts>" },
	{ 2, "'fact' has no attribute 'by'", FACTS "<fact id=\"users\" by=\"me\">1</fact></facts>" },
	{ 2, "'fact' has no element 'b'", FACTS "<fact id=\"users\"><b/></fact></facts>" },
	{ 2, "there is 'fax' where 'fact' is expected", FACTS "<fax id=\"users\">1</fax></facts>" },
	{ 1, "there is 'fact' where 'facts' is expected", "<fact xmlns=\"urn:capdo:facts:1\"/>" },
	{ 1, "expected 'urn:capdo:facts:1'", "<facts/>" },
	{ 2, "namespace 'urn:other'", FACTS "<fact xmlns=\"urn:other\" id=\"users\">1</fact></facts>" },
	{ 3, "text stands in 'facts'", FACTS "\nusers</facts>" },
	{ 1, "a DOCTYPE", "<!DOCTYPE facts [<!ENTITY e \"1\">]>" FACTS "<fact id=\"users\">&e;</fact></facts>" },
	{ 2, "cut off", FACTS "<fact id=\"users\">1" },
	{ 2, "info: the text has a control character", FACTS "<fact id=\"info\">\xC2\x85</fact></facts>" },
};

static void wrong_facts_are_refused_with_line_fact_and_values(void **state)
{
	struct fixture *fixture = *state;
	char place[300];
	int rc;

	for (size_t i = 0; i < sizeof(bads) / sizeof(bads[0]); i++) {
		struct err err = { 0 };
		struct facts *facts = read_facts(fixture, bads[i].text, &rc, &err);

		snprintf(place, sizeof(place), "%s:%d: ", fixture->path, bads[i].line);
		if (rc != FAIL_INVALID || err.code != FAIL_INVALID ||
		    strncmp(err.text, place, strlen(place)) != 0 || !strstr(err.text, bads[i].words))
			fail_msg("%zu: expected %d: %s, got %d %s", i, bads[i].line, bads[i].words, rc, err.text);
		/* All or nothing. */
		assert_false(facts_known(facts, &fact[0]));
		assert_false(facts_known(facts, &fact[3]));
	}
}

/* ---- decisions ------------------------------------------------------------------------------- */

static void wrote(struct fixture *fixture, const char *golden)
{
	size_t length;
	char *text;

	assert_int_equal(file_read(&text, &length, fixture->path, 1 << 20, fixture->arena, NULL), OK);
	assert_string_equal(text, golden);
}

static void a_decision_has_all_criteria_and_the_facts_still_open(void **state)
{
	static const enum truth met[] = { YES, NO, UNKNOWN };
	static const struct fact *const open[] = { &fact[3], &fact[1] };
	struct level_result result = { .level = 1, .lowest = 1, .highest = 3, .met = met, .open = open,
		.open_count = 2 };
	struct fixture *fixture = *state;

	assert_int_equal(exchange_write_decision(fixture->path, &regulation, &result, NULL), OK);
	wrote(fixture, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<decision xmlns=\"urn:capdo:decision:1\" pack=\"small\" version=\"1.0\" level=\"1\" certain=\"no\""
	    " lowest=\"1\" highest=\"3\">\n"
	    "  <criterion id=\"7\" level=\"1\" met=\"yes\" cite=\"d:7\"/>\n"
	    "  <criterion id=\"8.1\" level=\"2\" met=\"no\" cite=\"d:8.1 d:9\"/>\n"
	    "  <criterion id=\"9.2.a\" level=\"3\" met=\"unknown\" cite=\"d:9.2.a\"/>\n"
	    "  <open fact=\"users\"/>\n"
	    "  <open fact=\"function\"/>\n"
	    "</decision>\n");
}

static void no_level_is_called_none(void **state)
{
	static const enum truth met[] = { NO, NO, NO };
	struct level_result result = { .certain = true, .met = met };
	struct fixture *fixture = *state;

	assert_int_equal(exchange_write_decision(fixture->path, &regulation, &result, NULL), OK);
	wrote(fixture, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<decision xmlns=\"urn:capdo:decision:1\" pack=\"small\" version=\"1.0\" level=\"none\" certain=\"yes\""
	    " lowest=\"none\" highest=\"none\">\n"
	    "  <criterion id=\"7\" level=\"1\" met=\"no\" cite=\"d:7\"/>\n"
	    "  <criterion id=\"8.1\" level=\"2\" met=\"no\" cite=\"d:8.1 d:9\"/>\n"
	    "  <criterion id=\"9.2.a\" level=\"3\" met=\"no\" cite=\"d:9.2.a\"/>\n"
	    "</decision>\n");
}

/* ---- checklists ------------------------------------------------------------------------------ */

static const struct condition always_not = { .kind = COND_ALL };
static const struct strict stricter = { { "Dùng sản phẩm", "Use a <product>" }, &always_not };
static const struct sourced details[] = {
	{ .text = { "Chi tiết", "Detail & more" }, .id = "d1", .cite = "s:5.1", .status = STATUS_SECONDARY },
};
static const struct demand at_two = { .level = 2, .cite = "c:1", .clause = "5.1.1", .status = STATUS_CONFIRMED };
static const struct demand at_three = { .level = 3, .cite = "c:2", .clause = "6.1.1",
	.status = STATUS_UNVERIFIED, .text = { "Nội dung", "Text" }, .when = &always_not,
	.strict = &stricter, .strict_count = 1, .detail = { details, 1 } };
static const struct demand general_three = { .level = 3, .cite = "c:3", .status = STATUS_CONFIRMED };
static const struct requirement requirement[] = {
	{ .id = "net.waf", .scope = "system", .name = { "Tường lửa", "Firewall" },
	  .at = { [2] = &at_two, [3] = &at_three } },
	{ .id = "gen.a", .scope = "agency", .general = true, .name = { "Chung", "General" },
	  .at = { [3] = &general_three } },
};
static const struct pack checklist = { .id = "list", .version = "2", .kind = PACK_REQUIREMENTS,
	.requirement = requirement, .requirement_count = 2 };

static void a_checklist_has_what_its_level_demands_and_nothing_else(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(exchange_write_checklist(fixture->path, &checklist, 3, NULL), OK);
	wrote(fixture, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<checklist xmlns=\"urn:capdo:checklist:1\" pack=\"list\" version=\"2\" level=\"3\" xml:lang=\"en\">\n"
	    "  <requirement id=\"net.waf\" cite=\"c:2\" status=\"unverified\" scope=\"system\" general=\"no\""
	    " clause=\"6.1.1\" conditional=\"yes\">\n"
	    "    <name>Firewall</name>\n"
	    "    <text>Text</text>\n"
	    "    <strict conditional=\"yes\">Use a &lt;product&gt;</strict>\n"
	    "    <detail id=\"d1\" cite=\"s:5.1\" status=\"secondary\">Detail &amp; more</detail>\n"
	    "  </requirement>\n"
	    "  <requirement id=\"gen.a\" cite=\"c:3\" status=\"confirmed\" scope=\"agency\" general=\"yes\""
	    " conditional=\"no\">\n"
	    "    <name>General</name>\n"
	    "  </requirement>\n"
	    "</checklist>\n");
	assert_int_equal(exchange_write_checklist(fixture->path, &checklist, 2, NULL), OK);
	wrote(fixture, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<checklist xmlns=\"urn:capdo:checklist:1\" pack=\"list\" version=\"2\" level=\"2\" xml:lang=\"en\">\n"
	    "  <requirement id=\"net.waf\" cite=\"c:1\" status=\"confirmed\" scope=\"system\" general=\"no\""
	    " clause=\"5.1.1\" conditional=\"no\">\n"
	    "    <name>Firewall</name>\n"
	    "  </requirement>\n"
	    "</checklist>\n");
}

/* A cycle with a number gives its months; one without gives none. */
static void figures_and_cycles_of_a_requirement_are_written(void **state)
{
	static const struct threshold figures[] = {
		{ .kind = "retention", .force = FORCE_SUGGESTED, .value = 90, .unit = "day", .bound = "at-least",
		  .status = STATUS_SECONDARY, .text = { "ít nhất", "at least 90 days" } },
		{ .kind = "cycle", .force = FORCE_BINDING, .value = 6, .unit = "month", .status = STATUS_UNVERIFIED,
		  .text = { "sáu tháng", "six months" } },
	};
	static const struct threshold unnumbered[] = {
		{ .kind = "cycle", .force = FORCE_OR_EQUIVALENT, .status = STATUS_OWN, .text = { "tự đặt", "own" } },
	};
	static const struct demand numbered = { .level = 1, .cite = "c:1", .threshold = figures, .threshold_count = 2 };
	static const struct demand free_one = { .level = 1, .cite = "c:2", .threshold = unnumbered,
		.threshold_count = 1 };
	static const struct requirement both[] = {
		{ .id = "a", .scope = "system", .name = { "A", "A" }, .at = { [1] = &numbered } },
		{ .id = "b", .scope = "system", .name = { "B", "B" }, .at = { [1] = &free_one } },
	};
	const struct pack pack = { .id = "list", .version = "2", .kind = PACK_REQUIREMENTS, .requirement = both,
		.requirement_count = 2 };
	struct fixture *fixture = *state;

	assert_int_equal(exchange_write_checklist(fixture->path, &pack, 1, NULL), OK);
	wrote(fixture, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<checklist xmlns=\"urn:capdo:checklist:1\" pack=\"list\" version=\"2\" level=\"1\" xml:lang=\"en\">\n"
	    "  <requirement id=\"a\" cite=\"c:1\" status=\"confirmed\" scope=\"system\" general=\"no\""
	    " conditional=\"no\" months=\"6\">\n"
	    "    <name>A</name>\n"
	    "    <threshold kind=\"retention\" force=\"suggested\" value=\"90\" unit=\"day\" bound=\"at-least\""
	    " status=\"secondary\">at least 90 days</threshold>\n"
	    "    <threshold kind=\"cycle\" force=\"binding\" value=\"6\" unit=\"month\" status=\"unverified\">"
	    "six months</threshold>\n"
	    "  </requirement>\n"
	    "  <requirement id=\"b\" cite=\"c:2\" status=\"confirmed\" scope=\"system\" general=\"no\""
	    " conditional=\"no\">\n"
	    "    <name>B</name>\n"
	    "    <threshold kind=\"cycle\" force=\"or-equivalent\" status=\"own\">own</threshold>\n"
	    "  </requirement>\n"
	    "</checklist>\n");
}

static void only_a_checklist_has_a_checklist_and_only_levels_one_to_five(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(exchange_write_checklist(fixture->path, &regulation, 3, NULL), FAIL_INVALID);
	assert_int_equal(exchange_write_checklist(fixture->path, &checklist, 0, NULL), FAIL_INVALID);
	assert_int_equal(exchange_write_checklist(fixture->path, &checklist, 6, NULL), FAIL_INVALID);
	assert_false(file_exists(fixture->path));
}

/* ---- the child process ----------------------------------------------------------------------- */

static int is_refused(void *context, struct err *err)
{
	*(int *)context = 1;
	return err_set(err, FAIL_DENIED, "%s", "because");
}

static int is_done(void *context, struct err *err)
{
	*(int *)context = 1;
	(void)err;
	return OK;
}

static int never_ends(void *context, struct err *err)
{
	volatile unsigned *turns = context;

	while (!err || err->code == OK)
		++*turns;
	return OK;
}

static int breaks_down(void *context, struct err *err)
{
	(void)context, (void)err;
	abort();
}

static int runs_out_of_memory(void *context, struct err *err)
{
	(void)err;
	/* What xmalloc does then. */
	fputs("half a line", context);
	exit(1);
}

static void a_child_tells_what_happened_and_changes_nothing(void **state)
{
	struct err err = { 0 };
	int changed = 0;

	(void)state;
	assert_int_equal(child_run(is_refused, &changed, (size_t)1 << 30, 10, &err), FAIL_DENIED);
	assert_int_equal(err.code, FAIL_DENIED);
	assert_string_equal(err.text, "because");
	assert_int_equal(child_run(is_done, &changed, (size_t)1 << 30, 10, &err), OK);
	assert_int_equal(child_run(is_refused, &changed, (size_t)1 << 30, 10, NULL), FAIL_DENIED);
	assert_int_equal(changed, 0);
}

static void a_child_that_takes_too_much_or_breaks_down_is_a_bad_file(void **state)
{
	struct err err = { 0 };
	unsigned turns = 0;

	(void)state;
	assert_int_equal(child_run(never_ends, &turns, (size_t)1 << 30, 1, &err), FAIL_INVALID);
	assert_string_equal(err.text, "reading it took too much memory or time");
	assert_int_equal(child_run(breaks_down, NULL, (size_t)1 << 30, 1, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "broke down (signal 6)"));
}

static void a_child_that_ends_early_does_not_write_the_parents_files(void **state)
{
	struct fixture *fixture = *state;
	FILE *file = fopen(fixture->path, "w");
	struct err err = { 0 };

	assert_non_null(file);
	fputs("once\n", file);
	assert_int_equal(child_run(runs_out_of_memory, file, (size_t)1 << 30, 1, &err), FAIL_INVALID);
	assert_int_equal(fclose(file), 0);
	wrote(fixture, "once\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(facts_are_read_and_those_not_given_stay_unknown, set_up, tear_down),
		cmocka_unit_test_setup_teardown(wrong_facts_are_refused_with_line_fact_and_values, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_decision_has_all_criteria_and_the_facts_still_open, set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_level_is_called_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_checklist_has_what_its_level_demands_and_nothing_else, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    figures_and_cycles_of_a_requirement_are_written, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    only_a_checklist_has_a_checklist_and_only_levels_one_to_five, set_up, tear_down),
		cmocka_unit_test(a_child_tells_what_happened_and_changes_nothing),
		cmocka_unit_test(a_child_that_takes_too_much_or_breaks_down_is_a_bad_file),
		cmocka_unit_test_setup_teardown(
		    a_child_that_ends_early_does_not_write_the_parents_files, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
