/*
 * review_words.c - what a comment is about: found by its names, and said in words.
 */
#include <string.h>

#include "review_priv.h"

static bool is(const char *about, const char *shape)
{
	return strcmp(about, shape) == 0;
}

/* Is it named by more than its year and its system? */
static bool has_key(const char *about)
{
	return !is(about, "agency") && !is(about, "year") && !is(about, "system") &&
	    !is(about, "assessment");
}

struct subject review_subject(const struct node *comment)
{
	return (struct subject){ .about = node_text(comment, "about"),
		.system = node_get(comment, "system"),
		.year = node_get(comment, "year"),
		.key = node_get(comment, "key"),
		.asset = node_get(comment, "asset") };
}

static bool same_text(const char *one, const char *two)
{
	return strcmp(one ? one : "", two ? two : "") == 0;
}

bool review_same(const struct subject *one, const struct subject *two)
{
	return is(one->about, two->about) && same_text(one->system, two->system) &&
	    same_text(one->year, two->year) && same_text(one->key, two->key) &&
	    same_text(one->asset, two->asset);
}

/* ---- found ---------------------------------------------------------------------------------- */

static void fill_key(const char *key[3], const struct subject *subject)
{
	if (is(subject->about, "year") || is(subject->about, "assessment"))
		key[0] = subject->year;
	else if (is(subject->about, "system"))
		key[0] = subject->system;
	else if (is(subject->about, "fact")) {
		key[0] = subject->asset;
		key[1] = subject->key;
	} else {
		key[0] = subject->key;
		key[1] = is(subject->about, "finding") ? subject->asset : NULL;
	}
}

static int check_subject(const struct shape *shape, const struct subject *subject, struct err *err)
{
	const char *label = tr(shape->label);

	if (has_key(subject->about) && !subject->key)
		return err_set(err, FAIL_INVALID, "%s: say which one (KEY)", label);
	if (!has_key(subject->about) && subject->key)
		return err_set(err, FAIL_INVALID, "%s: '%s' names nothing there", label,
		    subject->key);
	if (subject->asset && !is(subject->about, "finding") && !is(subject->about, "fact"))
		return err_set(err, FAIL_INVALID, "%s: '%s' names nothing there", label,
		    subject->asset);
	if (!subject->system && (is(subject->about, "system")))
		return err_set(err, FAIL_INVALID, "name the system by its code");
	return OK;
}

int review_record(struct node **out, struct spot *spot, struct app *app, const char *agency,
    const struct subject *subject, struct arena *arena, struct err *err)
{
	const struct place place = {
		.agency = agency, .system = subject->system, .year = subject->year
	};
	const struct shape *shape = model_shape(subject->about);
	const char *key[3] = { NULL };
	struct spot around;
	int rc;

	*out = NULL;
	if (!shape)
		return err_set(err, FAIL_INVALID, "there are no records '%s'", subject->about);
	rc = check_subject(shape, subject, err);
	if (rc < 0)
		return rc;
	if (shape == model_root())
		return review_agency(out, app, agency, RIGHT_READ, arena, err);
	rc = spot_find(&around, app, shape, &place, arena, err);
	if (rc < 0)
		return rc;
	if (spot)
		*spot = around;
	fill_key(key, subject);
	return store_find(out, app->store, shape, around.parent, key, arena, err);
}

/* ---- said ----------------------------------------------------------------------------------- */

/* What a pack calls a question, and which place it has there. */
struct name {
	const char *text;               /* NULL: no pack knows it */
	size_t order;
};

static bool name_in(struct name *out, const struct pack *pack, const char *about, const char *key)
{
	const struct requirement *requirement;
	const struct scenario *scenario;
	const struct obligation *obligation;
	const struct fact *fact;

	if (is(about, "finding") && (requirement = pack_requirement(pack, key)))
		*out = (struct name){ words_now(&requirement->name), requirement->index + 1 };
	else if (is(about, "fact") && (fact = pack_fact(pack, key)))
		*out = (struct name){ words_now(&fact->question), fact->index + 1 };
	else if (is(about, "obligation") && (obligation = pack_obligation(pack, key)))
		*out = (struct name){ words_now(&obligation->name),
			(size_t)(obligation - pack->obligation) + 1 };
	else if ((is(about, "rating") || is(about, "plan")) &&
	    (scenario = pack_scenario(pack, key)))
		*out = (struct name){ words_now(&scenario->name), scenario->index + 1 };
	return out->text != NULL;
}

/* The pack in force comes first: others may use the same ids. */
static struct name name_of(struct app *app, const char *about, const char *key)
{
	static const enum pack_kind kinds[] = { PACK_REQUIREMENTS, PACK_REGULATION, PACK_THREATS,
		PACK_OBLIGATIONS };
	struct name name = { 0 };

	for (size_t i = 0; key && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const struct pack *pack = packs_in_force(app->packs, kinds[i], app->today);

		if (pack && name_in(&name, pack, about, key))
			return name;
	}
	for (size_t i = 0; key && i < packs_count(app->packs); i++)
		if (name_in(&name, packs_at(app->packs, i), about, key))
			return name;
	return name;
}

size_t review_order(struct app *app, const char *about, const char *key)
{
	return name_of(app, about, key).order;
}

const char *review_words(struct app *app, const char *about, const char *key, const char *asset,
    struct arena *arena)
{
	const struct shape *shape = model_shape(about);
	struct name name = name_of(app, about, key);
	const char *text = shape ? tr(shape->label) : about;

	if (name.text)
		text = arena_print(arena, "%s %s", key, name.text);
	else if (key)
		text = arena_print(arena, "%s %s", text, key);
	return asset ? arena_print(arena, "%s (%s)", text, asset) : text;
}

const char *app_words(struct app *app, const struct node *record, struct arena *arena)
{
	const char *shape = record->shape->name;
	const char *key[3] = { NULL };
	const char *words;
	size_t count = 0;
	int title = shape_field(record->shape, "title");

	for (size_t i = 0; i < record->shape->field_count && count < 3; i++)
		if (record->shape->field[i].flags & KEY)
			key[count++] = record->value[i];
	if (is(shape, "fact"))
		return review_words(app, shape, key[1], key[0], arena);
	words = review_words(app, shape, key[0], key[1], arena);
	title = title < 0 ? shape_field(record->shape, "name") : title;
	return title >= 0 && record->value[title]
	    ? arena_print(arena, "%s %s", words, record->value[title]) : words;
}
