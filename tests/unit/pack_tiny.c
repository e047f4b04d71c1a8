/*
 * pack_tiny.c - the smallest valid packs, and the folder that holds them.
 */
#include "pack_tiny.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* one pack is one string, and gcc takes longer ones than ISO C promises */
#pragma GCC diagnostic ignored "-Woverlength-strings"

#define HEAD(id, kind, more) \
	"<pack xmlns=\"urn:capdo:pack:1\" id=\"" id "\" version=\"1\" kind=\"" kind "\"" \
	" in-force=\"2020-01-01\"" more ">\n"
#define TEXT(words) "<vi>" words "</vi><en>" words "</en>"
#define NAMED(name, words) "<" name ">" TEXT(words) "</" name ">"
#define DOCUMENT \
	"<document id=\"act\" number=\"7/2020/AB\" kind=\"articles\" status=\"confirmed\"><name>" \
	"<vi>Nghị định 7/2020/AB về thử nghiệm</vi><en>Decree 7/2020/AB on tests</en></name>" \
	"<provisions>1 2 2.1 2.1.a 2.1.a.-2 PL3.II.1.b.iv</provisions></document>\n" \
	"<document id=\"norm\" number=\"TC 1:2020\" kind=\"clauses\" status=\"secondary\"><name>" \
	"<vi>Tiêu chuẩn</vi><en>Standard</en></name><provisions>7.2.1 7.2.2</provisions></document>\n"

const char *const tiny_name[TINY_COUNT] = { "reg.xml", "req.xml", "thr.xml", "obl.xml", "met.xml", "cal.xml",
	"dec.xml", "lat.xml", "xw.xml" };

#define CRITERION(id, level, when) \
	"<criterion id=\"" id "\" level=\"" level "\" cite=\"act:2.1.a\" status=\"confirmed\">" \
	NAMED("text", "t") NAMED("statement", "s") "<when>" when "</when></criterion>\n"
#define REGULATION_FACTS \
	"<fact id=\"info\" type=\"set\" status=\"confirmed\">" NAMED("question", "q") \
	"<value id=\"public\">" TEXT("v") "</value>" \
	"<value id=\"secret\">" TEXT("v") NAMED("stop", "halt") "</value></fact>\n" \
	"<fact id=\"harm\" type=\"choice\" ordered=\"yes\" status=\"confirmed\">" NAMED("question", "q") \
	"<value id=\"none\" weight=\"9\">" TEXT("v") "</value><value id=\"some\">" TEXT("v") "</value></fact>\n" \
	"<fact id=\"colour\" type=\"choice\" status=\"confirmed\">" NAMED("question", "q") \
	"<value id=\"red\">" TEXT("v") "</value><value id=\"blue\">" TEXT("v") "</value></fact>\n" \
	"<fact id=\"users\" type=\"count\" max=\"500\" unit=\"people\" status=\"own\">" \
	NAMED("question", "q") "</fact>\n" \
	"<fact id=\"nonstop\" type=\"yes-no\" yes-weight=\"1\" no-weight=\"4\" status=\"own\">" \
	NAMED("question", "q") "</fact>\n"
#define REGULATION_LISTS \
	"<exception fact=\"harm\" from=\"none\" to=\"some\" status=\"own\">" TEXT("x") "</exception>\n" \
	"<components rule=\"highest\" cite=\"act:2.1\" status=\"confirmed\">" TEXT("x") "</components>\n" \
	"<step id=\"s1\" kind=\"prepare\" by=\"operator\" levels=\"1 2 3\" status=\"confirmed\">" \
	TEXT("x") "</step>\n" \
	"<step id=\"s2\" kind=\"approval\" by=\"owner\" managed-by=\"operator\" levels=\"4 5\" days=\"15\"" \
	" day-kind=\"working\" cite=\"act:2.1\" status=\"confirmed\">" TEXT("x") "</step>\n" \
	"<body id=\"operator\" status=\"confirmed\">" TEXT("x") "</body>\n" \
	"<body id=\"owner\" status=\"confirmed\">" TEXT("x") "</body>\n" \
	"<gate levels=\"4 5\" status=\"confirmed\">" TEXT("x") "</gate>\n" \
	"<dossier levels=\"1\" for=\"new\" status=\"confirmed\">" TEXT("x") "</dossier>\n" \
	"<inspection of=\"system\" levels=\"3 4\" months=\"12\" status=\"confirmed\">" TEXT("x") "</inspection>\n" \
	"<duty id=\"d1\" who=\"operator\" to=\"owner\" before=\"--12-20\" window-from=\"--12-15\"" \
	" window-to=\"--12-14\" levels=\"1 2\" first-year=\"2022\" status=\"confirmed\">" TEXT("x") "</duty>\n" \
	"<content duty=\"d1\" status=\"confirmed\">" TEXT("x") "</content>\n" \
	"<rule topic=\"aim\" status=\"confirmed\">" TEXT("x") "</rule>\n"

