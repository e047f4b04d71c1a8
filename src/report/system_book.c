/*
 * system_book.c - the workbook of one information system: which sheets, in which order.
 */
#include "report_priv.h"

#include <string.h>

struct wanted {
	const struct system_view *view;
	const struct assessment_view *year;
};

static void add_used(struct used_pack *used, size_t *count, const struct node *node, const char *id,
    const char *version)
{
	if (node && node_get(node, id))
		used[(*count)++] = (struct used_pack){ node_get(node, id),
		    node_get(node, version) };
}

static void sources(struct report *report, const struct system_paper *paper)
{
	struct used_pack used[7];
	size_t count = 0;
	const struct node *decision = view_decision(paper->view->node);
	const struct node *proposal = NULL;     /* the newest */
	const struct node *assessment = paper->year ? paper->year->node : NULL;
	const struct level_view *level = paper->view->level;

	add_used(used, &count, decision, "pack", "pack-version");
	if (!decision && level && level->pack)
		used[count++] = (struct used_pack){ level->pack->id, level->pack->version };
	for (const struct node *node = node_first(paper->view->node, "proposal"); node;
	    node = node->next)
		proposal = node;
	add_used(used, &count, proposal, "pack", "pack-version");
	add_used(used, &count, assessment, "pack", "pack-version");
	add_used(used, &count, assessment, "threats", "threats-version");
	add_used(used, &count, assessment, "method", "method-version");
	if (report->source->regime)
		used[count++] = regime_pack(report);
	sources_sheet(report, used, count);
}

static void fill(struct report *report, const void *context)
{
	const struct wanted *wanted = context;
	struct system_paper paper = { .view = wanted->view, .year = wanted->year };
	const struct node *node = wanted->view->node;

	report->year = paper.year ? node_get(paper.year->node, "year") : NULL;
	report->subject = report->year
	    ? arena_print(report->mem, _("%s (%s), year %s"), node_text(node, "name"),
	    node_text(node, "code"),
	    report->year)
	    : arena_print(report->mem, "%s (%s)", node_text(node, "name"), node_text(node, "code"));
	if (paper.year)
		paper.findings = findings_sort(report, paper.year->node);
	system_overview(report, &paper);
	system_level_sheets(report, &paper);
	system_regimes(report, &paper);
	system_proposals(report, &paper);
	system_checklist(report, &paper);
	system_assets(report, &paper);
	system_grid(report, &paper);
	system_matrix(report, &paper);
	system_register(report, &paper);
	system_plans(report, &paper);
	system_actions(report, &paper);
	system_tasks(report, &paper);
	system_charts(report, &paper);
	system_findings(report, &paper);
	system_comments(report, &paper);
	sources(report, &paper);
}

int report_write_system(const char *path, const struct source *source,
    const struct system_view *view,
    const char *year, struct err *err)
{
	struct wanted wanted = { view, year ? assessment_of(view, year) : assessment_newest(view) };

	if (year && !wanted.year)
		return err_set(err, FAIL_NOT_FOUND,
		    "system '%s' has no assessment of the year '%s'",
		    node_text(view->node, "code"), year);
	return report_write(path, source, _("Security dossier of an information system"),
	    tree_size(view->node), fill, &wanted, err);
}
