/*
 * province_book.c - the workbook of all agencies' year: which sheets, in which order.
 */
#include "province_priv.h"

#include "capdo/report.h"

#include <string.h>

static void sources(struct report *report, const struct province *province)
{
	struct used_pack *used = arena_alloc(
	    report->mem, (province->pack_count + 1) * sizeof(*used));

	for (size_t i = 0; i < province->pack_count; i++)
		used[i] = (struct used_pack){ province->pack[i].id, province->pack[i].version };
	sources_sheet(report, used, province->pack_count);
}

static void fill(struct report *report, const void *context)
{
	const struct province *province = context;
	struct province_paper paper = { .province = province, .node = province->node,
		.packs = report->source->packs };

	report->sample = province->sample;
	report->year = node_text(province->node, "year");
	report->subject = arena_print(report->mem, _("Year %s, data as of %s"), report->year,
	    day_show(report->mem, node_text(province->node, "as-of")));
	paper.agencies = node_count(province->node, "province-agency");
	paper.systems = (size_t)node_int(province->node, "systems", 0);
	province_overview(report, &paper);
	province_agencies(report, &paper);
	province_systems(report, &paper);
	province_proposals(report, &paper);
	province_hand_ins(report, &paper);
	province_heat(report, &paper);
	province_ranking(report, &paper);
	province_scenarios(report, &paper);
	province_priorities(report, &paper);
	province_compare(report, &paper);
	province_duties(report, &paper);
	province_exercises(report, &paper);
	province_incidents(report, &paper);
	province_readiness(report, &paper);
	province_costs(report, &paper);
	sources(report, province);
}

int report_province(const char *path, struct app *app, const struct province *province,
    struct err *err)
{
	struct source source = { .packs = app_packs(app), .today = app_today(app),
		.agency = province->department };

	return report_write(path, &source, _("Information security of the province by level"),
	    tree_size(province->node), fill, province, err);
}
