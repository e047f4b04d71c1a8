/*
 * parse_regime.c - the change from one regulation to the next: what changed, terms, and the rules
 * that say which regime a system is under.
 *
 * The packs that a regime names need not be here: an old one may be taken out of use while the
 * rules of the change still hold.
 */
#include "pack_priv.h"

#include <string.h>

/* ---- what changed --------------------------------------------------------------------------- */

/* The other regulation may be missing, so an id that is not ours may be one of its criteria; but a
 * change into something new names at least one of ours. */
static int check_criteria(struct reader *r, const xmlNode *node, const struct change_note *change)
{
	bool own = change->criterion_count == 0 || !change->new_cite;

	for (size_t i = 0; i < change->criterion_count && !own; i++)
		own = index_find(&r->to->criteria, change->criterion[i]) != NULL;
	if (own || r->rc < 0)
		return r->rc;
	return fault(r, node,
	    err_set(&r->note, FAIL_INVALID,
		"change '%s' names no criterion of this pack, and cites it", change->topic));
}

int read_changes(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "change");
	struct change_note *change = room_for(r, count, sizeof(*change));
	struct index ids;

	r->to->pack.change = change;
	r->to->pack.change_count = count;
	index_open(r, &ids, count);
	for (const xmlNode *node = xml_child(root, "change"); node;
	     node = xml_next(node, "change")) {
		change->topic = xml_attr(r, node, "topic");
		change->criterion = xml_list(r, node, "criteria", &change->criterion_count);
		change->old_cite = xml_attr(r, node, "old-cite");
		change->new_cite = xml_attr(r, node, "new-cite");
		change->status = xml_status(r, node);
		change->old_text = xml_words_in(r, node, "old");
		change->new_text = xml_words_in(r, node, "new");
		change->effect = xml_words_in(r, node, "effect");
		check_criteria(r, node, change);
		index_add(&ids, change->topic, change, node);
		change++;
	}
	return index_close(r, &ids, "change");
}

/* ---- terms ---------------------------------------------------------------------------------- */

/* Is `later` the day of the same number so many months on? Of a shorter month no day is. */
static bool corresponds(const char *from, int months, const char *later)
{
	int year, month, date, to_year, to_month, to_date;
	day first, last;

	if (day_parse(&first, from, NULL) < 0 || day_parse(&last, later, NULL) < 0)
		return false;
	day_to_ymd(first, &year, &month, &date);
	day_to_ymd(last, &to_year, &to_month, &to_date);
	return date == to_date
	    && (int64_t)year * 12 + month + months == (int64_t)to_year * 12 + to_month;
}

static int check_term(
    struct reader *r, const xmlNode *node, const struct regime *regime, const struct sourced *term)
{
	if (r->rc < 0)
		return r->rc;
	if (!term->id)
		return fault(
		    r, node, err_set(&r->note, FAIL_INVALID, "a <term> needs an id"));
	if (strcmp(term->from, term->until) >= 0 || strcmp(regime->law, term->from) >= 0)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"term '%s': the safe day %s must lie after %s and before %s", term->id,
			term->from, regime->law, term->until));
	if (!corresponds(regime->law, term->days, term->until))
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"term '%s': %s is not the day that corresponds to %s after %d months",
			term->id, term->until, regime->law, term->days));
	return OK;
}

static int read_terms(
    struct reader *r, const xmlNode *node, struct regime *regime, struct index *ids)
{
	size_t count = xml_count(node, "term");
	struct sourced *term = room_for(r, count, sizeof(*term));

	regime->term = (struct sourced_list){ term, count };
	index_open(r, ids, count);
	for (const xmlNode *at = xml_child(node, "term"); at; at = xml_next(at, "term")) {
		*term = xml_sourced(r, at);
		term->days = xml_int(r, at, "months", 0);
		term->from = xml_date(r, at, "safe");
		term->until = xml_date(r, at, "corresponding");
		if (check_term(r, at, regime, term) < 0)
			return r->rc;
		index_add(ids, term->id, term, at);
		term++;
	}
	return index_close(r, ids, "term");
}

/* ---- transitions ---------------------------------------------------------------------------- */

static unsigned read_situations(struct reader *r, const xmlNode *node, const char *name)
{
	size_t count;
	const char *const *code = xml_list(r, node, name, &count);
	unsigned set = 0;

	for (size_t i = 0; i < count; i++) {
		enum situation situation = SITUATION_APPROVED;

		if (situation_parse(&situation, code[i]) < 0)
			fault(r, node, err_set(&r->note, FAIL_INVALID,
			    "%s: there is no situation '%s'", name, code[i]));
		set |= 1u << situation;
	}
	return set;
}

