/*
 * workflow_may.c - may an act be entered now, and if not, which text says so.
 */
#include "workflow_priv.h"

#include <assert.h>
#include <string.h>

#include "capdo/model.h"

enum { BODIES = 4 };

struct asking {
	const struct workflow_in *in;
	const struct act_in *act;
	struct replay now;
	struct arena *arena;
};

static const char *cited(const struct asking *ask, const struct sourced *text)
{
	return text->cite ? pack_cite(ask->in->pack, text->cite, ask->arena) : text->id;
}

static const char *state_label(enum proposal_state state)
{
	const struct shape *shape = model_shape("proposal");

	return field_code_label(
	    &shape->field[shape_field(shape, "state")], proposal_state_code(state));
}

static const char *body_name(const struct asking *ask, const char *id)
{
	const struct sourced *body = pack_body(ask->in->pack, id);

	return body ? words_now(&body->text) : id;
}

static bool approves(enum act_step step)
{
	return step == ACT_APPROVE || step == ACT_APPROVE_MEASURES || step == ACT_APPROVE_LIST;
}

/* ---- order and days -------------------------------------------------------------------------- */

/* What level the step belongs to is said by the steps of approval that the level does have. */
static int no_such_step(const struct asking *ask, struct err *err)
{
	static const enum act_step ends[] = { ACT_APPROVE, ACT_APPROVE_MEASURES, ACT_APPROVE_LIST };
	const char *text = "";

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		const struct sourced *step = approves(ask->act->step)
		    ? workflow_step(ask->in, workflow_kind(ends[i]), ask->act->date) : NULL;

		if (step)
			text = arena_print(ask->arena, "%s: %s (%s)", text,
			    act_step_label(ends[i]), cited(ask, step));
	}
	if (ask->in->own_level && ask->in->own_level != ask->in->level)
		return err_set(err, FAIL_INVALID,
		    "a proposal of level %d of a listed system goes the way of level %d (%s), "
		    "which has no step '%s'%s",
		    ask->in->own_level, ask->in->level, cited(ask, &ask->in->pack->listed),
		    act_step_label(ask->act->step), text);
	return err_set(err, FAIL_INVALID, "a proposal of level %d has no step '%s'%s",
	    ask->in->level, act_step_label(ask->act->step), text);
}

/* The step that should have come before: appraisal before approval, opinion is a gate. */
static const struct sourced *expected_before(const struct asking *ask)
{
	const struct sourced *gate = workflow_gate(ask->in, GATE_APPRAISAL);

	if (!approves(ask->act->step) || ask->now.last[ACT_APPRAISE])
		return NULL;
	return gate ? gate : workflow_step(ask->in, "appraisal", ask->act->date);
}

static int check_order(const struct asking *ask, struct err *err)
{
	const struct act_in *act = ask->act;
	const struct sourced *before;

	if (!workflow_has(ask->in, act->step))
		return no_such_step(ask, err);
	if (workflow_is_done(&ask->now, act->step))
		return err_set(
		    err, FAIL_INVALID, "'%s' is there already", act_step_label(act->step));
	if (workflow_follows(ask->now.state, act->step))
		return OK;
	before = expected_before(ask);
	if (before && proposal_is_open(ask->now.state))
		return err_set(err, FAIL_INVALID,
		    "the proposal is '%s': '%s' cannot be entered before the appraisal (%s)",
		    state_label(ask->now.state), act_step_label(act->step), cited(ask, before));
	return err_set(err, FAIL_INVALID, "the proposal is '%s': '%s' cannot be entered now",
	    state_label(ask->now.state), act_step_label(act->step));
}

