/*
 * fact.c - the questions a pack asks, and the conditions over their answers.
 */
#include "pack_priv.h"

#include <limits.h>
#include <string.h>

/* ---- facts ---------------------------------------------------------------------------------- */

static enum fact_type type_of(const char *code)
{
	if (strcmp(code, "yes-no") == 0)
		return FACT_YESNO;
	if (strcmp(code, "choice") == 0)
		return FACT_CHOICE;
	return strcmp(code, "set") == 0 ? FACT_SET : FACT_COUNT;
}

static void read_value(struct reader *r, const xmlNode *node, struct fact_value *out)
{
	out->id = xml_attr(r, node, "id");
	out->text = xml_words(r, node);
	out->stop = xml_words_in(r, node, "stop");
	out->weight = xml_int(r, node, "weight", 1);
}

static int read_values(struct reader *r, const xmlNode *node, struct fact *fact)
{
	struct fact_value *value = room_for(r, xml_count(node, "value"), sizeof(*value));
	struct index ids;

	fact->value = value;
	index_open(r, &ids, xml_count(node, "value"));
	for (const xmlNode *at = xml_child(node, "value"); at; at = xml_next(at, "value")) {
		read_value(r, at, value);
		index_add(&ids, value->id, value, at);
		value++;
	}
	fact->value_count = (size_t)(value - fact->value);
	return index_close(r, &ids, "value");
}

/* The two answers are there even when the pack only gives their weights, and stand in a fixed
 * order. */
static int complete_yesno(struct reader *r, const xmlNode *node, struct fact *fact)
{
	struct fact_value *both = room_for(r, 2, sizeof(*both));

	both[0] = (struct fact_value){ .id = "yes", .text = { "Có", "Yes" },
		.weight = xml_int(r, node, "yes-weight", 1) };
	both[1] = (struct fact_value){ .id = "no", .text = { "Không", "No" },
		.weight = xml_int(r, node, "no-weight", 1) };
	for (size_t i = 0; i < fact->value_count; i++) {
		const struct fact_value *given = &fact->value[i];
		size_t at = strcmp(given->id, "no") == 0;

		if (strcmp(given->id, both[at].id) != 0)
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"fact '%s' asks yes or no and cannot have the value '%s'", fact->id,
				given->id));
		both[at].text = given->text;
		both[at].stop = given->stop;
		if (given->weight != 1)
			both[at].weight = given->weight;
	}
	fact->value = both;
	fact->value_count = 2;
	return r->rc;
}

static int check_values(struct reader *r, const xmlNode *node, struct fact *fact)
{
	size_t least = fact->type == FACT_CHOICE ? 2 : 1;

	if (fact->ordered && fact->type != FACT_CHOICE)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "fact '%s' is ordered, but only a choice can be", fact->id));
	if (fact->type == FACT_YESNO)
		return complete_yesno(r, node, fact);
	if (fact->type == FACT_COUNT && fact->value_count > 0)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "fact '%s' is a count and cannot have values", fact->id));
	if (fact->type != FACT_COUNT && fact->value_count < least)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"fact '%s' has %zu values, but at least %zu were expected", fact->id,
			fact->value_count, least));
	return OK;
}

static int read_fact(struct reader *r, const xmlNode *node, struct fact *fact)
{
	fact->id = xml_attr(r, node, "id");
	fact->type = type_of(xml_attr(r, node, "type"));
	fact->ordered = xml_yes(r, node, "ordered");
	fact->question = xml_words_in(r, node, "question");
	fact->help = xml_words_in(r, node, "help");
	fact->why = xml_words_in(r, node, "why");
	fact->max = xml_int(r, node, "max", INT_MAX);
	fact->unit = xml_attr(r, node, "unit");
	fact->cite = xml_attr(r, node, "cite");
	fact->status = xml_status(r, node);
	if (read_values(r, node, fact) < 0)
		return r->rc;
	return check_values(r, node, fact);
}

int read_facts(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "fact");
	struct fact *list = room_for(r, count, sizeof(*list));
	struct fact *fact = list;

	r->to->pack.fact = list;
	r->to->pack.fact_count = count;
	index_open(r, &r->to->facts, count);
	for (const xmlNode *node = xml_child(root, "fact"); node; node = xml_next(node, "fact")) {
		fact->index = (size_t)(fact - list);
		if (read_fact(r, node, fact) < 0)
			return r->rc;
		index_add(&r->to->facts, fact->id, fact, node);
		fact++;
	}
	return index_close(r, &r->to->facts, "fact");
}

const struct fact *fact_in_reach(const struct loaded *from, const char *id)
{
	const struct fact *fact = index_find(&from->facts, id);

	for (size_t i = 0; !fact && i < from->used_count; i++)
		fact = index_find(&from->used[i]->facts, id);
	return fact;
}

