/*
 * review.c - the reviewer's desk: who has handed in, what it says, comments, return, accept, the
 * answer as a file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capdo/exchange.h"
#include "cli_priv.h"

/* ---- list ----------------------------------------------------------------------------------- */

static const char *days_words(int days, struct arena *arena)
{
	return days < 0 ? arena_print(arena, _("%d days late"), -days)
			: arena_print(arena, _("%d days left"), days);
}

static const char *row_days(const struct desk_row *row, struct arena *arena)
{
	if (!row->due || (row->snapshot && row->days >= 0))
		return "";
	return days_words(row->days, arena);
}

static const char *of_snapshot(const struct desk_row *row, const char *field)
{
	return row->snapshot ? node_text(row->snapshot, field) : "";
}

static void add_row(struct table *table, const struct desk_row *row, struct arena *arena)
{
	const struct shape *shape = model_shape("snapshot");
	const char *signature = of_snapshot(row, "signature");

	table_row(table,
	    (const char *[]){ node_get(row->agency, "code"), node_text(row->agency, "name"),
		desk_label(row->state), of_snapshot(row, "number"),
		clock_show(arena, of_snapshot(row, "at")),
		row->due ? day_show(arena, row->due) : "", row_days(row, arena),
		field_code_label(&shape->field[shape_field(shape, "signature")], signature),
		row->snapshot ? arena_print(arena, "%s/%s", of_snapshot(row, "stops"),
				    of_snapshot(row, "warns"))
			      : "",
		show_number(arena, (int64_t)row->open),
		show_number(arena, (int64_t)row->systems) });
}

static void print_desk(
    const struct desk_row *row, size_t count, const char *state, struct arena *arena)
{
	enum { COLUMNS = 11 };
	struct table *table = table_new(arena, COLUMNS);

	table_row(table,
	    (const char *[]){ _("agency code"), _("agency name"), _("state"),
		_("number of the hand-in"), _("received at"), _("last day to hand in"), _("days"),
		_("signature"), _("stops/warns"), _("open comments"), _("systems") });
	for (size_t i = 0; i < count; i++) {
		if (!state || strcmp(state, row[i].state) == 0)
			add_row(table, &row[i], arena);
	}
	table_print(table, screen_width());
}

static bool is_waiting(const struct proposal_row *row)
{
	return proposal_is_open(row->state) && row->state != PROPOSAL_DRAFT;
}

static const char *step_words(const struct proposal_row *row)
{
	return row->of ? words_now(&row->of->text) : row->next ? words_now(&row->next->text) : "";
}

static const char *iso_of(day date, struct arena *arena)
{
	char iso[11];

	day_format(iso, date);
	return arena_copy(arena, iso);
}

static void print_proposals(const struct proposal_row *row, size_t count, struct arena *arena)
{
	enum { COLUMNS = 8 };
	struct table *table = table_new(arena, COLUMNS);
	size_t shown = 0;

	table_row(table,
	    (const char *[]){ _("agency code"), _("system code"), _("proposal number"), _("level"),
		_("state"), _("next step"), _("due"), _("days") });
	for (size_t i = 0; i < count; i++) {
		const struct shape *shape = model_shape("proposal");

		if (!is_waiting(&row[i]))
			continue;
		shown++;
		table_row(table,
		    (const char *[]){ row[i].agency, row[i].system,
			show_number(arena, row[i].number), show_number(arena, row[i].level),
			field_code_label(&shape->field[shape_field(shape, "state")],
			    proposal_state_code(row[i].state)),
			step_words(&row[i]),
			row[i].clock ? day_show(arena, iso_of(row[i].due, arena)) : "",
			row[i].clock ? days_words(row[i].days_left, arena) : "" });
	}
	if (shown == 0)
		return;
	printf("\n%s:\n", _("level proposals waiting"));
	table_print(table, screen_width());
}

/* What is to be done until a day: a hand-in, the decision on one, a step of a proposal. */
struct task {
	const char *due;                /* ISO day; NULL: no period runs */
	int days;
	const char *agency, *subject, *what;
};

static int by_due(const void *a, const void *b)
{
	const struct task *x = a, *y = b;
	int order;

	if (!x->due || !y->due)
		order = x->due ? -1 : y->due ? 1 : 0;
	else
		order = strcmp(x->due, y->due);
	order = order ? order : strcmp(x->agency, y->agency);
	return order ? order : strcmp(x->subject, y->subject);
}

