/*
 * parse_method.c - the tables of a method, each whole: no value without an answer, none with two.
 */
#include "pack_priv.h"

#include <stdlib.h>
#include <string.h>

enum { WHOLE = 1000, LARGEST_PRODUCT = 25 };

/* ---- scales --------------------------------------------------------------------------------- */

static int read_scale(struct reader *r, const xmlNode *node, struct words *scale)
{
	if (scale[1].vi)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID, "scale '%s' is declared twice",
			xml_attr(r, node, "id")));
	for (const xmlNode *at = xml_child(node, "point"); at; at = xml_next(at, "point")) {
		int value = xml_int(r, at, "value", 0);

		if (r->rc < 0)
			return r->rc;
		if (scale[value].vi)
			return fault(r, at,
			    err_set(&r->note, FAIL_INVALID, "scale '%s' has two points of value %d",
				xml_attr(r, node, "id"), value));
		scale[value] = xml_words(r, at);
	}
	return r->rc;
}

static int read_scales(struct reader *r, const xmlNode *root, struct method *method)
{
	for (const xmlNode *node = xml_child(root, "scale"); node;
	     node = xml_next(node, "scale")) {
		bool likelihood = strcmp(xml_attr(r, node, "id"), "likelihood") == 0;

		if (read_scale(r, node, likelihood ? method->likelihood : method->impact) < 0)
			return r->rc;
	}
	return r->rc;
}

/* ---- step tables ---------------------------------------------------------------------------- */

static int compare_falling(const void *a, const void *b)
{
	const struct step_table *left = a;
	const struct step_table *right = b;

	return (right->at_least > left->at_least) - (right->at_least < left->at_least);
}

/* rising: each row must give more than the one below it, not only as much. */
static int check_table(
    struct reader *r, const xmlNode *node, const struct step_table *row, size_t count, bool rising)
{
	const char *name = (const char *)node->name;

	if (row[count - 1].at_least != 0)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"the table of <%s> begins at %d, but 0 was expected", name,
			row[count - 1].at_least));
	if (row[0].at_least > WHOLE)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "the table of <%s> goes up to %d, but thousandths up to %d were expected", name,
		    row[0].at_least, WHOLE));
	for (size_t i = 1; i < count; i++) {
		if (row[i].at_least == row[i - 1].at_least)
			return fault(r, node, err_set(&r->note, FAIL_INVALID,
			    "the table of <%s> has two rows from %d", name, row[i].at_least));
		if (row[i].value > row[i - 1].value || (rising && row[i].value == row[i - 1].value))
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"the table of <%s> does not rise: %d from %d, but %d from %d", name,
				row[i].value, row[i].at_least, row[i - 1].value,
				row[i - 1].at_least));
	}
	return OK;
}

static int read_table(struct reader *r, const xmlNode *root, const char *name, const char *value,
    struct step_table *row)
{
	size_t count = 0;

	for (const xmlNode *node = xml_child(root, name); node; node = xml_next(node, name)) {
		row[count].at_least = xml_int(r, node, "at-least", 0);
		row[count++].value = xml_int(r, node, value, 0);
	}
	if (r->rc < 0)
		return r->rc;
	qsort(row, count, sizeof(*row), compare_falling);
	return check_table(r, xml_child(root, name), row, count, strcmp(name, "likelihood") == 0);
}

static int read_tables(struct reader *r, const xmlNode *root, struct method *method)
{
	struct step_table *reduction;

	if (read_table(r, root, "likelihood", "value", method->likelihood_of) < 0)
		return r->rc;
	method->reduction_count = xml_count(root, "reduction");
	reduction = room_for(r, method->reduction_count, sizeof(*reduction));
	method->reduction = reduction;
	method->key_cap = xml_int(r, xml_child(root, "key-cap"), "steps", 0);
	return read_table(r, root, "reduction", "steps", reduction);
}

/* ---- bands ---------------------------------------------------------------------------------- */

