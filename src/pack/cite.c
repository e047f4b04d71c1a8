/*
 * cite.c - a citation in the words of a lawyer: "nd:9.2.a" is point a, clause 2, Article 9 of that
 * decree.
 *
 * The words stand here in both languages and not in the message catalogue, because the order of the
 * parts belongs to them: Vietnamese goes from the smallest part up, English from the article down.
 */
#include "pack_priv.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 8 };

/* The parts of a locator in an act of articles; NULL: not named. */
struct place {
	const char *article, *clause, *point, *dash;
};

static bool english(void)
{
	return lang_now() == LANG_EN;
}

static char *roman(struct arena *arena, long number)
{
	static const struct {
		long value;
		const char *sign;
	} signs[] = {
		{ 100, "C" }, { 90, "XC" }, { 50, "L" }, { 40, "XL" }, { 10, "X" }, { 9, "IX" },
		{ 5, "V" }, { 4, "IV" }, { 1, "I" },
	};
	char *text = arena_copy(arena, "");

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		for (; number >= signs[i].value; number -= signs[i].value)
			text = arena_print(arena, "%s%s", text, signs[i].sign);
	}
	return text;
}

/* "PL3.II.1" is item II.1 of Annex III. NULL: no annex. */
static char *annex(struct arena *arena, const char *locator)
{
	const char *rest = locator + 2;
	size_t digits;
	char *name;

	if (strncmp(locator, "PL", 2) != 0)
		return NULL;
	digits = strspn(rest, "0123456789");
	if (digits > 3 || (rest[digits] != '.' && rest[digits] != '\0'))
		return NULL;
	name = arena_copy(arena, english() ? "Annex" : "Phụ lục");
	if (digits > 0)
		name = arena_print(arena, "%s %s", name, roman(arena, strtol(rest, NULL, 10)));
	rest += digits;
	if (*rest == '\0')
		return name;
	return arena_print(arena, english() ? "%s item %s" : "%s mục %s", name, rest + 1);
}

static bool is_dash(const char *part)
{
	return part[0] == '-' && part[1] != '\0' &&
	    part[1 + strspn(part + 1, "0123456789")] == '\0';
}

/* Puts the parts where they belong; false: they do not follow each other as in an act. */
static bool find_place(struct place *place, char **part, size_t count)
{
	*place = (struct place){ .article = part[0] };
	if (!isdigit((unsigned char)part[0][0]))
		return false;
	for (size_t i = 1; i < count; i++) {
		const char **to = &place->point;

		if (part[i][0] == '\0' || place->dash)
			return false;
		if (part[i][0] == '-') {
			if (!is_dash(part[i]))
				return false;
			to = &place->dash;
		} else if (isdigit((unsigned char)part[i][0])) {
			if (place->point)
				return false;
			to = &place->clause;
		}
		if (*to)
			return false;
		*to = part[i];
	}
	return true;
}

static size_t split(char **part, char *text)
{
	size_t count = 0;

	while (text) {
		char *dot = strchr(text, '.');

		if (count == PARTS)
			return 0;
		if (dot)
			*dot++ = '\0';
		part[count++] = text;
		text = dot;
	}
	return count;
}

static char *with(struct arena *arena, const char *before, const char *word, const char *part)
{
	if (!part)
		return arena_copy(arena, before);
	return arena_print(arena, "%s%s%s %s", before, *before ? " " : "", word, part);
}

static char *article(struct arena *arena, const char *locator)
{
	char *part[PARTS];
	size_t count = split(part, arena_copy(arena, locator));
	struct place place;
	const char *dash;
	char *text;

	if (count == 0 || !find_place(&place, part, count))
		return arena_copy(arena, locator);
	dash = place.dash ? place.dash + 1 : NULL;
	if (english()) {
		text = with(arena, "", "Article", place.article);
		text = with(arena, text, "clause", place.clause);
		text = with(arena, text, "point", place.point);
		return with(arena, text, "dash", dash);
	}
	text = with(arena, "", "gạch đầu dòng", dash);
	text = with(arena, text, "điểm", place.point);
	text = with(arena, text, "khoản", place.clause);
	return with(arena, text, "Điều", place.article);
}

static char *locator_words(
    struct arena *arena, const struct document *document, const char *locator)
{
	char *text = annex(arena, locator);

	if (text)
		return text;
	if (strcmp(document->kind, "articles") == 0)
		return article(arena, locator);
	if (!english())
		return arena_print(arena, "mục %s", locator);
	return arena_print(
	    arena, strcmp(document->kind, "clauses") == 0 ? "clause %s" : "section %s", locator);
}

/* The words of its name up to its number say what the document is: "Nghị định 1/2020/NĐ-CP". */
static char *document_words(struct arena *arena, const struct document *document)
{
	const char *name = words_now(&document->name);
	const char *at = strstr(name, document->number);

	if (document->number[0] == '\0')
		return arena_copy(arena, name);
	if (!at)
		return arena_copy(arena, document->number);
	return arena_copy_n(arena, name, (size_t)(at - name) + strlen(document->number));
}

static char *one(const struct pack *pack, const char *citation, struct arena *arena)
{
	const char *colon = strchr(citation, ':');
	size_t length = colon ? (size_t)(colon - citation) : 0;

	for (size_t i = 0; colon && i < pack->document_count; i++) {
		const struct document *document = &pack->document[i];

		if (strlen(document->id) == length && memcmp(document->id, citation, length) == 0)
			return arena_print(arena, english() ? "%s of %s" : "%s %s",
			    locator_words(arena, document, colon + 1),
			    document_words(arena, document));
	}
	return arena_copy(arena, citation);
}

char *pack_cite(const struct pack *pack, const char *cite, struct arena *arena)
{
	char *text = arena_copy(arena, "");
	const char *at = cite ? cite : "";

	for (;;) {
		size_t length;

		at += strspn(at, " ");
		length = strcspn(at, " ");
		if (length == 0)
			return text;
		text = arena_print(arena, "%s%s%s", text, *text ? "; " : "",
		    one(pack, arena_copy_n(arena, at, length), arena));
		at += length;
	}
}
