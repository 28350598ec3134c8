"""Finds the Availability Zones of a POD or of a list of subnets, also before the subnets exist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pods_policies.reading import ABSENT, UNKNOWN, Truth
from pods_policies.relations.resource import Resource
from pods_policies.relations.serving.services import CONTAINERS, GROUP, INSTANCE, NODES
from pods_policies.relations.stack import Stack

__all__ = ["SUBNET", "SUBNETS", "Zones", "are_disjoint", "zone_of", "zones_among", "zones_of"]

SUBNET: Final = "aws:ec2/subnet:Subnet"
SUBNETS: Final = (SUBNET, "aws:ec2/defaultSubnet:DefaultSubnet")

_SUBNET_PATHS: Final[Mapping[str, tuple[str, ...]]] = {
    GROUP: ("vpcZoneIdentifiers",),
    INSTANCE: ("subnetId",),
    CONTAINERS: ("networkConfiguration", "subnets"),
    NODES: ("subnetIds",),
}
_ZONE_PROPERTIES: Final = {GROUP: "availabilityZones", INSTANCE: "availabilityZone"}


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones that are certainly used, those that may be, and whether that is all of them."""

    sure: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    complete: bool = True

    def __or__(self, other: "Zones") -> "Zones":
        return Zones(
            self.sure | other.sure, self.perhaps | other.perhaps, self.complete and other.complete
        )

    @property
    def possible(self) -> frozenset[str]:
        """Every zone that the POD may use."""
        return self.sure | self.perhaps

    def are_at_least(self, count: int) -> Truth:
        """Answer whether these are so many zones.

        A zone's name and a zone's id may mean the same zone: the larger kind alone is certain.
        """
        by_id = sum("-az" in zone for zone in self.sure)
        if max(by_id, len(self.sure) - by_id) >= count:
            return True
        return False if self.complete and len(self.possible) < count else UNKNOWN

    def __str__(self) -> str:
        """Render as `us-east-1a, us-east-1b`."""
        return ", ".join(sorted(self.possible)) or "no known zone"


def are_disjoint(one: Zones, other: Zones) -> Truth:
    """Answer whether two PODs share no zone; a zone's name and a zone's id cannot be compared."""
    if one.sure & other.sure:
        return False
    spelled = {"-az" in zone for zone in one.possible | other.possible}
    known = one.complete and other.complete and one.possible and other.possible
    apart = not one.possible & other.possible
    return True if known and apart and len(spelled) == 1 else UNKNOWN


def zones_of(stack: Stack, members: Iterable[Resource], outside: Mapping[str, str]) -> Zones:
    """Return the zones of all members of a POD.

    Args:
        stack: the stack, with the subnets it makes.
        members: compute of any kind.
        outside: zones of subnets made elsewhere, by subnet id.
    """
    zones = Zones()
    for member in members:
        path = _SUBNET_PATHS[member.type]
        value = member.declared(*path)
        if value is ABSENT:
            zones |= _named(member)
        else:
            zones |= zones_among(stack, member, path, value, outside)
    return zones


def _named(member: Resource) -> Zones:
    prop = _ZONE_PROPERTIES.get(member.type)
    value = ABSENT if prop is None else member.declared(prop)
    names = value if isinstance(value, list) else [value]
    sure = frozenset(name for name in names if isinstance(name, str))
    return Zones(sure, complete=all(isinstance(name, str) for name in names))


def zones_among(
    stack: Stack,
    of: Resource,
    path: tuple[str, ...],
    value: Any,
    outside: Mapping[str, str],
    *,
    takes_all: bool = False,
) -> Zones:
    """Return the zones of the subnets that a property of a resource names.

    Subnets are found by id, and those that no id finds by the URN that the id comes from.

    Args:
        stack: the stack, with the subnets it makes.
        of: the resource that has the property.
        path: where the value stands; its first key is the one that dependencies are known for.
        value: an id, a list of ids, or `UNKNOWN`.
        outside: zones of subnets made elsewhere, by subnet id.
        takes_all: whether a list that is not known as a whole is taken to hold every subnet that
            it comes from; else any of them may be left out.
    """
    identities = value if isinstance(value, list) else [value]
    zones, matched, unknown = Zones(), set(), 0
    for identity in identities:
        found = stack.with_id(identity, *SUBNETS) if isinstance(identity, str) else []
        if found:
            matched |= {subnet.urn for subnet in found}
            zones |= _certain(found)
        elif isinstance(identity, str) and identity in outside:
            zones |= Zones(frozenset({outside[identity]}))
        else:  # not known yet, or of a provider that keeps ids out of the properties
            unknown += 1
    if not unknown:
        return zones
    sources = [one for one in stack.sources(of, path[0], *SUBNETS) if one.urn not in matched]
    if takes_all and value is UNKNOWN and sources:
        return zones | _certain(sources)
    return zones | _by_source(sources, unknown, whole=value is UNKNOWN)


def _by_source(sources: list[Resource], unknown: int, *, whole: bool) -> Zones:
    zones = _certain(sources)
    if not sources or (not whole and unknown > len(sources)):
        return Zones(perhaps=zones.sure, complete=False)
    counted = len(sources) == 1 if whole else unknown == len(sources)
    if counted or len(zones.possible) == 1:
        return zones
    # Computed from more subnets than it holds: any of their zones may be meant.
    return Zones(perhaps=zones.sure, complete=zones.complete)


def _certain(subnets: Iterable[Resource]) -> Zones:
    names = [zone_of(subnet) for subnet in subnets]
    sure = frozenset(name for name in names if isinstance(name, str))
    return Zones(sure, complete=all(isinstance(name, str) for name in names))


def zone_of(resource: Resource) -> Any:
    """Return the zone of a subnet or reservation: its name, else the zone's id, else `UNKNOWN`."""
    name = resource.declared("availabilityZone")
    if name is not ABSENT:
        return name
    computed = resource.computed("availabilityZone")
    if isinstance(computed, str):
        return computed
    identity = resource.declared("availabilityZoneId")
    return UNKNOWN if identity is ABSENT else identity
