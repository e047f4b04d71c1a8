/*
 * model.h - the shapes of the records: which fields an agency, a system, a finding has.
 *
 * One table per record, read by everybody: the store binds columns by it, exchange writes and
 * checks XML by it, the command line offers its options by it, the workbook lists its columns by
 * it. A field added here appears in all of them, and a test fails until the migration and the
 * schema have it too. A record in memory is a node: its values as text in canonical form (NULL: not
 * given), its children in lists. Part of base/: knows no rule and no file format.
 */
#ifndef CAPDO_MODEL_H
#define CAPDO_MODEL_H

#include "capdo/base.h"

enum field_type {
	F_LINE,         /* one line of text */
	F_NOTE,         /* text of several lines */
	F_CODE,         /* A-Z a-z 0-9 . _ -, at most 64: ids of packs, codes of records */
	F_ENUM,         /* one of field.codes */
	F_WORDS,        /* several codes, separated by one space */
	F_INT,          /* min to max */
	F_MONEY,        /* dong, 0 or more */
	F_YESNO,        /* yes or no */
	F_DATE,         /* 2026-11-22 */
	F_TIME,         /* 2026-11-22T20:15:00Z */
	F_HASH          /* SHA-256, 64 hex digits */
};

enum field_flag {
	REQUIRED = 1,   /* must have a value */
	KEY = 2,        /* part of what makes the record one among its parent's */
	AUTO = 4        /* set by the program, not offered for typing */
};

struct code {
	const char *code;
	const char *label;      /* msgid */
};

struct field {
	const char *name;       /* in XML and on the command line; the column has _ for - */
	const char *label;      /* msgid: what people see */
	enum field_type type;
	unsigned flags;
	const struct code *codes;       /* F_ENUM: ends with { NULL, NULL } */
	int64_t min, max;               /* F_INT */
};

enum shape_flag {
	COMPUTED = 1,   /* results: never stored, written in reports, ignored on reading */
	LOCAL = 2       /* never leaves this store: users, settings */
};

struct shape {
	const char *name;       /* element name; the table has _ for - */
	const char *label;      /* msgid, singular */
	unsigned flags;
	const struct field *field;
	size_t field_count;
	const struct shape *const *child;       /* in the order they are written */
	size_t child_count;
};

struct node;
struct node_list {
	struct node *first, *last;
	size_t count;
};

struct node {
	const struct shape *shape;
	struct node *parent;
	struct node *next;              /* among its siblings of one shape */
	const char *id;                 /* UUID; NULL until stored */
	int line;                       /* in the file it was read from; 0: not from a file */
	const char **value;             /* field_count of them; NULL: not given */
	struct node_list *children;     /* child_count of them */
};

/* Every shape by name; NULL: none. model_root is "agency", the top of what is exchanged; users and
 * settings stand beside it. */
const struct shape *model_shape(const char *name);
const struct shape *model_root(void);
/* The answer to a hand-in: comments, proposals, approvals. Not among model_at. */
const struct shape *model_review(void);
const struct shape *model_at(size_t index); /* all of them, parents first; NULL past the end */
/* The shape this one is a child of; NULL for roots. */
const struct shape *model_parent(const struct shape *shape);

/* Index of a field, or -1. */
int shape_field(const struct shape *shape, const char *name);
int shape_child(const struct shape *shape, const char *name);
/* The label of a code of an enum field in the language in use; the code itself when it has none. */
const char *field_code_label(const struct field *field, const char *code);
/* Text, code, words: true; those that are written as XML elements: F_LINE and F_NOTE. */
bool field_is_text(const struct field *field);

/* Checks one value against its field and brings it to canonical form (cleaned, NFC; numbers without
 * leading zeros). An empty text means "not given": *out is NULL. FAIL_INVALID names the field's
 * label, what was given (shortened) and what was expected. *out is the arena's. */
int field_check(const char **out, const struct field *field, const char *text, size_t length,
    struct arena *arena, struct err *err);

/* A new node, appended to its parent's list when there is a parent. All values are NULL. */
struct node *node_new(struct arena *arena, const struct shape *shape, struct node *parent);
/* The value by field name; NULL: not given. The field must exist (assert). */
const char *node_get(const struct node *node, const char *field);
/* The same, "" for not given. */
const char *node_text(const struct node *node, const char *field);
/* As a number, or otherwise when not given. */
int64_t node_int(const struct node *node, const char *field, int64_t otherwise);
bool node_is(const struct node *node, const char *field, const char *value);
/* Sets a value that is known to be canonical; text must live as long as the node. */
void node_put(struct node *node, const char *field, const char *value);
/* Checks, then sets: see field_check. FAIL_INVALID also when there is no such field. */
int node_set(
    struct node *node, const char *field, const char *text, struct arena *arena, struct err *err);
/* First child of a shape; follow ->next. */
struct node *node_first(const struct node *node, const char *shape);
size_t node_count(const struct node *node, const char *shape);
/* The child whose field has this value, or NULL. */
struct node *node_find(
    const struct node *node, const char *shape, const char *field, const char *value);
/* Checks that required fields are there. FAIL_INVALID names the record and the field. */
int node_complete(const struct node *node, struct err *err);

#endif
