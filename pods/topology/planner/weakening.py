"""Explicit arguments that are weaker than the plan: they win, and it is said aloud."""

from collections.abc import Iterator, Mapping
from typing import Any

from pods.errors import Problem
from pods.topology.planner.decisions import Decision
from pods.topology.planner.figures import Direction, is_weaker
from pods.topology.planner.service_topology import ServiceTopology

__all__ = ["weakened"]


def weakened(topology: ServiceTopology, args: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return each explicit argument of a pair that is weaker than the plan's figure, by name.

    A value that is not known yet cannot be compared, and is returned too. Arguments that no
    figure speaks of, or that are merely different, are left alone.
    """
    decisions = {each.figure.name: each for each in topology.decisions}
    given = dict(_flat(args))
    found = [
        problem
        for name in sorted(given)
        if name in decisions
        for problem in _compare(decisions[name], given[name])
    ]
    named = {problem.subject for problem in found}
    planned = {name: figure.value for name, figure in topology.figures.items()}
    together = [*_outgrown(planned, given), *_in_one_zone(planned, given)]
    return (*found, *(each for each in together if each.subject not in named))


def _flat(args: Mapping[str, Any], part: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in args.items():
        place = f"{part}.{name}" if part else name
        if isinstance(value, Mapping):
            yield from _flat(value, place)
        elif value is not None:
            yield place, value


def _compare(decision: Decision, given: Any) -> Iterator[Problem]:
    figure = decision.figure
    if figure.direction is Direction.NEITHER:
        return
    comparable = _comparable(given, figure.value)
    if comparable is None:
        yield Problem(
            figure.name,
            "its value is not known before the stack is deployed",
            f"the plan asks for {_text(figure.value)}{_asker(decision)}",
            "Give it as a plain value, or leave it to the plan.",
        )
    elif is_weaker(figure.name, comparable, figure.value):
        yield Problem(
            figure.name,
            f"{_text(comparable)} is weaker than the plan",
            f"{_text(figure.value)} is required{_asker(decision)}: {decision.because}",
            "Leave it out, or lower the objective in the plan.",
        )


def _outgrown(planned: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Problem]:
    """Find a primary that was enlarged beside a secondary that was not."""
    sizes = [given.get(name) for name in ("primary.running", "primary.maximum")]
    load = max((each for each in sizes if isinstance(each, int | float)), default=0)
    ceiling = given.get("secondary.maximum", planned.get("secondary.maximum", load))
    if isinstance(ceiling, int | float) and ceiling < load:
        yield Problem(
            "secondary.maximum",
            f"{ceiling} is less than the primary's {load}",
            "two zones need the full load in the one that is left",
            "Give secondary.maximum and secondary.reserved with the primary's size.",
        )


def _in_one_zone(planned: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Problem]:
    """Find both PODs in one zone."""
    zones = given.get("availability_zones", planned.get("availability_zones"))
    if not isinstance(zones, list | tuple) or not zones:
        return
    primary = given.get("primary.availability_zone", zones[0])
    if primary == given.get("secondary.availability_zone", zones[-1]):
        yield Problem(
            "secondary.availability_zone",
            f"both PODs stand in {primary}",
            "the loss of one zone must leave the other POD",
            "Name the other zone.",
        )


def _comparable(given: Any, planned: Any) -> Any:
    """Return the value in the figure's own form; None where it has none."""
    if isinstance(planned, tuple):
        return _subscriptions(given)
    if isinstance(planned, str):
        return given if isinstance(given, str) else None
    kinds = (bool,) if isinstance(planned, bool) else (int, float)
    is_switch = isinstance(given, bool)
    return given if isinstance(given, kinds) and is_switch == isinstance(planned, bool) else None


def _subscriptions(given: Any) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(given, list | tuple) or not all(isinstance(each, Mapping) for each in given):
        return None
    found = [(each.get("protocol"), each.get("endpoint")) for each in given]
    known = [(a, b) for a, b in found if isinstance(a, str) and isinstance(b, str)]
    return tuple(known) if len(known) == len(found) else None


def _asker(decision: Decision) -> str:
    if decision.capability is None:
        return ""
    kind = f" ({decision.disruption.value})" if decision.disruption is not None else ""
    return f" for {decision.capability}{kind}"


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(" ".join(each) for each in value)
    return str(value).lower() if isinstance(value, bool) else f"{value}"
