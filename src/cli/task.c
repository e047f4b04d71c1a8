/*
 * task.c - recurring duties: those of a system's year, carried out or planned, and what is due
 * across an agency.
 */
#include <stdlib.h>
#include <string.h>

#include "capdo/regime.h"
#include "cli_priv.h"

/* One duty of one system. */
struct duty {
	const struct node *system, *node;
	const struct requirement *requirement;
};
struct duties {
	struct duty *at;
	size_t count, room;
};

static void take(struct duties *duties, const struct system_view *system, const char *year,
    bool open_only, struct arena *arena)
{
	const struct assessment_view *view = view_assessment(system, year);

	for (const struct node *node = view ? node_first(view->node, "task-due") : NULL; node;
	     node = node->next) {
		if (open_only && node_get(node, "done"))
			continue;
		duties->at = arena_grow(
		    arena, duties->at, duties->count, &duties->room, sizeof(*duties->at));
		duties->at[duties->count++] = (struct duty){ system->node, node,
			pack_requirement(view->requirements, node_get(node, "requirement")) };
	}
}

/* "unverified" where the source is not sure. */
static const char *source_of(const struct node *node)
{
	for (enum status status = STATUS_CONFIRMED; status <= STATUS_OWN; status++)
		if (status != STATUS_CONFIRMED && node_is(node, "source", status_code(status)))
			return status_label(status);
	return "";
}

static const char *shown(const struct node *node, const char *field, struct arena *arena)
{
	int at = shape_field(node->shape, field);

	return show_value(&node->shape->field[at], node->value[at], arena);
}

/* ---- one system ----------------------------------------------------------------------------- */

/* The record of what was planned or carried out for a duty; NULL: none. */
static const struct node *record_of(const struct duty *duty)
{
	for (const struct node *node = node_first(duty->node->parent, "task"); node;
	     node = node->next)
		if (node_is(node, "requirement", node_get(duty->node, "requirement")) &&
		    node_is(node, "number", node_get(duty->node, "number")))
			return node;
	return NULL;
}

static void print_list(const struct duties *duties, struct arena *arena)
{
	struct table *table = table_new(arena, 8);

	table_row(table,
	    (const char *[]){ _("requirement"), _("time"), _("name"), _("due"), _("state"),
		_("done on"), _("person in charge"), _("source") });
	for (size_t i = 0; i < duties->count; i++) {
		const struct duty *duty = &duties->at[i];
		const struct node *record = record_of(duty);

		table_row(table,
		    (const char *[]){ node_get(duty->node, "requirement"),
			arena_print(arena, "%s/%s", node_get(duty->node, "number"),
			    node_get(duty->node, "of")),
			duty->requirement ? words_now(&duty->requirement->name) : "",
			shown(duty->node, "due", arena), shown(duty->node, "state", arena),
			shown(duty->node, "done", arena),
			record ? node_text(record, "person") : "", source_of(duty->node) });
	}
	table_print(table, screen_width());
}

int run_task_list(struct cli *cli, struct err *err)
{
	struct duties duties = { 0 };
	struct assessment_view *view;
	struct system_view *system;
	int rc = cli_view(&view, &system, cli, cli->arena, err);

	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return cli_list_xml(node_first(view->node, "task-due"), "task-due", err);
	take(&duties, system, cli_year(cli), false, cli->arena);
	if (duties.count == 0)
		screen_say(_("checklist %s asks for no recurring duty here"),
		    view->requirements->id);
	else
		print_list(&duties, cli->arena);
	return OK;
}

/* ---- what was carried out ------------------------------------------------------------------- */

static struct place place_of(const struct cli *cli)
{
	struct place place = cli_place(cli);

	place.key[0] = cli->word[1];
	place.key[1] = cli->word[2];
	return place;
}

