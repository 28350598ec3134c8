"""What a store will hold."""

import math

from pods.continuity.services import Store

__all__ = ["gigabytes"]

_GIGABYTE = 10**9
_MONTHS = 12


def gigabytes(store: Store) -> int:
    """Return what the store holds in a year, in GB rounded up, and 1 at least.

    AWS counts in GiB, which are a fourteenth larger: the figure errs to the safe side.
    """
    grown = store.size + _MONTHS * (store.growth_per_month or 0)
    return max(1, math.ceil(grown / _GIGABYTE))
