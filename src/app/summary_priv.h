/*
 * summary_priv.h - what the lists of a province need of one assessment, and its packed form.
 *
 * Three texts of words parted by blanks, the parts of a word by colons; ids are those of the packs
 * the assessment names.
 *   groups: GROUP:SUM:MOST:APPLICABLE:ASSESSED, the whole assessment first, as "-"; groups without
 *           a parent and those right below them, of which something applies. 1000 * SUM / MOST is
 *           the score, so that scores of many systems can be made of all their items.
 *   risks:  first the number of scenarios not rated, then SCENARIO:GROSS:CURRENT:TARGET of each one
 *           that is.
 *   gains:  REQUIREMENT:GAIN:COST of all that take off risk, the largest first; all of them,
 *           because the sum over many systems of their best few would not be the sum.
 * Only this file's functions write and read them.
 */
#ifndef CAPDO_SUMMARY_PRIV_H
#define CAPDO_SUMMARY_PRIV_H

#include "app_priv.h"

enum { PACKED_ID = 65 };

struct summary {
	int year, level;
	int score;                      /* thousandths; -1: nothing assessed */
	int coverage;
	bool in_place;
	int64_t applicable, assessed, met, partial, unmet, not_applicable, unassessed;
	int64_t measures, plans;        /* money */
	const char *groups, *risks, *gains;
};
struct summary_group {
	char id[PACKED_ID];             /* "": the whole */
	int64_t sum, most, applicable, assessed;
};
struct summary_risk {
	char scenario[PACKED_ID];
	int gross, current, target;
};
struct summary_gain {
	char requirement[PACKED_ID];
	int64_t gain, cost;
};

/* SHA-256 of the packs in use and of the packed form: a summary with another basis is not used. */
void summary_basis(char out[HASH_TEXT], const struct app *app);
void summary_of(struct summary *out, const struct assessment_view *view, struct arena *arena);
/* Writes one in the place of the one there; assessment: its id. Inside store_write. */
int summary_put(struct store *store, const char *assessment, const struct summary *summary,
    const char *basis, struct arena *arena, struct err *err);
/* A row of LOT_SUMMARIES; the texts are borrowed from the row. */
void summary_of_row(struct summary *out, const struct store_row *row);

/* One after the other: *at begins as the text (NULL is fine) and moves on; false: no more. */
bool summary_next_group(struct summary_group *out, const char **at);
bool summary_next_gain(struct summary_gain *out, const char **at);
int64_t summary_unrated(const char **risks);    /* before the first summary_next_risk */
bool summary_next_risk(struct summary_risk *out, const char **at);

#endif