/* more: one value that the verb adds; NULL: none. */
static int put(struct cli *cli, const struct value *more, struct err *err)
{
	const struct place place = place_of(cli);
	struct value *value, *all;
	size_t count;
	int rc = cli_values(&value, &count, cli, 3, err);

	if (rc < 0)
		return rc;
	all = arena_alloc(cli->arena, (count + 1) * sizeof(*all));
	if (more)
		all[0] = *more;
	if (count > 0)
		memcpy(all + (more ? 1 : 0), value, count * sizeof(*all));
	count += more ? 1 : 0;
	if (count == 0)
		return cli_wrong(
		    cli, err_set(err, FAIL_INVALID, "say which field is to change"));
	rc = app_put(
	    NULL, cli->app, model_shape("task"), &place, all, count, false, cli->arena, err);
	if (rc == OK)
		ask_saved(_(model_shape("task")->label),
		    arena_print(cli->arena, "%s %s", place.key[0], place.key[1]));
	return rc;
}

int run_task_set(struct cli *cli, struct err *err)
{
	return put(cli, NULL, err);
}

int run_task_done(struct cli *cli, struct err *err)
{
	const char *date = cli_option(cli, "date");
	const struct value done = { "done", date ? date : cli->today };

	return put(cli, &done, err);
}

int run_task_remove(struct cli *cli, struct err *err)
{
	const struct place place = place_of(cli);
	int rc = app_remove(cli->app, model_shape("task"), &place, false, err);

	if (rc == OK)
		screen_say(_("removed: %s '%s'"), _(model_shape("task")->label),
		    arena_print(cli->arena, "%s %s", place.key[0], place.key[1]));
	return rc;
}

/* ---- what is due ---------------------------------------------------------------------------- */

static int urgency(const struct node *node)
{
	return node_is(node, "state", task_code(TASK_LATE)) ? 0
	    : node_is(node, "state", task_code(TASK_DUE))   ? 1
							    : 2;
}

/* What is late first, then by the day; as they came within a day. */
static int by_urgency(const void *a, const void *b)
{
	const struct duty *x = a, *y = b;
	int order = urgency(x->node) - urgency(y->node);

	if (order == 0)
		order = strcmp(node_get(x->node, "due"), node_get(y->node, "due"));
	if (order == 0)
		order = strcmp(node_get(x->system, "code"), node_get(y->system, "code"));
	if (order == 0)
		order = strcmp(
		    node_get(x->node, "requirement"), node_get(y->node, "requirement"));
	return order;
}

static void print_due(const struct duties *duties, struct arena *arena)
{
	struct table *table = table_new(arena, 7);
	size_t late = 0;

	table_row(table,
	    (const char *[]){ _("state"), _("due"), _("system"), _("requirement"), _("time"),
		_("name"), _("source") });
	for (size_t i = 0; i < duties->count; i++) {
		const struct duty *duty = &duties->at[i];

		late += urgency(duty->node) == 0;
		table_row(table,
		    (const char *[]){ shown(duty->node, "state", arena),
			shown(duty->node, "due", arena), node_get(duty->system, "code"),
			node_get(duty->node, "requirement"),
			arena_print(arena, "%s/%s", node_get(duty->node, "number"),
			    node_get(duty->node, "of")),
			duty->requirement ? words_now(&duty->requirement->name) : "",
			source_of(duty->node) });
	}
	screen_say(_("recurring duties not carried out yet: %zu, late: %zu"), duties->count, late);
	table_print(table, screen_width());
}

static int of_agency(struct duties *duties, struct cli *cli, struct err *err)
{
	const char *year = cli_year(cli);
	struct agency_view *view;
	int rc = app_view_agency(&view, cli->app, cli_option(cli, "agency"), year, cli->arena, err);

	for (size_t i = 0; rc == OK && i < view->system_count; i++)
		if (!node_is(view->system[i].node, "state", "retired"))
			take(duties, &view->system[i], year, true, cli->arena);
	return rc;
}

int run_task_due(struct cli *cli, struct err *err)
{
	struct duties duties = { 0 };
	struct assessment_view *view;
	struct system_view *system;
	int rc;

	if (cli->word_count == 0) {
		rc = of_agency(&duties, cli, err);
	} else {
		rc = cli_view(&view, &system, cli, cli->arena, err);
		if (rc == OK)
			take(&duties, system, cli_year(cli), true, cli->arena);
	}
	if (rc < 0)
		return rc;
	if (duties.count == 0) {
		screen_say("%s", _("no recurring duty is open"));
		return OK;
	}
	qsort(duties.at, duties.count, sizeof(*duties.at), by_urgency);
	print_due(&duties, cli->arena);
	return OK;
}
