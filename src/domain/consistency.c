/*
 * consistency.c - does a rule of a rules pack hold for a record.
 *
 * Two-valued: whoever compares with something that is not given finds that it does not hold, so a
 * rule says in its `when` what must be there before it has anything to say. Whatever is looked for
 * lies on the way up or one list down, so a rule costs what it looks at.
 */
#include "capdo/domain.h"

#include <string.h>

#include "capdo/model.h"

struct look {
	const struct node *own;         /* the record the rule is on */
	const struct rule_world *world;
	struct rule_found *found;
	int depth;                      /* inside how many lists of children */
};

static bool holds(const struct rule_condition *c, const struct node *node, struct look *look);

/* ---- days ----------------------------------------------------------------------------------- */

bool rule_day(day *out, const char *text)
{
	return clock_local(text, out, NULL) || day_parse(out, text, NULL) == OK;
}

day rule_months_after(day from, int months)
{
	int year, month, of_month;
	day first, next;

	day_to_ymd(from, &year, &month, &of_month);
	month += months - 1;
	year += month / 12;
	month %= 12;
	first = day_from_ymd(year, month + 1, 1);
	next = month == 11 ? day_from_ymd(year + 1, 1, 1) : day_from_ymd(year, month + 2, 1);
	return first + of_month - 1 < next ? first + of_month - 1 : next - 1;
}

static const char *text_of(
    const struct rule_operand *operand, const struct node *node, const struct look *look)
{
	return operand->kind == RULE_OWN ? look->own->value[operand->field]
	    : node->value[operand->field];
}

static bool day_of(day *out, const struct rule_operand *operand, const struct node *node,
    const struct look *look)
{
	const struct rule_world *world = look->world;
	const char *text;

	switch (operand->kind) {
	case RULE_FIELD:
	case RULE_OWN:
		text = text_of(operand, node, look);
		if (!text || !rule_day(out, text))
			return false;
		break;
	case RULE_NUMBER:
		*out = (day)operand->number;
		break;
	case RULE_TODAY:
		*out = world->today;
		break;
	case RULE_THEN:
		*out = world->today < world->year_end ? world->today : world->year_end;
		break;
	case RULE_YEAR_START:
		*out = world->year_start;
		break;
	case RULE_YEAR_END:
		*out = world->year_end;
		break;
	case RULE_PERIOD_START:
		*out = world->period_start;
		break;
	case RULE_PERIOD_END:
		*out = world->period_end;
		break;
	}
	if (operand->plus_months > 0)
		*out = rule_months_after(*out, operand->plus_months);
	*out += operand->plus_days;
	return true;
}

/* Two times as they were noted are compared to the second, not by their days. */
static bool both_times(
    const struct rule_condition *c, const struct node *node, const struct look *look)
{
	const char *left = c->left.kind <= RULE_OWN ? text_of(&c->left, node, look) : NULL;
	const char *right = c->right.kind <= RULE_OWN ? text_of(&c->right, node, look) : NULL;

	return left && right && strchr(left, 'T') && strchr(right, 'T') &&
	    c->right.plus_days == 0 && c->right.plus_months == 0;
}

static bool days_hold(
    const struct rule_condition *c, const struct node *node, const struct look *look)
{
	day left, right;

	if (both_times(c, node, look)) {
		int order = strcmp(
		    text_of(&c->left, node, look), text_of(&c->right, node, look));

		return c->kind == RULE_BEFORE ? order < 0 : order <= 0;
	}
	if (!day_of(&left, &c->left, node, look) || !day_of(&right, &c->right, node, look))
		return false;
	return c->kind == RULE_BEFORE ? left < right : left <= right;
}

/* ---- numbers and texts ---------------------------------------------------------------------- */

static bool number_of(int64_t *out, const struct rule_operand *operand, const struct node *node,
    const struct look *look)
{
	const char *text;

	if (operand->kind == RULE_NUMBER) {
		*out = operand->number;
		return true;
	}
	text = text_of(operand, node, look);
	return text && text_to_int(out, text, NULL) == OK;
}

