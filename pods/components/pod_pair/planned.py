"""What a continuity plan asks of a pair, under what the program says itself."""

import difflib
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

import pulumi
from pydantic import ValidationError

from pods.components.arguments.check import check_arguments, named
from pods.continuity import Disruption, Plan, Severity, derive
from pods.errors import Problem, TopologyError
from pods.topology.planner import ServiceTopology, plan_topology, weakened

__all__ = ["PlannedPair", "with_plan"]


_NEEDED = ("owner", "availability_zones", "alerts")
"""What a pair must be told, by its program or by a plan."""


_OF_INSTANCES = frozenset({"pod", "snapshots"})
"""Figures of a plan that containers have no use for."""

_OF_A_DATABASE_INSTANCE = frozenset({"replica_kind"})
"""Figures of a plan that no other kind of database leaves a choice of."""


_MINUTE = timedelta(minutes=1)
_MOST_ON_A_PAGE = 20
"""Capabilities that one page has room for: the most critical ones."""


_NOT_THE_COMPONENT = Problem(
    "plan",
    "a component",
    "its plain values are required, as the topology follows from them",
    "Write `.document` behind it.",
)


class PlannedPair:
    """The args of a pair, and what the plan behind them says of them."""

    args: Any
    """The args as they apply, of the shape that was asked for."""
    topology: ServiceTopology | None
    """What the plan asks for; None without a plan."""

    def __init__(self, args: Any, topology: ServiceTopology | None) -> None:
        """Hold what was found."""
        self.args, self.topology = args, topology

    def warnings(self, given: Mapping[str, Any]) -> list[str]:
        """Say where the program weakens the plan, and what the planner could not keep."""
        if self.topology is None:
            return []
        return [
            *(str(problem) for problem in weakened(self.topology, given)),
            *(str(each.problem()) for each in self.topology.unmet),
        ]


def with_plan(name: str, args: Any, shape: type) -> PlannedPair:
    """Return the args with the plan's figures below those that the program gives itself.

    Raises `TopologyError` with every arg that is not of `shape`, for a plan that does not know
    the service, and for what neither the program nor a plan gives.
    """
    if isinstance(args, Mapping) and isinstance(args.get("plan"), pulumi.Resource):
        TopologyError.refuse(named(name, [_NOT_THE_COMPONENT]))
    is_planned = isinstance(args, Mapping) and args.get("plan") is not None
    places = [""] if is_planned else []
    check_arguments(name, args, shape, further=_missing(args), planned=places)
    given = {key: value for key, value in args.items() if key != "plan"}
    if args.get("plan") is None:
        return PlannedPair(given, None)
    plan = _read(name, args["plan"])
    service = _service(name, args.get("service"), plan)
    topology = plan_topology(plan, service)
    errors = [each for each in topology.unmet if each.severity is Severity.ERROR]
    TopologyError.refuse(named(name, [each.problem() for each in errors]))
    asked = {**topology.pair_args(), "dashboard": _dashboard(plan, topology)}
    if given.get("containers") is not None:
        asked = _without(asked, _OF_INSTANCES)
    if (_part(given, "database").get("kind") or "instance") != "instance":
        asked["database"] = _without(_part(asked, "database"), _OF_A_DATABASE_INSTANCE)
    merged = _over(asked, {**given, "service": service})
    check_arguments(name, merged, shape, further=_missing(merged))
    return PlannedPair(merged, topology)


def _dashboard(plan: Plan, topology: ServiceTopology) -> dict[str, Any] | None:
    """Return the capabilities of the service, with what the loss of a zone may cost each."""
    named = dict.fromkeys(capability for capability, _ in topology.strategies)
    targets = derive(plan)
    found = [
        {
            "name": each,
            "rto_minutes": target.rto / _MINUTE,
            "rpo_minutes": target.rpo / _MINUTE,
        }
        for each in sorted(named, key=lambda each: (targets[each].tier, each))
        for target in [targets[each].targets[Disruption.AZ]]
    ]
    return {"capabilities": found[:_MOST_ON_A_PAGE]} if found else None


def _missing(args: object) -> list[Problem]:
    if not isinstance(args, Mapping) or args.get("plan") is not None:
        return []
    return [
        Problem(each, "missing", "it has no default", f'Add "{each}", or a plan that says it.')
        for each in _NEEDED
        if args.get(each) is None
    ]


def _read(name: str, document: Any) -> Plan:
    try:
        return Plan.model_validate(document)
    except ValidationError as error:
        problem = Problem(
            "plan",
            f"{error.error_count()} parts are not of a continuity plan",
            "the document of a ContinuityPlan is required",
            "Hand over `ContinuityPlan(…).document`.",
        )
        raise TopologyError(*named(name, [problem])) from None


def _service(name: str, asked: str | None, plan: Plan) -> str:
    """Return the service of the plan that the pair runs."""
    deployed = [each for each, service in plan.services.items() if service.load is not None]
    wanted = asked or (name if name in deployed else None)
    if wanted is None and len(deployed) == 1:
        return deployed[0]
    if wanted not in deployed:
        close = difflib.get_close_matches(wanted or "", deployed, n=1)
        raise TopologyError(
            *named(
                name,
                [
                    Problem(
                        "service",
                        repr(wanted) if wanted else "none is named",
                        f"the plan {plan.name} has a load for {', '.join(deployed) or 'none'}",
                        f"Did you mean {close[0]}?"
                        if close
                        else "Name one of these, or give the service a load in the plan.",
                    )
                ],
            )
        )
    return wanted


def _part(args: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = args.get(name)
    return found if isinstance(found, Mapping) else {}


def _without(args: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {key: value for key, value in args.items() if key not in names}


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return both, with what is above winning place by place; None leaves a place to below."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        if isinstance(value, Mapping) and isinstance(under, Mapping):
            merged[key] = _over(under, value)
        elif value is not None:
            merged[key] = value
    return merged
