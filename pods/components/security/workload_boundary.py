"""The permissions boundary of every workload: what none of them may do, whatever its role says."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.topology import plan_boundary

__all__ = ["WorkloadBoundary", "WorkloadBoundaryArgs", "WorkloadBoundarySettings"]


class WorkloadBoundarySettings(TypedDict):
    """What a product may choose of its workloads' boundary."""

    denied_actions: NotRequired[list[str]]
    """Further actions that no workload may take, such as ses:*. Default: none."""


class WorkloadBoundaryArgs(WorkloadBoundarySettings):
    """Inputs of `WorkloadBoundary`."""

    tags: NotRequired[dict[str, str]]
    """Tags of the policy."""


@refuses_plainly
class WorkloadBoundary(pulumi.ComponentResource):
    """A policy that limits a role and gives it nothing: no backup, version or key is deleted."""

    policy_arn: pulumi.Output[str]
    """The policy, for the permissions boundary of a role."""

    def __init__(
        self, name: str, args: WorkloadBoundaryArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, WorkloadBoundaryArgs)
        super().__init__("pods:index:WorkloadBoundary", name, {}, opts)
        self.plan = planned(name, plan_boundary, args)
        policy = aws.iam.Policy(
            f"{name}-boundary",
            description="The most that a workload may do: nothing that a recovery needs is harmed",
            policy=self.plan.document,
            tags={**(args.get("tags") or {}), "Name": name},
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.policy_arn = policy.arn
        self.register_outputs({"policy_arn": self.policy_arn})
