/*
 * record.c - adds, changes, finds and lists records of any shape.
 *
 * The only file that composes SQL, and only from the names in the shape tables, which are constants
 * of the program; every value is bound. A test holds the tables of the newest migration against the
 * shapes.
 */
#include <stdlib.h>
#include <string.h>

#include "db_priv.h"

static void add_name(struct buffer *sql, const char *name)
{
	size_t start = sql->length;

	buffer_add(sql, name);
	for (char *c = sql->text + start; *c; c++)
		if (*c == '-')
			*c = '_';
}

/* Agencies and systems carry a column for search without marks and case. */
static bool is_searched(const struct shape *shape)
{
	return strcmp(shape->name, "agency") == 0 || strcmp(shape->name, "system") == 0;
}

static void add_columns(struct buffer *sql, const struct shape *shape, const char *suffix)
{
	for (size_t i = 0; i < shape->field_count; i++) {
		buffer_add(sql, ", ");
		add_name(sql, shape->field[i].name);
		buffer_add(sql, suffix);
	}
}

static void add_order(struct buffer *sql, const struct shape *shape, const char *before)
{
	for (size_t i = 0; i < shape->field_count; i++) {
		if (!(shape->field[i].flags & KEY))
			continue;
		buffer_add(sql, before);
		add_name(sql, shape->field[i].name);
		before = ", ";
	}
	buffer_add(sql, before);
	buffer_add(sql, "id");
}

static void compose_add(struct buffer *sql, const struct shape *shape)
{
	size_t count = shape->field_count + (model_parent(shape) ? 1 : 0) +
	    (is_searched(shape) ? 1 : 0);

	buffer_add(sql, "INSERT INTO ");
	add_name(sql, shape->name);
	buffer_add(sql, " (id");
	add_columns(sql, shape, "");
	if (model_parent(shape))
		buffer_add(sql, ", parent");
	if (is_searched(shape))
		buffer_add(sql, ", folded");
	buffer_add(sql, ") VALUES (?");
	for (size_t i = 0; i < count; i++)
		buffer_add(sql, ", ?");
	buffer_add(sql, ")");
}

static void compose_change(struct buffer *sql, const struct shape *shape)
{
	buffer_add(sql, "UPDATE ");
	add_name(sql, shape->name);
	buffer_add(sql, " SET id = ?");
	add_columns(sql, shape, " = ?");
	if (is_searched(shape))
		buffer_add(sql, ", folded = ?");
	buffer_add(sql, " WHERE id = ?");
}

static void compose_read(struct buffer *sql, const struct shape *shape, enum record_statement which)
{
	buffer_add(sql, "SELECT id");
	if (which != RECORD_IDS)
		add_columns(sql, shape, "");
	buffer_add(sql, " FROM ");
	add_name(sql, shape->name);
	if (which == RECORD_GET) {
		buffer_add(sql, " WHERE id = ?");
	} else if (which == RECORD_LIST || which == RECORD_IDS) {
		buffer_add(sql, " WHERE parent = ?");
	} else if (which == RECORD_FIND) {
		const char *before = " WHERE ";

		if (model_parent(shape)) {
			buffer_add(sql, " WHERE parent = ?");
			before = " AND ";
		}
		for (size_t i = 0; i < shape->field_count; i++) {
			if (!(shape->field[i].flags & KEY))
				continue;
			buffer_add(sql, before);
			add_name(sql, shape->field[i].name);
			buffer_add(sql, " = ?");
			before = " AND ";
		}
	}
	if (which == RECORD_LIST || which == RECORD_ALL)
		add_order(sql, shape, " ORDER BY ");
}

static void compose_below(struct buffer *sql, const struct shape *shape)
{
	buffer_add(sql, "SELECT id");
	add_columns(sql, shape, "");
	buffer_add(sql, ", parent FROM ");
	add_name(sql, shape->name);
	buffer_add(sql, " WHERE parent IN (SELECT id FROM ");
	add_name(sql, model_parent(shape)->name);
	buffer_add(sql, " WHERE parent = ?)");
	add_order(sql, shape, " ORDER BY parent, ");
}

