/*
 * test_domain_regime_table.h - what is known of a system and the regime it is then under, case by case.
 *
 * Written from the transition articles: Law 116/2025/QH15 Art. 44, 45 and Decree 331/2026 Art. 10.5, 19, 20, 25,
 * 38, 39, and the rules T1 to T11 that a program can apply. The reason stands in each line. T0, T-late and
 * T-between are of this project, for cases of which no text speaks.
 *
 * Terms: - none, R runs, B after the safe day and not after the other, O over.
 */
#ifndef CAPDO_TEST_DOMAIN_REGIME_TABLE_H
#define CAPDO_TEST_DOMAIN_REGIME_TABLE_H

#define OLD "nd85-2016"
#define NEW "nd331-2026"
#define OLD_LIST "tt12-2022"
#define NEW_LIST "tcvn14423-2026"

enum { NONE, TAKE_OLD, TAKE_NEW };      /* what the user chose */

struct regime_case {
	const char *why;
	const char *as_of;
	int level;
	const char *date, *basis, *decided;
	const char *start, *since, *filed;      /* project, operation, dossier under the old decree */
	enum truth in_build, planned, redetermine, risk, products;
	int choice;
	const char *rule;               /* NULL: none, or not certain */
	const char *candidates;         /* NULL: certain */
	const char *missing;            /* codes of situations; NULL: none */
	const char *packs[3];           /* classification, measures, next measures */
	const char *terms;              /* of the approval, of the measures */
	const char *beside;
};

/* a level approved under the old decree */
#define KEPT .level = 3, .date = "2020-05-05", .basis = OLD
#define APPROVED(day, under) .level = 2, .date = (day), .basis = (under)
#define RUNNING .since = "2019-03-01"
/* under construction: begun before the law, not in operation yet */
#define BUILDING .start = "2025-03-01", .in_build = UNKNOWN, .planned = YES
#define BUILT(day) .start = "2025-03-01", .in_build = UNKNOWN, .since = (day)
#define PROJECT(day) .start = (day), .in_build = UNKNOWN, .planned = YES

#define BEFORE .packs = { OLD, OLD_LIST, NULL }, .terms = "--", .beside = ""
#define ALL_OLD { OLD, OLD_LIST, NULL }
#define OLD_THEN { OLD, OLD_LIST, NEW_LIST }
#define OLD_NOW { OLD, NEW_LIST, NULL }
#define NEW_THEN { NEW, OLD_LIST, NEW_LIST }
#define ALL_NEW { NEW, NEW_LIST, NULL }

