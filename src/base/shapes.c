/*
 * shapes.c - the tables behind model.h: every record, its fields, its children.
 *
 * Order matters to people: fields are shown, exported and listed in the order written here. Codes
 * and numbers come before texts because XML writes the first as attributes and the second as
 * elements.
 */
#include "shapes_priv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const struct code shared_agency_kinds[] = {
	{ "department", N_("department or board") },
	{ "district", N_("district, town or city") },
	{ "centre", N_("centre or public service unit") },
	{ "office", N_("office of the people's committee") },
	{ "owner", N_("owner of information systems") },
	{ "other", N_("other") },
	{ NULL, NULL },
};

const struct code shared_yearly_states[] = {
	{ "draft", N_("draft") },
	{ "signed-off", N_("signed off") },
	{ "submitted", N_("handed in") },
	{ "returned", N_("returned") },
	{ "accepted", N_("accepted") },
	{ NULL, NULL },
};

const struct code shared_system_states[] = {
	{ "planned", N_("planned") },
	{ "building", N_("being built") },
	{ "operating", N_("in operation") },
	{ "upgrading", N_("being extended or upgraded") },
	{ "retired", N_("out of service") },
	{ NULL, NULL },
};

static const struct code asset_kinds[] = {
	{ "network-device", N_("network device") },
	{ "server", N_("server") },
	{ "application", N_("application or service") },
	{ "data-set", N_("data set") },
	{ "end-user-device", N_("end-user device") },
	{ "other", N_("other") },
	{ NULL, NULL },
};

const struct code shared_finding_results[] = {
	{ "met", N_("met") },
	{ "partial", N_("partly met") },
	{ "unmet", N_("not met") },
	{ "n-a", N_("not applicable") },
	{ "unassessed", N_("not assessed yet") },
	{ NULL, NULL },
};

const struct code shared_action_states[] = {
	{ "open", N_("not started") },
	{ "doing", N_("under way") },
	{ "done", N_("done") },
	{ "cancelled", N_("cancelled") },
	{ NULL, NULL },
};

const struct code shared_readiness_kinds[] = {
	{ "capability", N_("current capability") },
	{ "means", N_("means") },
	{ "equipment", N_("equipment") },
	{ "tool", N_("supporting tool or software") },
	{ "people", N_("people") },
	{ "contractor", N_("contractor under contract") },
	{ "budget", N_("budget") },
	{ NULL, NULL },
};

const struct code shared_exercise_kinds[] = {
	{ "exercise", N_("exercise") },
	{ "training", N_("training") },
	{ "awareness", N_("awareness raising") },
	{ "prevention", N_("prevention task") },
	{ NULL, NULL },
};

const struct code shared_exercise_states[] = {
	{ "planned", N_("planned") },
	{ "held", N_("held") },
	{ "cancelled", N_("cancelled") },
	{ NULL, NULL },
};

const struct code shared_incident_grades[] = {
	{ "normal", N_("ordinary") },
	{ "serious", N_("serious") },
	{ NULL, NULL },
};

const struct code shared_incident_states[] = {
	{ "open", N_("open") },
	{ "handling", N_("being handled") },
	{ "closed", N_("closed") },
	{ NULL, NULL },
};

static const struct code roles[] = {
	{ "admin", N_("administrator") },
	{ "assessor", N_("assessor") },
	{ "head", N_("head of the agency") },
	{ "reviewer", N_("reviewer") },
	{ "approver", N_("approver") },
	{ "viewer", N_("viewer") },
	{ NULL, NULL },
};

const struct code shared_risk_bands[] = {
	{ "low", N_("low") },
	{ "medium", N_("medium") },
	{ "high", N_("high") },
	{ "very-high", N_("very high") },
	{ NULL, NULL },
};

static const struct code accept_states[] = {
	{ "accepted", N_("risk accepted") },
	{ "expired", N_("acceptance has run out") },
	{ "reopened", N_("reopened: the risk has changed") },
	{ NULL, NULL },
};

const struct code shared_truths[] = {
	{ "yes", N_("yes") },
	{ "no", N_("no") },
	{ "unknown", N_("unknown") },
	{ NULL, NULL },
};

static const struct code regime_choices[] = {
	{ "old", N_("the earlier regulation") },
	{ "new", N_("the regulation now in force") },
	{ NULL, NULL },
};

static const struct code security_lists[] = {
	{ "no", N_("not eligible") },
	{ "candidate", N_("eligible, no dossier yet") },
	{ "filed", N_("dossier sent") },
	{ "listed", N_("on the list") },
	{ NULL, NULL },
};

static const struct code proposal_kinds[] = {
	{ "new", N_("new, extended or upgraded system") },
	{ "operating", N_("system in operation") },
	{ NULL, NULL },
};

static const struct code managing_ministries[] = {
	{ "ministry-defence", N_("Ministry of National Defence") },
	{ "ministry-police", N_("Ministry of Public Security") },
	{ "government-cipher-committee", N_("Government Cipher Committee") },
	{ NULL, NULL },
};

const struct code shared_proposal_states[] = {
	{ "draft", N_("draft") },
	{ "submitted", N_("submitted") },
	{ "incomplete", N_("sent back as incomplete") },
	{ "appraising", N_("being appraised") },
	{ "suitable", N_("appraised: suitable") },
	{ "not-suitable", N_("appraised: not suitable") },
	{ "approved", N_("approved") },
	{ "refused", N_("refused") },
	{ NULL, NULL },
};

static const struct code act_steps[] = {
	{ "submit", N_("submission of the dossier") },
	{ "incomplete", N_("sent back as incomplete") },
	{ "complete", N_("received complete and valid") },
	{ "opinion", N_("professional opinion") },
	{ "appraise", N_("appraisal") },
	{ "approve", N_("approval of the level") },
	{ "approve-measures", N_("approval of the security measures") },
	{ "approve-list", N_("approval of the list") },
	{ "refuse", N_("refusal") },
	{ "report", N_("report to the owner") },
	{ NULL, NULL },
};

static const struct code act_results[] = {
	{ "suitable", N_("suitable") },
	{ "not-suitable", N_("not suitable") },
	{ NULL, NULL },
};

static const struct code comment_subjects[] = {
	{ "agency", N_("agency") },
	{ "year", N_("year of an agency") },
	{ "obligation", N_("obligation") },
	{ "readiness", N_("readiness resource") },
	{ "exercise", N_("exercise or training") },
	{ "incident", N_("incident") },
	{ "system", N_("information system") },
	{ "asset", N_("asset") },
	{ "fact", N_("fact") },
	{ "decision", N_("level decision") },
	{ "proposal", N_("level proposal") },
	{ "assessment", N_("assessment") },
	{ "finding", N_("finding") },
	{ "rating", N_("threat rating") },
	{ "plan", N_("response plan") },
	{ "action", N_("action") },
	{ NULL, NULL },
};

static const struct code comment_kinds[] = {
	{ "reject", N_("not accepted: correct it") },
	{ "ask", N_("question: answer it") },
	{ "note", N_("remark") },
	{ NULL, NULL },
};

static const struct code comment_states[] = {
	{ "open", N_("still open") },
	{ "answered", N_("answered") },
	{ "closed", N_("settled") },
	{ NULL, NULL },
};

static const struct code snapshot_states[] = {
	{ "submitted", N_("handed in") },
	{ "returned", N_("returned") },
	{ "accepted", N_("accepted") },
	{ "replaced", N_("replaced by a later one") },
	{ NULL, NULL },
};

