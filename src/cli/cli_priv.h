/*
 * cli_priv.h - what the files of the command line share: the table of commands, the words and
 * options of this call, text for people, and questions.
 *
 * A handler finds everything checked: as many words as its row says, only options its row names,
 * the database open as it needs it. Whatever it allocates lives in cli->arena until the program
 * ends.
 */
#ifndef CAPDO_CLI_PRIV_H
#define CAPDO_CLI_PRIV_H

#include "capdo/app.h"

#define CAPDO_VERSION "1.0.0"

/* ---- the table ------------------------------------------------------------------------------ */

enum need {
	NEED_NOTHING,
	NEED_PACKS,             /* no database, only the packs */
	NEED_READ,
	NEED_WRITE,
	NEED_CREATE
};

struct cli;

struct command {
	const char *noun;
	const char *verb;               /* "": the noun is the whole command */
	const char *arguments;          /* "SYSTEM [ASSET] [FILE...]": as printed, and as checked */
	const char *options;            /* names in options.c; "!name": must be given */
	const char *shape;              /* its typed fields are options too; NULL: none */
	const char *help;               /* msgid, one line */
	const char *example;            /* works after the examples of the rows before it */
	enum need need;
	int (*run)(struct cli *cli, struct err *err);
};

struct flag {
	const char *name;
	const char *value;      /* what stands for the value in help, in brackets: it may be
				 * left out; NULL: a flag */
	const char *help;               /* msgid */
};

const struct command *command_at(size_t index);         /* NULL past the end */
/* NULL: there is none. verb NULL is like "". */
const struct command *command_find(const char *noun, const char *verb);
bool command_noun(const char *noun);                    /* is there a command of this noun */
const struct flag *option_find(const char *name);     /* of all commands */
const struct flag *option_at(size_t index);           /* those every command takes come first */
bool option_is_general(const struct flag *option);
/* Does the row name this option, as must or may? */
bool command_takes(const struct command *command, const char *option, bool *must);
/* The shape whose records the row is about; NULL: none. */
const struct shape *command_shape(const struct command *command);
/* The field of the row's shape that may be typed as an option or FIELD=VALUE; NULL: none. */
const struct field *command_field(const struct command *command, const char *name);

/* ---- one call ------------------------------------------------------------------------------- */

struct given {
	const char *name;
	const char *value;              /* "" for a flag */
	bool bare;                      /* it may have a value, and has none */
};

struct cli {
	const struct command *command;
	struct arena *arena;
	struct app *app;                /* NULL without a database */
	const struct pack_set *packs;   /* NULL: not needed */
	struct pack_set *own_packs;     /* loaded without a database */
	const char *noun, *verb;        /* as typed, before the command is known */
	const char **word;              /* after noun and verb */
	size_t word_count;
	struct given *option;
	size_t option_count;
	const char *today;              /* ISO day that counts as today */
	bool wrong_use;                 /* show how the command is used */
	bool input_ended;
};

/* Splits the arguments of a call; sets noun, verb, command, words, options. */
int cli_parse(struct cli *cli, int argc, char **argv, struct err *err);
/* The value of an option, "" for a flag; NULL: not given. */
const char *cli_option(const struct cli *cli, const char *name);
/* An option that is a whole number; *out stays as it is when it is not given. */
int cli_number(int64_t *out, const struct cli *cli, const char *option, struct err *err);
/* --year, else the year of today. */
const char *cli_year(const struct cli *cli);
/* A typed text: "-" is standard input, "@FILE" the text of a file, "@@" stands for a first @. */
int cli_text(const char **out, struct cli *cli, const char *typed, struct err *err);
/* The typed fields of the command's shape, from options and from words FIELD=VALUE. *out is the
 * arena's. */
int cli_values(
    struct value **out, size_t *count, struct cli *cli, size_t from_word, struct err *err);
/* FAIL_INVALID that also shows how the command is used. */
int cli_wrong(struct cli *cli, int code);
/* Keeps words of a text as a list, split at blanks. */
size_t cli_split(const char ***out, const char *text, struct arena *arena);

/* ---- help ----------------------------------------------------------------------------------- */

