/*
 * xml_out.c - see xml_out_priv.h.
 */
#include "xml_out_priv.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "exchange_priv.h"

static void note_failure(struct xml_out *out, int number)
{
	if (!out->failed)
		out->number = number;
	out->failed = true;
}

static int cannot_write(struct xml_out *out, struct err *err)
{
	if (!out->temporary && strcmp(out->path, "-") == 0)
		return err_set(err, FAIL_ENV, "cannot write to standard output");
	return err_set(err, FAIL_ENV, "cannot write '%s': %s", out->path,
	    exchange_reason(out->number));
}

static int open_file(struct xml_out *out, struct err *err)
{
	int rc;

	if (strcmp(out->path, "-") == 0) {
		out->file = stdout;
		return OK;
	}
	rc = file_temp(&out->temporary, out->path, out->arena, err);
	if (rc < 0)
		return rc;
	out->file = fopen(out->temporary, "wb");
	if (out->file)
		return OK;
	note_failure(out, errno);
	return cannot_write(out, err);
}

/* ---- bytes ---------------------------------------------------------------------------------- */

static void write_out(struct xml_out *out, const char *data, size_t length)
{
	if (!out->failed && fwrite(data, 1, length, out->file) != length)
		note_failure(out, errno);
}

static void flush(struct xml_out *out)
{
	write_out(out, out->piece, out->used);
	out->used = 0;
}

static void put_n(struct xml_out *out, const char *text, size_t length)
{
	if (length > XML_OUT_PIECE - out->used) {
		flush(out);
		if (length > XML_OUT_PIECE) {
			write_out(out, text, length);
			return;
		}
	}
	memcpy(out->piece + out->used, text, length);
	out->used += length;
}

static void put(struct xml_out *out, const char *text)
{
	put_n(out, text, strlen(text));
}

/* 1: in texts and attributes; 2: in attributes only. */
static const unsigned char special[256] = { ['&'] = 1, ['<'] = 1, ['>'] = 1, ['"'] = 1, ['\r'] = 1,
	['\n'] = 2, ['\t'] = 2 };

static const char *escape(char character)
{
	switch (character) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\r':
		return "&#13;";
	case '\n':
		return "&#10;";
	default:
		return "&#9;";
	}
}

static void put_escaped(struct xml_out *out, const char *text, unsigned char kinds)
{
	const char *from = text;

	for (; *text; text++) {
		unsigned char kind = special[(unsigned char)*text];

		if (kind == 0 || kind > kinds)
			continue;
		put_n(out, from, (size_t)(text - from));
		put(out, escape(*text));
		from = text + 1;
	}
	put_n(out, from, (size_t)(text - from));
}

static void indent(struct xml_out *out)
{
	for (int i = 0; i < out->depth; i++)
		put_n(out, "  ", 2);
}

/* ---- elements ------------------------------------------------------------------------------- */

int xml_out_open(struct xml_out *out, const char *path, struct err *err)
{
	int rc;

	*out = (struct xml_out){ .path = path, .arena = arena_new() };
	rc = open_file(out, err);
	if (rc < 0) {
		file_drop(out->temporary);
		arena_free(out->arena);
		return rc;
	}
	out->piece = arena_alloc(out->arena, XML_OUT_PIECE);
	put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	return OK;
}

int xml_out_close(struct xml_out *out, struct err *err)
{
	int rc = OK;

	assert(out->depth == 0);
	flush(out);
	if (fflush(out->file) != 0)
		note_failure(out, errno);
	if (out->temporary && fclose(out->file) != 0)
		note_failure(out, errno);
	if (out->failed) {
		file_drop(out->temporary);
		rc = cannot_write(out, err);
	} else if (out->temporary) {
		rc = file_commit(out->temporary, out->path, err);
	}
	arena_free(out->arena);
	return rc;
}

/* An element begins in the one that is open. */
static void go_inside(struct xml_out *out)
{
	assert(!out->in_text);
	if (out->in_tag)
		put_n(out, ">\n", 2);
	out->in_tag = false;
	indent(out);
	put_n(out, "<", 1);
}

void xml_out_start(struct xml_out *out, const char *name)
{
	assert(out->depth < XML_OUT_DEPTH);
	go_inside(out);
	put(out, name);
	out->name[out->depth++] = name;
	out->in_tag = true;
}

void xml_out_attribute(struct xml_out *out, const char *name, const char *value)
{
	assert(out->in_tag);
	if (!value)
		return;
	put_n(out, " ", 1);
	put(out, name);
	put_n(out, "=\"", 2);
	put_escaped(out, value, 2);
	put_n(out, "\"", 1);
}

void xml_out_text(struct xml_out *out, const char *name, const char *text)
{
	if (!text)
		return;
	go_inside(out);
	put(out, name);
	put_n(out, ">", 1);
	put_escaped(out, text, 1);
	put_n(out, "</", 2);
	put(out, name);
	put_n(out, ">\n", 2);
}

void xml_out_content(struct xml_out *out, const char *text)
{
	assert(out->in_tag);
	put_n(out, ">", 1);
	put_escaped(out, text, 1);
	out->in_tag = false;
	out->in_text = true;
}

void xml_out_end(struct xml_out *out)
{
	const char *name = out->name[--out->depth];

	if (out->in_tag) {
		put_n(out, "/>\n", 3);
	} else {
		if (!out->in_text)
			indent(out);
		put_n(out, "</", 2);
		put(out, name);
		put_n(out, ">\n", 2);
	}
	out->in_tag = false;
	out->in_text = false;
}
