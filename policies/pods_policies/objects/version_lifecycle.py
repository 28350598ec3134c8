"""BC-OBJ-002: no lifecycle rule removes objects or their versions before the tier's retention."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic import Field

from pods_policies.clauses import BACKUPS
from pods_policies.reading import ABSENT, UNKNOWN, Missing, UnreadableValueError, number, read
from pods_policies.relations.attachments import Attachments, attachments
from pods_policies.relations.data.bucket_purposes import derived
from pods_policies.relations.data.data_resources import BUCKETS
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["VERSION_LIFECYCLE", "VersionLifecycleSettings"]

LIFECYCLES: Final = (
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
)


class VersionLifecycleSettings(Settings):
    """How long objects and their versions are kept."""

    retention_days: dict[str, int] = Field(
        default={"1": 35, "2": 35, "3": 14, "4": 7},
        description="Days for which objects, and versions that were overwritten or deleted, are "
        "kept at least, by tier.",
    )

    def days(self, tier: int) -> int:
        """Return the days that a tier needs."""
        return self.retention_days.get(str(tier), 0)


@dataclass(frozen=True, slots=True)
class _Removal:
    """One thing that a rule removes, and after how many days."""

    place: str
    what: str
    days: float | Missing
    """`ABSENT` for what is no number."""


def _check(stack: Stack, settings: VersionLifecycleSettings) -> Iterator[Verdict]:
    buckets = stack.of_type(*BUCKETS)
    if not buckets:
        yield NotApplicable("no bucket in this stack")
        return
    lifecycles = attachments(stack, LIFECYCLES, ("bucket",), *BUCKETS)
    for bucket in buckets:
        reason = derived(stack, bucket)
        if reason:
            yield NotApplicable(reason, bucket)
        else:
            yield from _judge(bucket, lifecycles, settings)


def _judge(
    bucket: Resource, lifecycles: Attachments, settings: VersionLifecycleSettings
) -> Iterator[Verdict]:
    tier = tier_of(bucket, settings)
    needed = settings.days(tier)
    required = f"tier {tier} keeps objects and their versions for {needed} days or more (A11)"
    verdicts = [
        verdict
        for one in (*lifecycles.of(bucket), bucket)
        for verdict in _of_rules(one, _rows(one), needed, required)
    ]
    perhaps = lifecycles.perhaps_of(bucket)
    if verdicts:
        yield from verdicts
    elif any(_is_short(one, needed) for one in perhaps):
        plain = Change("bucket", "", f"name the bucket of {perhaps[0].label} plainly")
        observed = "which lifecycle belongs to the bucket is not known before the update"
        yield Undecided(bucket, observed, required, plain)
    else:
        yield Kept(bucket)


def _rows(one: Resource) -> Any:
    if one.type in LIFECYCLES:
        return one.declared("rules")
    # What the provider reports in the bucket itself comes from another resource.
    return ABSENT if one.inputs is None else one.declared("lifecycleRules")


def _is_short(one: Resource, needed: float) -> bool:
    return bool(list(_of_rules(one, _rows(one), needed, "")))


def _of_rules(one: Resource, rows: Any, needed: float, required: str) -> Iterator[Verdict]:
    if rows is UNKNOWN:
        plain = Change("rules", "", "give the rules plainly")
        yield Undecided(one, "its rules are not known before the update", required, plain)
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        start = f"{'rules' if one.type in LIFECYCLES else 'lifecycleRules'}[{index}]"
        if row is UNKNOWN:
            observed = f"{start} is not known before the update"
            yield Undecided(one, observed, required, Change(start, "", "give it plainly"))
        elif not _is_off(row):
            for removal in _removals(row, start):
                yield from _verdict(one, removal, needed, required)


def _is_off(row: Any) -> bool:
    return read(row, "status") == "Disabled" or read(row, "enabled") is False


def _removals(row: Any, start: str) -> Iterator[_Removal]:
    """Yield what a rule removes; unfinished uploads and bare delete markers are no data."""
    earlier = read(row, "noncurrentVersionExpiration")
    prop = "days" if "lifecycleRules" in start else "noncurrentDays"
    if earlier is not ABSENT:
        days = _days(read(earlier, prop))
        yield _Removal(f"{start}.noncurrentVersionExpiration.{prop}", "earlier versions", days)
    now = read(row, "expiration")
    if read(now, "date") not in (ABSENT, ""):
        # From that day on it removes all that is there, however new.
        days = UNKNOWN if read(now, "date") is UNKNOWN else 0
        yield _Removal(f"{start}.expiration.date", "objects", days)
    elif now is UNKNOWN or read(now, "days") is not ABSENT:
        yield _Removal(f"{start}.expiration.days", "objects", _days(read(now, "days")))


def _days(value: Any) -> float | Missing:
    try:
        return number(value)
    except UnreadableValueError:
        return ABSENT


def _verdict(one: Resource, removal: _Removal, needed: float, required: str) -> Iterator[Verdict]:
    change = Change(removal.place, f"{needed:g}")
    if removal.days is UNKNOWN:
        observed = f"{removal.place} is not known before the update"
        yield Undecided(one, observed, required, change)
    elif isinstance(removal.days, Missing):
        yield Finding(one, f"{removal.place} is no number", required, change)
    elif removal.days < needed and not _is_none(removal):
        when = (
            "from a date on" if removal.place.endswith("date") else f"after {removal.days:g} days"
        )
        yield Finding(one, f"{removal.place} removes {removal.what} {when}", required, change)


def _is_none(removal: _Removal) -> bool:
    """In a state the provider writes 0 days where a rule removes delete markers only."""
    return removal.days == 0 and not removal.place.endswith("date")


VERSION_LIFECYCLE = StackRule(
    id="BC-OBJ-002",
    title="No lifecycle rule removes objects or their versions before the tier's retention",
    severity=Severity.HIGH,
    requirements=("A11",),
    reads=(*BUCKETS, *LIFECYCLES),
    checks="No enabled rule of a bucket's lifecycle removes versions that were overwritten or "
    "deleted, or current objects, in fewer days than the tier keeps them (35 for tiers 1 and 2); "
    "a removal from a date on takes new objects, too. Buckets that hold what canaries leave, an "
    "inventory, or a page of the program, are left out.",
    why="Versions help only as long as they are there. A rule that was meant to save money, or "
    "one that an attacker adds, ends them before the damage is noticed.",
    remediation="Raise noncurrent_days or days of the rule to the tier's retention.",
    clauses=BACKUPS,
    settings=VersionLifecycleSettings,
    example=(
        resource(BUCKETS[0], "clinic-files", {"bucket": "clinic-files"}),
        resource(
            LIFECYCLES[0],
            "clinic-files",
            {
                "bucket": "clinic-files",
                "rules": [
                    {
                        "status": "Enabled",
                        "noncurrentVersionExpiration": {"noncurrentDays": 7},
                    }
                ],
            },
        ),
    ),
    check=_check,
)
