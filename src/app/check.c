/*
 * check.c - what a shape cannot say of a record: ids that must exist in a pack or beside the
 * record, fields that belong together. The same checks stand before typing and before merging a
 * file.
 */
#include <stdio.h>
#include <string.h>

#include "app_priv.h"

static const struct pack *pack_named(struct app *app, const struct node *node, const char *field,
    enum pack_kind kind)
{
	const char *id = node ? node_get(node, field) : NULL;
	const struct pack *pack = id ? packs_find(app->packs, id)
				     : packs_in_force(app->packs, kind, app->today);
	char version[64];

	if (!id || !pack)
		return pack;
	/* only the very version knows what it asked: an old year may have been asked otherwise */
	snprintf(version, sizeof(version), "%s-version", field);
	if (node_get(node, version) && !node_is(node, version, pack->version))
		return NULL;
	return pack;
}

static bool is_known_requirement(struct app *app, const struct node *assessment, const char *id)
{
	const struct pack *pack = pack_named(app, assessment, "pack", PACK_REQUIREMENTS);

	if (assessment)
		return !pack || pack_requirement(pack, id);
	for (size_t i = 0; i < packs_count(app->packs); i++)
		if (pack_requirement(packs_at(app->packs, i), id))
			return true;
	return false;
}

static const struct scenario *known_scenario(struct app *app, const char *id)
{
	const struct scenario *scenario = NULL;

	for (size_t i = 0; !scenario && i < packs_count(app->packs); i++)
		scenario = pack_scenario(packs_at(app->packs, i), id);
	return scenario;
}

static int check_ids(
    struct app *app, const struct node *node, const struct spot *spot, struct err *err)
{
	const struct shape *shape = node->shape;
	int at = shape_field(shape, "requirement");

	if (at >= 0 && node->value[at] &&
	    !is_known_requirement(app, spot->assessment, node->value[at]))
		return err_set(
		    err, FAIL_INVALID, "no checklist has a requirement '%s'", node->value[at]);
	at = shape_field(shape, "scenario");
	if (at >= 0 && node->value[at] && !known_scenario(app, node->value[at]))
		return err_set(
		    err, FAIL_INVALID, "no threats pack has a scenario '%s'", node->value[at]);
	return OK;
}

static int check_fact(
    struct app *app, const struct node *node, struct arena *arena, struct err *err)
{
	for (size_t i = 0; i < packs_count(app->packs); i++) {
		const struct pack *pack = packs_at(app->packs, i);

		if (pack_fact(pack, node_get(node, "fact")))
			return facts_set(facts_new(pack, arena), node_get(node, "fact"),
			    node_text(node, "value"), err);
	}
	return err_set(err, FAIL_INVALID, "no pack asks a question '%s'", node_get(node, "fact"));
}

static int check_obligation(
    struct app *app, const struct node *node, const struct spot *spot, struct err *err)
{
	const struct pack *pack = pack_named(app, spot->year, "obligations", PACK_OBLIGATIONS);

	if (pack && !pack_obligation(pack, node_get(node, "obligation")))
		return err_set(err, FAIL_INVALID, "pack '%s' has no obligation '%s'", pack->id,
		    node_get(node, "obligation"));
	return OK;
}

/* The options of a question as "a, b, c". */
static char *options_text(const struct question *question, struct arena *arena)
{
	char *text = arena_copy(arena, "");

	for (size_t i = 0; i < question->option_count; i++)
		text = arena_print(arena, "%s%s%s", text, i ? ", " : "", question->option[i].id);
	return text;
}

static int check_answer(struct app *app, const struct node *node, const struct spot *spot,
    struct arena *arena, struct err *err)
{
	const struct pack *pack = pack_named(app, spot->assessment, "threats", PACK_THREATS);
	const struct question *question = pack ? pack_question(pack, node_get(node, "question"))
					       : NULL;

