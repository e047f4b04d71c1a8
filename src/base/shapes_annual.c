/*
 * shapes_annual.c - the report of an owner to the ministry as records: computed, never stored.
 *
 * Every content that a duty prescribes stands in the list of contents; the systems carry what most
 * of them ask for. What a system answers requirement by requirement hangs below it only while a
 * file is written.
 */
#include "shapes_priv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct code hand_ins[] = {
	{ "missing", N_("year not opened") },
	{ "draft", N_("draft") },
	{ "signed-off", N_("signed off") },
	{ "submitted", N_("handed in") },
	{ "returned", N_("returned") },
	{ "accepted", N_("taken in by the reviewer") },
	{ NULL, NULL },
};

static const struct code implementations[] = {
	{ "full", N_("fully implemented") },
	{ "partial", N_("partly implemented") },
	{ "none", N_("not implemented") },
	{ "unassessed", N_("not implemented as far as known: nothing is assessed") },
	{ NULL, NULL },
};

static const struct code inspections[] = {
	{ "in-cycle", N_("inspected within the cycle") },
	{ "overdue", N_("inspected, but the cycle has run out") },
	{ "never", N_("not inspected") },
	{ "later", N_("inspected after the period") },
	{ "no-cycle", N_("inspected; no cycle is laid down for it") },
	{ NULL, NULL },
};

static const struct code periods[] = {
	{ "before", N_("before the period") },
	{ "within", N_("within the period") },
	{ "after", N_("after the period") },
	{ NULL, NULL },
};

static const struct code parties[] = {
	{ "owner", N_("owner") },
	{ "specialised-unit", N_("specialised unit") },
	{ "operator", N_("operator") },
	{ NULL, NULL },
};

static const struct code events[] = {
	{ "incident", N_("incident") },
	{ "exercise", N_("exercise") },
	{ "training", N_("training") },
	{ "awareness", N_("awareness raising") },
	{ "prevention", N_("prevention task") },
	{ NULL, NULL },
};

static const struct code severities[] = {
	{ "stop", N_("stops the hand-in") },
	{ "warn", N_("warns") },
	{ NULL, NULL },
};

/* The values of a form stand in the pack, in this order; these are for lists, and for a form that
 * has fewer of them. */
static const struct code form_states[] = {
	{ "drafting", N_("being drafted") },
	{ "sent", N_("sent for appraisal") },
	{ "appraised", N_("appraised") },
	{ "approved", N_("approved") },
	{ NULL, NULL },
};

static const struct code form_implementations[] = {
	{ "none", N_("not implemented") },
	{ "some", N_("some items implemented") },
	{ "full", N_("fully implemented") },
	{ NULL, NULL },
};

static const struct code form_inspections[] = {
	{ "before-use", N_("before being put into use") },
	{ "periodic", N_("periodically") },
	{ "both", N_("before being put into use and periodically") },
	{ NULL, NULL },
};

static const struct code security_lists[] = {
	{ "no", N_("not eligible") },
	{ "candidate", N_("eligible, no dossier yet") },
	{ "filed", N_("dossier sent") },
	{ "listed", N_("on the list") },
	{ NULL, NULL },
};

static const struct code remarks[] = {
	{ "contradiction", N_("contradiction") },
	{ "missing", N_("missing") },
	{ "check", N_("to be looked at") },
	{ NULL, NULL },
};

#define NUMBER(name, label)                                     \
	{                                                       \
		name, label, F_INT, REQUIRED, NULL, 0, 99999999 \
	}

