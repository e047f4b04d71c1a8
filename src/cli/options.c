/*
 * options.c - the table of options, those of every command first.
 */
#include <string.h>

#include "cli_priv.h"

enum { GENERAL = 6 };

static const struct flag options[] = {
	{ "db", "FILE", N_("the database (CAPDO_DB; else capdo.db)") },
	{ "user", "LOGIN", N_("who is at work (CAPDO_USER; else the setting 'person')") },
	{ "lang", "vi|en", N_("language (CAPDO_LANG; else vi)") },
	{ "packs", "FOLDER", N_("folder of packs that add to the built-in ones or replace them") },
	{ "as-of", "DAY", N_("the day that counts as today, like 2026-11-22") },
	{ "help", NULL, N_("show how the command is used") },

	{ "agency", "CODE", N_("the agency; not needed where there is only one") },
	{ "year", "YEAR", N_("the year; the current one when not given") },
	{ "xml", NULL, N_("write XML") },
	{ "whole", NULL, N_("remove what is below it too") },
	{ "system", "CODE", N_("only this system") },
	{ "rule", "RULE", N_("only this consistency rule, like R-303") },
	{ "again", NULL, N_("ask also what is answered already") },
	{ "component", "CODE", N_("the component system; else the system itself") },
	{ "evidence", "TEXT", N_("what the answer rests on") },
	{ "facts", "FILE", N_("file of facts (XML)") },
	{ "pack", "PACK", N_("the regulation pack; another one than the system's own: as advice") },
	{ "proposed", "LEVEL",
	    N_("propose this level; another one than the criteria give needs a reason") },
	{ "reason", "TEXT", N_("the reason") },
	{ "group", "GROUP", N_("only this group of the checklist") },
	{ "asset", "CODE", N_("the answer for this asset; else for all alike") },
	{ "all", NULL,
	    N_("everything; of an answer: all assets, also those with one of their own") },
	{ "empty", NULL, N_("carry nothing over from the year before") },
	{ "place", "TEXT", N_("where the evidence is kept") },
	{ "file", "FILE", N_("the file itself: its hash and size are kept") },
	{ "attach", NULL, N_("keep the content of the file too") },
	{ "code", "CODE", N_("the code of the evidence; else the next free one") },
	{ "scenario", "SCENARIO", N_("only this scenario") },
	{ "by", "NAME", N_("who accepts the risk; of a step of a proposal: the body's id") },
	{ "date", "DAY", N_("the day of the step; today when not given") },
	{ "document", "NUMBER", N_("number of its document") },
	{ "name", "NAME", N_("name of the body or of the signatory") },
	{ "note", "TEXT", N_("a note") },
	{ "number", "NUMBER", N_("number of the level proposal; the newest when not given") },
	{ "until", "DAY", N_("until when it is accepted") },
	{ "output", "FILE", N_("the file to write (-o)") },
	{ "sign", "KEY", N_("sign with this private key (PEM); needs --cert") },
	{ "cert", "FILE", N_("the certificate (PEM or DER)") },
	{ "pass-file", "FILE", N_("file whose first line is the pass phrase of the key") },
	{ "attachments", "FILE", N_("write the attached evidence files into this zip") },
	{ "withdraw", NULL, N_("take a year that is signed off or handed in back to a draft") },
	{ "dry-run", NULL, N_("only say what would change") },
	{ "from", "NUMBER", N_("number of the first row") },
	{ "level", "LEVEL", N_("what this level demands, 1 to 5") },
	{ "form", "FORM", N_("the fields of this form of a regulation, like form-08") },
	{ "due", "[DAY]", N_("what is due, soonest first") },
	{ "state", "STATE", N_("none, draft, submitted, returned or accepted") },
	{ "kind", "KIND", N_("reject, ask or note") },
	{ "text", "TEXT", N_("the words") },
	{ "open", NULL, N_("only what is open") },
	{ "all-clean", NULL, N_("every hand-in that nothing stands against") },
	{ "anyway", NULL, N_("although something stands against it; needs --reason") },
	{ "owner", "NAME", N_("the owner whose report it is, where there are several") },
	{ "drafts", NULL, N_("count agencies too that have not handed in, or were returned") },
	{ "xml-file", "FILE", N_("the XML file to write beside it") },
	{ "at", "DAY", N_("as of this day; today when not given") },
	{ "approved-level", "LEVEL", N_("the level that is approved; none when not given") },
	{ "approval-date", "DAY", N_("the day of that approval") },
	{ "approval-basis", "PACK", N_("the regulation that approval rests on") },
	{ "project-start", "DAY", N_("the day its project began") },
	{ "in-build", "ANSWER",
	    N_("was it being invested in or built when the new law took effect: yes, no or "
	       "unknown") },
	{ "operating-since", "DAY", N_("in operation since") },
	{ "planned", "ANSWER", N_("it does not operate yet: yes, no or unknown") },
	{ "filed", "DAY", N_("a dossier under the earlier regulation was filed, undecided yet") },
	{ "redetermine", "ANSWER", N_("must the level be determined again: yes, no or unknown") },
	{ "higher-risk", "ANSWER",
	    N_("does the risk call for a higher level: yes, no or unknown") },
	{ "products", "ANSWER",
	    N_("are security products in use since before the new law: yes, no or unknown") },
	{ "choice", "old|new", N_("the regulation chosen where no text decides") },
};

const struct flag *option_at(size_t index)
{
	return index < sizeof(options) / sizeof(options[0]) ? &options[index] : NULL;
}

bool option_is_general(const struct flag *option)
{
	return option - options < GENERAL;
}

const struct flag *option_find(const char *name)
{
	const struct flag *option;

	for (size_t i = 0; (option = option_at(i)); i++) {
		if (strcmp(option->name, name) == 0)
			return option;
	}
	return NULL;
}
