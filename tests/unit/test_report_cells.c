/*
 * test_report_cells.c - what was typed stands in the workbooks, as what it was, and files are whole or not there.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "../../src/report/report_priv.h"
#include "capdo/report.h"
#include "exchange_tree.h"
#include "scratch.h"

static struct world {
	struct scratch scratch;
	struct arena *mem;
	struct pack_set *packs;
	struct node *agency;
	struct agency_view view;
	struct source source;
	struct buffer cells;            /* of all workbooks read; NUL ends each */
} world;

/* ---- views by hand ---------------------------------------------------------------------------------- */

static void take_findings(struct assessment_view *view, const struct check_item *item)
{
	size_t count = 0;
	struct finding_in *in = arena_alloc(world.mem, (node_count(view->node, "finding") + 1) * sizeof(*in));

	for (const struct node *node = node_first(view->node, "finding"); node; node = node->next) {
		in[count].requirement = node_get(node, "requirement");
		in[count].asset = node_get(node, "asset");
		finding_parse(&in[count++].status, node_get(node, "status"));
	}
	view->item = arena_alloc(world.mem, (view->item_count + 1) * sizeof(*view->item));
	compliance_items(view->item, item, view->item_count, in, count, NULL, 0, view->method);
}

static void make_assessment(struct assessment_view *view, struct node *node)
{
	struct basis basis = { .level = 3 };
	struct check_item *item;
	struct rating_in rating = { .likelihood = 4, .impact = 3 };

	view->node = node;
	view->requirements = packs_find(world.packs, "tt12-2022");
	view->threats = packs_find(world.packs, "threats-1");
	view->method = packs_find(world.packs, "method-1")->method;
	view->item_count = checklist_make(&item, view->requirements, &basis, world.mem);
	take_findings(view, item);
	view->risk_count = view->threats->scenario_count;
	view->risk = arena_alloc(world.mem, view->risk_count * sizeof(*view->risk));
	for (size_t i = 0; i < view->risk_count; i++) {
		const struct mitigations mitigations = mitigations_of(view->requirements, &view->threats->scenario[i]);

		risk_rate(&view->risk[i], &view->threats->scenario[i], &mitigations, view->method, 3, NULL, 0, &rating,
		    view->item, view->item_count, "2026-11-22");
	}
	view->gain_count = risk_gains(&view->gain, view->risk, view->risk_count, view->item, view->item_count,
	    view->method, world.mem);
}

static void make_system(struct system_view *view, struct node *node)
{
	view->node = node;
	view->assessment = arena_alloc(world.mem, 8 * sizeof(*view->assessment));
	for (struct node *year = node_first(node, "assessment"); year; year = year->next)
		make_assessment(&view->assessment[view->assessment_count++], year);
}

/* Some codes must be those of the packs, so that the layouts for known things are met as well. */
static void know_some(struct node *agency)
{
	for (struct node *system = node_first(agency, "system"); system; system = system->next) {
		for (struct node *year = node_first(system, "assessment"); year; year = year->next) {
			node_put(node_first(year, "finding"), "requirement", "QL-1.1.1");
			node_put(node_first(year, "plan"), "scenario", "a-ddos");
			node_put(node_first(year, "rating"), "scenario", "a-ddos");
		}
		node_put(node_first(system, "proposal"), "pack", "nd85-2016");
		node_put(node_first(node_first(system, "proposal"), "document"), "part", "dossier-overview");
	}
	for (struct node *year = node_first(agency, "year"); year; year = year->next)
		node_put(node_first(year, "obligation"), "obligation", "plan-made");
}

/* The tree has nine texts for all: with a number each stands for itself, and none is found in place of another. */
static void number_texts(struct node *node, unsigned *number)
{
	for (size_t i = 0; i < node->shape->field_count; i++) {
		enum field_type type = node->shape->field[i].type;

		if (node->value[i] && (type == F_LINE || type == F_NOTE))
			node->value[i] = arena_print(world.mem, "%s [%u]", node->value[i], ++*number);
	}
	for (size_t i = 0; i < node->shape->child_count; i++) {
		for (struct node *child = node->children[i].first; child; child = child->next)
			number_texts(child, number);
	}
}

