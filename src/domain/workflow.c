/*
 * workflow.c - where a level proposal stands: its state, its steps with their clocks, its gates,
 * its dossier.
 */
#include "workflow_priv.h"

#include <assert.h>
#include <string.h>

#include "capdo/model.h"

static const char *const state_codes[PROPOSAL_STATES] = { "draft", "submitted", "incomplete",
	"appraising", "suitable", "not-suitable", "approved", "refused" };
static const char *const step_codes[ACT_STEPS] = { "submit", "incomplete", "complete", "opinion",
	"appraise", "approve", "approve-measures", "approve-list", "refuse", "report" };
static const char *const result_codes[] = { NULL, "suitable", "not-suitable" };

const char *proposal_state_code(enum proposal_state state)
{
	return state_codes[state];
}

bool proposal_is_open(enum proposal_state state)
{
	return state != PROPOSAL_APPROVED && state != PROPOSAL_REFUSED;
}

const char *act_step_code(enum act_step step)
{
	return step_codes[step];
}

const char *act_step_label(enum act_step step)
{
	const struct shape *shape = model_shape("act");

	return field_code_label(&shape->field[shape_field(shape, "step")], step_codes[step]);
}

int act_step_parse(enum act_step *out, const char *code)
{
	for (int step = 0; step < ACT_STEPS; step++)
		if (strcmp(step_codes[step], code) == 0) {
			*out = (enum act_step)step;
			return OK;
		}
	return FAIL_INVALID;
}

const char *act_result_code(enum act_result result)
{
	return result_codes[result];
}

int act_result_parse(enum act_result *out, const char *code)
{
	*out = RESULT_NONE;
	if (!code)
		return OK;
	if (strcmp(code, result_codes[RESULT_SUITABLE]) == 0)
		*out = RESULT_SUITABLE;
	else if (strcmp(code, result_codes[RESULT_NOT_SUITABLE]) == 0)
		*out = RESULT_NOT_SUITABLE;
	return *out == RESULT_NONE ? FAIL_INVALID : OK;
}

/* ---- the way through the states -------------------------------------------------------------- */

int workflow_way(const struct pack *regulation, int level, bool listed, const struct act_in *act,
    size_t act_count)
{
	const struct sourced *rule = &regulation->listed;
	bool may = rule->text.vi && level >= 1 && level <= 5 && (rule->levels & 1u << level);

	for (size_t i = 0; may && i < act_count; i++) {
		if (act[i].step == ACT_APPROVE)
			return level;
		if (act[i].step == ACT_APPROVE_MEASURES || act[i].step == ACT_APPROVE_LIST)
			return rule->days;
	}
	return may && listed ? rule->days : level;
}

bool workflow_follows(enum proposal_state state, enum act_step step)
{
	static const unsigned may[PROPOSAL_STATES] = {
		[PROPOSAL_DRAFT] = 1u << ACT_SUBMIT | 1u << ACT_OPINION,
		[PROPOSAL_SUBMITTED] =
		    1u << ACT_INCOMPLETE | 1u << ACT_COMPLETE | 1u << ACT_OPINION,
		[PROPOSAL_INCOMPLETE] = 1u << ACT_SUBMIT | 1u << ACT_OPINION,
		[PROPOSAL_APPRAISING] = 1u << ACT_APPRAISE,
		[PROPOSAL_SUITABLE] = 1u << ACT_APPROVE | 1u << ACT_APPROVE_MEASURES |
		    1u << ACT_APPROVE_LIST | 1u << ACT_REFUSE,
		[PROPOSAL_NOT_SUITABLE] = 1u << ACT_SUBMIT | 1u << ACT_OPINION | 1u << ACT_REFUSE,
		[PROPOSAL_APPROVED] = 1u << ACT_REPORT,
	};

	return may[state] & 1u << step;
}

