"""What keeps customers from being shared out over pairs."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pods.errors import Problem

__all__ = [
    "PairShare",
    "customer_problems",
    "pair_problems",
    "pin_problems",
    "primary_zone_problems",
    "room_problems",
]

# A customer's name is a label of its domain name.
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class PairShare:
    """How many customers a pair takes, against the others."""

    weight: float = 1
    """Share of the customers, against the other pairs' weights."""
    most_customers: int | None = None
    """Customers that it can take; None sets no limit."""


def pair_problems(pairs: Mapping[str, PairShare]) -> list[Problem]:
    """Return a problem where no pair takes customers, and for each share that is none."""
    problems = []
    if not any(share.weight > 0 for share in pairs.values()):
        problems.append(
            Problem(
                "pairs",
                "none that takes customers",
                "a fleet needs a pair with a weight above 0",
                "Add a pair, or give one a weight.",
            )
        )
    for pair, share in pairs.items():
        if share.weight < 0 or not math.isfinite(share.weight):
            problems.append(
                Problem(
                    f"pairs.{pair}.weight",
                    f"{share.weight}",
                    "a weight is 0 or more",
                    "Use 0 for a pair that serves only the customers pinned to it.",
                )
            )
        if share.most_customers is not None and share.most_customers < 0:
            problems.append(
                Problem(
                    f"pairs.{pair}.most_customers",
                    f"{share.most_customers}",
                    "a number of customers is 0 or more",
                    "Leave it out for a pair without a limit.",
                )
            )
    return problems


def customer_problems(customers: Sequence[str], pairs: Mapping[str, PairShare]) -> list[Problem]:
    """Return a problem for each customer that cannot have a name under the fleet's domain."""
    problems = [
        Problem(
            "customers",
            repr(customer),
            "lower-case letters, digits and hyphens are required, as it becomes a domain name",
            "Write it like st-mary.",
        )
        for customer in customers
        if _LABEL.fullmatch(customer) is None
    ]
    problems += [
        Problem(
            "customers",
            f"{customer!r} twice",
            "each customer is listed once",
            "Remove the second one.",
        )
        for customer, times in Counter(customers).items()
        if times > 1
    ]
    problems += [
        Problem(
            "customers",
            f"{customer!r} is a pair's name as well",
            "both would be the same domain name",
            "Rename one of them.",
        )
        for customer in dict.fromkeys(customers)
        if customer in pairs
    ]
    return problems


def pin_problems(
    pins: Mapping[str, str], pairs: Mapping[str, PairShare], customers: Sequence[str]
) -> list[Problem]:
    """Return a problem for each pin of an unknown customer, or to an unknown pair."""
    problems = []
    for customer, pair in pins.items():
        if customer not in customers:
            problems.append(
                Problem(
                    f"pins.{customer}",
                    "no such customer",
                    "a pin is for a customer that is listed",
                    "Add the customer, or remove the pin.",
                )
            )
        if pair not in pairs:
            problems.append(
                Problem(
                    f"pins.{customer}",
                    f"{pair!r} is no pair",
                    f"there are {', '.join(pairs) or 'none'}",
                    "Name one of these.",
                )
            )
    return problems


def room_problems(
    pairs: Mapping[str, PairShare], customers: Sequence[str], pins: Mapping[str, str]
) -> list[Problem]:
    """Return a problem where pins, or customers, are more than pairs can take."""
    problems = []
    pinned = Counter(pins.values())
    room = 0.0
    for pair, share in pairs.items():
        if share.most_customers is None:
            room += math.inf if share.weight > 0 else 0
            continue
        if pinned[pair] > share.most_customers >= 0:
            problems.append(
                Problem(
                    f"pairs.{pair}.most_customers",
                    f"{share.most_customers}, and {pinned[pair]} customers are pinned to it",
                    "a pair takes those that are pinned to it",
                    "Raise the limit, or pin fewer.",
                )
            )
        room += max(0, share.most_customers - pinned[pair]) if share.weight > 0 else 0
    unpinned = len(set(customers) - pins.keys())
    if unpinned > room and any(share.weight > 0 for share in pairs.values()):
        problems.append(
            Problem(
                "pairs",
                f"room for {int(room)} of {unpinned} customers that are not pinned",
                "every customer is served",
                "Add a pair, or raise a limit.",
            )
        )
    return problems


def primary_zone_problems(
    fixed: Mapping[str, str], pairs: Mapping[str, PairShare], zones: Sequence[str]
) -> list[Problem]:
    """Return a problem for each primary that is to stand where the fleet has no zone."""
    return [
        Problem(
            f"pairs.{pair}.primary.availability_zone",
            repr(zone),
            f"the fleet spans {list(zones)!r}",
            "Name one of these zones.",
        )
        for pair, zone in fixed.items()
        if pair in pairs and zone not in zones
    ]
