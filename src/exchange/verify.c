/*
 * verify.c - whose signature a file bears, if any.
 *
 * The key is one of ours, never one of the file: the certificate in KeyInfo only says which of the
 * trusted ones to try. A file is only ever parsed in a process of its own.
 */
#include <string.h>

#include "dsig_priv.h"
#include "read_priv.h"

/* Written and read on days on which the certificate was good. */
static int check_days(const struct certificate *certificate, const struct dsig_scan *scan,
    const char *today, struct arena *arena, struct err *err)
{
	const struct field *field = &exchange_submission_field[SUBMISSION_CREATED];
	const char *created = NULL;
	int rc = field_check(&created, field, scan->created, strlen(scan->created), arena, NULL);

	if (rc < 0 || !created)
		return err_set(err, FAIL_INVALID,
		    "the signed file does not say when it was written (attribute 'created')");
	rc = certificate_check(certificate, created, err);
	return rc < 0 ? rc : certificate_check(certificate, today, err);
}

/* Did this one sign it? FAIL_INVALID: it did, and may not any more. */
static int try_one(bool *fits, const struct dsig_verify *verifying,
    const struct dsig_candidate *candidate, const struct dsig_claim *claim,
    const struct dsig_scan *scan, struct err *err)
{
	struct certificate certificate;
	xmlSecKeyPtr key;
	int rc = certificate_read(&certificate, candidate->pem, strlen(candidate->pem),
	    verifying->arena, err);

	*fits = false;
	if (rc < 0)
		return rc;
	/* what is kept beside the certificate is not what counts */
	if (*claim->fingerprint && strcmp(certificate.fingerprint, claim->fingerprint) != 0)
		return OK;
	key = dsig_public_key(certificate.pem);
	*fits = key && dsig_value_fits(claim, key);
	if (key)
		xmlSecKeyDestroy(key);
	return *fits ? check_days(&certificate, scan, verifying->today, verifying->arena, err) : OK;
}

static int nobody(const struct dsig_claim *claim, size_t tried, struct err *err)
{
	if (!*claim->fingerprint)
		return err_set(err, FAIL_INVALID,
		    "the signature fits none of the certificates trusted here");
	if (tried == 0)
		return err_set(err, FAIL_INVALID,
		    "signed with a certificate that is not trusted here: its fingerprint is %s",
		    claim->fingerprint);
	return err_set(err, FAIL_INVALID,
	    "the signature was not made with the key of the certificate it names, or was changed");
}

static int find_signer(struct dsig_verify *verifying, const struct dsig_claim *claim,
    const struct dsig_scan *scan, struct err *err)
{
	size_t tried = 0;

	for (size_t i = 0; i < verifying->count; i++) {
		const struct dsig_candidate *candidate = &verifying->candidate[i];
		bool fits;
		int rc;

		if (*claim->fingerprint && strcmp(candidate->fingerprint, claim->fingerprint) != 0)
			continue;
		tried++;
		rc = try_one(&fits, verifying, candidate, claim, scan, err);
		if (rc < 0)
			return rc;
		if (fits) {
			verifying->answer.signer = (int)i;
			return OK;
		}
	}
	return nobody(claim, tried, err);
}

/* Said last: what else is wrong says more. */
static int check_form(const struct dsig_scan *scan, struct err *err)
{
	if (scan->form.code < 0 && err)
		*err = scan->form;
	return scan->form.code;
}

int dsig_verify(struct dsig_verify *verifying, struct err *err)
{
	struct dsig_scan scan;
	struct dsig_claim claim;
	int rc = dsig_scan(&scan, verifying->path, err);

	verifying->answer.signer = DSIG_NOBODY;
	if (rc < 0)
		return rc;
	memcpy(verifying->answer.file, scan.file, sizeof(scan.file));
	memcpy(verifying->answer.root, scan.root, sizeof(scan.root));
	if (!scan.signature)
		return OK;
	rc = dsig_start(err);
	if (rc == OK)
		rc = dsig_claim_read(&claim, scan.signature, verifying->arena, err);
	if (rc == OK && strcmp(claim.digest, scan.digest) != 0)
		rc = err_set(err, FAIL_INVALID,
		    "the content has been changed since it was signed");
	if (rc == OK)
		rc = find_signer(verifying, &claim, &scan, err);
	if (rc == OK)
		rc = check_form(&scan, err);
	dsig_scan_release(&scan);
	return rc;
}