static void print_tasks(struct task *task, size_t count, struct arena *arena)
{
	struct table *table = table_new(arena, 5);

	if (count == 0) {
		screen_say("%s", _("nothing is due"));
		return;
	}
	qsort(task, count, sizeof(*task), by_due);
	table_row(table,
	    (const char *[]){ _("due"), _("days"), _("agency code"), _("year or system"),
		_("what") });
	for (size_t i = 0; i < count; i++)
		table_row(table,
		    (const char *[]){ task[i].due ? day_show(arena, task[i].due) : "",
			task[i].due ? days_words(task[i].days, arena) : "", task[i].agency,
			task[i].subject, task[i].what });
	table_print(table, screen_width());
}

static void print_due(const struct desk *desk, struct cli *cli)
{
	struct task *task =
	    arena_alloc(cli->arena, (desk->rows + desk->proposals + 1) * sizeof(*task));
	const char *year = desk->year;
	size_t count = 0;
	day due, today;

	for (size_t i = 0; i < desk->rows; i++) {
		const struct desk_row *row = &desk->row[i];
		bool handed_in = strcmp(row->state, "submitted") == 0;
		int days = row->days;

		if (strcmp(row->state, "accepted") == 0)
			continue;
		if (row->due && day_parse(&due, row->due, NULL) == OK &&
		    day_parse(&today, cli->today, NULL) == OK)
			days = (int)(due - today);
		task[count++] = (struct task){ row->due, days, node_get(row->agency, "code"),
			year, handed_in ? _("return or accept the hand-in") : _("hand in") };
	}
	for (size_t i = 0; i < desk->proposals; i++) {
		const struct proposal_row *row = &desk->proposal[i];

		if (is_waiting(row))
			task[count++] = (struct task){
				row->clock ? iso_of(row->due, cli->arena) : NULL, row->days_left,
				row->agency, row->system, step_words(row)
			};
	}
	print_tasks(task, count, cli->arena);
}

static int check_state(const char *state, struct err *err)
{
	static const char *const states[] = { "none", "draft", "submitted", "returned",
		"accepted" };

	for (size_t i = 0; state && i < sizeof(states) / sizeof(states[0]); i++) {
		if (strcmp(states[i], state) == 0)
			return OK;
	}
	return state ? err_set(err, FAIL_INVALID, "there is no state '%s'; expected one of: %s",
	    state, "none, draft, submitted, returned, accepted") : OK;
}

int run_review_list(struct cli *cli, struct err *err)
{
	const char *state = cli_option(cli, "state");
	struct desk desk = { .year = cli_year(cli) };
	int rc = check_state(state, err);

	if (rc == OK)
		rc = app_desk(
		    &desk.row, &desk.rows, cli->app, desk.year, cli->arena, err);
	if (rc == OK)
		rc = app_proposals(
		    &desk.proposal, &desk.proposals, cli->app, NULL, cli->arena, err);
	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml")) {
		fflush(stdout);
		return exchange_write_desk("-", &desk, err);
	}
	if (cli_option(cli, "due")) {
		print_due(&desk, cli);
		return OK;
	}
	print_desk(desk.row, desk.rows, state, cli->arena);
	if (!state)
		print_proposals(desk.proposal, desk.proposals, cli->arena);
	return OK;
}

/* ---- show ----------------------------------------------------------------------------------- */

static const struct desk_row *row_of(
    const struct desk_row *row, size_t count, const char *agency)
{
	for (size_t i = 0; i < count; i++) {
		if (node_is(row[i].agency, "code", agency))
			return &row[i];
	}
	return NULL;
}

static int print_head(struct cli *cli, const char *year, struct err *err)
{
	const struct desk_row *row;
	struct desk_row *all;
	size_t count;
	int rc = app_desk(&all, &count, cli->app, year, cli->arena, err);

	if (rc < 0)
		return rc;
	row = row_of(all, count, cli->word[0]);
	if (!row)
		return err_set(err, FAIL_NOT_FOUND, "there is no agency '%s'", cli->word[0]);
	screen_say(_("%s (%s), year %s: %s"), node_text(row->agency, "name"), cli->word[0], year,
	    desk_label(row->state));
	if (row->due)
		screen_pair(_("last day to hand in"), arena_print(cli->arena, "%s %s",
		    day_show(cli->arena, row->due), row_days(row, cli->arena)));
	if (row->snapshot)
		record_print(row->snapshot, cli->arena);
	return OK;
}

static bool is_of(const char *wanted, const char *system)
{
	return !wanted || (system && strcmp(wanted, system) == 0);
}

