"""RDS: clusters, their instances, and clusters over several Regions."""

from tests.sandbox.provider.cases.kms import key
from tests.sandbox.provider.cases.rds import subnet_group
from tests.sandbox.provider.networks import security_group, subnet, vpc
from tests.sandbox.provider.round_trip import Case, Inputs, World

CLUSTER = "aws:rds/cluster:Cluster"
_WINDOWS = {
    "preferredBackupWindow": "01:00-02:00",
    "preferredMaintenanceWindow": "sun:03:00-sun:04:00",
}


def _parameters(world: World, family: str) -> str:
    inputs = {"name": "clinic", "description": "TLS only", "family": family}
    made = world.make("aws:rds/clusterParameterGroup:ClusterParameterGroup", inputs)
    return str(made["id"])


def _aurora(world: World) -> Inputs:
    network = vpc(world)
    key_arn = key(world)["arn"]
    return {
        "clusterIdentifier": "clinic",
        "backupRetentionPeriod": 35,
        "copyTagsToSnapshot": True,
        "databaseName": "clinic",
        "dbClusterParameterGroupName": _parameters(world, "aurora-postgresql17"),
        "dbSubnetGroupName": subnet_group(world, network),
        "deleteAutomatedBackups": False,
        "deletionProtection": False,
        "enabledCloudwatchLogsExports": ["postgresql"],
        "engine": "aurora-postgresql",
        "engineVersion": "17.4",
        "finalSnapshotIdentifier": "clinic-final",
        "kmsKeyId": key_arn,
        "manageMasterUserPassword": True,
        "masterUserSecretKmsKeyId": key_arn,
        "masterUsername": "pods",
        "port": 5432,
        "skipFinalSnapshot": False,
        "storageEncrypted": True,
        "applyImmediately": False,
        "vpcSecurityGroupIds": [security_group(world, network)],
        "tags": {"Name": "clinic"},
        **_WINDOWS,
    }


def _multi_az(world: World) -> Inputs:
    network = vpc(world)
    group = {
        "name": "three",
        "description": "Three zones",
        "subnetIds": [subnet(world, network, zone) for zone in "abc"],
    }
    return {
        "clusterIdentifier": "clinic",
        "allocatedStorage": 100,
        "autoMinorVersionUpgrade": True,
        "dbClusterInstanceClass": "db.m6gd.large",
        "dbClusterParameterGroupName": _parameters(world, "postgres17"),
        "dbSubnetGroupName": world.make("aws:rds/subnetGroup:SubnetGroup", group)["id"],
        "engine": "postgres",
        "engineVersion": "17.4",
        "iops": 1000,
        "masterPassword": "not-a-secret",
        "masterUsername": "pods",
        "performanceInsightsEnabled": True,
        "performanceInsightsKmsKeyId": key(world)["arn"],
        "skipFinalSnapshot": True,
        "storageType": "io1",
    }


def _small(world: World, **changes: object) -> dict[str, object]:
    """Make a small Aurora cluster; returns its state."""
    inputs = {
        "clusterIdentifier": "clinic",
        "engine": "aurora-postgresql",
        "engineVersion": "17.4",
        "masterUsername": "pods",
        "masterPassword": "not-a-secret",
        "skipFinalSnapshot": True,
        **changes,
    }
    return world.make(CLUSTER, inputs)


def cluster(world: World) -> str:
    """Make a small Aurora cluster; returns its name."""
    return str(_small(world)["id"])


def _from_snapshot(world: World) -> Inputs:
    _small(world, clusterIdentifier="source", manageMasterUserPassword=True, masterPassword=None)
    world.client("rds").create_db_cluster_snapshot(
        DBClusterSnapshotIdentifier="before", DBClusterIdentifier="source"
    )
    return {
        "clusterIdentifier": "restored",
        "snapshotIdentifier": "before",
        "engine": "aurora-postgresql",
        "manageMasterUserPassword": True,
        "masterUserSecretKmsKeyId": key(world)["arn"],
        "masterUsername": "pods",
        "skipFinalSnapshot": True,
        **_WINDOWS,
    }


def _from_a_moment(world: World) -> Inputs:
    _small(world, clusterIdentifier="source")
    return {
        "clusterIdentifier": "restored",
        "restoreToPointInTime": {
            "sourceClusterIdentifier": "source",
            "useLatestRestorableTime": True,
        },
        "engine": "aurora-postgresql",
        "skipFinalSnapshot": True,
        "backupRetentionPeriod": 35,
    }


def _secondary(world: World) -> Inputs:
    world.make(
        "aws:rds/globalCluster:GlobalCluster",
        {
            "globalClusterIdentifier": "everywhere",
            "sourceDbClusterIdentifier": _small(world)["arn"],
            "forceDestroy": True,
        },
    )
    return {
        "region": "us-west-2",
        "clusterIdentifier": "there",
        "engine": "aurora-postgresql",
        "globalClusterIdentifier": "everywhere",
        "skipFinalSnapshot": True,
    }


