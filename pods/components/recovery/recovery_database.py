"""The database of the recovery Region: one that follows the home's, or one made of its backups."""

from collections.abc import Mapping
from typing import Any, Protocol

import pulumi

from pods.components.database import DatabaseReplica, make_database

__all__ = ["AwayDatabase", "make_recovery_database"]


class AwayDatabase(Protocol):
    """What a database of the recovery Region tells."""

    endpoint: pulumi.Output[str]
    identifier: pulumi.Output[str]
    secret_arn: pulumi.Output[str]


def make_recovery_database(
    name: str,
    settings: Mapping[str, Any] | None,
    place: Mapping[str, Any],
    opts: pulumi.ResourceOptions,
) -> AwayDatabase | None:
    """Make it in this place; None where the Region has none.

    A replica stands before the home is lost. With `restore` a database of the Region's own is made
    of copies that lie there, when they are all that is left.
    """
    if not settings:
        return None
    args: Any = {**settings, **place}
    if args.get("restore") is not None:
        return make_database(name, args, opts)
    return DatabaseReplica(name, args, opts)
