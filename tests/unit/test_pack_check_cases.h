/*
 * test_pack_check_cases.h - the cases of test_pack_check.c, which defines REFUSES twice: once to make the
 * test functions and once to list them. No include guard, for that reason.
 *
 * REFUSES(name, pack, text to replace, what to put there, text on the line that is named, words of the
 * refusal). The line is that of the replaced text when its text is NULL.
 */

/* ---- citations ---------------------------------------------------------------------------------- */

REFUSES(a_citation_of_a_provision_not_listed_is_refused, TINY_OBLIGATIONS,
    "budget=\"yes\" cite=\"act:1\"", "budget=\"yes\" cite=\"act:2 act:99\"", NULL, "'act:99'")
REFUSES(a_citation_of_a_document_not_declared_is_refused, TINY_OBLIGATIONS,
    "budget=\"yes\" cite=\"act:1\"", "budget=\"yes\" cite=\"nix:1\"", NULL,
    "'nix:1' in <obligation>: this pack declares no")
REFUSES(a_clause_not_listed_is_refused, TINY_REQUIREMENTS,
    "<at level=\"3\" cite=\"act:2\" clause=\"norm:7.2.1\"", "<at level=\"3\" cite=\"act:2\" clause=\"norm:9.9\"", NULL,
    "'norm:9.9' in <at>")
REFUSES(a_citation_of_a_day_not_listed_is_refused, TINY_CALENDAR,
    "kind=\"off\" cite=\"act:1\"", "kind=\"off\" cite=\"act:5\"", NULL, "'act:5' in <day>")
REFUSES(a_provision_listed_twice_is_refused, TINY_OBLIGATIONS,
    "<provisions>1 2 ", "<provisions>1 2 1 ", NULL, "provision 'act:1' is declared twice")

/* ---- ids ---------------------------------------------------------------------------------------- */

REFUSES(two_doubts_with_one_id_are_refused, TINY_REGULATION,
    "<doubt id=\"first\"", "<doubt id=\"first\" status=\"own\"><vi>a</vi><en>a</en></doubt><doubt id=\"first\"", NULL,
    "doubt 'first' is declared twice")
REFUSES(two_facts_with_one_id_are_refused, TINY_REGULATION,
    "<fact id=\"colour\"", "<fact id=\"harm\"", NULL,
    "fact 'harm' is declared twice, first on line")
REFUSES(two_values_with_one_id_are_refused, TINY_REGULATION,
    "<value id=\"blue\"", "<value id=\"red\"", NULL, "value 'red' is declared twice")
REFUSES(two_criteria_with_one_id_are_refused, TINY_REGULATION,
    "<criterion id=\"8.1\"", "<criterion id=\"7\"", NULL, "criterion '7' is declared twice")
REFUSES(two_steps_with_one_id_are_refused, TINY_REGULATION,
    "<step id=\"s2\"", "<step id=\"s1\"", NULL, "step 's1' is declared twice")
REFUSES(two_bodies_with_one_id_are_refused, TINY_REGULATION,
    "<body id=\"owner\"", "<body id=\"operator\"", NULL, "body 'operator' is declared twice")
REFUSES(two_groups_with_one_id_are_refused, TINY_REQUIREMENTS,
    "<group id=\"G\"", "<group id=\"G-1\"", NULL, "group 'G-1' is declared twice")
REFUSES(two_requirements_with_one_id_are_refused, TINY_REQUIREMENTS,
    "<requirement id=\"R-6\"", "<requirement id=\"R-5\"", NULL,
    "requirement 'R-5' is declared twice")
REFUSES(a_cause_and_a_consequence_with_one_question_id_are_refused, TINY_THREATS,
    "<consequence id=\"k1\"", "<consequence id=\"q1\"", NULL, "question 'q1' is declared twice")
REFUSES(two_options_with_one_id_are_refused, TINY_THREATS,
    "<option id=\"o2\" points=\"5\"", "<option id=\"o1\" points=\"5\"", NULL,
    "option 'o1' is declared twice")
REFUSES(two_mitigations_by_one_requirement_are_refused, TINY_THREATS,
    "requirement=\"R-4\"", "requirement=\"R-3\"", NULL, "mitigation 'R-3' is declared twice")
