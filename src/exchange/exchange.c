/*
 * exchange.c - the parts of the format that are no records.
 */
#include "exchange_priv.h"

#include <errno.h>
#include <string.h>

const struct field exchange_submission_field[SUBMISSION_FIELDS] = {
	{ "format", N_("version of the exchange format"), F_INT, REQUIRED, NULL, 1, 1 },
	{ "created", N_("written at"), F_TIME, 0, NULL, 0, 0 },
	{ "tool", N_("program that wrote the file"), F_LINE, 0, NULL, 0, 0 },
	{ "year", N_("year"), F_INT, 0, NULL, 2016, 2100 },
	{ "snapshot", N_("number of the snapshot"), F_INT, 0, NULL, 1, 999999 },
	{ "sha256", N_("SHA-256 of the content"), F_HASH, 0, NULL, 0, 0 },
};

const struct field exchange_report_field[REPORT_FIELDS] = {
	{ "kind", N_("kind of report"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "format", N_("version of the exchange format"), F_INT, REQUIRED, NULL, 1, 1 },
	{ "created", N_("written at"), F_TIME, 0, NULL, 0, 0 },
	{ "tool", N_("program that wrote the file"), F_LINE, 0, NULL, 0, 0 },
	{ "year", N_("year"), F_INT, 0, NULL, 2016, 2100 },
};

const struct field exchange_pack_field[PACK_FIELDS] = {
	{ "id", N_("pack"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "version", N_("version of the pack"), F_CODE, REQUIRED, NULL, 0, 0 },
	{ "hash", N_("SHA-256 of the pack"), F_HASH, 0, NULL, 0, 0 },
};

const char *exchange_reason(int number)
{
	switch (number) {
	case ENOENT:
	case ENOTDIR:
		return _("no such file or folder");
	case EACCES:
	case EPERM:
		return _("access is not allowed");
	case ENOSPC:
		return _("the disk is full");
	case EISDIR:
		return _("it is a folder");
	case EIO:
		return _("the disk reports an error");
	default:
		return strerror(number);
	}
}

const char *exchange_shown(char out[SHOWN], const char *text)
{
	size_t length = 0;

	for (int i = 0; i < 60 && text[length]; i++) {
		do
			length++;
		while (length < SHOWN - 4 && ((unsigned char)text[length] & 0xC0) == 0x80);
	}
	memcpy(out, text, length);
	memcpy(out + length, text[length] ? "…" : "", text[length] ? sizeof("…") : 1);
	return out;
}
