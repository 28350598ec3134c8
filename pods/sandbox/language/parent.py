"""Ends this process when the one that started it is gone."""

import os
import threading
import time

__all__ = ["follow_parent"]

_INTERVAL_SECONDS = 0.5


def follow_parent(expected: int | None = None) -> None:
    """Exit at once, and quietly, when the parent is no longer the expected process.

    Without an expected process it is the parent of now. The engine may be killed outright, and
    then nobody tells its plugins to stop.
    """
    parent = os.getppid() if expected is None else expected
    threading.Thread(target=_watch, args=(parent,), name="follow-parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_INTERVAL_SECONDS)
    os._exit(0)
