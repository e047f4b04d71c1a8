/*
 * args.c - what was typed: noun, verb, words, options, and the values of fields.
 *
 * Options may stand anywhere, also before the noun, so the command is found first and only then are
 * the options held against it.
 */
#include <stdio.h>
#include <string.h>

#include "cli_priv.h"

enum { FILE_LIMIT = 8 * 1024 * 1024 };

int cli_wrong(struct cli *cli, int code)
{
	cli->wrong_use = true;
	return code;
}

const char *cli_option(const struct cli *cli, const char *name)
{
	for (size_t i = 0; i < cli->option_count; i++) {
		if (strcmp(cli->option[i].name, name) == 0)
			return cli->option[i].value;
	}
	return NULL;
}

int cli_number(int64_t *out, const struct cli *cli, const char *option, struct err *err)
{
	const char *text = cli_option(cli, option);
	int rc = text ? text_to_int(out, text, err) : OK;

	return rc < 0 ? err_at(err, rc, "--%s", option) : OK;
}

const char *cli_year(const struct cli *cli)
{
	const char *year = cli_option(cli, "year");

	return year ? year : arena_copy_n(cli->arena, cli->today, 4);
}

size_t cli_split(const char ***out, const char *text, struct arena *arena)
{
	const char **list = NULL;
	size_t room = 0;
	size_t count = 0;

	while (*(text += strspn(text, " \t,"))) {
		size_t length = strcspn(text, " \t,");

		list = arena_grow(arena, list, count, &room, sizeof(*list));
		list[count++] = arena_copy_n(arena, text, length);
		text += length;
	}
	*out = list;
	return count;
}

/* ---- splitting ------------------------------------------------------------------------------ */

/* Before the command is known: a name that is no flag takes the next word with it. */
static bool takes_value(const char *name)
{
	const struct flag *option = option_find(name);

	return !option || option->value;
}

/* Typed wrong rather than typed at the wrong command. */
static bool known_somewhere(const char *name)
{
	const struct shape *shape;

	if (option_find(name))
		return true;
	for (size_t i = 0; (shape = model_at(i)); i++) {
		if (shape_field(shape, name) >= 0)
			return true;
	}
	return false;
}

/* "--due" alone and "--due DAY": what follows is its value unless it is an option itself. */
static bool is_bare(const char *name, const char *next)
{
	const struct flag *option = option_find(name);

	return option && option->value && option->value[0] == '[' &&
	    (!next || strncmp(next, "--", 2) == 0);
}

static void keep_option(struct cli *cli, const char *name, const char *value)
{
	cli->option[cli->option_count++] = (struct given){ .name = name, .value = value };
}

static int take_option(
    struct cli *cli, const char *text, const char *next, bool *used, struct err *err)
{
	const char *equals = strchr(text, '=');
	const char *name = equals ? arena_copy_n(cli->arena, text, (size_t)(equals - text)) : text;

	*used = false;
	if (!known_somewhere(name))
		return cli_wrong(
		    cli, err_set(err, FAIL_INVALID, "there is no option '--%s'", name));
	if (cli_option(cli, name) && takes_value(name))
		return cli_wrong(
		    cli, err_set(err, FAIL_INVALID, "option '--%s' is given twice", name));
	if (!takes_value(name)) {
		if (equals)
			return cli_wrong(cli,
			    err_set(err, FAIL_INVALID, "option '--%s' takes no value", name));
		keep_option(cli, name, "");
		return OK;
	}
	if (!equals && is_bare(name, next)) {
		keep_option(cli, name, "");
		cli->option[cli->option_count - 1].bare = true;
		return OK;
	}
	*used = !equals;
	if (!equals && !next)
		return cli_wrong(
		    cli, err_set(err, FAIL_INVALID, "option '--%s' needs a value", name));
	keep_option(cli, name, equals ? equals + 1 : next);
	return OK;
}

static bool is_number(const char *text)
{
	return text[0] == '-' && text[1] && strspn(text + 1, "0123456789") == strlen(text + 1);
}

/* One argument. *used: the next one belongs to it. */
static int take_argument(
    struct cli *cli, const char *text, const char *next, bool *used, struct err *err)
{
	*used = false;
	if (strncmp(text, "--", 2) == 0)
		return take_option(cli, text + 2, next, used, err);
	if (strcmp(text, "-h") == 0)
		return take_option(cli, "help", next, used, err);
	if (strcmp(text, "-o") == 0)
		return take_option(cli, "output", next, used, err);
	if (text[0] == '-' && text[1] && !is_number(text))
		return cli_wrong(cli, err_set(err, FAIL_INVALID, "there is no option '%s'", text));
	cli->word[cli->word_count++] = text;
	return OK;
}

