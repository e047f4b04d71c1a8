/*
 * province_priv.h - the sums of a province's year while they are being made.
 *
 * Systems come one by one with their summaries; sums by pack stand in arrays, because ten thousand
 * systems bring a million entries.
 */
#ifndef CAPDO_PROVINCE_PRIV_H
#define CAPDO_PROVINCE_PRIV_H

#include "summary_priv.h"

enum { PROVINCE_PACKS = 16, PROVINCE_BANDS = 8 };

struct group_sum {
	int64_t sum, most, applicable, assessed, systems;
};
struct agency_sum {
	const char *id;                 /* of the record */
	struct node *node;              /* of shape province-agency */
	int64_t systems, level[6], approved, assessed, in_place, high;
	int64_t exercises, incidents, incidents_late, duty[5];
	int64_t measures, plans, allotted;
	int worst;
	const char *worst_band;
	struct group_sum *group[PROVINCE_PACKS]; /* by pack; [0] the whole, then its groups */
	bool *gains[PROVINCE_PACKS];    /* by pack and requirement: counted already */
	bool first_late, received;      /* the register of hand-ins */
	struct node **spending;         /* by content of spending; the last: of none */
	struct node **duty_node;        /* by obligation of the pack */
};
struct system_sum {
	const char *id;
	struct node *node;              /* of shape province-system */
	struct agency_sum *agency;
	size_t order;
	int worst, gross, high;
};
struct priority_sum {
	int64_t gain, cost, systems, agencies;
};
struct requirements_sum {
	const struct pack *pack;
	struct priority_sum *by;        /* requirement */
};
struct scenario_sum {
	int64_t rated, count[3][PROVINCE_BANDS];
	int worst;
};
struct threats_sum {
	const struct pack *pack;
	int64_t systems;                /* assessed with it */
	struct scenario_sum *by;
};

/* A summary that was not there. */
struct missing {
	const char *assessment, *system;        /* ids */
	struct summary summary;
	bool made;
};

struct gathering {
	struct app *app;
	struct province *province;
	struct arena *arena;
	struct err *err;
	int64_t year;
	const struct pack *obligations;
	const struct sourced *clock;            /* of incident notices; NULL: none */
	const struct pack *method;              /* of the assessments; the newest of several */
	struct agency_sum *agency;              /* by id */
	size_t agency_count;
	struct system_sum *system;              /* by id */
	size_t system_count, system_room;
	struct requirements_sum requirements[PROVINCE_PACKS];
	size_t requirements_count;
	struct threats_sum threats[PROVINCE_PACKS];
	size_t threats_count;
	int64_t unrated, exercises_planned, serious, band[3][PROVINCE_BANDS];
	size_t used_room;
	struct missing *missing;
	size_t missing_count, missing_room;
	char basis[HASH_TEXT];
};

/* ---- province.c ------------------------------------------------------------------------------ */

struct agency_sum *gathered_agency(const struct gathering *g, const char *id);
struct system_sum *gathered_system(const struct gathering *g, const char *id);
/* Notes a pack that results stand on; each id and version once. */
void province_uses(struct gathering *g, const char *id, const char *version);
void put_count(struct node *node, const char *field, int64_t number, struct arena *arena);

/* ---- province_sum.c: systems with their summaries -------------------------------------------- */

/* Reads the systems, and the summaries of the year and of the one before. */
int gather_systems(struct gathering *g, struct err *err);
/* Summaries that are not there or were made with other packs: from the records, and kept where the
 * store can be written. */
int gather_missing(struct gathering *g, struct err *err);
/* After the last: ranks, bands, scenarios, what to do first, groups of the agencies. */
void finish_systems(struct gathering *g);

/* ---- province_year.c: what agencies do ------------------------------------------------------- */

int gather_years(struct gathering *g, struct err *err);
void finish_years(struct gathering *g);

#endif