static void compose(struct buffer *sql, const struct shape *shape, enum record_statement which)
{
	switch (which) {
	case RECORD_ADD:
		compose_add(sql, shape);
		break;
	case RECORD_CHANGE:
		compose_change(sql, shape);
		break;
	case RECORD_GET:
	case RECORD_FIND:
	case RECORD_LIST:
	case RECORD_IDS:
	case RECORD_ALL:
		compose_read(sql, shape, which);
		break;
	case RECORD_BELOW:
		compose_below(sql, shape);
		break;
	case RECORD_REMOVE:
		buffer_add(sql, "DELETE FROM ");
		add_name(sql, shape->name);
		buffer_add(sql, " WHERE id = ?");
		break;
	case RECORD_PARENT:
		buffer_add(sql, "SELECT parent FROM ");
		add_name(sql, shape->name);
		buffer_add(sql, " WHERE id = ?");
		break;
	case RECORD_STATEMENTS:
		break;
	}
}

static size_t shape_index(const struct shape *shape)
{
	size_t index = 0;

	while (model_at(index) != shape)
		index++;
	return index;
}

static bool is_sealed(const struct shape *shape, enum record_statement which)
{
	return (strcmp(shape->name, "account") == 0 || strcmp(shape->name, "trusted") == 0) &&
	    (which == RECORD_ADD || which == RECORD_CHANGE || which == RECORD_REMOVE);
}

/* The statement, prepared once and kept, but for sealed tables (see authorize in db.c). */
static int statement(sqlite3_stmt **out, struct store *store, const struct shape *shape,
    enum record_statement which, struct err *err)
{
	struct buffer sql = { 0 };
	sqlite3_stmt **kept = &store->record[shape_index(shape)][which];
	int rc = OK;

	if (is_sealed(shape, which)) {
		sqlite3_finalize(*kept);
		*kept = NULL;
	}
	if (!*kept) {
		compose(&sql, shape, which);
		store->sealing = is_sealed(shape, which);
		rc = db_prepare(kept, store, sql.text, err);
		store->sealing = false;
		buffer_release(&sql);
	}
	*out = *kept;
	return rc;
}

static bool is_number(const struct field *field)
{
	return field->type == F_INT || field->type == F_MONEY;
}

static void bind_value(sqlite3_stmt *sql, int at, const struct field *field, const char *value)
{
	if (value && is_number(field))
		sqlite3_bind_int64(sql, at, strtoll(value, NULL, 10));
	else if (!value && (field->flags & KEY))
		db_bind_borrowed(sql, at, "");
	else
		db_bind_borrowed(sql, at, value);
}

/* Binds id, all fields, and what follows: parent (when given), folded text (when searched). What is
 * bound lives longer than the run of the statement, but for the folded text. */
static int bind_node(sqlite3_stmt *sql, const struct node *node, const char *parent)
{
	const struct shape *shape = node->shape;
	int at = 1;

	db_bind_borrowed(sql, at++, node->id);
	for (size_t i = 0; i < shape->field_count; i++)
		bind_value(sql, at++, &shape->field[i], node->value[i]);
	if (parent)
		db_bind_borrowed(sql, at++, parent);
	if (is_searched(shape)) {
		struct arena *arena = arena_new();

		db_bind_text(sql, at++,
		    text_fold(arena,
			arena_print(
			    arena, "%s %s", node_text(node, "code"), node_text(node, "name"))));
		arena_free(arena);
	}
	return at;
}

static void node_from_row(struct node *node, sqlite3_stmt *sql, struct arena *arena)
{
	const struct shape *shape = node->shape;

	node->id = db_text(sql, 0, arena);
	for (size_t i = 0; i < shape->field_count; i++) {
		const char *text = db_text(sql, (int)i + 1, arena);

		if (text && !*text)
			text = NULL;
		node->value[i] = text;
	}
}

int store_add(struct store *store, struct node *node, const char *parent, struct arena *arena,
    struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int rc = node_complete(node, err);

	if (rc == OK)
		rc = statement(&sql, store, node->shape, RECORD_ADD, err);
	if (rc < 0)
		return rc;
	if (!node->id) {
		char id[UUID_TEXT];

		uuid_new(id);
		node->id = arena_copy(arena, id);
	}
	bind_node(sql, node, parent);
	return db_run(store, sql, err);
}

