"""Cases of BC-RTO-001."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared, violations
from pods_policies.failover.recovery_time import RECOVERY_TIME
from pods_policies.sdk.pack import policy_for

RULE = "BC-RTO-001"
TAGS = {"pods:service": "clinic"}
ZONES = {"primary": "us-east-1a", "secondary": "us-east-1b"}


def group(
    role: str, size: Any = 2, most: Any = 4, region: str = "us-east-1", **more: Any
) -> Declared:
    """Return one POD, by default with the full load."""
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    zone = ZONES[role].replace("us-east-1", region)
    properties = {
        "tags": tags,
        "region": region,
        "minSize": size,
        "maxSize": most,
        "availabilityZones": [zone],
        **more,
    }
    name = role if region == "us-east-1" else f"{role}-{region}"
    return Declared("aws:autoscaling/group:Group", name, properties)


def of_service(kind: str, label: str, **properties: Any) -> Declared:
    """Return something that carries the service's tag."""
    return Declared(kind, label, {"tags": TAGS, **properties})


def database(*, multi_az: Any = True, **properties: Any) -> Declared:
    """Return a database of the service."""
    properties = {"multiAz": multi_az, "region": "us-east-1", **properties}
    return of_service("aws:rds/instance:Instance", "db", **properties)


def check(interval: Any = 10, failures: Any = 3, **properties: Any) -> Declared:
    """Return the health check of the entry."""
    quick = {"type": "HTTPS", "requestInterval": interval, "failureThreshold": failures}
    return of_service("aws:route53/healthCheck:HealthCheck", "entry", **{**quick, **properties})


def record(of: Declared | None, ttl: Any = None, role: str = "PRIMARY") -> Declared:
    """Return a failover record that follows a check: an alias, unless it has a time to live."""
    led = (
        {"aliases": [{"name": "x", "zoneId": "Z"}]}
        if ttl is None
        else {"ttl": ttl, "records": ["x"]}
    )
    properties = {"name": "a", "type": "A", "failoverRoutingPolicies": [{"type": role}], **led}
    return Declared(
        "aws:route53/record:Record",
        "name",
        properties | ({} if of is None else {"healthCheckId": UNKNOWN}),
        uses={} if of is None else {"healthCheckId": [of]},
    )


def replica(of: Declared, region: str = "us-west-2", source: Any = UNKNOWN) -> Declared:
    """Return a replica of a database, in another Region."""
    return Declared(
        of.type,
        "copy",
        {"tags": TAGS, "region": region, "replicateSourceDb": source},
        uses={"replicateSourceDb": [of]} if source == UNKNOWN else {},
    )


CHECK, DB = check(), database()
ENTRY = [CHECK, record(CHECK)]
PAIR = [group("primary"), group("secondary")]
FAR = group("secondary", region="us-west-2")
ARN = "arn:aws:rds:us-east-1:123456789012:db:db"
HOME = [*ENTRY, *PAIR]
OVER = [group("primary"), FAR, *ENTRY]
AZ = {"clinic": {"az": 60}}
REGION = {"clinic": {"region": 60}}
NO_REGION = (
    "service clinic takes 24.19 h after the loss of the Region: detection 30 s (entry) + names "
    "60 s (T31) + decision 10 min (assumed) + scale-out 24 h (no POD elsewhere, REL13-BP02)"
)


def slow(first: str, text: str, subject: str) -> str:
    """Return what the rule observes after the loss of a zone."""
    return f"{subject}: service clinic takes {first} after the loss of a zone: {text}"


def steps(detection: str = "30 s (entry)", names: str = "60 s (T31)", **later: str) -> str:
    """Return the sum as the message writes it."""
    after = {"failover": "0 s (no data in one zone)", "scale_out": "0 s (2 of 2 run)", **later}
    return (
        f"detection {detection} + names {names} + failover {after['failover']} + "
        f"scale-out {after['scale_out']}"
    )


RESTORED = "60 min (db is restored, assumed)"

