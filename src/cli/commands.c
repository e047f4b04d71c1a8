/*
 * commands.c - the table of commands; the dispatcher, the help and the completion read nothing
 * else.
 *
 * The examples tell one story: run from the first row to the last, each of them works. Records that
 * differ only in their shape share their handlers.
 */
#include <ctype.h>
#include <string.h>

#include "cli_priv.h"

#define ADD(noun, words, options, example) \
	{ \
		noun, "add", words " [FIELD=VALUE...]", options, noun, N_("add a record"), \
		    example, NEED_WRITE, run_record_add \
	}
#define SET(noun, words, options, example) \
	{ \
		noun, "set", words " [FIELD=VALUE...]", options, noun, N_("change fields"), \
		    example, NEED_WRITE, run_record_set \
	}
#define SHOW(noun, words, options, example) \
	{ \
		noun, "show", words, options " xml", noun, N_("show one record"), example, \
		    NEED_READ, run_record_show \
	}
#define LIST(noun, words, options, example) \
	{ \
		noun, "list", words, options " xml", noun, N_("list the records"), example, \
		    NEED_READ, run_record_list \
	}
#define REMOVE(noun, words, options, example) \
	{ \
		noun, "remove", words, options " whole", noun, N_("remove a record"), example, \
		    NEED_WRITE, run_record_remove \
	}

/* of an act of a level proposal */
#define ACT_OPTIONS "agency date document name by note"

