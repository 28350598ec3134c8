from uuid import uuid4

import pytest

from .conftest import Client, refused

pytestmark = pytest.mark.sandbox

ROLE = "arn:aws:iam::123456789012:role/backup"


def test_a_job_takes_a_real_snapshot_of_a_volume(client: Client, vault: str) -> None:
    """The recovery point is the snapshot, and goes with it."""
    backup, ec2 = client("backup"), client("ec2")
    volume = ec2.create_volume(AvailabilityZone="us-east-1a", Size=1)["VolumeId"]
    arn = f"arn:aws:ec2:us-east-1:123456789012:volume/{volume}"
    made = backup.start_backup_job(
        BackupVaultName=vault,
        ResourceArn=arn,
        IamRoleArn=ROLE,
        Lifecycle={"DeleteAfterDays": 180},
    )
    job = backup.describe_backup_job(BackupJobId=made["BackupJobId"])
    assert (job["State"], job["ResourceType"]) == ("COMPLETED", "EBS")
    jobs = backup.list_backup_jobs(ByBackupVaultName=vault, ByState="COMPLETED")["BackupJobs"]
    assert [each["BackupJobId"] for each in jobs] == [made["BackupJobId"]]
    point = {"BackupVaultName": vault, "RecoveryPointArn": made["RecoveryPointArn"]}
    read = backup.describe_recovery_point(**point)
    assert (read["ResourceArn"], read["Status"]) == (arn, "COMPLETED")
    assert read["Lifecycle"] == {"DeleteAfterDays": 180}
    rows = backup.list_recovery_points_by_backup_vault(BackupVaultName=vault)["RecoveryPoints"]
    assert [row["RecoveryPointArn"] for row in rows] == [made["RecoveryPointArn"]]
    rows = backup.list_recovery_points_by_resource(ResourceArn=arn)["RecoveryPoints"]
    assert [row["BackupVaultName"] for row in rows] == [vault]
    snapshot = made["RecoveryPointArn"].rpartition("/")[2]
    found = ec2.describe_snapshots(SnapshotIds=[snapshot])["Snapshots"]
    assert found[0]["VolumeId"] == volume
    backup.delete_recovery_point(**point)
    assert refused(ec2.describe_snapshots, SnapshotIds=[snapshot]) == "InvalidSnapshot.NotFound"
    assert refused(backup.describe_recovery_point, **point) == "ResourceNotFoundException"


def test_a_job_of_a_database_takes_its_snapshot(client: Client, vault: str) -> None:
    """The recovery point is a snapshot that RDS shows."""
    rds = client("rds")
    name = f"db-{uuid4().hex[:8]}"
    instance = rds.create_db_instance(
        DBInstanceIdentifier=name,
        DBInstanceClass="db.t4g.micro",
        Engine="postgres",
        AllocatedStorage=20,
        MasterUsername="admin1",
        ManageMasterUserPassword=True,
    )["DBInstance"]
    arn = client("backup").start_backup_job(
        BackupVaultName=vault, ResourceArn=instance["DBInstanceArn"], IamRoleArn=ROLE
    )["RecoveryPointArn"]
    snapshots = rds.describe_db_snapshots(DBInstanceIdentifier=name)["DBSnapshots"]
    assert arn in [each["DBSnapshotArn"] for each in snapshots]


def test_a_job_of_a_bucket_says_that_it_copies_nothing(client: Client, vault: str) -> None:
    """What is only recorded is not passed off as done."""
    bucket = f"bucket-{uuid4().hex[:8]}"
    client("s3").create_bucket(Bucket=bucket)
    made = client("backup").start_backup_job(
        BackupVaultName=vault, ResourceArn=f"arn:aws:s3:::{bucket}", IamRoleArn=ROLE
    )
    job = client("backup").describe_backup_job(BackupJobId=made["BackupJobId"])
    assert job["StatusMessage"] == "Recorded by the sandbox: no data was copied"


@pytest.mark.parametrize(
    ("resource", "code"),
    [
        ("arn:aws:ec2:us-east-1:123456789012:volume/vol-0", "ResourceNotFoundException"),
        ("arn:aws:dynamodb:us-east-1:123456789012:table/a", "NotSimulatedInSandbox"),
        ("not-an-arn", "InvalidParameterValueException"),
    ],
)
def test_what_cannot_be_backed_up_is_refused(
    client: Client, vault: str, resource: str, code: str
) -> None:
    """A job never completes for something that is not there or not simulated."""
    backup = client("backup")
    arguments = {"BackupVaultName": vault, "ResourceArn": resource, "IamRoleArn": ROLE}
    assert refused(backup.start_backup_job, **arguments) == code
    assert backup.list_backup_jobs(ByBackupVaultName=vault)["BackupJobs"] == []


def test_a_locked_vault_keeps_its_recovery_points(client: Client, vault: str) -> None:
    """Deleting from it is refused."""
    backup, ec2 = client("backup"), client("ec2")
    volume = ec2.create_volume(AvailabilityZone="us-east-1a", Size=1)["VolumeId"]
    made = backup.start_backup_job(
        BackupVaultName=vault,
        ResourceArn=f"arn:aws:ec2:us-east-1:123456789012:volume/{volume}",
        IamRoleArn=ROLE,
    )
    backup.put_backup_vault_lock_configuration(BackupVaultName=vault, MinRetentionDays=7)
    point = {"BackupVaultName": vault, "RecoveryPointArn": made["RecoveryPointArn"]}
    assert refused(backup.delete_recovery_point, **point) == "InvalidRequestException"
    assert backup.describe_recovery_point(**point)["Status"] == "COMPLETED"
