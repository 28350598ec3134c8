"""Which POD stands where, and by which tags a pair is known."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pods.errors import Problem, TopologyError
from pods.topology.regions.zones import region_of, zone_problems
from pods.topology.tagging import scheme_problems, tag_problems

__all__ = ["PairPlan", "pair_name_problems", "plan_pair"]

# The longest name derived from it is a load balancer's: "<name>-secondary" and eight characters
# that Pulumi adds, in 32.
_NAME = re.compile(r"[a-z](?:[a-z0-9-]{0,12}[a-z0-9])?")
_TIERS = range(1, 5)


@dataclass(frozen=True, slots=True)
class PairPlan:
    """Where both PODs stand, and the tags of everything in the pair."""

    region: str
    primary_zone: str
    secondary_zone: str
    tags: dict[str, str]


def pair_name_problems(name: str) -> list[Problem]:
    """Return what keeps a text from being the name of a pair, or of its recovery Region."""
    if _NAME.fullmatch(name):
        return []
    return [
        Problem(
            "name",
            f"{name!r}",
            "1 to 14 lower-case letters, digits and hyphens are required, "
            "as load balancers carry the name and AWS allows them 32 characters",
            "Choose a shorter name; `service` may be longer.",
        )
    ]


def plan_pair(
    name: str,
    *,
    availability_zones: Sequence[str],
    owner: str,
    service: str | None = None,
    tier: float = 1,
    region: str | None = None,
    primary_zone: str | None = None,
    secondary_zone: str | None = None,
    tags: Mapping[str, str] | None = None,
) -> PairPlan:
    """Place both PODs and name the pair; raises `TopologyError` with every problem found.

    `tags` are the program's own, beside the scheme's. Zones outside `region`, where one is given,
    are refused. Both PODs in one zone are placed, not refused: the policy pack judges it.
    """
    problems = [*zone_problems(availability_zones, region), *pair_name_problems(name)]
    if int(tier) not in _TIERS:
        problems.append(
            Problem("tier", f"{tier}", "a tier is 1, 2, 3 or 4", "Use 1 for the most critical.")
        )
    if not owner:
        problems.append(
            Problem("owner", "empty", "a pair has an owner", "Name the team that answers for it.")
        )
    chosen = {
        "primary.availability_zone": primary_zone or next(iter(availability_zones), ""),
        "secondary.availability_zone": secondary_zone or next(reversed(availability_zones), ""),
    }
    problems.extend(
        Problem(
            subject,
            f"{zone!r}",
            f"the network spans {list(availability_zones)!r}",
            "Name one of these zones.",
        )
        for subject, zone in chosen.items()
        if zone and zone not in availability_zones
    )
    scheme = {
        "pods:service": service or name,
        "pods:tier": str(int(tier)),
        "pods:owner": owner,
    }
    problems += [*tag_problems(tags or {}), *scheme_problems(scheme)]
    TopologyError.refuse(problems)
    return PairPlan(
        region=region_of(availability_zones[0]),
        primary_zone=chosen["primary.availability_zone"],
        secondary_zone=chosen["secondary.availability_zone"],
        tags={**(tags or {}), **scheme},
    )
