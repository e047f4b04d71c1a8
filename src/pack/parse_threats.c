/*
 * parse_threats.c - causes with their questions, consequences, scenarios and what mitigates them.
 */
#include "pack_priv.h"

#include <string.h>

enum { LEAST_MITIGATIONS = 5 };

/* ---- questions ------------------------------------------------------------------------------ */

static int read_question(struct reader *r, const xmlNode *node, struct question *out)
{
	struct option *option = room_for(r, xml_count(node, "option"), sizeof(*option));
	const char *per = xml_attr(r, node, "per");
	struct index ids;

	out->id = xml_attr(r, node, "id");
	out->text = xml_words_in(r, node, "text");
	out->per_scenario = strcmp(per, "scenario") == 0;
	out->status = xml_status(r, node);
	out->option = option;
	index_open(r, &ids, xml_count(node, "option"));
	for (const xmlNode *at = xml_child(node, "option"); at; at = xml_next(at, "option")) {
		option->id = xml_attr(r, at, "id");
		option->text = xml_words(r, at);
		option->points = xml_int(r, at, "points", 0);
		index_add(&ids, option->id, option, at);
		option++;
	}
	out->option_count = (size_t)(option - out->option);
	return index_close(r, &ids, "option");
}

static int read_questions(struct reader *r, const xmlNode *parent, const char *name,
    const struct question **out, size_t *count)
{
	struct question *question = room_for(r, xml_count(parent, name), sizeof(*question));

	*out = question;
	for (const xmlNode *node = xml_child(parent, name); node; node = xml_next(node, name)) {
		if (read_question(r, node, question) < 0)
			return r->rc;
		index_add(&r->to->questions, question->id, question, node);
		question++;
	}
	*count = (size_t)(question - *out);
	return r->rc;
}

/* The points of a consequence are an impact, and an impact begins at 1. */
static int check_impacts(struct reader *r, const xmlNode *root)
{
	for (const xmlNode *node = xml_child(root, "consequence"); node;
	     node = xml_next(node, "consequence")) {
		for (const xmlNode *at = xml_child(node, "option"); at;
		     at = xml_next(at, "option")) {
			if (xml_int(r, at, "points", 0) < 1)
				return fault(r, at,
				    err_set(&r->note, FAIL_INVALID,
					"option '%s' of a consequence has 0 points, but 1 to 5 "
				    "were expected",
					xml_attr(r, at, "id")));
		}
	}
	return r->rc;
}

static int read_causes(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "cause");
	struct cause *list = room_for(r, count, sizeof(*list));
	struct cause *cause = list;

	r->to->pack.cause = list;
	r->to->pack.cause_count = count;
	index_open(r, &r->to->causes, count);
	for (const xmlNode *node = xml_child(root, "cause"); node;
	     node = xml_next(node, "cause")) {
		cause->id = xml_attr(r, node, "id");
		cause->cite = xml_attr(r, node, "cite");
		cause->name = xml_words_in(r, node, "name");
		if (read_questions(r, node, "question", &cause->question, &cause->question_count) <
		    0)
			return r->rc;
		index_add(&r->to->causes, cause->id, cause, node);
		cause++;
	}
	return index_close(r, &r->to->causes, "cause");
}

/* Questions of causes and of consequences share their names: an answer names only the question. */
static int read_all_questions(struct reader *r, const xmlNode *root)
{
	struct pack *pack = &r->to->pack;
	size_t count = xml_count(root, "consequence");

	for (const xmlNode *node = xml_child(root, "cause"); node; node = xml_next(node, "cause"))
		count += xml_count(node, "question");
	index_open(r, &r->to->questions, count);
	if (read_causes(r, root) < 0)
		return r->rc;
	if (read_questions(r, root, "consequence", &pack->consequence, &pack->consequence_count) <
	    0)
		return r->rc;
	if (check_impacts(r, root) < 0)
		return r->rc;
	return index_close(r, &r->to->questions, "question");
}

