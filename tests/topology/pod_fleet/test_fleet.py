"""Customers over pairs, and primaries over zones: balanced, stable, and said aloud."""

from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pods.errors import TopologyError
from pods.topology import FleetPlan, Move, PairShare, plan_fleet

ZONES = ("us-east-1a", "us-east-1b")
CUSTOMERS = tuple(f"hospital-{number}" for number in range(600))

_labels = st.from_regex(r"[a-z]{1,3}[0-9]{1,3}", fullmatch=True)


def fleet(
    pairs: Mapping[str, PairShare] | list[str],
    customers: tuple[str, ...] = CUSTOMERS,
    **further: Any,
) -> FleetPlan:
    """Plan a fleet of pairs that are alike, or of these shares."""
    shares = pairs if isinstance(pairs, Mapping) else {pair: PairShare() for pair in pairs}
    return plan_fleet(shares, customers, availability_zones=ZONES, **further)


def problems(pairs: Mapping[str, PairShare], *customers: str, **further: Any) -> list[str]:
    """Return everything that is refused."""
    with pytest.raises(TopologyError) as raised:
        plan_fleet(pairs, customers, **{"availability_zones": ZONES, **further})
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.requirement("A8")
@given(st.lists(_labels, min_size=1, max_size=9, unique=True))
def test_primaries_are_spread_over_both_zones(pairs: list[str]) -> None:
    """The zones differ by one primary at most, and pairs alternate in their order."""
    zones = fleet(pairs, ()).primary_zones
    assert list(zones.values()) == [ZONES[position % 2] for position in range(len(pairs))]


def test_a_primary_stays_where_it_is_told_to() -> None:
    """The others make up for it, so that the zones stay balanced."""
    plan = fleet(["a", "b", "c", "d"], (), primary_zones={"a": ZONES[1], "c": ZONES[1]})
    assert plan.primary_zones == {"a": ZONES[1], "b": ZONES[0], "c": ZONES[1], "d": ZONES[0]}


