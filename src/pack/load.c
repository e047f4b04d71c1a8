/*
 * load.c - the set of packs: which files count, in which order they are read, which pack is in
 * force.
 */
#include "pack_priv.h"

#include <stdlib.h>
#include <string.h>

struct pack_set {
	struct arena *arena;
	struct loaded **at;             /* by id */
	size_t count;
};

enum progress { UNREAD, READING, READ };

/* A file on its way to become a pack. */
struct source {
	const char *file;
	xmlDoc *doc;
	bool built_in;
	struct loaded *loaded;          /* id and hash are set at once, the rest when it is read */
	const char *const *uses;
	size_t uses_count;
	enum progress progress;
};

/* All files of one loading. What must live on is in the arena of the set. */
struct loading {
	struct arena *arena;
	struct schema *schema;
	struct source *source;
	size_t count;
	size_t room;
	struct err *err;
};

static const char suffix[] = ".xml";

/* ---- files ---------------------------------------------------------------------------------- */

static int source_open(
    struct source *out, struct loading *loading, const char *file, const char *data, size_t size)
{
	struct reader r = { .arena = loading->arena, .err = loading->err };
	const xmlNode *root;
	int rc;

	*out = (struct source){ .file = arena_copy(loading->arena, file) };
	rc = document_read(&out->doc, loading->schema, file, data, size, loading->err);
	if (rc < 0)
		return rc;
	root = xmlDocGetRootElement(out->doc);
	out->loaded = arena_alloc(loading->arena, sizeof(*out->loaded));
	out->loaded->file = out->file;
	r.to = out->loaded;
	out->loaded->pack.id = xml_attr(&r, root, "id");
	out->uses = xml_list(&r, root, "uses", &out->uses_count);
	hash_text(out->loaded->pack.hash, data, size);
	if (r.rc < 0)
		xmlFreeDoc(out->doc);
	return r.rc;
}

static struct source *source_find(const struct loading *loading, const char *id)
{
	for (size_t i = 0; i < loading->count; i++) {
		if (strcmp(loading->source[i].loaded->pack.id, id) == 0)
			return &loading->source[i];
	}
	return NULL;
}

/* A pack of the folder takes the place of a built-in one. */
static int source_add(struct loading *loading, const char *file, const char *data, size_t size,
    bool built_in)
{
	struct source source;
	struct source *twin;
	int rc = source_open(&source, loading, file, data, size);

	if (rc < 0)
		return rc;
	source.built_in = built_in;
	twin = source_find(loading, source.loaded->pack.id);
	if (twin && twin->built_in == built_in) {
		xmlFreeDoc(source.doc);
		return err_set(loading->err, FAIL_INVALID,
		    "'%s' and '%s' have the same pack id '%s'", twin->file, file,
		    twin->loaded->pack.id);
	}
	if (twin) {
		xmlFreeDoc(twin->doc);
		*twin = source;
		return OK;
	}
	loading->source = arena_grow(loading->arena, loading->source, loading->count,
	    &loading->room, sizeof(*loading->source));
	loading->source[loading->count++] = source;
	return OK;
}

static bool is_pack(const char *name)
{
	static const char folder[] = "checklists/";
	size_t length = strlen(name);
	size_t end = sizeof(suffix) - 1;

	return length > end && strcmp(name + length - end, suffix) == 0
	    && strncmp(name, folder, sizeof(folder) - 1) == 0;
}

static int add_built_in(struct loading *loading)
{
	const struct resource *file;
	int rc = OK;

	for (size_t i = 0; rc == OK && (file = resource_at(i)) != NULL; i++) {
		if (is_pack(file->name))
			rc = source_add(
			    loading, file->name, (const char *)file->data, file->size, true);
	}
	return rc;
}

static int add_folder(struct loading *loading, const char *folder)
{
	struct arena *arena = arena_new();
	char **name;
	size_t count = 0;
	int rc = file_list(&name, &count, folder, suffix, arena, loading->err);

	for (size_t i = 0; rc == OK && i < count; i++) {
		const char *path = arena_print(arena, "%s/%s", folder, name[i]);
		size_t size = 0;
		char *data;

		rc = file_read(&data, &size, path, PACK_FILE_LIMIT, arena, loading->err);
		if (rc == OK)
			rc = source_add(loading, path, data, size, false);
	}
	arena_free(arena);
	return rc;
}

/* ---- order ---------------------------------------------------------------------------------- */