REFUSES(two_obligations_with_one_id_are_refused, TINY_OBLIGATIONS,
    "<obligation id=\"b2\"", "<obligation id=\"b1\"", NULL, "obligation 'b1' is declared twice")
REFUSES(two_bands_with_one_id_are_refused, TINY_METHOD,
    "<band id=\"medium\"", "<band id=\"low\"", NULL, "band 'low' is declared twice")

/* ---- facts -------------------------------------------------------------------------------------- */

REFUSES(an_ordered_set_is_refused, TINY_REGULATION,
    "<fact id=\"info\" type=\"set\"", "<fact id=\"info\" type=\"set\" ordered=\"yes\"", NULL,
    "fact 'info' is ordered")
REFUSES(a_count_with_values_is_refused, TINY_REGULATION,
    "<fact id=\"harm\" type=\"choice\" ordered=\"yes\"", "<fact id=\"harm\" type=\"count\"", NULL,
    "fact 'harm' is a count and cannot have values")
REFUSES(a_choice_without_choice_is_refused, TINY_REQUIREMENTS,
    "type=\"yes-no\"", "type=\"choice\"", NULL, "fact 'wireless' has 0 values, but at least 2")
REFUSES(a_third_answer_to_yes_or_no_is_refused, TINY_REGULATION,
    "<fact id=\"colour\" type=\"choice\"", "<fact id=\"colour\" type=\"yes-no\"", NULL,
    "cannot have the value 'red'")
REFUSES(a_number_beyond_any_use_is_refused, TINY_REGULATION,
    "max=\"500\"", "max=\"99999999999\"", NULL, "max is '99999999999'")

/* ---- conditions --------------------------------------------------------------------------------- */

REFUSES(a_condition_on_an_undeclared_fact_is_refused, TINY_REGULATION,
    "<has fact=\"info\"", "<has fact=\"nix\"", NULL,
    "fact 'nix' is declared neither in this pack nor in one that it uses")
REFUSES(a_condition_on_a_fact_of_a_pack_not_used_is_refused, TINY_REGULATION,
    "<is fact=\"colour\"", "<is fact=\"wireless\"", NULL, "fact 'wireless'")
REFUSES(a_condition_on_a_value_that_a_choice_lacks_is_refused, TINY_REGULATION,
    "<is fact=\"colour\" value=\"blue\"", "<is fact=\"colour\" value=\"green\"", NULL,
    "fact 'colour' has no value 'green'")
REFUSES(a_condition_on_a_value_that_a_set_lacks_is_refused, TINY_REQUIREMENTS,
    "<has fact=\"info\" value=\"secret\"", "<has fact=\"info\" value=\"nix\"", NULL,
    "fact 'info' has no value 'nix'")
REFUSES(a_third_answer_in_a_condition_is_refused, TINY_REGULATION,
    "<is fact=\"nonstop\" value=\"no\"", "<is fact=\"nonstop\" value=\"maybe\"", NULL,
    "fact 'nonstop' has no value 'maybe'")
REFUSES(a_threshold_that_is_no_number_is_refused, TINY_REGULATION,
    "value=\"100\"", "value=\"many\"", NULL,
    "fact 'users' is counted, so a number was expected, not 'many'")
REFUSES(a_threshold_below_zero_is_refused, TINY_REGULATION, "value=\"100\"", "value=\"-5\"", NULL, "not '-5'")
REFUSES(at_least_of_an_unordered_choice_is_refused, TINY_REGULATION,
    "<is fact=\"colour\"", "<at-least fact=\"colour\"", NULL,
    "<at-least> of fact 'colour': an ordered choice or a count was expected")
REFUSES(below_of_a_set_is_refused, TINY_REGULATION,
    "<below fact=\"harm\" value=\"some\"", "<below fact=\"info\" value=\"secret\"", NULL,
    "<below> of fact 'info'")
REFUSES(has_of_a_choice_is_refused, TINY_REGULATION,
    "<is fact=\"colour\"", "<has fact=\"colour\"", NULL,
    "<has> of fact 'colour': a set was expected")
REFUSES(is_of_a_set_is_refused, TINY_REGULATION,
    "<has fact=\"info\"", "<is fact=\"info\"", NULL,
    "<is> of fact 'info': a choice or a yes-no was expected")
