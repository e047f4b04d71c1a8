/*
 * parse_rules.c - consistency rules: conditions on records, bound to the shapes they speak of.
 *
 * Names of shapes and fields become indexes here, so that a rule that names something that does
 * not exist is refused with its pack, and looking at a record later compares no names.
 */
#include "pack_priv.h"

#include <limits.h>
#include <string.h>

#include "capdo/model.h"

/* The record a condition is about, and the one the whole rule is on. */
struct about {
	const struct shape *here, *own;
};

static const struct {
	const char *name;
	enum rule_kind kind;
} kinds[] = {
	{ "all", RULE_ALL },
	{ "any", RULE_ANY },
	{ "not", RULE_NOT },
	{ "given", RULE_GIVEN },
	{ "is", RULE_IS },
	{ "at-least", RULE_AT_LEAST },
	{ "below", RULE_BELOW },
	{ "same", RULE_SAME },
	{ "sum", RULE_SUM },
	{ "before", RULE_BEFORE },
	{ "not-after", RULE_NOT_AFTER },
	{ "has", RULE_HAS },
	{ "newest", RULE_NEWEST },
	{ "parent", RULE_PARENT },
	{ "in-pack", RULE_IN_PACK },
	{ "test", RULE_TEST },
};

static const struct {
	const char *name;
	enum rule_operand_kind kind;
} days[] = {
	{ "today", RULE_TODAY },
	{ "then", RULE_THEN },
	{ "year-start", RULE_YEAR_START },
	{ "year-end", RULE_YEAR_END },
	{ "period-start", RULE_PERIOD_START },
	{ "period-end", RULE_PERIOD_END },
};

/* Which records the tests of the program look at; NULL: any. */
static const struct {
	const char *name, *shape;
} tests[] = {
	{ "decision-in-force", "system" },
	{ "decision-current", "system" },
	{ "inspection-due", "system" },
	{ "no-secret-content", "system" },
	{ "may-hold-content", "system" },
	{ "dossier-complete", "proposal" },
	{ "assets-per-scope", "assessment" },
	{ "rows-add-up", "assessment" },
	{ "bands-add-up", "year" },
	{ "obligations-answered", "year" },
	{ "signed-last", "year" },
	{ "form-totals", "year" },
	{ "new-law", NULL },
	{ "new-duty", NULL },
	{ "regime-known", "system" },
	{ "regime-chosen", "system" },
	{ "regime-new", "system" },
	{ "measures-new", "system" },
	{ "decision-of-regime", "system" },
	{ "approved-new", "system" },
	{ "basis-known", "system" },
	{ "basis-in-force", "system" },
	{ "approval-in-term", "system" },
	{ "approval-in-build", "system" },
	{ "approval-term", "system" },
	{ "measures-term", "system" },
	{ "checklist-of-regime", "assessment" },
	{ "proposal-of-regime", "proposal" },
	{ "proposal-steps", "proposal" },
	{ "product-conditions", "asset" },
	{ "older-clock", "incident" },
	{ "told-at-once", "incident" },
	{ "notice-in-time", "incident" },
	{ "report-in-time", "incident" },
};

static enum rule_kind kind_of(const xmlNode *node)
{
	size_t i = 0;

	while (!xml_is(node, kinds[i].name))
		i++;
	return kinds[i].kind;
}

static int field_of(struct reader *r, const xmlNode *node, const struct shape *shape,
    const char *name, size_t *out)
{
	int at = shape_field(shape, name);

	if (at < 0)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "<%s>: record '%s' has no field '%s'", (const char *)node->name, shape->name,
		    name));
	*out = (size_t)at;
	return r->rc;
}

static int read_fields(struct reader *r, const xmlNode *node, const struct shape *shape,
    const char *attribute, struct rule_condition *out)
{
	size_t count;
	const char *const *name = xml_list(r, node, attribute, &count);
	size_t *field = room_for(r, count, sizeof(*field));

	for (size_t i = 0; i < count && r->rc == OK; i++)
		field_of(r, node, shape, name[i], &field[i]);
	out->field = field;
	out->field_count = count;
	if (r->rc == OK && count == 0)
		return fault(r, node, err_set(&r->note, FAIL_INVALID, "<%s> names no field",
		    (const char *)node->name));
	return r->rc;
}

/* ---- operands ------------------------------------------------------------------------------- */

static bool fits(enum rule_kind kind, const struct field *field)
{
	switch (kind) {
	case RULE_BEFORE:
	case RULE_NOT_AFTER:
		return field->type == F_DATE || field->type == F_TIME;
	case RULE_AT_LEAST:
	case RULE_BELOW:
	case RULE_SUM:
		return field->type == F_INT || field->type == F_MONEY;
	case RULE_SAME:
	case RULE_ALL:
	case RULE_ANY:
	case RULE_NOT:
	case RULE_GIVEN:
	case RULE_IS:
	case RULE_HAS:
	case RULE_NEWEST:
	case RULE_PARENT:
	case RULE_IN_PACK:
	case RULE_TEST:
		break;
	}
	return true;
}

