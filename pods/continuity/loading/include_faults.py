"""What is said about `include`, and about files that do not fit together."""

from typing import Any

from pods.continuity.loading.documents import START, Document, Path, fault
from pods.continuity.loading.limits import MOST_FILES
from pods.continuity.loading.report import Located
from pods.continuity.loading.wording import shown
from pods.errors import printable

__all__ = [
    "AT_THE_INCLUDE",
    "INCLUDE",
    "address",
    "cycle",
    "no_list",
    "no_mapping",
    "no_name",
    "said_twice",
    "too_many_files",
]

INCLUDE = "include"
"""The key whose value names further files."""
AT_THE_INCLUDE = frozenset({"unreadable-file", "not-a-file", "file-too-large", "unknown-format"})
"""Faults of a file that are mended where it is included: there is no line of its own to show."""


def no_mapping(document: Document) -> Located:
    """Say that a file holds no mapping of keys to values."""
    observed = "the file is empty"
    if document.value is not None:
        observed = f"the file holds {shown(document.value)}"
    return fault(
        document.file,
        START,
        "not-a-mapping",
        observed=observed,
        required="a plan is a mapping of keys to values",
        remedy="Begin with `version: 1`; `pods plan init` writes a first plan.",
    )


def no_list(document: Document, value: Any) -> Located:
    """Say that `include` is no list."""
    return fault(
        document.file,
        document.positions.best((INCLUDE,)),
        "wrong-type",
        observed=shown(value),
        required="a list of files is required",
        remedy="Write it as a list, as in [organisation.yaml].",
        path=(INCLUDE,),
    )


def no_name(document: Document, index: int, value: Any) -> Located:
    """Say that an entry of `include` is no file's name."""
    return _at(
        document,
        index,
        "wrong-type",
        observed=shown(value),
        required="the name of a file is required",
        remedy="Write it like organisation.yaml.",
    )


def address(document: Document, index: int, name: str) -> Located:
    """Say that an entry of `include` is an address."""
    return _at(
        document,
        index,
        "include-address",
        observed=f"{shown(name)} is an address",
        required="only files are included",
        remedy="Keep a copy beside the plan, and include that.",
    )


def cycle(document: Document, index: int, files: list[str]) -> Located:
    """Say that files include one another."""
    chain = " -> ".join(map(printable, files))
    return _at(
        document,
        index,
        "include-cycle",
        observed=f"the files include one another: {chain}",
        required="a file does not include itself, directly or through others",
        remedy="Remove one of these includes.",
    )


def too_many_files(document: Document, index: int) -> Located:
    """Say that a plan has too many files."""
    return _at(
        document,
        index,
        "too-many-files",
        observed=f"the plan includes more than {MOST_FILES} files",
        required=f"at most {MOST_FILES} are read",
        remedy="Unite some of them.",
    )


def said_twice(document: Document, other: Document, path: Path) -> Located:
    """Say that two files give a value to the same name."""
    line, column = other.positions.key(path)
    return fault(
        document.file,
        document.positions.key(path),
        "said-twice",
        observed=f"it stands here and in {printable(other.file)}:{line}:{column}",
        required="one file says it",
        remedy="Keep one of them, or rename one.",
        path=path,
    )


def _at(
    document: Document, index: int, code: str, *, observed: str, required: str, remedy: str
) -> Located:
    path = (INCLUDE, index)
    return fault(
        document.file,
        document.positions.best(path),
        code,
        observed=observed,
        required=required,
        remedy=remedy,
        path=path,
    )
