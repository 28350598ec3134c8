"""What no workload may ever do, whatever its own role allows: the permissions boundary."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pods.errors import Problem, TopologyError

__all__ = ["DENIED_ACTIONS", "LONGEST_POLICY", "BoundaryPlan", "plan_boundary", "plan_denials"]

# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
LONGEST_POLICY = 6144
"""Characters that a managed policy may have; IAM does not count white space."""

DENIED_ACTIONS: Mapping[str, tuple[str, ...]] = {
    # What a person restores from, and who decides how long it stays.
    "Backups": (
        "backup:CancelLegalHold",
        "backup:Delete*",
        "backup:Disassociate*",
        "backup:Put*",
        "backup:Revoke*",
        "backup:Stop*",
        "backup:TagResource",
        "backup:UntagResource",
        "backup:Update*",
        "backup-storage:*",
        "dlm:*",
        "drs:*",
        "dynamodb:DeleteBackup",
        "dynamodb:DeleteTable",
        "dynamodb:UpdateContinuousBackups",
        "elasticfilesystem:Delete*",
        "elasticfilesystem:Put*",
        "rds:AddTagsToResource",
        "rds:Delete*",
        "rds:Modify*",
        "rds:Remove*",
        "rds:StopDBInstanceAutomatedBackupsReplication",
    ),
    # Tags as well: schedules find what they copy by tags.
    "Snapshots": (
        "ec2:CreateTags",
        "ec2:DeleteSnapshot",
        "ec2:DeleteTags",
        "ec2:DeregisterImage",
        "ec2:DisableEbsEncryptionByDefault",
        "ec2:DisableFastSnapshotRestores",
        "ec2:DisableImage*",
        "ec2:DisableSnapshotBlockPublicAccess",
        "ec2:LockSnapshot",
        "ec2:ModifyImageAttribute",
        "ec2:ModifySnapshot*",
        "ec2:ResetImageAttribute",
        "ec2:ResetSnapshotAttribute",
        "ec2:UnlockSnapshot",
        "ecr:BatchDeleteImage",
        "ecr:Delete*",
        "ecr:PutImageTagMutability",
        "ecr:PutLifecyclePolicy",
        "ecr:PutReplicationConfiguration",
        "ecr:Set*",
    ),
    # A delete leaves a marker; these reach the version under it, or what keeps it.
    "Versions": (
        "s3:BypassGovernanceRetention",
        "s3:DeleteBucket*",
        "s3:DeleteObjectVersion*",
        "s3:PutAccountPublicAccessBlock",
        "s3:PutBucket*",
        "s3:PutEncryptionConfiguration",
        "s3:PutInventoryConfiguration",
        "s3:PutLifecycleConfiguration",
        "s3:PutObjectLegalHold",
        "s3:PutReplicationConfiguration",
    ),
    # Without its key a copy is noise; without its secret a database is locked.
    "Keys": (
        "kms:DeleteAlias",
        "kms:DeleteImportedKeyMaterial",
        "kms:Disable*",
        "kms:PutKeyPolicy",
        "kms:RevokeGrant",
        "kms:ScheduleKeyDeletion",
        "kms:Update*",
        "secretsmanager:DeleteResourcePolicy",
        "secretsmanager:DeleteSecret",
        "secretsmanager:PutResourcePolicy",
        "secretsmanager:RemoveRegionsFromReplication",
        "secretsmanager:StopReplicationToReplica",
    ),
    # Whoever is inside must neither blind the watchers nor undo its own isolation.
    "Watch": (
        "cloudtrail:Delete*",
        "cloudtrail:Put*",
        "cloudtrail:StopLogging",
        "cloudtrail:Update*",
        "cloudwatch:Delete*",
        "cloudwatch:DisableAlarmActions",
        "cloudwatch:PutCompositeAlarm",
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:SetAlarmState",
        "config:Delete*",
        "config:StopConfigurationRecorder",
        "ec2:*NetworkAclEntry",
        "ec2:AuthorizeSecurityGroup*",
        "ec2:DeleteFlowLogs",
        "ec2:DeleteNetworkAcl",
        "ec2:DeleteSecurityGroup",
        "ec2:ModifyInstanceAttribute",
        "ec2:ModifyNetworkInterfaceAttribute",
        "ec2:ModifySecurityGroupRules",
        "ec2:ReplaceNetworkAclAssociation",
        "ec2:RevokeSecurityGroup*",
        "events:DeleteRule",
        "events:DisableRule",
        "events:RemoveTargets",
        "guardduty:Delete*",
        "guardduty:Disassociate*",
        "guardduty:Stop*",
        "guardduty:Update*",
        "logs:DeleteLog*",
        "logs:DeleteRetentionPolicy",
        "logs:PutRetentionPolicy",
        "sns:DeleteTopic",
        "sns:RemovePermission",
        "sns:SetSubscriptionAttributes",
        "sns:SetTopicAttributes",
        "sns:Unsubscribe",
        "synthetics:Delete*",
        "synthetics:Stop*",
    ),
    # A boundary that its own subject can lift is none.
    "Identity": (
        "account:*",
        "iam:Add*",
        "iam:Attach*",
        "iam:Create*",
        "iam:Deactivate*",
        "iam:Delete*",
        "iam:Detach*",
        "iam:Put*",
        "iam:Remove*",
        "iam:Set*",
        "iam:Tag*",
        "iam:Untag*",
        "iam:Update*",
        "organizations:*",
    ),
}
"""The actions that the boundary denies, by what they would harm."""

_OF_COPIES = ("Backups", "Snapshots", "Versions")

_ACTION = re.compile(r"[a-z0-9-]+:[A-Za-z0-9*]+")


@dataclass(frozen=True, slots=True)
class BoundaryPlan:
    """A permissions boundary, as IAM takes it."""

    document: str
    """The policy, as JSON without white space."""
    denied: tuple[str, ...]
    """Every action that it denies, as patterns."""


def plan_boundary(*, denied_actions: Sequence[str] = ()) -> BoundaryPlan:
    """Plan a boundary that denies what would harm recovery, and `denied_actions`.

    It allows everything else, as a boundary limits and gives nothing. The denials are explicit: a
    resource's own policy can give a session more than an implicit one. Raises `TopologyError` with
    every action that is none, and for a policy that IAM would find too long.
    """
    problems = [
        Problem(
            "denied_actions",
            repr(action),
            "a service and an action are required, as IAM writes them",
            "Write it like s3:DeleteObject; an asterisk stands for any letters of the action.",
        )
        for action in denied_actions
        if _ACTION.fullmatch(action) is None
    ]
    denials = {**DENIED_ACTIONS, **({"Further": tuple(denied_actions)} if denied_actions else {})}
    rest = {"Sid": "Rest", "Effect": "Allow", "Action": "*", "Resource": "*"}
    document = _text([rest, *_denying(denials)])
    if len(document) > LONGEST_POLICY:
        problems.append(
            Problem(
                "denied_actions",
                f"a boundary of {len(document)} characters",
                f"IAM takes {LONGEST_POLICY}",
                "Deny fewer, or shorten them with an asterisk.",
            )
        )
    TopologyError.refuse(problems)
    return BoundaryPlan(document, tuple(each for part in denials.values() for each in part))


def plan_denials() -> str:
    """Return, for a role on another stack's ground, what the boundary there denies of copies.

    A product's stack names that boundary and does not hold its text: this one can be judged there.
    """
    return _text(_denying({name: DENIED_ACTIONS[name] for name in _OF_COPIES}))


def _denying(denials: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    return [
        {"Sid": name, "Effect": "Deny", "Action": list(actions), "Resource": "*"}
        for name, actions in denials.items()
    ]


def _text(statements: Sequence[Mapping[str, Any]]) -> str:
    policy = {"Version": "2012-10-17", "Statement": statements}
    return json.dumps(policy, separators=(",", ":"))
