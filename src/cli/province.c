/*
 * province.c - the year of all agencies: on the screen, as a workbook, as XML.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/exchange.h"
#include "capdo/report.h"
#include "cli_priv.h"

enum { WORST_SHOWN = 10, FIRST_SHOWN = 5 };

static const char *label_of(const struct node *node, const char *field)
{
	const struct shape *shape = node->shape;
	const char *value = node_get(node, field);

	return value ? field_code_label(&shape->field[shape_field(shape, field)], value) : "-";
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void print_figures(const struct node *node, struct arena *arena)
{
	const char *due = node_get(node, "due");

	screen_say(_("Province, year %s, as of %s"), node_text(node, "year"),
	    day_show(arena, node_text(node, "as-of")));
	screen_say(_("agencies: %s; handed in on time: %s; late: %s; not yet: %s; overdue: %s"),
	    node_text(node, "agencies"), node_text(node, "in-time"), node_text(node, "late"),
	    node_text(node, "awaited"), node_text(node, "overdue"));
	if (due)
		screen_say(_("last day to hand in: %s (%s)"), day_show(arena, due),
		    node_text(node, "due-cite"));
	screen_say(_("systems: %s; level 1 to 5: %s, %s, %s, %s, %s; level not determined: %s"),
	    node_text(node, "systems"), node_text(node, "level-1"), node_text(node, "level-2"),
	    node_text(node, "level-3"), node_text(node, "level-4"), node_text(node, "level-5"),
	    node_text(node, "level-none"));
	screen_say(_("level approved: %s; assessed: %s; fully implemented: %s"),
	    node_text(node, "approved"), node_text(node, "assessed"),
	    node_text(node, "in-place"));
	screen_say(_("level proposals open: %s, overdue: %s"), node_text(node, "proposals-open"),
	    node_text(node, "proposals-overdue"));
	screen_say(_("exercises and training held: %s; incidents: %s, reported late or not: %s"),
	    node_text(node, "exercises"), node_text(node, "incidents"),
	    node_text(node, "incidents-late"));
	screen_say(_("cost asked for: %s dong"),
	    text_group_digits(arena, node_int(node, "cost", 0)));
}

static const char *whole_score(const struct node *agency, struct arena *arena)
{
	for (const struct node *group = node_first(agency, "province-group"); group;
	     group = group->next)
		if (!node_get(group, "group"))
			return show_score((int)node_int(group, "score", -1), arena);
	return "-";
}

static const char *with_band(const struct node *node, struct arena *arena)
{
	if (!node_get(node, "worst"))
		return "-";
	return arena_print(arena, "%s %s", node_text(node, "worst"), label_of(node, "worst-band"));
}

static void print_agencies(const struct node *province, struct arena *arena)
{
	struct table *table = table_new(arena, 8);
	const char *const head[] = { _("Agency"), _("Name"), _("Systems"), _("Approved"),
		_("Assessed"), _("Score"), _("Highest risk"), _("Hand-in") };

	table_row(table, head);
	for (const struct node *node = node_first(province, "province-agency"); node;
	     node = node->next) {
		const char *const cell[] = { node_text(node, "code"), node_text(node, "name"),
			node_text(node, "systems"), node_text(node, "approved"),
			node_text(node, "assessed"), whole_score(node, arena),
			with_band(node, arena), label_of(node, "hand-in") };

		table_row(table, cell);
	}
	printf("\n");
	table_print(table, screen_width());
}

/* The systems of the first ranks, in their order. */
static size_t ranked(const struct node **out, size_t most, const struct node *province)
{
	size_t count = 0;

	for (size_t i = 0; i < most; i++)
		out[i] = NULL;
	for (const struct node *agency = node_first(province, "province-agency"); agency;
	     agency = agency->next)
		for (const struct node *node = node_first(agency, "province-system"); node;
		     node = node->next) {
			int64_t rank = node_int(node, "rank", 0);

			if (rank < 1 || rank > (int64_t)most)
				continue;
			out[rank - 1] = node;
			count++;
		}
	return count;
}

