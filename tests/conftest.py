"""What holds for every test run."""

import contextlib
import gc
import signal

import pytest


def pytest_configure() -> None:
    """Listen to Ctrl-C again: a shell starts its background jobs, and all of theirs, deaf to it."""
    with contextlib.suppress(ValueError):  # only the main thread may
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that several processes end together."""
    items.sort(key=lambda item: item.get_closest_marker("engine") is None)


def pytest_collection_finish() -> None:
    """Leave what collecting made out of every later collection of garbage: it stays to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
