"""Which compute stands in one zone by design: a POD whose twin is here, or declared elsewhere."""

from pods_policies.reading import ABSENT
from pods_policies.relations.serving.membership import members_of
from pods_policies.relations.serving.other_stacks import Peer
from pods_policies.relations.serving.services import Pair, Service, services_of
from pods_policies.relations.stack import Stack
from pods_policies.settings import Settings

__all__ = ["paired", "peered"]


def paired(stack: Stack, settings: Settings) -> dict[str, tuple[Service, Pair]]:
    """Return the service and the pair of the compute of every POD that has its twin, by URN."""
    return {
        one.urn: (service, pair)
        for service in services_of(stack, settings)
        for pair in service.pairs
        for one in (*pair.primary, *pair.secondary)
    }


def peered(stack: Stack, settings: Settings) -> dict[str, Peer]:
    """Return where the twin is of what belongs to a POD without one here, by URN.

    The configuration declares it; BC-POD-002 judges its zones.
    """
    members = members_of(stack)
    found: dict[str, Peer] = {}
    for service in services_of(stack, settings):
        peer = settings.peer(service.name)
        if peer is not None and not service.pairs:
            parts = [one for one in service.members if members.role(one) is not ABSENT]
            found |= {one.urn: peer for one in parts}
    return found
