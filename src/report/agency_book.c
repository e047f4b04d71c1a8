/*
 * agency_book.c - the workbook of an agency's year: which sheets, in which order.
 */
#include "report_priv.h"

#include <string.h>

struct wanted {
	const struct agency_view *view;
	const char *year;
};

/* Years are four digits, so their text sorts as they do. */
const char *agency_newest_year(const struct agency_view *view)
{
	const char *newest = NULL;

	for (const struct node *year = node_first(view->node, "year"); year; year = year->next) {
		if (!newest || strcmp(node_text(year, "year"), newest) > 0)
			newest = node_get(year, "year");
	}
	for (size_t i = 0; i < view->system_count; i++) {
		const struct assessment_view *last = assessment_newest(&view->system[i]);

		if (last && (!newest || strcmp(node_text(last->node, "year"), newest) > 0))
			newest = node_get(last->node, "year");
	}
	return newest;
}

static bool has_year(const struct agency_view *view, const char *year)
{
	if (node_find(view->node, "year", "year", year))
		return true;
	for (size_t i = 0; i < view->system_count; i++) {
		if (assessment_of(&view->system[i], year))
			return true;
	}
	return false;
}

static void choose(struct agency_paper *paper, struct report *report, const char *year)
{
	const struct agency_view *view = paper->view;
	int64_t number;

	paper->now = arena_alloc(report->mem, (view->system_count + 1) * sizeof(*paper->now));
	paper->past = arena_alloc(report->mem, (view->system_count + 1) * sizeof(*paper->past));
	if (!year)
		return;
	paper->year = node_find(view->node, "year", "year", year);
	if (text_to_int(&number, year, NULL) == OK)
		paper->before = arena_print(report->mem, "%lld", (long long)number - 1);
	for (size_t i = 0; i < view->system_count; i++) {
		paper->now[i] = assessment_of(&view->system[i], year);
		paper->past[i] = assessment_of(&view->system[i], paper->before);
	}
}

static void add_used(struct used_pack *used, size_t *count, const struct node *node, const char *id,
    const char *version)
{
	if (node && node_get(node, id))
		used[(*count)++] = (struct used_pack){ node_get(node, id),
		    node_get(node, version) };
}

static void sources(struct report *report, const struct agency_paper *paper)
{
	size_t count = 0;
	struct used_pack *used = arena_alloc(report->mem,
	    (paper->view->system_count * 4 + 3) * sizeof(*used));

	add_used(used, &count, paper->year, "obligations", "obligations-version");
	if (!count && paper->view->obligations)
		used[count++] = (struct used_pack){ paper->view->obligations->id,
			paper->view->obligations->version };
	for (size_t i = 0; i < paper->view->system_count; i++) {
		const struct node *now = paper->now[i] ? paper->now[i]->node : NULL;

		add_used(used, &count, view_decision(paper->view->system[i].node), "pack",
		    "pack-version");
		add_used(used, &count, now, "pack", "pack-version");
		add_used(used, &count, now, "threats", "threats-version");
		add_used(used, &count, now, "method", "method-version");
	}
	if (report->source->regime)
		used[count++] = regime_pack(report);
	sources_sheet(report, used, count);
}

static void fill(struct report *report, const void *context)
{
	const struct wanted *wanted = context;
	struct agency_paper paper = { .view = wanted->view };
	const char *name = node_text(wanted->view->node, "name");

	report->year = wanted->year;
	report->subject = report->year ? arena_print(report->mem, _("%s, year %s"), name,
	    report->year) : name;
	choose(&paper, report, wanted->year);
	agency_overview(report, &paper);
	agency_systems(report, &paper);
	agency_regimes(report, &paper);
	agency_groups(report, &paper);
	agency_obligations(report, &paper);
	agency_risks(report, &paper);
	agency_year_records(report, &paper);
	agency_actions(report, &paper);
	agency_tasks(report, &paper);
	agency_compare(report, &paper);
	agency_comments(report, &paper);
	sources(report, &paper);
}

int report_write_agency(const char *path, const struct source *source,
    const struct agency_view *view,
    const char *year, struct err *err)
{
	struct wanted wanted = { view, year ? year : agency_newest_year(view) };

	if (year && !has_year(view, year))
		return err_set(err, FAIL_NOT_FOUND, "agency '%s' has nothing for the year '%s'",
		    node_text(view->node, "code"), year);
	return report_write(path, source, _("Yearly self-assessment of information security"),
	    tree_size(view->node) / 2, fill, &wanted, err);
}
