/*
 * deadline.c - working days, and the last day of a yearly duty.
 */
#include "capdo/domain.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* The first entry on or after a day; calendar_count: none. */
static size_t find_entry(const struct pack *calendar, day date)
{
	size_t low = 0;
	size_t high = calendar->calendar_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (calendar->calendar[middle].date < date)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct calendar_day *entry_of(const struct pack *calendar, day date)
{
	size_t at = calendar ? find_entry(calendar, date) : 0;

	if (!calendar || at == calendar->calendar_count || calendar->calendar[at].date != date)
		return NULL;
	return &calendar->calendar[at];
}

static bool knows_year_of(const struct pack *calendar, day date)
{
	int year;
	int month;
	int of_month;
	size_t at;

	if (!calendar)
		return false;
	day_to_ymd(date, &year, &month, &of_month);
	at = find_entry(calendar, day_from_ymd(year, 1, 1));
	return at < calendar->calendar_count
	    && calendar->calendar[at].date <= day_from_ymd(year, 12, 31);
}

/* An entry that says what the plain week says decides nothing. */
bool deadline_is_working(day date, const struct pack *calendar, bool *unverified)
{
	const struct calendar_day *entry = entry_of(calendar, date);
	bool plain = day_of_week(date) <= 5;
	bool working = entry ? !entry->off : plain;
	bool doubtful = entry ? entry->status != STATUS_CONFIRMED && working != plain
	    : !knows_year_of(calendar, date);

	if (doubtful && unverified)
		*unverified = true;
	return working;
}

day deadline_after(day from, int days, bool working, const struct pack *calendar, bool *unverified)
{
	day date = from;

	assert(days >= 0);
	if (!working)
		return from + days;
	while (days > 0) {
		date++;
		if (deadline_is_working(date, calendar, unverified))
			days--;
	}
	return date;
}

int deadline_before(day *out, const char *month_day, int year, struct err *err)
{
	char text[32];
	day date;
	int rc;

	if (strncmp(month_day, "--", 2) != 0 || strlen(month_day) != 7 || year < 1 || year > 9999)
		return err_set(
		    err, FAIL_INVALID, "'%s' is not a day of the year like --12-20", month_day);
	snprintf(text, sizeof(text), "%04d-%s", year, month_day + 2);
	rc = day_parse(&date, text, err);
	if (rc < 0)
		return rc;
	*out = date - 1;
	return OK;
}

bool duty_covers(const struct sourced *duty, int year)
{
	return duty->first_year <= year && (duty->last_year == 0 || year <= duty->last_year);
}

int duty_period(day *from, day *to, bool *given, const struct sourced *duty, int year,
    struct err *err)
{
	int first = year;
	int rc;

	*from = day_from_ymd(year, 1, 1);
	*to = day_from_ymd(year, 12, 31);
	*given = duty->window_from && duty->window_to;
	if (!*given)
		return OK;
	if (strcmp(duty->window_from, duty->window_to) > 0)
		first--;
	/* deadline_before gives the day before */
	rc = deadline_before(from, duty->window_from, first, err);
	if (rc == OK)
		rc = deadline_before(to, duty->window_to, year, err);
	++*from;
	++*to;
	return rc;
}
