"""BC-DNS-003: a health check sees a loss within a minute, from several places."""

from collections.abc import Iterator
from typing import Any, Final

from pydantic import Field

from pods_policies.clauses import MONITORING
from pods_policies.reading import ABSENT, UNKNOWN, Truth, UnreadableValueError, flag, number
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.names import HEALTH_CHECK
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["ENDPOINT_TYPES", "HEALTH_CHECKS", "HealthCheckSettings", "detection_seconds"]

ENDPOINT_TYPES: Final = ("HTTP", "HTTPS", "HTTP_STR_MATCH", "HTTPS_STR_MATCH", "TCP")
_INTERVAL: Final = 30
_FAILURES: Final = 3
"""What AWS takes where the program says nothing (T29 of docs/recovery-figures.md)."""


class HealthCheckSettings(TieredSettings):
    """How soon, and from how many places, a loss is seen."""

    max_detection_seconds: int = Field(
        default=60, ge=10, le=300, description="Longest time until a target counts as down (T29)."
    )
    min_checker_regions: int = Field(
        default=3, ge=3, le=8, description="Regions that probe from; AWS takes three at least."
    )


def detection_seconds(check: Resource) -> tuple[float, float]:
    """Return the least and the most time that probing takes to see a loss, by what is known.

    Raises:
        UnreadableValueError: for an interval or a threshold that is no number.
    """
    interval = number(check.declared("requestInterval"))
    failures = number(check.declared("failureThreshold"))
    intervals = (10.0, 30.0) if interval is UNKNOWN else _twice(interval, _INTERVAL)
    thresholds = (1.0, 10.0) if failures is UNKNOWN else _twice(failures, _FAILURES)
    return intervals[0] * thresholds[0], intervals[1] * thresholds[1]


def _twice(value: Any, default: int) -> tuple[float, float]:
    known = float(default if value is ABSENT else value)
    return known, known


def _check(check: Resource, settings: HealthCheckSettings) -> Iterator[Verdict]:
    tier = tier_of(check, settings)
    if tier > settings.max_tier:
        yield NotApplicable(f"tier {tier} may notice a loss later", check)
        return
    kind = check.declared("type")
    asked: list[Verdict] = [*_switches(check, tier)]
    if kind in ENDPOINT_TYPES or kind is UNKNOWN:
        asked += [*_speed(check, tier, settings), *_places(check, tier, settings)]
    found = [one for one in asked if not isinstance(one, Kept)]
    yield from found
    if not found:
        yield Kept(check)


def _switches(check: Resource, tier: int) -> Iterator[Verdict]:
    required = f"tier {tier} is probed at all times, and down means down (D8)"
    for prop, word in (("disabled", "disabled"), ("invertHealthcheck", "inverted")):
        yield from _is_off(check, prop, word, required)
    if check.declared("type") == "CALCULATED" and check.declared("childHealthThreshold") == 0:
        observed = "it counts as healthy whatever its children say"
        yield Finding(check, observed, required, Change("childHealthThreshold", "1"))


def _is_off(check: Resource, prop: str, word: str, required: str) -> Iterator[Verdict]:
    change = Change(prop, "False")
    try:
        answer: Truth = flag(check.declared(prop), default=False)
    except UnreadableValueError:
        yield Finding(check, f"{prop} is neither true nor false", required, change)
        return
    if answer is UNKNOWN:
        observed = f"whether it is {word} is not known before the update"
        yield Undecided(check, observed, required, change)
    elif answer:
        yield Finding(check, f"it is {word}", required, change)


def _speed(check: Resource, tier: int, settings: HealthCheckSettings) -> Iterator[Verdict]:
    limit = settings.max_detection_seconds
    required = f"tier {tier} needs a loss to be seen within {limit} s (D8)"
    words = "request_interval=10 (requestInterval) and failure_threshold=3 (failureThreshold)"
    change = Change("requestInterval", "10", words)
    try:
        least, most = detection_seconds(check)
    except UnreadableValueError:
        observed = "requestInterval or failureThreshold is not a number"
        yield Finding(check, observed, required, change)
        return
    if least > limit:
        yield Finding(check, f"a loss is seen after {least:g} s", required, change)
    elif most > limit:
        observed = f"a loss is seen after {least:g} to {most:g} s, as far as is known"
        yield Undecided(check, observed, required, change)
    else:
        yield Kept(check)


def _places(check: Resource, tier: int, settings: HealthCheckSettings) -> Iterator[Verdict]:
    least = settings.min_checker_regions
    required = f"tier {tier} is probed from {least} Regions, so that no network's fault counts (D8)"
    regions = check.declared("regions")
    change = Change("regions", '["us-east-1", "us-west-2", "eu-west-1"]')
    if regions in (ABSENT, []):  # AWS probes from all of its eight
        return
    if regions is UNKNOWN:
        observed = "the Regions that probe are not known before the update"
        yield Undecided(check, observed, required, change)
    elif not isinstance(regions, list):
        yield Finding(check, "regions is not a list", required, change)
    elif len({str(one) for one in regions if one is not UNKNOWN}) >= least:
        yield Kept(check)
    elif UNKNOWN in regions and len(regions) >= least:
        observed = "some Regions that probe are not known before the update"
        yield Undecided(check, observed, required, change)
    else:
        yield Finding(check, f"it is probed from {len(regions)} Regions", required, change)


HEALTH_CHECKS = ResourceRule(
    id="BC-DNS-003",
    title="A health check sees a loss within a minute, from three Regions",
    severity=Severity.HIGH,
    requirements=("D8",),
    reads=(HEALTH_CHECK,),
    checks="A check of an endpoint probes with `request_interval` times `failure_threshold` of at "
    "most 60 s, from three Regions or from all. No health check is disabled or inverted, nor "
    "counts as healthy without healthy children. What an alarm or other checks tell is as quick "
    "as these are.",
    why="Traffic stays at the lost POD until its health check fails: 90 s by default. A check that "
    "is disabled counts as healthy for ever.",
    remediation="Set request_interval=10 and failure_threshold=3; the interval is fixed when the "
    "check is made, so that it is replaced.",
    clauses=MONITORING,
    settings=HealthCheckSettings,
    example=(
        resource(
            HEALTH_CHECK,
            "clinic-primary",
            {"type": "HTTPS", "requestInterval": 30, "failureThreshold": 3},
        ),
    ),
    check=_check,
)