static int source_fault(struct loading *loading, const struct source *source, int code)
{
	return err_at(loading->err, code, "'%s' line %d", source->file,
	    xml_line(xmlDocGetRootElement(source->doc)));
}

static int source_read(struct loading *loading, struct source *source)
{
	struct reader r = { .arena = loading->arena, .to = source->loaded, .err = loading->err };

	return pack_read(&r, xmlDocGetRootElement(source->doc));
}

/* Reads a pack after those it uses. As deep as the longest chain of packs, and a set has few. */
static int read_in_order(struct loading *loading, struct source *source)
{
	const struct loaded **used;

	if (source->progress == READ)
		return OK;
	source->progress = READING;
	used = arena_alloc(loading->arena, source->uses_count * sizeof(const struct loaded *));
	for (size_t i = 0; i < source->uses_count; i++) {
		struct source *next = source_find(loading, source->uses[i]);
		int rc;

		if (!next)
			return source_fault(loading, source,
			    err_set(loading->err, FAIL_INVALID,
				"pack '%s' uses '%s', and there is no such pack",
				source->loaded->pack.id, source->uses[i]));
		if (next->progress == READING)
			return source_fault(loading, source, err_set(loading->err, FAIL_INVALID,
			    "pack '%s' uses '%s', which uses it in turn", source->loaded->pack.id,
			    source->uses[i]));
		rc = read_in_order(loading, next);
		if (rc < 0)
			return rc;
		used[i] = next->loaded;
	}
	source->loaded->used = used;
	source->loaded->used_count = source->uses_count;
	source->progress = READ;
	return source_read(loading, source);
}

static int read_all(struct loading *loading)
{
	for (size_t i = 0; i < loading->count; i++) {
		int rc = read_in_order(loading, &loading->source[i]);

		if (rc < 0)
			return rc;
	}
	return OK;
}

/* ---- the set -------------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
	const struct loaded *const *left = a;
	const struct loaded *const *right = b;

	return strcmp((*left)->pack.id, (*right)->pack.id);
}

static void fill_set(struct pack_set *set, const struct loading *loading)
{
	set->at = arena_alloc(set->arena, loading->count * sizeof(struct loaded *));
	set->count = loading->count;
	for (size_t i = 0; i < loading->count; i++) {
		set->at[i] = loading->source[i].loaded;
		set->at[i]->pack.set = set;
	}
	if (set->count > 1)
		qsort(set->at, set->count, sizeof(struct loaded *), by_id);
}

static void loading_end(struct loading *loading)
{
	for (size_t i = 0; i < loading->count; i++)
		xmlFreeDoc(loading->source[i].doc);
	schema_free(loading->schema);
}

int packs_load(struct pack_set **out, const char *folder, struct err *err)
{
	struct pack_set *set = xcalloc(1, sizeof(*set));
	struct loading loading = { .err = err };
	int rc;

	set->arena = arena_new();
	loading.arena = set->arena;
	rc = schema_open(&loading.schema, err);
	if (rc == OK)
		rc = add_built_in(&loading);
	if (rc == OK && folder)
		rc = add_folder(&loading, folder);
	if (rc == OK)
		rc = read_all(&loading);
	if (rc == OK)
		fill_set(set, &loading);
	loading_end(&loading);
	if (rc < 0)
		packs_free(set);
	else
		*out = set;
	return rc;
}

void packs_free(struct pack_set *set)
{
	if (!set)
		return;
	arena_free(set->arena);
	free(set);
}

size_t packs_count(const struct pack_set *set)
{
	return set->count;
}

const struct pack *packs_at(const struct pack_set *set, size_t index)
{
	return index < set->count ? &set->at[index]->pack : NULL;
}

const struct pack *packs_find(const struct pack_set *set, const char *id)
{
	for (size_t i = 0; i < set->count; i++) {
		if (strcmp(set->at[i]->pack.id, id) == 0)
			return &set->at[i]->pack;
	}
	return NULL;
}

/* "1.10" is newer than "1.9". The schema allows digits and dots only. */
static int compare_versions(const char *a, const char *b)
{
	while (*a && *b) {
		size_t left, right;
		int order;

		a += strspn(a, ".0");
		b += strspn(b, ".0");
		left = strcspn(a, ".");
		right = strcspn(b, ".");
		if (left != right)
			return left < right ? -1 : 1;
		order = strncmp(a, b, left);
		if (order != 0)
			return order;
		a += left;
		b += right;
	}
	return (*a != '\0') - (*b != '\0');
}

