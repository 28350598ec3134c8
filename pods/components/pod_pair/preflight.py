"""Everything that a pair's args ask for, planned before anything is registered."""

from collections.abc import Callable, Mapping
from typing import Any

from pods.components.arguments import planned
from pods.components.network import DEFAULT_CIDR_BLOCK
from pods.components.pod_pair.placement import PlacementArgs, Sites
from pods.errors import Problem, TopologyError
from pods.topology import (
    plan_capacity,
    plan_channels,
    plan_database,
    plan_network,
    plan_object_store,
    plan_pair,
    plan_pod,
    plan_snapshot_schedule,
    plan_traffic,
)

__all__ = ["refuse_impossible"]


def refuse_impossible(name: str, args: Mapping[str, Any], region: str | None) -> None:
    """Raise `TopologyError` with what every part of the pair would refuse, each problem once.

    A component refuses for itself as well; asked one by one, each would hide the next.
    """
    nowhere = PlacementArgs()
    sites = Sites(args.get("primary") or nowhere, args.get("secondary") or nowhere)
    network = {"cidr_block": DEFAULT_CIDR_BLOCK, **(args.get("network") or {})}
    zones = {"availability_zones": args["availability_zones"], "region": region}
    channels = [(each["protocol"], each["endpoint"]) for each in args["alerts"]["subscriptions"]]
    asked: list[tuple[Callable[..., object], Mapping[str, Any]]] = [
        (plan_pair, {**args, **zones, **sites.zones(), "name": name}),
        (plan_network, {**network, **zones}),
        (plan_capacity, sites.sizes()),
        (plan_pod, {**(args.get("pod") or {}), "role": "primary"}),
        (plan_traffic, {**(args.get("traffic") or {}), "domain": args["domain"], "tls": True}),
        (plan_database, args.get("database") or {}),
        (plan_snapshot_schedule, args.get("snapshots") or {}),
        (plan_object_store, args.get("object_store") or {}),
        (plan_channels, {"channels": channels}),
    ]
    problems: list[Problem] = []
    for planner, values in asked:
        try:
            planned(name, planner, values)
        except TopologyError as error:
            problems.extend(error.problems)
    TopologyError.refuse(dict.fromkeys(problems))
