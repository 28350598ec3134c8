"""The POD of a service that another stack holds, as the configuration declares it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["Peer", "check_peers", "peer_of"]

_KEYS: Final = frozenset({"role", "stack", "region", "zones"})
_ROLES: Final = ("primary", "secondary")


@dataclass(frozen=True, slots=True)
class Peer:
    """The POD of a service that another stack holds."""

    role: str
    stack: str
    region: str | None
    zones: frozenset[str]


def peer_of(told: Mapping[str, str]) -> Peer:
    """Return what a configuration tells of a peer: the secondary POD, unless it says otherwise."""
    zones = frozenset(zone.strip() for zone in told.get("zones", "").split(",") if zone.strip())
    return Peer(told.get("role", _ROLES[1]), told["stack"], told.get("region"), zones)


def check_peers(peers: Mapping[str, Mapping[str, str]]) -> None:
    """Refuse peers that say too little or something else; raises ValueError."""
    for service, peer in peers.items():
        if "stack" not in peer or not set(peer) <= _KEYS:
            raise ValueError(f"{service}: stack is needed; role, region and zones are known")
        if peer.get("role", _ROLES[1]) not in _ROLES:
            raise ValueError(f"{service}: role is primary or secondary")
