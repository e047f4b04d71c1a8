/*
 * import.c - a submission into the store, record by record.
 *
 * A process of its own reads the file and holds it to the format; its records are taken in as they
 * are heard, in a transaction that is kept only when the file was right to its end, its hash and
 * its signature too.
 */
#include <stdio.h>
#include <string.h>

#include "read_priv.h"

struct import {
	const char *path;
	struct app *app;
	struct relay *relay;            /* NULL: ended */
	struct arena *arena;            /* of what lasts */
	struct intake *intake;
	struct submission *submission;  /* NULL: records only */
	const char *zip;                /* contents of its evidence; NULL: none */
};

static int hand_open(void *context, struct node *node, struct err *err)
{
	struct import *import = context;

	return intake_open(import->intake, node, err);
}

static int hand_close(void *context, struct node *node, struct err *err)
{
	struct import *import = context;

	return intake_close(import->intake, node, err);
}

static int end_reading(struct import *import, struct read_first *first, struct err *err)
{
	struct relay *relay = import->relay;

	import->relay = NULL;
	return relay_end(relay, first, err);
}

/* No signature element, no signature: the reader would have met it. */
static int verify(struct import *import, const struct read_first *first, struct err *err)
{
	struct submission *submission = import->submission;
	struct exchange_seal seal = { .is_signed = false };
	int rc;

	if (!submission || !first->is_signed)
		return OK;
	rc = exchange_verify_file(&seal, import->app, import->path, import->arena, err);
	if (rc == OK && !seal.is_signed)
		rc = err_set(err, FAIL_INVALID, "the signature is not where it must be");
	if (rc == OK && seal.file_sha256[0] && strcmp(seal.file_sha256, first->file_sha256) != 0)
		rc = err_set(err, FAIL_INVALID,
		    "'%s' was changed while it was being read; nothing was taken from it",
		    import->path);
	submission->signature = seal.is_signed ? "valid" : "none";
	submission->fingerprint = seal.fingerprint;
	submission->signer = seal.subject;
	return rc;
}

/* What is only known when the file was read to its end. */
static int prove(struct import *import, struct err *err)
{
	struct read_first first;
	int rc = end_reading(import, &first, err);

	/* what a file does not say of itself was found by a reading before this one */
	if (rc == OK && import->submission && import->submission->sha256 &&
	    strcmp(first.sha256, import->submission->sha256) != 0)
		rc = err_set(err, FAIL_INVALID,
		    "'%s' was changed while it was being read; nothing was taken from it",
		    import->path);
	if (rc == OK && import->submission)
		import->submission->file_sha256 = arena_copy(import->arena, first.file_sha256);
	if (rc == OK)
		rc = verify(import, &first, err);
	/* in the same transaction: a bad zip undoes the records too */
	if (rc == OK && import->zip)
		rc = exchange_attachments_in(import->app, import->zip, err);
	return rc;
}

static int hand_over(void *context, struct intake *intake, struct err *err)
{
	struct import *import = context;
	const struct read_sink sink = { hand_open, hand_close, import };
	int rc;

	import->intake = intake;
	rc = relay_records(import->relay, &sink, err);
	return rc < 0 ? rc : prove(import, err);
}

/* The reader begins its messages with the file; what failed elsewhere must name it too. */
static int name_file(const struct import *import, int rc, struct err *err)
{
	if (rc < 0 && err && !strstr(err->text, import->path) &&
	    !(import->zip && strstr(err->text, import->zip)))
		err_at(err, rc, "%s", import->path);
	return rc;
}

int exchange_import(struct merge_counts *out, struct app *app, const char *path, bool dry_run,
    struct err *err)
{
	const struct intake_options options = { .source = path, .dry_run = dry_run };
	struct arena *arena = arena_new();
	struct import import = { .path = path, .app = app, .arena = arena };
	struct relay_head head;
	int rc = relay_begin(&import.relay, &head, path, arena, err);

	if (rc == OK)
		rc = app_intake(out, app, &options, hand_over, &import, err);
	if (import.relay)
		(void)end_reading(&import, NULL, NULL);
	arena_free(arena);
	return name_file(&import, rc, err);
}

