/*
 * receive_priv.h - the judging of a hand-in that was taken in.
 */
#ifndef CAPDO_RECEIVE_PRIV_H
#define CAPDO_RECEIVE_PRIV_H

#include "app_priv.h"

struct judgement {
	struct breach_list breaches;    /* at most JUDGED_MOST are listed for a very large agency */
	size_t stops, warns;            /* all of them */
};
/* Checks the rules over an agency's year and keeps the summaries. records: how many the file has;
 * when they are many, the systems are looked at one after the other, so that memory does not grow
 * with them. */
enum { JUDGED_MOST = 5000 };
int receive_judge(struct judgement *out, struct app *app, const char *agency_id, const char *year,
    size_t records, struct arena *arena, struct err *err);

#endif
