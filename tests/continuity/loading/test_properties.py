"""Whatever a file holds, there is a report: no traceback, and never a plan with an error."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pods.continuity.loading import Report, read_plan
from pods.continuity.loading.documents import Path as TreePath
from pods.continuity.loading.documents import RefusedTextError
from pods.continuity.loading.file_text import CONTROLS
from pods.continuity.loading.formats import parse
from pods.continuity.loading.report import Located
from pods.continuity.loading.yaml_scalars import plain_value
from tests.continuity.loading.small_plan import load_small
from tests.continuity.sample_plan import TODAY, sample

SUFFIXES = ("yaml", "toml", "json")
quickly = settings(
    max_examples=40,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PIECES = {
    "yaml": [
        *"[]{},:?-|>&*!%#@`'\"~\n \t",
        *("- ", ": ", "<<: ", "&a ", "*a", "!!str ", "---\n", "a: ", "b: ", "\n  ", "1", "include"),
    ],
    "toml": [
        *"[]{}=.,#'\"\n \\",
        *("[[a]]\n", "[a]\n", "a = ", "b.c = ", '"""', "'''", "1", "2026-01-01", "07:00", "inf"),
    ],
    "json": [*'[]{}:,"\\\n ', "null", "true", "NaN", "1e999", '"a": ', '"a"', "\\ud800", "-0"],
}
# PyYAML writes some words without quotes that are numbers to others, such as 0E0.
words = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Cn"]), max_size=8
).filter(lambda word: isinstance(plain_value(word), str) and not CONTROLS.search(word))
scalars = st.one_of(
    words,
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.integers(-(10**6), 10**6).map(lambda number: number / 8),
)
trees = st.dictionaries(
    words,
    st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


def sound(report: Report, *, has_plan: bool) -> bool:
    """Say whether a report can be shown, and is not contradicted by a plan."""
    shown = str(report)
    json.dumps(report.as_json()).encode()
    assert all(item.line >= 1 and item.column >= 1 for item in report.findings)
    assert all(line.isprintable() for line in shown.splitlines())
    assert "pydantic" not in shown
    assert "Input should" not in shown
    return has_plan == (not report.errors)


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.binary(max_size=200))
@quickly
def test_any_bytes_give_a_report(tmp_path: Path, suffix: str, data: bytes) -> None:
    """A file of anything at all."""
    path = tmp_path / f"plan.{suffix}"
    path.write_bytes(data)
    loaded = load_small(path)
    assert sound(loaded.report, has_plan=loaded.plan is not None)
    assert loaded.report.errors  # no such file has a version


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(choice=st.data())
@quickly
def test_any_syntax_gives_a_report(tmp_path: Path, suffix: str, choice: st.DataObject) -> None:
    """Texts of the formats' own signs come further than bytes do."""
    pieces = choice.draw(st.lists(st.sampled_from(PIECES[suffix]), max_size=40))
    path = tmp_path / f"plan.{suffix}"
    path.write_text("".join(pieces), encoding="utf-8")
    loaded = load_small(path)
    assert sound(loaded.report, has_plan=loaded.plan is not None)


