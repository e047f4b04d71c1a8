/*
 * record.c - add, set, show, list, remove: for every record that people type, by the table of its
 * shape.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/exchange.h"
#include "cli_priv.h"

/* What a list shows; other shapes: their key and what they must have. */
static const char *const listed[][2] = {
	{ "agency", "code name kind officer" },
	{ "system", "code name state proposed-level approved-level" },
	{ "asset", "code kind name zone component supported-until" },
	{ "action", "code state title owner due cost" },
	{ "year", "year state signed-by signed-at" },
	{ "obligation", "obligation status due person" },
	{ "readiness", "code kind name quantity state" },
	{ "exercise", "code kind state title date" },
	{ "incident", "code grade state detected system title" },
	{ "plan", "scenario lead approved document" },
	{ "assessment", "year level pack threats started person" },
	{ "evidence", "code name place date file size attached" },
	{ "account", "login name role agency active" },
};

static const char *columns_of(const struct shape *shape, struct arena *arena)
{
	const char *list = "";

	for (size_t i = 0; i < sizeof(listed) / sizeof(listed[0]); i++) {
		if (strcmp(listed[i][0], shape->name) == 0)
			return listed[i][1];
	}
	for (size_t i = 0; i < shape->field_count; i++) {
		if (shape->field[i].flags & (KEY | REQUIRED) || shape->field_count < 4)
			list = arena_print(arena, "%s %s", list, shape->field[i].name);
	}
	return list;
}

void record_print_list(const struct shape *shape, const struct node *first, struct arena *arena)
{
	const char **name;
	size_t count = cli_split(&name, columns_of(shape, arena), arena);
	struct table *table = table_new(arena, count);
	const char **cell = arena_alloc(arena, count * sizeof(*cell));

	if (!first) {
		screen_say("%s", _("nothing yet"));
		return;
	}
	for (size_t i = 0; i < count; i++)
		cell[i] = _(shape->field[shape_field(shape, name[i])].label);
	table_row(table, cell);
	for (; first; first = first->next) {
		for (size_t i = 0; i < count; i++) {
			int at = shape_field(shape, name[i]);

			cell[i] = show_value(&shape->field[at], first->value[at], arena);
		}
		table_row(table, cell);
	}
	table_print(table, screen_width());
}

/* With the code beside its label: it is what one types. */
void record_print(const struct node *node, struct arena *arena)
{
	for (size_t i = 0; i < node->shape->field_count; i++) {
		const struct field *field = &node->shape->field[i];
		const char *shown = show_value(field, node->value[i], arena);

		if (node->value[i] && (field->type == F_ENUM || field->type == F_YESNO) &&
		    strcmp(shown, node->value[i]) != 0)
			shown = arena_print(arena, "%s (%s)", shown, node->value[i]);
		screen_pair(_(field->label), shown);
	}
}

/* ---- where a record stands ------------------------------------------------------------------ */

static bool is_below(const struct shape *shape, const char *above)
{
	while ((shape = model_parent(shape))) {
		if (strcmp(shape->name, above) == 0)
			return true;
	}
	return false;
}

/* From the words: the system where the record has one, then its key. *used: how many. */
static struct place place_of(const struct cli *cli, bool with_key, size_t *used)
{
	const struct shape *shape = command_shape(cli->command);
	bool local = shape->flags & LOCAL;
	struct place place = { .agency = local ? NULL : cli_option(cli, "agency") };
	size_t at = 0;

	if (is_below(shape, "system"))
		place.system = cli->word[at++];
	if (is_below(shape, "year") || is_below(shape, "assessment"))
		place.year = cli_year(cli);
	if (with_key)
		place.key[0] = cli->word[at++];
	*used = at;
	return place;
}

