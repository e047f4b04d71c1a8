/*
 * gap.c - what the answers to the earlier checklist show of the new one: on the screen, as XML, as
 * a workbook.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/change.h"
#include "capdo/exchange.h"
#include "capdo/report.h"
#include "cli_priv.h"

enum { WORST_SHOWN = 15 };

/* What is to be done stands first. */
static const enum gap_state order[GAP_STATES] = { GAP_OPEN, GAP_NEW, GAP_STRICTER, GAP_PARTLY,
	GAP_NOT_APPLICABLE, GAP_SHOWN };

/* ---- sums ------------------------------------------------------------------------------------ */

static void sums_head(const char **cell, size_t from)
{
	cell[from] = _("requirements");
	for (size_t i = 0; i < GAP_STATES; i++)
		cell[from + 1 + i] = gap_label(order[i]);
}

static void sums_cells(const char **cell, size_t from, const struct node *node)
{
	cell[from] = node_text(node, "items");
	for (size_t i = 0; i < GAP_STATES; i++)
		cell[from + 1 + i] = node_text(node, gap_code(order[i]));
}

static void print_systems(const struct node *gap, struct arena *arena)
{
	enum { WIDE = 5 + 1 + GAP_STATES };
	struct table *table = table_new(arena, WIDE);
	const char *cell[WIDE] = { _("agency"), _("system"), _("level"), _("measures by"),
		_("days left") };

	sums_head(cell, 5);
	table_row(table, cell);
	for (const struct node *node = node_first(gap, "gap-system"); node; node = node->next) {
		const char *safe = node_get(node, "safe"), *left = node_get(node, "days-left");

		cell[0] = node_text(node, "agency");
		cell[1] = node_text(node, "code");
		cell[2] = node_text(node, "level");
		cell[3] = safe ? day_show(arena, safe) : "-";
		cell[4] = left ? left : "-";
		sums_cells(cell, 5, node);
		table_row(table, cell);
	}
	table_print(table, screen_width());
}

static void print_groups(const struct node *gap, struct arena *arena)
{
	enum { WIDE = 2 + 1 + GAP_STATES };
	struct table *table = table_new(arena, WIDE);
	const char *cell[WIDE] = { _("group"), _("name") };

	sums_head(cell, 2);
	table_row(table, cell);
	for (const struct node *node = node_first(gap, "gap-group"); node; node = node->next) {
		if (node_is(node, "items", "0"))
			continue;
		cell[0] = node_text(node, "group");
		cell[1] = node_text(node, "name");
		sums_cells(cell, 2, node);
		table_row(table, cell);
	}
	printf("\n%s:\n", _("by group"));
	table_print(table, screen_width());
}

static void print_worst(const struct node *gap, struct arena *arena)
{
	struct table *table = table_new(arena, 4);
	size_t shown = 0;

	table_row(table,
	    (const char *[]){ _("requirement"), _("name"), _("systems that lack it"),
		_("systems") });
	for (const struct node *node = node_first(gap, "gap-demand");
	     node && shown < WORST_SHOWN && !node_is(node, "lacking", "0"); node = node->next) {
		table_row(table,
		    (const char *[]){ node_text(node, "requirement"), node_text(node, "name"),
			node_text(node, "lacking"), node_text(node, "items") });
		shown++;
	}
	if (!shown)
		return;
	printf("\n%s:\n", _("what most systems lack"));
	table_print(table, screen_width());
}

static void print_others(const struct node *gap, struct arena *arena)
{
	if (node_first(gap, "gap-other"))
		printf("\n%s:\n", _("not held against the new checklist"));
	for (const struct node *node = node_first(gap, "gap-other"); node; node = node->next)
		screen_text(TO_OUT,
		    arena_print(arena, "%s %s (%s): %s", node_text(node, "code"),
			node_text(node, "name"), node_text(node, "agency"),
			node_text(node, "why")),
		    2, screen_width());
}

/* ---- one system ------------------------------------------------------------------------------ */

static void print_item(const struct node *node, struct arena *arena)
{
	const char *cite = node_get(node, "cite");

	screen_text(TO_OUT,
	    arena_print(arena, "%s %s%s%s%s", node_text(node, "requirement"),
		node_text(node, "name"), cite ? " (" : "", cite ? cite : "", cite ? ")" : ""),
	    2, screen_width());
	if (node_get(node, "demand"))
		screen_text(TO_OUT, node_text(node, "demand"), 4, screen_width());
	if (node_get(node, "thresholds"))
		screen_text(TO_OUT, node_text(node, "thresholds"), 4, screen_width());
	for (const struct node *from = node_first(node, "gap-from"); from; from = from->next) {
		enum finding finding = UNASSESSED;
		const char *status = node_get(from, "status");

		if (status)
			finding_parse(&finding, status);
		screen_text(TO_OUT,
		    arena_print(arena, "← %s %s: %s", node_text(from, "requirement"),
			node_text(from, "name"),
			status ? show_finding(finding) : _("not asked at that level")),
		    4, screen_width());
	}
	if (node_get(node, "why"))
		screen_text(TO_OUT,
		    arena_print(arena, "%s: %s", _("what differs"), node_text(node, "why")), 4,
		    screen_width());
	if (node_get(node, "action"))
		screen_text(TO_OUT,
		    arena_print(arena, "%s: %s %s %s", _("action"), node_text(node, "action"),
			node_text(node, "action-owner"),
			day_show(arena, node_text(node, "action-due"))),
		    4, screen_width());
}

