"""The Regions that AWS has, by partition, and the zones that a pair takes where it is told none."""

import difflib
from collections.abc import Mapping

from pods.errors import Problem

__all__ = ["REGIONS", "partition_of_region", "unknown_region_problems", "usual_zones"]

# Those that botocore 1.44.5 knows, without the isolated partitions, which few can see:
# https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
REGIONS: Mapping[str, frozenset[str]] = {
    partition: frozenset(names.split())
    for partition, names in {
        "aws": "af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 "
        "ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 "
        "ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 "
        "eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 "
        "il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 "
        "us-west-1 us-west-2",
        "aws-cn": "cn-north-1 cn-northwest-1",
        "aws-eusc": "eusc-de-east-1",
        "aws-us-gov": "us-gov-east-1 us-gov-west-1",
    }.items()
}
"""Names of Regions, by partition."""

# In the oldest Regions AWS maps letters to zones for each account, and some accounts lack a
# letter: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
# Where newer accounts have no zone b, or where which two of three there are differs.
_USUAL_LETTERS = {"ap-northeast-1": "ac", "us-west-1": ""}
_LETTERS = "ab"


def partition_of_region(region: str) -> str | None:
    """Return the partition of a Region: `aws`, `aws-cn`, …; None for one that is unknown."""
    return next((partition for partition, names in REGIONS.items() if region in names), None)


def unknown_region_problems(subject: str, region: str) -> list[Problem]:
    """Return what keeps a text from being a Region that AWS has."""
    if partition_of_region(region) is not None:
        return []
    every = sorted(name for names in REGIONS.values() for name in names)
    close = difflib.get_close_matches(region, every, n=1)
    remedy = f"Did you mean {close[0]}?" if close else "Write it like us-west-2."
    observed = f"{region!r}" if region else "missing"
    return [Problem(subject, observed, "a Region of AWS is required", remedy)]


def usual_zones(region: str) -> tuple[str, ...]:
    """Return two zones that accounts have in this Region; none where that differs by account."""
    return tuple(f"{region}{letter}" for letter in _USUAL_LETTERS.get(region, _LETTERS))
