/*
 * err.c - what went wrong, in one sentence.
 */
#include "capdo/base.h"

#undef err_set
#undef err_at

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A text of `length` bytes without the piece of a character that a cut left at its end. */
static size_t whole_characters(const char *text, size_t length)
{
	size_t start = length;
	size_t need = 1;
	unsigned char lead;

	while (start > 0 && length - start < 4) {
		start--;
		if (((unsigned char)text[start] & 0xC0) != 0x80)
			break;
	}
	if (start == length)
		return length;
	lead = (unsigned char)text[start];
	if (lead >= 0xF0)
		need = 4;
	else if (lead >= 0xE0)
		need = 3;
	else if (lead >= 0xC0)
		need = 2;
	return length - start < need ? start : length;
}

/* The arguments may point into the text that is being replaced: so by way of `made`. */
static void fill(char *made, size_t room, const char *format, va_list args)
{
	int length = vsnprintf(made, room, format, args);

	if (length < 0)
		made[0] = '\0';
	else if ((size_t)length >= room)
		made[whole_characters(made, room - 1)] = '\0';
}

int err_set(struct err *err, int code, const char *format, ...)
{
	struct err made;
	va_list args;

	if (!err)
		return code;
	va_start(args, format);
	fill(made.text, sizeof(made.text), tr(format), args);
	va_end(args);
	made.code = code;
	*err = made;
	return code;
}

int err_at(struct err *err, int code, const char *format, ...)
{
	struct err made;
	char *text = made.text;
	va_list args;
	size_t place;
	size_t rest;

	if (!err)
		return code;
	va_start(args, format);
	fill(text, sizeof(made.text), tr(format), args);
	va_end(args);
	place = strlen(text);
	if (err->text[0] != '\0' && place + 2 < sizeof(made.text)) {
		memcpy(text + place, ": ", 2);
		place += 2;
		rest = strlen(err->text);
		if (rest > sizeof(made.text) - 1 - place)
			rest = whole_characters(err->text, sizeof(made.text) - 1 - place);
		memcpy(text + place, err->text, rest);
		place += rest;
	}
	memcpy(err->text, text, place);
	err->text[place] = '\0';
	return err->code;
}

int err_exit_status(int code)
{
	switch (code) {
	case OK:
		return 0;
	case FAIL_INVALID:
	case FAIL_NOT_FOUND:
	case FAIL_DENIED:
		return 2;
	case FAIL_INCONSISTENT:
		return 3;
	default:
		return 1;
	}
}
