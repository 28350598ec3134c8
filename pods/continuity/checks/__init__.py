"""Contradictions of a plan, found before anything is built from it."""

from datetime import date

from pods.continuity.checks import (
    channels,
    commitments,
    communications,
    degradation,
    dependencies,
    dependency_paths,
    exercises,
    governance,
    impact,
    incidents,
    objectives,
    people,
    placement,
    references,
    releases,
    risks,
    spans,
    stores,
    tiers,
)
from pods.continuity.checks.context import Check, Context
from pods.continuity.findings import Finding
from pods.continuity.plan import Plan

__all__ = ["CHECKS", "check"]

CHECKS: tuple[Check, ...] = (
    references.unknown_references,
    governance.reviews,
    governance.analysis,
    governance.approval,
    governance.future_dates,
    spans.empty_spans,
    impact.scales,
    impact.curves,
    impact.urgency,
    impact.capability_use,
    tiers.tier_ladder,
    objectives.zero_objectives,
    objectives.objective_limits,
    objectives.narrower_first,
    objectives.overrides,
    objectives.tier_choices,
    commitments.promised_objectives,
    commitments.promised_availability,
    stores.recovery_points,
    stores.retention,
    stores.protection,
    stores.derived_stores,
    stores.lost_data,
    placement.zones,
    placement.regions,
    placement.loads,
    dependency_paths.circles,
    dependency_paths.inversions,
    dependencies.promises,
    dependencies.availability_products,
    dependencies.fallbacks,
    dependencies.relations,
    degradation.mode_tests,
    degradation.mode_reach,
    people.contacts,
    people.roles,
    people.command,
    people.on_call,
    incidents.escalation,
    incidents.severities,
    incidents.response,
    incidents.decisions,
    incidents.crisis,
    channels.channel_pairs,
    channels.shared_fate,
    channels.cadences,
    communications.templates,
    communications.languages,
    communications.template_fields,
    communications.placeholders,
    risks.risks,
    releases.release_rules,
    releases.rollout,
    releases.rollback,
    releases.blackouts,
    exercises.coverage,
    exercises.calendar,
)
"""All checks, in the order in which their findings are given."""


def check(plan: Plan, today: date) -> tuple[Finding, ...]:
    """Return all that is wrong with a plan on this day; empty where nothing is."""
    context = Context(plan, today)
    return tuple(finding for each in CHECKS for finding in each(context))