def _fewer_backups(world: World, resource_id: str) -> dict[str, object]:
    world.client("rds").modify_db_cluster(DBClusterIdentifier=resource_id, BackupRetentionPeriod=1)
    return {"backupRetentionPeriod": 1}


def _unforce_tls(world: World, resource_id: str) -> dict[str, object]:
    world.client("rds").modify_db_cluster_parameter_group(
        DBClusterParameterGroupName=resource_id,
        Parameters=[
            {"ParameterName": "rds.force_ssl", "ParameterValue": "0", "ApplyMethod": "immediate"}
        ],
    )
    return {"parameters": [{"name": "rds.force_ssl", "value": "0", "applyMethod": "immediate"}]}


CASES = (
    Case(
        token=CLUSTER,
        inputs=_aurora,
        outputs={"arn": "arn:aws:rds:us-east-1:123456789012:cluster:clinic"},
        update={
            "backupRetentionPeriod": 14,
            "enabledCloudwatchLogsExports": ["upgrade"],
            "skipFinalSnapshot": True,
            "tags": {"pods:tier": "1"},
        },
        replaces={"storageEncrypted": False},
        unobserved=frozenset(
            {
                "applyImmediately",
                "deleteAutomatedBackups",
                "finalSnapshotIdentifier",
                "skipFinalSnapshot",
            }
        ),
        drift=_fewer_backups,
    ),
    Case(
        token=CLUSTER,
        inputs=_multi_az,
        update={"allocatedStorage": 200, "iops": 2000},
        unobserved=frozenset(
            {
                "masterPassword",
                "performanceInsightsEnabled",
                "performanceInsightsKmsKeyId",
                "skipFinalSnapshot",
            }
        ),
    ),
    Case(
        token=CLUSTER,
        inputs=_from_snapshot,
        replaces={"snapshotIdentifier": "after"},
        unobserved=frozenset({"skipFinalSnapshot", "snapshotIdentifier"}),
    ),
    Case(
        token=CLUSTER,
        inputs=_from_a_moment,
        unobserved=frozenset({"restoreToPointInTime", "skipFinalSnapshot"}),
    ),
    Case(token=CLUSTER, inputs=_secondary, unobserved=frozenset({"skipFinalSnapshot"})),
    Case(
        token="aws:rds/clusterInstance:ClusterInstance",
        inputs=lambda world: {
            "identifier": "clinic-0",
            "clusterIdentifier": cluster(world),
            "engine": "aurora-postgresql",
            "instanceClass": "db.r7g.large",
            "availabilityZone": "us-east-1b",
            "autoMinorVersionUpgrade": True,
            "copyTagsToSnapshot": True,
            "performanceInsightsEnabled": True,
            "performanceInsightsKmsKeyId": key(world)["arn"],
            "promotionTier": 0,
            "publiclyAccessible": False,
            "applyImmediately": False,
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:rds:us-east-1:123456789012:db:clinic-0", "writer": True},
        update={"instanceClass": "db.r7g.xlarge", "tags": {"pods:tier": "1"}},
        replaces={"availabilityZone": "us-east-1a"},
        unobserved=frozenset(
            {"applyImmediately", "performanceInsightsEnabled", "performanceInsightsKmsKeyId"}
        ),
    ),
    Case(
        token="aws:rds/globalCluster:GlobalCluster",
        inputs=lambda world: {
            "globalClusterIdentifier": "everywhere",
            "sourceDbClusterIdentifier": _small(world)["arn"],
            "deletionProtection": False,
            "forceDestroy": True,
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:rds::123456789012:global-cluster:everywhere"},
        update={"deletionProtection": True, "tags": {"pods:tier": "1"}},
        replaces={"globalClusterIdentifier": "elsewhere"},
        unobserved=frozenset({"forceDestroy", "sourceDbClusterIdentifier"}),
    ),
    Case(
        token="aws:rds/clusterParameterGroup:ClusterParameterGroup",
        inputs=lambda _: {
            "name": "clinic",
            "description": "TLS only",
            "family": "aurora-postgresql17",
            "parameters": [{"name": "rds.force_ssl", "value": "1", "applyMethod": "immediate"}],
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:rds:us-east-1:123456789012:cluster-pg:clinic"},
        update={
            "parameters": [
                {"name": "rds.force_ssl", "value": "1", "applyMethod": "pending-reboot"}
            ],
            "tags": {"Name": "surgery"},
        },
        replaces={"family": "aurora-postgresql16"},
        drift=_unforce_tls,
    ),
)