static enum proposal_state state_after(const struct replay *now, const struct act_in *act)
{
	switch (act->step) {
	case ACT_SUBMIT:
		return PROPOSAL_SUBMITTED;
	case ACT_INCOMPLETE:
		return PROPOSAL_INCOMPLETE;
	case ACT_COMPLETE:
		return PROPOSAL_APPRAISING;
	case ACT_APPRAISE:
		return act->result == RESULT_SUITABLE ? PROPOSAL_SUITABLE : PROPOSAL_NOT_SUITABLE;
	case ACT_APPROVE:
		return PROPOSAL_APPROVED;
	case ACT_APPROVE_MEASURES:
		return now->last[ACT_APPROVE_LIST] ? PROPOSAL_APPROVED : now->state;
	case ACT_APPROVE_LIST:
		return now->last[ACT_APPROVE_MEASURES] ? PROPOSAL_APPROVED : now->state;
	case ACT_REFUSE:
		return PROPOSAL_REFUSED;
	case ACT_OPINION:
	case ACT_REPORT:
	case ACT_STEPS:
		break;
	}
	return now->state;
}

const char *workflow_kind(enum act_step step)
{
	static const char *const kinds[ACT_STEPS] = { "prepare", "appraisal", "appraisal",
		"opinion", "appraisal", "approval", "measures-approval", "list-approval", NULL,
		"report" };

	return kinds[step];
}

bool workflow_has(const struct workflow_in *in, enum act_step step)
{
	const char *kind = workflow_kind(step);

	for (size_t i = 0; kind && i < in->pack->step.count; i++)
		if (strcmp(in->pack->step.at[i].kind, kind) == 0 &&
		    in->pack->step.at[i].levels & 1u << in->level)
			return true;
	return !kind;
}

bool workflow_is_done(const struct replay *now, enum act_step step)
{
	return (step == ACT_APPROVE_MEASURES || step == ACT_APPROVE_LIST || step == ACT_REPORT) &&
	    now->last[step];
}

struct replay workflow_replay(const struct workflow_in *in)
{
	struct replay now = { .state = PROPOSAL_DRAFT };

	for (size_t i = 0; i < in->act_count; i++) {
		const struct act_in *act = &in->act[i];

		if (!workflow_follows(now.state, act->step) || workflow_is_done(&now, act->step) ||
		    !workflow_has(in, act->step))
			continue;
		if (act->step == ACT_SUBMIT) {
			const struct act_in *opinion = now.last[ACT_OPINION];

			memset(now.last, 0, sizeof(now.last));
			now.last[ACT_OPINION] = opinion;
		}
		now.last[act->step] = act;
		now.state = state_after(&now, act);
	}
	return now;
}

/* ---- what of the pack holds ------------------------------------------------------------------ */

static bool of_level(const struct workflow_in *in, const struct sourced *text)
{
	return text->levels & 1u << in->level;
}

static bool reached(const char *iso, day date, bool otherwise)
{
	day limit = 0;

	if (!iso)
		return otherwise;
	return day_parse(&limit, iso, NULL) == OK && date >= limit;
}

bool workflow_in_force(const struct sourced *text, day date)
{
	return reached(text->from, date, true) && !reached(text->until, date - 1, false);
}

const struct sourced *workflow_step(const struct workflow_in *in, const char *kind, day date)
{
	const struct sourced_list *steps = &in->pack->step;
	const struct sourced *common = NULL;

	for (size_t i = 0; i < steps->count; i++) {
		const struct sourced *step = &steps->at[i];

		if (strcmp(step->kind, kind) != 0 || !of_level(in, step) ||
		    !workflow_in_force(step, date))
			continue;
		if (step->to && in->managed_by && strcmp(step->to, in->managed_by) == 0)
			return step;
		if (!step->to && !common)
			common = step;
	}
	return common;
}

const struct sourced *workflow_gate(const struct workflow_in *in, const char *id)
{
	for (size_t i = 0; i < in->pack->gate.count; i++) {
		const struct sourced *gate = &in->pack->gate.at[i];

		if (gate->id && strcmp(gate->id, id) == 0 && of_level(in, gate))
			return gate;
	}
	return NULL;
}

static bool is_independent(const char *body)
{
	return strcmp(body, BODY_ASSIGNED) == 0 || strcmp(body, BODY_COUNCIL) == 0;
}