enum where { TO_OUT, TO_ERR };
void help_all(enum where where);
void help_noun(const char *noun, enum where where);
void help_command(struct cli *cli, const struct command *command, enum where where);
void help_usage(const struct command *command, enum where where);
int run_help(struct cli *cli, struct err *err);
int run_version(struct cli *cli, struct err *err);
int run_completion(struct cli *cli, struct err *err);

/* ---- text for people ------------------------------------------------------------------------ */

enum { SCREEN_WIDTH = 96 };
/* Columns to wrap at: 0 when nobody looks, so that a line stays a line for other programs. */
size_t screen_width(void);
/* One paragraph per line of text, wrapped at width (0: not), each line after `indent` blanks. */
void screen_text(enum where where, const char *text, size_t indent, size_t width);
/* The same, beginning in column `at` of a line that has begun; its other lines stand under its
 * first. */
void screen_beside(enum where where, const char *text, size_t at, size_t indent, size_t width);
void screen_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "label: value", the value wrapped below itself; nothing when value is NULL or "". */
void screen_pair(const char *label, const char *value);

/* Rows of cells whose columns stand under each other, by what the eye sees. Nothing is cut. */
struct table;
struct table *table_new(struct arena *arena, size_t columns);
void table_row(struct table *table, const char *const *cell);   /* NULL cells are empty */
/* Wraps the widest columns until a row fits into width (0: never). The first row is a heading. */
void table_print(const struct table *table, size_t width);

/* The value as people read it: labels for codes, dates and numbers as is usual. */
const char *show_value(const struct field *field, const char *value, struct arena *arena);
const char *show_level(int level, struct arena *arena);         /* "level 2", "no level" */
const char *show_range(const struct level_result *result, struct arena *arena);
const char *show_score(int thousandths, struct arena *arena);   /* 853: "85.3 %" */
const char *show_finding(enum finding finding);
const char *show_cite(
    const struct pack *pack, const char *cite, enum status status, struct arena *arena);
const char *show_number(struct arena *arena, int64_t number);
void progress(size_t done, size_t all);                         /* a bar on a terminal */

/* ---- questions ------------------------------------------------------------------------------ */

enum reply { REPLY_TEXT, REPLY_EMPTY, REPLY_EXPLAIN, REPLY_BACK, REPLY_SKIP, REPLY_STOP };
/* Reads one line of the answer; asks again when it is no clean text. The end of input is
 * REPLY_STOP. */
enum reply ask_reply(const char **text, struct cli *cli, const char *prompt);
void ask_saved(const char *what, const char *value);            /* the line scripts look for */
void ask_refused(const struct err *err);
void ask_introduce(void);                                       /* the keys, once per walk */

/* How a walk of count questions ended. */
void ask_end(size_t count, bool stopped);

struct choice {
	const char *key;                /* what to type */
	const char *id;
	const char *text;
};
/* Keys are numbers from 1, or the ids where these are numbers themselves. */
void choices_number(struct choice *choice, size_t count, struct arena *arena);
void choices_print(const struct choice *choice, size_t count, const char *present);
/* By key or id; NULL: none. */
const struct choice *choices_pick(const struct choice *choice, size_t count, const char *text);
const char *choices_keys(const struct choice *choice, size_t count, struct arena *arena);

/* Where one stands in a walk. */
struct answers_left {
	size_t asked, left;
};
void ask_place(const struct answers_left *place, const char *where);

/* ---- shared by commands --------------------------------------------------------------------- */

/* agency and system of a command whose first word is SYSTEM. */
struct place cli_place(const struct cli *cli);
int cli_view(struct assessment_view **out, struct system_view **system, struct cli *cli,
    struct arena *arena, struct err *err);
int cli_list_xml(const struct node *first, const char *shape, struct err *err);

/* What a walk works on; the arena is of one question and renewed by each. */
struct walk {
	struct cli *cli;
	const char *system, *agency, *year;
	struct arena *arena;
	size_t asked;
	bool again;                     /* also what is answered already */
	bool stopped;
};
struct walk walk_start(struct cli *cli);
void walk_renew(struct walk *walk);

/* ---- handlers, by file ---------------------------------------------------------------------- */