@given(st.lists(_labels, unique=True, max_size=30), st.integers(1, 5), st.randoms())
def test_an_assignment_does_not_depend_on_the_order_of_the_customers(
    customers: list[str], pairs: int, random: Random
) -> None:
    """A list that is sorted anew moves nobody, limits or not."""
    names = [f"pair-{number}" for number in range(pairs)]
    shares = {name: PairShare(most_customers=len(customers) // pairs + 1) for name in names}
    shuffled = list(customers)
    random.shuffle(shuffled)
    assert fleet(shares, tuple(shuffled)).pair_of == fleet(shares, tuple(customers)).pair_of


@given(st.lists(_labels, unique=True, min_size=1, max_size=40), st.integers(1, 6))
def test_a_further_pair_moves_customers_to_itself_only(customers: list[str], pairs: int) -> None:
    """Whoever does not go to the new pair stays where they are."""
    names = [f"pair-{number}" for number in range(pairs)]
    before = fleet(names, tuple(customers)).pair_of
    after = fleet([*names, "new"], tuple(customers)).pair_of
    assert {after[each] for each in customers if after[each] != before[each]} <= {"new"}


def test_a_further_pair_takes_its_share() -> None:
    """Of four pairs the fourth takes about a quarter, and nobody else moves."""
    before = fleet(["a", "b", "c"]).pair_of
    after = fleet(["a", "b", "c", "d"]).pair_of
    moved = [each for each in CUSTOMERS if after[each] != before[each]]
    assert 0.2 < len(moved) / len(CUSTOMERS) < 0.3
    assert {after[each] for each in moved} == {"d"}


def test_a_weight_is_a_share() -> None:
    """A pair of weight 3 beside one of weight 1 has about three quarters; weight 0 has none."""
    shares = {"large": PairShare(weight=3), "small": PairShare(), "own": PairShare(weight=0)}
    served = Counter(fleet(shares).pair_of.values())
    assert 0.7 < served["large"] / len(CUSTOMERS) < 0.8
    assert served["own"] == 0


@given(st.lists(_labels, unique=True, min_size=1, max_size=40), st.integers(0, 10))
def test_no_pair_takes_more_than_it_can(customers: list[str], most: int) -> None:
    """The rest goes to the pair that has room, and everybody is served."""
    shares = {"full": PairShare(most_customers=most), "roomy": PairShare()}
    plan = fleet(shares, tuple(customers))
    assert len(plan.customers_of("full")) <= most
    assert sorted(plan.pair_of) == sorted(customers)


def test_a_pin_wins() -> None:
    """Over the hash, and over a weight of 0; a pinned customer counts against the limit."""
    shares = {"a": PairShare(most_customers=1), "b": PairShare(), "own": PairShare(weight=0)}
    customers = CUSTOMERS[:20]
    plan = fleet(shares, customers, pins={"hospital-0": "a", "hospital-1": "own"})
    assert plan.customers_of("a") == ("hospital-0",)
    assert plan.customers_of("own") == ("hospital-1",)
    assert len(plan.customers_of("b")) == 18


def test_a_move_is_reported() -> None:
    """A customer whose data lies with another pair, or with one that is gone, is named."""
    served = fleet(["a", "b"], ("one", "two", "three")).pair_of
    other = {"a": "b", "b": "a"}
    residents = {"one": served["one"], "two": other[served["two"]], "three": "gone", "left": "a"}
    plan = fleet(["a", "b"], ("one", "two", "three"), residents=residents)
    assert plan.moves == (
        Move("two", other[served["two"]], served["two"]),
        Move("three", "gone", served["three"]),
    )


def test_an_assignment_is_the_same_everywhere() -> None:
    """It follows from the names alone: another version or machine must not move customers."""
    assert fleet(["north", "south"], ("st-mary", "st-john", "st-anne", "st-luke")).pair_of == {
        "st-mary": "north",
        "st-john": "south",
        "st-anne": "north",
        "st-luke": "north",
    }


def test_a_fleet_without_a_pair_is_refused() -> None:
    """A pair that takes nobody is none."""
    expected = (
        "pairs: none that takes customers; a fleet needs a pair with a weight above 0. "
        "Add a pair, or give one a weight."
    )
    assert problems({}) == [expected]
    assert problems({"a": PairShare(weight=0)}) == [expected]


def test_every_problem_is_told_at_once() -> None:
    """Shares, names, pins, zones: each with its remedy."""
    shares = {"a": PairShare(weight=-1), "b": PairShare(most_customers=-1), "c": PairShare()}
    assert problems(
        shares,
        "St Mary",
        "twice",
        "twice",
        "c",
        pins={"nobody": "z"},
        primary_zones={"a": "us-east-1c"},
        availability_zones=["us-east-1a"],
    ) == [
        (
            "availability_zones: ['us-east-1a']; a pair spans 2 different Availability Zones. "
            "Name two zones of one Region, such as us-east-1a and us-east-1b."
        ),
        (
            "pairs.a.weight: -1; a weight is 0 or more. "
            "Use 0 for a pair that serves only the customers pinned to it."
        ),
        (
            "pairs.b.most_customers: -1; a number of customers is 0 or more. "
            "Leave it out for a pair without a limit."
        ),
        (
            "customers: 'St Mary'; lower-case letters, digits and hyphens are required, as it "
            "becomes a domain name. Write it like st-mary."
        ),
        "customers: 'twice' twice; each customer is listed once. Remove the second one.",
        (
            "customers: 'c' is a pair's name as well; both would be the same domain name. "
            "Rename one of them."
        ),
        (
            "pins.nobody: no such customer; a pin is for a customer that is listed. "
            "Add the customer, or remove the pin."
        ),
        "pins.nobody: 'z' is no pair; there are a, b, c. Name one of these.",
        (
            "pairs.a.primary.availability_zone: 'us-east-1c'; the fleet spans ['us-east-1a']. "
            "Name one of these zones."
        ),
    ]


def test_too_little_room_is_refused() -> None:
    """For those who are pinned, and for the rest."""
    shares = {"a": PairShare(most_customers=1), "b": PairShare(most_customers=1)}
    pins = {"one": "a", "two": "a"}
    assert problems(shares, "one", "two", "three", "four", pins=pins) == [
        (
            "pairs.a.most_customers: 1, and 2 customers are pinned to it; a pair takes those that "
            "are pinned to it. Raise the limit, or pin fewer."
        ),
        (
            "pairs: room for 1 of 2 customers that are not pinned; every customer is served. "
            "Add a pair, or raise a limit."
        ),
    ]
