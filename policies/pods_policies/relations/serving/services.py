"""Finds the services of a stack, and the PODs that run them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from pods_policies.reading import ABSENT, UNKNOWN, Missing
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.resource import ROOT, Resource
from pods_policies.relations.serving.membership import (
    PRIMARY,
    ROLES,
    SECONDARY,
    Members,
    is_away,
    members_of,
)
from pods_policies.relations.serving.peers import PairSettings, Peer
from pods_policies.relations.stack import Stack
from pods_policies.relations.tags import GROUP, TIER, tags_of
from pods_policies.relations.tiers import recovery_region_of, tier_of
from pods_policies.settings import Settings

__all__ = [
    "COMPUTE",
    "CONTAINERS",
    "GROUP",
    "INSTANCE",
    "NODES",
    "PRIMARY",
    "SECONDARY",
    "Pair",
    "PairSettings",
    "Peer",
    "Service",
    "services_of",
    "subject_of",
]

INSTANCE: Final = "aws:ec2/instance:Instance"
CONTAINERS: Final = "aws:ecs/service:Service"
NODES: Final = "aws:eks/nodeGroup:NodeGroup"
COMPUTE: Final = (GROUP, INSTANCE, CONTAINERS, NODES)
"""What runs an application in a POD."""

_Situation = tuple[tuple[tuple[str, int], ...], int, str | None]
_KNOWN: WeakKeyDictionary[Stack, dict[_Situation, list["Service"]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Pair:
    """A primary and a secondary POD, of which one takes over from the other."""

    primary: tuple[Resource, ...]
    secondary: tuple[Resource, ...]
    is_away: bool = False
    """Whether it is the pair of the recovery Region, which may be dormant."""

    @property
    def regions(self) -> tuple[str | Missing, str | Missing]:
        """The Region of the primary and of the secondary; `UNKNOWN` for several too."""
        return _region(self.primary), _region(self.secondary)

    @property
    def spans_regions(self) -> bool:
        """Answer whether the PODs are certainly in two Regions."""
        one, other = self.regions
        return UNKNOWN not in (one, other) and one != other


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its tier, what belongs to it, and the PODs that run it."""

    name: str
    tier: int
    members: tuple[Resource, ...]
    primary: tuple[Resource, ...]
    """Compute of the primary POD at home."""
    secondary: tuple[Resource, ...]
    """Compute of the secondary POD at home; without one there, of the one in another Region."""
    away: tuple[Resource, ...]
    """Compute of the recovery Region beside that pair."""
    pairs: tuple[Pair, ...]
    """Primary with secondary, in each Region that has both; else over two Regions."""
    doubtful: tuple[Resource, ...]
    """Compute whose service or role is unknown before the update."""

    @property
    def has_both(self) -> bool:
        """Answer whether both PODs are in the stack."""
        return bool(self.primary and self.secondary)


@dataclass(frozen=True, slots=True)
class _Whereabouts:
    """What tells where compute belongs."""

    belongs: Members
    recovery_region: str | None

    def is_away(self, one: Resource) -> bool:
        region = self.recovery_region
        return is_away(one) or (region is not None and region_of(one) == region)


def services_of(stack: Stack, settings: Settings) -> list[Service]:
    """Return the services that tags, components, plans or the configuration name, by name.

    Of a plan those count that a capability needs.
    """
    region = recovery_region_of(settings)
    situation = (tuple(sorted(settings.services.items())), settings.default_tier, region)
    found = _KNOWN.setdefault(stack, {})
    if situation not in found:
        found[situation] = _services(stack, settings, region)
    return found[situation]


def _services(stack: Stack, settings: Settings, region: str | None) -> list[Service]:
    belongs = members_of(stack)
    planned = [name for record in stack.plans.records for name in record.services]
    members: dict[str, list[Resource]] = {name: [] for name in settings.services}
    members |= {name: [] for name in planned if stack.plans.serving(name)}
    unnamed: list[Resource] = []
    for one in stack:
        name = belongs.service(one)
        if isinstance(name, str):
            members.setdefault(name, []).append(one)
        elif name is UNKNOWN and one.type in COMPUTE:
            unnamed.append(one)
    where = _Whereabouts(belongs, region)
    return [
        _service(name, _tier(name, each, settings), each, unnamed, where)
        for name, each in sorted(members.items())
    ]


def _service(
    name: str, tier: int, members: list[Resource], unnamed: list[Resource], where: _Whereabouts
) -> Service:
    belongs = where.belongs
    compute = [one for one in members if one.type in COMPUTE]
    doubtful = [one for one in compute if belongs.role(one) is UNKNOWN]
    far = {one.urn for one in compute if where.is_away(one)}
    primary, secondary = ([one for one in compute if belongs.role(one) == role] for role in ROLES)
    home = [[one for one in each if one.urn not in far] or each for each in (primary, secondary)]
    pairs = _pairs(home[0], home[1])
    used = {one.urn for pair in pairs for one in (*pair.primary, *pair.secondary)}
    away = tuple(one for one in compute if one.urn in far and one.urn not in used)
    return Service(
        name=name,
        tier=tier,
        members=tuple(members),
        primary=pairs[0].primary if pairs else tuple(home[0]),
        secondary=pairs[0].secondary if pairs else tuple(home[1]),
        away=away,
        pairs=(*pairs, *_pairs_away(away, belongs)),
        doubtful=(*doubtful, *unnamed),
    )


def _pairs(primary: list[Resource], secondary: list[Resource]) -> list[Pair]:
    """Put the PODs of one Region together; without a Region that has both, whatever there is."""
    by_region = [_by_region(each) for each in (primary, secondary)]
    both = [region for region in by_region[0] if region in by_region[1]]
    if both:
        one, other = by_region
        return [Pair(tuple(one[region]), tuple(other[region])) for region in both]
    return [Pair(tuple(primary), tuple(secondary))] if primary and secondary else []


def _pairs_away(away: tuple[Resource, ...], belongs: Members) -> list[Pair]:
    primary, secondary = ([one for one in away if belongs.role(one) == role] for role in ROLES)
    found = _pairs(primary, secondary)
    return [Pair(pair.primary, pair.secondary, is_away=True) for pair in found]


def _by_region(compute: Iterable[Resource]) -> dict[str | Missing, list[Resource]]:
    found: dict[str | Missing, list[Resource]] = {}
    for one in compute:
        found.setdefault(region_of(one), []).append(one)
    return found


def _region(compute: Iterable[Resource]) -> str | Missing:
    regions = {region_of(one) for one in compute}
    return regions.pop() if len(regions) == 1 else UNKNOWN


def _tier(name: str, members: list[Resource], settings: Settings) -> int:
    """Return the strictest tier that a tag, a plan or the configuration gives the service."""
    tagged = [tier_of(one, settings) for one in members if tags_of(one).get(TIER) is not ABSENT]
    planned = settings.plans.tier(name)
    declared = [settings.services[name]] if name in settings.services else []
    return min(
        [*tagged, *declared, *([planned] if planned is not None else [])],
        default=settings.default_tier,
    )


def subject_of(service: Service, stack: Stack) -> Resource:
    """Return the resource to hang a finding on: a POD, else any member, else the stack itself."""
    candidates = (*service.primary, *service.secondary, *service.members, *stack.of_type(ROOT))
    nothing = Resource(urn="", type=ROOT, name=service.name, inputs=None, outputs={})
    return next(iter(candidates), nothing)