static const struct command commands[] = {
	{ "init", "", "", "", NULL, N_("make a new database; --user becomes its administrator"),
	    "capdo init --user hoa", NEED_CREATE, run_init },

	ADD("agency", "CODE", "", "capdo agency add so-tt --name 'Sở Thông tin'"),
	SET("agency", "CODE", "",
	    "capdo agency set so-tt officer='Nguyễn Thị Hoa' place='Đắk Lắk'"),
	SHOW("agency", "CODE", "", "capdo agency show so-tt"),
	LIST("agency", "", "", "capdo agency list --xml"),
	REMOVE("agency", "CODE", "", "capdo agency remove so-tt --whole"),

	ADD("system", "CODE", "agency",
	    "capdo system add qlvb --name 'Quản lý văn bản và điều hành'"),
	SET("system", "CODE", "agency",
	    "capdo system set qlvb state=operating --purpose 'Xử lý văn bản' "
	    "regulation-number=15/QĐ-STTTT regulation-date=2026-03-02"),
	SHOW("system", "CODE", "agency", "capdo system show qlvb"),
	LIST("system", "", "agency", "capdo system list"),
	REMOVE("system", "CODE", "agency", "capdo system remove qlvb --whole"),

	ADD("zone", "SYSTEM CODE", "agency", "capdo zone add qlvb lan name='Mạng nội bộ'"),
	SET("zone", "SYSTEM CODE", "agency", "capdo zone set qlvb lan ip-private=192.168.1.0/24"),
	SHOW("zone", "SYSTEM CODE", "agency", "capdo zone show qlvb lan"),
	LIST("zone", "SYSTEM", "agency", "capdo zone list qlvb"),
	REMOVE("zone", "SYSTEM CODE", "agency", "capdo zone remove qlvb lan"),

	ADD("asset", "SYSTEM CODE", "agency",
	    "capdo asset add qlvb may-chu-1 --kind server --name 'Máy chủ ứng dụng'"),
	SET("asset", "SYSTEM CODE", "agency",
	    "capdo asset set qlvb may-chu-1 zone=lan supported-until=2029-12-31"),
	SHOW("asset", "SYSTEM CODE", "agency", "capdo asset show qlvb may-chu-1"),
	LIST("asset", "SYSTEM", "agency", "capdo asset list qlvb --xml"),
	REMOVE("asset", "SYSTEM CODE", "agency", "capdo asset remove qlvb may-chu-1"),

	{ "level", "walk", "SYSTEM", "agency again pack", NULL,
	    N_("answer the level questions one by one; every answer is kept at once"),
	    "capdo level walk qlvb", NEED_WRITE, run_level_walk },
	{ "level", "set", "SYSTEM FACT VALUE...", "agency component evidence", NULL,
	    N_("keep one answer of the level questions or of the system's profile"),
	    "capdo level set qlvb info private personal --evidence 'Công văn 12/STT'", NEED_WRITE,
	    run_level_set },
	{ "level", "show", "SYSTEM", "agency component pack xml", NULL,
	    N_("show the level so far, the criteria, the answers and the decision"),
	    "capdo level show qlvb", NEED_READ, run_level_show },
	{ "level", "decide", "SYSTEM", "agency facts component proposed reason", NULL,
	    N_("keep the level that follows from the answers, with its reasons"),
	    "capdo level decide qlvb --facts facts.xml", NEED_WRITE, run_level_decide },
	{ "level", "check", "", "!pack !facts", NULL,
	    N_("decide from a file, without a database; the decision as XML"),
	    "capdo level check --pack nd331-2026 --facts facts.xml", NEED_PACKS, run_level_check },
	{ "level", "compare", "[SYSTEM]", "agency facts xml", NULL,
	    N_("the level under the earlier and the new regulation, what changed and why"),
	    "capdo level compare qlvb", NEED_PACKS, run_level_compare },
	{ "regime", "show", "SYSTEM", "agency at xml", NULL,
	    N_("under which regulation a system stands, what falls due, what is doubtful"),
	    "capdo regime show qlvb --at 2026-12-01", NEED_READ, run_regime_show },
	{ "regime", "list", "", "agency at xml", NULL,
	    N_("the legal regime of each system, and how many stand under which rule"),
	    "capdo regime list", NEED_READ, run_regime_list },
	{ "regime", "check", "",
	    "approved-level approval-date approval-basis project-start in-build operating-since "
	    "planned filed redetermine higher-risk products choice at",
	    NULL, N_("the regime of facts given here, without a database, as XML"),
	    "capdo regime check --in-build yes --project-start 2025-03-31 --at 2026-12-01",
	    NEED_PACKS, run_regime_check },

	ADD("component", "SYSTEM CODE", "agency",
	    "capdo component add qlvb api name='Trục liên thông'"),
	SET("component", "SYSTEM CODE", "agency",
	    "capdo component set qlvb api note='Máy chủ riêng'"),
	SHOW("component", "SYSTEM CODE", "agency", "capdo component show qlvb api"),
	LIST("component", "SYSTEM", "agency", "capdo component list qlvb"),
	REMOVE("component", "SYSTEM CODE", "agency", "capdo component remove qlvb api"),

	{ "proposal", "start", "SYSTEM [FIELD=VALUE...]", "agency", "proposal",
	    N_("begin a level proposal at the level that was decided"),
	    "capdo proposal start qlvb --kind operating", NEED_WRITE, run_proposal_start },
	{ "dossier", "add", "SYSTEM PART... [FIELD=VALUE...]", "agency", "document",
	    N_("add a document to the dossier; it may be several parts at once"),
	    "capdo dossier add qlvb dossier-overview dossier-design-operating dossier-grounds "
	    "dossier-measures --title 'Hồ sơ đề xuất cấp độ' --number 05/HS --date 2026-11-10",
	    NEED_WRITE, run_dossier_add },
	{ "dossier", "set", "SYSTEM PART [FIELD=VALUE...]", "agency", "document",
	    N_("change fields"), "capdo dossier set qlvb dossier-measures place='Tủ hồ sơ 3'",
	    NEED_WRITE, run_record_set },
	{ "dossier", "list", "SYSTEM", "agency xml", "document", N_("list the records"),
	    "capdo dossier list qlvb", NEED_READ, run_record_list },
	{ "dossier", "remove", "SYSTEM PART", "agency whole", "document", N_("remove a record"),
	    "capdo dossier remove qlvb dossier-measures", NEED_WRITE, run_record_remove },
	{ "proposal", "submit", "SYSTEM...", ACT_OPTIONS, NULL,
	    N_("submit the dossier; says what is missing; also AGENCY:SYSTEM"),
	    "capdo proposal submit qlvb --date 2026-11-12", NEED_WRITE, run_proposal_act },
	{ "proposal", "show", "SYSTEM", "agency number xml", NULL,
	    N_("show the steps done and to come, their last days, what stands in the way"),
	    "capdo proposal show qlvb", NEED_READ, run_proposal_show },
	{ "proposal", "list", "", "agency due xml", NULL,
	    N_("list the level proposals, what is due first"), "capdo proposal list --due",
	    NEED_READ, run_proposal_list },

	{ "assess", "start", "SYSTEM", "agency year empty", NULL,
	    N_("begin the assessment of a year; answers are carried over from the year before"),
	    "capdo assess start qlvb --year 2026", NEED_WRITE, run_assess_start },
	{ "assess", "walk", "SYSTEM", "agency year group again", NULL,
	    N_("answer the checklist one by one; every answer is kept at once"),
	    "capdo assess walk qlvb --year 2026", NEED_WRITE, run_assess_walk },
	{ "assess", "set", "SYSTEM REQUIREMENT STATUS [FIELD=VALUE...]",
	    "agency year asset all evidence place file attach", "finding",
	    N_("keep one answer of the checklist: met, partial, unmet, n-a or unassessed"),
	    "capdo assess set qlvb RISK-01 unmet --year 2026 --measure 'Ban hành quy chế' "
	    "--person 'Nguyễn Thị Hoa' --due 2026-12-15",
	    NEED_WRITE, run_assess_set },
	{ "assess", "show", "SYSTEM", "agency year group xml", NULL,
	    N_("show the checklist with its answers, the scores and how they come about"),
	    "capdo assess show qlvb --year 2026", NEED_READ, run_assess_show },
	{ "assess", "carried", "SYSTEM", "agency year xml", NULL,
	    N_("list what was carried over, what is new, changed and dropped"),
	    "capdo assess carried qlvb --year 2026", NEED_READ, run_assess_carried },
	{ "assess", "confirm", "SYSTEM [REQUIREMENT...]", "agency year group all", NULL,
	    N_("confirm what was carried over: requirements, scenarios, a group or --all"),
	    "capdo assess confirm qlvb --year 2026 --all", NEED_WRITE, run_assess_confirm },
	{ "assess", "renew", "SYSTEM", "agency year", NULL,
	    N_("move an assessment to the packs now in force for its year"),
	    "capdo assess renew qlvb --year 2026", NEED_WRITE, run_assess_renew },
	{ "assess", "list", "SYSTEM", "agency xml", NULL, N_("list the assessments of a system"),
	    "capdo assess list qlvb", NEED_READ, run_assess_list },

	{ "evidence", "add", "SYSTEM REQUIREMENT [FIELD=VALUE...]",
	    "agency year asset code file attach", "evidence",
	    N_("add evidence to an answer: by name and place, or with a file"),
	    "capdo evidence add qlvb RISK-01 --year 2026 --name 'Dự thảo quy chế'", NEED_WRITE,
	    run_evidence_add },
	{ "evidence", "list", "SYSTEM REQUIREMENT", "agency year asset xml", NULL,
	    N_("list the evidence of an answer"), "capdo evidence list qlvb RISK-01 --year 2026",
	    NEED_READ, run_evidence_list },

	{ "threat", "walk", "SYSTEM", "agency year scenario again", NULL,
	    N_("answer the threat questions and rate the scenarios; every answer is kept at once"),
	    "capdo threat walk qlvb --year 2026", NEED_WRITE, run_threat_walk },
	{ "threat", "set", "SYSTEM SCENARIO QUESTION [OPTION]", "agency year", NULL,
	    N_("keep one answer; SCENARIO '-' is the whole system, no OPTION takes it away"),
	    "capdo threat set qlvb - attack-exposure inside --year 2026", NEED_WRITE,
	    run_threat_set },
	{ "threat", "rate", "SYSTEM SCENARIO [FIELD=VALUE...]", "agency year", "rating",
	    N_("rate a scenario; other values than the suggested ones need a reason"),
	    "capdo threat rate qlvb a-ransomware --year 2026 --likelihood 3 --impact 4 "
	    "--reason 'Đã gặp ở đơn vị cùng mạng'",
	    NEED_WRITE, run_threat_rate },
	{ "threat", "accept", "SYSTEM SCENARIO", "agency year !by !until !reason", NULL,
	    N_("accept the risk of a scenario until a day"),
	    "capdo threat accept qlvb a-ransomware --year 2026 --by 'Giám đốc' "
	    "--until 2027-06-30 --reason 'Chờ kinh phí'",
	    NEED_WRITE, run_threat_accept },
	{ "threat", "show", "SYSTEM [SCENARIO]", "agency year xml", NULL,
	    N_("show the risks, or one scenario with how its values come about"),
	    "capdo threat show qlvb a-ransomware --year 2026", NEED_READ, run_threat_show },
	{ "task", "list", "SYSTEM", "agency year xml", NULL,
	    N_("list the recurring duties of a year, when each is due and what was carried out"),
	    "capdo task list qlvb --year 2026", NEED_READ, run_task_list },
	{ "task", "done", "SYSTEM REQUIREMENT NUMBER [FIELD=VALUE...]", "agency year date", "task",
	    N_("a recurring duty was carried out, for the NUMBER-th time of the year"),
	    "capdo task done qlvb RISK-02 1 --year 2026 --date 2026-11-20 --document 12/BC",
	    NEED_WRITE, run_task_done },
	{ "task", "set", "SYSTEM REQUIREMENT NUMBER [FIELD=VALUE...]", "agency year", "task",
	    N_("plan a recurring duty, or change what is kept of it"),
	    "capdo task set qlvb RISK-02 1 --year 2026 --person 'Nguyễn Thị Hoa'", NEED_WRITE,
	    run_task_set },
	{ "task", "due", "[SYSTEM]", "agency year", NULL,
	    N_("what is not carried out yet in a system or an agency, what is late first"),
	    "capdo task due --year 2026", NEED_READ, run_task_due },
	{ "task", "remove", "SYSTEM REQUIREMENT NUMBER", "agency year", NULL,
	    N_("take back that a recurring duty was planned or carried out"),
	    "capdo task remove qlvb RISK-02 1 --year 2026", NEED_WRITE, run_task_remove },
	{ "do-first", "", "[SYSTEM]", "agency year xml", NULL,
	    N_("what to do first in a system or an agency, by the risk it takes off"),
	    "capdo do-first qlvb --year 2026", NEED_READ, run_do_first },

	ADD("plan", "SYSTEM SCENARIO", "agency year",
	    "capdo plan add qlvb a-ransomware --year 2026 --lead 'Nguyễn Thị Hoa'"),
	SET("plan", "SYSTEM SCENARIO", "agency year",
	    "capdo plan set qlvb a-ransomware --year 2026 first-steps='Ngắt mạng'"),
	SHOW("plan", "SYSTEM SCENARIO", "agency year",
	    "capdo plan show qlvb a-ransomware --year 2026"),
	LIST("plan", "SYSTEM", "agency year", "capdo plan list qlvb --year 2026"),
	REMOVE("plan", "SYSTEM SCENARIO", "agency year",
	    "capdo plan remove qlvb a-ransomware --year 2026"),

	ADD("action", "SYSTEM CODE", "agency",
	    "capdo action add qlvb V1 --title 'Mua thiết bị sao lưu' --state open --due "
	    "2026-12-31"),
	SET("action", "SYSTEM CODE", "agency",
	    "capdo action set qlvb V1 state=doing cost=45000000"),
	SHOW("action", "SYSTEM CODE", "agency", "capdo action show qlvb V1"),
	LIST("action", "SYSTEM", "agency", "capdo action list qlvb"),
	REMOVE("action", "SYSTEM CODE", "agency", "capdo action remove qlvb V1"),

	ADD("year", "YEAR", "agency", "capdo year add 2026 --agency so-tt"),
	SET("year", "YEAR", "agency",
	    "capdo year set 2026 --capability 'Có 01 cán bộ chuyên trách'"),
	SHOW("year", "YEAR", "agency", "capdo year show 2026"),
	LIST("year", "", "agency", "capdo year list"),
	REMOVE("year", "YEAR", "agency", "capdo year remove 2026 --whole"),

	ADD("obligation", "OBLIGATION", "agency year",
	    "capdo obligation add plan-made --year 2026 --status partial"),
	SET("obligation", "OBLIGATION", "agency year",
	    "capdo obligation set plan-made --year 2026 status=met evidence='Kế hoạch 25/KH'"),
	SHOW("obligation", "OBLIGATION", "agency year",
	    "capdo obligation show plan-made --year 2026"),
	LIST("obligation", "", "agency year", "capdo obligation list --year 2026"),
	REMOVE("obligation", "OBLIGATION", "agency year",
	    "capdo obligation remove plan-made --year 2026"),

	ADD("readiness", "CODE", "agency year",
	    "capdo readiness add TB1 --year 2026 --kind equipment --name 'Ổ cứng sao lưu' "
	    "--quantity 2"),
	SET("readiness", "CODE", "agency year",
	    "capdo readiness set TB1 --year 2026 state='Dùng tốt'"),
	SHOW("readiness", "CODE", "agency year", "capdo readiness show TB1 --year 2026"),
	LIST("readiness", "", "agency year", "capdo readiness list --year 2026"),
	REMOVE("readiness", "CODE", "agency year", "capdo readiness remove TB1 --year 2026"),

	ADD("exercise", "CODE", "agency year",
	    "capdo exercise add DT1 --year 2026 --kind exercise --state planned --title 'Diễn "
	    "tập'"),
	SET("exercise", "CODE", "agency year",
	    "capdo exercise set DT1 --year 2026 date=2026-12-10"),
	SHOW("exercise", "CODE", "agency year", "capdo exercise show DT1 --year 2026"),
	LIST("exercise", "", "agency year", "capdo exercise list --year 2026"),
	REMOVE("exercise", "CODE", "agency year", "capdo exercise remove DT1 --year 2026"),

	ADD("incident", "CODE", "agency year",
	    "capdo incident add SC1 --year 2026 --title 'Thư lừa đảo' --grade normal "
	    "--state open --detected 2026-11-20T02:00:00Z --system qlvb"),
	SET("incident", "CODE", "agency year",
	    "capdo incident set SC1 --year 2026 state=closed closed=2026-11-21T02:00:00Z"),
	SHOW("incident", "CODE", "agency year", "capdo incident show SC1 --year 2026"),
	LIST("incident", "", "agency year", "capdo incident list --year 2026"),
	REMOVE("incident", "CODE", "agency year", "capdo incident remove SC1 --year 2026"),

	{ "report", "system", "SYSTEM", "agency !year !output", NULL,
	    N_("write the workbook of a system"),
	    "capdo report system qlvb --year 2026 -o qlvb-2026.xlsx", NEED_READ,
	    run_report_system },
	{ "report", "agency", "AGENCY", "!year !output", NULL,
	    N_("write the workbook of an agency's yearly self-assessment"),
	    "capdo report agency so-tt --year 2026 -o so-tt-2026.xlsx", NEED_READ,
	    run_report_agency },
	{ "check", "", "[AGENCY]", "year system rule xml", NULL,
	    N_("check an agency's year for gaps and contradictions; status 3 when one stops "
	       "sign-off"),
	    "capdo check so-tt --year 2026", NEED_READ, run_check },
	{ "province", "", "", "year xml", NULL,
	    N_("all agencies' year at a glance: hand-ins, levels, scores, risks, what to do first"),
	    "capdo province --year 2026", NEED_READ, run_province },
	{ "report", "province", "", "!year !output xml-file sign cert pass-file", NULL,
	    N_("write the workbook of all agencies' year"),
	    "capdo report province --year 2026 -o tinh-2026.xlsx --xml-file tinh-2026.xml",
	    NEED_READ, run_report_province },
	{ "report", "annual", "",
	    "!year !output owner agency drafts xml-file sign cert pass-file", NULL,
	    N_("write the owner's report of a year to the ministry, as its duty prescribes"),
	    "capdo report annual --year 2026 --drafts -o bao-cao-bo-2026.xlsx "
	    "--xml-file bao-cao-bo-2026.xml",
	    NEED_READ, run_report_annual },
	{ "gap", "", "[SYSTEM]", "agency xml", NULL,
	    N_("what the answers to the earlier checklist show of the new one, and what is open"),
	    "capdo gap qlvb", NEED_READ, run_gap },
	{ "report", "gap", "[SYSTEM]", "agency !output xml-file sign cert pass-file", NULL,
	    N_("write the workbook of what is still to be done for the new checklist"),
	    "capdo report gap --agency so-tt -o so-tt-chuyen-tiep.xlsx", NEED_READ,
	    run_report_gap },
	{ "sign", "", "AGENCY", "!year withdraw", NULL, N_("sign off an agency's year"),
	    "capdo sign so-tt --year 2026", NEED_WRITE, run_sign },
	{ "exchange", "export", "", "agency year sign cert pass-file attachments !output", NULL,
	    N_("write an agency as XML; a year that is signed off is handed in with its number"),
	    "capdo exchange export --agency so-tt --year 2026 -o so-tt-2026.xml", NEED_READ,
	    run_export },
	{ "exchange", "verify", "FILE...", "cert", NULL,
	    N_("hold files to the format, their content hash and their signature"),
	    "capdo exchange verify so-tt-2026.xml", NEED_NOTHING, run_exchange_verify },
	{ "load", "", "FILE...", "dry-run", NULL,
	    N_("take XML files, or the XML files of folders, into the database"),
	    "capdo load --dry-run so-tt-2026.xml", NEED_WRITE, run_load },
	{ "exchange", "import", "FILE...", "dry-run all", NULL,
	    N_("take in hand-ins of agencies, or reviews of one's own: files, or folders of them"),
	    "capdo exchange import --dry-run so-tt-2026.xml", NEED_WRITE, run_import },

	ADD("user", "LOGIN", "", "capdo user add lan --name 'Trần Thị Lan' --role assessor"),
	SET("user", "LOGIN", "", "capdo user set lan role=reviewer"),
	LIST("user", "", "", "capdo user list"),
	{ "review", "list", "", "year due state xml", NULL,
	    N_("who has handed in, what is open, which level proposals wait"),
	    "capdo review list --year 2026 --due", NEED_READ, run_review_list },
	{ "review", "show", "AGENCY", "year system", NULL,
	    N_("a hand-in: its head, breaches of rules, what changed, comments"),
	    "capdo review show so-tt --year 2026 --user lan", NEED_READ, run_review_show },
	{ "review", "comment", "AGENCY ABOUT [KEY]", "!year system asset !kind !text", NULL,
	    N_("hang a comment on a question: finding, fact, rating, obligation, year …"),
	    "capdo review comment so-tt finding RISK-01 --system qlvb --year 2026 --kind reject "
	    "--text 'Bổ sung quyết định ban hành' --user lan",
	    NEED_WRITE, run_review_comment },
	{ "review", "accept", "[AGENCY...]", "!year all-clean text anyway reason", NULL,
	    N_("accept hand-ins; --all-clean: all that nothing stands against"),
	    "capdo review accept --all-clean --year 2026 --user lan", NEED_WRITE,
	    run_review_accept },
	{ "review", "return", "AGENCY...", "!year text", NULL,
	    N_("return hand-ins with the open comments, or with words"),
	    "capdo review return so-tt --year 2026 --user lan", NEED_WRITE, run_review_return },
	{ "review", "export", "AGENCY", "!year !output sign cert pass-file", NULL,
	    N_("write the answer to a hand-in as XML, for the agency to take in"),
	    "capdo review export so-tt --year 2026 -o so-tt-2026-review.xml --user lan",
	    NEED_READ, run_review_export },
	{ "comment", "list", "", "agency year system open xml", NULL,
	    N_("what the reviewer has returned to the agency, in the order of its checklist"),
	    "capdo comment list --year 2026", NEED_READ, run_comment_list },
	{ "comment", "reply", "NUMBER", "agency !text", NULL, N_("reply to a comment"),
	    "capdo comment reply 1 --text 'Đã bổ sung quyết định'", NEED_WRITE,
	    run_comment_reply },
	{ "review", "close", "AGENCY NUMBER...", "", NULL, N_("close comments that are settled"),
	    "capdo review close so-tt 1 --user lan", NEED_WRITE, run_review_close },
	{ "proposal", "incomplete", "SYSTEM...", ACT_OPTIONS, NULL,
	    N_("send a dossier back as incomplete; also AGENCY:SYSTEM"),
	    "capdo proposal incomplete qlvb --user lan --date 2026-11-13 --note 'Thiếu sơ đồ mạng'",
	    NEED_WRITE, run_proposal_act },
	{ "proposal", "complete", "SYSTEM...", ACT_OPTIONS, NULL,
	    N_("the dossier was received complete and valid: the period begins"),
	    "capdo proposal complete qlvb --user lan --date 2026-11-13", NEED_WRITE,
	    run_proposal_act },
	{ "proposal", "opinion", "SYSTEM... RESULT", ACT_OPTIONS, NULL,
	    N_("the specialised unit's opinion on levels 4 and 5: suitable or not-suitable"),
	    "capdo proposal opinion csdl suitable --user lan --date 2026-11-13 --document 07/YK",
	    NEED_WRITE, run_proposal_opinion },
	{ "review", "appraise", "SYSTEM... RESULT", ACT_OPTIONS, NULL,
	    N_("enter an appraisal: suitable or not-suitable; also AGENCY:SYSTEM"),
	    "capdo review appraise qlvb suitable --user lan --date 2026-11-16 --document 21/BC-TĐ",
	    NEED_WRITE, run_review_appraise },
	{ "review", "refuse", "SYSTEM...", ACT_OPTIONS, NULL,
	    N_("refuse to approve; the system stays as it was"),
	    "capdo review refuse qlvb --user duyet --date 2026-11-17 --document 30/CV", NEED_WRITE,
	    run_proposal_act },
	{ "review", "approve", "SYSTEM...", ACT_OPTIONS, NULL,
	    N_("approve the level, up to level 4; needs --document"),
	    "capdo review approve qlvb --user duyet --date 2026-11-17 --document 31/QĐ-STTTT",
	    NEED_WRITE, run_proposal_act },
	{ "review", "approve-measures", "SYSTEM...", ACT_OPTIONS, NULL,
	    N_("level 5: the owner approves the security measures"),
	    "capdo review approve-measures csdl --user duyet --date 2026-11-17 "
	    "--document 32/QĐ-UBND",
	    NEED_WRITE, run_proposal_act },
	{ "review", "approve-list", "SYSTEM...", ACT_OPTIONS, NULL,
	    N_("level 5: the system is on the approved list"),
	    "capdo review approve-list csdl --user duyet --date 2026-11-18 --document 33/QĐ-TTg",
	    NEED_WRITE, run_proposal_act },
	{ "proposal", "report", "SYSTEM...", ACT_OPTIONS, NULL,
	    N_("the approval was reported to the owner"),
	    "capdo proposal report qlvb --user lan --date 2026-11-18 --document 22/BC", NEED_WRITE,
	    run_proposal_act },
	{ "trust", "add", "CODE", "agency !cert", NULL,
	    N_("trust a certificate: signatures made with its key count from now on"),
	    "capdo trust add so-tt --cert so-tt.pem --agency so-tt", NEED_WRITE, run_trust_add },
	{ "trust", "list", "", "xml", NULL, N_("list the certificates that are trusted"),
	    "capdo trust list", NEED_READ, run_trust_list },
	{ "trust", "remove", "CODE", "", NULL, N_("trust a certificate no longer"),
	    "capdo trust remove so-tt", NEED_WRITE, run_trust_remove },
	{ "setting", "set", "NAME VALUE", "", NULL,
	    N_("set a setting; an empty VALUE takes it away"),
	    "capdo setting set attachment-limit 5000000", NEED_WRITE, run_setting_set },
	LIST("setting", "", "", "capdo setting list"),
	{ "audit", "list", "", "from xml", NULL, N_("list who changed what and when"),
	    "capdo audit list --from 1", NEED_READ, run_audit_list },
	{ "audit", "verify", "", "", NULL, N_("prove that nobody altered the audit chain"),
	    "capdo audit verify", NEED_READ, run_verify },
	{ "backup", "", "FILE", "", NULL, N_("write a checked copy of the database"),
	    "capdo backup capdo-2026-11-22.db", NEED_READ, run_backup },
	{ "verify", "", "", "", NULL, N_("check that the database is whole"), "capdo verify",
	    NEED_READ, run_verify },

	{ "pack", "list", "", "xml", NULL, N_("list the packs of law and method"),
	    "capdo pack list", NEED_PACKS, run_pack_list },
	{ "pack", "show", "PACK", "level form xml", NULL,
	    N_("show a pack, what a level demands, or the fields of a form"),
	    "capdo pack show tt12-2022 --level 2 --xml", NEED_PACKS, run_pack_show },
	{ "pack", "check", "FILE...", "", NULL, N_("check pack files"),
	    "capdo pack check checklists/method-1.xml", NEED_PACKS, run_pack_check },
	{ "version", "", "", "", NULL, N_("print the version"), "capdo version", NEED_NOTHING,
	    run_version },
	{ "completion", "", "SHELL", "", NULL, N_("print the completion script of a shell: bash"),
	    "capdo completion bash", NEED_NOTHING, run_completion },
	{ "help", "", "[NOUN] [VERB]", "", NULL, N_("print help"), "capdo help level walk",
	    NEED_NOTHING, run_help },
};

