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

		line(arena_print(
			 arena, "%s (%s)", criterion->id, show_level(criterion->level, arena)),
		    &criterion->text, show_cite(pack, criterion->cite, criterion->status, arena),
		    arena);
	}
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
	}
}

static void show_kind(const struct pack *pack, struct arena *arena)
{
	switch (pack->kind) {
	case PACK_REGULATION:
		show_regulation(pack, arena);
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
