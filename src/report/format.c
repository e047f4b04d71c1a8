/*
 * format.c - how cells look: Times New Roman, few colours, and every colour beside a word that
 * says the same.
 */
#include "report_priv.h"

enum { WRAP = 1, BORDER = 2, BOLD = 4, ITALIC = 8, UNDERLINE = 16, UNLOCKED = 32 };

struct look {
	enum style style;
	double size;
	unsigned flags;
	uint8_t across, down;
	unsigned fill;                  /* 0: none */
	const char *number;             /* NULL: general */
};

#define LEFT LXW_ALIGN_LEFT
#define CENTRE LXW_ALIGN_CENTER
#define RIGHT LXW_ALIGN_RIGHT
#define TOP LXW_ALIGN_VERTICAL_TOP
#define MIDDLE LXW_ALIGN_VERTICAL_CENTER

static const struct look looks[] = {
	{ STYLE_MET, 11, WRAP | BORDER, CENTRE, TOP, 0xE2EFDA, NULL },
	{ STYLE_PARTIAL, 11, WRAP | BORDER, CENTRE, TOP, 0xFFF2CC, NULL },
	{ STYLE_UNMET, 11, WRAP | BORDER | BOLD, CENTRE, TOP, 0xF4C7B5, NULL },
	{ STYLE_NOT_APPLICABLE, 11, WRAP | BORDER, CENTRE, TOP, 0xE7E6E6, NULL },
	{ STYLE_UNASSESSED, 11, WRAP | BORDER | ITALIC, CENTRE, TOP, 0, NULL },
	{ STYLE_TEXT, 11, WRAP | BORDER, LEFT, TOP, 0, NULL },
	{ STYLE_CENTRE, 11, WRAP | BORDER, CENTRE, TOP, 0, NULL },
	{ STYLE_BOLD, 11, WRAP | BORDER | BOLD, LEFT, TOP, 0, NULL },
	{ STYLE_NUMBER, 11, BORDER, CENTRE, TOP, 0, "#,##0" },
	{ STYLE_MONEY, 11, BORDER, RIGHT, TOP, 0, "#,##0" },
	{ STYLE_DAY, 11, BORDER, CENTRE, TOP, 0, "dd/mm/yyyy" },
	{ STYLE_TIME, 11, BORDER | WRAP, CENTRE, TOP, 0, "dd/mm/yyyy hh:mm" },
	{ STYLE_HEAD, 11, WRAP | BORDER | BOLD, CENTRE, MIDDLE, 0xD6DFEA, NULL },
	{ STYLE_GROUP, 11, WRAP | BORDER | BOLD, LEFT, MIDDLE, 0xE6ECF3, NULL },
	{ STYLE_SUBGROUP, 11, WRAP | BORDER | BOLD | ITALIC, LEFT, MIDDLE, 0xF3F6F9, NULL },
	{ STYLE_LABEL, 11, WRAP | BORDER, LEFT, TOP, 0xF3F6F9, NULL },
	{ STYLE_KEY, 13, WRAP | BORDER | BOLD, CENTRE, MIDDLE, 0, NULL },
	{ STYLE_TOTAL, 11, WRAP | BORDER | BOLD, LEFT, TOP, 0xF3F6F9, NULL },
	{ STYLE_TOTAL_NUMBER, 11, BORDER | BOLD, RIGHT, TOP, 0xF3F6F9, "#,##0" },
	{ STYLE_HINT, 10, WRAP | BORDER | ITALIC, LEFT, TOP, 0, NULL },
	{ STYLE_EMPTY, 11, BORDER, LEFT, TOP, 0, NULL },
	{ STYLE_TITLE, 14, WRAP | BOLD, CENTRE, MIDDLE, 0, NULL },
	{ STYLE_SUBTITLE, 12, WRAP | ITALIC, CENTRE, MIDDLE, 0, NULL },
	{ STYLE_SECTION, 12, WRAP | BOLD, LEFT, MIDDLE, 0, NULL },
	{ STYLE_SAMPLE, 12, WRAP | BOLD | BORDER, CENTRE, MIDDLE, 0xFFE699, NULL },
	{ STYLE_NATION, 12, WRAP | BOLD, CENTRE, MIDDLE, 0, NULL },
	{ STYLE_MOTTO, 13, WRAP | BOLD | UNDERLINE, CENTRE, MIDDLE, 0, NULL },
	{ STYLE_UNIT, 12, WRAP, CENTRE, MIDDLE, 0, NULL },
	{ STYLE_PLAIN, 11, WRAP, LEFT, TOP, 0, NULL },
	{ STYLE_NOTE, 10, WRAP | ITALIC, LEFT, TOP, 0, NULL },
	{ STYLE_SIGN, 12, WRAP | BOLD, CENTRE, MIDDLE, 0, NULL },
	{ STYLE_SIGN_NOTE, 12, WRAP | ITALIC, CENTRE, MIDDLE, 0, NULL },
	{ STYLE_SIGN_BLOCK, 12, WRAP, CENTRE, TOP, 0, NULL },
	{ STYLE_INPUT, 11, WRAP | BORDER | UNLOCKED, LEFT, TOP, 0xFFFBE6, NULL },
	{ STYLE_INPUT_DAY, 11, BORDER | UNLOCKED, CENTRE, TOP, 0xFFFBE6, "dd/mm/yyyy" },
	{ STYLE_INPUT_MONEY, 11, BORDER | UNLOCKED, RIGHT, TOP, 0xFFFBE6, "#,##0" },
};

