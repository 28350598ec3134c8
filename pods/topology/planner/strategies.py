"""Which way of recovering an objective asks for."""

from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pods.continuity import Disruption, Target
from pods.continuity.durations import as_text

__all__ = ["Strategy", "StrategyChoice", "strategy_for"]


class Strategy(StrEnum):
    """A way of recovering; for the loss of infrastructure, from the cheapest to the quickest."""

    BACKUP_AND_RESTORE = "backup_and_restore"
    """Everything is built anew, and data comes from copies."""
    PILOT_LIGHT = "pilot_light"
    """Data is replicated; the rest is started when it is needed."""
    WARM_STANDBY = "warm_standby"
    """A smaller, running copy of everything takes over and grows."""
    ACTIVE_ACTIVE = "active_active"
    """Every site serves at all times."""
    POINT_IN_TIME = "point_in_time"
    """Data is wound back to the moment before it was damaged."""
    ISOLATED_RESTORE = "isolated_restore"
    """Locked copies are restored where the attacker, or the closed account, does not reach."""
    ROLLBACK = "rollback"
    """The earlier release is put back."""
    FALLBACK = "fallback"
    """The service goes on without what is gone, in the way that the plan names."""


class StrategyChoice(NamedTuple):
    """A strategy, and its neighbours."""

    strategy: Strategy
    because: str
    weaker: Strategy | None
    """One step cheaper and slower; None where there is none."""
    stronger: Strategy | None
    """One step dearer and quicker; None where there is none."""


class _Row(NamedTuple):
    strategy: Strategy
    rto: timedelta
    rpo: timedelta
    text: str


# What each strategy reaches, and so the strictest objective that it is chosen for:
# https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_disaster_recovery.html
# Its words are "hours", "tens of minutes", "minutes" and "near zero"; 24 hours is its own figure
# for backup and restore, and the others are the least that such a word can honestly mean.
_TABLE = (
    _Row(
        Strategy.BACKUP_AND_RESTORE,
        timedelta(hours=24),
        timedelta(hours=1),
        "24 h or less and loses hours of data",
    ),
    _Row(
        Strategy.PILOT_LIGHT,
        timedelta(minutes=30),
        timedelta(minutes=1),
        "tens of minutes and loses minutes of data",
    ),
    _Row(
        Strategy.WARM_STANDBY,
        timedelta(minutes=2),
        timedelta(seconds=1),
        "minutes and loses seconds of data",
    ),
    _Row(
        Strategy.ACTIVE_ACTIVE,
        timedelta(0),
        timedelta(0),
        "almost no time and loses almost nothing",
    ),
)
_LADDER = tuple(row.strategy for row in _TABLE)
_SITES = frozenset({Disruption.INSTANCE, Disruption.AZ, Disruption.REGION})
# Hourly copies that may start an hour late lose two hours (T19).
_SLOWEST_COPY = timedelta(hours=2)


def strategy_for(target: Target, disruption: Disruption) -> StrategyChoice:
    """Return the least costly strategy that reaches both objectives.

    The loss of an instance, a zone or a Region follows the Well-Architected table (REL13-BP02);
    the other kinds are no loss of infrastructure, and have strategies of their own.
    """
    return _choice(target.rto, target.rpo, disruption)


@lru_cache(maxsize=4096)
def _choice(rto: timedelta, rpo: timedelta, disruption: Disruption) -> StrategyChoice:
    asked = f"RTO {as_text(rto)} and RPO {as_text(rpo)}"
    if disruption in _SITES:
        return _site(rto, rpo, asked)
    if disruption is Disruption.DATA_CORRUPTION:
        return _data(rpo, asked)
    if disruption in (Disruption.COMPROMISE, Disruption.ACCOUNT):
        return StrategyChoice(
            Strategy.ISOLATED_RESTORE,
            f"{asked}: what is reachable from the lost account cannot be trusted, "
            "so only locked copies elsewhere bring it back",
            None,
            None,
        )
    if disruption is Disruption.DEPLOYMENT_FAILURE:
        return StrategyChoice(
            Strategy.ROLLBACK, f"{asked}: the earlier release is known to work", None, None
        )
    return StrategyChoice(
        Strategy.FALLBACK,
        f"{asked}: what others run cannot be recovered by us, only done without",
        None,
        None,
    )


def _site(rto: timedelta, rpo: timedelta, asked: str) -> StrategyChoice:
    position = next(place for place, row in enumerate(_TABLE) if row.rto <= rto and row.rpo <= rpo)
    row = _TABLE[position]
    weaker = _LADDER[position - 1] if position else None
    short = f"; {_named(weaker)} takes {_TABLE[position - 1].text}" if weaker else ""
    return StrategyChoice(
        row.strategy,
        f"{asked}: {_named(row.strategy)} takes {row.text}{short} (REL13-BP02)",
        weaker,
        _LADDER[position + 1] if position + 1 < len(_LADDER) else None,
    )


def _data(rpo: timedelta, asked: str) -> StrategyChoice:
    if rpo < _SLOWEST_COPY:
        return StrategyChoice(
            Strategy.POINT_IN_TIME,
            f"{asked}: hourly copies can lose {as_text(_SLOWEST_COPY)}, so data is wound back",
            Strategy.BACKUP_AND_RESTORE,
            None,
        )
    return StrategyChoice(
        Strategy.BACKUP_AND_RESTORE,
        f"{asked}: copies at most {as_text(rpo)} old are enough",
        None,
        Strategy.POINT_IN_TIME,
    )


def _named(strategy: Strategy | None) -> str:
    return (strategy or "").replace("_", " ")