#define REQUIREMENT(id, group, ats) \
	"<requirement id=\"" id "\" group=\"" group "\" scope=\"system\">" NAMED("name", "n") NAMED("look", "l") \
	NAMED("evidence", "e") NAMED("partial", "p") "\n" ats "</requirement>\n"
#define AT(level, more) \
	"<at level=\"" level "\" cite=\"act:2\" clause=\"norm:7.2.1\" status=\"confirmed\">" more "</at>\n"

#define TERM(id, months, safe, corresponding) \
	"<term id=\"" id "\" months=\"" months "\" safe=\"" safe "\" corresponding=\"" corresponding "\"" \
	" cite=\"act:2.1\" status=\"secondary\">" TEXT("x") "</term>\n"
#define TRANSITION(id, more, doubt) \
	"<transition id=\"" id "\" " more " cite=\"act:2.1\" status=\"unverified\">" \
	NAMED("name", "n") NAMED("text", "t") NAMED("todo", "d") doubt \
	"</transition>\n"
#define PAIR(more, why) "<pair " more " status=\"own\">" TEXT(why) "</pair>\n"

#define MITIGATION(id) "<mitigation requirement=\"" id "\" weight=\"2\"/>\n"

const char *const tiny_text[TINY_COUNT] = {
	[TINY_REGULATION] = HEAD("t-reg", "regulation", "")
	NAMED("title", "A regulation") "\n"
	"<doubt id=\"first\" cite=\"act:1\" status=\"unverified\">" TEXT("d") "</doubt>\n"
	DOCUMENT REGULATION_FACTS
	CRITERION("7", "1", "<not><has fact=\"info\" value=\"secret\"/></not>")
	CRITERION("8.1", "2", "<at-least fact=\"users\" value=\"100\"/>")
	CRITERION("8.2.a", "3", "<is fact=\"colour\" value=\"blue\"/>")
	CRITERION("10", "4", "<below fact=\"harm\" value=\"some\"/>")
	CRITERION("11", "5", "<all><is fact=\"nonstop\" value=\"no\"/><any><is fact=\"harm\" value=\"some\"/>"
	    "</any></all>")
	REGULATION_LISTS "</pack>\n",

	[TINY_REQUIREMENTS] = HEAD("t-req", "requirements", " uses=\"t-reg\"")
	NAMED("title", "A checklist") "\n"
	DOCUMENT
	"<fact id=\"wireless\" type=\"yes-no\" status=\"own\">" NAMED("question", "q") "</fact>\n"
	"<group id=\"G-1\" parent=\"G\">" NAMED("name", "child") "</group>\n"
	"<group id=\"G\">" NAMED("name", "top") "</group>\n"
	REQUIREMENT("R-1", "G-1",
	    AT("1", "<when><criterion id=\"8\"/></when>")
	    AT("2", "<strict>" TEXT("s") "<when><has fact=\"info\" value=\"secret\"/></when></strict>"
		"<detail id=\"x\" status=\"secondary\">" TEXT("d") "</detail>"))
	REQUIREMENT("R-2", "G", AT("2", "<when><is fact=\"wireless\" value=\"yes\"/></when>"))
	REQUIREMENT("R-3", "G", AT("3", "")) REQUIREMENT("R-4", "G", AT("4", ""))
	REQUIREMENT("R-5", "G", AT("5", "")) REQUIREMENT("R-6", "G", AT("5", "")) "</pack>\n",

	[TINY_THREATS] = HEAD("t-thr", "threats", " uses=\"t-req\"")
	NAMED("title", "Threats") "\n"
	DOCUMENT
	"<cause id=\"attack\" cite=\"act:1\" status=\"confirmed\">" NAMED("name", "c") "\n"
	"<question id=\"q1\" per=\"system\" status=\"own\">" NAMED("text", "t") "\n"
	"<option id=\"o1\" points=\"0\">" TEXT("o") "</option>\n"
	"<option id=\"o2\" points=\"5\">" TEXT("o") "</option></question></cause>\n"
	"<consequence id=\"k1\" per=\"scenario\" status=\"own\">" NAMED("text", "t")
	"<option id=\"o1\" points=\"1\">" TEXT("o") "</option>\n"
	"<option id=\"o2\" points=\"4\">" TEXT("o") "</option></consequence>\n"
	"<scenario id=\"dos\" cause=\"attack\" consequences=\"k1\" cite=\"act:1\" status=\"confirmed\">"
	NAMED("name", "n") NAMED("about", "a") NAMED("indicator", "i")
	"<severity grade=\"minor\">" TEXT("s") "</severity>" NAMED("first-step", "f") NAMED("first-step", "g") "\n"
	MITIGATION("R-1") MITIGATION("R-2") MITIGATION("R-3") MITIGATION("R-4")
	"<mitigation requirement=\"R-5\" weight=\"5\" key=\"yes\"/>\n"
	"</scenario>\n"
	"<unmapped requirement=\"R-6\">" TEXT("why") "</unmapped>\n"
	"</pack>\n",

	[TINY_OBLIGATIONS] = HEAD("t-obl", "obligations", "")
	NAMED("title", "Obligations") "\n" DOCUMENT
	"<obligation id=\"b1\" every=\"year\" who=\"agency\" budget=\"yes\" cite=\"act:1\" status=\"confirmed\">"
	NAMED("name", "n") NAMED("look", "l") NAMED("evidence", "e") "</obligation>\n"
	"<obligation id=\"b2\" every=\"event\" who=\"operator\" cite=\"act:1\" status=\"confirmed\">"
	NAMED("name", "n") NAMED("look", "l") NAMED("evidence", "e") "</obligation>\n</pack>\n",

#define POINT(value) "<point value=\"" value "\">" TEXT("point " value) "</point>\n"
#define SCALE(id) "<scale id=\"" id "\">\n" POINT("1") POINT("2") POINT("3") POINT("4") POINT("5") "</scale>\n"
#define LIKELIHOOD(from, value) "<likelihood at-least=\"" from "\" value=\"" value "\"/>\n"
#define REDUCTION(from, steps) "<reduction at-least=\"" from "\" steps=\"" steps "\"/>\n"
#define BAND(id, from, to) \
	"<band id=\"" id "\" from=\"" from "\" to=\"" to "\" colour=\"00AAFF\">" TEXT("b") "</band>\n"
#define ASSUMES(level, impact) "<assumes level=\"" level "\" impact=\"" impact "\"/>\n"
#define POINTS(finding, value) \
	"<points finding=\"" finding "\" value=\"" value "\">" TEXT("p") "</points>\n"
	[TINY_METHOD] = HEAD("t-met", "method", "")
	NAMED("title", "A method") "\n"
	SCALE("likelihood") SCALE("impact")
	LIKELIHOOD("0", "1") LIKELIHOOD("200", "2") LIKELIHOOD("400", "3") LIKELIHOOD("600", "4")
	LIKELIHOOD("800", "5")
	REDUCTION("950", "3") REDUCTION("500", "1") REDUCTION("0", "0")
	"<key-cap steps=\"1\"/>\n"
	BAND("low", "1", "4") BAND("medium", "5", "9") BAND("high", "10", "25")
	ASSUMES("1", "1") ASSUMES("2", "2") ASSUMES("3", "3") ASSUMES("4", "4") ASSUMES("5", "5")
	POINTS("met", "2") POINTS("partial", "1") POINTS("unmet", "0") "</pack>\n",

	[TINY_CALENDAR] = HEAD("t-cal", "calendar", " until=\"2029-12-31\"")
	NAMED("title", "A calendar") "\n" DOCUMENT
	"<day date=\"2026-01-01\" kind=\"off\" cite=\"act:1\" status=\"confirmed\">" TEXT("New Year") "</day>\n"
	"<day date=\"2026-01-02\" kind=\"off\" status=\"secondary\">" TEXT("bridge") "</day>\n"
	"<day date=\"2026-01-10\" kind=\"working\" status=\"secondary\">" TEXT("made up") "</day>\n</pack>\n",

	[TINY_DECREE] = HEAD("t-dec", "regulation", "")
	NAMED("title", "A later regulation") "\n"
	DOCUMENT
	"<fact id=\"harm\" type=\"choice\" ordered=\"yes\" status=\"confirmed\">" NAMED("question", "q")
	"<value id=\"none\">" TEXT("v") "</value><value id=\"some\">" TEXT("v") "</value></fact>\n"
	CRITERION("1", "1", "<is fact=\"harm\" value=\"none\"/>")
	CRITERION("2", "2", "<is fact=\"harm\" value=\"some\"/>")
	CRITERION("3", "3", "<is fact=\"harm\" value=\"some\"/>")
	CRITERION("4", "4", "<is fact=\"harm\" value=\"some\"/>")
	"<criterion id=\"5\" level=\"5\" undetermined=\"yes\" cite=\"act:2.1.a\" status=\"unverified\">"
	NAMED("text", "t") NAMED("statement", "s") "<when><is fact=\"harm\" value=\"some\"/></when></criterion>\n"
	"<step id=\"s1\" kind=\"prepare\" by=\"owner\" levels=\"1 2 3 4 5\" status=\"confirmed\">" TEXT("x") "</step>\n"
	"<body id=\"owner\" status=\"confirmed\">" TEXT("x") "</body>\n"
	"<body id=\"police\" status=\"confirmed\">" TEXT("x") "</body>\n"
	"<dossier levels=\"1\" for=\"new\" status=\"confirmed\">" TEXT("x") "</dossier>\n"
	"<duty id=\"d1\" who=\"owner\" to=\"police\" before=\"--12-25\" levels=\"1 2\" first-year=\"2026\""
	" form=\"form-2\" status=\"confirmed\">" TEXT("x") "</duty>\n"
	"<listed levels=\"3 4\" as=\"5\" cite=\"act:2.1\" status=\"secondary\">" TEXT("x") "</listed>\n"
	"<incident-clock id=\"told\" hours=\"0\" of=\"serious\" field=\"reported\" to=\"police\" status=\"confirmed\">"
	TEXT("x") "</incident-clock>\n"
	"<incident-clock id=\"closed\" hours=\"72\" of=\"all\" field=\"closed\" to=\"police\" cite=\"act:2\""
	" status=\"confirmed\">" TEXT("x") "</incident-clock>\n"
	"<form id=\"form-1\" number=\"01\" levels=\"1\" cite=\"act:2\" status=\"confirmed\">" NAMED("title", "t") "\n"
	"<field id=\"place\" part=\"header\">" TEXT("f") "</field></form>\n"
	"<form id=\"form-2\" number=\"02\" from=\"owner\" to=\"police\" levels=\"1 2\" cite=\"act:2\""
	" status=\"secondary\">" NAMED("title", "t") NAMED("hint", "h") "\n"
	"<field id=\"name\" part=\"part-1\" source=\"system.name\" cite=\"act:2.1\">" TEXT("f") "</field>\n"
	"<field id=\"done\" part=\"part-2\">" TEXT("f") "<allowed>Có</allowed><allowed>Không</allowed></field></form>\n"
	"<change topic=\"levels\" criteria=\"8.1 2\" old-cite=\"act:1\" new-cite=\"act:2\" status=\"secondary\">"
	NAMED("old", "o") NAMED("new", "n") NAMED("effect", "e") "</change>\n"
	"<change topic=\"gone\" old-cite=\"act:1\" criteria=\"11\" status=\"secondary\">"
	NAMED("old", "o") NAMED("new", "n") "</change>\n"
	"<regime old-regulation=\"t-reg\" old-requirements=\"t-req\" new-requirements=\"t-lat\" crosswalk=\"t-xw\""
	" law=\"2026-07-01\" decree=\"2026-08-19\">\n"
	"<claim cite=\"act:1\" status=\"secondary\">" TEXT("c") "</claim>\n"
	TERM("build", "6", "2026-12-31", "2027-01-01") TERM("measures", "12", "2027-06-30", "2027-07-01")
	TRANSITION("T1", "when=\"approved under-old\" unless=\"redetermine\" decides=\"yes\" classification=\"old\""
	    " measures=\"old-then-new\" state=\"kept\" measures-term=\"measures\"", "")
	TRANSITION("T2", "when=\"in-build\" decides=\"yes\" classification=\"ask\" measures=\"new\""
	    " approval-term=\"build\"", NAMED("doubt", "why"))
	TRANSITION("T9", "decides=\"no\"", "")
	"</regime>\n</pack>\n",

	[TINY_LATER] = HEAD("t-lat", "requirements", " uses=\"t-dec t-thr\"")
	NAMED("title", "A later checklist") "\n"
	DOCUMENT
	"<group id=\"G\">" NAMED("name", "top") "</group>\n"
	REQUIREMENT("L-1", "G",
	    AT("1", "<threshold kind=\"cycle\" force=\"suggested\" status=\"secondary\">" TEXT("own") "</threshold>")
	    AT("2", "<threshold kind=\"cycle\" force=\"suggested\" value=\"12\" unit=\"month\" bound=\"at-most\""
		" status=\"secondary\">" TEXT("a year") "</threshold>\n"
		"<threshold kind=\"retention\" force=\"or-equivalent\" value=\"90\" unit=\"day\" bound=\"at-least\""
		" status=\"unverified\">" TEXT("ninety") "</threshold>\n"
		"<threshold kind=\"cycle\" force=\"binding\" value=\"6\" unit=\"month\" status=\"secondary\">"
		TEXT("half") "</threshold>\n"
		"<threshold kind=\"cycle\" force=\"conditional\" status=\"secondary\">" TEXT("own") "</threshold>")
	    AT("3", ""))
	REQUIREMENT("L-2", "G", AT("3", "")) REQUIREMENT("L-3", "G", AT("5", ""))
	"<mitigates scenario=\"dos\" status=\"own\">\n"
	"<mitigation requirement=\"L-1\" weight=\"3\" key=\"yes\"/>\n"
	"<mitigation requirement=\"L-3\" weight=\"1\"/>\n"
	"</mitigates>\n</pack>\n",

	[TINY_CROSSWALK] = HEAD("t-xw", "crosswalk", " uses=\"t-req t-lat\"")
	NAMED("title", "A crosswalk") "\n"
	"<between from=\"t-req\" to=\"t-lat\"/>\n"
	PAIR("kind=\"dropped\" from=\"R-6\"", "six") PAIR("kind=\"same\" from=\"R-5\" to=\"L-3\"", "five")
	PAIR("kind=\"dropped\" from=\"R-4\"", "four") PAIR("kind=\"stricter\" from=\"R-3\" to=\"L-2\"", "three")
	PAIR("kind=\"partly\" from=\"R-2\" to=\"L-1\"", "two") PAIR("kind=\"same\" from=\"R-1\" to=\"L-1\"", "one")
	PAIR("kind=\"new\" to=\"L-1\" levels=\"3\"", "none before") "</pack>\n",
};