static bool is_newer(const struct pack *pack, const struct pack *than)
{
	int order = strcmp(pack->in_force, than->in_force);

	return order > 0 || (order == 0 && compare_versions(pack->version, than->version) > 0);
}

const struct pack *packs_in_force(
    const struct pack_set *set, enum pack_kind kind, const char *iso_day)
{
	const struct pack *newest = NULL;

	for (size_t i = 0; i < set->count; i++) {
		const struct pack *pack = &set->at[i]->pack;

		if (pack->kind != kind || strcmp(pack->in_force, iso_day) > 0)
			continue;
		if (pack->until && strcmp(pack->until, iso_day) < 0)
			continue;
		if (!newest || is_newer(pack, newest))
			newest = pack;
	}
	return newest;
}

const struct pack *packs_regime(const struct pack_set *set)
{
	const struct pack *newest = NULL;

	for (size_t i = 0; i < set->count; i++) {
		const struct pack *pack = &set->at[i]->pack;

		if (pack->regime && (!newest || is_newer(pack, newest)))
			newest = pack;
	}
	return newest;
}

/* ---- one file by itself --------------------------------------------------------------------- */

static bool reaches(const struct loaded *from, const char *id)
{
	if (strcmp(from->pack.id, id) == 0)
		return true;
	for (size_t i = 0; i < from->used_count; i++) {
		if (reaches(from->used[i], id))
			return true;
	}
	return false;
}

static int tie_to_set(struct loading *loading, struct source *source, const struct pack_set *set)
{
	const char *id = source->loaded->pack.id;
	const struct loaded **used =
	    arena_alloc(loading->arena, source->uses_count * sizeof(const struct loaded *));

	for (size_t i = 0; i < source->uses_count; i++) {
		const struct pack *pack = packs_find(set, source->uses[i]);

		if (!pack && strcmp(source->uses[i], id) != 0)
			return source_fault(loading, source, err_set(loading->err, FAIL_INVALID,
			    "pack '%s' uses '%s', and there is no such pack", id, source->uses[i]));
		if (!pack || reaches(loaded_of(pack), id))
			return source_fault(loading, source, err_set(loading->err, FAIL_INVALID,
			    "pack '%s' uses '%s', which uses it in turn", id, source->uses[i]));
		used[i] = loaded_of(pack);
	}
	source->loaded->used = used;
	source->loaded->used_count = source->uses_count;
	return OK;
}

/* Are the packs between which a regime leads here, and what they should be? */
static int check_regime_packs(
    struct loading *loading, const struct source *source, const struct pack_set *set)
{
	const struct regime *regime = source->loaded->pack.regime;
	const struct {
		const char *id;
		enum pack_kind kind;
	} named[] = { { regime ? regime->old_regulation : NULL, PACK_REGULATION },
		{ regime ? regime->old_requirements : NULL, PACK_REQUIREMENTS },
		{ regime ? regime->new_requirements : NULL, PACK_REQUIREMENTS },
		{ regime ? regime->crosswalk : NULL, PACK_CROSSWALK } };

	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		const struct pack *pack = named[i].id ? packs_find(set, named[i].id) : NULL;

		if (named[i].id && (!pack || pack->kind != named[i].kind))
			return source_fault(loading, source, err_set(loading->err, FAIL_INVALID,
			    "<regime> names '%s', and there is no such pack of kind %s",
			    named[i].id, pack_kind_code(named[i].kind)));
	}
	return OK;
}

int pack_check_file(const struct pack_set *set, const char *path, struct err *err)
{
	struct loading loading = { .err = err, .arena = arena_new() };
	struct source source = { 0 };
	size_t size = 0;
	char *data;
	int rc = schema_open(&loading.schema, err);

	if (rc == OK)
		rc = file_read(&data, &size, path, PACK_FILE_LIMIT, loading.arena, err);
	if (rc == OK)
		rc = source_open(&source, &loading, path, data, size);
	if (rc == OK) {
		rc = tie_to_set(&loading, &source, set);
		if (rc == OK)
			rc = source_read(&loading, &source);
		if (rc == OK)
			rc = check_regime_packs(&loading, &source, set);
		xmlFreeDoc(source.doc);
	}
	schema_free(loading.schema);
	arena_free(loading.arena);
	return rc;
}
