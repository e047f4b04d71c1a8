/*
 * zip.c - contents of evidence files beside a hand-in, as attachments/<sha256>.
 *
 * Out: stored, sorted, without dates: the same contents give the same bytes. In: only what the name
 * promises and a record asks for; one content at a time is in memory. Nothing is ever written to a
 * path that a zip names.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "exchange_priv.h"

enum {
	ENTRIES_MOST = 10 * 1000,
	RATIO_MOST = 200,
	TOTAL_MOST = 1024 * 1024 * 1024,
	HASH_LENGTH = HASH_TEXT - 1
};
static const char folder[] = "attachments/";
enum { FOLDER = sizeof(folder) - 1 };

/* ---- out ------------------------------------------------------------------------------------ */

struct packing {
	struct app *app;
	const char *agency;
	struct arena *arena;
	const char **hash;              /* sorted, each once */
	size_t count, room, missing;
	struct err err;                 /* what a content could not be read for */
};

/* One entry while libzip reads it: the content is there only between open and close. */
struct entry {
	struct packing *packing;
	const char *hash;
	int64_t size;
	struct arena *arena;
	const char *content;
	int64_t at;
};

static void collect(struct packing *packing, const struct node *node)
{
	if (strcmp(node->shape->name, "evidence") == 0 && node_is(node, "attached", "yes") &&
	    node_get(node, "sha256")) {
		packing->hash = arena_grow(packing->arena, packing->hash, packing->count,
		    &packing->room, sizeof(*packing->hash));
		packing->hash[packing->count++] = node_get(node, "sha256");
	}
	for (size_t i = 0; i < node->shape->child_count; i++)
		for (const struct node *child = node->children[i].first; child; child = child->next)
			collect(packing, child);
}

static int by_text(const void *one, const void *two)
{
	const char *const *a = one;
	const char *const *b = two;

	return strcmp(*a, *b);
}

static void sort_once(struct packing *packing)
{
	size_t kept = 0;

	if (packing->count > 1)
		qsort(packing->hash, packing->count, sizeof(*packing->hash), by_text);
	for (size_t i = 0; i < packing->count; i++)
		if (kept == 0 || strcmp(packing->hash[kept - 1], packing->hash[i]) != 0)
			packing->hash[kept++] = packing->hash[i];
	packing->count = kept;
}

static bool open_entry(struct entry *entry)
{
	struct packing *packing = entry->packing;
	int64_t size = -1;

	entry->arena = arena_new();
	entry->at = 0;
	if (app_attachment(&entry->content, &size, packing->app, packing->agency, entry->hash,
		entry->arena, &packing->err) == OK && size == entry->size)
		return true;
	arena_free(entry->arena);
	entry->arena = NULL;
	return false;
}

static zip_int64_t read_entry(struct entry *entry, void *data, zip_uint64_t room)
{
	int64_t left = entry->size - entry->at;
	int64_t got = left < (int64_t)room ? left : (int64_t)room;

	memcpy(data, entry->content + entry->at, (size_t)got);
	entry->at += got;
	return got;
}

static void close_entry(struct entry *entry)
{
	arena_free(entry->arena);
	entry->arena = NULL;
}

static zip_int64_t tell_entry(const struct entry *entry, void *data)
{
	zip_stat_t *stat = data;

	zip_stat_init(stat);
	stat->size = (zip_uint64_t)entry->size;
	stat->valid = ZIP_STAT_SIZE;
	return (zip_int64_t)sizeof(*stat);
}

/* What libzip asks of an entry. */
static zip_int64_t serve(void *context, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
	struct entry *entry = context;
	static int wrong[2] = { ZIP_ER_READ, 0 };

	if (command == ZIP_SOURCE_OPEN)
		return open_entry(entry) ? 0 : -1;
	if (command == ZIP_SOURCE_READ)
		return read_entry(entry, data, length);
	if (command == ZIP_SOURCE_STAT)
		return tell_entry(entry, data);
	if (command == ZIP_SOURCE_SUPPORTS)
		return ZIP_SOURCE_SUPPORTS_READABLE;
	if (command == ZIP_SOURCE_CLOSE || command == ZIP_SOURCE_FREE) {
		close_entry(entry);
		return 0;
	}
	if (command == ZIP_SOURCE_ERROR) {
		memcpy(data, wrong, sizeof(wrong));
		return (zip_int64_t)sizeof(wrong);
	}
	return -1;
}

