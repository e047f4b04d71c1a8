/*
 * The agency's side: what is signed off gets its number once, what is taken back gets the next, and a file that
 * could not be written has never been handed in. And the certificates trusted here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "capdo/app.h"
#include "capdo/exchange.h"
#include "scratch.h"

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	struct app *app;
	/* what the writer saw, and what it does */
	int64_t number;
	const char *state, *shown_number;
	int result;
};

#define MUST(call) \
	do { \
		struct err must_err = { 0 }; \
		struct err *e = &must_err; \
		if ((call) < 0) \
			fail_msg("%s: %s", #call, must_err.text); \
	} while (0)

static void open_as(struct fixture *f, enum app_mode mode, const char *person)
{
	struct app_options o = { .path = scratch_path(&f->scratch, "a.db"), .person = person, .mode = mode,
		.today = day_from_ymd(2026, 11, 22) };

	app_close(f->app);
	f->app = NULL;
	MUST(app_open(&f->app, &o, e));
}

static void put(struct fixture *f, const char *shape, struct place place, const char *field, const char *text)
{
	const struct value value[] = { { field, text } };

	MUST(app_put(NULL, f->app, model_shape(shape), &place, value, 1, false, f->arena, e));
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	lang_use(LANG_EN);
	scratch_make(&f->scratch);
	f->arena = arena_new();
	open_as(f, APP_CREATE, "an");
	put(f, "agency", (struct place){ .key = { "SM" } }, "name", "Sở Mẫu");
	put(f, "year", (struct place){ .agency = "SM", .key = { "2026" } }, "note", "Dữ liệu mẫu");
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	app_close(f->app);
	arena_free(f->arena);
	scratch_remove(&f->scratch);
	free(f);
	return 0;
}

static int write_nothing(void *context, const struct agency_view *view, struct hand_in *hand_in, struct err *err)
{
	struct fixture *f = context;
	const struct node *year = node_first(view->node, "year");

	f->number = hand_in->number;
	f->state = node_get(year, "state");
	f->shown_number = node_get(year, "snapshot");
	exchange_hash(hand_in->sha256, view->node);
	hand_in->file = "SM-2026.xml";
	return f->result < 0 ? err_set(err, f->result, "the disk is full") : OK;
}

static int hand_in(struct fixture *f, struct node **row, struct err *err)
{
	return app_hand_in(row, f->app, "SM", "2026", write_nothing, f, f->arena, err);
}

static struct node *year_of(struct fixture *f)
{
	const struct place place = { .agency = "SM", .key = { "2026" } };
	struct node *year;

	MUST(app_get(&year, f->app, model_shape("year"), &place, f->arena, e));
	return year;
}

/* An agency without systems and officer does not pass the rules; here only the state counts. */
static void sign_off(struct fixture *f)
{
	struct err err = { 0 };

	if (app_sign(f->app, "SM", "2026", &err) == OK)
		return;
	fail_msg("%s", err.text);
}

/* ---- numbers ----------------------------------------------------------------------------------- */

static void a_draft_has_no_number(void **state)
{
	struct fixture *f = *state;
	struct err err = { 0 };
	bool open = true;

	assert_int_equal(hand_in(f, NULL, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "not signed off"));
	assert_int_equal(f->number, 0);
	MUST(app_hand_in_open(&open, f->app, "SM", "2026", e));
	assert_false(open);
}

static void the_file_shows_the_year_as_handed_in_with_its_number(void **state)
{
	struct fixture *f = *state;
	struct node *row;

	sign_off(f);
	MUST(hand_in(f, &row, e));
	assert_int_equal(f->number, 1);
	assert_string_equal(f->state, "submitted");
	assert_string_equal(f->shown_number, "1");
	assert_string_equal(node_get(row, "way"), "out");
	assert_string_equal(node_get(row, "file"), "SM-2026.xml");
	assert_true(node_is(year_of(f), "state", "submitted"));
}

static void a_file_that_cannot_be_written_hands_nothing_in(void **state)
{
	struct fixture *f = *state;
	struct err err = { 0 };
	int64_t before, after;

	sign_off(f);
	MUST(app_verify(f->app, &before, e));
	f->result = FAIL_ENV;
	assert_int_equal(hand_in(f, NULL, &err), FAIL_ENV);
	assert_string_equal(err.text, "the disk is full");
	assert_true(node_is(year_of(f), "state", "signed-off"));
	assert_null(node_get(year_of(f), "snapshot"));
	MUST(app_verify(f->app, &after, e));
	assert_int_equal(before, after);
	f->result = OK;
	MUST(hand_in(f, NULL, e));
	assert_int_equal(f->number, 1);
}

static void the_same_again_keeps_its_number(void **state)
{
	struct fixture *f = *state;
	struct node *first, *second;
	bool open = false;

	sign_off(f);
	MUST(hand_in(f, &first, e));
	MUST(app_hand_in_open(&open, f->app, "SM", "2026", e));
	assert_true(open);
	MUST(hand_in(f, &second, e));
	assert_int_equal(f->number, 1);
	assert_string_equal(first->id, second->id);
	assert_string_equal(node_get(first, "sha256"), node_get(second, "sha256"));
}

static void what_was_changed_since_is_not_handed_in_under_the_old_number(void **state)
{
	struct fixture *f = *state;
	struct err err = { 0 };

	sign_off(f);
	MUST(hand_in(f, NULL, e));
	put(f, "agency", (struct place){ .key = { "SM" } }, "phone", "0262 000 000");
	assert_int_equal(hand_in(f, NULL, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "was changed since"));
}

static void what_is_taken_back_and_signed_again_gets_the_next_number(void **state)
{
	struct fixture *f = *state;
	struct node *row;
	struct err err = { 0 };

	assert_int_equal(app_withdraw(f->app, "SM", "2026", &err), FAIL_INVALID);
	sign_off(f);
	MUST(app_withdraw(f->app, "SM", "2026", e));
	assert_true(node_is(year_of(f), "state", "draft"));
	assert_null(node_get(year_of(f), "signed-by"));
	sign_off(f);
	MUST(hand_in(f, &row, e));
	MUST(app_withdraw(f->app, "SM", "2026", e));
	sign_off(f);
	MUST(hand_in(f, &row, e));
	assert_int_equal(f->number, 2);
	assert_string_equal(node_get(row, "number"), "2");
	assert_true(node_int(row, "audit-from", 0) > 1);
	assert_true(node_int(row, "audit-to", 0) >= node_int(row, "audit-from", 0));
}

static void only_those_who_may_sign_hand_in_and_take_back(void **state)
{
	static const struct {
		const char *role;
		bool may;
	} cases[] = { { "assessor", false }, { "viewer", false }, { "reviewer", false }, { "approver", false },
		{ "head", true } };
	struct fixture *f = *state;
	struct err err;
	bool open;

	sign_off(f);
	MUST(hand_in(f, NULL, e));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct value value[] = { { "name", "Mẫu" }, { "role", cases[i].role } };
		const struct place place = { .key = { cases[i].role } };

		MUST(app_put(NULL, f->app, model_shape("account"), &place, value, 2, true, f->arena, e));
		open_as(f, APP_WRITE, cases[i].role);
		MUST(app_hand_in_open(&open, f->app, "SM", "2026", e));
		assert_int_equal(open, cases[i].may);
		assert_int_equal(hand_in(f, NULL, &err), cases[i].may ? OK : FAIL_DENIED);
		assert_int_equal(app_withdraw(f->app, "SM", "2026", &err), cases[i].may ? OK : FAIL_DENIED);
		open_as(f, APP_WRITE, "an");
	}
}