static const struct code snapshot_ways[] = {
	{ "out", N_("sent") },
	{ "in", N_("received") },
	{ NULL, NULL },
};

const struct code shared_signature_states[] = {
	{ "none", N_("not signed") },
	{ "valid", N_("signature valid") },
	{ NULL, NULL },
};

static const struct field trusted_fields[] = {
	{ "code", N_("code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "agency", N_("agency code"), F_CODE, 0, NULL, 0, 0 },
	{ "active", N_("active"), F_YESNO, 0, NULL, 0, 0 },
	{ "fingerprint", N_("fingerprint of the certificate"), F_HASH, REQUIRED | AUTO, NULL, 0,
	    0 },
	{ "since", N_("valid from"), F_TIME, AUTO, NULL, 0, 0 },
	{ "until", N_("valid until"), F_TIME, AUTO, NULL, 0, 0 },
	{ "subject", N_("holder of the certificate"), F_LINE, AUTO, NULL, 0, 0 },
	{ "pem", N_("certificate"), F_NOTE, REQUIRED | AUTO, NULL, 0, 0 },
};
static const struct shape shape_trusted = {
	"trusted", N_("trusted certificate"), LOCAL, trusted_fields, COUNT(trusted_fields),
	NULL, 0,
};

static const struct field setting_fields[] = {
	{ "name", N_("name"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "value", N_("value"), F_LINE, 0, NULL, 0, 0 },
};
static const struct shape shape_setting = {
	"setting", N_("setting"), LOCAL, setting_fields, COUNT(setting_fields),
	NULL, 0,
};

static const struct field account_fields[] = {
	{ "login", N_("login"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "role", N_("role"), F_ENUM, REQUIRED, roles, 0, 0 },
	{ "agency", N_("agency code"), F_CODE, 0, NULL, 0, 0 },
	{ "active", N_("active"), F_YESNO, 0, NULL, 0, 0 },
	{ "name", N_("full name"), F_LINE, REQUIRED, NULL, 0, 0 },
};
static const struct shape shape_account = {
	"account", N_("user"), LOCAL, account_fields, COUNT(account_fields),
	NULL, 0,
};

static const struct field gain_fields[] = {
	{ "rank", N_("rank"), F_INT, REQUIRED, NULL, 1, 999999 },
	{ "requirement", N_("requirement"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "gain", N_("risk taken off, in thousandths"), F_INT, REQUIRED, NULL, 0,
	    INT64_C(1099511627776) },
	{ "scenarios", N_("scenarios"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "status", N_("result"), F_ENUM, REQUIRED, shared_finding_results, 0, 0 },
	{ "cost", N_("cost"), F_MONEY, 0, NULL, 0, 0 },
};
static const struct shape shape_gain = {
	"gain", N_("do first"), COMPUTED, gain_fields, COUNT(gain_fields),
	NULL, 0,
};

static const struct field risk_fields[] = {
	{ "scenario", N_("scenario"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "suggested-likelihood", N_("likelihood suggested"), F_INT, 0, NULL, 1, 5 },
	{ "suggested-impact", N_("impact suggested"), F_INT, 0, NULL, 1, 5 },
	{ "likelihood", N_("likelihood"), F_INT, 0, NULL, 1, 5 },
	{ "impact", N_("impact"), F_INT, 0, NULL, 1, 5 },
	{ "gross", N_("gross risk"), F_INT, 0, NULL, 1, 25 },
	{ "gross-band", N_("gross band"), F_ENUM, 0, shared_risk_bands, 0, 0 },
	{ "control", N_("control strength"), F_INT, 0, NULL, 0, 1000 },
	{ "steps", N_("steps off"), F_INT, 0, NULL, 0, 4 },
	{ "current-likelihood", N_("current likelihood"), F_INT, 0, NULL, 1, 5 },
	{ "current", N_("current risk"), F_INT, 0, NULL, 1, 25 },
	{ "current-band", N_("current band"), F_ENUM, 0, shared_risk_bands, 0, 0 },
	{ "target-control", N_("target control strength"), F_INT, 0, NULL, 0, 1000 },
	{ "target-steps", N_("target steps off"), F_INT, 0, NULL, 0, 4 },
	{ "target-likelihood", N_("target likelihood"), F_INT, 0, NULL, 1, 5 },
	{ "target", N_("target risk"), F_INT, 0, NULL, 1, 25 },
	{ "target-band", N_("target band"), F_ENUM, 0, shared_risk_bands, 0, 0 },
	{ "unassessed", N_("mitigating requirements not assessed"), F_INT, REQUIRED, NULL, 0,
	    999999 },
	{ "key-open", N_("key requirements not met"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "stale", N_("out of date"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "planned", N_("response plan made"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "acceptance", N_("acceptance"), F_ENUM, 0, accept_states, 0, 0 },
	{ "higher-level", N_("suggests a higher level"), F_YESNO, REQUIRED, NULL, 0, 0 },
};
static const struct shape shape_risk = {
	"risk", N_("risk"), COMPUTED, risk_fields, COUNT(risk_fields),
	NULL, 0,
};

static const struct field score_fields[] = {
	{ "group", N_("group"), F_CODE, KEY, NULL, 0, 0 },
	{ "score", N_("score"), F_INT, 0, NULL, 0, 1000 },
	{ "coverage", N_("coverage"), F_INT, REQUIRED, NULL, 0, 1000 },
	{ "full", N_("fully implemented"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "sum", N_("points reached"), F_INT, REQUIRED, NULL, 0, INT64_C(1099511627776) },
	{ "most", N_("most points"), F_INT, REQUIRED, NULL, 0, INT64_C(1099511627776) },
	{ "applicable", N_("applicable"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "assessed", N_("assessed"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "met", N_("met"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "partial", N_("partly met"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "unmet", N_("not met"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "n-a", N_("not applicable"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "unassessed", N_("not assessed yet"), F_INT, REQUIRED, NULL, 0, 999999 },
};
static const struct shape shape_score = {
	"score", N_("score"), COMPUTED, score_fields, COUNT(score_fields),
	NULL, 0,
};

static const struct field item_fields[] = {
	{ "requirement", N_("requirement"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "group", N_("group"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "general", N_("general requirement"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "applies", N_("applies"), F_ENUM, REQUIRED, shared_truths, 0, 0 },
	{ "strict", N_("stricter form demanded"), F_ENUM, REQUIRED, shared_truths, 0, 0 },
	{ "status", N_("result"), F_ENUM, REQUIRED, shared_finding_results, 0, 0 },
	{ "assets", N_("assets to answer for"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "met", N_("met"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "partial", N_("partly met"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "unmet", N_("not met"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "n-a", N_("not applicable"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "unassessed", N_("not assessed yet"), F_INT, REQUIRED, NULL, 0, 999999 },
};
static const struct shape shape_item = {
	"item", N_("checklist item"), COMPUTED, item_fields, COUNT(item_fields),
	NULL, 0,
};

static const struct field plan_fields[] = {
	{ "scenario", N_("scenario"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "budget", N_("budget"), F_MONEY, 0, NULL, 0, 0 },
	{ "approved", N_("approved on"), F_DATE, 0, NULL, 0, 0 },
	{ "carried", N_("carried over, to be confirmed"), F_YESNO, AUTO, NULL, 0, 0 },
	{ "document", N_("document number"), F_LINE, 0, NULL, 0, 0 },
	{ "lead", N_("who leads the response"), F_LINE, 0, NULL, 0, 0 },
	{ "criteria", N_("criteria to recognise nature and severity"), F_NOTE, 0, NULL, 0, 0 },
	{ "first-steps", N_("first steps"), F_NOTE, 0, NULL, 0, 0 },
	{ "cause", N_("finding the cause"), F_NOTE, 0, NULL, 0, 0 },
	{ "procedure", N_("response and recovery"), F_NOTE, 0, NULL, 0, 0 },
	{ "coordination", N_("co-ordination"), F_NOTE, 0, NULL, 0, 0 },
	{ "people", N_("people"), F_NOTE, 0, NULL, 0, 0 },
	{ "equipment", N_("equipment, software and tools"), F_NOTE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_plan = {
	"plan", N_("response plan"), 0, plan_fields, COUNT(plan_fields),
	NULL, 0,
};

static const struct field rating_fields[] = {
	{ "scenario", N_("scenario"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "likelihood", N_("likelihood by the assessor"), F_INT, 0, NULL, 1, 5 },
	{ "impact", N_("impact by the assessor"), F_INT, 0, NULL, 1, 5 },
	{ "accepted-until", N_("accepted until"), F_DATE, 0, NULL, 0, 0 },
	{ "accepted-risk", N_("risk when accepted"), F_INT, AUTO, NULL, 1, 25 },
	{ "accepted-at", N_("accepted at"), F_TIME, AUTO, NULL, 0, 0 },
	{ "basis", N_("basis of the rating"), F_HASH, AUTO, NULL, 0, 0 },
	{ "at", N_("rated at"), F_TIME, AUTO, NULL, 0, 0 },
	{ "person", N_("rated by"), F_LINE, AUTO, NULL, 0, 0 },
	{ "reason", N_("reason for another value"), F_NOTE, 0, NULL, 0, 0 },
	{ "measures", N_("existing measures"), F_NOTE, 0, NULL, 0, 0 },
	{ "consequence", N_("consequences"), F_NOTE, 0, NULL, 0, 0 },
	{ "resources", N_("resources"), F_NOTE, 0, NULL, 0, 0 },
	{ "accepted-by", N_("risk accepted by"), F_LINE, 0, NULL, 0, 0 },
	{ "accepted-reason", N_("reason for accepting"), F_NOTE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_rating = {
	"rating", N_("threat rating"), 0, rating_fields, COUNT(rating_fields),
	NULL, 0,
};

static const struct field answer_fields[] = {
	{ "scenario", N_("scenario"), F_CODE, KEY, NULL, 0, 0 },
	{ "question", N_("question"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "value", N_("answer"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "at", N_("answered at"), F_TIME, AUTO, NULL, 0, 0 },
	{ "carried", N_("carried over, to be confirmed"), F_YESNO, AUTO, NULL, 0, 0 },
	{ "person", N_("answered by"), F_LINE, AUTO, NULL, 0, 0 },
};
static const struct shape shape_answer = {
	"answer", N_("answer"), 0, answer_fields, COUNT(answer_fields),
	NULL, 0,
};

static const struct field evidence_fields[] = {
	{ "code", N_("code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "size", N_("size in bytes"), F_INT, AUTO, NULL, 0, INT64_C(1099511627776) },
	{ "sha256", N_("SHA-256"), F_HASH, AUTO, NULL, 0, 0 },
	{ "attached", N_("attached"), F_YESNO, AUTO, NULL, 0, 0 },
	{ "date", N_("date"), F_DATE, 0, NULL, 0, 0 },
	{ "name", N_("name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "place", N_("where it is kept"), F_LINE, 0, NULL, 0, 0 },
	{ "file", N_("file name"), F_LINE, AUTO, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_evidence = {
	"evidence", N_("evidence"), 0, evidence_fields, COUNT(evidence_fields),
	NULL, 0,
};

static const struct field finding_fields[] = {
	{ "requirement", N_("requirement"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "asset", N_("asset"), F_CODE, KEY, NULL, 0, 0 },
	{ "status", N_("result"), F_ENUM, REQUIRED, shared_finding_results, 0, 0 },
	{ "due", N_("to be done by"), F_DATE, 0, NULL, 0, 0 },
	{ "cost", N_("cost"), F_MONEY, 0, NULL, 0, 0 },
	{ "at", N_("answered at"), F_TIME, AUTO, NULL, 0, 0 },
	{ "basis", N_("text the answer is about"), F_CODE, AUTO, NULL, 0, 0 },
	{ "carried", N_("carried over, to be confirmed"), F_YESNO, AUTO, NULL, 0, 0 },
	{ "current", N_("current state"), F_NOTE, 0, NULL, 0, 0 },
	{ "measure", N_("measure"), F_NOTE, 0, NULL, 0, 0 },
	{ "reason", N_("reason for not applicable"), F_NOTE, 0, NULL, 0, 0 },
	{ "person", N_("person"), F_LINE, 0, NULL, 0, 0 },
	{ "crossed-from", N_("proposed from these requirements of the earlier checklist"), F_LINE,
	    AUTO, NULL, 0, 0 },
};
static const struct shape *const finding_children[] = {
	&shape_evidence,
};
static const struct shape shape_finding = {
	"finding", N_("finding"), 0, finding_fields, COUNT(finding_fields),
	finding_children, COUNT(finding_children),
};

static const struct code task_states[] = {
	{ "ahead", N_("ahead") },
	{ "due", N_("due now") },
	{ "late", N_("not done in time") },
	{ "done", N_("done") },
	{ "done-late", N_("done late") },
	{ NULL, NULL },
};

/* One time a recurring duty was carried out. */
static const struct field task_fields[] = {
	{ "requirement", N_("requirement"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "number", N_("which time of the year"), F_INT, REQUIRED | KEY, NULL, 1, 366 },
	{ "done", N_("done on"), F_DATE, 0, NULL, 0, 0 },
	{ "planned", N_("planned for"), F_DATE, 0, NULL, 0, 0 },
	{ "person", N_("person in charge"), F_LINE, 0, NULL, 0, 0 },
	{ "document", N_("document number"), F_LINE, 0, NULL, 0, 0 },
	{ "result", N_("result"), F_NOTE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_task = {
	"task", N_("recurring duty carried out"), 0, task_fields, COUNT(task_fields),
	NULL, 0,
};

/* All times of the year, as the checklist asks. */
static const struct field task_due_fields[] = {
	{ "requirement", N_("requirement"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "number", N_("which time of the year"), F_INT, REQUIRED | KEY, NULL, 1, 366 },
	{ "of", N_("times a year"), F_INT, REQUIRED, NULL, 1, 366 },
	{ "months", N_("cycle in months"), F_INT, 0, NULL, 1, 999 },
	{ "due", N_("due"), F_DATE, REQUIRED, NULL, 0, 0 },
	{ "done", N_("done on"), F_DATE, 0, NULL, 0, 0 },
	{ "state", N_("state"), F_ENUM, REQUIRED, task_states, 0, 0 },
	{ "source", N_("how well it is sourced"), F_CODE, REQUIRED, NULL, 0, 0 },
};
static const struct shape shape_task_due = {
	"task-due", N_("recurring duty"), COMPUTED, task_due_fields, COUNT(task_due_fields),
	NULL, 0,
};

static const struct field assessment_fields[] = {
	{ "year", N_("year"), F_INT, REQUIRED | KEY, NULL, 2016, 2100 },
	{ "level", N_("level assessed"), F_INT, REQUIRED | AUTO, NULL, 1, 5 },
	{ "pack", N_("requirements pack"), F_CODE, REQUIRED | AUTO, NULL, 0, 0 },
	{ "pack-version", N_("version of the requirements pack"), F_CODE, REQUIRED | AUTO, NULL, 0,
	    0 },
	{ "threats", N_("threats pack"), F_CODE, REQUIRED | AUTO, NULL, 0, 0 },
	{ "threats-version", N_("version of the threats pack"), F_CODE, REQUIRED | AUTO, NULL, 0,
	    0 },
	{ "method", N_("method pack"), F_CODE, REQUIRED | AUTO, NULL, 0, 0 },
	{ "method-version", N_("version of the method pack"), F_CODE, REQUIRED | AUTO, NULL, 0, 0 },
	{ "started", N_("started at"), F_TIME, REQUIRED | AUTO, NULL, 0, 0 },
	{ "carried-from", N_("carried over from the year"), F_INT, AUTO, NULL, 2016, 2100 },
	{ "person", N_("started by"), F_LINE, AUTO, NULL, 0, 0 },
	{ "situation", N_("state of security in the period"), F_NOTE, 0, NULL, 0, 0 },
	{ "progress", N_("progress of the approved measures"), F_NOTE, 0, NULL, 0, 0 },
	{ "effect", N_("effect of the approved measures"), F_NOTE, 0, NULL, 0, 0 },
	{ "change", N_("proposed change of level or measures"), F_NOTE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};

/* What the lists of a province need of an assessment, kept so that they open at once. */
static const struct field summary_fields[] = {
	{ "year", N_("year"), F_INT, REQUIRED, NULL, 2016, 2100 },
	{ "basis", N_("packs it was computed with"), F_HASH, REQUIRED, NULL, 0, 0 },
	{ "level", N_("level"), F_INT, REQUIRED, NULL, 1, 5 },
	{ "score", N_("score"), F_INT, 0, NULL, 0, 1000 },
	{ "coverage", N_("coverage"), F_INT, REQUIRED, NULL, 0, 1000 },
	{ "in-place", N_("fully implemented"), F_YESNO, REQUIRED, NULL, 0, 0 },
	{ "applicable", N_("applicable"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "assessed", N_("assessed"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "met", N_("met"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "partial", N_("partly met"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "unmet", N_("not met"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "n-a", N_("not applicable"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "unassessed", N_("not assessed yet"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "measures", N_("cost of measures still open"), F_MONEY, REQUIRED, NULL, 0, 0 },
	{ "plans", N_("budgets of response plans"), F_MONEY, REQUIRED, NULL, 0, 0 },
	{ "groups", N_("scores by group"), F_NOTE, 0, NULL, 0, 0 },
	{ "risks", N_("risks by scenario"), F_NOTE, 0, NULL, 0, 0 },
	{ "gains", N_("do first"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_summary = {
	"summary", N_("summary of an assessment"), LOCAL, summary_fields, COUNT(summary_fields),
	NULL, 0,
};
static const struct shape *const assessment_children[] = {
	&shape_finding,
	&shape_answer,
	&shape_rating,
	&shape_plan,
	&shape_task,
	&shape_item,
	&shape_task_due,
	&shape_score,
	&shape_risk,
	&shape_gain,
	&shape_summary,
};
static const struct shape shape_assessment = {
	"assessment", N_("assessment"), 0, assessment_fields, COUNT(assessment_fields),
	assessment_children, COUNT(assessment_children),
};

static const struct field action_fields[] = {
	{ "code", N_("code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "state", N_("state"), F_ENUM, REQUIRED, shared_action_states, 0, 0 },
	{ "year", N_("year"), F_INT, 0, NULL, 2016, 2100 },
	{ "requirement", N_("requirement"), F_CODE, 0, NULL, 0, 0 },
	{ "scenario", N_("scenario"), F_CODE, 0, NULL, 0, 0 },
	{ "asset", N_("asset"), F_CODE, 0, NULL, 0, 0 },
	{ "due", N_("due"), F_DATE, 0, NULL, 0, 0 },
	{ "done", N_("done on"), F_DATE, 0, NULL, 0, 0 },
	{ "cost", N_("cost"), F_MONEY, 0, NULL, 0, 0 },
	{ "title", N_("title"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "owner", N_("person in charge"), F_LINE, 0, NULL, 0, 0 },
	{ "source", N_("source of funds"), F_LINE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_action = {
	"action", N_("action"), 0, action_fields, COUNT(action_fields),
	NULL, 0,
};

static const struct field decision_fact_fields[] = {
	{ "component", N_("component system"), F_CODE, KEY | AUTO, NULL, 0, 0 },
	{ "fact", N_("question"), F_CODE, REQUIRED | KEY | AUTO, NULL, 0, 0 },
	{ "value", N_("answer"), F_LINE, REQUIRED | AUTO, NULL, 0, 0 },
	{ "person", N_("answered by"), F_LINE, AUTO, NULL, 0, 0 },
	{ "evidence", N_("evidence"), F_NOTE, AUTO, NULL, 0, 0 },
};
static const struct shape shape_decision_fact = {
	"decision-fact",
	N_("fact of a decision"),
	0,
	decision_fact_fields,
	COUNT(decision_fact_fields),
	NULL,
	0,
};

static const struct field decision_criterion_fields[] = {
	{ "component", N_("component system"), F_CODE, KEY | AUTO, NULL, 0, 0 },
	{ "criterion", N_("criterion"), F_CODE, REQUIRED | KEY | AUTO, NULL, 0, 0 },
	{ "level", N_("level"), F_INT, REQUIRED | AUTO, NULL, 1, 5 },
	{ "met", N_("met"), F_ENUM, REQUIRED | AUTO, shared_truths, 0, 0 },
	{ "cite", N_("citation"), F_LINE, AUTO, NULL, 0, 0 },
};
static const struct shape shape_decision_criterion = {
	"decision-criterion",
	N_("criterion of a decision"),
	0,
	decision_criterion_fields,
	COUNT(decision_criterion_fields),
	NULL,
	0,
};

static const struct field decision_fields[] = {
	{ "number", N_("number"), F_INT, REQUIRED | KEY | AUTO, NULL, 1, 999999 },
	{ "at", N_("decided at"), F_TIME, REQUIRED | AUTO, NULL, 0, 0 },
	{ "pack", N_("regulation pack"), F_CODE, REQUIRED | AUTO, NULL, 0, 0 },
	{ "pack-version", N_("version of the regulation pack"), F_CODE, REQUIRED | AUTO, NULL, 0,
	    0 },
	{ "level", N_("level by the criteria"), F_INT, REQUIRED | AUTO, NULL, 0, 5 },
	{ "lowest", N_("lowest possible level"), F_INT, REQUIRED | AUTO, NULL, 0, 5 },
	{ "highest", N_("highest possible level"), F_INT, REQUIRED | AUTO, NULL, 0, 5 },
	{ "certain", N_("certain"), F_YESNO, REQUIRED | AUTO, NULL, 0, 0 },
	{ "proposed", N_("proposed level"), F_INT, AUTO, NULL, 0, 5 },
	{ "person", N_("decided by"), F_LINE, AUTO, NULL, 0, 0 },
	{ "reason", N_("reason for proposing another level"), F_NOTE, AUTO, NULL, 0, 0 },
	{ "statement", N_("statement"), F_NOTE, AUTO, NULL, 0, 0 },
};
static const struct shape *const decision_children[] = {
	&shape_decision_criterion, &shape_decision_fact,
};
static const struct shape shape_decision = {
	"decision", N_("level decision"), 0, decision_fields, COUNT(decision_fields),
	decision_children, COUNT(decision_children),
};

static const struct field document_fields[] = {
	{ "part", N_("part of the dossier"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "date", N_("date"), F_DATE, 0, NULL, 0, 0 },
	{ "title", N_("name of the document"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "number", N_("document number"), F_LINE, 0, NULL, 0, 0 },
	{ "place", N_("where it is kept"), F_LINE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_document = {
	"document", N_("document of a dossier"), 0, document_fields, COUNT(document_fields),
	NULL, 0,
};

static const struct field act_fields[] = {
	{ "number", N_("number"), F_INT, REQUIRED | KEY | AUTO, NULL, 1, 999999 },
	{ "step", N_("step"), F_ENUM, REQUIRED | AUTO, act_steps, 0, 0 },
	{ "result", N_("result"), F_ENUM, AUTO, act_results, 0, 0 },
	{ "date", N_("date"), F_DATE, REQUIRED | AUTO, NULL, 0, 0 },
	{ "body", N_("competent body"), F_CODE, AUTO, NULL, 0, 0 },
	{ "at", N_("entered at"), F_TIME, REQUIRED | AUTO, NULL, 0, 0 },
	{ "document", N_("document number"), F_LINE, AUTO, NULL, 0, 0 },
	{ "name", N_("name of the body or of the signatory"), F_LINE, AUTO, NULL, 0, 0 },
	{ "person", N_("entered by"), F_LINE, AUTO, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, AUTO, NULL, 0, 0 },
};
static const struct shape shape_act = {
	"act", N_("step of a level proposal"), 0, act_fields, COUNT(act_fields),
	NULL, 0,
};

static const struct field proposal_fields[] = {
	{ "number", N_("proposal number"), F_INT, REQUIRED | KEY | AUTO, NULL, 1, 999 },
	{ "decision", N_("level decision it rests on"), F_INT, AUTO, NULL, 1, 999999 },
	{ "level", N_("proposed level"), F_INT, REQUIRED | AUTO, NULL, 1, 5 },
	{ "state", N_("state"), F_ENUM, REQUIRED | AUTO, shared_proposal_states, 0, 0 },
	{ "kind", N_("kind"), F_ENUM, REQUIRED, proposal_kinds, 0, 0 },
	{ "managed-by", N_("managing ministry"), F_ENUM, 0, managing_ministries, 0, 0 },
	{ "pack", N_("regulation pack"), F_CODE, REQUIRED | AUTO, NULL, 0, 0 },
	{ "pack-version", N_("version of the regulation pack"), F_CODE, REQUIRED | AUTO, NULL, 0,
	    0 },
	{ "at", N_("made at"), F_TIME, REQUIRED | AUTO, NULL, 0, 0 },
	{ "person", N_("made by"), F_LINE, AUTO, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape *const proposal_children[] = {
	&shape_document, &shape_act,
};
static const struct shape shape_proposal = {
	"proposal", N_("level proposal"), 0, proposal_fields, COUNT(proposal_fields),
	proposal_children, COUNT(proposal_children),
};

static const struct field fact_fields[] = {
	{ "component", N_("component system"), F_CODE, KEY, NULL, 0, 0 },
	{ "fact", N_("question"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "at", N_("answered at"), F_TIME, AUTO, NULL, 0, 0 },
	{ "value", N_("answer"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "person", N_("answered by"), F_LINE, AUTO, NULL, 0, 0 },
	{ "evidence", N_("evidence"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_fact = {
	"fact", N_("fact"), 0, fact_fields, COUNT(fact_fields),
	NULL, 0,
};

static const struct field asset_fields[] = {
	{ "code", N_("code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "kind", N_("kind"), F_ENUM, REQUIRED, asset_kinds, 0, 0 },
	{ "main", N_("main or important network device"), F_YESNO, 0, NULL, 0, 0 },
	{ "security-product", N_("security product"), F_YESNO, 0, NULL, 0, 0 },
	{ "in-use-since", N_("in use since"), F_DATE, 0, NULL, 0, 0 },
	{ "component", N_("component system"), F_CODE, 0, NULL, 0, 0 },
	{ "zone", N_("network zone"), F_CODE, 0, NULL, 0, 0 },
	{ "quantity", N_("quantity"), F_INT, 0, NULL, 1, 999999 },
	{ "supported-until", N_("supported until"), F_DATE, 0, NULL, 0, 0 },
	{ "name", N_("name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "model", N_("model or type"), F_LINE, 0, NULL, 0, 0 },
	{ "location", N_("location"), F_LINE, 0, NULL, 0, 0 },
	{ "host", N_("server it runs on"), F_LINE, 0, NULL, 0, 0 },
	{ "os", N_("operating system"), F_LINE, 0, NULL, 0, 0 },
	{ "ip-private", N_("private address"), F_LINE, 0, NULL, 0, 0 },
	{ "ip-public", N_("public address"), F_LINE, 0, NULL, 0, 0 },
	{ "vendor", N_("supplier"), F_LINE, 0, NULL, 0, 0 },
	{ "purpose", N_("purpose"), F_NOTE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_asset = {
	"asset", N_("asset"), 0, asset_fields, COUNT(asset_fields),
	NULL, 0,
};

static const struct field zone_fields[] = {
	{ "code", N_("code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "name", N_("name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "ip-private", N_("private addresses"), F_LINE, 0, NULL, 0, 0 },
	{ "ip-public", N_("public addresses"), F_LINE, 0, NULL, 0, 0 },
	{ "purpose", N_("purpose"), F_NOTE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_zone = {
	"zone", N_("network zone"), 0, zone_fields, COUNT(zone_fields),
	NULL, 0,
};

static const struct field component_fields[] = {
	{ "code", N_("code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "name", N_("name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "purpose", N_("purpose"), F_NOTE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_component = {
	"component", N_("component system"), 0, component_fields, COUNT(component_fields),
	NULL, 0,
};

static const struct field system_fields[] = {
	{ "code", N_("system code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "state", N_("state"), F_ENUM, 0, shared_system_states, 0, 0 },
	{ "in-operation-since", N_("in operation since"), F_DATE, 0, NULL, 0, 0 },
	{ "project-start", N_("investment project begun on"), F_DATE, 0, NULL, 0, 0 },
	{ "in-build", N_("being invested in or built when the new law took effect"), F_YESNO, 0,
	    NULL, 0, 0 },
	{ "dossier-filed", N_("level dossier under the earlier regulation filed on"), F_DATE, 0,
	    NULL, 0, 0 },
	{ "redetermine", N_("the level must be determined again"), F_YESNO, 0, NULL, 0, 0 },
	{ "regime-choice", N_("regulation chosen where no text decides"), F_ENUM, 0,
	    regime_choices, 0, 0 },
	{ "proposed-level", N_("proposed level"), F_INT, 0, NULL, 1, 5 },
	{ "approved-level", N_("approved level"), F_INT, 0, NULL, 1, 5 },
	{ "approval-date", N_("date of the approval decision"), F_DATE, 0, NULL, 0, 0 },
	{ "approval-basis", N_("regulation pack the approval rests on"), F_CODE, 0, NULL, 0, 0 },
	{ "approval-expected", N_("approval expected by"), F_DATE, 0, NULL, 0, 0 },
	{ "regulation-date", N_("date of the security regulation"), F_DATE, 0, NULL, 0, 0 },
	{ "regulation-followed", N_("is the security regulation followed"), F_ENUM, 0,
	    shared_finding_results, 0, 0 },
	{ "implementation-expected", N_("measures fully in place by"), F_DATE, 0, NULL, 0, 0 },
	{ "inspected", N_("date of the last inspection"), F_DATE, 0, NULL, 0, 0 },
	{ "readiness-assessed", N_("date of the assessment before use"), F_DATE, 0, NULL, 0, 0 },
	{ "security-list", N_("list of systems important to national security"), F_ENUM, 0,
	    security_lists, 0, 0 },
	{ "operator-agency", N_("agency code of the operator"), F_CODE, 0, NULL, 0, 0 },
	{ "name", N_("system name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "purpose", N_("purpose"), F_NOTE, 0, NULL, 0, 0 },
	{ "owner-name", N_("owner"), F_LINE, 0, NULL, 0, 0 },
	{ "owner-regulation", N_("owner: document setting out functions and duties"), F_LINE, 0,
	    NULL, 0, 0 },
	{ "owner-representative", N_("owner: representative"), F_LINE, 0, NULL, 0, 0 },
	{ "owner-position", N_("owner: position of the representative"), F_LINE, 0, NULL, 0, 0 },
	{ "owner-address", N_("owner: address"), F_LINE, 0, NULL, 0, 0 },
	{ "owner-phone", N_("owner: telephone"), F_LINE, 0, NULL, 0, 0 },
	{ "owner-email", N_("owner: e-mail"), F_LINE, 0, NULL, 0, 0 },
	{ "operator-name", N_("operator"), F_LINE, 0, NULL, 0, 0 },
	{ "operator-regulation", N_("operator: document setting out functions and duties"), F_LINE,
	    0, NULL, 0, 0 },
	{ "operator-representative", N_("operator: representative"), F_LINE, 0, NULL, 0, 0 },
	{ "operator-position", N_("operator: position of the representative"), F_LINE, 0, NULL, 0,
	    0 },
	{ "operator-address", N_("operator: address"), F_LINE, 0, NULL, 0, 0 },
	{ "operator-phone", N_("operator: telephone"), F_LINE, 0, NULL, 0, 0 },
	{ "operator-email", N_("operator: e-mail"), F_LINE, 0, NULL, 0, 0 },
	{ "scope", N_("scope"), F_NOTE, 0, NULL, 0, 0 },
	{ "scale", N_("scale"), F_NOTE, 0, NULL, 0, 0 },
	{ "served", N_("who is served"), F_NOTE, 0, NULL, 0, 0 },
	{ "logical-model", N_("logical model"), F_NOTE, 0, NULL, 0, 0 },
	{ "physical-model", N_("physical model"), F_NOTE, 0, NULL, 0, 0 },
	{ "connected", N_("connected systems and how they affect each other"), F_NOTE, 0, NULL, 0,
	    0 },
	{ "attack-risk", N_("attack risks and their effect"), F_NOTE, 0, NULL, 0, 0 },
	{ "public-effect", N_("effect on public interest, order, defence and security"), F_NOTE, 0,
	    NULL, 0, 0 },
	{ "continuity", N_("need to run around the clock"), F_NOTE, 0, NULL, 0, 0 },
	{ "proposed-reason", N_("reason for proposing another level"), F_NOTE, 0, NULL, 0, 0 },
	{ "approval-number", N_("number of the approval decision"), F_LINE, 0, NULL, 0, 0 },
	{ "approval-by", N_("approved by"), F_LINE, 0, NULL, 0, 0 },
	{ "regulation-number", N_("number of the security regulation"), F_LINE, 0, NULL, 0, 0 },
	{ "regulation-by", N_("who issued the security regulation"), F_LINE, 0, NULL, 0, 0 },
	{ "inspected-by", N_("who inspected"), F_LINE, 0, NULL, 0, 0 },
	{ "inspection-report", N_("number of the inspection report"), F_LINE, 0, NULL, 0, 0 },
	{ "readiness-report", N_("number of the report of the assessment before use"), F_LINE, 0,
	    NULL, 0, 0 },
	{ "redetermine-reason", N_("why the level must be determined again"), F_NOTE, 0, NULL, 0,
	    0 },
	{ "security-criterion", N_("criterion of national security it meets"), F_NOTE, 0, NULL, 0,
	    0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape *const system_children[] = {
	&shape_component,
	&shape_zone,
	&shape_asset,
	&shape_fact,
	&shape_decision,
	&shape_proposal,
	&shape_action,
	&shape_assessment,
};
static const struct shape shape_system = {
	"system", N_("information system"), 0, system_fields, COUNT(system_fields),
	system_children, COUNT(system_children),
};

static const struct field spread_fields[] = {
	{ "band", N_("band"), F_ENUM, REQUIRED | KEY, shared_risk_bands, 0, 0 },
	{ "gross", N_("gross risk"), F_INT, REQUIRED, NULL, 0, 99999999 },
	{ "current", N_("current risk"), F_INT, REQUIRED, NULL, 0, 99999999 },
	{ "target", N_("target risk"), F_INT, REQUIRED, NULL, 0, 99999999 },
};
static const struct shape shape_spread = {
	"spread", N_("risks by band"), COMPUTED, spread_fields, COUNT(spread_fields),
	NULL, 0,
};

static const struct field priority_fields[] = {
	{ "rank", N_("rank"), F_INT, REQUIRED, NULL, 1, 999999 },
	{ "requirement", N_("requirement"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "gain", N_("risk taken off, in thousandths"), F_INT, REQUIRED, NULL, 0,
	    INT64_C(1099511627776) },
	{ "systems", N_("systems"), F_INT, REQUIRED, NULL, 0, 999999 },
	{ "cost", N_("cost"), F_MONEY, 0, NULL, 0, 0 },
};
static const struct shape shape_priority = {
	"priority",
	N_("do first across systems"),
	COMPUTED,
	priority_fields,
	COUNT(priority_fields),
	NULL,
	0,
};

static const struct field incident_fields[] = {
	{ "code", N_("code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "system", N_("system code"), F_CODE, 0, NULL, 0, 0 },
	{ "scenario", N_("scenario"), F_CODE, 0, NULL, 0, 0 },
	{ "grade", N_("grade"), F_ENUM, REQUIRED, shared_incident_grades, 0, 0 },
	{ "state", N_("state"), F_ENUM, REQUIRED, shared_incident_states, 0, 0 },
	{ "occurred", N_("occurred at"), F_TIME, 0, NULL, 0, 0 },
	{ "detected", N_("detected at"), F_TIME, REQUIRED, NULL, 0, 0 },
	{ "reported", N_("first reported at"), F_TIME, 0, NULL, 0, 0 },
	{ "detailed", N_("report with cause, scope and remedy sent at"), F_TIME, 0, NULL, 0, 0 },
	{ "closed", N_("closed at"), F_TIME, 0, NULL, 0, 0 },
	{ "title", N_("title"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "reported-to", N_("reported to"), F_LINE, 0, NULL, 0, 0 },
	{ "description", N_("description"), F_NOTE, 0, NULL, 0, 0 },
	{ "cause", N_("cause"), F_NOTE, 0, NULL, 0, 0 },
	{ "handling", N_("handling"), F_NOTE, 0, NULL, 0, 0 },
	{ "damage", N_("damage"), F_NOTE, 0, NULL, 0, 0 },
	{ "lesson", N_("lesson"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_incident = {
	"incident", N_("incident"), 0, incident_fields, COUNT(incident_fields),
	NULL, 0,
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
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_exercise = {
	"exercise", N_("exercise or training"), 0, exercise_fields, COUNT(exercise_fields),
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
	{ "place", N_("place"), F_LINE, 0, NULL, 0, 0 },
	{ "contact", N_("contact"), F_LINE, 0, NULL, 0, 0 },
	{ "contract", N_("contract number"), F_LINE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape shape_readiness = {
	"readiness", N_("readiness resource"), 0, readiness_fields, COUNT(readiness_fields),
	NULL, 0,
};

static const struct field obligation_fields[] = {
	{ "obligation", N_("obligation"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "status", N_("result"), F_ENUM, REQUIRED, shared_finding_results, 0, 0 },
	{ "due", N_("to be met by"), F_DATE, 0, NULL, 0, 0 },
	{ "cost", N_("cost"), F_MONEY, 0, NULL, 0, 0 },
	{ "current", N_("current state"), F_NOTE, 0, NULL, 0, 0 },
	{ "measure", N_("measure"), F_NOTE, 0, NULL, 0, 0 },
	{ "evidence", N_("evidence"), F_NOTE, 0, NULL, 0, 0 },
	{ "reason", N_("reason for not applicable"), F_NOTE, 0, NULL, 0, 0 },
	{ "person", N_("person in charge"), F_LINE, 0, NULL, 0, 0 },
};
static const struct shape shape_obligation = {
	"obligation", N_("obligation"), 0, obligation_fields, COUNT(obligation_fields),
	NULL, 0,
};

static const struct field year_fields[] = {
	{ "year", N_("year"), F_INT, REQUIRED | KEY, NULL, 2016, 2100 },
	{ "state", N_("state"), F_ENUM, AUTO, shared_yearly_states, 0, 0 },
	{ "signed-at", N_("signed off at"), F_TIME, AUTO, NULL, 0, 0 },
	{ "snapshot", N_("number of the hand-in"), F_INT, AUTO, NULL, 1, 999999 },
	{ "decided-at", N_("returned or accepted at"), F_TIME, AUTO, NULL, 0, 0 },
	{ "obligations", N_("obligations pack"), F_CODE, AUTO, NULL, 0, 0 },
	{ "obligations-version", N_("version of the obligations pack"), F_CODE, AUTO, NULL, 0, 0 },
	{ "signed-by", N_("signed off by"), F_LINE, AUTO, NULL, 0, 0 },
	{ "decided-by", N_("returned or accepted by"), F_LINE, AUTO, NULL, 0, 0 },
	{ "capability", N_("current ability to keep systems secure"), F_NOTE, 0, NULL, 0, 0 },
	{ "forecast", N_("threats, incidents and attacks forecast"), F_NOTE, 0, NULL, 0, 0 },
	{ "consequences", N_("consequences and damage forecast"), F_NOTE, 0, NULL, 0, 0 },
	{ "resources", N_("state of means, equipment, tools and people"), F_NOTE, 0, NULL, 0, 0 },
	{ "contractors", N_("contractors under contract"), F_NOTE, 0, NULL, 0, 0 },
	{ "other", N_("other matters to report"), F_NOTE, 0, NULL, 0, 0 },
	{ "decision", N_("reviewer's words on the hand-in"), F_NOTE, AUTO, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape *const year_children[] = {
	&shape_obligation,
	&shape_readiness,
	&shape_exercise,
	&shape_incident,
	&shape_priority,
	&shape_spread,
};
static const struct shape shape_year = {
	"year", N_("year of an agency"), 0, year_fields, COUNT(year_fields),
	year_children, COUNT(year_children),
};

/* Hangs on the record it is about: by its names, so that it comes back to the same place. */
static const struct field comment_fields[] = {
	{ "number", N_("number"), F_INT, REQUIRED | KEY | AUTO, NULL, 1, 999999 },
	{ "kind", N_("kind"), F_ENUM, REQUIRED, comment_kinds, 0, 0 },
	{ "state", N_("state"), F_ENUM, REQUIRED | AUTO, comment_states, 0, 0 },
	{ "about", N_("what it is about"), F_ENUM, REQUIRED | AUTO, comment_subjects, 0, 0 },
	{ "system", N_("system code"), F_CODE, AUTO, NULL, 0, 0 },
	{ "year", N_("year"), F_INT, AUTO, NULL, 2016, 2100 },
	{ "key", N_("question or record"), F_CODE, AUTO, NULL, 0, 0 },
	{ "asset", N_("asset"), F_CODE, AUTO, NULL, 0, 0 },
	{ "snapshot", N_("number of the hand-in"), F_INT, AUTO, NULL, 1, 999999 },
	{ "at", N_("written at"), F_TIME, REQUIRED | AUTO, NULL, 0, 0 },
	{ "replied-at", N_("replied at"), F_TIME, AUTO, NULL, 0, 0 },
	{ "person", N_("written by"), F_LINE, AUTO, NULL, 0, 0 },
	{ "text", N_("comment"), F_NOTE, REQUIRED, NULL, 0, 0 },
	{ "reply", N_("reply"), F_NOTE, 0, NULL, 0, 0 },
	{ "replied-by", N_("replied by"), F_LINE, AUTO, NULL, 0, 0 },
};
static const struct shape shape_comment = {
	"comment", N_("comment"), 0, comment_fields, COUNT(comment_fields),
	NULL, 0,
};

/* The register of what was handed in, on both sides. */
static const struct field snapshot_fields[] = {
	{ "year", N_("year"), F_INT, REQUIRED | KEY | AUTO, NULL, 2016, 2100 },
	{ "number", N_("number of the hand-in"), F_INT, REQUIRED | KEY | AUTO, NULL, 1, 999999 },
	{ "way", N_("direction"), F_ENUM, REQUIRED | AUTO, snapshot_ways, 0, 0 },
	{ "state", N_("state"), F_ENUM, REQUIRED | AUTO, snapshot_states, 0, 0 },
	{ "sha256", N_("SHA-256 of the content"), F_HASH, REQUIRED | AUTO, NULL, 0, 0 },
	{ "file-sha256", N_("SHA-256 of the file"), F_HASH, AUTO, NULL, 0, 0 },
	{ "created", N_("written at"), F_TIME, AUTO, NULL, 0, 0 },
	{ "at", N_("sent or received at"), F_TIME, REQUIRED | AUTO, NULL, 0, 0 },
	{ "due", N_("last day to hand in"), F_DATE, AUTO, NULL, 0, 0 },
	{ "late", N_("late"), F_YESNO, AUTO, NULL, 0, 0 },
	{ "signature", N_("signature"), F_ENUM, AUTO, shared_signature_states, 0, 0 },
	{ "fingerprint", N_("fingerprint of the certificate"), F_HASH, AUTO, NULL, 0, 0 },
	{ "stops", N_("rules that stop"), F_INT, AUTO, NULL, 0, 999999 },
	{ "warns", N_("rules that warn"), F_INT, AUTO, NULL, 0, 999999 },
	{ "audit-from", N_("first row of the audit chain"), F_INT, AUTO, NULL, 0,
	    INT64_C(1099511627776) },
	{ "audit-to", N_("last row of the audit chain"), F_INT, AUTO, NULL, 0,
	    INT64_C(1099511627776) },
	{ "decided-at", N_("returned or accepted at"), F_TIME, AUTO, NULL, 0, 0 },
	{ "answered", N_("answer of the reviewer written at"), F_TIME, AUTO, NULL, 0, 0 },
	{ "file", N_("file name"), F_LINE, AUTO, NULL, 0, 0 },
	{ "signer", N_("signed by"), F_LINE, AUTO, NULL, 0, 0 },
	{ "person", N_("taken in or sent by"), F_LINE, AUTO, NULL, 0, 0 },
	{ "decided-by", N_("returned or accepted by"), F_LINE, AUTO, NULL, 0, 0 },
	{ "decision", N_("reviewer's words on the hand-in"), F_NOTE, AUTO, NULL, 0, 0 },
};
static const struct shape shape_snapshot = {
	"snapshot", N_("hand-in"), LOCAL, snapshot_fields, COUNT(snapshot_fields),
	NULL, 0,
};

static const struct field agency_fields[] = {
	{ "code", N_("agency code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "kind", N_("kind of agency"), F_ENUM, 0, shared_agency_kinds, 0, 0 },
	{ "sample", N_("sample data"), F_YESNO, 0, NULL, 0, 0 },
	{ "name", N_("agency name"), F_LINE, REQUIRED, NULL, 0, 0 },
	{ "regulation", N_("document setting out functions and duties"), F_LINE, 0, NULL, 0, 0 },
	{ "representative", N_("head of the agency"), F_LINE, 0, NULL, 0, 0 },
	{ "position", N_("position of the head"), F_LINE, 0, NULL, 0, 0 },
	{ "address", N_("address"), F_LINE, 0, NULL, 0, 0 },
	{ "phone", N_("telephone"), F_LINE, 0, NULL, 0, 0 },
	{ "email", N_("e-mail"), F_LINE, 0, NULL, 0, 0 },
	{ "owner", N_("owner of the information systems"), F_LINE, 0, NULL, 0, 0 },
	{ "specialised-unit", N_("specialised unit for information security"), F_LINE, 0, NULL, 0,
	    0 },
	{ "officer", N_("officer in charge of information security"), F_LINE, 0, NULL, 0, 0 },
	{ "officer-phone", N_("telephone of the officer"), F_LINE, 0, NULL, 0, 0 },
	{ "officer-email", N_("e-mail of the officer"), F_LINE, 0, NULL, 0, 0 },
	{ "place", N_("place name for dating documents"), F_LINE, 0, NULL, 0, 0 },
	{ "note", N_("note"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape *const agency_children[] = {
	&shape_year, &shape_system, &shape_comment, &shape_snapshot,
};
const struct shape shape_agency = {
	"agency", N_("agency"), 0, agency_fields, COUNT(agency_fields),
	agency_children, COUNT(agency_children),
};

/* The answer to a hand-in: a file, never a record of the store, so not among all shapes. */
static const struct field approval_fields[] = {
	{ "system", N_("system code"), F_CODE, REQUIRED | KEY, NULL, 0, 0 },
	{ "approved-level", N_("approved level"), F_INT, 0, NULL, 1, 5 },
	{ "approval-date", N_("date of the approval decision"), F_DATE, 0, NULL, 0, 0 },
	{ "approval-number", N_("number of the approval decision"), F_LINE, 0, NULL, 0, 0 },
	{ "approval-by", N_("approved by"), F_LINE, 0, NULL, 0, 0 },
};
static const struct shape *const approval_children[] = {
	&shape_proposal,
};
static const struct shape shape_approval = {
	"approval", N_("level proposals of a system, and its approval"), 0, approval_fields,
	COUNT(approval_fields), approval_children, COUNT(approval_children),
};
static const struct code review_decisions[] = {
	{ "returned", N_("returned") },
	{ "accepted", N_("accepted") },
	{ NULL, NULL },
};
static const struct field review_fields[] = {
	{ "format", N_("version of the exchange format"), F_INT, REQUIRED, NULL, 1, 1 },
	{ "created", N_("written at"), F_TIME, REQUIRED, NULL, 0, 0 },
	{ "agency", N_("agency code"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "year", N_("year"), F_INT, REQUIRED, NULL, 2016, 2100 },
	{ "snapshot", N_("number of the hand-in"), F_INT, REQUIRED, NULL, 1, 999999 },
	{ "decision", N_("decision on the hand-in"), F_ENUM, REQUIRED, review_decisions, 0, 0 },
	{ "decided-at", N_("returned or accepted at"), F_TIME, REQUIRED, NULL, 0, 0 },
	{ "sha256", N_("SHA-256 of the content"), F_HASH, REQUIRED, NULL, 0, 0 },
	{ "tool", N_("program that wrote the file"), F_CODE, 0, NULL, 0, 0 },
	{ "decided-by", N_("returned or accepted by"), F_LINE, 0, NULL, 0, 0 },
	{ "words", N_("reviewer's words on the hand-in"), F_NOTE, 0, NULL, 0, 0 },
};
static const struct shape *const review_children[] = {
	&shape_comment, &shape_approval,
};
const struct shape shape_review = {
	"review", N_("answer to a hand-in"), 0, review_fields, COUNT(review_fields),
	review_children, COUNT(review_children),
};

const struct shape *const shapes_all[] = {
	&shape_agency,
	&shape_year,
	&shape_obligation,
	&shape_readiness,
	&shape_exercise,
	&shape_incident,
	&shape_priority,
	&shape_spread,
	&shape_system,
	&shape_component,
	&shape_zone,
	&shape_asset,
	&shape_fact,
	&shape_decision,
	&shape_decision_criterion,
	&shape_decision_fact,
	&shape_proposal,
	&shape_document,
	&shape_act,
	&shape_action,
	&shape_assessment,
	&shape_finding,
	&shape_evidence,
	&shape_answer,
	&shape_rating,
	&shape_plan,
	&shape_task,
	&shape_item,
	&shape_task_due,
	&shape_score,
	&shape_risk,
	&shape_gain,
	&shape_summary,
	&shape_comment,
	&shape_snapshot,
	&shape_account,
	&shape_setting,
	&shape_trusted,
	&shape_province,
	&shape_province_agency,
	&shape_province_group,
	&shape_province_system,
	&shape_province_proposal,
	&shape_province_duty,
	&shape_province_readiness,
	&shape_province_exercise,
	&shape_province_incident,
	&shape_province_spending,
	&shape_province_band,
	&shape_province_scenario,
	&shape_province_scenario_band,
	&shape_province_priority,
	&shape_province_obligation,
	&shape_province_cost,
	&shape_annual,
	&shape_annual_content,
	&shape_annual_type,
	&shape_annual_agency,
	&shape_annual_party,
	&shape_annual_demand,
	&shape_annual_event,
	&shape_annual_breach,
	&shape_annual_remark,
	&shape_annual_system,
	&shape_annual_item,
	&shape_annual_answer,
	&shape_annual_action,
	&shape_gap,
	&shape_gap_system,
	&shape_regime,
	&shape_gap_item,
	&shape_gap_from,
	&shape_gap_dropped,
	&shape_gap_group,
	&shape_gap_demand,
	&shape_gap_other,
	&shape_sides,
	&shape_sides_criterion,
	&shape_sides_open,
	&shape_sides_change,
};
const size_t shapes_count = COUNT(shapes_all);