static int cannot_write(const char *path, struct packing *packing, zip_t *zip, struct err *err)
{
	if (packing->err.code < 0) {
		if (err)
			*err = packing->err;
		return packing->err.code;
	}
	return err_set(err, FAIL_ENV, "cannot write '%s': %s", path, zip_strerror(zip));
}

/* 1980-01-01, the first day a zip knows, and the rights of a plain file. */
static bool add_entry(zip_t *zip, struct packing *packing, const char *hash, int64_t size)
{
	enum { FIRST_DAY = 0x21, PLAIN_FILE = 0100644 };
	struct entry *entry = arena_alloc(packing->arena, sizeof(*entry));
	zip_source_t *source;
	zip_int64_t index;

	*entry = (struct entry){ .packing = packing, .hash = hash, .size = size };
	source = zip_source_function(zip, serve, entry);
	if (!source)
		return false;
	index = zip_file_add(zip, arena_print(packing->arena, "%s%s", folder, hash), source,
	    ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return false;
	}
	return zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0 &&
	    zip_file_set_dostime(zip, (zip_uint64_t)index, 0, FIRST_DAY, 0) == 0 &&
	    zip_file_set_external_attributes(zip, (zip_uint64_t)index, 0, ZIP_OPSYS_UNIX,
		(zip_uint32_t)PLAIN_FILE << 16) == 0;
}

static int fill_zip(zip_t *zip, struct packing *packing, size_t *written, const char *path,
    struct err *err)
{
	for (size_t i = 0; i < packing->count; i++) {
		int64_t size = -1;
		int rc = app_attachment(NULL, &size, packing->app, packing->agency,
		    packing->hash[i], packing->arena, err);

		if (rc < 0)
			return rc;
		if (size < 0)
			packing->missing++;
		else if (add_entry(zip, packing, packing->hash[i], size))
			(*written)++;
		else
			return cannot_write(path, packing, zip, err);
	}
	return OK;
}

static int write_zip(struct packing *packing, const char *path, size_t *written, struct err *err)
{
	char *temporary = NULL;
	zip_t *zip;
	int number = 0;
	int rc = file_temp(&temporary, path, packing->arena, err);

	if (rc < 0)
		return rc;
	zip = zip_open(temporary, ZIP_CREATE | ZIP_TRUNCATE, &number);
	if (!zip) {
		file_drop(temporary);
		return err_set(err, FAIL_ENV, "cannot write '%s': %s", path,
		    exchange_reason(errno));
	}
	rc = fill_zip(zip, packing, written, path, err);
	if (rc < 0 || *written == 0) {
		zip_discard(zip);
		file_drop(temporary);
		return rc;
	}
	if (zip_close(zip) != 0) {
		rc = cannot_write(path, packing, zip, err);
		zip_discard(zip);
		file_drop(temporary);
		return rc;
	}
	return file_commit(temporary, path, err);
}

int exchange_attachments_out(struct app *app, const struct node *agency, const char *zip_path,
    size_t *count, size_t *missing, struct err *err)
{
	struct packing packing = { .app = app, .agency = node_get(agency, "code"),
		.arena = arena_new() };
	int rc = OK;

	*count = 0;
	collect(&packing, agency);
	sort_once(&packing);
	if (packing.count > ENTRIES_MOST)
		rc = err_set(err, FAIL_INVALID, "more than %d attached files", ENTRIES_MOST);
	if (rc == OK && packing.count > 0)
		rc = write_zip(&packing, zip_path, count, err);
	*missing = packing.missing;
	arena_free(packing.arena);
	return rc;
}

/* ---- in ------------------------------------------------------------------------------------- */

struct unpacking {
	struct app *app;
	const char *path;
	int64_t limit;                  /* of one entry */
	struct attaching *attaching;    /* NULL: only tried out */
};

static bool is_hash(const char *text)
{
	return strlen(text) == HASH_LENGTH && strspn(text, "0123456789abcdef") == HASH_LENGTH;
}

