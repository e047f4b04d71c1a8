/*
 * exchange_priv.h - what writing, reading and the schema of the exchange format share.
 *
 * The shapes (model.h) say all about records; here stands the rest: names, limits, and the
 * attributes of the two elements that are no records, submission and pack.
 */
#ifndef CAPDO_EXCHANGE_PRIV_H
#define CAPDO_EXCHANGE_PRIV_H

#include "capdo/exchange.h"

#define XML_SUBMISSION "urn:capdo:exchange:1"
#define XML_DECISION "urn:capdo:decision:1"
#define XML_PACKS "urn:capdo:packs:1"
#define XML_AUDIT "urn:capdo:audit:1"
#define XML_CHECKLIST "urn:capdo:checklist:1"
#define XML_CARRIED "urn:capdo:carried:1"
#define XML_DESK "urn:capdo:desk:1"
#define XML_FACTS "urn:capdo:facts:1"
#define XML_SIGNATURE "http://www.w3.org/2000/09/xmldsig#"

enum {
	FILE_LIMIT = 1024 * 1024 * 1024,        /* bytes of a submission */
	FACTS_LIMIT = 1024 * 1024,      /* bytes of a file of facts */
	DEPTH_LIMIT = 12,               /* elements in each other */
	ATTRIBUTE_LIMIT = 64,           /* of one element */
	RECORD_LIMIT = 5000000,         /* of a file */
	BELOW_LIMIT = 90000,            /* records below one system, or one year of an agency */
	SIBLING_LIMIT = 90000,          /* records of one parent */
	SYSTEM_LIMIT = 20000,           /* systems of one agency: twice those of the country */
	COMMENT_LIMIT = 200,            /* on one question */
	PACK_LIMIT = 1000,
	CHILD_SECONDS = 60,             /* of computing, for one file */
	CHILD_PACE = 4 * 1024 * 1024    /* bytes of a file for which one second more is given */
};
#define CHILD_MEMORY ((size_t)512 * 1024 * 1024)

/* The attributes of submission and pack, in the order they are written. */
enum { SUBMISSION_FORMAT, SUBMISSION_CREATED, SUBMISSION_TOOL, SUBMISSION_YEAR, SUBMISSION_SNAPSHOT,
	SUBMISSION_SHA256, SUBMISSION_FIELDS };
enum { REPORT_KIND, REPORT_FORMAT, REPORT_CREATED, REPORT_TOOL, REPORT_YEAR, REPORT_FIELDS };
enum { PACK_ID, PACK_VERSION, PACK_HASH, PACK_FIELDS };
extern const struct field exchange_submission_field[SUBMISSION_FIELDS];
extern const struct field exchange_report_field[REPORT_FIELDS];
extern const struct field exchange_pack_field[PACK_FIELDS];

/* Why the machine refused, in words people understand where there are some. Borrowed. */
const char *exchange_reason(int number);

/* At most 60 characters of a name or value that a message quotes. */
enum { SHOWN = 60 * 4 + 4 };
const char *exchange_shown(char out[SHOWN], const char *text);

#endif