int store_change_record(struct store *store, const struct node *node, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int rc = node_complete(node, err);

	if (rc == OK)
		rc = statement(&sql, store, node->shape, RECORD_CHANGE, err);
	if (rc < 0)
		return rc;
	db_bind_text(sql, bind_node(sql, node, NULL), node->id);
	rc = db_run(store, sql, err);
	if (rc == OK && sqlite3_changes(store->db) == 0)
		rc = err_set(err, FAIL_NOT_FOUND, "there is no %s with id '%s'",
		    tr(node->shape->label), node->id);
	return rc;
}

int store_remove(struct store *store, const struct shape *shape, const char *id, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int rc = statement(&sql, store, shape, RECORD_REMOVE, err);

	if (rc < 0)
		return rc;
	db_bind_text(sql, 1, id);
	rc = db_run(store, sql, err);
	if (rc == OK && sqlite3_changes(store->db) == 0)
		rc = err_set(
		    err, FAIL_NOT_FOUND, "there is no %s with id '%s'", tr(shape->label), id);
	return rc;
}

/* Steps a reading statement, making nodes; at most `most` of them. */
static int read_rows(struct store *store, sqlite3_stmt *sql, const struct shape *shape,
    struct node *parent, struct node **first, size_t most, struct arena *arena, struct err *err)
{
	struct node *last = NULL;
	int step = SQLITE_DONE;
	int rc = OK;

	while (most-- > 0 && (step = sqlite3_step(sql)) == SQLITE_ROW) {
		struct node *node = node_new(arena, shape, parent);

		node_from_row(node, sql, arena);
		if (!last && first)
			*first = node;
		else if (last && !parent)
			last->next = node;
		last = node;
	}
	if (step != SQLITE_DONE && step != SQLITE_ROW)
		rc = db_fail(store, err);
	sqlite3_reset(sql);
	sqlite3_clear_bindings(sql);
	return rc;
}

int store_get(struct node **out, struct store *store, const struct shape *shape, const char *id,
    struct arena *arena, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int rc = statement(&sql, store, shape, RECORD_GET, err);

	*out = NULL;
	if (rc < 0)
		return rc;
	db_bind_text(sql, 1, id);
	rc = read_rows(store, sql, shape, NULL, out, 1, arena, err);
	if (rc == OK && !*out)
		rc = err_set(
		    err, FAIL_NOT_FOUND, "there is no %s with id '%s'", tr(shape->label), id);
	return rc;
}

int store_find(struct node **out, struct store *store, const struct shape *shape,
    const char *parent, const char *const *key, struct arena *arena, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int rc = statement(&sql, store, shape, RECORD_FIND, err);
	int at = 1;

	*out = NULL;
	if (rc < 0)
		return rc;
	if (model_parent(shape))
		db_bind_text(sql, at++, parent);
	for (size_t i = 0; i < shape->field_count; i++)
		if (shape->field[i].flags & KEY)
			bind_value(sql, at++, &shape->field[i], *key++);
	return read_rows(store, sql, shape, NULL, out, 1, arena, err);
}

int store_list(struct node **first, struct store *store, const struct shape *shape,
    const char *parent, struct node *list_of, struct arena *arena, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int rc = statement(&sql, store, shape, parent ? RECORD_LIST : RECORD_ALL, err);

	if (first)
		*first = NULL;
	if (rc < 0)
		return rc;
	if (parent)
		db_bind_text(sql, 1, parent);
	return read_rows(store, sql, shape, list_of, first, SIZE_MAX, arena, err);
}

static bool is_skipped(const struct shape *shape, const char *const *skip)
{
	if (shape->flags & COMPUTED)
		return true;
	for (; skip && *skip; skip++)
		if (strcmp(*skip, shape->name) == 0)
			return true;
	return false;
}

static int by_id(const void *a, const void *b)
{
	return strcmp((*(struct node *const *)a)->id, (*(struct node *const *)b)->id);
}

static struct node *with_id(struct node *const *sorted, size_t count, const char *id)
{
	size_t low = 0;