static enum gate_state independence(const struct workflow_in *in, const char *body)
{
	if (in->self_operated == NO || (body && is_independent(body)))
		return GATE_OPEN;
	return in->self_operated == YES ? GATE_HOLDS : GATE_UNKNOWN;
}

static bool regulation_before(const struct workflow_in *in, day date)
{
	day issued = 0;

	return in->regulation_number && in->regulation_date &&
	    day_parse(&issued, in->regulation_date, NULL) == OK && issued <= date;
}

enum gate_state workflow_gate_state(const struct workflow_in *in, const struct replay *now,
    const struct sourced *gate, day date, const char *body)
{
	bool open = true;

	if (!workflow_in_force(gate, date))
		return GATE_FREE;
	if (!gate->id)
		return GATE_UNKNOWN;
	if (strcmp(gate->id, GATE_INDEPENDENCE) == 0)
		return independence(in, body);
	if (strcmp(gate->id, GATE_REGULATION) == 0)
		open = regulation_before(in, date);
	else if (strcmp(gate->id, GATE_OPINION) == 0)
		open = now->last[ACT_OPINION] != NULL;
	else if (strcmp(gate->id, GATE_APPRAISAL) == 0)
		open = now->last[ACT_APPRAISE] != NULL;
	else
		return GATE_UNKNOWN;
	return open ? GATE_OPEN : GATE_HOLDS;
}

bool workflow_part_belongs(const struct workflow_in *in, const struct sourced *part)
{
	return of_level(in, part) &&
	    (strcmp(part->kind, "all") == 0 || strcmp(part->kind, in->kind) == 0);
}

bool workflow_part_given(
    const struct workflow_in *in, const struct replay *now, const struct sourced *part)
{
	if (!part->id)
		return true;            /* nobody can name it */
	if (strcmp(part->id, PART_OPINION) == 0)
		return now->last[ACT_OPINION] != NULL;
	for (size_t i = 0; i < in->part_count; i++)
		if (strcmp(in->part[i], part->id) == 0)
			return true;
	return false;
}

void workflow_appraisers(const char *by[3], const struct workflow_in *in, day date)
{
	const struct sourced *step = workflow_step(in, "appraisal", date);
	const struct sourced *gate = workflow_gate(in, GATE_INDEPENDENCE);
	enum truth self = gate && workflow_in_force(gate, date) ? in->self_operated : NO;
	size_t count = 0;

	by[0] = by[1] = by[2] = NULL;
	if (!step)
		return;
	if (self != YES)
		by[count++] = step->by;
	if (self != NO) {
		by[count++] = BODY_ASSIGNED;
		by[count] = BODY_COUNCIL;
	}
}

/* ---- steps ----------------------------------------------------------------------------------- */

static bool is_kind(const struct flow_step *flow, const char *kind)
{
	return strcmp(flow->step->kind, kind) == 0;
}

static bool is_approval(const struct flow_step *flow)
{
	return is_kind(flow, "approval") || is_kind(flow, "measures-approval") ||
	    is_kind(flow, "list-approval");
}

/* A refusal ends the approval whose body gave it, else the first that was not yet there. */
static bool refusal_is_of(const struct workflow_in *in, const struct replay *now,
    const struct sourced *step, const struct act_in *refusal)
{
	const struct sourced_list *steps = &in->pack->step;

	if (refusal->body)
		return strcmp(refusal->body, step->by) == 0;
	for (size_t i = 0; i < steps->count; i++) {
		struct flow_step other = { .step = &steps->at[i] };
		bool measures = is_kind(&other, "measures-approval");

		if (!of_level(in, other.step) || !is_approval(&other))
			continue;
		if (!now->last[measures ? ACT_APPROVE_MEASURES : ACT_APPROVE_LIST])
			return other.step == step;
	}
	return false;
}

