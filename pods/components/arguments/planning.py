"""From a component's args to a planner's plan."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pods.components.arguments.check import named
from pods.errors import Problem, TopologyError

__all__ = ["accepted_by", "planned", "refuse_unplannable"]

Plan = TypeVar("Plan")


def accepted_by(planner: Callable[..., Any], args: Mapping[str, Any]) -> dict[str, Any]:
    """Return those args that the planner has a parameter for; an absent one keeps its default."""
    parameters = inspect.signature(planner).parameters
    return {name: args[name] for name in parameters if args.get(name) is not None}


def planned(
    name: str, planner: Callable[..., Plan], args: Mapping[str, Any], *, part: str = ""
) -> Plan:
    """Return the plan of these args; its `TopologyError` carries the component's name.

    Planners speak of a pair's args: `part` is what those of a component by itself lie in.
    """
    try:
        return planner(**accepted_by(planner, args))
    except TopologyError as error:
        own = [
            replace(problem, subject=problem.subject.removeprefix(f"{part}."))
            for problem in error.problems
        ]
        raise TopologyError(*named(name, own)) from None


def refuse_unplannable(
    name: str, asked: Iterable[tuple[Callable[..., object], Mapping[str, Any]]]
) -> None:
    """Raise `TopologyError` with what all of these planners refuse, each problem once.

    A component of several parts asks before it registers any: one by one, each hides the next.
    """
    problems: list[Problem] = []
    for planner, values in asked:
        try:
            planned(name, planner, values)
        except TopologyError as error:
            problems.extend(error.problems)
    TopologyError.refuse(dict.fromkeys(problems))
