"""The object store of a pair: what is overwritten or deleted can be brought back."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from dataclasses import replace
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.object_store.bucket import KeptBucket, Place, make_bucket
from pods.components.object_store.inventory import list_versions
from pods.components.object_store.replication import RULE, make_key, make_replicator, replicate
from pods.components.protection import is_protected
from pods.components.regions.stack import region_of_stack
from pods.topology import ObjectStorePlan, ReplicaPlan, plan_object_store

__all__ = ["ObjectStore", "ObjectStoreArgs", "ObjectStoreSettings"]


class ObjectStoreSettings(TypedDict):
    """What a product may choose of its object store."""

    versioning: NotRequired[bool]
    """Keep what is overwritten or deleted. Default: true."""
    noncurrent_days: NotRequired[int]
    """Days for which overwritten and deleted versions are kept. Default: 365."""
    minimum_noncurrent_days: NotRequired[int]
    """The plan's retention, which noncurrent_days must not fall below. Default: 1."""
    multipart_days: NotRequired[int]
    """Days after which an unfinished upload is dropped. Default: 7."""
    replica_region: NotRequired[str]
    """Region that gets a copy of every new object. Default: none."""
    replication_time_control: NotRequired[bool]
    """Have AWS commit itself to 15 minutes for 99.9 % of the objects. Default: true."""
    replicate_deletions: NotRequired[bool]
    """Hide in the replica what is deleted here. Default: false, the replica keeps it."""
    object_lock_days: NotRequired[int]
    """Days for which no new version can be deleted; it stays for good. Default: no lock."""
    object_lock_mode: NotRequired[str]
    """governance, which those allowed to can lift, or compliance, nobody. Default: governance."""
    compliance_confirmed_days: NotRequired[int]
    """The days again, for a compliance lock: nobody, AWS included, takes it back."""
    inventory: NotRequired[str]
    """List all versions daily, weekly or never (none), in a bucket beside it. Default: none."""


class ObjectStoreArgs(ObjectStoreSettings):
    """Inputs of `ObjectStore`."""

    permissions_boundary_arn: NotRequired[pulumi.Input[str]]
    """Boundary of the role that replicates. Default: none."""
    protect: NotRequired[bool]
    """Refuse deletion. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Tags of the buckets, keys and role."""


@refuses_plainly
class ObjectStore(pulumi.ComponentResource):
    """A versioned bucket that only its account reads, over TLS only, and its replica."""

    bucket: pulumi.Output[str]
    """Name of the bucket."""
    bucket_arn: pulumi.Output[str]
    """ARN of the bucket."""
    replica_bucket: pulumi.Output[str] | None
    """Name of the replica in the other Region, where there is one."""
    replica_bucket_arn: pulumi.Output[str] | None
    """ARN of the replica, where there is one."""
    replication_rule: pulumi.Output[str] | None
    """Name of the replication rule, for alarms on what it lags, where there is one."""
    inventory_bucket: pulumi.Output[str] | None
    """Name of the bucket with the lists of all versions, where there is one."""

    def __init__(
        self, name: str, args: ObjectStoreArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, ObjectStoreArgs)
        super().__init__("pods:index:ObjectStore", name, {}, opts)
        asked = {**args, "home_region": region_of_stack(opts)}
        self.plan: ObjectStorePlan = planned(name, plan_object_store, asked, part="object_store")
        self._args = args
        place = Place(
            stem=name,
            plan=self.plan,
            parent=self,
            guarded=is_protected(args.get("protect")),
            tags=args.get("tags") or {},
        )
        if self.plan.replica is None:
            bucket, replica = make_bucket(place), None
        else:
            bucket, replica = self._replicated(place, self.plan.replica)
        # Without these AWS Backup knows of no change, and cannot go back to a moment:
        # https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
        aws.s3.BucketNotification(
            f"{name}-events", bucket=bucket.name, eventbridge=True, opts=place.of_this
        )
        self.bucket = bucket.name
        self.bucket_arn = bucket.arn
        self.replica_bucket = replica.name if replica else None
        self.replica_bucket_arn = replica.arn if replica else None
        self.replication_rule = pulumi.Output.from_input(RULE) if replica else None
        frequency = self.plan.inventory
        self.inventory_bucket = list_versions(place, bucket, frequency) if frequency else None
        self.register_outputs(
            {
                "bucket": self.bucket,
                "bucket_arn": self.bucket_arn,
                "replica_bucket": self.replica_bucket,
                "replica_bucket_arn": self.replica_bucket_arn,
                "replication_rule": self.replication_rule,
                "inventory_bucket": self.inventory_bucket,
            }
        )

    def _replicated(self, home: Place, plan: ReplicaPlan) -> tuple[KeptBucket, KeptBucket]:
        """Make both buckets, each with a key of its Region, and what replicates between them."""
        away = replace(home, stem=f"{home.stem}-replica", region=plan.region)
        replicator = make_replicator(home, self._args.get("permissions_boundary_arn"))
        key, copies_key = make_key(home, replicator), make_key(away, replicator)
        bucket, copies = make_bucket(home, key_arn=key), make_bucket(away, key_arn=copies_key)
        replicate(home, replicator, plan, source=(bucket, key), replica=(copies, copies_key))
        return bucket, copies
