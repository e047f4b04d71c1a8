/*
 * dsig_form.c - the bytes of a signed file, held to the one form in which such files are written.
 *
 * A signature covers the canonical form: blanks inside tags, the kind of quotes, the spelling of a
 * character and what stands between the values of the signature are not in it. So that a changed
 * byte is found there too, each of these may be written in one way only: that of xml_out.c, which
 * is that of libxml2 and so what the xmlsec1 tool leaves. That it is XML at all, with a signature
 * in its place and of its profile, is for dsig_scan.c and dsig.c to find.
 */
#include "dsig_priv.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_ROOM = 64, REFERENCE_ROOM = 8, COLUMNS = 64, MIME_COLUMNS = 76, BLANKS_MOST = 64 };

/* What the content of an element is: FREE where the digest sees every character. */
enum within { FREE, SIGNATURE, KEY_INFO, X509_DATA, PLACES, VALUE = PLACES, CERTIFICATE };

/* Before an element of the signature: nothing, or a line break and so many blanks. */
enum { GAP_OPEN = -2, GAP_NONE = -1 };

struct dsig_form {
	struct err err;                 /* the first breach */
	void (*state)(struct dsig_form *form, unsigned char byte);
	long long at;                   /* of this byte, from 1 */
	int line;
	size_t literal;                 /* how far in the declaration */
	int depth;                      /* of elements open */
	enum within place[DSIG_DEPTH_LIMIT + 1], inside; /* by depth; of the tag being read */
	char name[NAME_ROOM];           /* of a tag or attribute */
	size_t name_length;
	int attributes;                 /* of this tag so far */
	bool just_opened;               /* nothing yet since the start tag */
	bool in_value;                  /* the reference stands in an attribute */
	char reference[REFERENCE_ROOM];
	size_t reference_length;
	bool bare_quote, escaped_quote; /* in texts */
	int gap[PLACES], blanks;        /* by place; of the gap being read */
	size_t column, columns;         /* of base64; columns 0: still in the first line */
	bool short_line;                /* the last one */
};

static void in_text(struct dsig_form *form, unsigned char byte);
static void in_value(struct dsig_form *form, unsigned char byte);

static void breach(struct dsig_form *form, const char *reason)
{
	if (form->err.code < 0)
		return;
	err_set(&form->err, FAIL_INVALID, "%s", tr(reason));
	err_at(&form->err, FAIL_INVALID, "not in the one form of signed files, byte %lld",
	    form->at);
}

static void bad_blank(struct dsig_form *form)
{
	breach(form, N_("in a tag there must be one blank before an attribute, and no other"));
}

static void bad_end(struct dsig_form *form)
{
	breach(form, N_("after the root element there must be one line break and nothing else"));
}

/* ---- what the signature does not cover of itself -------------------------------------------- */

static void bad_gap(struct dsig_form *form)
{
	breach(form, N_("the elements of the signature must stand in lines of one form"));
}

static void gap_byte(struct dsig_form *form, unsigned char byte)
{
	if (byte != (form->blanks == GAP_NONE ? '\n' : ' ') || form->blanks == BLANKS_MOST)
		bad_gap(form);
	else
		form->blanks++;
}

/* All elements of a parent alike, two blanks further in than the parent. */
static void gap_before(struct dsig_form *form, enum within place)
{
	int *gap = &form->gap[place];
	int above = form->gap[place - 1];
	bool indented = place == SIGNATURE ? form->blanks > 1 :
	    above > 0 && form->blanks == above + 2;

	if (*gap == GAP_OPEN && (form->blanks <= 0 || indented))
		*gap = form->blanks;
	if (*gap != form->blanks)
		bad_gap(form);
}

static void gap_after(struct dsig_form *form, enum within place)
{
	int gap = form->gap[place];

	if (form->blanks != (gap > 0 ? gap - 2 : gap))
		bad_gap(form);
}

static void bad_base64(struct dsig_form *form)
{
	breach(form, N_("base64 must stand in lines of 64 characters, as it is written here"));
}

static bool is_base64(unsigned char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
	    (byte >= '0' && byte <= '9') || byte == '+' || byte == '/' || byte == '=';
}

/* Pad and pad bits are dsig_bytes' to see. */
static void base64_byte(struct dsig_form *form, unsigned char byte)
{
	bool whole = form->columns == COLUMNS || form->columns == MIME_COLUMNS;

	if (byte == '\n' && form->column > 0) {
		form->short_line = form->columns > 0 && form->column != form->columns;
		form->columns = form->columns > 0 ? form->columns : form->column;
		form->column = 0;
		return;
	}
	form->column++;
	if (!is_base64(byte) || form->short_line || (form->columns > 0 && !whole) ||
	    form->column > (whole ? form->columns : (size_t)MIME_COLUMNS))
		bad_base64(form);
}