	if (pack && !question)
		return err_set(err, FAIL_INVALID, "pack '%s' has no question '%s'", pack->id,
		    node_get(node, "question"));
	if (question && !question_option(question, node_get(node, "value")))
		return err_set(err, FAIL_INVALID,
		    "question '%s': '%s' is not an answer; expected one of: %s", question->id,
		    node_get(node, "value"), options_text(question, arena));
	return OK;
}

static int check_finding(
    struct app *app, const struct node *node, const struct spot *spot, struct err *err)
{
	const struct pack *pack = pack_named(app, spot->assessment, "pack", PACK_REQUIREMENTS);
	const struct requirement *requirement = pack
	    ? pack_requirement(pack, node_get(node, "requirement"))
	    : NULL;
	int64_t level = spot->assessment ? node_int(spot->assessment, "level", 0) : 0;

	if (node_is(node, "status", "n-a") && !node_get(node, "reason"))
		return err_set(err, FAIL_INVALID, "'%s' is called not applicable: say why (reason)",
		    node_get(node, "requirement"));
	if (requirement && level >= 1 && level <= 5 && !requirement->at[level])
		return err_set(err, FAIL_INVALID, "level %d does not demand '%s'", (int)level,
		    requirement->id);
	return OK;
}

size_t beside_key(char out[BESIDE_KEY], const char *shape, const char *code)
{
	int length = snprintf(out, BESIDE_KEY, "%s:%s", shape, code);

	return length > 0 ? (size_t)length : 0;
}

static bool is_beside(const struct marks *beside, const char *shape, const char *code)
{
	char key[BESIDE_KEY];
	size_t length = beside_key(key, shape, code);

	return marks_has(beside, key, length);
}

/* A code that must be beside the record: an asset's component and zone, an action's asset. */
static int check_beside(struct app *app, const struct node *node, const struct spot *spot,
    const char *field, const char *shape, struct arena *arena, struct err *err)
{
	const char *const key[] = { node_get(node, field) };
	struct node *found;
	int rc;

	if (!key[0] || !spot->system || !spot->system->id)
		return OK;
	if (spot->beside && is_beside(spot->beside, shape, key[0]))
		return OK;
	rc = store_find(&found, app->store, model_shape(shape), spot->system->id, key, arena, err);
	if (rc == OK && !found)
		rc = err_set(err, FAIL_INVALID, "system '%s' has no %s '%s'",
		    node_get(spot->system, "code"), tr(model_shape(shape)->label), key[0]);
	return rc;
}

/* In a file the system of an incident comes after it: then its end tells (store_stray_incident). */
static int check_incident(struct app *app, const struct node *node, const struct spot *spot,
    struct arena *arena, struct err *err)
{
	const char *const key[] = { node_get(node, "system") };
	struct node *found;
	int rc;

	if (!key[0] || !spot->agency || !spot->agency->id)
		return OK;
	rc = store_find(
	    &found, app->store, model_shape("system"), spot->agency->id, key, arena, err);
	if (rc == OK && !found && !spot->coming)
		rc = err_set(err, FAIL_INVALID, "agency '%s' has no system '%s'",
		    node_get(spot->agency, "code"), key[0]);
	return rc == OK && found ? spot_open(app, found, arena, err) : rc;
}

/* The specialised unit, by its agency code. */
static int check_department(struct app *app, const char *const value[], struct arena *arena,
    struct err *err)
{
	struct node *agency;
	int rc = store_find(&agency, app->store, model_root(), NULL, value, arena, err);

	if (rc == OK && !agency)
		rc = err_set(err, FAIL_NOT_FOUND, "there is no agency '%s'", value[0]);
	return rc;
}

static int check_setting(
    struct app *app, const struct node *node, struct arena *arena, struct err *err)
{
	const char *const value[] = { node_get(node, "value") };
	bool person = node_is(node, "name", "person");
	struct node *account;
	int64_t limit;
	int rc = OK;