static int read_operand_field(struct reader *r, const xmlNode *node, const struct shape *shape,
    const char *name, enum rule_kind kind, struct rule_operand *out)
{
	int rc = field_of(r, node, shape, name, &out->field);

	if (rc == OK && !fits(kind, &shape->field[out->field]))
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "<%s>: field '%s' of '%s' cannot be compared so", (const char *)node->name,
		    name, shape->name));
	return rc;
}

static int read_day(
    struct reader *r, const xmlNode *node, const char *text, struct rule_operand *out)
{
	day date;

	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		if (strcmp(days[i].name, text) == 0) {
			out->kind = days[i].kind;
			return r->rc;
		}
	}
	if (day_parse(&date, text, NULL) < 0)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID, "'%s' is no day like 2026-11-22", text));
	out->kind = RULE_NUMBER;
	out->number = date;
	return r->rc;
}

static int need_one(struct reader *r, const xmlNode *node, int given, const char *side)
{
	if (given == 1)
		return r->rc;
	return fault(r, node, err_set(&r->note, FAIL_INVALID,
	    "<%s> needs exactly one value on its %s side", (const char *)node->name, side));
}

static int read_left(struct reader *r, const xmlNode *node, const struct about *about,
    enum rule_kind kind, struct rule_operand *out)
{
	const char *field = xml_attr(r, node, "field");
	const char *fixed = xml_attr(r, node, "day");
	int rc = need_one(r, node, (field != NULL) + (fixed != NULL), _("left"));

	if (rc == OK && field)
		rc = read_operand_field(r, node, about->here, field, kind, out);
	if (rc == OK && fixed)
		rc = read_day(r, node, fixed, out);
	return rc;
}

static int read_right(struct reader *r, const xmlNode *node, const struct about *about,
    enum rule_kind kind, struct rule_operand *out)
{
	const char *than = xml_attr(r, node, "than");
	const char *as = xml_attr(r, node, "as");
	const char *number = xml_attr(r, node, "number");
	const char *fixed = xml_attr(r, node, "than-day");
	int rc = need_one(r, node,
	    (than != NULL) + (as != NULL) + (number != NULL) + (fixed != NULL), _("right"));

	if (rc == OK && than)
		rc = read_operand_field(r, node, about->here, than, kind, out);
	if (rc == OK && as) {
		out->kind = RULE_OWN;
		rc = read_operand_field(r, node, about->own, as, kind, out);
	}
	if (rc == OK && number) {
		out->kind = RULE_NUMBER;
		out->number = xml_int(r, node, "number", 0);
	}
	if (rc == OK && fixed)
		(void)read_day(r, node, fixed, out);
	out->plus_days = xml_int(r, node, "plus-days", 0);
	out->plus_months = xml_int(r, node, "plus-months", 0);
	return r->rc;
}

static int read_pair(struct reader *r, const xmlNode *node, const struct about *about,
    struct rule_condition *out)
{
	int rc = read_left(r, node, about, out->kind, &out->left);

	return rc < 0 ? rc : read_right(r, node, about, out->kind, &out->right);
}

static int read_sum(struct reader *r, const xmlNode *node, const struct about *about,
    struct rule_condition *out)
{
	int rc = read_fields(r, node, about->here, "fields", out);

	for (size_t i = 0; i < out->field_count && rc == OK; i++) {
		if (!fits(RULE_SUM, &about->here->field[out->field[i]]))
			rc = fault(r, node, err_set(&r->note, FAIL_INVALID,
			    "<%s>: field '%s' of '%s' cannot be compared so",
			    (const char *)node->name, about->here->field[out->field[i]].name,
			    about->here->name));
	}
	return rc < 0 ? rc : read_right(r, node, about, RULE_SUM, &out->right);
}

/* ---- values --------------------------------------------------------------------------------- */

static bool field_may_be(const struct field *field, const char *value)
{
	if (field->type == F_YESNO)
		return strcmp(value, "yes") == 0 || strcmp(value, "no") == 0;
	if (field->type != F_ENUM)
		return true;
	for (const struct code *code = field->codes; code->code; code++) {
		if (strcmp(code->code, value) == 0)
			return true;
	}
	return false;
}

static int check_value(struct reader *r, const xmlNode *node, const struct shape *shape,
    size_t field, const char *value)
{
	if (field_may_be(&shape->field[field], value))
		return r->rc;
	return fault(r, node, err_set(&r->note, FAIL_INVALID,
	    "field '%s' of '%s' never has the value '%s'", shape->field[field].name, shape->name,
	    value));
}