REFUSES(is_of_a_count_is_refused, TINY_REGULATION,
    "<at-least fact=\"users\"", "<is fact=\"users\"", NULL, "<is> of fact 'users'")
REFUSES(a_condition_on_a_criterion_in_a_regulation_is_refused, TINY_REGULATION,
    "<is fact=\"colour\" value=\"blue\"/>", "<criterion id=\"7\"/>", NULL,
    "criterion '7': only a requirements pack")
REFUSES(a_condition_on_an_unknown_criterion_is_refused, TINY_REQUIREMENTS,
    "<criterion id=\"8\"/>", "<criterion id=\"8.3\"/>", NULL, "has a criterion '8.3'")
REFUSES(half_a_number_does_not_name_a_criterion, TINY_REQUIREMENTS,
    "<criterion id=\"8\"/>", "<criterion id=\"1\"/>", NULL, "has a criterion '1'")

/* ---- regulations -------------------------------------------------------------------------------- */

REFUSES(a_level_without_criterion_is_refused, TINY_REGULATION,
    "<criterion id=\"10\" level=\"4\"", "<criterion id=\"10\" level=\"5\"", "<pack",
    "no criterion that leads to level 4")
REFUSES(a_step_by_an_undeclared_body_is_refused, TINY_REGULATION,
    "by=\"operator\" levels=\"1 2 3\"", "by=\"nix\" levels=\"1 2 3\"", NULL,
    "<step by>: this pack declares no body 'nix'")
REFUSES(a_step_under_an_undeclared_body_is_refused, TINY_REGULATION,
    "managed-by=\"operator\"", "managed-by=\"nix\"", NULL,
    "<step managed-by>: this pack declares no body 'nix'")
REFUSES(a_duty_of_an_undeclared_body_is_refused, TINY_REGULATION,
    "who=\"operator\"", "who=\"nix\"", NULL, "<duty who>: this pack declares no body 'nix'")
REFUSES(a_duty_towards_an_undeclared_body_is_refused, TINY_REGULATION,
    "to=\"owner\"", "to=\"nix\"", NULL, "<duty to>: this pack declares no body 'nix'")
REFUSES(a_body_without_id_is_refused, TINY_REGULATION, "<body id=\"owner\"", "<body", NULL, "a <body> needs an id")
REFUSES(content_of_an_undeclared_duty_is_refused, TINY_REGULATION,
    "<content duty=\"d1\"", "<content duty=\"d2\"", NULL,
    "<content duty>: this pack declares no duty 'd2'")
REFUSES(an_exception_on_an_undeclared_fact_is_refused, TINY_REGULATION,
    "<exception fact=\"harm\"", "<exception fact=\"nix\"", NULL, "fact 'nix' is declared neither")
REFUSES(an_exception_on_an_unknown_value_is_refused, TINY_REGULATION,
    "to=\"some\"", "to=\"nix\"", NULL, "fact 'harm' has no value 'nix'")
REFUSES(a_step_without_levels_is_refused, TINY_REGULATION,
    "levels=\"1 2 3\"", "levels=\"\"", NULL, "levels is empty")
REFUSES(a_duty_due_on_a_day_that_is_not_there_every_year_is_refused, TINY_REGULATION,
    "before=\"--12-20\"", "before=\"--02-29\"", NULL, "before is '--02-29'")
REFUSES(a_duty_that_ends_before_it_begins_is_refused, TINY_REGULATION,
    "first-year=\"2022\"", "first-year=\"2022\" last-year=\"2021\"", NULL,
    "last year 2021 is before the first year 2022")

/* ---- requirements ------------------------------------------------------------------------------- */

REFUSES(a_group_under_an_undeclared_group_is_refused, TINY_REQUIREMENTS,
    "parent=\"G\"", "parent=\"nix\"", NULL,
    "group 'G-1' has the parent 'nix', which is not declared")
REFUSES(groups_in_a_circle_are_refused, TINY_REQUIREMENTS,
    "<group id=\"G\">", "<group id=\"G\" parent=\"G-1\">", "<group id=\"G-1\"",
    "is among its own parents")
REFUSES(a_requirement_in_an_undeclared_group_is_refused, TINY_REQUIREMENTS,
    "<requirement id=\"R-2\" group=\"G\"", "<requirement id=\"R-2\" group=\"nix\"", NULL,
    "requirement 'R-2' is in group 'nix', which is not declared")
