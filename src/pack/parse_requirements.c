/*
 * parse_requirements.c - the checklist: groups, and requirements with one entry per level.
 */
#include "pack_priv.h"

#include <string.h>

enum { GROUP_DEPTH = 32 };

/* ---- groups --------------------------------------------------------------------------------- */

/* A circle has no end, so it is deeper than any limit. */
static int check_depth(struct reader *r, const xmlNode *node, const struct group *group)
{
	int depth = 0;

	for (const struct group *up = group->parent; up; up = up->parent) {
		if (++depth > GROUP_DEPTH)
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"group '%s' is among its own parents, or has more than %d above it",
				group->id, GROUP_DEPTH));
	}
	return OK;
}

/* A parent may stand after its child, so they are tied when all are there. */
static int tie_parents(struct reader *r, const xmlNode *root, struct group *list)
{
	struct group *group = list;

	for (const xmlNode *node = xml_child(root, "group"); node;
	     node = xml_next(node, "group"), group++) {
		const char *parent = xml_attr(r, node, "parent");

		if (r->rc < 0)
			return r->rc;
		if (!parent)
			continue;
		group->parent = index_find(&r->to->groups, parent);
		if (!group->parent)
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"group '%s' has the parent '%s', which is not declared", group->id,
				parent));
	}
	group = list;
	for (const xmlNode *node = xml_child(root, "group"); node;
	     node = xml_next(node, "group")) {
		if (check_depth(r, node, group++) < 0)
			return r->rc;
	}
	return r->rc;
}

static int read_groups(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "group");
	struct group *list = room_for(r, count, sizeof(*list));
	struct group *group = list;

	r->to->pack.group = list;
	r->to->pack.group_count = count;
	index_open(r, &r->to->groups, count);
	for (const xmlNode *node = xml_child(root, "group"); node;
	     node = xml_next(node, "group")) {
		group->id = xml_attr(r, node, "id");
		group->name = xml_words_in(r, node, "name");
		index_add(&r->to->groups, group->id, group, node);
		group++;
	}
	if (index_close(r, &r->to->groups, "group") < 0)
		return r->rc;
	return tie_parents(r, root, list);
}

/* ---- requirements --------------------------------------------------------------------------- */

static int read_stricts(struct reader *r, const xmlNode *node, struct demand *out)
{
	struct strict *strict = room_for(r, xml_count(node, "strict"), sizeof(*strict));

	out->strict = strict;
	for (const xmlNode *at = xml_child(node, "strict"); at; at = xml_next(at, "strict")) {
		strict->text = xml_words(r, at);
		if (read_when(r, at, &strict->when) < 0)
			return r->rc;
		strict++;
	}
	out->strict_count = (size_t)(strict - out->strict);
	return r->rc;
}

static enum force force_of(const char *code)
{
	enum force force = FORCE_BINDING;

	while (force < FORCE_CONDITIONAL && strcmp(code, force_code(force)) != 0)
		force++;
	return force;
}

static int read_thresholds(struct reader *r, const xmlNode *node, struct demand *out)
{
	size_t count = xml_count(node, "threshold");
	struct threshold *item = room_for(r, count, sizeof(*item));

	out->threshold = item;
	out->threshold_count = count;
	for (const xmlNode *at = xml_child(node, "threshold"); at;
	     at = xml_next(at, "threshold"), item++) {
		item->kind = xml_attr(r, at, "kind");
		item->force = force_of(xml_attr(r, at, "force"));
		item->value = xml_int(r, at, "value", 0);
		item->unit = xml_attr(r, at, "unit");
		item->bound = xml_attr(r, at, "bound");
		item->status = xml_status(r, at);
		item->text = xml_words(r, at);
		if (r->rc == OK && strcmp(item->kind, "cycle") == 0 && item->value > 0
		    && (!item->unit || strcmp(item->unit, "month") != 0))
			return fault(r, at,
			    err_set(&r->note, FAIL_INVALID,
				"a cycle with a value is counted in months: unit \"month\" was "
				"expected"));
	}
	return r->rc;
}

const struct threshold *demand_cycle(const struct demand *demand)
{
	const struct threshold *shortest = NULL;

	for (size_t i = 0; i < demand->threshold_count; i++) {
		const struct threshold *at = &demand->threshold[i];

		if (strcmp(at->kind, "cycle") != 0)
			continue;
		if (!shortest || shortest->value == 0
		    || (at->value > 0 && at->value < shortest->value))
			shortest = at;
	}
	return shortest;
}

static int read_demand(struct reader *r, const xmlNode *node, struct requirement *requirement)
{
	struct demand *demand = room_for(r, 1, sizeof(*demand));

	demand->level = xml_int(r, node, "level", 0);
	demand->cite = xml_attr(r, node, "cite");
	demand->clause = xml_attr(r, node, "clause");
	demand->status = xml_status(r, node);
	demand->text = xml_words_in(r, node, "text");
	if (r->rc < 0)
		return r->rc;
	if (requirement->at[demand->level])
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID, "requirement '%s' has two entries for level %d",
			requirement->id, demand->level));
	requirement->at[demand->level] = demand;
	if (read_when(r, node, &demand->when) < 0 || read_stricts(r, node, demand) < 0
	    || read_thresholds(r, node, demand) < 0)
		return r->rc;
	return read_sourced_list(r, node, "detail", &demand->detail);
}

