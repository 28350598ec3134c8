"""Snapshots of every volume with a tag, twice a day, with copies in another Region."""

import pulumi
import pulumi_aws as aws

from pods import SnapshotSchedule

volume = aws.ebs.Volume(
    "data",
    availability_zone="us-east-1a",
    size=8,
    encrypted=True,
    tags={"pods:snapshot": "clinic"},
)
schedule = SnapshotSchedule(
    "daily",
    {"target": "clinic", "copy_region": "us-west-2", "copy_retention_days": 35},
)

pulumi.export("policy", schedule.policy_id)
pulumi.export("worst_rpo_minutes", schedule.worst_rpo_minutes)
