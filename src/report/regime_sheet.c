/*
 * regime_sheet.c - two legal regimes side by side: which rule a system stands under and until when,
 * its level by both regulations, what changed and why it matters to it.
 */
#include "report_priv.h"

#include <string.h>

/* ---- words ----------------------------------------------------------------------------------- */

bool regime_year(const struct pack_set *packs, const char *year)
{
	const struct pack *regulation = packs_regime(packs);

	/* days and years are written so that their texts sort as they do */
	return regulation && year && strncmp(year, regulation->regime->law, 4) >= 0;
}

const struct transition *transition_find(const struct pack *regulation, const char *id)
{
	const struct regime *regime = regulation->regime;

	for (size_t i = 0; id && i < regime->transition_count; i++)
		if (strcmp(regime->transition[i].id, id) == 0)
			return &regime->transition[i];
	return NULL;
}

const char *transition_words(struct arena *mem, const struct pack *regulation, const char *id)
{
	const struct transition *rule = transition_find(regulation, id);

	return rule ? arena_print(mem, "%s: %s", id, words_now(&rule->name)) : id ? id : "–";
}

struct used_pack regime_pack(const struct report *report)
{
	const struct pack *regulation = packs_regime(report->source->packs);

	return (struct used_pack){ regulation->id, regulation->version };
}

enum status status_of(const char *code)
{
	enum status status = STATUS_CONFIRMED;

	while (status < STATUS_OWN && strcmp(status_code(status), code) != 0)
		status++;
	return status;
}

const char *source_words(struct arena *mem, enum status status)
{
	return status == STATUS_CONFIRMED ? status_label(status)
	    : arena_print(mem, "%s (%s)", _("to be verified"), status_label(status));
}

const char *source_short(enum status status)
{
	switch (status) {
	case STATUS_CONFIRMED:
		return _("read in the text");
	case STATUS_SECONDARY:
		return _("to be verified (secondary)");
	case STATUS_UNVERIFIED:
		return _("to be verified (unverified)");
	case STATUS_OWN:
		return _("to be verified (our own)");
	}
	return "";
}

/* Several ids apart by blanks, each with its name on a line of its own. */
static const char *transitions(
    struct arena *mem, const struct pack *regulation, const char *ids, const char *between)
{
	const char *text = NULL;

	for (const char *at = ids ? ids : ""; *at; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");

		text = arena_print(mem, "%s%s%s", text ? text : "", text ? between : "",
		    transition_words(mem, regulation, arena_copy_n(mem, at, length)));
		at += length;
	}
	return text;
}

static const char *missing_words(struct arena *mem, const char *codes)
{
	const char *text = NULL;

	for (const char *at = codes ? codes : ""; *at; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");
		enum situation situation;

		if (situation_parse(&situation, arena_copy_n(mem, at, length)) == OK)
			text = arena_print(mem, "%s%s%s?", text ? text : "", text ? "\n" : "",
			    situation_label(situation));
		at += length;
	}
	return text;
}

static const char *pack_words(const struct report *report, const char *id)
{
	const struct pack *pack = id ? packs_find(report->source->packs, id) : NULL;

	return pack ? named(report->mem, words_now(&pack->title), id) : id ? id : "";
}

/* ---- the system ------------------------------------------------------------------------------ */

enum { WIDE = 8 };

static const double widths[WIDE] = { 16, 16, 20, 20, 20, 20, 20, 20 };

static void pair(struct sheet *sheet, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	cell_span(sheet, 0, 1, STYLE_LABEL, text_capital(sheet->report->mem, label));
	cell_span(sheet, 2, WIDE - 1, STYLE_TEXT, text);
	row_end(sheet);
}

/* term NULL: it is not known which one it is. */
static void term_row(struct sheet *sheet, const struct pack *regulation,
    const struct node *regime, const char *name, const char *label, const struct sourced *term)
{
	struct arena *mem = sheet->report->mem;
	const char *safe = node_get(regime, arena_print(mem, "%s-safe", name));
	const char *due = node_get(regime, arena_print(mem, "%s-due", name));
	const char *state = arena_print(mem, "%s-state", name);
	day last = 0, other = 0, on = 0;

	if (!safe || !due)
		return;
	day_parse(&last, safe, NULL);
	day_parse(&other, due, NULL);
	day_parse(&on, node_text(regime, "as-of"), NULL);
	pair(sheet, label,
	    arena_print(mem, _("by %s (safe reading; %s), or %s (corresponding day; %s): %s"),
		day_show(mem, safe), day_left(mem, last - on), day_show(mem, due),
		day_left(mem, other - on),
		field_code_label(&regime->shape->field[shape_field(regime->shape, state)],
		    node_text(regime, state))));
	if (term)
		pair(sheet, _("source of the period"),
		    arena_print(mem, "%s [%s]",
			term->cite && *term->cite ? pack_cite(regulation, term->cite, mem) : "",
			source_words(mem, term->status)));
}

