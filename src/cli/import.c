/*
 * import.c - the department's side of handing in: files of agencies taken in, one line each, and
 * who is still missing.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/exchange.h"
#include "cli_priv.h"

/* ---- files ---------------------------------------------------------------------------------- */

static void add_name(struct names *names, struct arena *arena, const char *name)
{
	names->at = arena_grow(arena, names->at, names->count, &names->room, sizeof(*names->at));
	names->at[names->count++] = name;
}

int list_files(struct names *names, struct cli *cli, struct err *err)
{
	for (size_t i = 0; i < cli->word_count; i++) {
		const char *path = cli->word[i];
		char **inside;
		size_t count;

		if (file_list(&inside, &count, path, ".xml", cli->arena, NULL) < 0) {
			add_name(names, cli->arena, path);
			continue;
		}
		if (count == 0)
			return err_set(
			    err, FAIL_NOT_FOUND, "the folder '%s' has no XML files", path);
		for (size_t j = 0; j < count; j++)
			add_name(
			    names, cli->arena, arena_print(cli->arena, "%s/%s", path, inside[j]));
	}
	return OK;
}

/* ---- one file ------------------------------------------------------------------------------- */

static const char *kind_label(enum receipt_kind kind)
{
	switch (kind) {
	case RECEIPT_NEW:
		return _("new");
	case RECEIPT_REPLACES:
		return _("replaces an earlier one");
	case RECEIPT_DUPLICATE:
		return _("here already, nothing to do");
	case RECEIPT_OLDER:
		return _("older than the one here");
	case RECEIPT_ALTERED:
		return _("altered: the same number with other content");
	}
	return "";
}

static bool is_refused(enum receipt_kind kind)
{
	return kind == RECEIPT_OLDER || kind == RECEIPT_ALTERED;
}

static bool told_before(const struct breach_list *list, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (list->at[i].rule == list->at[at].rule)
			return true;
	return false;
}

/* Rules that warn, each once with how often: "R-120 (1), R-208 (3)". */
static const char *warning_ids(const struct breach_list *list, struct arena *arena)
{
	const char *ids = "";

	for (size_t i = 0; i < list->count; i++) {
		const struct rule *rule = list->at[i].rule;
		size_t count = 0;

		if (rule->stops || told_before(list, i))
			continue;
		for (size_t j = i; j < list->count; j++)
			count += list->at[j].rule == rule;
		ids = arena_print(arena, "%s%s%s (%zu)", ids, *ids ? ", " : "", rule->id, count);
	}
	return ids;
}

/* What stops is told in full, what warns by its ids; with all, everything in full. */
static void say_breaches(const struct breach_list *list, bool all, struct arena *arena)
{
	const char *ids = all ? "" : warning_ids(list, arena);

	for (size_t i = 0; i < list->count; i++) {
		const struct breach *breach = &list->at[i];

		if (all || breach->rule->stops)
			printf("  %s %s: %s: %s\n", breach->rule->id,
			    breach->rule->stops ? _("stops") : _("warns"), breach->where,
			    breach->text);
	}
	if (*ids)
		printf("  %s: %s\n", _("warns"), ids);
}

static void say_receipt(const char *path, const struct receipt *receipt, const char *signer,
    bool dry_run, bool all, struct arena *arena)
{
	const struct merge_counts *counts = &receipt->counts;

	printf("%s: %s, %s; ", path, receipt->agency, receipt->name);
	printf(_("year %s, number %lld; "), receipt->year, (long long)receipt->number);
	if (signer)
		printf(_("signature valid (%s); "), signer);
	else
		printf("%s; ", _("not signed"));
	printf("%s", kind_label(receipt->kind));
	if (receipt->late && receipt->kind != RECEIPT_DUPLICATE)
		printf("; %s", _("late"));
	if (receipt->kind == RECEIPT_NEW || receipt->kind == RECEIPT_REPLACES) {
		printf("; ");
		printf(dry_run ? _("would add %zu, change %zu, remove %zu")
			       : _("added %zu, changed %zu, removed %zu"),
		    counts->added, counts->changed, counts->removed);
		printf("; ");
		printf(_("rules: %zu stop, %zu warn"), receipt->stops, receipt->warns);
	}
	printf("\n");
	say_breaches(&receipt->breaches, all, arena);
}

struct importing {
	struct cli *cli;
	bool dry_run, all;
	const char **year;              /* those of the files, each once */
	size_t year_count, year_room;
	size_t taken, refused;
};

static void note_year(struct importing *importing, const char *year)
{
	for (size_t i = 0; i < importing->year_count; i++)
		if (strcmp(importing->year[i], year) == 0)
			return;
	importing->year = arena_grow(importing->cli->arena, importing->year,
	    importing->year_count, &importing->year_room, sizeof(*importing->year));
	importing->year[importing->year_count++] = arena_copy(importing->cli->arena, year);
}

