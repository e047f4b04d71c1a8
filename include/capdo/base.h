/*
 * base.h - the ground floor: errors, memory, text, dates, files, hashes, languages.
 *
 * Knows nothing of security levels, packs or databases. The only room, with web/, that calls the
 * operating system. Strings are UTF-8; those that come from outside pass text_clean() first and are
 * NFC from then on. Nothing here keeps state except the chosen language and the clock.
 */
#ifndef CAPDO_BASE_H
#define CAPDO_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- errors --------------------------------------------------------------------------------- */

enum {
	OK = 0,
	FAIL_ENV = -1,          /* the machine: file, disk, lock, library.     exit 1 */
	FAIL_INVALID = -2,      /* what was given is wrong.                    exit 2 */
	FAIL_NOT_FOUND = -3,    /* what was named does not exist.              exit 2 */
	FAIL_DENIED = -4,       /* this person may not do that.                exit 2 */
	FAIL_INCONSISTENT = -5  /* done, and the answer is "not consistent".   exit 3 */
};

struct err {
	int code;
	char text[2048];        /* one sentence in the language in use, without full stop */
};

/* Writes the message into err (which may be NULL) and returns code. The format is a msgid: it is
 * translated here, so it must be a literal. A text too long is cut at a character boundary. */
int err_set(struct err *err, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "place: " before a message already set: file, sheet, field. Returns err->code, or code when
 * err is NULL. */
int err_at(struct err *err, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#ifdef __clang_analyzer__
/* the analyzer sees one file at a time: tell it that both return a failure */
#define err_set(err, code, ...) (err_set((err), (code), __VA_ARGS__), (code) < 0 ? (code) : -1)
#define err_at(err, code, ...) (err_at((err), (code), __VA_ARGS__), (code) < 0 ? (code) : -1)
#endif

/* The exit status that belongs to a code: 0, 1, 2 or 3. */
int err_exit_status(int code);

/* ---- memory --------------------------------------------------------------------------------- */

/* Never NULL: without memory the program ends with a message and status 1. */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *block, size_t size);
char *xstrdup(const char *text);

/* Memory that is freed in one stroke. Blocks are zeroed and aligned for any type. */
struct arena;
struct arena *arena_new(void);
void arena_free(struct arena *arena);                       /* NULL is fine */
void *arena_alloc(struct arena *arena, size_t size);
char *arena_copy(struct arena *arena, const char *text);    /* NULL stays NULL */
char *arena_copy_n(struct arena *arena, const char *text, size_t length);
char *arena_print(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A larger copy of an array: room for one more element doubles when *room is used up. */
void *arena_grow(struct arena *arena, void *array, size_t count, size_t *room, size_t element);

/* Where an arena stands; rewinding gives back all that was taken from it since, for the next. */
struct arena_mark {
	const void *block;
	size_t used;
};
struct arena_mark arena_mark(const struct arena *arena);
void arena_rewind(struct arena *arena, struct arena_mark mark);

/* A set of keys that are kept as 64-bit fingerprints under a secret of this process, each with a
 * number beside it: 12 bytes a key, and growing takes little more. Millions of keys do not meet by
 * chance, nor by intent. */
struct marks;
struct marks *marks_new(void);
void marks_free(struct marks *marks);                       /* NULL is fine */
/* The number beside a key, 0 when it is new; adds it. Valid until the next call. */
uint32_t *marks_at(struct marks *marks, const void *key, size_t length);
bool marks_has(const struct marks *marks, const void *key, size_t length);

/* A growing text. text is always terminated; NULL until the first byte. */
struct buffer {
	char *text;
	size_t length;
	size_t room;
};
void buffer_add(struct buffer *buffer, const char *text);
void buffer_add_n(struct buffer *buffer, const char *text, size_t length);
void buffer_print(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_release(struct buffer *buffer);

/* ---- text ----------------------------------------------------------------------------------- */

enum {
	TEXT_LIMIT = 20000, /* characters in one typed field: well under Excel's cell of 32,767 */
	LINE_LIMIT = 500 /* characters in a one-line field */
};

bool text_valid_utf8(const char *text, size_t length);
size_t text_length(const char *text);                       /* in code points */

/* Makes outside text safe to keep: valid UTF-8, NFC, CR LF and CR become LF, blanks at both ends
 * removed. FAIL_INVALID: not UTF-8; a control character (only TAB and LF may stand, LF only when
 * lines is true); a noncharacter; longer than limit code points. *out is the arena's. */
int text_clean(const char **out, const char *text, size_t length, bool lines, size_t limit,
    struct arena *arena, struct err *err);

/* "Đắk Lắk" becomes "dak lak": for search. */
char *text_fold(struct arena *arena, const char *text);
/* Vietnamese order (ICU collation vi): <0, 0, >0. */
int text_compare(const char *a, const char *b);
/* Gives back what the two above keep for the next call. The last call of a program; nothing of
 * text_ works after it. */
void text_end(void);
bool text_is_code(const char *text);        /* 1 to 64 of A-Z a-z 0-9 . _ - */
bool text_is_uuid(const char *text);        /* 8-4-4-4-12, lower case */
/* Strict decimal without sign tricks, blanks or overflow. FAIL_INVALID otherwise. */
int text_to_int(int64_t *out, const char *text, struct err *err);
/* 1234567 becomes "1.234.567" in Vietnamese, "1,234,567" in English. */
char *text_group_digits(struct arena *arena, int64_t number);

/* ---- dates ---------------------------------------------------------------------------------- */

/* A day, counted from 1970-01-01 (day 0, a Thursday). Proleptic Gregorian. */
typedef int32_t day;

/* "2026-11-22" only. FAIL_INVALID: another form, or no such day. */
int day_parse(day *out, const char *text, struct err *err);
void day_format(char out[11], day date);                    /* ISO 8601 */
day day_from_ymd(int year, int month, int date);            /* arguments must be a real day */
void day_to_ymd(day date, int *year, int *month, int *of_month);
int day_of_week(day date);                                  /* 1 Monday to 7 Sunday */
/* The way people read it: 22/11/2026 in Vietnamese, 2026-11-22 in English. Text that is no date
 * comes back as it is. */
char *day_show(struct arena *arena, const char *iso);
/* How many days are left, in words: "30 days left", "due today"; below 0: "overdue by 2 days". */
char *day_left(struct arena *arena, int64_t days);

/* Now in UTC as "2026-11-22T20:15:00Z". CAPDO_CLOCK in the environment (same form) stops the clock,
 * for tests and for reports that must come out the same twice. */
void clock_now(char out[21]);
day clock_today(void);                                      /* in Vietnam, UTC+7 */
/* The day of a moment like that of clock_now, and the minute of that day, in Vietnam. False: text
 * of another form. minute may be NULL. */
bool clock_local(const char *utc, day *date, int *minute);
/* The way people read it: "22/11/2026 10:00", in Vietnam. Other text comes back as it is. */
char *clock_show(struct arena *arena, const char *utc);

/* ---- files ---------------------------------------------------------------------------------- */

/* Reads a whole file. FAIL_NOT_FOUND, FAIL_ENV; FAIL_INVALID when larger than limit bytes. */
int file_read(char **out, size_t *length, const char *path, size_t limit, struct arena *arena,
    struct err *err);
/* A file appears whole or not at all: write to the temporary name, then commit (flushes to disk and
 * renames over path) or drop. file_temp returns a new name beside path; the folder must be
 * writable. */
int file_temp(char **out, const char *path, struct arena *arena, struct err *err);
int file_commit(const char *temporary, const char *path, struct err *err);
void file_drop(const char *temporary);
int file_write(const char *path, const char *data, size_t length, struct err *err);
bool file_exists(const char *path);
/* Is it a file that can be read again and comes to an end? Anything but a pipe, a device, a socket
 * is fine here, also what is not there. FAIL_INVALID. */
int file_plain(const char *path, struct err *err);
int64_t file_size(const char *path);                        /* -1: it cannot be told */
/* The folder a path lies in: "." for a plain name. */
char *file_folder(struct arena *arena, const char *path);
/* Bytes this user can still write on the disk of a path's folder; 0 when that cannot be told. */
int64_t file_free(const char *path);
int file_make_dir(const char *path, struct err *err);       /* and its parents; fine if there */
/* Names of a folder's plain files that end in suffix, sorted. */
int file_list(char ***out, size_t *count, const char *folder, const char *suffix,
    struct arena *arena, struct err *err);

/* ---- work that may go wrong ------------------------------------------------------------------ */

/* Runs work(context) in a short-lived copy of this process that may use at most memory_limit bytes
 * of address space (not held under a sanitizer) and cpu_seconds of computing. What it returns and
 * says is returned; what it changes in memory is lost. FAIL_INVALID: it was stopped by a limit or
 * broke down. FAIL_ENV: no second process could be had. */
int child_run(int (*work)(void *context, struct err *err), void *context, size_t memory_limit,
    int cpu_seconds, struct err *err);

/* The same; what work leaves in the size bytes at answer (at most CHILD_ANSWER) comes back. */
enum { CHILD_ANSWER = 1024 };
int child_answer(int (*work)(void *context, struct err *err), void *context, void *answer,
    size_t size, size_t memory_limit, int cpu_seconds, struct err *err);

/* The same side by side with this process, which hears what the child says meanwhile. child_begin
 * starts it; child_hear gives what it has said, 0 at the end of it; child_end waits for its end (or
 * brings it about, when not all was heard), and returns what work returned. */
struct child;
int child_begin(struct child **out, int (*work)(void *context, struct err *err), void *context,
    void *answer, size_t size, size_t memory_limit, int cpu_seconds, struct err *err);
size_t child_hear(struct child *child, void *out, size_t size);
int child_end(struct child *child, struct err *err);
/* In the child: says so many bytes. */
int child_say(const void *data, size_t size, struct err *err);

/* Is a standard stream (0 in, 1 out, 2 messages) a terminal? */
bool terminal_is(int stream);
/* While a library works that prints its own failures: messages go nowhere between the two. What
 * begin returns goes into end. */
int quiet_begin(void);
void quiet_end(int kept);

/* ---- hashes and ids ------------------------------------------------------------------------- */

enum { HASH_TEXT = 65 };                                    /* 64 hex digits and the terminator */
void hash_text(char out[HASH_TEXT], const char *data, size_t length);       /* SHA-256 */
int hash_file(char out[HASH_TEXT], int64_t *size, const char *path, struct err *err);
struct hash;                                                /* incremental */
struct hash *hash_new(void);
void hash_add(struct hash *hash, const void *data, size_t length);
void hash_end(struct hash *hash, char out[HASH_TEXT]);      /* frees hash */

enum { UUID_TEXT = 37 };
void uuid_new(char out[UUID_TEXT]);                         /* version 7: sorted by time */

/* ---- languages ------------------------------------------------------------------------------ */

enum lang { LANG_VI, LANG_EN };

/* The language of this thread, Vietnamese at first. */
void lang_use(enum lang lang);
enum lang lang_now(void);
int lang_parse(enum lang *out, const char *text, struct err *err);          /* "vi" or "en" */
/* The message in the language in use; msgid is English. Unknown: msgid itself. Borrowed, lives for
 * ever. */
const char *tr(const char *msgid);
#define _(msgid) tr(msgid)
#define N_(msgid) msgid /* marks a text that is translated later */

/* ---- data built into the program ------------------------------------------------------------ */

/* Packs, schemas, catalogues, migrations: files of checklists/, templates/ and
 * src/store/migrations/ put into the binary by the Makefile, named as in the source tree. */
struct resource {
	const char *name;                                   /* "checklists/nd85-2016.xml" */
	const unsigned char *data;                          /* terminated by a NUL not counted */
	size_t size;
};
const struct resource *resource_find(const char *name);     /* NULL: none */
const struct resource *resource_at(size_t index);           /* NULL past the end; sorted by name */

#endif