/* xmlsec1 ends a certificate with a line break and a value without: so each has one form. */
static void base64_end(struct dsig_form *form, enum within place)
{
	bool break_at_end = form->column == 0;

	if (break_at_end != (place == CERTIFICATE) ||
	    (form->columns == 0 && form->column > COLUMNS))
		bad_base64(form);
}

static void begin_content(struct dsig_form *form)
{
	form->blanks = GAP_NONE;
	form->column = form->columns = 0;
	form->short_line = false;
}

/* ---- names ---------------------------------------------------------------------------------- */

static void begin_name(struct dsig_form *form)
{
	form->name_length = 0;
	form->name[0] = '\0';
}

static void name_byte(struct dsig_form *form, unsigned char byte)
{
	if (form->name_length == NAME_ROOM - 1) {
		breach(form, N_("a name is longer than any here"));
		return;
	}
	form->name[form->name_length++] = (char)byte;
	form->name[form->name_length] = '\0';
}

/* What the element whose tag is read will hold. */
static enum within place_of(const struct dsig_form *form)
{
	const char *colon = strchr(form->name, ':');
	const char *name = colon ? colon + 1 : form->name;

	switch (form->place[form->depth]) {
	case FREE:
		return form->depth == 1 && strcmp(name, "Signature") == 0 ? SIGNATURE : FREE;
	case SIGNATURE:
		if (strcmp(name, "SignatureValue") == 0)
			return VALUE;
		return strcmp(name, "KeyInfo") == 0 ? KEY_INFO : FREE;
	case KEY_INFO:
		return strcmp(name, "X509Data") == 0 ? X509_DATA : FREE;
	case X509_DATA:
		return strcmp(name, "X509Certificate") == 0 ? CERTIFICATE : FREE;
	case VALUE:
	case CERTIFICATE:
		break;
	}
	return FREE;
}

/* A namespace is said once: where it is said again, the canonical form leaves it out. */
static void look_at_attribute(struct dsig_form *form)
{
	bool plain = strcmp(form->name, "xmlns") == 0;
	bool space = plain || strncmp(form->name, "xmlns:", 6) == 0;
	bool here = form->attributes == 0 &&
	    ((plain && form->depth == 0) || form->inside == SIGNATURE);

	if (form->name_length == 0)
		bad_blank(form);
	else if (space && !here)
		breach(form, N_("a namespace may only be named first in the root and in the "
				"signature"));
	form->attributes++;
}

/* ---- tags ----------------------------------------------------------------------------------- */

static void after_root(struct dsig_form *form, unsigned char byte)
{
	if (byte != '\n' || form->just_opened)
		bad_end(form);
	form->just_opened = true;
}

static void element_ends(struct dsig_form *form)
{
	form->state = form->depth == 0 ? after_root : in_text;
	form->just_opened = false;
	begin_content(form);
}

static void element_opens(struct dsig_form *form)
{
	if (form->depth == DSIG_DEPTH_LIMIT) {
		breach(form, N_("elements stand too deep in each other"));
		return;
	}
	form->place[++form->depth] = form->inside;
	form->state = in_text;
	form->just_opened = true;
	begin_content(form);
	if (form->inside == SIGNATURE)
		for (int i = 0; i < PLACES; i++)
			form->gap[i] = GAP_OPEN;
}

static void in_end_tag(struct dsig_form *form, unsigned char byte)
{
	if (byte == ' ' || byte == '\t' || byte == '\n')
		breach(form, N_("in an end tag there may be no blanks"));
	if (byte != '>')
		return;
	form->depth--;
	element_ends(form);
}

static void after_slash(struct dsig_form *form, unsigned char byte)
{
	if (byte != '>')
		breach(form, N_("this is not a tag"));
	element_ends(form);
}

static void at_quote(struct dsig_form *form, unsigned char byte)
{
	if (byte != '"')
		breach(form, N_("a value must stand right after '=', in double quotes"));
	form->state = in_value;
}

static void in_attribute(struct dsig_form *form, unsigned char byte)
{
	if (byte == '=') {
		look_at_attribute(form);
		form->state = at_quote;
	} else if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '/' || byte == '>') {
		bad_blank(form);
	} else {
		name_byte(form, byte);
	}
}

/* After the name of a tag, and after each value. */
static void between(struct dsig_form *form, unsigned char byte)
{
	if (byte == '>') {
		element_opens(form);
	} else if (byte == '/') {
		form->state = after_slash;
	} else if (byte == ' ') {
		begin_name(form);
		form->state = in_attribute;
	} else {
		bad_blank(form);
	}
}

static void in_name(struct dsig_form *form, unsigned char byte)
{
	if (byte != '>' && byte != '/' && byte != ' ' && byte != '\t' && byte != '\n') {
		name_byte(form, byte);
		return;
	}
	form->inside = place_of(form);
	form->attributes = 0;
	between(form, byte);
}

