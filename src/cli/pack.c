/*
 * pack.c - the packs of law and method, shown and checked.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/exchange.h"
#include "cli_priv.h"

static const char *kind_label(enum pack_kind kind)
{
	switch (kind) {
	case PACK_REGULATION:
		return _("regulation");
	case PACK_REQUIREMENTS:
		return _("requirements");
	case PACK_THREATS:
		return _("threats");
	case PACK_OBLIGATIONS:
		return _("obligations");
	case PACK_METHOD:
		return _("method");
	case PACK_CALENDAR:
		return _("calendar");
	case PACK_RULES:
		return _("consistency rules");
	case PACK_CROSSWALK:
		return _("crosswalk");
	}
	return "";
}

int run_pack_list(struct cli *cli, struct err *err)
{
	struct table *table = table_new(cli->arena, 6);

	if (cli_option(cli, "xml"))
		return exchange_write_packs("-", cli->packs, err);
	table_row(table,
	    (const char *[]){
		_("pack"), _("version"), _("kind"), _("in force from"), _("until"), _("title") });
	for (size_t i = 0; i < packs_count(cli->packs); i++) {
		const struct pack *pack = packs_at(cli->packs, i);

		table_row(table,
		    (const char *[]){ pack->id, pack->version, kind_label(pack->kind),
			day_show(cli->arena, pack->in_force),
			pack->until ? day_show(cli->arena, pack->until) : "",
			words_now(&pack->title) });
	}
	table_print(table, screen_width());
	return OK;
}

/* ---- show ----------------------------------------------------------------------------------- */

static void line(const char *id, const struct words *text, const char *source, struct arena *arena)
{
	screen_text(TO_OUT,
	    arena_print(arena, "%s: %s%s%s%s", id, words_now(text), *source ? " [" : "", source,
		*source ? "]" : ""),
	    2, screen_width());
}

static void show_regulation(const struct pack *pack, struct arena *arena)
{
	printf("\n%s:\n", _("questions"));
	for (size_t i = 0; i < pack->fact_count; i++) {
		const struct fact *fact = &pack->fact[i];

		line(fact->id, &fact->question, show_cite(pack, fact->cite, fact->status, arena),
		    arena);
		for (size_t j = 0; j < fact->value_count; j++)
			screen_text(TO_OUT, arena_print(arena, "%s: %s", fact->value[j].id,
			    fact_text(fact, fact->value[j].id, arena)), 6, screen_width());
	}
	if (pack->criterion_count > 0)
		printf("\n%s:\n", _("criteria"));
	for (size_t i = 0; i < pack->criterion_count; i++) {
		const struct criterion *criterion = &pack->criterion[i];

		line(arena_print(arena, "%s (%s%s%s)", criterion->id,
			 show_level(criterion->level, arena), criterion->undetermined ? ", " : "",
			 criterion->undetermined ? _("cannot be decided yet") : ""),
		    &criterion->text, show_cite(pack, criterion->cite, criterion->status, arena),
		    arena);
	}
}

/* ---- what a regulation says of forms, incidents and the change of regimes ------------------- */

static void put(const char *text, size_t indent)
{
	screen_text(TO_OUT, text, indent, screen_width());
}

static void show_listed(const struct pack *pack, struct arena *arena)
{
	if (!pack->listed.text.vi)
		return;
	printf("\n%s:\n", _("systems on a national list"));
	line(show_level(pack->listed.days, arena), &pack->listed.text,
	    show_cite(pack, pack->listed.cite, pack->listed.status, arena), arena);
}

static void show_incident_clocks(const struct pack *pack, struct arena *arena)
{
	if (pack->incident_clock_count > 0)
		printf("\n%s:\n", _("how soon an incident is told"));
	for (size_t i = 0; i < pack->incident_clock_count; i++) {
		const struct incident_clock *clock = &pack->incident_clock[i];
		const char *when = clock->hours == 0
		    ? _("at once")
		    : arena_print(arena, _("within %d hours"), clock->hours);

		line(arena_print(arena, "%s (%s%s%s)", clock->id, when, clock->serious ? ", " : "",
			 clock->serious ? _("serious ones") : ""),
		    &clock->text, show_cite(pack, clock->cite, clock->status, arena), arena);
	}
}

static void show_forms(const struct pack *pack, struct arena *arena)
{
	if (pack->form_count > 0)
		printf("\n%s:\n", _("forms"));
	for (size_t i = 0; i < pack->form_count; i++) {
		const struct form *form = &pack->form[i];

		line(arena_print(arena, "%s (%s)", form->id, form->number), &form->title,
		    show_cite(pack, form->cite, form->status, arena), arena);
	}
	if (pack->form_count > 0)
		screen_say("%s", _("--form FORM lists the fields of a form"));
}

