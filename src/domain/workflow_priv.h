/*
 * workflow_priv.h - what the two files of the workflow share: the way through the states, and which
 * texts of a pack hold for a proposal.
 */
#ifndef CAPDO_WORKFLOW_PRIV_H
#define CAPDO_WORKFLOW_PRIV_H

#include "capdo/domain.h"

/* Ids that the program knows; pack.xsd says so. */
#define GATE_REGULATION "gate-regulation"
#define GATE_OPINION "gate-opinion"
#define GATE_APPRAISAL "gate-appraisal"
#define GATE_INDEPENDENCE "gate-independence"
#define PART_OPINION "dossier-opinion"
#define BODY_UNIT "specialised-unit"
#define BODY_ASSIGNED "assigned-unit"
#define BODY_COUNCIL "council"
#define BODY_OWNER "owner"

/* The state after the acts, and the acts that count: those of the round that runs. */
struct replay {
	enum proposal_state state;
	const struct act_in *last[ACT_STEPS];   /* NULL: not in this round; an opinion stays */
};
struct replay workflow_replay(const struct workflow_in *in);
/* May this act follow in this state, whatever else holds? */
bool workflow_follows(enum proposal_state state, enum act_step step);

/* The step of the pack that does this at the proposal's level: the managing ministry's own where
 * there is one; NULL: none. day: on which it must be in force. */
const struct sourced *workflow_step(const struct workflow_in *in, const char *kind, day date);
/* The gate of the level with this id; NULL: none. */
const struct sourced *workflow_gate(const struct workflow_in *in, const char *id);
bool workflow_in_force(const struct sourced *text, day date);
/* How a gate stands for an act of this day; body: who appraises or has appraised, NULL: nobody. */
enum gate_state workflow_gate_state(const struct workflow_in *in, const struct replay *now,
    const struct sourced *gate, day date, const char *body);
/* Parts that belong to the proposal's dossier at its level. */
bool workflow_part_belongs(const struct workflow_in *in, const struct sourced *part);
bool workflow_part_given(
    const struct workflow_in *in, const struct replay *now, const struct sourced *part);
/* Which kind of step an act belongs to; NULL: none of its own (refuse). */
const char *workflow_kind(enum act_step step);
/* Does the level have such a step? */
bool workflow_has(const struct workflow_in *in, enum act_step step);
/* Is it one that is entered once, and there? */
bool workflow_is_done(const struct replay *now, enum act_step step);
/* The bodies that may appraise on this day. */
void workflow_appraisers(const char *by[3], const struct workflow_in *in, day date);

#endif
