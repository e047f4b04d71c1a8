/*
 * review_sheet.c - comments of the reviewer with the agency's replies, each of them whole.
 */
#include "report_priv.h"

#include <string.h>

/* What a pack calls the question; NULL: it does not know it. */
static const char *name_in(const struct pack *pack, const char *about, const char *key)
{
	const struct requirement *requirement;
	const struct scenario *scenario;
	const struct obligation *obligation;
	const struct fact *fact;

	if (strcmp(about, "finding") == 0 && (requirement = pack_requirement(pack, key)))
		return words_now(&requirement->name);
	if (strcmp(about, "fact") == 0 && (fact = pack_fact(pack, key)))
		return words_now(&fact->question);
	if (strcmp(about, "obligation") == 0 && (obligation = pack_obligation(pack, key)))
		return words_now(&obligation->name);
	if ((strcmp(about, "rating") == 0 || strcmp(about, "plan") == 0) &&
	    (scenario = pack_scenario(pack, key)))
		return words_now(&scenario->name);
	return NULL;
}

static const char *question(const struct report *report, const struct node *comment)
{
	const struct pack_set *packs = report->source->packs;
	const char *key = node_get(comment, "key");
	const char *name = NULL;

	for (size_t i = 0; key && packs && !name && i < packs_count(packs); i++)
		name = name_in(packs_at(packs, i), node_text(comment, "about"), key);
	return name ? name : "";
}

/* Of one system, or all of the agency: system NULL. */
static void comments_sheet(struct report *report, const struct node *agency, const char *system)
{
	struct gather all = { 0 };
	struct records records = { .shape = model_shape("comment") };

	if (!agency)
		return;
	gather_add(&all, report, agency, "comment", "");
	for (size_t i = 0; i < all.count; i++) {
		if (system && !node_is(all.node[i], "system", system))
			continue;
		all.node[records.count] = all.node[i];
		all.of[records.count++] = question(report, all.node[i]);
	}
	if (records.count == 0)
		return;
	records.node = all.node;
	records.lead[records.leads++] = (struct lead){ _("Question"), 34, all.of };
	records.after = true;
	records_sheet(report, _("Comments of the reviewer"), _("Comments of the reviewer"),
	    &records);
}

void system_comments(struct report *report, const struct system_paper *paper)
{
	const struct node *system = paper->view->node;

	comments_sheet(report, system->parent, node_text(system, "code"));
}

void agency_comments(struct report *report, const struct agency_paper *paper)
{
	comments_sheet(report, paper->view->node, NULL);
}
