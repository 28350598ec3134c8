"""AWS Backup: jobs on demand, and the recovery points they leave.

A job of a volume, an instance or a database takes a snapshot in the simulation, as AWS does, and
its recovery point is that snapshot. A job of a bucket copies nothing, and its messages say so.
Any other resource is refused.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind, Record
from pods.sandbox.local_aws.recorder.operations import Result, delete, find, make
from pods.sandbox.local_aws.recorder.tables.backup import SERVICE, VAULT, VAULT_ARN
from pods.sandbox.local_aws.recorder.tables.members import account, now, unique

__all__ = ["KINDS", "OPERATIONS", "SERVICE"]

_ONLY_RECORDED = "Recorded by the sandbox: no data was copied"

_KEPT = (
    *("BackupVaultName", "BackupVaultArn", "RecoveryPointArn", "ResourceArn", "ResourceType"),
    *("IamRoleArn", "CreationDate", "CompletionDate", "StatusMessage"),
)

RECOVERY_POINT = Kind(
    service=SERVICE,
    name="recovery point",
    identity=("BackupVaultName", "RecoveryPointArn"),
    arn_member="RecoveryPointArn",
    get="DescribeRecoveryPoint",
    list="ListRecoveryPointsByBackupVault",
    also={"ListRecoveryPointsByResource": "list", "UpdateRecoveryPointLifecycle": "update"},
    filters={
        "ResourceArn": "ResourceArn",
        "ByResourceArn": "ResourceArn",
        "ByResourceType": "ResourceType",
    },
    parents=(VAULT,),
)


def _volume(name: str, call: Call) -> str:
    made = call.ask("ec2", call.region, "CreateSnapshot", {"VolumeId": name})
    return f"arn:aws:ec2:{call.region}::snapshot/{made['SnapshotId']}"


def _instance(name: str, call: Call) -> str:
    image = {"InstanceId": name, "Name": f"AwsBackup_{name}_{uuid4()}"}
    made = call.ask("ec2", call.region, "CreateImage", image)
    return f"arn:aws:ec2:{call.region}::image/{made['ImageId']}"


def _database(name: str, call: Call) -> str:
    snapshot = {"DBInstanceIdentifier": name, "DBSnapshotIdentifier": f"awsbackup-job-{uuid4()}"}
    made = call.ask("rds", call.region, "CreateDBSnapshot", snapshot)
    return str(made["DBSnapshot"]["DBSnapshotArn"])


def _bucket(name: str, call: Call) -> str:
    call.ask("s3", call.region, "GetBucketLocation", {"Bucket": name})
    return f"arn:aws:backup:{call.region}:{call.account}:recovery-point:{name}-{uuid4()}"


# What stands before the name in the resource's ARN, the type AWS Backup calls it, how it is taken.
_TAKEN: tuple[tuple[str, str, Callable[[str, Call], str]], ...] = (
    ("ec2:volume/", "EBS", _volume),
    ("ec2:instance/", "EC2", _instance),
    ("rds:db:", "RDS", _database),
    ("s3:", "S3", _bucket),
)


def _taken(members: dict[str, Any], call: Call) -> dict[str, Any]:
    """Take the backup; answer its recovery point and what is to be said of it."""
    _, _, service, _, _, name = members["ResourceArn"].split(":", 5)
    for prefix, kind, take in _TAKEN:
        if f"{service}:{name}".startswith(prefix):
            try:
                arn = take(f"{service}:{name}".removeprefix(prefix), call)
            except Fault as fault:
                raise Fault("ResourceNotFoundException", fault.message) from fault
            said = {"StatusMessage": _ONLY_RECORDED} if kind == "S3" else {}
            return {"RecoveryPointArn": arn, "ResourceType": kind, **said}
    raise Fault.not_simulated(f"backup:StartBackupJob of {members['ResourceArn']}")


JOB = Kind(
    service=SERVICE,
    name="backup job",
    identity=("BackupJobId",),
    get="DescribeBackupJob",
    list="ListBackupJobs",
    minted=unique,
    tags_member="RecoveryPointTags",
    renames={"Lifecycle": "RecoveryPointLifecycle"},
    drawn=_taken,
    created={
        "AccountId": account,
        "BackupVaultArn": VAULT_ARN,
        "State": "COMPLETED",
        "PercentDone": "100.0",
        "CreationDate": now,
        "CompletionDate": now,
        "IsParent": False,
    },
    filters={
        "ByResourceArn": "ResourceArn",
        "ByState": "State",
        "ByBackupVaultName": "BackupVaultName",
        "ByResourceType": "ResourceType",
        "ByAccountId": "AccountId",
    },
    parents=(VAULT,),
)

KINDS = (JOB, RECOVERY_POINT)


def _start(call: Call) -> Result:
    """Run the job to its end and leave a recovery point."""
    if call.parameters["ResourceArn"].count(":") < 5:  # noqa: PLR2004 - the fields of an ARN
        raise Fault("InvalidParameterValueException", "ResourceArn is not an ARN")
    answer = make(JOB, call)
    if answer is None:
        return None
    job = call.shelf.of(JOB)[(answer["BackupJobId"],)]
    members = {name: job.members[name] for name in _KEPT if name in job.members}
    lifecycle = {"Lifecycle": job.members.get("RecoveryPointLifecycle")}
    members |= {"Status": "COMPLETED", "StorageClass": "WARM", **lifecycle}
    key = (members["BackupVaultName"], members["RecoveryPointArn"])
    call.shelf.of(RECOVERY_POINT)[key] = Record(RECOVERY_POINT, members, dict(job.tags))
    return answer


def _stop(call: Call) -> Result:
    """A job is over as soon as it is started."""
    find(JOB, call)
    raise Fault("InvalidRequestException", "The job is COMPLETED and cannot be stopped")


def _delete(call: Call) -> Result:
    """Delete a recovery point and its snapshot, unless the vault is locked."""
    find(RECOVERY_POINT, call)
    vault = {"BackupVaultName": call.parameters["BackupVaultName"]}
    if call.ask("backup", call.region, "DescribeBackupVault", vault).get("Locked"):
        raise Fault("InvalidRequestException", "The vault is locked")
    _, _, service, _, _, name = str(call.parameters["RecoveryPointArn"]).split(":", 5)
    kind, _, label = name.replace("/", ":").partition(":")
    ends = {
        ("ec2", "snapshot"): ("DeleteSnapshot", "SnapshotId"),
        ("ec2", "image"): ("DeregisterImage", "ImageId"),
        ("rds", "snapshot"): ("DeleteDBSnapshot", "DBSnapshotIdentifier"),
    }
    if (service, kind) in ends:
        operation, member = ends[service, kind]
        call.ask(service, call.region, operation, {member: label})
    return delete(RECOVERY_POINT, call)


OPERATIONS = {
    "StartBackupJob": _start,
    "StopBackupJob": _stop,
    "DeleteRecoveryPoint": _delete,
}
