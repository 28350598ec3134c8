"""Where the keys and values of a JSON text stand; the text was accepted by the parser before."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from pods.continuity.loading.documents import START, Mark, Marks, Path, Place

__all__ = ["Scanned", "scan"]

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}:,]|[^\s\[\]{}:,"]+')


@dataclass(slots=True)
class Scanned:
    """The marks of a text, and the keys that stand twice: path, place, place of the first."""

    root: Mark = (START, START, None)
    duplicates: list[tuple[Path, Place, Place]] = field(default_factory=list)


class _Level:
    """A mapping or a list that is open."""

    __slots__ = ("is_list", "key", "key_place", "marks", "place", "rejected")

    def __init__(self, place: Place, *, is_list: bool) -> None:
        self.is_list = is_list
        self.place = place
        self.marks: Marks = {}
        self.key: str | None = None
        self.key_place = place


def scan(text: str) -> Scanned:
    """Return where everything stands."""
    scanned = Scanned()
    levels: list[_Level] = []
    for sign, place in _tokens(text):
        if sign in "{[":
            levels.append(_Level(place, is_list=sign == "["))
        elif sign in "}]":
            level = levels.pop()
            _add(scanned, levels, level.place, level.marks)
        elif sign in ":,":
            continue
        elif levels and not levels[-1].is_list and levels[-1].key is None:
            levels[-1].key, levels[-1].key_place = json.loads(sign, strict=False), place
        else:
            _add(scanned, levels, place, None)
    return scanned


def _add(scanned: Scanned, levels: list[_Level], place: Place, marks: Marks | None) -> None:
    if not levels:
        scanned.root = (place, place, marks)
        return
    level = levels[-1]
    if level.is_list:
        level.marks[len(level.marks)] = (place, place, marks)
        return
    key, level.key = level.key or "", None
    if key in level.marks:
        path = (*_path(levels), key)
        scanned.duplicates.append((path, level.key_place, level.marks[key][0]))
    else:
        level.marks[key] = (level.key_place, place, marks)


def _path(levels: list[_Level]) -> Path:
    return tuple(len(level.marks) if level.is_list else level.key or "" for level in levels[:-1])


def _tokens(text: str) -> Iterator[tuple[str, Place]]:
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    for found in _TOKEN.finditer(text):
        line = bisect_right(starts, found.start())
        yield found.group(), (line, found.start() - starts[line - 1] + 1)