def toml(value: object) -> str:
    """Write a value as TOML."""
    if isinstance(value, dict):
        pairs = (
            f"{json.dumps(key, ensure_ascii=False)} = {toml(item)}" for key, item in value.items()
        )
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[\n{', '.join(map(toml, value))} # a comment\n]"
    return json.dumps(value, ensure_ascii=False)


WRITERS = {
    "yaml": lambda tree: yaml.safe_dump(tree, allow_unicode=True, width=10**6),
    "json": lambda tree: json.dumps(tree, ensure_ascii=False, indent=1),
    "toml": lambda tree: "".join(
        f"{json.dumps(key, ensure_ascii=False)} = {toml(item)}\n" for key, item in tree.items()
    ),
}


def scalars_of(value: object, path: TreePath = ()) -> Iterator[tuple[TreePath, object]]:
    """Yield every scalar of a tree with its path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from scalars_of(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from scalars_of(item, (*path, index))
    else:
        yield path, value


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(tree=trees)
@quickly
def test_what_is_written_is_read_with_its_places(suffix: str, tree: dict[str, Any]) -> None:
    """Every format gives the tree back, and each scalar's place shows that scalar."""
    text = WRITERS[suffix](tree)
    document = parse(f"plan.{suffix}", text.encode())
    assert document.value == tree
    assert document.findings == []
    rows = text.split("\n")
    for path, value in scalars_of(tree):
        line, column = document.positions.value(path)
        shown = rows[line - 1][column - 1 :]
        if suffix != "yaml":
            assert shown.startswith(json.dumps(value, ensure_ascii=False))
        elif isinstance(value, int | float):
            assert shown == yaml.safe_dump(value).partition("\n")[0]
        else:
            assert shown


def paths_of(value: object, path: TreePath = ()) -> Iterator[TreePath]:
    """Yield every path of a tree but the root."""
    entries = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, item in entries:
        yield (*path, key)
        yield from paths_of(item, (*path, key))


def plain(value: Any) -> Any:
    """Return a tree as JSON has it: keys are text."""
    return json.loads(json.dumps(value, default=str))


SAMPLE = plain(sample())
SAMPLE_PATHS = sorted(paths_of(SAMPLE), key=str)
REPLACEMENTS: list[Any] = [
    None,
    True,
    -1,
    0,
    1.5,
    10**30,
    "",
    "x",
    "\u202e",
    "5 min",
    "9" * 60,
    [],
    ["x", 1],
    {},
    {"x": {}},
    [[[]]],
]


@given(
    changes=st.lists(
        st.tuples(
            st.sampled_from(SAMPLE_PATHS),
            st.sampled_from(["drop", "retype", "nest", "repeat", "rename"]),
            st.sampled_from(REPLACEMENTS),
        ),
        min_size=1,
        max_size=3,
    )
)
@settings(quickly, max_examples=40)
def test_a_mutated_plan_gives_a_report(
    tmp_path: Path, changes: list[tuple[TreePath, str, Any]]
) -> None:
    """The real model, its checks, and a plan that is nearly right."""
    tree = plain(SAMPLE)
    for path, kind, replacement in changes:
        mutate(tree, path, kind, replacement)
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(tree))
    loaded = read_plan(file, TODAY)
    assert sound(loaded.report, has_plan=loaded.plan is not None)


def mutate(tree: Any, path: TreePath, kind: str, replacement: Any) -> None:
    """Change what stands at the path, if an earlier change left it there."""
    for part in path[:-1]:
        try:
            tree = tree[part]
        except (KeyError, IndexError, TypeError):
            return
    last = path[-1]
    if not isinstance(tree, dict) or last not in tree:
        return
    if kind == "drop":
        del tree[last]
    elif kind == "retype":
        tree[last] = replacement
    elif kind == "nest":
        tree[last] = {str(last): tree[last]}
    elif kind == "repeat":
        tree[last] = [tree[last], tree[last]]
    else:
        tree[f"{last}x"] = tree.pop(last)


@given(anchors=st.integers(2, 30), width=st.integers(2, 12), merges=st.booleans())
@quickly
def test_an_anchor_bomb_is_refused_unexpanded(anchors: int, width: int, *, merges: bool) -> None:
    """Aliases of aliases count as what they stand for."""
    lines = ["a0: &a0 {x: 1}"]
    for number in range(1, anchors):
        parts = [f"k{n}: *a{number - 1}" for n in range(width)]
        parts += [f"<<: *a{number - 1}"] * merges
        lines.append(f"a{number}: &a{number} {{{', '.join(parts)}}}")
    size = 1 + sum(values_of(width + merges, number) for number in range(anchors))
    try:
        parse("plan.yaml", "\n".join(lines).encode())
    except RefusedTextError as refusal:
        found: Located = refusal.located
        assert found.finding.code == "too-many-values"
        assert size > 100_000
    else:
        assert size < 1_000_000


def values_of(width: int, number: int) -> int:
    """Return how many mappings and scalars the anchor of that number stands for, about."""
    return sum(width**power for power in range(number + 1))