static void rule_rows(
    struct sheet *sheet, const struct pack *regulation, const struct node *regime)
{
	const struct transition *rule = transition_find(regulation, node_get(regime, "rule"));
	struct arena *mem = sheet->report->mem;

	pair(sheet, _("as of"), day_show(mem, node_text(regime, "as-of")));
	pair(sheet, _("transition rule"), node_get(regime, "rule")
		? transition_words(mem, regulation, node_get(regime, "rule"))
		: node_is(regime, "certain", "yes")
		? _("on this day only the earlier regulation is there")
		: _("it cannot be told yet which rule applies"));
	pair(sheet, _("rules that may apply"),
	    transitions(mem, regulation, node_get(regime, "candidates"), "\n"));
	pair(sheet, _("still to be answered"), missing_words(mem, node_get(regime, "missing")));
	pair(sheet, _("what the rule says"), node_get(regime, "text"));
	if (node_get(regime, "cite"))
		pair(sheet, _("source"),
		    arena_print(mem, "%s [%s]", node_text(regime, "cite"),
			source_words(mem, status_of(node_text(regime, "source")))));
	pair(sheet, _("level determined by"),
	    pack_words(sheet->report, node_get(regime, "classification")));
	pair(sheet, _("measures that hold"),
	    pack_words(sheet->report, node_get(regime, "measures")));
	pair(sheet, _("measures that fall due"),
	    pack_words(sheet->report, node_get(regime, "next-measures")));
	term_row(sheet, regulation, regime, "approval", _("approval of the level"),
	    rule ? rule->term[0] : NULL);
	term_row(sheet, regulation, regime, "measures", _("measures in place"),
	    rule ? rule->term[1] : NULL);
}

static void regime_block(
    struct sheet *sheet, const struct pack *regulation, const struct node *regime)
{
	struct arena *mem = sheet->report->mem;

	row_section(sheet, _("I. Under which rule the system stands"));
	rule_rows(sheet, regulation, regime);
	pair(sheet, _("what to do"), node_get(regime, "todo"));
	pair(sheet, _("TO BE VERIFIED"), node_get(regime, "doubt"));
	for (size_t i = 0; i < regulation->regime->transition_count; i++) {
		const struct transition *rule = &regulation->regime->transition[i];
		const char *beside = arena_print(mem, " %s ", node_text(regime, "beside"));

		if (strstr(beside, arena_print(mem, " %s ", rule->id)))
			pair(sheet, _("applies beside it"),
			    arena_print(mem, "%s: %s. %s\n%s [%s]", rule->id,
				words_now(&rule->name), words_now(&rule->text),
				rule->cite ? pack_cite(regulation, rule->cite, mem) : "",
				source_words(mem, rule->status)));
	}
	if (node_get(regime, "claim"))
		pair(sheet, _("on the force of the earlier regulation"),
		    arena_print(mem, "%s\n%s [%s]", node_text(regime, "claim"),
			regulation->regime->claim_cite
			    ? pack_cite(regulation, regulation->regime->claim_cite, mem) : "",
			source_words(mem, regulation->regime->claim_status)));
}

/* ---- the decision under both ----------------------------------------------------------------- */

static const char *level_words(struct arena *mem, const struct node *sides, const char *side)
{
	int64_t low = node_int(sides, arena_print(mem, "%s-lowest", side), 0);
	int64_t high = node_int(sides, arena_print(mem, "%s-highest", side), 0);

	if (node_is(sides, arena_print(mem, "%s-certain", side), "yes"))
		low = high = node_int(sides, arena_print(mem, "%s-level", side), 0);
	if (high == 0)
		return _("no criterion matches");
	return low == high ? arena_print(mem, _("level %d"), (int)low)
	    : arena_print(mem, _("not certain yet: from %d to %d"), (int)low, (int)high);
}

