"""A plan's file and those that it includes."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace

from pods.continuity.loading import include_faults
from pods.continuity.loading.documents import Document, RefusedTextError
from pods.continuity.loading.file_text import read_bytes
from pods.continuity.loading.formats import parse
from pods.continuity.loading.include_faults import INCLUDE
from pods.continuity.loading.limits import LARGEST_FILE_BYTES, LARGEST_PLAN_BYTES, MOST_FILES
from pods.continuity.loading.report import Located
from pods.continuity.loading.united import United

__all__ = ["unite"]

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")


def unite(file: str) -> United:
    """Read a plan's file and all that it includes; what is wrong with them is in `findings`."""
    uniting = _Uniting(file)
    uniting.take(file, _real(file), None)
    return uniting.united


class _Uniting:
    """Reads each file once, and knows which ones led to the present one."""

    def __init__(self, file: str) -> None:
        self.united = United(file)
        self._left_bytes = LARGEST_PLAN_BYTES
        self._read: set[str] = set()
        self._open: dict[str, str] = {}

    def take(self, file: str, real: str, asked: tuple[Document, int] | None) -> None:
        """Read a file and what it includes; `asked` is the entry of `include` that names it."""
        self._read.add(real)
        document = self._document(file, asked)
        if document is None:
            return
        self._open[real] = file
        for index, name in self._names(document):
            self._include(document, index, name)
        del self._open[real]

    def _document(self, file: str, asked: tuple[Document, int] | None) -> Document | None:
        try:
            data = read_bytes(file, min(LARGEST_FILE_BYTES, self._left_bytes))
            self._left_bytes -= len(data)
            document = parse(file, data)
        except RefusedTextError as refusal:
            self._miss(file, _where_asked(refusal.located, asked))
            return None
        self.united.findings += document.findings
        if not isinstance(document.value, dict):
            self._miss(file, include_faults.no_mapping(document))
            return None
        self.united.add(document, document.value)
        return document

    def _names(self, document: Document) -> Iterator[tuple[int, str]]:
        """Yield the files that are included; an entry that names none is said, and left out."""
        names = document.value.get(INCLUDE, []) if isinstance(document.value, dict) else []
        if not isinstance(names, list):
            self._miss(INCLUDE, include_faults.no_list(document, names))
            return
        for index, name in enumerate(names):
            if not isinstance(name, str) or not name.strip():
                self._miss(f"{INCLUDE}[{index}]", include_faults.no_name(document, index, name))
            elif _ADDRESS.match(name):
                self._miss(name, include_faults.address(document, index, name))
            else:
                yield index, name

    def _include(self, document: Document, index: int, name: str) -> None:
        file = os.path.join(os.path.dirname(document.file), name)  # noqa: PTH118, PTH120 - as given
        real = _real(file)
        if real in self._open:
            chain = self._chain(real, file)
            self.united.findings.append(include_faults.cycle(document, index, chain))
        elif real in self._read:
            return
        elif len(self._read) > MOST_FILES:
            self._miss(file, include_faults.too_many_files(document, index))
        else:
            self.take(file, real, (document, index))

    def _chain(self, real: str, file: str) -> list[str]:
        opened = list(self._open)
        return [*(self._open[item] for item in opened[opened.index(real) :]), file]

    def _miss(self, file: str, located: Located) -> None:
        self.united.findings.append(located)
        self.united.missing_files.append(file)


def _where_asked(located: Located, asked: tuple[Document, int] | None) -> Located:
    """Return the fault of a whole file at the entry that includes it."""
    if asked is None or located.finding.code not in include_faults.AT_THE_INCLUDE:
        return located
    document, index = asked
    path = (INCLUDE, index)
    line, column = document.positions.best(path)
    finding = replace(located.finding, path=path)
    return Located(finding, document.file, line, column)


def _real(file: str) -> str:
    """Return the one name of a file that several names lead to."""
    try:
        return os.path.realpath(file)
    except (OSError, ValueError):
        return file  # reading it will say what is wrong
