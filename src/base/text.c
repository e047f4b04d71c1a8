/*
 * text.c - UTF-8, what may stand in a text, small forms, numbers.
 */
#include "capdo/base.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "icu_priv.h"
#include "text_priv.h"

enum { NOT_UTF8 = -1 };

/* Reads one character of at most `left` bytes (at least 1) and tells its size. Refuses what is
 * longer than needed, surrogates and what lies beyond U+10FFFF. */
static int32_t next_character(const char *text, size_t left, size_t *size)
{
	static const int32_t least[] = { 0, 0, 1 << 7, 1 << 11, 1 << 16 };
	unsigned char lead = (unsigned char)text[0];
	int32_t character;

	*size = lead < 0x80 ? 1 : lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	if (*size == 1)
		return lead;
	if (*size == 0 || *size > left || lead > 0xF4)
		return NOT_UTF8;
	character = lead & (0x7F >> *size);
	for (size_t i = 1; i < *size; i++) {
		if (((unsigned char)text[i] & 0xC0) != 0x80)
			return NOT_UTF8;
		character = character << 6 | ((unsigned char)text[i] & 0x3F);
	}
	if (character < least[*size] || character > 0x10FFFF)
		return NOT_UTF8;
	if (character >= 0xD800 && character <= 0xDFFF)
		return NOT_UTF8;
	return character;
}

bool text_valid_utf8(const char *text, size_t length)
{
	size_t size;

	for (size_t at = 0; at < length; at += size) {
		if (next_character(text + at, length - at, &size) == NOT_UTF8)
			return false;
	}
	return true;
}

size_t text_length(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

void text_excerpt(char out[EXCERPT], const char *text)
{
	size_t length = 0;
	size_t size;

	for (int i = 0; i < 40 && text[length] && text[length] != '\n'; i++) {
		if (next_character(text + length, strlen(text + length), &size) == NOT_UTF8)
			break;
		length += size;
	}
	memcpy(out, text, length);
	memcpy(out + length, text[length] ? "…" : "", text[length] ? sizeof("…") : 1);
}

/* ---- cleaning ------------------------------------------------------------------------------- */

/* Space, tab, line ends, the no-break space and the mark that some editors put before a text. */
static size_t blank_at_start(const char *text, size_t length)
{
	if (length >= 1 && strchr(" \t\r\n", text[0]) && text[0])
		return 1;
	if (length >= 2 && memcmp(text, "\xC2\xA0", 2) == 0)
		return 2;
	if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		return 3;
	return 0;
}

static size_t blank_at_end(const char *text, size_t length)
{
	for (size_t size = 1; size <= 3 && size <= length; size++) {
		if (blank_at_start(text + length - size, size) == size)
			return size;
	}
	return 0;
}

static bool is_control(int32_t character)
{
	return character < 0x20 || (character >= 0x7F && character <= 0x9F);
}

static bool is_noncharacter(int32_t character)
{
	return (character >= 0xFDD0 && character <= 0xFDEF) || (character & 0xFFFE) == 0xFFFE;
}

/* True for the blocks in which every character is its own NFC and none joins the one before it:
 * Latin with all of Vietnamese, dashes, quotation marks and dots, the dong sign. */
static bool is_plain(int32_t character)
{
	return character < 0x300 || (character >= 0x1E00 && character <= 0x1EFF) ||
	    (character >= 0x2010 && character <= 0x2027) || character == 0x20AB;
}

/* What a scan of a text finds out. */
struct scan {
	size_t count;           /* characters */
	bool plain;             /* surely NFC */
};

static int scan_text(struct scan *scan, const char *text, size_t length, bool lines,
    struct err *err)
{
	int32_t character;
	size_t size;

	*scan = (struct scan){ .plain = true };
	for (size_t at = 0; at < length; at += size) {
		character = next_character(text + at, length - at, &size);
		if (character == NOT_UTF8)
			return err_set(err, FAIL_INVALID, "the text is not valid UTF-8");
		if (character == '\n' || character == '\r') {
			if (!lines)
				return err_set(err, FAIL_INVALID,
				    "the text has several lines where one is expected");
		} else if (character != '\t' && is_control(character)) {
			return err_set(err, FAIL_INVALID,
			    "the text has a control character, U+%04X", (unsigned)character);
		} else if (is_noncharacter(character)) {
			return err_set(err, FAIL_INVALID,
			    "the text has U+%04X, which is no character", (unsigned)character);
		}
		scan->count++;
		scan->plain = scan->plain && is_plain(character);
	}
	return OK;
}

static int too_long(size_t count, size_t limit, struct err *err)
{
	return err_set(err, FAIL_INVALID, "the text has %zu characters, at most %zu are allowed",
	    count, limit);
}

/* CR LF and CR become LF, in place. */
static void unify_line_ends(char *text)
{
	char *to = strchr(text, '\r');

	if (!to)
		return;
	for (const char *from = to; *from; from++) {
		if (*from != '\r')
			*to++ = *from;
		else if (from[1] != '\n')
			*to++ = '\n';
	}
	*to = '\0';
}

int text_clean(const char **out, const char *text, size_t length, bool lines, size_t limit,
    struct arena *arena, struct err *err)
{
	struct scan scan;
	char *clean;
	size_t count;
	size_t size;

	while ((size = blank_at_start(text, length)) > 0) {
		text += size;
		length -= size;
	}
	while ((size = blank_at_end(text, length)) > 0)
		length -= size;
	if (scan_text(&scan, text, length, lines, err) < 0)
		return FAIL_INVALID;
	/* Composing never leaves less than a quarter; a huge text is not worth the work. */
	if (scan.count / 4 > limit || length > INT32_MAX / 8)
		return too_long(scan.count, limit, err);
	clean = scan.plain ? arena_copy_n(arena, text, length) : icu_nfc(arena, text, length);
	unify_line_ends(clean);
	count = text_length(clean);
	if (count > limit)
		return too_long(count, limit, err);
	*out = clean;
	return OK;
}

/* ---- small forms ---------------------------------------------------------------------------- */

bool text_is_code(const char *text)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789._-";
	size_t length = strspn(text, allowed);

	return length >= 1 && length <= 64 && text[length] == '\0';
}

