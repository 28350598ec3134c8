"""Finds the line of the program that most likely sets a property.

The engine passes no source positions to policies. The program's files can be read, though: looked
for is a call to the class of the resource, or of a component around it, whose name argument is the
resource's name or the start of it. The answer is offered only when one place fits, and is worded as
likely. Nothing of the program is run, and no value of it is shown.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pods_policies.relations.resource import Resource
from pods_policies.verdicts import Change, keyword

__all__ = ["likely_line"]

MOST_FILES = 200
"""A folder with more Python files than this is not searched: it is no program of a stack."""

PASSED_OVER = {"node_modules", "site-packages", "tests", "venv"}


@dataclass(frozen=True, slots=True)
class _Call:
    file: str
    name: str
    of: str
    node: ast.Call


def likely_line(resource: Resource, change: Change, folder: Path) -> str | None:
    """Return `<file>:<line>`, relative to the project's folder, or None when in doubt.

    Where the call does not name the property itself, its own line is returned, and said to be so.
    """
    calls = calls_in(folder)
    for kind in (resource.type, *(parent.type for parent in resource.parents)):
        fitting = [call for call in calls if call.of == kind.rsplit(":", 1)[-1]]
        named = _named(fitting, resource.name)
        if len(named) == 1:
            return _line(named[0], change)
    return None


def _named(calls: list[_Call], name: str) -> list[_Call]:
    exact = [call for call in calls if call.name == name]
    if exact:
        return exact
    starts = [call for call in calls if name.startswith(f"{call.name}-")]
    longest = max((len(call.name) for call in starts), default=0)
    return [call for call in starts if len(call.name) == longest]


def _line(call: _Call, change: Change) -> str:
    """Return the line of the setting, of the part that it belongs to, or of the call itself."""
    parts = [one for one in _settings(call.node) if one.name == change.part]
    scope = parts[0].value if len(parts) == 1 else call.node
    for word in change.look_for:
        lines = {one.line for one in _settings(scope) if _is_like(one.name, word)}
        if len(lines) == 1:
            return f"{call.file}:{lines.pop()}"
    if len(parts) == 1:
        return f"{call.file}:{parts[0].line}"
    return f'{call.file}:{call.node.lineno}, in the arguments of {call.of} "{call.name}"'


def _is_like(name: str, word: str) -> bool:
    """Answer whether a setting seems to mean a property: `interval_hours` means `interval`."""
    if name == word or name.startswith(f"{word}_") or word.startswith(f"{name}_"):
        return True
    beginning = word.split("_")[:2]
    return len(beginning) > 1 and name.split("_")[:2] == beginning


@dataclass(frozen=True, slots=True)
class _Setting:
    name: str
    line: int
    value: ast.AST


def _settings(node: ast.AST) -> Iterator[_Setting]:
    """Yield each keyword and each literal key inside a part of the program."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.keyword) and inner.arg is not None:
            yield _Setting(keyword(inner.arg), inner.value.lineno, inner.value)
        elif isinstance(inner, ast.Dict):
            for key, value in zip(inner.keys, inner.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield _Setting(keyword(key.value), key.lineno, value)


@lru_cache(maxsize=4)
def calls_in(folder: Path) -> tuple[_Call, ...]:
    """Return the calls that name a resource with a literal, over the program's files.

    A folder that is a policy pack, or that holds no program, has none.
    """
    if (folder / "PulumiPolicy.yaml").exists() or not (folder / "__main__.py").exists():
        return ()
    files = sorted(path for path in folder.rglob("*.py") if not _passed_over(path, folder))
    if len(files) > MOST_FILES:
        return ()
    project = next(
        (up for up in (folder, *folder.parents) if (up / "Pulumi.yaml").exists()), folder
    )
    return tuple(call for path in files for call in _calls(path, project))


def _passed_over(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return any(part.startswith(".") or part in PASSED_OVER for part in parts)


def _calls(path: Path, project: Path) -> Iterator[_Call]:
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError):  # then the engine has a better message
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := _resource_name(node)):
            yield _Call(str(path.relative_to(project)), name, _callee(node.func), node)


def _resource_name(node: ast.Call) -> str | None:
    named = [item.value for item in node.keywords if item.arg in ("resource_name", "name")]
    first = node.args[0] if node.args else (named[0] if named else None)
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    return None


def _callee(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
