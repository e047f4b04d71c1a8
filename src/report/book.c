/*
 * book.c - the file: a workbook is made under a temporary name and appears when it is whole.
 */
#include "report_priv.h"

#include "capdo/change.h"
#include "capdo/report.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { STREAM_FROM = 200000 };         /* cells: above, rows go to disk as they end */

/* The library does not notice when one of its temporary files is cut short by a full disk. What it
 * needed is free again now: so if that much can still be written, nothing was cut. Where the disk
 * says that there is plenty, it is believed. */
static int check_room(const char *path, size_t bytes, struct arena *mem, struct err *err)
{
	static const char block[65536];
	char *scratch;
	FILE *out;
	int why = 0;
	int rc;

	if (file_free(path) / 4 > (int64_t)bytes)
		return OK;
	rc = file_temp(&scratch, path, mem, err);
	if (rc < 0)
		return rc;
	errno = 0;
	out = fopen(scratch, "wb");
	if (!out)
		why = errno;
	for (size_t done = 0; out && !why && done < bytes; done += sizeof(block)) {
		if (fwrite(block, 1, sizeof(block), out) != sizeof(block))
			why = errno ? errno : ENOSPC;
	}
	if (out && fclose(out) != 0 && !why)
		why = errno ? errno : ENOSPC;
	file_drop(scratch);
	return why ? err_set(err, FAIL_ENV, "cannot write '%s': %s", path, strerror(why)) : OK;
}

static time_t made_at(void)
{
	char now[21];
	day date;

	clock_now(now);
	now[10] = '\0';
	if (day_parse(&date, now, NULL) < 0)
		return 0;
	return (time_t)date * 86400 + ((now[11] - '0') * 10 + now[12] - '0') * 3600
	    + ((now[14] - '0') * 10 + now[15] - '0') * 60 + (now[17] - '0') * 10 + now[18] - '0';
}

static void describe(struct report *report, const char *title)
{
	lxw_doc_properties about = { 0 };

	about.title = arena_copy(report->mem, title);
	about.subject = arena_copy(report->mem, report->sample ? _("SAMPLE DATA") : title);
	about.author = arena_copy(report->mem, "capdo");
	about.created = made_at();
	workbook_set_properties(report->book, &about);
}

/* The library tells its failures by names of its own; what people can do about them is the same. */
static int finish(struct report *report, const char *temporary, const char *path, struct err *err)
{
	int kept = quiet_begin();
	lxw_error failed = workbook_close(report->book);
	int rc;

	quiet_end(kept);
	report->book = NULL;
	if (failed != LXW_NO_ERROR || report->rc != LXW_NO_ERROR)
		return err_set(err, FAIL_ENV,
		    "cannot write '%s': the disk is full or failing; nothing was written", path);
	rc = check_room(path, report->bytes, report->mem, err);
	return rc < 0 ? rc : file_commit(temporary, path, err);
}

int report_write(const char *path, const struct source *source, const char *title, size_t cells,
    report_fill *fill, const void *paper, struct err *err)
{
	struct report report = { .source = source, .mem = arena_new() };
	lxw_workbook_options options = { 0 };
	char *temporary = NULL;
	int rc = file_temp(&temporary, path, report.mem, err);

	if (rc < 0)
		goto out;
	report.sample = source->agency && node_is(source->agency, "sample", "yes");
	report.streaming = cells > STREAM_FROM;
	options.constant_memory = report.streaming;
	/* the library's own temporary files stand beside the target, so that one disk counts */
	options.tmpdir = file_folder(report.mem, path);
	options.use_zip64 = LXW_FALSE;
	report.book = workbook_new_opt(temporary, &options);
	if (!report.book) {
		rc = err_set(err, FAIL_ENV, "cannot write '%s'", path);
		goto out;
	}
	formats_make(&report);
	describe(&report, title);
	fill(&report, paper);
	rc = finish(&report, temporary, path, err);
	if (rc < 0)
		file_drop(temporary);
out:
	arena_free(report.mem);
	return rc;
}

/* ---- the two workbooks ----------------------------------------------------------------------- */

size_t tree_size(const struct node *node)
{
	size_t size = node->shape->field_count + 4;

	for (size_t i = 0; i < node->shape->child_count; i++) {
		for (const struct node *child = node->children[i].first; child; child = child->next)
			size += tree_size(child);
	}
	return size;
}

static const struct node *agency_over(const struct node *node)
{
	while (node && node->shape != model_root())
		node = node->parent;
	return node;
}

/* What only the store can tell of a system while two regimes stand side by side. */
static int read_regime(struct source *source, struct app *app, const struct system_view *view,
    const char *year, struct arena *mem, struct err *err)
{
	const struct assessment_view *newest = assessment_newest(view);
	struct node *regime = NULL, *sides = NULL;
	int rc;

	if (!year && newest)
		year = node_get(newest->node, "year");
	if (!regime_year(source->packs, year ? year : source->today))
		return OK;
	rc = view_regime(&regime, app, source->agency, view, NULL, mem, err);
	if (rc == OK)
		rc = view_sides(&sides, app, source->agency, view, mem, err);
	source->regime = regime;
	source->sides = sides;
	return rc;
}

int report_system(const char *path, struct app *app, const struct system_view *view,
    const char *year,
    struct err *err)
{
	struct source source = { .packs = app_packs(app), .today = app_today(app),
		.agency = agency_over(view->node) };
	struct arena *mem = arena_new();
	int rc = read_regime(&source, app, view, year, mem, err);

	if (rc == OK)
		rc = report_write_system(path, &source, view, year, err);
	arena_free(mem);
	return rc;
}

int report_agency(const char *path, struct app *app, const struct agency_view *view,
    const char *year,
    struct err *err)
{
	struct source source = { .packs = app_packs(app), .today = app_today(app),
	    .agency = view->node };
	struct arena *mem = arena_new();
	const char *newest = agency_newest_year(view);
	bool both = regime_year(source.packs, year ? year : newest ? newest : source.today);
	struct node *regime = NULL, **tail = &regime;
	int rc = OK;

	for (size_t i = 0; rc == OK && both && i < view->system_count; i++) {
		rc = view_regime(tail, app, view->node, &view->system[i], NULL, mem, err);
		tail = rc == OK ? &(*tail)->next : tail;
	}
	source.regime = regime;
	if (rc == OK)
		rc = report_write_agency(path, &source, view, year, err);
	arena_free(mem);
	return rc;
}
