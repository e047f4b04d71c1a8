/*
 * banned_priv.h - functions that may not be called anywhere in src/.
 *
 * The Makefile puts this file before every source (gcc -include). The system's headers come first,
 * so that only our own calls meet the macros; each macro needs the bracket of a call, so that a
 * variable may well be named `system`.
 */
#ifndef CAPDO_BANNED_PRIV_H
#define CAPDO_BANNED_PRIV_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef strcpy
#undef strcat
#undef strncpy
#undef sprintf
#undef strtok
#undef gets
#undef localtime
#undef gmtime
#undef system
#undef alloca

#define strcpy(to, from) banned_strcpy_use_memcpy_or_an_arena
#define strcat(to, from) banned_strcat_use_struct_buffer
#define strncpy(to, from, size) banned_strncpy_use_arena_copy_n
#define sprintf(...) banned_sprintf_use_arena_print
#define strtok(text, marks) banned_strtok_use_strcspn
#define gets(line) banned_gets
#define localtime(time) banned_localtime_use_day_to_ymd
#define gmtime(time) banned_gmtime_use_clock_now
#define system(command) banned_system
#define alloca(size) banned_alloca

#endif
