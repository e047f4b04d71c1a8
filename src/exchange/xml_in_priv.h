/*
 * xml_in_priv.h - XML from outside, one event after the other.
 *
 * The only place that parses XML of the exchange room. Nothing is ever loaded that the file names:
 * a DOCTYPE, an entity, another encoding than UTF-8 ends the reading, as does going over a limit.
 * Built on libxml2's SAX, not on its xmlTextReader: that one loses line numbers beyond 65,535 and
 * builds a tree that nobody needs.
 */
#ifndef CAPDO_XML_IN_PRIV_H
#define CAPDO_XML_IN_PRIV_H

#include "capdo/base.h"

struct xml_attribute {
	const char *space;              /* namespace; NULL: none */
	const char *name;
	const char *value;              /* not terminated */
	size_t length;
};

struct xml_tag {
	const char *space;              /* NULL: none */
	const char *name;
	int line;                       /* where it begins */
	int depth;                      /* 0: the root */
	const struct xml_attribute *attribute;
	size_t attribute_count;
};

/* What a reader wants to hear. Each returns OK or a code with err set, without file and line; *line
 * is the line that xml_in then puts before the message, and may be changed to a better one. */
struct xml_events {
	int (*start)(void *context, const struct xml_tag *tag, int *line, struct err *err);
	int (*text)(void *context, const char *text, size_t length, int *line, struct err *err);
	int (*end)(void *context, int *line, struct err *err);
};

/* Parses the file at path, or data when it is not NULL (path then only names it). Errors read
 * "<path>:<line>: …". FAIL_NOT_FOUND, FAIL_ENV: it cannot be opened or read. FAIL_INVALID: the
 * rest. */
int xml_in_file(const char *path, size_t limit, const struct xml_events *events, void *context,
    struct err *err);
/* The same; sha256, when wanted, is that of all bytes of the file once it was read to its end. */
int xml_in_hashed(const char *path, size_t limit, const struct xml_events *events, void *context,
    char sha256[HASH_TEXT], struct err *err);
int xml_in_memory(const char *path, const char *data, size_t length,
    const struct xml_events *events, void *context, struct err *err);

/* True for characters that may stand between elements; else *line goes on to the first that may
 * not. */
bool xml_is_blank(const char *text, size_t length, int *line);

#endif
