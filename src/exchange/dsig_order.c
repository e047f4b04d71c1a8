/*
 * dsig_order.c - the order of attributes in a signed file: that in which write.c writes them.
 *
 * The canonical form sorts them, so that a signature does not see them change places.
 */
#include <string.h>

#include "dsig_priv.h"
#include "exchange_priv.h"

static void look_up(struct dsig_order *order, const char *name)
{
	const struct shape *shape = model_shape(name);

	if (strcmp(name, "submission") == 0) {
		order->field = exchange_submission_field;
		order->count = SUBMISSION_FIELDS;
	} else if (strcmp(name, "report") == 0) {
		order->field = exchange_report_field;
		order->count = REPORT_FIELDS;
	} else if (strcmp(name, "pack") == 0) {
		order->field = exchange_pack_field;
		order->count = PACK_FIELDS;
	} else {
		if (strcmp(name, model_review()->name) == 0)
			shape = model_review();
		else if (!shape && shape_child(model_review(), name) >= 0)
			shape = model_review()->child[shape_child(model_review(), name)];
		order->field = shape ? shape->field : NULL;
		order->count = shape ? shape->field_count : 0;
	}
}

/* What is not known has no order; whether it may be there is for the reader to say. */
bool dsig_in_order(struct dsig_order *order, const xmlChar *name, const xmlChar **given, int count)
{
	size_t at = 0;

	if (count < 2)
		return true;
	if (order->name != name)
		look_up(order, (const char *)name);
	order->name = name;
	for (int i = 0; i < count && order->field; i++) {
		const char *attribute = (const char *)given[5 * (size_t)i];
		bool id = order->field != exchange_pack_field && strcmp(attribute, "id") == 0;

		if (id && i > 0)
			return false;
		while (!id && at < order->count && strcmp(order->field[at].name, attribute) != 0)
			at++;
		if (at == order->count)
			return false;
	}
	return true;
}
