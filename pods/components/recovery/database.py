"""The database of the recovery Region: one that follows the home's, or one made of its backups."""

from collections.abc import Mapping
from typing import Any, Protocol

import pulumi

from pods.components.database import DatabaseReplica, make_database

__all__ = [
    "AwayDatabase",
    "environment_in_region",
    "make_recovery_database",
    "secret_in_region",
]


class AwayDatabase(Protocol):
    """What a database of the recovery Region tells."""

    endpoint: pulumi.Output[str]
    identifier: pulumi.Output[str]
    secret_arn: pulumi.Output[str]
    key_arn: pulumi.Output[str]


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


def environment_in_region(
    args: Mapping[str, Any],
    database: AwayDatabase | None,
    secret: Mapping[str, pulumi.Input[str] | None],
) -> dict[str, pulumi.Input[str]]:
    """Return what the PODs there are told of their data, under the names of the home's."""
    told: dict[str, pulumi.Input[str] | None] = {
        "DATABASE_ENDPOINT": database.endpoint if database is not None else None,
        "DATABASE_SECRET_ARN": secret["secret_arn"],
    }
    bucket = args.get("bucket_arn")
    if bucket is not None:
        told["BUCKET"] = pulumi.Output.from_input(bucket).apply(lambda arn: arn.split(":")[-1])
    return {name: value for name, value in told.items() if value is not None}


def secret_in_region(
    args: Mapping[str, Any], database: AwayDatabase | None
) -> dict[str, pulumi.Input[str] | None]:
    """Return the secret that the PODs read, and its key where they need leave to use it.

    The copy of a home's secret is under AWS's own key of this Region, which needs none.
    """
    if args.get("secret_arn") is not None or database is None:
        return {"secret_arn": args.get("secret_arn"), "secret_key_arn": args.get("secret_key_arn")}
    is_own = args["database"].get("restore") is not None
    return {
        "secret_arn": database.secret_arn,
        "secret_key_arn": database.key_arn if is_own else None,
    }
