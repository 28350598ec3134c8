"""What an alarm looks at, how soon it tells, whom it tells, and whose service it is about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

from pods_policies.reading import (
    ABSENT,
    UNKNOWN,
    Missing,
    Truth,
    UnreadableValueError,
    number,
    read,
    some,
)
from pods_policies.relations.references import References, resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.serving.membership import members_of
from pods_policies.relations.stack import Stack

__all__ = [
    "ALARM",
    "CANARY",
    "COMPOSITE",
    "HEALTH_CHECK",
    "TOPIC",
    "is_about_availability",
    "must_report",
    "seconds_to_alarm",
    "told_through",
    "topics_of",
    "watchers_of",
]

ALARM: Final = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE: Final = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
CANARY: Final = "aws:synthetics/canary:Canary"
HEALTH_CHECK: Final = "aws:route53/healthCheck:HealthCheck"
TOPIC: Final = "aws:sns/topic:Topic"

_AVAILABILITY: Final[Mapping[str, frozenset[str]]] = {
    "AWS/Route53": frozenset({"HealthCheckStatus", "HealthCheckPercentageHealthy"}),
    "CloudWatchSynthetics": frozenset({"SuccessPercent", "Failed"}),
    "AWS/ApplicationELB": frozenset(
        {
            "HealthyHostCount",
            "UnHealthyHostCount",
            "HTTPCode_ELB_5XX_Count",
            "HTTPCode_Target_5XX_Count",
        }
    ),
    "AWS/NetworkELB": frozenset({"HealthyHostCount", "UnHealthyHostCount"}),
    "AWS/GatewayELB": frozenset({"HealthyHostCount", "UnHealthyHostCount"}),
    "AWS/ELB": frozenset(
        {"HealthyHostCount", "UnHealthyHostCount", "HTTPCode_ELB_5XX", "HTTPCode_Backend_5XX"}
    ),
    "AWS/EC2": frozenset(
        {"StatusCheckFailed", "StatusCheckFailed_Instance", "StatusCheckFailed_System"}
    ),
    "AWS/AutoScaling": frozenset({"GroupInServiceInstances"}),
    "AWS/ApiGateway": frozenset({"5XXError", "5xx"}),
    "AWS/CloudFront": frozenset({"5xxErrorRate"}),
    "AWS/Lambda": frozenset({"Errors"}),
    "ECS/ContainerInsights": frozenset({"RunningTaskCount"}),
}
"""Metrics that tell whether a service answers or runs, by namespace."""

_SILENT_WHEN_DEAD: Final = frozenset(
    {
        "HealthCheckStatus",
        "HealthCheckPercentageHealthy",
        "SuccessPercent",
        "HealthyHostCount",
        "GroupInServiceInstances",
        "RunningTaskCount",
    }
)
"""Metrics of the present state: where they report nothing, what they watch may be gone."""

_ALARM_STATE: Final = re.compile(r"(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*[\"']?([^\"')]+)")


@dataclass(frozen=True, slots=True)
class _Metric:
    namespace: Any
    name: Any

    @property
    def is_about_availability(self) -> Truth:
        if UNKNOWN in (self.namespace, self.name):
            return UNKNOWN
        if not isinstance(self.namespace, str) or not isinstance(self.name, str):
            return False
        return self.name in _AVAILABILITY.get(self.namespace, frozenset())


def _rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _metrics(alarm: Resource) -> list[_Metric]:
    """Return the metrics of an alarm: its own, or those that its queries compute with."""
    queries = alarm.declared("metricQueries")
    found = [
        _Metric(read(row, "metric", "namespace"), read(row, "metric", "metricName"))
        for row in _rows(queries)
        if row is UNKNOWN or read(row, "metric") is not ABSENT
    ]
    own = _Metric(alarm.declared("namespace"), alarm.declared("metricName"))
    if own.name is not ABSENT:
        found.append(own)
    return [*found, _Metric(UNKNOWN, UNKNOWN)] if queries is UNKNOWN else found


def is_about_availability(alarm: Resource, further: Sequence[str] = ()) -> Truth:
    """Answer whether an alarm tells that a service does not answer or run.

    Args:
        alarm: a metric alarm.
        further: names of a team's own metrics that tell it, too.
    """
    metrics = _metrics(alarm)
    return some(
        [
            *(one.is_about_availability for one in metrics),
            *(isinstance(one.name, str) and one.name in further for one in metrics),
        ]
    )


def must_report(alarm: Resource) -> Truth:
    """Answer whether silence of an alarm's one metric may mean that what it watches is gone."""
    if alarm.declared("metricQueries") not in (ABSENT, []):
        return False  # an expression says itself what is to be made of missing data
    [own] = _metrics(alarm) or [_Metric(ABSENT, ABSENT)]
    about = own.is_about_availability
    return about and own.name in _SILENT_WHEN_DEAD if about is not UNKNOWN else UNKNOWN