REFUSES(two_entries_for_one_level_are_refused, TINY_REQUIREMENTS,
    "<at level=\"1\"", "<at level=\"2\"", "<strict>",
    "requirement 'R-1' has two entries for level 2")

/* ---- threats ------------------------------------------------------------------------------------ */

REFUSES(a_scenario_of_an_undeclared_cause_is_refused, TINY_THREATS,
    "cause=\"attack\"", "cause=\"nix\"", NULL,
    "scenario 'dos' has the cause 'nix', which is not declared")
REFUSES(an_undeclared_consequence_is_refused, TINY_THREATS,
    "consequences=\"k1\"", "consequences=\"nix\"", NULL,
    "scenario 'dos' has the consequence 'nix', which is not declared")
REFUSES(the_question_of_a_cause_is_no_consequence, TINY_THREATS,
    "consequences=\"k1\"", "consequences=\"q1\"", NULL, "scenario 'dos' has the consequence 'q1'")
REFUSES(a_consequence_named_twice_is_refused, TINY_THREATS,
    "consequences=\"k1\"", "consequences=\"k1 k1\"", NULL, "names the consequence 'k1' twice")
REFUSES(a_scenario_without_consequence_is_refused, TINY_THREATS,
    "consequences=\"k1\"", "consequences=\"\"", NULL, "names no consequence")
REFUSES(an_impact_of_nothing_is_refused, TINY_THREATS,
    "<option id=\"o1\" points=\"1\"", "<option id=\"o1\" points=\"0\"", NULL,
    "option 'o1' of a consequence has 0 points")
REFUSES(a_mitigation_by_an_unknown_requirement_is_refused, TINY_THREATS,
    "requirement=\"R-2\"", "requirement=\"R-9\"", NULL, "scenario 'dos' is mitigated by 'R-9'")
REFUSES(four_mitigations_are_too_few, TINY_THREATS,
    "<mitigation requirement=\"R-5\" weight=\"5\" key=\"yes\"/>\n", "", "<scenario",
    "scenario 'dos'")
REFUSES(a_requirement_that_nothing_names_is_refused, TINY_THREATS,
    "<unmapped requirement=\"R-6\"><vi>why</vi><en>why</en></unmapped>", "", "<pack",
    "requirement 'R-6' of 't-req' mitigates no scenario and is not in <unmapped>")
REFUSES(a_requirement_both_mapped_and_unmapped_is_refused, TINY_THREATS,
    "requirement=\"R-6\"", "requirement=\"R-5\"", NULL,
    "requirement 'R-5' is in <unmapped> and mitigates a scenario too")
REFUSES(an_unknown_unmapped_requirement_is_refused, TINY_THREATS,
    "requirement=\"R-6\"", "requirement=\"R-9\"", NULL, "<unmapped> names 'R-9'")

/* ---- methods ------------------------------------------------------------------------------------ */

REFUSES(a_likelihood_table_that_begins_late_is_refused, TINY_METHOD,
    "<likelihood at-least=\"0\"", "<likelihood at-least=\"10\"", NULL,
    "<likelihood> begins at 10, but 0 was expected")
REFUSES(a_likelihood_table_that_falls_is_refused, TINY_METHOD,
    "at-least=\"200\" value=\"2\"", "at-least=\"200\" value=\"4\"", "<likelihood at-least=\"0\"",
    "<likelihood> does not rise")
REFUSES(a_likelihood_table_that_repeats_a_value_is_refused, TINY_METHOD,
    "at-least=\"800\" value=\"5\"", "at-least=\"800\" value=\"4\"", "<likelihood at-least=\"0\"",
    "<likelihood> does not rise: 4 from 600, but 4 from 800")
REFUSES(a_likelihood_table_with_two_rows_from_one_share_is_refused, TINY_METHOD,
    "<likelihood at-least=\"400\"", "<likelihood at-least=\"200\"", "<likelihood at-least=\"0\"",
    "<likelihood> has two rows from 200")
REFUSES(a_share_beyond_the_whole_is_refused, TINY_METHOD,
    "<likelihood at-least=\"800\"", "<likelihood at-least=\"1001\"", "<likelihood at-least=\"0\"",
    "goes up to 1001")
