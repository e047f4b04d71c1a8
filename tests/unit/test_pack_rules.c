/*
 * test_pack_rules.c - a rules pack that speaks of what does not exist is refused, with line and reason.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pack_tiny.h"

static const char *const good =
    "<?xml version=\"1.0\"?>\n"
    "<pack xmlns=\"urn:capdo:pack:1\" id=\"t-rules\" version=\"1\" kind=\"rules\" in-force=\"2000-01-01\">\n"
    "<title><vi>a</vi><en>a</en></title>\n"
    "<document id=\"act\" number=\"1\" kind=\"articles\" status=\"confirmed\"><name><vi>a</vi><en>a</en></name>"
    "<provisions>1</provisions></document>\n"
    "<consistency id=\"R-101\" on=\"system\" effect=\"stops\" cite=\"act:1\" status=\"confirmed\">\n"
    "<when><has child=\"asset\"><is field=\"kind\" value=\"server\"/></has></when>\n"
    "<must><all><given fields=\"name scope\"/>\n"
    "<not-after field=\"inspected\" than-day=\"today\"/>\n"
    "<at-least field=\"approved-level\" than=\"proposed-level\"/>\n"
    "<newest child=\"decision\"><same field=\"level\" as=\"approved-level\"/></newest>\n"
    "<parent><given fields=\"officer\"/></parent>\n"
    "<test name=\"decision-current\"/></all></must>\n"
    "<text><vi>{name}: {missing} {^officer}</vi><en>{count}</en></text>\n"
    "<fix><vi>a</vi><en>a</en></fix>\n"
    "</consistency>\n"
    "<consistency id=\"R-102\" on=\"agency\" effect=\"warns\" status=\"own\">\n"
    "<must><given fields=\"phone\"/></must>\n"
    "<text><vi>a</vi><en>a</en></text><fix><vi>b</vi><en>b</en></fix></consistency>\n"
    "</pack>\n";

static const struct {
	const char *from, *to, *says;
} cases[] = {
	{ "on=\"system\"", "on=\"sistem\"", "'sistem', and there is no such record" },
	{ "on=\"agency\"", "on=\"account\"", "'account', and there is no such record" },
	{ "id=\"R-102\"", "id=\"R-101\"", "rule 'R-101' is declared twice" },
	{ "cite=\"act:1\" ", "", "its status can only be 'own'" },
	{ "cite=\"act:1\"", "cite=\"act:2\"", "does not list that provision" },
	{ "fields=\"name scope\"", "fields=\"name skope\"", "record 'system' has no field 'skope'" },
	{ "fields=\"officer\"", "fields=\"scope\"", "record 'agency' has no field 'scope'" },
	{ "child=\"asset\"", "child=\"finding\"", "record 'system' has no child 'finding'" },
	{ "value=\"server\"", "value=\"servant\"", "never has the value 'servant'" },
	{ "field=\"inspected\"", "field=\"scope\"", "field 'scope' of 'system' cannot be compared so" },
	{ "than=\"proposed-level\"", "than=\"name\"", "field 'name' of 'system' cannot be compared so" },
	{ "than=\"proposed-level\"", "than=\"proposed-level\" number=\"3\"", "exactly one value" },
	{ "than-day=\"today\"", "than-day=\"2026-02-30\"", "'2026-02-30' is no day" },
	{ "child=\"decision\"", "child=\"zone\"", "records 'zone' are not numbered" },
	{ "decision-current", "signed-last", "there is no test 'signed-last' of a record 'system'" },
	{ "decision-current", "no-such-test", "no-such-test" },
	{ "{missing}", "{mising}", "place '{mising}'" },
	{ "{^officer}", "{^scope}", "place '{^scope}'" },
	{ "<fix><vi>a</vi>", "<fix><vi>{name}</vi>", "place '{name}'" },
	{ "effect=\"stops\"", "effect=\"shouts\"", "shouts" },
	{ "status=\"own\"", "status=\"own\" new-cite=\"act:1\"", "rule 'R-102' has a new-cite, but no cite" },
	{ "cite=\"act:1\"", "cite=\"act:1\" new-cite=\"act:2\"", "does not list that provision" },
	{ "cite=\"act:1\"", "cite=\"act:1\" new-cite=\"act:1\" new-by=\"day\"", "day" },
	{ "decision-current", "older-clock", "there is no test 'older-clock' of a record 'system'" },
};

static int load(const char *text, struct err *err)
{
	char *folder = folder_new();
	struct pack_set *set = NULL;
	int rc;

	folder_put(folder, "rules.xml", text);
	rc = packs_load(&set, folder, err);
	packs_free(set);
	folder_drop(folder);
	return rc;
}

static void what_a_rule_speaks_of_must_exist(void **state)
{
	struct err err = { 0 };

	(void)state;
	lang_use(LANG_EN);
	if (load(good, &err) < 0)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *text = replaced(good, cases[i].from, cases[i].to);

		if (load(text, &err) != FAIL_INVALID)
			fail_msg("'%s' for '%s' was not refused", cases[i].to, cases[i].from);
		if (!strstr(err.text, cases[i].says) || !strstr(err.text, "rules.xml' line "))
			fail_msg("expected '%s' in: %s", cases[i].says, err.text);
		free(text);
	}
}

static void a_rule_may_cite_another_act_for_records_under_the_newer_regulation(void **state)
{
	struct pack_set *set;
	struct err err = { 0 };
	const struct pack *pack;
	const struct rule *rule;

	(void)state;
	if (packs_load(&set, NULL, &err) < 0)
		fail_msg("%s", err.text);
	pack = packs_find(set, "rules-1");
	rule = pack_rule(pack, "R-203");
	assert_string_equal(rule->cite, "tt12:8.3.c");
	assert_int_equal(rule->status, STATUS_CONFIRMED);
	assert_string_equal(rule->new_cite, "nd331:22.3.c");
	assert_int_equal(rule->new_status, STATUS_SECONDARY);
	assert_false(rule->new_by_year);
	assert_true(pack_rule(pack, "R-101")->new_by_year);
	assert_null(pack_rule(pack, "R-103")->new_cite);
	assert_int_equal(pack_rule(pack, "R-404")->new_status, STATUS_OWN);
	packs_free(set);
}

static void a_rule_is_found_by_its_id_and_tells_its_effect(void **state)
{
	struct pack_set *set;
	struct err err = { 0 };
	const struct pack *pack;

	(void)state;
	if (packs_load(&set, NULL, &err) < 0)
		fail_msg("%s", err.text);
	pack = packs_find(set, "rules-1");
	assert_non_null(pack);
	assert_int_equal(pack->kind, PACK_RULES);
	assert_true(pack_rule(pack, "R-308")->stops);
	assert_false(pack_rule(pack, "R-101")->stops);
	assert_null(pack_rule(pack, "R-999"));
	for (size_t i = 0; i < pack->consistency_count; i++) {
		assert_ptr_equal(pack_rule(pack, pack->consistency[i].id), &pack->consistency[i]);
		assert_int_equal(pack->consistency[i].index, i);
	}
	packs_free(set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_rule_speaks_of_must_exist),
		cmocka_unit_test(a_rule_may_cite_another_act_for_records_under_the_newer_regulation),
		cmocka_unit_test(a_rule_is_found_by_its_id_and_tells_its_effect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
