/*
 * level_diagram.c - decision diagrams with each function stored once.
 */
#include "level_diagram_priv.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct branch {
	support support;        /* of the whole function */
	uint32_t children;      /* place of the first in diagram->child */
	unsigned char variable; /* for a terminal: none, above all others */
	unsigned char lowest, highest;
};

/* What was once computed: an operation on a and b gave result. Free places have operation 0. */
enum operation { UNUSED, COMBINE_LOWER, COMBINE_HIGHER, RESTRICT };
enum { FIRST_KNOWN = 1024 };
struct known {
	uint32_t operation;
	uint32_t a, b;
	node result;
};

struct diagram {
	size_t variables;
	size_t classes[VARIABLE_LIMIT];
	struct branch *branch;
	size_t branches, branch_room;
	node *child;
	size_t children, child_room;
	node *unique;           /* open addressing; 0: free, as no terminal is in it */
	size_t unique_room;
	struct known *known;
	size_t knowns, known_room;
};

static uint64_t mix(uint64_t hash, uint64_t more)
{
	hash = (hash ^ more) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ (hash >> 29);
}

struct diagram *diagram_new(const size_t *classes, size_t variables)
{
	struct diagram *diagram = xcalloc(1, sizeof(*diagram));

	assert(variables <= VARIABLE_LIMIT);
	diagram->variables = variables;
	for (size_t i = 0; i < variables; i++) {
		assert(classes[i] >= 1 && classes[i] <= CLASS_LIMIT);
		diagram->classes[i] = classes[i];
	}
	diagram->branch_room = 1024;
	diagram->branch = xmalloc(diagram->branch_room * sizeof(*diagram->branch));
	diagram->child_room = 4096;
	diagram->child = xmalloc(diagram->child_room * sizeof(*diagram->child));
	diagram->unique_room = 2048;
	diagram->unique = xcalloc(diagram->unique_room, sizeof(*diagram->unique));
	diagram->known_room = FIRST_KNOWN;
	diagram->known = xcalloc(diagram->known_room, sizeof(*diagram->known));
	for (size_t value = 0; value < TERMINALS; value++)
		diagram->branch[value] = (struct branch){
			.variable = VARIABLE_LIMIT,
			.lowest = (unsigned char)value,
			.highest = (unsigned char)value,
		};
	diagram->branches = TERMINALS;
	return diagram;
}

static void *copy_of(const void *data, size_t used, size_t room, size_t element)
{
	void *copy = xmalloc(room * element);

	memcpy(copy, data, used * element);
	return copy;
}

struct diagram *diagram_copy(const struct diagram *diagram)
{
	struct diagram *copy = copy_of(diagram, 1, 1, sizeof(*diagram));

	copy->branch = copy_of(diagram->branch, diagram->branches, diagram->branch_room,
	    sizeof(*copy->branch));
	copy->child = copy_of(
	    diagram->child, diagram->children, diagram->child_room, sizeof(*copy->child));
	copy->unique = copy_of(diagram->unique, diagram->unique_room, diagram->unique_room,
	    sizeof(*copy->unique));
	copy->known_room = FIRST_KNOWN;
	copy->known = xcalloc(copy->known_room, sizeof(*copy->known));
	copy->knowns = 0;
	return copy;
}

void diagram_free(struct diagram *diagram)
{
	if (!diagram)
		return;
	free(diagram->branch);
	free(diagram->child);
	free(diagram->unique);
	free(diagram->known);
	free(diagram);
}

/* ---- nodes ---------------------------------------------------------------------------------- */

static uint64_t hash_children(size_t variable, const node *child, size_t count)
{
	uint64_t hash = mix(0, variable);

	for (size_t i = 0; i < count; i++)
		hash = mix(hash, child[i]);
	return hash;
}

static void grow_unique(struct diagram *diagram)
{
	size_t room = diagram->unique_room * 2;
	node *larger = xcalloc(room, sizeof(*larger));

	for (size_t i = TERMINALS; i < diagram->branches; i++) {
		const struct branch *branch = &diagram->branch[i];
		size_t at = hash_children(branch->variable, &diagram->child[branch->children],
		    diagram->classes[branch->variable]) & (room - 1);

		while (larger[at])
			at = (at + 1) & (room - 1);
		larger[at] = (node)i;
	}
	free(diagram->unique);
	diagram->unique = larger;
	diagram->unique_room = room;
}