static const struct look *look_of(enum style style)
{
	return &looks[style];
}

double style_size(enum style style)
{
	return look_of(style)->size;
}

bool style_bold(enum style style)
{
	return look_of(style)->flags & BOLD;
}

static lxw_format *make(struct report *report, const struct look *look)
{
	lxw_format *format = workbook_add_format(report->book);

	format_set_font_name(format, "Times New Roman");
	format_set_font_family(format, 1);
	format_set_font_size(format, look->size);
	format_set_align(format, look->across);
	format_set_align(format, look->down);
	if (look->flags & WRAP)
		format_set_text_wrap(format);
	if (look->flags & BOLD)
		format_set_bold(format);
	if (look->flags & ITALIC)
		format_set_italic(format);
	if (look->flags & UNDERLINE)
		format_set_underline(format, LXW_UNDERLINE_SINGLE);
	if (look->flags & BORDER) {
		format_set_border(format, LXW_BORDER_THIN);
		format_set_border_color(format, 0x8497B0);
	}
	if (look->flags & UNLOCKED)
		format_set_unlocked(format);
	if (look->fill)
		format_set_bg_color(format, look->fill);
	if (look->number)
		format_set_num_format(format, look->number);
	return format;
}

void formats_make(struct report *report)
{
	/* Column widths count digits of the book's own font: the same one as in the cells. */
	format_set_font_name(STAILQ_FIRST(report->book->formats), "Times New Roman");
	for (size_t i = 0; i < STYLES; i++) {
		struct look look = looks[i];

		if (lang_now() == LANG_EN &&
		    (look.style == STYLE_DAY || look.style == STYLE_INPUT_DAY))
			look.number = "yyyy-mm-dd";
		if (lang_now() == LANG_EN && look.style == STYLE_TIME)
			look.number = "yyyy-mm-dd hh:mm";
		report->format[look.style] = make(report, &look);
	}
}

lxw_format *format_shade(struct report *report, unsigned colour)
{
	struct look look = looks[STYLE_CENTRE];

	for (size_t i = 0; i < report->shades; i++) {
		if (report->shade[i].colour == colour)
			return report->shade[i].format;
	}
	if (report->shades == SHADES_MOST)
		return report->format[STYLE_CENTRE];
	look.flags |= BOLD;
	look.down = MIDDLE;
	look.fill = colour;
	report->shade[report->shades].colour = colour;
	report->shade[report->shades].format = make(report, &look);
	return report->shade[report->shades++].format;
}