static int read_is(struct reader *r, const xmlNode *node, const struct about *about,
    struct rule_condition *out)
{
	int rc = read_fields(r, node, about->here, "field", out);

	out->value = xml_list(r, node, "value", &out->value_count);
	for (size_t i = 0; i < out->value_count && rc == OK; i++)
		rc = check_value(r, node, about->here, out->field[0], out->value[i]);
	return rc;
}

static int read_in_pack(struct reader *r, const xmlNode *node, const struct about *about,
    struct rule_condition *out)
{
	const char *kind = xml_attr(r, node, "kind");

	out->pack = PACK_REQUIREMENTS;
	while (strcmp(kind, pack_kind_code(out->pack)) != 0)
		out->pack++;
	out->value = xml_list(r, node, "flag", &out->value_count);
	return read_fields(r, node, about->here, "field", out);
}

/* ---- conditions ----------------------------------------------------------------------------- */

static int read_condition(struct reader *r, const xmlNode *node, const struct about *about,
    struct rule_condition *out);

static int read_parts(struct reader *r, const xmlNode *node, const struct about *about,
    struct rule_condition *out)
{
	struct rule_condition *part = room_for(r, xml_count(node, NULL), sizeof(*part));

	out->part = part;
	for (const xmlNode *at = xml_child(node, NULL); at; at = xml_next(at, NULL)) {
		if (read_condition(r, at, about, part++) < 0)
			return r->rc;
	}
	out->part_count = (size_t)(part - out->part);
	return r->rc;
}

static const struct shape *child_of(
    struct reader *r, const xmlNode *node, const struct shape *shape, size_t *index)
{
	const char *name = xml_attr(r, node, "child");
	int at = shape_child(shape, name);

	if (at < 0) {
		fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "<%s>: record '%s' has no child '%s'", (const char *)node->name, shape->name,
		    name));
		return NULL;
	}
	*index = (size_t)at;
	return shape->child[at];
}

static int read_only(struct reader *r, const xmlNode *node, const struct shape *child,
    struct rule_condition *out)
{
	const char *field = xml_attr(r, node, "field");
	size_t at = 0;
	int rc = OK;

	out->only = -1;
	if (!field)
		return OK;
	out->value = xml_list(r, node, "value", &out->value_count);
	if (out->value_count != 1)
		return need_one(r, node, 0, _("right"));
	rc = field_of(r, node, child, field, &at);
	out->only = (int)at;
	return rc < 0 ? rc : check_value(r, node, child, at, out->value[0]);
}

static int read_child(struct reader *r, const xmlNode *node, const struct about *about,
    struct rule_condition *out)
{
	const struct shape *child = child_of(r, node, about->here, &out->child);
	size_t key = 0;

	if (!child)
		return r->rc;
	out->child_year = shape_field(child, "year");
	out->at_least = xml_int(r, node, "at-least", 1);
	while (key < child->field_count && !(child->field[key].flags & KEY))
		key++;
	out->order = key < child->field_count ? (int)key : -1;
	if (out->kind == RULE_NEWEST &&
	    (out->order < 0 || child->field[out->order].type != F_INT))
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "<%s>: records '%s' are not numbered", (const char *)node->name, child->name));
	if (read_only(r, node, child, out) < 0)
		return r->rc;
	return read_parts(r, node, &(struct about){ child, about->own }, out);
}

static int read_parent(struct reader *r, const xmlNode *node, const struct about *about,
    struct rule_condition *out)
{
	const struct shape *parent = model_parent(about->here);

	if (!parent)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "<%s>: nothing stands above record '%s'", (const char *)node->name,
		    about->here->name));
	return read_parts(r, node, &(struct about){ parent, about->own }, out);
}

static int read_test(struct reader *r, const xmlNode *node, const struct about *about,
    struct rule_condition *out)
{
	out->test = xml_attr(r, node, "name");
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		if (strcmp(tests[i].name, out->test) == 0 &&
		    (!tests[i].shape || strcmp(tests[i].shape, about->here->name) == 0))
			return r->rc;
	}
	return fault(r, node, err_set(&r->note, FAIL_INVALID,
	    "there is no test '%s' of a record '%s'", out->test, about->here->name));
}

