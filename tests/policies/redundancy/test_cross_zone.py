"""Cases of BC-HA-007."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from pods_policies.redundancy.cross_zone import CROSS_ZONE
from pods_policies.relations.resource import resource
from pods_policies.settings import TieredSettings

RULE = "BC-HA-007"
BALANCER = "aws:lb/loadBalancer:LoadBalancer"
CLASSIC = "aws:elb/loadBalancer:LoadBalancer"
TARGETS = "aws:lb/targetGroup:TargetGroup"
UNSET = "it: enable_cross_zone_load_balancing is not set"

CASES: list[tuple[str, str, dict[str, Any], list[str]]] = [
    (
        "pass: a network load balancer",
        BALANCER,
        {"loadBalancerType": "network", "enableCrossZoneLoadBalancing": True},
        [],
    ),
    ("pass: an application load balancer", BALANCER, {"loadBalancerType": "application"}, []),
    ("pass: an application load balancer unless said", BALANCER, {}, []),
    ("pass: a classic one, unless turned off", CLASSIC, {}, []),
    ("pass: targets as their load balancer", TARGETS, {}, []),
    (
        "pass: targets as their load balancer, in words",
        TARGETS,
        {"loadBalancingCrossZoneEnabled": "use_load_balancer_configuration"},
        [],
    ),
    ("pass: targets of all zones", TARGETS, {"loadBalancingCrossZoneEnabled": "true"}, []),
    (
        "fail: a network load balancer",
        BALANCER,
        {"loadBalancerType": "network", "enableCrossZoneLoadBalancing": False},
        ["it: enable_cross_zone_load_balancing is False"],
    ),
    (
        "fail: a classic one",
        CLASSIC,
        {"crossZoneLoadBalancing": False},
        ["it: cross_zone_load_balancing is False"],
    ),
    (
        "fail: targets",
        TARGETS,
        {"loadBalancingCrossZoneEnabled": "false"},
        ["it: load_balancing_cross_zone_enabled is False"],
    ),
    (
        "fail: neither true nor false",
        CLASSIC,
        {"crossZoneLoadBalancing": "yes"},
        ["it: cross_zone_load_balancing is neither true nor false"],
    ),
    (
        "boundary: tier 2",
        BALANCER,
        {"loadBalancerType": "network", "tags": {"pods:tier": "2"}},
        [UNSET],
    ),
    ("absent: a gateway load balancer", BALANCER, {"loadBalancerType": "gateway"}, [UNSET]),
    (
        "unknown: the setting",
        BALANCER,
        {"loadBalancerType": "network", "enableCrossZoneLoadBalancing": UNKNOWN},
        ["undecided: it: enable_cross_zone_load_balancing is not known before the update"],
    ),
    (
        "unknown: the kind of load balancer",
        BALANCER,
        {"loadBalancerType": UNKNOWN},
        ["undecided: it: enable_cross_zone_load_balancing is not known before the update"],
    ),
    (
        "unknown: targets",
        TARGETS,
        {"loadBalancingCrossZoneEnabled": UNKNOWN},
        ["undecided: it: load_balancing_cross_zone_enabled is not known before the update"],
    ),
    (
        "not applicable: a weaker tier",
        BALANCER,
        {"loadBalancerType": "network", "tags": {"pods:tier": "4"}},
        ["n/a: tier 4 may lose the targets of a zone"],
    ),
]


@pytest.mark.requirement("A4")
@pytest.mark.parametrize(
    ("case", "kind", "properties", "expected"), CASES, ids=[one[0] for one in CASES]
)
def test_load_balancers_that_keep_to_their_zone_are_refused(
    judge: Callable[..., list[str]],
    case: str,
    kind: str,
    properties: dict[str, Any],
    expected: list[str],
) -> None:
    """Each kind of load balancer has a default of its own."""
    assert case
    assert judge(RULE, Declared(kind, "it", properties)) == expected


@pytest.mark.parametrize(
    ("kind", "mended"),
    [
        (BALANCER, {"enableCrossZoneLoadBalancing": True}),
        (CLASSIC, {"crossZoneLoadBalancing": True}),
        (TARGETS, {"loadBalancingCrossZoneEnabled": "true"}),
    ],
)
def test_the_remedy_sets_the_property_of_its_kind(kind: str, mended: dict[str, Any]) -> None:
    """A change in place: no resource is replaced for it."""
    assert CROSS_ZONE.mend is not None
    assert CROSS_ZONE.mend(resource(kind, "it", {}), TieredSettings()) == mended
