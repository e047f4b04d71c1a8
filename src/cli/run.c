/*
 * run.c - the dispatcher: checks a call against its row, opens what the row needs, runs it, and
 * tells what went wrong.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "cli_priv.h"

/* A word in the environment counts when it says something. */
static const char *from_environment(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static void say_error(const struct err *err)
{
	fflush(stdout);
	fprintf(stderr, "capdo: %s\n", err->text);
}

/* ---- checking the call ---------------------------------------------------------------------- */

/* The language comes first: even the message about a wrong option is in it. */
static int choose_language(const struct cli *cli, struct err *err)
{
	const char *text = cli_option(cli, "lang");
	enum lang lang = LANG_VI;
	int rc;

	if (!text)
		text = from_environment("CAPDO_LANG");
	rc = text ? lang_parse(&lang, text, err) : OK;
	lang_use(lang);
	return rc;
}

static int unknown_command(struct cli *cli, struct err *err)
{
	cli->wrong_use = true;
	if (!cli->noun)
		return err_set(err, FAIL_INVALID, "say what is to be done");
	if (!command_noun(cli->noun))
		return err_set(err, FAIL_INVALID, "there is no command '%s'", cli->noun);
	if (!cli->verb)
		return err_set(err, FAIL_INVALID, "say what is to be done with '%s'", cli->noun);
	return err_set(err, FAIL_INVALID, "there is no command '%s %s'", cli->noun, cli->verb);
}

static int check_options(struct cli *cli, struct err *err)
{
	const struct flag *option;

	for (size_t i = 0; i < cli->option_count; i++) {
		const char *name = cli->option[i].name;
		const struct flag *known = option_find(name);

		if (known && (option_is_general(known) || command_takes(cli->command, name, NULL)))
			continue;
		if (!command_field(cli->command, name))
			return cli_wrong(cli,
			    err_set(err, FAIL_INVALID, "there is no option '--%s' here", name));
		if (cli->option[i].bare)
			return cli_wrong(cli,
			    err_set(err, FAIL_INVALID, "option '--%s' needs a value", name));
	}
	for (size_t i = 0; (option = option_at(i)); i++) {
		bool must = false;

		if (command_takes(cli->command, option->name, &must) && must &&
		    !cli_option(cli, option->name))
			return cli_wrong(cli,
			    err_set(err, FAIL_INVALID, "option '--%s' is missing", option->name));
	}
	return OK;
}

static int check_words(struct cli *cli, struct err *err)
{
	const char **name;
	size_t count = cli_split(&name, cli->command->arguments, cli->arena);
	bool many = count > 0 && strstr(cli->command->arguments, "...");

	for (size_t i = 0; i < count; i++) {
		size_t length = strcspn(name[i], ".");

		if (i >= cli->word_count && name[i][0] != '[')
			return cli_wrong(cli, err_set(err, FAIL_INVALID, "%s is missing",
			    arena_copy_n(cli->arena, name[i], length)));
	}
	if (cli->word_count > count && !many)
		return cli_wrong(cli,
		    err_set(err, FAIL_INVALID, "'%s' is one word too many", cli->word[count]));
	for (size_t i = 0; i < cli->word_count; i++) {
		if (!text_valid_utf8(cli->word[i], strlen(cli->word[i])))
			return err_set(err, FAIL_INVALID, "word %zu is not valid UTF-8", i + 1);
	}
	return OK;
}

/* ---- opening -------------------------------------------------------------------------------- */

static int find_today(struct cli *cli, struct err *err)
{
	const char *text = cli_option(cli, "as-of");
	day today = clock_today();
	char shown[11];
	int rc = OK;

	if (text)
		rc = day_parse(&today, text, err);
	day_format(shown, today);
	cli->today = arena_copy(cli->arena, shown);
	return rc;
}

const char *cli_database(const struct cli *cli)
{
	const char *path = cli_option(cli, "db");

	if (!path)
		path = from_environment("CAPDO_DB");
	return path ? path : "capdo.db";
}

int cli_open(struct cli *cli, enum need need, struct err *err)
{
	struct app_options options = { .path = cli_database(cli) };
	struct app *app = NULL;
	int rc = day_parse(&options.today, cli->today, err);

	options.packs = cli_option(cli, "packs");
	options.person = cli_option(cli, "user");
	if (!options.person)
		options.person = from_environment("CAPDO_USER");
	if (!options.person && need == NEED_CREATE)
		options.person = "admin";
	options.mode = need == NEED_READ ? APP_READ : need == NEED_WRITE ? APP_WRITE : APP_CREATE;
	if (rc == OK)
		rc = app_open(&app, &options, err);
	if (rc < 0)
		return rc;
	app_close(cli->app);
	cli->app = app;
	cli->packs = app_packs(app);
	return OK;
}

static int open_needed(struct cli *cli, struct err *err)
{
	int rc = find_today(cli, err);

	if (rc < 0)
		return rc;
	switch (cli->command->need) {
	case NEED_NOTHING:
		return OK;
	case NEED_PACKS:
		rc = packs_load(&cli->own_packs, cli_option(cli, "packs"), err);
		cli->packs = cli->own_packs;
		return rc;
	case NEED_READ:
	case NEED_WRITE:
	case NEED_CREATE:
		return cli_open(cli, cli->command->need, err);
	}
	return OK;
}

/* ---- running -------------------------------------------------------------------------------- */

/* What could not be written was not done. */
static int check_output(struct err *err)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return OK;
	return err_set(err, FAIL_ENV, "cannot write to standard output");
}

