/*
 * regime.c - under which of two legal regimes a system stands: the rule that decides, what falls
 * due and when, what is doubtful; of one system, of many, and of facts without a database.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/change.h"
#include "cli_priv.h"

/* ---- what is shown --------------------------------------------------------------------------- */

struct showing {
	const struct regime_view *view;
	const struct node *node;        /* of shape regime */
	const struct pack *regulation;  /* that lays the change down */
	const struct pack_set *packs;
	struct arena *arena;
};

static const char *day_words(day date, struct arena *arena)
{
	char iso[11];

	day_format(iso, date);
	return day_show(arena, iso);
}

static const char *pack_words(const struct showing *s, const char *id)
{
	const struct pack *pack = id ? packs_find(s->packs, id) : NULL;

	if (!id)
		return NULL;
	return pack ? arena_print(s->arena, "%s: %s", id, words_now(&pack->title)) : id;
}

static const char *rule_words(const struct transition *rule, struct arena *arena)
{
	return arena_print(arena, "%s: %s", rule->id, words_now(&rule->name));
}

/* Both readings of a last day. The safe one comes first: it is the one to work by. */
static void print_term(
    const struct showing *s, const char *label, const struct term_view *term, day on)
{
	static const char *const states[] = { NULL, N_("the period runs"),
		N_("over by the safe reading"), N_("the period is over") };
	struct arena *arena = s->arena;

	if (term->state == TERM_NONE)
		return;
	screen_pair(label,
	    arena_print(arena, _("by %s (safe reading; %s), or %s (corresponding day; %s): %s"),
		day_words(term->safe, arena), day_left(arena, term->safe - on),
		day_words(term->corresponding, arena),
		day_left(arena, term->corresponding - on), _(states[term->state])));
	screen_pair(_("source of the period"),
	    show_cite(s->regulation, term->term->cite, term->term->status, arena));
}

/* ---- what is missing ------------------------------------------------------------------------- */

/* How what is not known is entered: "%s" is the system with its agency. */
static const struct entry {
	enum situation situation;
	const char *how;
} entries[] = {
	{ SITUATION_APPROVED, "capdo system set %s approved-level=2 approval-date=2025-03-31" },
	{ SITUATION_BEFORE_LAW, "capdo system set %s approval-date=2025-03-31" },
	{ SITUATION_IN_BUILD, "capdo system set %s in-build=yes project-start=2025-03-31" },
	{ SITUATION_OPERATING, "capdo system set %s in-operation-since=2025-03-31" },
	{ SITUATION_NEW_PROJECT, "capdo system set %s project-start=2025-03-31" },
	{ SITUATION_FILED_OLD, "capdo system set %s dossier-filed=2025-03-31" },
	{ SITUATION_REDETERMINE, "capdo system set %s redetermine=no" },
	{ SITUATION_HIGHER_RISK, "capdo threat walk %s" },
	{ SITUATION_PRODUCTS, "capdo asset list %s" },
	{ SITUATION_EARLIER_ACT, "capdo system set %s in-operation-since=2025-03-31" },
};

static const char *entry_of(const struct showing *s, enum situation situation)
{
	const struct regime *regime = s->regulation->regime;
	const char *code = arena_print(s->arena, "%s --agency %s", node_text(s->node, "code"),
	    node_text(s->node, "agency"));

	if (situation == SITUATION_UNDER_OLD || situation == SITUATION_UNDER_NEW)
		return arena_print(s->arena, "capdo system set %s approval-basis=%s", code,
		    situation == SITUATION_UNDER_OLD ? regime->old_regulation
						     : regime->new_regulation);
	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
		const char *how = entries[i].how, *hole = strstr(how, "%s");

		if (entries[i].situation == situation)
			return arena_print(s->arena, "%.*s%s%s", (int)(hole - how), how, code,
			    hole + 2);
	}
	return NULL;
}

