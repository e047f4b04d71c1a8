/*
 * gap.c - what the answers to one checklist show of another, by a crosswalk.
 */
#include "capdo/regime.h"

#include <string.h>

#include "capdo/model.h"

static const char *const codes[GAP_STATES] = { "shown", "stricter", "partly", "open", "new",
	"n-a" };

const char *gap_code(enum gap_state state)
{
	return codes[state];
}

const char *gap_label(enum gap_state state)
{
	const struct shape *shape = model_shape("gap-item");

	return field_code_label(&shape->field[shape_field(shape, "state")], codes[state]);
}

static const struct item_state *find_old(
    const struct item_state *old, size_t count, const struct requirement *requirement)
{
	for (size_t i = 0; i < count; i++)
		if (old[i].item.requirement == requirement)
			return &old[i];
	return NULL;
}

static bool at_level(const struct pair *pair, int level)
{
	return (pair->levels & 1u << level) != 0;
}

/* ---- one requirement of the new checklist --------------------------------------------------- */

/* What its old requirements say together. */
struct weighing {
	size_t counted, met, partial, unmet, unassessed, not_applicable;
	const struct pair *stricter, *partly, *same, *weak;
};

static void weigh(struct weighing *w, const struct gap_from *from)
{
	enum finding status = from->old->status;

	w->counted++;
	w->met += status == MET;
	w->partial += status == PARTIAL;
	w->unmet += status == UNMET;
	w->unassessed += status == UNASSESSED;
	w->not_applicable += status == NOT_APPLICABLE;
	if (status == NOT_APPLICABLE)
		return;
	if (status != MET && !w->weak)
		w->weak = from->pair;
	if (from->pair->kind == PAIR_SAME && !w->same)
		w->same = from->pair;
	if (from->pair->kind == PAIR_STRICTER && !w->stricter)
		w->stricter = from->pair;
	if (from->pair->kind == PAIR_PARTLY && !w->partly)
		w->partly = from->pair;
}

static enum finding proposed_of(const struct weighing *w)
{
	if (w->unassessed > 0)
		return UNASSESSED;
	return w->met + w->partial > 0 ? PARTIAL : UNMET;
}

static void judge(struct gap_item *out, const struct weighing *w)
{
	const struct pair *why = NULL;

	out->proposed = UNASSESSED;
	if (w->counted == 0) {
		out->state = GAP_NEW;
		if (!*out->why)
			out->why = _("the earlier checklist asks nothing of it at this level");
	} else if (w->counted == w->not_applicable) {
		out->state = GAP_NOT_APPLICABLE;
		why = out->from[0].pair;
	} else if (w->weak) {
		out->state = GAP_OPEN;
		out->proposed = proposed_of(w);
		why = w->weak;
	} else if (w->same) {
		out->state = GAP_SHOWN;
		out->proposed = MET;
		why = w->same;
	} else {
		out->state = w->partly ? GAP_PARTLY : GAP_STRICTER;
		out->proposed = PARTIAL;
		why = w->partly ? w->partly : w->stricter;
	}
	if (why)
		out->why = words_now(&why->why);
}

/* A requirement that is the same shows the new one by itself; where there is one, those that show
 * only a part of it have no say. */
bool gap_has_say(const struct gap_item *item, const struct gap_from *from)
{
	bool same = false;

	for (size_t i = 0; i < item->from_count; i++)
		same = same || (item->from[i].old && item->from[i].pair->kind == PAIR_SAME);
	return from->old && (!same || from->pair->kind == PAIR_SAME);
}

static void make_item(struct gap_item *out, const struct pack *crosswalk,
    const struct check_item *item, const struct item_state *old, size_t old_count,
    struct arena *arena)
{
	struct weighing w = { 0 };
	struct gap_from *from = NULL;
	size_t room = 0;

	*out = (struct gap_item){ .item = item, .why = "" };
	for (size_t i = 0; i < crosswalk->pair_count; i++) {
		const struct pair *pair = &crosswalk->pair[i];

		if (pair->to != item->requirement || !at_level(pair, item->demand->level))
			continue;
		if (!pair->from) {
			out->why = words_now(&pair->why);
			continue;
		}
		from = arena_grow(arena, from, out->from_count, &room, sizeof(*from));
		from[out->from_count++] =
		    (struct gap_from){ pair, find_old(old, old_count, pair->from) };
	}
	out->from = from;
	for (size_t i = 0; i < out->from_count; i++)
		if (gap_has_say(out, &from[i]))
			weigh(&w, &from[i]);
	judge(out, &w);
}

/* ---- what is no longer asked ---------------------------------------------------------------- */

static bool is_asked(const struct requirement *requirement, const struct check_item *item,
    size_t item_count)
{
	for (size_t i = 0; i < item_count; i++)
		if (item[i].requirement == requirement)
			return true;
	return false;
}

static void list_dropped(struct gap *out, const struct pack *crosswalk,
    const struct check_item *item, size_t item_count, const struct item_state *old,
    size_t old_count)
{
	for (size_t i = 0; i < old_count; i++) {
		const struct pair *about = NULL;
		bool goes_on = false;

		for (size_t k = 0; k < crosswalk->pair_count; k++) {
			const struct pair *pair = &crosswalk->pair[k];

			if (pair->from != old[i].item.requirement)
				continue;
			if (!about || pair->kind == PAIR_DROPPED)
				about = pair;
			if (pair->to && at_level(pair, old[i].item.demand->level) &&
			    is_asked(pair->to, item, item_count))
				goes_on = true;
		}
		if (!goes_on)
			out->dropped[out->dropped_count++] =
			    (struct gap_dropped){ &old[i], about };
	}
}

void gap_make(struct gap *out, const struct pack *crosswalk, const struct check_item *item,
    size_t item_count, const struct item_state *old, size_t old_count, struct arena *arena)
{
	*out = (struct gap){ .count = item_count };
	out->item = arena_alloc(arena, (item_count + 1) * sizeof(*out->item));
	out->dropped = arena_alloc(arena, (old_count + 1) * sizeof(*out->dropped));
	for (size_t i = 0; i < item_count; i++) {
		make_item(&out->item[i], crosswalk, &item[i], old, old_count, arena);
		out->of[out->item[i].state]++;
	}
	list_dropped(out, crosswalk, item, item_count, old, old_count);
}
