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

/* The name of a file's root element: "submission", "review", "report" … FAIL_INVALID: no XML; the
 * name does not fit. Nothing behind the root's start tag is looked at. */
int exchange_root(char *name, size_t size, const char *path, struct err *err);

/* Reads a submission and takes it into the store (app_intake) record by record: memory does not
 * grow with the file. It is read through once in a process of its own before; when it is not the
 * same bytes the second time, nothing is changed. */
int exchange_import(struct merge_counts *out, struct app *app, const char *path, bool dry_run,
    struct err *err);

/* What a file's signature proves. */
struct exchange_seal {
	bool is_signed;
	const char *fingerprint, *subject;      /* of the certificate; NULL: not signed */
	char file_sha256[HASH_TEXT];            /* of the bytes that were verified; "": not told */
	const char *until;                      /* the certificate is valid until this moment */
	const char *agency;     /* code: the one it was trusted for; NULL: any, or not signed */
	char root[65];                          /* name of the root element */
};
/* Checks the signature against the certificates trusted here: XML-DSig, enveloped, the last child
 * of the root, over the whole file in exclusive canonical form, RSA or ECDSA with SHA-256, nothing
 * else; byte for byte as the writers here and the xmlsec1 tool leave it, so that what the canonical
 * form hides is found too. The key is never taken from the file. The file may be large: it is not
 * kept in memory. OK with is_signed false: it has none. FAIL_INVALID: it has one, and that is
 * malformed, not trusted, of a certificate that is not valid today or was not when the file was
 * written, or the file was changed. */
int exchange_verify_file(struct exchange_seal *out, struct app *app, const char *path,
    struct arena *arena, struct err *err);
/* The same against this one certificate (NULL: none is trusted), on this day. */
int exchange_verify_with(struct exchange_seal *out, const char *path,
    const struct certificate *certificate, const char *today, struct arena *arena, struct err *err);

/* Holds a submission to the format and to the content hash it gives, in a process of its own;
 * sha256: that of its content. Errors as of exchange_read. */
int exchange_check_file(char sha256[HASH_TEXT], const char *path, struct err *err);

/* A private key with its certificate. */
struct exchange_key;
/* Reads a key (PEM, with the pass phrase in the first line of pass_file when that is not NULL) and
 * its certificate. FAIL_INVALID: they do not belong together, the phrase is wrong or missing, or
 * the certificate is not good on that day. */
int exchange_key_load(struct exchange_key **out, const char *key_path, const char *cert_path,
    const char *pass_file, const char *today, struct err *err);
void exchange_key_free(struct exchange_key *key);       /* NULL is fine */
const struct certificate *exchange_key_certificate(const struct exchange_key *key);
/* Signs the file `from`, which one of the writers here has written and which says in its root's
 * attribute `created` when; the signed file appears at path (which may be from). */
int exchange_sign(const char *path, const char *from, const struct exchange_key *key,
    struct err *err);

/* ---- attached files ------------------------------------------------------------------------ */

/* Writes the contents of all attached evidence below an agency's record into a zip, each once, as
 * attachments/<sha256>: the same bytes for the same contents. *count: how many; *missing: how many
 * are attached but not kept here. No file is written when there are none. */
int exchange_attachments_out(struct app *app, const struct node *agency, const char *zip_path,
    size_t *count, size_t *missing, struct err *err);
/* Takes such a zip in, all or nothing, one content at a time in memory: only entries of that name
 * whose content has that hash and that an evidence record here names. FAIL_INVALID: anything else,
 * or over a limit; err names the entry. */
int exchange_attachments_in(struct app *app, const char *zip_path, struct err *err);

/* Takes a hand-in of an agency in (app_receive): read through in a process of its own, signature
 * checked when there is one, then record by record, the same bytes each time. out->kind is only
 * good when out->agency is there. */
int exchange_receive(struct receipt *out, struct app *app, const char *path, bool dry_run,
    struct arena *arena, struct err *err);
/* The same with the contents of its evidence (exchange_attachments_in; NULL: none): both or
 * nothing. */
int exchange_receive_with(struct receipt *out, struct app *app, const char *path, const char *zip,
    bool dry_run, struct arena *arena, struct err *err);
/* Takes a review file (root element "review") in, on the agency's side. Read through in a process
 * of its own first, held to its sha256 and its signature, then app_take_review. */
int exchange_import_review(struct review_receipt *out, struct app *app, const char *path,
    bool dry_run, struct arena *arena, struct err *err);
