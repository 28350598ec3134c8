"""RDS: database instances."""

from dataclasses import replace

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType
from pods.sandbox.provider.types.rds import RDS_TAGS

__all__ = ["TYPES"]

_BY_NAME = {"DBInstanceIdentifier": "{identifier}"}
_LOGS = "enabledCloudwatchLogsExports"
_CHANGE_LOGS = Call(
    "ModifyDBInstance",
    {
        **_BY_NAME,
        "CloudwatchLogsExportConfiguration": {
            "EnableLogTypes": f"{{minus({_LOGS}, old.{_LOGS})}}",
            "DisableLogTypes": f"{{minus(old.{_LOGS}, {_LOGS})}}",
        },
    },
    translate=False,
)

_INSTANCE = ResourceType(
    token="aws:rds/instance:Instance",
    service="rds",
    names={
        "arn": "DBInstanceArn",
        "backupWindow": "PreferredBackupWindow",
        "caCertIdentifier": "CACertificateIdentifier",
        "customerOwnedIpEnabled": "EnableCustomerOwnedIp",
        "enabledCloudwatchLogsExports": "EnableCloudwatchLogsExports",
        "engineVersionActual": "EngineVersion",
        "iamDatabaseAuthenticationEnabled": "EnableIAMDatabaseAuthentication",
        "identifier": "DBInstanceIdentifier",
        "instanceClass": "DBInstanceClass",
        "maintenanceWindow": "PreferredMaintenanceWindow",
        "parameterGroupName": "DBParameterGroupName",
        "password": "MasterUserPassword",
        "passwordWo": "MasterUserPassword",
        "performanceInsightsEnabled": "EnablePerformanceInsights",
        "replicas": "ReadReplicaDBInstanceIdentifiers",
        "replicateSourceDb": "SourceDBInstanceIdentifier",
        "resourceId": "DbiResourceId",
        "snapshotIdentifier": "DBSnapshotIdentifier",
        "status": "DBInstanceStatus",
        "username": "MasterUsername",
    },
    create=Call("CreateDBInstance", result="DBInstance"),
    create_from=(
        Call("CreateDBInstanceReadReplica", result="DBInstance", when="replicateSourceDb"),
        Call("RestoreDBInstanceFromDBSnapshot", result="DBInstance", when="snapshotIdentifier"),
        Call(
            "RestoreDBInstanceToPointInTime",
            {
                "TargetDBInstanceIdentifier": "{identifier}",
                "SourceDBInstanceIdentifier": "{restoreToPointInTime.sourceDbInstanceIdentifier}",
                "SourceDbiResourceId": "{restoreToPointInTime.sourceDbiResourceId}",
                "SourceDBInstanceAutomatedBackupsArn": "{restoreToPointInTime."
                "sourceDbInstanceAutomatedBackupsArn}",
                "RestoreTime": "{restoreToPointInTime.restoreTime}",
                "UseLatestRestorableTime": "{restoreToPointInTime.useLatestRestorableTime}",
            },
            result="DBInstance",
            when="restoreToPointInTime",
        ),
    ),
    id="DbiResourceId",
    read=Call("DescribeDBInstances", _BY_NAME, "DBInstances[0]"),
    import_state={"identifier": "{id}"},
    update=Call(
        "ModifyDBInstance",
        {
            "DBInstanceIdentifier": "{old.identifier || identifier}",
            "DBPortNumber": "{port}",
            "ApplyImmediately": True,
        },
    ),
    delete=Call(
        "DeleteDBInstance",
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
        "skipFinalSnapshot to true: AWS deletes no database without one or the other."
    },
    aspects=(
        Aspect(
            ("identifier",),
            put=Call(
                "ModifyDBInstance",
                {
                    "DBInstanceIdentifier": "{old.identifier}",
                    "NewDBInstanceIdentifier": "{identifier}",
                    "ApplyImmediately": True,
                },
                translate=False,
            ),
            at_creation=False,
        ),
        Aspect((_LOGS,), put=_CHANGE_LOGS, remove=_CHANGE_LOGS, at_creation=False),
        Aspect(
            ("replicateSourceDb",),
            put=None,
            remove=Call("PromoteReadReplica", _BY_NAME, translate=False),
            at_creation=False,
        ),
    ),
    # The instance shows its tags itself.
    tags=replace(RDS_TAGS, get=None),
    auto_name=AutoName("identifier", longest=63, lower=True),
    outputs={"endpoint": "{address}:{port}"},
    observe={
        "address": "Endpoint.Address",
        "port": "Endpoint.Port",
        "hostedZoneId": "Endpoint.HostedZoneId",
        "dbSubnetGroupName": "DBSubnetGroup.DBSubnetGroupName",
        "parameterGroupName": "DBParameterGroups[0].DBParameterGroupName",
        "optionGroupName": "OptionGroupMemberships[0].OptionGroupName",
        "vpcSecurityGroupIds": "VpcSecurityGroups[].VpcSecurityGroupId",
        "enabledCloudwatchLogsExports": "EnabledCloudwatchLogsExports",
        "iamDatabaseAuthenticationEnabled": "IAMDatabaseAuthenticationEnabled",
        "performanceInsightsEnabled": "PerformanceInsightsEnabled",
        "customerOwnedIpEnabled": "CustomerOwnedIpEnabled",
        "replicateSourceDb": "ReadReplicaSourceDBInstanceIdentifier",
        "manageMasterUserPassword": "MasterUserSecret && `true`",
        "masterUserSecretKmsKeyId": "MasterUserSecret.KmsKeyId",
        "masterUserSecrets": "[MasterUserSecret]",
        "listenerEndpoints": "[ListenerEndpoint]",
        "domain": "DomainMemberships[0].Domain",
        "domainFqdn": "DomainMemberships[0].FQDN",
        "domainOu": "DomainMemberships[0].OU",
        "domainAuthSecretArn": "DomainMemberships[0].AuthSecretArn",
        "domainDnsIps": "DomainMemberships[0].DnsIps",
        "domainIamRoleName": "DomainMemberships[0].IAMRoleName",
    },
    replace=frozenset({"engine", "snapshotIdentifier"}),
    inert=frozenset({"applyImmediately", "blueGreenUpdate", "allowMajorVersionUpgrade"}),
    refused={"s3Import": "a real account imports backups from S3."},
    created=True,
    note="A change is applied at once, whatever applyImmediately says.",
)

TYPES: tuple[ResourceType, ...] = (_INSTANCE,)
