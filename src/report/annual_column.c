/*
 * annual_column.c - the words of a form, its columns in formulas, and what its figures must show by
 * themselves.
 *
 * Words are those of the pack, found by the ids of its fields; what the pack does not have is named
 * by our own words. Figures count the table by whole columns, so
 * that they stay right when rows are added by hand.
 */
#include "annual_form_priv.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- words of the form ----------------------------------------------------------------------- */

const struct form_field *form_field(const struct form *form, const char *id)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (strcmp(form->field[i].id, id) == 0)
			return &form->field[i];
	return NULL;
}

static const struct form_field *column_field(const struct form *form, size_t column)
{
	char id[16];

	snprintf(id, sizeof(id), "col-%zu", column + 1);
	return form_field(form, id);
}

const char *form_line(const struct form *form, const char *id, const char *otherwise)
{
	const struct form_field *field = form_field(form, id);

	return field ? words_now(&field->text) : otherwise;
}

static size_t code_rank(const struct field *field, const char *code)
{
	size_t rank = 0;

	while (field->codes[rank].code && strcmp(field->codes[rank].code, code) != 0)
		rank++;
	return rank;
}

/* The value the form allows, as it is written there: it is not translated. */
const char *form_allowed(
    const struct annual *annual, size_t column, const char *name, const char *code)
{
	const struct shape *shape = model_shape("annual-system");
	const struct field *field = &shape->field[shape_field(shape, name)];
	const struct form_field *of = column_field(annual->form, column);
	size_t rank = code_rank(field, code);

	if (of && rank < of->value_count)
		return of->value[rank];
	if (of && of->value_count == 2 && rank == 2)
		return arena_print(annual->arena, "%s; %s", of->value[0], of->value[1]);
	return field_code_label(field, code);
}

const char *form_status(const struct annual *annual, const char *code)
{
	return form_allowed(annual, FORM_STATUS, "form-status", code);
}

const char *form_fulfilled(const struct annual *annual, bool fulfilled)
{
	const struct form *form = annual->form;

	for (size_t i = 0; form && i < form->field_count; i++) {
		const struct form_field *field = &form->field[i];

		if (field->source && strcmp(field->source, "annual-item.fulfilled") == 0 &&
		    field->value_count == 2)
			return field->value[fulfilled ? 0 : 1];
	}
	return yesno_label(fulfilled);
}

const char *form_head(const struct form *form, size_t column)
{
	const char *const own[FORM_WIDE] = { _("No."), _("System name"), _("Owner"), _("Operator"),
		_("Proposed level"), _("Approval of the proposed level"), _("Approval decision"),
		_("Security regulation of the system"), _("Approval expected"),
		_("Implementation of the plan"), _("Full implementation expected"),
		_("Inspected and assessed") };
	const struct form_field *field = column_field(form, column);
	const char *text = field ? words_now(&field->text) : own[column];
	char number[16];

	snprintf(number, sizeof(number), "(%zu) ", column + 1);
	return strncmp(text, number, strlen(number)) == 0 ? text + strlen(number) : text;
}

/* ---- formulas -------------------------------------------------------------------------------- */

/* Text as a formula writes it. */
const char *form_quoted(struct arena *mem, const char *text)
{
	char *made = arena_alloc(mem, strlen(text) * 2 + 3), *to = made;

	*to++ = '"';
	for (; *text; text++) {
		*to++ = *text;
		if (*text == '"')
			*to++ = '"';
	}
	*to++ = '"';
	*to = '\0';
	return made;
}

/* "'sheet'!$F:$F"; sheet NULL: on the same one. */
const char *form_column(struct arena *mem, const char *sheet, size_t column)
{
	const char letter = (char)('A' + column);

	return sheet ? arena_print(mem, "'%s'!$%c:$%c", sheet, letter, letter)
		     : arena_print(mem, "$%c:$%c", letter, letter);
}

static const char *with_status_of(
    const struct annual_paper *paper, const char *sheet, const char *code)
{
	struct arena *mem = paper->annual->arena;

	return arena_print(mem, "COUNTIF(%s,%s)", form_column(mem, sheet, FORM_STATUS),
	    form_quoted(mem, form_status(paper->annual, code)));
}

const char *form_inspected(const struct annual_paper *paper, const char *sheet)
{
	const struct annual *annual = paper->annual;
	struct arena *mem = annual->arena;
	const char *head = arena_print(mem, "COUNTIFS(%s,%s,%s",
	    form_column(mem, sheet, FORM_STATUS),
	    form_quoted(mem, form_status(annual, "approved")),
	    form_column(mem, sheet, FORM_INSPECTION));

	return arena_print(mem, "%s,%s)+%s,%s)", head,
	    form_quoted(mem, form_allowed(annual, FORM_INSPECTION, "form-inspection", "periodic")),
	    head,
	    form_quoted(mem, form_allowed(annual, FORM_INSPECTION, "form-inspection", "both")));
}

