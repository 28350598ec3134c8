from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from .conftest import Client

pytestmark = pytest.mark.sandbox

ROLE = "arn:aws:iam::123456789012:role/backup"


def refused(call: Any, **arguments: Any) -> str:
    """The code with which a call is refused."""
    with pytest.raises(ClientError) as error:
        call(**arguments)
    return str(error.value.response["Error"]["Code"])


@pytest.fixture
def vault(client: Client) -> str:
    """A vault of the test's own."""
    name = f"vault-{uuid4().hex[:8]}"
    client("backup").create_backup_vault(BackupVaultName=name)
    return name


@pytest.fixture
def plan(client: Client, vault: str) -> str:
    """A plan of the test's own."""
    rule = {"RuleName": "daily", "TargetBackupVaultName": vault}
    given = {"BackupPlanName": f"plan-{vault}", "Rules": [rule]}
    return str(client("backup").create_backup_plan(BackupPlan=given)["BackupPlanId"])


def test_a_selection_belongs_to_its_plan(client: Client, plan: str) -> None:
    """It is read back whole, listed under its plan, and keeps the plan from being deleted."""
    backup = client("backup")
    selection = {
        "SelectionName": "tier-1",
        "IamRoleArn": ROLE,
        "ListOfTags": [
            {
                "ConditionType": "STRINGEQUALS",
                "ConditionKey": "pods:tier",
                "ConditionValue": "1",
            }
        ],
    }
    made = backup.create_backup_selection(BackupPlanId=plan, BackupSelection=selection)
    ids = {"BackupPlanId": plan, "SelectionId": made["SelectionId"]}
    read = backup.get_backup_selection(**ids)
    assert read["BackupSelection"] == selection
    assert read["CreationDate"] == made["CreationDate"]
    rows = backup.list_backup_selections(BackupPlanId=plan)["BackupSelectionsList"]
    assert [(row["SelectionName"], row["IamRoleArn"]) for row in rows] == [("tier-1", ROLE)]
    assert refused(backup.delete_backup_plan, BackupPlanId=plan) == "InvalidRequestException"
    backup.delete_backup_selection(**ids)
    assert refused(backup.get_backup_selection, **ids) == "ResourceNotFoundException"
    backup.delete_backup_plan(BackupPlanId=plan)


def test_a_selection_needs_its_plan(client: Client) -> None:
    """An unknown plan is the service's own error, when creating and when listing."""
    backup = client("backup")
    selection = {"SelectionName": "a", "IamRoleArn": ROLE}
    code = refused(backup.create_backup_selection, BackupPlanId="none", BackupSelection=selection)
    assert code == "ResourceNotFoundException"
    code = refused(backup.list_backup_selections, BackupPlanId="none")
    assert code == "ResourceNotFoundException"


def test_restore_testing_is_read_back_with_defaults(client: Client) -> None:
    """A plan and its selection live, change and end together."""
    backup = client("backup")
    name = f"plan_{uuid4().hex[:8]}"
    points = {
        "Algorithm": "LATEST_WITHIN_WINDOW",
        "IncludeVaults": ["*"],
        "RecoveryPointTypes": ["SNAPSHOT"],
    }
    given = {
        "RestoreTestingPlanName": name,
        "ScheduleExpression": "cron(0 5 ? * 1 *)",
        "RecoveryPointSelection": points,
    }
    arn = backup.create_restore_testing_plan(RestoreTestingPlan=given)["RestoreTestingPlanArn"]
    read = backup.get_restore_testing_plan(RestoreTestingPlanName=name)["RestoreTestingPlan"]
    assert read["RecoveryPointSelection"] == {**points, "SelectionWindowDays": 30}
    assert (read["StartWindowHours"], read["ScheduleExpressionTimezone"]) == (24, "Etc/UTC")
    assert read["RestoreTestingPlanArn"] == arn
    code = refused(backup.create_restore_testing_plan, RestoreTestingPlan=given)
    assert code == "AlreadyExistsException"

    selection = {
        "RestoreTestingSelectionName": "databases",
        "IamRoleArn": ROLE,
        "ProtectedResourceType": "RDS",
        "ProtectedResourceArns": ["*"],
    }
    made = backup.create_restore_testing_selection(
        RestoreTestingPlanName=name, RestoreTestingSelection=selection
    )
    assert made["RestoreTestingPlanArn"] == arn
    ids = {"RestoreTestingPlanName": name, "RestoreTestingSelectionName": "databases"}
    backup.update_restore_testing_selection(
        **ids, RestoreTestingSelection={"ValidationWindowHours": 4}
    )
    found = backup.get_restore_testing_selection(**ids)["RestoreTestingSelection"]
    assert {key: found[key] for key in selection} == selection
    assert found["ValidationWindowHours"] == 4
    rows = backup.list_restore_testing_selections(RestoreTestingPlanName=name)
    assert len(rows["RestoreTestingSelections"]) == 1

    code = refused(backup.delete_restore_testing_plan, RestoreTestingPlanName=name)
    assert code == "InvalidRequestException"
    backup.delete_restore_testing_selection(**ids)
    backup.delete_restore_testing_plan(RestoreTestingPlanName=name)
    code = refused(backup.get_restore_testing_plan, RestoreTestingPlanName=name)
    assert code == "ResourceNotFoundException"


