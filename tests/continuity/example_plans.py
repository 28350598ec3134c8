"""The plans that ship as examples, for tests to look into."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pods.continuity import Plan, derive
from pods.continuity.durations import as_text
from pods.continuity.loading import Loaded, read_plan
from pods.topology.planner import ServiceTopology, plan_topology

__all__ = ["IN_DATE", "PLANS", "Example", "example"]

IN_DATE = date(2026, 12, 1)
"""The day on which the examples are in date."""
STACKS = Path(__file__).parents[2] / "stacks"
PLANS = {
    "reference": "clinic",
    "handbook": "handbook",
    "storefront": "storefront",
    "complete": "trade",
}
"""Each product's folder, and the service that its plan deploys."""


@dataclass(frozen=True)
class Example:
    """A plan, and what follows from it."""

    loaded: Loaded[Plan]
    plan: Plan
    topology: ServiceTopology
    text: str
    """The file, and the organisation's that it includes."""

    def value(self, place: str) -> Any:
        """Return what stands at a place, in plain words.

        `plan/…` leads into the plan, `targets/<capability>/…` to derived objectives, and
        `figures/<name>` to what the planner asks of the topology; `*` stands for every item.
        """
        root = {
            "plan": self.plan,
            "targets": derive(self.plan),
            "figures": {name: each.value for name, each in self.topology.figures.items()},
        }
        return _plain(_walk(root, place.split("/")))


@cache
def example(name: str) -> Example:
    """Return a product's plan, read on the day on which it is in date."""
    file = STACKS / name / "plan.yaml"
    loaded = read_plan(file, IN_DATE)
    assert loaded.plan is not None, str(loaded.report)
    texts = [file.read_text("utf-8"), (STACKS / "organisation.yaml").read_text("utf-8")]
    topology = plan_topology(loaded.plan, PLANS[name])
    return Example(loaded, loaded.plan, topology, "\n".join(texts))


def _walk(place: Any, path: list[str]) -> Any:
    if not path:
        return place
    first, *rest = path
    if first == "*":
        return [_walk(each, rest) for each in (place.values() if _is_keyed(place) else place)]
    if _is_keyed(place):
        return _walk(place[int(first) if first.isdigit() else first], rest)
    if isinstance(place, list | tuple):
        return _walk(place[int(first)], rest)
    return _walk(getattr(place, first), rest)


def _is_keyed(place: Any) -> bool:
    return hasattr(place, "items")


def _plain(value: Any) -> Any:
    if isinstance(value, timedelta):
        return as_text(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, date) else value
