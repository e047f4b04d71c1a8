/*
 * help.c - help, usage and the completion script, all printed from the tables.
 */
#include <stdio.h>
#include <string.h>

#include "cli_priv.h"

enum { HELP_WIDTH = 80, LEFT = 30 };

static FILE *stream(enum where where)
{
	return where == TO_OUT ? stdout : stderr;
}

/* A name and what it means: beside each other, or below when the name is long. */
static void pair(enum where where, const char *name, const char *meaning)
{
	fprintf(stream(where), "  %s", name);
	screen_beside(where, meaning, text_length(name) + 2, LEFT, HELP_WIDTH);
}

static void print_name(const struct command *command, enum where where)
{
	fprintf(
	    stream(where), "capdo %s%s%s", command->noun, *command->verb ? " " : "", command->verb);
}

void help_usage(const struct command *command, enum where where)
{
	FILE *out = stream(where);

	fprintf(out, "%s: ", _("usage"));
	print_name(command, where);
	if (*command->arguments)
		fprintf(out, " %s", command->arguments);
	for (size_t i = 0; option_at(i); i++) {
		const struct flag *option = option_at(i);
		bool must = false;

		if (option_is_general(option) || !command_takes(command, option->name, &must))
			continue;
		fprintf(out, " %s--%s%s%s%s", must ? "" : "[", option->name,
		    option->value ? " " : "", option->value ? option->value : "", must ? "" : "]");
	}
	fputc('\n', out);
}

static void print_options(const struct command *command, struct arena *arena, enum where where)
{
	bool any = false;

	for (size_t i = 0; option_at(i); i++) {
		const struct flag *option = option_at(i);

		if (option_is_general(option) || !command_takes(command, option->name, NULL))
			continue;
		if (!any)
			fprintf(stream(where), "\n%s:\n", _("options"));
		any = true;
		pair(where,
		    arena_print(arena, "--%s%s%s", option->name, option->value ? " " : "",
			option->value ? option->value : ""),
		    _(option->help));
	}
}

static const char *expected(const struct field *field, struct arena *arena)
{
	const char *list = "";

	switch (field->type) {
	case F_LINE:
		return _("one line");
	case F_NOTE:
		return _("text of several lines");
	case F_CODE:
		return _("a code");
	case F_WORDS:
		return _("codes");
	case F_ENUM:
		for (const struct code *code = field->codes; code && code->code; code++)
			list = arena_print(arena, "%s%s%s", list, *list ? "|" : "", code->code);
		return list;
	case F_INT:
	case F_MONEY:
		return _("a number");
	case F_YESNO:
		return "yes|no";
	case F_DATE:
		return _("a day like 2026-11-22");
	case F_TIME:
		return _("a time like 2026-11-22T20:15:00Z");
	case F_HASH:
		return "SHA-256";
	}
	return "";
}

static void print_fields(const struct command *command, struct arena *arena, enum where where)
{
	const struct shape *shape = command_shape(command);
	bool any = false;

	for (size_t i = 0; shape && i < shape->field_count; i++) {
		const struct field *field = &shape->field[i];

		if (!command_field(command, field->name) ||
		    command_takes(command, field->name, NULL))
			continue;
		if (!any)
			fprintf(
			    stream(where), "\n%s:\n", _("fields, as --field VALUE or field=VALUE"));
		any = true;
		pair(where,
		    arena_print(arena, "--%s%s", field->name, field->flags & REQUIRED ? " *" : ""),
		    arena_print(arena, "%s: %s", _(field->label), expected(field, arena)));
	}
	if (any) {
		screen_text(where,
		    _("* must have a value; a value '-' is read from standard input, '@FILE' is "
		      "the "
		      "text of a file, '' takes the value away"),
		    2, HELP_WIDTH);
	}
}

static void print_general(struct arena *arena, enum where where)
{
	fprintf(stream(where), "\n%s:\n", _("options of every command"));
	for (size_t i = 0; option_at(i) && option_is_general(option_at(i)); i++) {
		const struct flag *option = option_at(i);

		pair(where,
		    arena_print(arena, "--%s%s%s", option->name, option->value ? " " : "",
			option->value ? option->value : ""),
		    _(option->help));
	}
}

/* The rows that records share say of which record. */
static const char *help_of(const struct command *command, struct arena *arena)
{
	static int (*const shared[])(struct cli *, struct err *) = { run_record_add, run_record_set,
		run_record_show, run_record_list, run_record_remove };

	for (size_t i = 0; i < sizeof(shared) / sizeof(shared[0]); i++) {
		if (command->run == shared[i])
			return arena_print(
			    arena, "%s: %s", _(command->help), _(command_shape(command)->label));
	}
	return _(command->help);
}

void help_command(struct cli *cli, const struct command *command, enum where where)
{
	help_usage(command, where);
	screen_text(where, help_of(command, cli->arena), 0, HELP_WIDTH);
	print_options(command, cli->arena, where);
	print_fields(command, cli->arena, where);
	print_general(cli->arena, where);
	fprintf(stream(where), "\n%s:\n  %s\n", _("example"), command->example);
}