static bool numbers_hold(
    const struct rule_condition *c, const struct node *node, const struct look *look)
{
	int64_t left, right;

	if (!number_of(&left, &c->left, node, look) || !number_of(&right, &c->right, node, look))
		return false;
	return c->kind == RULE_BELOW ? left < right : left >= right;
}

static bool same(const struct rule_condition *c, const struct node *node, const struct look *look)
{
	const char *left = text_of(&c->left, node, look);
	const char *right = text_of(&c->right, node, look);

	return left && right && *left == *right && strcmp(left, right) == 0;
}

static bool adds_up(
    const struct rule_condition *c, const struct node *node, const struct look *look)
{
	int64_t sum = 0, part, whole;

	for (size_t i = 0; i < c->field_count; i++) {
		const char *text = node->value[c->field[i]];

		if (text && text_to_int(&part, text, NULL) == OK)
			sum += part;
	}
	return number_of(&whole, &c->right, node, look) && sum == whole;
}

static bool given(const struct rule_condition *c, const struct node *node, struct look *look)
{
	bool all = true;

	for (size_t i = 0; i < c->field_count; i++) {
		if (node->value[c->field[i]])
			continue;
		all = false;
		if (look->depth == 0 && look->found->missing_count < FOUND_MOST)
			look->found->missing[look->found->missing_count++] =
			    &node->shape->field[c->field[i]];
	}
	return all;
}

static bool is_one_of(const struct rule_condition *c, const char *text)
{
	for (size_t i = 0; text && i < c->value_count; i++) {
		if (*c->value[i] == *text && strcmp(c->value[i], text) == 0)
			return true;
	}
	return false;
}

/* ---- other records -------------------------------------------------------------------------- */

static bool counts(
    const struct rule_condition *c, const struct node *child, const struct rule_world *world)
{
	const char *year = c->child_year >= 0 ? child->value[c->child_year] : NULL;

	return !year || strcmp(year, world->year) == 0;
}

static bool part_holds(
    const struct rule_condition *c, const struct node *node, struct look *look)
{
	return c->part_count == 0 || holds(c->part, node, look);
}

/* All children are looked at even when enough were found, so that they can be counted and named. */
static bool has(const struct rule_condition *c, const struct node *node, struct look *look)
{
	struct rule_found *found = look->found;
	int64_t count = 0;

	if (look->depth == 0)
		found->child_count = 0;
	for (const struct node *child = node->children[c->child].first; child;
	     child = child->next) {
		bool matches;

		look->depth++;
		matches = counts(c, child, look->world) && part_holds(c, child, look);
		look->depth--;
		if (!matches)
			continue;
		count++;
		if (look->depth > 0 && count >= c->at_least)
			return true;
		if (look->depth == 0 && found->child_count < FOUND_SHOWN)
			found->child[found->child_count] = child;
		found->child_count += look->depth == 0;
	}
	return count >= c->at_least;
}

static int64_t order_of(const struct rule_condition *c, const struct node *child)
{
	const char *text = child->value[c->order];
	int64_t number = 0;

	return text && text_to_int(&number, text, NULL) == OK ? number : -1;
}

static bool newest(const struct rule_condition *c, const struct node *node, struct look *look)
{
	const struct node *best = NULL;
	bool answer;

	for (const struct node *child = node->children[c->child].first; child;
	     child = child->next) {
		if (!counts(c, child, look->world))
			continue;
		if (c->only >= 0 && !is_one_of(c, child->value[c->only]))
			continue;
		if (!best || order_of(c, child) > order_of(c, best))
			best = child;
	}
	if (!best)
		return false;
	look->depth++;
	answer = holds(c->part, best, look);
	look->depth--;
	return answer;
}

/* ---- packs ---------------------------------------------------------------------------------- */