REFUSES(a_reduction_table_that_begins_late_is_refused, TINY_METHOD,
    "<reduction at-least=\"0\"", "<reduction at-least=\"1\"", "<reduction at-least=\"950\"",
    "<reduction> begins at 1, but 0 was expected")
REFUSES(a_reduction_that_falls_with_strength_is_refused, TINY_METHOD,
    "at-least=\"500\" steps=\"1\"", "at-least=\"500\" steps=\"4\"", "<reduction at-least=\"950\"",
    "<reduction> does not rise")
REFUSES(a_gap_between_bands_is_refused, TINY_METHOD,
    "from=\"5\" to=\"9\"", "from=\"6\" to=\"9\"", NULL,
    "band 'medium' begins at 6, but 5 was expected")
REFUSES(an_overlap_of_bands_is_refused, TINY_METHOD,
    "from=\"10\" to=\"25\"", "from=\"9\" to=\"25\"", NULL,
    "band 'high' begins at 9, but 10 was expected")
REFUSES(bands_that_end_early_are_refused, TINY_METHOD,
    "from=\"10\" to=\"25\"", "from=\"10\" to=\"24\"", NULL,
    "the bands end at 24, but 25 was expected")
REFUSES(bands_that_end_late_are_refused, TINY_METHOD,
    "from=\"10\" to=\"25\"", "from=\"10\" to=\"26\"", NULL, "band 'high' ends at 26")
REFUSES(a_scale_given_twice_is_refused, TINY_METHOD,
    "<scale id=\"impact\"", "<scale id=\"likelihood\"", NULL,
    "scale 'likelihood' is declared twice")
REFUSES(a_level_that_assumes_two_impacts_is_refused, TINY_METHOD,
    "<assumes level=\"3\"", "<assumes level=\"2\"", NULL, "<assumes> is there twice for level 2")
REFUSES(a_finding_with_two_values_is_refused, TINY_METHOD,
    "<points finding=\"partial\"", "<points finding=\"met\"", NULL,
    "<points> is there twice for 'met'")
REFUSES(partial_worth_as_much_as_met_is_refused, TINY_METHOD,
    "<points finding=\"partial\" value=\"1\"", "<points finding=\"partial\" value=\"2\"", "<points finding=\"unmet\"",
    "must fall from met")

/* ---- calendars and heads ------------------------------------------------------------------------ */

REFUSES(a_day_given_twice_is_refused, TINY_CALENDAR,
    "<day date=\"2026-01-02\"", "<day date=\"2026-01-01\"", NULL,
    "day '2026-01-01' does not come after")
REFUSES(days_out_of_order_are_refused, TINY_CALENDAR,
    "<day date=\"2026-01-10\"", "<day date=\"2025-12-31\"", NULL,
    "day '2025-12-31' does not come after")
REFUSES(a_day_with_a_time_zone_is_refused, TINY_CALENDAR,
    "<day date=\"2026-01-10\"", "<day date=\"2026-01-10Z\"", NULL, "date is '2026-01-10Z'")
REFUSES(a_pack_that_ends_before_it_begins_is_refused, TINY_CALENDAR,
    "until=\"2029-12-31\"", "until=\"2019-12-31\"", NULL,
    "pack 't-cal' is in force from 2020-01-01, after its end")
REFUSES(content_of_another_kind_is_refused, TINY_CALENDAR,
    "kind=\"calendar\"", "kind=\"method\"", NULL,
    "pack 't-cal' is of kind method, so <scale> was expected")
REFUSES(an_element_the_schema_does_not_know_is_refused, TINY_CALENDAR,
    "<day date=\"2026-01-10\" kind=\"working\"", "<day date=\"2026-01-10\" kind=\"feast\"", NULL,
    "'off', 'working'")
REFUSES(a_schema_fault_names_the_element_around_it, TINY_OBLIGATIONS,
    "<obligation id=\"b2\" every=\"event\"", "<obligation id=\"b2\" every=\"month\"", NULL,
    "obligation 'b2': Element 'obligation'")

/* ---- the later regulation: lists, forms, changes, regime ----------------------------------------- */

REFUSES(a_listed_level_that_goes_its_own_way_is_refused, TINY_DECREE,
    "<listed levels=\"3 4\"", "<listed levels=\"3 5\"", NULL, "level 5 cannot go the way of level 5")