bool text_is_uuid(const char *text)
{
	static const size_t hyphens[] = { 8, 13, 18, 23 };
	static const size_t runs[] = { 8, 4, 4, 4, 12 };
	size_t at = 0;

	if (strnlen(text, UUID_TEXT) != UUID_TEXT - 1)
		return false;
	for (size_t i = 0; i < 5; i++) {
		if (strspn(text + at, "0123456789abcdef") != runs[i])
			return false;
		at += runs[i];
		if (i < 4 && (at != hyphens[i] || text[at++] != '-'))
			return false;
	}
	return true;
}

int text_to_int(int64_t *out, const char *text, struct err *err)
{
	bool negative = text[0] == '-';
	const char *first = text + negative;
	const char *digit = first;
	char given[EXCERPT];
	int64_t number = 0;

	/* Counted below zero, where there is room for one more. */
	for (; *digit >= '0' && *digit <= '9'; digit++) {
		if (number < (INT64_MIN + (*digit - '0')) / 10)
			break;
		number = number * 10 - (*digit - '0');
	}
	if (digit == first || *digit || (negative && number == 0) ||
	    (!negative && number == INT64_MIN)) {
		text_excerpt(given, text);
		return err_set(err, FAIL_INVALID, "'%s' is not a whole number", given);
	}
	*out = negative ? number : -number;
	return OK;
}

char *text_group_digits(struct arena *arena, int64_t number)
{
	char plain[24];
	size_t length = (size_t)snprintf(plain, sizeof(plain), "%" PRId64, number);
	size_t sign = number < 0;
	char *grouped = arena_alloc(arena, length + length / 3 + 1);
	size_t at = 0;

	for (size_t i = 0; i < length; i++) {
		if (i > sign && (length - i) % 3 == 0)
			grouped[at++] = lang_now() == LANG_VI ? '.' : ',';
		grouped[at++] = plain[i];
	}
	return grouped;
}
