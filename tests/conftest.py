"""What holds for every test run."""

import contextlib
import gc
import signal

import hypothesis
import pytest

# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)

LONGEST_FILES = (
    "test_pods_up_and_down.py",
    "test_reference_stack.py",
    "test_raw_programs.py",
    "test_with_engine.py",
    "test_database_restore.py",
    "test_interrupted_up.py",
    "test_broken_requirements.py",
    "test_round_trip.py",
)
"""Over half a minute each when three run at once: the longest begins first."""


def pytest_configure() -> None:
    """Time no example, and listen to Ctrl-C: a shell starts its background jobs deaf to it."""
    hypothesis.settings.load_profile("untimed")
    with contextlib.suppress(ValueError):  # only the main thread may
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that several processes end together."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    if item.path.name in LONGEST_FILES:
        return LONGEST_FILES.index(item.path.name)
    return len(LONGEST_FILES) + (item.get_closest_marker("engine") is None)


def pytest_collection_finish() -> None:
    """Leave what collecting made out of every later collection of garbage: it stays to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
