"""What a user may import, and that it says so."""

import importlib
import pkgutil

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


# One test for all modules, not one for each: there are hundreds, and each test costs milliseconds.


def test_all_is_sorted_and_true() -> None:
    """`__all__` names what exists, in order."""
    wrong = {}
    for name in MODULES:
        module = importlib.import_module(name)
        exported = list(getattr(module, "__all__", []))
        missing = [item for item in exported if not hasattr(module, item)]
        if missing or exported != sorted(exported, key=_kind):
            wrong[name] = missing or sorted(exported, key=_kind)
    assert wrong == {}


def test_a_module_says_what_it_is() -> None:
    """The first line of a module is a sentence about it."""
    silent = [name for name in MODULES if not (importlib.import_module(name).__doc__ or "").strip()]
    assert silent == []


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