static void print_worst(const struct node *province, struct arena *arena)
{
	const struct node *worst[WORST_SHOWN];
	size_t count = ranked(worst, WORST_SHOWN, province);
	struct table *table = table_new(arena, 6);
	const char *const head[] = { _("Rank"), _("Agency"), _("System"), _("Name"),
		_("Highest risk"), _("High and very high") };

	if (count == 0)
		return;
	table_row(table, head);
	for (size_t i = 0; i < count; i++) {
		const char *const cell[] = { node_text(worst[i], "rank"),
			node_text(worst[i]->parent, "code"), node_text(worst[i], "code"),
			node_text(worst[i], "name"), with_band(worst[i], arena),
			node_text(worst[i], "high") };

		table_row(table, cell);
	}
	printf("\n");
	table_print(table, screen_width());
}

static void print_first(
    const struct node *province, const struct pack_set *packs, struct arena *arena)
{
	const struct node *node = node_first(province, "province-priority");
	struct table *table = table_new(arena, 4);
	const char *const head[] = { _("Do first"), _("Requirement"), _("Agencies"), _("Systems") };

	if (!node)
		return;
	table_row(table, head);
	for (size_t i = 0; node && i < FIRST_SHOWN; node = node->next, i++) {
		const struct pack *pack = packs_find(packs, node_text(node, "pack"));
		const struct requirement *requirement = pack
		    ? pack_requirement(pack, node_text(node, "requirement")) : NULL;
		const char *const cell[] = { node_text(node, "rank"),
			arena_print(arena, "%s %s", node_text(node, "requirement"),
			    requirement ? words_now(&requirement->name) : ""),
			node_text(node, "agencies"), node_text(node, "systems") };

		table_row(table, cell);
	}
	printf("\n");
	table_print(table, screen_width());
}

struct province_file {
	struct cli *cli;
	const struct province *province;
};

static int write_xml(void *context, const char *path, struct err *err)
{
	const struct province_file *file = context;
	struct cli *cli = file->cli;
	const struct province *province = file->province;
	struct exchange_pack *pack = arena_alloc(
	    cli->arena, (province->pack_count + 1) * sizeof(*pack));
	const struct exchange_info info = { .year = node_get(province->node, "year"),
		.pack = pack, .pack_count = province->pack_count };

	for (size_t i = 0; i < province->pack_count; i++) {
		const struct pack *here = packs_find(cli->packs, province->pack[i].id);

		pack[i].id = province->pack[i].id;
		pack[i].version = province->pack[i].version;
		if (here && strcmp(here->version, pack[i].version) == 0)
			pack[i].hash = here->hash;
	}
	fflush(stdout);
	return exchange_write_report(path, "province", &info, province->node, err);
}

int run_province(struct cli *cli, struct err *err)
{
	struct province *province = NULL;
	int rc = app_province(&province, cli->app, cli_year(cli), cli->arena, err);

	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return write_xml(&(struct province_file){ cli, province }, "-", err);
	if (province->sample)
		screen_say(_("SAMPLE DATA: invented, of no real agency"));
	print_figures(province->node, cli->arena);
	print_agencies(province->node, cli->arena);
	print_worst(province->node, cli->arena);
	print_first(province->node, cli->packs, cli->arena);
	return OK;
}

/* ---- files ----------------------------------------------------------------------------------- */

int run_report_province(struct cli *cli, struct err *err)
{
	const char *book = cli_option(cli, "output"), *xml = cli_option(cli, "xml-file");
	struct province_file file = { .cli = cli };
	struct province *province = NULL;
	int rc = cli_report_use(cli, err);

	if (rc == OK)
		rc = app_province(&province, cli->app, cli_option(cli, "year"), cli->arena, err);
	if (rc == OK)
		rc = report_province(book, cli->app, province, err);
	file.province = province;
	if (rc == OK && xml)
		rc = cli_write_signed(cli, xml, write_xml, &file, err);
	if (rc < 0 || (xml && strcmp(xml, "-") == 0))
		return rc;
	screen_say(_("written: %s"), book);
	if (xml)
		screen_say(_("written: %s"), xml);
	return OK;
}
