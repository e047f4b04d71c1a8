/*
 * gap_priv.h - what the sheets of the gap workbook share.
 */
#ifndef CAPDO_REPORT_GAP_PRIV_H
#define CAPDO_REPORT_GAP_PRIV_H

#include "capdo/change.h"
#include "report_priv.h"

struct gap_paper {
	const struct node *gap;
	const struct node *regime;      /* of all systems, linked by ->next */
	const struct pack *regulation, *crosswalk, *now;
	bool many;                      /* of many agencies */
	/* many: the sums of each agency, by code */
	const struct node *const *agency;
	size_t agencies;
};

/* What is to be done stands first. */
extern const enum gap_state gap_order[GAP_STATES];
unsigned gap_colour(enum gap_state state);      /* of cells */
unsigned gap_chart_colour(enum gap_state state);
void gap_state_cell(struct sheet *sheet, size_t at, enum gap_state state);
/* The heading of a table's columns of states, and their numbers, from a column on. */
void gap_states_head(const char **head, size_t from);
void gap_states_cells(struct sheet *sheet, size_t from, const struct node *node);
int64_t gap_lacking(const struct node *node);   /* all but what is shown or does not apply */
/* Stacked bars: one a row of the table, its columns of states beginning at `from`, in a chart at
 * the row `at`. Returns the first row below it. */
lxw_row_t gap_chart(struct sheet *sheet, const char *title, size_t category, size_t from,
    lxw_row_t first, lxw_row_t last, lxw_row_t at);
/* A row of sums over the rows of a table, of columns from..last; value: those of the whole. */
void gap_total(struct sheet *sheet, lxw_row_t first, size_t from, size_t last,
    const int64_t *value);

void gap_overview(struct report *report, const struct gap_paper *paper);
void gap_assignments(struct report *report, const struct gap_paper *paper);
void gap_systems(struct report *report, const struct gap_paper *paper);
void gap_groups(struct report *report, const struct gap_paper *paper);
void gap_heat(struct report *report, const struct gap_paper *paper);
void gap_ranking(struct report *report, const struct gap_paper *paper);
void gap_system_list(struct report *report, const struct gap_paper *paper);
void gap_sources(struct report *report, const struct gap_paper *paper);

#endif
