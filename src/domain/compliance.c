/*
 * compliance.c - from single findings to the state of an item, from items to a score.
 */
#include "compliance_priv.h"

#include <stdlib.h>
#include <string.h>

static const char *const codes[] = {
	[MET] = "met", [PARTIAL] = "partial", [UNMET] = "unmet",
	[NOT_APPLICABLE] = "n-a", [UNASSESSED] = "unassessed",
};

const char *finding_code(enum finding finding)
{
	return codes[finding];
}

int finding_parse(enum finding *out, const char *code)
{
	for (int i = MET; i <= UNASSESSED; i++) {
		if (strcmp(codes[i], code) == 0) {
			*out = (enum finding)i;
			return OK;
		}
	}
	return FAIL_INVALID;
}

int finding_points(enum finding finding, const struct method *method)
{
	switch (finding) {
	case MET:
		return method->met;
	case PARTIAL:
		return method->partial;
	case UNMET:
		return method->unmet;
	case NOT_APPLICABLE:
	case UNASSESSED:
		break;
	}
	return 0;
}

int thousandths(int64_t part, int64_t whole, int none)
{
	return whole > 0 ? (int)(1000 * part / whole) : none;
}

const struct item_state *item_find(
    const struct item_state *item, size_t count, const struct mitigation *mitigation)
{
	for (size_t i = 0; i < count; i++) {
		const struct check_item *wanted = &item[i].item;

		if (wanted->mark == mitigation->mark && wanted->applies != NO &&
		    strcmp(wanted->requirement->id, mitigation->requirement) == 0)
			return &item[i];
	}
	return NULL;
}

/* ---- looking up findings -------------------------------------------------------------------- */

/* Findings in order of requirement and asset; of two alike the one given later is the last. */
struct finding_index {
	const struct finding_in **at;
	size_t count;
};

static int compare_place(
    const struct finding_in *finding, const char *requirement, const char *asset)
{
	int order = strcmp(finding->requirement, requirement);

	return order != 0 ? order : strcmp(finding->asset ? finding->asset : "", asset);
}

static int compare_findings(const void *a, const void *b)
{
	const struct finding_in *x = *(const struct finding_in *const *)a;
	const struct finding_in *y = *(const struct finding_in *const *)b;
	int order = compare_place(x, y->requirement, y->asset ? y->asset : "");

	if (order != 0)
		return order;
	return x < y ? -1 : x > y;
}

static struct finding_index index_findings(const struct finding_in *finding, size_t count)
{
	struct finding_index index = { .at = xcalloc(count, sizeof(*index.at)), .count = count };

	for (size_t i = 0; i < count; i++)
		index.at[i] = &finding[i];
	qsort(index.at, count, sizeof(*index.at), compare_findings);
	return index;
}

static const struct finding_in *find_finding(
    const struct finding_index *index, const char *requirement, const char *asset)
{
	size_t low = 0;
	size_t high = index->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_place(index->at[middle], requirement, asset) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || compare_place(index->at[low - 1], requirement, asset) != 0)
		return NULL;
	return index->at[low - 1];
}

/* ---- the state of an item ------------------------------------------------------------------- */

struct tally {
	size_t all, of[UNASSESSED + 1];
};

static enum finding tally_status(const struct tally *tally)
{
	if (tally->of[UNASSESSED] > 0)
		return UNASSESSED;
	if (tally->of[NOT_APPLICABLE] == tally->all)
		return NOT_APPLICABLE;
	if (tally->of[PARTIAL] == 0 && tally->of[UNMET] == 0)
		return MET;
	if (tally->of[PARTIAL] == 0 && tally->of[MET] == 0)
		return UNMET;
	return PARTIAL;
}

static void count_finding(struct tally *now, struct tally *target, const struct finding_in *finding)
{
	enum finding status = finding ? finding->status : UNASSESSED;
	bool lifted = finding && finding->planned && status != NOT_APPLICABLE;

	now->all++;
	now->of[status]++;
	target->all++;
	target->of[lifted ? MET : status]++;
}

static int64_t planned_cost(const struct finding_in *finding)
{
	if (!finding || !finding->planned || finding->status == MET ||
	    finding->status == NOT_APPLICABLE)
		return 0;
	return finding->cost;
}

static bool is_per_asset(const struct requirement *requirement)
{
	return strcmp(requirement->scope, "agency") != 0 &&
	    strcmp(requirement->scope, "system") != 0;
}

/* The answer for all is counted for each asset that takes it, its cost once. */
static void count_assets(struct item_state *state, struct tally *now, struct tally *target,
    const struct finding_index *index, const struct asset_in *asset, size_t asset_count)
{
	const struct requirement *requirement = state->item.requirement;
	const struct finding_in *for_all = find_finding(index, requirement->id, "");
	bool used = false;

	for (size_t i = 0; i < asset_count && is_per_asset(requirement); i++) {
		const struct finding_in *own;

		if (strcmp(asset[i].kind, requirement->scope) != 0)
			continue;
		own = find_finding(index, requirement->id, asset[i].code);
		if (!own)
			used = true;
		count_finding(now, target, own ? own : for_all);
		state->cost += planned_cost(own);
	}
	if (now->all == 0) {
		count_finding(now, target, for_all);
		used = true;
	}
	if (used)
		state->cost += planned_cost(for_all);
}

void compliance_items(struct item_state *out, const struct check_item *item, size_t item_count,
    const struct finding_in *finding, size_t finding_count,
    const struct asset_in *asset, size_t asset_count, const struct method *method)
{
	struct finding_index index = index_findings(finding, finding_count);

	(void)method;
	for (size_t i = 0; i < item_count; i++) {
		struct tally now = { 0 };
		struct tally target = { 0 };

		out[i] = (struct item_state){ .item = item[i] };
		count_assets(&out[i], &now, &target, &index, asset, asset_count);
		out[i].status = tally_status(&now);
		out[i].target = tally_status(&target);
		out[i].assets = now.all;
		out[i].met = now.of[MET];
		out[i].partial = now.of[PARTIAL];
		out[i].unmet = now.of[UNMET];
		out[i].not_applicable = now.of[NOT_APPLICABLE];
		out[i].unassessed = now.of[UNASSESSED];
	}
	free(index.at);
}

/* ---- scores --------------------------------------------------------------------------------- */

static bool is_in(const struct group *group, const struct group *of)
{
	for (; group; group = group->parent) {
		if (group == of)
			return true;
	}
	return of == NULL;
}

static void add_item(
    struct score *score, const struct item_state *item, const struct method *method)
{
	int64_t weight = item->item.requirement->weight;

	switch (item->status) {
	case MET:
		score->met++;
		break;
	case PARTIAL:
		score->partial++;
		break;
	case UNMET:
		score->unmet++;
		break;
	case NOT_APPLICABLE:
		score->not_applicable++;
		return;
	case UNASSESSED:
		score->applicable++;
		score->unassessed++;
		return;
	}
	score->applicable++;
	score->assessed++;
	score->sum += weight * finding_points(item->status, method);
	score->most += weight * method->met;
}

struct score compliance_score(const struct item_state *item, size_t count,
    const struct group *group, const struct method *method)
{
	struct score score = { 0 };

	for (size_t i = 0; i < count; i++) {
		if (item[i].item.applies != NO && is_in(item[i].item.requirement->group, group))
			add_item(&score, &item[i], method);
	}
	score.score = thousandths(score.sum, score.most, -1);
	score.coverage = thousandths((int64_t)score.assessed, (int64_t)score.applicable, 0);
	score.full = score.applicable > 0 && score.met == score.applicable;
	return score;
}
