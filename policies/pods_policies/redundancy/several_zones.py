"""BC-HA-003: what serves stands in two zones; what stands in one zone by design has its twin."""

from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.places.networks import (
    CLASSIC_BALANCER,
    ENDPOINT,
    FUNCTION,
    KAFKA,
    LOAD_BALANCER,
    PLACED_TYPES,
    Placement,
    placement_of,
)
from pods_policies.relations.places.zones import SUBNET, Zones
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.membership import members_of
from pods_policies.relations.serving.services import (
    CONTAINERS,
    GROUP,
    INSTANCE,
    NODES,
    Pair,
    services_of,
)
from pods_policies.relations.serving.twins import peered
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import (
    Change,
    Finding,
    Kept,
    NotApplicable,
    Undecided,
    Verdict,
    keyword,
)

__all__ = ["SEVERAL_ZONES"]

_LEAST: Final = 2
_BY_OTHER_RULES: Final = (INSTANCE, NODES, KAFKA)
"""A lone instance is BC-HA-008's; node groups of a cluster and brokers have rules of their own."""
_JUDGED: Final = tuple(kind for kind in PLACED_TYPES if kind not in _BY_OTHER_RULES)
_DEFAULT_PROPS: Final = {
    GROUP: "vpcZoneIdentifiers",
    LOAD_BALANCER: "subnets",
    CLASSIC_BALANCER: "subnets",
    CONTAINERS: "networkConfiguration.subnets",
    FUNCTION: "vpcConfig.subnetIds",
}
_OTHER_ENDPOINTS: Final = {
    "Gateway": "a gateway endpoint stands in no subnet",
    "GatewayLoadBalancer": "AWS gives each zone an endpoint of its own to such a service",
}
_WITHOUT_SUBNETS: Final = {
    FUNCTION: "outside of a VPC AWS runs it in several zones",
    CONTAINERS: "its tasks stand where its container instances do",
}


def _check(stack: Stack, settings: TieredSettings) -> Iterator[Verdict]:
    placed = stack.of_type(*_JUDGED)
    if not placed:
        yield NotApplicable("nothing in this stack stands in subnets")
    twins, peers = _twins(stack, settings), peered(stack, settings)
    for one in placed:
        tier = tier_of(one, settings)
        reason = _out_of_question(one)
        if tier > settings.max_tier:
            yield NotApplicable(f"tier {tier} may stand in one zone", one)
        elif reason is not None:
            yield NotApplicable(reason, one)
        elif one.urn in peers:
            yield NotApplicable(f"its other POD is declared in stack {peers[one.urn].stack}", one)
        elif one.urn in twins:
            yield _judge_pods(one, twins[one.urn], tier)
        else:
            yield _judge(one, placement_of(stack, one, settings), tier)


def _out_of_question(one: Resource) -> str | None:
    """Return why the zones of a resource do not matter, or None."""
    if one.type == ENDPOINT:
        kind = one.declared("vpcEndpointType")
        return _OTHER_ENDPOINTS.get("Gateway" if kind is ABSENT else str(kind))
    if one.type in _WITHOUT_SUBNETS:
        first = _DEFAULT_PROPS[one.type].split(".")[0]
        subnets = one.declared(*_DEFAULT_PROPS[one.type].split("."))
        nowhere = subnets is ABSENT and one.declared(first) is not UNKNOWN
        return _WITHOUT_SUBNETS[one.type] if nowhere or subnets == [] else None
    return None


def _twins(stack: Stack, settings: TieredSettings) -> dict[str, tuple[str, Zones]]:
    """Return, for each part of a POD, its service and the zones of the pair it belongs to.

    Only of services that have both PODs here: a POD without its twin is judged by itself.
    """
    members = members_of(stack)
    found: dict[str, tuple[str, Zones]] = {}
    for service in services_of(stack, settings):
        if not service.pairs:
            continue
        pairs = [(pair, _zones(stack, pair, settings)) for pair in service.pairs]
        at_home = service.name, pairs[0][1]
        found |= {one.urn: at_home for one in service.members if members.role(one) is not ABSENT}
        for pair, zones in pairs:
            compute = (*pair.primary, *pair.secondary)
            found |= {one.urn: (service.name, zones) for one in compute}
    return found


def _zones(stack: Stack, pair: Pair, settings: TieredSettings) -> Zones:
    zones = Zones()
    for one in (*pair.primary, *pair.secondary):
        zones |= placement_of(stack, one, settings).zones
    return zones