static int check_name(const char *name, struct err *err)
{
	size_t length = strlen(name);

	if (name[0] == '/' || name[0] == '\\' || (length > 1 && name[1] == ':'))
		return err_set(err, FAIL_INVALID, "an absolute path");
	if (strstr(name, ".."))
		return err_set(err, FAIL_INVALID, "a path that leads outside");
	if (length > 0 && name[length - 1] == '/')
		return err_set(err, FAIL_INVALID, "a folder");
	if (strncmp(name, folder, FOLDER) != 0 || !is_hash(name + FOLDER))
		return err_set(err, FAIL_INVALID,
		    "a name other than attachments/ and the SHA-256 of the content");
	return OK;
}

/* A plain file, not a link, a folder or a device, whatever system says so. */
static int check_kind(zip_t *zip, zip_uint64_t index, struct err *err)
{
	enum { KIND = 15 << 12, PLAIN = 8 << 12, DOS_FOLDER = 0x10, DOS_LINK = 0x400 };
	zip_uint8_t system = 0;
	zip_uint32_t attributes = 0;
	unsigned kind;

	if (zip_file_get_external_attributes(zip, index, 0, &system, &attributes) != 0)
		return err_set(err, FAIL_INVALID, "the zip is damaged: %s", zip_strerror(zip));
	kind = attributes >> 16 & KIND;
	if ((kind != 0 && kind != PLAIN) || attributes & (DOS_FOLDER | DOS_LINK))
		return err_set(err, FAIL_INVALID, "a link or a folder, not a plain file");
	return OK;
}

static int check_stat(const zip_stat_t *stat, const struct unpacking *unpacking, struct err *err)
{
	const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD |
	    ZIP_STAT_ENCRYPTION_METHOD;

	if ((stat->valid & needed) != needed)
		return err_set(err, FAIL_INVALID, "the zip is damaged: %s", "?");
	if (stat->encryption_method != ZIP_EM_NONE)
		return err_set(err, FAIL_INVALID, "an encrypted entry");
	if (stat->comp_method != ZIP_CM_STORE && stat->comp_method != ZIP_CM_DEFLATE)
		return err_set(err, FAIL_INVALID, "a compression that is not known here");
	if (stat->size > (zip_uint64_t)unpacking->limit)
		return err_set(err, FAIL_INVALID,
		    "it has %zu bytes; at most %lld may be attached (setting attachment-limit)",
		    (size_t)stat->size, (long long)unpacking->limit);
	if (stat->size / RATIO_MOST > stat->comp_size)
		return err_set(err, FAIL_INVALID, "it would grow to more than %d times its size",
		    RATIO_MOST);
	return OK;
}

/* All of the content and no more than was announced. */
static int read_content(char *out, zip_t *zip, zip_uint64_t index, size_t size, struct err *err)
{
	zip_file_t *file = zip_fopen_index(zip, index, 0);
	size_t at = 0;
	zip_int64_t got = 1;
	bool whole;

	if (!file)
		return err_set(err, FAIL_INVALID, "the zip is damaged: %s", zip_strerror(zip));
	while (at <= size && got > 0) {
		got = zip_fread(file, out + at, size + 1 - at);
		at += got > 0 ? (size_t)got : 0;
	}
	whole = got == 0 && at == size;
	zip_fclose(file);
	return whole ? OK : err_set(err, FAIL_INVALID,
	    "its content cannot be read, or has another size than announced");
}

static int take_content(const struct unpacking *unpacking, zip_t *zip, zip_uint64_t index,
    const zip_stat_t *stat, struct err *err)
{
	size_t size = (size_t)stat->size;
	char *content = xmalloc(size + 1);
	char hash[HASH_TEXT];
	int rc = read_content(content, zip, index, size, err);

	if (rc == OK) {
		hash_text(hash, content, size);
		if (strcmp(hash, stat->name + FOLDER) != 0)
			rc = err_set(err, FAIL_INVALID,
			    "its content has another SHA-256 than its name says: %s", hash);
	}
	if (rc == OK && unpacking->attaching)
		rc = attach_keep(unpacking->attaching, hash, content, size, err);
	free(content);
	return rc;
}

