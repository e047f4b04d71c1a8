/*
 * named.c - records that others name by their code: they stay while somebody names them.
 */
#include <string.h>

#include "app_priv.h"

/* The first record in a tree, other than `but`, that names this code in this field. */
static const struct node *first_naming(
    const struct node *tree, const char *field, const char *code, const struct node *but)
{
	const struct node *found = NULL;
	bool has = shape_field(tree->shape, field) >= 0;

	if (has && strcmp(tree->shape->name, field) != 0 && node_is(tree, field, code) &&
	    (!but->id || !tree->id || strcmp(tree->id, but->id) != 0))
		return tree;
	for (size_t i = 0; !found && i < tree->shape->child_count; i++)
		for (const struct node *child = tree->children[i].first; !found && child;
		     child = child->next)
			found = first_naming(child, field, code, but);
	return found;
}

int named_check(struct app *app, const struct node *node, const struct spot *spot,
    struct arena *arena, struct err *err)
{
	static const char *const years[] = { "system", NULL };
	const char *shape = node->shape->name;
	bool is_system = strcmp(shape, "system") == 0;
	const struct node *naming;
	struct node *tree;
	int rc;

	if (!is_system && strcmp(shape, "asset") != 0 && strcmp(shape, "zone") != 0 &&
	    strcmp(shape, "component") != 0)
		return OK;
	tree = record_copy(is_system ? spot->agency : spot->system, arena);
	rc = store_load(tree, app->store, is_system ? years : NULL, arena, err);
	if (rc < 0)
		return rc;
	naming = first_naming(tree, shape, node_get(node, "code"), node);
	if (!naming)
		return OK;
	return err_set(err, FAIL_INVALID,
	    "%s '%s' is still named by %s '%s': change or remove that first",
	    tr(node->shape->label), node_get(node, "code"), tr(naming->shape->label),
	    node_text(naming, naming->shape->field[0].name));
}
