/*
 * proposal.c - level proposals: begin, dossier, each act of the agency and of the department, where
 * they stand and until when.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/exchange.h"
#include "cli_priv.h"

/* ---- words for people ------------------------------------------------------------------------ */

static const char *day_words(day date, struct arena *arena)
{
	char iso[11];

	day_format(iso, date);
	return day_show(arena, iso);
}

static const char *state_words(enum proposal_state state)
{
	const struct shape *shape = model_shape("proposal");

	return field_code_label(
	    &shape->field[shape_field(shape, "state")], proposal_state_code(state));
}

static const char *body_words(const struct pack *pack, const char *id)
{
	const struct sourced *body = id ? pack_body(pack, id) : NULL;

	return body ? words_now(&body->text) : id ? id : "";
}

static const char *bodies_words(
    const struct pack *pack, const char *const by[2], struct arena *arena)
{
	return by[1] ? arena_print(arena, _("%s or %s"), body_words(pack, by[0]),
			   body_words(pack, by[1]))
		     : body_words(pack, by[0]);
}

/* A step is named by what it is called; its whole text stands in the pack. */
static const char *step_words(const struct sourced *step)
{
	static const struct { const char *kind; enum act_step act; } acts[] = {
		{ "opinion", ACT_OPINION }, { "appraisal", ACT_APPRAISE },
		{ "approval", ACT_APPROVE }, { "measures-approval", ACT_APPROVE_MEASURES },
		{ "list-approval", ACT_APPROVE_LIST }, { "report", ACT_REPORT },
	};

	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		if (strcmp(step->kind, acts[i].kind) == 0)
			return act_step_label(acts[i].act);
	}
	return strcmp(step->kind, "validity") == 0 ? _("check of validity")
						    : _("make and submit the dossier");
}

/* ---- show ------------------------------------------------------------------------------------ */

static void print_head(const struct proposal_view *view, struct arena *arena)
{
	const struct shape *shape = view->node->shape;
	const char *department = view->in.self_operated == YES ? _("yes")
	    : view->in.self_operated == NO			? _("no")
		: _("unknown: the setting 'department' says which agency it is");

	screen_pair(_("information system"), arena_print(arena, "%s %s",
	    node_get(view->system, "code"), node_get(view->system, "name")));
	screen_pair(_("proposal number"), node_get(view->node, "number"));
	screen_pair(_("proposed level"), show_level(view->in.own_level, arena));
	if (view->in.level != view->in.own_level)
		screen_pair(_("on the list, so it goes the way of level"),
		    arena_print(arena, "%d (%s)", view->in.level,
			pack_cite(view->pack, view->pack->listed.cite, arena)));
	screen_pair(_("state"), state_words(view->flow.state));
	screen_pair(_("kind"), show_value(&shape->field[shape_field(shape, "kind")],
	    node_get(view->node, "kind"), arena));
	screen_pair(_("managing ministry"), body_words(view->pack, view->in.managed_by));
	screen_pair(_("operated by the specialised unit itself"), department);
	screen_pair(_("note"), node_get(view->node, "note"));
}

static const char *clock_words(const struct flow_step *flow, day today, struct arena *arena)
{
	const char *text = "";

	if (!flow->clock)
		return text;
	if (flow->state != FLOW_DONE)
		text = day_left(arena, flow->until - today);
	else if (flow->overdue)
		text = _("after the last day");
	if (flow->until_off)
		text = arena_print(arena, "%s%s%s", text, *text ? "; " : "", _("a day off"));
	if (flow->unverified)
		text = arena_print(arena, "%s%s%s", text, *text ? "; " : "", _("unverified"));
	return text;
}

static void print_steps(const struct proposal_view *view, struct arena *arena)
{
	enum { COLUMNS = 7 };
	static const char *const states[] = { N_("done"), N_("now"), N_("to come"), N_("dropped") };
	struct table *table = table_new(arena, COLUMNS);

	table_row(table, (const char *[]){ _("step"), _("who"), _("state"), _("date"),
		_("counted from"), _("last day"), _("days") });
	for (size_t i = 0; i < view->flow.step_count; i++) {
		const struct flow_step *flow = &view->flow.step[i];

		table_row(table,
		    (const char *[]){ step_words(flow->step),
			bodies_words(view->pack, flow->by, arena), _(states[flow->state]),
			flow->act ? day_words(flow->act->date, arena) : "",
			flow->clock ? day_words(flow->from, arena) : "",
			flow->clock ? day_words(flow->until, arena) : "",
			clock_words(flow, view->in.as_of, arena) });
	}
	printf("\n%s\n", _("steps"));
	table_print(table, screen_width());
	/* which list that is stands in the pack */
	for (size_t i = 0; i < view->flow.step_count; i++)
		if (strcmp(view->flow.step[i].step->kind, "list-approval") == 0)
			screen_pair(step_words(view->flow.step[i].step),
			    words_now(&view->flow.step[i].step->text));
	for (size_t i = 0; i < view->flow.step_count; i++) {
		const struct sourced *step = view->flow.step[i].step;

		if (view->flow.step[i].state == FLOW_NOW)
			screen_pair(step_words(step), arena_print(arena, "%s (%s)",
			    words_now(&step->text),
			    show_cite(view->pack, step->cite, step->status, arena)));
	}
}

