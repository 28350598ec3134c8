"""BC-HA-004: what stands in a zone leaves by the NAT gateway of that zone."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.reading import UNKNOWN, Truth, every
from pods_policies.relations.places.routing import (
    ASSOCIATION,
    MAIN,
    NAT,
    ROUTE,
    TABLES,
    WayOut,
    ways_out,
)
from pods_policies.relations.places.zones import SUBNET, Zones, zones_among
from pods_policies.relations.references import References
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["NAT_PER_ZONE", "NatSettings"]

_REGIONAL: Final = "regional"


class NatSettings(TieredSettings):
    """Where NAT gateways made outside the stack are."""

    nat_zones: dict[str, str] = Field(
        default_factory=dict,
        description="Availability Zone of each NAT gateway made outside this stack, by its id; "
        "`regional` for one that spans the zones.",
    )


def _check(stack: Stack, settings: NatSettings) -> Iterator[Verdict]:
    ways = ways_out(stack, settings)
    if not ways:
        yield NotApplicable("no route table of this stack leads through a NAT gateway")
    for way in ways:
        tier = tier_of(way.table, settings)
        if tier > settings.max_tier:
            yield NotApplicable(f"tier {tier} may lose its way out with a zone", way.table)
        elif way.zones == Zones():
            yield NotApplicable("no subnet of this stack uses it", way.table)
        else:
            yield _judge(stack, way, tier, settings)


def _judge(stack: Stack, way: WayOut, tier: int, settings: NatSettings) -> Verdict:
    table = way.table
    required = f"tier {tier} leaves each zone by a NAT gateway of that zone (A4)"
    words = "give each zone a route table of its own, to a NAT gateway in that zone"
    change = Change("natGatewayId", "", f"{words}, instead", "of")
    gateways = [_zones(stack, one, settings) for one in way.gateways]
    answer = every(_own(way.zones, one) for one in gateways)
    if answer is True:
        return Kept(table)
    if answer is UNKNOWN:
        observed = "the zones of its subnets or of its NAT gateway are not known"
        tell = "use subnets with a plain availability_zone, or set subnetZones and natZones"
        return Undecided(table, observed, required, Change("availabilityZone", "", tell))
    wrong = next(one for one in gateways if one is not None and _own(way.zones, one) is False)
    left = Zones(way.zones.sure - wrong.possible)
    observed = f"its subnets in {left} leave by a NAT gateway in {wrong}"
    return Finding(table, observed, required, change)


def _own(used: Zones, gateway: Zones | None) -> Truth:
    """Answer whether a gateway is in the zones that use it; None spans all zones."""
    if gateway is None:
        return True
    if len({"-az" in zone for zone in used.possible | gateway.possible}) > 1:
        return UNKNOWN  # a zone's name and a zone's id
    if gateway.complete and gateway.possible and used.sure - gateway.possible:
        return False
    return (used.complete and not used.possible - gateway.sure) or UNKNOWN


def _zones(stack: Stack, gateway: References, settings: NatSettings) -> Zones | None:
    """Return the zones of what a route refers to; None for NAT gateways that span the zones."""
    zonal = [one for one in gateway.everything if one.declared("availabilityMode") != _REGIONAL]
    elsewhere = [settings.nat_zones.get(one) for one in gateway.elsewhere]
    if gateway.complete and not zonal and all(zone == _REGIONAL for zone in elsewhere):
        return None
    zones = Zones(
        frozenset(zone for zone in elsewhere if zone not in (None, _REGIONAL)),
        complete=gateway.complete and None not in elsewhere,
    )
    for one in zonal:
        zones |= _zone(stack, one, settings)
    if len(zonal) + len(elsewhere) > 1:  # one of several: any of their zones may be meant
        return Zones(perhaps=zones.possible, complete=zones.complete)
    return zones


def _zone(stack: Stack, gateway: Resource, settings: NatSettings) -> Zones:
    if gateway.declared("availabilityMode") is UNKNOWN:
        return Zones(complete=False)
    path = ("subnetId",)
    return zones_among(stack, gateway, path, gateway.declared(*path), settings.subnet_zones)


def _example(kind: str, name: str, **of: str) -> Resource:
    """Return a resource of the example whose properties come from others of it, by type."""
    return resource(
        kind,
        name,
        dict.fromkeys(of, UNKNOWN),
        {prop: (f"urn:pulumi:example::example::{source}",) for prop, source in of.items()},
    )


NAT_PER_ZONE = StackRule(
    id="BC-HA-004",
    title="What stands in a zone leaves by the NAT gateway of that zone",
    severity=Severity.HIGH,
    requirements=("A4", "D1"),
    reads=(*TABLES, ROUTE, ASSOCIATION, MAIN, NAT, SUBNET),
    checks="The subnets of every route table that leads through a NAT gateway are in the zone of "
    "that gateway. A regional NAT gateway passes, since it spans the zones. Routes inside a table "
    "and beside it count, and for a main table the subnets that no association gives another.",
    why="With one NAT gateway for all zones, the loss of its zone takes the way out of every other "
    "one: instances run on and reach no payment provider, no queue, no package mirror.",
    remediation="Make a NAT gateway and a private route table for each zone, or one NAT gateway "
    'with availability_mode="regional".',
    clauses=HIGH_AVAILABILITY,
    settings=NatSettings,
    example=(
        resource(SUBNET, "public-a", {"availabilityZone": "us-east-1a"}),
        resource(SUBNET, "private-b", {"availabilityZone": "us-east-1b"}),
        _example(NAT, "clinic", subnetId=f"{SUBNET}::public-a"),
        resource(TABLES[0], "private", {}),
        _example(
            ROUTE,
            "private-way-out",
            routeTableId=f"{TABLES[0]}::private",
            natGatewayId=f"{NAT}::clinic",
        ),
        _example(
            ASSOCIATION,
            "private-b",
            routeTableId=f"{TABLES[0]}::private",
            subnetId=f"{SUBNET}::private-b",
        ),
    ),
    check=_check,
)
