/*
 * level.c - the level of a system: one answer, what is known so far, the decision; and the decision
 * from a file, without a database.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/change.h"
#include "capdo/exchange.h"
#include "cli_priv.h"

const char *fact_text(const struct fact *fact, const char *value, struct arena *arena)
{
	const char **word;
	const char *list = "";
	size_t count = cli_split(&word, value ? value : "", arena);
	int64_t number;

	if (fact->type == FACT_COUNT)
		return value && text_to_int(&number, value, NULL) == OK
		    ? text_group_digits(arena, number)
		    : "";
	for (size_t i = 0; i < count; i++) {
		const struct fact_value *known = fact_value(fact, word[i]);
		const char *text = known ? words_now(&known->text) : "";

		if (!*text)
			text = strcmp(word[i], "yes") == 0 ? _("yes")
			    : strcmp(word[i], "no") == 0   ? _("no")
							   : word[i];
		list = arena_print(arena, "%s%s%s", list, i ? "; " : "", text);
	}
	return list;
}

/* ---- profile: what the requirements pack asks of a system ----------------------------------- */

int profile_facts(struct facts **out, const struct pack **pack, struct cli *cli, const char *agency,
    const char *system, struct arena *arena, struct err *err)
{
	const struct place place = { .agency = agency, .system = system };
	struct node *node;
	int rc;

	*pack = packs_in_force(cli->packs, PACK_REQUIREMENTS, cli->today);
	*out = NULL;
	if (!*pack)
		return OK;
	*out = facts_new(*pack, arena);
	rc = app_list(&node, cli->app, model_shape("fact"), &place, arena, err);
	for (; rc == OK && node; node = node->next) {
		if (!node_get(node, "component") && pack_fact(*pack, node_get(node, "fact")))
			rc = facts_set(*out, node_get(node, "fact"), node_get(node, "value"), err);
	}
	return rc;
}

static bool asks(const struct condition *condition, const struct fact *fact)
{
	if (!condition)
		return false;
	if (condition->fact == fact)
		return true;
	for (size_t i = 0; i < condition->part_count; i++) {
		if (asks(&condition->part[i], fact))
			return true;
	}
	return false;
}

bool profile_matters(const struct pack *requirements, int level, const struct fact *fact)
{
	for (size_t i = 0; level > 0 && i < requirements->requirement_count; i++) {
		const struct demand *demand = requirements->requirement[i].at[level];

		if (!demand)
			continue;
		if (asks(demand->when, fact))
			return true;
		for (size_t j = 0; j < demand->strict_count; j++) {
			if (asks(demand->strict[j].when, fact))
				return true;
		}
	}
	return false;
}

/* ---- set ------------------------------------------------------------------------------------ */

static const char *join_words(const struct cli *cli, size_t from)
{
	const char *text = cli->word[from];

	for (size_t i = from + 1; i < cli->word_count; i++)
		text = arena_print(cli->arena, "%s %s", text, cli->word[i]);
	return text;
}

/* The explanation of a value that ends all entry, or NULL. */
static const char *stop_of(const struct cli *cli, const char *fact, const char *value)
{
	for (size_t i = 0; i < packs_count(cli->packs); i++) {
		const struct pack *pack = packs_at(cli->packs, i);
		struct facts *facts;

		if (!pack_fact(pack, fact))
			continue;
		facts = facts_new(pack, cli->arena);
		if (facts_set(facts, fact, value, NULL) == OK && facts_stop(facts))
			return words_now(facts_stop(facts));
	}
	return NULL;
}

int run_level_set(struct cli *cli, struct err *err)
{
	const char *fact = cli->word[1];
	const char *value = join_words(cli, 2);
	const char *evidence = cli_option(cli, "evidence");
	const char *stop = stop_of(cli, fact, value);
	int rc = evidence ? cli_text(&evidence, cli, evidence, err) : OK;

	if (rc == OK)
		rc = app_fact(cli->app, cli_option(cli, "agency"), cli->word[0],
		    cli_option(cli, "component"), fact, value, evidence, err);
	if (rc < 0)
		return rc;
	ask_saved(fact, value);
	if (stop)
		screen_say("%s", stop);
	return OK;
}

/* ---- show ----------------------------------------------------------------------------------- */

static void print_criteria(
    const struct level_view *view, const struct level_part *part, struct arena *arena)
{
	for (size_t i = 0; i < view->pack->criterion_count; i++) {
		const struct criterion *criterion = &view->pack->criterion[i];

		if (part->result.met[i] != YES)
			continue;
		printf("  %s: %s\n", show_level(criterion->level, arena),
		    show_cite(view->pack, criterion->cite, criterion->status, arena));
		screen_text(TO_OUT, words_now(&criterion->text), 4, screen_width());
	}
}