static int set_up(void **state)
{
	struct exchange_tree tree = { .seed = 20261122, .each = 2, .all = true };
	struct err err;
	size_t count = 0;
	unsigned number = 0;

	(void)state;
	memset(&world, 0, sizeof(world));
	lang_use(LANG_VI);
	scratch_make(&world.scratch);
	world.mem = arena_new();
	tree.arena = world.mem;
	assert_int_equal(packs_load(&world.packs, NULL, &err), OK);
	world.agency = exchange_tree_make(&tree);
	know_some(world.agency);
	number_texts(world.agency, &number);
	node_put(world.agency, "sample", "yes");
	world.view.node = world.agency;
	world.view.obligations = packs_find(world.packs, "obligations-1");
	world.view.system = arena_alloc(world.mem, 8 * sizeof(*world.view.system));
	for (struct node *system = node_first(world.agency, "system"); system; system = system->next)
		make_system(&world.view.system[count++], system);
	world.view.system_count = count;
	world.source = (struct source){ .packs = world.packs, .today = "2026-11-22", .agency = world.agency };
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buffer_release(&world.cells);
	packs_free(world.packs);
	arena_free(world.mem);
	scratch_remove(&world.scratch);
	return 0;
}

/* ---- reading back ------------------------------------------------------------------------------------ */

static void read_cells(const char *how, const char *path)
{
	char block[65536];
	size_t length;
	FILE *in = popen(arena_print(world.mem, "python3 tests/tools/xlsx_cells.py %s %s", how, path), "r");

	assert_non_null(in);
	while ((length = fread(block, 1, sizeof(block), in)) > 0)
		buffer_add_n(&world.cells, block, length);
	assert_int_equal(pclose(in), 0);
}

static bool in_some_cell(const char *text)
{
	size_t length = strlen(text);
	const char *end = world.cells.text + world.cells.length;

	for (const char *cell = world.cells.text; cell < end; cell += strlen(cell) + 1) {
		if (strlen(cell) > length && strstr(cell + 1, text))
			return true;
	}
	return false;
}

static bool is_cell(const char *text)
{
	const char *end = world.cells.text + world.cells.length;

	for (const char *cell = world.cells.text; cell < end; cell += strlen(cell) + 1) {
		if (strcmp(cell, text) == 0)
			return true;
	}
	return false;
}

static bool stands(const struct field *field, const char *value)
{
	struct report report = { .mem = world.mem };
	const char *shown = value_show(&report, field, value);
	char iso[11];
	day date;

	if (in_some_cell(shown) || in_some_cell(value))
		return true;
	if (field->type == F_INT || field->type == F_MONEY)
		return is_cell(arena_print(world.mem, "n%s", value));
	if (field->type == F_DATE)
		return in_some_cell(arena_print(world.mem, "%sT00:00:00", value));
	if (field->type != F_TIME)
		return false;
	memcpy(iso, value, 10);
	iso[10] = '\0';
	assert_int_equal(day_parse(&date, iso, NULL), OK);
	day_format(iso, date + (value[11] == '1' && value[12] >= '7' ? 1 : value[11] == '2'));
	return in_some_cell(iso);
}

/* The basis of a finding is a hash of the requirement's text, by which the program finds out next year whether the
 * text has changed. Nobody typed it and nobody can read it: what it is good for stands in the workbook in words, as
 * the mark "carried over". (The basis of a rating is one too, but shows in the sheet of all its fields.) */
static bool is_promised(const struct node *node, size_t field)
{
	return strcmp(node->shape->name, "finding") != 0 || strcmp(node->shape->field[field].name, "basis") != 0;
}

static size_t lost_in(const struct node *node)
{
	size_t lost = 0;

	if (node->shape->flags & (LOCAL | COMPUTED))
		return 0;
	for (size_t i = 0; i < node->shape->field_count; i++) {
		if (node->value[i] && is_promised(node, i) && !stands(&node->shape->field[i], node->value[i])) {
			print_message("lost: %s %s '%s'\n", node->shape->name, node->shape->field[i].name,
			    node->value[i]);
			lost++;
		}
	}
	for (size_t i = 0; i < node->shape->child_count; i++) {
		for (const struct node *child = node->children[i].first; child; child = child->next)
			lost += lost_in(child);
	}
	return lost;
}

static void write_all(void)
{
	struct err err;
	const char *path = scratch_path(&world.scratch, "book.xlsx");

	for (size_t i = 0; i < world.view.system_count; i++) {
		for (size_t k = 0; k < world.view.system[i].assessment_count; k++) {
			const char *year = node_get(world.view.system[i].assessment[k].node, "year");

			assert_int_equal(report_write_system(path, &world.source, &world.view.system[i], year,
			    &err), OK);
			read_cells("", path);
		}
	}
	for (struct node *year = node_first(world.agency, "year"); year; year = year->next) {
		assert_int_equal(report_write_agency(path, &world.source, &world.view, node_get(year, "year"),
		    &err), OK);
		read_cells("", path);
	}
}

/* ---- tests --------------------------------------------------------------------------------------------- */

static void every_typed_field_stands_in_a_cell(void **state)
{
	(void)state;
	write_all();
	assert_int_equal(lost_in(world.agency), 0);
}

static void every_typed_field_stands_in_a_cell_in_english(void **state)
{
	(void)state;
	lang_use(LANG_EN);
	write_all();
	assert_int_equal(lost_in(world.agency), 0);
	lang_use(LANG_VI);
}