int run_init(struct cli *cli, struct err *err);
int run_setting_set(struct cli *cli, struct err *err);
int run_audit_list(struct cli *cli, struct err *err);
int run_verify(struct cli *cli, struct err *err);
int run_backup(struct cli *cli, struct err *err);
int run_sign(struct cli *cli, struct err *err);

int run_record_add(struct cli *cli, struct err *err);
int run_record_set(struct cli *cli, struct err *err);
int run_record_show(struct cli *cli, struct err *err);
int run_record_list(struct cli *cli, struct err *err);
int run_record_remove(struct cli *cli, struct err *err);
void record_print_list(const struct shape *shape, const struct node *first, struct arena *arena);
void record_print(const struct node *node, struct arena *arena);

int run_level_walk(struct cli *cli, struct err *err);
int run_level_set(struct cli *cli, struct err *err);
int run_level_show(struct cli *cli, struct err *err);
int run_level_decide(struct cli *cli, struct err *err);
int run_level_check(struct cli *cli, struct err *err);
int run_level_compare(struct cli *cli, struct err *err);
void level_print(const struct level_view *view, struct arena *arena);
/* The level by the regulation the system stands under, or by that of --pack, which is advice. */
int cli_level(struct level_view **out, struct walk *walk, struct err *err);
void level_say_advice(const struct level_view *view);
/* Facts of the requirements pack in force, as the system has them. */
int profile_facts(struct facts **out, const struct pack **pack, struct cli *cli, const char *agency,
    const char *system, struct arena *arena, struct err *err);
bool profile_matters(const struct pack *requirements, int level, const struct fact *fact);
const char *fact_text(const struct fact *fact, const char *value, struct arena *arena);

int run_assess_start(struct cli *cli, struct err *err);
int run_assess_carried(struct cli *cli, struct err *err);
int run_assess_confirm(struct cli *cli, struct err *err);
int run_assess_renew(struct cli *cli, struct err *err);
int run_assess_walk(struct cli *cli, struct err *err);
int run_assess_set(struct cli *cli, struct err *err);
int run_assess_show(struct cli *cli, struct err *err);
int run_assess_list(struct cli *cli, struct err *err);
int run_evidence_add(struct cli *cli, struct err *err);
int run_evidence_list(struct cli *cli, struct err *err);
int run_do_first(struct cli *cli, struct err *err);
/* The same answer for every asset: the one for all, and those that had an answer of their own. */
int assess_for_all(struct cli *cli, const struct place *place, const struct assessment_view *view,
    const char *requirement, const struct value *value, size_t count, struct err *err);
/* The finding that counts for an asset (NULL: the one for all), or NULL. */
const struct node *assess_finding(const struct assessment_view *view, const char *requirement,
    const char *asset);
const char *strict_words(enum truth strict);
void assess_explain(
    const struct assessment_view *view, const struct check_item *item, struct arena *arena);

/* What was said in an answer of then, in one cell. */
const char *crossed_words(const struct node *finding, struct arena *arena);
/* Are there lines of a kind that a crosswalk tells of? */
bool crossed_any(const struct carry_lists *lists, enum carry_kind kind);
/* Lines of a kind with the earlier requirements, how they compare, and why. */
void crossed_print_kind(
    const struct carry_lists *lists, enum carry_kind kind, struct arena *arena);
/* What a crosswalk tells of a question; NULL: nothing, or lists is NULL. */
const struct carry_line *crossed_line(
    const struct carry_lists *lists, const char *requirement, const char *asset);
/* The earlier requirements with their answers, and how they compare. line NULL: nothing. True: the
 * words of then were printed. */
bool crossed_print(const struct carry_line *line, struct arena *arena);
/* What a level demands in figures and equipment, with their force and how well they are sourced. */
void crossed_print_demand(const struct demand *demand, struct arena *arena);

int run_task_list(struct cli *cli, struct err *err);
int run_task_set(struct cli *cli, struct err *err);
int run_task_done(struct cli *cli, struct err *err);
int run_task_remove(struct cli *cli, struct err *err);
int run_task_due(struct cli *cli, struct err *err);

