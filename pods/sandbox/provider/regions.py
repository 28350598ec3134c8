"""The Regions that AWS has, as botocore knows them."""

import difflib
from functools import cache

from pods.sandbox.provider.sessions import new_session

__all__ = ["regions", "unknown_region"]


@cache
def regions() -> frozenset[str]:
    """Return the Regions of every partition."""
    session = new_session()
    return frozenset(
        region
        for partition in session.get_available_partitions()
        for region in session.get_available_regions("ec2", partition_name=partition)
    )


def unknown_region(name: str) -> tuple[str, str]:
    """Return what is wrong with a name that is no Region, and what is required."""
    close = difflib.get_close_matches(name, sorted(regions()), n=1)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    return f"{name!r}", f"a Region of AWS is required{hint}"
