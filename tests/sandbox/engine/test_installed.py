from collections.abc import Callable
from pathlib import Path

import pytest

from pods.sandbox.engine.installed import inspect, installed_candidates
from pods.sandbox.language import HOST_NAME, language_host_script


def test_path_comes_before_the_homes(
    machine: Path, fake_engine: Callable[[Path, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """PATH first, then PULUMI_HOME, then the usual home."""
    on_path = fake_engine(machine / "path", "v3.240.0")
    other = fake_engine(machine / "other" / "bin", "v3.250.0")
    usual = fake_engine(machine / "home" / ".pulumi" / "bin", "v3.260.0")
    monkeypatch.setenv("PULUMI_HOME", str(machine / "other"))
    found = [(each.path, each.origin, str(each.version)) for each in installed_candidates()]
    assert found == [
        (on_path, "PATH", "3.240.0"),
        (other, "pulumi home", "3.250.0"),
        (usual, "pulumi home", "3.260.0"),
    ]


def test_the_sandbox_s_own_link_is_not_the_user_s_engine(
    machine: Path, fake_engine: Callable[[Path, str], Path]
) -> None:
    """A folder of PATH that holds our language host is passed by."""
    fake_engine(machine / "path", "v3.240.0")
    (machine / "path" / HOST_NAME).write_text(language_host_script("/usr/bin/python3"))
    assert list(installed_candidates()) == []


@pytest.mark.parametrize(("host", "expected"), [("official", True), ("ours", False), ("", False)])
def test_only_the_official_host_counts_as_a_host(
    machine: Path, fake_engine: Callable[[Path, str], Path], host: str, *, expected: bool
) -> None:
    """Our shim beside an engine does not make it an official bundle."""
    engine = fake_engine(machine / "home" / "x", "v3.240.0")
    text = {"official": "\x7fELF", "ours": language_host_script("/usr/bin/python3")}
    if host:
        (engine.parent / HOST_NAME).write_text(text[host])
    assert inspect(engine, "PATH").has_language_host is expected


def test_an_engine_that_fails_is_a_candidate_without_version(
    machine: Path, fake_engine: Callable[[Path, str], Path]
) -> None:
    """The complaint says how it failed."""
    engine = fake_engine(machine / "path", "x; exit 3")
    candidate = inspect(engine, "PATH")
    assert candidate.version is None
    assert "exit status 3" in candidate.complaint