	if (!person && !node_is(node, "name", "attachment-limit") &&
	    !node_is(node, "name", "department") && !node_is(node, "name", "require-signature"))
		return err_set(err, FAIL_INVALID, "there is no setting '%s'; expected one of: %s",
		    node_get(node, "name"),
		    "person, attachment-limit, department, require-signature");
	if (!value[0])
		return OK;
	if (node_is(node, "name", "require-signature"))
		return node_is(node, "value", "yes") || node_is(node, "value", "no") ? OK
		    : err_set(err, FAIL_INVALID, "%s: '%s' is not %s", "require-signature",
			  value[0], _("yes or no"));
	if (node_is(node, "name", "department"))
		return check_department(app, value, arena, err);
	if (!person) {
		rc = text_to_int(&limit, value[0], err);
		if (rc == OK && limit < 0)
			rc = err_set(err, FAIL_INVALID, "'%s' is less than 0", value[0]);
		return rc < 0 ? err_at(err, rc, "%s", "attachment-limit") : OK;
	}
	rc = store_find(&account, app->store, model_shape("account"), NULL, value, arena, err);
	if (rc == OK && (!account || node_is(account, "active", "no")))
		rc = err_set(err, FAIL_INVALID, "there is no active user '%s' here", value[0]);
	return rc;
}

/* A regulation that is not here may be a newer one from elsewhere: a rule warns of it. What is here
 * and is no regulation is a slip. */
static int check_basis(const struct app *app, const struct node *node, struct err *err)
{
	const char *basis = node_get(node, "approval-basis");
	const struct pack *pack = basis ? packs_find(app->packs, basis) : NULL;

	if (!pack || pack->kind == PACK_REGULATION)
		return OK;
	return err_set(err, FAIL_INVALID,
	    "pack '%s' is no regulation: an approval cannot rest on it", basis);
}

static int check_rating(const struct node *node, struct err *err)
{
	if ((node_get(node, "likelihood") || node_get(node, "impact")) && !node_get(node, "reason"))
		return err_set(err, FAIL_INVALID,
		    "scenario '%s': another value than the suggested one needs a reason",
		    node_get(node, "scenario"));
	return OK;
}

static int check_place(struct app *app, const struct node *node, const struct spot *spot,
    struct arena *arena, struct err *err)
{
	const char *shape = node->shape->name;
	int rc = OK;

	if (strcmp(shape, "asset") == 0) {
		rc = check_beside(app, node, spot, "component", "component", arena, err);
		return rc < 0 ? rc : check_beside(app, node, spot, "zone", "zone", arena, err);
	}
	if (strcmp(shape, "action") == 0 || strcmp(shape, "finding") == 0)
		return check_beside(app, node, spot, "asset", "asset", arena, err);
	if (strcmp(shape, "fact") == 0)
		return check_beside(app, node, spot, "component", "component", arena, err);
	return OK;
}

int record_check(struct app *app, const struct node *node, const struct spot *spot,
    struct arena *arena, struct err *err)
{
	const char *shape = node->shape->name;
	int rc = check_ids(app, node, spot, err);

	if (rc == OK && strcmp(shape, "fact") == 0)
		rc = check_fact(app, node, arena, err);
	else if (rc == OK && strcmp(shape, "obligation") == 0)
		rc = check_obligation(app, node, spot, err);
	else if (rc == OK && strcmp(shape, "answer") == 0)
		rc = check_answer(app, node, spot, arena, err);
	else if (rc == OK && strcmp(shape, "finding") == 0)
		rc = check_finding(app, node, spot, err);
	else if (rc == OK && strcmp(shape, "rating") == 0)
		rc = check_rating(node, err);
	else if (rc == OK && strcmp(shape, "system") == 0)
		rc = check_basis(app, node, err);
	else if (rc == OK && strcmp(shape, "incident") == 0)
		rc = check_incident(app, node, spot, arena, err);
	else if (rc == OK && strcmp(shape, "setting") == 0)
		rc = check_setting(app, node, arena, err);
	else if (rc == OK && strcmp(shape, "task") == 0)
		rc = task_check(app, node, spot->assessment,
		    pack_named(app, spot->assessment, "pack", PACK_REQUIREMENTS), err);
	return rc < 0 ? rc : check_place(app, node, spot, arena, err);
}