/* met false: those that may be met and would raise the level. */
static const char *criteria_words(
    struct arena *mem, const struct node *sides, const char *side, bool met)
{
	const char *pack = node_text(sides, arena_print(mem, "%s-pack", side));
	int64_t lowest = node_int(sides, arena_print(mem, "%s-lowest", side), 0);
	const char *text = NULL;

	for (const struct node *node = node_first(sides, "sides-criterion"); node;
	    node = node->next) {
		const char *component = node_text(node, "component");

		if (!node_is(node, "pack", pack) || node_is(node, "met", "yes") != met ||
		    (!met && node_int(node, "level", 0) <= lowest))
			continue;
		text = arena_print(mem, "%s%s%s%s%s (%s): %s\n%s [%s]", text ? text : "",
		    text ? "\n" : "", component, *component ? ": " : "",
		    node_text(node, "criterion"),
		    arena_print(mem, _("level %d"), (int)node_int(node, "level", 0)),
		    node_text(node, "text"), node_text(node, "cite"),
		    source_words(mem, status_of(node_text(node, "source"))));
	}
	return text ? text : "–";
}

static const char *open_words(struct arena *mem, const struct node *sides, const char *pack)
{
	const char *text = NULL;

	for (const struct node *node = node_first(sides, "sides-open"); node; node = node->next) {
		const char *component = node_text(node, "component");

		if (node_is(node, "pack", pack))
			text = arena_print(mem, "%s%s%s%s%s (%s)", text ? text : "",
			    text ? "\n" : "", component, *component ? ": " : "",
			    node_text(node, "text"), node_text(node, "fact"));
	}
	return text ? text : "–";
}

static void both(
    struct sheet *sheet, enum style style, const char *label, const char *old, const char *now)
{
	cell_span(sheet, 0, 1, STYLE_LABEL, text_capital(sheet->report->mem, label));
	cell_span(sheet, 2, 4, style, old);
	cell_span(sheet, 5, WIDE - 1, style, now);
	row_end(sheet);
}

static void sides_block(struct sheet *sheet, const struct node *sides)
{
	struct report *report = sheet->report;
	struct arena *mem = report->mem;
	const char *old = node_text(sides, "old-pack"), *now = node_text(sides, "new-pack");

	row_section(sheet, _("II. The decision under both regulations"));
	cell_span(sheet, 0, 1, STYLE_HEAD, "");
	cell_span(sheet, 2, 4, STYLE_HEAD, pack_words(report, old));
	cell_span(sheet, 5, WIDE - 1, STYLE_HEAD, pack_words(report, now));
	row_end(sheet);
	both(sheet, STYLE_KEY, _("level by the criteria"), level_words(mem, sides, "old"),
	    level_words(mem, sides, "new"));
	both(sheet, STYLE_CENTRE, _("counts for the system"),
	    node_is(sides, "counts", old) ? _("yes") : _("no, only for comparison"),
	    node_is(sides, "counts", now) ? _("yes") : _("no, only for comparison"));
	both(sheet, STYLE_TEXT, _("criteria met"), criteria_words(mem, sides, "old", true),
	    criteria_words(mem, sides, "new", true));
	both(sheet, STYLE_TEXT, _("criteria that may still raise the level"),
	    criteria_words(mem, sides, "old", false), criteria_words(mem, sides, "new", false));
	both(sheet, STYLE_TEXT, _("questions still open"), open_words(mem, sides, old),
	    open_words(mem, sides, now));
	if (node_get(sides, "kept-level"))
		pair(sheet, _("level kept"),
		    arena_print(mem, _("level %d"), (int)node_int(sides, "kept-level", 0)));
	pair(sheet, _("advice"), node_get(sides, "advice"));
}

static void change_rows(struct sheet *sheet, const struct node *sides)
{
	struct arena *mem = sheet->report->mem;

	if (!node_first(sides, "sides-change"))
		return;
	row_section(sheet, _("III. What changed, and why it matters here"));
	cell_span(sheet, 0, 2, STYLE_HEAD, _("Earlier regulation"));
	cell_span(sheet, 3, 5, STYLE_HEAD, _("New regulation"));
	cell_span(sheet, 6, WIDE - 1, STYLE_HEAD, _("Effect, how well it is sourced"));
	row_end(sheet);
	for (const struct node *node = node_first(sides, "sides-change"); node;
	    node = node->next) {
		const char *effect = node_text(node, "effect");

		cell_span(sheet, 0, 2, STYLE_TEXT,
		    arena_print(mem, "%s\n%s", node_text(node, "old"),
			node_text(node, "old-cite")));
		cell_span(sheet, 3, 5, STYLE_TEXT,
		    arena_print(mem, "%s\n%s", node_text(node, "new"),
			node_text(node, "new-cite")));
		cell_span(sheet, 6, WIDE - 1, STYLE_TEXT,
		    arena_print(mem, "%s%s[%s]", effect, *effect ? "\n" : "",
			source_words(mem, status_of(node_text(node, "source")))));
		row_end(sheet);
	}
}

