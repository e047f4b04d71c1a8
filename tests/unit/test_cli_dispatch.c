/* The table of commands, the arguments of a call, help and exit status. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/cli/cli.h"
#include "../../src/cli/cli_priv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- helpers -------------------------------------------------------------------------------- */

/* What a call printed: [0] to standard output, [1] to standard error. */
static char printed[2][64 * 1024];

static void read_back(char *into, size_t room, FILE *from)
{
	size_t length;

	rewind(from);
	length = fread(into, 1, room - 1, from);
	into[length] = '\0';
	fclose(from);
}

/* Runs the words of a line, parted by blanks; '_' in a word stands for a blank. */
static int run(const char *line)
{
	char words[1024];
	char *argv[32] = { "capdo" };
	int argc = 1;
	FILE *kept[2] = { tmpfile(), tmpfile() };
	int saved[2] = { dup(1), dup(2) };
	int status;

	snprintf(words, sizeof(words), "%s", line);
	for (char *at = words; *at && argc < 31;) {
		size_t length = strcspn(at, " ");
		bool last = !at[length];

		at[length] = '\0';
		if (length > 0)
			argv[argc++] = at;
		for (size_t i = 0; i < length; i++)
			at[i] = at[i] == '_' ? ' ' : at[i];
		at += length + !last;
	}
	fflush(NULL);
	dup2(fileno(kept[0]), 1);
	dup2(fileno(kept[1]), 2);
	status = cli_run(argc, argv);
	fflush(NULL);
	for (int i = 0; i < 2; i++) {
		dup2(saved[i], i + 1);
		close(saved[i]);
		read_back(printed[i], sizeof(printed[i]), kept[i]);
	}
	return status;
}

static struct cli parse(struct arena *arena, int argc, char **argv, int *rc, struct err *err)
{
	struct cli cli = { .arena = arena };

	*rc = cli_parse(&cli, argc, argv, err);
	return cli;
}

/* ---- the table ------------------------------------------------------------------------------ */

static void every_row_has_help_an_example_of_itself_and_a_handler(void **state)
{
	const struct command *command;

	(void)state;
	for (size_t i = 0; (command = command_at(i)); i++) {
		char start[64];

		snprintf(start, sizeof(start), "capdo %s%s%s", command->noun,
		    *command->verb ? " " : "", command->verb);
		assert_int_equal(strncmp(command->example, start, strlen(start)), 0);
		assert_true(*command->help);
		assert_non_null(command->run);
		assert_ptr_equal(command_find(command->noun, command->verb), command);
	}
	assert_true(command_at(0) != NULL);
}

static void every_row_names_only_options_that_exist(void **state)
{
	const struct command *command;
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; (command = command_at(i)); i++) {
		const char **name;
		size_t count = cli_split(&name, command->options, arena);

		for (size_t j = 0; j < count; j++) {
			const struct flag *option = option_find(name[j] + (name[j][0] == '!'));

			assert_non_null(option);
			assert_false(option_is_general(option));
		}
		if (command->shape)
			assert_non_null(command_shape(command));
	}
	arena_free(arena);
}

static void every_shape_that_people_type_has_its_commands(void **state)
{
	static const char *const typed[] = { "agency", "system", "component", "zone", "asset",
		"action", "obligation", "readiness", "exercise", "incident", "plan", "year" };
	static const char *const verbs[] = { "add", "set", "show", "list", "remove" };

	(void)state;
	for (size_t i = 0; i < COUNT(typed); i++) {
		for (size_t j = 0; j < COUNT(verbs); j++)
			assert_non_null(command_find(typed[i], verbs[j]));
	}
}

static void a_required_field_can_be_typed_in_every_add(void **state)
{
	const struct command *command;

	(void)state;
	for (size_t i = 0; (command = command_at(i)); i++) {
		const struct shape *shape = command_shape(command);

		if (command->run != run_record_add)
			continue;
		for (size_t j = 0; j < shape->field_count; j++) {
			const struct field *field = &shape->field[j];

			if (field->flags & REQUIRED && !(field->flags & (KEY | AUTO)))
				assert_ptr_equal(command_field(command, field->name), field);
		}
	}
}

static void what_the_program_sets_cannot_be_typed(void **state)
{
	(void)state;
	assert_null(command_field(command_find("year", "set"), "state"));
	assert_null(command_field(command_find("asset", "add"), "code"));
	assert_null(command_field(command_find("asset", "list"), "name"));
	assert_null(command_field(command_find("assess", "set"), "status"));
	assert_null(command_field(command_find("threat", "rate"), "accepted-by"));
	assert_non_null(command_field(command_find("threat", "rate"), "likelihood"));
}

/* ---- arguments ------------------------------------------------------------------------------ */

