/*
 * review.c - the answer to a hand-in: written at the department, taken in at the agency.
 */
#include <stdio.h>
#include <string.h>

#include "review_priv.h"
#include "xml_out_priv.h"

/* ---- written -------------------------------------------------------------------------------- */

static void write_root(struct xml_out *out, const struct node *review)
{
	const struct shape *shape = review->shape;

	xml_out_start(out, shape->name);
	xml_out_attribute(out, "xmlns", XML_SUBMISSION);
	for (size_t i = 0; i < shape->field_count; i++) {
		if (!field_is_text(&shape->field[i]))
			xml_out_attribute(out, shape->field[i].name, review->value[i]);
	}
	for (size_t i = 0; i < shape->field_count; i++) {
		if (field_is_text(&shape->field[i]))
			xml_out_text(out, shape->field[i].name, review->value[i]);
	}
	for (size_t i = 0; i < shape->child_count; i++) {
		for (const struct node *child = review->children[i].first; child;
		     child = child->next)
			xml_out_record(out, child);
	}
	xml_out_end(out);
}

int exchange_write_review(const char *path, struct node *review, struct arena *arena,
    struct err *err)
{
	struct xml_out out;
	char sha256[HASH_TEXT], now[21];
	int rc = xml_out_open(&out, path, err);

	if (rc < 0)
		return rc;
	clock_now(now);
	if (!node_get(review, "created"))
		node_put(review, "created", arena_copy(arena, now));
	review_hash(sha256, review, arena);
	node_put(review, "sha256", arena_copy(arena, sha256));
	write_root(&out, review);
	return xml_out_close(&out, err);
}

/* ---- taken in ------------------------------------------------------------------------------- */

/* Read once where nothing can happen, in a process of its own with limits. */
struct trial {
	const char *path;
	char file_sha256[HASH_TEXT];
};

static int try_out(void *context, struct err *err)
{
	struct trial *trial = context;
	struct arena *arena = arena_new();
	struct node *review;
	bool is_signed;
	int rc = review_read(&review, &is_signed, trial->file_sha256, trial->path, arena, err);

	arena_free(arena);
	return rc;
}

int exchange_read_review(struct node **out, const char *path, char file_sha256[HASH_TEXT],
    bool *is_signed, struct arena *arena, struct err *err)
{
	struct trial trial = { .path = path };
	struct err own = { 0 };
	int rc;

	if (!err)
		err = &own;
	rc = child_answer(try_out, &trial, trial.file_sha256, HASH_TEXT, CHILD_MEMORY,
	    CHILD_SECONDS, err);
	if (rc < 0 && !strstr(err->text, path))
		return err_at(err, rc, "%s", path);
	if (rc == OK)
		rc = review_read(out, is_signed, file_sha256, path, arena, err);
	if (rc == OK && strcmp(file_sha256, trial.file_sha256) != 0)
		rc = err_set(err, FAIL_INVALID, "'%s' was changed while it was read", path);
	return rc;
}

int exchange_import_review(struct review_receipt *out, struct app *app, const char *path,
    bool dry_run, struct arena *arena, struct err *err)
{
	struct exchange_seal seal = { 0 };
	struct review_file file = { .file = path, .signature = "none" };
	char file_sha256[HASH_TEXT];
	struct node *review = NULL;
	bool is_signed = false;
	int rc = exchange_read_review(&review, path, file_sha256, &is_signed, arena, err);

	*out = (struct review_receipt){ 0 };
	if (rc == OK)
		rc = exchange_verify_file(&seal, app, path, arena, err);
	if (rc < 0)
		return rc;
	if (seal.is_signed != is_signed ||
	    (seal.file_sha256[0] && strcmp(seal.file_sha256, file_sha256) != 0))
		return err_set(err, FAIL_INVALID, "'%s' was changed while it was read", path);
	if (seal.is_signed) {
		file.signature = "valid";
		file.fingerprint = seal.fingerprint;
	}
	rc = app_take_review(out, app, review, &file, dry_run, err);
	return rc < 0 ? err_at(err, rc, "%s", path) : OK;
}