static struct node *add(struct node *parent, const char *shape, const char *const *pair)
{
	struct node *node = node_new(world.mem, model_shape(shape), parent);

	for (; *pair; pair += 2)
		node_put(node, pair[0], pair[1]);
	return node;
}

#define ADD(parent, shape, ...) add(parent, shape, (const char *const[]){ __VA_ARGS__, NULL })

/* A level 3 proposal in appraisal: received on 2 November, so the 15 days of the appraisal end on the 17th. */
static struct node *add_proposal(struct node *system)
{
	struct node *proposal = ADD(system, "proposal", "number", "900", "level", "3", "state", "appraising", "kind",
	    "operating", "pack", "nd85-2016", "pack-version", "1", "at", "2026-10-30T01:00:00Z");

	ADD(proposal, "document", "part", "dossier-grounds", "title", "Thuyết minh thử", "number", "15/HS");
	ADD(proposal, "act", "number", "1", "step", "submit", "date", "2026-10-30", "body", "operator", "at",
	    "2026-10-30T01:00:00Z");
	ADD(proposal, "act", "number", "2", "step", "complete", "date", "2026-11-02", "body", "specialised-unit", "at",
	    "2026-11-02T01:00:00Z");
	return proposal;
}

static void a_proposal_stands_in_words_with_its_time_limits(void **state)
{
	const char *path = scratch_path(&world.scratch, "book.xlsx");
	struct node *proposal = add_proposal(world.view.system[0].node);
	struct err err;

	(void)state;
	assert_int_equal(report_write_system(path, &world.source, &world.view.system[0], NULL, &err), OK);
	read_cells("", path);
	assert_true(is_cell(arena_print(world.mem, "s%s", words_now(&pack_body(packs_find(world.packs, "nd85-2016"),
	    "specialised-unit")->text))));
	assert_true(is_cell("sThiết kế thi công đã được cấp có thẩm quyền phê duyệt hoặc tài liệu có giá trị tương "
	    "đương. (dossier-design-operating)"));
	assert_true(is_cell(arena_print(world.mem, "s%s", _("missing"))));
	assert_true(is_cell("d2026-11-17T00:00:00"));
	assert_true(is_cell("squá hạn 5 ngày"));
	buffer_release(&world.cells);
	ADD(proposal, "act", "number", "3", "step", "appraise", "result", "suitable", "date", "2026-11-17", "at",
	    "2026-11-17T01:00:00Z");
	assert_int_equal(report_write_system(path, &world.source, &world.view.system[0], NULL, &err), OK);
	read_cells("", path);
	assert_false(is_cell("squá hạn 5 ngày"));
	assert_true(is_cell("sđúng hạn"));
}

static void what_was_carried_over_says_so_and_from_which_year(void **state)
{
	static const char *const shapes[] = { "finding", "answer", "plan" };
	const char *path = scratch_path(&world.scratch, "book.xlsx");
	struct node *year = world.view.system[0].assessment[0].node;
	const char *mark;
	struct err err;

	(void)state;
	mark = arena_print(world.mem, _("carried over from %s, to be confirmed"), "2019");
	node_put(year, "carried-from", "2019");
	for (size_t i = 0; i < 3; i++) {
		struct node *answer;

		for (size_t k = 0; k < 3; k++)
			for (answer = node_first(year, shapes[k]); answer; answer = answer->next)
				node_put(answer, "carried", NULL);
		for (size_t marked = 0; marked < 2; marked++) {
			node_put(node_first(year, shapes[i]), "carried", marked ? "yes" : NULL);
			assert_int_equal(report_write_system(path, &world.source, &world.view.system[0],
			    node_get(year, "year"), &err), OK);
			buffer_release(&world.cells);
			read_cells("", path);
			assert_int_equal(in_some_cell(mark), marked);
		}
	}
}

static void the_costs_of_obligations_are_added_up(void **state)
{
	const char *path = scratch_path(&world.scratch, "book.xlsx");
	struct node *year = node_first(world.agency, "year");
	int64_t sum = 0;
	struct err err;

	(void)state;
	for (struct node *duty = node_first(year, "obligation"); duty; duty = duty->next)
		sum += node_int(duty, "cost", 0);
	assert_true(sum > 0);
	assert_int_equal(report_write_agency(path, &world.source, &world.view, node_get(year, "year"), &err), OK);
	read_cells("--value", path);
	assert_true(is_cell(arena_print(world.mem, "n%lld", (long long)sum)));
}