bool fact_value_index(size_t *out, const struct fact *fact, const char *id)
{
	for (size_t i = 0; i < fact->value_count; i++) {
		if (strcmp(fact->value[i].id, id) == 0) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* ---- conditions ----------------------------------------------------------------------------- */

static int read_condition(struct reader *r, const xmlNode *node, struct condition *out);

static const struct {
	const char *name;
	enum condition_kind kind;
} condition_names[] = {
	{ "all", COND_ALL },
	{ "any", COND_ANY },
	{ "not", COND_NOT },
	{ "is", COND_IS },
	{ "has", COND_HAS },
	{ "at-least", COND_AT_LEAST },
	{ "below", COND_BELOW },
	{ "criterion", COND_CRITERION },
};

static enum condition_kind condition_kind_of(const xmlNode *node)
{
	size_t i = 0;

	while (!xml_is(node, condition_names[i].name))
		i++;
	return condition_names[i].kind;
}

static int read_parts(struct reader *r, const xmlNode *node, struct condition *out)
{
	struct condition *part = room_for(r, xml_count(node, NULL), sizeof(*part));

	out->part = part;
	for (const xmlNode *at = xml_child(node, NULL); at; at = xml_next(at, NULL)) {
		if (read_condition(r, at, part++) < 0)
			return r->rc;
	}
	out->part_count = (size_t)(part - out->part);
	return OK;
}

static bool fits(const struct condition *test)
{
	const struct fact *fact = test->fact;

	if (test->kind == COND_IS)
		return fact->type == FACT_CHOICE || fact->type == FACT_YESNO;
	if (test->kind == COND_HAS)
		return fact->type == FACT_SET;
	return fact->type == FACT_COUNT || (fact->type == FACT_CHOICE && fact->ordered);
}

static const char *what_fits(enum condition_kind kind)
{
	if (kind == COND_IS)
		return _("a choice or a yes-no");
	return kind == COND_HAS ? _("a set") : _("an ordered choice or a count");
}

static int read_test(struct reader *r, const xmlNode *node, struct condition *out)
{
	const char *value = xml_attr(r, node, "value");

	out->fact_id = xml_attr(r, node, "fact");
	out->fact = fact_in_reach(r->to, out->fact_id);
	if (!out->fact)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"fact '%s' is declared neither in this pack nor in one that it uses",
			out->fact_id));
	if (!fits(out))
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID, "<%s> of fact '%s': %s was expected",
			(const char *)node->name, out->fact_id, what_fits(out->kind)));
	if (out->fact->type == FACT_COUNT) {
		if (text_to_int(&out->number, value, NULL) < 0 || out->number < 0)
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"fact '%s' is counted, so a number was expected, not '%s'",
				out->fact_id, value));
	} else if (!fact_value_index(&out->value, out->fact, value)) {
		return fault(r, node, err_set(&r->note, FAIL_INVALID, "fact '%s' has no value '%s'",
		    out->fact_id, value));
	}
	return r->rc;
}

/* 8.2 covers 8.2 and 8.2.a, not 8.20. */
static bool covers(const char *prefix, const char *id)
{
	size_t length = strlen(prefix);

	return strncmp(id, prefix, length) == 0 && (id[length] == '\0' || id[length] == '.');
}

static bool criterion_in_reach(const struct loaded *from, const char *id)
{
	for (size_t i = 0; i < from->used_count; i++) {
		const struct pack *used = &from->used[i]->pack;

		for (size_t k = 0; k < used->criterion_count; k++) {
			if (covers(id, used->criterion[k].id))
				return true;
		}
	}
	return false;
}

static int read_criterion_test(struct reader *r, const xmlNode *node, struct condition *out)
{
	out->criterion = xml_attr(r, node, "id");
	if (r->to->pack.kind != PACK_REQUIREMENTS)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"condition on criterion '%s': only a requirements pack may have one",
			out->criterion));
	if (!criterion_in_reach(r->to, out->criterion))
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "no regulation that this pack uses has a criterion '%s'", out->criterion));
	return r->rc;
}

static int read_condition(struct reader *r, const xmlNode *node, struct condition *out)
{
	out->kind = condition_kind_of(node);
	switch (out->kind) {
	case COND_ALL:
	case COND_ANY:
	case COND_NOT:
		return read_parts(r, node, out);
	case COND_IS:
	case COND_HAS:
	case COND_AT_LEAST:
	case COND_BELOW:
		return read_test(r, node, out);
	case COND_CRITERION:
		return read_criterion_test(r, node, out);
	}
	return r->rc;
}

int read_when(struct reader *r, const xmlNode *parent, const struct condition **out)
{
	const xmlNode *when = xml_child(parent, "when");
	struct condition *condition;

	*out = NULL;
	if (!when)
		return r->rc;
	condition = room_for(r, 1, sizeof(*condition));
	*out = condition;
	return read_condition(r, xml_child(when, NULL), condition);
}
