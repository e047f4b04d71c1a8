/*
 * pack_crossed.h - small packs in the place of the two checklists, of their crosswalk and of the threats;
 * the regulations with the change of regime are the built-in ones.
 *
 * Old (R-) to new (N-), all of them demanded at each level:
 *   R-SAME system, same, N-SAME system           R-MORE system, stricter, N-MORE system
 *   R-SRV server, same, N-SRV server             R-PART server, partly, N-PART server
 *   R-A, R-B system, stricter and partly, N-TWO  R-C server, R-D system, both same, N-MIX system
 *   R-WIDE server, same, N-WIDE system           R-GONE dropped; N-NEW new
 * Cycles of the new one: N-SAME 3 months, N-MORE 12 (unverified), N-TWO without a number, N-SRV 1 month
 * at level 5 only.
 */
#ifndef CAPDO_TEST_PACK_CROSSED_H
#define CAPDO_TEST_PACK_CROSSED_H

/* The folder is folder_new()'s. */
void folder_put_crossed(const char *folder);

#endif
