"""RDS: automated backups replicated from another Region."""

from typing import Any

from pods.sandbox.local_aws.recorder.answers import list_answer, list_member
from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.filters import matching, page
from pods.sandbox.local_aws.recorder.kinds import Kind, Record, Service
from pods.sandbox.local_aws.recorder.operations import Result
from pods.sandbox.local_aws.recorder.tables.members import hexadecimal

__all__ = ["KINDS", "OPERATIONS", "SERVICE"]

SERVICE = Service(
    name="rds",
    signing_name="rds",
    missing_parameter="MissingParameter",
    invalid_parameter="InvalidParameterValue",
)

_DRAWN = (
    *("DbiResourceId", "DBInstanceIdentifier", "AllocatedStorage", "AvailabilityZone", "Engine"),
    *("EngineVersion", "Iops", "LicenseModel", "MasterUsername", "PreferredBackupWindow"),
    *("StorageType", "InstanceCreateTime", "IAMDatabaseAuthenticationEnabled"),
)
_mint = hexadecimal("ab-", 26)


def _source(members: dict[str, Any], call: Call) -> dict[str, Any]:
    """Take over what describes the source instance; it must exist, elsewhere, and be backed up."""
    parts = str(members["DBInstanceArn"]).split(":")
    region, name = parts[3], parts[-1]
    if region == call.region:
        raise Fault("InvalidParameterValue", "The source must be in another Region")
    asked = {"DBInstanceIdentifier": name}
    instance = call.ask("rds", region, "DescribeDBInstances", asked)["DBInstances"][0]
    if not instance.get("BackupRetentionPeriod"):
        raise Fault("InvalidDBInstanceState", f"{name} has no automated backups")
    encrypted = bool(instance.get("StorageEncrypted"))
    if encrypted and "KmsKeyId" not in members:
        raise Fault("InvalidParameterCombination", "An encrypted source needs KmsKeyId")
    return {
        **{each: instance[each] for each in _DRAWN if each in instance},
        "Region": region,
        "Encrypted": encrypted,
        "Port": instance.get("Endpoint", {}).get("Port"),
        "VpcId": instance.get("DBSubnetGroup", {}).get("VpcId"),
        "AutomatedBackupId": _mint(),
    }


REPLICA = Kind(
    service=SERVICE,
    name="replicated automated backup of",
    identity=("DBInstanceArn",),
    create="StartDBInstanceAutomatedBackupsReplication",
    delete="StopDBInstanceAutomatedBackupsReplication",
    not_found="DBInstanceNotFound",
    conflict="InvalidDBInstanceState",
    renames={"SourceDBInstanceArn": "DBInstanceArn"},
    arn="arn:aws:rds:{region}:{account}:auto-backup:{AutomatedBackupId}",
    arn_member="DBInstanceAutomatedBackupsArn",
    drawn=_source,
    created={"Status": "replicating", "BackupRetentionPeriod": 7, "BackupTarget": "region"},
    filters={
        "DbiResourceId": "DbiResourceId",
        "DBInstanceIdentifier": "DBInstanceIdentifier",
        "DBInstanceAutomatedBackupsArn": "DBInstanceAutomatedBackupsArn",
        "dbi-resource-id": "DbiResourceId",
        "db-instance-id": "DBInstanceIdentifier",
        "status": "Status",
    },
)

KINDS = (REPLICA,)


def _describe(call: Call) -> Result:
    """Read the replicated backups beside the ones that moto keeps of its own instances."""
    simulated = call.ask_moto("rds", call.region, call.operation, {})
    records = [Record(REPLICA, row) for row in simulated[list_member(call)]]
    found = matching(REPLICA, [*records, *call.shelf.of(REPLICA).values()], call)
    if not found and "DBInstanceAutomatedBackupsArn" in call.parameters:
        raise Fault("DBInstanceAutomatedBackupNotFound", "The automated backup does not exist")
    return page(list_answer(found, call), list_member(call), call)


OPERATIONS = {"DescribeDBInstanceAutomatedBackups": _describe}