/* Bands stand in rising order and leave no product of likelihood and impact out. */
static int check_bands(struct reader *r, const xmlNode *root, const struct method *method)
{
	const xmlNode *node = xml_child(root, "band");
	int next = 1;

	for (size_t i = 0; i < method->band_count; i++) {
		const struct band *band = &method->band[i];

		if (band->from != next)
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"band '%s' begins at %d, but %d was expected", band->id, band->from,
				next));
		if (band->to < band->from || band->to > LARGEST_PRODUCT)
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"band '%s' ends at %d, but %d to %d was expected", band->id,
				band->to, band->from, LARGEST_PRODUCT));
		next = band->to + 1;
		if (i + 1 < method->band_count)
			node = xml_next(node, "band");
	}
	if (next <= LARGEST_PRODUCT)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "the bands end at %d, but %d was expected", next - 1, LARGEST_PRODUCT));
	return OK;
}

static int read_bands(struct reader *r, const xmlNode *root, struct method *method)
{
	size_t count = xml_count(root, "band");
	struct band *band = room_for(r, count, sizeof(*band));
	struct index ids;

	method->band = band;
	method->band_count = count;
	index_open(r, &ids, count);
	for (const xmlNode *node = xml_child(root, "band"); node; node = xml_next(node, "band")) {
		const char *colour = xml_attr(r, node, "colour");

		band->id = xml_attr(r, node, "id");
		band->from = xml_int(r, node, "from", 0);
		band->to = xml_int(r, node, "to", 0);
		band->colour = (unsigned)strtoul(colour, NULL, 16);
		band->name = xml_words(r, node);
		index_add(&ids, band->id, band, node);
		band++;
	}
	if (index_close(r, &ids, "band") < 0)
		return r->rc;
	return check_bands(r, root, method);
}

/* ---- the rest ------------------------------------------------------------------------------- */

static int read_assumed(struct reader *r, const xmlNode *root, struct method *method)
{
	for (const xmlNode *node = xml_child(root, "assumes"); node;
	     node = xml_next(node, "assumes")) {
		int level = xml_int(r, node, "level", 0);

		if (r->rc < 0)
			return r->rc;
		if (method->assumed_impact[level])
			return fault(r, node, err_set(&r->note, FAIL_INVALID,
			    "<assumes> is there twice for level %d", level));
		method->assumed_impact[level] = xml_int(r, node, "impact", 0);
	}
	return r->rc;
}

static int read_points(struct reader *r, const xmlNode *root, struct method *method)
{
	const xmlNode *last = NULL;

	for (const xmlNode *node = xml_child(root, "points"); node;
	     node = xml_next(node, "points")) {
		const char *finding = xml_attr(r, node, "finding");
		bool met = strcmp(finding, "met") == 0;
		bool partial = strcmp(finding, "partial") == 0;
		struct words *words = met ? &method->met_words
		    : partial ? &method->partial_words : &method->unmet_words;
		int *value = met ? &method->met : partial ? &method->partial : &method->unmet;

		if (words->vi)
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID, "<points> is there twice for '%s'",
				finding));
		*words = xml_words(r, node);
		*value = xml_int(r, node, "value", 0);
		last = node;
	}
	if (r->rc == OK && (method->met <= method->partial || method->partial <= method->unmet))
		return fault(r, last, err_set(&r->note, FAIL_INVALID,
		    "<points> must fall from met to partial to unmet, not %d, %d, %d", method->met,
		    method->partial, method->unmet));
	return r->rc;
}

int read_method(struct reader *r, const xmlNode *root)
{
	struct method *method = room_for(r, 1, sizeof(*method));

	r->to->pack.method = method;
	if (read_scales(r, root, method) < 0 || read_tables(r, root, method) < 0)
		return r->rc;
	if (read_bands(r, root, method) < 0 || read_assumed(r, root, method) < 0)
		return r->rc;
	return read_points(r, root, method);
}