static void print_gates(const struct proposal_view *view, struct arena *arena)
{
	static const char *const states[] = { N_("not in force on that day"),
		N_("in place"), N_("not in place"), N_("unknown") };

	printf("\n%s\n", _("what must be there"));
	for (size_t i = 0; i < view->flow.gate_count; i++) {
		const struct flow_gate *gate = &view->flow.gate[i];

		screen_pair(_(states[gate->state]), arena_print(arena, "%s (%s)",
		    words_now(&gate->gate->text),
		    show_cite(view->pack, gate->gate->cite, gate->gate->status, arena)));
	}
}

static void print_parts(const struct proposal_view *view, struct arena *arena)
{
	enum { COLUMNS = 6 };
	struct table *table = table_new(arena, COLUMNS);

	table_row(table, (const char *[]){ _("part of the dossier"), _("state"),
		_("document number"), _("date"), _("name"), _("source") });
	for (size_t i = 0; i < view->flow.part_count; i++) {
		const struct flow_part *part = &view->flow.part[i];
		const struct node *document =
		    node_find(view->node, "document", "part", part->part->id);

		table_row(table,
		    (const char *[]){ part->part->id, part->given ? _("given") : _("missing"),
			document ? node_get(document, "number") : "",
			document && node_get(document, "date")
			    ? day_show(arena, node_get(document, "date")) : "",
			words_now(&part->part->text),
			show_cite(view->pack, part->part->cite, part->part->status, arena) });
	}
	printf("\n%s\n", _("dossier"));
	table_print(table, screen_width());
}

static void print_acts(const struct proposal_view *view, struct arena *arena)
{
	enum { COLUMNS = 7 };
	struct table *table = table_new(arena, COLUMNS);
	const struct shape *shape = model_shape("act");

	if (!node_first(view->node, "act"))
		return;
	table_row(table, (const char *[]){ _("number"), _("date"), _("step"), _("result"),
		_("competent body"), _("document number"), _("entered by") });
	for (const struct node *act = node_first(view->node, "act"); act; act = act->next)
		table_row(table,
		    (const char *[]){ node_get(act, "number"),
			day_show(arena, node_get(act, "date")),
			field_code_label(&shape->field[shape_field(shape, "step")],
			    node_get(act, "step")),
			show_value(&shape->field[shape_field(shape, "result")],
			    node_get(act, "result"), arena),
			node_get(act, "name") ? node_get(act, "name")
					      : body_words(view->pack, node_get(act, "body")),
			node_get(act, "document"), node_get(act, "person") });
	printf("\n%s\n", _("entered so far"));
	table_print(table, screen_width());
}

int run_proposal_show(struct cli *cli, struct err *err)
{
	struct proposal_view *view = NULL;
	int64_t number = 0;
	int rc = cli_number(&number, cli, "number", err);

	if (rc == OK)
		rc = app_proposal(&view, cli->app, cli_option(cli, "agency"), cli->word[0], number,
		    cli->arena, err);
	if (rc != OK)
		return rc;
	if (cli_option(cli, "xml")) {
		fflush(stdout);
		return exchange_write_proposal("-", view, err);
	}
	print_head(view, cli->arena);
	print_steps(view, cli->arena);
	print_gates(view, cli->arena);
	print_parts(view, cli->arena);
	print_acts(view, cli->arena);
	return OK;
}

/* ---- list ------------------------------------------------------------------------------------ */

static size_t only_due(struct proposal_row *row, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		if (row[i].clock)
			row[kept++] = row[i];
	}
	return kept;
}

static void print_rows(const struct proposal_row *row, size_t count, struct arena *arena)
{
	enum { COLUMNS = 9 };
	struct table *table = table_new(arena, COLUMNS);

	table_row(table, (const char *[]){ _("agency"), _("system code"), _("proposal number"),
		_("level"), _("state"), _("next step"), _("who"), _("last day"), _("days") });
	for (; count > 0; count--, row++) {
		const char *left = row->clock ? day_left(arena, row->days_left) : "";

		if (row->clock && row->unverified)
			left = arena_print(arena, "%s; %s", left, _("unverified"));
		table_row(table,
		    (const char *[]){ row->agency, row->system, show_number(arena, row->number),
			show_number(arena, row->level), state_words(row->state),
			row->next ? step_words(row->next) : "",
			row->next ? bodies_words(row->pack, row->by, arena) : "",
			row->clock ? day_words(row->due, arena) : "", left });
	}
	table_print(table, screen_width());
}

