/*
 * lang.c - messages in two languages: English is the msgid, Vietnamese comes from the catalogue.
 *
 * gettext itself has one language per process; here each thread has its own. The catalogue is the
 * .mo file that msgfmt writes: two tables of (length, offset), sorted by msgid, little-endian.
 */
#include "capdo/base.h"

#include <pthread.h>
#include <string.h>

#include "text_priv.h"

enum { MO_HEADER = 20, MO_ROW = 8 };

static struct {
	const unsigned char *data;
	size_t size;
	size_t count;
	size_t msgids, texts;   /* where the tables begin */
} catalogue;

static pthread_once_t catalogue_once = PTHREAD_ONCE_INIT;
static _Thread_local enum lang chosen = LANG_VI;

static size_t number_at(size_t place)
{
	const unsigned char *byte = catalogue.data + place;

	return byte[0] | (size_t)byte[1] << 8 | (size_t)byte[2] << 16 | (size_t)byte[3] << 24;
}

static const char *text_of_row(size_t table, size_t row)
{
	return (const char *)catalogue.data + number_at(table + row * MO_ROW + 4);
}

/* Every row must lie within the file and end there with a NUL. */
static bool table_is_whole(size_t table)
{
	if (table > catalogue.size || catalogue.count > (catalogue.size - table) / MO_ROW)
		return false;
	for (size_t row = 0; row < catalogue.count; row++) {
		size_t length = number_at(table + row * MO_ROW);
		size_t place = number_at(table + row * MO_ROW + 4);

		if (place >= catalogue.size || length >= catalogue.size - place)
			return false;
		if (catalogue.data[place + length] != '\0')
			return false;
	}
	return true;
}

/* Without a catalogue, or with a broken one, the program speaks English. */
static void load_catalogue(void)
{
	static const unsigned char magic[] = { 0xDE, 0x12, 0x04, 0x95 };
	const struct resource *file = resource_find("templates/lang/vi.mo");

	if (!file || file->size < MO_HEADER || memcmp(file->data, magic, sizeof(magic)) != 0)
		return;
	catalogue.data = file->data;
	catalogue.size = file->size;
	catalogue.count = number_at(8);
	catalogue.msgids = number_at(12);
	catalogue.texts = number_at(16);
	if (!table_is_whole(catalogue.msgids) || !table_is_whole(catalogue.texts))
		catalogue.count = 0;
}

void lang_use(enum lang lang)
{
	chosen = lang;
}

enum lang lang_now(void)
{
	return chosen;
}

int lang_parse(enum lang *out, const char *text, struct err *err)
{
	char given[EXCERPT];

	if (strcmp(text, "vi") == 0) {
		*out = LANG_VI;
	} else if (strcmp(text, "en") == 0) {
		*out = LANG_EN;
	} else {
		text_excerpt(given, text);
		return err_set(err, FAIL_INVALID, "'%s' is no language known here: vi or en",
		    given);
	}
	return OK;
}

const char *tr(const char *msgid)
{
	size_t low = 0;
	size_t high;

	/* The empty msgid holds the catalogue's own header. */
	if (chosen == LANG_EN || msgid[0] == '\0')
		return msgid;
	pthread_once(&catalogue_once, load_catalogue);
	high = catalogue.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(msgid, text_of_row(catalogue.msgids, middle));

		if (order == 0)
			return text_of_row(catalogue.texts, middle);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return msgid;
}