void system_regimes(struct report *report, const struct system_paper *paper)
{
	const struct pack *regulation = packs_regime(report->source->packs);
	const struct node *regime = report->source->regime, *sides = report->source->sides;
	struct sheet *sheet;

	(void)paper;
	if (!regulation || !regime)
		return;
	sheet = sheet_new(report, _("Two regimes"), _("Two legal regimes side by side"), widths,
	    WIDE);
	regime_block(sheet, regulation, regime);
	if (sides) {
		sides_block(sheet, sides);
		change_rows(sheet, sides);
	}
	sheet_end(sheet);
}

/* ---- all systems ----------------------------------------------------------------------------- */

enum { LIST_WIDE = 14 };

static const double list_widths[LIST_WIDE] = { 5, 10, 14, 30, 7, 26, 12, 16, 11.5, 8, 11.5, 8, 50,
	30 };

static const char *measures_words(struct arena *mem, const struct node *node)
{
	const char *next = node_get(node, "next-measures");

	return next ? arena_print(mem, "%s → %s", node_text(node, "measures"), next)
		    : node_text(node, "measures");
}

static void left_cell(struct sheet *sheet, size_t at, const struct node *node, const char *field)
{
	const char *safe = node_get(node, field);
	day last = 0, on = 0;

	day_parse(&on, node_text(node, "as-of"), NULL);
	if (safe && day_parse(&last, safe, NULL) == OK)
		cell_number(sheet, at, last < on ? (enum style)STYLE_UNMET : STYLE_NUMBER,
		    last - on);
	else
		cell_text(sheet, at, STYLE_CENTRE, "–");
}

static const char *todo_words(struct arena *mem, const struct node *node)
{
	const char *missing = missing_words(mem, node_get(node, "missing"));

	return missing ? arena_print(mem, "%s: %s", _("still to be answered"), missing)
		       : node_text(node, "todo");
}

static const char *rule_words(
    struct arena *mem, const struct pack *regulation, const struct node *node)
{
	const char *beside = node_get(node, "beside");
	const char *text = node_get(node, "rule")
	    ? transition_words(mem, regulation, node_get(node, "rule"))
	    : node_is(node, "certain", "yes")
	    ? _("only the earlier regulation is there")
	    : arena_print(mem, "%s: %s", _("cannot be told yet"), node_text(node, "candidates"));

	return beside ? arena_print(mem, "%s\n(%s: %s)", text, _("applies beside it"), beside)
		      : text;
}

/* Of the rule, of its periods, and its doubt. */
static const char *reliability(
    struct arena *mem, const struct pack *regulation, const struct node *node)
{
	const struct transition *rule = transition_find(regulation, node_get(node, "rule"));
	const char *text = rule ? source_short(rule->status) : _("to be verified");

	for (size_t i = 0; rule && i < 2; i++)
		if (rule->term[i] && rule->term[i]->status != STATUS_CONFIRMED)
			text = arena_print(mem, "%s\n%s: %s", text,
			    i ? _("period for measures") : _("period for approval"),
			    source_short(rule->term[i]->status));
	return rule && rule->doubt.vi
	    ? arena_print(mem, "%s\n%s", text, words_now(&rule->doubt)) : text;
}

static bool sure(const struct pack *regulation, const struct node *node)
{
	const struct transition *rule = transition_find(regulation, node_get(node, "rule"));

	for (size_t i = 0; rule && i < 2; i++)
		if (rule->term[i] && rule->term[i]->status != STATUS_CONFIRMED)
			return false;
	return node_is(node, "doubtful", "no");
}