static int print_breaches(struct cli *cli, const char *year, struct err *err)
{
	const char *system = cli_option(cli, "system");
	struct breach_list list = { 0 };
	int rc = app_check(&list, cli->app, cli->word[0], year, cli->arena, err);
	size_t shown = 0;

	for (size_t i = 0; rc == OK && i < list.count; i++) {
		const struct breach *breach = &list.at[i];

		if (!is_of(system, breach->system))
			continue;
		if (shown++ == 0)
			printf("\n%s:\n", _("breaches of consistency rules"));
		screen_text(TO_OUT,
		    arena_print(cli->arena, "%s (%s) %s%s%s: %s", breach->rule->id,
			breach->rule->stops ? _("stops") : _("warns"),
			breach->system ? breach->system : "", breach->system ? ", " : "",
			breach->where, breach->text),
		    2, screen_width());
	}
	return rc;
}

static const char *change_label(enum change_kind kind)
{
	switch (kind) {
	case CHANGE_ADDED:
		return _("added");
	case CHANGE_CHANGED:
		return _("changed");
	case CHANGE_REMOVED:
		return _("removed");
	}
	return "";
}

static void print_change(const struct change *change, struct arena *arena)
{
	const struct field *field = change->field;
	const char *old = change->old ? show_value(field, change->old, arena) : _("nothing");
	const char *now = change->now ? show_value(field, change->now, arena) : _("nothing");
	const char *label = _(field->label);

	screen_text(TO_OUT, change->kind == CHANGE_CHANGED
		? arena_print(arena, "%s: %s -> %s", label, old, now)
		: arena_print(arena, "%s: %s", label,
		      change->kind == CHANGE_ADDED ? now : old), 6, screen_width());
}

static int print_changes(struct cli *cli, const char *year, struct err *err)
{
	const char *wanted = cli_option(cli, "system");
	const char *system = NULL, *where = NULL;
	struct change *change;
	size_t count;
	bool first;
	int rc = app_changes(
	    &change, &count, &first, cli->app, cli->word[0], year, cli->arena, err);

	if (rc == FAIL_NOT_FOUND)
		return OK;
	if (rc < 0)
		return rc;
	printf("\n%s:\n", _("changed since the hand-in before"));
	if (first || count == 0)
		screen_text(TO_OUT, first ? _("this is the first hand-in") : _("nothing"), 2, 0);
	for (size_t i = 0; i < count; i++) {
		if (!is_of(wanted, change[i].system))
			continue;
		if (change[i].system && (!system || strcmp(system, change[i].system) != 0))
			screen_say("  %s %s", _("information system"), change[i].system);
		system = change[i].system;
		if (change[i].where != where)
			screen_text(TO_OUT,
			    arena_print(cli->arena, "%s: %s", change_label(change[i].kind),
				change[i].where),
			    4, screen_width());
		where = change[i].where;
		print_change(&change[i], cli->arena);
	}
	return OK;
}

int run_review_show(struct cli *cli, struct err *err)
{
	const char *year = cli_year(cli);
	const struct remark_filter filter = { .year = year, .system = cli_option(cli, "system") };
	struct remark *remark;
	size_t count;
	int rc = print_head(cli, year, err);

	if (rc == OK)
		rc = print_breaches(cli, year, err);
	if (rc == OK)
		rc = print_changes(cli, year, err);
	if (rc == OK)
		rc = app_comments(
		    &remark, &count, cli->app, cli->word[0], &filter, cli->arena, err);
	if (rc == OK && count > 0) {
		printf("\n%s:\n", _("comments"));
		comments_print(remark, count, cli->arena);
	}
	return rc;
}

/* ---- comment, close ------------------------------------------------------------------------- */

int run_review_comment(struct cli *cli, struct err *err)
{
	const struct subject subject = { .about = cli->word[1],
		.system = cli_option(cli, "system"),
		.year = cli_year(cli),
		.key = cli->word_count > 2 ? cli->word[2] : NULL,
		.asset = cli_option(cli, "asset") };
	struct node *comment;
	const char *text;
	int rc = cli_text(&text, cli, cli_option(cli, "text"), err);

	if (rc == OK)
		rc = app_comment(&comment, cli->app, cli->word[0], &subject,
		    cli_option(cli, "kind"), text, cli->arena, err);
	if (rc == OK)
		ask_saved(_("comment"), node_get(comment, "number"));
	return rc;
}

