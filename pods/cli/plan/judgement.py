"""A plan and everything that is wrong with it, by the checks and by the planner together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pods.continuity import Finding, Plan, Severity
from pods.continuity.loading import Loaded, load, plan_checks
from pods.topology.planner import plan_all

__all__ = ["Judgement", "judge"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was loaded, and how far it was judged."""

    loaded: Loaded[Plan]
    planned: bool
    """Whether the planner was asked which objectives nothing keeps."""


def judge(file: Path, today: date) -> Judgement:
    """Load a plan, check it and, where the checks find no error, plan it."""
    planned: list[bool] = []

    def findings(plan: Plan, on: date) -> Iterator[Finding]:
        found = tuple(plan_checks(plan, on))
        yield from found
        # What is left of a plan that lacks a key is no plan.
        if type(plan) is not Plan or any(each.severity is Severity.ERROR for each in found):
            return  # figures that are planned from a contradiction mean nothing
        topologies = plan_all(plan)
        planned.append(True)
        yield from dict.fromkeys(each for one in topologies.values() for each in one.unmet)

    loaded = load(file, model=Plan, checks=findings, today=today)
    return Judgement(loaded, bool(planned))