static void list_row(struct sheet *sheet, const struct pack *regulation, const struct node *node,
    size_t number)
{
	struct arena *mem = sheet->report->mem;

	cell_number(sheet, 0, STYLE_NUMBER, (int64_t)number);
	cell_text(sheet, 1, STYLE_CENTRE, node_text(node, "agency"));
	cell_text(sheet, 2, STYLE_CENTRE, node_text(node, "code"));
	cell_text(sheet, 3, STYLE_TEXT, node_text(node, "name"));
	cell_known(sheet, 4, (int)node_int(node, "level", 0));
	cell_text(sheet, 5, STYLE_TEXT, rule_words(mem, regulation, node));
	cell_text(sheet, 6, STYLE_TEXT, node_text(node, "classification"));
	cell_text(sheet, 7, STYLE_TEXT, measures_words(mem, node));
	cell_day(sheet, 8, node_get(node, "approval-safe"));
	left_cell(sheet, 9, node, "approval-safe");
	cell_day(sheet, 10, node_get(node, "measures-safe"));
	left_cell(sheet, 11, node, "measures-safe");
	cell_text(sheet, 12, STYLE_TEXT, todo_words(mem, node));
	cell_text(sheet, 13, sure(regulation, node) ? STYLE_CENTRE : STYLE_PARTIAL,
	    reliability(mem, regulation, node));
	row_end(sheet);
}

static void count_rules(
    struct sheet *sheet, const struct pack *regulation, const struct node *first)
{
	struct arena *mem = sheet->report->mem;
	const struct regime *regime = regulation->regime;
	int64_t open = 0;

	row_section(sheet, _("Systems by rule"));
	for (size_t i = 0; i < regime->transition_count; i++) {
		const struct transition *rule = &regime->transition[i];
		int64_t count = 0;

		for (const struct node *node = first; node; node = node->next)
			count += node_is(node, "rule", rule->id) ||
			    strstr(arena_print(mem, " %s ", node_text(node, "beside")),
				arena_print(mem, " %s ", rule->id));
		cell_span(sheet, 0, 3, STYLE_LABEL,
		    arena_print(mem, "%s: %s", rule->id, words_now(&rule->name)));
		cell_number(sheet, 4, STYLE_NUMBER, count);
		cell_span(sheet, 5, 12, STYLE_TEXT,
		    arena_print(mem, "%s%s%s", words_now(&rule->text), rule->cite ? "\n" : "",
			rule->cite ? pack_cite(regulation, rule->cite, mem) : ""));
		cell_text(sheet, 13, rule->status == STATUS_CONFIRMED && !rule->doubt.vi
		    ? STYLE_CENTRE : STYLE_PARTIAL, source_words(mem, rule->status));
		row_end(sheet);
	}
	for (const struct node *node = first; node; node = node->next)
		open += node_is(node, "certain", "no");
	cell_span(sheet, 0, 3, STYLE_LABEL, text_capital(mem, _("cannot be told yet")));
	cell_number(sheet, 4, STYLE_NUMBER, open);
	cells_fill(sheet, 5, LIST_WIDE - 1);
	row_end(sheet);
}

void regimes_sheet(struct report *report, const struct pack *regulation, const struct node *first)
{
	const char *const head[LIST_WIDE] = { _("No."), _("Agency"), _("System code"),
		_("System name"), _("Level"), _("Transition rule"), _("Level determined by"),
		_("Requirements, now and then"), _("Approval by (safe)"), _("Days left"),
		_("Measures by (safe)"), _("Days left"), _("What to do"),
		_("How well it is sourced, doubt") };
	struct sheet *sheet = sheet_new(report, _("Legal regime"),
	    _("Legal regime of each system and what falls due"), list_widths, LIST_WIDE);
	size_t number = 0;

	row_head(sheet, head, LIST_WIDE, true);
	for (const struct node *node = first; node; node = node->next)
		list_row(sheet, regulation, node, ++number);
	sheet_filter_end(sheet);
	if (!first)
		row_text(sheet, STYLE_PLAIN, _("Nothing has been entered."));
	row_text(sheet, STYLE_NOTE,
	    arena_print(report->mem,
		_("Days are those of the safe reading of each period; the corresponding day is one "
		  "day later or more. %s [%s]"),
		words_now(&regulation->regime->claim),
		source_words(report->mem, regulation->regime->claim_status)));
	count_rules(sheet, regulation, first);
	sheet_end(sheet);
}

void agency_regimes(struct report *report, const struct agency_paper *paper)
{
	const struct pack *regulation = packs_regime(report->source->packs);

	(void)paper;
	if (regulation && report->source->regime)
		regimes_sheet(report, regulation, report->source->regime);
}
