/*
 * screen.c - text for people: paragraphs, tables, values in words.
 *
 * After NFC a Vietnamese letter is one code point and one column. Nothing is ever cut: what is too
 * long is wrapped on a terminal, and stands on its line as it is when another program reads.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli_priv.h"

enum { NARROWEST = 12, GAP = 2 };

static FILE *stream(enum where where)
{
	return where == TO_OUT ? stdout : stderr;
}

size_t screen_width(void)
{
	return terminal_is(1) ? SCREEN_WIDTH : 0;
}

/* ---- lines ---------------------------------------------------------------------------------- */

/* Bytes of the first line of text; *skip: of what parts it from the next. */
static size_t line_length(const char *text, size_t width, size_t *skip)
{
	size_t end = strcspn(text, "\n");
	size_t at = 0;
	size_t columns = 0;
	size_t blank = 0;

	while (at < end) {
		if (text[at] == ' ' && (columns <= width || blank == 0))
			blank = at;
		if (width > 0 && columns >= width && blank > 0 && text[at] != ' ')
			break;
		at++;
		while (at < end && ((unsigned char)text[at] & 0xC0) == 0x80)
			at++;
		columns++;
	}
	if (at >= end) {
		*skip = text[end] == '\n';
		return end;
	}
	*skip = 1;
	return blank;
}

static size_t columns_of(const char *text, size_t length)
{
	size_t columns = 0;

	for (size_t i = 0; i < length; i++)
		columns += ((unsigned char)text[i] & 0xC0) != 0x80;
	return columns;
}

void screen_beside(enum where where, const char *text, size_t at, size_t indent, size_t width)
{
	size_t room = width > indent + NARROWEST ? width - indent : width > 0 ? NARROWEST : 0;

	if (at + GAP > indent && at > 0) {
		fputc('\n', stream(where));
		at = 0;
	}
	while (*text) {
		size_t skip;
		size_t length = line_length(text, room, &skip);

		fprintf(stream(where), "%*s%.*s\n", length > 0 ? (int)(indent - at) : 0, "",
		    (int)length, text);
		text += length + skip;
		at = 0;
	}
}

void screen_text(enum where where, const char *text, size_t indent, size_t width)
{
	screen_beside(where, text, 0, indent, width);
}

void screen_say(const char *format, ...)
{
	va_list args;
	char *text;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		return;
	text = xmalloc((size_t)length + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)length + 1, format, args);
	va_end(args);
	screen_text(TO_OUT, text, 0, screen_width());
	free(text);
}

void screen_pair(const char *label, const char *value)
{
	size_t width = screen_width();

	if (!value || !*value)
		return;
	if (strchr(value, '\n') ||
	    (width > 0 && text_length(label) + text_length(value) + 2 > width)) {
		printf("%s:\n", label);
		screen_text(TO_OUT, value, 4, width);
	} else {
		printf("%s: %s\n", label, value);
	}
}

/* ---- tables --------------------------------------------------------------------------------- */

struct table {
	struct arena *arena;
	size_t columns;
	const char ***row;
	size_t count, room;
};

struct table *table_new(struct arena *arena, size_t columns)
{
	struct table *table = arena_alloc(arena, sizeof(*table));

	table->arena = arena;
	table->columns = columns;
	return table;
}

void table_row(struct table *table, const char *const *cell)
{
	const char **row = arena_alloc(table->arena, table->columns * sizeof(*row));

	for (size_t i = 0; i < table->columns; i++)
		row[i] = arena_copy(table->arena, cell[i] ? cell[i] : "");
	table->row =
	    arena_grow(table->arena, table->row, table->count, &table->room, sizeof(*table->row));
	table->row[table->count++] = row;
}

static size_t longest_line(const char *text)
{
	size_t longest = 0;

	while (*text) {
		size_t length = strcspn(text, "\n");
		size_t columns = columns_of(text, length);

		if (columns > longest)
			longest = columns;
		text += length + (text[length] == '\n');
	}
	return longest;
}

static void fit(size_t *width, size_t columns, size_t most)
{
	for (;;) {
		size_t all = GAP * (columns - 1);
		size_t widest = 0;

		for (size_t i = 0; i < columns; i++) {
			all += width[i];
			if (width[i] > width[widest])
				widest = i;
		}
		if (all <= most || width[widest] <= NARROWEST)
			return;
		width[widest]--;
	}
}