/* Rows that have come so far or farther. */
const char *form_reached(const struct annual_paper *paper, const char *sheet, const char *code)
{
	static const char *const states[] = { "approved", "appraised", "sent" };
	struct arena *mem = paper->annual->arena;
	const char *sum = "";

	for (size_t i = 0; i < COUNT(states); i++) {
		sum = arena_print(mem, "%s%s%s", sum, i ? "+" : "",
		    with_status_of(paper, sheet, states[i]));
		if (strcmp(states[i], code) == 0)
			break;
	}
	return sum;
}

/* ---- cross-checks ---------------------------------------------------------------------------- */

static bool has_one(const struct node *node, const char *const *field, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (node_get(node, field[i]))
			return true;
	return false;
}

/* Rows, approved or not, where one of the fields is given. */
static int64_t rows_with(
    const struct annual *annual, bool approved, const char *const *field, size_t count)
{
	int64_t rows = 0;

	for (const struct node *node = node_first(annual->node, "annual-system"); node;
	     node = node->next)
		rows += node_is(node, "form-status", "approved") == approved &&
		    has_one(node, field, count);
	return rows;
}

static void chain_balances(struct annual_paper *paper)
{
	static const char *const step[] = { "systems", "dossiers", "appraised", "approved",
		"approved-inspected" };
	const char *const label[] = { _("Dossiers prepared are at most all systems"),
		_("Appraised are at most dossiers prepared"),
		_("Approved are at most appraised"),
		_("Approved and inspected are at most approved") };
	const struct node *root = paper->annual->node;
	struct arena *mem = paper->annual->arena;
	const char *formula[] = { arena_print(mem, "COUNT(%s)", form_column(mem, paper->form, 0)),
		form_reached(paper, paper->form, "sent"),
		form_reached(paper, paper->form, "appraised"),
		form_reached(paper, paper->form, "approved"), form_inspected(paper, paper->form) };

	for (size_t i = 0; i + 1 < COUNT(step); i++)
		balance_add(paper, label[i], formula[i + 1], node_int(root, step[i + 1], 0),
		    formula[i], node_int(root, step[i], 0), true);
}

static void measures_balance(struct annual_paper *paper)
{
	const struct annual *annual = paper->annual;
	struct arena *mem = annual->arena;
	int64_t dated = 0, open = 0;

	for (const struct node *node = node_first(annual->node, "annual-system"); node;
	     node = node->next) {
		bool full = node_is(node, "form-implementation", "full");

		open += !full;
		dated += !full && node_get(node, "implementation-expected");
	}
	balance_add(paper,
	    _("Rows not fully implemented with an expected day (column 11) = not fully"
	      " implemented"),
	    arena_print(mem, "COUNT(%s)", form_column(mem, paper->form, FORM_MEASURES_BY)), dated,
	    arena_print(mem, "COUNT(%s)-COUNTIF(%s,%s)", form_column(mem, paper->form, 0),
	    form_column(mem, paper->form, FORM_MEASURES),
	    form_quoted(mem, form_allowed(annual, FORM_MEASURES, "form-implementation", "full"))),
	    open, false);
}

void annual_form_balances(struct report *report, struct annual_paper *paper)
{
	static const char *const decision[] = { "approval-number", "approval-date",
		"approval-by" };
	static const char *const regulation[] = { "regulation-number", "regulation-date",
		"regulation-by" };
	static const char *const expected[] = { "approval-expected" };
	const struct annual *annual = paper->annual;
	const struct node *root = annual->node;
	struct arena *mem = annual->arena;
	const char *approved = form_reached(paper, paper->form, "approved");
	const char *rows = arena_print(mem, "COUNT(%s)", form_column(mem, paper->form, 0));
	const char *is = arena_print(mem, "COUNTIFS(%s,%s,",
	    form_column(mem, paper->form, FORM_STATUS),
	    form_quoted(mem, form_status(annual, "approved")));
	int64_t systems = node_int(root, "systems", 0), done = node_int(root, "approved", 0);

	balance_add(paper, _("Rows of the form = systems of the annex of operators"), rows, systems,
	    range_formula(report->mem, "COUNT(", &paper->systems, 0, ")"), systems, false);
	balance_add(paper, _("Approved rows with a decision (column 7) = approved"),
	    arena_print(mem, "%s%s,\"?*\")", is, form_column(mem, paper->form, FORM_DECISION)),
	    rows_with(annual, true, decision, 3), approved, done, false);
	balance_add(paper, _("Approved rows with a regulation (column 8) = approved"),
	    arena_print(mem, "%s%s,\"?*\")", is, form_column(mem, paper->form, FORM_REGULATION)),
	    rows_with(annual, true, regulation, 3), approved, done, false);
	balance_add(paper, _("Rows not approved with an expected day (column 9) = not approved"),
	    arena_print(mem, "COUNT(%s)", form_column(mem, paper->form, FORM_APPROVAL_BY)),
	    rows_with(annual, false, expected, 1),
	    arena_print(mem, "%s-%s", rows, approved), systems - done, false);
	measures_balance(paper);
	chain_balances(paper);
}