REFUSES(an_incident_clock_without_an_id_is_refused, TINY_DECREE,
    "<incident-clock id=\"told\" ", "<incident-clock ", "<incident-clock id=\"told\"",
    "an <incident-clock> needs an id")
REFUSES(two_incident_clocks_with_one_id_are_refused, TINY_DECREE,
    "<incident-clock id=\"closed\"", "<incident-clock id=\"told\"", NULL, "incident-clock 'told' is declared twice")
REFUSES(an_incident_clock_on_no_field_is_refused, TINY_DECREE,
    "field=\"reported\"", "field=\"reportedd\"", "<incident-clock id=\"told\"",
    "record 'incident' has no time 'reportedd'")
REFUSES(an_incident_clock_on_a_text_is_refused, TINY_DECREE,
    "field=\"reported\"", "field=\"title\"", "<incident-clock id=\"told\"", "record 'incident' has no time 'title'")
REFUSES(an_incident_clock_to_an_unknown_body_is_refused, TINY_DECREE,
    "field=\"closed\" to=\"police\"", "field=\"closed\" to=\"army\"", "<incident-clock id=\"closed\"",
    "this pack declares no body 'army'")
REFUSES(a_duty_on_an_unknown_form_is_refused, TINY_DECREE,
    " form=\"form-2\"", " form=\"form-9\"", "<duty", "<duty form>: this pack declares no form 'form-9'")
REFUSES(two_forms_with_one_id_are_refused, TINY_DECREE,
    "<form id=\"form-2\"", "<form id=\"form-1\"", NULL, "form 'form-1' is declared twice")
REFUSES(a_form_from_an_unknown_body_is_refused, TINY_DECREE,
    "number=\"02\" from=\"owner\"", "number=\"02\" from=\"army\"", "<form id=\"form-2\"",
    "<form from>: this pack declares no body 'army'")
REFUSES(two_fields_of_a_form_with_one_id_are_refused, TINY_DECREE,
    "<field id=\"done\"", "<field id=\"name\"", NULL, "field 'name' is declared twice")
REFUSES(a_form_field_from_an_unknown_record_is_refused, TINY_DECREE,
    "source=\"system.name\"", "source=\"sistem.name\"", "<field id=\"name\"", "source 'sistem.name'")
REFUSES(a_form_field_from_an_unknown_field_is_refused, TINY_DECREE,
    "source=\"system.name\"", "source=\"system.nam\"", "<field id=\"name\"", "source 'system.nam'")
REFUSES(a_form_field_from_a_whole_record_is_refused, TINY_DECREE,
    "source=\"system.name\"", "source=\"system\"", "<field id=\"name\"", "source 'system'")
REFUSES(two_changes_of_one_topic_are_refused, TINY_DECREE,
    "<change topic=\"gone\"", "<change topic=\"levels\"", NULL, "change 'levels' is declared twice")
REFUSES(a_change_into_no_criterion_of_this_pack_is_refused, TINY_DECREE,
    "criteria=\"8.1 2\"", "criteria=\"8.1 12\"", "<change topic=\"levels\"",
    "change 'levels' names no criterion of this pack")
REFUSES(a_change_that_cites_what_is_not_listed_is_refused, TINY_DECREE,
    "old-cite=\"act:1\" new-cite=\"act:2\"", "old-cite=\"act:77\" new-cite=\"act:2\"", NULL, "'act:77' in <change>")
REFUSES(a_change_into_what_is_not_listed_is_refused, TINY_DECREE,
    "new-cite=\"act:2\"", "new-cite=\"act:78\"", NULL, "'act:78' in <change>")
REFUSES(a_regime_from_a_pack_to_itself_is_refused, TINY_DECREE,
    "old-regulation=\"t-reg\"", "old-regulation=\"t-dec\"", "<regime", "not to the same one")
REFUSES(a_regime_from_a_checklist_to_itself_is_refused, TINY_DECREE,
    "old-requirements=\"t-req\"", "old-requirements=\"t-lat\"", "<regime", "not to the same one")
REFUSES(a_decree_before_its_law_is_refused, TINY_DECREE,
    "decree=\"2026-08-19\"", "decree=\"2026-06-30\"", "<regime", "the decree took effect on 2026-06-30")