/* ---- certificates ------------------------------------------------------------------------------ */

static const char *new_certificate(struct fixture *f, EVP_PKEY *key, const char *from, const char *until)
{
	X509 *x509 = X509_new();
	BIO *out = BIO_new(BIO_s_mem());
	char *data;
	long length;
	const char *pem;

	X509_set_version(x509, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(x509), 7);
	ASN1_TIME_set_string(X509_getm_notBefore(x509), from);
	ASN1_TIME_set_string(X509_getm_notAfter(x509), until);
	X509_NAME_add_entry_by_txt(X509_get_subject_name(x509), "CN", MBSTRING_UTF8, (const unsigned char *)"Mẫu", -1,
	    -1, 0);
	X509_set_issuer_name(x509, X509_get_subject_name(x509));
	X509_set_pubkey(x509, key);
	assert_true(X509_sign(x509, key, EVP_sha256()) > 0);
	PEM_write_bio_X509(out, x509);
	length = BIO_get_mem_data(out, &data);
	pem = arena_copy_n(f->arena, data, (size_t)length);
	BIO_free(out);
	X509_free(x509);
	EVP_PKEY_free(key);
	return pem;
}

static int trust(struct fixture *f, const char *code, const char *pem, struct err *err)
{
	return app_trust_add(NULL, f->app, code, "SM", pem, strlen(pem), f->arena, err);
}

