"""Contradictions of a plan, found before anything is built from it."""

from datetime import date

from pods.continuity.checks.commitments import promised_availability, promised_objectives
from pods.continuity.checks.context import Check, Context
from pods.continuity.checks.objectives import (
    narrower_first,
    objective_limits,
    overrides,
    tier_choices,
    zero_objectives,
)
from pods.continuity.checks.references import unknown_references
from pods.continuity.findings import Finding
from pods.continuity.plan import Plan

__all__ = ["CHECKS", "check"]

CHECKS: tuple[Check, ...] = (
    unknown_references,
    zero_objectives,
    objective_limits,
    narrower_first,
    overrides,
    tier_choices,
    promised_objectives,
    promised_availability,
)
"""All checks, in the order in which their findings are given."""


def check(plan: Plan, today: date) -> tuple[Finding, ...]:
    """Return all that is wrong with a plan on this day; empty where nothing is."""
    context = Context(plan, today)
    return tuple(finding for each in CHECKS for finding in each(context))
