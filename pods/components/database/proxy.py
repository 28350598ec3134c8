"""RDS Proxy: connections that outlive a failover."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments, named
from pods.components.arguments.refusals import refuses_plainly
from pods.components.database.ground import PORT
from pods.components.identity import allow, document, partition_of, trust
from pods.components.ordering import once
from pods.errors import Problem, TopologyError

__all__ = ["DatabaseProxy", "DatabaseProxyArgs"]

# An application that waits longer than this for a connection should be told.
_BORROW_SECONDS = 30
_IDLE_SECONDS = 1_800


class DatabaseProxyArgs(TypedDict):
    """Inputs of `DatabaseProxy`."""

    vpc_id: pulumi.Input[str]
    """VPC of the proxy, which is the database's."""
    subnet_ids: pulumi.Input[list[str]]
    """Subnets in two zones or more."""
    client_security_group_ids: list[pulumi.Input[str]]
    """Groups whose members may connect; nobody else may."""
    database_security_group_id: pulumi.Input[str]
    """Group of the database, which lets the proxy in."""
    secret_arn: pulumi.Input[str]
    """Secret with user and password, the only one that the proxy reads."""
    key_arn: pulumi.Input[str]
    """Key of the secret."""
    instance_identifier: NotRequired[pulumi.Input[str]]
    """Instance behind the proxy."""
    cluster_identifier: NotRequired[pulumi.Input[str]]
    """Cluster behind the proxy, in place of an instance."""
    permissions_boundary_arn: NotRequired[pulumi.Input[str]]
    """Permissions boundary of the role. Default: none."""
    tags: NotRequired[dict[str, str]]
    """Tags of the proxy."""


@refuses_plainly
class DatabaseProxy(pulumi.ComponentResource):
    """A proxy that holds the application's connections while the database fails over."""

    endpoint: pulumi.Output[str]
    """Host and port that the application connects to."""
    role_arn: pulumi.Output[str]
    """Role of the proxy, which reads one secret."""

    def __init__(
        self, name: str, args: DatabaseProxyArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, DatabaseProxyArgs)
        _refuse_no_target(name, args)
        super().__init__("pods:index:DatabaseProxy", name, {}, opts)
        self._stem, self._args = name, args
        self._tags = {**(args.get("tags") or {}), "Name": name}
        self._of_this = pulumi.ResourceOptions(parent=self)
        role, policy = self._make_role()
        proxy = aws.rds.Proxy(
            f"{name}-postgres",
            engine_family="POSTGRESQL",
            role_arn=once(role.arn, policy.id),
            auths=[
                {
                    "auth_scheme": "SECRETS",
                    "iam_auth": "DISABLED",
                    "secret_arn": args["secret_arn"],
                }
            ],
            require_tls=True,
            idle_client_timeout=_IDLE_SECONDS,
            vpc_subnet_ids=args["subnet_ids"],
            vpc_security_group_ids=[self._make_group().id],
            tags=self._tags,
            opts=self._of_this,
        )
        pool = aws.rds.ProxyDefaultTargetGroup(
            f"{name}-pool",
            db_proxy_name=proxy.name,
            connection_pool_config={"connection_borrow_timeout": _BORROW_SECONDS},
            opts=self._of_this,
        )
        target = aws.rds.ProxyTarget(
            f"{name}-database",
            db_proxy_name=proxy.name,
            target_group_name=pool.name,
            db_instance_identifier=args.get("instance_identifier"),
            db_cluster_identifier=args.get("cluster_identifier"),
            opts=self._of_this,
        )
        self.endpoint = pulumi.Output.concat(once(proxy.endpoint, target.id), f":{PORT}")
        self.role_arn = role.arn
        self.register_outputs({"endpoint": self.endpoint, "role_arn": self.role_arn})

    def _make_role(self) -> tuple[aws.iam.Role, aws.iam.RolePolicy]:
        role = aws.iam.Role(
            f"{self._stem}-secret",
            description="The proxy reads the password, and nothing else",
            assume_role_policy=trust("rds.amazonaws.com"),
            permissions_boundary=self._args.get("permissions_boundary_arn"),
            tags=self._tags,
            opts=self._of_this,
        )
        secret = pulumi.Output.from_input(self._args["secret_arn"])
        policy = aws.iam.RolePolicy(
            f"{self._stem}-secret",
            role=role.id,
            policy=pulumi.Output.all(secret, self._args["key_arn"], partition_of(secret)).apply(
                lambda known: _reads(*known)
            ),
            opts=self._of_this,
        )
        return role, policy

    def _make_group(self) -> aws.ec2.SecurityGroup:
        """Make the group that clients reach, and that reaches the database alone."""
        group = aws.ec2.SecurityGroup(
            f"{self._stem}-clients",
            description="PostgreSQL through the proxy, for the PODs only",
            vpc_id=self._args["vpc_id"],
            tags=self._tags,
            opts=self._of_this,
        )
        database = self._args["database_security_group_id"]
        for position, client in enumerate(self._args["client_security_group_ids"]):
            self._allow_in(f"client-{position}", group.id, client, "PostgreSQL from the PODs")
        self._allow_in("database", database, group.id, "PostgreSQL from the proxy")
        aws.vpc.SecurityGroupEgressRule(
            f"{self._stem}-database",
            security_group_id=group.id,
            description="PostgreSQL to the database",
            referenced_security_group_id=database,
            ip_protocol="tcp",
            from_port=PORT,
            to_port=PORT,
            opts=self._of_this,
        )
        return group

    def _allow_in(
        self, role: str, group: pulumi.Input[str], source: pulumi.Input[str], description: str
    ) -> None:
        aws.vpc.SecurityGroupIngressRule(
            f"{self._stem}-{role}",
            security_group_id=group,
            description=description,
            referenced_security_group_id=source,
            ip_protocol="tcp",
            from_port=PORT,
            to_port=PORT,
            opts=self._of_this,
        )


def _reads(secret_arn: str, key_arn: str, partition: str) -> str:
    region = secret_arn.split(":")[3]
    suffix = "amazonaws.com.cn" if partition == "aws-cn" else "amazonaws.com"
    through = {"StringEquals": {"kms:ViaService": f"secretsmanager.{region}.{suffix}"}}
    return document(
        allow(["secretsmanager:GetSecretValue"], [secret_arn]),
        allow(["kms:Decrypt"], [key_arn], condition=through),
    )


def _refuse_no_target(name: str, args: DatabaseProxyArgs) -> None:
    given = [each for each in ("instance_identifier", "cluster_identifier") if args.get(each)]
    if len(given) == 1:
        return
    problem = Problem(
        "target",
        " and ".join(given) or "neither instance nor cluster",
        "a proxy stands in front of one database",
        "Give instance_identifier or cluster_identifier.",
    )
    raise TopologyError(*named(name, [problem]))