static void only_good_certificates_are_trusted(void **state)
{
	struct fixture *f = *state;
	const char *from = "20260101000000Z", *until = "20291231235959Z";
	const struct {
		const char *pem, *reason;
	} cases[] = {
		{ new_certificate(f, EVP_RSA_gen(1024), from, until), "1024 bits" },
		{ new_certificate(f, EVP_EC_gen("P-224"), from, until), "224 bits" },
		{ new_certificate(f, EVP_EC_gen("P-256"), from, "20261121235959Z"), "had expired" },
		{ new_certificate(f, EVP_EC_gen("P-256"), "20261123000000Z", until), "not yet valid" },
		{ "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "not an X.509" },
		{ "", "not an X.509" },
	};
	struct node *first;
	struct err err;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(trust(f, "x", cases[i].pem, &err), FAIL_INVALID);
		if (!strstr(err.text, cases[i].reason))
			fail_msg("'%s' does not say '%s'", err.text, cases[i].reason);
	}
	MUST(app_trust_list(&first, f->app, f->arena, e));
	assert_null(first);
}

static void a_certificate_is_trusted_under_one_code_until_it_is_removed(void **state)
{
	struct fixture *f = *state;
	const char *pem = new_certificate(f, EVP_EC_gen("P-384"), "20260101000000Z", "20291231235959Z");
	struct node *first;
	struct err err;

	MUST(trust(f, "one", pem, e));
	assert_int_equal(trust(f, "two", pem, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "trusted already, as 'one'"));
	pem = new_certificate(f, EVP_EC_gen("P-384"), "20260101000000Z", "20291231235959Z");
	assert_int_equal(trust(f, "one", pem, &err), FAIL_INVALID);
	MUST(app_trust_list(&first, f->app, f->arena, e));
	assert_null(first->next);
	assert_string_equal(node_get(first, "agency"), "SM");
	assert_int_equal(strlen(node_get(first, "fingerprint")), 64);
	MUST(app_trust_remove(f->app, "one", e));
	assert_int_equal(app_trust_remove(f->app, "one", &err), FAIL_NOT_FOUND);
	MUST(app_trust_list(&first, f->app, f->arena, e));
	assert_null(first);
	MUST(app_verify(f->app, NULL, e));
}

static void only_an_administrator_says_whom_to_trust(void **state)
{
	static const char *const roles[] = { "assessor", "head", "reviewer", "approver", "viewer" };
	struct fixture *f = *state;
	const char *pem = new_certificate(f, EVP_EC_gen("P-256"), "20260101000000Z", "20291231235959Z");
	struct node *first;

	MUST(trust(f, "one", pem, e));
	pem = new_certificate(f, EVP_EC_gen("P-256"), "20260101000000Z", "20291231235959Z");
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		const struct value value[] = { { "name", "Mẫu" }, { "role", roles[i] }, { "agency", "SM" } };
		const struct place place = { .key = { roles[i] } };

		MUST(app_put(NULL, f->app, model_shape("account"), &place, value, 3, true, f->arena, e));
		open_as(f, APP_WRITE, roles[i]);
		assert_int_equal(trust(f, "two", pem, NULL), FAIL_DENIED);
		assert_int_equal(app_trust_remove(f->app, "one", NULL), FAIL_DENIED);
		/* whom one trusts is no secret */
		MUST(app_trust_list(&first, f->app, f->arena, e));
		assert_non_null(first);
		open_as(f, APP_WRITE, "an");
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_draft_has_no_number),
		TEST(the_file_shows_the_year_as_handed_in_with_its_number),
		TEST(a_file_that_cannot_be_written_hands_nothing_in),
		TEST(the_same_again_keeps_its_number),
		TEST(what_was_changed_since_is_not_handed_in_under_the_old_number),
		TEST(what_is_taken_back_and_signed_again_gets_the_next_number),
		TEST(only_those_who_may_sign_hand_in_and_take_back),
		TEST(only_good_certificates_are_trusted),
		TEST(a_certificate_is_trusted_under_one_code_until_it_is_removed),
		TEST(only_an_administrator_says_whom_to_trust),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
