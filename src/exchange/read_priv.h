/*
 * read_priv.h - the streaming reader of submissions: records come one by one, in the order of the
 * file.
 *
 * A record is opened when its own values are complete and closed after its children; then its
 * memory is given back. So the memory needed is that of one record and those it stands in, and 12
 * bytes for each id of the file.
 */
#ifndef CAPDO_READ_PRIV_H
#define CAPDO_READ_PRIV_H

#include "exchange_priv.h"
#include "xml_in_priv.h"

/* Where records go; either may be NULL. Errors are without file and line. */
struct read_sink {
	int (*open)(void *context, struct node *node, struct err *err);
	int (*close)(void *context, struct node *node, struct err *err);
	void *context;
};

struct read_options {
	struct read_sink sink;
	/* Called when the agency begins, with what stands before it; NULL: not wanted. */
	int (*begin)(void *context, const struct exchange_info *info, struct err *err);
	bool keep;              /* records stay and hang in each other: a tree in the arena */
};

/* What a file says beside its records. */
struct read_result {
	struct exchange_info info;      /* in the arena */
	struct node *agency;            /* keep only */
	bool is_signed;                 /* there is a signature element */
	char sha256[HASH_TEXT];         /* of the content */
	char file_sha256[HASH_TEXT];
};
int read_stream(struct read_result *out, const char *path, const struct read_options *options,
    struct arena *arena, struct err *err);

/* What a reading of a file in a process of its own tells of it. */
struct read_first {
	bool is_signed;
	char sha256[HASH_TEXT], file_sha256[HASH_TEXT];
};
int read_first(struct read_first *out, const char *path, struct err *err);

/* The same while the records are heard from that process: only it ever parses what came from
 * outside. What it says is held to the shapes once more, and counts when relay_end says so. */
struct relay;
struct relay_head {
	const char *year, *created, *sha256;    /* NULL: not given */
	int64_t number;                 /* of the snapshot; 0: not given */
};
/* Starts the reading and waits for what stands before the records. Errors of the reading itself
 * come from relay_end. */
int relay_begin(struct relay **out, struct relay_head *head, const char *path, struct arena *arena,
    struct err *err);
/* Lets the reading go on to its end without looking at the records that are left. */
void relay_skip(struct relay *relay);
/* Hands all records to the sink; its errors get the file and the line. */
int relay_records(struct relay *relay, const struct read_sink *sink, struct err *err);
/* Frees relay. *out may be NULL. */
int relay_end(struct relay *relay, struct read_first *out, struct err *err);

/* ---- within the reader ----------------------------------------------------------------------- */

enum { NO_FIELD = -1 };

struct read {
	const struct read_options *options;
	struct arena *arena;
	struct read_result *out;
	size_t pack_room;
	struct exchange_pack *pack;
	bool agency_begun, agency_ended;
	struct node *node;              /* record that is open; NULL: in submission */
	/* by depth of the element of a record */
	struct level {
		size_t at;              /* how far in the shape's elements the reading is */
		bool complete;          /* its own values are, and it was handed over */
		struct arena_mark mark;         /* before it */
		struct marks *keys;     /* of its children */
		size_t children;
	} level[DEPTH_LIMIT];
	int inner;                      /* depth of the element of node */
	int depth;                      /* of elements open; with skip also skipped ones */
	int skip;                       /* depth of the element being skipped; 0: none */
	bool in_pack;
	int field;                      /* text element that is open, or NO_FIELD */
	int field_line;
	struct buffer text;
	size_t records, systems, below; /* in the file; below: one system or year */
	struct marks *ids, *comments;
	struct canon *canon;
};

/* Starts a record at an element; its attributes are its first values. */
int record_start(struct read *read, const struct shape *shape, const struct xml_tag *tag, int *line,
    struct err *err);
/* Its own values are complete: it is held to the rules and handed over, once. */
int record_complete(struct read *read, int *line, struct err *err);
int record_end(struct read *read, int *line, struct err *err);

int read_unknown_attribute(const char *element, const char *name, struct err *err);
int read_missing_attribute(const char *element, const char *name, struct err *err);

#endif
