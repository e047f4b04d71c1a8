/*
 * annual_form_priv.h - the columns of the form of the yearly report, for its sheet and its checks.
 */
#ifndef CAPDO_REPORT_ANNUAL_FORM_PRIV_H
#define CAPDO_REPORT_ANNUAL_FORM_PRIV_H

#include "annual_priv.h"

enum { FORM_STATUS = 5,
	FORM_DECISION,
	FORM_REGULATION,
	FORM_APPROVAL_BY,
	FORM_MEASURES,
	FORM_MEASURES_BY,
	FORM_INSPECTION,
	FORM_WIDE };

/* The field of that id ("total-1", "owner-3"); NULL: none. */
const struct form_field *form_field(const struct form *form, const char *id);
/* Its words; otherwise: our own. */
const char *form_line(const struct form *form, const char *id, const char *otherwise);
/* Heading of a column, without its number, which has a row of its own. */
const char *form_head(const struct form *form, size_t column);
/* The value that the form allows for a code of a field of annual-system, as it is written there: it
 * is not translated. */
const char *form_allowed(
    const struct annual *annual, size_t column, const char *name, const char *code);
const char *form_status(const struct annual *annual, const char *code);
/* Is a requirement fully met: as the form says it; yes or no without a form. */
const char *form_fulfilled(const struct annual *annual, bool fulfilled);

/* ---- formulas; sheet NULL: the one they stand on --------------------------------------------- */

/* Text as a formula writes it. */
const char *form_quoted(struct arena *mem, const char *text);
/* "'sheet'!$F:$F" */
const char *form_column(struct arena *mem, const char *sheet, size_t column);
/* Rows that have come so far ("sent", "appraised", "approved") or farther. */
const char *form_reached(
    const struct annual_paper *paper, const char *sheet, const char *code);
const char *form_inspected(const struct annual_paper *paper, const char *sheet);

#endif