static const struct sourced *term_named(
    struct reader *r, const xmlNode *node, const char *name, const struct index *terms)
{
	check_name(r, node, name, terms, "term");
	return index_find(terms, xml_attr(r, node, name));
}

static enum transition_packs packs_of(const char *code)
{
	if (!code || strcmp(code, "ask") == 0)
		return PACKS_ASK;
	return strcmp(code, "old") == 0 ? PACKS_OLD : PACKS_NEW;
}

static int check_transition(
    struct reader *r, const xmlNode *node, const struct transition *transition)
{
	bool both = xml_attr(r, node, "classification") && transition->measures;
	bool neither = !xml_attr(r, node, "classification") && !transition->measures;

	if (r->rc < 0)
		return r->rc;
	if (transition->when & transition->unless)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"transition '%s' can never hold: one situation is both in when and in "
			"unless",
			transition->id));
	if (transition->decides ? !both : !neither)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"transition '%s': one that decides needs classification and measures, and "
			"only such a one has them",
			transition->id));
	return OK;
}

static int read_transition(
    struct reader *r, const xmlNode *node, const struct index *terms, struct transition *out)
{
	out->id = xml_attr(r, node, "id");
	out->when = read_situations(r, node, "when");
	out->unless = read_situations(r, node, "unless");
	out->decides = xml_yes(r, node, "decides");
	out->classification = packs_of(xml_attr(r, node, "classification"));
	out->measures = xml_attr(r, node, "measures");
	out->state = xml_attr(r, node, "state");
	out->term[0] = term_named(r, node, "approval-term", terms);
	out->term[1] = term_named(r, node, "measures-term", terms);
	out->cite = xml_attr(r, node, "cite");
	out->status = xml_status(r, node);
	out->name = xml_words_in(r, node, "name");
	out->text = xml_words_in(r, node, "text");
	out->todo = xml_words_in(r, node, "todo");
	out->doubt = xml_words_in(r, node, "doubt");
	return check_transition(r, node, out);
}

static int read_transitions(struct reader *r, const xmlNode *node, struct regime *regime,
    const struct index *terms)
{
	static const char name[] = "transition";
	size_t count = xml_count(node, name);
	struct transition *transition = room_for(r, count, sizeof(*transition));
	bool decided = false;
	struct index ids;

	regime->transition = transition;
	regime->transition_count = count;
	index_open(r, &ids, count);
	for (const xmlNode *at = xml_child(node, name); at; at = xml_next(at, name)) {
		if (read_transition(r, at, terms, transition) < 0)
			return r->rc;
		decided = decided || transition->decides;
		index_add(&ids, transition->id, transition, at);
		transition++;
	}
	if (!decided)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID, "no transition of the regime decides"));
	return index_close(r, &ids, name);
}

/* ---- the regime ----------------------------------------------------------------------------- */

static int check_regime(struct reader *r, const xmlNode *node, const struct regime *regime)
{
	if (r->rc < 0)
		return r->rc;
	if (strcmp(regime->law, regime->decree) > 0)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"the decree took effect on %s, before the law on %s", regime->decree,
			regime->law));
	if (strcmp(regime->old_regulation, regime->new_regulation) == 0
	    || strcmp(regime->old_requirements, regime->new_requirements) == 0)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "a regime leads from one pack to another, not to the same one"));
	return OK;
}

int read_regime(struct reader *r, const xmlNode *root)
{
	const xmlNode *node = xml_child(root, "regime");
	struct regime *regime;
	struct sourced claim;
	struct index terms;

	if (!node)
		return r->rc;
	regime = room_for(r, 1, sizeof(*regime));
	r->to->pack.regime = regime;
	regime->old_regulation = xml_attr(r, node, "old-regulation");
	regime->old_requirements = xml_attr(r, node, "old-requirements");
	regime->new_regulation = r->to->pack.id;
	regime->new_requirements = xml_attr(r, node, "new-requirements");
	regime->crosswalk = xml_attr(r, node, "crosswalk");
	regime->law = xml_date(r, node, "law");
	regime->decree = xml_date(r, node, "decree");
	claim = xml_sourced(r, xml_child(node, "claim"));
	regime->claim = claim.text;
	regime->claim_cite = claim.cite;
	regime->claim_status = claim.status;
	if (check_regime(r, node, regime) < 0 || read_terms(r, node, regime, &terms) < 0)
		return r->rc;
	return read_transitions(r, node, regime, &terms);
}
