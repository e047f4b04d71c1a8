/*
 * xml.c - elements and attributes of a validated document as values of ours.
 *
 * The schema has checked form already; what is checked here is what it lets pass: numbers too
 * large, dates with a time zone, lists that are empty, characters that no text of ours may hold.
 */
#include "pack_priv.h"

#include <limits.h>
#include <string.h>

int fault(struct reader *r, const xmlNode *node, int code)
{
	if (r->rc < 0)
		return r->rc;
	r->rc = code;
	if (node)
		err_at(&r->note, code, "'%s' line %d", r->to->file, xml_line(node));
	if (r->err)
		*r->err = r->note;
	return code;
}

void *room_for(struct reader *r, size_t count, size_t size)
{
	return arena_alloc(r->arena, count * size);
}

int xml_line(const xmlNode *node)
{
	return (int)xmlGetLineNo(node);
}

bool xml_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	    (!name || strcmp((const char *)node->name, name) == 0);
}

static const xmlNode *from_here(const xmlNode *node, const char *name)
{
	while (node && !xml_is(node, name))
		node = node->next;
	return node;
}

const xmlNode *xml_child(const xmlNode *parent, const char *name)
{
	return from_here(parent->children, name);
}

const xmlNode *xml_next(const xmlNode *node, const char *name)
{
	return from_here(node->next, name);
}

size_t xml_count(const xmlNode *parent, const char *name)
{
	size_t count = 0;

	for (const xmlNode *node = xml_child(parent, name); node; node = xml_next(node, name))
		count++;
	return count;
}

/* The file breaks its lines where it likes: a run of blanks is one blank. */
static size_t collapse(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		if (!strchr(" \t\r\n", *from))
			*to++ = *from;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
	return (size_t)(to - text);
}

/* Takes over what libxml2 allocated. */
static const char *keep(struct reader *r, const xmlNode *node, xmlChar *raw)
{
	const char *text = "";
	size_t length;

	if (!raw)
		return NULL;
	length = collapse((char *)raw);
	if (text_clean(&text, (char *)raw, length, false, TEXT_LIMIT, r->arena, &r->note) < 0)
		fault(r, node, FAIL_INVALID);
	xmlFree(raw);
	return text;
}

const char *xml_attr(struct reader *r, const xmlNode *node, const char *name)
{
	return keep(r, node, xmlGetNoNsProp(node, BAD_CAST name));
}

const char *xml_text(struct reader *r, const xmlNode *node)
{
	const char *text = keep(r, node, xmlNodeGetContent(node));

	return text ? text : "";
}

static int number(struct reader *r, const xmlNode *node, const char *name, const char *text)
{
	int64_t value = 0;

	if (text_to_int(&value, text, NULL) == OK && value >= INT_MIN && value <= INT_MAX)
		return (int)value;
	fault(r, node,
	    err_set(&r->note, FAIL_INVALID, "%s is '%s', but a plain number up to %d was expected",
		name, text, INT_MAX));
	return 0;
}

int xml_int(struct reader *r, const xmlNode *node, const char *name, int missing)
{
	const char *text = xml_attr(r, node, name);

	return text ? number(r, node, name, text) : missing;
}

bool xml_yes(struct reader *r, const xmlNode *node, const char *name)
{
	const char *text = xml_attr(r, node, name);

	return text && strcmp(text, "yes") == 0;
}

const char *xml_date(struct reader *r, const xmlNode *node, const char *name)
{
	const char *text = xml_attr(r, node, name);
	day ignored;

	if (text && day_parse(&ignored, text, NULL) < 0)
		fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "%s is '%s', but a day like 2026-11-22 was expected", name, text));
	return text;
}

enum status xml_status(struct reader *r, const xmlNode *node)
{
	const char *text = xml_attr(r, node, "status");

	for (enum status status = STATUS_CONFIRMED; text && status <= STATUS_OWN; status++) {
		if (strcmp(text, status_code(status)) == 0)
			return status;
	}
	return STATUS_OWN;
}

unsigned xml_levels(struct reader *r, const xmlNode *node)
{
	size_t count;
	const char *const *word = xml_list(r, node, "levels", &count);
	unsigned levels = 0;

	for (size_t i = 0; i < count; i++) {
		int level = number(r, node, "levels", word[i]);

		if (level >= 1 && level <= 5)
			levels |= 1u << level;
	}
	if (levels == 0)
		fault(r, node,
		    err_set(
			&r->note, FAIL_INVALID, "levels is empty, but one to five were expected"));
	return levels;
}

static size_t count_words(const char *text)
{
	size_t count = *text ? 1 : 0;

	for (; *text; text++)
		count += *text == ' ';
	return count;
}

const char *const *xml_list(struct reader *r, const xmlNode *node, const char *name, size_t *count)
{
	const char *text = name ? xml_attr(r, node, name) : xml_text(r, node);
	const char **word;

	if (!text)
		text = "";
	*count = count_words(text);
	word = room_for(r, *count, sizeof(*word));
	for (size_t i = 0; i < *count; i++) {
		size_t length = strcspn(text, " ");

		word[i] = arena_copy_n(r->arena, text, length);
		text += length + (text[length] == ' ');
	}
	return word;
}

struct words xml_words(struct reader *r, const xmlNode *node)
{
	const xmlNode *vi = xml_child(node, "vi");
	const xmlNode *en = xml_child(node, "en");

	return (struct words){
		.vi = vi ? xml_text(r, vi) : NULL,
		.en = en ? xml_text(r, en) : NULL,
	};
}

struct words xml_words_in(struct reader *r, const xmlNode *parent, const char *name)
{
	const xmlNode *node = xml_child(parent, name);

	return node ? xml_words(r, node) : (struct words){ 0 };
}

const struct words *xml_words_list(struct reader *r, const xmlNode *parent, const char *name,
    size_t *count)
{
	struct words *list = room_for(r, xml_count(parent, name), sizeof(*list));

	*count = 0;
	for (const xmlNode *node = xml_child(parent, name); node; node = xml_next(node, name))
		list[(*count)++] = xml_words(r, node);
	return list;
}

struct sourced xml_sourced(struct reader *r, const xmlNode *node)
{
	return (struct sourced){
		.text = xml_words(r, node),
		.id = xml_attr(r, node, "id"),
		.cite = xml_attr(r, node, "cite"),
		.status = xml_status(r, node),
	};
}
