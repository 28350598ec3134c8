"""The permissions boundary: what it denies, what it lets through, and how long it may be."""

import fnmatch
import json
from typing import Any

import botocore.session
import pytest

from pods.errors import TopologyError
from pods.topology import DENIED_ACTIONS, LONGEST_POLICY, plan_boundary, plan_denials
from tests.topology.policy_evaluation import is_allowed

BOUNDARY = plan_boundary().document

DANGEROUS = (
    "account:CloseAccount",
    "backup:DeleteBackupVault",
    "backup:DeleteBackupVaultAccessPolicy",
    "backup:DeleteBackupVaultLockConfiguration",
    "backup:DeleteRecoveryPoint",
    "backup:PutBackupVaultAccessPolicy",
    "backup:PutBackupVaultLockConfiguration",
    "backup:UpdateBackupPlan",
    "backup:UpdateRecoveryPointLifecycle",
    "cloudtrail:StopLogging",
    "cloudwatch:DeleteAlarms",
    "cloudwatch:DisableAlarmActions",
    "dlm:DeleteLifecyclePolicy",
    "dlm:UpdateLifecyclePolicy",
    "ec2:CreateNetworkAclEntry",
    "ec2:DeleteSnapshot",
    "ec2:DeleteTags",
    "ec2:DeregisterImage",
    "ec2:ModifyNetworkInterfaceAttribute",
    "ec2:ModifySnapshotAttribute",
    "ec2:ReplaceNetworkAclAssociation",
    "iam:CreateAccessKey",
    "iam:DeleteRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "kms:DisableKey",
    "kms:PutKeyPolicy",
    "kms:ScheduleKeyDeletion",
    "logs:DeleteLogGroup",
    "rds:DeleteDBClusterSnapshot",
    "rds:DeleteDBInstance",
    "rds:DeleteDBInstanceAutomatedBackup",
    "rds:DeleteDBSnapshot",
    "rds:ModifyDBInstance",
    "s3:BypassGovernanceRetention",
    "s3:DeleteBucket",
    "s3:DeleteBucketPolicy",
    "s3:DeleteObjectVersion",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketPolicy",
    "s3:PutBucketVersioning",
    "s3:PutLifecycleConfiguration",
    "s3:PutReplicationConfiguration",
    "secretsmanager:DeleteSecret",
    "sns:DeleteTopic",
)
ORDINARY = (
    "appconfig:GetLatestConfiguration",
    "cloudwatch:PutMetricData",
    "dynamodb:DeleteItem",
    "ec2:DescribeSecurityGroups",
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "s3:DeleteObject",
    "s3:GetObject",
    "s3:GetObjectVersion",
    "s3:PutObject",
    "secretsmanager:GetSecretValue",
    "sns:Publish",
    "sqs:DeleteMessage",
    "sqs:SendMessage",
    "ssm:UpdateInstanceInformation",
)


@pytest.mark.requirement("B10")
def test_nothing_that_a_recovery_needs_can_be_harmed() -> None:
    """Each of these is denied, though the boundary's other half allows everything."""
    assert [action for action in DANGEROUS if is_allowed(BOUNDARY, action)] == []


def test_a_workloads_ordinary_work_is_let_through() -> None:
    """A role under the boundary can be given what applications do all day."""
    assert [action for action in ORDINARY if not is_allowed(BOUNDARY, action)] == []


def test_it_fits_into_a_policy_with_room_for_a_products_own() -> None:
    """IAM takes 6,144 characters; about half is left."""
    assert len(BOUNDARY) < LONGEST_POLICY * 0.6
    assert json.dumps(json.loads(BOUNDARY), separators=(",", ":")) == BOUNDARY


def test_every_denial_names_an_operation_that_exists() -> None:
    """A slip would deny nothing; S3's and AWS Backup's storage's actions are no operations."""
    session: Any = botocore.session.get_session()
    clients = {"elasticfilesystem": "efs"}
    idle = []
    for pattern in (action for part in DENIED_ACTIONS.values() for action in part):
        service, _, name = pattern.partition(":")
        if service in {"backup-storage", "s3"}:
            continue
        model = session.get_service_model(clients.get(service, service))
        if not fnmatch.filter(model.operation_names, name):
            idle.append(pattern)
    assert idle == []


@pytest.mark.requirement("B10")
def test_what_harms_copies_is_denied_beside_any_boundary() -> None:
    """It allows nothing, and leaves a role most of the 10,240 characters of inline policies."""
    anything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    statements = [anything, *json.loads(plan_denials())["Statement"]]
    beside = json.dumps({"Version": "2012-10-17", "Statement": statements})
    deleting = ("backup:DeleteRecoveryPoint", "ec2:DeleteSnapshot", "s3:DeleteObjectVersion")
    assert [action for action in deleting if is_allowed(beside, action)] == []
    assert [action for action in deleting if is_allowed(plan_denials(), action)] == []
    assert is_allowed(beside, "s3:GetObject")
    assert len(plan_denials()) < 2_000


def test_a_product_denies_further_actions() -> None:
    """What it names is denied, and is part of the plan."""
    plan = plan_boundary(denied_actions=["ses:*"])
    assert not is_allowed(plan.document, "ses:SendEmail")
    assert is_allowed(BOUNDARY, "ses:SendEmail")
    assert plan.denied[-1] == "ses:*"


def test_what_is_no_action_is_refused() -> None:
    """Every one of them, each with the remedy."""
    with pytest.raises(TopologyError) as raised:
        plan_boundary(denied_actions=["*", "s3:Get Object"])
    assert [str(problem) for problem in raised.value.problems] == [
        f"denied_actions: {action!r}; a service and an action are required, as IAM writes them. "
        "Write it like s3:DeleteObject; an asterisk stands for any letters of the action."
        for action in ("*", "s3:Get Object")
    ]


def test_a_boundary_that_iam_would_not_take_is_refused() -> None:
    """The message says how long it is, and how long it may be."""
    further = [f"service{number}:{'A' * 50}" for number in range(60)]
    with pytest.raises(TopologyError) as raised:
        plan_boundary(denied_actions=further)
    (problem,) = raised.value.problems
    statement = {"Sid": "Further", "Effect": "Deny", "Action": further, "Resource": "*"}
    longer = len(json.dumps([statement], separators=(",", ":"))) - len("[]") + len(",")
    assert problem.observed == f"a boundary of {len(BOUNDARY) + longer} characters"
    assert str(problem).endswith(
        "characters; IAM takes 6144. Deny fewer, or shorten them with an asterisk."
    )