/* What lacks least, when nothing matches for certain. */
static void print_nearest(
    const struct level_view *view, const struct level_part *part, struct arena *arena)
{
	struct level_near near[3];
	size_t count = level_nearest(near, 3, view->engine, part->facts, arena);

	screen_say("%s", _("no criterion matches; the nearest are:"));
	for (size_t i = 0; i < count; i++) {
		printf("  %s: %s\n", show_level(near[i].criterion->level, arena),
		    show_cite(
			view->pack, near[i].criterion->cite, near[i].criterion->status, arena));
		for (size_t j = 0; j < near[i].lacking; j++) {
			const struct fact *fact = near[i].lack[j]->fact;

			if (fact)
				screen_text(TO_OUT,
				    arena_print(arena, _("lacks: %s (%s)"),
					words_now(&fact->question), fact->id),
				    4, screen_width());
		}
	}
}

static void print_part(
    const struct level_view *view, const struct level_part *part, struct arena *arena)
{
	if (part->component)
		printf("\n%s (%s): %s\n", part->name, part->component,
		    show_range(&part->result, arena));
	if (part->result.certain && part->result.level == 0)
		print_nearest(view, part, arena);
	else
		print_criteria(view, part, arena);
	for (size_t i = 0; i < part->result.open_count; i++) {
		const struct fact *fact = part->result.open[i];

		screen_text(TO_OUT,
		    arena_print(
			arena, _("still open: %s (%s)"), words_now(&fact->question), fact->id),
		    2, screen_width());
	}
}

void level_print(const struct level_view *view, struct arena *arena)
{
	screen_say("%s: %s", view->all.certain ? _("level by the criteria") : _("level so far"),
	    show_range(&view->all, arena));
	for (size_t i = 0; i < view->parts; i++)
		print_part(view, &view->part[i], arena);
}

static const struct fact *any_fact(const struct cli *cli, const char *id)
{
	const struct fact *fact = NULL;

	for (size_t i = 0; !fact && i < packs_count(cli->packs); i++)
		fact = pack_fact(packs_at(cli->packs, i), id);
	return fact;
}

static int print_answers(struct cli *cli, struct err *err)
{
	const struct place place = cli_place(cli);
	struct table *table = table_new(cli->arena, 4);
	struct node *node;
	int rc = app_list(&node, cli->app, model_shape("fact"), &place, cli->arena, err);

	if (rc < 0 || !node)
		return rc;
	printf("\n%s:\n", _("answers"));
	table_row(
	    table, (const char *[]){ _("question"), _("answer"), _("answered by"), _("evidence") });
	for (; node; node = node->next) {
		const struct fact *fact = any_fact(cli, node_get(node, "fact"));
		const char *where = node_get(node, "component");

		table_row(table,
		    (const char *[]){ arena_print(cli->arena, "%s%s%s", where ? where : "",
					  where ? ": " : "", node_get(node, "fact")),
			fact ? fact_text(fact, node_get(node, "value"), cli->arena)
			     : node_get(node, "value"),
			node_get(node, "person"), node_get(node, "evidence") });
	}
	table_print(table, screen_width());
	return OK;
}

static int print_decisions(struct cli *cli, struct err *err)
{
	const struct place place = cli_place(cli);
	struct node *node;
	int rc = app_list(&node, cli->app, model_shape("decision"), &place, cli->arena, err);

	if (rc < 0 || !node)
		return rc;
	while (node->next)
		node = node->next;
	printf("\n%s:\n", _("newest decision"));
	record_print(node, cli->arena);
	return OK;
}

static int show_xml(const struct cli *cli, const struct level_view *view, struct err *err)
{
	const char *component = cli_option(cli, "component");

	fflush(stdout);
	for (size_t i = 0; i < view->parts; i++) {
		const char *code = view->part[i].component;

		if (view->parts == 1 || (component && code && strcmp(component, code) == 0))
			return exchange_write_decision("-", view->pack, &view->part[i].result, err);
	}
	return err_set(
	    err, FAIL_INVALID, "the system has components: name one with --component CODE");
}

void level_say_advice(const struct level_view *view)
{
	screen_say("%s (%s). %s", words_now(&view->pack->title), view->pack->id,
	    _("Only advice: an approved level is never computed anew."));
}

int cli_level(struct level_view **out, struct walk *walk, struct err *err)
{
	const char *pack = cli_option(walk->cli, "pack");

	return pack ? app_level_under(out, walk->cli->app, walk->agency, walk->system, pack,
			  walk->arena, err)
		    : app_level(
			  out, walk->cli->app, walk->agency, walk->system, walk->arena, err);
}

