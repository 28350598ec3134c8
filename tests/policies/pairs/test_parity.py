"""Cases of BC-POD-004."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-POD-004"
HOME, FAR = "us-east-1", "us-west-2"
CACHE, QUEUE, SECRET, ENTRY = (
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:sqs/queue:Queue",
    "aws:secretsmanager/secret:Secret",
    "aws:lb/loadBalancer:LoadBalancer",
)
TARGETS = Declared("aws:lb/targetGroup:TargetGroup", "targets")


def tasks(role: str, label: str | None = None, region: str = HOME, **properties: Any) -> Declared:
    """Return compute of one POD."""
    return part("aws:ecs/service:Service", label or role, role, region, **properties)


def part(
    kind: str, label: str, role: Any = None, region: str = HOME, **properties: Any
) -> Declared:
    """Return a part of the service; without a role it is shared."""
    tags = {"pods:service": "clinic"} | ({} if role is None else {"pods:role": role})
    return Declared(kind, label, {"tags": tags, "region": region, **properties})


def group(role: str, of: Declared | None = None) -> Declared:
    """Return a group, registered in target groups that are made now or in none."""
    rows = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    if of is None:
        return Declared("aws:autoscaling/group:Group", role, {"tags": rows})
    properties = {"tags": rows, "targetGroupArns": [UNKNOWN]}
    return Declared("aws:autoscaling/group:Group", role, properties, uses={"targetGroupArns": [of]})


def attachment(of: Declared, called: Any = UNKNOWN) -> Declared:
    """Return what brings a group behind a load balancer, related by dependency or by name."""
    uses = {"autoscalingGroupName": [of]} if called == UNKNOWN else {}
    return Declared(
        "aws:autoscaling/attachment:Attachment", "in", {"autoscalingGroupName": called}, uses=uses
    )


def unsure(kind: str) -> str:
    """Return what the rule observes where it cannot tell."""
    what = f"whether the secondary POD of service clinic has a {kind}"
    return f"undecided: secondary: {what} is not known before the update"


PAIR = [tasks("primary"), tasks("secondary")]
OVER = [tasks("primary"), tasks("secondary", region=FAR)]
RECOVERY = Declared("pods:index:RecoveryRegion", "clinic")
AWAY = Declared(
    "aws:ecs/service:Service",
    "away",
    {"tags": {"pods:service": "clinic", "pods:role": "primary"}, "region": FAR},
    parent=RECOVERY,
)
NAMED = Declared(
    "aws:autoscaling/group:Group",
    "secondary",
    {"name": "clinic-2", "tags": group("secondary").properties["tags"]},
)
LACKS = "secondary: the secondary POD of service clinic has no"
FEWER = "secondary: the secondary POD of service clinic has 1 of the primary's 2 parts of compute"
UNSERVED = "secondary: the secondary POD of service clinic is behind no load balancer"

CASES: list[tuple[str, Sequence[Declared], list[str]]] = [
    ("pass: compute alone", PAIR, []),
    (
        "pass: each has its cache",
        [*PAIR, part(CACHE, "one", "primary"), part(CACHE, "two", "secondary")],
        [],
    ),
    ("pass: both share the queue", [*PAIR, part(QUEUE, "orders")], []),
    (
        "pass: a shared one stands in",
        [*PAIR, part(QUEUE, "own", "primary"), part(QUEUE, "orders")],
        [],
    ),
    (
        "pass: both are behind a load balancer",
        [TARGETS, group("primary", TARGETS), group("secondary", TARGETS)],
        [],
    ),
    (
        "pass: the secondary by an attachment",
        [TARGETS, group("primary", TARGETS), group("secondary"), attachment(group("secondary"))],
        [],
    ),
    (
        "pass: the secondary by an attachment that names it",
        [TARGETS, group("primary", TARGETS), NAMED, attachment(NAMED, "clinic-2")],
        [],
    ),
    (
        "pass: two Regions, the secret is replicated",
        [*OVER, part(SECRET, "key", replicas=[{"region": FAR}])],
        [],
    ),
    (
        "pass: two Regions, data is asked for elsewhere",
        [*OVER, part("aws:rds/instance:Instance", "db")],
        [],
    ),
    (
        "fail: no cache",
        [*PAIR, part(CACHE, "one", "primary")],
        [f"{LACKS} cache"],
    ),
    (
        "fail: several parts",
        [*PAIR, part(QUEUE, "one", "primary"), part(ENTRY, "two", "primary")],
        [f"{LACKS} load balancer", f"{LACKS} queue"],
    ),
    (
        "fail: the cache of another service",
        [
            *PAIR,
            part(CACHE, "one", "primary"),
            Declared(
                CACHE,
                "two",
                {"tags": {"pods:service": "shop", "pods:role": "secondary", "pods:tier": "3"}},
            ),
        ],
        [f"{LACKS} cache"],
    ),
    (
        "fail: behind no load balancer",
        [TARGETS, group("primary", TARGETS), group("secondary")],
        [UNSERVED],
    ),
    (
        "fail: the attachment is the primary's",
        [group("primary"), group("secondary"), attachment(group("primary"))],
        [UNSERVED],
    ),
    (
        "fail: two Regions share nothing",
        [*OVER, part(QUEUE, "orders"), part(SECRET, "key", replicas=[{"region": "eu-west-1"}])],
        [f"{LACKS} queue", f"{LACKS} secret"],
    ),
    (
        "fail: a recovery Region without the queue",
        [*PAIR, RECOVERY, AWAY, part(QUEUE, "orders")],
        ["away: the recovery Region of service clinic has no queue"],
    ),
    (
        "boundary: as many services of ECS",
        [*PAIR, tasks("primary", "worker"), tasks("secondary", "spare-worker")],
        [],
    ),
    (
        "boundary: one service of ECS too few",
        [*PAIR, tasks("primary", "worker")],
        [FEWER],
    ),
    ("absent: a secret without replicas", [*OVER, part(SECRET, "key")], [f"{LACKS} secret"]),
    (
        "unknown: the role of a cache",
        [*PAIR, part(CACHE, "one", "primary"), part(CACHE, "two", UNKNOWN)],
        [unsure("cache")],
    ),
    (
        "unknown: where a secret is replicated",
        [*OVER, part(SECRET, "key", replicas=UNKNOWN)],
        [unsure("secret")],
    ),
    (
        "unknown: target groups that are not known yet are some",
        [TARGETS, group("primary", TARGETS), group("secondary", TARGETS)],
        [],
    ),
    (
        "not applicable: one POD",
        [tasks("primary")],
        ["n/a: service clinic has not both PODs in this stack: see BC-POD-001"],
    ),
    ("not applicable: nothing", [], ["n/a: no service in this stack: see BC-POD-001"]),
]


@pytest.mark.requirement("A10", "C2")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_secondary_that_lacks_a_part_is_refused(
    judge: Callable[..., list[str]], case: str, stack: Sequence[Declared], expected: list[str]
) -> None:
    """The secondary is the full application stack."""
    assert case
    assert judge(RULE, *stack) == expected
