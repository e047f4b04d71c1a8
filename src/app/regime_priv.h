/*
 * regime_priv.h - what the use cases of the change of regime share.
 */
#ifndef CAPDO_REGIME_PRIV_H
#define CAPDO_REGIME_PRIV_H

#include "app_priv.h"
#include "capdo/change.h"

/* What the rules may ask of a system, whose decisions, proposals with their acts, and assets are
 * loaded as far as they are to count. on: ISO day. The strings are the system's. */
int regime_in_of(struct regime_in *out, const struct pack *regulation, const struct node *system,
    enum truth higher_risk, const char *on, struct err *err);
/* The regime without regard to risk. *regulation NULL: no pack here has a change of regime, and
 * *out is not filled. */
int regime_of(struct regime_view *out, const struct pack **regulation, struct app *app,
    const struct node *system, const char *on, struct err *err);
/* The same with the risk of its newest assessment, and as a record. node may be NULL. */
int regime_record(struct regime_view *out, struct node **node, struct app *app,
    const struct node *agency, const struct system_view *view, const char *on,
    struct arena *arena, struct err *err);
/* The regulation a system stands under today; NULL: it is not here (told in err). */
const struct pack *regulation_of(struct app *app, const struct node *system, struct err *err);
/* The level of a system by one regulation; components and facts are loaded. ordered: the
 * open facts in the order to ask them, which takes time. */
int level_under(struct level_view **out, struct app *app, const struct node *system,
    const struct pack *pack, bool ordered, struct arena *arena, struct err *err);
/* The record of shape sides; system has components, facts, decisions and proposals. */
int sides_of(struct node **out, struct app *app, const struct node *agency,
    const struct node *system, struct arena *arena, struct err *err);

#endif
