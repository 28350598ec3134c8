"""Where a product's images are kept: in its own Region, and in the one it recovers to."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Mapping, Sequence

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.containers.image_args import ImageRepositoryArgs
from pods.components.identity import document
from pods.components.protection import is_protected
from pods.components.regions.stack import region_of_stack
from pods.topology import plan_image_repository

__all__ = ["ImageRepository"]


@refuses_plainly
class ImageRepository(pulumi.ComponentResource):
    """An ECR repository whose tags never change, whose releases stay, and that nobody empties."""

    repository_name: pulumi.Output[str]
    """Name of the repository, in every Region."""
    repository_url: pulumi.Output[str]
    """Address that images are pushed to and pulled from."""
    repository_arn: pulumi.Output[str]
    """ARN of the repository."""
    replica_repository_url: pulumi.Output[str] | None
    """Address of the copies; none without a replica Region."""
    replica_repository_arn: pulumi.Output[str] | None
    """ARN of the copies' repository; none without a replica Region."""

    def __init__(
        self, name: str, args: ImageRepositoryArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, ImageRepositoryArgs)
        super().__init__("pods:index:ImageRepository", name, {}, opts)
        self._args = args
        self._tags: Mapping[str, str] = {**(args.get("tags") or {}), "Name": name}
        self._of_this = pulumi.ResourceOptions(parent=self)
        guarded = is_protected(args.get("protect"))
        self._kept = pulumi.ResourceOptions(parent=self, protect=guarded or None)
        asked = {"repository_name": name, "home_region": region_of_stack(opts)}
        given = {key: value for key, value in args.items() if value is not None}
        self.plan = planned(name, plan_image_repository, {**asked, **given})
        own = self._repository(name, args.get("key_arn"), None)
        self.repository_name, self.repository_arn = own.name, own.arn
        self.repository_url = own.repository_url
        self.replica_repository_url = self.replica_repository_arn = None
        if self.plan.replica_region is not None:
            replica = self._repository(
                f"{name}-replica", args.get("replica_key_arn"), self.plan.replica_region
            )
            self.replica_repository_url = replica.repository_url
            self.replica_repository_arn = replica.arn
        self.register_outputs(
            {
                "repository_name": self.repository_name,
                "repository_url": self.repository_url,
                "repository_arn": self.repository_arn,
                "replica_repository_url": self.replica_repository_url,
                "replica_repository_arn": self.replica_repository_arn,
            }
        )

    def _repository(
        self, name: str, key_arn: pulumi.Input[str] | None, region: str | None
    ) -> aws.ecr.Repository:
        """Make a repository with its own policies: a registry that copies images copies neither."""
        key = key_arn if key_arn is not None else self._key(name, region)
        repository = aws.ecr.Repository(
            f"{name}-images",
            name=self.plan.repository_name,
            image_tag_mutability="IMMUTABLE",
            image_scanning_configuration={"scan_on_push": True},
            encryption_configurations=[{"encryption_type": "KMS", "kms_key": key}],
            force_delete=False,
            region=region,
            tags=self._tags,
            opts=self._kept,
        )
        aws.ecr.LifecyclePolicy(
            f"{name}-images",
            repository=repository.name,
            policy=self.plan.lifecycle,
            region=region,
            opts=self._of_this,
        )
        deleters = pulumi.Output.all(*(self._args.get("break_glass_role_arns") or []))
        aws.ecr.RepositoryPolicy(
            f"{name}-images",
            repository=repository.name,
            policy=deleters.apply(_undeletable),
            region=region,
            opts=self._of_this,
        )
        return repository

    def _key(self, name: str, region: str | None) -> pulumi.Output[str]:
        key = aws.kms.Key(
            f"{name}-key",
            description="Images of the application",
            enable_key_rotation=True,
            # As long as AWS allows: without the key every image is lost.
            deletion_window_in_days=30,
            region=region,
            tags=self._tags,
            opts=self._kept,
        )
        return key.arn


def _undeletable(deleters: Sequence[str]) -> str:
    """Return the policy that keeps images from everybody else, whatever their own role allows.

    The repository itself goes after its policy, and only when it is empty.
    """
    others = {"Condition": {"ArnNotLike": {"aws:PrincipalArn": list(deleters)}}} if deleters else {}
    return document(
        {
            "Sid": "KeepImages",
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["ecr:BatchDeleteImage", "ecr:DeleteRepository"],
            **others,
        }
    )
