"""RDS: clusters (Multi-AZ and Aurora), their instances, and clusters over several Regions."""

from dataclasses import replace

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType
from pods.sandbox.provider.types.rds import RDS_TAGS

__all__ = ["TYPES"]

_BY_NAME = {"DBClusterIdentifier": "{clusterIdentifier}"}
_LOGS = "enabledCloudwatchLogsExports"
_CHANGE_LOGS = Call(
    "ModifyDBCluster",
    {
        **_BY_NAME,
        "CloudwatchLogsExportConfiguration": {
            "EnableLogTypes": f"{{minus({_LOGS}, old.{_LOGS})}}",
            "DisableLogTypes": f"{{minus(old.{_LOGS}, {_LOGS})}}",
        },
    },
    translate=False,
)

_CLUSTER = ResourceType(
    token="aws:rds/cluster:Cluster",
    service="rds",
    names={
        "arn": "DBClusterArn",
        "caCertificateIdentifier": "CACertificateIdentifier",
        "clusterIdentifier": "DBClusterIdentifier",
        "clusterResourceId": "DbClusterResourceId",
        "enabledCloudwatchLogsExports": "EnableCloudwatchLogsExports",
        "engineVersionActual": "EngineVersion",
        "iamDatabaseAuthenticationEnabled": "EnableIAMDatabaseAuthentication",
        "masterPassword": "MasterUserPassword",
        "masterPasswordWo": "MasterUserPassword",
        "performanceInsightsEnabled": "EnablePerformanceInsights",
    },
    create=Call("CreateDBCluster", result="DBCluster"),
    create_from=(
        Call("RestoreDBClusterFromSnapshot", result="DBCluster", when="snapshotIdentifier"),
        Call(
            "RestoreDBClusterToPointInTime",
            {
                "SourceDBClusterIdentifier": "{restoreToPointInTime.sourceClusterIdentifier}",
                "SourceDbClusterResourceId": "{restoreToPointInTime.sourceClusterResourceId}",
                "RestoreType": "{restoreToPointInTime.restoreType}",
                "RestoreToTime": "{restoreToPointInTime.restoreToTime}",
                "UseLatestRestorableTime": "{restoreToPointInTime.useLatestRestorableTime}",
            },
            result="DBCluster",
            when="restoreToPointInTime",
        ),
    ),
    id="DBClusterIdentifier",
    read=Call("DescribeDBClusters", _BY_NAME, "DBClusters[0]"),
    import_state={"clusterIdentifier": "{id}"},
    update=Call("ModifyDBCluster", {**_BY_NAME, "ApplyImmediately": True}),
    before_delete=(
        Call(
            "RemoveFromGlobalCluster",
            {
                "GlobalClusterIdentifier": "{globalClusterIdentifier}",
                "DbClusterIdentifier": "{arn}",
            },
            translate=False,
            when="globalClusterIdentifier",
        ),
    ),
    delete=Call(
        "DeleteDBCluster",
        {
            **_BY_NAME,
            "SkipFinalSnapshot": "{skipFinalSnapshot || `false`}",
            "FinalDBSnapshotIdentifier": "{!skipFinalSnapshot && finalSnapshotIdentifier || "
            "`null`}",
            "DeleteAutomatedBackups": "{deleteAutomatedBackups != `false`}",
        },
        translate=False,
    ),
    delete_refused={
        "!skipFinalSnapshot && !finalSnapshotIdentifier": "Set finalSnapshotIdentifier, or "
        "skipFinalSnapshot to true: AWS deletes no cluster without one or the other."
    },
    aspects=(Aspect((_LOGS,), put=_CHANGE_LOGS, remove=_CHANGE_LOGS, at_creation=False),),
    tags=replace(RDS_TAGS, get=None),
    auto_name=AutoName("clusterIdentifier", longest=63, lower=True),
    observe={
        "clusterMembers": "DBClusterMembers[].DBInstanceIdentifier",
        "dbClusterParameterGroupName": "DBClusterParameterGroup",
        "dbSubnetGroupName": "DBSubnetGroup",
        "enabledCloudwatchLogsExports": "EnabledCloudwatchLogsExports",
        "iamDatabaseAuthenticationEnabled": "IAMDatabaseAuthenticationEnabled",
        "performanceInsightsEnabled": "PerformanceInsightsEnabled",
        "manageMasterUserPassword": "MasterUserSecret && `true`",
        "masterUserSecretKmsKeyId": "MasterUserSecret.KmsKeyId",
        "masterUserSecrets": "[MasterUserSecret]",
        "vpcSecurityGroupIds": "VpcSecurityGroups[].VpcSecurityGroupId",
    },
    replace=frozenset({"engine", "snapshotIdentifier", "clusterIdentifier"}),
    inert=frozenset({"applyImmediately", "allowMajorVersionUpgrade", "sourceRegion"}),
    refused={
        "iamRoles": "attach roles with aws.rds.ClusterRoleAssociation in a real account.",
        "s3Import": "a real account imports backups from S3.",
    },
    note="A change is applied at once, whatever applyImmediately says; Multi-AZ clusters get "
    "their three members.",
)

_INSTANCE_NAME = {"DBInstanceIdentifier": "{identifier}"}