static int check_day(const struct asking *ask, struct err *err)
{
	const struct workflow_in *in = ask->in;
	char given[11];
	char other[11];

	day_format(given, ask->act->date);
	day_format(other, in->as_of);
	if (ask->act->date > in->as_of)
		return err_set(err, FAIL_INVALID, "'%s' on %s: that day is after today, %s",
		    act_step_label(ask->act->step), day_show(ask->arena, given),
		    day_show(ask->arena, other));
	if (in->act_count == 0 || ask->act->date >= in->act[in->act_count - 1].date)
		return OK;
	day_format(other, in->act[in->act_count - 1].date);
	return err_set(err, FAIL_INVALID, "'%s' on %s: the step before it, '%s', was on %s",
	    act_step_label(ask->act->step), day_show(ask->arena, given),
	    act_step_label(in->act[in->act_count - 1].step), day_show(ask->arena, other));
}

static int check_result(const struct asking *ask, struct err *err)
{
	enum act_step step = ask->act->step;
	bool judges = step == ACT_OPINION || step == ACT_APPRAISE;

	if (judges && ask->act->result == RESULT_NONE)
		return err_set(err, FAIL_INVALID,
		    "'%s' needs a result: suitable or not-suitable", act_step_label(step));
	if (!judges && ask->act->result != RESULT_NONE)
		return err_set(
		    err, FAIL_INVALID, "'%s' has no result of its own", act_step_label(step));
	if (approves(step) && (!ask->act->document || !*ask->act->document))
		return err_set(err, FAIL_INVALID,
		    "'%s' needs the number of its document", act_step_label(step));
	return OK;
}

/* ---- who ------------------------------------------------------------------------------------- */

/* Those whose approval is not there yet. */
static void refusers(const char *by[BODIES], const struct asking *ask, size_t *count)
{
	static const enum act_step ends[] = { ACT_APPROVE, ACT_APPROVE_MEASURES, ACT_APPROVE_LIST };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		const struct sourced *step =
		    workflow_step(ask->in, workflow_kind(ends[i]), ask->act->date);

		if (step && !ask->now.last[ends[i]])
			by[(*count)++] = step->by;
	}
}

/* The bodies that may enter an act, the usual one first; *step: the text that says so. */
static size_t bodies_of(
    const char *by[BODIES], const struct sourced **step, const struct asking *ask)
{
	const char *appraiser[3];
	const char *kind = workflow_kind(ask->act->step);
	size_t count = 0;

	*step = kind ? workflow_step(ask->in, kind, ask->act->date) : NULL;
	if (ask->act->step == ACT_REFUSE) {
		refusers(by, ask, &count);
		return count;
	}
	if (!*step)
		return 0;
	if (strcmp(kind, "appraisal") == 0) {
		workflow_appraisers(appraiser, ask->in, ask->act->date);
		if (ask->act->step != ACT_APPRAISE)
			by[count++] = (*step)->by;
		for (size_t i = 0; i < 3 && appraiser[i]; i++)
			if (count == 0 || strcmp(by[0], appraiser[i]) != 0)
				by[count++] = appraiser[i];
		return count;
	}
	by[count++] = (*step)->by;
	if (ask->act->step == ACT_SUBMIT)
		by[count++] = BODY_OWNER;
	return count;
}

/* The operator would judge itself: the gate says so, not the step. */
static int check_independence(const struct asking *ask, const char *body, struct err *err)
{
	const struct sourced *gate = workflow_gate(ask->in, GATE_INDEPENDENCE);

	if (ask->act->step != ACT_APPRAISE || !gate ||
	    workflow_gate_state(ask->in, &ask->now, gate, ask->act->date, body) != GATE_HOLDS)
		return OK;
	return err_set(err, FAIL_INVALID,
	    "the specialised unit operates this system itself and does not appraise it: the body "
	    "is '%s' or '%s' (%s)", BODY_ASSIGNED, BODY_COUNCIL, cited(ask, gate));
}

