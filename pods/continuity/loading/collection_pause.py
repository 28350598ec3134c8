"""A span without the garbage collector's rounds."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collection_paused"]


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the search for cycles; memory is bounded by the limits of a plan.

    A plan is many small objects and no cycle; without the pause the collector walks through all
    of them again and again, which takes half of the time of loading.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
