"""What every kind of database stands on: its key, its subnets, and who may connect."""

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
import pulumi_aws as aws

from pods.components.protection import is_protected

__all__ = ["PORT", "Ground"]

PORT = 5432
_FORCED_TLS = {"name": "rds.force_ssl", "value": "1", "apply_method": "immediate"}


class Ground:
    """Key, security group and subnet group of one database, as children of its component."""

    key: aws.kms.Key
    group: aws.ec2.SecurityGroup
    subnets: aws.rds.SubnetGroup
    guarded: bool
    """Whether AWS and Pulumi refuse to delete it."""

    def __init__(
        self,
        component: pulumi.Resource,
        name: str,
        args: Mapping[str, Any],
        *,
        zones: str = "both zones",
    ) -> None:
        """Make them; `zones` is what the subnets are called."""
        self.name = name
        self.tags: Mapping[str, str] = {**(args.get("tags") or {}), "Name": name}
        self.guarded = is_protected(args.get("protect"))
        self.of_this = pulumi.ResourceOptions(parent=component)
        self.key = self._make_key()
        self.group = self._make_group(args["vpc_id"], args["client_security_group_ids"])
        self.subnets = aws.rds.SubnetGroup(
            f"{name}-subnets",
            description=f"Data subnets of {zones}",
            subnet_ids=args["subnet_ids"],
            tags=self.tags,
            opts=self.of_this,
        )

    @property
    def account_wide_name(self) -> str:
        """The name of what has none made up by Pulumi, and is one in the account."""
        return f"{pulumi.get_project()}-{pulumi.get_stack()}-{self.name}"

    def kept(self, *ignored: str) -> pulumi.ResourceOptions:
        """Return the options of what holds data, without a difference in what AWS changes."""
        return pulumi.ResourceOptions.merge(
            self.of_this,
            pulumi.ResourceOptions(protect=self.guarded or None, ignore_changes=[*ignored] or None),
        )

    def final_snapshot(self) -> pulumi.Output[str]:
        """Return the name of the last snapshot.

        The subnet group's generated name is this database's own: a database made anew under the
        same name does not collide with the last snapshot of the one before.
        """
        return pulumi.Output.concat(self.subnets.name, "-final")

    def instance_parameters(self, family: str) -> aws.rds.ParameterGroup:
        """Make the parameters of an instance."""
        return aws.rds.ParameterGroup(
            f"{self.name}-parameters",
            description="TLS only",
            family=family,
            parameters=[aws.rds.ParameterGroupParameterArgs(**_FORCED_TLS)],
            tags=self.tags,
            opts=self.of_this,
        )

    def cluster_parameters(self, family: str) -> aws.rds.ClusterParameterGroup:
        """Make the parameters of a cluster."""
        return aws.rds.ClusterParameterGroup(
            f"{self.name}-parameters",
            description="TLS only",
            family=family,
            parameters=[aws.rds.ClusterParameterGroupParameterArgs(**_FORCED_TLS)],
            tags=self.tags,
            opts=self.of_this,
        )

    def _make_key(self) -> aws.kms.Key:
        key = aws.kms.Key(
            f"{self.name}-key",
            description="Database, its snapshots and its password",
            enable_key_rotation=True,
            # As long as AWS allows: without the key every snapshot is lost.
            deletion_window_in_days=30,
            tags=self.tags,
            opts=self.kept(),
        )
        aws.kms.Alias(
            f"{self.name}-key",
            name=f"alias/{self.account_wide_name}",
            target_key_id=key.key_id,
            opts=self.of_this,
        )
        return key

    def _make_group(
        self, vpc_id: pulumi.Input[str], clients: Sequence[pulumi.Input[str]]
    ) -> aws.ec2.SecurityGroup:
        group = aws.ec2.SecurityGroup(
            f"{self.name}-clients",
            description="PostgreSQL, for the PODs only",
            vpc_id=vpc_id,
            tags=self.tags,
            opts=self.of_this,
        )
        for position, client in enumerate(clients):
            aws.vpc.SecurityGroupIngressRule(
                f"{self.name}-client-{position}",
                security_group_id=group.id,
                description="PostgreSQL from the PODs",
                referenced_security_group_id=client,
                ip_protocol="tcp",
                from_port=PORT,
                to_port=PORT,
                opts=self.of_this,
            )
        return group
