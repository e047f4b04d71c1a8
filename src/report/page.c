/*
 * page.c - what official paper looks like: national heading, title, place and date, signatures.
 *
 * The order of parts follows the form of administrative documents: agency on the left, name of the
 * State and motto on the right; at the end the person who made it on the left, the head on the
 * right.
 */
#include "report_priv.h"

#include <string.h>

/* In English the name of the State stays as the form has it; so these two are no msgids. */
static const char state_name[] = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
static const char state_motto[] = "Độc lập - Tự do - Hạnh phúc";

static const char *of_agency(const struct sheet *sheet, const char *field)
{
	const struct node *agency = sheet->report->source->agency;

	return agency ? node_text(agency, field) : "";
}

static const char *place_and_date(const struct sheet *sheet)
{
	struct arena *mem = sheet->report->mem;
	const char *place = of_agency(sheet, "place");
	int year, month, date;
	day today;

	if (day_parse(&today, sheet->report->source->today, NULL) < 0)
		return "";
	day_to_ymd(today, &year, &month, &date);
	if (lang_now() == LANG_EN)
		return arena_print(mem, "%s%s%04d-%02d-%02d", place, *place ? ", " : "", year,
		    month, date);
	/* Days below ten and the months January and February are written with two digits. */
	return arena_print(mem, month < 3 ? "%s, ngày %02d tháng %02d năm %d"
	    : "%s, ngày %02d tháng %d năm %d",
	    *place ? place : "…………", date, month, year);
}

void page_heading(struct sheet *sheet, const char *title, const char *subtitle)
{
	struct arena *mem = sheet->report->mem;
	size_t half = sheet->columns / 2 - 1;
	size_t last = sheet->columns - 1u;
	const char *above = of_agency(sheet, "owner");
	const char *name = of_agency(sheet, "name");

	if (strcmp(above, name) == 0)
		above = "";
	cell_span(sheet, 0, half, STYLE_UNIT, text_upper(mem, above));
	cell_span(sheet, half + 1, last, STYLE_NATION, state_name);
	row_at_least(sheet, 18);
	row_end(sheet);
	cell_span(sheet, 0, half, STYLE_NATION, text_upper(mem, name));
	cell_span(sheet, half + 1, last, STYLE_MOTTO, state_motto);
	row_at_least(sheet, 20);
	row_end(sheet);
	cell_span(sheet, 0, half, STYLE_UNIT, _("No.: ..............."));
	cell_span(sheet, half + 1, last, STYLE_SIGN_NOTE, place_and_date(sheet));
	row_at_least(sheet, 20);
	row_end(sheet);
	row_skip(sheet);
	row_at_least(sheet, 22);
	row_text(sheet, STYLE_TITLE, text_upper(mem, title));
	row_at_least(sheet, 18);
	row_text(sheet, STYLE_SUBTITLE, subtitle);
	row_skip(sheet);
}

/* One side of the signatures: place and date (may be empty), who signs, how, and the name. The
 * parts differ in type and must stay on one page, so they stand in one cell. */
static void side(struct sheet *sheet, size_t first, size_t last, const char *dated, const char *who,
    const char *how, const char *name)
{
	struct report *report = sheet->report;
	struct arena *mem = report->mem;
	lxw_format *bold = report->format[STYLE_SIGN];
	lxw_format *italic = report->format[STYLE_SIGN_NOTE];
	lxw_rich_string_tuple part[4] = {
		{ italic, arena_print(mem, "%s\n", dated) },
		{ bold, arena_print(mem, "%s\n", who) },
		{ italic, arena_print(mem, "%s\n\n\n\n", how) },
		{ bold, arena_print(mem, "%s ", name) },
	};
	lxw_rich_string_tuple *all[] = { &part[0], &part[1], &part[2], &part[3], NULL };

	worksheet_merge_range(sheet->paper, sheet->row, (lxw_col_t)first, sheet->row,
	    (lxw_col_t)last, "",
	    report->format[STYLE_SIGN_BLOCK]);
	worksheet_write_rich_string(sheet->paper, sheet->row, (lxw_col_t)first, all,
	    report->format[STYLE_SIGN_BLOCK]);
}

/* A people's committee works as a body: its head signs on its behalf. */
static const char *who_signs(struct sheet *sheet)
{
	struct arena *mem = sheet->report->mem;
	const char *body = text_fold(mem, _("People's Committee"));

	return strncmp(text_fold(mem, of_agency(sheet, "name")), body, strlen(body)) == 0
	    ? _("ON BEHALF OF THE PEOPLE'S COMMITTEE") : _("HEAD OF THE AGENCY");
}

void page_signatures(struct sheet *sheet)
{
	struct arena *mem = sheet->report->mem;
	size_t half = sheet->columns / 2 - 1;
	const char *position = of_agency(sheet, "position");
	const char *head = who_signs(sheet);

	row_skip(sheet);
	side(sheet, 0, half, "", _("PREPARED BY"), *position
	    ? arena_print(mem, "%s\n", _("(signature, full name)"))
	    : _("(signature, full name)"), of_agency(sheet, "officer"));
	side(sheet, half + 1, sheet->columns - 1u, place_and_date(sheet), *position
	    ? arena_print(mem, "%s\n%s", head,
	    text_upper(mem, position)) : head, _("(signature, seal, full name)"),
	    of_agency(sheet, "representative"));
	row_at_least(sheet, 140);
	row_end(sheet);
}
