/*
 * annual_remark.c - what a form for the yearly report contradicts, lacks, or leaves to be looked at
 * before it is signed: its own checks, row by row. They stand beside the consistency rules, which
 * know nothing of a form.
 */
#include <string.h>

#include "annual_priv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Columns of the table of systems. */
enum { NO_COLUMN,
	OPERATOR = 4,
	LEVEL,
	STATUS,
	DECISION,
	REGULATION,
	APPROVAL_BY,
	MEASURES,
	MEASURES_BY,
	INSPECTION };

struct remark_at {
	struct annual_work *work;
	const struct node *system; /* NULL: of the report */
};

static void add(const struct remark_at *at, int column, const char *kind, const char *text)
{
	struct node *root = at->work->annual->node;
	struct node *node = node_new(at->work->arena, model_shape("annual-remark"), root);

	if (at->system) {
		node_put(node, "agency", node_get(at->system, "agency"));
		node_put(node, "system", node_get(at->system, "code"));
	}
	if (column != NO_COLUMN)
		annual_put(node, "column", column, at->work->arena);
	node_put(node, "kind", kind);
	node_put(node, "text", text);
}

static bool has_passed(const struct remark_at *at, const char *date)
{
	return date && strcmp(date, node_get(at->work->annual->node, "as-of")) < 0;
}

static const char *label_of(const struct node *node, const char *name)
{
	const struct field *field = &node->shape->field[shape_field(node->shape, name)];

	return field_code_label(field, node_text(node, name));
}

/* ---- the row --------------------------------------------------------------------------------- */

static void look_at_names(const struct remark_at *at)
{
	const struct node *system = at->system;

	if (!node_get(system, "operator"))
		add(at, OPERATOR, "missing", _("no operator is entered"));
	if (node_int(system, "level", 0) == 0)
		add(at, LEVEL, "missing", _("no level is determined yet"));
	if (!node_get(system, "type"))
		add(at, NO_COLUMN, "missing",
		    _("its type is not answered: the general part counts it as not classified"));
	if (node_is(system, "state", "retired"))
		add(at, NO_COLUMN, "check", _("out of service, and still counted as managed"));
	if (node_is(system, "security-list", "candidate"))
		add(at, NO_COLUMN, "check",
		    _("eligible for the list of national security, and no dossier is sent"));
}

static void look_at_status(const struct remark_at *at)
{
	const struct node *system = at->system;
	struct arena *arena = at->work->arena;
	const char *proposal = node_get(system, "proposal");

	if (node_is(system, "approval-period", "after"))
		add(at, STATUS, "check", arena_print(arena,
		    _("approved on %s, after the period: not counted as approved"),
		    day_show(arena, node_text(system, "approval-date"))));
	if (node_is(system, "form-status", "approved"))
		return;
	if (!proposal && !node_get(system, "approved-level"))
		add(at, STATUS, "check", arena_print(arena,
		    _("no level dossier is begun; the form has no value for that, and '%s' is"
		    " printed"), label_of(system, "form-status")));
	else if (proposal && (strcmp(proposal, "incomplete") == 0 ||
	    strcmp(proposal, "not-suitable") == 0 || strcmp(proposal, "refused") == 0))
		add(at, STATUS, "check", arena_print(arena,
		    _("the newest level dossier: %s"), label_of(system, "proposal")));
}

/* What is approved has its decision, and a regulation issued before it. */
static void look_at_approved(const struct remark_at *at)
{
	static const char *const parts[] = { "approval-number", "approval-date", "approval-by" };
	const struct node *system = at->system;
	const struct shape *shape = system->shape;
	struct arena *arena = at->work->arena;
	const char *date = node_get(system, "approval-date"), *missing = "";
	const char *regulation = node_get(system, "regulation-date");

	for (size_t i = 0; i < COUNT(parts); i++)
		if (!node_get(system, parts[i]))
			missing = arena_print(arena, "%s%s%s", missing, *missing ? ", " : "",
			    _(shape->field[shape_field(shape, parts[i])].label));
	if (*missing)
		add(at, DECISION, "contradiction",
		    arena_print(arena, _("approved, but not given: %s"), missing));
	if (!node_get(system, "regulation-number"))
		add(at, REGULATION, "contradiction",
		    _("approved without a security regulation of the system"));
	else if (regulation && date && strcmp(regulation, date) > 0)
		add(at, REGULATION, "contradiction", arena_print(arena,
		    _("the security regulation of %s is later than the approval of %s"),
		    day_show(arena, regulation), day_show(arena, date)));
	else if (!regulation)
		add(at, REGULATION, "missing", _("the security regulation has no day"));
}

