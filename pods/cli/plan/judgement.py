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
        # What is left of a plan that lacks a key is no plan.
        if type(plan) is not Plan or any(each.severity is Severity.ERROR for each in found):
            yield from found
            return  # figures that are planned from a contradiction mean nothing
        topologies = plan_all(plan)
        planned.append(True)
        unmet = dict.fromkeys(each for one in topologies.values() for each in one.unmet)
        refused = {each.path for each in unmet if each.code == "no-placement"}
        # The planner refuses what the checks warn of: one mistake is said once.
        yield from (
            each for each in found if each.code != "placement-missing" or each.path not in refused
        )
        yield from unmet

    loaded = load(file, model=Plan, checks=findings, today=today)
    return Judgement(loaded, bool(planned))
