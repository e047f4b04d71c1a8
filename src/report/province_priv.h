/*
 * province_priv.h - what the sheets of a province share: tables whose columns are described, not
 * programmed.
 */
#ifndef CAPDO_REPORT_PROVINCE_PRIV_H
#define CAPDO_REPORT_PROVINCE_PRIV_H

#include "report_priv.h"

struct province_paper {
	const struct province *province;
	const struct node *node;        /* of shape province */
	const struct pack_set *packs;
	size_t agencies, systems;
};

/* How a field of a record becomes a cell. */
enum show {
	SHOW_ROW,               /* number of the row */
	SHOW_TEXT,
	SHOW_CENTRE,
	SHOW_COUNT,             /* empty when not given */
	SHOW_KNOWN,             /* a dash when not given */
	SHOW_MONEY,
	SHOW_DAY,
	SHOW_TIME,
	SHOW_CODE,              /* label of an enum field, yes or no */
	SHOW_HAND_IN,           /* the same, late ones marked */
	SHOW_RESULT,            /* a result in its colour */
	SHOW_RISK,              /* number and band in its colour: field "worst" with "worst-band" */
	SHOW_SCENARIO,          /* names of the packs */
	SHOW_REQUIREMENT,
	SHOW_OBLIGATION,
	SHOW_CHANGE             /* the field less the field of the column before: a formula */
};
enum of { OF_RECORD, OF_AGENCY };
struct view_column {
	const char *head;               /* msgid */
	double width;
	enum show show;
	enum of of;                     /* whose field: the record's or its agency's */
	const char *field;
	bool total;                     /* summed below the table */
};
struct province_table {
	const char *name, *title;       /* translated */
	const struct view_column *column;
	size_t columns;
	const struct node *const *node; /* the records */
	size_t count;
	const char *total;              /* what stands before the sums; NULL: no row of sums */
	const char *none;               /* what is said when there are no records */
};
/* A sheet with one table; the caller may add rows and ends it. */
struct sheet *province_table(struct report *report, const struct province_paper *paper,
    const struct province_table *table);
/* The records of a shape below all agencies, in order. */
const struct node **province_records(struct report *report, const struct province_paper *paper,
    const char *shape, size_t *count);
/* The same, those of the shape's children that keep says. */
typedef bool province_keep(const struct node *node);
const struct node **province_filtered(struct report *report, const struct province_paper *paper,
    const char *shape, province_keep *keep, size_t *count);
const struct node *province_agency_of(const struct node *node);
const char *province_label(const struct node *node, const char *field); /* of an enum field; "" */
const struct band *province_band(const struct province_paper *paper, const char *id);
const char *province_obligation(
    struct arena *mem, const struct province_paper *paper, const char *id);
const char *province_scenario(
    struct arena *mem, const struct province_paper *paper, const char *id);
/* Rows of "label | number" below a table, where the number counts the cells of a column that hold
 * the label; columns of label and number. */
void province_tally(struct sheet *sheet, size_t column, lxw_row_t first, lxw_row_t last,
    const struct field *field, const struct node *const *node, size_t count, const char *name);

/* ---- the sheets ------------------------------------------------------------------------------ */

void province_overview(struct report *report, const struct province_paper *paper);
void province_agencies(struct report *report, const struct province_paper *paper);
void province_systems(struct report *report, const struct province_paper *paper);
void province_proposals(struct report *report, const struct province_paper *paper);
void province_hand_ins(struct report *report, const struct province_paper *paper);
void province_heat(struct report *report, const struct province_paper *paper);
void province_ranking(struct report *report, const struct province_paper *paper);
void province_scenarios(struct report *report, const struct province_paper *paper);
void province_priorities(struct report *report, const struct province_paper *paper);
void province_compare(struct report *report, const struct province_paper *paper);
void province_duties(struct report *report, const struct province_paper *paper);
void province_exercises(struct report *report, const struct province_paper *paper);
void province_incidents(struct report *report, const struct province_paper *paper);
void province_readiness(struct report *report, const struct province_paper *paper);
void province_costs(struct report *report, const struct province_paper *paper);
/* "='By agency'!D17": the sum of a field in the sheet By agency; NULL: it has no such column. */
const char *province_total(struct report *report, const struct province_paper *paper,
    const char *field);

#endif
