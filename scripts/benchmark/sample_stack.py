"""A stack of any size, once as the engine sends it and once as Terraform writes it.

It is made of cells: a small service with its network, load balancer, group, database, bucket,
alarms and backups. References are names of the same cell; before an update Pulumi knows none of
them, and Terraform writes them as expressions.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pods.testing import UNKNOWN, Declared

__all__ = ["as_declared", "as_terraform", "cells"]

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TAGS = {
    "pods:service": "shop",
    "pods:tier": "1",
    "pods:owner": "shop-platform",
    "pods:role": "primary",
}


@dataclass(frozen=True)
class Ref:
    """A reference to another resource of the cell, by its role in it."""

    role: str
    output: str = "id"


@dataclass(frozen=True)
class Piece:
    """One resource of a cell, for both tools."""

    role: str
    type: str
    """Pulumi's type token."""
    terraform: str
    """Terraform's type."""
    properties: Mapping[str, Any]


def _cell() -> Iterator[Piece]:
    """Yield the resources of one cell."""
    yield Piece("vpc", "aws:ec2/vpc:Vpc", "aws_vpc", {"cidrBlock": "10.0.0.0/16", "tags": _TAGS})
    for zone in "ab":
        yield from _zone(zone)
    subnets = [Ref("subnet-a"), Ref("subnet-b")]
    yield Piece(
        "group",
        "aws:ec2/securityGroup:SecurityGroup",
        "aws_security_group",
        {"vpcId": Ref("vpc"), "description": "entry", "tags": _TAGS},
    )
    yield from _entry(subnets)
    yield from _data(subnets)
    yield from _backup()
    for number in range(10):
        yield _alarm(number)
        yield Piece(
            f"log-{number}",
            "aws:cloudwatch/logGroup:LogGroup",
            "aws_cloudwatch_log_group",
            {"retentionInDays": 365, "tags": _TAGS},
        )


def _zone(zone: str) -> Iterator[Piece]:
    yield Piece(
        f"subnet-{zone}",
        "aws:ec2/subnet:Subnet",
        "aws_subnet",
        {
            "vpcId": Ref("vpc"),
            "cidrBlock": "10.0.0.0/24",
            "availabilityZone": f"us-east-1{zone}",
            "tags": _TAGS,
        },
    )
    yield Piece(
        f"routes-{zone}",
        "aws:ec2/routeTable:RouteTable",
        "aws_route_table",
        {"vpcId": Ref("vpc"), "tags": _TAGS},
    )


def _entry(subnets: list[Ref]) -> Iterator[Piece]:
    yield Piece(
        "balancer",
        "aws:lb/loadBalancer:LoadBalancer",
        "aws_lb",
        {"subnets": subnets, "enableDeletionProtection": True, "tags": _TAGS},
    )
    yield Piece(
        "targets",
        "aws:lb/targetGroup:TargetGroup",
        "aws_lb_target_group",
        {"vpcId": Ref("vpc"), "port": 80, "protocol": "HTTP", "tags": _TAGS},
    )
    yield Piece(
        "template",
        "aws:ec2/launchTemplate:LaunchTemplate",
        "aws_launch_template",
        {"imageId": "ami-12345678", "instanceType": "m7g.large", "tags": _TAGS},
    )


def _data(subnets: list[Ref]) -> Iterator[Piece]:
    yield Piece(
        "subnet-group",
        "aws:rds/subnetGroup:SubnetGroup",
        "aws_db_subnet_group",
        {"subnetIds": subnets, "tags": _TAGS},
    )
    yield Piece(
        "database",
        "aws:rds/instance:Instance",
        "aws_db_instance",
        {
            "instanceClass": "db.m7g.large",
            "engine": "postgres",
            "allocatedStorage": 100,
            "multiAz": True,
            "backupRetentionPeriod": 35,
            "deletionProtection": True,
            "dbSubnetGroupName": Ref("subnet-group", "name"),
            "tags": _TAGS,
        },
    )
    yield Piece("bucket", "aws:s3/bucket:Bucket", "aws_s3_bucket", {"tags": _TAGS})
    yield Piece(
        "versions",
        "aws:s3/bucketVersioning:BucketVersioning",
        "aws_s3_bucket_versioning",
        {"bucket": Ref("bucket"), "versioningConfiguration": {"status": "Enabled"}},
    )
    yield Piece(
        "volume",
        "aws:ebs/volume:Volume",
        "aws_ebs_volume",
        {"availabilityZone": "us-east-1a", "size": 100, "encrypted": True, "tags": _TAGS},
    )


