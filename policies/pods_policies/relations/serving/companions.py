"""Which instances stand in for each other, and which instance an address or interface hangs on."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pods_policies.reading import ABSENT, UNKNOWN, Truth, read, some
from pods_policies.relations.places.networks import (
    CLASSIC_BALANCER,
    OLD_TARGET_GROUP,
    TARGET_GROUP,
    placement_of,
)
from pods_policies.relations.places.zones import Zones
from pods_policies.relations.references import References, resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.serving.membership import members_of
from pods_policies.relations.serving.services import INSTANCE
from pods_policies.relations.serving.twins import paired, peered
from pods_policies.relations.stack import Stack
from pods_policies.settings import Settings

__all__ = [
    "ADDRESS",
    "ADDRESS_ASSOCIATION",
    "ATTACHMENTS",
    "INTERFACE",
    "INTERFACE_ATTACHMENT",
    "Companions",
]

ADDRESS: Final = "aws:ec2/eip:Eip"
ADDRESS_ASSOCIATION: Final = "aws:ec2/eipAssociation:EipAssociation"
INTERFACE: Final = "aws:ec2/networkInterface:NetworkInterface"
INTERFACE_ATTACHMENT: Final = "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment"
_OF_TARGETS: Final = (
    "aws:lb/targetGroupAttachment:TargetGroupAttachment",
    "aws:alb/targetGroupAttachment:TargetGroupAttachment",
)
_OF_CLASSIC: Final = "aws:elb/attachment:Attachment"
ATTACHMENTS: Final = (*_OF_TARGETS, _OF_CLASSIC)
_LEAST: Final = 2


class Companions:
    """The instances of a stack, and what else does the same work in another zone."""

    def __init__(self, stack: Stack, settings: Settings) -> None:
        """Group the instances: by POD pair, by load balancer, and by service and image."""
        self._stack = stack
        self._settings = settings
        self._paired = {*paired(stack, settings), *peered(stack, settings)}
        self._groups: dict[str, list[Truth]] = defaultdict(list)
        for group in self._together():
            several = self._are_in_several_zones(group)
            for one in group:
                self._groups[one.urn].append(several)

    def outlast_a_zone(self, instance: Resource) -> Truth:
        """Answer whether something in another zone does the work of an instance."""
        if instance.urn in self._paired:
            return True
        return some(self._groups.get(instance.urn, []))

    def _are_in_several_zones(self, group: list[Resource]) -> Truth:
        if len({one.urn for one in group}) < _LEAST:
            return False
        zones = Zones()
        for one in group:
            zones |= placement_of(self._stack, one, self._settings).zones
        return zones.are_at_least(_LEAST)

    def bound(self, one: Resource, prop: str) -> References | None:
        """Return the instance that a property binds a resource to; None for none."""
        value = one.declared(prop)
        if value in (ABSENT, "", []):
            return None
        if prop == "attachments":
            value = read(value, 0, "instance")
            return None if value is ABSENT else self._of(one, (prop, 0, "instance"))
        return self._of(one, (prop,))

    def _of(self, one: Resource, path: tuple[str | int, ...]) -> References:
        return resolve(self._stack, one, path, INSTANCE)

    def _together(self) -> Iterator[list[Resource]]:
        yield from self._behind(_OF_TARGETS, "targetGroupArn", "targetId")
        yield from self._behind((_OF_CLASSIC,), "elb", "instance")
        for balancer in self._stack.of_type(CLASSIC_BALANCER):
            yield list(resolve(self._stack, balancer, ("instances",), INSTANCE).certain)
        yield from self._alike()

    def _behind(self, kinds: tuple[str, ...], front: str, target: str) -> Iterator[list[Resource]]:
        """Yield the instances that one load balancer sends to."""
        fronts = (TARGET_GROUP, OLD_TARGET_GROUP, CLASSIC_BALANCER)
        found: dict[str, list[Resource]] = defaultdict(list)
        for one in self._stack.of_type(*kinds):
            named = resolve(self._stack, one, (front,), *fronts)
            keys = [*(each.urn for each in named.certain), *named.elsewhere]
            for key in keys:
                found[key] += resolve(self._stack, one, (target,), INSTANCE).certain
        yield from found.values()

    def _alike(self) -> Iterator[list[Resource]]:
        """Yield the instances of one service that are launched from one image."""
        belongs = members_of(self._stack)
        found: dict[tuple[str, str], list[Resource]] = defaultdict(list)
        for one in self._stack.of_type(INSTANCE):
            service = belongs.service(one)
            image = _image(one)
            if isinstance(service, str) and image is not None:
                found[service, image].append(one)
        yield from found.values()


def _image(instance: Resource) -> str | None:
    """Return what an instance is launched from; None where nothing tells it from others."""
    image = instance.declared("ami")
    if isinstance(image, str):
        return image
    template = instance.declared("launchTemplate", "id")
    if isinstance(template, str):
        return template
    sources = [*instance.depends.get("ami", ()), *instance.depends.get("launchTemplate", ())]
    return sources[0] if len(sources) == 1 and UNKNOWN in (image, template) else None
