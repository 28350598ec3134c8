"""Finds the folder of the program whose resources are judged, and the waivers kept there.

A pack is started in its own folder and is told the project's name only. The shell's folder is in
the environment; from there the project is looked for by name, upwards and two levels down.
"""

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from pods_policies.rule import Rule
from pods_policies.waivers.files import files_beside, files_outside, read_waivers
from pods_policies.waivers.ledger import Ledger

__all__ = ["program_folder", "unread_waivers", "waivers_of"]

PROJECT_FILE = "Pulumi.yaml"


def program_folder(urn: str) -> Path | None:
    """Return the folder of the program that a URN belongs to, or None when in doubt."""
    parts = urn.split("::")
    starts = tuple(dict.fromkeys([os.environ.get("PWD", ""), str(Path.cwd())]))
    return _folder_of(parts[1], starts) if len(parts) > 1 else None


def waivers_of(urn: str, rules: Iterable[Rule]) -> Ledger:
    """Read the waivers beside the program of a URN, and those that the environment names.

    Args:
        urn: a resource of the program.
        rules: every rule that a waiver may name.
    """
    reads = {one.id: one.reads for one in rules}
    return read_waivers(files_beside(program_folder(urn)), files_outside(), reads)


def unread_waivers(urn: str) -> str:
    """Say that waivers beside a program were not looked for; nothing where they were."""
    if program_folder(urn) is not None:
        return ""
    return "waivers: none read beside the program: its folder was not found from here"


@lru_cache(maxsize=16)
def _folder_of(project: str, starts: tuple[str, ...]) -> Path | None:
    for start in starts:
        found = {folder for file in _project_files(Path(start)) for folder in _named(file, project)}
        if len(found) == 1:
            return found.pop()
    return None


def _project_files(start: Path) -> Iterator[Path]:
    if not start.is_absolute():
        return
    for folder in (start, *start.parents):
        if (folder / PROJECT_FILE).is_file():
            yield folder / PROJECT_FILE
            break
    yield from start.glob(f"*/{PROJECT_FILE}")
    yield from start.glob(f"*/*/{PROJECT_FILE}")


def _named(file: Path, project: str) -> Iterator[Path]:
    """Yield the program's folder if the file is that project's."""
    try:
        said = yaml.safe_load(file.read_bytes())
    except (OSError, ValueError, yaml.YAMLError):
        return
    if not isinstance(said, dict) or said.get("name") != project:
        return
    program = file.parent / str(said.get("main") or ".")
    yield (program if program.is_dir() else program.parent).resolve()