static node add_branch(struct diagram *diagram, size_t variable, const node *child)
{
	size_t count = diagram->classes[variable];
	struct branch branch = {
		.support = UINT64_C(1) << variable,
		.children = (uint32_t)diagram->children,
		.variable = (unsigned char)variable,
		.lowest = TERMINALS,
	};

	if (diagram->branches == diagram->branch_room) {
		diagram->branch_room *= 2;
		diagram->branch = xrealloc(diagram->branch, diagram->branch_room * sizeof(branch));
	}
	if (diagram->children + count > diagram->child_room) {
		diagram->child_room *= 2;
		diagram->child = xrealloc(diagram->child, diagram->child_room * sizeof(node));
	}
	for (size_t i = 0; i < count; i++) {
		const struct branch *below = &diagram->branch[child[i]];

		branch.support |= below->support;
		if (below->lowest < branch.lowest)
			branch.lowest = below->lowest;
		if (below->highest > branch.highest)
			branch.highest = below->highest;
	}
	memcpy(&diagram->child[diagram->children], child, count * sizeof(*child));
	diagram->children += count;
	diagram->branch[diagram->branches] = branch;
	return (node)diagram->branches++;
}

/* The one node with these children. */
static node make(struct diagram *diagram, size_t variable, const node *child)
{
	size_t count = diagram->classes[variable];
	bool same = true;
	size_t at;

	assert(count > 0);
	for (size_t i = 1; i < count && same; i++)
		same = child[i] == child[0];
	if (same)
		return child[0];
	if (diagram->branches * 2 > diagram->unique_room)
		grow_unique(diagram);
	at = hash_children(variable, child, count) & (diagram->unique_room - 1);
	while (diagram->unique[at]) {
		const struct branch *other = &diagram->branch[diagram->unique[at]];

		if (other->variable == variable && memcmp(&diagram->child[other->children], child,
		    count * sizeof(*child)) == 0)
			return diagram->unique[at];
		at = (at + 1) & (diagram->unique_room - 1);
	}
	diagram->unique[at] = add_branch(diagram, variable, child);
	return diagram->unique[at];
}

/* The child for a class; a node that asks a later variable, or none, is its own child. */
static node child_of(const struct diagram *diagram, node function, size_t variable, size_t class)
{
	const struct branch *branch = &diagram->branch[function];

	return branch->variable == variable ? diagram->child[branch->children + class] : function;
}

/* ---- what is known already ------------------------------------------------------------------ */

static struct known *find_known(
    struct known *known, size_t room, uint32_t operation, uint32_t a, uint32_t b)
{
	size_t at = mix(mix(operation, a), b) & (room - 1);

	while (known[at].operation != UNUSED
	    && (known[at].operation != operation || known[at].a != a || known[at].b != b))
		at = (at + 1) & (room - 1);
	return &known[at];
}

static void keep_known(
    struct diagram *diagram, uint32_t operation, uint32_t a, uint32_t b, node result)
{
	if (diagram->knowns * 2 > diagram->known_room) {
		size_t room = diagram->known_room * 2;
		struct known *larger = xcalloc(room, sizeof(*larger));

		for (size_t i = 0; i < diagram->known_room; i++) {
			const struct known *old = &diagram->known[i];

			if (old->operation != UNUSED)
				*find_known(larger, room, old->operation, old->a, old->b) = *old;
		}
		free(diagram->known);
		diagram->known = larger;
		diagram->known_room = room;
	}
	*find_known(diagram->known, diagram->known_room, operation, a, b) = (struct known){
		.operation = operation, .a = a, .b = b, .result = result,
	};
	diagram->knowns++;
}

/* ---- operations ----------------------------------------------------------------------------- */

