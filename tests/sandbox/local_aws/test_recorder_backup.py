from uuid import uuid4

import pytest

from .conftest import Client, refused

pytestmark = pytest.mark.sandbox

ROLE = "arn:aws:iam::123456789012:role/backup"


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