int run_threat_walk(struct cli *cli, struct err *err);
int run_threat_set(struct cli *cli, struct err *err);
int run_threat_rate(struct cli *cli, struct err *err);
int run_threat_accept(struct cli *cli, struct err *err);
int run_threat_show(struct cli *cli, struct err *err);
const struct risk *threat_risk(const struct assessment_view *view, const char *scenario);
void threat_print(const struct assessment_view *view, const struct risk *risk, struct arena *arena);

int run_review_list(struct cli *cli, struct err *err);
int run_review_show(struct cli *cli, struct err *err);
int run_review_comment(struct cli *cli, struct err *err);
int run_review_close(struct cli *cli, struct err *err);
int run_review_return(struct cli *cli, struct err *err);
int run_review_accept(struct cli *cli, struct err *err);
int run_review_export(struct cli *cli, struct err *err);
int run_comment_list(struct cli *cli, struct err *err);
int run_comment_reply(struct cli *cli, struct err *err);
void comments_print(const struct remark *remark, size_t count, struct arena *arena);
/* Prints the reviewer's open comments on records of these shapes: those of one key, or all of them
 * below a heading. asset: those on this asset or on all alike. */
enum { COMMENTS_ABOUT = 6 };
struct comments_about {
	const char *about[COMMENTS_ABOUT];
	const char *key, *asset;        /* NULL: any */
};
int comments_at(struct cli *cli, const char *agency, const char *system, const char *year,
    const struct comments_about *about, struct arena *arena, struct err *err);

/* The words of a command as files; a folder stands for its XML files. */
struct names {
	const char **at;
	size_t count, room;
};
int list_files(struct names *names, struct cli *cli, struct err *err);
int run_import(struct cli *cli, struct err *err);
int run_proposal_start(struct cli *cli, struct err *err);
int run_proposal_show(struct cli *cli, struct err *err);
int run_proposal_list(struct cli *cli, struct err *err);
int run_proposal_act(struct cli *cli, struct err *err);         /* the verb is the step */
int run_proposal_opinion(struct cli *cli, struct err *err);
int run_dossier_add(struct cli *cli, struct err *err);
int run_review_appraise(struct cli *cli, struct err *err);

int run_load(struct cli *cli, struct err *err);
int run_export(struct cli *cli, struct err *err);
int run_exchange_verify(struct cli *cli, struct err *err);
int run_trust_add(struct cli *cli, struct err *err);
int run_trust_list(struct cli *cli, struct err *err);
int run_trust_remove(struct cli *cli, struct err *err);
/* The database that was named, or the usual one. */
const char *cli_database(const struct cli *cli);
/* Opens it, in the place of the one that is open, if any. */
int cli_open(struct cli *cli, enum need need, struct err *err);
/* The key of --sign, --cert and --pass-file; *out NULL: the call does not ask for a signature. */
struct exchange_key;
int cli_key(struct exchange_key **out, struct cli *cli, struct err *err);
/* Has a file written, and signed when the call asks for it; it appears whole or not at all. */
int cli_write_signed(struct cli *cli, const char *path,
    int (*write)(void *context, const char *path, struct err *err), void *context,
    struct err *err);
/* Can a workbook and, beside it, a signed XML file be written as the call asks? */
int cli_report_use(struct cli *cli, struct err *err);
int run_report_system(struct cli *cli, struct err *err);
int run_report_agency(struct cli *cli, struct err *err);
int run_report_annual(struct cli *cli, struct err *err);
int run_province(struct cli *cli, struct err *err);
int run_report_province(struct cli *cli, struct err *err);

int run_regime_show(struct cli *cli, struct err *err);
int run_regime_list(struct cli *cli, struct err *err);
int run_regime_check(struct cli *cli, struct err *err);
int run_gap(struct cli *cli, struct err *err);
int run_report_gap(struct cli *cli, struct err *err);

/* "stops" or "warns", in the language in use. */
const char *rule_effect(const struct rule *rule);
int run_check(struct cli *cli, struct err *err);

int run_pack_list(struct cli *cli, struct err *err);
int run_pack_show(struct cli *cli, struct err *err);
int run_pack_check(struct cli *cli, struct err *err);

#endif