static void tag_begins(struct dsig_form *form, unsigned char byte)
{
	enum within place = form->place[form->depth];
	bool ends = byte == '/';

	if (byte == '!' || byte == '?')
		breach(form, N_("a signed file may hold only elements and text"));
	if (ends && form->just_opened)
		breach(form, N_("an empty element must be written with one tag"));
	if (place == VALUE || place == CERTIFICATE)
		base64_end(form, place);
	else if (place != FREE && ends)
		gap_after(form, place);
	else if (place != FREE)
		gap_before(form, place);
	begin_name(form);
	form->state = ends ? in_end_tag : in_name;
	if (!ends)
		in_name(form, byte);
}

/* ---- texts and values ----------------------------------------------------------------------- */

static void in_reference(struct dsig_form *form, unsigned char byte)
{
	static const char *const known[] = { "amp", "lt", "gt", "quot", "#13", "#10", "#9" };
	enum { IN_TEXT = 5, IN_VALUE = 7 };
	size_t count = form->in_value ? IN_VALUE : IN_TEXT;
	bool found = false;

	if (byte != ';' && form->reference_length < REFERENCE_ROOM - 1) {
		form->reference[form->reference_length++] = (char)byte;
		return;
	}
	form->reference[form->reference_length] = '\0';
	for (size_t i = 0; i < count && !found; i++)
		found = strcmp(form->reference, known[i]) == 0;
	if (!found)
		breach(form, N_("this character must be written otherwise"));
	if (!form->in_value && strcmp(form->reference, "quot") == 0)
		form->escaped_quote = true;
	form->state = form->in_value ? in_value : in_text;
}

static void begin_reference(struct dsig_form *form, bool is_value)
{
	form->in_value = is_value;
	form->reference_length = 0;
	form->state = in_reference;
}

static void in_value(struct dsig_form *form, unsigned char byte)
{
	if (byte == '"')
		form->state = between;
	else if (byte == '&')
		begin_reference(form, true);
	else if (byte == '>' || byte == '\t' || byte == '\n')
		breach(form, N_("this character must be written otherwise"));
}

static void free_text(struct dsig_form *form, unsigned char byte)
{
	if (form->depth == 0)
		breach(form, N_("outside the root element there may be nothing"));
	else if (byte == '&')
		begin_reference(form, false);
	else if (byte == '>')
		breach(form, N_("this character must be written otherwise"));
	else if (byte == '"')
		form->bare_quote = true;
	if (form->bare_quote && form->escaped_quote)
		breach(form, N_("quotes in texts must all be written alike"));
}

static void in_text(struct dsig_form *form, unsigned char byte)
{
	enum within place = form->place[form->depth];

	if (byte == '<') {
		form->state = tag_begins;
		return;
	}
	form->just_opened = false;
	if (place == FREE)
		free_text(form, byte);
	else if (place == VALUE || place == CERTIFICATE)
		base64_byte(form, byte);
	else
		gap_byte(form, byte);
}

static void in_declaration(struct dsig_form *form, unsigned char byte)
{
	static const char text[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

	if (byte != (unsigned char)text[form->literal++])
		breach(form,
		    N_("the first line must be the XML declaration as it is written here"));
	if (!text[form->literal])
		form->state = in_text;
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* Nothing to be looked at in texts and values. */
static bool is_ordinary(unsigned char byte)
{
	return byte >= ' ' && byte != '<' && byte != '>' && byte != '&' && byte != '"';
}

struct dsig_form *dsig_form_new(void)
{
	struct dsig_form *form = xcalloc(1, sizeof(*form));

	form->line = 1;
	form->state = in_declaration;
	return form;
}

void dsig_form_add(struct dsig_form *form, const void *data, size_t length)
{
	const unsigned char *byte = data;
	const unsigned char *end = byte + length;

	for (; byte < end && form->err.code == OK; byte++) {
		bool skips = form->state == in_value || (form->state == in_text &&
		    form->depth > 0 && form->place[form->depth] == FREE);

		form->at++;
		if (skips && is_ordinary(*byte)) {
			form->just_opened = false;
			continue;
		}
		if (*byte == '\r')
			breach(form, N_("this character must be written otherwise"));
		form->state(form, *byte);
		if (*byte == '\n' && form->err.code == OK)
			form->line++;
	}
}

int dsig_form_end(struct dsig_form *form, const char *path, struct err *err)
{
	int rc;

	if (form->state != after_root || !form->just_opened)
		bad_end(form);
	rc = form->err.code;
	if (rc < 0) {
		*err = form->err;
		err_at(err, rc, "%s:%d", path, form->line);
	}
	free(form);
	return rc;
}
