"""BC-MON-001: the loss of a service of tier 1 is noticed within a minute."""

import re
from collections.abc import Iterator
from typing import Any, Final

from pydantic import Field

from pods_policies.clauses import MONITORING
from pods_policies.detection.alarms import (
    ALARM,
    CANARY,
    HEALTH_CHECK,
    is_about_availability,
    seconds_to_alarm,
    watchers_of,
)
from pods_policies.reading import ABSENT, UNKNOWN, Missing, UnreadableValueError, flag
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.services import PairSettings, Service, services_of, subject_of
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.schedules.cron import MalformedScheduleError
from pods_policies.schedules.run_times import read_schedule
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["PROMPT_DETECTION", "DetectionSettings"]

_RATE: Final = re.compile(r"rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)")
_SECONDS: Final = {"minute": 60, "hour": 3600, "day": 86400}
_NEVER: Final = float("inf")


class DetectionSettings(PairSettings):
    """How soon a loss must be noticed."""

    detection_seconds: float = Field(
        default=60,
        gt=0,
        description="Seconds within which an alarm goes off, and between two probes (D8).",
    )
    availability_metrics: tuple[str, ...] = Field(
        default=(),
        description="Names of your own metrics that tell whether a service answers.",
    )


def _check(stack: Stack, settings: DetectionSettings) -> Iterator[Verdict]:
    services = services_of(stack, settings)
    if not services:
        yield NotApplicable("no resource carries the tag pods:service: nothing was checked")
    for service in services:
        if service.tier > settings.max_tier:
            yield NotApplicable(f"service {service.name} is of tier {service.tier}")
        else:
            yield _alarms(stack, settings, service)
            yield _probes(stack, settings, service)


def _required(settings: DetectionSettings, service: Service) -> str:
    limit = f"{settings.detection_seconds:g}"
    return f"people are told within {limit} s that a service of tier {service.tier} is lost (D8)"


def _alarms(stack: Stack, settings: DetectionSettings, service: Service) -> Verdict:
    own, doubtful = watchers_of(stack, service.name)
    kinds = {one.urn: is_about_availability(one, settings.availability_metrics) for one in own}
    sure = [one for one in own if one.type == ALARM and kinds[one.urn] is True]
    maybe = [one for one in own if one.type == ALARM and kinds[one.urn] is UNKNOWN]
    maybe += [one for one in doubtful if one.type == ALARM]
    times = {one.urn: seconds_to_alarm(one) for one in sure}
    return _verdict(
        stack, settings, service, _Kind("alarm on its availability", sure, maybe), times
    )


def _probes(stack: Stack, settings: DetectionSettings, service: Service) -> Verdict:
    own, doubtful = watchers_of(stack, service.name)
    sure = [one for one in own if one.type in (CANARY, HEALTH_CHECK) and _is_probe(one)]
    maybe = [one for one in doubtful if one.type in (CANARY, HEALTH_CHECK) and _is_probe(one)]
    times = {one.urn: _seconds_between(one) for one in sure}
    return _verdict(stack, settings, service, _Kind("probe", sure, maybe), times)


class _Kind:
    """One kind of watcher, those that a service has, and those that may be its."""

    def __init__(self, words: str, sure: list[Resource], maybe: list[Resource]) -> None:
        self.words = words
        self.sure = sure
        self.maybe = maybe


def _verdict(
    stack: Stack,
    settings: DetectionSettings,
    service: Service,
    kind: _Kind,
    times: dict[str, float | Missing],
) -> Verdict:
    required = _required(settings, service)
    known = [(time, one) for one in kind.sure if not isinstance(time := times[one.urn], Missing)]
    best = min(known, key=lambda pair: (pair[0], pair[1].urn), default=None)
    if best is not None and best[0] <= settings.detection_seconds:
        return Kept(best[1])
    open_ones = [*(one for one in kind.sure if times[one.urn] is UNKNOWN), *kind.maybe]
    if open_ones:
        observed = f"whether service {service.name} has a prompt {kind.words} is not known yet"
        return Undecided(open_ones[0], observed, required, _change(open_ones[0]))
    if best is None:
        subject = subject_of(service, stack)
        add = _ADD[kind.words].format(service=service.name)
        observed = f"service {service.name} has no {kind.words}"
        return Finding(subject, observed, required, Change("", "", add, "beside"))
    took = "a time that cannot be read" if best[0] == _NEVER else f"{best[0]:g} s"
    observed = f"the fastest {kind.words} of service {service.name} takes {took}"
    return Finding(best[1], observed, required, _change(best[1]))


