/*
 * memory.c - allocation that cannot fail, arenas, growing texts.
 */
#include "capdo/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ALIGN = _Alignof(max_align_t),
	FIRST_BLOCK = 8 * 1024,
	LARGEST_BLOCK = 512 * 1024
};

struct block {
	struct block *next;
	size_t used;
	size_t room;
	_Alignas(max_align_t) unsigned char data[];
};

struct arena {
	struct block *block;    /* the newest; it alone still gives room */
	struct block *spare;    /* given back by rewinding, empty and zeroed */
	size_t next_room;
};

static _Noreturn void no_memory(void)
{
	fputs("capdo: out of memory\n", stderr);
	exit(1);
}

void *xmalloc(size_t size)
{
	void *block = malloc(size ? size : 1);

	if (!block)
		no_memory();
	return block;
}

void *xcalloc(size_t count, size_t size)
{
	void *block = calloc(count ? count : 1, size ? size : 1);

	if (!block)
		no_memory();
	return block;
}

void *xrealloc(void *block, size_t size)
{
	void *larger = realloc(block, size ? size : 1);

	if (!larger)
		no_memory();
	return larger;
}

char *xstrdup(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(xmalloc(size), text, size);
}

/* ---- arenas --------------------------------------------------------------------------------- */

struct arena *arena_new(void)
{
	struct arena *arena = xcalloc(1, sizeof(*arena));

	arena->next_room = FIRST_BLOCK;
	return arena;
}

static void free_blocks(struct block *block)
{
	struct block *next;

	for (; block; block = next) {
		next = block->next;
		free(block);
	}
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	free_blocks(arena->block);
	free_blocks(arena->spare);
	free(arena);
}

struct arena_mark arena_mark(const struct arena *arena)
{
	return (struct arena_mark){ arena->block, arena->block ? arena->block->used : 0 };
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
	while (arena->block && arena->block != mark.block) {
		struct block *block = arena->block;

		arena->block = block->next;
#ifdef __SANITIZE_ADDRESS__
		free(block);
#else
		memset(block->data, 0, block->used);
		block->used = 0;
		block->next = arena->spare;
		arena->spare = block;
#endif
	}
	if (arena->block) {
		memset(arena->block->data + mark.used, 0, arena->block->used - mark.used);
		arena->block->used = mark.used;
	}
}

/* With the address sanitizer each piece is a block of its own, so that it sees every overrun. */
static size_t block_room(struct arena *arena, size_t size)
{
#ifdef __SANITIZE_ADDRESS__
	(void)arena;
	return size;
#else
	size_t room = arena->next_room;

	if (arena->next_room < LARGEST_BLOCK)
		arena->next_room *= 2;
	return size > room ? size : room;
#endif
}

void *arena_alloc(struct arena *arena, size_t size)
{
	struct block *block = arena->block;
	size_t room;
	void *piece;

	if (size > SIZE_MAX / 2)
		no_memory();
	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (size == 0)
		size = ALIGN;
	if ((!block || block->room - block->used < size) && arena->spare &&
	    arena->spare->room >= size) {
		block = arena->spare;
		arena->spare = block->next;
		block->next = arena->block;
		arena->block = block;
	}
	if (!block || block->room - block->used < size) {
		room = block_room(arena, size);
		block = xcalloc(1, sizeof(*block) + room);
		block->room = room;
		block->next = arena->block;
		arena->block = block;
	}
	piece = block->data + block->used;
	block->used += size;
	return piece;
}

char *arena_copy(struct arena *arena, const char *text)
{
	return text ? arena_copy_n(arena, text, strlen(text)) : NULL;
}

char *arena_copy_n(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);

	if (length > 0)
		memcpy(copy, text, length);
	return copy;
}

char *arena_print(struct arena *arena, const char *format, ...)
{
	char most[256];         /* nearly all are short: printed once, then copied */
	va_list args;
	va_list again;
	int length;
	char *text;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(most, sizeof(most), format, args);
	va_end(args);
	text = arena_alloc(arena, length < 0 ? 1 : (size_t)length + 1);
	if (length > 0 && (size_t)length < sizeof(most))
		memcpy(text, most, (size_t)length);
	else if (length > 0)
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}

void *arena_grow(struct arena *arena, void *array, size_t count, size_t *room, size_t element)
{
	void *larger;

	if (count < *room)
		return array;
	if (count > SIZE_MAX / 4 / (element ? element : 1))
		no_memory();
	*room = count < 4 ? 8 : count * 2;
	larger = arena_alloc(arena, *room * element);
	if (count > 0)
		memcpy(larger, array, count * element);
	return larger;
}

/* ---- growing text --------------------------------------------------------------------------- */

static void buffer_reserve(struct buffer *buffer, size_t more)
{
	size_t need;

	if (more > SIZE_MAX / 4 || buffer->length > SIZE_MAX / 4)
		no_memory();
	need = buffer->length + more + 1;
	if (need <= buffer->room)
		return;
	buffer->room = need < 64 ? 64 : need * 2;
	buffer->text = xrealloc(buffer->text, buffer->room);
}

void buffer_add(struct buffer *buffer, const char *text)
{
	buffer_add_n(buffer, text, strlen(text));
}

void buffer_add_n(struct buffer *buffer, const char *text, size_t length)
{
	if (length == 0)
		return;
	buffer_reserve(buffer, length);
	memcpy(buffer->text + buffer->length, text, length);
	buffer->length += length;
	buffer->text[buffer->length] = '\0';
}

void buffer_print(struct buffer *buffer, const char *format, ...)
{
	va_list args;
	va_list again;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length > 0) {
		buffer_reserve(buffer, (size_t)length);
		vsnprintf(buffer->text + buffer->length, (size_t)length + 1, format, again);
		buffer->length += (size_t)length;
	}
	va_end(again);
}

void buffer_release(struct buffer *buffer)
{
	free(buffer->text);
	*buffer = (struct buffer){ 0 };
}