_CLUSTER_INSTANCE = ResourceType(
    token="aws:rds/clusterInstance:ClusterInstance",
    service="rds",
    names={
        "arn": "DBInstanceArn",
        "caCertIdentifier": "CACertificateIdentifier",
        "clusterIdentifier": "DBClusterIdentifier",
        "engineVersionActual": "EngineVersion",
        "identifier": "DBInstanceIdentifier",
        "instanceClass": "DBInstanceClass",
        "performanceInsightsEnabled": "EnablePerformanceInsights",
    },
    create=Call("CreateDBInstance", result="DBInstance"),
    id="DBInstanceIdentifier",
    read=Call("DescribeDBInstances", _INSTANCE_NAME, "DBInstances[0]"),
    also_read=(
        Call(
            "DescribeDBClusters",
            _BY_NAME,
            "DBClusters[0].{Members: DBClusterMembers}",
            translate=False,
        ),
    ),
    import_state={"identifier": "{id}"},
    update=Call("ModifyDBInstance", {**_INSTANCE_NAME, "ApplyImmediately": True}),
    delete=Call("DeleteDBInstance", {**_INSTANCE_NAME, "SkipFinalSnapshot": True}, translate=False),
    tags=replace(RDS_TAGS, get=None),
    auto_name=AutoName("identifier", longest=63, lower=True),
    observe={
        "dbParameterGroupName": "DBParameterGroups[0].DBParameterGroupName",
        "dbSubnetGroupName": "DBSubnetGroup.DBSubnetGroupName",
        "endpoint": "Endpoint.Address",
        "performanceInsightsEnabled": "PerformanceInsightsEnabled",
        "port": "Endpoint.Port",
        "writer": "where(Members, 'DBInstanceIdentifier', DBInstanceIdentifier)[0].IsClusterWriter",
    },
    replace=frozenset({"availabilityZone", "clusterIdentifier", "engine", "identifier"}),
    inert=frozenset({"applyImmediately", "forceDestroy"}),
)

_GLOBAL = {"GlobalClusterIdentifier": "{id}"}

_GLOBAL_CLUSTER = ResourceType(
    token="aws:rds/globalCluster:GlobalCluster",
    service="rds",
    names={
        "arn": "GlobalClusterArn",
        "engineVersionActual": "EngineVersion",
        "sourceDbClusterIdentifier": "SourceDBClusterIdentifier",
        "globalClusterMembers": "GlobalClusterMembers",
    },
    create=Call("CreateGlobalCluster", result="GlobalCluster"),
    id="GlobalClusterIdentifier",
    read=Call("DescribeGlobalClusters", _GLOBAL, "GlobalClusters[0]"),
    update=Call("ModifyGlobalCluster", _GLOBAL),
    import_state={"globalClusterIdentifier": "{id}"},
    before_delete=(
        Call(
            "RemoveFromGlobalCluster",
            {**_GLOBAL, "DbClusterIdentifier": "{item}"},
            translate=False,
            when="forceDestroy",
            each="globalClusterMembers[].dbClusterArn",
        ),
    ),
    delete=Call("DeleteGlobalCluster", _GLOBAL, translate=False),
    tags=replace(RDS_TAGS, get=None),
    observe={
        "globalClusterMembers": "GlobalClusterMembers[].{dbClusterArn: DBClusterArn, "
        "isWriter: IsWriter}",
    },
    replace=frozenset(
        {"databaseName", "globalClusterIdentifier", "sourceDbClusterIdentifier", "storageEncrypted"}
    ),
    inert=frozenset({"forceDestroy"}),
    note="Nothing is replicated: the members are kept as they were declared.",
)

_PARAMETERS = (
    "{parameters[].{ParameterName: name, ParameterValue: value, "
    "ApplyMethod: applyMethod || 'immediate'}}"
)
_GROUP = {"DBClusterParameterGroupName": "{id}"}

_CLUSTER_PARAMETER_GROUP = ResourceType(
    token="aws:rds/clusterParameterGroup:ClusterParameterGroup",
    service="rds",
    names={
        "name": "DBClusterParameterGroupName",
        "family": "DBParameterGroupFamily",
        "arn": "DBClusterParameterGroupArn",
    },
    create=Call("CreateDBClusterParameterGroup", result="DBClusterParameterGroup"),
    id="DBClusterParameterGroupName",
    read=Call("DescribeDBClusterParameterGroups", _GROUP, "DBClusterParameterGroups[0]"),
    delete=Call("DeleteDBClusterParameterGroup", _GROUP),
    aspects=(
        Aspect(
            ("parameters",),
            put=Call(
                "ModifyDBClusterParameterGroup",
                {**_GROUP, "Parameters": _PARAMETERS},
                translate=False,
            ),
            get=Call("DescribeDBClusterParameters", {**_GROUP, "Source": "user"}),
            observe={
                "parameters": "Parameters[].{name: ParameterName, value: ParameterValue, "
                "applyMethod: ApplyMethod}"
            },
        ),
    ),
    tags=RDS_TAGS,
    auto_name=AutoName(lower=True),
    defaults={"description": "Managed by Pulumi"},
    import_state={"arn": "arn:{partition}:rds:{region}:{account}:cluster-pg:{id}"},
    replace=frozenset({"name"}),
    created=True,
    note="A parameter cannot be taken out of a group: moto does not reset them.",
)

TYPES: tuple[ResourceType, ...] = (
    _CLUSTER,
    _CLUSTER_INSTANCE,
    _CLUSTER_PARAMETER_GROUP,
    _GLOBAL_CLUSTER,
)