node diagram_test(struct diagram *diagram, size_t variable, const bool *marked)
{
	node child[CLASS_LIMIT] = { 0 };

	for (size_t i = 0; i < diagram->classes[variable]; i++)
		child[i] = marked[i] ? 1 : 0;
	return make(diagram, variable, child);
}

node diagram_combine(struct diagram *diagram, enum combination how, node a, node b)
{
	uint32_t operation = how == LOWER_OF ? COMBINE_LOWER : COMBINE_HIGHER;
	const struct known *known;
	node child[CLASS_LIMIT] = { 0 };
	size_t variable;
	node result;

	if (a == b)
		return a;
	if (a > b)
		return diagram_combine(diagram, how, b, a);
	if (b < TERMINALS)
		return how == LOWER_OF ? a : b;
	if (a < TERMINALS && (int)a <= diagram_lowest(diagram, b))
		return how == LOWER_OF ? a : b;
	if (a < TERMINALS && (int)a >= diagram_highest(diagram, b))
		return how == LOWER_OF ? b : a;
	known = find_known(diagram->known, diagram->known_room, operation, a, b);
	if (known->operation != UNUSED)
		return known->result;
	variable = diagram->branch[a].variable;
	if (diagram->branch[b].variable < variable)
		variable = diagram->branch[b].variable;
	for (size_t i = 0; i < diagram->classes[variable]; i++)
		child[i] = diagram_combine(diagram, how, child_of(diagram, a, variable, i),
		    child_of(diagram, b, variable, i));
	result = make(diagram, variable, child);
	keep_known(diagram, operation, a, b, result);
	return result;
}

/* done[n]: what node n became, plus one. */
static node map_node(struct diagram *diagram, node function, const unsigned char *to, node *done)
{
	node child[CLASS_LIMIT] = { 0 };
	size_t variable = diagram->branch[function].variable;

	if (function < TERMINALS)
		return to[function];
	if (done[function])
		return done[function] - 1;
	for (size_t i = 0; i < diagram->classes[variable]; i++)
		child[i] = map_node(diagram, child_of(diagram, function, variable, i), to, done);
	done[function] = make(diagram, variable, child) + 1;
	return done[function] - 1;
}

node diagram_map(struct diagram *diagram, node function, const unsigned char to[TERMINALS])
{
	node *done = xcalloc(diagram->branches, sizeof(*done));
	node result = map_node(diagram, function, to, done);

	free(done);
	return result;
}

static bool depends(const struct diagram *diagram, node function, size_t variable)
{
	return diagram->branch[function].support >> variable & 1;
}

node diagram_restrict(struct diagram *diagram, node function, size_t variable, size_t class)
{
	uint32_t what = (uint32_t)(variable * VARIABLE_LIMIT + class);
	size_t asked = diagram->branch[function].variable;
	const struct known *known;
	node child[CLASS_LIMIT] = { 0 };
	node result;

	if (!depends(diagram, function, variable))
		return function;
	if (asked == variable)
		return child_of(diagram, function, variable, class);
	known = find_known(diagram->known, diagram->known_room, RESTRICT, function, what);
	if (known->operation != UNUSED)
		return known->result;
	for (size_t i = 0; i < diagram->classes[asked]; i++)
		child[i] = diagram_restrict(
		    diagram, child_of(diagram, function, asked, i), variable, class);
	result = make(diagram, asked, child);
	keep_known(diagram, RESTRICT, function, what, result);
	return result;
}

/* ---- reading -------------------------------------------------------------------------------- */

size_t diagram_nodes(const struct diagram *diagram)
{
	return diagram->branches;
}

support diagram_support(const struct diagram *diagram, node function)
{
	return diagram->branch[function].support;
}

int diagram_lowest(const struct diagram *diagram, node function)
{
	return diagram->branch[function].lowest;
}

int diagram_highest(const struct diagram *diagram, node function)
{
	return diagram->branch[function].highest;
}

int diagram_value(const struct diagram *diagram, node function, const unsigned char *class)
{
	while (function >= TERMINALS) {
		const struct branch *branch = &diagram->branch[function];

		function = diagram->child[branch->children + class[branch->variable]];
	}
	return (int)function;
}