static int check_body(const struct asking *ask, struct err *err)
{
	const char *by[BODIES] = { NULL };
	const struct sourced *step;
	size_t count = bodies_of(by, &step, ask);
	const char *body = ask->act->body ? ask->act->body : count ? by[0] : NULL;
	const char *names = "";
	int rc = check_independence(ask, ask->act->body, err);

	if (rc < 0)
		return rc;
	if (!ask->act->body && ask->act->step == ACT_REFUSE && count > 1)
		return err_set(err, FAIL_INVALID, "say who refuses: '%s' or '%s'", by[0], by[1]);
	for (size_t i = 0; i < count; i++)
		if (strcmp(by[i], body) == 0)
			return OK;
	for (size_t i = 0; i < count; i++)
		names = arena_print(ask->arena, "%s%s%s '%s'", names, i ? ", " : "",
		    body_name(ask, by[i]), by[i]);
	if (count == 0)
		return err_set(err, FAIL_INVALID, "no body is left that could enter '%s'",
		    act_step_label(ask->act->step));
	return err_set(err, FAIL_INVALID, "'%s' is entered by %s, not by '%s'%s%s%s",
	    act_step_label(ask->act->step), names, body, step ? " (" : "",
	    step ? cited(ask, step) : "", step ? ")" : "");
}

const char *workflow_body(const struct workflow_in *in, enum act_step step, struct arena *arena)
{
	const struct act_in act = { .step = step, .date = in->as_of };
	const struct asking ask = { in, &act, workflow_replay(in), arena };
	const char *by[BODIES] = { NULL };
	const struct sourced *text;
	size_t count = bodies_of(by, &text, &ask);
	bool two = step == ACT_APPRAISE && count && strcmp(by[0], BODY_ASSIGNED) == 0;

	if (step == ACT_REFUSE && count > 1)
		return NULL;
	return count && !two ? by[0] : NULL;
}

/* ---- dossier and gates ----------------------------------------------------------------------- */

/* opinion: is the professional opinion asked for too? It comes after the dossier was submitted. */
static int check_parts(const struct asking *ask, bool opinion, struct err *err)
{
	const struct sourced_list *parts = &ask->in->pack->dossier;
	const char *missing = "";

	for (size_t i = 0; i < parts->count; i++) {
		const struct sourced *part = &parts->at[i];

		if (!workflow_part_belongs(ask->in, part) ||
		    workflow_part_given(ask->in, &ask->now, part) ||
		    (!opinion && strcmp(part->id, PART_OPINION) == 0))
			continue;
		missing = arena_print(ask->arena, "%s%s%s '%s' (%s)", missing, *missing ? "; " : "",
		    words_now(&part->text), part->id, cited(ask, part));
	}
	if (!*missing)
		return OK;
	return err_set(err, FAIL_INVALID, "the dossier lacks: %s", missing);
}

static int check_gate(const struct asking *ask, const char *id, struct err *err)
{
	const struct sourced *gate = workflow_gate(ask->in, id);

	if (!gate ||
	    workflow_gate_state(ask->in, &ask->now, gate, ask->act->date, NULL) != GATE_HOLDS)
		return OK;
	return err_set(err, FAIL_INVALID, "'%s' cannot be entered yet: %s (%s)",
	    act_step_label(ask->act->step), words_now(&gate->text), cited(ask, gate));
}

static int check_gates(const struct asking *ask, struct err *err)
{
	int rc = OK;

	if (ask->act->step == ACT_SUBMIT)
		return check_parts(ask, false, err);
	if (ask->act->step == ACT_COMPLETE) {
		rc = check_gate(ask, GATE_OPINION, err);
		return rc < 0 ? rc : check_parts(ask, true, err);
	}
	if (!approves(ask->act->step))
		return OK;
	rc = check_gate(ask, GATE_APPRAISAL, err);
	return rc < 0 ? rc : check_gate(ask, GATE_REGULATION, err);
}

int workflow_may(const struct workflow_in *in, const struct act_in *act, struct arena *arena,
    struct err *err)
{
	const struct asking ask = { in, act, workflow_replay(in), arena };
	int rc = check_order(&ask, err);

	assert(in->level >= 1 && in->level <= 5);
	if (rc == OK)
		rc = check_day(&ask, err);
	if (rc == OK)
		rc = check_result(&ask, err);
	if (rc == OK)
		rc = check_body(&ask, err);
	return rc < 0 ? rc : check_gates(&ask, err);
}
