"""Cases of BC-HA-005."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-HA-005"
GROUP = "aws:autoscaling/group:Group"
TARGETS = Declared("aws:lb/targetGroup:TargetGroup", "targets", {})
CHECKED: Any = {"healthCheckType": "ELB", "healthCheckGracePeriod": 120}
BEHIND: Any = {"targetGroupArns": ["arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/t"]}
UNSET = "it: health_check_type is not set"


def group(called: str = "it", uses: Any = None, **properties: Any) -> Declared:
    """Return an Auto Scaling group."""
    return Declared(GROUP, called, properties, uses=uses or {})


def attachment(of: Declared | None, named: Any = UNKNOWN) -> Declared:
    """Return what puts a group behind a target group, from beside it."""
    return Declared(
        "aws:autoscaling/attachment:Attachment",
        "behind",
        {"autoscalingGroupName": named, "lbTargetGroupArn": UNKNOWN},
        uses={"autoscalingGroupName": [of]} if of else {},
    )


IT, DECOY = group(), group("decoy")
NAMED = group("named", name="clinic")

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by ARN", [group(**BEHIND, **CHECKED)], []),
    ("pass: with the default grace period", [group(**BEHIND, healthCheckType="ELB")], []),
    ("pass: among others", [group(**BEHIND, healthCheckType="EC2,ELB")], []),
    (
        "pass: whether it is behind one is not known, but it would be checked",
        [group(targetGroupArns=UNKNOWN, **CHECKED)],
        [],
    ),
    (
        "fail: of EC2",
        [group(**BEHIND, healthCheckType="EC2")],
        ["it: health_check_type is not ELB"],
    ),
    ("fail: a classic load balancer", [group(loadBalancers=["clinic"])], [UNSET]),
    (
        "fail: a traffic source",
        [group(trafficSources=[{"identifier": "arn:x", "type": "elbv2"}])],
        [UNSET],
    ),
    (
        "fail: a traffic source without a type",
        [group(trafficSources=[{"identifier": "arn:x"}])],
        [UNSET],
    ),
    (
        "fail: by dependency",
        [TARGETS, group(uses={"targetGroupArns": [TARGETS]}, targetGroupArns=UNKNOWN)],
        [UNSET],
    ),
    (
        "fail: an attachment, by dependency",
        [IT, DECOY, attachment(IT)],
        [UNSET],
    ),
    (
        "fail: an attachment, by name",
        [NAMED, DECOY, attachment(None, "clinic")],
        ["named: health_check_type is not set"],
    ),
    (
        "fail: a grace period that is no number",
        [group(**BEHIND, healthCheckType="ELB", healthCheckGracePeriod="long")],
        ["it: health_check_grace_period is not a number"],
    ),
    (
        "boundary: five minutes",
        [group(**BEHIND, healthCheckType="ELB", healthCheckGracePeriod=300)],
        [],
    ),
    (
        "boundary: more than five minutes",
        [group(**BEHIND, healthCheckType="ELB", healthCheckGracePeriod=301)],
        ["it: health_check_grace_period is 301 s"],
    ),
    ("absent: no health check type", [group(**BEHIND)], [UNSET]),
    (
        "unknown: the health check type",
        [group(**BEHIND, healthCheckType=UNKNOWN)],
        ["undecided: it: health_check_type is not known before the update"],
    ),
    (
        "unknown: the grace period",
        [group(**BEHIND, healthCheckType="ELB", healthCheckGracePeriod=UNKNOWN)],
        ["undecided: it: health_check_grace_period is not known before the update"],
    ),
    (
        "unknown: what it stands behind",
        [group(targetGroupArns=UNKNOWN)],
        ["undecided: it: whether it stands behind a load balancer is not known before the update"],
    ),
    (
        "unknown: the type of a traffic source",
        [group(trafficSources=[{"identifier": "arn:x", "type": UNKNOWN}])],
        ["undecided: it: whether it stands behind a load balancer is not known before the update"],
    ),
    (
        "not applicable: behind a service network",
        [group(trafficSources=[{"identifier": "arn:x", "type": "vpc-lattice"}])],
        ["n/a: no load balancer checks this group"],
    ),
    ("not applicable: no group", [], ["n/a: no Auto Scaling group in this stack"]),
    (
        "not applicable: behind nothing",
        [group(targetGroupArns=[], loadBalancers=[])],
        ["n/a: no load balancer checks this group"],
    ),
    (
        "not applicable: a weaker tier",
        [group(**BEHIND, tags=[{"key": "pods:tier", "value": "3"}])],
        ["n/a: tier 3 may wait for people to replace an instance"],
    ),
]


@pytest.mark.requirement("A4", "A7")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_group_that_keeps_broken_instances_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """The load balancer's view counts, soon enough after the start."""
    assert case
    assert judge(RULE, *stack) == expected


def test_the_limit_is_a_setting_of_each_tier(judge: Callable[..., list[str]]) -> None:
    """A team whose application starts fast checks sooner."""
    config = {"graceSeconds": {"1": 60}}
    assert judge(RULE, group(**BEHIND, **CHECKED), config=config) == [
        "it: health_check_grace_period is 120 s"
    ]
