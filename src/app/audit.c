/*
 * audit.c - the audit chain for the faces to show.
 */
#include "app_priv.h"

struct visiting {
	audit_line_visit *visit;
	void *context;
};

static int visit_row(void *context, const struct audit_row *row, struct err *err)
{
	const struct visiting *visiting = context;
	const struct audit_line line = { row->seq, row->at, row->person, row->verb, row->record,
		row->detail };

	return visiting->visit(visiting->context, &line, err);
}

int app_audit(
    struct app *app, int64_t from, audit_line_visit *visit, void *context, struct err *err)
{
	struct visiting visiting = { visit, context };
	int rc = app_allow(app, RIGHT_ACCOUNTS, NULL, err);

	return rc < 0 ? rc : store_audit_each(app->store, from, visit_row, &visiting, err);
}
