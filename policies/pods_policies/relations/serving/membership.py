"""Which service and which POD a resource belongs to: as its tags say, else the component around it.

Tags come first, since any program can set them. A resource without them that stands in a `Pod` or
`ContainerPod` belongs where the others of that component do.
"""

from collections.abc import Iterable
from typing import Final
from weakref import WeakKeyDictionary

from pods_policies.reading import ABSENT, UNKNOWN, Missing
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tags import ROLE, SERVICE, Tags, tags_of

__all__ = ["PRIMARY", "RECOVERY_REGION", "ROLES", "SECONDARY", "Members", "members_of"]

PRIMARY: Final = "primary"
SECONDARY: Final = "secondary"
ROLES: Final = (PRIMARY, SECONDARY)
RECOVERY_REGION: Final = "pods:index:RecoveryRegion"

_POD_COMPONENTS: Final = ("pods:index:Pod", "pods:index:ContainerPod")
_PAIR: Final = "pods:index:PodPair"

_Component = tuple[str, str, str]
_KNOWN: WeakKeyDictionary[Stack, "Members"] = WeakKeyDictionary()


def members_of(stack: Stack) -> "Members":
    """Return who belongs where, found once for a stack."""
    if stack not in _KNOWN:
        _KNOWN[stack] = Members(stack)
    return _KNOWN[stack]


class Members:
    """The service and the POD of every resource of a stack."""

    def __init__(self, stack: Iterable[Resource]) -> None:
        """Read the tags of all resources once."""
        tags = {one.urn: tags_of(one) for one in stack}
        pods: dict[_Component, list[Resource]] = {}
        for one in stack:
            component = _pod_around(one)
            if component is not None:
                pods.setdefault(component, []).append(one)
        self._services = {urn: each.get(SERVICE) for urn, each in tags.items()}
        self._roles = {urn: each.get(ROLE) for urn, each in tags.items()}
        for component, inside in pods.items():
            self._take_over(component, inside, tags)

    def _take_over(
        self, component: _Component, inside: list[Resource], tags: dict[str, Tags]
    ) -> None:
        """Give what a POD's component holds its service and role, where no tag does."""
        shared = [tags[one.urn] for one in inside]
        role = _only(each.get(ROLE) for each in shared) or _role_in(component[2])
        service = _only(each.get(SERVICE) for each in shared) or _pair_of(inside[0])
        for one in inside:
            if role is not None and isinstance(self._roles[one.urn], Missing):
                self._roles[one.urn] = role
            if service is not None and isinstance(self._services[one.urn], Missing):
                self._services[one.urn] = service

    def service(self, resource: Resource) -> str | Missing:
        """Return the service of a resource; `ABSENT` for none, `UNKNOWN` before the update."""
        return self._services.get(resource.urn, ABSENT)

    def role(self, resource: Resource) -> str | Missing:
        """Return `primary` or `secondary` for what is part of one POD; `ABSENT` for neither."""
        role = self._roles.get(resource.urn, ABSENT)
        return role if role in (*ROLES, UNKNOWN) else ABSENT


def is_away(resource: Resource) -> bool:
    """Answer whether a resource stands in a component for the recovery Region."""
    return any(parent.type == RECOVERY_REGION for parent in resource.parents)


def _pod_around(resource: Resource) -> _Component | None:
    """Name the POD's component that holds a resource; stacks that are joined keep theirs apart."""
    for parent in resource.parents:
        if parent.type in _POD_COMPONENTS and parent.name is not None:
            return "::".join(resource.urn.split("::")[:2]), parent.type, parent.name
    return None


def _only(values: Iterable[str | Missing]) -> str | None:
    """Return the one known value; None for none or several."""
    known = {value for value in values if isinstance(value, str)}
    return known.pop() if len(known) == 1 else None


def _role_in(name: str) -> str | None:
    return next((role for role in ROLES if name.endswith(f"-{role}")), None)


def _pair_of(resource: Resource) -> str | None:
    return next((parent.name for parent in resource.parents if parent.type == _PAIR), None)
