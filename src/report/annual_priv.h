/*
 * annual_priv.h - what the sheets of the report to the ministry share: tables of systems, and where
 * they stand, so that other sheets can count them.
 */
#ifndef CAPDO_REPORT_ANNUAL_PRIV_H
#define CAPDO_REPORT_ANNUAL_PRIV_H

#include "report_priv.h"

/* Rows of a table on a sheet, for formulas elsewhere; first > last: it has none. */
struct range {
	const char *sheet;
	lxw_row_t first, last;
};

/* A sum that must be the same by two ways. */
struct balance {
	const char *label;
	const char *left, *right; /* formulas */
	int64_t left_value, right_value;
	bool at_most; /* left may be less than right */
};
enum { BALANCES_MOST = 24,
	CONTENTS_MOST = 24,
	WHAT_MOST = 16 };

struct annual_paper {
	const struct annual *annual;
	struct app *app;
	int rc; /* of a visit that failed */
	struct err *err;
	struct balance balance[BALANCES_MOST];
	size_t balances;
	const char *name[CONTENTS_MOST]; /* of the sheet of each content */
	const char *total[CONTENTS_MOST]; /* formula of its number of records; NULL: none */
	struct range agencies, systems, classes, demands, answers, measures;
	const char *form; /* name of the sheet of the form; NULL: none is laid down */
};

/* A column of a table of records: a field, or the running number when field is NULL. */
struct what {
	const char *head; /* translated; NULL: the field's label */
	double width;
	const char *field;
};
typedef bool annual_pick(const struct node *node);

/* "3", "đ": the number of a content in the act, the last part of its citation; beside a form with
 * the article: "36.3". */
const char *content_number(const struct annual *annual, size_t content);
const struct sourced *content_of(const struct annual *annual, size_t content);
/* The sheet of a content with its title, the words of the content and what it rests on. */
struct sheet *content_sheet(struct report *report, struct annual_paper *paper, size_t content,
    const char *label, const char *title, const struct what *what, size_t count);
/* The heading and one row for each child of the report that pick takes (NULL: all), then how many
 * they are, by formula. */
struct range what_table(struct sheet *sheet, const struct annual *annual, const char *shape,
    const struct what *what, size_t count, annual_pick *pick, bool filter);
void what_head(struct sheet *sheet, const struct what *what, size_t count, bool filter);
/* One cell by the type of the field. */
void what_cell(struct sheet *sheet, size_t at, const struct node *node, const char *field);
int64_t count_of(const struct annual *annual, const char *shape, annual_pick *pick);

/* "COUNTA('sheet'!$B$5:$B$20)", with what is before and after the range; "0" for an empty one. */
const char *range_formula(struct arena *arena, const char *before, const struct range *range,
    size_t column, const char *after);
void balance_add(struct annual_paper *paper, const char *label, const char *left,
    int64_t left_value, const char *right, int64_t right_value, bool at_most);
/* The label of a code of a computed shape's field. */
const char *code_label(const char *shape, const char *field, const char *code);

/* A list and the rest of the systems below it must be all systems. */
void parts_balance(struct report *report, struct annual_paper *paper, const char *label,
    const struct range *in, const struct range *rest);

bool is_approved(const struct node *system);
bool is_not_approved(const struct node *system);
bool is_regulated(const struct node *system);
bool is_not_regulated(const struct node *system);
bool is_followed(const struct node *system);
bool is_not_followed(const struct node *system);
bool is_inspected(const struct node *system);
bool is_not_inspected(const struct node *system);

/* ---- the sheets ------------------------------------------------------------------------------ */

/* Fills the cover after all others; the sheet comes first. */
void annual_cover(struct sheet *sheet, struct annual_paper *paper);
struct sheet *annual_cover_new(struct report *report);
void annual_agencies(struct report *report, struct annual_paper *paper);
void annual_content(struct report *report, struct annual_paper *paper, size_t content);
/* Contents of the act before: situation, progress, effect, change. */
void annual_situation(struct report *report, struct annual_paper *paper, size_t content);
void annual_other(struct report *report, struct annual_paper *paper, size_t content);
/* Requirement by requirement: row by row, both sheets in one pass; over all systems on a sheet that
 * stands before them and is filled after them. */
struct sheet *annual_demands_new(
    struct report *report, struct annual_paper *paper, size_t content);
void annual_demands(struct sheet *sheet, struct annual_paper *paper, size_t content);
void annual_rows(struct report *report, struct annual_paper *paper, size_t assessed,
    size_t measures);

/* ---- annual_form.c, annual_annex.c: where the duty names a form ------------------------------ */

/* The sheet comes first and is filled when the annexes stand. */
struct sheet *annual_form_new(struct report *report, struct annual_paper *paper);
void annual_form(struct sheet *sheet, struct annual_paper *paper);
/* What the form must show by itself, as balances; after annual_form. */
void annual_form_balances(struct report *report, struct annual_paper *paper);
/* Annexes for contents that the form has no column for; one that it has is answered there. */
void annual_annex(struct report *report, struct annual_paper *paper, size_t content);
/* Basis, hand-ins, where each content is answered. */
void annual_notes(struct report *report, struct annual_paper *paper);
void annual_remarks(struct report *report, struct annual_paper *paper);
/* "a" "b" "c" "d" "đ": the letter of a type by its rank; of a system, "" without one. */
const char *type_letter(int64_t rank);
const char *type_of(const struct annual *annual, const struct node *system);
const char *not_classified(void);

void annual_balances(struct report *report, struct annual_paper *paper);
void annual_breaches(struct report *report, struct annual_paper *paper);

#endif