	while (count > 0) {
		size_t middle = low + count / 2;
		int order = strcmp(id, sorted[middle]->id);

		if (order == 0)
			return sorted[middle];
		if (order > 0) {
			low = middle + 1;
			count -= count / 2 + 1;
		} else {
			count /= 2;
		}
	}
	return NULL;
}

/* The children of one shape of all records in a list, which stand under one record: thousands of
 * findings have their evidence fetched at once. */
static int load_below(const struct node_list *list, struct store *store, const struct shape *shape,
    const char *above, struct arena *arena, struct err *err)
{
	struct node **sorted = arena_alloc(arena, (list->count + 1) * sizeof(struct node *));
	int column_of_parent = (int)shape->field_count + 1;
	sqlite3_stmt *sql = NULL;
	size_t count = 0;
	int step;
	int rc = statement(&sql, store, shape, RECORD_BELOW, err);

	if (rc < 0)
		return rc;
	for (struct node *node = list->first; node; node = node->next)
		sorted[count++] = node;
	qsort(sorted, count, sizeof(struct node *), by_id);
	db_bind_text(sql, 1, above);
	while ((step = sqlite3_step(sql)) == SQLITE_ROW) {
		const char *id = (const char *)sqlite3_column_text(sql, column_of_parent);
		struct node *parent = id ? with_id(sorted, count, id) : NULL;

		if (parent)
			node_from_row(node_new(arena, shape, parent), sql, arena);
	}
	if (step != SQLITE_DONE)
		rc = db_fail(store, err);
	sqlite3_reset(sql);
	sqlite3_clear_bindings(sql);
	return rc;
}

static bool has_grandchildren(const struct shape *shape)
{
	bool has = false;

	for (size_t i = 0; i < shape->child_count; i++)
		has = has || shape->child[i]->child_count > 0;
	return has;
}

static int load_children(const struct node_list *list, struct store *store,
    const struct shape *shape, const char *above, const char *const *skip, struct arena *arena,
    struct err *err)
{
	int rc = OK;

	for (size_t i = 0; rc == OK && i < shape->child_count; i++)
		if (!is_skipped(shape->child[i], skip))
			rc = load_below(list, store, shape->child[i], above, arena, err);
	return rc;
}

int store_load(struct node *node, struct store *store, const char *const *skip, struct arena *arena,
    struct err *err)
{
	int rc = OK;

	for (size_t i = 0; rc == OK && i < node->shape->child_count; i++) {
		const struct shape *shape = node->shape->child[i];
		const struct node_list *list = &node->children[i];

		if (is_skipped(shape, skip))
			continue;
		rc = store_list(NULL, store, shape, node->id, node, arena, err);
		if (rc == OK && list->count > 1 && !has_grandchildren(shape)) {
			rc = load_children(list, store, shape, node->id, skip, arena, err);
			continue;
		}
		for (struct node *below = list->first; rc == OK && below; below = below->next)
			rc = store_load(below, store, skip, arena, err);
	}
	return rc;
}

int store_parent(const char **out, struct store *store, const struct shape *shape, const char *id,
    struct arena *arena, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int rc = statement(&sql, store, shape, RECORD_PARENT, err);

	if (rc < 0)
		return rc;
	db_bind_text(sql, 1, id);
	if (sqlite3_step(sql) == SQLITE_ROW)
		*out = db_text(sql, 0, arena);
	else
		rc = err_set(
		    err, FAIL_NOT_FOUND, "there is no %s with id '%s'", tr(shape->label), id);
	sqlite3_reset(sql);
	return rc;
}

int store_each(struct store *store, const struct shape *shape, const char *parent,
    store_visit *visit, void *context, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int step = SQLITE_DONE;
	int rc = statement(&sql, store, shape, RECORD_IDS, err);

	if (rc < 0)
		return rc;
	db_bind_text(sql, 1, parent);
	while (rc == OK && (step = sqlite3_step(sql)) == SQLITE_ROW)
		rc = visit(context, (const char *)sqlite3_column_text(sql, 0), err);
	if (rc == OK && step != SQLITE_DONE)
		rc = db_fail(store, err);
	sqlite3_reset(sql);
	sqlite3_clear_bindings(sql);
	return rc;
}