/* The reviewer's desk: <desk xmlns="urn:capdo:desk:1"><hand-in agency state due days …>,
 * <proposal agency system state due …>. */
struct desk {
	const char *year;
	struct desk_row *row;
	size_t rows;
	struct proposal_row *proposal;
	size_t proposals;
};
int exchange_write_desk(const char *path, const struct desk *desk, struct err *err);
/* Writes an answer (app_review); sets its sha256, and created when it has none. The sha256 is that
 * of the Exclusive Canonical XML 1.0 (UTF-8, without comments) of the review element without its
 * attribute sha256, its signature and all text between elements. */
int exchange_write_review(const char *path, struct node *review, struct arena *arena,
    struct err *err);
/* Reads an answer into the arena, strictly, in a process of its own first; its sha256 must be
 * right, its signature is not looked at. file_sha256: of the bytes read. */
int exchange_read_review(struct node **out, const char *path, char file_sha256[HASH_TEXT],
    bool *is_signed, struct arena *arena, struct err *err);

/* The schema of submissions and lists, made from the shapes; templates/exchange/capdo-1.xsd is its
 * copy. */
void exchange_schema(struct buffer *out);

/* ---- reports --------------------------------------------------------------------------------- */

/* Writes a computed record with all below it: <report xmlns="urn:capdo:exchange:1" kind="…">, the
 * packs of info, the record. kind is a code: "annual", "province". */
int exchange_write_report(const char *path, const char *kind, const struct exchange_info *info,
    const struct node *root, struct err *err);
/* The report of an owner to the ministry, kind "annual", each system with its requirements; system
 * by system, so that memory does not grow with it. */
int exchange_write_annual(const char *path, struct app *app, const struct annual *annual,
    struct err *err);

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

/* How an assessment stands to the one before:
 * <carried xmlns="urn:capdo:carried:1" system year from>
 * with one requirement element a line of the lists, its text now and the answer of then, and the
 * ratings of then. Where a crosswalk tells of it: gap, the result proposed, the figures asked now,
 * and a from element for each earlier requirement with how the two compare, why, and its answers.
 */
int exchange_write_carried(const char *path, const struct carry_lists *lists, struct err *err);

/* The breaches of an agency's year that have this rule and system (NULL: any):
 * <check xmlns="urn:capdo:check:1" agency year> with one breach element each: rule, effect, system,
 * shape, record (its UUID), and the texts where, text, fix, cite. */
int exchange_write_breaches(const char *path, const struct agency_view *view, const char *year,
    const struct breach_list *list, const char *rule, const char *system, struct err *err);

/* ---- level proposals ------------------------------------------------------------------------- */

/* <proposal xmlns="urn:capdo:proposals:1"> with its acts, then steps (who, clock, done), gates and
 * dossier parts, each with its citation in the language in use. */
int exchange_write_proposal(const char *path, const struct proposal_view *view, struct err *err);
/* <proposals xmlns="urn:capdo:proposals:1"><proposal agency system number level state next by of
 * due days-left …>NAME, in the order given. */
int exchange_write_proposals(
    const char *path, const struct proposal_row *row, size_t count, struct err *err);

/* ---- level check ----------------------------------------------------------------------------- */

/* Reads <facts xmlns="urn:capdo:facts:1"><fact id="…">value</fact></facts> into facts, all or
 * none. FAIL_INVALID: "<path>:<line>: …" names the fact and the values that may be given; also for
 * a fact given twice, undeclared or empty. */
int exchange_read_facts(struct facts *facts, const char *path, struct err *err);
/* The same into the facts of several packs: each takes those it asks for. A fact that none of them
 * asks for is an error. */
int exchange_read_facts_of(
    struct facts *const *facts, size_t packs, const char *path, struct err *err);

/* <decision xmlns="urn:capdo:decision:1"> with all criteria of the pack and the facts still worth
 * asking; a criterion that the law leaves open carries undetermined="yes". */
int exchange_write_decision(const char *path, const struct pack *regulation,
    const struct level_result *result, struct err *err);

/* <checklist xmlns="urn:capdo:checklist:1">: what a level demands, in the language in use. Items
 * and stricter forms that hang on a condition carry conditional="yes", items that come round months
 * between two times; each figure is a <threshold>. */
int exchange_write_checklist(const char *path, const struct pack *requirements, int level,
    struct err *err);

#endif
