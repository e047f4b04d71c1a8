/*
 * day.c - days of the calendar and the clock.
 */
#include "capdo/base.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clock_priv.h"
#include "text_priv.h"

enum {
	FIRST_YEAR = 1,
	LAST_YEAR = 9999,
	DAY_SECONDS = 24 * 60 * 60,
	VIETNAM_OFFSET = 7 * 60 * 60
};

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* The number that exactly `count` digits make; -1 when one of them is no digit. */
static int digits(const char *text, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

static void put_digits(char *out, int number, int count)
{
	for (int i = count - 1; i >= 0; i--) {
		out[i] = (char)('0' + number % 10);
		number /= 10;
	}
}

/* Reads the ten characters of a day; what follows them is not looked at. */
static bool read_day(day *out, const char *text)
{
	int year;
	int month;
	int date;

	if (strnlen(text, 10) < 10 || text[4] != '-' || text[7] != '-')
		return false;
	year = digits(text, 4);
	month = digits(text + 5, 2);
	date = digits(text + 8, 2);
	if (year < FIRST_YEAR || month < 1 || month > 12)
		return false;
	if (date < 1 || date > month_days(year, month))
		return false;
	*out = day_from_ymd(year, month, date);
	return true;
}

int day_parse(day *out, const char *text, struct err *err)
{
	char given[EXCERPT];

	if (strnlen(text, 11) == 10 && read_day(out, text))
		return OK;
	text_excerpt(given, text);
	return err_set(err, FAIL_INVALID, "'%s' is not a day like 2026-11-22", given);
}

void day_format(char out[11], day date)
{
	int year;
	int month;
	int of_month;

	day_to_ymd(date, &year, &month, &of_month);
	assert(year >= FIRST_YEAR && year <= LAST_YEAR);
	put_digits(out, year, 4);
	put_digits(out + 5, month, 2);
	put_digits(out + 8, of_month, 2);
	out[4] = '-';
	out[7] = '-';
	out[10] = '\0';
}

/* Counts in years that begin on 1 March, so that the leap day is the last: then a month's first day
 * is a fraction of 153 days per five months. 719468 days lie between 0000-03-01 and 1970-01-01,
 * 146097 days make 400 years. */
day day_from_ymd(int year, int month, int date)
{
	int era;
	int of_era;
	int of_year;

	assert(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12);
	assert(date >= 1 && date <= month_days(year, month));
	if (month <= 2)
		year--;
	era = year / 400;
	of_era = year % 400;
	of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + date - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void day_to_ymd(day date, int *year, int *month, int *of_month)
{
	int shifted = date + 719468;
	int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int of_era = shifted - era * 146097;
	int years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * years + years / 4 - years / 100);
	int from_march = (5 * of_year + 2) / 153;

	*of_month = of_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = years + era * 400 + (*month <= 2 ? 1 : 0);
}

int day_of_week(day date)
{
	int from_monday = (date + 3) % 7;

	return (from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

char *day_show(struct arena *arena, const char *iso)
{
	day date;

	if (!iso || lang_now() != LANG_VI || strlen(iso) != 10 || !read_day(&date, iso))
		return arena_copy(arena, iso);
	return arena_print(arena, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
}

char *day_left(struct arena *arena, int64_t days)
{
	if (days < 0)
		return arena_print(arena, _("overdue by %d days"), (int)-days);
	return days == 0 ? arena_copy(arena, _("due today"))
			 : arena_print(arena, _("%d days left"), (int)days);
}

/* ---- the clock ------------------------------------------------------------------------------ */

bool clock_parse(int64_t *seconds, const char *text)
{
	day date;
	int hour;
	int minute;
	int second;

	if (strnlen(text, 21) != 20 || !read_day(&date, text))
		return false;
	if (text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
		return false;
	hour = digits(text + 11, 2);
	minute = digits(text + 14, 2);
	second = digits(text + 17, 2);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
		return false;
	*seconds = (int64_t)date * DAY_SECONDS + hour * 3600 + minute * 60 + second;
	return true;
}

static int64_t now(void)
{
	const char *stopped = getenv("CAPDO_CLOCK");
	struct timespec time = { 0 };
	int64_t seconds;

	if (stopped && clock_parse(&seconds, stopped) && seconds >= 0)
		return seconds;
	clock_gettime(CLOCK_REALTIME, &time);
	return (int64_t)time.tv_sec;
}

void clock_now(char out[21])
{
	int64_t seconds = now();
	int of_day = (int)(seconds % DAY_SECONDS);

	day_format(out, (day)(seconds / DAY_SECONDS));
	put_digits(out + 11, of_day / 3600, 2);
	put_digits(out + 14, of_day / 60 % 60, 2);
	put_digits(out + 17, of_day % 60, 2);
	out[10] = 'T';
	out[13] = ':';
	out[16] = ':';
	out[19] = 'Z';
	out[20] = '\0';
}

bool clock_local(const char *utc, day *date, int *minute)
{
	int64_t seconds;

	if (!utc || !clock_parse(&seconds, utc))
		return false;
	seconds += VIETNAM_OFFSET;
	*date = (day)(seconds / DAY_SECONDS);
	if (minute)
		*minute = (int)(seconds % DAY_SECONDS / 60);
	return true;
}

char *clock_show(struct arena *arena, const char *utc)
{
	char iso[11];
	day date;
	int minute;

	if (!clock_local(utc, &date, &minute))
		return arena_copy(arena, utc);
	day_format(iso, date);
	return arena_print(arena, "%s %02d:%02d", day_show(arena, iso), minute / 60, minute % 60);
}

day clock_today(void)
{
	return (day)((now() + VIETNAM_OFFSET) / DAY_SECONDS);
}
