"""Which pair serves which customer, and in which zone each pair's primary stands."""

import hashlib
import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pods.errors import TopologyError
from pods.topology.pod_fleet.problems import (
    PairShare,
    customer_problems,
    pair_problems,
    pin_problems,
    primary_zone_problems,
    room_problems,
)
from pods.topology.regions.zones import zone_problems

__all__ = ["FleetPlan", "Move", "PairShare", "plan_fleet"]


@dataclass(frozen=True, slots=True)
class Move:
    """A customer that another pair is to serve from now on."""

    customer: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class FleetPlan:
    """Where each pair's primary stands, and who serves whom."""

    primary_zones: Mapping[str, str]
    """Zone of the primary POD, by pair."""
    pair_of: Mapping[str, str]
    """Pair, by customer."""
    moves: tuple[Move, ...]
    """Customers whose data lies with another pair than the one that is to serve them."""

    def customers_of(self, pair: str) -> tuple[str, ...]:
        """Return the customers of a pair."""
        return tuple(customer for customer, each in self.pair_of.items() if each == pair)


def plan_fleet(
    pairs: Mapping[str, PairShare],
    customers: Sequence[str],
    *,
    availability_zones: Sequence[str],
    pins: Mapping[str, str] | None = None,
    residents: Mapping[str, str] | None = None,
    primary_zones: Mapping[str, str] | None = None,
    region: str | None = None,
) -> FleetPlan:
    """Spread primaries over both zones, and customers over the pairs.

    A customer goes to the pair that a weighted rendezvous hash of both names ranks highest and that
    has room, so that a further pair takes its share of customers and moves no other. `pins` say
    otherwise for single customers; `residents` say whose data lies where, and each that would be
    served elsewhere is a move. Primaries alternate in the order of the pairs, after those of
    `primary_zones`. Raises `TopologyError` with every problem found.
    """
    pins, residents, fixed = pins or {}, residents or {}, primary_zones or {}
    TopologyError.refuse(
        [
            *zone_problems(availability_zones, region),
            *pair_problems(pairs),
            *customer_problems(customers, pairs),
            *pin_problems(pins, pairs, customers),
            *room_problems(pairs, customers, pins),
            *primary_zone_problems(fixed, pairs, availability_zones),
        ]
    )
    pair_of = _assigned(pairs, customers, pins)
    return FleetPlan(
        primary_zones=_alternating(list(pairs), availability_zones, fixed),
        pair_of=pair_of,
        moves=tuple(
            Move(customer, residents[customer], pair)
            for customer, pair in pair_of.items()
            if residents.get(customer, pair) != pair
        ),
    )


def _alternating(
    pairs: Sequence[str], zones: Sequence[str], fixed: Mapping[str, str]
) -> dict[str, str]:
    """Give each pair the zone that has the fewest primaries so far, the first of them in a tie."""
    primaries = {zone: list(fixed.values()).count(zone) for zone in zones}
    chosen = {}
    for pair in pairs:
        chosen[pair] = fixed.get(pair) or min(primaries, key=primaries.__getitem__)
        if pair not in fixed:
            primaries[chosen[pair]] += 1
    return chosen


def _assigned(
    pairs: Mapping[str, PairShare], customers: Sequence[str], pins: Mapping[str, str]
) -> dict[str, str]:
    """Let customers ask the pairs in the order of their rank, and full pairs keep the highest.

    What comes out is the same in whatever order the customers ask (Gale and Shapley, 1962): a list
    that was sorted anew moves nobody.
    """
    ranks = {customer: _ranking(customer, pairs) for customer in customers}
    room = {
        pair: math.inf
        if share.most_customers is None
        else share.most_customers - sum(pinned == pair for pinned in pins.values())
        for pair, share in pairs.items()
    }
    kept: dict[str, list[tuple[float, str]]] = {pair: [] for pair in pairs}
    asking = [customer for customer in customers if customer not in pins]
    while asking:
        customer = asking.pop()
        score, pair = ranks[customer].pop()
        heapq.heappush(kept[pair], (score, customer))
        if len(kept[pair]) > room[pair]:
            asking.append(heapq.heappop(kept[pair])[1])
    found = {customer: pair for pair, served in kept.items() for _, customer in served}
    return {customer: pins.get(customer) or found[customer] for customer in customers}


def _ranking(customer: str, pairs: Mapping[str, PairShare]) -> list[tuple[float, str]]:
    """Return the pairs that take customers, each with its score, the highest last."""
    return sorted(
        (_score(customer, pair, share.weight), pair)
        for pair, share in pairs.items()
        if share.weight > 0
    )


def _score(customer: str, pair: str, weight: float) -> float:
    """Return the weighted score of a pair for a customer: the highest serves.

    With scores of -weight / ln(hash) a pair's share is its weight among all weights: Schindelhauer
    and Schomaker, Weighted Distributed Hash Tables, 2005.
    """
    digest = hashlib.sha256(f"{pair}/{customer}".encode()).digest()
    # In (0, 1): neither end, whose logarithm would be none or nothing.
    fraction = (int.from_bytes(digest[:8]) + 0.5) / 2**64
    return -weight / math.log(fraction)