static void print_row(const struct command *command, enum where where, struct arena *arena)
{
	pair(where,
	    arena_print(arena, "%s%s%s%s%s", command->noun, *command->verb ? " " : "",
		command->verb, *command->arguments ? " " : "", command->arguments),
	    help_of(command, arena));
}

void help_noun(const char *noun, enum where where)
{
	const struct command *command;
	const struct command *first = NULL;
	struct arena *arena = arena_new();

	for (size_t i = 0; (command = command_at(i)); i++) {
		if (strcmp(command->noun, noun) != 0)
			continue;
		print_row(command, where, arena);
		if (!first)
			first = command;
	}
	if (first)
		fprintf(stream(where), "\n%s:\n  %s\n", _("example"), first->example);
	arena_free(arena);
}

void help_all(enum where where)
{
	const struct command *command;
	struct arena *arena = arena_new();
	const char *noun = "";

	screen_text(where,
	    _("capdo finds the security level of information systems, checks the requirements of "
	      "that level, assesses the threats and hands in the result"),
	    0, HELP_WIDTH);
	fprintf(
	    stream(where), "\n%s: capdo [--db FILE] [--lang vi|en] NOUN VERB ...\n", _("usage"));
	for (size_t i = 0; (command = command_at(i)); i++) {
		if (strcmp(noun, command->noun) != 0)
			fputc('\n', stream(where));
		noun = command->noun;
		print_row(command, where, arena);
	}
	print_general(arena, where);
	fputc('\n', stream(where));
	screen_text(where,
	    _("'capdo NOUN VERB --help' shows a command with its options and an example; exit "
	      "status: "
	      "0 done, 1 the machine could not, 2 wrong use or invalid input, 3 done and the "
	      "answer "
	      "is \"inconsistent\""),
	    0, HELP_WIDTH);
	fprintf(stream(where), "\n%s:\n  capdo help level walk\n", _("example"));
	arena_free(arena);
}

int run_help(struct cli *cli, struct err *err)
{
	const char *noun = cli->word_count > 0 ? cli->word[0] : NULL;
	const char *verb = cli->word_count > 1 ? cli->word[1] : NULL;
	const struct command *command = noun ? command_find(noun, verb) : NULL;

	if (!noun)
		help_all(TO_OUT);
	else if (command)
		help_command(cli, command, TO_OUT);
	else if (command_noun(noun) && !verb)
		help_noun(noun, TO_OUT);
	else
		return err_set(err, FAIL_INVALID, "there is no command '%s%s%s'", noun,
		    verb ? " " : "", verb ? verb : "");
	return OK;
}

int run_version(struct cli *cli, struct err *err)
{
	(void)cli;
	(void)err;
	printf("capdo %s\n", CAPDO_VERSION);
	return OK;
}

/* ---- completion ----------------------------------------------------------------------------- */

static void print_nouns(void)
{
	const char *noun = "";

	for (size_t i = 0; command_at(i); i++) {
		if (strcmp(noun, command_at(i)->noun) != 0)
			printf(" %s", command_at(i)->noun);
		noun = command_at(i)->noun;
	}
}

static void print_verbs(const char *noun)
{
	for (size_t i = 0; command_at(i); i++) {
		if (strcmp(command_at(i)->noun, noun) == 0)
			printf(" %s", command_at(i)->verb);
	}
}

static void print_words_of(const struct command *command)
{
	const struct shape *shape = command_shape(command);

	for (size_t i = 0; option_at(i); i++) {
		if (option_is_general(option_at(i)) ||
		    command_takes(command, option_at(i)->name, NULL))
			printf(" --%s", option_at(i)->name);
	}
	for (size_t i = 0; shape && i < shape->field_count; i++) {
		const char *name = shape->field[i].name;

		if (command_field(command, name) && !command_takes(command, name, NULL))
			printf(" --%s", name);
	}
}

int run_completion(struct cli *cli, struct err *err)
{
	const struct command *command;
	const char *noun = "";

	if (strcmp(cli->word[0], "bash") != 0)
		return err_set(
		    err, FAIL_INVALID, "'%s' is no shell known here: bash", cli->word[0]);
	printf("_capdo()\n{\n\tlocal word=${COMP_WORDS[COMP_CWORD]} list=\n"
	       "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n\t\tlist=\"");
	print_nouns();
	printf("\"\n\telif [ \"$COMP_CWORD\" -eq 2 ]; then\n\t\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; (command = command_at(i)); i++) {
		if (strcmp(noun, command->noun) == 0 || !*command->verb)
			continue;
		noun = command->noun;
		printf("\t\t%s) list=\"", noun);
		print_verbs(noun);
		printf("\" ;;\n");
	}
	printf("\t\tesac\n\tfi\n\tif [ -z \"$list\" ]; then\n\t\tcase \"${COMP_WORDS[1]} "
	       "${COMP_WORDS[2]}\" in\n");
	for (size_t i = 0; (command = command_at(i)); i++) {
		printf("\t\t\"%s %s\"%s) list=\"", command->noun, command->verb,
		    *command->verb ? "" : "*");
		print_words_of(command);
		printf("\" ;;\n");
	}
	printf("\t\tesac\n\tfi\n\tCOMPREPLY=($(compgen -W \"$list\" -- \"$word\"))\n}\n"
	       "complete -o default -F _capdo capdo\n");
	return OK;
}
