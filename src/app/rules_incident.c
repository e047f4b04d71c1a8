/*
 * rules_incident.c - how soon incidents are told, in hours: by the regulation in force on the day
 * of detection. One detected under a regulation without such clocks is counted in days, by the
 * conditions of the rules themselves.
 */
#include <string.h>

#include "rules_priv.h"

enum { MINUTES_A_DAY = 24 * 60 };

/* A moment in minutes since 1970, and the seconds that were cut off. */
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
static struct moment now_of(const struct checking *checking)
{
	struct moment now = { ((int64_t)checking->world.today + 1) * MINUTES_A_DAY - 1, 59 };
	char text[21];

	if (checking->world.today == clock_today()) {
		clock_now(text);
		(void)moment_of(&now, text);
	}
	return now;
}

static bool is_after(const struct moment *one, int64_t limit, int seconds)
{
	return one->minutes > limit || (one->minutes == limit && one->seconds > seconds);
}

/* The regulation in force when the incident was detected, when it has clocks in hours. */
static const struct pack *pack_of(const struct checking *checking, const struct node *incident)
{
	const struct pack *pack;
	char iso[11];
	day detected;

	if (!clock_local(node_get(incident, "detected"), &detected, NULL))
		return NULL;
	day_format(iso, detected);
	pack = packs_in_force(checking->app->packs, PACK_REGULATION, iso);
	return pack && pack->incident_clock_count > 0 ? pack : NULL;
}

static bool concerns(const struct incident_clock *clock, const struct node *incident)
{
	return !clock->serious || node_is(incident, "grade", "serious");
}

/* A report with cause, scope and remedy is a notice too. */
static const char *told_at(const struct node *incident, const char *field)
{
	const char *at = node_get(incident, field);

	return at || strcmp(field, "reported") != 0 ? at : node_get(incident, "detailed");
}

/* Told, or not yet too late to tell. */
static bool is_in_time(const struct checking *checking, const struct node *incident,
    const struct incident_clock *clock, struct rule_found *found)
{
	const char *at = told_at(incident, clock->field);
	struct moment detected, told;
	int64_t limit;
	char iso[11];

	if (!moment_of(&detected, node_get(incident, "detected")))
		return true;
	if (!at || !moment_of(&told, at))
		told = now_of(checking);
	limit = detected.minutes + (int64_t)clock->hours * 60;
	if (!is_after(&told, limit, detected.seconds))
		return true;
	day_format(iso, (day)(limit / MINUTES_A_DAY));
	found->detail = arena_print(checking->arena, "%s %02d:%02d (%s); %s: %s",
	    day_show(checking->arena, iso), (int)(limit % MINUTES_A_DAY / 60),
	    (int)(limit % 60), words_now(&clock->text),
	    tr(incident->shape->field[shape_field(incident->shape, clock->field)].label),
	    at ? clock_show(checking->arena, at) : _("(not given)"));
	return false;
}

static bool all_in_time(const struct checking *checking, const struct node *incident,
    const char *field, struct rule_found *found)
{
	const struct pack *pack = pack_of(checking, incident);

	for (size_t i = 0; pack && i < pack->incident_clock_count; i++) {
		const struct incident_clock *clock = &pack->incident_clock[i];

		if (clock->hours > 0 && strcmp(clock->field, field) == 0 &&
		    concerns(clock, incident) && !is_in_time(checking, incident, clock, found))
			return false;
	}
	return true;
}

/* ---- tests ---------------------------------------------------------------------------------- */

static bool older_clock(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	(void)found;
	return !pack_of(checking, node);
}

static bool told_at_once(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	const struct pack *pack = pack_of(checking, node);

	for (size_t i = 0; pack && i < pack->incident_clock_count; i++) {
		const struct incident_clock *clock = &pack->incident_clock[i];

		if (clock->hours > 0 || !concerns(clock, node) || told_at(node, clock->field))
			continue;
		found->detail = words_now(&clock->text);
		return false;
	}
	return true;
}

static bool notice_in_time(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	return all_in_time(checking, node, "reported", found);
}

static bool report_in_time(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	return all_in_time(checking, node, "detailed", found);
}

rule_tester *rules_incident_test(const char *name)
{
	static const struct {
		const char *name;
		rule_tester *run;
	} tests[] = {
		{ "older-clock", older_clock },
		{ "told-at-once", told_at_once },
		{ "notice-in-time", notice_in_time },
		{ "report-in-time", report_in_time },
	};

	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		if (strcmp(tests[i].name, name) == 0)
			return tests[i].run;
	return NULL;
}
