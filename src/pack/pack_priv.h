/*
 * pack_priv.h - what the files of this room share: a pack as it is kept, and the reader that fills
 * it.
 *
 * A pack is read in one pass over its validated document, after the packs it uses, so that whatever
 * it names is there to be found; nothing is patched afterwards. The first fault ends the reading:
 * helpers that return values keep it in reader.rc, everything else returns it.
 */
#ifndef CAPDO_PACK_PRIV_H
#define CAPDO_PACK_PRIV_H

#include <libxml/tree.h>

#include "capdo/pack.h"

/* Names to things, sorted when closed. */
struct entry {
	const char *id;
	const void *what;
	int line;
};
struct index {
	struct entry *at;
	size_t count;
};

/* A pack in a set. The public part comes first: every pack given out is one of these. */
struct loaded {
	struct pack pack;
	const char *file;                       /* as it is named in messages */
	const struct loaded *const *used;       /* in the order of the attribute uses */
	size_t used_count;
	struct index provisions;                /* by whole citation, "nd85:9.2.a" */
	struct index facts, criteria, bodies;
	struct index groups, requirements;
	struct index causes, questions, scenarios;
	struct index obligations;
	struct index rules;
	struct index forms;
};
const struct loaded *loaded_of(const struct pack *pack);

struct reader {
	struct arena *arena;                    /* of what is read */
	struct loaded *to;
	int rc;                                 /* the first fault, told in err */
	struct err note;                        /* a fault is worded here first */
	struct err *err;
};

/* fault(r, node, err_set(&r->note, FAIL_INVALID, "…", …)): puts file and line before the message
 * and keeps it if it is the first. Returns r->rc. */
int fault(struct reader *r, const xmlNode *node, int code);
/* Zeroed room for count things. */
void *room_for(struct reader *r, size_t count, size_t size);

/* ---- index.c -------------------------------------------------------------------------------- */

void index_open(struct reader *r, struct index *index, size_t count);
/* count of index_open is not checked again: never add more. An id of NULL is left out. */
void index_add(struct index *index, const char *id, const void *what, const xmlNode *node);
/* FAIL_INVALID: two have one id; what says of which kind ("fact"). */
int index_close(struct reader *r, struct index *index, const char *what);
/* The same without the check. */
void index_sort(struct index *index);
/* NULL: not there; an id of NULL is not there. */
const void *index_find(const struct index *index, const char *id);

/* ---- node.c: the document as values; texts are trimmed, in NFC and the arena's ----------------
 */

int xml_line(const xmlNode *node);
bool xml_is(const xmlNode *node, const char *name);
/* The first child element and the next one with that name; any name when NULL. */
const xmlNode *xml_child(const xmlNode *parent, const char *name);
const xmlNode *xml_next(const xmlNode *node, const char *name);
size_t xml_count(const xmlNode *parent, const char *name);
const char *xml_attr(
    struct reader *r, const xmlNode *node, const char *name); /* NULL: not there */
/* Its content; "" for none. */
const char *xml_text(struct reader *r, const xmlNode *node);
int xml_int(struct reader *r, const xmlNode *node, const char *name, int missing);
bool xml_yes(struct reader *r, const xmlNode *node, const char *name);
const char *xml_date(struct reader *r, const xmlNode *node, const char *name);
enum status xml_status(struct reader *r, const xmlNode *node);
unsigned xml_levels(struct reader *r, const xmlNode *node);
/* The words of a list, which is an attribute, or the content when name is NULL. */
const char *const *xml_list(
    struct reader *r, const xmlNode *node, const char *name, size_t *count);
struct words xml_words(struct reader *r, const xmlNode *node);
struct words xml_words_in(struct reader *r, const xmlNode *parent, const char *name);
const struct words *xml_words_list(struct reader *r, const xmlNode *parent, const char *name,
    size_t *count);
struct sourced xml_sourced(struct reader *r, const xmlNode *node);

/* ---- what a pack is made of -------------------------------------------------------------------
 */

/* Reads the pack of a validated document; id, file, hash, used are set already. */
int pack_read(struct reader *r, const xmlNode *root);

int read_documents(struct reader *r, const xmlNode *root);
/* Every citation below node stands on a declared provision. */
int check_cites(struct reader *r, const xmlNode *node);
int read_facts(struct reader *r, const xmlNode *root);
/* Index of the value of a choice, set or yes-no; false when there is none. */
bool fact_value_index(size_t *out, const struct fact *fact, const char *id);
const struct fact *fact_in_reach(const struct loaded *from, const char *id);
/* The condition inside parent's child <when>, NULL when there is no such child. */
int read_when(struct reader *r, const xmlNode *parent, const struct condition **out);

int read_regulation(struct reader *r, const xmlNode *root);
int read_requirements(struct reader *r, const xmlNode *root);
int read_threats(struct reader *r, const xmlNode *root);
int read_obligations(struct reader *r, const xmlNode *root);
int read_method(struct reader *r, const xmlNode *root);
int read_calendar(struct reader *r, const xmlNode *root);
int read_rules(struct reader *r, const xmlNode *root);
/* Reads parent's elements of one name into a list; ids are unique among them. */
int read_sourced_list(struct reader *r, const xmlNode *parent, const char *name,
    struct sourced_list *out);

/* What a regulation lays down beside its criteria and lists; its bodies and criteria are there. */
int read_listed(struct reader *r, const xmlNode *root);
int read_forms(struct reader *r, const xmlNode *root);
int read_incident_clocks(struct reader *r, const xmlNode *root);
int read_changes(struct reader *r, const xmlNode *root);
int read_regime(struct reader *r, const xmlNode *root);
int read_crosswalk(struct reader *r, const xmlNode *root);
/* FAIL_INVALID: the attribute, where it is given, names nothing of an index; what says of which
 * kind ("body"). */
int check_name(struct reader *r, const xmlNode *node, const char *attr, const struct index *known,
    const char *what);
/* One <mitigation>. */
struct mitigation read_mitigation(struct reader *r, const xmlNode *node);

/* A requirement of a used requirements pack. */
const struct requirement *requirement_in_reach(const struct loaded *from, const char *id);

/* ---- file.c -----------------------------------------------------------------------------------
 */

enum { PACK_FILE_LIMIT = 8 * 1024 * 1024 };

/* The schema of packs, ready for use by one thread. */
struct schema;
int schema_open(struct schema **out, struct err *err);
void schema_free(struct schema *schema);                /* NULL is fine */
/* A document that keeps to the schema and has no DTD; xmlFreeDoc() it. FAIL_INVALID names file,
 * line, element and what was expected. */
int document_read(xmlDoc **out, const struct schema *schema, const char *file, const char *data,
    size_t size, struct err *err);

#endif