static void options_may_stand_before_between_and_after_the_words(void **state)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	char *argv[] = { "capdo", "--db", "x.db", "asset", "--kind=server", "add", "s1", "--name",
		"agency", "a1" };
	int rc;
	struct cli cli = parse(arena, COUNT(argv), argv, &rc, &err);

	(void)state;
	assert_int_equal(rc, OK);
	assert_ptr_equal(cli.command, command_find("asset", "add"));
	assert_int_equal(cli.word_count, 2);
	assert_string_equal(cli.word[0], "s1");
	assert_string_equal(cli.word[1], "a1");
	assert_string_equal(cli_option(&cli, "db"), "x.db");
	assert_string_equal(cli_option(&cli, "kind"), "server");
	assert_string_equal(cli_option(&cli, "name"), "agency");
	arena_free(arena);
}

static void two_dashes_end_the_options(void **state)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	char *argv[] = { "capdo", "backup", "--", "--help" };
	int rc;
	struct cli cli = parse(arena, COUNT(argv), argv, &rc, &err);

	(void)state;
	assert_int_equal(rc, OK);
	assert_null(cli_option(&cli, "help"));
	assert_int_equal(cli.word_count, 1);
	assert_string_equal(cli.word[0], "--help");
	arena_free(arena);
}

static void a_flag_takes_no_word_with_it(void **state)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	char *argv[] = { "capdo", "asset", "list", "--xml", "s1", "-o", "out" };
	int rc;
	struct cli cli = parse(arena, COUNT(argv), argv, &rc, &err);

	(void)state;
	assert_int_equal(rc, OK);
	assert_int_equal(cli.word_count, 1);
	assert_string_equal(cli.word[0], "s1");
	assert_string_equal(cli_option(&cli, "output"), "out");
	arena_free(arena);
}

static void a_value_may_be_empty_or_look_like_an_option(void **state)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	char *argv[] = { "capdo", "agency", "set", "a", "--name", "--x", "--note=", "--phone=a=b" };
	int rc;
	struct cli cli = parse(arena, COUNT(argv), argv, &rc, &err);
	struct value *value;
	size_t count;

	(void)state;
	assert_int_equal(rc, OK);
	assert_int_equal(cli_values(&value, &count, &cli, 1, &err), OK);
	assert_int_equal(count, 3);
	assert_string_equal(value[0].field, "name");
	assert_string_equal(value[0].text, "--x");
	assert_string_equal(value[1].text, "");
	assert_string_equal(value[2].text, "a=b");
	arena_free(arena);
}

static void a_field_may_be_a_word_and_not_both(void **state)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	char *argv[] = { "capdo", "agency", "set", "a", "name=b", "--name", "c" };
	int rc;
	struct cli cli = parse(arena, COUNT(argv), argv, &rc, &err);
	struct value *value;
	size_t count;

	(void)state;
	assert_int_equal(cli_values(&value, &count, &cli, 1, &err), FAIL_INVALID);
	cli.option_count = 0;
	assert_int_equal(cli_values(&value, &count, &cli, 1, &err), OK);
	assert_int_equal(count, 1);
	assert_string_equal(value[0].text, "b");
	arena_free(arena);
}

static void a_text_may_come_from_a_file_or_begin_with_an_at(void **state)
{
	char path[] = "/tmp/capdo-cli-XXXXXX";
	char typed[64];
	int fd = mkstemp(path);
	struct arena *arena = arena_new();
	struct cli cli = { .arena = arena };
	struct err err = { 0 };
	const char *text;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "one\ntwo\n", 8), 8);
	close(fd);
	snprintf(typed, sizeof(typed), "@%s", path);
	assert_int_equal(cli_text(&text, &cli, typed, &err), OK);
	assert_string_equal(text, "one\ntwo\n");
	assert_int_equal(cli_text(&text, &cli, "@@home", &err), OK);
	assert_string_equal(text, "@home");
	unlink(path);
	assert_int_equal(cli_text(&text, &cli, typed, &err), FAIL_NOT_FOUND);
	arena_free(arena);
}

/* ---- exit status ---------------------------------------------------------------------------- */

static void wrong_use_ends_with_2_and_shows_the_usage(void **state)
{
	static const char *const wrong[] = { "asset add s1", "asset add", "asset list s1 two",
		"version --foo", "version --year 2026", "backup", "level check --pack nd85-2016",
		"level check --facts", "version extra", "sign a", "agency add a -x",
		"asset list s1 --xml=yes", "asset --db a --db b list s1" };

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		assert_int_equal(run(wrong[i]), 2);
		assert_string_equal(printed[0], "");
		assert_int_equal(strncmp(printed[1], "capdo: ", 7), 0);
		assert_non_null(strchr(strchr(printed[1], '\n') + 1, '\n'));
	}
	run("--lang en asset add s1");
	assert_non_null(strstr(printed[1], "usage: capdo asset add SYSTEM CODE [FIELD=VALUE...]"));
}