# Of each, the loss of a zone alone: a drill has measured the Region's.
CASES: list[tuple[str, Sequence[Declared], list[str]]] = [
    ("pass: all in place", [*HOME, DB], []),
    (
        "pass: the rest waits in a warm pool",
        [*ENTRY, group("primary"), group("secondary", 1, warmPool={})],
        [],
    ),
    (
        "fail: a database in one zone",
        [*HOME, database(multi_az=False)],
        [slow("61.5 min", steps(failover=RESTORED), "db")],
    ),
    (
        "fail: a long time to live",
        [*PAIR, CHECK, record(CHECK, ttl=3600)],
        [slow("60.5 min", steps(names="60 min (name)"), "name")],
    ),
    (
        "fail: the secondary cannot grow",
        [*ENTRY, group("primary"), group("secondary", 1, 1)],
        [slow("24.02 h", steps(scale_out="24 h (1 of 2 run, and 1 may be launched)"), "secondary")],
    ),
    (
        "fail: one POD in one zone",
        [*ENTRY, group("primary")],
        [slow("24.02 h", steps(scale_out="24 h (one POD in one zone)"), "primary")],
    ),
    (
        "fail: a long warm-up",
        [*ENTRY, group("primary"), group("secondary", 1, defaultInstanceWarmup=900)],
        [
            slow(
                "19.5 min",
                steps(scale_out="18 min (1 of 2 run, the rest launched, assumed)"),
                "secondary",
            )
        ],
    ),
    (
        "fail: a cluster with one instance",
        [*HOME, of_service("aws:rds/cluster:Cluster", "db")],
        [slow("61.5 min", steps(failover=RESTORED), "db")],
    ),
    (
        "fail: a volume",
        [*HOME, of_service("aws:ebs/volume:Volume", "db")],
        [slow("61.5 min", steps(failover=RESTORED), "db")],
    ),
    (
        "fail: an alarm of five minutes that waits for three of them",
        [
            of_service(
                "aws:cloudwatch/metricAlarm:MetricAlarm",
                "alarm",
                name="down",
                period=300,
                evaluationPeriods=3,
            ),
            check(type="CLOUDWATCH_METRIC", cloudwatchAlarmName="down"),
            record(check()),
            *PAIR,
        ],
        [slow("16 min", steps(detection="15 min (alarm)"), "alarm")],
    ),
    (
        "fail: the slowest of the checks behind a check",
        [
            check(30, 10),
            Declared(
                "aws:route53/healthCheck:HealthCheck",
                "all",
                {"tags": TAGS, "type": "CALCULATED", "childHealthchecks": [UNKNOWN]},
                uses={"childHealthchecks": [check()]},
            ),
            record(Declared("aws:route53/healthCheck:HealthCheck", "all"), ttl=601),
            *PAIR,
        ],
        [slow("15.02 min", steps(detection="5 min (entry)", names="10.02 min (name)"), "name")],
    ),
    ("boundary: fifteen minutes", [*PAIR, CHECK, record(CHECK, ttl=870)], []),
    (
        "boundary: a second more",
        [*PAIR, CHECK, record(CHECK, ttl=871)],
        [slow("15.02 min", steps(names="14.52 min (name)"), "name")],
    ),
    (
        "absent: nothing tells a loss, and no name has to change",
        [*PAIR, database(multi_az=None)],
        [
            slow(
                "61.5 min",
                steps("90 s (assumed)", "0 s (no record has to change)", failover=RESTORED),
                "db",
            )
        ],
    ),
    (
        "unknown: whether the database has a standby",
        [*HOME, database(multi_az=UNKNOWN)],
        [
            "undecided: "
            + slow(
                "3.5 min to 61.5 min",
                steps(failover="2 min to 60 min (db is restored, assumed)"),
                "db",
            )
            + ", as far as is known"
        ],
    ),
    (
        "unknown: a threshold that is short enough at its worst",
        [*PAIR, check(10, UNKNOWN), record(check())],
        [],
    ),
    (
        "not applicable: a weaker tier",
        [Declared("aws:ec2/instance:Instance", "one", {"tags": {**TAGS, "pods:tier": "3"}})],
        ["n/a: service clinic is of tier 3"],
    ),
    ("not applicable: data alone", [DB], ["n/a: service clinic has no compute in this stack"]),
    ("not applicable: nothing", [], ["n/a: no service in this stack: see BC-POD-001"]),
]


@pytest.mark.requirement("D5", "B2", "C2")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_recovery_that_takes_longer_than_its_rto_is_refused(
    judge: Callable[..., list[str]], case: str, stack: Sequence[Declared], expected: list[str]
) -> None:
    """Detection, names, failover and scale-out are added up and held against the RTO."""
    assert case
    assert judge(RULE, *stack, config={"measured": REGION}) == expected