/* One row, as many lines as its longest cell needs; rest is used up. */
static void print_row(const char **rest, const size_t *width, size_t columns, bool wrap)
{
	bool more = true;

	while (more) {
		size_t blanks = 0;

		more = false;
		for (size_t i = 0; i < columns; i++) {
			size_t skip;
			size_t length = line_length(rest[i], wrap ? width[i] : 0, &skip);

			/* blanks wait for what comes after them, so that no line ends in one */
			if (length > 0) {
				printf("%*s%.*s", (int)blanks, "", (int)length, rest[i]);
				blanks = 0;
			}
			blanks += GAP;
			if (columns_of(rest[i], length) < width[i])
				blanks += width[i] - columns_of(rest[i], length);
			rest[i] += length + skip;
			more = more || *rest[i];
		}
		putchar('\n');
	}
}

void table_print(const struct table *table, size_t width)
{
	size_t *each = arena_alloc(table->arena, table->columns * sizeof(*each));

	for (size_t i = 0; i < table->count; i++) {
		for (size_t j = 0; j < table->columns; j++) {
			size_t wanted = longest_line(table->row[i][j]);

			if (wanted > each[j])
				each[j] = wanted;
		}
	}
	if (width > 0)
		fit(each, table->columns, width);
	for (size_t i = 0; i < table->count; i++) {
		const char **rest = arena_alloc(table->arena, table->columns * sizeof(*rest));

		memcpy(rest, table->row[i], table->columns * sizeof(*rest));
		print_row(rest, each, table->columns, width > 0);
	}
}

/* ---- values --------------------------------------------------------------------------------- */

const char *show_number(struct arena *arena, int64_t number)
{
	return arena_print(arena, "%" PRId64, number);
}

const char *show_value(const struct field *field, const char *value, struct arena *arena)
{
	int64_t number;

	if (!value)
		return "";
	switch (field->type) {
	case F_ENUM:
		return field_code_label(field, value);
	case F_YESNO:
		return strcmp(value, "yes") == 0 ? _("yes") : _("no");
	case F_DATE:
		return day_show(arena, value);
	case F_MONEY:
		return text_to_int(&number, value, NULL) == OK ? text_group_digits(arena, number)
							       : value;
	case F_LINE:
	case F_NOTE:
	case F_CODE:
	case F_WORDS:
	case F_INT:
	case F_HASH:
		return value;
	case F_TIME:
		return clock_show(arena, value);
	}
	return value;
}

const char *show_level(int level, struct arena *arena)
{
	return level > 0 ? arena_print(arena, _("level %d"), level) : _("no level");
}

const char *show_range(const struct level_result *result, struct arena *arena)
{
	if (result->certain)
		return show_level(result->lowest, arena);
	return arena_print(arena, _("%s to %s"), show_level(result->lowest, arena),
	    show_level(result->highest, arena));
}

const char *show_score(int thousandths, struct arena *arena)
{
	if (thousandths < 0)
		return "-";
	return arena_print(arena, lang_now() == LANG_VI ? "%d,%d %%" : "%d.%d %%", thousandths / 10,
	    thousandths % 10);
}

const char *show_finding(enum finding finding)
{
	const struct shape *shape = model_shape("finding");

	return field_code_label(&shape->field[shape_field(shape, "status")], finding_code(finding));
}

const char *show_cite(
    const struct pack *pack, const char *cite, enum status status, struct arena *arena)
{
	if (!cite || !*cite)
		return status_label(status);
	return arena_print(arena, "%s (%s)", pack_cite(pack, cite, arena), status_label(status));
}

void progress(size_t done, size_t all)
{
	enum { BAR = 40 };
	size_t filled = all > 0 ? done * BAR / all : BAR;

	if (!terminal_is(2))
		return;
	fputs("\r[", stderr);
	for (size_t i = 0; i < BAR; i++)
		fputc(i < filled ? '#' : ' ', stderr);
	fprintf(stderr, "] %zu/%zu%s", done, all, done == all ? "\n" : "");
	fflush(stderr);
}