/* ---- scenarios ------------------------------------------------------------------------------ */

static const struct severity *read_severities(struct reader *r, const xmlNode *node, size_t *count)
{
	struct severity *list = room_for(r, xml_count(node, "severity"), sizeof(*list));

	*count = 0;
	for (const xmlNode *at = xml_child(node, "severity"); at; at = xml_next(at, "severity")) {
		list[*count].grade = xml_attr(r, at, "grade");
		list[(*count)++].text = xml_words(r, at);
	}
	return list;
}

static bool is_consequence(const struct pack *pack, const struct question *question)
{
	for (size_t i = 0; i < pack->consequence_count; i++) {
		if (&pack->consequence[i] == question)
			return true;
	}
	return false;
}

static int read_consequences(struct reader *r, const xmlNode *node, struct scenario *out)
{
	size_t count;
	const char *const *id = xml_list(r, node, "consequences", &count);
	const struct question **list = room_for(r, count, sizeof(*list));

	out->consequence = list;
	out->consequence_count = count;
	if (count == 0)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "scenario '%s' names no consequence, but at least one was expected", out->id));
	for (size_t i = 0; i < count && r->rc == OK; i++) {
		list[i] = index_find(&r->to->questions, id[i]);
		if (!list[i] || !is_consequence(&r->to->pack, list[i]))
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"scenario '%s' has the consequence '%s', which is not declared",
				out->id, id[i]));
		for (size_t k = 0; k < i; k++) {
			if (list[k] == list[i])
				return fault(r, node,
				    err_set(&r->note, FAIL_INVALID,
					"scenario '%s' names the consequence '%s' twice", out->id,
					id[i]));
		}
	}
	return r->rc;
}

struct mitigation read_mitigation(struct reader *r, const xmlNode *node)
{
	const char *requirement = xml_attr(r, node, "requirement");

	return (struct mitigation){
		.requirement = requirement,
		.mark = id_mark(requirement),
		.weight = xml_int(r, node, "weight", 1),
		.key = xml_yes(r, node, "key"),
	};
}

static int read_mitigations(struct reader *r, const xmlNode *node, struct scenario *out)
{
	size_t count = xml_count(node, "mitigation");
	struct mitigation *item = room_for(r, count, sizeof(*item));
	struct index ids;

	out->mitigation = item;
	out->mitigation_count = count;
	if (count < LEAST_MITIGATIONS)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"scenario '%s' has %zu mitigations, but at least %d were expected", out->id,
			count, LEAST_MITIGATIONS));
	index_open(r, &ids, count);
	for (const xmlNode *at = xml_child(node, "mitigation"); at;
	     at = xml_next(at, "mitigation")) {
		*item = read_mitigation(r, at);
		if (r->rc == OK && !requirement_in_reach(r->to, item->requirement))
			return fault(r, at,
			    err_set(&r->note, FAIL_INVALID,
				"scenario '%s' is mitigated by '%s', which no pack that this one "
			    "uses has",
				out->id, item->requirement));
		index_add(&ids, item->requirement, item, at);
		item++;
	}
	return index_close(r, &ids, "mitigation");
}

static int read_scenario(struct reader *r, const xmlNode *node, struct scenario *out)
{
	const char *cause = xml_attr(r, node, "cause");

	out->id = xml_attr(r, node, "id");
	out->cite = xml_attr(r, node, "cite");
	out->status = xml_status(r, node);
	out->name = xml_words_in(r, node, "name");
	out->about = xml_words_in(r, node, "about");
	out->indicator = xml_words_list(r, node, "indicator", &out->indicator_count);
	out->severity = read_severities(r, node, &out->severity_count);
	out->first_step = xml_words_list(r, node, "first-step", &out->first_step_count);
	if (r->rc < 0)
		return r->rc;
	out->cause = index_find(&r->to->causes, cause);
	if (!out->cause)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "scenario '%s' has the cause '%s', which is not declared", out->id, cause));
	if (read_consequences(r, node, out) < 0)
		return r->rc;
	return read_mitigations(r, node, out);
}

