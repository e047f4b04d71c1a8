/*
 * change.h - the use cases while two legal regimes stand side by side: the regime of a system, its
 * level under both regulations, the gap to the new checklist, recurring duties. The third part of
 * app.h.
 */
#ifndef CAPDO_CHANGE_H
#define CAPDO_CHANGE_H

#include "capdo/app.h"
#include "capdo/regime.h"

/* The regime of a system on a day (ISO; NULL: today). *node, when wanted, is of shape regime.
 * FAIL_INVALID: a bad day, or no pack here has a change of regime. */
int app_regime(struct regime_view *out, struct node **node, struct app *app, const char *agency,
    const char *system, const char *on, struct arena *arena, struct err *err);
/* Of a view that is there already; agency: its record. on NULL: today. */
int view_regime(struct node **out, struct app *app, const struct node *agency,
    const struct system_view *view, const char *on, struct arena *arena, struct err *err);
/* Of all systems of an agency (NULL: of all that the person may read), by agency and system. */
int app_regimes(struct node **first, struct app *app, const char *agency, const char *on,
    struct arena *arena, struct err *err);
/* The same without a database: one record of shape regime from what is known. */
struct node *regime_node(const struct regime_view *view, const struct pack *regulation,
    const struct regime_in *in, struct arena *arena);

/* The level of a system by a regulation that need not be the one it stands under: advice. */
int app_level_under(struct level_view **out, struct app *app, const char *agency,
    const char *system, const char *pack, struct arena *arena, struct err *err);
/* The decision under both regulations with what changed and why: a record of shape sides. A level
 * that is approved is never computed anew; the newer regulation's view is advice. */
int app_sides(struct node **out, struct app *app, const char *agency, const char *system,
    struct arena *arena, struct err *err);
/* Of a view that is there already; agency: its record. */
int view_sides(struct node **out, struct app *app, const struct node *agency,
    const struct system_view *view, struct arena *arena, struct err *err);
/* From two results, without a database. */
struct node *sides_node(const struct pack *old, const struct level_result *old_result,
    const struct pack *now, const struct level_result *new_result, struct arena *arena);

/* What of the new checklist the old answers of a system already show: a record of shape gap with
 * one gap-system, of an agency or of all that the person may read with many. system NULL: all of
 * the agency; agency NULL too: all. Answers: of the newest assessment under the old checklist.
 * Systems that are not between two checklists stand in gap-other with the reason. items: with
 * gap-item below each system; else only the sums. */
int app_gap(struct node **out, struct app *app, const char *agency, const char *system, bool items,
    struct arena *arena, struct err *err);

/* The recurring duties of an assessment are its computed children task-due; one that was carried
 * out is a record task, kept by app_put. */

#endif
