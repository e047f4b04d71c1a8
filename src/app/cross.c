/*
 * cross.c - from one checklist to another: what a crosswalk makes of the answers of then. Each
 * proposal stands on the text of now, names where it comes from, and waits to be confirmed.
 */
#include <string.h>

#include "capdo/regime.h"
#include "carry_priv.h"

/* ---- what an answer of then is worth -------------------------------------------------------- */

const struct pack *cross_between(const struct carrying *c)
{
	const char *then = node_get(c->then, "pack");

	for (size_t i = 0; i < packs_count(c->app->packs); i++) {
		const struct pack *pack = packs_at(c->app->packs, i);

		if (pack->kind == PACK_CROSSWALK && pack->crosswalk_to == c->pack &&
		    strcmp(pack->crosswalk_from->id, then) == 0)
			return pack;
	}
	return NULL;
}

/* The crosswalk speaks of the texts of the pack that is here: an answer to another text is help. */
static bool holds(const struct carrying *c, const struct node *finding)
{
	const struct check_item *item = carry_item(
	    c->old_item, c->old_count, node_get(finding, "requirement"));
	char basis[BASIS_TEXT];

	if (!item || !node_get(finding, "basis"))
		return c->old_known;
	item_basis(basis, item);
	return node_is(finding, "basis", basis);
}

static enum finding status_of(const struct carrying *c, const struct node *finding)
{
	enum finding status = UNASSESSED;

	if (holds(c, finding))
		finding_parse(&status, node_text(finding, "status"));
	return status;
}

static int states_of_then(struct item_state **out, struct carrying *c, struct err *err)
{
	const struct shape *shape = model_shape("finding");
	struct node *then = record_copy(c->then, c->arena);
	int rc = OK;

	if (!c->old_known)
		rc = checklist_of(&c->old_item, &c->old_count, c->app, c->crosswalk->crosswalk_from,
		    c->system, c->then, c->arena, err);
	if (rc < 0)
		return rc;
	for (const struct node *node = node_first(c->then, shape->name); node; node = node->next) {
		struct node *copy = node_new(c->arena, shape, then);

		memcpy(copy->value, node->value, shape->field_count * sizeof(*copy->value));
		node_put(copy, "status", finding_code(status_of(c, node)));
	}
	*out = arena_alloc(c->arena, (c->old_count + 1) * sizeof(**out));
	states_of(*out, c->old_item, c->old_count, c->app, c->system, then, c->arena);
	return OK;
}

/* The one old requirement whose answers are taken asset by asset; NULL: there is none such. */
static const struct gap_from *single_of(const struct gap_item *gap)
{
	const struct gap_from *single = NULL;

	for (size_t i = 0; i < gap->from_count; i++) {
		if (!gap_has_say(gap, &gap->from[i]))
			continue;
		if (single)
			return NULL;
		single = &gap->from[i];
	}
	return single &&
		strcmp(single->pair->from->scope, gap->item->requirement->scope) == 0
	    ? single
	    : NULL;
}

/* One answer by itself, as gap_make weighs all of them. */
static enum finding answer_of_one(const struct pair *pair, enum finding then)
{
	if (then == NOT_APPLICABLE)
		return UNASSESSED;
	return then == MET && pair->kind != PAIR_SAME ? PARTIAL : then;
}

/* ---- proposals of before -------------------------------------------------------------------- */

static enum gap_state state_of(const struct gap_item *gap)
{
	bool partly = false, stricter = false;

	for (size_t i = 0; i < gap->from_count; i++) {
		partly = partly || gap->from[i].pair->kind == PAIR_PARTLY;
		stricter = stricter || gap->from[i].pair->kind == PAIR_STRICTER;
	}
	if (gap->proposed == MET)
		return GAP_SHOWN;
	if (gap->proposed != PARTIAL)
		return GAP_OPEN;
	return partly ? GAP_PARTLY : stricter ? GAP_STRICTER : GAP_OPEN;
}