/* A file that does not say its hash is read through for it. */
static int find_hash(struct relay_head *head, const char *path, struct arena *arena,
    struct err *err)
{
	struct read_first first;
	int rc;

	if (head->sha256)
		return OK;
	rc = read_first(&first, path, err);
	head->sha256 = arena_copy(arena, first.sha256);
	return rc;
}

static int receive(struct receipt *out, struct import *import, bool dry_run, struct err *err)
{
	struct relay_head head;
	struct submission *submission = arena_alloc(import->arena, sizeof(*submission));
	struct arena *passing = arena_new();
	int rc;

	*submission = (struct submission){ .file = import->path, .signature = "none" };
	rc = relay_begin(&import->relay, &head, import->path, passing, err);

	if (rc == OK)
		rc = find_hash(&head, import->path, passing, err);
	if (rc == OK) {
		submission->sha256 = arena_copy(import->arena, head.sha256);
		submission->year = arena_copy(import->arena, head.year);
		submission->created = arena_copy(import->arena, head.created);
		submission->number = head.number;
		import->submission = submission;
		rc = app_receive(
		    out, import->app, submission, dry_run, hand_over, import, import->arena, err);
	}
	/* that it is the very same is what it says of itself: it must be true to its end */
	if (rc == OK && import->relay) {
		if (dry_run)
			import->zip = NULL;
		relay_skip(import->relay);
		rc = prove(import, err);
	}
	if (import->relay)
		(void)end_reading(import, NULL, NULL);
	out->signer = submission->signer;
	arena_free(passing);
	return rc;
}

int exchange_receive(struct receipt *out, struct app *app, const char *path, bool dry_run,
    struct arena *arena, struct err *err)
{
	return exchange_receive_with(out, app, path, NULL, dry_run, arena, err);
}

int exchange_receive_with(struct receipt *out, struct app *app, const char *path, const char *zip,
    bool dry_run, struct arena *arena, struct err *err)
{
	struct import import = { .path = path, .app = app, .arena = arena, .zip = zip };
	int rc;

	*out = (struct receipt){ .kind = RECEIPT_NEW };
	rc = receive(out, &import, dry_run, err);
	return name_file(&import, rc, err);
}

/* ---- the root element ---------------------------------------------------------------------- */

struct root {
	const char *path;
	bool found;
	char name[64];
};

static int on_root(void *context, const struct xml_tag *tag, int *line, struct err *err)
{
	struct root *root = context;
	char shown[SHOWN];

	(void)line;
	if (strlen(tag->name) >= sizeof(root->name))
		return err_set(err, FAIL_INVALID, "the root element is '%s', expected 'submission'",
		    exchange_shown(shown, tag->name));
	root->found = true;
	snprintf(root->name, sizeof(root->name), "%s", tag->name);
	return err_set(err, FAIL_INCONSISTENT, "%s", "");
}

static int on_text(void *context, const char *text, size_t length, int *line, struct err *err)
{
	(void)context, (void)text, (void)length, (void)line, (void)err;
	return OK;
}

static int on_end(void *context, int *line, struct err *err)
{
	(void)context, (void)line, (void)err;
	return OK;
}

static int find_root(void *context, struct err *err)
{
	static const struct xml_events events = { on_root, on_text, on_end };
	struct root *root = context;
	int rc = xml_in_file(root->path, FILE_LIMIT, &events, root, err);

	return root->found ? OK : rc;
}

int exchange_root(char *name, size_t size, const char *path, struct err *err)
{
	struct root root = { .path = path };
	struct err own = { 0 };
	int rc;

	if (!err)
		err = &own;
	rc = file_plain(path, err);
	if (rc == OK)
		rc = child_answer(
		    find_root, &root, &root, sizeof(root), CHILD_MEMORY, CHILD_SECONDS, err);
	if (rc < 0 && !strstr(err->text, path))
		err_at(err, rc, "%s", path);
	else if (rc == OK)
		snprintf(name, size, "%.*s", (int)sizeof(root.name) - 1, root.name);
	return rc;
}
