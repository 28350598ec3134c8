"""Finds the services of a stack and the PODs that run them, by tag."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import Field

from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.settings import Settings, TieredSettings
from pods_policies.stack import Resource, Stack
from pods_policies.tags import GROUP, ROLE, SERVICE, TIER, tags_of, tier_of

__all__ = [
    "GROUP",
    "INSTANCE",
    "PRIMARY",
    "SECONDARY",
    "PairSettings",
    "Service",
    "services_of",
    "subject_of",
]

INSTANCE: Final = "aws:ec2/instance:Instance"
PRIMARY: Final = "primary"
SECONDARY: Final = "secondary"
ROOT: Final = "pulumi:pulumi:Stack"


class PairSettings(TieredSettings):
    """A rule about pairs holds for tier 1, unless a team asks for more."""

    max_tier: int = Field(
        default=1, ge=1, le=4, description="The rule holds for tiers 1 up to this one."
    )


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its tier, the resources tagged with its name, and its compute by role."""

    name: str
    tier: int
    members: tuple[Resource, ...]
    primary: tuple[Resource, ...]
    secondary: tuple[Resource, ...]
    doubtful: tuple[Resource, ...]
    """Compute whose service or role is unknown before the update."""

    @property
    def has_both(self) -> bool:
        """Answer whether both PODs are in the stack."""
        return bool(self.primary and self.secondary)


def services_of(stack: Stack, settings: Settings) -> list[Service]:
    """Return the services that tags or the configuration name, by name."""
    members: dict[str, list[Resource]] = {name: [] for name in settings.services}
    unnamed: list[Resource] = []
    for one in stack:
        name = tags_of(one).get(SERVICE)
        if isinstance(name, str):
            members.setdefault(name, []).append(one)
        elif name is UNKNOWN and one.type in (GROUP, INSTANCE):
            unnamed.append(one)
    return [_service(name, members[name], unnamed, settings) for name in sorted(members)]


def _service(
    name: str, members: list[Resource], unnamed: list[Resource], settings: Settings
) -> Service:
    roles = {one.urn: tags_of(one).get(ROLE) for one in _compute(members)}
    doubtful = [one for one in _compute(members) if roles[one.urn] is UNKNOWN]
    return Service(
        name=name,
        tier=_tier(name, members, settings),
        members=tuple(members),
        primary=tuple(one for one in _compute(members) if roles[one.urn] == PRIMARY),
        secondary=tuple(one for one in _compute(members) if roles[one.urn] == SECONDARY),
        doubtful=(*doubtful, *unnamed),
    )


def _compute(members: list[Resource]) -> Iterator[Resource]:
    return (one for one in members if one.type in (GROUP, INSTANCE))


def _tier(name: str, members: list[Resource], settings: Settings) -> int:
    """Return the strictest tier that a tag or the configuration gives the service."""
    tagged = [tier_of(one, settings) for one in members if tags_of(one).get(TIER) is not ABSENT]
    declared = [settings.services[name]] if name in settings.services else []
    return min([*tagged, *declared], default=settings.default_tier)


def subject_of(service: Service, stack: Stack) -> Resource:
    """Return the resource to hang a finding on: a POD, else any member, else the stack itself."""
    candidates = (*service.primary, *service.secondary, *service.members, *stack.of_type(ROOT))
    nothing = Resource(urn="", type=ROOT, name=service.name, inputs=None, outputs={})
    return next(iter(candidates), nothing)