static int read_condition(struct reader *r, const xmlNode *node, const struct about *about,
    struct rule_condition *out)
{
	out->kind = kind_of(node);
	switch (out->kind) {
	case RULE_ALL:
	case RULE_ANY:
	case RULE_NOT:
		return read_parts(r, node, about, out);
	case RULE_GIVEN:
		return read_fields(r, node, about->here, "fields", out);
	case RULE_IS:
		return read_is(r, node, about, out);
	case RULE_SUM:
		return read_sum(r, node, about, out);
	case RULE_AT_LEAST:
	case RULE_BELOW:
	case RULE_SAME:
	case RULE_BEFORE:
	case RULE_NOT_AFTER:
		return read_pair(r, node, about, out);
	case RULE_HAS:
	case RULE_NEWEST:
		return read_child(r, node, about, out);
	case RULE_PARENT:
		return read_parent(r, node, about, out);
	case RULE_IN_PACK:
		return read_in_pack(r, node, about, out);
	case RULE_TEST:
		return read_test(r, node, about, out);
	}
	return r->rc;
}

static int read_whole(struct reader *r, const xmlNode *parent, const char *name,
    const struct shape *on, const struct rule_condition **out)
{
	const xmlNode *node = xml_child(parent, name);
	struct rule_condition *condition;

	if (!node)
		return r->rc;
	condition = room_for(r, 1, sizeof(*condition));
	*out = condition;
	return read_condition(r, xml_child(node, NULL), &(struct about){ on, on }, condition);
}

/* ---- texts ---------------------------------------------------------------------------------- */

static bool is_place(const struct shape *on, const char *name)
{
	static const char *const others[] = { "missing", "count", "list", "detail", "today",
		"year" };
	const struct shape *parent = model_parent(on);

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (strcmp(name, others[i]) == 0)
			return true;
	}
	if (*name == '^')
		return parent && shape_field(parent, name + 1) >= 0;
	return shape_field(on, name) >= 0;
}

/* on NULL: a text without places. */
static int check_text(
    struct reader *r, const xmlNode *node, const struct shape *on, const char *text)
{
	while ((text = strchr(text, '{')) != NULL) {
		size_t length = strcspn(++text, "}");
		const char *name = arena_copy_n(r->arena, text, length);

		if (!on || text[length] != '}' || !is_place(on, name))
			return fault(r, node, err_set(&r->note, FAIL_INVALID,
			    "the text has a place '{%s}' that nothing can fill", name));
		text += length;
	}
	return r->rc;
}

static int check_texts(struct reader *r, const xmlNode *node, const struct rule *rule)
{
	check_text(r, node, rule->on, rule->text.vi);
	check_text(r, node, rule->on, rule->text.en);
	check_text(r, node, NULL, rule->fix.vi);
	return check_text(r, node, NULL, rule->fix.en);
}

/* ---- rules ---------------------------------------------------------------------------------- */

static enum status new_status(struct reader *r, const xmlNode *node, enum status otherwise)
{
	const char *text = xml_attr(r, node, "new-status");

	for (enum status at = STATUS_CONFIRMED; text && at <= STATUS_OWN; at++)
		if (strcmp(text, status_code(at)) == 0)
			return at;
	return otherwise;
}

static int read_rule(struct reader *r, const xmlNode *node, struct rule *out)
{
	const char *on = xml_attr(r, node, "on");
	const char *by = xml_attr(r, node, "new-by");

	out->id = xml_attr(r, node, "id");
	out->on = model_shape(on);
	out->stops = strcmp(xml_attr(r, node, "effect"), "stops") == 0;
	out->cite = xml_attr(r, node, "cite");
	out->status = xml_status(r, node);
	out->new_cite = xml_attr(r, node, "new-cite");
	out->new_status = new_status(r, node, out->status);
	out->new_by_year = by && strcmp(by, "year") == 0;
	out->text = xml_words_in(r, node, "text");
	out->fix = xml_words_in(r, node, "fix");
	out->pack = &r->to->pack;
	if (!out->on || (out->on->flags & LOCAL))
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "rule '%s' is on '%s', and there is no such record", out->id, on));
	if (!out->cite && out->status != STATUS_OWN)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "rule '%s' cites nothing, so its status can only be 'own'", out->id));
	if (!out->cite && out->new_cite)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "rule '%s' has a new-cite, but no cite", out->id));
	if (read_whole(r, node, "when", out->on, &out->when) < 0 ||
	    read_whole(r, node, "must", out->on, &out->must) < 0)
		return r->rc;
	return check_texts(r, node, out);
}

int read_rules(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "consistency");
	struct rule *list = room_for(r, count, sizeof(*list));
	struct rule *rule = list;

	r->to->pack.consistency = list;
	r->to->pack.consistency_count = count;
	index_open(r, &r->to->rules, count);
	for (const xmlNode *node = xml_child(root, "consistency"); node;
	     node = xml_next(node, "consistency")) {
		rule->index = (size_t)(rule - list);
		if (read_rule(r, node, rule) < 0)
			return r->rc;
		index_add(&r->to->rules, rule->id, rule, node);
		rule++;
	}
	return index_close(r, &r->to->rules, "rule");
}
