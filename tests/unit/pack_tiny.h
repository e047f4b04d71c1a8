/*
 * pack_tiny.h - the smallest valid pack of each kind, and a folder to load them from.
 *
 * One element a line, so that a test knows the line of a fault from the text it changed.
 */
#ifndef CAPDO_TEST_PACK_TINY_H
#define CAPDO_TEST_PACK_TINY_H

#include "capdo/pack.h"

enum tiny { TINY_REGULATION, TINY_REQUIREMENTS, TINY_THREATS, TINY_OBLIGATIONS, TINY_METHOD, TINY_CALENDAR,
	TINY_DECREE, TINY_LATER, TINY_CROSSWALK, TINY_COUNT };

/* File name and text of a tiny pack; their ids are t-reg, t-req, t-thr, t-obl, t-met, t-cal; a later regulation
 * t-dec with a change of regime, a later checklist t-lat, and t-xw, the crosswalk from t-req to it. */
extern const char *const tiny_name[TINY_COUNT];
extern const char *const tiny_text[TINY_COUNT];

/* A new empty folder, removed with its files by folder_drop(). Both fail the test when they cannot. */
char *folder_new(void);
void folder_put(const char *folder, const char *name, const char *text);
void folder_put_tiny(const char *folder);
void folder_drop(char *folder);

/* text with `from`, which must stand there exactly once, replaced. The caller frees it. */
char *replaced(const char *text, const char *from, const char *to);
/* The line on which `part` begins, counted from 1. */
int line_of(const char *text, const char *part);

#endif
