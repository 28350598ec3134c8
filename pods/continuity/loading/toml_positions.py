"""Where the keys and values of a TOML text stand; the text was accepted by the parser before."""

import re
import tomllib
from bisect import bisect_right

from pods.continuity.loading.documents import Marks, Place

__all__ = ["scan"]

_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_KEY = re.compile(
    r"""[ \t]*+(?P<part>[A-Za-z0-9_-]++|"(?:[^"\\]|\\.)*+"|'[^']*+')[ \t]*+(?P<dot>\.?)"""
)
_SCALAR = re.compile(
    r'''"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*+"{3,5}'''
    r"""|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"""
    r'''|"(?:[^"\\]|\\.)*+"'''
    r"""|'[^']*+'"""
    r"""|\d{4}-\d\d-\d\d[ ]\d\d:[^\s,\]}#]*+"""
    r"""|[^\s,\]}#]++"""
)


def scan(text: str) -> Marks:
    """Return the marks of the root table."""
    return _Scan(text).root


class _Scan:
    """One walk through a text."""

    def __init__(self, text: str) -> None:
        self.root: Marks = {}
        self._text = text
        self._at = 0
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        table = self.root
        self._skip()
        while self._at < len(text):
            if text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip()

    def _skip(self) -> None:
        """Pass what says nothing: spaces, line ends and comments."""
        found = _BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _place(self) -> Place:
        line = bisect_right(self._starts, self._at)
        return line, self._at - self._starts[line - 1] + 1

    def _header(self) -> Marks:
        """Read `[table]` or `[[list of tables]]`, and return where its pairs go."""
        is_list = self._text.startswith("[[", self._at)
        self._at += 2 if is_list else 1
        keys = self._keys()
        self._at += 2 if is_list else 1
        table = self.root
        for key, place in keys[:-1]:
            table = _below(table, key, place)
        key, place = keys[-1]
        if not is_list:
            return _below(table, key, place)
        entry: Marks = {}
        entries = _table_at(table, key, place)
        entries[len(entries)] = (place, place, entry)
        return entry

    def _pair(self, table: Marks) -> None:
        *above, (key, key_place) = self._keys()
        for name, place in above:
            table = _below(table, name, place)
        self._at += 1  # the equals sign
        self._skip()
        place, marks = self._value()
        table[key] = (key_place, place, marks)

    def _keys(self) -> list[tuple[str, Place]]:
        keys = []
        while found := _KEY.match(self._text, self._at):
            self._at = found.start("part")
            keys.append((_name(found["part"]), self._place()))
            self._at = found.end()
            if not found["dot"]:
                break
        return keys

    def _value(self) -> tuple[Place, Marks | None]:
        place = self._place()
        beginning = self._text[self._at]
        if beginning == "[":
            return place, self._list()
        if beginning == "{":
            return place, self._table()
        found = _SCALAR.match(self._text, self._at)
        self._at = found.end() if found else len(self._text)
        return place, None

    def _list(self) -> Marks:
        marks: Marks = {}
        while not self._closes("]"):
            place, below = self._value()
            marks[len(marks)] = (place, place, below)
        return marks

    def _table(self) -> Marks:
        marks: Marks = {}
        while not self._closes("}"):
            self._pair(marks)
        return marks

    def _closes(self, bracket: str) -> bool:
        """Pass an opening bracket or a comma; say whether the closing bracket follows."""
        if self._text[self._at] in "[{,":
            self._at += 1
        self._skip()
        if self._text.startswith(",", self._at):
            self._at += 1
            self._skip()
        if self._text.startswith(bracket, self._at):
            self._at += 1
            return True
        return self._at >= len(self._text)


def _table_at(table: Marks, key: str, place: Place) -> Marks:
    marks = table.setdefault(key, (place, place, {}))[2]
    return {} if marks is None else marks


def _below(table: Marks, key: str, place: Place) -> Marks:
    """Return the table at a key; of a list of tables, the last."""
    marks = _table_at(table, key, place)
    last = marks.get(len(marks) - 1)
    return marks if last is None or last[2] is None else last[2]


def _name(part: str) -> str:
    if part.startswith('"'):
        return str(tomllib.loads(f"key = {part}")["key"])
    return part.strip("'") if part.startswith("'") else part
