"""Chooses among the engines that were found; looks at nothing itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from semver import Version

from pods.sandbox.engine.versions import MINIMUM_VERSION

__all__ = ["Candidate", "Choice", "Engine", "Origin", "choose"]

Origin = Literal["PATH", "pulumi home", "official install", "built from source"]
"""Where an engine comes from; the last two are ours, kept in the cache."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A Pulumi engine that can be used."""

    path: Path
    """The `pulumi` executable."""
    version: Version
    origin: Origin
    has_language_host: bool
    """Whether the official Python language host comes with it, so that ours is not needed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An engine that was found, usable or not."""

    path: Path
    origin: Origin
    version: Version | None
    """None when it did not say its version."""
    has_language_host: bool
    complaint: str = ""
    """Why its version is not known."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The first usable engine, and why each one before it was passed over."""

    engine: Engine | None
    passed_over: tuple[str, ...]


def choose(candidates: Iterable[Candidate]) -> Choice:
    """Take the first candidate that is new enough, in the order given; look no further."""
    reasons: list[str] = []
    for candidate in candidates:
        reason = _reason_against(candidate)
        if reason is None and candidate.version is not None:
            engine = Engine(
                path=candidate.path,
                version=candidate.version,
                origin=candidate.origin,
                has_language_host=candidate.has_language_host,
            )
            return Choice(engine, tuple(reasons))
        reasons.append(f"{candidate.path} {reason}")
    return Choice(None, tuple(reasons))


def _reason_against(candidate: Candidate) -> str | None:
    if candidate.version is None:
        return f"does not work ({candidate.complaint})"
    if candidate.version < MINIMUM_VERSION:
        return f"is version {candidate.version}"
    return None
