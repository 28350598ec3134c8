"""BC-CPY-002: copies of backups are kept as long as the backups, and as long as the tier needs."""

from collections.abc import Iterator
from math import inf
from typing import Final

from pydantic import Field

from pods_policies.clauses import BACKUPS
from pods_policies.reading import UNKNOWN
from pods_policies.relations.backups.backup_paths import BackupPath, paths_of
from pods_policies.relations.data.data_copies import follows
from pods_policies.relations.data.data_resources import DATA_TYPES, DATABASE, VAULTS
from pods_policies.relations.data.unbacked import why_unbacked
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["COPY_RETENTION", "CopyRetentionSettings"]

PLAN: Final = "aws:backup/plan:Plan"
SELECTION: Final = "aws:backup/selection:Selection"
LIFECYCLE: Final = "aws:dlm/lifecyclePolicy:LifecyclePolicy"

_PLACES: Final = {
    "backup plan": "copyActions[{}].lifecycle.deleteAfter",
    "snapshot policy": "crossRegionCopyRules[{}].retainRule.interval",
}


class CopyRetentionSettings(TieredSettings):
    """How long copies are kept."""

    retention_days: dict[str, int] = Field(
        default={"1": 35, "2": 35, "3": 7, "4": 1},
        description="Days that copies of backups are kept, at least, by tier.",
    )

    def days(self, tier: int) -> int:
        """Return the days that a tier needs."""
        return self.retention_days.get(str(tier), 0)


def _check(stack: Stack, settings: CopyRetentionSettings) -> Iterator[Verdict]:
    data = stack.of_type(*DATA_TYPES)
    if not data:
        yield NotApplicable("no data resource in this stack")
    for one in data:
        yield from _judge(stack, one, settings)


def _judge(stack: Stack, one: Resource, settings: CopyRetentionSettings) -> Iterator[Verdict]:
    tier = tier_of(one, settings)
    reason = follows(stack, one)
    if tier > settings.max_tier:
        reason = f"tier {tier} may keep copies for less"
    copied = [path for path in paths_of(stack, one) if path.copies]
    if reason is None and not copied:
        reason = why_unbacked(stack, one, tier, settings) or "no backup of it is copied"
    if reason is not None:
        yield NotApplicable(reason, one)
        return
    verdicts = [_of_path(one, path, tier, settings.days(tier)) for path in copied]
    wrong = [verdict for verdict in verdicts if not isinstance(verdict, Kept)]
    yield from wrong or verdicts[:1]


def _of_path(one: Resource, path: BackupPath, tier: int, needed: float) -> Verdict:
    """Judge the copy that is kept longest: one that outlives the source is enough."""
    known = [
        (copy.kept_days, index)
        for index, copy in enumerate(path.copies)
        if isinstance(copy.kept_days, int | float)
    ]
    longest, index = max(known, default=(0.0, 0))
    own = path.kept_days if isinstance(path.kept_days, int | float) else UNKNOWN
    least = needed if own is UNKNOWN else max(needed, own)
    required = (
        f"tier {tier} keeps copies for {needed:g} days or more, and no shorter than what is copied "
        "(B4, A6)"
    )
    change = _change(path, index, least)
    if longest == inf or (longest >= least and own is not UNKNOWN):
        return Kept(one)
    if len(known) < len(path.copies) or longest >= least:
        observed = f"how long {path.source.name} keeps its copies is not known before the update"
        return Undecided(one, observed, required, change)
    lives = "" if own is UNKNOWN else f", and the backup {_lives(own)}"
    observed = f"the copies of {path.source.name} live {_lives(longest)}{lives}"
    return Finding(one, observed, required, change)


def _lives(days: float) -> str:
    return "for ever" if days == inf else f"{days:g} days"


def _change(path: BackupPath, index: int, least: float) -> Change:
    days = "35" if least == inf else f"{least:g}"
    place = _PLACES.get(path.kind)
    prop = f"{path.place}.{place.format(index)}" if place else "retentionPeriod"
    label = path.source.label
    return Change(prop, days, f"{prop}={days} of {label} ({prop}), or no end at all", "for")


COPY_RETENTION = StackRule(
    id="BC-CPY-002",
    title="Copies of backups are kept as long as what they are copied from",
    severity=Severity.HIGH,
    requirements=("A6", "B4"),
    reads=(*DATA_TYPES, *VAULTS, PLAN, SELECTION, LIFECYCLE),
    checks="Of the copies that each backup path of a resource of tiers 1 and 2 makes, the one that "
    "is kept longest is kept for the days of its tier (35), and no shorter than the backup that it "
    "is a copy of. A copy without an end of its own ends with its source.",
    why="A copy is what is left when the Region or the account is lost. If it ends sooner than the "
    "backup at home, damage that is found late can be mended at home only.",
    remediation="Raise delete_after of the copy action's lifecycle, or the retain_rule of the "
    "copy rule.",
    clauses=BACKUPS,
    settings=CopyRetentionSettings,
    example=(
        resource(
            DATABASE,
            "clinic-database",
            {"arn": "arn:aws:rds:us-east-1:111111111111:db:clinic", "backupRetentionPeriod": 35},
        ),
        resource(
            PLAN,
            "clinic-backups",
            {
                "id": "plan-1",
                "rules": [
                    {
                        "targetVaultName": "home",
                        "schedule": "cron(0 5 * * ? *)",
                        "lifecycle": {"deleteAfter": 35},
                        "copyActions": [
                            {
                                "destinationVaultArn": "arn:aws:backup:us-west-2:111111111111:"
                                "backup-vault:copies",
                                "lifecycle": {"deleteAfter": 7},
                            }
                        ],
                    }
                ],
            },
        ),
        resource(
            SELECTION,
            "clinic-backups",
            {
                "planId": "plan-1",
                "resources": ["arn:aws:rds:us-east-1:111111111111:db:clinic"],
            },
        ),
    ),
    check=_check,
)