static int read_requirement(struct reader *r, const xmlNode *node, struct requirement *out)
{
	const char *group = xml_attr(r, node, "group");

	out->id = xml_attr(r, node, "id");
	out->mark = id_mark(out->id);
	out->scope = xml_attr(r, node, "scope");
	out->general = xml_yes(r, node, "general");
	out->weight = xml_int(r, node, "weight", 1);
	out->evidence_required = xml_yes(r, node, "evidence-required");
	out->name = xml_words_in(r, node, "name");
	out->look = xml_words_in(r, node, "look");
	out->evidence = xml_words_in(r, node, "evidence");
	out->partial = xml_words_in(r, node, "partial");
	if (r->rc < 0)
		return r->rc;
	out->group = index_find(&r->to->groups, group);
	if (!out->group)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "requirement '%s' is in group '%s', which is not declared", out->id, group));
	for (const xmlNode *at = xml_child(node, "at"); at; at = xml_next(at, "at")) {
		if (read_demand(r, at, out) < 0)
			return r->rc;
	}
	return r->rc;
}

/* ---- what mitigates a scenario -------------------------------------------------------------- */

static int read_mitigates(struct reader *r, const xmlNode *node, struct checklist_mitigation *out)
{
	size_t count = xml_count(node, "mitigation");
	struct mitigation *item = room_for(r, count, sizeof(*item));
	struct index ids;

	out->list = (struct mitigations){ item, count };
	index_open(r, &ids, count);
	for (const xmlNode *at = xml_child(node, "mitigation"); at;
	     at = xml_next(at, "mitigation")) {
		*item = read_mitigation(r, at);
		if (r->rc == OK && !index_find(&r->to->requirements, item->requirement))
			return fault(r, at,
			    err_set(&r->note, FAIL_INVALID,
				"scenario '%s' is mitigated by '%s', which this pack does not have",
				out->scenario, item->requirement));
		index_add(&ids, item->requirement, item, at);
		item++;
	}
	return index_close(r, &ids, "mitigation");
}

/* A checklist that names what mitigates one scenario names it for all: of those left out the
 * threats pack would name requirements of another checklist. */
static int check_scenarios(struct reader *r, const xmlNode *root, const struct index *named)
{
	for (size_t i = 0; i < r->to->used_count; i++) {
		const struct pack *used = &r->to->used[i]->pack;

		for (size_t k = 0; k < used->scenario_count; k++) {
			if (!index_find(named, used->scenario[k].id))
				return fault(r, root,
				    err_set(&r->note, FAIL_INVALID,
					"this pack has <mitigates>, but none for scenario '%s' of "
					"'%s'",
					used->scenario[k].id, used->id));
		}
	}
	return OK;
}

static const struct scenario *scenario_in_reach(const struct loaded *from, const char *id)
{
	const struct scenario *found = NULL;

	for (size_t i = 0; !found && i < from->used_count; i++)
		found = index_find(&from->used[i]->scenarios, id);
	return found;
}

static int read_all_mitigates(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "mitigates");
	struct checklist_mitigation *item = room_for(r, count, sizeof(*item));
	struct index named;

	r->to->pack.mitigates = item;
	r->to->pack.mitigates_count = count;
	index_open(r, &named, count);
	for (const xmlNode *node = xml_child(root, "mitigates"); node;
	     node = xml_next(node, "mitigates")) {
		item->scenario = xml_attr(r, node, "scenario");
		if (r->rc == OK && !scenario_in_reach(r->to, item->scenario))
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"no threats pack that this one uses has a scenario '%s'",
				item->scenario));
		if (read_mitigates(r, node, item) < 0)
			return r->rc;
		index_add(&named, item->scenario, item, node);
		item++;
	}
	if (index_close(r, &named, "mitigates") < 0)
		return r->rc;
	return count > 0 ? check_scenarios(r, root, &named) : OK;
}

/* ---- the checklist -------------------------------------------------------------------------- */

int read_requirements(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "requirement");
	struct requirement *list = room_for(r, count, sizeof(*list));
	struct requirement *item = list;

	if (read_groups(r, root) < 0)
		return r->rc;
	r->to->pack.requirement = list;
	r->to->pack.requirement_count = count;
	index_open(r, &r->to->requirements, count);
	for (const xmlNode *node = xml_child(root, "requirement"); node;
	    node = xml_next(node, "requirement")) {
		item->index = (size_t)(item - list);
		if (read_requirement(r, node, item) < 0)
			return r->rc;
		index_add(&r->to->requirements, item->id, item, node);
		item++;
	}
	if (index_close(r, &r->to->requirements, "requirement") < 0)
		return r->rc;
	return read_all_mitigates(r, root);
}

const struct requirement *requirement_in_reach(const struct loaded *from, const char *id)
{
	const struct requirement *found = NULL;

	for (size_t i = 0; !found && i < from->used_count; i++)
		found = index_find(&from->used[i]->requirements, id);
	return found;
}