REFUSES(a_term_without_an_id_is_refused, TINY_DECREE,
    "<term id=\"build\" ", "<term ", "<term id=\"build\"", "a <term> needs an id")
REFUSES(two_terms_with_one_id_are_refused, TINY_DECREE,
    "<term id=\"measures\"", "<term id=\"build\"", NULL, "term 'build' is declared twice")
REFUSES(a_safe_day_that_is_not_the_earlier_one_is_refused, TINY_DECREE,
    "safe=\"2026-12-31\"", "safe=\"2027-01-01\"", NULL, "term 'build': the safe day 2027-01-01")
REFUSES(a_safe_day_before_the_law_is_refused, TINY_DECREE,
    "safe=\"2026-12-31\"", "safe=\"2026-07-01\"", NULL, "term 'build': the safe day 2026-07-01")
REFUSES(a_day_that_does_not_correspond_is_refused, TINY_DECREE,
    "corresponding=\"2027-07-01\"", "corresponding=\"2027-07-02\"", NULL,
    "2027-07-02 is not the day that corresponds to 2026-07-01 after 12 months")
REFUSES(a_month_that_does_not_correspond_is_refused, TINY_DECREE,
    "<term id=\"measures\" months=\"12\"", "<term id=\"measures\" months=\"11\"", NULL, "after 11 months")
REFUSES(a_transition_under_an_unknown_measures_term_is_refused, TINY_DECREE,
    "measures-term=\"measures\"", "measures-term=\"nix\"", NULL, "this pack declares no term 'nix'")
REFUSES(a_transition_under_an_unknown_approval_term_is_refused, TINY_DECREE,
    "approval-term=\"build\"", "approval-term=\"nix\"", NULL, "this pack declares no term 'nix'")
REFUSES(a_transition_on_an_unknown_situation_is_refused, TINY_DECREE,
    "when=\"in-build\"", "when=\"in-built\"", NULL, "transition 'T2'")
REFUSES(a_transition_that_can_never_hold_is_refused, TINY_DECREE,
    "unless=\"redetermine\"", "unless=\"redetermine approved\"", NULL, "transition 'T1' can never hold")
REFUSES(a_transition_that_decides_without_measures_is_refused, TINY_DECREE,
    " measures=\"new\"", "", "<transition id=\"T2\"", "transition 'T2': one that decides needs")
REFUSES(a_transition_beside_with_measures_is_refused, TINY_DECREE,
    "<transition id=\"T9\"", "<transition id=\"T9\" measures=\"old\"", NULL, "transition 'T9': one that decides needs")
REFUSES(two_transitions_with_one_id_are_refused, TINY_DECREE,
    "<transition id=\"T9\"", "<transition id=\"T1\"", NULL, "transition 'T1' is declared twice")

/* ---- the later checklist: thresholds and mitigations ---------------------------------------------- */

REFUSES(a_cycle_that_is_not_in_months_is_refused, TINY_LATER,
    "value=\"6\" unit=\"month\"", "value=\"6\" unit=\"week\"", NULL, "counted in months")
REFUSES(a_cycle_without_a_unit_is_refused, TINY_LATER,
    "value=\"6\" unit=\"month\"", "value=\"6\"", NULL, "counted in months")
REFUSES(a_mitigated_scenario_that_no_pack_has_is_refused, TINY_LATER,
    "<mitigates scenario=\"dos\"", "<mitigates scenario=\"dos2\"", NULL,
    "no threats pack that this one uses has a scenario 'dos2'")
REFUSES(a_mitigation_by_a_requirement_of_another_checklist_is_refused, TINY_LATER,
    "requirement=\"L-3\"", "requirement=\"R-3\"", NULL,
    "scenario 'dos' is mitigated by 'R-3', which this pack does not have")
REFUSES(two_mitigations_of_a_checklist_by_one_requirement_are_refused, TINY_LATER,
    "requirement=\"L-3\"", "requirement=\"L-1\"", NULL, "mitigation 'L-1' is declared twice")
REFUSES(a_checklist_that_leaves_a_scenario_unmitigated_is_refused, TINY_LATER,
    "uses=\"t-dec t-thr\"", "uses=\"t-dec t-thr threats-1\"", NULL, "this pack has <mitigates>, but none for scenario")
