/*
 * assess.c - the year's checklist: begun, answered one by one, shown with its scores; its evidence;
 * and what to do first.
 */
#include <stdio.h>
#include <string.h>

#include "cli_priv.h"

struct place cli_place(const struct cli *cli)
{
	return (struct place){
		.agency = cli_option(cli, "agency"),
		.system = cli->word_count > 0 ? cli->word[0] : NULL,
		.year = cli_year(cli),
	};
}

int cli_view(struct assessment_view **out, struct system_view **system, struct cli *cli,
    struct arena *arena, struct err *err)
{
	const struct place place = cli_place(cli);
	int rc = app_view_system(system, cli->app, place.agency, place.system, arena, err);

	*out = NULL;
	if (rc < 0)
		return rc;
	*out = view_assessment(*system, place.year);
	if (!*out)
		return err_set(err, FAIL_NOT_FOUND,
		    "system '%s' has no assessment for %s: 'capdo assess start' begins one",
		    place.system, place.year);
	return OK;
}

/* ---- list ----------------------------------------------------------------------------------- */

int run_assess_list(struct cli *cli, struct err *err)
{
	const struct place place = cli_place(cli);
	struct node *first;
	int rc = app_list(&first, cli->app, model_shape("assessment"), &place, cli->arena, err);

	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return cli_list_xml(first, "assessment", err);
	record_print_list(model_shape("assessment"), first, cli->arena);
	return OK;
}

/* ---- one answer ----------------------------------------------------------------------------- */

const struct node *assess_finding(const struct assessment_view *view, const char *requirement,
    const char *asset)
{
	const struct node *for_all = NULL;

	for (const struct node *node = node_first(view->node, "finding"); node; node = node->next) {
		if (!node_is(node, "requirement", requirement))
			continue;
		if (asset && node_is(node, "asset", asset))
			return node;
		if (!node_get(node, "asset"))
			for_all = node;
	}
	return for_all;
}

int assess_for_all(struct cli *cli, const struct place *place, const struct assessment_view *view,
    const char *requirement, const struct value *value, size_t count, struct err *err)
{
	int rc = app_finding(cli->app, place->agency, place->system, place->year, requirement, NULL,
	    value, count, err);

	for (const struct node *node = node_first(view->node, "finding"); rc == OK && node;
	     node = node->next) {
		if (node_is(node, "requirement", requirement) && node_get(node, "asset"))
			rc = app_finding(cli->app, place->agency, place->system, place->year,
			    requirement, node_get(node, "asset"), value, count, err);
	}
	return rc;
}

static int add_evidence(struct cli *cli, const struct place *place, const char *requirement,
    const char *asset, struct err *err)
{
	const char *name = cli_option(cli, "evidence");
	const char *kept_at = cli_option(cli, "place");
	const char *file = cli_option(cli, "file");
	const struct value value[] = { { "name", name ? name : file },
		{ "place", kept_at ? kept_at : "" } };
	int rc;

	if (!name && !file)
		return OK;
	rc = app_evidence(cli->app, place->agency, place->system, place->year, requirement, asset,
	    value, 2, file, cli_option(cli, "attach") != NULL, err);
	if (rc == OK)
		ask_saved(_("evidence"), value[0].text);
	return rc;
}

int run_assess_set(struct cli *cli, struct err *err)
{
	const struct place place = cli_place(cli);
	const char *requirement = cli->word[1];
	const char *asset = cli_option(cli, "asset");
	struct assessment_view *view;
	struct system_view *system;
	struct value *value;
	size_t count;
	int rc;

	if (asset && cli_option(cli, "all"))
		return cli_wrong(cli, err_set(err, FAIL_INVALID, "either --asset or --all"));
	rc = cli_values(&value, &count, cli, 3, err);
	if (rc < 0)
		return rc;
	value[count++] = (struct value){ "status", cli->word[2] };
	if (cli_option(cli, "all")) {
		rc = cli_view(&view, &system, cli, cli->arena, err);
		if (rc == OK)
			rc = assess_for_all(cli, &place, view, requirement, value, count, err);
	} else {
		rc = app_finding(cli->app, place.agency, place.system, place.year, requirement,
		    asset, value, count, err);
	}
	if (rc < 0)
		return rc;
	ask_saved(requirement, cli->word[2]);
	return add_evidence(cli, &place, requirement, asset, err);
}

/* ---- show ----------------------------------------------------------------------------------- */

const char *strict_words(enum truth strict)
{
	return strict == YES ? _("stricter form") : _("stricter form, perhaps");
}

