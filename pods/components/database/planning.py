"""From a database's args to its plan."""

from collections.abc import Mapping
from typing import Any

import pulumi

from pods.components.arguments.check import named
from pods.components.arguments.planning import planned
from pods.components.regions.stack import region_of_stack
from pods.errors import Problem, TopologyError
from pods.topology import DatabasePlan, plan_database

__all__ = ["planned_database"]


def planned_database(
    name: str, args: Mapping[str, Any], kind: str, opts: pulumi.ResourceOptions | None
) -> DatabasePlan:
    """Return the plan of a database of this kind; raises `TopologyError` before any resource."""
    asked = args.get("kind") or kind
    if asked != kind:
        problem = Problem(
            "kind",
            f"{asked!r}",
            f"this component makes the kind {kind}",
            "Leave it out, or use make_database, which goes by the kind.",
        )
        raise TopologyError(*named(name, [problem]))
    values = {**args, "kind": kind, "region": region_of_stack(opts)}
    if kind != "instance":
        values["availability_zones"] = args.get("availability_zones") or []
    if args.get("restore") is not None:
        pulumi.log.info(
            f"{name}: restore takes effect when the database is made; one that exists is left as "
            "it is"
        )
    return planned(name, plan_database, values, part="database")