/* "label: text [citation]" below an entry; nothing when there is no text. */
static void put_pair(const struct pack *pack, const char *label, const struct words *text,
    const char *cite, struct arena *arena)
{
	if (text->vi)
		put(arena_print(arena, "%s: %s%s%s%s", label, words_now(text), cite ? " [" : "",
			cite ? pack_cite(pack, cite, arena) : "", cite ? "]" : ""), 6);
}

static void show_change(
    const struct pack *pack, const struct change_note *change, struct arena *arena)
{
	const char *criteria = "";

	for (size_t i = 0; i < change->criterion_count; i++)
		criteria = arena_print(arena, "%s%s %s", criteria, i > 0 ? "," : _("criteria"),
		    change->criterion[i]);
	put(arena_print(arena, "%s%s%s (%s)", change->topic, *criteria ? ": " : "", criteria,
		status_label(change->status)), 2);
	put_pair(pack, _("earlier rule"), &change->old_text, change->old_cite, arena);
	put_pair(pack, _("new rule"), &change->new_text, change->new_cite, arena);
	put_pair(pack, _("what follows from it"), &change->effect, NULL, arena);
}

static void show_terms(const struct pack *pack, struct arena *arena)
{
	const struct sourced_list *terms = &pack->regime->term;

	for (size_t i = 0; i < terms->count; i++) {
		const struct sourced *term = &terms->at[i];

		line(term->id, &term->text, show_cite(pack, term->cite, term->status, arena),
		    arena);
		put(arena_print(arena, _("%d months: last day %s by the safe reading, else %s"),
			term->days, day_show(arena, term->from), day_show(arena, term->until)), 6);
	}
}

static const char *situations(unsigned set, struct arena *arena)
{
	const char *list = "";

	for (int i = 0; i < SITUATIONS; i++) {
		if (set & 1u << i)
			list = arena_print(arena, "%s%s%s", list, *list ? "; " : "",
			    situation_label((enum situation)i));
	}
	return list;
}

static void show_transition(
    const struct pack *pack, const struct transition *transition, struct arena *arena)
{
	line(arena_print(arena, "%s (%s)", transition->id,
		 transition->decides ? _("decides the regime") : _("holds beside it")),
	    &transition->name, show_cite(pack, transition->cite, transition->status, arena), arena);
	put(words_now(&transition->text), 6);
	put(words_now(&transition->todo), 6);
	if (transition->when)
		put(arena_print(arena, "%s: %s", _("holds if the answer is yes"),
			situations(transition->when, arena)), 6);
	if (transition->unless)
		put(arena_print(arena, "%s: %s", _("holds if the answer is no"),
			situations(transition->unless, arena)), 6);
	put_pair(pack, _("what is doubtful"), &transition->doubt, NULL, arena);
}

static void show_regime(const struct pack *pack, struct arena *arena)
{
	const struct regime *regime = pack->regime;

	if (pack->change_count > 0)
		printf("\n%s:\n", _("what has changed"));
	for (size_t i = 0; i < pack->change_count; i++)
		show_change(pack, &pack->change[i], arena);
	if (!regime)
		return;
	printf("\n%s:\n", _("transition from the earlier regime"));
	put(arena_print(arena, "%s, %s > %s, %s", regime->old_regulation, regime->old_requirements,
		regime->new_regulation, regime->new_requirements), 2);
	line(regime->old_regulation, &regime->claim,
	    show_cite(pack, regime->claim_cite, regime->claim_status, arena), arena);
	show_terms(pack, arena);
	for (size_t i = 0; i < regime->transition_count; i++)
		show_transition(pack, &regime->transition[i], arena);
}

static int show_form(const struct pack *pack, const char *id, struct arena *arena, struct err *err)
{
	const struct form *form = pack_form(pack, id);
	const char *part = "";

	if (!form)
		return err_set(err, FAIL_NOT_FOUND, "pack '%s' has no form '%s'", pack->id, id);
	screen_say("%s: %s", form->number, words_now(&form->title));
	screen_pair(_("source"), show_cite(pack, form->cite, form->status, arena));
	screen_pair(_("note"), form->hint.vi ? words_now(&form->hint) : NULL);
	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *field = &form->field[i];

		if (strcmp(field->part, part) != 0)
			printf("\n%s\n", field->part);
		part = field->part;
		line(field->id, &field->text,
		    field->cite ? pack_cite(pack, field->cite, arena) : "", arena);
		for (size_t j = 0; j < field->value_count; j++)
			put(field->value[j], 6);
		if (field->source)
			put(arena_print(arena, "< %s", field->source), 6);
	}
	return OK;
}

