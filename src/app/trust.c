/*
 * trust.c - the certificates trusted here: the only keys a signature is held against.
 */
#include <string.h>

#include "app_priv.h"

struct trusting {
	struct app *app;
	struct node *node;
	struct arena *arena;
};

/* One certificate stands under one code, so that a signature names one signer. */
static int add_in_transaction(struct store *store, void *context, struct err *err)
{
	struct trusting *trusting = context;
	struct node *node = trusting->node;
	struct node *first = NULL;
	int rc = store_list(&first, store, node->shape, NULL, NULL, trusting->arena, err);

	for (; rc == OK && first; first = first->next) {
		if (node_is(first, "code", node_get(node, "code")))
			return err_set(err, FAIL_INVALID, "%s '%s' is there already",
			    tr(node->shape->label), node_get(node, "code"));
		if (node_is(first, "fingerprint", node_get(node, "fingerprint")))
			return err_set(err, FAIL_INVALID,
			    "this certificate is trusted already, as '%s'",
			    node_get(first, "code"));
	}
	return rc < 0 ? rc : record_keep(trusting->app, NULL, node, NULL, "trust", trusting->arena,
	    err);
}

int app_trust_add(struct node **out, struct app *app, const char *code, const char *agency,
    const char *data, size_t length, struct arena *arena, struct err *err)
{
	struct trusting trusting = { app, node_new(arena, model_shape("trusted"), NULL), arena };
	struct node *node = trusting.node;
	struct certificate certificate = { 0 };
	int rc = app_allow(app, RIGHT_ACCOUNTS, NULL, err);

	if (rc == OK)
		rc = certificate_read(&certificate, data, length, arena, err);
	if (rc == OK)
		rc = certificate_check(&certificate, app->today, err);
	if (rc == OK)
		rc = node_set(node, "code", code, arena, err);
	if (rc == OK && agency)
		rc = node_set(node, "agency", agency, arena, err);
	if (rc == OK)
		rc = node_set(node, "subject", certificate.subject, arena, err);
	if (rc == OK)
		rc = node_set(node, "pem", certificate.pem, arena, err);
	if (rc < 0)
		return rc;
	node_put(node, "active", "yes");
	node_put(node, "fingerprint", certificate.fingerprint);
	node_put(node, "since", certificate.since);
	node_put(node, "until", certificate.until);
	rc = store_write(app->store, add_in_transaction, &trusting, err);
	if (rc == OK && out)
		*out = node;
	return rc;
}

int app_trust_list(struct node **first, struct app *app, struct arena *arena, struct err *err)
{
	/* an agency, too, must be able to prove what comes back to it */
	int rc = app_allow(app, RIGHT_READ, app->agency, err);

	*first = NULL;
	return rc < 0 ? rc : store_list(first, app->store, model_shape("trusted"), NULL, NULL,
	    arena, err);
}

int app_trust_remove(struct app *app, const char *code, struct err *err)
{
	const struct place place = { .key = { code } };

	return app_remove(app, model_shape("trusted"), &place, true, err);
}