static const struct field content_fields[] = {
	{ "content", N_("content"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	NUMBER("rank", N_("rank")),
	NUMBER("rows", N_("number of records")),
	{ "source", N_("how well it is sourced"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "cite", N_("citation"), F_LINE, 0, NULL, 0, 0 },
	{ "text", N_("content"), F_NOTE, REQUIRED, NULL, 0, 0 },
};
const struct shape shape_annual_content = {
	"annual-content",
	N_("content of the report"),
	COMPUTED,
	content_fields,
	COUNT(content_fields),
	NULL,
	0,
};

static const struct field type_fields[] = {
	{ "type", N_("type of system"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	NUMBER("rank", N_("rank")),
	NUMBER("systems", N_("number of systems")),
	{ "name", N_("name"), F_LINE, REQUIRED, NULL, 0, 0 },
};
const struct shape shape_annual_type = {
	"annual-type", N_("systems by type in the report"), COMPUTED, type_fields,
	COUNT(type_fields), NULL, 0,
};

static const struct field agency_fields[] = {
	{ "code", N_("agency code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "state", N_("state of the hand-in"), F_ENUM, REQUIRED, hand_ins, 0, 0 },
	{ "counted", N_("in the report"), F_YESNO, REQUIRED, NULL, 0, 0 },
	NUMBER("systems", N_("systems of this owner")),
	NUMBER("outside", N_("of them outside the duty, by their level")),
	{ "snapshot", N_("number of the hand-in"), F_INT, 0, NULL, 1, 999999 },
	{ "signed-at", N_("signed off at"), F_TIME, 0, NULL, 0, 0 },
	{ "decided-at", N_("returned or accepted at"), F_TIME, 0, NULL, 0, 0 },
	{ "name", N_("agency name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "signed-by", N_("signed off by"), F_LINE, 0, NULL, 0, 0 },
	{ "decided-by", N_("returned or accepted by"), F_LINE, 0, NULL, 0, 0 },
	{ "other", N_("other matters to report"), F_NOTE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
const struct shape shape_annual_agency = {
	"annual-agency",
	N_("agency in the report"),
	COMPUTED,
	agency_fields,
	COUNT(agency_fields),
	NULL,
	0,
};

static const struct field party_fields[] = {
	{ "kind", N_("role"), F_ENUM, REQUIRED, parties, 0, 0 },
	NUMBER("systems", N_("number of systems")),
	{ "name", N_("name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "regulation", N_("document setting out functions and duties"), F_LINE, 0, NULL, 0, 0 },
	{ "representative", N_("representative"), F_LINE, 0, NULL, 0, 0 },
	{ "position", N_("position of the representative"), F_LINE, 0, NULL, 0, 0 },
	{ "address", N_("address"), F_LINE, 0, NULL, 0, 0 },
	{ "phone", N_("telephone"), F_LINE, 0, NULL, 0, 0 },
	{ "email", N_("e-mail"), F_LINE, 0, NULL, 0, 0 },
};
const struct shape shape_annual_party = {
	"annual-party",
	N_("owner, specialised unit or operator"),
	COMPUTED,
	party_fields,
	COUNT(party_fields),
	NULL,
	0,
};

static const struct field answer_fields[] = {
	{ "asset", N_("asset"), F_CODE, KEY, NULL, 0, 0 },
	{ "status", N_("result"), F_ENUM, REQUIRED, shared_finding_results, 0, 0 },
	{ "due", N_("to be done by"), F_DATE, 0, NULL, 0, 0 },
	{ "cost", N_("cost"), F_MONEY, 0, NULL, 0, 0 },
	{ "current", N_("current state"), F_NOTE, 0, NULL, 0, 0 },
	{ "measure", N_("measure"), F_NOTE, 0, NULL, 0, 0 },
	{ "reason", N_("reason for not applicable"), F_NOTE, 0, NULL, 0, 0 },
	{ "person", N_("person"), F_LINE, 0, NULL, 0, 0 },
};
const struct shape shape_annual_answer = {
	"annual-answer",
	N_("answer in the report"),
	COMPUTED,
	answer_fields,
	COUNT(answer_fields),
	NULL,
	0,
};

static const struct field action_fields[] = {
	{ "code", N_("code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "state", N_("state"), F_ENUM, REQUIRED, shared_action_states, 0, 0 },
	{ "year", N_("year"), F_INT, 0, NULL, 2016, 2100 },
	{ "requirement", N_("requirement"), F_CODE, 0, NULL, 0, 0 },
	{ "asset", N_("asset"), F_CODE, 0, NULL, 0, 0 },
	{ "due", N_("due"), F_DATE, 0, NULL, 0, 0 },
	{ "done", N_("done on"), F_DATE, 0, NULL, 0, 0 },
	{ "cost", N_("cost"), F_MONEY, 0, NULL, 0, 0 },
	{ "title", N_("title"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "owner", N_("person in charge"), F_LINE, 0, NULL, 0, 0 },
	{ "source", N_("source of funds"), F_LINE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
const struct shape shape_annual_action = {
	"annual-action",
	N_("action in the report"),
	COMPUTED,
	action_fields,
	COUNT(action_fields),
	NULL,
	0,
};

static const struct field item_fields[] = {
	{ "requirement", N_("requirement"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "group", N_("criterion"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "applies", N_("applies"), F_ENUM, REQUIRED, shared_truths, 0, 0 },
	{ "status", N_("result"), F_ENUM, REQUIRED, shared_finding_results, 0, 0 },
	{ "fulfilled", N_("fully met"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "planned", N_("plan with a person and a day"), F_YESNO, REQUIRED, NULL, 0, 0 },
	NUMBER("assets", N_("assets to answer for")),
	NUMBER("met", N_("met")),
	NUMBER("partial", N_("partly met")),
	NUMBER("unmet", N_("not met")),
	NUMBER("n-a", N_("not applicable")),
	NUMBER("unassessed", N_("not assessed yet")),
	{ "cite", N_("citation"), F_LINE, 0, NULL, 0, 0 },
	{ "name", N_("name"), F_NOTE, REQUIRED, NULL, 0, 0 },
};
static const struct shape *const item_children[] = { &shape_annual_answer, &shape_annual_action };
const struct shape shape_annual_item = {
	"annual-item",
	N_("requirement of a system in the report"),
	COMPUTED,
	item_fields,
	COUNT(item_fields),
	item_children,
	COUNT(item_children),
};

static const struct field system_fields[] = {
	{ "agency", N_("agency code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "code", N_("system code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "state", N_("state"), F_ENUM, 0, shared_system_states, 0, 0 },
	{ "level", N_("level"), F_INT, REQUIRED, NULL, 0, 5 },
	{ "proposed-level", N_("proposed level"), F_INT, 0, NULL, 1, 5 },
	{ "approved-level", N_("approved level"), F_INT, 0, NULL, 1, 5 },
	{ "approval-date", N_("date of the approval decision"), F_DATE, 0, NULL, 0, 0 },
	{ "approval-period", N_("approval and period"), F_ENUM, 0, periods, 0, 0 },
	{ "approval-expected", N_("approval expected by"), F_DATE, 0, NULL, 0, 0 },
	{ "implementation", N_("implementation"), F_ENUM, REQUIRED, implementations, 0, 0 },
	{ "implementation-expected", N_("measures fully in place by"), F_DATE, 0, NULL, 0, 0 },
	{ "assessed-level", N_("level assessed"), F_INT, 0, NULL, 1, 5 },
	{ "pack", N_("requirements pack"), F_CODE, 0, NULL, 0, 0 },
	{ "pack-version", N_("version of the requirements pack"), F_CODE, 0, NULL, 0, 0 },
	{ "score", N_("score"), F_INT, 0, NULL, 0, 1000 },
	{ "coverage", N_("coverage"), F_INT, REQUIRED, NULL, 0, 1000 },
	NUMBER("items", N_("requirements of its checklist")),
	NUMBER("applicable", N_("applicable")),
	NUMBER("met", N_("met")),
	NUMBER("partial", N_("partly met")),
	NUMBER("unmet", N_("not met")),
	NUMBER("n-a", N_("not applicable")),
	NUMBER("unassessed", N_("not assessed yet")),
	{ "regulated", N_("has a security regulation"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "regulation-date", N_("date of the security regulation"), F_DATE, 0, NULL, 0, 0 },
	{ "regulation-followed", N_("is the security regulation followed"), F_ENUM, REQUIRED,
	    shared_finding_results, 0, 0 },
	{ "inspection", N_("inspection"), F_ENUM, REQUIRED, inspections, 0, 0 },
	{ "inspected", N_("date of the last inspection"), F_DATE, 0, NULL, 0, 0 },
	{ "inspection-period", N_("inspection and period"), F_ENUM, 0, periods, 0, 0 },
	{ "inspection-months", N_("cycle in months"), F_INT, 0, NULL, 1, 999 },
	{ "inspection-due", N_("next inspection by"), F_DATE, 0, NULL, 0, 0 },
	{ "in-operation-since", N_("in operation since"), F_DATE, 0, NULL, 0, 0 },
	{ "type", N_("type of system"), F_CODE, 0, NULL, 0, 0 },
	{ "proposal", N_("newest level proposal"), F_ENUM, 0, shared_proposal_states, 0, 0 },
	{ "form-status", N_("approval of the proposed level"), F_ENUM, 0, form_states, 0, 0 },
	{ "form-implementation", N_("implementation of the plan"), F_ENUM, 0,
	    form_implementations, 0, 0 },
	{ "form-inspection", N_("inspected and assessed"), F_ENUM, 0, form_inspections, 0, 0 },
	{ "readiness-assessed", N_("date of the assessment before use"), F_DATE, 0, NULL, 0, 0 },
	{ "security-list", N_("list of systems important to national security"), F_ENUM, 0,
	    security_lists, 0, 0 },
	{ "open-actions", N_("actions still open"), F_INT, 0, NULL, 0, 99999999 },
	{ "unconfirmed", N_("answers carried over, to be confirmed"), F_INT, 0, NULL, 0, 99999999 },
	{ "name", N_("system name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "operator", N_("operator"), F_LINE, 0, NULL, 0, 0 },
	{ "operator-regulation", N_("operator: document setting out functions and duties"), F_LINE,
	    0, NULL, 0, 0 },
	{ "operator-representative", N_("operator: representative"), F_LINE, 0, NULL, 0, 0 },
	{ "operator-position", N_("operator: position of the representative"), F_LINE, 0, NULL, 0,
	    0 },
	{ "operator-address", N_("operator: address"), F_LINE, 0, NULL, 0, 0 },
	{ "operator-phone", N_("operator: telephone"), F_LINE, 0, NULL, 0, 0 },
	{ "operator-email", N_("operator: e-mail"), F_LINE, 0, NULL, 0, 0 },
	{ "approval-number", N_("number of the approval decision"), F_LINE, 0, NULL, 0, 0 },
	{ "approval-by", N_("approved by"), F_LINE, 0, NULL, 0, 0 },
	{ "regulation-number", N_("number of the security regulation"), F_LINE, 0, NULL, 0, 0 },
	{ "regulation-by", N_("who issued the security regulation"), F_LINE, 0, NULL, 0, 0 },
	{ "inspected-by", N_("who inspected"), F_LINE, 0, NULL, 0, 0 },
	{ "inspection-report", N_("number of the inspection report"), F_LINE, 0, NULL, 0, 0 },
	{ "readiness-report", N_("number of the report of the assessment before use"), F_LINE, 0,
	    NULL, 0, 0 },
	{ "security-criterion", N_("criterion of national security it meets"), F_NOTE, 0, NULL, 0,
	    0 },
	{ "proposed-reason", N_("reason for proposing another level"), F_NOTE, 0, NULL, 0, 0 },
	{ "situation", N_("state of security in the period"), F_NOTE, 0, NULL, 0, 0 },
	{ "progress", N_("progress of the approved measures"), F_NOTE, 0, NULL, 0, 0 },
	{ "effect", N_("effect of the approved measures"), F_NOTE, 0, NULL, 0, 0 },
	{ "change", N_("proposed change of level or measures"), F_NOTE, 0, NULL, 0, 0 },
	{ "assessment-note", N_("note on the assessment"), F_NOTE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape *const system_children[] = { &shape_annual_item, &shape_annual_action };
const struct shape shape_annual_system = {
	"annual-system",
	N_("information system in the report"),
	COMPUTED,
	system_fields,
	COUNT(system_fields),
	system_children,
	COUNT(system_children),
};

static const struct field demand_fields[] = {
	{ "pack", N_("requirements pack"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "requirement", N_("requirement"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "group", N_("criterion"), F_CODE, REQUIRED, NULL, 0, 0 },
	NUMBER("systems", N_("number of systems")),
	NUMBER("met", N_("met")),
	NUMBER("partial", N_("partly met")),
	NUMBER("unmet", N_("not met")),
	NUMBER("n-a", N_("not applicable")),
	NUMBER("unassessed", N_("not assessed yet")),
	{ "criterion", N_("name of the criterion"), F_NOTE, 0, NULL, 0, 0 },
	{ "name", N_("name"), F_NOTE, REQUIRED, NULL, 0, 0 },
};
const struct shape shape_annual_demand = {
	"annual-demand",
	N_("requirement over all systems"),
	COMPUTED,
	demand_fields,
	COUNT(demand_fields),
	NULL,
	0,
};

static const struct field event_fields[] = {
	{ "agency", N_("agency code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "year", N_("year"), F_INT, REQUIRED | KEY, NULL, 2016, 2100 },
	{ "kind", N_("kind"), F_ENUM, REQUIRED | KEY, events, 0, 0 },
	{ "code", N_("code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "date", N_("date"), F_DATE, 0, NULL, 0, 0 },
	{ "period", N_("period"), F_ENUM, 0, periods, 0, 0 },
	{ "system", N_("system code"), F_CODE, 0, NULL, 0, 0 },
	{ "reported", N_("first reported at"), F_TIME, 0, NULL, 0, 0 },
	{ "participants", N_("participants"), F_INT, 0, NULL, 0, 999999 },
	{ "grade", N_("grade"), F_CODE, 0, NULL, 0, 0 },
	{ "state", N_("state"), F_CODE, 0, NULL, 0, 0 },
	{ "title", N_("title"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "cause", N_("cause"), F_NOTE, 0, NULL, 0, 0 },
	{ "damage", N_("damage"), F_NOTE, 0, NULL, 0, 0 },
	{ "result", N_("handling or result"), F_NOTE, 0, NULL, 0, 0 },
};
const struct shape shape_annual_event = {
	"annual-event",
	N_("incident or exercise in the report"),
	COMPUTED,
	event_fields,
	COUNT(event_fields),
	NULL,
	0,
};

static const struct field breach_fields[] = {
	{ "agency", N_("agency code"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "rule", N_("rule"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "severity", N_("severity"), F_ENUM, REQUIRED, severities, 0, 0 },
	{ "system", N_("system code"), F_CODE, 0, NULL, 0, 0 },
	{ "where", N_("record"), F_NOTE, 0, NULL, 0, 0 },
	{ "text", N_("what is wrong"), F_NOTE, REQUIRED, NULL, 0, 0 },
};
const struct shape shape_annual_breach = {
	"annual-breach",
	N_("contradiction in the data"),
	COMPUTED,
	breach_fields,
	COUNT(breach_fields),
	NULL,
	0,
};

/* What the form itself contradicts, lacks, or must not be signed without a look. */
static const struct field remark_fields[] = {
	{ "agency", N_("agency code"), F_CODE, 0, NULL, 0, 0 },
	{ "system", N_("system code"), F_CODE, 0, NULL, 0, 0 },
	{ "column", N_("column of the form"), F_INT, 0, NULL, 1, 99 },
	{ "kind", N_("kind"), F_ENUM, REQUIRED, remarks, 0, 0 },
	{ "text", N_("what is to be looked at"), F_NOTE, REQUIRED, NULL, 0, 0 },
};
const struct shape shape_annual_remark = {
	"annual-remark",
	N_("remark on the form"),
	COMPUTED,
	remark_fields,
	COUNT(remark_fields),
	NULL,
	0,
};

static const struct field annual_fields[] = {
	{ "year", N_("year"), F_INT, REQUIRED | KEY, NULL, 2016, 2100 },
	{ "duty", N_("reporting duty"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "pack", N_("regulation pack"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "pack-version", N_("version of the regulation pack"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "from", N_("period from"), F_DATE, REQUIRED, NULL, 0, 0 },
	{ "to", N_("period to"), F_DATE, REQUIRED, NULL, 0, 0 },
	{ "period-given", N_("the duty names the period"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "due", N_("last day to send"), F_DATE, REQUIRED, NULL, 0, 0 },
	{ "as-of", N_("as of"), F_DATE, REQUIRED, NULL, 0, 0 },
	{ "drafts", N_("drafts are counted too"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "sample", N_("sample data"), F_YESNO, REQUIRED, NULL, 0, 0 },
	NUMBER("agencies", N_("agencies of this owner")),
	NUMBER("counted", N_("agencies in the report")),
	NUMBER("systems", N_("information systems")),
	NUMBER("approved", N_("level proposal approved")),
	NUMBER("full", N_("fully implemented")),
	NUMBER("partial", N_("partly implemented")),
	NUMBER("none", N_("not implemented")),
	NUMBER("unassessed", N_("not assessed yet")),
	NUMBER("regulated", N_("has a security regulation")),
	NUMBER("followed", N_("security regulation followed")),
	NUMBER("inspected", N_("inspected within the cycle")),
	NUMBER("items", N_("requirements of all systems")),
	NUMBER("left-out", N_("systems left out: not handed in")),
	NUMBER("outside", N_("systems outside the duty, by their level")),
	{ "form", N_("form"), F_CODE, 0, NULL, 0, 0 },
	{ "form-source", N_("how well the form is sourced"), F_CODE, 0, NULL, 0, 0 },
	{ "classified", N_("systems classified by type"), F_INT, 0, NULL, 0, 99999999 },
	{ "dossiers", N_("level dossier prepared"), F_INT, 0, NULL, 0, 99999999 },
	{ "appraised", N_("level dossier appraised"), F_INT, 0, NULL, 0, 99999999 },
	{ "approved-inspected", N_("approved systems inspected periodically"), F_INT, 0, NULL, 0,
	    99999999 },
	{ "approval-all", N_("approval of all systems expected by"), F_DATE, 0, NULL, 0, 0 },
	{ "approval-undated", N_("systems not approved and without an expected day"), F_INT, 0,
	    NULL, 0, 99999999 },
	{ "security-listed", N_("systems eligible for the list of national security"), F_INT, 0,
	    NULL, 0, 99999999 },
	{ "owner", N_("owner"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "addressee", N_("addressee"), F_LINE, 0, NULL, 0, 0 },
	{ "cite", N_("legal basis"), F_LINE, 0, NULL, 0, 0 },
};
static const struct shape *const annual_children[] = {
	&shape_annual_content,
	&shape_annual_type,
	&shape_annual_agency,
	&shape_annual_party,
	&shape_annual_demand,
	&shape_annual_event,
	&shape_annual_breach,
	&shape_annual_remark,
	&shape_annual_system,
};
const struct shape shape_annual = {
	"annual",
	N_("report of an owner to the ministry"),
	COMPUTED,
	annual_fields,
	COUNT(annual_fields),
	annual_children,
	COUNT(annual_children),
};
