"""Everything that a recovery Region's args ask for, planned before anything is registered."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pods.components.arguments.check import named
from pods.components.arguments.planning import accepted_by
from pods.components.monitoring.alerts import channels_of
from pods.errors import Problem, TopologyError
from pods.topology import (
    RecoveryPlan,
    TrafficPlan,
    plan_channels,
    plan_container_capacity,
    plan_container_pod,
    plan_daily_test,
    plan_database,
    plan_network,
    plan_pod,
    plan_recovery_region,
    plan_traffic,
)
from pods.topology.database.replica import plan_database_replica

__all__ = ["planned_recovery"]

_Asked = tuple[Callable[..., Any], Mapping[str, Any]]


def planned_recovery(name: str, args: Mapping[str, Any]) -> tuple[RecoveryPlan, TrafficPlan]:
    """Return the plans of the Region and of its entry.

    Raises `TopologyError` with what every part would refuse, each problem once.
    """
    problems: list[Problem] = []

    def tried(planner: Callable[..., Any], values: Mapping[str, Any]) -> Any:
        try:
            return planner(**accepted_by(planner, values))
        except TopologyError as error:
            problems.extend(named(name, error.problems))
            return None

    plan = tried(plan_recovery_region, _region(name, args))
    entry = tried(plan_traffic, _traffic(args))
    for planner, values in (*_alerts(args), *_database(args), *_pods(args)):
        tried(planner, values)
    for planner, values in _in_place(args, plan) if plan is not None else ():
        tried(planner, values)
    TopologyError.refuse(dict.fromkeys(problems))
    return plan, entry


def _region(name: str, args: Mapping[str, Any]) -> dict[str, Any]:
    home_block = args["home_cidr_block"]
    return {
        **args,
        "name": name,
        "home_image_id": (args.get("pod") or {}).get("image_id"),
        "home_cidr_block": home_block if isinstance(home_block, str) else None,
    }


def _traffic(args: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **(args.get("traffic") or {}),
        "tls": args.get("certificate_arn") is not None,
        "target_type": "ip" if args.get("containers") else "instance",
    }


def _alerts(args: Mapping[str, Any]) -> Iterator[_Asked]:
    yield plan_channels, channels_of(args["alerts"]["subscriptions"])
    yield plan_daily_test, args["alerts"]


def _database(args: Mapping[str, Any]) -> Iterator[_Asked]:
    asked = args.get("database")
    if not asked:
        return
    # A cluster in the two zones of the Region: their names are the Region's to judge.
    values = {**asked, "availability_zones": [f"{args['region']}{each}" for each in "ab"]}
    if asked.get("restore") is None:
        yield plan_database_replica, values
    else:
        yield plan_database, {**values, "region": args["region"]}


def _pods(args: Mapping[str, Any]) -> Iterator[_Asked]:
    if not args.get("containers"):
        yield plan_pod, {**(args.get("pod") or {}), "role": "primary"}


def _in_place(args: Mapping[str, Any], plan: RecoveryPlan) -> Iterator[_Asked]:
    """Yield what can only be planned where the Region itself could be."""
    yield (
        plan_network,
        {"availability_zones": plan.availability_zones, "cidr_block": plan.cidr_block},
    )
    containers = args.get("containers")
    if not containers:
        return
    place = {"role": "primary", "availability_zone": plan.primary_zone}
    yield plan_container_pod, {**containers, **place}
    most = plan.primary
    yield (
        plan_container_capacity,
        {
            "running": max(most.running, most.reserved),
            "maximum": most.maximum,
            "warm": most.warm,
        },
    )