int run_review_close(struct cli *cli, struct err *err)
{
	int rc = OK;

	for (size_t i = 1; rc == OK && i < cli->word_count; i++) {
		int64_t number;

		rc = text_to_int(&number, cli->word[i], err);
		if (rc == OK)
			rc = app_comment_close(cli->app, cli->word[0], number, err);
		if (rc == OK)
			screen_say(_("comment %s is closed"), cli->word[i]);
	}
	return rc;
}

/* ---- return, accept ------------------------------------------------------------------------- */

/* One line per agency; the first failure is the command's own. */
static int say_verdicts(const struct verdict *verdict, size_t count, const char *done, int rc,
    struct err *err)
{
	size_t failed = 0;

	for (size_t i = 0; i < count && verdict[i].agency; i++) {
		if (verdict[i].rc == OK) {
			screen_say("%s: %s", verdict[i].agency, done);
			continue;
		}
		failed++;
		if (count > 1) {
			struct err one = { .code = verdict[i].rc };

			snprintf(one.text, sizeof(one.text), "%s: %s", verdict[i].agency,
			    verdict[i].why);
			ask_refused(&one);
		}
	}
	if (count > 1 && failed > 0)
		return err_set(err, rc, "%zu of %zu hand-ins were not decided", failed, count);
	return rc;
}

static int optional_text(const char **out, struct cli *cli, const char *option, struct err *err)
{
	*out = cli_option(cli, option);
	return *out ? cli_text(out, cli, *out, err) : OK;
}

int run_review_return(struct cli *cli, struct err *err)
{
	struct verdict *verdict =
	    arena_alloc(cli->arena, (cli->word_count + 1) * sizeof(*verdict));
	const char *text;
	int rc = optional_text(&text, cli, "text", err);

	if (rc < 0)
		return rc;
	rc = app_return(verdict, cli->app, cli->word, cli->word_count, cli_year(cli), text,
	    cli->arena, err);
	return say_verdicts(verdict, cli->word_count, _("returned"), rc, err);
}

/* Whom the command is about: the words, or all whose hand-in is clean. */
static int whom(const char ***agency, size_t *count, struct cli *cli, struct err *err)
{
	bool clean = cli_option(cli, "all-clean") != NULL;

	*agency = cli->word;
	*count = cli->word_count;
	if (clean == (cli->word_count > 0))
		return cli_wrong(cli,
		    err_set(err, FAIL_INVALID, "either AGENCY... or --all-clean"));
	if (!clean)
		return OK;
	return app_clean(agency, count, cli->app, cli_year(cli), cli->arena, err);
}

int run_review_accept(struct cli *cli, struct err *err)
{
	bool anyway = cli_option(cli, "anyway") != NULL;
	const char *text = NULL, *reason = NULL;
	struct verdict *verdict;
	const char **agency;
	size_t count;
	int rc = OK;

	if (anyway != (cli_option(cli, "reason") != NULL))
		return cli_wrong(cli,
		    err_set(err, FAIL_INVALID, "--anyway and --reason belong together"));
	rc = whom(&agency, &count, cli, err);
	if (rc == OK)
		rc = optional_text(&text, cli, "text", err);
	if (rc == OK)
		rc = optional_text(&reason, cli, "reason", err);
	if (rc == OK && anyway && !*reason)
		rc = err_set(err, FAIL_INVALID, "say why it is accepted anyway");
	if (rc < 0)
		return rc;
	verdict = arena_alloc(cli->arena, (count + 1) * sizeof(*verdict));
	rc = app_accept(verdict, cli->app, agency, count, cli_year(cli), text, reason, cli->arena,
	    err);
	rc = say_verdicts(verdict, count, _("accepted"), rc, err);
	if (rc == OK && count == 0)
		screen_say("%s", _("no hand-in could be accepted as it is"));
	return rc;
}

/* ---- the answer as a file ------------------------------------------------------------------- */

struct answer {
	struct node *review;
	struct arena *arena;
};

static int write_answer(void *context, const char *path, struct err *err)
{
	const struct answer *answer = context;

	return exchange_write_review(path, answer->review, answer->arena, err);
}

int run_review_export(struct cli *cli, struct err *err)
{
	const char *path = cli_option(cli, "output");
	struct answer answer = { .arena = cli->arena };
	int rc = app_review(
	    &answer.review, cli->app, cli->word[0], cli_year(cli), cli->arena, err);

	fflush(stdout);
	if (rc == OK)
		rc = cli_write_signed(cli, path, write_answer, &answer, err);
	if (rc == OK && strcmp(path, "-") != 0)
		screen_say(_("written: %s"), path);
	return rc;
}
