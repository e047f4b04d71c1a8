/*
 * incident.c - how soon an incident is told, in hours: by the regulation in force on the day of
 * detection. Where that one has no such clocks, days of other packs count.
 */
#include <string.h>

#include "app_priv.h"

enum { MINUTES_A_DAY = 24 * 60 };

/* A moment in minutes since 1970, in Vietnam, and the seconds that were cut off. */
struct moment {
	int64_t minutes;
	int seconds;
};

static bool moment_of(struct moment *out, const char *utc)
{
	int minute;
	day date;

	if (!clock_local(utc, &date, &minute))
		return false;
	out->minutes = (int64_t)date * MINUTES_A_DAY + minute;
	out->seconds = (utc[17] - '0') * 10 + utc[18] - '0';
	return true;
}

/* A day without an hour counts whole: nothing is late before it is over. */
static struct moment now_on(day today)
{
	struct moment now = { ((int64_t)today + 1) * MINUTES_A_DAY - 1, 59 };
	char text[21];

	if (today == clock_today()) {
		clock_now(text);
		(void)moment_of(&now, text);
	}
	return now;
}

static bool is_after(const struct moment *one, int64_t limit, int seconds)
{
	return one->minutes > limit || (one->minutes == limit && one->seconds > seconds);
}

const struct pack *incident_pack(const struct app *app, const struct node *incident)
{
	const struct pack *pack;
	char iso[11];
	day detected;

	if (!clock_local(node_get(incident, "detected"), &detected, NULL))
		return NULL;
	day_format(iso, detected);
	pack = packs_in_force(app->packs, PACK_REGULATION, iso);
	return pack && pack->incident_clock_count > 0 ? pack : NULL;
}

bool incident_concerns(const struct incident_clock *clock, const struct node *incident)
{
	return !clock->serious || node_is(incident, "grade", "serious");
}

/* A report with cause, scope and remedy is a notice too. */
const char *incident_told(const struct incident_clock *clock, const struct node *incident)
{
	const char *at = node_get(incident, clock->field);

	return at || strcmp(clock->field, "reported") != 0 ? at : node_get(incident, "detailed");
}

bool incident_look(struct incident_term *out, const struct incident_clock *clock,
    const struct node *incident, day today)
{
	struct moment detected, told;

	*out = (struct incident_term){ .clock = clock, .told = incident_told(clock, incident) };
	if (!moment_of(&detected, node_get(incident, "detected")))
		return false;
	out->limit = detected.minutes + (int64_t)clock->hours * 60;
	out->date = (day)(out->limit / MINUTES_A_DAY);
	out->minute = (int)(out->limit % MINUTES_A_DAY);
	if (!out->told || !moment_of(&told, out->told))
		told = now_on(today);
	out->late = is_after(&told, out->limit, detected.seconds);
	return true;
}

/* What is late goes first, then what is still to be told, then the last that was told. */
static int weight(const struct incident_term *term)
{
	return term->late ? 2 : !term->told ? 1 : 0;
}

bool incident_worst(struct incident_term *out, const struct pack *pack,
    const struct node *incident, day today)
{
	struct incident_term term;
	bool any = false;

	for (size_t i = 0; i < pack->incident_clock_count; i++) {
		const struct incident_clock *clock = &pack->incident_clock[i];

		if (clock->hours < 1 || !incident_concerns(clock, incident) ||
		    !incident_look(&term, clock, incident, today))
			continue;
		if (!any || weight(&term) > weight(out) ||
		    (weight(&term) == weight(out) &&
			(weight(out) ? term.limit < out->limit : term.limit > out->limit)))
			*out = term;
		any = true;
	}
	return any;
}
