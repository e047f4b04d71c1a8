/*
 * rules_text.c - what is wrong, in words: the places of a rule's text filled from the record.
 *
 * Ids that people do not know by heart are followed by their names from the packs.
 */
#include <string.h>

#include "rules_priv.h"

static const char *named(const char *id, const struct words *name, struct arena *arena)
{
	return name && name->vi ? arena_print(arena, "%s (%s)", id, words_now(name)) : id;
}

static const struct words *name_in(
    const struct pack *pack, enum pack_kind kind, const char *id)
{
	const struct requirement *requirement;
	const struct scenario *scenario;
	const struct obligation *obligation;

	if (kind == PACK_REQUIREMENTS) {
		requirement = pack_requirement(pack, id);
		return requirement ? &requirement->name : NULL;
	}
	if (kind == PACK_THREATS) {
		scenario = pack_scenario(pack, id);
		return scenario ? &scenario->name : NULL;
	}
	obligation = pack_obligation(pack, id);
	return obligation ? &obligation->name : NULL;
}

/* "QL-1.1.1 (Name)": from the pack the record rests on, else from any that knows it. */
static const char *from_pack(const struct checking *checking, enum pack_kind kind,
    const struct node *node, const char *id)
{
	const struct pack_set *packs = checking->world.packs;
	const struct pack *pack = rule_pack(packs, kind, node);
	const struct words *name = pack ? name_in(pack, kind, id) : NULL;

	for (size_t i = 0; !name && i < packs_count(packs); i++) {
		if (packs_at(packs, i)->kind == kind)
			name = name_in(packs_at(packs, i), kind, id);
	}
	return named(id, name, checking->arena);
}

static const char *show_field(
    const struct checking *checking, const struct node *node, size_t index)
{
	const struct field *field = &node->shape->field[index];
	const char *value = node->value[index];
	int64_t number;
	char iso[11];
	day date;

	if (!value)
		return _("(not given)");
	if (strcmp(field->name, "requirement") == 0)
		return from_pack(checking, PACK_REQUIREMENTS, node, value);
	if (strcmp(field->name, "scenario") == 0)
		return from_pack(checking, PACK_THREATS, node, value);
	if (strcmp(field->name, "obligation") == 0)
		return from_pack(checking, PACK_OBLIGATIONS, node, value);
	if (field->type == F_ENUM)
		return field_code_label(field, value);
	if (field->type == F_YESNO)
		return strcmp(value, "yes") == 0 ? _("yes") : _("no");
	if (field->type == F_MONEY && text_to_int(&number, value, NULL) == OK)
		return text_group_digits(checking->arena, number);
	if ((field->type == F_DATE || field->type == F_TIME) && rule_day(&date, value)) {
		day_format(iso, date);
		return day_show(checking->arena, iso);
	}
	return value;
}

static const char *show_day(const struct checking *checking, day date)
{
	char iso[11];

	day_format(iso, date);
	return day_show(checking->arena, iso);
}

static const char *missing_text(const struct checking *checking, const struct rule_found *found)
{
	const char *text = "";

	for (size_t i = 0; i < found->missing_count; i++)
		text = arena_print(checking->arena, "%s%s%s", text, i > 0 ? "; " : "",
		    tr(found->missing[i]->label));
	return text;
}

/* What people call a record among its siblings: its first key. */
static const char *key_of(const struct node *node)
{
	for (size_t i = 0; i < node->shape->field_count; i++) {
		if ((node->shape->field[i].flags & KEY) && node->value[i])
			return node->value[i];
	}
	return "";
}

static const char *list_text(const struct checking *checking, const struct rule_found *found)
{
	const char *text = "";
	size_t shown = found->child_count < FOUND_SHOWN ? found->child_count : FOUND_SHOWN;

	for (size_t i = 0; i < shown; i++)
		text = arena_print(checking->arena, "%s%s%s", text, i > 0 ? ", " : "",
		    key_of(found->child[i]));
	return found->child_count > shown ? arena_print(checking->arena, "%s, …", text) : text;
}

static const char *fill(const struct checking *checking, const char *place,
    const struct node *node, const struct rule_found *found)
{
	if (strcmp(place, "missing") == 0)
		return missing_text(checking, found);
	if (strcmp(place, "count") == 0)
		return number_text(checking->arena, (int64_t)found->child_count);
	if (strcmp(place, "list") == 0)
		return list_text(checking, found);
	if (strcmp(place, "detail") == 0)
		return found->detail ? found->detail : "";
	if (strcmp(place, "today") == 0)
		return show_day(checking, checking->world.today);
	if (*place == '^')
		return show_field(checking, node->parent,
		    (size_t)shape_field(node->parent->shape, place + 1));
	if (strcmp(place, "year") == 0 && shape_field(node->shape, "year") < 0)
		return checking->year;
	return show_field(checking, node, (size_t)shape_field(node->shape, place));
}

char *rules_text(const struct checking *checking, const struct words *words,
    const struct node *node, const struct rule_found *found)
{
	const char *at = words_now(words);
	struct buffer text = { 0 };
	char *kept;

	while (*at) {
		size_t plain = strcspn(at, "{");
		size_t length;

		buffer_add_n(&text, at, plain);
		at += plain;
		if (!*at)
			break;
		length = strcspn(++at, "}");
		buffer_add(&text,
		    fill(checking, arena_copy_n(checking->arena, at, length), node, found));
		at += length + 1;
	}
	kept = arena_copy(checking->arena, text.text ? text.text : "");
	buffer_release(&text);
	return kept;
}

char *rules_where(const struct checking *checking, const struct node *node)
{
	const struct shape *shape = node->shape;
	int name = shape_field(shape, "name");
	const char *text = tr(shape->label);
	struct arena *arena = checking->arena;
	bool first = true;

	for (size_t i = 0; i < shape->field_count; i++) {
		if (!(shape->field[i].flags & KEY) || !node->value[i])
			continue;
		text = arena_print(
		    arena, "%s%s%s", text, first ? " " : ", ", show_field(checking, node, i));
		first = false;
	}
	/* the score of the whole has no name of its own */
	if (first && node->parent)
		return rules_where(checking, node->parent);
	if (name < 0)
		name = shape_field(shape, "title");
	if (name < 0 || !node->value[name])
		return arena_copy(arena, text);
	return arena_print(arena, "%s: %s", text, node->value[name]);
}
