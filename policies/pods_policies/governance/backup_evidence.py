"""BC-GOV-003: AWS evaluates the backups, and reports what it finds."""

from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import GOVERNANCE, TESTING, united
from pods_policies.reading import ABSENT, UNKNOWN, read
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.rule import Level, Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["BACKUP_EVIDENCE"]

PLAN: Final = "aws:backup/plan:Plan"
FRAMEWORK: Final = "aws:backup/framework:Framework"
REPORTS: Final = "aws:backup/reportPlan:ReportPlan"

_REQUIRED: Final = "what backups do is evaluated and reported, as evidence (B12)"


def _check(stack: Stack, _settings: Settings) -> Iterator[Verdict]:
    plans = stack.of_type(PLAN)
    if not plans:
        yield NotApplicable("no backup plan in this stack")
        return
    yield _frameworks(plans[0], stack.of_type(FRAMEWORK))
    yield _reports(plans[0], stack.of_type(REPORTS))


def _frameworks(plan: Resource, frameworks: list[Resource]) -> Verdict:
    if not frameworks:
        add = "add aws.backup.Framework(…) with the controls that matter"
        change = Change("controls", "", add, "beside")
        return Finding(plan, "no framework of this stack evaluates the backups", _REQUIRED, change)
    for one in frameworks:
        controls = one.declared("controls")
        if controls not in (ABSENT, UNKNOWN, []):
            return Kept(one)
    one = frameworks[0]
    change = Change("controls", "", "name the controls plainly (controls)")
    if one.declared("controls") is UNKNOWN:
        return Undecided(one, "its controls are not known before the update", _REQUIRED, change)
    return Finding(one, "it has no controls", _REQUIRED, change)


def _reports(plan: Resource, reports: list[Resource]) -> Verdict:
    if not reports:
        add = "add aws.backup.ReportPlan(…) with a bucket that the reports are delivered to"
        change = Change("reportDeliveryChannel", "", add, "beside")
        return Finding(plan, "no report plan of this stack delivers evidence", _REQUIRED, change)
    for one in reports:
        if read(one.declared("reportDeliveryChannel"), "s3BucketName") is not ABSENT:
            return Kept(one)
    change = Change("reportDeliveryChannel.s3BucketName", "<a locked bucket>")
    return Finding(reports[0], "its reports are delivered nowhere", _REQUIRED, change)


BACKUP_EVIDENCE = StackRule(
    id="BC-GOV-003",
    title="AWS evaluates the backups, and reports what it finds",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    requirements=("B12",),
    reads=(PLAN, FRAMEWORK, REPORTS),
    checks="A stack with a backup plan has a `Framework` of AWS Backup with controls, and a "
    "`ReportPlan` that delivers to a bucket.",
    why="That backups ran, and were restored, is asked for after the fact, by auditors and by "
    "customers; the console keeps jobs for 30 days.",
    remediation="Add aws.backup.Framework and aws.backup.ReportPlan, or pass report_bucket to the "
    "component Backups.",
    clauses=united(GOVERNANCE, TESTING),
    equivalents=("Prowler backup_reportplans_exist",),
    example=(resource(PLAN, "clinic-backups", {"rules": [{"targetVaultName": "home"}]}),),
    check=_check,
)