const struct pack *rule_pack(
    const struct pack_set *packs, enum pack_kind kind, const struct node *node)
{
	const char *field = kind == PACK_REQUIREMENTS ? "pack" :
	    kind == PACK_THREATS ? "threats" : "obligations";

	for (; node; node = node->parent) {
		int at = shape_field(node->shape, field);
		const struct pack *pack;

		if (at < 0 || !node->value[at])
			continue;
		pack = packs_find(packs, node->value[at]);
		return pack && pack->kind == kind ? pack : NULL;
	}
	return NULL;
}

static bool has_flag(
    const struct pack *pack, enum pack_kind kind, const char *id, const char *flag)
{
	const struct requirement *requirement;
	const struct obligation *obligation;

	if (kind == PACK_THREATS)
		return pack_scenario(pack, id) != NULL && !flag;
	if (kind == PACK_REQUIREMENTS) {
		requirement = pack_requirement(pack, id);
		return requirement && (!flag || (strcmp(flag, "evidence-required") == 0 &&
						    requirement->evidence_required));
	}
	obligation = pack_obligation(pack, id);
	return obligation && (!flag || (strcmp(flag, "budget") == 0 && obligation->budget));
}

/* In the pack the record rests on; where it names none, in any. */
static bool in_pack(
    const struct rule_condition *c, const struct node *node, const struct look *look)
{
	const struct pack_set *packs = look->world->packs;
	const struct pack *named = rule_pack(packs, c->pack, node);
	const char *id = node->value[c->field[0]];
	const char *flag = c->value_count > 0 ? c->value[0] : NULL;

	if (!id)
		return false;
	if (named)
		return has_flag(named, c->pack, id, flag);
	for (size_t i = 0; i < packs_count(packs); i++) {
		const struct pack *pack = packs_at(packs, i);

		if (pack->kind == c->pack && has_flag(pack, c->pack, id, flag))
			return true;
	}
	return false;
}

/* ---- conditions ----------------------------------------------------------------------------- */

static bool all_or_any(const struct rule_condition *c, const struct node *node, struct look *look)
{
	bool any = c->kind == RULE_ANY;

	for (size_t i = 0; i < c->part_count; i++) {
		if (holds(&c->part[i], node, look) == any)
			return any;
	}
	return !any;
}

static bool holds(const struct rule_condition *c, const struct node *node, struct look *look)
{
	switch (c->kind) {
	case RULE_ALL:
	case RULE_ANY:
		return all_or_any(c, node, look);
	case RULE_NOT:
		return !holds(c->part, node, look);
	case RULE_GIVEN:
		return given(c, node, look);
	case RULE_IS:
		return is_one_of(c, node->value[c->field[0]]);
	case RULE_AT_LEAST:
	case RULE_BELOW:
		return numbers_hold(c, node, look);
	case RULE_SAME:
		return same(c, node, look);
	case RULE_SUM:
		return adds_up(c, node, look);
	case RULE_BEFORE:
	case RULE_NOT_AFTER:
		return days_hold(c, node, look);
	case RULE_HAS:
		return has(c, node, look);
	case RULE_NEWEST:
		return newest(c, node, look);
	case RULE_PARENT:
		return node->parent && holds(c->part, node->parent, look);
	case RULE_IN_PACK:
		return in_pack(c, node, look);
	case RULE_TEST:
		return look->world->test(look->world->context, c->test, node, look->found);
	}
	return false;
}

bool rule_holds(const struct rule *rule, const struct node *node, const struct rule_world *world,
    struct rule_found *found)
{
	struct look look = { .own = node, .world = world, .found = found };

	found->missing_count = found->child_count = 0;
	found->detail = NULL;
	if (rule->when && !holds(rule->when, node, &look))
		return true;
	found->missing_count = found->child_count = 0;
	found->detail = NULL;
	return holds(rule->must, node, &look);
}
