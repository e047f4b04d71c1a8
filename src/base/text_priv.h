/*
 * text_priv.h - what messages quote of a text that may be long.
 */
#ifndef CAPDO_TEXT_PRIV_H
#define CAPDO_TEXT_PRIV_H

enum { EXCERPT = 40 * 4 + 4 };

/* The first line's first 40 characters, with "…" for what was left out. */
void text_excerpt(char out[EXCERPT], const char *text);

#endif