def _judge_pods(one: Resource, twin: tuple[str, Zones], tier: int) -> Verdict:
    service, zones = twin
    answer = zones.are_at_least(_LEAST)
    if answer is True:
        return Kept(one)
    required = f"tier {tier} needs PODs in two zones (A5)"
    words = "give the PODs subnets in different zones"
    prop = _DEFAULT_PROPS.get(one.type, "subnetIds")
    change = Change(prop, "", words, words_nearby=("availability_zone",))
    if answer is UNKNOWN:
        observed = f"the zones of the PODs of service {service} are not known"
        return Undecided(one, observed, required, change)
    return Finding(one, f"all PODs of service {service} are in {zones}", required, change)


def _judge(one: Resource, placement: Placement, tier: int) -> Verdict:
    prop = placement.prop or _DEFAULT_PROPS.get(one.type, "subnetIds")
    required = f"tier {tier} needs subnets in two zones (A5)"
    spelled = keyword(prop) if keyword(prop) == prop else f"{keyword(prop)} ({prop})"
    words = f"put a subnet of a second zone into {spelled}"
    change = Change(prop, "", words, words_nearby=(keyword(prop), "subnet_ids", "subnets"))
    if placement.prop is None:
        return Undecided(one, "nothing says in which zones it stands", required, change)
    answer = placement.zones.are_at_least(_LEAST)
    if answer is True:
        return Kept(one)
    if answer is False:
        held = placement.zones
        where = f"it stands in {held} alone" if held.possible else f"{keyword(prop)} is empty"
        return Finding(one, where, required, change)
    if _is_in_one_subnet(one, placement.prop):
        return Finding(one, "it stands in one subnet alone", required, change)
    words += ", or give the zones of subnets made elsewhere as subnetZones in the configuration,"
    return Undecided(
        one, "the zones of its subnets are not known", required, Change(prop, "", words)
    )


def _is_in_one_subnet(one: Resource, prop: str) -> bool:
    """Answer whether a list holds one subnet, whose zone need not be known then."""
    subnets = one.declared(*prop.split("."))
    # Associations may put further subnets to an endpoint.
    return isinstance(subnets, list) and len(subnets) == 1 and one.type != ENDPOINT


SEVERAL_ZONES = StackRule(
    id="BC-HA-003",
    title="What serves tier 1 or 2 stands in at least two Availability Zones",
    severity=Severity.CRITICAL,
    requirements=("A4", "A5"),
    reads=(*_JUDGED, SUBNET),
    checks="Subnet groups, Auto Scaling groups, load balancers, ECS services, EKS "
    "clusters, Lambda functions in a VPC, database proxies and interface endpoints name "
    "subnets in at least two zones. A POD stands in one zone by design: what belongs to a POD is "
    "judged on its service, whose PODs together cover two. Where ids are not known yet, the "
    "subnets of this stack tell that the ids will come from; a list that is not known as a whole "
    "is taken to hold all of them. One subnet is one zone, whichever it is. Load balancers and "
    "endpoints take one subnet of each zone, so that subnets made elsewhere count there as well; "
    "and AWS itself refuses application load balancers, database subnet groups and EKS clusters in "
    "one zone.",
    why="What stands in one zone goes with it: a load balancer, a subnet group or an endpoint in "
    "one zone takes the service down although its instances run on in the other.",
    remediation="Name subnets of a second zone. For subnets made elsewhere, give their zones as "
    "subnetZones.",
    clauses=HIGH_AVAILABILITY,
    equivalents=(
        "Security Hub AutoScaling.2",
        "Security Hub ELB.10",
        "Security Hub ELB.13",
        "Security Hub Lambda.5",
        "AWS Config AUTOSCALING_MULTIPLE_AZ",
        "AWS Config CLB_MULTIPLE_AZ",
        "AWS Config ELBV2_MULTIPLE_AZ",
        "AWS Config LAMBDA_VPC_MULTI_AZ_CHECK",
        "Prowler vpc_subnet_different_az",
        "Prowler autoscaling_group_multiple_az",
        "Prowler elbv2_is_in_multiple_az",
        "Prowler vpc_endpoint_multi_az_enabled",
    ),
    settings=TieredSettings,
    example=(
        resource(
            LOAD_BALANCER,
            "clinic",
            {"loadBalancerType": "network", "subnets": [UNKNOWN]},
            {"subnets": (f"urn:pulumi:example::example::{SUBNET}::clinic-a",)},
        ),
        resource(SUBNET, "clinic-a", {"availabilityZone": "us-east-1a"}),
    ),
    check=_check,
)
