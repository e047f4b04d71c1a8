/*
 * basis.c - what text an answer is about, so that a year later, or under a new pack, one can tell
 * whether the same is still asked.
 */
#include <string.h>

#include "app_priv.h"

static void add_part(struct hash *hash, const char *text)
{
	struct buffer length = { 0 };

	/* the length in front keeps ("ab","c") and ("a","bc") apart */
	text = text ? text : "";
	buffer_print(&length, "%zu:", strlen(text));
	hash_add(hash, length.text, length.length);
	hash_add(hash, text, strlen(text));
	buffer_release(&length);
}

/* Vietnamese is what binds; a better English wording asks nothing new. */
void item_basis(char out[BASIS_TEXT], const struct check_item *item)
{
	struct hash *hash = hash_new();
	char whole[HASH_TEXT];

	add_part(hash, item->requirement->id);
	add_part(hash, item->requirement->name.vi);
	add_part(hash, item->demand->text.vi);
	add_part(
	    hash, item->strict == YES && item->strict_form ? item->strict_form->text.vi : NULL);
	hash_end(hash, whole);
	memcpy(out, whole, BASIS_TEXT - 1);
	out[BASIS_TEXT - 1] = '\0';
}

/* Only what a checklist is made of: this stands in the way of every answer. */
static int load_grounds(
    struct node *system, struct app *app, const char *year, struct arena *arena, struct err *err)
{
	struct node *decision = NULL;
	int rc = store_list(
	    NULL, app->store, model_shape("fact"), system->id, system, arena, err);

	if (rc == OK)
		rc = store_list(
		    NULL, app->store, model_shape("decision"), system->id, system, arena, err);
	if (rc == OK)
		decision = decision_of(system, year);
	return rc == OK && decision ? store_load(decision, app->store, NULL, arena, err) : rc;
}

int finding_basis(char out[BASIS_TEXT], struct app *app, const struct spot *spot,
    const char *requirement, struct arena *arena, struct err *err)
{
	const struct pack *pack = packs_find(app->packs, node_get(spot->assessment, "pack"));
	const struct requirement *asked = pack && requirement ? pack_requirement(pack, requirement)
							      : NULL;
	struct node *system = record_copy(spot->system, arena);
	struct check_item *item = NULL;
	int64_t level = node_int(spot->assessment, "level", 0);
	size_t count = 0;
	int rc;

	out[0] = '\0';
	if (!asked || level < 1 || level > 5 || !asked->at[level])
		return OK;
	rc = load_grounds(system, app, node_get(spot->assessment, "year"), arena, err);
	if (rc == OK)
		rc = checklist_of(&item, &count, app, pack, system, spot->assessment, arena, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < count; i++)
		if (item[i].requirement == asked)
			item_basis(out, &item[i]);
	/* answered although it does not apply today */
	if (!*out)
		item_basis(out, &(struct check_item){ .requirement = asked,
		    .demand = asked->at[level], .strict = NO });
	return OK;
}
