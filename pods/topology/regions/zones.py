"""Availability Zones by name, and the Region that a name implies."""

import re
from collections.abc import Sequence

from pods.errors import Problem, TopologyError

__all__ = ["PAIR_ZONES", "region_of", "zone_problems"]

PAIR_ZONES = 2
"""Zones that a pair spans: one for each POD."""

# A Region and one letter. Local Zones and Wavelength Zones (`us-west-2-lax-1a`) are left out on
# purpose: they hold neither a Multi-AZ database nor an Application Load Balancer of the Region.
# No Region has more than six zones:
# https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
_ZONE = re.compile(r"(?P<region>[a-z]{2}(?:-[a-z]+)+-\d)(?P<letter>[a-f])")


def region_of(zone: str) -> str:
    """Return the Region of an Availability Zone; raises `TopologyError` for any other text."""
    match = _ZONE.fullmatch(zone)
    if match is None:
        raise TopologyError(_not_a_zone(zone))
    return match["region"]


def zone_problems(zones: Sequence[str], region: str | None = None) -> list[Problem]:
    """Return what keeps these zones from carrying a pair in a Region; empty when nothing does.

    Without a Region they may lie in any one.
    """
    problems = [_not_a_zone(zone) for zone in zones if _ZONE.fullmatch(zone) is None]
    if len(zones) != PAIR_ZONES or len(set(zones)) != len(zones):
        problems.append(
            Problem(
                "availability_zones",
                f"{list(zones)!r}",
                f"a pair spans {PAIR_ZONES} different Availability Zones",
                "Name two zones of one Region, such as us-east-1a and us-east-1b.",
            )
        )
    regions = {match["region"] for zone in zones if (match := _ZONE.fullmatch(zone))}
    if len(regions) > 1:
        problems.append(
            Problem(
                "availability_zones",
                f"zones of {' and '.join(sorted(regions))}",
                "a network lies in one Region",
                "Name two zones of one Region.",
            )
        )
    elif regions and region is not None and regions != {region}:
        (found,) = regions
        problems.append(
            Problem(
                "availability_zones",
                f"zones of {found}",
                f"the stack's aws:region is {region}",
                f"Name two zones of {region}, or set aws:region to {found}.",
            )
        )
    return problems


def _not_a_zone(zone: str) -> Problem:
    return Problem(
        "availability_zones",
        f"{zone!r} is not the name of an Availability Zone",
        "a Region and a letter from a to f are required",
        "Write it like us-east-1a.",
    )