const struct command *command_at(size_t index)
{
	return index < sizeof(commands) / sizeof(commands[0]) ? &commands[index] : NULL;
}

const struct command *command_find(const char *noun, const char *verb)
{
	const struct command *command;

	for (size_t i = 0; (command = command_at(i)); i++) {
		if (strcmp(command->noun, noun) == 0 &&
		    strcmp(command->verb, verb ? verb : "") == 0)
			return command;
	}
	return NULL;
}

bool command_noun(const char *noun)
{
	const struct command *command;

	for (size_t i = 0; (command = command_at(i)); i++) {
		if (strcmp(command->noun, noun) == 0)
			return true;
	}
	return false;
}

bool command_takes(const struct command *command, const char *option, bool *must)
{
	const char *at = command->options;
	size_t length = strlen(option);

	while (*(at += strspn(at, " "))) {
		size_t word = strcspn(at, " ");
		bool marked = *at == '!';

		if (word - marked == length && strncmp(at + marked, option, length) == 0) {
			if (must)
				*must = marked;
			return true;
		}
		at += word;
	}
	return false;
}

/* "status" is typed as the word STATUS, where the row has one. */
static bool is_word_of(const char *arguments, const char *field)
{
	const char *at = arguments;
	size_t length = strlen(field);

	while (*(at += strspn(at, " []"))) {
		size_t word = strcspn(at, " []");
		size_t same = 0;

		while (
		    same < word && same < length && tolower((unsigned char)at[same]) == field[same])
			same++;
		if (same == word && same == length)
			return true;
		at += word;
	}
	return false;
}

const struct shape *command_shape(const struct command *command)
{
	if (!command->shape)
		return NULL;
	return model_shape(strcmp(command->shape, "user") == 0 ? "account" : command->shape);
}

const struct field *command_field(const struct command *command, const char *name)
{
	const struct shape *shape = command_shape(command);
	int at;

	/* what is only shown, listed or removed has no fields to type */
	if (!shape || command->need != NEED_WRITE || strcmp(command->verb, "remove") == 0)
		return NULL;
	at = shape_field(shape, name);
	if (at < 0 || shape->field[at].flags & (KEY | AUTO))
		return NULL;
	/* a risk is accepted by its own command, which asks for all that belongs to it */
	if (strncmp(name, "accepted-", strlen("accepted-")) == 0)
		return NULL;
	return is_word_of(command->arguments, name) ? NULL : &shape->field[at];
}
