"""Finds the folder of the program whose resources are judged.

A pack is started in its own folder and is told the project's name only. The shell's folder is in
the environment; from there the project is looked for by name, upwards and two levels down.
"""

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

__all__ = ["program_folder"]

PROJECT_FILE = "Pulumi.yaml"


def program_folder(urn: str) -> Path | None:
    """Return the folder of the program that a URN belongs to, or None when in doubt."""
    parts = urn.split("::")
    starts = tuple(dict.fromkeys([os.environ.get("PWD", ""), str(Path.cwd())]))
    return _folder_of(parts[1], starts) if len(parts) > 1 else None


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
