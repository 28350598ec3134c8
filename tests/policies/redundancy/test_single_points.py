"""Cases of BC-HA-008."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-HA-008"
INSTANCE = "aws:ec2/instance:Instance"
VOLUME = "aws:ebs/volume:Volume"
EIP = "aws:ec2/eip:Eip"
ALONE = "no other instance in another zone does its work"

OPEN_ADDRESS = "whether another instance is reached without this address is not known"


def instance(name: str, zone: Any = "us-east-1a", **properties: Any) -> Declared:
    """Return an instance, with the id that it has after the update."""
    given = {**({} if zone is None else {"availabilityZone": zone}), **properties}
    return Declared(INSTANCE, name, given, outputs={"id": f"i-{name}"})


def ours(name: str, zone: Any, image: str = "ami-1", **tags: str) -> Declared:
    """Return an instance of a service."""
    return instance(name, zone, ami=image, tags={"pods:service": "clinic", **tags})


def behind(name: str, targets: Declared | str, one: Declared | str) -> Declared:
    """Return what puts an instance behind a load balancer."""
    given = {"targetGroupArn": targets, "targetId": one}
    return Declared(
        "aws:lb/targetGroupAttachment:TargetGroupAttachment",
        name,
        {prop: each if isinstance(each, str) else UNKNOWN for prop, each in given.items()},
        uses={prop: [each] for prop, each in given.items() if isinstance(each, Declared)},
    )


def address(of: Declared | str | None) -> Declared:
    """Return an address of an instance."""
    by_dependency = isinstance(of, Declared)
    return Declared(
        EIP,
        "address",
        {"instance": UNKNOWN if by_dependency or of is None else of},
        uses={"instance": [of]} if isinstance(of, Declared) else {},
    )


TARGETS = Declared("aws:lb/targetGroup:TargetGroup", "targets", {}, outputs={"arn": "arn:targets"})
OTHERS = Declared("aws:lb/targetGroup:TargetGroup", "others", {})
A, B, A2 = instance("a"), instance("b", "us-east-1b"), instance("a2")
POD_A = ours("primary", "us-east-1a", **{"pods:role": "primary"})
POD_B = ours("secondary", "us-east-1b", **{"pods:role": "secondary"})
POLICY = Declared(
    "aws:dlm/lifecyclePolicy:LifecyclePolicy",
    "snapshots",
    {
        "state": "ENABLED",
        "policyDetails": {
            "resourceTypes": ["VOLUME"],
            "targetTags": {"keep": "yes"},
            "schedules": [{"createRule": {"interval": 12, "intervalUnit": "HOURS"}}],
        },
    },
)

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: two PODs", [POD_A, POD_B], []),
    (
        "pass: behind one load balancer, by dependency",
        [TARGETS, A, B, behind("1", TARGETS, A), behind("2", TARGETS, B)],
        [],
    ),
    (
        "pass: behind one load balancer, by id",
        [TARGETS, A, B, behind("1", "arn:targets", "i-a"), behind("2", "arn:targets", "i-b")],
        [],
    ),
    (
        "pass: behind a classic one",
        [
            A,
            B,
            Declared("aws:elb/loadBalancer:LoadBalancer", "front", {"instances": ["i-a", "i-b"]}),
        ],
        [],
    ),
    (
        "pass: AWS chose another zone",
        [
            ours("a", "us-east-1a"),
            Declared(
                INSTANCE,
                "b",
                {"ami": "ami-1", "tags": {"pods:service": "clinic"}},
                outputs={"availabilityZone": "us-east-1b"},
            ),
        ],
        [],
    ),
    (
        "pass: of one service and image",
        [ours("a", "us-east-1a"), ours("b", "us-east-1b")],
        [],
    ),
    ("pass: an address of a POD", [POD_A, POD_B, address(POD_A)], []),
    (
        "pass: a volume with snapshots",
        [POLICY, Declared(VOLUME, "data", {"tags": {"keep": "yes"}})],
        [],
    ),
    ("fail: an instance alone", [A], [f"a: {ALONE}"]),
    (
        "fail: behind different load balancers",
        [TARGETS, OTHERS, A, B, behind("1", TARGETS, A), behind("2", OTHERS, B)],
        [f"a: {ALONE}", f"b: {ALONE}"],
    ),
    (
        "fail: of one service, with different work",
        [ours("app", "us-east-1a"), ours("search", "us-east-1b", "ami-2")],
        [f"app: {ALONE}", f"search: {ALONE}"],
    ),
    (
        "fail: an address, by dependency",
        [A, address(A)],
        [f"a: {ALONE}", "address: this address leads to one instance alone"],
    ),
    (
        "fail: an address, by id",
        [A, B, address("i-a")],
        [
            f"a: {ALONE}",
            f"b: {ALONE}",
            "address: this address leads to one instance alone",
        ],
    ),
    (
        "fail: an address of an instance made elsewhere",
        [address("i-9")],
        ["address: this address leads to one instance alone"],
    ),
    (
        "fail: a network interface",
        [
            Declared(
                "aws:ec2/networkInterface:NetworkInterface",
                "card",
                {"attachments": [{"instance": "i-9", "deviceIndex": 1}]},
            )
        ],
        ["card: this network interface leads to one instance alone"],
    ),
    (
        "fail: a volume without a backup",
        [POLICY, Declared(VOLUME, "data", {"tags": {"keep": "no"}})],
        ["data: it is the only copy of its data, in one zone"],
    ),
    (
        "boundary: two of a kind in one zone",
        [TARGETS, A, A2, behind("1", TARGETS, A), behind("2", TARGETS, A2)],
        [f"a: {ALONE}", f"a2: {ALONE}"],
    ),
    ("boundary: one POD", [POD_A], [f"primary: {ALONE}"]),
    (
        "absent: no tags",
        [Declared(VOLUME, "data", {})],
        ["data: it is the only copy of its data, in one zone"],
    ),
    (
        "unknown: a zone",
        [ours("a", "us-east-1a"), ours("b", UNKNOWN)],
        [
            "undecided: a: whether its like stands in another zone is not known before the update",
            "undecided: b: whether its like stands in another zone is not known before the update",
        ],
    ),
    (
        "unknown: the zone that AWS chooses",
        [ours("a", "us-east-1a"), ours("b", None)],
        [
            "undecided: a: whether its like stands in another zone is not known before the update",
            "undecided: b: whether its like stands in another zone is not known before the update",
        ],
    ),
    (
        "unknown: which instance an address leads to",
        [address(None)],
        [f"undecided: address: {OPEN_ADDRESS}"],
    ),
    (
        "unknown: the tags of a volume",
        [POLICY, Declared(VOLUME, "data", {"tags": UNKNOWN})],
        ["undecided: data: whether a backup reaches it is not known before the update"],
    ),
    (
        "not applicable: nothing of the kind",
        [],
        ["n/a: no instance, address, network interface or volume in this stack"],
    ),
    (
        "not applicable: a weaker tier",
        [instance("a", tags={"pods:tier": "3"})],
        ["n/a: tier 3 may have a single point of failure"],
    ),
    (
        "not applicable: an address of no instance",
        [Declared(EIP, "address", {"domain": "vpc"})],
        ["n/a: no instance hangs on this address"],
    ),
]


@pytest.mark.requirement("A4", "D1")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_what_exists_once_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Whatever a service needs, something in another zone does as well."""
    assert case
    assert sorted(judge(RULE, *stack)) == sorted(expected)


def test_the_other_pod_may_be_declared_in_another_stack(judge: Callable[..., list[str]]) -> None:
    """An instance is not alone when the configuration declares its twin."""
    config = {"peers": {"clinic": {"stack": "clinic-b"}}}
    assert judge(RULE, POD_A, config=config) == []
    assert judge(RULE, POD_A) == [f"primary: {ALONE}"]
