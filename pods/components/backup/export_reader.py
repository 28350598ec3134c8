"""A reader from outside: what pulls full backups nightly to storage that is not AWS's."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.identity import Statement, allow, document
from pods.components.ordering import once
from pods.topology import ExportReaderPlan, plan_export_reader

__all__ = ["ExportReader", "ExportReaderArgs"]


class ExportReaderArgs(TypedDict):
    """Inputs of `ExportReader`."""

    bucket_arn: pulumi.Input[str]
    """Bucket with the exports."""
    trusted_arn: str
    """Role, user or account that the puller is known to AWS as."""
    external_id: str
    """Secret-like text that the puller names, 16 characters at least."""
    prefix: NotRequired[str]
    """Beginning of the keys that may be read, such as exports/. Default: all."""
    key_arn: NotRequired[pulumi.Input[str]]
    """Key that the exports are encrypted with. Default: AWS's own, which needs no permission."""
    session_hours: NotRequired[int]
    """Hours for which it may read at a time, 1 to 12. Default: 4."""
    tags: NotRequired[dict[str, str]]
    """Tags of the role."""


@refuses_plainly
class ExportReader(pulumi.ComponentResource):
    """A role that reads one bucket's exports, and can do nothing else."""

    role_arn: pulumi.Output[str]
    """Role that the puller takes on."""

    def __init__(
        self, name: str, args: ExportReaderArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, ExportReaderArgs)
        super().__init__("pods:index:ExportReader", name, {}, opts)
        plan = planned(name, plan_export_reader, args)
        self.plan = plan
        of_this = pulumi.ResourceOptions(parent=self)
        role = aws.iam.Role(
            f"{name}-role",
            description="Reads exports from outside AWS; writes and deletes nothing",
            assume_role_policy=_trust(plan),
            max_session_duration=plan.session_seconds,
            tags={**(args.get("tags") or {}), "Name": name},
            opts=of_this,
        )
        policy = aws.iam.RolePolicy(
            f"{name}-role",
            role=role.id,
            policy=pulumi.Output.all(args["bucket_arn"], args.get("key_arn")).apply(
                lambda known: document(*_reading(plan, str(known[0]), known[1]))
            ),
            opts=of_this,
        )
        self.role_arn = once(role.arn, policy.id)
        self.register_outputs({"role_arn": self.role_arn})


def _trust(plan: ExportReaderPlan) -> str:
    return document(
        {
            "Effect": "Allow",
            "Principal": {"AWS": plan.trusted_arn},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"sts:ExternalId": plan.external_id}},
        }
    )


def _reading(plan: ExportReaderPlan, bucket_arn: str, key_arn: str | None) -> list[Statement]:
    found = [
        allow(["s3:GetBucketLocation"], [bucket_arn]),
        allow(
            ["s3:ListBucket", "s3:ListBucketVersions"],
            [bucket_arn],
            condition={"StringLike": {"s3:prefix": f"{plan.prefix}*"}},
        ),
        allow(
            ["s3:GetObject", "s3:GetObjectVersion"],
            [f"{bucket_arn}/{plan.prefix}*"],
        ),
    ]
    if key_arn is not None:
        via_s3 = {"StringLike": {"kms:ViaService": "s3.*.amazonaws.com"}}
        found.append(allow(["kms:Decrypt"], [key_arn], condition=via_s3))
    return found