def seconds_to_alarm(alarm: Resource) -> float | Missing:
    """Return the period times the data points that must be bad; infinite where none is set."""
    points = alarm.declared("datapointsToAlarm")
    counted = _amount(alarm.declared("evaluationPeriods") if points is ABSENT else points)
    periods = [_amount(alarm.declared("period"))]
    for row in _rows(alarm.declared("metricQueries")):
        periods += [_amount(read(row, "period")), _amount(read(row, "metric", "period"))]
    if alarm.declared("metricQueries") is UNKNOWN or UNKNOWN in (counted, *periods):
        return UNKNOWN
    known = [one for one in periods if not isinstance(one, Missing)]
    if not known or isinstance(counted, Missing):
        return float("inf")
    return max(known) * counted


def _amount(value: Any) -> float | Missing:
    try:
        return number(value)
    except UnreadableValueError:
        return float("inf")


def topics_of(stack: Stack, one: Resource, prop: str) -> References:
    """Return the topics that a property of an alarm, a rule or a notification names."""
    return resolve(stack, one, (prop,), TOPIC)


def told_through(stack: Stack, alarm: Resource) -> list[Resource]:
    """Return the composite alarms whose rule names an alarm."""
    return _composites(stack).get(alarm.urn, [])


_COMPOSITES: WeakKeyDictionary[Stack, dict[str, list[Resource]]] = WeakKeyDictionary()


def _composites(stack: Stack) -> dict[str, list[Resource]]:
    if stack not in _COMPOSITES:
        found: dict[str, list[Resource]] = {}
        for composite in stack.of_type(COMPOSITE):
            inner = {one.urn for one in _inside(stack, composite)}
            for urn in sorted(inner):
                found.setdefault(urn, []).append(composite)
        _COMPOSITES[stack] = found
    return _COMPOSITES[stack]


def _inside(stack: Stack, composite: Resource) -> Iterator[Resource]:
    yield from stack.sources(composite, "alarmRule", ALARM, COMPOSITE)
    rule = composite.declared("alarmRule")
    for name in _ALARM_STATE.findall(rule) if isinstance(rule, str) else []:
        short = name.rsplit(":alarm:", 1)[-1].strip()
        yield from stack.named(short, ALARM)


_WATCHERS: WeakKeyDictionary[Stack, tuple[dict[str, list[Resource]], list[Resource]]] = (
    WeakKeyDictionary()
)


def watchers_of(stack: Stack, service: str) -> tuple[list[Resource], list[Resource]]:
    """Return the alarms, canaries and health checks of a service, and those that may be its.

    One belongs to a service by its own tags or component, or by what its dimensions name.
    """
    if stack not in _WATCHERS:
        _WATCHERS[stack] = _watchers(stack)
    known, doubtful = _WATCHERS[stack]
    return known.get(service, []), doubtful


def _watchers(stack: Stack) -> tuple[dict[str, list[Resource]], list[Resource]]:
    belongs = members_of(stack)
    found: dict[str, list[Resource]] = {}
    doubtful: list[Resource] = []
    for one in stack.of_type(ALARM, CANARY, HEALTH_CHECK):
        own = belongs.service(one)
        names = {own} | {belongs.service(watched) for watched in _watched(stack, one)}
        services = sorted(name for name in names if isinstance(name, str))
        for name in services:
            found.setdefault(name, []).append(one)
        if not services and UNKNOWN in names:
            doubtful.append(one)
    return found, doubtful


def _watched(stack: Stack, alarm: Resource) -> Iterator[Resource]:
    """Yield what the dimensions of an alarm name."""
    for prop in ("dimensions", "metricQueries"):
        for urn in alarm.depends.get(prop, ()):
            if urn in stack.by_urn:
                yield stack.by_urn[urn]
    groups = [alarm.declared("dimensions")]
    groups += [read(row, "metric", "dimensions") for row in _rows(alarm.declared("metricQueries"))]
    for group in groups:
        for value in group.values() if isinstance(group, dict) else ():
            yield from stack.named(value)
