/*
 * ask.c - questions and their answers, a line each; the same on a terminal and through a pipe.
 */
#include <stdio.h>
#include <string.h>

#include "cli_priv.h"

/* ---- lines ---------------------------------------------------------------------------------- */

/* Reads one line without its end; false when there is none any more. A line far beyond any limit is
 * read to its end and refused by text_clean. */
static bool read_line(struct buffer *line)
{
	int byte = getc(stdin);

	line->length = 0;
	if (byte == EOF)
		return false;
	while (byte != EOF && byte != '\n') {
		char one = (char)byte;

		if (line->length < (size_t)TEXT_LIMIT * 5)
			buffer_add_n(line, &one, 1);
		byte = getc(stdin);
	}
	return true;
}

void ask_refused(const struct err *err)
{
	fflush(stdout);
	fprintf(stderr, "capdo: %s\n", err->text);
}

static enum reply reply_of(const char *text)
{
	if (!*text)
		return REPLY_EMPTY;
	if (strcmp(text, "?") == 0)
		return REPLY_EXPLAIN;
	if (strcmp(text, "b") == 0)
		return REPLY_BACK;
	if (strcmp(text, "s") == 0)
		return REPLY_SKIP;
	if (strcmp(text, "q") == 0)
		return REPLY_STOP;
	return REPLY_TEXT;
}

enum reply ask_reply(const char **text, struct cli *cli, const char *prompt)
{
	struct buffer line = { 0 };
	struct err err = { 0 };
	int rc;

	*text = "";
	do {
		if (prompt && *prompt)
			printf("%s%s", prompt, terminal_is(0) ? ": " : "\n");
		else if (terminal_is(0))
			fputs("> ", stdout);
		fflush(stdout);
		if (cli->input_ended || !read_line(&line)) {
			cli->input_ended = true;
			buffer_release(&line);
			return REPLY_STOP;
		}
		rc = text_clean(text, line.length ? line.text : "", line.length, false, TEXT_LIMIT,
		    cli->arena, &err);
		if (rc < 0)
			ask_refused(&err);
	} while (rc < 0);
	buffer_release(&line);
	return reply_of(*text);
}

void ask_saved(const char *what, const char *value)
{
	printf(_("saved: %s = %s"), what, value);
	putchar('\n');
	fflush(stdout);
}

void ask_introduce(void)
{
	screen_say("%s",
	    _("Type the number of an answer. Enter keeps the present answer or skips; "
	      "? explains, b goes back, s skips, q stops. Every answer is kept at once."));
}

void ask_place(const struct answers_left *place, const char *where)
{
	printf("\n");
	if (where && *where)
		printf("%s\n", where);
	printf(_("question %zu, about %zu more"), place->asked, place->left);
	putchar('\n');
}

void ask_end(size_t count, bool stopped)
{
	const char *text = _("this was the last question");

	if (stopped)
		text = _("stopped; every answer is kept, and the walk goes on here next time");
	else if (count == 0)
		text = _("everything is answered; --again goes through the answers once more");
	printf("\n");
	screen_say("%s", text);
}

/* ---- choices -------------------------------------------------------------------------------- */

static bool is_digits(const char *text)
{
	return *text && strspn(text, "0123456789") == strlen(text);
}

void choices_number(struct choice *choice, size_t count, struct arena *arena)
{
	bool own = false;

	for (size_t i = 0; i < count; i++)
		own = own || is_digits(choice[i].id);
	for (size_t i = 0; i < count; i++)
		choice[i].key = own ? choice[i].id : show_number(arena, (int64_t)i + 1);
}

/* Is the id one of the words of present? */
static bool is_present(const char *present, const char *id)
{
	size_t length = strlen(id);

	while (present && *(present += strspn(present, " "))) {
		size_t word = strcspn(present, " ");

		if (word == length && strncmp(present, id, length) == 0)
			return true;
		present += word;
	}
	return false;
}

void choices_print(const struct choice *choice, size_t count, const char *present)
{
	size_t width = screen_width();

	for (size_t i = 0; i < count; i++) {
		struct buffer line = { 0 };

		buffer_print(&line, "%s %s  %s", is_present(present, choice[i].id) ? "*" : " ",
		    choice[i].key, choice[i].text);
		screen_text(TO_OUT, line.text, 2, width);
		buffer_release(&line);
	}
}

const struct choice *choices_pick(const struct choice *choice, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(choice[i].key, text) == 0 || strcmp(choice[i].id, text) == 0)
			return &choice[i];
	}
	return NULL;
}

const char *choices_keys(const struct choice *choice, size_t count, struct arena *arena)
{
	const char *list = "";

	for (size_t i = 0; i < count; i++)
		list = arena_print(arena, "%s%s%s", list, i ? ", " : "", choice[i].key);
	return list;
}

/* ---- a walk --------------------------------------------------------------------------------- */

struct walk walk_start(struct cli *cli)
{
	return (struct walk){
		.cli = cli,
		.system = cli->word[0],
		.agency = cli_option(cli, "agency"),
		.year = cli_year(cli),
		.arena = arena_new(),
		.again = cli_option(cli, "again") != NULL,
	};
}

void walk_renew(struct walk *walk)
{
	arena_free(walk->arena);
	walk->arena = arena_new();
}