_ADD: Final = {
    "alarm on its availability": "add an aws.cloudwatch.MetricAlarm on HealthCheckStatus, "
    'HealthyHostCount or SuccessPercent with period=60 and the tag "pods:service": "{service}"',
    "probe": "add an aws.synthetics.Canary that runs each minute, or an aws.route53.HealthCheck, "
    'with the tag "pods:service": "{service}"',
}


def _change(watcher: Resource) -> Change:
    if watcher.type == ALARM:
        words = "period=60 and datapoints_to_alarm=1 (datapointsToAlarm)"
        return Change("period", "60", words, words_nearby=("period",))
    if watcher.type == CANARY:
        words = 'schedule={"expression": "rate(1 minute)"} and start_canary=True (startCanary)'
        return Change("schedule", "", words)
    return Change("requestInterval", "10")


def _is_probe(watcher: Resource) -> bool:
    """Answer whether it asks the service itself; a calculated check or one of an alarm does not."""
    if watcher.type == CANARY:
        return True
    return watcher.declared("type") not in ("CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL")


def _seconds_between(probe: Resource) -> float | Missing:
    if probe.type == HEALTH_CHECK:  # 10 or 30; how soon it concludes is BC-DNS-003
        disabled = probe.declared("disabled")
        return _NEVER if disabled is True else UNKNOWN if disabled is UNKNOWN else 30
    try:
        started = flag(probe.declared("startCanary"), default=False)
    except UnreadableValueError:
        started = False
    if started is not True:
        return UNKNOWN if started is UNKNOWN else _NEVER
    return _interval(probe.declared("schedule", "expression"))


def _interval(expression: Any) -> float | Missing:
    """Return the seconds between two runs; `rate(0 minute)` runs once and no more."""
    if expression is UNKNOWN or expression is ABSENT or not isinstance(expression, str):
        return UNKNOWN if expression is UNKNOWN else _NEVER
    matched = _RATE.fullmatch(expression.strip())
    if matched is not None:
        return int(matched[1]) * _SECONDS[matched[2]] or _NEVER
    try:
        return read_schedule(expression).worst_gap_hours * 3600
    except MalformedScheduleError:
        return _NEVER


_TAGS: Final = {"tags": {"pods:service": "clinic", "pods:tier": "1"}}

PROMPT_DETECTION = StackRule(
    id="BC-MON-001",
    title="The loss of a service of tier 1 is noticed within a minute",
    severity=Severity.CRITICAL,
    requirements=("D8",),
    reads=(ALARM, CANARY, HEALTH_CHECK),
    checks="Every service of tier 1 has an alarm on a metric of availability whose period times "
    "`datapoints_to_alarm` (else `evaluation_periods`) is 60 s at most, and a probe: a started "
    "canary that runs at least each minute, or a Route 53 health check of an endpoint. Alarms "
    "belong to a service by tag, component or what their dimensions name; those on metric math and "
    "anomalies count with the longest period of their queries.",
    why="Nothing begins before somebody knows. Minutes that an alarm waits are taken from the time "
    "to recover.",
    remediation="Add Alerts and Probes of this library, or an alarm with period=60 and one data "
    "point, and a canary with rate(1 minute); give both the tag pods:service.",
    clauses=MONITORING,
    equivalents=(),
    settings=DetectionSettings,
    example=(
        resource(
            ALARM,
            "clinic-answers",
            {
                **_TAGS,
                "namespace": "AWS/ApplicationELB",
                "metricName": "HealthyHostCount",
                "period": 300,
                "evaluationPeriods": 3,
            },
        ),
    ),
    check=_check,
)
