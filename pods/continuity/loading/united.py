"""The values of a plan's files as one, and the place of everything in it."""

from dataclasses import dataclass, field
from typing import Any

from pods.continuity.findings import Finding
from pods.continuity.loading import include_faults
from pods.continuity.loading.documents import START, Document, Path
from pods.continuity.loading.include_faults import INCLUDE
from pods.continuity.loading.report import Located

__all__ = ["United"]

# Where a value is at home: `section.id`.
_HOME_DEPTH = 2


@dataclass(slots=True)
class United:
    """What the files say together."""

    file: str
    """The plan's own file."""
    value: dict[str, Any] | None = None
    """None when the plan's own file cannot be read."""
    findings: list[Located] = field(default_factory=list)
    sources: tuple[str, ...] = ()
    missing_files: list[str] = field(default_factory=list)
    """Files that are included and could not be read."""
    root: Document | None = None
    _homes: dict[Path, Document] = field(default_factory=dict)
    """The files of what does not stand in the plan's own, by section and id."""
    _own: set[str] = field(default_factory=set)
    """Sections that are copies, so that adding to them changes no document."""

    def add(self, document: Document, value: dict[str, Any]) -> None:
        """Add a file's values; the same name with a value in two files is a finding."""
        self.sources += (document.file,)
        if self.root is None or self.value is None:
            self.root, self.value = document, dict(value)
            return
        for key, item in value.items():
            if key == INCLUDE:
                continue
            if key not in self.value:
                self.value[key] = item
                self._homes[(key,)] = document
            elif isinstance(item, dict) and isinstance(self.value[key], dict):
                self._add_items(document, key, item)
            else:
                self._clash(document, (key,))

    def located(self, finding: Finding) -> Located:
        """Return the finding with the place where its path stands."""
        home = self._home(finding.path)
        if home is None:
            return Located(finding, self.file, *START)
        where = home.positions.key if finding.code == "unknown-key" else home.positions.best
        return Located(finding, home.file, *where(finding.path))

    def _add_items(self, document: Document, section: str, items: dict[str, Any]) -> None:
        assert self.value is not None  # noqa: S101 - the root was added first
        if section not in self._own:
            self.value[section] = dict(self.value[section])
            self._own.add(section)
        united = self.value[section]
        for name, item in items.items():
            if name in united:
                self._clash(document, (section, name))
            else:
                united[name] = item
                self._homes[(section, name)] = document

    def _clash(self, document: Document, path: Path) -> None:
        home = self._home(path) or document
        self.findings.append(include_faults.said_twice(document, home, path))

    def _home(self, path: Path) -> Document | None:
        for length in range(_HOME_DEPTH, 0, -1):
            if path[:length] in self._homes:
                return self._homes[path[:length]]
        return self.root