static int take_entry(const struct unpacking *unpacking, zip_t *zip, zip_uint64_t index,
    struct marks *names, zip_uint64_t *total, struct err *err)
{
	zip_stat_t stat;
	char shown[SHOWN];
	uint32_t *times;
	int rc;

	if (zip_stat_index(zip, index, ZIP_FL_ENC_RAW, &stat) != 0 || !stat.name)
		return err_set(err, FAIL_INVALID, "the zip is damaged: %s", zip_strerror(zip));
	rc = check_name(stat.name, err);
	if (rc == OK)
		rc = check_kind(zip, index, err);
	if (rc == OK)
		rc = check_stat(&stat, unpacking, err);
	if (rc == OK) {
		times = marks_at(names, stat.name, strlen(stat.name));
		if ((*times)++ > 0)
			rc = err_set(err, FAIL_INVALID, "its name stands in the zip twice");
	}
	if (rc == OK && (*total += stat.size) > TOTAL_MOST)
		rc = err_set(err, FAIL_INVALID, "all together has more than %d bytes", TOTAL_MOST);
	if (rc == OK)
		rc = take_content(unpacking, zip, index, &stat, err);
	if (rc < 0 && !text_valid_utf8(stat.name, strlen(stat.name)))
		return err_at(err, rc, "#%zu", (size_t)index + 1);
	if (rc < 0 && check_name(stat.name, NULL) == OK)
		return err_at(err, rc, "'%s'", stat.name);
	return rc < 0 ? err_at(err, rc, "'%s'", exchange_shown(shown, stat.name)) : OK;
}

static int cannot_open(const char *path, int number, struct err *err)
{
	zip_error_t error;
	bool missing = number == ZIP_ER_NOENT;
	int rc;

	zip_error_init_with_code(&error, number);
	rc = number == ZIP_ER_OPEN || number == ZIP_ER_READ ? FAIL_ENV :
	    missing ? FAIL_NOT_FOUND : FAIL_INVALID;
	err_set(err, rc, "'%s' cannot be opened as a zip: %s", path,
	    missing ? exchange_reason(ENOENT) : zip_error_strerror(&error));
	zip_error_fini(&error);
	return rc;
}

static int unpack(const struct unpacking *unpacking, struct err *err)
{
	struct marks *names;
	zip_uint64_t total = 0;
	int number = 0;
	zip_t *zip = zip_open(unpacking->path, ZIP_RDONLY | ZIP_CHECKCONS, &number);
	bool twice = !zip && number == ZIP_ER_EXISTS;
	zip_int64_t count;
	int rc = OK;

	/* only for the name of the entry that stands there twice */
	if (twice)
		zip = zip_open(unpacking->path, ZIP_RDONLY, &number);
	if (!zip)
		return cannot_open(unpacking->path, number, err);
	count = zip_get_num_entries(zip, 0);
	if (count > ENTRIES_MOST)
		rc = err_set(err, FAIL_INVALID, "the zip has more than %d entries", ENTRIES_MOST);
	names = marks_new();
	for (zip_int64_t i = 0; rc == OK && i < count; i++)
		rc = take_entry(unpacking, zip, (zip_uint64_t)i, names, &total, err);
	if (rc == OK && twice)
		rc = err_set(err, FAIL_INVALID, "its name stands in the zip twice");
	marks_free(names);
	zip_discard(zip);
	return rc < 0 ? err_at(err, rc, "%s", unpacking->path) : OK;
}

static int try_out(void *context, struct err *err)
{
	return unpack(context, err);
}

static int hand_over(void *context, struct attaching *attaching, struct err *err)
{
	struct unpacking *unpacking = context;

	unpacking->attaching = attaching;
	return unpack(unpacking, err);
}

int exchange_attachments_in(struct app *app, const char *zip_path, struct err *err)
{
	struct unpacking unpacking = { .app = app, .path = zip_path };
	struct err own = { 0 };
	int rc;

	if (!err)
		err = &own;
	rc = file_plain(zip_path, err);
	if (rc == OK)
		rc = app_attachment_limit(&unpacking.limit, app, err);
	if (rc == OK)
		rc = child_run(try_out, &unpacking, CHILD_MEMORY, CHILD_SECONDS, err);
	return rc < 0 ? rc : app_attach(app, hand_over, &unpacking, err);
}