static const struct act_in *act_of(
    const struct workflow_in *in, const struct replay *now, const struct flow_step *flow)
{
	const struct act_in *const *last = now->last;
	const struct act_in *act = NULL;

	if (is_kind(flow, "prepare"))
		return now->state == PROPOSAL_DRAFT || now->state == PROPOSAL_INCOMPLETE ||
			now->state == PROPOSAL_NOT_SUITABLE
		    ? NULL
		    : last[ACT_SUBMIT];
	if (is_kind(flow, "opinion"))
		return last[ACT_OPINION];
	if (is_kind(flow, "validity"))
		return last[ACT_COMPLETE] ? last[ACT_COMPLETE] : last[ACT_INCOMPLETE];
	if (is_kind(flow, "appraisal"))
		return last[ACT_APPRAISE];
	if (is_kind(flow, "report"))
		return last[ACT_REPORT];
	if (is_kind(flow, "approval"))
		act = last[ACT_APPROVE];
	else if (is_kind(flow, "measures-approval"))
		act = last[ACT_APPROVE_MEASURES];
	else if (is_kind(flow, "list-approval"))
		act = last[ACT_APPROVE_LIST];
	if (!act && last[ACT_REFUSE] && refusal_is_of(in, now, flow->step, last[ACT_REFUSE]))
		act = last[ACT_REFUSE];
	return act;
}

/* validity: is there a check of validity among the steps? */
static enum flow_state state_of(const struct replay *now, const struct flow_step *flow,
    bool needs_opinion, bool validity)
{
	bool at_operator = now->state == PROPOSAL_DRAFT || now->state == PROPOSAL_INCOMPLETE ||
	    now->state == PROPOSAL_NOT_SUITABLE;
	bool submitted = now->state == PROPOSAL_SUBMITTED;
	bool turn = false;

	if (flow->act)
		return FLOW_DONE;
	if (now->state == PROPOSAL_REFUSED)
		return FLOW_NEVER;
	if (is_kind(flow, "prepare"))
		turn = at_operator;
	else if (is_kind(flow, "opinion"))
		turn = at_operator || submitted;
	else if (is_kind(flow, "validity"))
		turn = submitted && !needs_opinion;
	else if (is_kind(flow, "appraisal"))
		turn = now->state == PROPOSAL_APPRAISING ||
		    (submitted && !needs_opinion && !validity);
	else if (is_approval(flow))
		turn = now->state == PROPOSAL_SUITABLE;
	else if (is_kind(flow, "report"))
		turn = now->state == PROPOSAL_APPROVED;
	return turn ? FLOW_NOW : FLOW_LATER;
}

/* The act by which the dossier reaches the body that checks it: where a professional opinion is
 * demanded, not before that is there; NULL: not yet. */
static const struct act_in *received(const struct workflow_in *in, const struct replay *now)
{
	const struct act_in *submit = now->last[ACT_SUBMIT];
	const struct act_in *opinion = now->last[ACT_OPINION];

	if (!submit || !workflow_gate(in, GATE_OPINION))
		return submit;
	return opinion && opinion->date < submit->date ? submit : opinion;
}

/* The day the step's period begins, from which it is counted; false: it has not begun. */
static bool clock_from(
    day *from, const struct workflow_in *in, const struct replay *now, const struct flow_step *flow)
{
	const struct act_in *start = NULL;

	if (flow->step->days == 0)
		return false;
	if (is_kind(flow, "validity"))
		start = received(in, now);
	else if (is_kind(flow, "appraisal"))
		start = now->last[ACT_COMPLETE];
	else if (is_approval(flow) && now->state != PROPOSAL_NOT_SUITABLE)
		start = workflow_gate(in, GATE_APPRAISAL) ? now->last[ACT_APPRAISE]
							  : now->last[ACT_COMPLETE];
	if (start)
		*from = start->date;
	return start != NULL;
}

static void set_clock(
    struct flow_step *flow, const struct workflow_in *in, const struct replay *now)
{
	const struct sourced *step = flow->step;

	if (flow->state == FLOW_NEVER)
		return;
	flow->clock = clock_from(&flow->from, in, now, flow);
	if (!flow->clock)
		return;
	flow->unverified = step->status == STATUS_UNVERIFIED;
	flow->until = deadline_after(
	    flow->from, step->days, step->working_days, in->calendar, &flow->unverified);
	flow->until_off = !deadline_is_working(flow->until, in->calendar, NULL);
	flow->overdue = (flow->act ? flow->act->date : in->as_of) > flow->until;
}

