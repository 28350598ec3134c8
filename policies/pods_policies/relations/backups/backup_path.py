"""One way in which a resource is backed up."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from pods_policies.reading import ABSENT, Missing, Truth
from pods_policies.relations.backups.backup_plans import Copy
from pods_policies.relations.references import References
from pods_policies.relations.resource import Resource
from pods_policies.schedules.run_times import RunTimes

__all__ = ["BackupPath", "Kind"]

NO_VAULT = References()

Kind: TypeAlias = Literal[
    "backup plan",
    "snapshot policy",
    "automated backups",
    "point in time",
    "efs backup policy",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPath:
    """One way in which a resource is backed up; what is unknown before the update is `UNKNOWN`."""

    kind: Kind
    source: Resource
    """What makes the backups: a plan, a policy, or the resource itself."""
    rule: int | None
    """Which rule or schedule of the source, from 0."""
    reaches: Truth
    """True, or `UNKNOWN` where it may or may not reach the resource."""
    runs: RunTimes | Missing
    """When a backup is due; `ABSENT` for none at set times."""
    continuous: Truth
    """Whether every change is kept, so that any moment can be restored."""
    kept_days: float | Missing
    """`inf` for backups that are kept for ever."""
    copies: tuple[Copy, ...] = ()
    vault: References = NO_VAULT
    start_minutes: float | Missing = 0
    """How long after its time a backup may still begin."""
    cold_after_days: float | Missing = ABSENT
    """When recovery points move to cold storage."""
    trouble: str = ""
    """Why AWS would refuse its schedule."""

    @property
    def place(self) -> str:
        """Path of its rule or schedule in the properties of the source."""
        if self.rule is None:
            return ""
        word = "rules" if self.kind == "backup plan" else "policyDetails.schedules"
        return f"{word}[{self.rule}]"
