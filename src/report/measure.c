/*
 * measure.c - how much room a text takes.
 *
 * libxlsxwriter leaves row heights to the reader, and readers differ; so rows get the height that
 * the text needs. Widths are those of Times New Roman in thousandths of its size, a little on the
 * wide side: a row slightly too high is better than a line that cannot be read.
 */
#include "report_priv.h"

#include <string.h>

static const uint16_t ascii_width[95] = {
	250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
	    /* blank to / */
	500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, /* 0 to ? */
	921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, /* @ to O */
	556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, /* P to _ */
	333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, /* ` to o */
	500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,      /* p to ~ */
};

static unsigned next_point(const unsigned char **text)
{
	const unsigned char *at = *text;
	unsigned point = *at++;
	unsigned more = point >= 0xF0 ? 3 : point >= 0xE0 ? 2 : point >= 0xC0 ? 1 : 0;

	if (more)
		point &= 0x3Fu >> more;
	while (more-- && *at)
		point = point << 6 | (*at++ & 0x3Fu);
	*text = at;
	return point;
}

/* Letters with marks are as wide as those without. */
static unsigned point_width(unsigned point)
{
	if (point >= 0x20 && point < 0x7F)
		return ascii_width[point - 0x20];
	if (point < 0x20)
		return 1000;                            /* tab */
	if (point >= 0xC0 && point <= 0xDE)
		return 722;
	if (point >= 0x100 && point < 0x1B1)
		return point & 1 ? 500 : 722;
	if (point >= 0x1EA0 && point <= 0x1EF9)
		return point & 1 ? 500 : 722;
	return point < 0x2E80 ? 560 : 1000;
}

/* Lines of one paragraph; *text is left at its end. room is in thousandths of the letter size. */
static size_t paragraph_lines(const unsigned char **text, unsigned long room)
{
	size_t lines = 1;
	unsigned long used = 0;                         /* of the line, whole words */
	unsigned long word = 0;

	while (**text && **text != '\n') {
		unsigned point = **text;
		unsigned width;

		if (point >= 0x20 && point < 0x7F) {    /* most of it: no call */
			width = ascii_width[point - 0x20];
			++*text;
		} else {
			point = next_point(text);
			width = point_width(point);
		}

		word += width;
		if (used + word > room && used > 0 && point != ' ') {
			lines++;
			used = 0;
		}
		if (word > room) {                      /* longer than a line: broken anywhere */
			lines++;
			word = width;
		}
		if (point == ' ' || point == '-') {
			used += word;
			word = 0;
		}
	}
	return lines;
}

size_t text_lines(const char *text, double width, double size, bool bold)
{
	/* A character of column width is 7 pixels of 1/96 inch; a column has 5 more, for padding
	 * and grid. */
	double pixels = width * 7.0 - 1.0;
	double letter = size * 96.0 / 72.0 * (bold ? 1.07 : 1.0);
	unsigned long room = pixels > letter ? (unsigned long)(pixels / letter * 1000.0) : 1000;
	const unsigned char *at = (const unsigned char *)text;
	size_t lines = 0;
	size_t length = strlen(text);

	if (length * 722 <= room && !memchr(text, '\n', length))
		return 1;       /* most cells; few letters are wider than a capital */
	for (;;) {
		lines += paragraph_lines(&at, room);
		if (*at != '\n')
			return lines;
		at++;
	}
}

static unsigned point_upper(unsigned point)
{
	if (point >= 'a' && point <= 'z')
		return point - 0x20;
	if (point >= 0xE0 && point <= 0xFE && point != 0xF7)
		return point - 0x20;
	if (point == 0x1B0)                             /* the pair of u with horn begins odd */
		return 0x1AF;
	if ((point >= 0x100 && point < 0x137) || (point >= 0x14A && point < 0x178)
	    || (point >= 0x1A0 && point < 0x1A6)
	    || (point >= 0x1EA0 && point <= 0x1EF9))
		return point & ~1u;
	return point;
}

static char *upper_first(struct arena *arena, const char *text, size_t most)
{
	const unsigned char *at = (const unsigned char *)text;
	char *made = arena_alloc(arena, strlen(text) + 1);
	char *to = made;

	while (*at) {
		const unsigned char *from = at;
		unsigned point = next_point(&at);
		unsigned big = most ? point_upper(point) : point;
		size_t length = (size_t)(at - from);

		memcpy(to, from, length);
		if (big != point && length == 1) {
			to[0] = (char)big;
		} else if (big != point && length == 2) {
			to[0] = (char)(0xC0 | big >> 6);
			to[1] = (char)(0x80 | (big & 0x3F));
		} else if (big != point && length == 3) {
			to[0] = (char)(0xE0 | big >> 12);
			to[1] = (char)(0x80 | (big >> 6 & 0x3F));
			to[2] = (char)(0x80 | (big & 0x3F));
		}
		to += length;
		most -= most > 0;
	}
	*to = '\0';
	return made;
}

char *text_upper(struct arena *arena, const char *text)
{
	return upper_first(arena, text, strlen(text));
}

char *text_capital(struct arena *arena, const char *text)
{
	return upper_first(arena, text, 1);
}