static void print_missing(const struct showing *s)
{
	bool stored = !node_is(s->node, "code", "-");

	if (s->view->candidates == 0)
		screen_say("%s",
		    _("no rule of the transition covers this: see what the approval rests on"));
	else
		screen_say("%s", _("it cannot be told yet which rule applies; it may be:"));
	for (size_t i = 0; i < s->view->candidates; i++)
		screen_text(
		    TO_OUT, rule_words(s->view->candidate[i], s->arena), 2, screen_width());
	for (int i = 0; i < SITUATIONS; i++) {
		const char *how = stored ? entry_of(s, (enum situation)i) : NULL;

		if (!(s->view->missing & 1u << i))
			continue;
		screen_text(TO_OUT,
		    arena_print(s->arena, "%s: %s", _("not known"),
			situation_label((enum situation)i)),
		    2, screen_width());
		if (how)
			screen_text(TO_OUT,
			    arena_print(s->arena, "%s: %s", _("enter it"), how), 4, screen_width());
	}
}

/* ---- one system ------------------------------------------------------------------------------ */

/* A period whose last day rests on a reading is a doubt too, of a rule that is none. */
static bool term_doubtful(const struct term_view *term)
{
	return term->state != TERM_NONE && term->term->status != STATUS_CONFIRMED;
}

static void print_doubt(const struct showing *s)
{
	const struct transition *rule = s->view->rule;

	if (term_doubtful(&s->view->approval) || term_doubtful(&s->view->measures_due))
		screen_pair(_("TO BE VERIFIED"),
		    _("how the last day of the period is counted: work by the safe reading"));
	if (!s->view->doubtful)
		return;
	screen_pair(_("TO BE VERIFIED"),
	    !rule ? _("the rule is not certain: see above")
		: rule->doubt.vi		    ? words_now(&rule->doubt)
		: rule->status != STATUS_CONFIRMED
		? status_label(rule->status)
		: _("the last day: see the two readings above"));
}

static void print_rule(const struct showing *s)
{
	const struct transition *rule = s->view->rule;

	if (!rule && s->view->certain) {
		screen_say("%s", _("on this day only the earlier regulation is there"));
		return;
	}
	if (!rule) {
		print_missing(s);
		return;
	}
	screen_pair(_("transition rule"), rule_words(rule, s->arena));
	screen_pair(_("what the rule says"), words_now(&rule->text));
	screen_pair(
	    _("source"), show_cite(s->regulation, rule->cite, rule->status, s->arena));
}

static void print_regime(const struct showing *s)
{
	const struct node *node = s->node;
	const struct regime *regime = s->regulation->regime;
	day on = 0;

	day_parse(&on, node_text(node, "as-of"), NULL);
	if (!node_is(node, "code", "-"))
		screen_pair(_("information system"),
		    arena_print(s->arena, "%s %s (%s)", node_text(node, "code"),
			node_text(node, "name"), node_text(node, "agency")));
	screen_pair(_("as of"), day_words(on, s->arena));
	screen_pair(_("approved level"), node_get(node, "approved-level"));
	print_rule(s);
	screen_pair(_("level determined by"), pack_words(s, s->view->classification));
	screen_pair(_("measures that hold"), pack_words(s, s->view->measures));
	screen_pair(_("measures that fall due"), pack_words(s, s->view->next_measures));
	print_term(s, _("approval of the level"), &s->view->approval, on);
	print_term(s, _("measures in place"), &s->view->measures_due, on);
	if (s->view->rule)
		screen_pair(_("what to do"), words_now(&s->view->rule->todo));
	print_doubt(s);
	for (size_t i = 0; i < s->view->besides; i++) {
		const struct transition *beside = s->view->beside[i];

		screen_pair(_("applies beside it"),
		    arena_print(s->arena, "%s. %s [%s]", rule_words(beside, s->arena),
			words_now(&beside->text),
			show_cite(s->regulation, beside->cite, beside->status, s->arena)));
	}
	screen_pair(_("on the force of the earlier regulation"),
	    arena_print(s->arena, "%s [%s]", words_now(&regime->claim),
		show_cite(s->regulation, regime->claim_cite, regime->claim_status, s->arena)));
}

static int no_regime(struct err *err)
{
	return err_set(err, FAIL_INVALID, "no pack here tells of a change of regime");
}