int run_level_show(struct cli *cli, struct err *err)
{
	struct walk at = { .cli = cli,
		.agency = cli_option(cli, "agency"),
		.system = cli->word[0],
		.arena = cli->arena };
	struct level_view *view;
	int rc = cli_level(&view, &at, err);

	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return show_xml(cli, view, err);
	for (size_t i = 0; i < view->parts; i++) {
		const struct words *stop = facts_stop(view->part[i].facts);

		if (stop)
			screen_say("%s", words_now(stop));
	}
	if (cli_option(cli, "pack"))
		level_say_advice(view);
	level_print(view, cli->arena);
	rc = print_answers(cli, err);
	if (rc == OK)
		rc = print_decisions(cli, err);
	return rc < 0 ? rc : comments_at(cli, cli_option(cli, "agency"), cli->word[0], NULL,
	    &(const struct comments_about){ .about = { "fact", "decision", "proposal" } },
	    cli->arena, err);
}

/* ---- decide --------------------------------------------------------------------------------- */

/* The facts of the regulation the system stands under. */
static int keep_file(struct cli *cli, const char *path, struct err *err)
{
	const char *component = cli_option(cli, "component"), *agency = cli_option(cli, "agency");
	const struct words *stop;
	const struct pack *pack;
	struct level_view *view;
	struct facts *facts;
	int rc = app_level(&view, cli->app, agency, cli->word[0], cli->arena, err);

	if (rc < 0)
		return rc;
	pack = view->pack;
	facts = facts_new(pack, cli->arena);
	rc = exchange_read_facts(facts, path, err);
	stop = rc == OK ? facts_stop(facts) : NULL;
	for (size_t i = 0; rc == OK && i < pack->fact_count; i++) {
		const char *value = facts_get(facts, &pack->fact[i]);

		/* of a system that may not be entered here, only that is kept */
		if (!value || (stop && !stop_of(cli, pack->fact[i].id, value)))
			continue;
		rc = app_fact(cli->app, agency, cli->word[0], component, pack->fact[i].id, value,
		    NULL, err);
		if (rc == OK)
			ask_saved(pack->fact[i].id, value);
	}
	if (rc == OK && stop)
		rc = err_set(err, FAIL_INVALID, "%s", words_now(stop));
	return rc;
}

static int proposed_level(int *out, const struct cli *cli, struct err *err)
{
	const char *text = cli_option(cli, "proposed");
	int64_t level = 0;
	int rc = cli_number(&level, cli, "proposed", err);

	if (rc == OK && text && (level < 1 || level > 5))
		rc = err_set(err, FAIL_INVALID, "a level is 1 to 5, not '%s'", text);
	*out = rc == OK ? (int)level : 0;
	return rc;
}

int run_level_decide(struct cli *cli, struct err *err)
{
	const char *path = cli_option(cli, "facts");
	const char *reason = cli_option(cli, "reason");
	struct node *decision = NULL;
	int proposed;
	int rc = proposed_level(&proposed, cli, err);

	if (rc == OK && reason)
		rc = cli_text(&reason, cli, reason, err);
	if (rc == OK && path)
		rc = keep_file(cli, path, err);
	if (rc == OK)
		rc = app_level_decide(&decision, cli->app, cli_option(cli, "agency"), cli->word[0],
		    proposed, reason, cli->arena, err);
	if (rc < 0)
		return rc;
	ask_saved(_("proposed level"), node_text(decision, "proposed"));
	if (node_int(decision, "proposed", 0) < node_int(decision, "level", 0))
		screen_say(_("note: the criteria give level %s, and the reviewer sees that"),
		    node_text(decision, "level"));
	screen_pair(_("statement"), node_get(decision, "statement"));
	return OK;
}

/* ---- check ---------------------------------------------------------------------------------- */

int run_level_check(struct cli *cli, struct err *err)
{
	const char *id = cli_option(cli, "pack");
	const struct pack *pack = packs_find(cli->packs, id);
	struct level_engine *engine = NULL;
	struct level_result result;
	struct facts *facts;
	int rc;

	if (!pack || pack->kind != PACK_REGULATION)
		return err_set(err, FAIL_NOT_FOUND, "there is no regulation pack '%s'", id);
	facts = facts_new(pack, cli->arena);
	rc = exchange_read_facts(facts, cli_option(cli, "facts"), err);
	if (rc == OK)
		rc = level_engine_new(&engine, pack, err);
	if (rc == OK)
		rc = level_decide(&result, engine, facts, cli->arena, err);
	if (rc == OK)
		rc = exchange_write_decision("-", pack, &result, err);
	level_engine_free(engine);
	return rc;
}