static void show_use(const struct cli *cli)
{
	if (cli->command)
		help_usage(cli->command, TO_ERR);
	else if (cli->noun && command_noun(cli->noun))
		help_noun(cli->noun, TO_ERR);
	else
		screen_text(TO_ERR, _("'capdo help' lists the commands"), 0, 0);
}

static int ask_for_help(struct cli *cli, struct err *err)
{
	if (cli->command)
		help_command(cli, cli->command, TO_OUT);
	else if (cli->noun && command_noun(cli->noun) && !cli->verb)
		help_noun(cli->noun, TO_OUT);
	else if (!cli->noun)
		help_all(TO_OUT);
	else
		return unknown_command(cli, err);
	return OK;
}

static int run(struct cli *cli, int argc, char **argv, struct err *err)
{
	struct err language = { 0 };
	int rc = cli_parse(cli, argc, argv, NULL);
	int spoken = choose_language(cli, &language);

	/* parsed again in the language that was asked for, so that the fault is told in it */
	if (rc < 0) {
		*cli = (struct cli){ .arena = cli->arena };
		rc = cli_parse(cli, argc, argv, err);
	} else if (spoken < 0) {
		*err = language;
		rc = spoken;
	}
	if (rc < 0)
		return rc;
	if (cli_option(cli, "help"))
		return ask_for_help(cli, err);
	if (!cli->command)
		return unknown_command(cli, err);
	rc = check_options(cli, err);
	if (rc == OK)
		rc = check_words(cli, err);
	if (rc == OK)
		rc = open_needed(cli, err);
	return rc < 0 ? rc : cli->command->run(cli, err);
}

int cli_run(int argc, char **argv)
{
	struct cli cli = { .arena = arena_new() };
	struct err err = { 0 };
	int rc = run(&cli, argc, argv, &err);
	int written;

	if (rc < 0)
		say_error(&err);
	if (rc < 0 && cli.wrong_use)
		show_use(&cli);
	written = check_output(rc < 0 ? NULL : &err);
	if (rc >= 0 && written < 0) {
		rc = written;
		say_error(&err);
	}
	app_close(cli.app);
	packs_free(cli.own_packs);
	arena_free(cli.arena);
	return err_exit_status(rc < 0 ? rc : OK);
}