/* Is a group this one or below it? NULL: all are. */
static bool within(const struct group *group, const char *id)
{
	for (; group; group = group->parent) {
		if (!id || strcmp(group->id, id) == 0)
			return true;
	}
	return !id;
}

static void print_items(const struct assessment_view *view, const char *group, struct arena *arena)
{
	struct table *table = table_new(arena, 5);

	table_row(table,
	    (const char *[]){ _("requirement"), _("name"), _("result"), _("assets"), _("note") });
	for (size_t i = 0; i < view->item_count; i++) {
		const struct item_state *state = &view->item[i];
		const char *note =
		    state->item.strict != NO ? strict_words(state->item.strict) : "";

		if (!within(state->item.requirement->group, group))
			continue;
		if (state->item.applies == UNKNOWN)
			note = _("may not apply");
		table_row(table,
		    (const char *[]){ state->item.requirement->id,
			words_now(&state->item.requirement->name), show_finding(state->status),
			state->assets < 2
			    ? ""
			    : arena_print(arena, "%zu/%zu/%zu/%zu/%zu", state->met, state->partial,
				  state->unmet, state->not_applicable, state->unassessed),
			note });
	}
	table_print(table, screen_width());
}

static void print_scores(const struct assessment_view *view, struct arena *arena)
{
	struct table *table = table_new(arena, 5);

	table_row(table,
	    (const char *[]){ _("group"), _("name"), _("score"), _("working"), _("coverage") });
	for (const struct node *node = node_first(view->node, "score"); node; node = node->next) {
		const char *id = node_get(node, "group");
		const struct group *group = id ? pack_group(view->requirements, id) : NULL;
		int score = (int)node_int(node, "score", -1);

		table_row(table,
		    (const char *[]){ id ? id : "",
			group ? words_now(&group->name) : _("the whole system"),
			show_score(score, arena),
			score < 0 ? ""
				  : arena_print(arena, "1000 x %s / %s = %d", node_get(node, "sum"),
					node_get(node, "most"), score),
			arena_print(arena, "%s/%s = %s", node_get(node, "assessed"),
			    node_get(node, "applicable"),
			    show_score((int)node_int(node, "coverage", 0), arena)) });
	}
	table_print(table, screen_width());
}

/* One record alone, whatever stands beside it. */
static struct node *alone(const struct node *node, struct arena *arena)
{
	struct node *copy = arena_alloc(arena, sizeof(*copy));

	*copy = *node;
	copy->next = NULL;
	return copy;
}

int run_assess_show(struct cli *cli, struct err *err)
{
	const char *group = cli_option(cli, "group");
	struct assessment_view *view;
	struct system_view *system;
	struct score score;
	int rc = cli_view(&view, &system, cli, cli->arena, err);

	if (rc < 0)
		return rc;
	if (group && !pack_group(view->requirements, group))
		return err_set(err, FAIL_INVALID, "checklist '%s' has no group '%s'",
		    view->requirements->id, group);
	if (cli_option(cli, "xml"))
		return cli_list_xml(alone(view->node, cli->arena), "assessment", err);
	screen_say(_("%s, year %s, level %s, checklist %s"), node_get(system->node, "name"),
	    node_get(view->node, "year"), node_get(view->node, "level"), view->requirements->id);
	screen_say("%s", _("assets: met/partly/not met/not applicable/not assessed"));
	printf("\n");
	print_items(view, group, cli->arena);
	printf("\n");
	print_scores(view, cli->arena);
	rc = comments_at(cli, cli_place(cli).agency, cli->word[0], cli_place(cli).year,
	    &(const struct comments_about){
		.about = { "system", "asset", "assessment", "finding" } },
	    cli->arena, err);
	if (rc < 0)
		return rc;
	score = compliance_score(view->item, view->item_count, NULL, view->method);
	screen_say("%s: %s", _("fully implemented"), score.full ? _("yes") : _("no"));
	return OK;
}

/* ---- what a requirement wants --------------------------------------------------------------- */

static void print_details(const struct pack *pack, const struct demand *demand, struct arena *arena)
{
	if (demand->detail.count > 0)
		printf("%s:\n", _("details"));
	for (size_t i = 0; i < demand->detail.count; i++) {
		const struct sourced *detail = &demand->detail.at[i];

		screen_text(TO_OUT,
		    arena_print(arena, "- %s [%s]", words_now(&detail->text),
			detail->cite ? show_cite(pack, detail->cite, detail->status, arena)
				     : status_label(detail->status)),
		    2, screen_width());
	}
}

