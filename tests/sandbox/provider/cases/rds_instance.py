"""RDS: database instances."""

from tests.sandbox.provider.cases.iam import trust
from tests.sandbox.provider.cases.kms import key
from tests.sandbox.provider.cases.rds import database, subnet_group
from tests.sandbox.provider.networks import security_group, vpc
from tests.sandbox.provider.round_trip import Case, Inputs, World


def _inputs(world: World) -> Inputs:
    network = vpc(world)
    key_arn = key(world)["arn"]
    role = {"name": "monitor", "assumeRolePolicy": trust("monitoring.rds.amazonaws.com")}
    group = {"name": "clinic", "description": "TLS only", "family": "postgres16"}
    return {
        "identifier": "clinic",
        "allocatedStorage": 100,
        "maxAllocatedStorage": 1000,
        "autoMinorVersionUpgrade": True,
        "backupRetentionPeriod": 35,
        "backupWindow": "01:00-02:00",
        "maintenanceWindow": "sun:03:00-sun:04:00",
        "copyTagsToSnapshot": True,
        "dbName": "clinic",
        "dbSubnetGroupName": subnet_group(world, network),
        "deleteAutomatedBackups": False,
        "deletionProtection": False,
        "enabledCloudwatchLogsExports": ["postgresql"],
        "engine": "postgres",
        "engineVersion": "16.4",
        "iamDatabaseAuthenticationEnabled": True,
        "instanceClass": "db.m7g.large",
        "kmsKeyId": key_arn,
        "manageMasterUserPassword": True,
        "masterUserSecretKmsKeyId": key_arn,
        "monitoringInterval": 60,
        "monitoringRoleArn": world.make("aws:iam/role:Role", role)["arn"],
        "multiAz": True,
        "parameterGroupName": world.make("aws:rds/parameterGroup:ParameterGroup", group)["id"],
        "performanceInsightsEnabled": True,
        "performanceInsightsKmsKeyId": key_arn,
        "performanceInsightsRetentionPeriod": 7,
        "port": 5432,
        "publiclyAccessible": False,
        "skipFinalSnapshot": False,
        "finalSnapshotIdentifier": "clinic-final",
        "storageEncrypted": True,
        "storageThroughput": 500,
        "storageType": "gp3",
        "iops": 12000,
        "username": "pods",
        "vpcSecurityGroupIds": [security_group(world, network)],
        "applyImmediately": True,
        "tags": {"Name": "clinic"},
    }


def _fewer_backups(world: World, resource_id: str) -> dict[str, object]:
    del resource_id  # every instance has the same one in moto
    world.client("rds").modify_db_instance(
        DBInstanceIdentifier="clinic", BackupRetentionPeriod=1, ApplyImmediately=True
    )
    return {"backupRetentionPeriod": 1}


def _restored(world: World, **source: object) -> Inputs:
    return {
        "identifier": "restored",
        "backupRetentionPeriod": 35,
        "instanceClass": "db.m7g.xlarge",
        "manageMasterUserPassword": True,
        "masterUserSecretKmsKeyId": key(world)["arn"],
        "skipFinalSnapshot": True,
        "username": "pods",
        **source,
    }


def _from_snapshot(world: World) -> Inputs:
    name = str(database(world)["identifier"])
    world.client("rds").create_db_snapshot(DBSnapshotIdentifier="before", DBInstanceIdentifier=name)
    return _restored(world, snapshotIdentifier="before", dbName="clinic", engine="postgres")


def _from_a_moment(world: World) -> Inputs:
    moment = {
        "sourceDbInstanceIdentifier": database(world)["identifier"],
        "useLatestRestorableTime": True,
    }
    return _restored(world, restoreToPointInTime=moment)


def _replica(world: World) -> Inputs:
    """Build a replica in another Region: with its own key, group, standby and backups."""
    west = {"region": "us-west-2", "name": "clinic", "description": "TLS", "family": "postgres16"}
    network = world.make("aws:ec2/vpc:Vpc", {"region": "us-west-2", "cidrBlock": "10.0.0.0/16"})
    subnets = [
        world.make(
            "aws:ec2/subnet:Subnet",
            {
                "region": "us-west-2",
                "vpcId": network["id"],
                "cidrBlock": f"10.0.{third}.0/24",
                "availabilityZone": f"us-west-2{zone}",
            },
        )["id"]
        for third, zone in enumerate("ab")
    ]
    group = {"region": "us-west-2", "name": "clinic", "description": "Both", "subnetIds": subnets}
    return {
        "region": "us-west-2",
        "identifier": "there",
        "replicateSourceDb": database(world)["arn"],
        "instanceClass": "db.m7g.large",
        "backupRetentionPeriod": 35,
        "dbSubnetGroupName": world.make("aws:rds/subnetGroup:SubnetGroup", group)["id"],
        "kmsKeyId": world.make("aws:kms/key:Key", {"region": "us-west-2"})["arn"],
        "multiAz": True,
        "parameterGroupName": world.make("aws:rds/parameterGroup:ParameterGroup", west)["id"],
        "skipFinalSnapshot": True,
    }


CASES = (
    Case(
        token="aws:rds/instance:Instance",
        inputs=_inputs,
        outputs={
            "arn": "arn:aws:rds:us-east-1:123456789012:db:clinic",
            "address": "clinic.aaaaaaaaaa.us-east-1.rds.amazonaws.com",
            "endpoint": "clinic.aaaaaaaaaa.us-east-1.rds.amazonaws.com:5432",
            "status": "available",
            "engineVersionActual": "16.4",
        },
        update={
            "allocatedStorage": 200,
            "multiAz": False,
            "instanceClass": "db.m7g.xlarge",
            "enabledCloudwatchLogsExports": ["upgrade"],
            "skipFinalSnapshot": True,
            "tags": {"Name": "clinic", "pods:tier": "1"},
        },
        replaces={"storageEncrypted": False},
        unobserved=frozenset(
            {
                "applyImmediately",
                "deleteAutomatedBackups",
                "finalSnapshotIdentifier",
                "performanceInsightsEnabled",
                "performanceInsightsKmsKeyId",
                "performanceInsightsRetentionPeriod",
                "skipFinalSnapshot",
            }
        ),
        drift=_fewer_backups,
    ),
    Case(
        token="aws:rds/instance:Instance",
        inputs=_from_snapshot,
        replaces={"snapshotIdentifier": "after"},
        unobserved=frozenset({"skipFinalSnapshot", "snapshotIdentifier"}),
    ),
    Case(
        token="aws:rds/instance:Instance",
        inputs=_from_a_moment,
        unobserved=frozenset({"restoreToPointInTime", "skipFinalSnapshot"}),
    ),
    Case(
        token="aws:rds/instance:Instance",
        inputs=_replica,
        unobserved=frozenset({"skipFinalSnapshot"}),
    ),
    Case(
        token="aws:rds/instance:Instance",
        inputs=lambda _: {
            "identifier": "own",
            "allocatedStorage": 20,
            "engine": "postgres",
            "instanceClass": "db.m7g.large",
            "password": "not-a-secret",
            "skipFinalSnapshot": True,
            "username": "pods",
        },
        update={"password": "not-the-same"},
        unobserved=frozenset({"password", "skipFinalSnapshot"}),
    ),
)
