/*
 * value.c - values as people read them.
 */
#include "report_priv.h"

#include <string.h>

const char *yesno_label(bool yes)
{
	return yes ? _("yes") : _("no");
}

/* The labels stand in the tables of model.h; these are the fields that carry them. */
static const char *label_of(const char *shape, const char *field, const char *code)
{
	const struct shape *of = model_shape(shape);

	return field_code_label(&of->field[shape_field(of, field)], code);
}

const char *finding_label(enum finding finding)
{
	return label_of("finding", "status", finding_code(finding));
}

const char *truth_label(enum truth truth)
{
	return label_of("decision-criterion", "met", truth_code(truth));
}

const char *scope_label(const char *scope)
{
	if (strcmp(scope, "system") == 0)
		return _("whole system");
	if (strcmp(scope, "agency") == 0)
		return _("agency");
	return label_of("asset", "kind", scope);
}

const char *time_show(const struct report *report, const char *utc)
{
	return clock_show(report->mem, utc);
}

const char *value_show(const struct report *report, const struct field *field, const char *value)
{
	int64_t number;

	if (!value)
		return "";
	switch (field->type) {
	case F_ENUM:
		return field_code_label(field, value);
	case F_YESNO:
		return yesno_label(strcmp(value, "yes") == 0);
	case F_DATE:
		return day_show(report->mem, value);
	case F_TIME:
		return time_show(report, value);
	case F_MONEY:
		return text_to_int(&number, value, NULL) < 0 ? value
		    : arena_print(report->mem, _("%s dong"),
		    text_group_digits(report->mem, number));
	case F_LINE:
	case F_NOTE:
	case F_CODE:
	case F_WORDS:
	case F_INT:
	case F_HASH:
		return value;
	}
	return value;
}

const char *score_show(const struct report *report, int value)
{
	if (value < 0)
		return "–";
	return arena_print(report->mem, "%s/%s", text_group_digits(report->mem, value),
	    text_group_digits(report->mem, 1000));
}

const char *named(struct arena *arena, const char *name, const char *code)
{
	return name && *name ? arena_print(arena, "%s (%s)", name, code) : code;
}

const char *with_status(struct arena *arena, const char *text, enum status status)
{
	if (status == STATUS_CONFIRMED)
		return text;
	return arena_print(arena, "%s [%s]", text, status_label(status));
}
