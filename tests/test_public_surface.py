"""What a user may import, and that it says so."""

import importlib
import pkgutil

import pytest

import pods
import pods_policies

_PROGRAMS = {"__main__"}
MODULES = sorted(
    info.name
    for package in (pods, pods_policies)
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if info.name.rpartition(".")[2] not in _PROGRAMS
)


def _kind(name: str) -> tuple[int, str]:
    """Constants first, then classes, then functions: the order that the linter keeps."""
    rank = 0 if name.isupper() else 1 if name[:1].isupper() else 2
    return rank, name


@pytest.mark.parametrize("name", MODULES)
def test_all_is_sorted_and_true(name: str) -> None:
    """`__all__` names what exists, in order."""
    module = importlib.import_module(name)
    exported = getattr(module, "__all__", [])
    assert list(exported) == sorted(exported, key=_kind)
    assert all(hasattr(module, item) for item in exported)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is(name: str) -> None:
    """The first line of a module is a sentence about it."""
    documentation = importlib.import_module(name).__doc__
    assert documentation
    assert documentation.strip()


def test_the_front_door_offers_the_components() -> None:
    """`import pods` gives every component and its arguments, and nothing that is not one."""
    assert set(pods.__all__) >= {
        "Alerts",
        "Database",
        "Network",
        "ObjectStore",
        "Pod",
        "PodPair",
        "SnapshotSchedule",
        "Traffic",
    }
    assert list(pods.__all__) == sorted(pods.__all__)