int run_regime_show(struct cli *cli, struct err *err)
{
	struct regime_view view;
	struct node *node = NULL;
	struct showing showing = { .view = &view,
		.regulation = packs_regime(cli->packs),
		.packs = cli->packs,
		.arena = cli->arena };
	int rc = app_regime(&view, &node, cli->app, cli_option(cli, "agency"), cli->word[0],
	    cli_option(cli, "at"), cli->arena, err);

	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return cli_list_xml(node, "regime", err);
	showing.node = node;
	print_regime(&showing);
	return OK;
}

/* ---- many systems ---------------------------------------------------------------------------- */

static const struct transition *rule_of(const struct regime *regime, const char *id)
{
	for (size_t i = 0; id && i < regime->transition_count; i++)
		if (strcmp(regime->transition[i].id, id) == 0)
			return &regime->transition[i];
	return NULL;
}

static void regime_row(struct table *table, const struct node *node, struct arena *arena)
{
	const char *rule = node_get(node, "rule");
	const char *next = node_get(node, "next-measures");
	const char *maybe = node_get(node, "candidates");

	table_row(table,
	    (const char *[]){ node_text(node, "agency"), node_text(node, "code"),
		node_is(node, "level", "0") ? "-" : node_text(node, "level"),
		rule ? rule : maybe ? arena_print(arena, "%s?", maybe) : "-",
		node_text(node, "classification"),
		next ? arena_print(arena, "%s → %s", node_text(node, "measures"), next)
		     : node_text(node, "measures"),
		node_get(node, "approval-safe") ? day_show(arena, node_get(node, "approval-safe"))
						: "",
		node_get(node, "measures-safe") ? day_show(arena, node_get(node, "measures-safe"))
						: "",
		node_is(node, "doubtful", "yes") ? _("to be verified") : "" });
}

static void print_totals(
    const struct node *first, const struct pack *regulation, struct arena *arena)
{
	const struct regime *regime = regulation->regime;
	size_t open = 0, before = 0, doubtful = 0;

	for (const struct node *node = first; node; node = node->next) {
		open += node_is(node, "certain", "no");
		before += node_is(node, "certain", "yes") &&
		    !rule_of(regime, node_get(node, "rule"));
		doubtful += node_is(node, "doubtful", "yes");
	}
	printf("\n%s:\n", _("systems by rule"));
	for (size_t i = 0; i < regime->transition_count; i++) {
		const struct transition *rule = &regime->transition[i];
		size_t count = 0;

		for (const struct node *node = first; node; node = node->next)
			count += node_is(node, "rule", rule->id);
		if (rule->decides)
			screen_text(TO_OUT,
			    arena_print(arena, "%s (%zu): %s [%s]", rule->id, count,
				words_now(&rule->name),
				show_cite(regulation, rule->cite, rule->status, arena)),
			    2, screen_width());
	}
	screen_say("  %s: %zu", _("cannot be told yet"), open);
	if (before)
		screen_say("  %s: %zu", _("only the earlier regulation is there"), before);
	screen_say("  %s: %zu", _("to be verified"), doubtful);
}

int run_regime_list(struct cli *cli, struct err *err)
{
	struct node *first = NULL;
	struct table *table = table_new(cli->arena, 9);
	const struct pack *regulation = packs_regime(cli->packs);
	int rc = app_regimes(&first, cli->app, cli_option(cli, "agency"), cli_option(cli, "at"),
	    cli->arena, err);

	if (rc == OK && !regulation)
		rc = no_regime(err);
	if (rc < 0)
		return rc;
	if (cli_option(cli, "xml"))
		return cli_list_xml(first, "regime", err);
	table_row(table,
	    (const char *[]){ _("agency"), _("system"), _("level"), _("transition rule"),
		_("level determined by"), _("measures"), _("approval by"), _("measures by"), "" });
	for (const struct node *node = first; node; node = node->next)
		regime_row(table, node, cli->arena);
	table_print(table, screen_width());
	print_totals(first, regulation, cli->arena);
	return OK;
}

/* ---- without a database ---------------------------------------------------------------------- */

