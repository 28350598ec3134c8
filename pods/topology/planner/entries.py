"""How soon the loss of a POD is seen, and how soon traffic has left it."""

from collections.abc import Iterator
from datetime import timedelta

from pods.continuity import Disruption, Finding
from pods.continuity.durations import as_text
from pods.continuity.services import StoreKind
from pods.topology.planner.context import Context
from pods.topology.planner.decisions import Ask, Decision
from pods.topology.planner.needs import Need

__all__ = ["REDIRECT", "SLOWEST_DETECTION", "entries"]

_FAST, _SLOW = 10, 30
_USUAL_FAILURES = 3
SLOWEST_DETECTION = timedelta(seconds=_SLOW * _USUAL_FAILURES)
"""The longest that any planned probe takes to see a loss (T29)."""
REDIRECT = timedelta(seconds=60)
"""Until a resolver that had just asked asks again: the time to live of an alias record (T31)."""

# Seeing a loss may take a tenth of the time there is to recover from it.
_SHARE_FOR_DETECTION = 10
_FIRST_SLOW_TIER = 3
# RDS says 60 to 120 seconds; the longer one is counted (T01).
_DATABASE_FAILOVER = timedelta(seconds=120)
_CANARY_FAST, _CANARY_SLOW = 60, 300
_CANARY_RTO = timedelta(hours=1)


def entries(context: Context) -> Iterator[Decision | Finding]:
    """Decide the probes of the entries, and find what no failover between zones can keep."""
    if context.service.load is None or not context.needs:
        return
    yield context.decide_strongest(
        "traffic.check_interval_seconds",
        [Ask(_interval(need), need.capability, _quicker(need)) for need in context.needs],
        lambda ask: _why_interval(context, ask),
    )
    yield context.decide_strongest(
        "traffic.failure_threshold",
        [Ask(_failures(need), need.capability, Disruption.AZ) for need in context.needs],
        lambda ask: (
            f"{ask.value} failed probes in a row are a loss and no accident, and with "
            f"{as_text(REDIRECT)} of redirection they fit {ask.capability}'s RTO"
        ),
    )
    yield context.decide_strongest(
        "probes.interval_seconds",
        [Ask(_canary(need), need.capability, _quicker(need)) for need in context.needs],
        lambda ask: f"{ask.capability} is tried as a customer would, every {ask.value} s",
    )
    yield from _too_quick(context)


def _too_quick(context: Context) -> Iterator[Finding]:
    quickest = timedelta(seconds=_FAST) + REDIRECT
    words = "probes and redirection take at least"
    if context.stores(StoreKind.POSTGRESQL) and quickest < _DATABASE_FAILOVER:
        quickest, words = _DATABASE_FAILOVER, "the database's failover takes up to"
    yield from context.too_strict(
        "rto-below-failover",
        Disruption.AZ,
        "rto",
        quickest,
        (words, f"Allow {as_text(quickest)} or more: no pair of PODs leaves a zone sooner."),
    )


def _quicker(need: Need) -> Disruption:
    instance, zone = need.targets[Disruption.INSTANCE].rto, need.targets[Disruption.AZ].rto
    return Disruption.INSTANCE if instance < zone else Disruption.AZ


def _interval(need: Need) -> int:
    budget = need.targets[_quicker(need)].rto / _SHARE_FOR_DETECTION
    return _SLOW if need.tier >= _FIRST_SLOW_TIER and budget >= SLOWEST_DETECTION else _FAST


def _failures(need: Need) -> int:
    left = need.targets[Disruption.AZ].rto - REDIRECT
    return max(1, min(_USUAL_FAILURES, int(left / timedelta(seconds=_FAST))))


def _canary(need: Need) -> int:
    return _CANARY_FAST if need.targets[_quicker(need)].rto <= _CANARY_RTO else _CANARY_SLOW


def _why_interval(context: Context, ask: Ask) -> str:
    need = next(each for each in context.needs if each.capability == ask.capability)
    rto = as_text(need.targets[_quicker(need)].rto)
    if ask.value == _SLOW:
        return (
            f"{as_text(SLOWEST_DETECTION)} to see a loss are within a tenth of "
            f"{ask.capability}'s RTO of {rto}"
        )
    return (
        f"{ask.capability} is of tier {need.tier}, with an RTO of {rto}: a loss is seen in "
        f"{_FAST * _USUAL_FAILURES} s instead of {int(SLOWEST_DETECTION.total_seconds())} s"
    )