def test_a_framework_counts_its_controls(client: Client) -> None:
    """It is listed with their number, and tagged by its ARN."""
    backup = client("backup")
    name = f"framework_{uuid4().hex[:8]}"
    controls = [{"ControlName": "BACKUP_RECOVERY_POINT_ENCRYPTED"}]
    made = backup.create_framework(
        FrameworkName=name, FrameworkControls=controls, FrameworkTags={"a": "1"}
    )
    assert backup.describe_framework(FrameworkName=name)["FrameworkControls"] == controls
    rows = [row for row in backup.list_frameworks()["Frameworks"] if row["FrameworkName"] == name]
    assert rows[0]["NumberOfControls"] == 1
    backup.tag_resource(ResourceArn=made["FrameworkArn"], Tags={"b": "2"})
    backup.untag_resource(ResourceArn=made["FrameworkArn"], TagKeyList=["a"])
    assert backup.list_tags(ResourceArn=made["FrameworkArn"])["Tags"] == {"b": "2"}
    backup.update_framework(FrameworkName=name, FrameworkDescription="new")
    assert backup.describe_framework(FrameworkName=name)["FrameworkDescription"] == "new"
    backup.delete_framework(FrameworkName=name)
    assert refused(backup.describe_framework, FrameworkName=name) == "ResourceNotFoundException"


def test_a_vault_has_notifications_and_a_policy(client: Client, vault: str) -> None:
    """Both are put, replaced, read and deleted; the vault's own tags stay moto's."""
    backup = client("backup")
    arn = backup.describe_backup_vault(BackupVaultName=vault)["BackupVaultArn"]
    for topic in ("one", "two"):
        backup.put_backup_vault_notifications(
            BackupVaultName=vault,
            SNSTopicArn=f"arn:aws:sns:us-east-1:123456789012:{topic}",
            BackupVaultEvents=["BACKUP_JOB_FAILED"],
        )
    read = backup.get_backup_vault_notifications(BackupVaultName=vault)
    assert read["SNSTopicArn"].endswith(":two")
    assert (read["BackupVaultArn"], read["BackupVaultEvents"]) == (arn, ["BACKUP_JOB_FAILED"])
    backup.put_backup_vault_access_policy(BackupVaultName=vault, Policy="{}")
    assert backup.get_backup_vault_access_policy(BackupVaultName=vault)["Policy"] == "{}"
    backup.tag_resource(ResourceArn=arn, Tags={"a": "1"})
    assert backup.list_tags(ResourceArn=arn)["Tags"] == {"a": "1"}
    backup.delete_backup_vault_notifications(BackupVaultName=vault)
    code = refused(backup.get_backup_vault_notifications, BackupVaultName=vault)
    assert code == "ResourceNotFoundException"
    code = refused(backup.put_backup_vault_access_policy, BackupVaultName="none", Policy="{}")
    assert code == "ResourceNotFoundException"


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
