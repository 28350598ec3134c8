"""BC-MON-005: what reports the loss of a Region does not stand in it alone."""

from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import MONITORING
from pods_policies.detection.alarms import (
    ALARM,
    TOPIC,
    is_about_availability,
    told_through,
    topics_of,
    watchers_of,
)
from pods_policies.reading import UNKNOWN, Missing, Truth, every, some
from pods_policies.relations.places.regions import region_in_arn, region_of
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.services import GROUP, PairSettings, Service, services_of
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["OUTSIDE_VIEW"]


def _check(stack: Stack, settings: PairSettings) -> Iterator[Verdict]:
    services = services_of(stack, settings)
    if not services:
        yield NotApplicable("no resource carries the tag pods:service: nothing was checked")
    for service in services:
        compute = (*service.primary, *service.secondary, *service.away)
        if service.tier > settings.max_tier:
            yield NotApplicable(f"service {service.name} is of tier {service.tier}")
        elif not compute:
            yield NotApplicable(f"service {service.name} has no POD in this stack")
        else:
            yield from _of_service(stack, service, compute)


def _of_service(stack: Stack, service: Service, compute: tuple[Resource, ...]) -> Iterator[Verdict]:
    own, doubtful = watchers_of(stack, service.name)
    alarms = [one for one in own if one.type == ALARM]
    by_region: dict[str | Missing, Resource] = {}
    for one in compute:
        by_region.setdefault(region_of(one), one)
    for region, pod in by_region.items():
        outside = some(
            [
                *(_reports_from_outside(stack, one, pod) for one in alarms),
                *(UNKNOWN for one in doubtful if one.type == ALARM),
            ]
        )
        yield _verdict(service, region, pod, outside)


def _verdict(service: Service, region: str | Missing, pod: Resource, outside: Truth) -> Verdict:
    if outside is True:
        return Kept(pod)
    required = "what reports a POD's loss outlives the POD and its Region (D8, D1)"
    add = (
        "add Probes in other Regions, or an aws.cloudwatch.MetricAlarm on a canary or health check "
        "with its topic in another Region"
    )
    change = Change("region", "", add, "beside")
    if outside is UNKNOWN:
        observed = f"whether service {service.name} is watched from another Region is not known"
        return Undecided(pod, observed, required, change)
    place = "the Region of its provider" if isinstance(region, Missing) else region
    observed = f"no alarm of service {service.name} is outside {place}, where its POD is"
    return Finding(pod, observed, required, change)


def _reports_from_outside(stack: Stack, alarm: Resource, pod: Resource) -> Truth:
    """Answer whether an alarm on availability and a topic of it are in other Regions."""
    told = [alarm, *told_through(stack, alarm)]
    topics = [topics_of(stack, one, "alarmActions") for one in told]
    places = [_is_apart(one, pod) for named in topics for one in named.everything]
    places += [
        _differs(region_in_arn(arn), region_of(pod)) for named in topics for arn in named.elsewhere
    ]
    return every([is_about_availability(alarm), _is_apart(alarm, pod), some(places)])


def _is_apart(one: Resource, pod: Resource) -> Truth:
    """Answer whether a resource is in another Region than a POD.

    Where neither says so, and their providers are set alike, the environment says the same to both.
    """
    regions = region_of(one), region_of(pod)
    if regions == (UNKNOWN, UNKNOWN) and one.provider == pod.provider:
        return False
    return _differs(*regions)


def _differs(one: str | Missing, other: str | Missing) -> Truth:
    return UNKNOWN if isinstance(one, Missing) or isinstance(other, Missing) else one != other


_TAGS: Final = {"pods:service": "clinic", "pods:tier": "1", "pods:role": "primary"}

OUTSIDE_VIEW = StackRule(
    id="BC-MON-005",
    title="What reports the loss of a Region does not stand in it alone",
    severity=Severity.MEDIUM,
    requirements=("D1", "D8"),
    reads=(ALARM, TOPIC, GROUP),
    checks="For every Region in which a service of tier 1 has a POD, at least one alarm on the "
    "availability of the service, and the topic that it is sent to, are in another Region. Alarms "
    "and topics are regional: the loss of one Availability Zone takes none of them.",
    why="A Region that is gone sends no alarm about it. People then learn of it from customers.",
    remediation="Add Probes of this library, or a canary with its alarm and topic in another "
    "Region, with the tag pods:service.",
    clauses=MONITORING,
    settings=PairSettings,
    example=(
        resource(
            GROUP,
            "clinic-primary",
            {
                "region": "us-east-1",
                "tags": [{"key": key, "value": value} for key, value in _TAGS.items()],
            },
        ),
        resource(
            ALARM,
            "clinic-answers",
            {
                "region": "us-east-1",
                "tags": {"pods:service": "clinic"},
                "namespace": "AWS/ApplicationELB",
                "metricName": "HealthyHostCount",
                "alarmActions": ["arn:aws:sns:us-east-1:111122223333:clinic-alerts"],
            },
        ),
    ),
    check=_check,
)