static int take_day(const char **out, const struct cli *cli, const char *option, struct err *err)
{
	const char *text = cli_option(cli, option);
	day date;

	if (!text)
		return OK;
	if (day_parse(&date, text, err) < 0)
		return err_at(err, FAIL_INVALID, "--%s", option);
	*out = text;
	return OK;
}

static int take_truth(enum truth *out, const struct cli *cli, const char *option, struct err *err)
{
	const char *text = cli_option(cli, option);

	if (!text)
		return OK;
	for (enum truth truth = NO; truth <= UNKNOWN; truth++) {
		if (strcmp(text, truth_code(truth)) == 0) {
			*out = truth;
			return OK;
		}
	}
	return err_set(
	    err, FAIL_INVALID, "--%s is yes, no or unknown, not '%s'", option, text);
}

static int take_days(struct regime_in *in, const struct cli *cli, struct err *err)
{
	const char *at = cli->today;
	int rc = take_day(&in->approval_date, cli, "approval-date", err);

	if (rc == OK)
		rc = take_day(&in->project_start, cli, "project-start", err);
	if (rc == OK)
		rc = take_day(&in->operating_since, cli, "operating-since", err);
	if (rc == OK)
		rc = take_day(&in->filed, cli, "filed", err);
	if (rc == OK)
		rc = take_day(&at, cli, "at", err);
	return rc < 0 ? rc : day_parse(&in->as_of, at, err);
}

static int take_truths(struct regime_in *in, const struct cli *cli, struct err *err)
{
	int rc = take_truth(&in->in_build, cli, "in-build", err);

	if (rc == OK)
		rc = take_truth(&in->planned, cli, "planned", err);
	if (rc == OK)
		rc = take_truth(&in->redetermine, cli, "redetermine", err);
	if (rc == OK)
		rc = take_truth(&in->higher_risk, cli, "higher-risk", err);
	if (rc == OK)
		rc = take_truth(&in->products, cli, "products", err);
	return rc;
}

static int take_choice(struct regime_in *in, const struct cli *cli, struct err *err)
{
	const char *choice = cli_option(cli, "choice"), *basis = cli_option(cli, "approval-basis");
	const struct pack *pack = basis ? packs_find(cli->packs, basis) : NULL;
	int64_t level = 0;
	int rc = cli_number(&level, cli, "approved-level", err);

	if (rc < 0)
		return rc;
	if (level < 0 || level > 5)
		return err_set(err, FAIL_INVALID, "a level is 1 to 5, not '%s'",
		    cli_option(cli, "approved-level"));
	if (basis && (!pack || pack->kind != PACK_REGULATION))
		return err_set(err, FAIL_NOT_FOUND, "there is no regulation pack '%s'", basis);
	if (choice && strcmp(choice, "old") != 0 && strcmp(choice, "new") != 0)
		return err_set(err, FAIL_INVALID, "--%s is old or new, not '%s'", "choice", choice);
	in->approved_level = (int)level;
	in->approval_basis = basis;
	in->choice = !choice ? PACKS_ASK : strcmp(choice, "old") == 0 ? PACKS_OLD : PACKS_NEW;
	return OK;
}

int run_regime_check(struct cli *cli, struct err *err)
{
	/* as a system is where nothing is said of it: no need to be determined anew */
	struct regime_in in = { .in_build = UNKNOWN,
		.planned = UNKNOWN,
		.redetermine = NO,
		.higher_risk = NO,
		.products = NO };
	const struct pack *regulation = packs_regime(cli->packs);
	struct regime_view view;
	struct node *node;
	int rc = regulation ? take_days(&in, cli, err) : no_regime(err);

	if (rc == OK)
		rc = take_truths(&in, cli, err);
	if (rc == OK)
		rc = take_choice(&in, cli, err);
	if (rc < 0)
		return rc;
	regime_resolve(&view, regulation, &in);
	node = regime_node(&view, regulation, &in, cli->arena);
	/* of no system: a dash stands for its code and its name */
	node_put(node, "agency", "-");
	node_put(node, "code", "-");
	node_put(node, "name", "-");
	return cli_list_xml(node, "regime", err);
}
