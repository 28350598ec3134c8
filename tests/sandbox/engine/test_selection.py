from pathlib import Path

import pytest
from semver import Version

from pods.sandbox.engine.selection import Candidate, choose
from pods.sandbox.engine.versions import MINIMUM_VERSION, parse_version


def _candidate(name: str, version: str | None) -> Candidate:
    known = Version.parse(version) if version else None
    return Candidate(Path(name), "PATH", known, has_language_host=True, complaint="no answer")


def test_the_first_engine_that_is_new_enough_is_chosen() -> None:
    """The order of the candidates decides, not the newest version."""
    choice = choose([_candidate("/a", "3.230.0"), _candidate("/b", "3.300.0")])
    assert choice.engine is not None
    assert (choice.engine.path, choice.engine.has_language_host) == (Path("/a"), True)
    assert choice.passed_over == ()


@pytest.mark.parametrize(
    ("version", "usable"),
    [("3.228.9", False), (str(MINIMUM_VERSION), True), ("4.0.0", True), ("3.229.0-alpha.1", False)],
)
def test_the_minimum_is_a_boundary(version: str, usable: bool) -> None:  # noqa: FBT001
    """The minimum itself is new enough; a pre-release of it is not."""
    assert (choose([_candidate("/a", version)]).engine is not None) is usable


def test_what_is_passed_over_is_named_with_its_reason() -> None:
    """An old engine and a broken one are both named."""
    choice = choose([_candidate("/old", "3.100.0"), _candidate("/broken", None)])
    assert choice.engine is None
    assert choice.passed_over == (
        "/old is version 3.100.0",
        "/broken does not work (no answer)",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [("v3.230.0\n", "3.230.0"), ("3.1.0-alpha.2+dirty", "3.1.0-alpha.2+dirty"), ("oops", None)],
)
def test_a_version_is_read_as_the_engine_prints_it(text: str, expected: str | None) -> None:
    """With or without the leading v; anything else is no version."""
    version = parse_version(text)
    assert (str(version) if version else None) == expected