static void look_at_approval(const struct remark_at *at)
{
	const char *expected = node_get(at->system, "approval-expected");
	struct arena *arena = at->work->arena;

	if (node_is(at->system, "form-status", "approved")) {
		look_at_approved(at);
		return;
	}
	if (!expected)
		add(at, APPROVAL_BY, "contradiction",
		    _("not approved, and no day for the approval is given"));
	else if (has_passed(at, expected))
		add(at, APPROVAL_BY, "check", arena_print(arena,
		    _("the day expected for the approval, %s, has passed"),
		    day_show(arena, expected)));
}

static void look_at_measures(const struct remark_at *at)
{
	const struct node *system = at->system;
	const char *expected = node_get(system, "implementation-expected");
	struct arena *arena = at->work->arena;

	if (node_is(system, "implementation", "unassessed"))
		add(at, MEASURES, "missing", arena_print(arena,
		    _("nothing of the year's checklist is assessed; '%s' is printed"),
		    label_of(system, "form-implementation")));
	if (node_is(system, "implementation", "full") && node_int(system, "open-actions", 0) > 0)
		add(at, MEASURES, "contradiction", arena_print(arena,
		    _("everything is answered as met, but actions still open: %s; not printed as"
		      " fully implemented"), node_text(system, "open-actions")));
	if (node_int(system, "unconfirmed", 0) > 0)
		add(at, MEASURES, "check", arena_print(arena,
		    _("answers carried over and not confirmed: %s"),
		    node_text(system, "unconfirmed")));
	if (node_is(system, "form-implementation", "full"))
		return;
	if (!expected)
		add(at, MEASURES_BY, "contradiction",
		    _("not fully implemented, and no day for it is given"));
	else if (has_passed(at, expected))
		add(at, MEASURES_BY, "check", arena_print(arena,
		    _("the day expected for full implementation, %s, has passed"),
		    day_show(arena, expected)));
}

static void look_at_inspection(const struct remark_at *at)
{
	const struct node *system = at->system;
	const char *inspected = node_get(system, "inspected");
	const char *ready = node_get(system, "readiness-assessed");
	const char *since = node_get(system, "in-operation-since");
	struct arena *arena = at->work->arena;

	if (inspected && !node_is(system, "inspection-period", "within"))
		add(at, INSPECTION, "check", arena_print(arena,
		    node_is(system, "inspection-period", "after")
		    ? _("inspected on %s, after the period: not counted")
		    : _("last inspected on %s, before the period: not counted"),
		    day_show(arena, inspected)));
	if (ready && since && strcmp(ready, since) > 0)
		add(at, INSPECTION, "check", arena_print(arena,
		    _("assessed on %s, after it was put into use on %s"),
		    day_show(arena, ready), day_show(arena, since)));
	if (!ready && since && strcmp(annual_period(at->work->annual, since), "within") == 0)
		add(at, INSPECTION, "check", arena_print(arena,
		    _("put into use on %s without an assessment before use"),
		    day_show(arena, since)));
}

/* ---- the parties ----------------------------------------------------------------------------- */

static size_t described(const struct node *root, const char *kind, const char *name)
{
	size_t count = 0;

	for (const struct node *node = node_first(root, "annual-party"); node; node = node->next)
		count += node_is(node, "kind", kind) && (!name || node_is(node, "name", name));
	return count;
}

static bool named_before(const struct node *root, const struct node *party)
{
	const struct node *node = node_first(root, "annual-party");

	while (node != party && !(node_is(node, "kind", node_get(party, "kind")) &&
	    node_is(node, "name", node_get(party, "name"))))
		node = node->next;
	return node != party;
}

static void look_at_parties(const struct remark_at *at)
{
	const struct node *root = at->work->annual->node;
	struct arena *arena = at->work->arena;

	if (described(root, "specialised-unit", NULL) == 0)
		add(at, NO_COLUMN, "missing", _("no specialised unit is entered"));
	for (const struct node *node = node_first(root, "annual-party"); node; node = node->next) {
		size_t ways = described(root, node_get(node, "kind"), node_get(node, "name"));

		if (node_is(node, "kind", "operator") || named_before(root, node))
			continue;
		if (ways > 1)
			add(at, NO_COLUMN, "check", arena_print(arena,
			    _("'%s' is described in %zu ways; the fullest is printed"),
			    node_text(node, "name"), ways));
		else if (!node_get(node, "representative"))
			add(at, NO_COLUMN, "missing", arena_print(arena,
			    _("no representative of '%s' is entered"), node_text(node, "name")));
	}
}

void annual_put_remarks(struct annual_work *work)
{
	struct remark_at at = { .work = work };

	look_at_parties(&at);
	for (at.system = node_first(work->annual->node, "annual-system"); at.system;
	     at.system = at.system->next) {
		look_at_names(&at);
		look_at_status(&at);
		look_at_approval(&at);
		look_at_measures(&at);
		look_at_inspection(&at);
	}
}