/* ---- requirements --------------------------------------------------------------------------- */

static void show_threshold(const struct threshold *threshold, struct arena *arena)
{
	screen_text(TO_OUT, arena_print(arena, "- %s (%s; %s)", words_now(&threshold->text),
	    force_label(threshold->force), status_label(threshold->status)), 6, screen_width());
}

static void show_level_of(const struct pack *pack, int level, struct arena *arena)
{
	const struct group *group = NULL;

	for (size_t i = 0; i < pack->requirement_count; i++) {
		const struct requirement *requirement = &pack->requirement[i];
		const struct demand *demand = requirement->at[level];

		if (!demand)
			continue;
		if (requirement->group != group)
			printf("\n%s\n", words_now(&requirement->group->name));
		group = requirement->group;
		line(requirement->id, &requirement->name,
		    show_cite(pack, demand->cite, demand->status, arena), arena);
		screen_text(TO_OUT, words_now(&demand->text), 6, screen_width());
		for (size_t j = 0; j < demand->threshold_count; j++)
			show_threshold(&demand->threshold[j], arena);
	}
}

/* What each level demands, counted. */
static void show_requirements(const struct pack *pack, struct arena *arena)
{
	for (int level = 1; level <= 5; level++) {
		size_t count = 0;

		for (size_t i = 0; i < pack->requirement_count; i++)
			count += pack->requirement[i].at[level] != NULL;
		printf(_("%s: %zu requirements"), show_level(level, arena), count);
		putchar('\n');
	}
	screen_say("%s", _("--level LEVEL lists what a level demands"));
	show_regulation(pack, arena);
}

static void show_threats(const struct pack *pack, struct arena *arena)
{
	const struct cause *cause = NULL;

	for (size_t i = 0; i < pack->scenario_count; i++) {
		const struct scenario *scenario = &pack->scenario[i];

		if (scenario->cause != cause)
			printf("\n%s\n", words_now(&scenario->cause->name));
		cause = scenario->cause;
		line(scenario->id, &scenario->name,
		    show_cite(pack, scenario->cite, scenario->status, arena), arena);
	}
}

static void show_method(const struct method *method, struct arena *arena)
{
	printf("\n%s:\n", _("bands"));
	for (size_t i = 0; i < method->band_count; i++)
		line(arena_print(arena, "%d-%d", method->band[i].from, method->band[i].to),
		    &method->band[i].name, "", arena);
	printf("\n%s:\n", _("likelihood"));
	for (int i = 1; i <= 5; i++)
		line(show_number(arena, i), &method->likelihood[i], "", arena);
	printf("\n%s:\n", _("impact"));
	for (int i = 1; i <= 5; i++)
		line(show_number(arena, i), &method->impact[i], "", arena);
}

static void show_calendar(const struct pack *pack, struct arena *arena)
{
	char iso[11];

	printf("\n");
	for (size_t i = 0; i < pack->calendar_count; i++) {
		const struct calendar_day *at = &pack->calendar[i];

		day_format(iso, at->date);
		line(arena_print(arena, "%s %s", day_show(arena, iso),
			 at->off ? _("off") : _("working day")),
		    &at->name, status_label(at->status), arena);
	}
}

static void show_rules(const struct pack *pack, struct arena *arena)
{
	printf("\n");
	for (size_t i = 0; i < pack->consistency_count; i++) {
		const struct rule *rule = &pack->consistency[i];

		line(arena_print(arena, "%s (%s)", rule->id, rule_effect(rule)), &rule->text,
		    show_cite(pack, rule->cite, rule->status, arena), arena);
		screen_text(TO_OUT, words_now(&rule->fix), 6, screen_width());
		if (rule->new_cite)
			screen_text(TO_OUT, arena_print(arena, _("under the newer regulation: %s"),
			    show_cite(pack, rule->new_cite, rule->new_status, arena)), 6,
			    screen_width());
	}
}

/* How many pairs there are of each kind, then each of them. */
static void show_crosswalk(const struct pack *pack, struct arena *arena)
{
	size_t of[PAIR_KINDS] = { 0 };

	for (size_t i = 0; i < pack->pair_count; i++)
		of[pack->pair[i].kind]++;
	screen_pair(_("checklists compared"),
	    arena_print(arena, "%s > %s", pack->crosswalk_from->id, pack->crosswalk_to->id));
	for (int kind = 0; kind < PAIR_KINDS; kind++)
		screen_pair(
		    pair_label((enum pair_kind)kind), show_number(arena, (int64_t)of[kind]));
	printf("\n");
	for (size_t i = 0; i < pack->pair_count; i++) {
		const struct pair *pair = &pack->pair[i];
		const char *levels = "";

		for (int level = 1; level <= 5; level++) {
			if (pair->levels & 1u << level)
				levels = arena_print(arena, "%s %d", levels, level);
		}
		line(arena_print(arena, "%s > %s (%s; %s%s)", pair->from ? pair->from->id : "-",
			 pair->to ? pair->to->id : "-", pair_label(pair->kind), _("at levels"),
			 levels),
		    &pair->why, status_label(pair->status), arena);
	}
}