REFUSES(a_scenario_mitigated_twice_is_refused, TINY_LATER,
    "</mitigates>\n", "</mitigates><mitigates scenario=\"dos\" status=\"own\"><mitigation requirement=\"L-2\""
    " weight=\"1\"/></mitigates>\n", NULL, "mitigates 'dos' is declared twice")

/* ---- crosswalks ----------------------------------------------------------------------------------- */

REFUSES(a_crosswalk_from_a_pack_it_does_not_use_is_refused, TINY_CROSSWALK,
    "from=\"t-req\"", "from=\"tt12-2022\"", NULL, "<between from>: this pack uses no checklist 'tt12-2022'")
REFUSES(a_crosswalk_to_itself_is_refused, TINY_CROSSWALK,
    "to=\"t-lat\"", "to=\"t-req\"", NULL, "'t-req' is compared with itself")
REFUSES(a_pair_from_no_requirement_is_refused, TINY_CROSSWALK,
    "from=\"R-3\"", "from=\"L-3\"", NULL, "<pair from>: 't-req' has no requirement 'L-3'")
REFUSES(a_pair_to_no_requirement_is_refused, TINY_CROSSWALK,
    "to=\"L-2\"", "to=\"R-2\"", NULL, "<pair to>: 't-lat' has no requirement 'R-2'")
REFUSES(a_new_requirement_with_something_before_it_is_refused, TINY_CROSSWALK,
    "kind=\"stricter\"", "kind=\"new\"", NULL, "a pair of kind new has to and no from")
REFUSES(a_dropped_requirement_with_something_after_it_is_refused, TINY_CROSSWALK,
    "kind=\"stricter\"", "kind=\"dropped\"", NULL, "a pair of kind dropped has from and no to")
REFUSES(the_same_of_nothing_is_refused, TINY_CROSSWALK,
    "kind=\"same\" from=\"R-5\" to=\"L-3\"", "kind=\"same\" from=\"R-5\"", NULL, "a pair of kind same has from and to")
REFUSES(a_new_requirement_that_is_none_is_refused, TINY_CROSSWALK,
    "kind=\"new\" to=\"L-1\" levels=\"3\"", "kind=\"new\"", NULL, "a pair of kind new has to and no from")
REFUSES(a_pair_that_is_demanded_at_no_level_together_is_refused, TINY_CROSSWALK,
    "kind=\"stricter\" from=\"R-3\" to=\"L-2\"", "kind=\"stricter\" from=\"R-4\" to=\"L-2\"", NULL,
    "'R-4' and 'L-2' are demanded together at no level")
REFUSES(a_pair_at_a_level_that_is_not_demanded_is_refused, TINY_CROSSWALK,
    "to=\"L-1\" levels=\"3\"", "to=\"L-1\" levels=\"3 4\"", NULL, "the pair of 'L-1' names a level")
REFUSES(a_requirement_new_where_it_is_paired_is_refused, TINY_CROSSWALK,
    "to=\"L-1\" levels=\"3\"", "to=\"L-1\" levels=\"2 3\"", NULL,
    "requirement 'L-1' is new or dropped at a level where another pair")
REFUSES(a_requirement_dropped_twice_is_refused, TINY_CROSSWALK,
    "kind=\"dropped\" from=\"R-4\"", "kind=\"dropped\" from=\"R-6\"", NULL,
    "requirement 'R-6' is new or dropped at a level where another pair")
REFUSES(a_pair_given_twice_is_refused, TINY_CROSSWALK,
    "kind=\"partly\" from=\"R-2\"", "kind=\"partly\" from=\"R-1\"", "kind=\"same\" from=\"R-1\"",
    "'R-1' and 'L-1' are paired twice at one level")
REFUSES(an_old_requirement_in_no_pair_is_refused, TINY_CROSSWALK,
    "<pair kind=\"dropped\" from=\"R-4\" status=\"own\"><vi>four</vi><en>four</en></pair>\n", "", "<pack",
    "requirement 'R-4' of 't-req' is in no pair")
REFUSES(a_new_requirement_in_no_pair_is_refused, TINY_CROSSWALK,
    "kind=\"stricter\" from=\"R-3\" to=\"L-2\"", "kind=\"dropped\" from=\"R-3\"", "<pack",
    "requirement 'L-2' of 't-lat' is in no pair")
