/*
 * icu.c - composing, folding and comparing by ICU.
 */
#include "icu_priv.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uclean.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

static const UNormalizer2 *nfc;
static UTransliterator *folder;
static UCollator *collator;
static pthread_once_t nfc_once = PTHREAD_ONCE_INIT;
static pthread_once_t folder_once = PTHREAD_ONCE_INIT;
static pthread_once_t collator_once = PTHREAD_ONCE_INIT;

/* ICU fails here only when its data is missing or memory is out: nothing that a caller can mend. */
static void must(UErrorCode code, const char *what)
{
	if (U_SUCCESS(code))
		return;
	fprintf(stderr, "capdo: the ICU library cannot %s: %s\n", what, u_errorName(code));
	exit(1);
}

/* ---- from and to UTF-16 --------------------------------------------------------------------- */

static UChar *to_utf16(const char *text, size_t length, int32_t *out_length)
{
	UChar *wide = xmalloc((length + 1) * sizeof(*wide));
	UErrorCode code = U_ZERO_ERROR;

	u_strFromUTF8(wide, (int32_t)length + 1, out_length, text, (int32_t)length, &code);
	must(code, "read UTF-8");
	return wide;
}

static char *from_utf16(struct arena *arena, const UChar *wide, int32_t length)
{
	char *text = arena_alloc(arena, (size_t)length * 3 + 1);
	UErrorCode code = U_ZERO_ERROR;

	u_strToUTF8(text, length * 3 + 1, NULL, wide, length, &code);
	must(code, "write UTF-8");
	return text;
}

/* ---- composing ------------------------------------------------------------------------------ */

static void open_nfc(void)
{
	UErrorCode code = U_ZERO_ERROR;

	nfc = unorm2_getNFCInstance(&code);
	must(code, "compose characters");
}

char *icu_nfc(struct arena *arena, const char *text, size_t length)
{
	UErrorCode code = U_ZERO_ERROR;
	UChar *composed = NULL;
	UChar *wide;
	int32_t wide_length;
	int32_t room;
	char *out;

	pthread_once(&nfc_once, open_nfc);
	wide = to_utf16(text, length, &wide_length);
	if (unorm2_isNormalized(nfc, wide, wide_length, &code)) {
		out = arena_copy_n(arena, text, length);
		goto done;
	}
	/* NFC of UTF-16 is never more than three times as long. */
	room = wide_length * 3 + 1;
	composed = xmalloc((size_t)room * sizeof(*composed));
	wide_length = unorm2_normalize(nfc, wide, wide_length, composed, room, &code);
	must(code, "compose characters");
	out = from_utf16(arena, composed, wide_length);
done:
	free(composed);
	free(wide);
	return out;
}

/* ---- folding -------------------------------------------------------------------------------- */

static void open_folder(void)
{
	static const char id[] = "Any-Latin; Latin-ASCII; Lower";
	UChar wide[sizeof(id)];
	UErrorCode code = U_ZERO_ERROR;

	u_charsToUChars(id, wide, sizeof(id));
	folder = utrans_openU(wide, -1, UTRANS_FORWARD, NULL, -1, NULL, &code);
	must(code, "fold letters");
}

static char *fold_ascii(struct arena *arena, const char *text)
{
	char *out = arena_copy(arena, text);

	for (char *letter = out; *letter; letter++) {
		if (*letter >= 'A' && *letter <= 'Z')
			*letter = (char)(*letter + ('a' - 'A'));
	}
	return out;
}

/* The folder says how much room it lacks; a letter may become several ("щ": "shch"). */
static UChar *fold_wide(const UChar *wide, int32_t length, int32_t *out_length)
{
	int32_t room = length * 2 + 16;

	for (;;) {
		UChar *folded = xmalloc((size_t)room * sizeof(*folded));
		UErrorCode code = U_ZERO_ERROR;
		int32_t limit = length;

		memcpy(folded, wide, (size_t)length * sizeof(*folded));
		*out_length = length;
		utrans_transUChars(folder, folded, out_length, room, 0, &limit, &code);
		if (code != U_BUFFER_OVERFLOW_ERROR) {
			must(code, "fold letters");
			return folded;
		}
		free(folded);
		room = *out_length > room ? *out_length + 1 : room * 2;
	}
}

char *text_fold(struct arena *arena, const char *text)
{
	size_t length = strlen(text);
	bool ascii = true;
	int32_t wide_length;
	UChar *folded;
	UChar *wide;
	char *out;

	for (size_t i = 0; i < length && ascii; i++)
		ascii = (unsigned char)text[i] < 0x80;
	if (ascii)
		return fold_ascii(arena, text);
	pthread_once(&folder_once, open_folder);
	wide = to_utf16(text, length, &wide_length);
	folded = fold_wide(wide, wide_length, &wide_length);
	out = from_utf16(arena, folded, wide_length);
	free(folded);
	free(wide);
	return out;
}

/* ---- comparing ------------------------------------------------------------------------------ */

static void open_collator(void)
{
	UErrorCode code = U_ZERO_ERROR;

	collator = ucol_open("vi", &code);
	must(code, "sort in Vietnamese order");
}

int text_compare(const char *a, const char *b)
{
	UErrorCode code = U_ZERO_ERROR;
	UCollationResult result;

	pthread_once(&collator_once, open_collator);
	result = ucol_strcollUTF8(collator, a, -1, b, -1, &code);
	must(code, "sort in Vietnamese order");
	if (result != UCOL_EQUAL)
		return result == UCOL_LESS ? -1 : 1;
	/* Texts that only look alike still have one order, so that sorted output never varies. */
	return strcmp(a, b);
}

void text_end(void)
{
	if (folder)
		utrans_close(folder);
	if (collator)
		ucol_close(collator);
	folder = NULL;
	collator = NULL;
	u_cleanup();
}
