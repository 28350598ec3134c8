"""The page that says, for each requirement, where it is carried and which tests prove it."""

import ast
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Requirement", "page", "proofs", "requirements"]

ROOT = Path(__file__).resolve().parent.parent
_SOURCE = "docs/requirements.toml"
_MARK = "pytest.mark.requirement"

_HEAD = f"""# Requirements

What the four source plans require, where it is carried, and the tests that prove it.
An id that `pods plan explain`, a policy or an example names is one of these.

Made by `scripts/generate` from [`{_SOURCE}`](requirements.toml) and from the tests' \
`requirement` marks.
A row names every part of the project that has to carry it; its tests prove what stands under \
*where*, in a program and in the sandbox, and no more.
"""
_PLAN = """
## Of the plan and the topology

The plan or the components carry their share of these; one without a test fails the build.

"""
_REST = """
## Of the other parts

Of policies, recovery, audit and evidence alone, as far as they stand.

"""
_COLUMNS = """| id | requirement | parts | where | tests |
| --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Requirement:
    """One requirement of a source plan."""

    name: str
    text: str
    parts: tuple[str, ...]
    where: tuple[str, ...]

    @property
    def must_be_proven(self) -> bool:
        """Whether plan or topology carry a share of it, which is proven or the build fails."""
        return not {"plan", "topology"}.isdisjoint(self.parts)


def requirements() -> dict[str, Requirement]:
    """Return every requirement, in the order of the source plans."""
    source = tomllib.loads((ROOT / _SOURCE).read_text(encoding="utf-8"))
    return {
        name: Requirement(name, each["text"], tuple(each["parts"]), tuple(each["where"]))
        for name, each in source.items()
    }


def proofs(tests: Path = ROOT / "tests") -> dict[str, list[tuple[str, str]]]:
    """Return for each marked requirement its tests, as (file, function) from the root."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(tests.rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "mark.requirement" not in text:
            continue
        for function, marked in _marks(ast.parse(text)):
            for name in marked:
                found.setdefault(name, []).append(
                    (path.relative_to(tests.parent).as_posix(), function)
                )
    return found


def page(proven: Mapping[str, list[tuple[str, str]]] | None = None) -> str:
    """Return docs/requirements.md, with the tests' own marks unless others are given."""
    proven = proofs() if proven is None else proven
    rows = {True: "", False: ""}
    for each in requirements().values():
        rows[each.must_be_proven] += _row(each, proven)
    return f"{_HEAD}{_PLAN}{_COLUMNS}{rows[True]}{_REST}{_COLUMNS}{rows[False]}"


def _row(requirement: Requirement, proven: Mapping[str, list[tuple[str, str]]]) -> str:
    where = ", ".join(f"[`{path}`](../{path})" for path in requirement.where)
    by_file: dict[str, list[str]] = {}
    for path, function in proven.get(requirement.name, []):
        by_file.setdefault(path, []).append(function)
    tests = ", ".join(
        f"[`{path.removeprefix('tests/')}`](../{path}) ({len(functions)})"
        for path, functions in by_file.items()
    )
    parts = ", ".join(requirement.parts)
    unproven = "**none**" if requirement.must_be_proven else "not yet proven"
    return (
        f"| {requirement.name} | {requirement.text} | {parts} | {where or 'nothing yet'} "
        f"| {tests or unproven} |\n"
    )


def _marks(module: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Yield each marked test function with its requirements; a module's marks count for all."""
    shared = [
        name
        for node in module.body
        if isinstance(node, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets)
        for call in ast.walk(node.value)
        for name in _names(call)
    ]
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            own = [
                name
                for decorator in node.decorator_list
                for call in ast.walk(decorator)
                for name in _names(call)
            ]
            if shared or own:
                yield node.name, [*dict.fromkeys([*shared, *own])]


def _names(node: ast.AST) -> list[str]:
    if not isinstance(node, ast.Call) or ast.unparse(node.func) != _MARK:
        return []
    return [str(each.value) for each in node.args if isinstance(each, ast.Constant)]
