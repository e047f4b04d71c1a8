/*
 * shapes_province.c - the province's year as records: computed, never stored.
 *
 * Counts stand beside what they count; results by group, duty, scenario and content of spending are
 * records of their own. Scores over several systems are those of all their items together, never a
 * mean of scores.
 */
#include "shapes_priv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define NUMBER(name, label) \
	{ \
		name, label, F_INT, REQUIRED, NULL, 0, 99999999 \
	}
#define RISK(name, label) \
	{ \
		name, label, F_INT, 0, NULL, 1, 25 \
	}
#define SCORE(name, label) \
	{ \
		name, label, F_INT, 0, NULL, 0, 1000 \
	}

static const struct code hand_ins[] = {
	{ "in-time", N_("handed in on time") },
	{ "late", N_("handed in late") },
	{ "awaited", N_("not handed in yet") },
	{ "overdue", N_("not handed in, overdue") },
	{ NULL, NULL },
};

static const struct code in_times[] = {
	{ "in-time", N_("on time") },
	{ "late", N_("reported late") },
	{ "running", N_("time still running") },
	{ "overdue", N_("not reported, overdue") },
	{ NULL, NULL },
};

/* ---- below an agency ------------------------------------------------------------------------- */

static const struct field group_fields[] = {
	{ "pack", N_("requirements pack"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "group", N_("group"), F_CODE, KEY, NULL, 0, 0 },
	SCORE("score", N_("score")),
	{ "coverage", N_("coverage"), F_INT, REQUIRED, NULL, 0, 1000 },
	{ "sum", N_("points reached"), F_INT, REQUIRED, NULL, 0, INT64_C(1099511627776) },
	{ "most", N_("most points"), F_INT, REQUIRED, NULL, 0, INT64_C(1099511627776) },
	NUMBER("applicable", N_("applicable")),
	NUMBER("assessed", N_("assessed")),
	NUMBER("systems", N_("systems")),
};
const struct shape shape_province_group = {
	"province-group", N_("score by group"), COMPUTED, group_fields, COUNT(group_fields),
	NULL, 0,
};

static const struct field system_fields[] = {
	{ "code", N_("system code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "state", N_("state"), F_ENUM, 0, shared_system_states, 0, 0 },
	{ "level", N_("level that counts"), F_INT, 0, NULL, 1, 5 },
	{ "decided-level", N_("level by the criteria"), F_INT, 0, NULL, 0, 5 },
	{ "proposed-level", N_("proposed level"), F_INT, 0, NULL, 1, 5 },
	{ "approved-level", N_("approved level"), F_INT, 0, NULL, 1, 5 },
	{ "approval-date", N_("date of the approval decision"), F_DATE, 0, NULL, 0, 0 },
	{ "approval-expected", N_("approval expected by"), F_DATE, 0, NULL, 0, 0 },
	{ "regulation", N_("security regulation issued"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "assessed", N_("assessed this year"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "pack", N_("requirements pack"), F_CODE, 0, NULL, 0, 0 },
	SCORE("score", N_("score")),
	SCORE("coverage", N_("coverage")),
	{ "in-place", N_("fully implemented"), F_YESNO, 0, NULL, 0, 0 },
	{ "met", N_("met"), F_INT, 0, NULL, 0, 999999 },
	{ "partial", N_("partly met"), F_INT, 0, NULL, 0, 999999 },
	{ "unmet", N_("not met"), F_INT, 0, NULL, 0, 999999 },
	{ "n-a", N_("not applicable"), F_INT, 0, NULL, 0, 999999 },
	{ "unassessed", N_("not assessed yet"), F_INT, 0, NULL, 0, 999999 },
	{ "rank", N_("rank by risk"), F_INT, 0, NULL, 1, 999999 },
	RISK("worst", N_("highest current risk")),
	{ "worst-band", N_("band"), F_ENUM, 0, shared_risk_bands, 0, 0 },
	{ "worst-scenario", N_("scenario of the highest risk"), F_CODE, 0, NULL, 0, 0 },
	RISK("worst-gross", N_("highest gross risk")),
	RISK("worst-target", N_("highest target risk")),
	{ "high", N_("high and very high scenarios"), F_INT, 0, NULL, 0, 999999 },
	{ "rated", N_("scenarios rated"), F_INT, 0, NULL, 0, 999999 },
	{ "unrated", N_("scenarios not rated yet"), F_INT, 0, NULL, 0, 999999 },
	SCORE("before-score", N_("score last year")),
	SCORE("before-coverage", N_("coverage last year")),
	RISK("before-worst", N_("highest current risk last year")),
	{ "name", N_("system name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "operator", N_("operator"), F_LINE, 0, NULL, 0, 0 },
	{ "approval-number", N_("number of the approval decision"), F_LINE, 0, NULL, 0, 0 },
};
const struct shape shape_province_system = {
	"province-system", N_("information system of the province"), COMPUTED, system_fields,
	COUNT(system_fields), NULL, 0,
};

static const struct field proposal_fields[] = {
	{ "system", N_("system code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "number", N_("proposal number"), F_INT, REQUIRED | KEY, NULL, 1, 999 },
	{ "level", N_("proposed level"), F_INT, REQUIRED, NULL, 1, 5 },
	{ "state", N_("state"), F_ENUM, REQUIRED, shared_proposal_states, 0, 0 },
	{ "due", N_("due"), F_DATE, 0, NULL, 0, 0 },
	{ "days-left", N_("days left"), F_INT, 0, NULL, -99999, 99999 },
	{ "overdue", N_("overdue"), F_YESNO, 0, NULL, 0, 0 },
	{ "unverified", N_("calendar of that year is not confirmed"), F_YESNO, 0, NULL, 0, 0 },
	{ "name", N_("system name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "next", N_("next step"), F_LINE, 0, NULL, 0, 0 },
	{ "by", N_("who takes it"), F_LINE, 0, NULL, 0, 0 },
	{ "of", N_("step whose period ends first"), F_LINE, 0, NULL, 0, 0 },
	{ "cite", N_("citation"), F_LINE, 0, NULL, 0, 0 },
};
const struct shape shape_province_proposal = {
	"province-proposal", N_("level proposal of the province"), COMPUTED, proposal_fields,
	COUNT(proposal_fields), NULL, 0,
};

static const struct field duty_fields[] = {
	{ "obligation", N_("obligation"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "status", N_("result"), F_ENUM, REQUIRED, shared_finding_results, 0, 0 },
	{ "due", N_("to be met by"), F_DATE, 0, NULL, 0, 0 },
	{ "overdue", N_("overdue"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "cost", N_("cost"), F_MONEY, 0, NULL, 0, 0 },
	{ "person", N_("person in charge"), F_LINE, 0, NULL, 0, 0 },
};
const struct shape shape_province_duty = {
	"province-duty", N_("obligation of an agency"), COMPUTED, duty_fields, COUNT(duty_fields),
	NULL, 0,
};

static const struct field readiness_fields[] = {
	{ "code", N_("code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "kind", N_("kind"), F_ENUM, REQUIRED, shared_readiness_kinds, 0, 0 },
	{ "quantity", N_("quantity"), F_INT, 0, NULL, 0, 999999999 },
	{ "cost", N_("cost"), F_MONEY, 0, NULL, 0, 0 },
	{ "until", N_("available until"), F_DATE, 0, NULL, 0, 0 },
	{ "name", N_("name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "unit", N_("unit"), F_LINE, 0, NULL, 0, 0 },
	{ "state", N_("condition"), F_LINE, 0, NULL, 0, 0 },
};
const struct shape shape_province_readiness = {
	"province-readiness", N_("readiness of an agency"), COMPUTED, readiness_fields,
	COUNT(readiness_fields), NULL, 0,
};

static const struct field exercise_fields[] = {
	{ "code", N_("code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "kind", N_("kind"), F_ENUM, REQUIRED, shared_exercise_kinds, 0, 0 },
	{ "state", N_("state"), F_ENUM, REQUIRED, shared_exercise_states, 0, 0 },
	{ "scenario", N_("scenario"), F_CODE, 0, NULL, 0, 0 },
	{ "date", N_("date"), F_DATE, 0, NULL, 0, 0 },
	{ "participants", N_("participants"), F_INT, 0, NULL, 0, 999999 },
	{ "cost", N_("cost"), F_MONEY, 0, NULL, 0, 0 },
	{ "title", N_("title"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "organiser", N_("organiser"), F_LINE, 0, NULL, 0, 0 },
	{ "document", N_("document number"), F_LINE, 0, NULL, 0, 0 },
	{ "result", N_("result"), F_NOTE, 0, NULL, 0, 0 },
};
const struct shape shape_province_exercise = {
	"province-exercise", N_("exercise or training of an agency"), COMPUTED, exercise_fields,
	COUNT(exercise_fields), NULL, 0,
};

static const struct field incident_fields[] = {
	{ "code", N_("code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "system", N_("system code"), F_CODE, 0, NULL, 0, 0 },
	{ "scenario", N_("scenario"), F_CODE, 0, NULL, 0, 0 },
	{ "grade", N_("grade"), F_ENUM, REQUIRED, shared_incident_grades, 0, 0 },
	{ "state", N_("state"), F_ENUM, REQUIRED, shared_incident_states, 0, 0 },
	{ "detected", N_("detected at"), F_TIME, REQUIRED, NULL, 0, 0 },
	{ "reported", N_("first reported at"), F_TIME, 0, NULL, 0, 0 },
	{ "detailed", N_("report with cause, scope and remedy sent at"), F_TIME, 0, NULL, 0, 0 },
	{ "hours", N_("hours from detection to report"), F_INT, 0, NULL, 0, 99999999 },
	{ "due", N_("to be reported by"), F_DATE, 0, NULL, 0, 0 },
	{ "in-time", N_("reported in time"), F_ENUM, 0, in_times, 0, 0 },
	{ "closed", N_("closed at"), F_TIME, 0, NULL, 0, 0 },
	{ "title", N_("title"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "reported-to", N_("reported to"), F_LINE, 0, NULL, 0, 0 },
};
const struct shape shape_province_incident = {
	"province-incident", N_("incident of an agency"), COMPUTED, incident_fields,
	COUNT(incident_fields), NULL, 0,
};

static const struct field spending_fields[] = {
	{ "spending", N_("content of spending"), F_CODE, KEY, NULL, 0, 0 },
	{ "actions", N_("actions"), F_MONEY, REQUIRED, NULL, 0, 0 },
	{ "measures", N_("measures of the checklist"), F_MONEY, REQUIRED, NULL, 0, 0 },
	{ "plans", N_("response plans"), F_MONEY, REQUIRED, NULL, 0, 0 },
	{ "readiness", N_("readiness resources"), F_MONEY, REQUIRED, NULL, 0, 0 },
	{ "exercises", N_("exercises and training"), F_MONEY, REQUIRED, NULL, 0, 0 },
	{ "obligations", N_("obligations"), F_MONEY, REQUIRED, NULL, 0, 0 },
	{ "cost", N_("cost"), F_MONEY, REQUIRED, NULL, 0, 0 },
};
const struct shape shape_province_spending = {
	"province-spending", N_("cost asked for by an agency"), COMPUTED, spending_fields,
	COUNT(spending_fields), NULL, 0,
};

static const struct field agency_fields[] = {
	{ "code", N_("agency code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "kind", N_("kind of agency"), F_ENUM, 0, shared_agency_kinds, 0, 0 },
	{ "sample", N_("sample data"), F_YESNO, 0, NULL, 0, 0 },
	{ "hand-in", N_("how it was handed in"), F_ENUM, REQUIRED, hand_ins, 0, 0 },
	{ "state", N_("state"), F_ENUM, 0, shared_yearly_states, 0, 0 },
	{ "snapshot", N_("number of the hand-in"), F_INT, 0, NULL, 1, 999999 },
	{ "at", N_("sent or received at"), F_TIME, 0, NULL, 0, 0 },
	{ "signature", N_("signature"), F_ENUM, 0, shared_signature_states, 0, 0 },
	{ "stops", N_("rules that stop"), F_INT, 0, NULL, 0, 999999 },
	{ "warns", N_("rules that warn"), F_INT, 0, NULL, 0, 999999 },
	NUMBER("systems", N_("information systems")),
	NUMBER("level-1", N_("level 1")),
	NUMBER("level-2", N_("level 2")),
	NUMBER("level-3", N_("level 3")),
	NUMBER("level-4", N_("level 4")),
	NUMBER("level-5", N_("level 5")),
	NUMBER("level-none", N_("level not determined")),
	NUMBER("approved", N_("level approved")),
	NUMBER("assessed", N_("assessed this year")),
	NUMBER("in-place", N_("fully implemented")),
	RISK("worst", N_("highest current risk")),
	{ "worst-band", N_("band"), F_ENUM, 0, shared_risk_bands, 0, 0 },
	NUMBER("high", N_("high and very high scenarios")),
	NUMBER("duties-met", N_("obligations met")),
	NUMBER("duties-partial", N_("obligations partly met")),
	NUMBER("duties-unmet", N_("obligations not met")),
	NUMBER("duties-n-a", N_("obligations not applicable")),
	NUMBER("duties-unassessed", N_("obligations not assessed yet")),
	NUMBER("exercises", N_("exercises and training held")),
	NUMBER("incidents", N_("incidents")),
	NUMBER("incidents-late", N_("incidents reported late or not at all")),
	{ "cost", N_("cost asked for"), F_MONEY, REQUIRED, NULL, 0, 0 },
	{ "allotted", N_("budget at hand"), F_MONEY, REQUIRED, NULL, 0, 0 },
	{ "name", N_("agency name"), F_LINE, REQUIRED, NULL, 0, 0 },
};
static const struct shape *const agency_children[] = {
	&shape_province_group,
	&shape_province_system,
	&shape_province_proposal,
	&shape_province_duty,
	&shape_province_readiness,
	&shape_province_exercise,
	&shape_province_incident,
	&shape_province_spending,
};
const struct shape shape_province_agency = {
	"province-agency", N_("agency of the province"), COMPUTED, agency_fields,
	COUNT(agency_fields), agency_children, COUNT(agency_children),
};

/* ---- the province as a whole ----------------------------------------------------------------- */

static const struct field band_fields[] = {
	{ "band", N_("band"), F_ENUM, REQUIRED | KEY, shared_risk_bands, 0, 0 },
	NUMBER("gross", N_("gross risk")),
	NUMBER("current", N_("current risk")),
	NUMBER("target", N_("target risk")),
};
const struct shape shape_province_band = {
	"province-band", N_("scenarios of the province by band"), COMPUTED, band_fields,
	COUNT(band_fields), NULL, 0,
};

static const struct field scenario_fields[] = {
	{ "pack", N_("threats pack"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "scenario", N_("scenario"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	NUMBER("rated", N_("systems rated")),
	NUMBER("unrated", N_("systems not rated yet")),
	RISK("worst", N_("highest current risk")),
	{ "worst-band", N_("band"), F_ENUM, 0, shared_risk_bands, 0, 0 },
};
static const struct shape *const scenario_children[] = { &shape_province_scenario_band };
const struct shape shape_province_scenario = {
	"province-scenario", N_("scenario over all systems"), COMPUTED, scenario_fields,
	COUNT(scenario_fields), scenario_children, COUNT(scenario_children),
};
const struct shape shape_province_scenario_band = {
	"province-scenario-band", N_("systems of a scenario by band"), COMPUTED, band_fields,
	COUNT(band_fields), NULL, 0,
};

static const struct field priority_fields[] = {
	{ "rank", N_("rank"), F_INT, REQUIRED, NULL, 1, 999999 },
	{ "pack", N_("requirements pack"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "requirement", N_("requirement"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "gain", N_("risk taken off, in thousandths"), F_INT, REQUIRED, NULL, 0,
	    INT64_C(1099511627776) },
	NUMBER("agencies", N_("agencies")),
	NUMBER("systems", N_("systems")),
	{ "cost", N_("cost"), F_MONEY, 0, NULL, 0, 0 },
};
const struct shape shape_province_priority = {
	"province-priority", N_("do first over the province"), COMPUTED, priority_fields,
	COUNT(priority_fields), NULL, 0,
};

static const struct field obligation_fields[] = {
	{ "obligation", N_("obligation"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	NUMBER("met", N_("met")),
	NUMBER("partial", N_("partly met")),
	NUMBER("unmet", N_("not met")),
	NUMBER("n-a", N_("not applicable")),
	NUMBER("unassessed", N_("not assessed yet")),
	NUMBER("overdue", N_("overdue")),
	{ "cost", N_("cost"), F_MONEY, REQUIRED, NULL, 0, 0 },
};
const struct shape shape_province_obligation = {
	"province-obligation", N_("obligation over all agencies"), COMPUTED, obligation_fields,
	COUNT(obligation_fields), NULL, 0,
};

const struct shape shape_province_cost = {
	"province-cost", N_("cost asked for by content"), COMPUTED, spending_fields,
	COUNT(spending_fields), NULL, 0,
};

static const struct field province_fields[] = {
	{ "year", N_("year"), F_INT, REQUIRED | KEY, NULL, 2016, 2100 },
	{ "as-of", N_("as of"), F_DATE, REQUIRED, NULL, 0, 0 },
	{ "due", N_("last day to hand in"), F_DATE, 0, NULL, 0, 0 },
	{ "obligations", N_("obligations pack"), F_CODE, 0, NULL, 0, 0 },
	NUMBER("agencies", N_("agencies")),
	NUMBER("in-time", N_("handed in on time")),
	NUMBER("late", N_("handed in late")),
	NUMBER("awaited", N_("not handed in yet")),
	NUMBER("overdue", N_("not handed in, overdue")),
	NUMBER("accepted", N_("accepted")),
	NUMBER("returned", N_("returned")),
	NUMBER("systems", N_("information systems")),
	NUMBER("level-1", N_("level 1")),
	NUMBER("level-2", N_("level 2")),
	NUMBER("level-3", N_("level 3")),
	NUMBER("level-4", N_("level 4")),
	NUMBER("level-5", N_("level 5")),
	NUMBER("level-none", N_("level not determined")),
	NUMBER("approved", N_("level approved")),
	NUMBER("assessed", N_("assessed this year")),
	NUMBER("in-place", N_("fully implemented")),
	NUMBER("proposals-open", N_("level proposals open")),
	NUMBER("proposals-overdue", N_("level proposals overdue")),
	NUMBER("unrated", N_("scenarios not rated yet")),
	NUMBER("exercises", N_("exercises and training held")),
	NUMBER("exercises-planned", N_("exercises and training planned")),
	NUMBER("incidents", N_("incidents")),
	NUMBER("incidents-serious", N_("serious incidents")),
	NUMBER("incidents-late", N_("incidents reported late or not at all")),
	{ "cost", N_("cost asked for"), F_MONEY, REQUIRED, NULL, 0, 0 },
	{ "allotted", N_("budget at hand"), F_MONEY, REQUIRED, NULL, 0, 0 },
	{ "due-cite", N_("duty to hand in"), F_LINE, 0, NULL, 0, 0 },
	{ "incident-cite", N_("time limit of incident notices"), F_LINE, 0, NULL, 0, 0 },
};
static const struct shape *const province_children[] = {
	&shape_province_band,
	&shape_province_scenario,
	&shape_province_priority,
	&shape_province_obligation,
	&shape_province_cost,
	&shape_province_agency,
};
const struct shape shape_province = {
	"province", N_("province"), COMPUTED, province_fields, COUNT(province_fields),
	province_children, COUNT(province_children),
};