static void show_kind(const struct pack *pack, struct arena *arena)
{
	switch (pack->kind) {
	case PACK_REGULATION:
		show_regulation(pack, arena);
		show_listed(pack, arena);
		show_incident_clocks(pack, arena);
		show_forms(pack, arena);
		show_regime(pack, arena);
		break;
	case PACK_REQUIREMENTS:
		show_requirements(pack, arena);
		break;
	case PACK_THREATS:
		show_threats(pack, arena);
		break;
	case PACK_OBLIGATIONS:
		printf("\n");
		for (size_t i = 0; i < pack->obligation_count; i++)
			line(pack->obligation[i].id, &pack->obligation[i].name,
			    show_cite(
				pack, pack->obligation[i].cite, pack->obligation[i].status, arena),
			    arena);
		break;
	case PACK_METHOD:
		show_method(pack->method, arena);
		break;
	case PACK_CALENDAR:
		show_calendar(pack, arena);
		break;
	case PACK_RULES:
		show_rules(pack, arena);
		break;
	case PACK_CROSSWALK:
		show_crosswalk(pack, arena);
		break;
	}
}

static void show_pack(const struct pack *pack, struct arena *arena)
{
	screen_say("%s", words_now(&pack->title));
	screen_pair(
	    _("pack"), arena_print(arena, "%s, %s %s", pack->id, _("version"), pack->version));
	screen_pair(_("kind"), kind_label(pack->kind));
	screen_pair(_("in force from"), day_show(arena, pack->in_force));
	screen_pair(_("until"), pack->until ? day_show(arena, pack->until) : NULL);
	screen_pair(_("replaced by"), pack->replaced_by);
	screen_pair("SHA-256", pack->hash);
	for (size_t i = 0; i < pack->doubt.count; i++)
		screen_pair(
		    arena_print(arena, _("doubt (%s)"), status_label(pack->doubt.at[i].status)),
		    words_now(&pack->doubt.at[i].text));
}

int run_pack_show(struct cli *cli, struct err *err)
{
	const struct pack *pack = packs_find(cli->packs, cli->word[0]);
	const char *text = cli_option(cli, "level");
	int64_t level = 0;
	int rc = cli_number(&level, cli, "level", err);

	if (rc < 0)
		return rc;
	if (!pack)
		return err_set(err, FAIL_NOT_FOUND, "there is no pack '%s'", cli->word[0]);
	if (text && (level < 1 || level > 5))
		return err_set(err, FAIL_INVALID, "a level is 1 to 5, not '%s'", text);
	if ((text || cli_option(cli, "xml")) && pack->kind != PACK_REQUIREMENTS)
		return err_set(
		    err, FAIL_INVALID, "'%s' is no checklist: no --level and no --xml", pack->id);
	if (cli_option(cli, "form"))
		return show_form(pack, cli_option(cli, "form"), cli->arena, err);
	if (cli_option(cli, "xml")) {
		if (!text)
			return cli_wrong(
			    cli, err_set(err, FAIL_INVALID, "option '--%s' is missing", "level"));
		return exchange_write_checklist("-", pack, (int)level, err);
	}
	if (text) {
		screen_say("%s, %s", words_now(&pack->title), show_level((int)level, cli->arena));
		show_level_of(pack, (int)level, cli->arena);
		return OK;
	}
	show_pack(pack, cli->arena);
	show_kind(pack, cli->arena);
	return OK;
}

/* ---- check ---------------------------------------------------------------------------------- */

int run_pack_check(struct cli *cli, struct err *err)
{
	size_t failed = 0;
	int worst = OK;

	for (size_t i = 0; i < cli->word_count; i++) {
		struct err one = { 0 };
		int rc = pack_check_file(cli->packs, cli->word[i], &one);

		if (rc == OK) {
			screen_say(_("%s: fine"), cli->word[i]);
			continue;
		}
		failed++;
		worst = worst == OK || rc == FAIL_ENV ? rc : worst;
		*err = one;
		if (cli->word_count > 1)
			ask_refused(&one);
	}
	if (failed > 0 && cli->word_count > 1)
		return err_set(
		    err, worst, "%zu of %zu files were refused", failed, cli->word_count);
	return worst;
}
