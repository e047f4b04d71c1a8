/*
 * shapes_priv.h - the tables behind model.h.
 */
#ifndef CAPDO_SHAPES_PRIV_H
#define CAPDO_SHAPES_PRIV_H

#include "capdo/model.h"

/* Every shape, parents before their children. */
extern const struct shape *const shapes_all[];
extern const size_t shapes_count;
extern const struct shape shape_agency;

/* Codes that more than one file of tables uses. */
extern const struct code shared_agency_kinds[], shared_yearly_states[], shared_system_states[];
extern const struct code shared_finding_results[], shared_risk_bands[];
extern const struct code shared_readiness_kinds[], shared_exercise_kinds[];
extern const struct code shared_exercise_states[], shared_incident_grades[];
extern const struct code shared_incident_states[], shared_truths[], shared_action_states[];
extern const struct code shared_proposal_states[], shared_signature_states[];
extern const struct shape shape_review;

/* shapes_province.c */
extern const struct shape shape_province, shape_province_agency, shape_province_group,
    shape_province_system, shape_province_proposal, shape_province_duty, shape_province_readiness,
    shape_province_exercise, shape_province_incident, shape_province_spending,
    shape_province_band, shape_province_scenario, shape_province_scenario_band,
    shape_province_priority, shape_province_obligation, shape_province_cost;

/* shapes_annual.c */
extern const struct shape shape_annual, shape_annual_content, shape_annual_agency,
    shape_annual_party, shape_annual_demand, shape_annual_event, shape_annual_breach,
    shape_annual_system, shape_annual_item, shape_annual_answer, shape_annual_action,
    shape_annual_type, shape_annual_remark;

/* shapes_regime.c */
extern const struct shape shape_regime, shape_gap, shape_gap_system, shape_gap_item,
    shape_gap_from, shape_gap_dropped, shape_gap_group, shape_gap_demand, shape_gap_other,
    shape_sides, shape_sides_criterion, shape_sides_open, shape_sides_change;

#endif
