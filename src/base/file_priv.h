/*
 * file_priv.h - opening a file with a reason that people understand.
 */
#ifndef CAPDO_FILE_PRIV_H
#define CAPDO_FILE_PRIV_H

#include <sys/stat.h>

#include "capdo/base.h"

/* Opens for reading; a folder is refused. FAIL_NOT_FOUND, FAIL_ENV. The caller closes *out. */
int file_open(int *out, struct stat *about, const char *path, struct err *err);
/* Up to `room` bytes, 0 at the end of the file; FAIL_ENV. */
int file_read_some(size_t *out, int fd, void *data, size_t room, const char *path, struct err *err);

#endif
