"""Which Region a resource is in."""

import re
from typing import Final

from pods_policies.reading import UNKNOWN, Missing, read
from pods_policies.relations.resource import Resource

__all__ = ["is_elsewhere", "region_in_arn", "region_of"]

_ZONE: Final = re.compile(r"([a-z]{2}(?:-[a-z]+)+-\d+)[a-z]?")
_ARN: Final = re.compile(r"arn:[^:]*:[^:]*:([a-z0-9-]+):")


def region_of(resource: Resource) -> str | Missing:
    """Return the Region of a resource: its own, its zone's, its ARN's, or its provider's.

    `UNKNOWN` where none of these says it: a provider may take its Region from the environment.
    """
    own = resource.declared("region")
    if isinstance(own, str):
        return own
    for place in (resource.declared("availabilityZone"), resource.computed("region")):
        matched = _ZONE.fullmatch(place) if isinstance(place, str) else None
        if matched is not None:
            return matched[1]
    in_arn = region_in_arn(resource.computed("arn"))
    if in_arn is not UNKNOWN:
        return in_arn
    of_provider = read(resource.provider, "region")
    return of_provider if isinstance(of_provider, str) else UNKNOWN


def region_in_arn(arn: object) -> str | Missing:
    """Return the Region that an ARN names; `UNKNOWN` for none, and for what is no ARN."""
    matched = _ARN.match(arn) if isinstance(arn, str) else None
    return UNKNOWN if matched is None else matched[1]


def is_elsewhere(one: Resource, other: Resource) -> bool | Missing:
    """Answer whether two resources are in different Regions."""
    regions = (region_of(one), region_of(other))
    return UNKNOWN if UNKNOWN in regions else regions[0] != regions[1]
