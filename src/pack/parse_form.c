/*
 * parse_form.c - forms as data, and what a regulation says of listed systems and of incidents.
 *
 * Names of shapes and fields are checked here, as consistency rules do, so that a form that prints
 * what does not exist is refused with its pack.
 */
#include "pack_priv.h"

#include <string.h>

#include "capdo/model.h"

enum { SHAPE_NAME = 64 };

/* ---- listed systems ------------------------------------------------------------------------- */

int read_listed(struct reader *r, const xmlNode *root)
{
	const xmlNode *node = xml_child(root, "listed");
	struct sourced *listed = &r->to->pack.listed;

	if (!node)
		return r->rc;
	*listed = xml_sourced(r, node);
	listed->levels = xml_levels(r, node);
	listed->days = xml_int(r, node, "as", 0);
	if (r->rc == OK && listed->levels & 1u << listed->days)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"<listed>: level %d cannot go the way of level %d", listed->days,
			listed->days));
	return r->rc;
}

/* ---- forms ---------------------------------------------------------------------------------- */

/* "shape.field": the field of a record. */
static int check_source(struct reader *r, const xmlNode *node, const char *source)
{
	const char *dot = source ? strchr(source, '.') : NULL;
	char name[SHAPE_NAME] = "";
	const struct shape *shape;

	if (!source || r->rc < 0)
		return r->rc;
	if (dot && (size_t)(dot - source) < sizeof(name))
		memcpy(name, source, (size_t)(dot - source));
	shape = model_shape(name);
	if (shape && shape_field(shape, dot + 1) >= 0)
		return OK;
	return fault(r, node,
	    err_set(&r->note, FAIL_INVALID,
		"source '%s' of a form: no record has such a field (RECORD.FIELD was expected)",
		source));
}

static const char *const *read_allowed(struct reader *r, const xmlNode *node, size_t *count)
{
	const char **value = room_for(r, xml_count(node, "allowed"), sizeof(*value));

	*count = 0;
	for (const xmlNode *at = xml_child(node, "allowed"); at; at = xml_next(at, "allowed"))
		value[(*count)++] = xml_text(r, at);
	return value;
}

static int read_fields(struct reader *r, const xmlNode *node, struct form *form)
{
	size_t count = xml_count(node, "field");
	struct form_field *field = room_for(r, count, sizeof(*field));
	struct index ids;

	form->field = field;
	form->field_count = count;
	index_open(r, &ids, count);
	for (const xmlNode *at = xml_child(node, "field"); at; at = xml_next(at, "field")) {
		field->id = xml_attr(r, at, "id");
		field->part = xml_attr(r, at, "part");
		field->source = xml_attr(r, at, "source");
		field->cite = xml_attr(r, at, "cite");
		field->text = xml_words(r, at);
		field->value = read_allowed(r, at, &field->value_count);
		check_source(r, at, field->source);
		index_add(&ids, field->id, field, at);
		field++;
	}
	return index_close(r, &ids, "field");
}

static int read_form(struct reader *r, const xmlNode *node, struct form *form)
{
	form->id = xml_attr(r, node, "id");
	form->number = xml_attr(r, node, "number");
	form->from = xml_attr(r, node, "from");
	form->to = xml_attr(r, node, "to");
	form->levels = xml_levels(r, node);
	form->cite = xml_attr(r, node, "cite");
	form->status = xml_status(r, node);
	form->title = xml_words_in(r, node, "title");
	form->hint = xml_words_in(r, node, "hint");
	check_name(r, node, "from", &r->to->bodies, "body");
	check_name(r, node, "to", &r->to->bodies, "body");
	return read_fields(r, node, form);
}

int read_forms(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "form");
	struct form *form = room_for(r, count, sizeof(*form));

	r->to->pack.form = form;
	r->to->pack.form_count = count;
	index_open(r, &r->to->forms, count);
	for (const xmlNode *node = xml_child(root, "form"); node; node = xml_next(node, "form")) {
		if (read_form(r, node, form) < 0)
			return r->rc;
		index_add(&r->to->forms, form->id, form, node);
		form++;
	}
	return index_close(r, &r->to->forms, "form");
}

/* ---- incidents ------------------------------------------------------------------------------ */

static int read_clock(struct reader *r, const xmlNode *node, struct incident_clock *clock)
{
	static const char shape_name[] = "incident";
	const struct shape *shape = model_shape(shape_name);
	const char *of = xml_attr(r, node, "of");
	int at;

	clock->id = xml_attr(r, node, "id");
	clock->hours = xml_int(r, node, "hours", 0);
	clock->serious = strcmp(of, "serious") == 0;
	clock->field = xml_attr(r, node, "field");
	clock->to = xml_attr(r, node, "to");
	clock->cite = xml_attr(r, node, "cite");
	clock->status = xml_status(r, node);
	clock->text = xml_words(r, node);
	if (r->rc == OK && !clock->id)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID, "an <incident-clock> needs an id"));
	if (check_name(r, node, "to", &r->to->bodies, "body") < 0)
		return r->rc;
	at = shape_field(shape, clock->field);
	if (at < 0 || shape->field[at].type != F_TIME)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID, "<%s>: record '%s' has no time '%s'",
			(const char *)node->name, shape_name, clock->field));
	return r->rc;
}

int read_incident_clocks(struct reader *r, const xmlNode *root)
{
	static const char name[] = "incident-clock";
	size_t count = xml_count(root, name);
	struct incident_clock *clock = room_for(r, count, sizeof(*clock));
	struct index ids;

	r->to->pack.incident_clock = clock;
	r->to->pack.incident_clock_count = count;
	index_open(r, &ids, count);
	for (const xmlNode *node = xml_child(root, name); node; node = xml_next(node, name)) {
		if (read_clock(r, node, clock) < 0)
			return r->rc;
		index_add(&ids, clock->id, clock, node);
		clock++;
	}
	return index_close(r, &ids, name);
}
