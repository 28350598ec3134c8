"""RDS: what database instances need around them."""

from tests.sandbox.provider.cases.kms import key
from tests.sandbox.provider.cases.sns import topic
from tests.sandbox.provider.networks import subnet, vpc
from tests.sandbox.provider.round_trip import Case, World


def subnet_group(world: World, vpc_id: str = "") -> str:
    """Make a subnet group over two zones; returns its name."""
    network = vpc_id or vpc(world)
    subnets = [subnet(world, network, zone) for zone in "ab"]
    inputs = {"name": "clinic", "description": "Clinic", "subnetIds": subnets}
    return str(world.make("aws:rds/subnetGroup:SubnetGroup", inputs)["id"])


def _two_subnets(world: World) -> list[str]:
    network = vpc(world)
    return [subnet(world, network, zone) for zone in "ab"]


def _unforce_tls(world: World, resource_id: str) -> dict[str, object]:
    world.client("rds").modify_db_parameter_group(
        DBParameterGroupName=resource_id,
        Parameters=[
            {
                "ParameterName": "rds.force_ssl",
                "ParameterValue": "0",
                "ApplyMethod": "immediate",
            }
        ],
    )
    return {"parameters": [{"name": "rds.force_ssl", "value": "0", "applyMethod": "immediate"}]}


def database(world: World, region: str = "us-east-1") -> dict[str, object]:
    """Make a small database with a week of backups; returns its state."""
    inputs = {
        "identifier": "source",
        "allocatedStorage": 20,
        "backupRetentionPeriod": 7,
        "engine": "postgres",
        "engineVersion": "16.4",
        "instanceClass": "db.m7g.large",
        "username": "pods",
        "password": "not-a-secret",
        "region": region,
        "skipFinalSnapshot": True,
    }
    return world.make("aws:rds/instance:Instance", inputs)


CASES = (
    Case(
        token="aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
        inputs=lambda world: {
            "sourceDbInstanceArn": database(world, "eu-west-1")["arn"],
            "kmsKeyId": key(world)["arn"],
            "retentionPeriod": 14,
        },
        replaces={"retentionPeriod": 35},
    ),
    Case(
        token="aws:rds/snapshot:Snapshot",
        inputs=lambda world: {
            "dbInstanceIdentifier": database(world)["identifier"],
            "dbSnapshotIdentifier": "by-hand",
            "sharedAccounts": ["111111111111"],
            "tags": {"Name": "clinic"},
        },
        outputs={
            "dbSnapshotArn": "arn:aws:rds:us-east-1:123456789012:snapshot:by-hand",
            "engine": "postgres",
            "status": "available",
        },
        update={"sharedAccounts": ["222222222222"], "tags": {"pods:tier": "1"}},
        replaces={"dbSnapshotIdentifier": "other"},
    ),
    Case(
        token="aws:rds/subnetGroup:SubnetGroup",
        inputs=lambda world: {
            "name": "clinic",
            "description": "Data subnets",
            "subnetIds": _two_subnets(world),
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:rds:us-east-1:123456789012:subgrp:clinic"},
        update={"description": "Both zones", "tags": {"pods:tier": "1"}},
        replaces={"name": "surgery"},
    ),
    Case(
        token="aws:rds/parameterGroup:ParameterGroup",
        inputs=lambda _: {
            "name": "clinic",
            "description": "TLS only",
            "family": "postgres16",
            "parameters": [{"name": "rds.force_ssl", "value": "1", "applyMethod": "immediate"}],
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:rds:us-east-1:123456789012:pg:clinic"},
        update={
            "parameters": [
                {"name": "rds.force_ssl", "value": "1", "applyMethod": "pending-reboot"}
            ],
            "tags": {"Name": "surgery"},
        },
        replaces={"family": "postgres17"},
        drift=_unforce_tls,
    ),
    Case(
        token="aws:rds/eventSubscription:EventSubscription",
        inputs=lambda world: {
            "name": "clinic",
            "snsTopic": topic(world),
            "sourceType": "db-instance",
            "sourceIds": ["clinic"],
            "eventCategories": ["availability", "failover"],
            "enabled": True,
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:rds:us-east-1:123456789012:es:clinic"},
        update={"eventCategories": ["deletion"], "enabled": False, "tags": {"Name": "surgery"}},
        replaces={"name": "surgery"},
    ),
)