static void print_items(const struct node *system, struct arena *arena)
{
	for (size_t i = 0; i < GAP_STATES; i++) {
		const char *code = gap_code(order[i]);

		if (order[i] == GAP_SHOWN || node_is(system, code, "0"))
			continue;
		printf("\n%s (%s):\n", gap_label(order[i]), node_text(system, code));
		for (const struct node *node = node_first(system, "gap-item"); node;
		     node = node->next)
			if (node_is(node, "state", code))
				print_item(node, arena);
	}
}

static void print_head(const struct cli *cli, const struct node *gap)
{
	const struct pack *crosswalk = packs_find(cli->packs, node_text(gap, "crosswalk"));
	enum { WIDE = 1 + GAP_STATES };
	struct table *table = table_new(cli->arena, WIDE);
	const char *cell[WIDE];

	if (node_is(gap, "sample", "yes"))
		screen_say("%s", _("SAMPLE DATA: invented, of no real agency"));
	screen_pair(_("as of"), day_show(cli->arena, node_text(gap, "as-of")));
	screen_pair(_("agency"), node_get(gap, "name"));
	screen_pair(_("crosswalk"),
	    arena_print(cli->arena, "%s %s%s%s (%s)", node_text(gap, "crosswalk"),
		node_text(gap, "crosswalk-version"), crosswalk ? ": " : "",
		crosswalk ? words_now(&crosswalk->title) : "", status_label(STATUS_OWN)));
	screen_pair(_("systems"), node_text(gap, "systems"));
	sums_head(cell, 0);
	table_row(table, cell);
	sums_cells(cell, 0, gap);
	table_row(table, cell);
	printf("\n");
	table_print(table, screen_width());
}

static void print_gap(const struct cli *cli, const struct node *gap, bool one)
{
	print_head(cli, gap);
	if (node_first(gap, "gap-system")) {
		printf("\n%s:\n", _("by system"));
		print_systems(gap, cli->arena);
		print_groups(gap, cli->arena);
	}
	if (one && node_first(gap, "gap-system"))
		print_items(node_first(gap, "gap-system"), cli->arena);
	else
		print_worst(gap, cli->arena);
	print_others(gap, cli->arena);
}

/* ---- the commands ---------------------------------------------------------------------------- */

/* Of one agency, also where nobody says which because there is only one: then with all items. */
static int make_gap(struct node **out, struct cli *cli, bool items, struct err *err)
{
	const char *agency = cli_option(cli, "agency");
	const char *system = cli->word_count ? cli->word[0] : NULL;
	struct node *first = NULL;
	int rc = OK;

	if (!agency && !system) {
		rc = app_list(
		    &first, cli->app, model_root(), &(struct place){ 0 }, cli->arena, err);
		if (rc == OK && first && !first->next)
			agency = node_get(first, "code");
	}
	return rc < 0 ? rc
		      : app_gap(out, cli->app, agency, system, (items && agency) || system,
			    cli->arena, err);
}

struct gap_file {
	struct cli *cli;
	const struct node *gap;
};

static void add_pack(
    struct exchange_info *info, struct exchange_pack *list, struct cli *cli, const char *id)
{
	const struct pack *pack = packs_find(cli->packs, id);

	for (size_t i = 0; i < info->pack_count; i++)
		if (strcmp(list[i].id, id) == 0)
			return;
	if (pack)
		list[info->pack_count++] =
		    (struct exchange_pack){ pack->id, pack->version, pack->hash };
}

static int write_xml(void *context, const char *path, struct err *err)
{
	const struct gap_file *file = context;
	struct exchange_pack list[5] = { { 0 } };
	struct exchange_info info = { .pack = list };
	const struct pack *regulation = packs_regime(file->cli->packs);

	add_pack(&info, list, file->cli, regulation->id);
	add_pack(&info, list, file->cli, regulation->regime->old_regulation);
	add_pack(&info, list, file->cli, regulation->regime->old_requirements);
	add_pack(&info, list, file->cli, regulation->regime->new_requirements);
	add_pack(&info, list, file->cli, regulation->regime->crosswalk);
	fflush(stdout);
	return exchange_write_report(path, "gap", &info, file->gap, err);
}

int run_gap(struct cli *cli, struct err *err)
{
	struct node *gap = NULL;
	int rc = make_gap(&gap, cli, false, err);

	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return write_xml(&(struct gap_file){ cli, gap }, "-", err);
	print_gap(cli, gap, cli->word_count > 0);
	return OK;
}

int run_report_gap(struct cli *cli, struct err *err)
{
	const char *book = cli_option(cli, "output"), *xml = cli_option(cli, "xml-file");
	struct gap_file file = { .cli = cli };
	struct node *gap = NULL;
	int rc = cli_report_use(cli, err);

	if (rc == OK)
		rc = make_gap(&gap, cli, true, err);
	if (rc == OK)
		rc = report_gap(book, cli->app, gap, err);
	file.gap = gap;
	if (rc == OK && xml)
		rc = cli_write_signed(cli, xml, write_xml, &file, err);
	if (rc < 0 || (xml && strcmp(xml, "-") == 0))
		return rc;
	screen_say(_("written: %s"), book);
	if (xml)
		screen_say(_("written: %s"), xml);
	return OK;
}
