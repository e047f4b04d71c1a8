/*
 * xml_out_priv.h - XML to a file or to standard output, indented by two blanks.
 *
 * The bytes are those of libxml2's xmlTextWriter (a test compares them) in less than half its time:
 * that pays for the hash of a submission. A file is written under a temporary name and appears when
 * xml_out_close succeeds; failures in between are remembered and told then. Texts are valid UTF-8
 * without characters that XML forbids, as the values of records are.
 */
#ifndef CAPDO_XML_OUT_PRIV_H
#define CAPDO_XML_OUT_PRIV_H

#include <stdio.h>

#include "capdo/model.h"

enum { XML_OUT_PIECE = 64 * 1024, XML_OUT_DEPTH = 16 };

struct xml_out {
	const char *path;
	char *temporary;                /* NULL: standard output */
	FILE *file;
	struct arena *arena;
	char *piece;                    /* not yet given to file */
	size_t used;
	int depth;                      /* of elements open */
	const char *name[XML_OUT_DEPTH];
	bool in_tag;                    /* the start tag of the innermost is not ended */
	bool in_text;                   /* the innermost has text and no elements */
	bool failed;
	int number;                     /* errno of the first failure */
};

int xml_out_open(struct xml_out *out, const char *path, struct err *err);
int xml_out_close(struct xml_out *out, struct err *err);

/* Names are literals of ours: they are not copied. */
void xml_out_start(struct xml_out *out, const char *name);
/* A value or text that is NULL is left out. */
void xml_out_attribute(struct xml_out *out, const char *name, const char *value);
void xml_out_text(struct xml_out *out, const char *name, const char *text);
/* The text of the element that is open; it has no elements then. */
void xml_out_content(struct xml_out *out, const char *text);
void xml_out_end(struct xml_out *out);

/* ---- write.c: records ------------------------------------------------------------------------ */

/* The start of a record's element with its own values; xml_out_end ends it. */
void xml_out_record_start(struct xml_out *out, const struct node *node);
/* A record with all below it. */
void xml_out_record(struct xml_out *out, const struct node *node);
struct exchange_info;
void xml_out_packs(struct xml_out *out, const struct exchange_info *info);

#endif
