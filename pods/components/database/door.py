"""One door to every kind of database."""

from collections.abc import Callable
from typing import Protocol

import pulumi

from pods.components.arguments.check import check_arguments, named
from pods.components.database.aurora import AuroraDatabase
from pods.components.database.cluster import DatabaseCluster
from pods.components.database.instance import Database
from pods.components.database.settings import DatabaseArgs
from pods.errors import Problem, TopologyError
from pods.topology import DatabasePlan

__all__ = ["AnyDatabase", "make_database"]


class AnyDatabase(Protocol):
    """What every kind of database tells."""

    plan: DatabasePlan
    endpoint: pulumi.Output[str]
    reader_endpoint: pulumi.Output[str]
    arn: pulumi.Output[str]
    identifier: pulumi.Output[str]
    secret_arn: pulumi.Output[str]
    key_arn: pulumi.Output[str]
    subnet_group_name: pulumi.Output[str]


_Maker = Callable[[str, DatabaseArgs, pulumi.ResourceOptions | None], AnyDatabase]
_KINDS: dict[str, _Maker] = {
    "instance": Database,
    "cluster": DatabaseCluster,
    "aurora": AuroraDatabase,
}


def make_database(
    name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions | None = None
) -> AnyDatabase:
    """Make the database of the kind that the args name; an instance where they name none.

    Raises `TopologyError` for a kind that is none.
    """
    check_arguments(name, args, DatabaseArgs)
    kind = args.get("kind") or "instance"
    if kind not in _KINDS:
        problem = Problem("kind", f"{kind!r}", f"there are {', '.join(_KINDS)}", "Use one of them.")
        raise TopologyError(*named(name, [problem]))
    return _KINDS[kind](name, args, opts)
