/*
 * rules_incident.c - how soon incidents are told, in hours: by the regulation in force on the day
 * of detection. One detected under a regulation without such clocks is counted in days, by the
 * conditions of the rules themselves.
 */
#include <string.h>

#include "rules_priv.h"

/* Told, or not yet too late to tell. */
static bool is_in_time(const struct checking *checking, const struct node *incident,
    const struct incident_clock *clock, struct rule_found *found)
{
	struct incident_term term;
	char iso[11];

	if (!incident_look(&term, clock, incident, checking->world.today) || !term.late)
		return true;
	day_format(iso, term.date);
	found->detail = arena_print(checking->arena, "%s %02d:%02d (%s); %s: %s",
	    day_show(checking->arena, iso), term.minute / 60, term.minute % 60,
	    words_now(&clock->text),
	    tr(incident->shape->field[shape_field(incident->shape, clock->field)].label),
	    term.told ? clock_show(checking->arena, term.told) : _("(not given)"));
	return false;
}

static bool all_in_time(const struct checking *checking, const struct node *incident,
    const char *field, struct rule_found *found)
{
	const struct pack *pack = incident_pack(checking->app, incident);

	for (size_t i = 0; pack && i < pack->incident_clock_count; i++) {
		const struct incident_clock *clock = &pack->incident_clock[i];

		if (clock->hours > 0 && strcmp(clock->field, field) == 0 &&
		    incident_concerns(clock, incident) &&
		    !is_in_time(checking, incident, clock, found))
			return false;
	}
	return true;
}

/* ---- tests ---------------------------------------------------------------------------------- */

static bool older_clock(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	(void)found;
	return !incident_pack(checking->app, node);
}

static bool told_at_once(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	const struct pack *pack = incident_pack(checking->app, node);

	for (size_t i = 0; pack && i < pack->incident_clock_count; i++) {
		const struct incident_clock *clock = &pack->incident_clock[i];

		if (clock->hours > 0 || !incident_concerns(clock, node) ||
		    incident_told(clock, node))
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
