/*
 * report.c - reports as XML: a computed record under the root element "report".
 */
#include "exchange_priv.h"
#include "xml_out_priv.h"

#include <string.h>

static void write_root(struct xml_out *out, const char *kind, const struct exchange_info *info)
{
	char now[21];
	const char *value[REPORT_FIELDS] = {
		[REPORT_KIND] = kind,
		[REPORT_FORMAT] = "1",
		[REPORT_CREATED] = info->created ? info->created : now,
		[REPORT_TOOL] = info->tool ? info->tool : "capdo",
		[REPORT_YEAR] = info->year,
	};

	clock_now(now);
	xml_out_start(out, "report");
	xml_out_attribute(out, "xmlns", XML_SUBMISSION);
	for (int i = 0; i < REPORT_FIELDS; i++)
		xml_out_attribute(out, exchange_report_field[i].name, value[i]);
	xml_out_packs(out, info);
}

int exchange_write_report(const char *path, const char *kind, const struct exchange_info *info,
    const struct node *root, struct err *err)
{
	struct xml_out out;
	int rc = xml_out_open(&out, path, err);

	if (rc < 0)
		return rc;
	write_root(&out, kind, info);
	xml_out_record(&out, root);
	xml_out_end(&out);
	return xml_out_close(&out, err);
}

/* ---- the report to the ministry -------------------------------------------------------------- */

static void add_pack(struct exchange_pack *list, size_t *count, const struct pack *pack)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(list[i].id, pack->id) == 0)
			return;
	list[(*count)++] = (struct exchange_pack){ pack->id, pack->version, pack->hash };
}

/* The regulation and the checklists, as they are used here. */
static void take_packs(
    struct exchange_info *info, const struct annual *annual, struct arena *arena)
{
	struct exchange_pack *list = arena_alloc(
	    arena, (annual->used_count + 1) * sizeof(*list));

	add_pack(list, &info->pack_count, annual->pack);
	for (size_t i = 0; i < annual->used_count; i++)
		add_pack(list, &info->pack_count, annual->used[i]);
	info->pack = list;
}

static int write_system(void *context, const struct node *system, struct err *err)
{
	(void)err;
	xml_out_record(context, system);
	return OK;
}

int exchange_write_annual(const char *path, struct app *app, const struct annual *annual,
    struct err *err)
{
	const struct node *root = annual->node;
	struct exchange_info info = { .year = annual->options.year };
	struct arena *arena = arena_new();
	struct xml_out out;
	int done = OK, rc = xml_out_open(&out, path, err);

	if (rc < 0)
		goto out;
	take_packs(&info, annual, arena);
	write_root(&out, "annual", &info);
	xml_out_record_start(&out, root);
	for (size_t i = 0; i < root->shape->child_count; i++) {
		if (strcmp(root->shape->child[i]->name, "annual-system") == 0)
			continue;
		for (const struct node *node = root->children[i].first; node; node = node->next)
			xml_out_record(&out, node);
	}
	/* the last kind of children: the schema gives the order */
	done = app_annual_each(annual, app, write_system, &out, err);
	xml_out_end(&out);
	xml_out_end(&out);
	out.failed = out.failed || done < 0; /* what is not whole does not appear */
	rc = xml_out_close(&out, done < 0 ? NULL : err);
out:
	arena_free(arena);
	return done < 0 ? done : rc;
}