static const struct regime_case regime_cases[] = {
	/* ---- before the law: nothing has changed yet ------------------------------------------------ */
	{ "law 44.1: it takes effect on 07-01, so 06-30 is still the old regime", "2026-06-30", KEPT, RUNNING,
	    BEFORE },
	{ "nothing is known, and nothing need be", "2026-06-30", .in_build = UNKNOWN, .planned = UNKNOWN,
	    .redetermine = UNKNOWN, .risk = UNKNOWN, .products = UNKNOWN, BEFORE },
	{ "a project that begins on the next day", "2026-06-30", PROJECT("2026-07-01"), BEFORE },
	{ "under construction, before the transition exists", "2026-06-30", BUILDING, BEFORE },
	{ "in operation and never classified: Decree 85 Art. 14", "2026-06-30", RUNNING, BEFORE },
	{ "must be set again: by Decree 85 Art. 18", "2026-06-30", KEPT, RUNNING, .redetermine = YES, BEFORE },
	{ "products, a higher risk: no rule of the new regime tells of them yet", "2026-06-30", KEPT, RUNNING,
	    .products = YES, .risk = YES, BEFORE },

	/* ---- T1: the level is kept, law 45.1 -------------------------------------------------------- */
	{ "T1 from the day of the law", "2026-07-01", KEPT, RUNNING, .rule = "T1", .packs = OLD_THEN,
	    .terms = "-R", .beside = "" },
	{ "T1 on the second day", "2026-07-02", KEPT, RUNNING, .rule = "T1", .packs = OLD_THEN, .terms = "-R",
	    .beside = "" },
	{ "T1 does not wait for the decree: last day without it", "2026-08-18", KEPT, RUNNING, .rule = "T1",
	    .packs = OLD_THEN, .terms = "-R", .beside = "" },
	{ "T9 stands beside from the day of the decree, 331 Art. 38 and 39.2", "2026-08-19", KEPT, RUNNING,
	    .rule = "T1", .packs = OLD_THEN, .terms = "-R", .beside = "T9" },
	{ "T1 on the day after the decree", "2026-08-20", KEPT, RUNNING, .rule = "T1", .packs = OLD_THEN,
	    .terms = "-R", .beside = "T9" },
	{ "the six months are not of T1: 12-31", "2026-12-31", KEPT, RUNNING, .rule = "T1", .packs = OLD_THEN,
	    .terms = "-R", .beside = "T9" },
	{ "the six months are not of T1: 01-01", "2027-01-01", KEPT, RUNNING, .rule = "T1", .packs = OLD_THEN,
	    .terms = "-R", .beside = "T9" },
	{ "the six months are not of T1: 01-02", "2027-01-02", KEPT, RUNNING, .rule = "T1", .packs = OLD_THEN,
	    .terms = "-R", .beside = "T9" },
	{ "12 months, safe reading: 06-30 is the last day, the old list still holds", "2027-06-30", KEPT, RUNNING,
	    .rule = "T1", .packs = OLD_THEN, .terms = "-R", .beside = "T9" },
	{ "after the safe day the new list counts; by the other reading the term still runs", "2027-07-01", KEPT,
	    RUNNING, .rule = "T1", .packs = OLD_NOW, .terms = "-B", .beside = "T9" },
	{ "over by both readings; the level is kept all the same", "2027-07-02", KEPT, RUNNING, .rule = "T1",
	    .packs = OLD_NOW, .terms = "-O", .beside = "T9" },
	{ "kept without an end: 45.1 names none", "2030-01-01", KEPT, RUNNING, .rule = "T1", .packs = OLD_NOW,
	    .terms = "-O", .beside = "T9" },
	{ "approved on the last day before the law", "2026-12-01", APPROVED("2026-06-30", OLD), RUNNING,
	    .rule = "T1", .packs = OLD_THEN, .terms = "-R", .beside = "T9" },
	{ "the basis is told by the decision", "2026-12-01", .level = 3, .date = "2020-05-05", .decided = OLD,
	    RUNNING, .rule = "T1", .packs = OLD_THEN, .terms = "-R", .beside = "T9" },
	{ "no basis is told: before the law there was only the old one", "2026-12-01", .level = 3,
	    .date = "2020-05-05", RUNNING, .rule = "T1", .packs = OLD_THEN, .terms = "-R", .beside = "T9" },
	{ "approved before the law while under construction: T1 comes before T2, which wants no approval",
	    "2026-12-01", APPROVED("2026-06-30", OLD), BUILDING, .rule = "T1", .packs = OLD_THEN, .terms = "-R",
	    .beside = "T9" },
	{ "what the user would choose changes nothing where the law decides", "2026-12-01", KEPT, RUNNING,
	    .choice = TAKE_NEW, .rule = "T1", .packs = OLD_THEN, .terms = "-R", .beside = "T9" },
	{ "day of approval not known, not in build: before the law or late", "2026-12-01", .level = 3, .basis = OLD,
	    RUNNING, .candidates = "T1 T-late", .missing = "before-law", .packs = OLD_THEN, .terms = "-R",
	    .beside = "T9" },
	{ "day not known, in build: the level is kept (T1) or was approved in the term (T2)", "2026-12-01",
	    .level = 3, .basis = OLD, BUILDING, .candidates = "T1 T2", .missing = "before-law",
	    .packs = OLD_THEN, .terms = "-R", .beside = "T9" },

	/* ---- approved under the old decree from the day of the law on, not in build: no text ---------- */
	{ "approved on the day of the law is not before it; not under construction: no rule, the user is asked",
	    "2026-12-01", APPROVED("2026-07-01", OLD), RUNNING, .rule = "T-late", .packs = ALL_NEW,
	    .terms = "--", .beside = "T9" },
	{ "the same, recognised by the appraising body", "2026-12-01", APPROVED("2026-07-01", OLD), RUNNING,
	    .choice = TAKE_OLD, .rule = "T-late", .packs = OLD_NOW, .terms = "--", .beside = "T9" },
	{ "a project of July approved under the old decree: not in build before the law", "2026-12-01",
	    APPROVED("2026-08-01", OLD), PROJECT("2026-07-01"), .rule = "T-late", .packs = ALL_NEW,
	    .terms = "--", .beside = "T9" },
	{ "a decision of a later day is none on this one: never classified (T3)", "2026-12-14",
	    APPROVED("2026-12-15", NEW), RUNNING, .rule = "T3", .packs = ALL_NEW, .terms = "--",
	    .beside = "T9 T11" },

	/* ---- T2: under construction, 331 Art. 39.1 --------------------------------------------------- */
	{ "T2 from the day of the law", "2026-07-01", BUILDING, .rule = "T2", .packs = OLD_THEN, .terms = "RR",
	    .beside = "" },
	{ "T2 between law and decree: 39.1 reaches back", "2026-08-18", BUILDING, .rule = "T2", .packs = OLD_THEN,
	    .terms = "RR", .beside = "" },
	{ "T2 on the day of the decree", "2026-08-19", BUILDING, .rule = "T2", .packs = OLD_THEN, .terms = "RR",
	    .beside = "T9" },
	{ "T2 on the day after", "2026-08-20", BUILDING, .rule = "T2", .packs = OLD_THEN, .terms = "RR",
	    .beside = "T9" },
	{ "six months, safe reading: the last day", "2026-12-31", BUILDING, .rule = "T2", .packs = OLD_THEN,
	    .terms = "RR", .beside = "T9" },
	{ "between the readings: over by one, not by the other; the old decree counts", "2027-01-01", BUILDING,
	    .candidates = "T5 T2", .missing = "term-over", .packs = OLD_THEN, .terms = "BR", .beside = "T9" },
	{ "begun on the last day before the law", "2026-12-01", PROJECT("2026-06-30"), .rule = "T2",
	    .packs = OLD_THEN, .terms = "RR", .beside = "T9" },
	{ "in operation from the day of the law: on the day before it was under construction", "2026-12-01",
	    BUILT("2026-07-01"), .rule = "T2", .packs = OLD_THEN, .terms = "RR", .beside = "T9 T11" },
	{ "in operation a day after the law", "2026-12-01", BUILT("2026-07-02"), .rule = "T2", .packs = OLD_THEN,
	    .terms = "RR", .beside = "T9 T11" },
	{ "in operation on the last day before the decree: unapproved before it (T11)", "2026-12-01",
	    BUILT("2026-08-18"), .rule = "T2", .packs = OLD_THEN, .terms = "RR", .beside = "T9 T11" },
	{ "in operation from the day of the decree: no act before it", "2026-12-01", BUILT("2026-08-19"),
	    .rule = "T2", .packs = OLD_THEN, .terms = "RR", .beside = "T9" },
	{ "the user says so, no dates", "2026-12-01", .in_build = YES, .planned = UNKNOWN, .rule = "T2",
	    .packs = OLD_THEN, .terms = "RR", .beside = "T9" },
	{ "approved in the term under the old decree: keeps that level, measures within 12 months", "2026-12-01",
	    APPROVED("2026-10-15", OLD), BUILDING, .rule = "T2", .packs = OLD_THEN, .terms = "*R",
	    .beside = "T9" },
	{ "approved on the day of the law: not before it, so not T1", "2026-12-01", APPROVED("2026-07-01", OLD),
	    BUILDING, .rule = "T2", .packs = OLD_THEN, .terms = "*R", .beside = "T9" },
	{ "approved on the last safe day, looked at later: not missed", "2027-03-01", APPROVED("2026-12-31", OLD),
	    BUILDING, .rule = "T2", .packs = OLD_THEN, .terms = "*R", .beside = "T9" },
	{ "approved in the term, measures after the safe day", "2027-07-01", APPROVED("2026-10-15", OLD), BUILDING,
	    .rule = "T2", .packs = OLD_NOW, .terms = "*B", .beside = "T9" },
	{ "approved in the term, measures over", "2027-07-02", APPROVED("2026-10-15", OLD), BUILDING,
	    .rule = "T2", .packs = OLD_NOW, .terms = "*O", .beside = "T9" },
	{ "filed under the old decree while under construction: 39.1 has a rule, T6 is for systems in operation",
	    "2026-12-01", BUILDING, .filed = "2026-08-01", .rule = "T2", .packs = OLD_THEN, .terms = "RR",
	    .beside = "T9" },
	{ "no choice is open in T2", "2026-12-01", BUILDING, .choice = TAKE_NEW, .rule = "T2", .packs = OLD_THEN,
	    .terms = "RR", .beside = "T9" },

	/* ---- T5: the six months have passed without approval: no rule --------------------------------- */
	{ "over by both readings: offer the new decree, and flag it", "2027-01-02", BUILDING, .rule = "T5",
	    .packs = NEW_THEN, .terms = "OR", .beside = "T9" },
	{ "the user was told to finish under the old decree", "2027-01-02", BUILDING, .choice = TAKE_OLD,
	    .rule = "T5", .packs = OLD_THEN, .terms = "OR", .beside = "T9" },
	{ "the user goes over to the new one", "2027-01-02", BUILDING, .choice = TAKE_NEW, .rule = "T5",
	    .packs = NEW_THEN, .terms = "OR", .beside = "T9" },
	{ "the 12 months of 39.1 still run", "2027-06-30", BUILDING, .rule = "T5", .packs = NEW_THEN,
	    .terms = "OR", .beside = "T9" },
	{ "between the readings of the 12 months", "2027-07-01", BUILDING, .rule = "T5", .packs = ALL_NEW,
	    .terms = "OB", .beside = "T9" },
	{ "all is over", "2027-07-02", BUILDING, .rule = "T5", .packs = ALL_NEW, .terms = "OO", .beside = "T9" },
	{ "in operation meanwhile, unapproved: still missed, and an act before the decree", "2027-01-02",
	    BUILT("2026-08-01"), .rule = "T5", .packs = NEW_THEN, .terms = "OR", .beside = "T9 T11" },

	/* ---- T3: in operation, never classified ------------------------------------------------------- */
	{ "T3 from the day of the law: no transition clause covers it", "2026-07-01", RUNNING, .rule = "T3",
	    .packs = ALL_NEW, .terms = "--", .beside = "" },
	{ "T3 before the decree: nothing to follow yet but the one to come", "2026-08-18", RUNNING, .rule = "T3",
	    .packs = ALL_NEW, .terms = "--", .beside = "" },
	{ "T3 on the day of the decree: its procedure at once", "2026-08-19", RUNNING, .rule = "T3",
	    .packs = ALL_NEW, .terms = "--", .beside = "T9 T11" },
	{ "no term of 39.1 is for T3", "2027-01-01", RUNNING, .rule = "T3", .packs = ALL_NEW, .terms = "--",
	    .beside = "T9 T11" },
	{ "2027-06-30 is only an internal target", "2027-07-01", RUNNING, .rule = "T3", .packs = ALL_NEW,
	    .terms = "--", .beside = "T9 T11" },
	{ "in operation since the very day of the law, not under construction", "2026-12-01", .since = "2026-07-01",
	    .rule = "T3", .packs = ALL_NEW, .terms = "--", .beside = "T9 T11" },
	{ "in operation on the day before the law: no longer under construction", "2026-12-01", BUILT("2026-06-30"),
	    .rule = "T3", .packs = ALL_NEW, .terms = "--", .beside = "T9 T11" },
	{ "nothing approved, so nothing to set again", "2026-12-01", RUNNING, .redetermine = YES, .rule = "T3",
	    .packs = ALL_NEW, .terms = "--", .beside = "T9 T11" },
	{ "a higher risk than what level? T8 needs one", "2026-12-01", RUNNING, .risk = YES, .rule = "T3",
	    .packs = ALL_NEW, .terms = "--", .beside = "T9 T11" },

	/* ---- T6: filed under the old decree, undecided on the day of the new one ----------------------- */
	{ "before the decree it is only a dossier", "2026-08-18", RUNNING, .filed = "2026-06-01", .rule = "T3",
	    .packs = ALL_NEW, .terms = "--", .beside = "" },
	{ "T6 from the day of the decree: no rule, the user is asked", "2026-08-19", RUNNING,
	    .filed = "2026-06-01", .rule = "T6", .packs = ALL_NEW, .terms = "--", .beside = "T9 T11" },
	{ "filed on the last day before the decree", "2026-12-01", RUNNING, .filed = "2026-08-18", .rule = "T6",
	    .packs = ALL_NEW, .terms = "--", .beside = "T9 T11" },
	{ "filed the day after the decree: not undecided on it", "2026-12-01", RUNNING, .filed = "2026-08-20",
	    .rule = "T3", .packs = ALL_NEW, .terms = "--", .beside = "T9 T11" },
	{ "T6, the file goes on under the old decree", "2026-12-01", RUNNING, .filed = "2026-06-01",
	    .choice = TAKE_OLD, .rule = "T6", .packs = OLD_NOW, .terms = "--", .beside = "T9 T11" },
	{ "T6, done again under the new one", "2026-12-01", RUNNING, .filed = "2026-06-01", .choice = TAKE_NEW,
	    .rule = "T6", .packs = ALL_NEW, .terms = "--", .beside = "T9 T11" },

	/* ---- T4: begun on or after the day of the law --------------------------------------------------- */
	{ "begun on the day of the law", "2026-07-01", PROJECT("2026-07-01"), .rule = "T4", .packs = ALL_NEW,
	    .terms = "--", .beside = "" },
	{ "before the decree: it is applied from 08-19, an inference", "2026-08-18", PROJECT("2026-07-01"),
	    .rule = "T4", .packs = ALL_NEW, .terms = "--", .beside = "" },
	{ "on the day of the decree", "2026-08-19", PROJECT("2026-07-02"), .rule = "T4", .packs = ALL_NEW,
	    .terms = "--", .beside = "T9" },
	{ "begun on the day of the decree", "2027-01-01", PROJECT("2026-08-19"), .rule = "T4", .packs = ALL_NEW,
	    .terms = "--", .beside = "T9" },
	{ "begun and put into operation after the law", "2026-12-01", .start = "2026-09-01", .since = "2026-11-01",
	    .in_build = UNKNOWN, .rule = "T4", .packs = ALL_NEW, .terms = "--", .beside = "T9" },
	{ "in operation before the decree: an act under the earlier one", "2026-12-01", .start = "2026-07-05",
	    .since = "2026-08-01", .in_build = UNKNOWN, .rule = "T4", .packs = ALL_NEW, .terms = "--",
	    .beside = "T9 T11" },
	{ "begun after the law: whether it operates now does not matter", "2026-12-01", .start = "2026-09-01",
	    .in_build = UNKNOWN, .planned = UNKNOWN, .rule = "T4", .packs = ALL_NEW, .terms = "--",
	    .beside = "T9" },
	{ "begun and in operation on the very day of the law: T3 and T4 both fit, with the same packs",
	    "2026-12-01", .start = "2026-07-01", .since = "2026-07-01", .in_build = UNKNOWN, .rule = "T3",
	    .packs = ALL_NEW, .terms = "--", .beside = "T9 T11" },
	{ "approved under the new decree on a later day", "2026-11-19", APPROVED("2026-11-20", NEW),
	    PROJECT("2026-07-01"), .rule = "T4", .packs = ALL_NEW, .terms = "--", .beside = "T9" },

	/* ---- approved under the new decree: no transition any more ------------------------------------- */
	{ "approved under the new decree", "2026-11-20", APPROVED("2026-11-20", NEW), PROJECT("2026-07-01"),
	    .rule = "T0", .packs = ALL_NEW, .terms = "--", .beside = "T9" },
	{ "so was one under construction, that need not wait for its term", "2026-12-01",
	    APPROVED("2026-11-01", NEW), BUILDING, .rule = "T0", .packs = ALL_NEW, .terms = "--", .beside = "T9" },
	{ "set again under the same decree: all is new anyway", "2027-03-01", APPROVED("2026-11-01", NEW), RUNNING,
	    .redetermine = YES, .rule = "T0", .packs = ALL_NEW, .terms = "--", .beside = "T9 T11" },
	{ "the risk is higher: T8 holds for any level", "2027-03-01", APPROVED("2026-11-01", NEW),
	    PROJECT("2026-07-01"), .risk = YES, .rule = "T0", .packs = ALL_NEW, .terms = "--", .beside = "T8 T9" },

	/* ---- T7: set again, 331 Art. 25 ----------------------------------------------------------------- */
	{ "before the decree there is no procedure for it", "2026-08-18", KEPT, RUNNING, .redetermine = YES,
	    .rule = "T1", .packs = OLD_THEN, .terms = "-R", .beside = "" },
	{ "first-time procedure of the new decree; the 12 months of 45.1 go on", "2026-08-19", KEPT, RUNNING,
	    .redetermine = YES, .rule = "T7", .packs = NEW_THEN, .terms = "-R", .beside = "T9" },
	{ "the last safe day", "2027-06-30", KEPT, RUNNING, .redetermine = YES, .rule = "T7", .packs = NEW_THEN,
	    .terms = "-R", .beside = "T9" },
	{ "between the readings", "2027-07-01", KEPT, RUNNING, .redetermine = YES, .rule = "T7", .packs = ALL_NEW,
	    .terms = "-B", .beside = "T9" },
	{ "over", "2027-07-02", KEPT, RUNNING, .redetermine = YES, .rule = "T7", .packs = ALL_NEW, .terms = "-O",
	    .beside = "T9" },
	{ "approved in the term of T2, then changed", "2027-03-01", APPROVED("2026-10-15", OLD), BUILDING,
	    .redetermine = YES, .rule = "T7", .packs = NEW_THEN, .terms = "-R", .beside = "T9" },
	{ "not known whether it must be set again: the level is kept until it is", "2026-12-01", KEPT, RUNNING,
	    .redetermine = UNKNOWN, .candidates = "T7 T1", .missing = "redetermine", .packs = OLD_THEN,
	    .terms = "-R", .beside = "T9" },

	/* ---- beside: T8, T9, T10, T11 --------------------------------------------------------------------- */
	{ "T8 by 331 Art. 10.5, which is not there yet", "2026-08-18", KEPT, RUNNING, .risk = YES, .rule = "T1",
	    .packs = OLD_THEN, .terms = "-R", .beside = "" },
	{ "T8 does not decide: the level is kept until a higher one is proposed", "2026-08-19", KEPT, RUNNING,
	    .risk = YES, .rule = "T1", .packs = OLD_THEN, .terms = "-R", .beside = "T8 T9" },
	{ "T8 is not told of a risk that is not known", "2026-12-01", KEPT, RUNNING, .risk = UNKNOWN, .rule = "T1",
	    .packs = OLD_THEN, .terms = "-R", .beside = "T9" },
	{ "T10 by law 45.3, from the day of the law", "2026-07-01", KEPT, RUNNING, .products = YES, .rule = "T1",
	    .packs = OLD_THEN, .terms = "-R", .beside = "T10" },
	{ "T10 for a system under construction", "2027-07-02", BUILDING, .products = YES, .rule = "T5",
	    .packs = ALL_NEW, .terms = "OO", .beside = "T9 T10" },
	{ "T11 counts the days before the approval came", "2026-12-01", APPROVED("2026-10-15", OLD),
	    BUILT("2026-07-05"), .rule = "T2", .packs = OLD_THEN, .terms = "*R", .beside = "T9 T11" },
	{ "approved before it went into operation: no act", "2026-12-01", APPROVED("2026-07-04", OLD),
	    BUILT("2026-07-05"), .rule = "T2", .packs = OLD_THEN, .terms = "*R", .beside = "T9" },

	/* ---- what is not known ----------------------------------------------------------------------------- */
	{ "nothing is known", "2026-12-01", .in_build = UNKNOWN, .planned = UNKNOWN,
	    .candidates = "T2 T3 T-between T4", .missing = "in-build operating new-project", .packs = ALL_NEW,
	    .terms = "--", .beside = "T9" },
	{ "nothing is known, and the term is over", "2027-01-02", .in_build = UNKNOWN, .planned = UNKNOWN,
	    .candidates = "T5 T3 T-between T4", .missing = "in-build operating new-project", .packs = ALL_NEW,
	    .terms = "--", .beside = "T9" },
	{ "it does not operate; when it began is not known", "2026-12-01", .in_build = UNKNOWN, .planned = YES,
	    .candidates = "T2 T-between T4", .missing = "in-build new-project", .packs = ALL_NEW, .terms = "--",
	    .beside = "T9" },
	{ "begun before the law; whether it was still under construction, in operation or lay finished is not known",
	    "2026-12-01", .start = "2025-03-01", .in_build = UNKNOWN, .planned = UNKNOWN,
	    .candidates = "T2 T3 T-between", .missing = "in-build operating", .packs = ALL_NEW, .terms = "--",
	    .beside = "T9" },
	{ "begun before the law, finished before it, put into operation later: no text", "2026-12-01",
	    .start = "2025-03-01", .since = "2026-07-02", .rule = "T-between", .packs = ALL_NEW, .terms = "--",
	    .beside = "T9 T11" },
	{ "in operation after the law, begun when is not known, not under construction", "2026-12-01",
	    .since = "2026-07-02", .candidates = "T-between T4", .missing = "new-project", .packs = ALL_NEW,
	    .terms = "--", .beside = "T9 T11" },
};

#endif