/* What the crosswalks to this checklist say of the requirements a record was proposed from. */
static struct gap_item *gap_of_marks(const struct carrying *c, const struct check_item *item,
    const struct node *finding)
{
	struct gap_item *gap = arena_alloc(c->arena, sizeof(*gap));
	struct gap_from *from = NULL;
	size_t room = 0;

	*gap = (struct gap_item){ .item = item, .why = "" };
	for (size_t i = 0; i < packs_count(c->app->packs); i++) {
		const struct pack *pack = packs_at(c->app->packs, i);

		for (size_t k = 0; pack->crosswalk_to == c->pack && k < pack->pair_count; k++) {
			const struct pair *pair = &pack->pair[k];

			if (!pair->from || pair->to != item->requirement ||
			    !(pair->levels & 1u << item->demand->level) ||
			    !word_among(node_text(finding, "crossed-from"), pair->from->id))
				continue;
			from = arena_grow(c->arena, from, gap->from_count, &room, sizeof(*from));
			from[gap->from_count++] = (struct gap_from){ pair, NULL };
		}
	}
	gap->from = from;
	if (gap->from_count > 0)
		gap->why = words_now(&from[0].pair->why);
	finding_parse(&gap->proposed, node_text(finding, "status"));
	gap->state = state_of(gap);
	return gap;
}

/* ---- lines ---------------------------------------------------------------------------------- */

static bool waits(const struct node *finding)
{
	return node_is(finding, "carried", "yes") && !node_is(finding, "status", "unassessed");
}

/* What came over stands for itself where it was not made of the answers of then: the year began on
 * the old checklist, and was renewed. */
static void look_at_own(struct carrying *c, struct carry_line *line)
{
	if (node_is(line->now, "status", "unassessed"))
		line->kind = CARRY_CHANGED;
	if (cross_is_of(c, line))
		return;
	line->gap = gap_of_marks(c, line->item, line->now);
	line->then = line->now;
}

static void add_crossed(struct carrying *c, const struct gap_item *gap, const char *asset,
    const struct node *then, enum finding proposed)
{
	const char *id = gap->item->requirement->id;
	struct carry_line *line = carry_line_add(
	    c, CARRY_PROPOSED, id, asset, gap->item, then);

	line->gap = gap;
	/* in a renewal what is there belongs to the checklist of then */
	if (c->then == c->now)
		line->now = NULL;
	else if (!line->now && !asset)
		line->now = node_find(c->now, "finding", "requirement", id);
	if (line->now && node_is(line->now, "carried", "yes") &&
	    node_get(line->now, "crossed-from"))
		look_at_own(c, line);
	else if (proposed == UNASSESSED)
		line->kind = CARRY_CHANGED;
	else if (line->now)
		line->kind = CARRY_CONFIRMED;
}

/* Asset by asset; what is about an asset that is gone is told as dropped. */
static void add_one_by_one(
    struct carrying *c, const struct gap_item *gap, const struct gap_from *single)
{
	const struct requirement *old = single->pair->from;
	bool any = false;

	for (const struct node *node = node_first(c->then, "finding"); node; node = node->next) {
		if (!node_is(node, "requirement", old->id) || !carry_asset_stays(c, node, old))
			continue;
		any = true;
		add_crossed(c, gap, node_get(node, "asset"), node,
		    answer_of_one(single->pair, status_of(c, node)));
	}
	if (!any)
		add_crossed(c, gap, NULL, NULL, UNASSESSED);
}

/* In the order of the crosswalk. */
static size_t sources_of(
    const struct node ***out, const struct carrying *c, const struct gap_item *gap)
{
	const struct node **list = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; i < gap->from_count; i++) {
		const struct requirement *old = gap->from[i].pair->from;

		if (!gap_has_say(gap, &gap->from[i]))
			continue;
		for (const struct node *node = node_first(c->then, "finding"); node;
		     node = node->next) {
			if (!node_is(node, "requirement", old->id) ||
			    !carry_asset_stays(c, node, old))
				continue;
			list = arena_grow(c->arena, list, count, &room, sizeof(*list));
			list[count++] = node;
		}
	}
	*out = list;
	return count;
}

size_t cross_sources(
    const struct node ***out, const struct carrying *c, const struct carry_line *line)
{
	if (!single_of(line->gap))
		return sources_of(out, c, line->gap);
	*out = arena_alloc(c->arena, sizeof(**out));
	**out = line->then;
	return line->then ? 1 : 0;
}

static void compare_one(struct carrying *c, const struct gap_item *gap)
{
	const struct gap_from *single = single_of(gap);
	const struct node **source;
	size_t count;

	if (gap->state == GAP_NEW) {
		carry_line_add(c, CARRY_NEW, gap->item->requirement->id, NULL, gap->item, NULL)
		    ->gap = gap;
	} else if (single) {
		add_one_by_one(c, gap, single);
	} else {
		count = sources_of(&source, c, gap);
		add_crossed(c, gap, NULL, count > 0 ? source[0] : NULL, gap->proposed);
	}
}