static void text_like_a_formula_stays_text(void **state)
{
	static const char *const texts[] = { "=1+1", "+cmd|x", "-2+3", "@sum(a1)" };
	const char *path = scratch_path(&world.scratch, "book.xlsx");
	struct node *system = world.view.system[0].node;
	struct node *action = node_first(system, "action");
	struct err err;

	(void)state;
	node_put(system, "name", texts[0]);
	node_put(system, "owner-name", texts[1]);
	node_put(action, "title", texts[2]);
	node_put(action, "note", texts[3]);
	assert_int_equal(report_write_system(path, &world.source, &world.view.system[0], NULL, &err), OK);
	read_cells("", path);
	for (size_t i = 0; i < 4; i++) {
		assert_true(is_cell(arena_print(world.mem, "s%s", texts[i])));
		assert_false(is_cell(arena_print(world.mem, "f%s", texts[i])));
	}
}

static void the_longest_text_is_whole_in_one_cell(void **state)
{
	const char *path = scratch_path(&world.scratch, "book.xlsx");
	struct node *system = world.view.system[0].node;
	struct buffer text = { 0 };
	struct err err;

	(void)state;
	for (size_t i = 0; i < TEXT_LIMIT / 10; i++)
		buffer_print(&text, "%s%06zu", "câu ", i);
	assert_int_equal(text_length(text.text), TEXT_LIMIT);
	node_put(system, "purpose", text.text);
	node_put(node_first(system, "action"), "note", text.text);
	assert_int_equal(report_write_system(path, &world.source, &world.view.system[0], NULL, &err), OK);
	read_cells("", path);
	assert_true(is_cell(arena_print(world.mem, "s%s", text.text)));
	buffer_release(&text);
}

static void a_formula_has_its_value_beside_it(void **state)
{
	const char *path = scratch_path(&world.scratch, "book.xlsx");
	struct assessment_view *year = &world.view.system[0].assessment[0];
	struct score score;
	struct err err;

	(void)state;
	for (size_t i = 0; i < year->item_count; i++)
		year->item[i].status = i % 3 == 0 ? UNMET : i % 3 == 1 ? PARTIAL : MET;
	score = compliance_score(year->item, year->item_count, NULL, year->method);
	assert_true(score.score > 0);
	assert_int_equal(report_write_system(path, &world.source, &world.view.system[0],
	    node_get(year->node, "year"), &err), OK);
	read_cells("--value", path);
	assert_true(is_cell(arena_print(world.mem, "n%d", score.score)));
	assert_false(in_some_cell("=INT("));
	read_cells("", path);
	assert_true(in_some_cell("=INT("));
}

static void a_sample_says_so_on_every_sheet_and_page(void **state)
{
	const char *path = scratch_path(&world.scratch, "book.xlsx");
	const char *mark;
	struct err err;
	size_t sheets = 0;

	(void)state;
	mark = _("SAMPLE DATA");
	assert_int_equal(report_write_agency(path, &world.source, &world.view, NULL, &err), OK);
	read_cells("--first", path);
	for (const char *at = world.cells.text; at < world.cells.text + world.cells.length; at += strlen(at) + 1) {
		const char *top = strchr(at, '|');

		assert_memory_equal(at, mark, strlen(mark));
		assert_non_null(strstr(top, mark));
		sheets++;
	}
	assert_true(sheets >= 11);
}

static void a_year_that_is_not_there_is_refused(void **state)
{
	const char *path = scratch_path(&world.scratch, "book.xlsx");
	struct err err;

	(void)state;
	assert_int_equal(report_write_system(path, &world.source, &world.view.system[0], "1999", &err),
	    FAIL_NOT_FOUND);
	assert_int_equal(report_write_agency(path, &world.source, &world.view, "1999", &err), FAIL_NOT_FOUND);
	assert_false(file_exists(path));
}

static void a_file_that_cannot_be_written_leaves_nothing_behind(void **state)
{
	const char *path = scratch_path(&world.scratch, "book.xlsx");
	struct rlimit small = { .rlim_cur = 20000 };
	struct rlimit before;
	char **names;
	size_t count = 1;
	struct err err;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small.rlim_max = before.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(report_write_system(path, &world.source, &world.view.system[0], NULL, &err), FAIL_ENV);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_non_null(strstr(err.text, path));
	assert_int_equal(file_list(&names, &count, world.scratch.folder, "", world.mem, &err), OK);
	assert_int_equal(count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_typed_field_stands_in_a_cell, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_typed_field_stands_in_a_cell_in_english, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_proposal_stands_in_words_with_its_time_limits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_was_carried_over_says_so_and_from_which_year, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_costs_of_obligations_are_added_up, set_up, tear_down),
		cmocka_unit_test_setup_teardown(text_like_a_formula_stays_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_longest_text_is_whole_in_one_cell, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_formula_has_its_value_beside_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_sample_says_so_on_every_sheet_and_page, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_year_that_is_not_there_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_that_cannot_be_written_leaves_nothing_behind, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
