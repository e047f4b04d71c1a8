/*
 * report.h - workbooks for people: one information system, and an agency's year (design section
 * 10).
 *
 * Shows what the views of app.h hold; decides no rule and reads no store. Everything typed that
 * stands below an agency appears in a cell of one of the two workbooks. Text stays text, a formula
 * has its value written beside it, and a file appears whole or not at all. Labels are in the
 * language in use.
 */
#ifndef CAPDO_REPORT_H
#define CAPDO_REPORT_H

#include "capdo/app.h"

/* Writes the workbook of a system: its identity, level decisions, checklist, assets, threats,
 * response plans, actions, charts, sources. year NULL: the newest assessed, or none: then the
 * sheets that need one say so. The agency's name and whether its data is a sample are read from
 * view->node's parent, when there is one. FAIL_ENV: the file cannot be written (folder, rights,
 * disk); err names path and nothing is left behind. FAIL_NOT_FOUND: year is given and the system
 * has no assessment of it. */
int report_system(const char *path, struct app *app, const struct system_view *view,
    const char *year, struct err *err);

/* Writes the yearly self-assessment of an agency with all its systems. year NULL: the newest there
 * is. FAIL_ENV as above. FAIL_NOT_FOUND: year is given, and neither the agency nor a system has it.
 */
int report_agency(const char *path, struct app *app, const struct agency_view *view,
    const char *year, struct err *err);

/* Writes the report of an owner to the ministry: a cover, one sheet for each content of the duty,
 * cross-checks, sources, contradictions. Where the duty names a form: the form, one annex for each
 * content it has no column for, what must be looked at before signing. The rows by requirement are
 * read system by system while it is written. FAIL_ENV as above; errors of app_annual_each. */
int report_annual(const char *path, struct app *app, const struct annual *annual, struct err *err);

/* Writes the year of all agencies: hand-ins, register, proposals, results, what to do first,
 * follow-up of the plan, costs. FAIL_ENV as above. */
int report_province(const char *path, struct app *app, const struct province *province,
    struct err *err);

/* Writes what the answers to the earlier checklist show of the new one: a record of app_gap. Of one
 * agency, or of one system: with each requirement, so it must have been made with items; of many
 * agencies: sums by agency and group, which are read agency by agency before it is written.
 * FAIL_ENV as above; errors of app_gap. */
int report_gap(const char *path, struct app *app, const struct node *gap, struct err *err);

#endif