def _backup() -> Iterator[Piece]:
    yield Piece(
        "key",
        "aws:kms/key:Key",
        "aws_kms_key",
        {"enableKeyRotation": True, "deletionWindowInDays": 30, "tags": _TAGS},
    )
    yield Piece(
        "vault",
        "aws:backup/vault:Vault",
        "aws_backup_vault",
        {"name": "vault", "kmsKeyArn": Ref("key", "arn"), "tags": _TAGS},
    )
    yield Piece("topic", "aws:sns/topic:Topic", "aws_sns_topic", {"tags": _TAGS})


def _alarm(number: int) -> Piece:
    return Piece(
        f"alarm-{number}",
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "aws_cloudwatch_metric_alarm",
        {
            "name": f"alarm-{number}",
            "metricName": "HealthyHostCount",
            "namespace": "AWS/ApplicationELB",
            "comparisonOperator": "LessThanThreshold",
            "statistic": "Minimum",
            "threshold": 1,
            "period": 60,
            "evaluationPeriods": 1,
            "treatMissingData": "breaching",
            "alarmActions": [Ref("topic", "arn")],
            "tags": _TAGS,
        },
    )


def cells(resources: int) -> int:
    """Return how many cells hold at least so many resources."""
    return -(-resources // len(list(_cell())))


def as_declared(resources: int) -> list[Declared]:
    """Return a stack of so many resources as it is at its first preview: no id is known."""
    made = (one for number in range(cells(resources)) for one in _declared(number))
    return [one for one, _ in zip(made, range(resources), strict=False)]


def _declared(number: int) -> list[Declared]:
    by_role: dict[str, Declared] = {}
    for piece in _cell():
        uses = {
            prop: [by_role[ref.role] for ref in _refs(value)]
            for prop, value in piece.properties.items()
            if _refs(value)
        }
        properties = _replaced(dict(piece.properties), lambda _: UNKNOWN)
        by_role[piece.role] = Declared(
            piece.type, f"{piece.role}-{number}", properties, uses=uses, protect=True
        )
    return list(by_role.values())


def as_terraform(resources: int) -> str:
    """Return the same resources as Terraform's JSON."""
    found: dict[str, dict[str, Any]] = {}
    count = 0
    for number in range(cells(resources)):
        kinds = {piece.role: piece.terraform for piece in _cell()}
        for piece in _cell():
            if (count := count + 1) > resources:
                break
            properties = _replaced(
                _snake(dict(piece.properties)),
                lambda ref, kinds=kinds, number=number: (
                    f"${{{kinds[ref.role]}.{ref.role}-{number}.{ref.output}}}"
                ),
            )
            found.setdefault(piece.terraform, {})[f"{piece.role}-{number}"] = properties
    return json.dumps({"resource": found})


def _refs(value: Any) -> list[Ref]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, Ref)]


def _replaced(value: Any, by: Any) -> Any:
    if isinstance(value, Ref):
        return by(value)
    if isinstance(value, dict):
        return {key: _replaced(item, by) for key, item in value.items()}
    return [_replaced(item, by) for item in value] if isinstance(value, list) else value


def _snake(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        _HUMP.sub("_", key).lower(): _snake(value) if key.endswith("Configuration") else value
        for key, value in properties.items()
    }
