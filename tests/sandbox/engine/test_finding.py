import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from semver import Version

from pods.errors import EngineError
from pods.sandbox.engine import find_engine
from pods.sandbox.engine.cache import EngineCache
from pods.sandbox.engine.finding import Way, standing_engine, ways_to_install
from pods.sandbox.engine.processes import ChildFailedError
from pods.sandbox.engine.progress import Progress, Silence
from pods.sandbox.engine.toolchain import find_go
from pods.sandbox.engine.versions import PINNED_VERSION

FakeEngine = Callable[[Path, str], Path]


def _works(fake_engine: FakeEngine) -> Way:
    def install(stage: Path, version: Version, _progress: Progress) -> None:
        fake_engine(stage / "bin", f"v{version}")

    return Way("built from source", install, "a compiler", "Install one")


def _fails(stage: Path, _version: Version, _progress: Progress) -> None:
    (stage / "half").write_text("done")
    message = "exit code 1; it said last: no route to host"
    raise ChildFailedError(message)


_REFUSED = Way("official install", _fails, "a network", "Get one")


def test_an_engine_on_path_is_used_and_nothing_is_installed(
    machine: Path, fake_engine: FakeEngine
) -> None:
    """A user who has Pulumi uses it; the cache is not even made."""
    engine = fake_engine(machine / "path", "v3.300.0")
    found = find_engine(ways=[])
    assert (found.path, found.origin) == (engine, "PATH")
    assert list((machine / "cache").iterdir()) == []


def test_an_old_engine_on_path_is_passed_over_and_named(
    machine: Path, fake_engine: FakeEngine
) -> None:
    """The one we install is used instead, and the old one is still named afterwards."""
    old = fake_engine(machine / "path", "v3.100.0")
    found = find_engine(ways=[_works(fake_engine)])
    assert (found.origin, found.version) == ("built from source", PINNED_VERSION)
    assert standing_engine().passed_over == (f"{old} is version 3.100.0",)


def test_the_next_way_is_tried_when_one_fails(machine: Path, fake_engine: FakeEngine) -> None:
    """The official install fails where there is no network; the build follows."""
    found = find_engine(ways=[_REFUSED, _works(fake_engine)])
    assert found.origin == "built from source"
    names = {each.name for each in (machine / "cache" / "engine").iterdir()}
    assert names == {f"v{PINNED_VERSION}", f"v{PINNED_VERSION}.lock"}


def test_a_damaged_engine_in_the_cache_is_built_again(
    machine: Path, fake_engine: FakeEngine
) -> None:
    """A truncated engine is replaced, not used and not complained about."""
    assert machine.is_dir()
    find_engine(ways=[_works(fake_engine)])
    EngineCache(PINNED_VERSION).engine.write_text("")
    assert standing_engine().engine is None
    assert find_engine(ways=[_works(fake_engine)]).version == PINNED_VERSION


def test_no_engine_to_be_had_is_one_error_with_every_reason(
    machine: Path, fake_engine: FakeEngine
) -> None:
    """Each way says what was observed, what it requires, and how to mend it."""
    old = fake_engine(machine / "path", "v3.100.0")
    with pytest.raises(EngineError) as caught:
        find_engine(ways=[_REFUSED])
    standing, refused = str(caught.value).splitlines()
    assert standing.startswith(
        f"Pulumi on PATH or under its home: {old} is version 3.100.0; version 3.229.0 or newer. "
    )
    assert refused == (
        "official install: exit code 1; it said last: no route to host; a network. Get one"
    )
    assert [each.name for each in (machine / "cache" / "engine").iterdir()] == [
        f"v{PINNED_VERSION}.lock"
    ]


def test_an_installation_that_does_not_run_is_not_an_engine(
    machine: Path, fake_engine: FakeEngine
) -> None:
    """What was installed is asked for its version before it is used."""
    assert machine.is_dir()

    def install(stage: Path, _version: Version, _progress: Progress) -> None:
        fake_engine(stage / "bin", "x; exit 1")

    broken = Way("built from source", install, "a compiler", "Install one")
    with pytest.raises(EngineError, match="what it installed does not run"):
        find_engine(ways=[broken])


def test_the_three_ways_are_named(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Go, without network and without an engine, the error names all three ways."""
    assert machine.is_dir()
    refusing = machine / "refuse"
    refusing.write_text("#!/bin/sh\necho no route to host; exit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(refusing))
    monkeypatch.setattr("uv.find_uv_bin", lambda: str(refusing))
    with pytest.raises(EngineError) as caught:
        find_engine()
    assert [each.subject for each in caught.value.problems] == [
        "Pulumi on PATH or under its home",
        *(way.origin for way in ways_to_install()),
    ]
    assert str(caught.value).count("no route to host") == 2


def test_an_old_go_is_passed_over(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Go older than go.mod asks for leads to the wheel."""
    go = machine / "path" / "go"
    go.write_text("#!/bin/sh\necho go1.20.1\n")
    go.chmod(0o755)
    monkeypatch.setattr("pods.sandbox.engine.toolchain._wheel", lambda folder, _: folder / "go")
    found = find_go(machine / "wheel", Silence())
    assert (found.path, found.of_user) == (machine / "wheel" / "go", False)
    go.write_text("#!/bin/sh\necho go1.99.0\n")
    assert find_go(machine / "wheel", Silence()).path == go
