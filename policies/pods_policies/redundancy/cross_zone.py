"""BC-HA-007: load balancers send to targets in every zone."""

from collections.abc import Iterator
from typing import Any, Final

from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.places.networks import (
    CLASSIC_BALANCER,
    LOAD_BALANCER,
    OLD_LOAD_BALANCER,
    OLD_TARGET_GROUP,
    TARGET_GROUP,
)
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, flag_must_be
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Kept, NotApplicable, Verdict

__all__ = ["CROSS_ZONE"]

_BALANCERS: Final = (LOAD_BALANCER, OLD_LOAD_BALANCER)
_GROUPS: Final = (TARGET_GROUP, OLD_TARGET_GROUP)
_AS_THE_BALANCER: Final = "use_load_balancer_configuration"
_PROPS: Final = {
    **dict.fromkeys(_BALANCERS, "enableCrossZoneLoadBalancing"),
    **dict.fromkeys(_GROUPS, "loadBalancingCrossZoneEnabled"),
    CLASSIC_BALANCER: "crossZoneLoadBalancing",
}


def _check(one: Resource, settings: TieredSettings) -> Iterator[Verdict]:
    tier = tier_of(one, settings)
    if tier > settings.max_tier:
        yield NotApplicable(f"tier {tier} may lose the targets of a zone", one)
        return
    prop = _PROPS[one.type]
    required = f"tier {tier} sends to the targets of every zone (A4)"
    change = Change(prop, '"true"' if one.type in _GROUPS else "True")
    demand = Demand(one, prop, required, change)
    declared = one.declared(prop)
    if _is_on_unless_said(one, declared):
        yield Kept(one)
    elif one.declared("loadBalancerType") is UNKNOWN and declared is ABSENT:
        yield demand.unknown
    else:
        yield flag_must_be(demand, wanted=True, default=one.type == CLASSIC_BALANCER)


def _is_on_unless_said(one: Resource, declared: Any) -> bool:
    """Answer whether AWS has it on: always, or as the load balancer, which is judged itself."""
    if one.type in _BALANCERS:
        return one.declared("loadBalancerType") in (ABSENT, "application")
    return one.type in _GROUPS and declared in (ABSENT, _AS_THE_BALANCER)


def _mend(one: Resource, _settings: TieredSettings) -> dict[str, Any]:
    return {_PROPS[one.type]: "true" if one.type in _GROUPS else True}


CROSS_ZONE = ResourceRule(
    id="BC-HA-007",
    title="Load balancers of tier 1 or 2 send to the targets of every zone",
    severity=Severity.MEDIUM,
    requirements=("A4",),
    reads=tuple(_PROPS),
    checks="Cross-zone load balancing is on: of network and gateway load balancers, where AWS has "
    "it off unless asked; of classic ones, where it is on unless turned off; of target groups, "
    "which do as their load balancer does unless they say otherwise. Application load balancers "
    "always have it on, and their target groups may turn it off.",
    why="Without it, each zone's node sends to its own zone alone: when the targets of one zone "
    "fail, what arrives there fails, although the other zone could serve it.",
    remediation="Set enable_cross_zone_load_balancing=True, or take "
    'load_balancing_cross_zone_enabled="false" from the target group.',
    clauses=HIGH_AVAILABILITY,
    equivalents=(
        "Checkov CKV_AWS_138",
        "Checkov CKV_AWS_152",
        "Security Hub ELB.9",
        "AWS Config ELB_CROSS_ZONE_LOAD_BALANCING_ENABLED",
        "AWS Config NLB_CROSS_ZONE_LOAD_BALANCING_ENABLED",
        "Prowler elb_cross_zone_load_balancing_enabled",
        "Prowler elbv2_cross_zone_load_balancing_enabled",
    ),
    settings=TieredSettings,
    example=(resource(LOAD_BALANCER, "clinic-lines", {"loadBalancerType": "network"}),),
    check=_check,
    mend=_mend,
)
