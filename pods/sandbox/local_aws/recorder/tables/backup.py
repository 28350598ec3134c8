"""AWS Backup: what belongs to plans and vaults, restore testing, and audit frameworks."""

from typing import Any

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind, Parent, Service, TagOperations
from pods.sandbox.local_aws.recorder.operations import Result
from pods.sandbox.local_aws.recorder.tables.members import at, formatted, now, unique

__all__ = ["GUARDS", "KINDS", "SERVICE", "VAULT", "VAULT_ARN"]

SERVICE = Service(
    name="backup",
    signing_name="backup",
    missing_parameter="MissingParameterValueException",
    invalid_parameter="InvalidParameterValueException",
    tags=TagOperations(
        tag="TagResource", untag="UntagResource", list="ListTags", keys="TagKeyList"
    ),
)

VAULT = Parent("backup", "DescribeBackupVault", {"BackupVaultName": "BackupVaultName"})
_PLAN = Parent("backup", "GetBackupPlan", {"BackupPlanId": "BackupPlanId"})
_TESTING_PLAN = Parent(
    "backup", "GetRestoreTestingPlan", {"RestoreTestingPlanName": "RestoreTestingPlanName"}
)
VAULT_ARN = formatted("arn:aws:backup:{region}:{account}:backup-vault:{BackupVaultName}")

SELECTION = Kind(
    service=SERVICE,
    name="backup selection",
    identity=("BackupPlanId", "SelectionId"),
    create="CreateBackupSelection",
    get="GetBackupSelection",
    list="ListBackupSelections",
    delete="DeleteBackupSelection",
    minted=unique,
    lifts=("BackupSelection",),
    created={"CreationDate": now},
    parents=(_PLAN,),
)


def _window(members: dict[str, Any], _call: Call) -> dict[str, Any]:
    # The window's default lies inside a member that is otherwise the caller's.
    selection = {"SelectionWindowDays": 30, **members["RecoveryPointSelection"]}
    return {"RecoveryPointSelection": selection}


def _testing_plan_arn(members: dict[str, Any], call: Call) -> str:
    name = {"RestoreTestingPlanName": members["RestoreTestingPlanName"]}
    plan = call.ask("backup", call.region, "GetRestoreTestingPlan", name)
    return str(plan["RestoreTestingPlan"]["RestoreTestingPlanArn"])


KINDS = (
    SELECTION,
    Kind(
        service=SERVICE,
        name="restore testing plan",
        identity=("RestoreTestingPlanName",),
        create="CreateRestoreTestingPlan",
        get="GetRestoreTestingPlan",
        list="ListRestoreTestingPlans",
        update="UpdateRestoreTestingPlan",
        delete="DeleteRestoreTestingPlan",
        conflict="AlreadyExistsException",
        in_use="InvalidRequestException",
        arn="arn:aws:backup:{region}:{account}:restore-testing-plan:"
        "{RestoreTestingPlanName}-{unique}",
        arn_member="RestoreTestingPlanArn",
        lifts=("RestoreTestingPlan",),
        drawn=_window,
        created={
            "CreationTime": now,
            "StartWindowHours": 24,
            "ScheduleExpressionTimezone": "Etc/UTC",
        },
        updated={"UpdateTime": now, "LastUpdateTime": now},
    ),
    Kind(
        service=SERVICE,
        name="restore testing selection",
        identity=("RestoreTestingPlanName", "RestoreTestingSelectionName"),
        create="CreateRestoreTestingSelection",
        get="GetRestoreTestingSelection",
        list="ListRestoreTestingSelections",
        update="UpdateRestoreTestingSelection",
        delete="DeleteRestoreTestingSelection",
        conflict="AlreadyExistsException",
        lifts=("RestoreTestingSelection",),
        created={
            "CreationTime": now,
            "ValidationWindowHours": 0,
            "RestoreTestingPlanArn": _testing_plan_arn,
        },
        updated={"UpdateTime": now},
        parents=(_TESTING_PLAN,),
    ),
    Kind(
        service=SERVICE,
        name="framework",
        identity=("FrameworkName",),
        create="CreateFramework",
        get="DescribeFramework",
        list="ListFrameworks",
        update="UpdateFramework",
        delete="DeleteFramework",
        conflict="AlreadyExistsException",
        arn="arn:aws:backup:{region}:{account}:framework:{FrameworkName}-{unique}",
        arn_member="FrameworkArn",
        tags_member="FrameworkTags",
        created={
            "CreationTime": now,
            "DeploymentStatus": "COMPLETED",
            "FrameworkStatus": "ACTIVE",
        },
        computed={"NumberOfControls": at("length(FrameworkControls)")},
    ),
    Kind(
        service=SERVICE,
        name="notification configuration of vault",
        identity=("BackupVaultName",),
        put="PutBackupVaultNotifications",
        get="GetBackupVaultNotifications",
        delete="DeleteBackupVaultNotifications",
        created={"BackupVaultArn": VAULT_ARN},
        parents=(VAULT,),
    ),
    Kind(
        service=SERVICE,
        name="access policy of vault",
        identity=("BackupVaultName",),
        put="PutBackupVaultAccessPolicy",
        get="GetBackupVaultAccessPolicy",
        delete="DeleteBackupVaultAccessPolicy",
        created={"BackupVaultArn": VAULT_ARN},
        parents=(VAULT,),
    ),
)


def _delete_plan(call: Call) -> Result:
    """Refuse to delete a plan that has selections; the rest is moto's."""
    plan_id = call.parameters["BackupPlanId"]
    if any(key[0] == plan_id for key in call.shelf.of(SELECTION)):
        message = "Related backup plan selections must be deleted prior to backup plan deletion"
        raise Fault("InvalidRequestException", message)
    return None


GUARDS = {"DeleteBackupPlan": _delete_plan}