RESTORED_ELSEWHERE = (
    "db: service clinic takes 71.5 min after the loss of the Region: detection 30 s (entry) + "
    "names 60 s (T31) + decision 10 min (assumed) + failover 60 min (db is restored, assumed) + "
    "scale-out 0 s (2 of 2 run)"
)
REGIONS: list[tuple[str, Sequence[Declared], dict[str, Any], list[str]]] = [
    ("a replica elsewhere", [*OVER, DB, replica(DB)], {}, []),
    (
        "a replica elsewhere, by its ARN",
        [
            *OVER,
            Declared(DB.type, DB.name, DB.properties, outputs={"arn": ARN}),
            replica(DB, source=ARN),
        ],
        {},
        [],
    ),
    ("objects alone", OVER, {}, []),
    (
        "a restore elsewhere",
        [*OVER, DB],
        {},
        [RESTORED_ELSEWHERE],
    ),
    (
        "a replica in the same Region",
        [*OVER, DB, replica(DB, region="us-east-1")],
        {},
        [RESTORED_ELSEWHERE],
    ),
    ("nothing elsewhere", HOME, {}, [f"primary: {NO_REGION}"]),
    (
        "a declared peer in another Region",
        [*ENTRY, group("primary")],
        {"peers": {"clinic": {"stack": "clinic-west", "region": "us-west-2"}}},
        [],
    ),
    (
        "a peer that is nowhere",
        HOME,
        {"peers": {"clinic": {"stack": "clinic-west"}}},
        [f"primary: {NO_REGION}"],
    ),
]


@pytest.mark.requirement("D5")
@pytest.mark.parametrize(
    ("case", "stack", "config", "expected"), REGIONS, ids=[one[0] for one in REGIONS]
)
def test_the_loss_of_a_region_is_added_up_too(
    judge: Callable[..., list[str]],
    case: str,
    stack: Sequence[Declared],
    config: dict[str, Any],
    expected: list[str],
) -> None:
    """People decide, a replica is promoted, and what is away grows; else all is rebuilt."""
    assert case
    assert judge(RULE, *stack, config={"measured": AZ, **config}) == expected


def test_what_a_drill_measured_wins(judge: Callable[..., list[str]]) -> None:
    """The whole recovery, or one step of it."""
    stack = [*HOME, database(multi_az=False)]
    whole = {"measured": {"clinic": {"az": 899, "region": 3000}}}
    assert judge(RULE, *stack, config=whole) == []
    step = {"measured": {"clinic": {"az.failover": 600, "region": 3000}}}
    assert judge(RULE, *stack, config=step) == []
    late = {"measured": {"clinic": {"az": 901, "region": 3000}}}
    (said,) = judge(RULE, *stack, config=late)
    assert said == slow("15.02 min", "recovery 15.02 min (measured by a drill)", "primary")


def test_the_objective_is_the_plans(judge: Callable[..., list[str]]) -> None:
    """The strictest of the capabilities that need the service, else the configuration's."""
    longer = {"measured": REGION, "objectives": {"clinic": {"az": "2 h/5 min"}}}
    stack = [*HOME, database(multi_az=False)]
    assert judge(RULE, *stack, config=longer) == []
    capability = {
        "name": "Book",
        "owner": "team",
        "tier": 1,
        "services": ["clinic"],
        "objectives": {"az": {"rtoSeconds": 60, "rpoSeconds": 60}},
    }
    content = {
        "name": "clinic",
        "services": {"clinic": {"name": "Clinic", "owner": "team"}},
        "capabilities": {"booking": capability},
    }
    plan = Declared("pods:index:ContinuityPlan", "plan", {"plan": content})
    assert judge(RULE, plan, *HOME, config=longer) == [
        slow("90 s", steps(), "name"),
    ]


def test_a_measurement_of_no_step_is_refused(judge: Callable[..., list[str]]) -> None:
    """A slip in the configuration does not count as measured."""
    (said,) = judge(RULE, *HOME, config={"measured": {"clinic": {"az.failing": 1}}})
    assert said.startswith("the configuration of this rule cannot be used: measured")


@pytest.mark.parametrize(
    ("objectives", "allowed"),
    [
        ({}, "tier 1 allows 15 min for the loss of a zone (D5)"),
        ({"clinic": {"az": "20 min/5 min"}}, "the configuration allows 20 min"),
    ],
    ids=["the tier's", "the configuration's"],
)
def test_who_asks_for_the_time_is_said(objectives: dict[str, Any], allowed: str) -> None:
    """A reader sees which figure would have to change."""
    config = {"measured": REGION, "objectives": objectives}
    slow_stack = [*HOME, database(multi_az=False)]
    (said,) = violations(policy_for(RECOVERY_TIME), *slow_stack, config=config)
    assert allowed in said