static int verify(void *context, struct err *err)
{
	return dsig_verify(context, err);
}

/* Below 0 every message begins with the file. */
static int run(struct exchange_seal *out, struct dsig_verify *verifying, struct err *err)
{
	const struct dsig_answer *answer = &verifying->answer;
	const struct dsig_candidate *signer;
	struct certificate certificate;
	struct err own = { 0 };
	int rc;

	if (!err)
		err = &own;
	*out = (struct exchange_seal){ 0 };
	rc = file_plain(verifying->path, err);
	if (rc < 0)
		return rc;
	rc = child_answer(verify, verifying, &verifying->answer, sizeof(verifying->answer),
	    CHILD_MEMORY, CHILD_SECONDS, err);
	verifying->answer.file[HASH_TEXT - 1] = '\0';
	verifying->answer.root[sizeof(answer->root) - 1] = '\0';
	if (rc == OK && answer->signer != DSIG_NOBODY &&
	    (answer->signer < 0 || (size_t)answer->signer >= verifying->count))
		rc = err_set(err, FAIL_INVALID, "reading it broke down (signal %d)", 0);
	if (rc == OK && answer->signer != DSIG_NOBODY) {
		signer = &verifying->candidate[answer->signer];
		rc = certificate_read(&certificate, signer->pem, strlen(signer->pem),
		    verifying->arena, err);
		if (rc == OK)
			*out = (struct exchange_seal){ .is_signed = true,
				.fingerprint = certificate.fingerprint,
				.subject = certificate.subject,
				.until = certificate.until,
				.agency = signer->agency };
	}
	if (rc < 0)
		return strstr(err->text, verifying->path) ? rc :
		    err_at(err, rc, "%s", verifying->path);
	memcpy(out->file_sha256, answer->file, sizeof(answer->file));
	memcpy(out->root, answer->root, sizeof(answer->root));
	return OK;
}

int exchange_verify_file(struct exchange_seal *out, struct app *app, const char *path,
    struct arena *arena, struct err *err)
{
	struct dsig_verify verifying = { .path = path, .today = app_today(app), .arena = arena };
	struct dsig_candidate *candidate = NULL;
	struct node *first = NULL;
	size_t room = 0;
	int rc = app_trust_list(&first, app, arena, err);

	/* before the second process: it must not touch the database */
	for (; rc == OK && first; first = first->next) {
		if (node_is(first, "active", "no"))
			continue;
		candidate = arena_grow(arena, candidate, verifying.count, &room,
		    sizeof(*candidate));
		candidate[verifying.count++] = (struct dsig_candidate){ node_text(first, "pem"),
			node_text(first, "fingerprint"), node_get(first, "agency") };
	}
	verifying.candidate = candidate;
	return rc < 0 ? rc : run(out, &verifying, err);
}

int exchange_verify_with(struct exchange_seal *out, const char *path,
    const struct certificate *certificate, const char *today, struct arena *arena, struct err *err)
{
	struct dsig_candidate candidate = { 0 };
	struct dsig_verify verifying = { .path = path, .today = today, .candidate = &candidate,
		.arena = arena };

	if (certificate) {
		candidate.pem = certificate->pem;
		candidate.fingerprint = certificate->fingerprint;
		verifying.count = 1;
	}
	return run(out, &verifying, err);
}

int exchange_check_file(char sha256[HASH_TEXT], const char *path, struct err *err)
{
	struct read_first first;
	int rc = read_first(&first, path, err);

	if (rc == OK)
		memcpy(sha256, first.sha256, HASH_TEXT);
	return rc;
}