static int put(struct cli *cli, bool create, struct err *err)
{
	const struct shape *shape = command_shape(cli->command);
	size_t used;
	struct place place = place_of(cli, true, &used);
	struct value *value;
	size_t count;
	int rc = cli_values(&value, &count, cli, used, err);

	if (rc < 0)
		return rc;
	if (!create) {
		struct node *there;

		rc = app_get(&there, cli->app, shape, &place, cli->arena, err);
		if (rc == OK && count == 0)
			rc = cli_wrong(
			    cli, err_set(err, FAIL_INVALID, "say which field is to change"));
	}
	if (rc == OK)
		rc = app_put(NULL, cli->app, shape, &place, value, count, create, cli->arena, err);
	if (rc == OK)
		ask_saved(_(shape->label), place.key[0]);
	return rc;
}

int run_record_add(struct cli *cli, struct err *err)
{
	return put(cli, true, err);
}

int run_record_set(struct cli *cli, struct err *err)
{
	return put(cli, false, err);
}

int cli_list_xml(const struct node *first, const char *shape, struct err *err)
{
	fflush(stdout);
	return exchange_write_list("-", model_shape(shape), first, err);
}

/* An obligation with what the pack says of it. */
static void explain_obligation(const struct cli *cli, const struct node *node)
{
	const struct pack *pack = packs_in_force(cli->packs, PACK_OBLIGATIONS, cli->today);
	const struct obligation *about =
	    pack ? pack_obligation(pack, node_get(node, "obligation")) : NULL;

	if (!about)
		return;
	screen_say("%s", words_now(&about->name));
	screen_pair(_("source"), show_cite(pack, about->cite, about->status, cli->arena));
	screen_pair(_("what to look at"), words_now(&about->look));
	screen_pair(_("fitting evidence"), words_now(&about->evidence));
	printf("\n");
}

int run_record_show(struct cli *cli, struct err *err)
{
	const struct shape *shape = command_shape(cli->command);
	size_t used;
	struct place place = place_of(cli, true, &used);
	struct node *node;
	int rc = app_get(&node, cli->app, shape, &place, cli->arena, err);

	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return cli_list_xml(node, shape->name, err);
	if (strcmp(shape->name, "obligation") == 0)
		explain_obligation(cli, node);
	record_print(node, cli->arena);
	return OK;
}

/* Every obligation there is, also those nobody has answered yet. */
static void print_obligations(const struct cli *cli, const struct node *first)
{
	const struct pack *pack = packs_in_force(cli->packs, PACK_OBLIGATIONS, cli->today);
	const struct shape *shape = model_shape("obligation");
	struct table *table = table_new(cli->arena, 4);

	table_row(
	    table, (const char *[]){ _("obligation"), _("result"), _("to be met by"), _("name") });
	for (size_t i = 0; pack && i < pack->obligation_count; i++) {
		const struct obligation *about = &pack->obligation[i];
		const struct node *node = first;

		while (node && !node_is(node, "obligation", about->id))
			node = node->next;
		table_row(table,
		    (const char *[]){ about->id,
			field_code_label(&shape->field[shape_field(shape, "status")],
			    node ? node_get(node, "status") : "unassessed"),
			node && node_get(node, "due") ? day_show(cli->arena, node_get(node, "due"))
						      : "",
			words_now(&about->name) });
	}
	table_print(table, screen_width());
}

int run_record_list(struct cli *cli, struct err *err)
{
	const struct shape *shape = command_shape(cli->command);
	size_t used;
	struct place place = place_of(cli, false, &used);
	struct node *first;
	int rc = app_list(&first, cli->app, shape, &place, cli->arena, err);

	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return cli_list_xml(first, shape->name, err);
	if (strcmp(shape->name, "obligation") == 0)
		print_obligations(cli, first);
	else
		record_print_list(shape, first, cli->arena);
	return OK;
}

int run_record_remove(struct cli *cli, struct err *err)
{
	const struct shape *shape = command_shape(cli->command);
	size_t used;
	struct place place = place_of(cli, true, &used);
	int rc = app_remove(cli->app, shape, &place, cli_option(cli, "whole") != NULL, err);

	if (rc == OK) {
		printf(_("removed: %s '%s'"), _(shape->label), place.key[0]);
		putchar('\n');
	}
	return rc;
}