/* The zip with the evidence, beside the XML and of the same name; NULL: there is none. */
static const char *zip_beside(const char *path, struct arena *arena)
{
	size_t length = strlen(path);
	const char *zip;

	if (length < 4 || strcmp(path + length - 4, ".xml") != 0)
		return NULL;
	zip = arena_print(arena, "%.*s.zip", (int)(length - 4), path);
	return file_exists(zip) ? zip : NULL;
}

static int import_one(
    struct importing *importing, const char *path, struct arena *arena, struct err *err)
{
	struct app *app = importing->cli->app;
	struct receipt receipt = { 0 };
	const char *zip = zip_beside(path, arena);
	char root[64];
	int rc = exchange_root(root, sizeof(root), path, err);

	if (rc == OK && strcmp(root, "review") == 0) {
		struct review_receipt review;

		rc = exchange_import_review(&review, app, path, importing->dry_run, arena, err);
		if (rc == OK)
			screen_say(_("%s: a review, taken in"), path);
		return rc;
	}
	if (rc == OK)
		rc = exchange_receive_with(
		    &receipt, app, path, zip, importing->dry_run, arena, err);
	if (rc == OK || (receipt.agency && is_refused(receipt.kind)))
		say_receipt(path, &receipt, receipt.signer, importing->dry_run, importing->all,
		    arena);
	if (rc == OK)
		note_year(importing, receipt.year);
	return rc;
}

/* ---- who has handed in ---------------------------------------------------------------------- */

static bool is_handed_in(const struct desk_row *row)
{
	return row->snapshot && strcmp(row->state, "none") != 0 &&
	    strcmp(row->state, "draft") != 0;
}

/* The codes of those that a test picks, as one line; nothing when there are none. */
static void say_codes(const char *label, const struct desk_row *row, size_t count,
    bool (*pick)(const struct desk_row *row), struct arena *arena)
{
	struct buffer line = { 0 };

	for (size_t i = 0; i < count; i++)
		if (pick(&row[i]))
			buffer_print(&line, "%s%s", line.length ? ", " : "",
			    node_get(row[i].agency, "code"));
	if (line.length)
		screen_pair(label, arena_copy(arena, line.text));
	buffer_release(&line);
}

static bool is_missing(const struct desk_row *row)
{
	return !is_handed_in(row);
}

static bool is_missing_late(const struct desk_row *row)
{
	return !is_handed_in(row) && row->due && row->days < 0;
}

static bool is_late(const struct desk_row *row)
{
	return is_handed_in(row) && row->due && row->days < 0;
}

static int say_year(struct cli *cli, const char *year, struct err *err)
{
	struct arena *arena = arena_new();
	const struct sourced *duty = NULL;
	struct desk_row *row = NULL;
	size_t count = 0, in = 0;
	char due[11] = "";
	day day_due;
	int rc = app_desk(&row, &count, cli->app, year, arena, err);

	if (rc == OK)
		rc = app_due(&day_due, &duty, cli->app, year, err);
	for (size_t i = 0; rc == OK && i < count; i++)
		in += is_handed_in(&row[i]);
	if (rc == OK) {
		if (duty)
			day_format(due, day_due);
		screen_say(_("year %s: %zu of %zu agencies have handed in"), year, in, count);
		screen_pair(_("due at the latest on"), duty ? day_show(arena, due) : NULL);
		say_codes(_("not handed in"), row, count, is_missing, arena);
		say_codes(_("of these late"), row, count, is_missing_late, arena);
		say_codes(_("handed in late"), row, count, is_late, arena);
	}
	arena_free(arena);
	return rc;
}

/* ---- the command ---------------------------------------------------------------------------- */

int run_import(struct cli *cli, struct err *err)
{
	struct importing importing = { .cli = cli, .dry_run = cli_option(cli, "dry-run") != NULL,
		.all = cli_option(cli, "all") != NULL };
	struct names names = { 0 };
	struct err first = { 0 };
	int rc = list_files(&names, cli, err);

	for (size_t i = 0; rc == OK && i < names.count; i++) {
		struct arena *arena = arena_new();
		struct err one = { 0 };
		int done = import_one(&importing, names.at[i], arena, &one);

		if (done == OK) {
			importing.taken++;
		} else if (importing.refused++ == 0) {
			first = one;
			first.code = done;
		}
		if (done < 0 && names.count > 1)
			ask_refused(&one);
		if (names.count > 1)
			progress(i + 1, names.count);
		arena_free(arena);
	}
	for (size_t i = 0; rc == OK && i < importing.year_count; i++)
		rc = say_year(cli, importing.year[i], err);
	if (rc == OK && importing.refused > 0 && names.count > 1)
		return err_set(err, FAIL_INVALID, "%zu of %zu files were refused",
		    importing.refused, names.count);
	if (rc == OK && importing.refused > 0) {
		*err = first;
		rc = first.code;
	}
	return rc;
}
