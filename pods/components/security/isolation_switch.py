"""What cuts a compromised workload off: ready in the VPC, and used by nobody until then."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Mapping
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.identity import account_of, document, partition_of
from pods.components.security.forensic_role import forensic_permissions, forensic_trust
from pods.topology import plan_isolation

__all__ = ["IsolationSwitch", "IsolationSwitchArgs", "IsolationSwitchSettings"]


class IsolationSwitchSettings(TypedDict):
    """What a product may choose of its isolation."""

    responder_arns: NotRequired[list[pulumi.Input[str]]]
    """ARNs of those who may take evidence: break-glass roles or users. Default: nobody, and then
    no forensic role is made."""
    multi_factor: NotRequired[bool]
    """Require that a responder signed in with a second factor. Default: true. A federated role
    carries no such mark: set it to false there, and let the identity provider require it."""
    evidence_account: NotRequired[str]
    """Account that copies of volumes may be shared with. Default: none."""
    session_hours: NotRequired[int]
    """Longest session of a responder, 1 to 12. Default: 4."""


class IsolationSwitchArgs(IsolationSwitchSettings):
    """Inputs of `IsolationSwitch`."""

    vpc_id: pulumi.Input[str]
    """VPC whose subnets and instances can be cut off."""
    tags: NotRequired[dict[str, str]]
    """Tags of everything in the switch."""


@refuses_plainly
class IsolationSwitch(pulumi.ComponentResource):
    """A network ACL and a security group that let nothing through, and a forensic role."""

    network_acl_id: pulumi.Output[str]
    """Network ACL that denies everything: associated with a subnet, it ends even open
    connections."""
    security_group_id: pulumi.Output[str]
    """Security group without rules: in place of an instance's own, it admits nothing new."""
    forensic_role_arn: pulumi.Output[str] | None
    """Role that looks and copies, and deletes nothing; none without responders."""

    def __init__(
        self, name: str, args: IsolationSwitchArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, IsolationSwitchArgs)
        super().__init__("pods:index:IsolationSwitch", name, {}, opts)
        self._stem = name
        self._of_this = pulumi.ResourceOptions(parent=self)
        self._tags: Mapping[str, str] = args.get("tags") or {}
        self.plan = planned(name, plan_isolation, args)
        # AWS makes a network ACL with nothing but its last rule, which denies all that no other
        # rule allows: https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html
        acl = aws.ec2.NetworkAcl(
            f"{name}-deny-all",
            vpc_id=args["vpc_id"],
            tags=self._named("deny-all"),
            opts=self._of_this,
        )
        group = aws.ec2.SecurityGroup(
            f"{name}-nothing",
            description="Isolation: nothing in, nothing out",
            vpc_id=args["vpc_id"],
            tags=self._named("nothing"),
            opts=self._of_this,
        )
        self.network_acl_id = acl.id
        self.security_group_id = group.id
        self.forensic_role_arn = self._forensic_role(args)
        self.register_outputs(
            {
                "network_acl_id": self.network_acl_id,
                "security_group_id": self.security_group_id,
                "forensic_role_arn": self.forensic_role_arn,
            }
        )

    def _named(self, role: str) -> dict[str, str]:
        return {**self._tags, "Name": f"{self._stem}-{role}"}

    def _forensic_role(self, args: IsolationSwitchArgs) -> pulumi.Output[str] | None:
        if self.plan.responders == 0:
            return None
        multi_factor = args.get("multi_factor")
        role = aws.iam.Role(
            f"{self._stem}-forensic",
            description="Takes evidence of a compromise: looks and copies, deletes nothing",
            assume_role_policy=pulumi.Output.all(*args.get("responder_arns", [])).apply(
                lambda arns: forensic_trust(arns, multi_factor=multi_factor is not False)
            ),
            max_session_duration=self.plan.session_seconds,
            tags=self._named("forensic"),
            opts=self._of_this,
        )
        aws.iam.RolePolicy(
            f"{self._stem}-forensic",
            role=role.id,
            policy=pulumi.Output.all(partition_of(role.arn), account_of(role.arn)).apply(
                lambda known: document(
                    *forensic_permissions(known[0], known[1], self.plan.evidence_account)
                )
            ),
            opts=self._of_this,
        )
        return role.arn