static int read_scenarios(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "scenario");
	struct scenario *list = room_for(r, count, sizeof(*list));
	struct scenario *scenario = list;

	r->to->pack.scenario = list;
	r->to->pack.scenario_count = count;
	index_open(r, &r->to->scenarios, count);
	for (const xmlNode *node = xml_child(root, "scenario"); node;
	     node = xml_next(node, "scenario")) {
		scenario->index = (size_t)(scenario - list);
		if (read_scenario(r, node, scenario) < 0)
			return r->rc;
		index_add(&r->to->scenarios, scenario->id, scenario, node);
		scenario++;
	}
	return index_close(r, &r->to->scenarios, "scenario");
}

/* ---- every requirement has its place -------------------------------------------------------- */

static int read_unmapped(struct reader *r, const xmlNode *root, struct index *ids)
{
	size_t count = xml_count(root, "unmapped");
	struct sourced *item = room_for(r, count, sizeof(*item));

	r->to->pack.unmapped = (struct sourced_list){ .at = item, .count = count };
	index_open(r, ids, count);
	for (const xmlNode *node = xml_child(root, "unmapped"); node;
	     node = xml_next(node, "unmapped")) {
		item->id = xml_attr(r, node, "requirement");
		item->text = xml_words(r, node);
		item->status = STATUS_OWN;
		if (r->rc == OK && !requirement_in_reach(r->to, item->id))
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"<unmapped> names '%s', which no pack that this one uses has",
				item->id));
		index_add(ids, item->id, item, node);
		item++;
	}
	return index_close(r, ids, "unmapped");
}

static int check_unmapped(struct reader *r, const xmlNode *root, const struct index *mapped)
{
	for (const xmlNode *node = xml_child(root, "unmapped"); node;
	     node = xml_next(node, "unmapped")) {
		const char *id = xml_attr(r, node, "requirement");

		if (index_find(mapped, id))
			return fault(r, node, err_set(&r->note, FAIL_INVALID,
			    "requirement '%s' is in <unmapped> and mitigates a scenario too", id));
	}
	return r->rc;
}

static int check_covered(struct reader *r, const xmlNode *root, const struct index *mapped,
    const struct index *unmapped)
{
	for (size_t i = 0; i < r->to->used_count; i++) {
		const struct pack *used = &r->to->used[i]->pack;

		for (size_t k = 0; k < used->requirement_count; k++) {
			const char *id = used->requirement[k].id;

			if (!index_find(mapped, id) && !index_find(unmapped, id))
				return fault(r, root,
				    err_set(&r->note, FAIL_INVALID,
					"requirement '%s' of '%s' mitigates no scenario and is not "
				    "in <unmapped>",
					id, used->id));
		}
	}
	return OK;
}

/* A requirement mitigates several scenarios: the names are sorted like an index, but may repeat. */
static void collect_mapped(struct reader *r, const xmlNode *root, struct index *mapped)
{
	const struct pack *pack = &r->to->pack;
	size_t count = 0;

	for (size_t i = 0; i < pack->scenario_count; i++)
		count += pack->scenario[i].mitigation_count;
	index_open(r, mapped, count);
	for (size_t i = 0; i < pack->scenario_count; i++) {
		const struct scenario *scenario = &pack->scenario[i];

		for (size_t k = 0; k < scenario->mitigation_count; k++)
			index_add(mapped, scenario->mitigation[k].requirement, scenario, root);
	}
	index_sort(mapped);
}

int read_threats(struct reader *r, const xmlNode *root)
{
	struct index mapped;
	struct index unmapped;

	if (read_all_questions(r, root) < 0 || read_scenarios(r, root) < 0)
		return r->rc;
	if (read_unmapped(r, root, &unmapped) < 0)
		return r->rc;
	collect_mapped(r, root, &mapped);
	if (check_unmapped(r, root, &mapped) < 0)
		return r->rc;
	return check_covered(r, root, &mapped, &unmapped);
}
