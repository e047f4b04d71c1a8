/*
 * decision.c - what `level check` and `pack show` write for other programs.
 */
#include "exchange_priv.h"

#include <stdio.h>

#include "xml_out_priv.h"

static void level_attribute(struct xml_out *out, const char *name, int level)
{
	char text[16];

	snprintf(text, sizeof(text), "%d", level);
	xml_out_attribute(out, name, level ? text : "none");
}

static void number_attribute(struct xml_out *out, const char *name, int64_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%lld", (long long)number);
	if (number > 0)
		xml_out_attribute(out, name, text);
}

static void write_pack(struct xml_out *out, const char *root, const char *space,
    const struct pack *pack)
{
	xml_out_start(out, root);
	xml_out_attribute(out, "xmlns", space);
	xml_out_attribute(out, "pack", pack->id);
	xml_out_attribute(out, "version", pack->version);
}

int exchange_write_decision(const char *path, const struct pack *regulation,
    const struct level_result *result, struct err *err)
{
	struct xml_out out;
	int rc = xml_out_open(&out, path, err);

	if (rc < 0)
		return rc;
	write_pack(&out, "decision", XML_DECISION, regulation);
	level_attribute(&out, "level", result->level);
	xml_out_attribute(&out, "certain", result->certain ? "yes" : "no");
	level_attribute(&out, "lowest", result->lowest);
	level_attribute(&out, "highest", result->highest);
	for (size_t i = 0; i < regulation->criterion_count; i++) {
		const struct criterion *criterion = &regulation->criterion[i];

		xml_out_start(&out, "criterion");
		xml_out_attribute(&out, "id", criterion->id);
		level_attribute(&out, "level", criterion->level);
		xml_out_attribute(&out, "met", truth_code(result->met[i]));
		if (criterion->undetermined)
			xml_out_attribute(&out, "undetermined", "yes");
		xml_out_attribute(&out, "cite", criterion->cite);
		xml_out_end(&out);
	}
	for (size_t i = 0; i < result->open_count; i++) {
		xml_out_start(&out, "open");
		xml_out_attribute(&out, "fact", result->open[i]->id);
		xml_out_end(&out);
	}
	xml_out_end(&out);
	return xml_out_close(&out, err);
}

/* ---- checklist ------------------------------------------------------------------------------ */

static void write_strict(struct xml_out *out, const struct strict *strict)
{
	xml_out_start(out, "strict");
	xml_out_attribute(out, "conditional", strict->when ? "yes" : "no");
	xml_out_content(out, words_now(&strict->text));
	xml_out_end(out);
}

static void write_detail(struct xml_out *out, const struct sourced *detail)
{
	xml_out_start(out, "detail");
	xml_out_attribute(out, "id", detail->id);
	xml_out_attribute(out, "cite", detail->cite);
	xml_out_attribute(out, "status", status_code(detail->status));
	xml_out_content(out, words_now(&detail->text));
	xml_out_end(out);
}

static void write_threshold(struct xml_out *out, const struct threshold *threshold)
{
	xml_out_start(out, "threshold");
	xml_out_attribute(out, "kind", threshold->kind);
	xml_out_attribute(out, "force", force_code(threshold->force));
	number_attribute(out, "value", threshold->value);
	xml_out_attribute(out, "unit", threshold->unit);
	xml_out_attribute(out, "bound", threshold->bound);
	xml_out_attribute(out, "status", status_code(threshold->status));
	xml_out_content(out, words_now(&threshold->text));
	xml_out_end(out);
}

static void write_requirement(struct xml_out *out, const struct requirement *requirement,
    const struct demand *demand)
{
	const struct threshold *cycle = demand_cycle(demand);

	xml_out_start(out, "requirement");
	xml_out_attribute(out, "id", requirement->id);
	xml_out_attribute(out, "cite", demand->cite);
	xml_out_attribute(out, "status", status_code(demand->status));
	xml_out_attribute(out, "scope", requirement->scope);
	xml_out_attribute(out, "general", requirement->general ? "yes" : "no");
	xml_out_attribute(out, "clause", demand->clause);
	xml_out_attribute(out, "conditional", demand->when ? "yes" : "no");
	if (cycle)
		number_attribute(out, "months", cycle->value);
	xml_out_text(out, "name", words_now(&requirement->name));
	if (demand->text.vi)
		xml_out_text(out, "text", words_now(&demand->text));
	for (size_t i = 0; i < demand->strict_count; i++)
		write_strict(out, &demand->strict[i]);
	for (size_t i = 0; i < demand->threshold_count; i++)
		write_threshold(out, &demand->threshold[i]);
	for (size_t i = 0; i < demand->detail.count; i++)
		write_detail(out, &demand->detail.at[i]);
	xml_out_end(out);
}

int exchange_write_checklist(const char *path, const struct pack *requirements, int level,
    struct err *err)
{
	struct xml_out out;
	int rc = OK;

	if (requirements->kind != PACK_REQUIREMENTS)
		return err_set(err, FAIL_INVALID, "pack '%s' is no checklist of requirements",
		    requirements->id);
	if (level < 1 || level > 5)
		return err_set(err, FAIL_INVALID, "'%d' is no level: 1 to 5", level);
	rc = xml_out_open(&out, path, err);
	if (rc < 0)
		return rc;
	write_pack(&out, "checklist", XML_CHECKLIST, requirements);
	level_attribute(&out, "level", level);
	xml_out_attribute(&out, "xml:lang", lang_now() == LANG_VI ? "vi" : "en");
	for (size_t i = 0; i < requirements->requirement_count; i++) {
		const struct requirement *requirement = &requirements->requirement[i];

		if (requirement->at[level])
			write_requirement(&out, requirement, requirement->at[level]);
	}
	xml_out_end(&out);
	return xml_out_close(&out, err);
}