/* Takes noun and verb off the words. */
static void find_command(struct cli *cli)
{
	if (cli->word_count == 0)
		return;
	cli->noun = cli->word[0];
	if (cli->word_count > 1 && (cli->command = command_find(cli->noun, cli->word[1]))) {
		cli->verb = cli->word[1];
		cli->word += 2;
		cli->word_count -= 2;
		return;
	}
	cli->verb = cli->word_count > 1 ? cli->word[1] : NULL;
	cli->command = command_find(cli->noun, NULL);
	cli->word++;
	cli->word_count--;
}

int cli_parse(struct cli *cli, int argc, char **argv, struct err *err)
{
	size_t most = (size_t)(argc > 0 ? argc : 0) + 1;
	bool ended = false;
	int rc = OK;

	cli->word = arena_alloc(cli->arena, most * sizeof(*cli->word));
	cli->option = arena_alloc(cli->arena, most * sizeof(*cli->option));
	for (int i = 1; i < argc; i++) {
		bool used = false;
		int one;

		if (ended) {
			cli->word[cli->word_count++] = argv[i];
			continue;
		}
		if (strcmp(argv[i], "--") == 0) {
			ended = true;
			continue;
		}
		/* the first fault is told, and yet all is read, so that its command is known */
		one = take_argument(cli, argv[i], i + 1 < argc ? argv[i + 1] : NULL, &used,
		    rc < 0 ? NULL : err);
		if (rc == OK)
			rc = one;
		i += used;
	}
	find_command(cli);
	return rc;
}

/* ---- values --------------------------------------------------------------------------------- */

static int read_input(const char **out, struct cli *cli, struct err *err)
{
	struct buffer text = { 0 };
	char piece[4096];
	size_t got;

	*out = "";
	while ((got = fread(piece, 1, sizeof(piece), stdin)) > 0 && text.length < FILE_LIMIT)
		buffer_add_n(&text, piece, got);
	if (text.length == 0)
		return OK;
	if (memchr(text.text, '\0', text.length)) {
		buffer_release(&text);
		return err_set(err, FAIL_INVALID, "standard input is not a text");
	}
	*out = arena_copy_n(cli->arena, text.text, text.length);
	buffer_release(&text);
	return OK;
}

int cli_text(const char **out, struct cli *cli, const char *typed, struct err *err)
{
	char *data;
	size_t length;
	int rc;

	*out = typed;
	if (strcmp(typed, "-") == 0)
		return read_input(out, cli, err);
	if (typed[0] != '@')
		return OK;
	if (typed[1] == '@') {
		*out = typed + 1;
		return OK;
	}
	rc = file_read(&data, &length, typed + 1, FILE_LIMIT, cli->arena, err);
	if (rc < 0)
		return rc;
	if (memchr(data, '\0', length))
		return err_set(err, FAIL_INVALID, "'%s' is not a text", typed + 1);
	*out = arena_copy_n(cli->arena, data, length);
	return OK;
}

static int add_value(struct value *list, size_t *count, struct cli *cli, const struct field *field,
    const char *typed, struct err *err)
{
	const char *text = typed;
	int rc = OK;

	for (size_t i = 0; i < *count; i++) {
		if (strcmp(list[i].field, field->name) == 0)
			return cli_wrong(cli,
			    err_set(err, FAIL_INVALID, "field '%s' is given twice", field->name));
	}
	if (field_is_text(field))
		rc = cli_text(&text, cli, typed, err);
	list[(*count)++] = (struct value){ field->name, text };
	return rc;
}

int cli_values(
    struct value **out, size_t *count, struct cli *cli, size_t from_word, struct err *err)
{
	struct value *list =
	    arena_alloc(cli->arena, (cli->option_count + cli->word_count + 1) * sizeof(*list));
	int rc = OK;

	*out = list;
	*count = 0;
	for (size_t i = 0; rc == OK && i < cli->option_count; i++) {
		const struct field *field = command_field(cli->command, cli->option[i].name);

		if (field && !command_takes(cli->command, cli->option[i].name, NULL))
			rc = add_value(list, count, cli, field, cli->option[i].value, err);
	}
	for (size_t i = from_word; rc == OK && i < cli->word_count; i++) {
		const char *word = cli->word[i];
		const char *equals = strchr(word, '=');
		const char *name =
		    equals ? arena_copy_n(cli->arena, word, (size_t)(equals - word)) : word;
		const struct field *field = equals ? command_field(cli->command, name) : NULL;

		if (!equals)
			rc = cli_wrong(cli,
			    err_set(
				err, FAIL_INVALID, "'%s' is not of the form FIELD=VALUE", word));
		else if (!field)
			rc = cli_wrong(
			    cli, err_set(err, FAIL_INVALID, "there is no field '%s' here", name));
		else
			rc = add_value(list, count, cli, field, equals + 1, err);
	}
	return rc;
}
