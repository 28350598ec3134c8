"""Everything that a recovery Region's args ask for, planned before anything is registered."""

from collections.abc import Callable, Mapping
from typing import Any

from pods.components.argument_check import named
from pods.components.arguments import accepted_by
from pods.errors import Problem, TopologyError
from pods.topology import (
    RecoveryPlan,
    TrafficPlan,
    plan_channels,
    plan_container_pod,
    plan_database,
    plan_network,
    plan_pod,
    plan_recovery_region,
    plan_traffic,
)
from pods.topology.database_elsewhere import plan_database_replica

__all__ = ["planned_recovery"]


def planned_recovery(name: str, args: Mapping[str, Any]) -> tuple[RecoveryPlan, TrafficPlan]:
    """Return the plans of the Region and of its entry.

    Raises `TopologyError` with what every part would refuse, each problem once.
    """
    pod = args.get("pod") or {}
    home_block = args["home_cidr_block"]
    region = {
        **args,
        "name": name,
        "home_image_id": pod.get("image_id"),
        "home_cidr_block": home_block if isinstance(home_block, str) else None,
    }
    traffic = {
        **(args.get("traffic") or {}),
        "tls": args.get("certificate_arn") is not None,
        "target_type": "ip" if args.get("containers") else "instance",
    }
    problems: list[Problem] = []

    def tried(planner: Callable[..., Any], values: Mapping[str, Any]) -> Any:
        try:
            return planner(**accepted_by(planner, values))
        except TopologyError as error:
            problems.extend(named(name, error.problems))
            return None

    plan = tried(plan_recovery_region, region)
    entry = tried(plan_traffic, traffic)
    channels = [(each["protocol"], each["endpoint"]) for each in args["alerts"]["subscriptions"]]
    recipients = [
        each.get("recipient") or each["endpoint"] for each in args["alerts"]["subscriptions"]
    ]
    tried(plan_channels, {"channels": channels, "recipients": recipients})
    if args.get("database"):
        tried(*_database(args["database"], plan, args["region"]))
    if plan is not None:
        zones = {"availability_zones": plan.availability_zones, "cidr_block": plan.cidr_block}
        tried(plan_network, zones)
    if args.get("containers"):
        zone = plan.primary_zone if plan is not None else f"{args['region']}a"
        tried(
            plan_container_pod,
            {**args["containers"], "role": "primary", "availability_zone": zone},
        )
    else:
        tried(plan_pod, {**pod, "role": "primary"})
    TopologyError.refuse(dict.fromkeys(problems))
    return plan, entry


def _database(
    asked: Mapping[str, Any], plan: RecoveryPlan | None, region: str
) -> tuple[Callable[..., Any], Mapping[str, Any]]:
    """Return the planner of the database there, and what it is asked."""
    zones = [*plan.availability_zones] if plan is not None else []
    values = {**asked, "availability_zones": zones}
    if asked.get("restore") is None:
        return plan_database_replica, values
    return plan_database, {**values, "region": region}
