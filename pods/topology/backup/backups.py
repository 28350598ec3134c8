"""Copies that outlive a Region, an account and an attacker: rules, retention, locks and places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pods.errors import Problem, TopologyError
from pods.topology.backup.audit import Control, audit_controls
from pods.topology.backup.lock import LockLimits, LockPlan, lock_problems, plan_lock
from pods.topology.backup.places import AirGapPlan, place_problems, plan_air_gap
from pods.topology.backup.schedule import BackupSchedule, plan_backup_schedule

__all__ = ["BACKED_UP_TYPES", "BackupsPlan", "plan_backups"]

BACKED_UP_TYPES = ("Aurora", "EBS", "EC2", "RDS", "S3")
"""Types that the backup and restore roles can be given the permissions of."""

_USUAL_DAYS = 35
# AWS keeps continuous backups for no longer (T17).
_LONGEST_CONTINUOUS_DAYS = 35
_LONGEST_DAYS = 36_500
_LONGEST_RESTORE_MINUTES = 44_640


@dataclass(frozen=True, slots=True)
class BackupsPlan:
    """What is kept, for how long, where, and how firmly."""

    region: str
    """Region of the copies."""
    schedule: BackupSchedule
    retention_days: int
    copy_retention_days: int
    continuous_days: int | None
    """Days for which buckets can be restored to any second; None without it."""
    lock: LockPlan | None
    """Lock of the vault at home."""
    copy_lock: LockPlan | None
    """Lock of the vault in the other Region."""
    air_gap: AirGapPlan | None
    resource_types: tuple[str, ...]
    controls: tuple[Control, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is to be known before it is done."""
        found = []
        if self.lock is not None and self.lock.final_on is not None:
            found.append(
                f"compliance lock: made today it is final on {self.lock.final_on.isoformat()}; "
                "from then on nobody, AWS included, can remove it, or delete a backup before its "
                "time. A lock made earlier is final as many days after it was made. Until then "
                "it can be taken back by lock: governance, which replaces it: where the stack is "
                "protected, after pulumi state unprotect of the lock."
            )
        if self.air_gap is not None:
            found.append(
                f"air-gapped vault in {self.air_gap.region}: what is copied into it is kept for "
                f"{self.copy_retention_days} days, and nobody can delete it before. Use account: "
                "false for a stack to throw away."
            )
        if self.schedule.blocked_runs:
            found.append(
                "no hour is free of the database's windows at this interval: its backups of "
                f"{', '.join(self.schedule.blocked_hours)} (UTC) fail. Its own point-in-time "
                "recovery covers them; everything else is backed up."
            )
        return tuple(found)


def plan_backups(
    *,
    name: str,
    region: str = "",
    interval_hours: float = 24,
    start_at: str | None = None,
    avoid_windows: Sequence[str] = (),
    completion_hours: float = 168,
    retention_days: float = _USUAL_DAYS,
    copy_retention_days: float | None = None,
    point_in_time: bool = False,
    account: bool = False,
    air_gap_region: str | None = None,
    has_account_vault: bool = False,
    lock: str = "governance",
    compliance_lock_confirmed: str | None = None,
    grace_days: float = 7,
    lock_minimum_days: float | None = None,
    lock_maximum_days: float | None = None,
    resource_types: Sequence[str] = ("EBS", "EC2", "RDS", "S3"),
    restore_minutes: float = 240,
    home_region: str | None = None,
    today: date | None = None,
) -> BackupsPlan:
    """Plan backups; `has_account_vault` says that a vault of another account takes the copies.

    `today` is when a compliance lock begins its days of grace; without it their end is not known.
    Raises `TopologyError` with everything that AWS would refuse, or would let fail later.
    """
    kept = int(retention_days)
    copied = kept if copy_retention_days is None else int(copy_retention_days)
    continuous = min(kept, _LONGEST_CONTINUOUS_DAYS) if point_in_time else None
    is_air_gapped = account and not has_account_vault
    gap_region = (air_gap_region or region) if is_air_gapped else None
    limits = LockLimits(
        grace_days=int(grace_days),
        minimum_days=None if lock_minimum_days is None else int(lock_minimum_days),
        maximum_days=None if lock_maximum_days is None else int(lock_maximum_days),
    )
    home = {"backups": kept, **({"point-in-time": continuous} if continuous else {})}
    away = {"copies": copied}
    problems = [
        *_kept_problems(kept, copied, int(interval_hours)),
        *place_problems(
            region,
            home_region=home_region,
            air_gap_region=gap_region,
            kept_days=copied,
            resource_types=resource_types,
        ),
        *lock_problems(
            lock, {**home, **away}, limits, name=name, confirmed=compliance_lock_confirmed
        ),
        *_type_problems(resource_types),
        *_restore_problems(int(restore_minutes)),
    ]
    schedule = None
    try:
        schedule = plan_backup_schedule(
            interval_hours=interval_hours,
            start_at=start_at,
            avoid_windows=avoid_windows,
            completion_hours=completion_hours,
        )
    except TopologyError as error:
        problems.extend(error.problems)
    if schedule is None or problems:
        raise TopologyError(*problems)
    return BackupsPlan(
        region=region,
        schedule=schedule,
        retention_days=kept,
        copy_retention_days=copied,
        continuous_days=continuous,
        lock=plan_lock(lock, home, limits, today),
        copy_lock=plan_lock(lock, away, limits, today),
        air_gap=plan_air_gap(gap_region, copied) if gap_region else None,
        resource_types=tuple(dict.fromkeys(resource_types)),
        controls=audit_controls(
            interval_hours=schedule.interval_hours,
            retention_days=kept,
            shortest_days=min([*home.values(), *away.values()]),
            region=region,
            restore_minutes=int(restore_minutes),
            is_locked=lock != "none",
            is_air_gapped=is_air_gapped,
            other_account=has_account_vault,
        ),
    )


def _kept_problems(kept: int, copied: int, interval_hours: int) -> list[Problem]:
    days = {"retention_days": kept, "copy_retention_days": copied}
    problems = [
        Problem(
            f"backups.{subject}",
            f"{value}",
            f"AWS keeps backups for 1 to {_LONGEST_DAYS} days",
            f"Use {_USUAL_DAYS}.",
        )
        for subject, value in days.items()
        if not 1 <= value <= _LONGEST_DAYS
    ]
    if kept * 24 == interval_hours:
        problems.append(
            Problem(
                "backups.retention_days",
                f"{kept}, and a backup every {interval_hours} hours",
                "a backup is kept until the next one is there",
                "Keep for 2 days or more.",
            )
        )
    return problems


def _type_problems(resource_types: Sequence[str]) -> list[Problem]:
    unknown = [each for each in resource_types if each not in BACKED_UP_TYPES]
    if not unknown and resource_types:
        return []
    return [
        Problem(
            "backups.resource_types",
            f"{unknown or list(resource_types)!r}",
            f"one or more of {', '.join(BACKED_UP_TYPES)} are required",
            "Name what is backed up, or leave it out.",
        )
    ]


def _restore_problems(minutes: int) -> list[Problem]:
    if 1 <= minutes <= _LONGEST_RESTORE_MINUTES:
        return []
    return [
        Problem(
            "backups.restore_minutes",
            f"{minutes}",
            f"the target of a restore is 1 to {_LONGEST_RESTORE_MINUTES} minutes",
            "Use 240.",
        )
    ]
