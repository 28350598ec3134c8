"""Names of Regions: what has the form of one."""

import re

from pods.errors import Problem

__all__ = ["region_name_problems"]

_REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-\d")


def region_name_problems(subject: str, region: str) -> list[Problem]:
    """Return what keeps a text from being the name of a Region."""
    if _REGION.fullmatch(region):
        return []
    return [
        Problem(
            subject,
            f"{region!r}",
            "the name of an AWS Region is required",
            "Write it like us-west-2.",
        )
    ]
