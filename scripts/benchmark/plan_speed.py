"""How long a plan takes to be loaded, checked and planned, and whether that grows with its size."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pods.continuity.loading import read_plan
from pods.topology.planner import plan_all
from tests.continuity.sample_plan import TODAY, sample

from .timing import Comparison, Series

__all__ = ["large_plan", "plan_speed"]

_CAPABILITIES = 1_000
_FOLD = 4
_SECONDS_AIM = 1.0
_LINEAR_AIM = 1.15
_PER_SERVICE = 10
_CHAIN = 10  # services that need one another, one after the other


def plan_speed(folder: Path, rounds: int) -> list[Comparison]:
    """Time plans of 1,000 and 4,000 capabilities; the longer one per 1,000 capabilities."""
    small, large = (
        _written(folder / f"plan-{count}.yaml", count)
        for count in (_CAPABILITIES, _CAPABILITIES * _FOLD)
    )
    one = Series(f"{_CAPABILITIES:,} capabilities")
    second = Series("one second")
    many, several = (
        Series(f"{_CAPABILITIES * _FOLD:,} capabilities"),
        Series(f"{_FOLD} x {_CAPABILITIES:,}"),
    )
    _timed(small, TODAY)  # imports, and regular expressions, are not what grows
    for _ in range(rounds):
        with one.timed():
            _timed(small, TODAY)
        second.seconds.append(_SECONDS_AIM)
        several.seconds.append(one.seconds[-1] * _FOLD)
        with many.timed():
            _timed(large, TODAY)
    return [
        Comparison("load, check and plan", one, second, 1.0),
        Comparison("the same, four times as large", many, several, _LINEAR_AIM),
    ]


def large_plan(capabilities: int) -> dict[str, Any]:
    """Return the sample with so many capabilities, and a service and a dependency to ten of them.

    Ten services stand on one another each time, so that needs are handed down.
    """
    plan = sample()
    book, service = plan["capabilities"]["book"], plan["services"]["booking"]
    payments = plan["dependencies"]["payments"]
    groups = range(-(-capabilities // _PER_SERVICE))
    plan["services"] = {
        f"service-{n}": {**service, "depends_on": [f"payments-{n}", *_next(n, len(groups))]}
        for n in groups
    }
    plan["dependencies"] = {f"payments-{n}": payments for n in groups}
    names = [f"book-{n}" for n in range(capabilities)]
    plan["capabilities"] = {
        name: {**book, "services": [f"service-{n // _PER_SERVICE}"]} for n, name in enumerate(names)
    }
    plan["journeys"]["visit"]["capabilities"] = names
    plan["commitments"]["patients"]["capabilities"] = names
    plan["degradation_modes"]["read-only"]["capabilities"] = names
    for exercise in plan["exercises"].values():
        exercise["capabilities"] = names
    return plan


def _next(number: int, services: int) -> list[str]:
    last = (number + 1) % _CHAIN == 0 or number + 1 == services
    return [] if last else [f"service-{number + 1}"]


def _written(path: Path, capabilities: int) -> Path:
    class Plain(yaml.CSafeDumper):
        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML names it
            """Write every part out, as people do."""
            return True

    path.write_text(yaml.dump(large_plan(capabilities), Dumper=Plain, sort_keys=False))
    return path


def _timed(path: Path, today: date) -> None:
    loaded = read_plan(str(path), today)
    if loaded.plan is None:
        message = f"{path.name}: {loaded.report.errors[0]}"
        raise ValueError(message)
    plan_all(loaded.plan)