int run_proposal_list(struct cli *cli, struct err *err)
{
	struct proposal_row *row;
	size_t count;
	int rc = app_proposals(
	    &row, &count, cli->app, cli_option(cli, "agency"), cli->arena, err);

	if (rc < 0)
		return rc;
	if (cli_option(cli, "due"))
		count = only_due(row, count);
	if (cli_option(cli, "xml")) {
		fflush(stdout);
		return exchange_write_proposals("-", row, count, err);
	}
	if (count == 0)
		screen_say("%s", _("nothing yet"));
	else
		print_rows(row, count, cli->arena);
	return OK;
}

/* ---- start, dossier -------------------------------------------------------------------------- */

int run_proposal_start(struct cli *cli, struct err *err)
{
	struct proposal_view *view = NULL;
	struct value *value;
	size_t count;
	int rc = cli_values(&value, &count, cli, 1, err);

	if (rc == OK)
		rc = app_proposal_start(&view, cli->app, cli_option(cli, "agency"), cli->word[0],
		    value, count, cli->arena, err);
	if (rc != OK)
		return rc;
	ask_saved(_("level proposal"), node_get(view->node, "number"));
	print_parts(view, cli->arena);
	return OK;
}

/* One document is often several parts: all of them are named, then what is said of it. */
int run_dossier_add(struct cli *cli, struct err *err)
{
	struct place place = cli_place(cli);
	size_t parts = 1;
	struct value *value;
	size_t count;
	int rc;

	while (parts < cli->word_count && !strchr(cli->word[parts], '='))
		parts++;
	rc = cli_values(&value, &count, cli, parts, err);
	for (size_t i = 1; rc == OK && i < parts; i++) {
		place.key[0] = cli->word[i];
		rc = app_put(NULL, cli->app, model_shape("document"), &place, value, count, true,
		    cli->arena, err);
		if (rc == OK)
			ask_saved(_("part of the dossier"), cli->word[i]);
	}
	return rc;
}

/* ---- acts ------------------------------------------------------------------------------------ */

/* "AGENCY:SYSTEM", or SYSTEM of the agency that the options name. */
static const char *split_target(const char **agency, const struct cli *cli, const char *word)
{
	const char *colon = strchr(word, ':');

	*agency = colon ? arena_copy_n(cli->arena, word, (size_t)(colon - word))
			: cli_option(cli, "agency");
	return colon ? colon + 1 : word;
}

static int act_on(struct cli *cli, const char *step, const char *result, const char *word,
    struct err *err)
{
	const char *note = cli_option(cli, "note");
	struct proposal_act act = { .step = step,
		.result = result,
		.date = cli_option(cli, "date"),
		.document = cli_option(cli, "document"),
		.name = cli_option(cli, "name"),
		.body = cli_option(cli, "by"),
		.note = note };
	const char *agency;
	const char *system = split_target(&agency, cli, word);
	struct proposal_view *view = NULL;
	int rc = note ? cli_text(&act.note, cli, note, err) : OK;

	if (rc == OK)
		rc = app_proposal_act(&view, cli->app, agency, system, &act, cli->arena, err);
	if (rc != OK)
		return rc;
	printf("%s %s: %s\n", node_get(view->agency, "code"), node_get(view->system, "code"),
	    state_words(view->flow.state));
	if (view->flow.due)
		screen_pair(step_words(view->flow.due->step),
		    arena_print(cli->arena, _("until %s"),
			day_words(view->flow.due->until, cli->arena)));
	return OK;
}

/* Each system by itself: one that cannot be done does not hold up the others. The last failure is
 * told by the caller, those before it here. */
static int act_on_all(
    struct cli *cli, const char *step, const char *result, size_t count, struct err *err)
{
	size_t failed = 0;
	int worst = OK;

	for (size_t i = 0; i < count; i++) {
		struct err one = { 0 };
		int rc = act_on(cli, step, result, cli->word[i], &one);

		if (rc == OK)
			continue;
		failed++;
		worst = rc;
		if (count == 1) {
			*err = one;
			return rc;
		}
		fprintf(stderr, "capdo: %s: %s\n", cli->word[i], one.text);
	}
	if (failed > 0)
		return err_set(err, worst, "%zu of %zu systems could not be done", failed, count);
	return OK;
}

static int with_result(struct cli *cli, const char *step, struct err *err)
{
	const char *result = cli->word[cli->word_count - 1];
	enum act_result known;

	if (act_result_parse(&known, result) < 0)
		return cli_wrong(cli, err_set(err, FAIL_INVALID,
		    "'%s' is no result; the last word is suitable or not-suitable", result));
	return act_on_all(cli, step, result, cli->word_count - 1, err);
}

int run_proposal_act(struct cli *cli, struct err *err)
{
	return act_on_all(cli, cli->command->verb, NULL, cli->word_count, err);
}

int run_proposal_opinion(struct cli *cli, struct err *err)
{
	return with_result(cli, "opinion", err);
}

int run_review_appraise(struct cli *cli, struct err *err)
{
	return with_result(cli, "appraise", err);
}
