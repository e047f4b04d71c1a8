/*
 * compare.c - the level of a system under two regulations side by side: of a stored system, or of a
 * file of facts without a database.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/change.h"
#include "capdo/exchange.h"
#include "cli_priv.h"

static const char *source_words(const struct node *node, const char *cite, struct arena *arena)
{
	const char *text = node_get(node, cite);
	enum status status = STATUS_CONFIRMED;

	while (status < STATUS_OWN && !node_is(node, "source", status_code(status)))
		status++;
	return text ? arena_print(arena, "%s (%s)", text, status_label(status))
		    : status_label(status);
}

static const char *level_words(const struct node *node, const char *side, struct arena *arena)
{
	const char *lowest = arena_print(arena, "%s-lowest", side);
	const char *highest = arena_print(arena, "%s-highest", side);

	if (node_is(node, arena_print(arena, "%s-certain", side), "yes"))
		return show_level(
		    (int)node_int(node, arena_print(arena, "%s-level", side), 0), arena);
	return arena_print(arena, _("%s to %s"), show_level((int)node_int(node, lowest, 0), arena),
	    show_level((int)node_int(node, highest, 0), arena));
}

/* What is met does; what may be met only where it would raise the level. */
static bool matters(
    const struct node *node, const struct node *criterion, const char *side, struct arena *arena)
{
	int64_t lowest = node_int(node, arena_print(arena, "%s-lowest", side), 0);

	return node_is(criterion, "met", "yes") || node_int(criterion, "level", 0) > lowest;
}

static void print_side(const struct cli *cli, const struct node *node, const char *side)
{
	struct arena *arena = cli->arena;
	const char *id = node_text(node, arena_print(arena, "%s-pack", side));
	const struct pack *pack = packs_find(cli->packs, id);

	printf("\n%s (%s): %s\n", pack ? words_now(&pack->title) : id, id,
	    level_words(node, side, arena));
	for (const struct node *child = node_first(node, "sides-criterion"); child;
	     child = child->next) {
		const char *component = node_get(child, "component");

		if (!node_is(child, "pack", id) || !matters(node, child, side, arena))
			continue;
		screen_text(TO_OUT,
		    arena_print(arena, "%s%s%s %s: %s; %s", component ? component : "",
			component ? ": " : "", node_text(child, "criterion"),
			show_level((int)node_int(child, "level", 0), arena),
			node_is(child, "met", "yes") ? _("met") : _("not known whether it is met"),
			source_words(child, "cite", arena)),
		    2, screen_width());
		screen_text(TO_OUT, node_text(child, "text"), 4, screen_width());
	}
	for (const struct node *child = node_first(node, "sides-open"); child;
	     child = child->next)
		if (node_is(child, "pack", id))
			screen_text(TO_OUT,
			    arena_print(arena, _("still open: %s (%s)"), node_text(child, "text"),
				node_text(child, "fact")),
			    2, screen_width());
}

static void print_changes(const struct node *node, struct arena *arena)
{
	const struct node *child = node_first(node, "sides-change");

	if (!child)
		return;
	printf("\n%s:\n", _("what changed, and why it matters here"));
	for (; child; child = child->next) {
		screen_text(TO_OUT,
		    arena_print(arena, "- %s: %s%s%s%s", _("earlier rule"), node_text(child, "old"),
			node_get(child, "old-cite") ? " [" : "", node_text(child, "old-cite"),
			node_get(child, "old-cite") ? "]" : ""),
		    2, screen_width());
		screen_text(TO_OUT,
		    arena_print(arena, "%s: %s [%s]", _("new rule"), node_text(child, "new"),
			source_words(child, "new-cite", arena)),
		    4, screen_width());
		if (node_get(child, "effect"))
			screen_text(TO_OUT,
			    arena_print(arena, "→ %s", node_text(child, "effect")), 4,
			    screen_width());
	}
}

