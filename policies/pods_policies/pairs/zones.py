"""Finds the Availability Zones of a POD, also before its subnets exist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pods_policies.pairs.service import GROUP
from pods_policies.reading import ABSENT, UNKNOWN, Truth
from pods_policies.stack import Resource, Stack

__all__ = ["SUBNET", "Zones", "are_disjoint", "zone_of", "zones_of"]

SUBNET: Final = "aws:ec2/subnet:Subnet"


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
        members: Auto Scaling groups and instances.
        outside: zones of subnets made elsewhere, by subnet id.
    """
    zones = Zones()
    for member in members:
        prop = "vpcZoneIdentifiers" if member.type == GROUP else "subnetId"
        subnets = member.declared(prop)
        if subnets is ABSENT:
            zones |= _named(member)
        else:
            zones |= _of_subnets(stack, member, prop, outside)
    return zones


def _named(member: Resource) -> Zones:
    prop = "availabilityZones" if member.type == GROUP else "availabilityZone"
    value = member.declared(prop)
    names = value if isinstance(value, list) else [value]
    sure = frozenset(name for name in names if isinstance(name, str))
    return Zones(sure, complete=len(sure) == len(set(names)))


def _of_subnets(stack: Stack, member: Resource, prop: str, outside: Mapping[str, str]) -> Zones:
    """Resolve subnets by id, and those that no id finds by the URN that the id comes from."""
    value = member.declared(prop)
    identities = value if isinstance(value, list) else [value]
    zones, matched, unknown = Zones(), set(), 0
    for identity in identities:
        found = stack.with_id(identity, SUBNET) if isinstance(identity, str) else []
        if found:
            matched |= {subnet.urn for subnet in found}
            zones |= _certain(found)
        elif isinstance(identity, str) and identity in outside:
            zones |= Zones(frozenset({outside[identity]}))
        else:  # not known yet, or of a provider that keeps ids out of the properties
            unknown += 1
    sources = [one for one in stack.sources(member, prop, SUBNET) if one.urn not in matched]
    return zones | _by_source(sources, unknown, whole=value is UNKNOWN) if unknown else zones


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
