import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from semver import Version

from pods.sandbox.engine.cache import EngineCache
from pods.sandbox.engine.progress import Silence
from pods.sandbox.engine.versions import PINNED_VERSION


class _Heard(Silence):
    """Keeps the stages."""

    def __init__(self) -> None:
        self.stages: list[str] = []
        self.told = threading.Event()

    def stage(self, text: str) -> None:
        self.stages.append(text)
        self.told.set()


@pytest.fixture
def cache(machine: Path, fake_engine: Callable[[Path, str], Path]) -> EngineCache:
    """Answer a cache that holds a working engine of the pinned version."""
    assert machine.is_dir()
    cache = EngineCache(PINNED_VERSION)
    cache.root.mkdir(parents=True)
    with cache.stage("built from source") as stage:
        fake_engine(stage / "bin", f"v{PINNED_VERSION}")
    return cache


def test_an_installed_engine_is_found_again(cache: EngineCache) -> None:
    """The record says where it came from, and nothing but the version's folder is left."""
    found = cache.candidate()
    assert found is not None
    assert (found.version, found.origin) == (PINNED_VERSION, "built from source")
    assert [each.name for each in cache.root.iterdir()] == [f"v{PINNED_VERSION}"]


@pytest.mark.parametrize("damage", ["truncated", "no record", "no engine", "unknown origin"])
def test_a_damaged_cache_is_as_good_as_none(cache: EngineCache, damage: str) -> None:
    """Whatever is missing or changed, the engine is not used."""
    record = cache.folder / "engine.json"
    if damage == "truncated":
        cache.engine.write_text("#!/bin/sh\n")
    elif damage == "no record":
        record.unlink()
    elif damage == "no engine":
        cache.engine.unlink()
    else:
        record.write_text(json.dumps({**json.loads(record.read_text()), "origin": "elsewhere"}))
    assert cache.candidate() is None


def test_an_engine_of_another_version_is_not_used(
    machine: Path, fake_engine: Callable[[Path, str], Path]
) -> None:
    """The engine itself is asked, not only the record."""
    assert machine.is_dir()
    cache = EngineCache(Version.parse("3.231.0"))
    cache.root.mkdir(parents=True)
    with cache.stage("official install") as stage:
        fake_engine(stage / "bin", "v3.230.0")
    assert cache.candidate() is None


def test_an_interrupted_installation_leaves_nothing(machine: Path) -> None:
    """Ctrl-C in the middle removes what was there so far."""
    assert machine.is_dir()
    cache = EngineCache(PINNED_VERSION)
    cache.root.mkdir(parents=True)

    def interrupted() -> None:
        with cache.stage("official install") as stage:
            (stage / "half").write_text("done")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(cache.root.iterdir()) == []


def test_what_a_killed_installation_left_is_removed_by_the_next(
    cache: EngineCache, fake_engine: Callable[[Path, str], Path]
) -> None:
    """A stage without a process behind it is rubbish; a sound engine is replaced whole."""
    left = cache.root / f".v{PINNED_VERSION}.dead"
    (left / "bin").mkdir(parents=True)
    with cache.stage("official install") as stage:
        assert not left.exists()
        fake_engine(stage / "bin", f"v{PINNED_VERSION}")
    found = cache.candidate()
    assert found is not None
    assert found.origin == "official install"


def test_a_second_process_waits_and_says_so(cache: EngineCache) -> None:
    """The one that comes later tells why nothing moves, and goes on when the first is done."""
    heard = _Heard()
    order: list[str] = []

    def later() -> None:
        with EngineCache(PINNED_VERSION).lock(heard):
            order.append("second")

    with cache.lock(Silence()):
        second = threading.Thread(target=later)
        second.start()
        assert heard.told.wait(10)
        order.append("first")
    second.join(20)
    assert order == ["first", "second"]
    assert heard.stages == [
        f"Another process is installing Pulumi {PINNED_VERSION}; waiting until it is done"
    ]