static void compare_gone(struct carrying *c, const struct gap_dropped *dropped)
{
	const char *id = dropped->old->item.requirement->id;
	struct gap_item *gap = arena_alloc(c->arena, sizeof(*gap));
	struct gap_from *from = arena_alloc(c->arena, sizeof(*from));
	bool any = false;

	*from = (struct gap_from){ dropped->pair, dropped->old };
	*gap = (struct gap_item){ .state = GAP_NEW,
		.proposed = UNASSESSED,
		.from = from,
		.from_count = dropped->pair ? 1 : 0,
		.why = dropped->pair ? words_now(&dropped->pair->why) : "" };
	for (const struct node *node = node_first(c->then, "finding"); node; node = node->next) {
		if (!node_is(node, "requirement", id))
			continue;
		any = true;
		carry_line_add(c, CARRY_DROPPED, id, node_get(node, "asset"), NULL, node)
		    ->gap = gap;
	}
	if (!any)
		carry_line_add(c, CARRY_DROPPED, id, NULL, NULL, NULL)->gap = gap;
}

static bool rests_on(const struct gap_item *gap, const char *requirement)
{
	for (size_t i = 0; i < gap->from_count; i++)
		if (gap->from[i].old && strcmp(gap->from[i].pair->from->id, requirement) == 0)
			return true;
	return false;
}

/* Does a line show this answer of then? */
static bool is_told(const struct carrying *c, const struct gap *gap, size_t lines,
    const struct node *finding)
{
	const char *id = node_get(finding, "requirement");
	const struct check_item *item = carry_item(c->old_item, c->old_count, id);

	for (size_t i = 0; i < lines; i++)
		if (c->line[i].then == finding)
			return true;
	if (!item || !carry_asset_stays(c, finding, item->requirement))
		return false;
	for (size_t i = 0; i < gap->count; i++)
		if (rests_on(&gap->item[i], id))
			return true;
	return false;
}

int cross_compare(struct carrying *c, struct err *err)
{
	struct gap *gap = arena_alloc(c->arena, sizeof(*gap));
	struct item_state *old = NULL;
	size_t lines;
	int rc = states_of_then(&old, c, err);

	if (rc < 0)
		return rc;
	gap_make(gap, c->crosswalk, c->item, c->item_count, old, c->old_count, c->arena);
	for (size_t i = 0; i < gap->count; i++)
		compare_one(c, &gap->item[i]);
	for (size_t i = 0; i < gap->dropped_count; i++)
		compare_gone(c, &gap->dropped[i]);
	lines = c->count;
	for (const struct node *node = node_first(c->then, "finding"); node; node = node->next)
		if (!is_told(c, gap, lines, node))
			carry_line_add(c, CARRY_DROPPED, node_get(node, "requirement"),
			    node_get(node, "asset"), NULL, node);
	return OK;
}

void cross_marked(struct carrying *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct carry_line *line = &c->line[i];
		const struct node *finding = line->now;

		if (!finding || !line->item || !node_get(finding, "crossed-from") ||
		    !node_is(finding, "carried", "yes"))
			continue;
		line->gap = gap_of_marks(c, line->item, finding);
		if (line->kind == CARRY_OPEN)
			line->kind = CARRY_PROPOSED;
	}
}

/* ---- for those who show the lines ----------------------------------------------------------- */

enum finding carry_answer(const struct carry_line *line)
{
	const struct gap_from *single;
	enum finding then = UNASSESSED;

	if (!line->gap || !line->gap->item || line->kind == CARRY_CHANGED)
		return UNASSESSED;
	/* what waits says itself what it proposes */
	if (line->now && waits(line->now)) {
		finding_parse(&then, node_get(line->now, "status"));
		return then;
	}
	single = single_of(line->gap);
	if (!single || !line->then)
		return line->gap->proposed;
	finding_parse(&then, node_get(line->then, "status"));
	return answer_of_one(single->pair, then);
}

const struct node *carry_then_next(
    const struct carry_line *line, const char *requirement, const struct node *after)
{
	const struct node *node = after ? after->next
	    : line->then && line->then->parent ? node_first(line->then->parent, "finding") : NULL;

	for (; node; node = node->next)
		if (node_is(node, "requirement", requirement) &&
		    (!line->asset || node == line->then))
			return node;
	return NULL;
}