void assess_explain(
    const struct assessment_view *view, const struct check_item *item, struct arena *arena)
{
	const struct requirement *requirement = item->requirement;
	const struct demand *demand = item->demand;

	screen_pair(_("what is demanded"), words_now(&demand->text));
	if (item->strict != NO && item->strict_form)
		screen_pair(strict_words(item->strict), words_now(&item->strict_form->text));
	screen_pair(_("what to look at"), words_now(&requirement->look));
	screen_pair(_("fitting evidence"), words_now(&requirement->evidence));
	screen_pair(_("partly met means"), words_now(&requirement->partial));
	screen_pair(
	    _("source"), show_cite(view->requirements, demand->cite, demand->status, arena));
	if (demand->clause)
		screen_pair(_("clause of the standard"),
		    pack_cite(view->requirements, demand->clause, arena));
	print_details(view->requirements, demand, arena);
}

/* ---- evidence ------------------------------------------------------------------------------- */

int run_evidence_add(struct cli *cli, struct err *err)
{
	const struct place place = cli_place(cli);
	const char *code = cli_option(cli, "code");
	struct value *value;
	size_t count;
	int rc = cli_values(&value, &count, cli, 2, err);

	if (rc == OK && code) {
		struct value *more = arena_alloc(cli->arena, (count + 1) * sizeof(*more));

		memcpy(more, value, count * sizeof(*more));
		more[count++] = (struct value){ "code", code };
		value = more;
	}
	if (rc == OK)
		rc = app_evidence(cli->app, place.agency, place.system, place.year, cli->word[1],
		    cli_option(cli, "asset"), value, count, cli_option(cli, "file"),
		    cli_option(cli, "attach") != NULL, err);
	if (rc == OK)
		ask_saved(_("evidence"), cli->word[1]);
	return rc;
}

int run_evidence_list(struct cli *cli, struct err *err)
{
	struct place place = cli_place(cli);
	struct node *first;
	int rc;

	place.parent_key[0] = cli->word[1];
	place.parent_key[1] = cli_option(cli, "asset");
	rc = app_list(&first, cli->app, model_shape("evidence"), &place, cli->arena, err);
	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return cli_list_xml(first, "evidence", err);
	record_print_list(model_shape("evidence"), first, cli->arena);
	return OK;
}

/* ---- do first ------------------------------------------------------------------------------- */

static void print_first(const struct node *first, const char *how_many,
    const struct pack_set *packs, struct arena *arena)
{
	struct table *table = table_new(arena, 6);

	if (!first) {
		screen_say("%s", _("nothing: no scenario is rated, or all that helps is done"));
		return;
	}
	table_row(table,
	    (const char *[]){ _("rank"), _("requirement"), _("name"), _("risk taken off"),
		strcmp(how_many, "systems") == 0 ? _("systems") : _("scenarios"), _("cost") });
	for (; first; first = first->next) {
		const struct requirement *requirement = NULL;
		int64_t gain = node_int(first, "gain", 0);
		int64_t cost = node_int(first, "cost", 0);

		for (size_t i = 0; !requirement && i < packs_count(packs); i++)
			requirement =
			    pack_requirement(packs_at(packs, i), node_get(first, "requirement"));
		table_row(table,
		    (const char *[]){ node_get(first, "rank"), node_get(first, "requirement"),
			requirement ? words_now(&requirement->name) : "",
			arena_print(arena, lang_now() == LANG_VI ? "%lld,%03lld" : "%lld.%03lld",
			    (long long)gain / 1000, (long long)gain % 1000),
			node_text(first, how_many), cost ? text_group_digits(arena, cost) : "" });
	}
	table_print(table, screen_width());
}

static int first_of_agency(struct cli *cli, struct err *err)
{
	const char *year = cli_year(cli);
	struct agency_view *view;
	struct node *node;
	int rc = app_view_agency(&view, cli->app, cli_option(cli, "agency"), year, cli->arena, err);

	if (rc < 0)
		return rc;
	node = node_find(view->node, "year", "year", year);
	if (!node)
		return err_set(err, FAIL_NOT_FOUND,
		    "agency '%s' has no year %s: 'capdo year add' opens it",
		    node_get(view->node, "code"), year);
	if (cli_option(cli, "xml"))
		return cli_list_xml(node_first(node, "priority"), "priority", err);
	print_first(node_first(node, "priority"), "systems", cli->packs, cli->arena);
	return OK;
}

int run_do_first(struct cli *cli, struct err *err)
{
	struct assessment_view *view;
	struct system_view *system;
	int rc;

	if (cli->word_count == 0)
		return first_of_agency(cli, err);
	rc = cli_view(&view, &system, cli, cli->arena, err);
	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return cli_list_xml(node_first(view->node, "gain"), "gain", err);
	print_first(node_first(view->node, "gain"), "scenarios", cli->packs, cli->arena);
	return OK;
}
