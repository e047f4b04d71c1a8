/*
 * shapes_regime.c - the tables of what is worked out while two legal regimes stand side by side:
 * the regime of a system, the gap to the new checklist, a decision under both regulations.
 */
#include "shapes_priv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define NUMBER(name, label)                                     \
	{                                                       \
		name, label, F_INT, REQUIRED, NULL, 0, 99999999 \
	}

static const struct code gap_states[] = {
	{ "shown", N_("shown already") },
	{ "stricter", N_("more is asked now") },
	{ "partly", N_("shown in part") },
	{ "open", N_("still open") },
	{ "new", N_("new") },
	{ "n-a", N_("did not apply, look again") },
	{ NULL, NULL },
};

static const struct code terms[] = {
	{ "runs", N_("the period runs") },
	{ "between", N_("over by the safe reading") },
	{ "over", N_("the period is over") },
	{ NULL, NULL },
};

/* ---- the regime of a system ----------------------------------------------------------------- */

static const struct field regime_fields[] = {
	{ "agency", N_("agency code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "code", N_("system code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "as-of", N_("as of"), F_DATE, REQUIRED, NULL, 0, 0 },
	{ "rule", N_("transition rule"), F_CODE, 0, NULL, 0, 0 },
	{ "certain", N_("certain"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "doubtful", N_("doubtful, to be verified"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "source", N_("how well it is sourced"), F_CODE, 0, NULL, 0, 0 },
	{ "standing", N_("standing"), F_CODE, 0, NULL, 0, 0 },
	{ "level", N_("level"), F_INT, REQUIRED, NULL, 0, 5 },
	{ "approved-level", N_("approved level"), F_INT, 0, NULL, 1, 5 },
	{ "classification", N_("regulation pack"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "measures", N_("requirements pack"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "next-measures", N_("requirements pack that falls due"), F_CODE, 0, NULL, 0, 0 },
	{ "approval-safe", N_("approval by, safe reading"), F_DATE, 0, NULL, 0, 0 },
	{ "approval-due", N_("approval by, corresponding day"), F_DATE, 0, NULL, 0, 0 },
	{ "approval-state", N_("period for approval"), F_ENUM, 0, terms, 0, 0 },
	{ "measures-safe", N_("measures by, safe reading"), F_DATE, 0, NULL, 0, 0 },
	{ "measures-due", N_("measures by, corresponding day"), F_DATE, 0, NULL, 0, 0 },
	{ "measures-state", N_("period for measures"), F_ENUM, 0, terms, 0, 0 },
	{ "candidates", N_("rules that may apply"), F_LINE, 0, NULL, 0, 0 },
	{ "beside", N_("rules that apply beside it"), F_LINE, 0, NULL, 0, 0 },
	{ "missing", N_("still to be answered"), F_LINE, 0, NULL, 0, 0 },
	{ "name", N_("system name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "cite", N_("citation"), F_NOTE, 0, NULL, 0, 0 },
	{ "text", N_("what the rule says"), F_NOTE, 0, NULL, 0, 0 },
	{ "todo", N_("what to do"), F_NOTE, 0, NULL, 0, 0 },
	{ "doubt", N_("doubt"), F_NOTE, 0, NULL, 0, 0 },
	{ "claim", N_("on the force of the earlier regulation"), F_NOTE, 0, NULL, 0, 0 },
};
const struct shape shape_regime = {
	"regime",
	N_("legal regime of a system"),
	COMPUTED,
	regime_fields,
	COUNT(regime_fields),
	NULL,
	0,
};

/* ---- the gap -------------------------------------------------------------------------------- */

static const struct field gap_from_fields[] = {
	{ "requirement", N_("requirement of the earlier checklist"), F_CODE, REQUIRED | KEY, NULL,
	    0, 0 },
	{ "kind", N_("how the two compare"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "status", N_("result"), F_ENUM, 0, shared_finding_results, 0, 0 },
	{ "name", N_("name"), F_NOTE, REQUIRED, NULL, 0, 0 },
	{ "why", N_("why"), F_NOTE, REQUIRED, NULL, 0, 0 },
	{ "current", N_("current state"), F_NOTE, 0, NULL, 0, 0 },
};
const struct shape shape_gap_from = {
	"gap-from",
	N_("what it rests on"),
	COMPUTED,
	gap_from_fields,
	COUNT(gap_from_fields),
	NULL,
	0,
};

static const struct field gap_item_fields[] = {
	{ "requirement", N_("requirement"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "group", N_("group"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "state", N_("gap"), F_ENUM, REQUIRED, gap_states, 0, 0 },
	{ "proposed", N_("answer proposed, to be confirmed"), F_ENUM, REQUIRED,
	    shared_finding_results, 0, 0 },
	{ "due", N_("to be done by"), F_DATE, 0, NULL, 0, 0 },
	{ "months", N_("cycle in months"), F_INT, 0, NULL, 1, 999 },
	{ "source", N_("how well it is sourced"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "action", N_("action"), F_CODE, 0, NULL, 0, 0 },
	{ "action-due", N_("action due"), F_DATE, 0, NULL, 0, 0 },
	{ "action-owner", N_("person in charge"), F_LINE, 0, NULL, 0, 0 },
	{ "cite", N_("citation"), F_LINE, 0, NULL, 0, 0 },
	{ "name", N_("name"), F_NOTE, REQUIRED, NULL, 0, 0 },
	{ "demand", N_("what the level demands"), F_NOTE, 0, NULL, 0, 0 },
	{ "thresholds", N_("figures and equipment"), F_NOTE, 0, NULL, 0, 0 },
	{ "why", N_("why"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape *const gap_item_children[] = { &shape_gap_from };
const struct shape shape_gap_item = {
	"gap-item",
	N_("requirement of the new checklist"),
	COMPUTED,
	gap_item_fields,
	COUNT(gap_item_fields),
	gap_item_children,
	COUNT(gap_item_children),
};

static const struct field gap_dropped_fields[] = {
	{ "requirement", N_("requirement of the earlier checklist"), F_CODE, REQUIRED | KEY, NULL,
	    0, 0 },
	{ "status", N_("result"), F_ENUM, REQUIRED, shared_finding_results, 0, 0 },
	{ "name", N_("name"), F_NOTE, REQUIRED, NULL, 0, 0 },
	{ "why", N_("why"), F_NOTE, 0, NULL, 0, 0 },
};
const struct shape shape_gap_dropped = {
	"gap-dropped",
	N_("requirement no longer asked"),
	COMPUTED,
	gap_dropped_fields,
	COUNT(gap_dropped_fields),
	NULL,
	0,
};

#define STATES                                                    \
	NUMBER("items", N_("requirements of the new checklist")), \
	    NUMBER("shown", N_("shown already")),                 \
	    NUMBER("stricter", N_("more is asked now")),          \
	    NUMBER("partly", N_("shown in part")),                \
	    NUMBER("open", N_("still open")),                     \
	    NUMBER("new", N_("new")),                             \
	    NUMBER("n-a", N_("did not apply, look again"))

static const struct field gap_system_fields[] = {
	{ "agency", N_("agency code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "code", N_("system code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "level", N_("level"), F_INT, REQUIRED, NULL, 1, 5 },
	{ "year", N_("year of the answers"), F_INT, 0, NULL, 2016, 2100 },
	{ "old-pack", N_("earlier checklist"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "old-version", N_("version of the earlier checklist"), F_CODE, 0, NULL, 0, 0 },
	{ "new-pack", N_("new checklist"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "new-version", N_("version of the new checklist"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "safe", N_("measures by, safe reading"), F_DATE, 0, NULL, 0, 0 },
	{ "due", N_("measures by, corresponding day"), F_DATE, 0, NULL, 0, 0 },
	{ "days-left", N_("days left by the safe reading"), F_INT, 0, NULL, -99999, 99999 },
	STATES,
	NUMBER("planned", N_("with an action, a person and a day")),
	NUMBER("dropped", N_("no longer asked")),
	{ "name", N_("system name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "agency-name", N_("agency name"), F_LINE, REQUIRED, NULL, 0, 0 },
};
static const struct shape *const gap_system_children[] = {
	&shape_regime,
	&shape_gap_item,
	&shape_gap_dropped,
};
const struct shape shape_gap_system = {
	"gap-system",
	N_("gap of a system"),
	COMPUTED,
	gap_system_fields,
	COUNT(gap_system_fields),
	gap_system_children,
	COUNT(gap_system_children),
};

static const struct field gap_group_fields[] = {
	{ "group", N_("group"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	STATES,
	{ "name", N_("name"), F_NOTE, REQUIRED, NULL, 0, 0 },
};
const struct shape shape_gap_group = {
	"gap-group",
	N_("gap by group"),
	COMPUTED,
	gap_group_fields,
	COUNT(gap_group_fields),
	NULL,
	0,
};

/* Over all systems of the report, the one most systems lack first. */
static const struct field gap_demand_fields[] = {
	{ "requirement", N_("requirement"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "group", N_("group"), F_CODE, REQUIRED, NULL, 0, 0 },
	NUMBER("rank", N_("rank")),
	NUMBER("lacking", N_("systems that lack it")),
	STATES,
	{ "name", N_("name"), F_NOTE, REQUIRED, NULL, 0, 0 },
};
const struct shape shape_gap_demand = {
	"gap-demand",
	N_("requirement over all systems"),
	COMPUTED,
	gap_demand_fields,
	COUNT(gap_demand_fields),
	NULL,
	0,
};

/* One system that the report does not hold against the new checklist, and why. */
static const struct field gap_other_fields[] = {
	{ "agency", N_("agency code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "code", N_("system code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "name", N_("system name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "why", N_("why"), F_NOTE, REQUIRED, NULL, 0, 0 },
};
const struct shape shape_gap_other = {
	"gap-other",
	N_("system not in the gap report"),
	COMPUTED,
	gap_other_fields,
	COUNT(gap_other_fields),
	NULL,
	0,
};

static const struct field gap_fields[] = {
	{ "as-of", N_("as of"), F_DATE, REQUIRED, NULL, 0, 0 },
	{ "agency", N_("agency code"), F_CODE, 0, NULL, 0, 0 },
	{ "crosswalk", N_("crosswalk pack"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "crosswalk-version", N_("version of the crosswalk pack"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "sample", N_("sample data"), F_YESNO, REQUIRED, NULL, 0, 0 },
	NUMBER("systems", N_("information systems")),
	STATES,
	{ "name", N_("name"), F_LINE, 0, NULL, 0, 0 },
};
static const struct shape *const gap_children[] = {
	&shape_gap_system,
	&shape_gap_group,
	&shape_gap_demand,
	&shape_gap_other,
};
const struct shape shape_gap = {
	"gap",
	N_("gap report"),
	COMPUTED,
	gap_fields,
	COUNT(gap_fields),
	gap_children,
	COUNT(gap_children),
};

/* ---- a decision under both regulations ------------------------------------------------------ */

static const struct field sides_criterion_fields[] = {
	{ "component", N_("component system"), F_CODE, KEY, NULL, 0, 0 },
	{ "pack", N_("regulation pack"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "criterion", N_("criterion"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "level", N_("level"), F_INT, REQUIRED, NULL, 1, 5 },
	{ "met", N_("met"), F_ENUM, REQUIRED, shared_truths, 0, 0 },
	{ "source", N_("how well it is sourced"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "cite", N_("citation"), F_LINE, 0, NULL, 0, 0 },
	{ "text", N_("criterion"), F_NOTE, REQUIRED, NULL, 0, 0 },
};
const struct shape shape_sides_criterion = {
	"sides-criterion",
	N_("criterion that is met or may be"),
	COMPUTED,
	sides_criterion_fields,
	COUNT(sides_criterion_fields),
	NULL,
	0,
};

static const struct field sides_open_fields[] = {
	{ "component", N_("component system"), F_CODE, KEY, NULL, 0, 0 },
	{ "pack", N_("regulation pack"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "fact", N_("question"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "text", N_("question"), F_NOTE, REQUIRED, NULL, 0, 0 },
};
const struct shape shape_sides_open = {
	"sides-open",
	N_("question still open"),
	COMPUTED,
	sides_open_fields,
	COUNT(sides_open_fields),
	NULL,
	0,
};

static const struct field sides_change_fields[] = {
	{ "topic", N_("topic"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "source", N_("how well it is sourced"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "old-cite", N_("citation, earlier regulation"), F_LINE, 0, NULL, 0, 0 },
	{ "new-cite", N_("citation, new regulation"), F_LINE, 0, NULL, 0, 0 },
	{ "old", N_("earlier regulation"), F_NOTE, REQUIRED, NULL, 0, 0 },
	{ "new", N_("new regulation"), F_NOTE, REQUIRED, NULL, 0, 0 },
	{ "effect", N_("effect"), F_NOTE, 0, NULL, 0, 0 },
};
const struct shape shape_sides_change = {
	"sides-change",
	N_("what changed, and why it matters here"),
	COMPUTED,
	sides_change_fields,
	COUNT(sides_change_fields),
	NULL,
	0,
};

static const struct field sides_fields[] = {
	{ "agency", N_("agency code"), F_CODE, 0, NULL, 0, 0 },
	{ "code", N_("system code"), F_CODE, 0, NULL, 0, 0 },
	{ "old-pack", N_("earlier regulation"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "old-version", N_("version of the earlier regulation pack"), F_CODE, REQUIRED, NULL, 0,
	    0 },
	{ "old-level", N_("level under the earlier regulation"), F_INT, REQUIRED, NULL, 0, 5 },
	{ "old-lowest", N_("lowest possible level"), F_INT, REQUIRED, NULL, 0, 5 },
	{ "old-highest", N_("highest possible level"), F_INT, REQUIRED, NULL, 0, 5 },
	{ "old-certain", N_("certain"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "new-pack", N_("new regulation"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "new-version", N_("version of the new regulation pack"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "new-level", N_("level under the new regulation"), F_INT, REQUIRED, NULL, 0, 5 },
	{ "new-lowest", N_("lowest possible level"), F_INT, REQUIRED, NULL, 0, 5 },
	{ "new-highest", N_("highest possible level"), F_INT, REQUIRED, NULL, 0, 5 },
	{ "new-certain", N_("certain"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "counts", N_("regulation that counts for the system"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "kept-level", N_("level kept"), F_INT, 0, NULL, 1, 5 },
	{ "name", N_("system name"), F_LINE, 0, NULL, 0, 0 },
	{ "advice", N_("advice"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape *const sides_children[] = {
	&shape_sides_criterion,
	&shape_sides_open,
	&shape_sides_change,
};
const struct shape shape_sides = {
	"sides",
	N_("the decision under both regulations"),
	COMPUTED,
	sides_fields,
	COUNT(sides_fields),
	sides_children,
	COUNT(sides_children),
};