/* ---- the folder ------------------------------------------------------------------------------- */

char *folder_new(void)
{
	const char *where = getenv("TMPDIR");
	char path[4096];

	snprintf(path, sizeof(path), "%s/capdo-pack-XXXXXX", where ? where : "/tmp");
	assert_non_null(mkdtemp(path));
	return xstrdup(path);
}

void folder_put(const char *folder, const char *name, const char *text)
{
	char path[4200];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	assert_int_equal(file_write(path, text, strlen(text), NULL), OK);
}

void folder_put_tiny(const char *folder)
{
	for (size_t i = 0; i < TINY_COUNT; i++)
		folder_put(folder, tiny_name[i], tiny_text[i]);
}

void folder_drop(char *folder)
{
	struct arena *arena = arena_new();
	char **name;
	size_t count = 0;

	assert_int_equal(file_list(&name, &count, folder, "", arena, NULL), OK);
	for (size_t i = 0; i < count; i++)
		unlink(arena_print(arena, "%s/%s", folder, name[i]));
	rmdir(folder);
	arena_free(arena);
	free(folder);
}

char *replaced(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	struct buffer buffer = { 0 };

	if (!at || strstr(at + 1, from))
		fail_msg("'%s' does not stand exactly once in the text", from);
	buffer_add_n(&buffer, text, (size_t)(at - text));
	buffer_add(&buffer, to);
	buffer_add(&buffer, at + strlen(from));
	return buffer.text;
}

int line_of(const char *text, const char *part)
{
	const char *end = strstr(text, part);
	int line = 1;

	assert_non_null(end);
	for (; text < end; text++)
		line += *text == '\n';
	return line;
}