static void print_sides(const struct cli *cli, const struct node *node)
{
	struct arena *arena = cli->arena;

	if (node_get(node, "code"))
		screen_pair(_("information system"),
		    arena_print(arena, "%s %s (%s)", node_text(node, "code"),
			node_text(node, "name"), node_text(node, "agency")));
	if (node_get(node, "code"))
		screen_pair(_("regulation that counts for the system"), node_text(node, "counts"));
	if (node_get(node, "kept-level"))
		screen_pair(_("level kept"),
		    show_level((int)node_int(node, "kept-level", 0), arena));
	print_side(cli, node, "old");
	print_side(cli, node, "new");
	print_changes(node, arena);
	if (node_get(node, "advice"))
		printf("\n");
	screen_pair(_("advice"), node_get(node, "advice"));
}

/* ---- from a file ----------------------------------------------------------------------------- */

struct side {
	const struct pack *pack;
	struct facts *facts;
	struct level_engine *engine;
	struct level_result result;
};

static int decide(struct side *side, struct arena *arena, struct err *err)
{
	int rc = level_engine_new(&side->engine, side->pack, err);

	return rc < 0 ? rc : level_decide(&side->result, side->engine, side->facts, arena, err);
}

/* *stop: what a fact says that forbids more to be entered; NULL: none does. */
static int sides_of_file(struct node **out, const struct words **stop, struct cli *cli,
    const char *path, struct err *err)
{
	struct side old = { 0 }, now = { .pack = packs_regime(cli->packs) };
	struct facts *both[2];
	int rc;

	if (!now.pack)
		return err_set(err, FAIL_INVALID, "no pack here tells of a change of regime");
	old.pack = packs_find(cli->packs, now.pack->regime->old_regulation);
	if (!old.pack)
		return err_set(err, FAIL_INVALID, "pack '%s' is not here: add it with --packs",
		    now.pack->regime->old_regulation);
	both[0] = old.facts = facts_new(old.pack, cli->arena);
	both[1] = now.facts = facts_new(now.pack, cli->arena);
	rc = exchange_read_facts_of(both, 2, path, err);
	if (rc == OK)
		rc = decide(&old, cli->arena, err);
	if (rc == OK)
		rc = decide(&now, cli->arena, err);
	if (rc == OK)
		*out = sides_node(old.pack, &old.result, now.pack, &now.result, cli->arena);
	if (rc == OK)
		*stop = facts_stop(now.facts) ? facts_stop(now.facts) : facts_stop(old.facts);
	level_engine_free(old.engine);
	level_engine_free(now.engine);
	return rc;
}

static int sides_of_system(
    struct node **out, const struct words **stop, struct cli *cli, struct err *err)
{
	const char *agency = cli_option(cli, "agency");
	struct level_view *view;
	int rc = app_sides(out, cli->app, agency, cli->word[0], cli->arena, err);

	if (rc == OK)
		rc = app_level(&view, cli->app, agency, cli->word[0], cli->arena, err);
	for (size_t i = 0; rc == OK && i < view->parts; i++)
		if (facts_stop(view->part[i].facts))
			*stop = facts_stop(view->part[i].facts);
	return rc;
}

int run_level_compare(struct cli *cli, struct err *err)
{
	const char *path = cli_option(cli, "facts");
	const struct words *stop = NULL;
	struct node *node = NULL;
	int rc;

	if ((path != NULL) == (cli->word_count > 0))
		return cli_wrong(cli,
		    err_set(err, FAIL_INVALID, "name a system, or give --facts FILE"));
	rc = path ? sides_of_file(&node, &stop, cli, path, err) : cli_open(cli, NEED_READ, err);
	if (rc == OK && !path)
		rc = sides_of_system(&node, &stop, cli, err);
	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return cli_list_xml(node, "sides", err);
	if (stop)
		screen_say("%s", words_now(stop));
	print_sides(cli, node);
	return OK;
}
