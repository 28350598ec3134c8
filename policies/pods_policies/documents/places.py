"""Finds the line of the program that a finding is about."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from pods_policies.documents.document import Document, Position, stack_of
from pods_policies.judging.entry import Place
from pods_policies.sdk.program import program_folder
from pods_policies.sdk.source_line import likely_line
from pods_policies.verdicts import Finding, Undecided

__all__ = ["place_finder", "project_file"]

_PROJECT_FILE = "Pulumi.yaml"


def place_finder(
    documents: Iterable[Document], root: Path, waivers: Iterable[Path] = ()
) -> Callable[[Finding | Undecided], Place | None]:
    """Return what finds the place of a finding.

    Where the program is at hand, the line that most likely sets the property is looked for; else
    the file names the line that made the resource.

    Args:
        documents: the files that are judged; some of them name the lines of the program.
        root: the folder that places are told relative to.
        waivers: files of waivers; what is wrong with one has its place there.
    """
    files = list(waivers)
    told = list(documents)
    positions = {urn: place for one in told for urn, place in one.positions.items()}
    folders = {one.stack: program_folder(one.resources[0].urn) for one in told}
    beside = partial(_place, positions, folders, root)
    return lambda verdict: _in_waivers(verdict, files, root) or beside(verdict)


def _in_waivers(verdict: Finding | Undecided, files: list[Path], root: Path) -> Place | None:
    """Return the line of the waiver that a finding is about, if one file below the root has it."""
    if verdict.change.prop != "waivers":
        return None
    found = {
        (file.resolve(), int(line))
        for file in files
        for line in re.findall(rf"(?<![\w.-]){re.escape(file.name)}:(\d+)", verdict.observed)[-1:]
    }
    below = [(file, line) for file, line in found if file.is_relative_to(root.resolve())]
    if len(found) != 1 or not below:
        return None
    file, line = below[0]
    return Place(file.relative_to(root.resolve()).as_posix(), line, is_certain=True)


def project_file(document: Document, root: Path) -> str:
    """Return the path of the project's file, relative to the root; nothing if it is not at hand."""
    folder = program_folder(document.resources[0].urn)
    if folder is None:
        return ""
    return _told(_project(folder), _PROJECT_FILE, root)


def _place(
    positions: dict[str, Position],
    folders: dict[str, Path | None],
    root: Path,
    verdict: Finding | Undecided,
) -> Place | None:
    folder = folders.get(stack_of(verdict.subject.urn))
    try:
        line = None if folder is None else likely_line(verdict.subject, verdict.change, folder)
    except (OSError, RecursionError, ValueError):  # a courtesy: its failure costs no finding
        line = None
    project = None if folder is None else _project(folder)
    if line is not None:
        file, _, number = line.split(",")[0].rpartition(":")
        return Place(_told(project, file, root), int(number), is_certain=False)
    position = positions.get(verdict.subject.urn)
    if position is None:
        return None
    file = _told(project, position.file, root)
    # Of what a component makes, the engine tells the call of the component at best.
    return Place(file, position.line, is_certain=verdict.subject.component is None)


def _project(folder: Path) -> Path:
    return next((up for up in (folder, *folder.parents) if (up / _PROJECT_FILE).exists()), folder)


def _told(project: Path | None, file: str, root: Path) -> str:
    """Return a path below the root, else the path within the project."""
    if project is not None:
        whole = (project / file).resolve()
        if whole.is_file() and whole.is_relative_to(root.resolve()):
            return whole.relative_to(root.resolve()).as_posix()
    return file
