"""Reads waivers from files: beside the program, and from outside it.

A file holds a list `waivers` in YAML, TOML or JSON. Every problem of every file is told, each with
its line; an entry that is in order counts although another one is not.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from pods.continuity.findings import Finding
from pods.continuity.loading.includes import unite
from pods.continuity.loading.report import Located
from pods.continuity.loading.united import United
from pods.continuity.loading.validation import validated
from pods.errors import printable
from pods_policies.waivers.entry import Entry
from pods_policies.waivers.ledger import Ledger, Waiver

__all__ = ["VARIABLE", "files_beside", "files_outside", "read_waivers"]

VARIABLE: Final = "PODS_WAIVERS"
"""Environment variable that names files from outside the program, joined as in PATH."""

_STEM: Final = "pods-waivers"
_SUFFIXES: Final = (".yaml", ".yml", ".toml", ".json")
_PROJECT_FILE: Final = "Pulumi.yaml"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    waivers: list[Any]


def read_waivers(
    beside: Iterable[Path] = (),
    outside: Iterable[Path] = (),
    reads: Mapping[str, Sequence[str]] | None = None,
) -> Ledger:
    """Return the waivers of these files, and everything that is wrong with them.

    Args:
        beside: files that are kept with the program.
        outside: files that are kept elsewhere, where who writes the program does not write.
        reads: every rule that a waiver may name, with the types that it reads.
    """
    waivers: list[Waiver] = []
    problems: list[str] = []
    where = [(path, True) for path in beside] + [(path, False) for path in outside]
    for path, beside_code in where:
        _read(path, waivers, problems, beside_code=beside_code)
    return Ledger(tuple(dict.fromkeys(waivers)), tuple(problems), reads=reads)


def files_beside(program: Path | None) -> list[Path]:
    """Return the files of waivers in the program's folder, and above it up to the project's."""
    if program is None:
        return []
    above = [program, *program.parents]
    depth = next((at for at, one in enumerate(above) if (one / _PROJECT_FILE).is_file()), 0)
    names = [f"{_STEM}{suffix}" for suffix in _SUFFIXES]
    files = (folder / name for folder in above[: depth + 1] for name in names)
    return [file for file in files if file.exists()]


def files_outside(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Return the files that the environment names; one that is missing is told when it is read."""
    return [Path(one) for one in environment.get(VARIABLE, "").split(os.pathsep) if one.strip()]


def _read(path: Path, waivers: list[Waiver], problems: list[str], *, beside_code: bool) -> None:
    united = unite(os.fspath(path))
    problems += map(_said, united.findings)
    if united.value is None:
        return
    problems += (_said(united.located(one)) for one in validated(_File, united.value).findings)
    entries = united.value.get("waivers")
    for index, value in enumerate(entries if isinstance(entries, list) else []):
        entry = validated(Entry, value)
        at = ("waivers", index)
        problems += (_said(one) for one in _placed(united, at, entry.findings))
        if entry.instance is not None:
            place = _place(united, at)
            waivers.append(entry.instance.waiver(place, beside_code=beside_code))


def _placed(
    united: United, at: tuple[str | int, ...], findings: Iterable[Finding]
) -> Iterator[Located]:
    return (united.located(replace(one, path=(*at, *one.path))) for one in findings)


def _place(united: United, at: tuple[str | int, ...]) -> str:
    located = united.located(Finding("place", at, "", "", ""))
    return f"{printable(Path(located.file).name)}:{located.line}"


def _said(located: Located) -> str:
    found = located.finding
    place = f"{Path(located.file).name}:{located.line}"
    if not found.path:  # the words for a plan's file, which this is not
        required = found.required.replace("a plan is", "a file of waivers is")
        return printable(f"{place}: {found.observed}; {required}")
    return printable(f"{place}: {found.subject}: {found.observed}; {found.required}")
