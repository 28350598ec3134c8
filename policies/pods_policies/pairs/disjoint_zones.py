"""BC-POD-002: the two PODs of a service share no Availability Zone."""

from collections.abc import Iterator, Mapping
from typing import Final

from pods_policies.clauses import ALTERNATE_SITE, HIGH_AVAILABILITY, united
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.places.zones import SUBNET, Zones, are_disjoint, zones_of
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.peers import Peer
from pods_policies.relations.serving.services import (
    COMPUTE,
    CONTAINERS,
    GROUP,
    INSTANCE,
    NODES,
    SECONDARY,
    Pair,
    PairSettings,
    Service,
    services_of,
)
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.verdicts import (
    Change,
    Finding,
    Kept,
    NotApplicable,
    Undecided,
    Verdict,
    keyword,
)

__all__ = ["DISJOINT_ZONES"]

_REQUIRED: Final = "the loss of one zone must leave a POD (A8)"
_PLACES: Final[Mapping[str, tuple[str, str | None]]] = {
    GROUP: ("vpcZoneIdentifiers", "availabilityZones"),
    INSTANCE: ("subnetId", "availabilityZone"),
    CONTAINERS: ("networkConfiguration.subnets", None),
    NODES: ("subnetIds", None),
}
"""By what compute says where it stands: its subnets, and zones by name."""


def _check(stack: Stack, settings: PairSettings) -> Iterator[Verdict]:
    services = services_of(stack, settings)
    if not services:
        yield NotApplicable("no service in this stack: see BC-POD-001")
    for service in services:
        peer = settings.peer(service.name)
        if service.tier > settings.max_tier:
            yield NotApplicable(f"service {service.name} is of tier {service.tier}")
        elif service.pairs:
            for pair in service.pairs:
                yield from _check_pair(stack, service, pair, settings)
        elif peer is not None and (service.primary or service.secondary):
            yield from _check_peer(stack, service, peer, settings)
        else:
            reason = f"service {service.name} has not both PODs in this stack: see BC-POD-001"
            yield NotApplicable(reason)


def _check_pair(
    stack: Stack, service: Service, pair: Pair, settings: PairSettings
) -> Iterator[Verdict]:
    primary = zones_of(stack, pair.primary, settings.subnet_zones)
    secondary = zones_of(stack, pair.secondary, settings.subnet_zones)
    apart = True if pair.spans_regions else are_disjoint(primary, secondary)
    if apart is True:
        yield Kept(pair.secondary[0])
    elif apart is False:
        shared = ", ".join(sorted(primary.sure & secondary.sure))
        subject = _standing_in(stack, pair.secondary, primary.sure, settings)
        observed = f"the secondary POD of service {service.name} is in {shared}, as the primary is"
        yield Finding(subject, observed, _REQUIRED, _change(subject, f"zones other than {shared}"))
    else:
        yield _not_known(service, pair.secondary[0])


def _check_peer(
    stack: Stack, service: Service, peer: Peer, settings: PairSettings
) -> Iterator[Verdict]:
    """Compare the POD of this stack with what the configuration says of the other one."""
    own = service.primary or service.secondary
    zones = zones_of(stack, own, settings.subnet_zones)
    region = region_of(own[0])
    other = Zones(peer.zones)
    apart = are_disjoint(zones, other)
    if apart is True or (peer.region is not None and region not in (UNKNOWN, peer.region)):
        yield Kept(own[0])
    elif apart is False:
        shared = ", ".join(sorted(zones.sure & other.sure))
        observed = f"service {service.name} is in {shared}, as its {peer.role} POD in {peer.stack}"
        yield Finding(own[0], observed, _REQUIRED, _change(own[0], f"zones other than {shared}"))
    else:
        words = f"give the region or the zones of {peer.stack} as peers in the configuration,"
        observed = f"where the {peer.role} POD of service {service.name} stands is not known"
        yield Undecided(own[0], observed, _REQUIRED, Change("peers", "", words))


def _not_known(service: Service, subject: Resource) -> Verdict:
    observed = f"the zones of the PODs of service {service.name} are not known"
    words = (
        "use subnets of this stack with a plain availability_zone, or give the zones of "
        "subnets made elsewhere as subnetZones in the configuration,"
    )
    change = Change("availabilityZone", "", words, part=SECONDARY)
    return Undecided(subject, observed, _REQUIRED, change)


def _standing_in(
    stack: Stack, members: tuple[Resource, ...], zones: frozenset[str], settings: PairSettings
) -> Resource:
    """Return the first member that stands in one of the zones."""
    standing = (
        one for one in members if zones_of(stack, [one], settings.subnet_zones).sure & zones
    )
    return next(standing, members[0])


def _change(subject: Resource, zones: str) -> Change:
    by_subnet, by_zone = _PLACES[subject.type]
    if by_zone is None or subject.declared(by_subnet.split(".")[0]) is not ABSENT:
        spelled = keyword(by_subnet.rsplit(".", 1)[-1])
        words = f"give {spelled} ({by_subnet}) subnets in {zones}"
        return Change(by_subnet, "", words, words_nearby=("availability_zone",), part=SECONDARY)
    words = f"give {keyword(by_zone)} ({by_zone}) {zones}"
    return Change(by_zone, "", words, part=SECONDARY)


def _example_group(role: str) -> Resource:
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    return resource(
        GROUP,
        f"clinic-{role}",
        {"tags": tags, "vpcZoneIdentifiers": [UNKNOWN]},
        {"vpcZoneIdentifiers": (f"urn:pulumi:example::example::{SUBNET}::clinic-{role}",)},
    )


DISJOINT_ZONES = StackRule(
    id="BC-POD-002",
    title="The two PODs of a service share no Availability Zone",
    severity=Severity.CRITICAL,
    requirements=("A8", "D1"),
    reads=(*COMPUTE, SUBNET),
    checks="The zones of the primary and of the secondary POD have none in common. They are read "
    "from `availability_zones`, or from the subnets; where a subnet's id is not known yet, from "
    "the subnet of this stack that the id will come from. PODs in two Regions pass.",
    why="A POD that stands where the other one stands is lost with it.",
    remediation="Give the secondary POD subnets in another Availability Zone than the primary's.",
    clauses=united(ALTERNATE_SITE, HIGH_AVAILABILITY),
    settings=PairSettings,
    example=(
        _example_group("primary"),
        _example_group("secondary"),
        resource(SUBNET, "clinic-primary", {"availabilityZone": "us-east-1a"}),
        resource(SUBNET, "clinic-secondary", {"availabilityZone": "us-east-1a"}),
    ),
    check=_check,
)
