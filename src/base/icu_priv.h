/*
 * icu_priv.h - the little that base asks of ICU: composing, folding, comparing.
 *
 * ICU's objects are opened once, when first needed, and kept to the end; every function may be
 * called from any thread.
 */
#ifndef CAPDO_ICU_PRIV_H
#define CAPDO_ICU_PRIV_H

#include "capdo/base.h"

/* The NFC of valid UTF-8 of less than 256 MiB. */
char *icu_nfc(struct arena *arena, const char *text, size_t length);

#endif
