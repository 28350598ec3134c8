"""BC-BKP-015: every file system is backed up, by its own policy or by a selection."""

from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import BACKUPS
from pods_policies.relations.backups.backup_paths import paths_of
from pods_policies.relations.backups.backup_plans import PLAN_TYPE
from pods_policies.relations.backups.backup_selections import SELECTION
from pods_policies.relations.backups.own_backups import FILE_POLICY
from pods_policies.relations.data.data_resources import FILE_SYSTEM
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["FILE_SYSTEM_BACKUPS"]

_REQUIRED: Final = "files are backed up, by AWS's daily plan or one of the stack's own (B4)"


def _check(stack: Stack, _settings: Settings) -> Iterator[Verdict]:
    files = stack.of_type(FILE_SYSTEM)
    if not files:
        yield NotApplicable("no EFS file system in this stack")
    for one in files:
        yield _judge(stack, one)


def _judge(stack: Stack, files: Resource) -> Verdict:
    reached = [path.reaches for path in paths_of(stack, files)]
    words = 'add aws.efs.BackupPolicy(…, backup_policy={"status": "ENABLED"})'
    change = Change("backupPolicy.status", "", words, "for")
    if True in reached:
        return Kept(files)
    if reached:
        observed = "whether a backup policy or selection reaches it is not known before the update"
        return Undecided(files, observed, _REQUIRED, change)
    observed = "no enabled backup policy and no backup selection of this stack reaches it"
    return Finding(files, observed, _REQUIRED, change)


FILE_SYSTEM_BACKUPS = StackRule(
    id="BC-BKP-015",
    title="Every EFS file system is backed up",
    severity=Severity.HIGH,
    requirements=("B4",),
    reads=(FILE_SYSTEM, FILE_POLICY, SELECTION, PLAN_TYPE),
    checks="Every EFS file system has a backup policy with the status ENABLED, related to it by "
    "the dependency of `file_system_id` or by its id, or is taken by a selection of a backup plan.",
    why="A file system survives the loss of a zone, and repeats every mistake at once. Programs "
    "that create one get no automatic backups unless they say so; the console switches them on.",
    remediation="Add aws.efs.BackupPolicy with the status ENABLED, or name the file system in a "
    "backup selection.",
    clauses=BACKUPS,
    equivalents=(
        "Checkov CKV2_AWS_18",
        "Security Hub EFS.2",
        "AWS Config EFS_IN_BACKUP_PLAN",
        "Prowler efs_have_backup_enabled",
    ),
    example=(
        resource(FILE_SYSTEM, "clinic-scans", {}),
        resource(
            FILE_POLICY,
            "clinic-scans-backups",
            {"fileSystemId": "fs-1", "backupPolicy": {"status": "DISABLED"}},
        ),
    ),
    check=_check,
)
