/*
 * hash.c - SHA-256 and identifiers, by libsodium.
 */
#include "capdo/base.h"

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "file_priv.h"
#include "hash_priv.h"

struct hash {
	crypto_hash_sha256_state state;
};

static void finish(crypto_hash_sha256_state *state, char out[HASH_TEXT])
{
	unsigned char bytes[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(state, bytes);
	sodium_bin2hex(out, HASH_TEXT, bytes, sizeof(bytes));
}

void hash_text(char out[HASH_TEXT], const char *data, size_t length)
{
	crypto_hash_sha256_state state;

	crypto_hash_sha256_init(&state);
	if (length > 0)
		crypto_hash_sha256_update(&state, (const unsigned char *)data, length);
	finish(&state, out);
}

int hash_file(char out[HASH_TEXT], int64_t *size, const char *path, struct err *err)
{
	enum { PIECE = 64 * 1024 };
	crypto_hash_sha256_state state;
	unsigned char *piece = NULL;
	struct stat about;
	int64_t total = 0;
	size_t got = 0;
	int fd = -1;
	int rc = file_open(&fd, &about, path, err);

	if (rc < 0)
		return rc;
	piece = xmalloc(PIECE);
	crypto_hash_sha256_init(&state);
	for (;;) {
		rc = file_read_some(&got, fd, piece, PIECE, path, err);
		if (rc < 0 || got == 0)
			break;
		crypto_hash_sha256_update(&state, piece, got);
		total += (int64_t)got;
	}
	free(piece);
	close(fd);
	if (rc < 0)
		return rc;
	finish(&state, out);
	if (size)
		*size = total;
	return OK;
}

struct hash *hash_new(void)
{
	struct hash *hash = xmalloc(sizeof(*hash));

	crypto_hash_sha256_init(&hash->state);
	return hash;
}

void hash_add(struct hash *hash, const void *data, size_t length)
{
	if (length > 0)
		crypto_hash_sha256_update(&hash->state, data, length);
}

void hash_end(struct hash *hash, char out[HASH_TEXT])
{
	finish(&hash->state, out);
	free(hash);
}

/* ---- identifiers ---------------------------------------------------------------------------- */

static void start_library(void)
{
	if (sodium_init() >= 0)
		return;
	fputs("capdo: the sodium library cannot start\n", stderr);
	exit(1);
}

void random_bytes(void *out, size_t size)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, start_library);
	randombytes_buf(out, size);
}

/* RFC 9562: 48 bits of milliseconds, then 12 bits that count within one millisecond, so that ids
 * made one after the other sort so even when the clock stands or is set back. */
static void next_moment(uint64_t *moment, unsigned *counter)
{
	static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
	static uint64_t last;
	static unsigned count;
	struct timespec time = { 0 };
	uint16_t start;
	uint64_t now;

	random_bytes(&start, sizeof(start));
	clock_gettime(CLOCK_REALTIME, &time);
	now = (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000 / 1000;
	pthread_mutex_lock(&guard);
	if (now > last) {
		last = now;
		count = start & 0x7FF;
	} else if (++count > 0xFFF) {
		last++;
		count = 0;
	}
	*moment = last;
	*counter = count;
	pthread_mutex_unlock(&guard);
}

void uuid_new(char out[UUID_TEXT])
{
	static const int hyphen_after[] = { 4, 6, 8, 10 };
	unsigned char bytes[16];
	char hex[33];
	uint64_t moment;
	unsigned counter;
	size_t at = 0;

	next_moment(&moment, &counter);
	random_bytes(bytes, sizeof(bytes));
	for (int i = 0; i < 6; i++)
		bytes[i] = (unsigned char)(moment >> (40 - 8 * i) & 0xFF);
	bytes[6] = (unsigned char)(0x70 | counter >> 8);
	bytes[7] = (unsigned char)(counter & 0xFF);
	bytes[8] = (unsigned char)(0x80 | (bytes[8] & 0x3F));
	sodium_bin2hex(hex, sizeof(hex), bytes, sizeof(bytes));
	for (int i = 0, next = 0; i < 16; i++) {
		if (next < 4 && i == hyphen_after[next]) {
			out[at++] = '-';
			next++;
		}
		memcpy(out + at, hex + 2 * (size_t)i, 2);
		at += 2;
	}
	out[at] = '\0';
}
