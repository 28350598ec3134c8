"""How long traffic takes to notice a loss, and to go elsewhere."""

from collections.abc import Iterator
from typing import Final

from pods_policies.failover.assumptions import RecoveryTimeSettings
from pods_policies.failover.health_checks import ENDPOINT_TYPES, detection_seconds
from pods_policies.failover.step import Step
from pods_policies.reading import ABSENT, UNKNOWN, UnreadableValueError, number
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.serving.entries import TARGET_GROUPS, records_of
from pods_policies.relations.serving.membership import is_away
from pods_policies.relations.serving.names import (
    ALIAS_SECONDS,
    HEALTH_CHECK,
    failover_role,
    is_alias,
    routing_of,
)
from pods_policies.relations.serving.services import Service
from pods_policies.relations.stack import Stack
from pods_policies.verdicts import Change

__all__ = ["detection_step", "names_step"]

_ALARM: Final = "aws:cloudwatch/metricAlarm:MetricAlarm"
_CHILDREN: Final = 4
"""Deepest that calculated checks are followed."""
_Bounds = tuple[float, float]


def detection_step(stack: Stack, service: Service, settings: RecoveryTimeSettings) -> Step:
    """Return how long it takes until the loss of the primary is seen: by the slowest check."""
    found = [*_by_checks(stack, service)] or [*_by_target_groups(service)]
    if not found:
        assumed = settings.detection_seconds
        words = "let the PRIMARY record follow an aws.route53.HealthCheck with request_interval=10"
        change = Change("healthCheckId", "", words, place="beside")
        return Step("detection", assumed, assumed, "assumed", None, change)
    (low, high), one = max(found, key=lambda each: (each[0][1], each[1].urn))
    if one.type == HEALTH_CHECK:
        words = "request_interval=10 (requestInterval) and failure_threshold=3 (failureThreshold)"
        change = Change("requestInterval", "10", words)
    elif one.type == _ALARM:
        change = Change("period", "60", "period=60 and evaluation_periods=1 (evaluationPeriods)")
    else:
        words = 'health_check={"interval": 10, "unhealthy_threshold": 2} (healthCheck)'
        change = Change("healthCheck.interval", "10", words)
    return Step("detection", low, high, one.name, one, change)


def _by_checks(stack: Stack, service: Service) -> Iterator[tuple[_Bounds, Resource]]:
    for record in records_of(stack, service.name):
        if failover_role(record) == "SECONDARY" or is_away(record):
            continue
        for check in resolve(stack, record, ("healthCheckId",), HEALTH_CHECK).everything:
            yield from _of_check(stack, check, _CHILDREN)


def _of_check(stack: Stack, check: Resource, depth: int) -> Iterator[tuple[_Bounds, Resource]]:
    kind = check.declared("type")
    if kind == "CALCULATED" and depth:
        for child in resolve(stack, check, ("childHealthchecks",), HEALTH_CHECK).everything:
            yield from _of_check(stack, child, depth - 1)
    elif kind == "CLOUDWATCH_METRIC":
        for alarm in resolve(stack, check, ("cloudwatchAlarmName",), _ALARM).everything:
            yield _of_alarm(alarm), alarm
    elif kind in ENDPOINT_TYPES or kind is UNKNOWN:
        try:
            yield detection_seconds(check), check
        except UnreadableValueError:  # said by BC-DNS-003
            yield (0, float("inf")), check


def _of_alarm(alarm: Resource) -> _Bounds:
    periods = alarm.declared("evaluationPeriods")
    enough = alarm.declared("datapointsToAlarm")
    period = _known(alarm.declared("period"), (10, 86400), 300)
    count = _known(periods if enough is ABSENT else enough, (1, 10), 1)
    return period[0] * count[0], period[1] * count[1]


def _by_target_groups(service: Service) -> Iterator[tuple[_Bounds, Resource]]:
    for one in service.members:
        if one.type in TARGET_GROUPS and not is_away(one):
            interval = _known(one.declared("healthCheck", "interval"), (5, 300), 30)
            failures = _known(one.declared("healthCheck", "unhealthyThreshold"), (2, 10), 3)
            yield (interval[0] * failures[0], interval[1] * failures[1]), one


def _known(value: object, widest: _Bounds, default: float) -> _Bounds:
    """Return a figure as bounds: what AWS allows where it is unknown or cannot be read."""
    try:
        known = number(value)
    except UnreadableValueError:
        return widest
    if known is UNKNOWN:
        return widest
    figure = float(known) if isinstance(known, int | float) else default
    return figure, figure


def names_step(stack: Stack, service: Service) -> Step:
    """Return how long resolvers keep sending clients to what was lost."""
    found: list[tuple[_Bounds, Resource]] = []
    for record in records_of(stack, service.name):
        if routing_of(record) is not None:
            alias = is_alias(record)
            ttl = (ALIAS_SECONDS, ALIAS_SECONDS)
            found.append((ttl if alias else _known(record.declared("ttl"), (0, 604800), 0), record))
    if not found:
        return Step("names", 0, 0, "no record has to change")
    (low, high), one = max(found, key=lambda each: (each[0][1], each[1].urn))
    why = "T31" if is_alias(one) else one.name
    return Step("names", low, high, why, one, Change("ttl", "60"))
