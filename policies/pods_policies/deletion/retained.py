"""BC-DEL-003: backup stores outlive the stack that made them."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import DELETION_PROTECTION
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.data.data_resources import BUCKETS, VAULTS
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Options, Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tags import tags_of
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Verdict

__all__ = ["RETAINED", "RetainedSettings"]

REPORT_PLAN: Final = "aws:backup/reportPlan:ReportPlan"

_NOT_TOLD: Final = (
    "the engine does not tell policies what is retained: `pods check --state` judges it"
)
_CHANGE: Final = Change(
    "retainOnDelete",
    "True",
    "opts=pulumi.ResourceOptions(retain_on_delete=True)",
    is_guard=True,
)


class RetainedSettings(Settings):
    """Which buckets hold backups or evidence."""

    backup_tags: tuple[str, ...] = Field(
        default=("pods:backup",),
        description="Keys of the tags that buckets of backups or evidence carry.",
    )


def _check(stack: Stack, settings: RetainedSettings) -> Iterator[Verdict]:
    buckets = [one for one in stack.of_type(*BUCKETS) if _is_tagged(one, settings)]
    reported = [one for plan in stack.of_type(REPORT_PLAN) for one in _reported_to(stack, plan)]
    stores = {one.urn: one for one in (*stack.of_type(*VAULTS), *buckets, *reported)}
    if not stores:
        yield NotApplicable("no store of backups or evidence in this stack")
    for store in stores.values():
        yield _judged(store, settings)


def _judged(store: Resource, settings: RetainedSettings) -> Verdict:
    retained = store.options.retain_on_delete
    if retained is UNKNOWN:
        return NotApplicable(_NOT_TOLD, store)
    if retained is True:
        return Kept(store)
    tier = tier_of(store, settings)
    required = f"backups and evidence of tier {tier} stay when the stack goes (A6)"
    return Finding(store, "retain_on_delete is not set", required, _CHANGE)


def _is_tagged(bucket: Resource, settings: RetainedSettings) -> bool:
    tags = tags_of(bucket)
    return any(tags.get(key) is not ABSENT for key in settings.backup_tags)


def _reported_to(stack: Stack, plan: Resource) -> tuple[Resource, ...]:
    return resolve(stack, plan, ("reportDeliveryChannel", "s3BucketName"), *BUCKETS).everything


RETAINED = StackRule(
    id="BC-DEL-003",
    title="Backup stores outlive the stack that made them",
    severity=Severity.HIGH,
    requirements=("A6",),
    reads=(*VAULTS, *BUCKETS, REPORT_PLAN),
    checks="The resource option `retain_on_delete` is on for every backup vault, every bucket with "
    "a tag of backups, and every bucket that AWS Backup delivers its reports to. The engine does "
    "not pass the option to policies; exported states carry it.",
    why="Even a destruction that was meant must not take the backups along: they are what a "
    "mistake is found by, weeks later.",
    remediation="Pass opts=pulumi.ResourceOptions(retain_on_delete=True); who really wants the "
    "store gone deletes it in the account afterwards.",
    clauses=DELETION_PROTECTION,
    settings=RetainedSettings,
    example=(resource(VAULTS[0], "clinic-vault", {}, options=Options(retain_on_delete=False)),),
    check=_check,
)
