/*
 * comment.c - what the reviewer asks and the agency replies: the list of what came back, and the
 * open comments shown at their question.
 */
#include <stdio.h>
#include <string.h>

#include "cli_priv.h"

static const char *label_of(const struct node *comment, const char *field)
{
	int at = shape_field(comment->shape, field);

	return field_code_label(&comment->shape->field[at], node_text(comment, field));
}

/* ---- at the question ------------------------------------------------------------------------ */

static bool fits(const char *wanted, const char *value)
{
	return !wanted || strcmp(wanted, value) == 0;
}

static void print_open(const struct remark *remark, bool named, struct arena *arena)
{
	const struct node *comment = remark->comment;

	screen_text(TO_OUT,
	    arena_print(arena, _("comment %s (%s)%s%s: %s"), node_get(comment, "number"),
		label_of(comment, "kind"), named ? " " : "", named ? remark->where : "",
		node_text(comment, "text")),
	    2, screen_width());
}

int comments_at(struct cli *cli, const char *agency, const char *system, const char *year,
    const struct comments_about *about, struct arena *arena, struct err *err)
{
	const struct remark_filter filter = { .year = year, .system = system, .open = true };
	struct remark *remark;
	size_t count, shown = 0;
	int rc;

	/* a system may be named without its agency; then the agency is its own */
	if (!agency && system) {
		const struct place place = { .system = system };
		struct node *owner;

		rc = app_owner(&owner, cli->app, &place, arena, err);
		if (rc < 0)
			return rc;
		agency = node_get(owner, "code");
	}
	rc = app_comments(&remark, &count, cli->app, agency, &filter, arena, err);
	for (size_t i = 0; rc == OK && i < count; i++) {
		const struct node *comment = remark[i].comment;
		bool wanted = false;

		for (size_t j = 0; j < COMMENTS_ABOUT && about->about[j]; j++)
			wanted = wanted || node_is(comment, "about", about->about[j]);
		if (!wanted || !fits(about->key, node_text(comment, "key")) ||
		    (about->asset && node_get(comment, "asset") &&
			!node_is(comment, "asset", about->asset)))
			continue;
		if (shown++ == 0 && !about->key)
			printf("\n%s:\n", _("open comments of the reviewer"));
		print_open(&remark[i], !about->key, arena);
	}
	return rc;
}

/* ---- list ----------------------------------------------------------------------------------- */

/* In the order they are shown. */
static struct node *linked(const struct remark *remark, size_t count)
{
	for (size_t i = 0; i < count; i++)
		remark[i].comment->next = i + 1 < count ? remark[i + 1].comment : NULL;
	return count > 0 ? remark[0].comment : NULL;
}

static void print_remark(const struct remark *remark, struct arena *arena)
{
	const struct node *comment = remark->comment;
	const char *reply = node_get(comment, "reply");

	screen_text(TO_OUT,
	    arena_print(arena, "%s. %s [%s; %s]", node_get(comment, "number"), remark->where,
		label_of(comment, "kind"), label_of(comment, "state")),
	    0, screen_width());
	if (*remark->answer)
		screen_text(TO_OUT, arena_print(arena, "%s: %s", _("answer"), remark->answer), 4,
		    screen_width());
	screen_text(TO_OUT,
	    arena_print(arena, "%s: %s", node_text(comment, "person"), node_text(comment, "text")),
	    4, screen_width());
	if (reply)
		screen_text(TO_OUT,
		    arena_print(arena, "%s: %s", node_text(comment, "replied-by"), reply), 4,
		    screen_width());
}

void comments_print(const struct remark *remark, size_t count, struct arena *arena)
{
	const char *system = "";

	for (size_t i = 0; i < count; i++) {
		const char *its = node_text(remark[i].comment, "system");

		if (strcmp(system, its) != 0)
			screen_say("%s %s:", _("information system"), its);
		system = its;
		print_remark(&remark[i], arena);
	}
}

int run_comment_list(struct cli *cli, struct err *err)
{
	const struct remark_filter filter = { .year = cli_option(cli, "year"),
		.system = cli_option(cli, "system"),
		.open = cli_option(cli, "open") != NULL };
	struct remark *remark;
	size_t count;
	int rc = app_comments(
	    &remark, &count, cli->app, cli_option(cli, "agency"), &filter, cli->arena, err);

	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return cli_list_xml(linked(remark, count), "comment", err);
	if (count == 0)
		screen_say("%s", _("no comments"));
	comments_print(remark, count, cli->arena);
	return OK;
}

int run_comment_reply(struct cli *cli, struct err *err)
{
	const char *text;
	int64_t number;
	int rc = text_to_int(&number, cli->word[0], err);

	if (rc == OK)
		rc = cli_text(&text, cli, cli_option(cli, "text"), err);
	if (rc == OK)
		rc = app_comment_reply(
		    cli->app, cli_option(cli, "agency"), number, text, err);
	if (rc == OK)
		ask_saved(_("comment"), cli->word[0]);
	return rc;
}
