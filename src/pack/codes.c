/*
 * codes.c - the code words of packs for situations, thresholds and pairs, and what people read.
 */
#include "pack_priv.h"

#include <string.h>

const char *situation_code(enum situation situation)
{
	switch (situation) {
	case SITUATION_APPROVED:
		return "approved";
	case SITUATION_UNDER_OLD:
		return "under-old";
	case SITUATION_UNDER_NEW:
		return "under-new";
	case SITUATION_BEFORE_LAW:
		return "before-law";
	case SITUATION_IN_BUILD:
		return "in-build";
	case SITUATION_OPERATING:
		return "operating";
	case SITUATION_NEW_PROJECT:
		return "new-project";
	case SITUATION_FILED_OLD:
		return "filed-old";
	case SITUATION_TERM_OVER:
		return "term-over";
	case SITUATION_REDETERMINE:
		return "redetermine";
	case SITUATION_HIGHER_RISK:
		return "higher-risk";
	case SITUATION_NEW_LAW:
		return "new-law";
	case SITUATION_NEW_DECREE:
		return "new-decree";
	case SITUATION_PRODUCTS:
		return "products";
	case SITUATION_EARLIER_ACT:
		return "earlier-act";
	case SITUATIONS:
		break;
	}
	return "";
}

const char *situation_label(enum situation situation)
{
	static const char *const labels[SITUATIONS] = {
		[SITUATION_APPROVED] = N_("is a level approved"),
		[SITUATION_UNDER_OLD] = N_("does the approval rest on the earlier regulation"),
		[SITUATION_UNDER_NEW] = N_("does the approval rest on the new regulation"),
		[SITUATION_BEFORE_LAW] = N_("was it approved before the new law took effect"),
		[SITUATION_IN_BUILD] =
		    N_("was it being invested in or built when the new law took effect"),
		[SITUATION_OPERATING] = N_("was it in operation when the new law took effect"),
		[SITUATION_NEW_PROJECT] =
		    N_("did the project begin when the new law had taken effect"),
		[SITUATION_FILED_OLD] =
		    N_("does a dossier under the earlier regulation wait for its decision"),
		[SITUATION_TERM_OVER] =
		    N_("is the period for approval under the earlier regulation over"),
		[SITUATION_REDETERMINE] = N_("must the level be determined again"),
		[SITUATION_HIGHER_RISK] = N_("does the risk call for a higher level"),
		[SITUATION_NEW_LAW] = N_("has the new law taken effect"),
		[SITUATION_NEW_DECREE] = N_("has the new decree taken effect"),
		[SITUATION_PRODUCTS] =
		    N_("are security products in use since before the new law"),
		[SITUATION_EARLIER_ACT] =
		    N_("was it in operation without approval before the new decree"),
	};

	return situation < SITUATIONS ? _(labels[situation]) : "";
}

int situation_parse(enum situation *out, const char *code)
{
	for (enum situation at = SITUATION_APPROVED; at < SITUATIONS; at++) {
		if (strcmp(code, situation_code(at)) == 0) {
			*out = at;
			return OK;
		}
	}
	return FAIL_INVALID;
}

const char *force_code(enum force force)
{
	switch (force) {
	case FORCE_BINDING:
		return "binding";
	case FORCE_SUGGESTED:
		return "suggested";
	case FORCE_OR_EQUIVALENT:
		return "or-equivalent";
	case FORCE_CONDITIONAL:
		return "conditional";
	}
	return "";
}

const char *force_label(enum force force)
{
	switch (force) {
	case FORCE_BINDING:
		return _("binding value");
	case FORCE_SUGGESTED:
		return _("suggested value");
	case FORCE_OR_EQUIVALENT:
		return _("or an equivalent measure");
	case FORCE_CONDITIONAL:
		return _("only under a condition");
	}
	return "";
}

const char *pair_code(enum pair_kind kind)
{
	switch (kind) {
	case PAIR_SAME:
		return "same";
	case PAIR_STRICTER:
		return "stricter";
	case PAIR_PARTLY:
		return "partly";
	case PAIR_NEW:
		return "new";
	case PAIR_DROPPED:
		return "dropped";
	case PAIR_KINDS:
		break;
	}
	return "";
}

const char *pair_label(enum pair_kind kind)
{
	switch (kind) {
	case PAIR_SAME:
		return _("asks the same");
	case PAIR_STRICTER:
		return _("asks more");
	case PAIR_PARTLY:
		return _("was asked in part");
	case PAIR_NEW:
		return _("newly asked");
	case PAIR_DROPPED:
		return _("asked no more");
	case PAIR_KINDS:
		break;
	}
	return "";
}
