"""How firmly a vault holds what is in it, and when nobody can change that any more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pods.errors import Problem

__all__ = ["LockLimits", "LockPlan", "lock_problems", "plan_lock"]

_MODES = ("none", "governance", "compliance")
_COMPLIANCE = "compliance"
# AWS's cooling-off time, below which it takes no compliance lock:
# https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
_FEWEST_GRACE_DAYS = 3
_LONGEST_DAYS = 36_500
# What is kept already stays, whatever the limits: they are for new jobs only. A limit that followed
# the rules would change with each of them, and to change a lock is to take it off.
_USUAL_MINIMUM_DAYS = 7


@dataclass(frozen=True, slots=True)
class LockLimits:
    """What is asked of a lock: days of grace, and the shortest and longest that it lets keep."""

    grace_days: int
    minimum_days: int | None
    maximum_days: int | None


@dataclass(frozen=True, slots=True)
class LockPlan:
    """The lock of a vault; jobs that keep for shorter or longer than its limits fail."""

    minimum_days: int
    maximum_days: int | None
    changeable_for_days: int | None
    """Days until a compliance lock is final; None for a governance lock, which never is."""
    final_on: date | None
    """When that is, for a lock made on the day of planning."""


def plan_lock(
    mode: str, kept_days: Mapping[str, int], limits: LockLimits, today: date | None
) -> LockPlan | None:
    """Return the lock of a vault in which the rules keep for `kept_days`; None for no lock.

    Where none is asked for, the lower limit is a week, or what the shortest rule keeps, and there
    is no upper one: a limit that is final would stand against ever keeping for longer.
    """
    if mode == "none":
        return None
    is_final = mode == _COMPLIANCE
    return LockPlan(
        minimum_days=limits.minimum_days or min([_USUAL_MINIMUM_DAYS, *kept_days.values()]),
        maximum_days=limits.maximum_days,
        changeable_for_days=limits.grace_days if is_final else None,
        final_on=today + timedelta(days=limits.grace_days) if is_final and today else None,
    )


def lock_problems(
    mode: str,
    kept_days: Mapping[str, int],
    limits: LockLimits,
    *,
    name: str,
    confirmed: str | None,
) -> list[Problem]:
    """Return what keeps these rules from a vault with such a lock; `kept_days` are by rule."""
    if mode not in _MODES:
        return [
            Problem(
                "backups.lock",
                f"{mode!r}",
                f"one of {', '.join(_MODES)} is required",
                "Use governance; compliance can be undone by nobody.",
            )
        ]
    problems = _unconfirmed(name, confirmed, limits.grace_days) if mode == _COMPLIANCE else []
    if mode == "none":
        if limits.minimum_days is not None or limits.maximum_days is not None:
            problems.append(
                Problem(
                    "backups.lock",
                    "limits of retention, and no lock",
                    "only a lock has limits",
                    "Use governance, or leave the limits out.",
                )
            )
        return problems
    return problems + _limit_problems(kept_days, limits)


def _unconfirmed(name: str, confirmed: str | None, grace_days: int) -> list[Problem]:
    problems = []
    if confirmed != name:
        problems.append(
            Problem(
                "backups.compliance_lock_confirmed",
                "missing" if confirmed is None else f"{confirmed!r}",
                f"a compliance lock, which nobody can ever remove, is asked for twice: "
                f"{name!r} is required",
                f'Write compliance_lock_confirmed: "{name}", or use lock: "governance".',
            )
        )
    if not _FEWEST_GRACE_DAYS <= grace_days <= _LONGEST_DAYS:
        problems.append(
            Problem(
                "backups.grace_days",
                f"{grace_days}",
                f"AWS takes {_FEWEST_GRACE_DAYS} to {_LONGEST_DAYS} days until a lock is final",
                f"Use {_FEWEST_GRACE_DAYS} or more: until then a mistake can be undone.",
            )
        )
    return problems


def _limit_problems(kept_days: Mapping[str, int], limits: LockLimits) -> list[Problem]:
    shortest = 1 if limits.minimum_days is None else limits.minimum_days
    longest = _LONGEST_DAYS if limits.maximum_days is None else limits.maximum_days
    if not 1 <= shortest <= longest <= _LONGEST_DAYS:
        return [
            Problem(
                "backups.lock",
                f"limits of {shortest} and {longest} days",
                f"AWS takes 1 to {_LONGEST_DAYS} days, the smaller first",
                "Correct lock_minimum_days or lock_maximum_days.",
            )
        ]
    return [
        Problem(
            "backups.lock",
            f"{rule} kept for {days} days, and limits of {shortest} and {longest} days",
            "a job outside the limits of its vault's lock fails",
            "Widen the limits, or keep for a time between them.",
        )
        for rule, days in kept_days.items()
        if not shortest <= days <= longest
    ]
