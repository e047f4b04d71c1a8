/*
 * file.c - files that are read whole and appear whole.
 */
#include "file_priv.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "hash_priv.h"

/* Why the machine refused, in the language in use; the rare reasons in the system's own words. */
static const char *reason(int number, char *room, size_t size)
{
	switch (number) {
	case ENOENT:
		return _("no such file or folder");
	case EACCES:
	case EPERM:
		return _("access is not allowed");
	case ENOSPC:
	case EDQUOT:
		return _("the disk is full");
	case EFBIG:
		return _("the file would be too large");
	case EROFS:
		return _("the disk is read-only");
	case EISDIR:
		return _("it is a folder");
	case ENOTDIR:
		return _("a part of the path is not a folder");
	case EEXIST:
		return _("it is there already");
	case ENAMETOOLONG:
		return _("the name is too long");
	case EIO:
		return _("the disk reports an error");
	default:
		if (strerror_r(number, room, size) != 0)
			snprintf(room, size, "errno %d", number);
		return room;
	}
}

/* The format is a msgid with two %s: the path and the reason. */
static int fail(struct err *err, int code, const char *format, const char *path, int number)
{
	char room[128];

	return err_set(err, code, format, path, reason(number, room, sizeof(room)));
}

/* ---- reading -------------------------------------------------------------------------------- */

int file_open(int *out, struct stat *about, const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int number = fd < 0 || fstat(fd, about) < 0 ? errno : 0;
	bool missing = number == ENOENT || number == ENOTDIR;

	if (number == 0 && S_ISDIR(about->st_mode))
		number = EISDIR;
	if (number == 0) {
		*out = fd;
		return OK;
	}
	if (fd >= 0)
		close(fd);
	return fail(err, missing ? FAIL_NOT_FOUND : FAIL_ENV, N_("cannot open '%s': %s"), path,
	    number);
}

int file_read_some(size_t *out, int fd, void *data, size_t room, const char *path, struct err *err)
{
	ssize_t got;

	do
		got = read(fd, data, room);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return fail(err, FAIL_ENV, N_("cannot read '%s': %s"), path, errno);
	*out = (size_t)got;
	return OK;
}

static int too_large(struct err *err, const char *path, size_t limit)
{
	return err_set(err, FAIL_INVALID, "'%s' is larger than %zu bytes", path, limit);
}

/* A pipe has no size beforehand, and a file can grow while it is read: so both are read to their
 * end, and the size is only a guess at the room. */
static int read_all(char **out, size_t *length, int fd, const char *path, size_t limit,
    struct err *err)
{
	size_t room = *length + 1;
	char *data = xmalloc(room + 1);
	size_t at = 0;
	size_t got = 0;

	do {
		if (at == room) {
			room *= 2;
			data = xrealloc(data, room + 1);
		}
		if (file_read_some(&got, fd, data + at, room - at, path, err) < 0) {
			free(data);
			return FAIL_ENV;
		}
		at += got;
		if (at > limit) {
			free(data);
			return too_large(err, path, limit);
		}
	} while (got > 0);
	*out = data;
	*length = at;
	return OK;
}

int file_read(char **out, size_t *length, const char *path, size_t limit, struct arena *arena,
    struct err *err)
{
	struct stat about = { 0 };
	char *data = NULL;
	size_t size = 4096;
	int fd = -1;
	int rc = file_open(&fd, &about, path, err);

	if (rc < 0)
		return rc;
	if (S_ISREG(about.st_mode)) {
		if ((uintmax_t)about.st_size > limit) {
			rc = too_large(err, path, limit);
			goto out;
		}
		size = (size_t)about.st_size;
	}
	rc = read_all(&data, &size, fd, path, limit, err);
	if (rc < 0)
		goto out;
	*out = arena_copy_n(arena, data, size);
	*length = size;
out:
	free(data);
	close(fd);
	return rc;
}

/* ---- writing -------------------------------------------------------------------------------- */

/* Made by hand and not by mkstemp, so that the file gets the rights that the user's umask says. */
int file_temp(char **out, const char *path, struct arena *arena, struct err *err)
{
	uint32_t chance;
	char *name;
	int fd;

	for (int tries = 0; tries < 16; tries++) {
		random_bytes(&chance, sizeof(chance));
		name = arena_print(arena, "%s.%08" PRIx32 ".tmp", path, chance);
		fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd >= 0) {
			close(fd);
			*out = name;
			return OK;
		}
		if (errno != EEXIST)
			break;
	}
	return fail(err, FAIL_ENV, N_("cannot write '%s': %s"), path, errno);
}

/* fsync of a file or a folder; 0 or errno. Some network disks cannot flush a folder: EINVAL. */
static int flush(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);
	int number = 0;

	if (fd < 0)
		return errno;
	if (fsync(fd) < 0 && !(errno == EINVAL && (flags & O_DIRECTORY)))
		number = errno;
	if (close(fd) < 0 && number == 0)
		number = errno;
	return number;
}

static int flush_folder_of(const char *path)
{
	struct arena *arena = arena_new();
	int number = flush(file_folder(arena, path), O_RDONLY | O_DIRECTORY);

	arena_free(arena);
	return number;
}