static void an_unknown_command_ends_with_2(void **state)
{
	static const char *const wrong[] = { "", "nothing", "asset", "asset fly", "nothing --help",
		"help nothing", "help asset fly", "--lang fr version", "completion fish" };

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		assert_int_equal(run(wrong[i]), 2);
		assert_string_equal(printed[0], "");
	}
}

static void a_database_that_is_not_there_ends_with_2(void **state)
{
	(void)state;
	assert_int_equal(run("--db /nowhere/at/all.db agency list"), 2);
	assert_non_null(strstr(printed[1], "/nowhere/at/all.db"));
}

static void an_invalid_day_ends_with_2(void **state)
{
	(void)state;
	assert_int_equal(run("--as-of 2026-02-30 pack list"), 2);
}

static void version_prints_one_line_to_standard_output(void **state)
{
	(void)state;
	assert_int_equal(run("version"), 0);
	assert_string_equal(printed[0], "capdo " CAPDO_VERSION "\n");
	assert_string_equal(printed[1], "");
}

/* ---- help ----------------------------------------------------------------------------------- */

static void help_names_every_command(void **state)
{
	const struct command *command;

	(void)state;
	assert_int_equal(run("--lang en help"), 0);
	for (size_t i = 0; (command = command_at(i)); i++) {
		char row[128];

		snprintf(row, sizeof(row), "\n  %s%s%s", command->noun, *command->verb ? " " : "",
		    command->verb);
		assert_non_null(strstr(printed[0], row));
	}
}

static void help_of_every_command_ends_with_its_example(void **state)
{
	const struct command *command;

	(void)state;
	for (size_t i = 0; (command = command_at(i)); i++) {
		char line[128];

		snprintf(
		    line, sizeof(line), "--help --lang en %s %s", command->noun, command->verb);
		assert_int_equal(run(line), 0);
		assert_non_null(strstr(printed[0], "usage: capdo "));
		assert_non_null(strstr(printed[0], command->example));
		assert_string_equal(printed[1], "");
	}
}

static void help_of_a_noun_lists_its_verbs(void **state)
{
	(void)state;
	assert_int_equal(run("assess --help"), 0);
	assert_non_null(strstr(printed[0], "assess walk"));
	assert_non_null(strstr(printed[0], "assess start"));
	assert_null(strstr(printed[0], "threat walk"));
}

static void help_lists_the_fields_of_a_record_with_their_codes(void **state)
{
	(void)state;
	assert_int_equal(run("asset add --help --lang en"), 0);
	assert_non_null(strstr(printed[0], "--kind *"));
	assert_non_null(strstr(printed[0], "network-device|server|application"));
	assert_non_null(strstr(printed[0], "--supported-until"));
	assert_null(strstr(printed[0], "--code"));
}

static void the_completion_script_knows_nouns_verbs_and_options(void **state)
{
	(void)state;
	assert_int_equal(run("completion bash"), 0);
	assert_non_null(strstr(printed[0], "complete -o default -F _capdo capdo"));
	assert_non_null(strstr(printed[0], "\"asset add\") list=\""));
	assert_non_null(strstr(printed[0], " --supported-until"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_has_help_an_example_of_itself_and_a_handler),
		cmocka_unit_test(every_row_names_only_options_that_exist),
		cmocka_unit_test(every_shape_that_people_type_has_its_commands),
		cmocka_unit_test(a_required_field_can_be_typed_in_every_add),
		cmocka_unit_test(what_the_program_sets_cannot_be_typed),
		cmocka_unit_test(options_may_stand_before_between_and_after_the_words),
		cmocka_unit_test(two_dashes_end_the_options),
		cmocka_unit_test(a_flag_takes_no_word_with_it),
		cmocka_unit_test(a_value_may_be_empty_or_look_like_an_option),
		cmocka_unit_test(a_field_may_be_a_word_and_not_both),
		cmocka_unit_test(a_text_may_come_from_a_file_or_begin_with_an_at),
		cmocka_unit_test(wrong_use_ends_with_2_and_shows_the_usage),
		cmocka_unit_test(an_unknown_command_ends_with_2),
		cmocka_unit_test(a_database_that_is_not_there_ends_with_2),
		cmocka_unit_test(an_invalid_day_ends_with_2),
		cmocka_unit_test(version_prints_one_line_to_standard_output),
		cmocka_unit_test(help_names_every_command),
		cmocka_unit_test(help_of_every_command_ends_with_its_example),
		cmocka_unit_test(help_of_a_noun_lists_its_verbs),
		cmocka_unit_test(help_lists_the_fields_of_a_record_with_their_codes),
		cmocka_unit_test(the_completion_script_knows_nouns_verbs_and_options),
	};

	unsetenv("CAPDO_DB");
	unsetenv("CAPDO_LANG");
	unsetenv("CAPDO_USER");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
