/*
 * exchange.h - records as XML, out and in.
 *
 * Writes what the shapes (model.h) say, the same bytes for the same records; reads it back
 * strictly: files from outside are tried first in a process of its own with limits, every error
 * names file, line and element. What is written validates against templates/exchange/capdo-1.xsd,
 * which is made from the same shapes. Decides no rule and knows no store: taking records in is
 * app_merge's work.
 *
 * Wherever a path is written to, "-" is standard output; else the file appears whole or not at all.
 */
#ifndef CAPDO_EXCHANGE_H
#define CAPDO_EXCHANGE_H

#include "capdo/app.h"

/* ---- submissions ----------------------------------------------------------------------------- */

struct exchange_pack {
	const char *id, *version;
	const char *hash;               /* NULL: not known */
};

/* What stands in a submission beside the agency. Values not given are NULL. */
struct exchange_info {
	const char *created;            /* writing: NULL is now */
	const char *tool;               /* writing: NULL is "capdo" */
	const char *year;
	const char *snapshot;           /* number */
	const char *sha256;             /* reading only; writing computes it */
	const struct exchange_pack *pack;
	size_t pack_count;
};

/* The packs that the records of an agency name, by id and version, each once; hashes from the set
 * where it has that very version. */
void exchange_packs(struct exchange_info *info, const struct node *agency,
    const struct pack_set *set, struct arena *arena);

/* SHA-256 of an agency's stored records, the sha256 of a submission: of the Exclusive Canonical
 * XML 1.0 (UTF-8, without comments) of the agency element after the computed elements (item, score,
 * risk, gain, priority, spread) and all text between elements have been taken out. So line breaks,
 * indentation and order of attributes do not count, and it can be checked with any XML toolbox. */
void exchange_hash(char out[HASH_TEXT], const struct node *agency);

/* Writes a submission. Children of agency that are computed are written too; LOCAL shapes never. */
int exchange_write(const char *path, const struct exchange_info *info, const struct node *agency,
    struct err *err);

/* Reads a submission into the arena. *info may be NULL. Computed elements are skipped. Each node
 * has its line, and its id when the file gives one. A sha256 that is given must be that of the
 * content. What a pack knows (requirements, scenarios, questions, facts) is not checked here.
 * FAIL_NOT_FOUND, FAIL_ENV: the file cannot be read. FAIL_INVALID: "<path>:<line>: …". */
int exchange_read(struct node **agency, const char *path, struct exchange_info *info,
    struct arena *arena, struct err *err);

/* Reads a submission and takes it into the store: exchange_read, then app_merge. */
int exchange_import(struct merge_counts *out, struct app *app, const char *path, bool dry_run,
    struct err *err);

/* The schema of submissions and lists, made from the shapes; templates/exchange/capdo-1.xsd is its
 * copy. */
void exchange_schema(struct buffer *out);

/* ---- lists ----------------------------------------------------------------------------------- */

/* Writes records of one shape, linked by ->next, with the children they have:
 * <list xmlns="urn:capdo:exchange:1" of="asset">. */
int exchange_write_list(const char *path, const struct shape *shape, const struct node *first,
    struct err *err);

/* The packs in use: <packs xmlns="urn:capdo:packs:1"><pack id version kind in-force … hash><title>.
 */
int exchange_write_packs(const char *path, const struct pack_set *set, struct err *err);
/* The audit chain from a row on: <audit xmlns="urn:capdo:audit:1"><change number at person verb
 * record>. */
int exchange_write_audit(const char *path, struct app *app, int64_t from, struct err *err);

/* ---- level check ----------------------------------------------------------------------------- */

/* Reads <facts xmlns="urn:capdo:facts:1"><fact id="…">value</fact></facts> into facts, all or
 * none. FAIL_INVALID: "<path>:<line>: …" names the fact and the values that may be given; also for
 * a fact given twice, undeclared or empty. */
int exchange_read_facts(struct facts *facts, const char *path, struct err *err);

/* <decision xmlns="urn:capdo:decision:1"> with all criteria of the pack and the facts still worth
 * asking. */
int exchange_write_decision(const char *path, const struct pack *regulation,
    const struct level_result *result, struct err *err);

/* <checklist xmlns="urn:capdo:checklist:1">: what a level demands, in the language in use. Items
 * and stricter forms that hang on a condition carry conditional="yes". */
int exchange_write_checklist(const char *path, const struct pack *requirements, int level,
    struct err *err);

#endif
