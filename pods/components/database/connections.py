"""Where an application connects: to the database, or to the proxy in front of it."""

from collections.abc import Mapping
from typing import Any

import pulumi

from pods.components.database.ground import Ground
from pods.components.database.proxy import DatabaseProxy, DatabaseProxyArgs
from pods.topology import DatabasePlan

__all__ = ["Connections"]


class Connections:
    """The endpoints of a database, with its proxy where the plan has one."""

    def __init__(
        self,
        plan: DatabasePlan,
        ground: Ground,
        args: Mapping[str, Any],
        *,
        endpoint: pulumi.Output[str],
        reader_endpoint: pulumi.Output[str],
        secret_arn: pulumi.Output[str],
        instance_identifier: pulumi.Output[str] | None = None,
        cluster_identifier: pulumi.Output[str] | None = None,
    ) -> None:
        """Make the proxy, whose default endpoint leads to the writer; reading goes past it."""
        self.endpoint, self.reader_endpoint = endpoint, reader_endpoint
        if not plan.proxy:
            return
        told: DatabaseProxyArgs = {
            "vpc_id": args["vpc_id"],
            "subnet_ids": args["subnet_ids"],
            "client_security_group_ids": args["client_security_group_ids"],
            "database_security_group_id": ground.group.id,
            "secret_arn": secret_arn,
            "key_arn": ground.key.arn,
            "tags": dict(args.get("tags") or {}),
        }
        if args.get("permissions_boundary_arn") is not None:
            told["permissions_boundary_arn"] = args["permissions_boundary_arn"]
        if instance_identifier is not None:
            told["instance_identifier"] = instance_identifier
        if cluster_identifier is not None:
            told["cluster_identifier"] = cluster_identifier
        proxy = DatabaseProxy(f"{ground.name}-proxy", told, ground.of_this)
        self.endpoint = proxy.endpoint
