"""Cases of BC-MON-001."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-MON-001"
TAGS = {"pods:service": "clinic", "pods:tier": "1"}
BALANCER = Declared("aws:lb/loadBalancer:LoadBalancer", "entry", {"tags": TAGS})
UNTAGGED = Declared("aws:lb/loadBalancer:LoadBalancer", "other")
KNOWN = Declared(
    "aws:lb/loadBalancer:LoadBalancer",
    "entry",
    {"tags": TAGS},
    outputs={"arnSuffix": "app/entry/1"},
)


def alarm(
    name: str = "answers",
    *,
    tags: Mapping[str, str] | None = None,
    on: tuple[Declared, ...] = (),
    **said: Any,
) -> Declared:
    """Return an alarm on healthy hosts, a minute long, of nothing unless told."""
    properties = {
        "namespace": "AWS/ApplicationELB",
        "metricName": "HealthyHostCount",
        "period": 60,
        "evaluationPeriods": 1,
        "tags": dict(tags or {}),
        **said,
    }
    uses = {"dimensions": on} if on else {}
    return Declared("aws:cloudwatch/metricAlarm:MetricAlarm", name, properties, uses=uses)


def math(period: Any, metric: str = "HTTPCode_ELB_5XX_Count") -> list[dict[str, Any]]:
    """Return queries of an alarm that computes with two metrics."""
    queried = {"namespace": "AWS/ApplicationELB", "stat": "Sum"}
    return [
        {"id": "share", "expression": "100 * errors / requests", "returnData": True},
        {"id": "errors", "metric": {**queried, "metricName": metric, "period": 60}},
        {"id": "requests", "metric": {**queried, "metricName": "RequestCount", "period": period}},
    ]


def computed(queries: Any, **said: Any) -> Declared:
    """Return an alarm on metric math."""
    properties = {"metricQueries": queries, "evaluationPeriods": 1, "tags": TAGS, **said}
    return Declared("aws:cloudwatch/metricAlarm:MetricAlarm", "share", properties)


def canary(
    expression: Any = "rate(1 minute)", *, started: Any = True, tags: Any = None
) -> Declared:
    """Return a canary of the service."""
    properties = {
        "schedule": {"expression": expression},
        "startCanary": started,
        "tags": TAGS if tags is None else tags,
    }
    return Declared("aws:synthetics/canary:Canary", "probe", properties)


def check(**said: Any) -> Declared:
    """Return a health check of the service."""
    return Declared("aws:route53/healthCheck:HealthCheck", "asked", {"tags": TAGS, **said})


PROBE = canary()
ALARM = alarm(tags=TAGS)
NO_ALARM = "entry: service clinic has no alarm on its availability"
NO_PROBE = "entry: service clinic has no probe"
UNPROBED = NO_PROBE.replace("entry", "answers", 1)
UNSURE_ALARM = "whether service clinic has a prompt alarm on its availability is not known yet"
UNSURE_PROBE = "whether service clinic has a prompt probe is not known yet"


def slow(time: str, name: str = "answers") -> str:
    """Return what is said of an alarm that is too slow."""
    return f"{name}: the fastest alarm on its availability of service clinic takes {time}"


NO_EXPRESSIONS: list[Any] = [5, [], None]

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by the tags", [BALANCER, ALARM, PROBE], []),
    ("pass: by what is watched", [BALANCER, alarm(on=(BALANCER,)), PROBE], []),
    (
        "pass: by a dimension's value",
        [KNOWN, alarm(dimensions={"LoadBalancer": "app/entry/1"}), PROBE],
        [],
    ),
    ("pass: metric math", [BALANCER, computed(math(60)), PROBE], []),
    ("pass: a slow one beside", [BALANCER, ALARM, alarm("slow", tags=TAGS, period=300), PROBE], []),
    ("pass: a health check looks", [BALANCER, ALARM, check(type="HTTPS")], []),
    ("pass: a canary by cron", [BALANCER, ALARM, canary("cron(* * * * ? *)")], []),
    (
        "fail: alarm of another",
        [BALANCER, UNTAGGED, alarm(on=(UNTAGGED,)), PROBE],
        [NO_ALARM],
    ),
    (
        "fail: not about availability",
        [BALANCER, alarm(tags=TAGS, metricName="RequestCount"), PROBE],
        [NO_ALARM.replace("entry", "answers", 1)],
    ),
    (
        "fail: a canary that is not started",
        [BALANCER, ALARM, canary(started=False)],
        ["probe: the fastest probe of service clinic takes a time that cannot be read"],
    ),
    (
        "fail: a canary that runs once",
        [BALANCER, ALARM, canary("rate(0 minute)")],
        ["probe: the fastest probe of service clinic takes a time that cannot be read"],
    ),
    (
        "fail: a canary of another schedule",
        [BALANCER, ALARM, canary("cron(0/5 * * * ? *)")],
        ["probe: the fastest probe of service clinic takes 300 s"],
    ),
    (
        "fail: nonsense",
        [BALANCER, alarm(tags=TAGS, period="soon"), canary("often")],
        [
            slow("a time that cannot be read"),
            "probe: the fastest probe of service clinic takes a time that cannot be read",
        ],
    ),
    ("fail: metric math is slow", [BALANCER, computed(math(300)), PROBE], [slow("300 s", "share")]),
    ("fail: a check that asks nothing", [BALANCER, ALARM, check(type="CALCULATED")], [UNPROBED]),
    (
        "fail: a health check that is switched off",
        [BALANCER, ALARM, check(type="HTTPS", disabled=True)],
        ["asked: the fastest probe of service clinic takes a time that cannot be read"],
    ),
    ("pass: one that is not", [BALANCER, ALARM, check(type="HTTPS", disabled=False)], []),
    (
        "unknown: whether a health check is switched off",
        [BALANCER, ALARM, check(type="HTTPS", disabled=UNKNOWN)],
        [f"undecided: asked: {UNSURE_PROBE}"],
    ),
    *(
        (
            f"fail: a schedule that is none: {expression!r}",
            [BALANCER, ALARM, canary(expression)],
            ["probe: the fastest probe of service clinic takes a time that cannot be read"],
        )
        for expression in NO_EXPRESSIONS
    ),
    ("boundary: 60 s", [BALANCER, alarm(tags=TAGS, period=30, evaluationPeriods=2), PROBE], []),
    (
        "boundary: 61 s",
        [BALANCER, alarm(tags=TAGS, period=61), canary("rate(2 minutes)")],
        [slow("61 s"), "probe: the fastest probe of service clinic takes 120 s"],
    ),
    (
        "boundary: one bad point of five is enough",
        [BALANCER, alarm(tags=TAGS, evaluationPeriods=5, datapointsToAlarm=1), PROBE],
        [],
    ),
    ("absent: both", [BALANCER], [NO_ALARM, NO_PROBE]),
    (
        "absent: the period",
        [BALANCER, alarm(tags=TAGS, period=None), PROBE],
        [slow("a time that cannot be read")],
    ),
    (
        "unknown: the period, and whether it is started",
        [BALANCER, alarm(tags=TAGS, period=UNKNOWN), canary(started=UNKNOWN)],
        [f"undecided: answers: {UNSURE_ALARM}", f"undecided: probe: {UNSURE_PROBE}"],
    ),
    (
        "unknown: whose they are",
        [BALANCER, alarm(tags={"pods:service": UNKNOWN}), canary(tags={"pods:service": UNKNOWN})],
        [f"undecided: answers: {UNSURE_ALARM}", f"undecided: probe: {UNSURE_PROBE}"],
    ),
    (
        "unknown: what it is about",
        [BALANCER, alarm(tags=TAGS, metricName=UNKNOWN), PROBE],
        [f"undecided: answers: {UNSURE_ALARM}"],
    ),
    (
        "unknown: the queries",
        [BALANCER, computed(UNKNOWN), PROBE],
        [f"undecided: share: {UNSURE_ALARM}"],
    ),
    (
        "not applicable: no service",
        [UNTAGGED],
        ["n/a: no resource carries the tag pods:service: nothing was checked"],
    ),
    (
        "not applicable: a weak one",
        [Declared(BALANCER.type, "weak", {"tags": {"pods:service": "w", "pods:tier": "2"}})],
        ["n/a: service w is of tier 2"],
    ),
]


@pytest.mark.requirement("D8")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_service_whose_loss_nobody_notices_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """A service of tier 1 has a prompt alarm and a prompt probe."""
    assert case
    assert judge(RULE, *stack) == expected


@pytest.mark.requirement("D8")
def test_a_team_names_its_own_metrics(judge: Callable[..., list[str]]) -> None:
    """A metric of the application may tell more than one of AWS."""
    own = alarm(tags=TAGS, namespace="clinic", metricName="Bookings")
    assert judge(RULE, BALANCER, own, PROBE) == [NO_ALARM.replace("entry", "answers", 1)]
    config = {"availabilityMetrics": ["Bookings"]}
    assert judge(RULE, BALANCER, own, PROBE, config=config) == []