/* The day by which it is told whether a step of the pack is in force. */
static day day_of_step(const struct workflow_in *in, const struct replay *now)
{
	return now->last[ACT_SUBMIT] ? now->last[ACT_SUBMIT]->date : in->as_of;
}

static void make_steps(struct workflow *out, const struct workflow_in *in, const struct replay *now,
    struct arena *arena)
{
	const struct sourced_list *steps = &in->pack->step;
	day date = day_of_step(in, now);
	bool needs_opinion = workflow_step(in, "opinion", date) && !now->last[ACT_OPINION];
	bool validity = workflow_step(in, "validity", date) != NULL;
	const char *by[3];

	out->step = arena_alloc(arena, (steps->count + 1) * sizeof(*out->step));
	workflow_appraisers(by, in, now->last[ACT_APPRAISE] ? now->last[ACT_APPRAISE]->date
							    : in->as_of);
	for (size_t i = 0; i < steps->count; i++) {
		struct flow_step *flow = &out->step[out->step_count];

		if (!of_level(in, &steps->at[i]) ||
		    workflow_step(in, steps->at[i].kind, date) != &steps->at[i])
			continue;
		out->step_count++;
		flow->step = &steps->at[i];
		flow->by[0] = flow->step->by;
		if (is_kind(flow, "appraisal") && in->self_operated != UNKNOWN) {
			flow->by[0] = by[0];
			flow->by[1] = by[1];
		}
		flow->act = act_of(in, now, flow);
		flow->state = state_of(now, flow, needs_opinion, validity);
		set_clock(flow, in, now);
		if (!out->next && flow->state == FLOW_NOW)
			out->next = flow;
		if (flow->clock && flow->state != FLOW_DONE &&
		    (!out->due || flow->until < out->due->until))
			out->due = flow;
	}
}

/* ---- gates and dossier ----------------------------------------------------------------------- */

static const struct act_in *approval_of(const struct replay *now)
{
	static const enum act_step steps[] = { ACT_APPROVE, ACT_APPROVE_MEASURES,
		ACT_APPROVE_LIST };
	const struct act_in *first = NULL;

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		const struct act_in *act = now->last[steps[i]];

		if (act && (!first || act->date < first->date))
			first = act;
	}
	return first;
}

static void make_gates(struct workflow *out, const struct workflow_in *in, const struct replay *now,
    struct arena *arena)
{
	const struct sourced_list *gates = &in->pack->gate;
	const struct act_in *appraisal = now->last[ACT_APPRAISE];
	const struct act_in *approval = approval_of(now);

	out->gate = arena_alloc(arena, (gates->count + 1) * sizeof(*out->gate));
	for (size_t i = 0; i < gates->count; i++) {
		const struct sourced *gate = &gates->at[i];
		bool of_appraisal = gate->id && strcmp(gate->id, GATE_INDEPENDENCE) == 0;
		const struct act_in *guarded = of_appraisal ? appraisal : approval;

		if (!of_level(in, gate))
			continue;
		out->gate[out->gate_count++] = (struct flow_gate){ gate,
			workflow_gate_state(in, now, gate, guarded ? guarded->date : in->as_of,
			    appraisal ? appraisal->body : NULL) };
	}
}

static void make_parts(struct workflow *out, const struct workflow_in *in, const struct replay *now,
    struct arena *arena)
{
	const struct sourced_list *parts = &in->pack->dossier;

	out->part = arena_alloc(arena, (parts->count + 1) * sizeof(*out->part));
	for (size_t i = 0; i < parts->count; i++)
		if (workflow_part_belongs(in, &parts->at[i]))
			out->part[out->part_count++] = (struct flow_part){ &parts->at[i],
				workflow_part_given(in, now, &parts->at[i]) };
}

void workflow_make(struct workflow *out, const struct workflow_in *in, struct arena *arena)
{
	struct replay now = workflow_replay(in);

	assert(in->level >= 1 && in->level <= 5);
	*out = (struct workflow){ .state = now.state };
	make_steps(out, in, &now, arena);
	make_gates(out, in, &now, arena);
	make_parts(out, in, &now, arena);
}
