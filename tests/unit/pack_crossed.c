/*
 * pack_crossed.c - two small checklists and what stands between them.
 */
#include "pack_crossed.h"

#include "pack_tiny.h"

/* one pack is one string, and gcc takes longer ones than ISO C promises */
#pragma GCC diagnostic ignored "-Woverlength-strings"

#define TEXT(words) "<vi>" words "</vi><en>" words "</en>"
#define NAMED(name, words) "<" name ">" TEXT(words) "</" name ">"
#define HEAD(id, kind, from, uses) \
	"<pack xmlns=\"urn:capdo:pack:1\" id=\"" id "\" version=\"7\" kind=\"" kind "\" in-force=\"" from "\"" \
	" uses=\"" uses "\">\n" NAMED("title", id) "\n"
#define DOCUMENT \
	"<document id=\"norm\" number=\"TC 1:2020\" kind=\"clauses\" status=\"secondary\">" \
	NAMED("name", "Tiêu chuẩn") "<provisions>7</provisions></document>\n"
#define AT(level, id, more) \
	"<at level=\"" level "\" cite=\"norm:7\" clause=\"norm:7\" status=\"secondary\">" \
	NAMED("text", "đòi hỏi của " id) more "</at>\n"
#define REQUIREMENT_WITH(id, scope, more, five) \
	"<requirement id=\"" id "\" group=\"G\" scope=\"" scope "\">" NAMED("name", "tên " id) NAMED("look", "l") \
	NAMED("evidence", "e") NAMED("partial", "p") "\n" AT("1", id, more) AT("2", id, more) AT("3", id, more) \
	AT("4", id, more) AT("5", id, five) "</requirement>\n"
#define REQUIREMENT(id, scope) REQUIREMENT_WITH(id, scope, "", "")
#define CYCLE(value, status) \
	"<threshold kind=\"cycle\" force=\"binding\"" value " status=\"" status "\">" TEXT("chu kỳ") "</threshold>\n"
#define GROUP "<group id=\"G\">" NAMED("name", "nhóm") "</group>\n"
#define PAIR(more, why) "<pair " more " status=\"own\">" TEXT(why) "</pair>\n"
#define MITIGATION(id) "<mitigation requirement=\"" id "\" weight=\"2\"/>\n"

static const char old_checklist[] = HEAD("tt12-2022", "requirements", "2022-10-01", "nd85-2016") DOCUMENT GROUP
    REQUIREMENT("R-SAME", "system")
    REQUIREMENT("R-MORE", "system")
    REQUIREMENT("R-SRV", "server")
    REQUIREMENT("R-PART", "server")
    REQUIREMENT("R-A", "system")
    REQUIREMENT("R-B", "system")
    REQUIREMENT("R-C", "server")
    REQUIREMENT("R-D", "system")
    REQUIREMENT("R-WIDE", "server")
    REQUIREMENT("R-GONE", "system")
    "</pack>\n";

#define MONTHS(number) " value=\"" number "\" unit=\"month\" bound=\"at-least\""
static const char new_checklist[] = HEAD("tcvn14423-2026", "requirements", "2026-08-19", "nd331-2026 threats-1")
    DOCUMENT GROUP
    REQUIREMENT_WITH("N-SAME", "system", CYCLE(MONTHS("3"), "secondary"), CYCLE(MONTHS("3"), "secondary"))
    REQUIREMENT_WITH("N-MORE", "system", CYCLE(MONTHS("12"), "unverified"), CYCLE(MONTHS("12"), "unverified"))
    REQUIREMENT_WITH("N-SRV", "server", "", CYCLE(MONTHS("1"), "secondary")) REQUIREMENT("N-PART", "server")
    REQUIREMENT_WITH("N-TWO", "system", CYCLE("", "secondary"), CYCLE("", "secondary"))
    REQUIREMENT("N-MIX", "system") REQUIREMENT("N-WIDE", "system") REQUIREMENT("N-NEW", "system")
    "<mitigates scenario=\"dos\" status=\"own\">\n" MITIGATION("N-SAME") "</mitigates>\n</pack>\n";

static const char threats[] = HEAD("threats-1", "threats", "2017-03-16", "tt12-2022") DOCUMENT
    "<cause id=\"attack\" cite=\"norm:7\" status=\"confirmed\">" NAMED("name", "c") "\n"
    "<question id=\"q1\" per=\"system\" status=\"own\">" NAMED("text", "t") "\n"
    "<option id=\"o1\" points=\"0\">" TEXT("o") "</option>\n"
    "<option id=\"o2\" points=\"5\">" TEXT("o") "</option></question></cause>\n"
    "<consequence id=\"k1\" per=\"scenario\" status=\"own\">" NAMED("text", "t")
    "<option id=\"o1\" points=\"1\">" TEXT("o") "</option>\n"
    "<option id=\"o2\" points=\"4\">" TEXT("o") "</option></consequence>\n"
    "<scenario id=\"dos\" cause=\"attack\" consequences=\"k1\" cite=\"norm:7\" status=\"confirmed\">"
    NAMED("name", "n") NAMED("about", "a") NAMED("indicator", "i")
    "<severity grade=\"minor\">" TEXT("s") "</severity>" NAMED("first-step", "f") NAMED("first-step", "g") "\n"
    MITIGATION("R-SAME") MITIGATION("R-MORE") MITIGATION("R-SRV") MITIGATION("R-PART") MITIGATION("R-A")
    MITIGATION("R-B") MITIGATION("R-C") MITIGATION("R-D") MITIGATION("R-WIDE") MITIGATION("R-GONE")
    "</scenario>\n</pack>\n";

static const char crosswalk[] = HEAD("crosswalk-1", "crosswalk", "2026-08-19", "tt12-2022 tcvn14423-2026")
    "<between from=\"tt12-2022\" to=\"tcvn14423-2026\"/>\n"
    PAIR("kind=\"same\" from=\"R-SAME\" to=\"N-SAME\"", "như nhau")
    PAIR("kind=\"stricter\" from=\"R-MORE\" to=\"N-MORE\"", "thêm chu kỳ")
    PAIR("kind=\"same\" from=\"R-SRV\" to=\"N-SRV\"", "cùng một việc")
    PAIR("kind=\"partly\" from=\"R-PART\" to=\"N-PART\"", "mới có một phần")
    PAIR("kind=\"stricter\" from=\"R-A\" to=\"N-TWO\"", "chặt hơn A")
    PAIR("kind=\"partly\" from=\"R-B\" to=\"N-TWO\"", "một phần của B")
    PAIR("kind=\"same\" from=\"R-C\" to=\"N-MIX\"", "như C") PAIR("kind=\"same\" from=\"R-D\" to=\"N-MIX\"", "như D")
    PAIR("kind=\"same\" from=\"R-WIDE\" to=\"N-WIDE\"", "cả hệ thống")
    PAIR("kind=\"new\" to=\"N-NEW\"", "chưa từng đòi hỏi") PAIR("kind=\"dropped\" from=\"R-GONE\"", "không còn")
    "</pack>\n";

void folder_put_crossed(const char *folder)
{
	folder_put(folder, "tt12-2022.xml", old_checklist);
	folder_put(folder, "tcvn14423-2026.xml", new_checklist);
	folder_put(folder, "threats-1.xml", threats);
	folder_put(folder, "crosswalk-1.xml", crosswalk);
}
