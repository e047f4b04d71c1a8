/*
 * sources.c - what the figures rest on: the packs with their versions and doubts, and what each
 * number means.
 */
#include "report_priv.h"

#include <string.h>

enum { WIDE = 4 };

static const double widths[WIDE] = { 30, 52, 52, 16 };

static void line(struct sheet *sheet, const char *label, const char *text)
{
	cell_text(sheet, 0, STYLE_LABEL, text_capital(sheet->report->mem, label));
	cell_span(sheet, 1, WIDE - 1, STYLE_TEXT, text);
	row_end(sheet);
}

static const char *documents(struct arena *mem, const struct pack *pack)
{
	const char *text = "";

	for (size_t i = 0; i < pack->document_count; i++) {
		const struct document *document = &pack->document[i];
		const char *name = arena_print(mem, "%s %s", document->number ? document->number
		    : "",
		    words_now(&document->name));

		text = arena_print(mem, "%s%s• %s", text, i ? "\n" : "",
		    with_status(mem, name, document->status));
	}
	return text;
}

static void doubt_rows(struct sheet *sheet, const struct pack *pack)
{
	struct arena *mem = sheet->report->mem;

	for (size_t i = 0; i < pack->doubt.count; i++) {
		const struct sourced *doubt = &pack->doubt.at[i];

		cell_text(sheet, 0, STYLE_LABEL, i ? "" : _("Doubtful"));
		cell_text(sheet, 1, STYLE_TEXT, words_now(&doubt->text));
		cell_text(sheet, 2, STYLE_TEXT, doubt->cite && *doubt->cite
		    ? pack_cite(pack, doubt->cite, mem) : "");
		cell_text(sheet, 3, STYLE_CENTRE, status_label(doubt->status));
		row_end(sheet);
	}
}

static void pack_block(struct sheet *sheet, const struct used_pack *used)
{
	struct arena *mem = sheet->report->mem;
	const struct pack *pack = packs_find(sheet->report->source->packs, used->id);

	cell_span(sheet, 0, WIDE - 1, STYLE_GROUP, pack ? words_now(&pack->title) : used->id);
	row_at_least(sheet, 20);
	row_end(sheet);
	line(sheet, _("Pack, version recorded"), arena_print(mem, "%s, %s", used->id,
	    used->version ? used->version : "–"));
	if (!pack) {
		line(sheet, _("Note"), _("this pack is not installed here"));
		return;
	}
	if (used->version && strcmp(used->version, pack->version) != 0)
		line(sheet, _("Note"), arena_print(mem, _("the version in use here is %s"),
		    pack->version));
	line(sheet, _("In force"), pack->until
	    ? arena_print(mem, _("from %s until %s"), day_show(mem, pack->in_force),
	    day_show(mem, pack->until)) : arena_print(mem, _("from %s"),
	    day_show(mem, pack->in_force)));
	if (pack->replaced_by)
		line(sheet, _("Replaced by"), pack->replaced_by);
	line(sheet, "SHA-256", pack->hash);
	if (pack->document_count)
		line(sheet, _("Documents"), documents(mem, pack));
	doubt_rows(sheet, pack);
}

static void meanings(struct sheet *sheet)
{
	row_section(sheet, _("What each number means"));
	line(sheet, _("score"),
	    _("1000 x sum of weight x points, divided by 2 x sum of weights (all items met), over "
	    "the items that "
	    "apply and are assessed; rounded down. A dash: nothing is assessed. It is never an "
	    "average of systems."));
	line(sheet, _("coverage"),
	    _("1000 x assessed items / applicable items, rounded down. A score says little while "
	    "coverage is "
	    "low."));
	line(sheet, _("fully implemented"),
	    _("everything that applies is assessed, nothing is partly met or not met"));
	line(sheet, _("not applicable, not assessed yet"),
	    _("two different things; neither counts as zero in a score"));
	line(sheet, _("gross risk"),
	    _("likelihood (1 to 5) x impact (1 to 5) without regard to measures"));
	line(sheet, _("current risk"),
	    _("the same with the likelihood lowered by the steps that the measures in place give; "
	    "what is not "
	    "assessed counts as not in place"));
	line(sheet, _("target risk"),
	    _("the same with the measures that have a person and a date taken as done"));
	line(sheet, _("control strength"),
	    _("1000 x points reached / most points of the requirements that work against the "
	    "scenario"));
	line(sheet, _("risk taken off"),
	    _("how much the requirement would take off, over all scenarios it works against, in "
	    "thousandths "
	    "of a risk point: for ordering only"));
	line(sheet, _("words in square brackets"),
	    _("how well a text is sourced: secondary and unverified ones never decide a result "
	    "alone"));
	line(sheet, _("dates and times"), _("times are those of Vietnam (UTC+7)"));
}

static bool shown_before(const struct used_pack *used, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (strcmp(used[i].id, used[index].id) == 0)
			return true;
	}
	return false;
}

struct sheet *sources_open(struct report *report, const char *name, const struct used_pack *used,
    size_t count)
{
	struct sheet *sheet = sheet_new(report, name, name, widths, WIDE);
	char now[21];

	clock_now(now);
	line(sheet, _("Made with"), "capdo");
	line(sheet, _("Made at"), time_show(report, now));
	line(sheet, _("As of"), day_show(report->mem, report->source->today));
	row_section(sheet, _("Rules and methods used"));
	for (size_t i = 0; i < count; i++) {
		if (!shown_before(used, i))
			pack_block(sheet, &used[i]);
	}
	return sheet;
}

void sources_line(struct sheet *sheet, const char *label, const char *text)
{
	line(sheet, label, text);
}

void sources_sheet(struct report *report, const struct used_pack *used, size_t count)
{
	struct sheet *sheet = sources_open(report, _("Sources and notes"), used, count);

	meanings(sheet);
	sheet_end(sheet);
}
