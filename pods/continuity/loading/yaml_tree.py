"""A tree in the making, from the events of a YAML parser; what a limit refuses is not built."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Any

import yaml

from pods.continuity.loading import tree_faults, yaml_faults
from pods.continuity.loading.documents import Marks, Path, Place, Plain, RefusedTextError
from pods.continuity.loading.file_text import CONTROLS
from pods.continuity.loading.limits import DEEPEST_NESTING, MOST_VALUES
from pods.continuity.loading.report import Located
from pods.continuity.loading.yaml_scalars import plain_value

__all__ = ["Node", "YamlTree"]

_TEXT_TAGS = ("!", "tag:yaml.org,2002:str")
_CONTAINER_TAGS: dict[type, str] = {dict: "tag:yaml.org,2002:map", list: "tag:yaml.org,2002:seq"}


class _NotAKey:
    """What stands in for a key: none read yet, a merge, or one that was refused."""


_NONE = _NotAKey()
_MERGE = _NotAKey()
_REFUSED = _NotAKey()


@dataclass(slots=True)
class Node:
    """A value that is complete; also what an anchor stands for."""

    value: Plain
    marks: Marks | None
    size: int
    """Values in it, aliases followed."""
    height: int
    """Mappings and lists in it that stand within one another, aliases followed."""


class _Frame:
    """A mapping or a list that is being read."""

    __slots__ = ("anchor", "before", "height", "key", "key_place", "marks", "merges", "place")

    def __init__(self, place: Place, anchor: str | None, before: int) -> None:
        self.place = place
        self.anchor = anchor
        self.before = before
        self.height = 1
        self.marks: Marks = {}
        self.key: str | _NotAKey = _NONE
        self.key_place = place
        self.merges: list[tuple[dict[str, Any], Marks]] = []


class YamlTree:
    """Takes events; then `root` is the tree and `findings` what was wrong on the way."""

    def __init__(self, file: str) -> None:
        """Begin with an empty file."""
        self.findings: list[Located] = []
        self.root = Node(None, None, 0, 0)
        self._file = file
        self._documents = 0
        self._total = 0
        self._frames: list[_Frame] = []
        # The containers of the frames, apart from them: their type is asked for at every value.
        self._values: list[dict[str, Any] | list[Any]] = []
        self._anchors: dict[str, Node | None] = {}
        self._takes: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, events: Iterable[Any]) -> None:
        """Build the tree; raises `RefusedTextError` at the first thing that cannot be passed."""
        takes = self._takes
        for event in events:
            take = takes.get(type(event))
            if take is not None:
                take(event)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise RefusedTextError(yaml_faults.several_documents(self._file, _place(event)))

    def _scalar(self, event: Any) -> None:
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1)
        value: Plain = event.value
        if event.tag is not None:
            if event.tag not in _TEXT_TAGS:
                self._note(yaml_faults.foreign_tag, place, event.tag)
        elif event.implicit[0]:
            if value == "<<" and self._awaits_key():
                self._frames[-1].key = _MERGE
                return
            value = plain_value(event.value)
            if type(value) is float and not isfinite(value):
                self._note(tree_faults.bad_number, place, event.value)
        elif event.style == '"' and CONTROLS.search(event.value):
            self._note(tree_faults.escaped_control, place, event.value)
        self._count(1, place)
        if event.anchor is not None:
            self._anchors[event.anchor] = Node(value, None, 1, 0)
        self._add(value, place, None, 0)

    def _alias(self, event: Any) -> None:
        place, name = _place(event), event.anchor
        if name not in self._anchors:
            raise RefusedTextError(yaml_faults.unknown_anchor(self._file, place, name))
        node = self._anchors[name]
        if node is None:
            raise RefusedTextError(yaml_faults.self_reference(self._file, place, name))
        self._count(node.size, place)
        self._add(node.value, place, node.marks, node.height)

    def _mapping(self, event: Any) -> None:
        self._begin(event, {})

    def _sequence(self, event: Any) -> None:
        self._begin(event, [])

    def _begin(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        place = _place(event)
        if event.tag is not None and event.tag != _CONTAINER_TAGS[type(value)]:
            self._note(yaml_faults.foreign_tag, place, event.tag)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._frames.append(_Frame(place, event.anchor, self._total))
        self._values.append(value)
        self._count(1, place)
        if len(self._frames) > DEEPEST_NESTING:
            raise RefusedTextError(tree_faults.too_deep(self._file, place))

    def _end(self, _event: Any) -> None:
        frame, value = self._frames.pop(), self._values.pop()
        for mapping, marks in frame.merges:
            _merge(value, frame.marks, mapping, marks)
        if frame.anchor is not None:
            size = self._total - frame.before
            self._anchors[frame.anchor] = Node(value, frame.marks, size, frame.height)
        self._add(value, frame.place, frame.marks, frame.height)

    def _add(self, value: Any, place: Place, marks: Marks | None, height: int) -> None:
        if not self._frames:
            self.root = Node(value, marks, self._total, height)
            return
        frame, container = self._frames[-1], self._values[-1]
        if height >= frame.height:
            frame.height = height + 1
            if len(self._frames) + height > DEEPEST_NESTING:
                raise RefusedTextError(tree_faults.too_deep(self._file, place))
        if isinstance(container, list):
            frame.marks[len(container)] = (place, place, marks)
            container.append(value)
        elif isinstance(frame.key, str):
            container[frame.key] = value
            frame.marks[frame.key] = (frame.key_place, place, marks)
            frame.key = _NONE
        else:
            self._add_beside_key(frame, container, value, place, marks)

    def _add_beside_key(
        self, frame: _Frame, container: dict[str, Any], value: Any, place: Place, marks: Any
    ) -> None:
        """Take a key, what is merged, or the value of a key that was refused."""
        if frame.key is _NONE:
            frame.key, frame.key_place = self._checked_key(frame, container, value, place), place
            return
        if frame.key is _MERGE:
            sources = list(_merge_sources(value, marks))
            if not sources:
                self._note(yaml_faults.bad_merge, place, value)
            frame.merges += sources
        frame.key = _NONE

    def _checked_key(
        self, frame: _Frame, container: dict[str, Any], key: Any, place: Place
    ) -> str | _NotAKey:
        if type(key) is int:
            key = str(key)  # tiers are numbered; TOML and JSON have such keys as text
        if not isinstance(key, str):
            self._note(yaml_faults.key_not_text, place, key)
            return _REFUSED
        if key in container:
            path = (*self._path(), key)
            first = frame.marks[key][0]
            self.findings.append(tree_faults.duplicate_key(self._file, place, path, first))
            return _REFUSED
        return key

    def _awaits_key(self) -> bool:
        return (
            bool(self._frames)
            and self._frames[-1].key is _NONE
            and isinstance(self._values[-1], dict)
        )

    def _count(self, size: int, place: Place) -> None:
        self._total += size
        if self._total > MOST_VALUES:
            raise RefusedTextError(tree_faults.too_many_values(self._file, place))

    def _note(self, say: Callable[..., Located], place: Place, seen: Any) -> None:
        self.findings.append(say(self._file, place, seen, self._path()))

    def _path(self) -> Path:
        """Return the path of the value that is being read."""
        parts: list[str | int] = []
        for frame, value in zip(self._frames, self._values, strict=True):
            if isinstance(value, list):
                parts.append(len(value))
            elif isinstance(frame.key, str):
                parts.append(frame.key)
        return tuple(parts)


def _place(event: Any) -> Place:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _merge_sources(value: Any, marks: Any) -> Iterable[tuple[dict[str, Any], Marks]]:
    if isinstance(value, dict):
        yield value, marks
    elif isinstance(value, list) and all(isinstance(item, dict) for item in value):
        for index, item in enumerate(value):
            yield item, marks[index][2]


def _merge(value: Any, marks: Marks, mapping: dict[str, Any], theirs: Marks) -> None:
    """Take over what is not said here; the first of several sources wins."""
    for key, item in mapping.items():
        if key not in value:
            value[key] = item
            marks[key] = theirs[key]