int file_commit(const char *temporary, const char *path, struct err *err)
{
	struct stat old;
	int number = 0;

	/* A file that was closed to others stays so. */
	if (stat(path, &old) == 0 && S_ISREG(old.st_mode) &&
	    chmod(temporary, old.st_mode & 0777) < 0)
		number = errno;
	if (number == 0)
		number = flush(temporary, O_RDWR);
	if (number == 0 && rename(temporary, path) < 0)
		number = errno;
	if (number == 0)
		number = flush_folder_of(path);
	if (number == 0)
		return OK;
	file_drop(temporary);
	return fail(err, FAIL_ENV, N_("cannot write '%s': %s"), path, number);
}

void file_drop(const char *temporary)
{
	if (temporary)
		unlink(temporary);
}

/* 0 or errno. */
static int write_all(const char *path, const char *data, size_t length)
{
	int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
	int number = 0;
	ssize_t put;

	if (fd < 0)
		return errno;
	for (size_t at = 0; at < length && number == 0; at += put > 0 ? (size_t)put : 0) {
		put = write(fd, data + at, length - at);
		if (put < 0 && errno != EINTR)
			number = errno;
	}
	if (close(fd) < 0 && number == 0)
		number = errno;
	return number;
}

int file_write(const char *path, const char *data, size_t length, struct err *err)
{
	struct arena *arena = arena_new();
	char *temporary = NULL;
	int number;
	int rc = file_temp(&temporary, path, arena, err);

	if (rc < 0 || !temporary)
		goto out;
	number = write_all(temporary, data, length);
	if (number == 0) {
		rc = file_commit(temporary, path, err);
	} else {
		file_drop(temporary);
		rc = fail(err, FAIL_ENV, N_("cannot write '%s': %s"), path, number);
	}
out:
	arena_free(arena);
	return rc;
}

/* ---- folders -------------------------------------------------------------------------------- */

char *file_folder(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return arena_copy(arena, ".");
	return arena_copy_n(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

int64_t file_free(const char *path)
{
	struct arena *arena = arena_new();
	struct statvfs disk;
	int64_t bytes = 0;

	if (statvfs(file_folder(arena, path), &disk) == 0)
		bytes = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
	arena_free(arena);
	return bytes;
}

bool file_exists(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0;
}

int file_plain(const char *path, struct err *err)
{
	struct stat about;

	if (stat(path, &about) < 0 || S_ISREG(about.st_mode) || S_ISDIR(about.st_mode))
		return OK;
	return err_set(err, FAIL_INVALID,
	    "'%s' is not a plain file but a pipe, a device or the like", path);
}

int64_t file_size(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 ? (int64_t)about.st_size : -1;
}

/* 0 or errno: a folder that is there is what was wanted. */
static int make_one(const char *path)
{
	struct stat about;
	int number;

	if (mkdir(path, 0777) == 0)
		return 0;
	number = errno;
	if (stat(path, &about) < 0)
		return number;
	return S_ISDIR(about.st_mode) ? 0 : ENOTDIR;
}

int file_make_dir(const char *path, struct err *err)
{
	char *part = xstrdup(path);
	int number = 0;

	for (char *end = part + 1; *part && *end && number == 0; end++) {
		if (*end != '/')
			continue;
		*end = '\0';
		number = make_one(part);
		*end = '/';
	}
	if (number == 0)
		number = make_one(part);
	free(part);
	if (number != 0)
		return fail(err, FAIL_ENV, N_("cannot make the folder '%s': %s"), path, number);
	return OK;
}

static bool ends_in(const char *name, const char *suffix)
{
	size_t length = strlen(name);
	size_t end = strlen(suffix);

	return length >= end && strcmp(name + length - end, suffix) == 0;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

int file_list(char ***out, size_t *count, const char *folder, const char *suffix,
    struct arena *arena, struct err *err)
{
	DIR *open_folder = opendir(folder);
	char **names = NULL;
	size_t room = 0;
	size_t found = 0;
	struct dirent *entry;
	struct stat about;
	int number;

	if (!open_folder)
		return fail(err,
		    errno == ENOENT || errno == ENOTDIR ? FAIL_NOT_FOUND : FAIL_ENV,
		    N_("cannot open the folder '%s': %s"), folder, errno);
	while (errno = 0, (entry = readdir(open_folder))) {
		if (!ends_in(entry->d_name, suffix))
			continue;
		if (fstatat(dirfd(open_folder), entry->d_name, &about, 0) < 0 ||
		    !S_ISREG(about.st_mode))
			continue;
		names = arena_grow(arena, names, found, &room, sizeof(*names));
		names[found++] = arena_copy(arena, entry->d_name);
	}
	number = errno;
	closedir(open_folder);
	if (number != 0)
		return fail(err, FAIL_ENV, N_("cannot read '%s': %s"), folder, number);
	if (found > 1)
		qsort(names, found, sizeof(*names), by_bytes);
	*out = names;
	*count = found;
	return OK;
}
