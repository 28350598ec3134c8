"""The three formats: the same tree, the same places, and what each refuses."""

from datetime import date
from pathlib import Path

import pytest

from pods.continuity.loading.documents import Document, RefusedTextError
from pods.continuity.loading.formats import parse
from tests.continuity.loading.small_plan import load_small, written

YAML = """\
title: "a: b"
items:
  book: {owner: x, needs: [pay, ship]}
reviewed: 2026-03-01
share: 0.5
count: 3
on: yes
gone: ~
"""
TOML = """\
title = "a: b"  # a comment = no key
reviewed = 2026-03-01
share = 0.5
count = 3
on = "yes"

[items.book]
owner = 'x'
needs = [ # first
  "pay", "ship",
]
"""
JSON = """\
{
  "title": "a: b",
  "items": {"book": {"owner": "x", "needs": ["pay", "ship"]}},
  "share": 0.5, "count": 3, "on": "yes"
}
"""
TREE = {
    "title": "a: b",
    "items": {"book": {"owner": "x", "needs": ["pay", "ship"]}},
    "share": 0.5,
    "count": 3,
    "on": "yes",
}


def read(name: str, text: str) -> Document:
    """Parse a text as the file of that name."""
    return parse(name, text.encode())


def refusal(name: str, text: str | bytes) -> str:
    """Return what is said of a file that is no document."""
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(RefusedTextError) as refused:
        parse(name, data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "text", "tree"),
    [
        ("plan.yaml", YAML, {**TREE, "reviewed": date(2026, 3, 1), "gone": None}),
        ("plan.toml", TOML, {**TREE, "reviewed": date(2026, 3, 1)}),
        ("plan.json", JSON, TREE),
    ],
    ids=["yaml", "toml", "json"],
)
def test_every_format_gives_the_same_tree(name: str, text: str, tree: object) -> None:
    """What a plan says does not depend on its format."""
    assert read(name, text).value == tree


@pytest.mark.parametrize(
    ("name", "text", "owner", "ship", "book"),
    [
        ("plan.yml", YAML, (3, 17), (3, 33), (3, 3)),
        ("plan.toml", TOML, (8, 9), (10, 10), (7, 8)),
        ("plan.json", JSON, (3, 31), (3, 53), (3, 13)),
    ],
    ids=["yaml", "toml", "json"],
)
def test_every_format_knows_its_places(
    name: str, text: str, owner: object, ship: object, book: object
) -> None:
    """A value has its line and column; a mapping those of its key."""
    positions = read(name, text).positions
    assert positions.best(("items", "book", "owner")) == owner
    assert positions.best(("items", "book", "needs", 1)) == ship
    assert positions.best(("items", "book")) == book
    assert positions.best(("items", "book", "missing")) == book


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("0123", "0123"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("-7", -7),
        ("1e3", 1000.0),
        ("1.", 1.0),
        (".5", 0.5),
        ("True", True),
        ("2026-02-30", "2026-02-30"),
        ("2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z"),
        ("'5'", "5"),
        ("!!str 5", "5"),
        ("", None),
        ("null", None),
        ("9" * 41, "9" * 41),
    ],
)
def test_plain_words_mean_what_they_look_like(text: str, value: object) -> None:
    """None of the surprises of YAML 1.1 is left."""
    read_value = read("plan.yaml", f"key: {text}\n").value
    assert read_value == {"key": value}
    assert isinstance(read_value, dict)
    assert type(read_value["key"]) is type(value)


def test_merge_keys_give_way_to_what_is_said() -> None:
    """An explicit key wins over a merged one, and the first of several sources over the next."""
    text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 0\nd: {<<: *b}\n"
    document = read("plan.yaml", text)
    assert isinstance(document.value, dict)
    assert document.value["c"] == {"x": 0, "y": 1, "z": 2}
    assert document.value["d"] == {"y": 2, "z": 2}
    assert document.positions.best(("c", "z")) == (2, 17)


def test_toml_lists_of_tables_have_places() -> None:
    """Each table of a list has its own, also one that begins empty."""
    text = '[[a]]\n[a.b]\nc = 1\n[[a]]\n"d e".f = """x\n""""\n[z]\nq.r = {s = [1, {t = 2}]}\n'
    document = read("plan.toml", text)
    assert document.value == {
        "a": [{"b": {"c": 1}}, {"d e": {"f": 'x\n"'}}],
        "z": {"q": {"r": {"s": [1, {"t": 2}]}}},
    }
    best = document.positions.best
    assert best(("a", 0, "b", "c")) == (3, 5)
    assert best(("a", 1, "d e", "f")) == (5, 11)
    assert best(("z", "q", "r", "s", 1, "t")) == (8, 21)


REFUSED = [
    ("a.yaml", "a: [1", "a.yaml:2:1: error: plan: did not find expected ',' or ']'; valid YAML"),
    ("a.yaml", "a: b: c", "a.yaml:1:5: error: plan: mapping values are not allowed"),
    ("a.yaml", "a: *b", "a.yaml:1:4: error: plan: '*b' stands for nothing"),
    ("a.yaml", "a: &a [*a]", "a.yaml:1:8: error: plan: '*a' stands within its own anchor"),
    ("a.yaml", "a: 1\n---\nb: 2", "a.yaml:2:1: error: plan: a second document begins"),
    ("a.yaml", "[" * 51 + "]" * 51, "a.yaml:1:51: error: plan: more than 50 mappings and lists"),
    ("a.yaml", b"a: \xff", "a.yaml:1:4: error: plan: the byte 0xff at offset 3 is not UTF-8"),
    ("a.yaml", "a: 1".encode("utf-16"), "the file begins with the mark of UTF-16; UTF-8 is"),
    ("a.yaml", "a: 1\nb: \x00", "a.yaml:2:4: error: plan: the character U+0000; text without"),
    ("a.yaml", "a: b\u202ec", "a.yaml:1:5: error: plan: the character U+202E; text without"),
    ("a.toml", 'a = "\\u2066"', "a.toml:1:5: error: a: '\\u2066' holds a control character"),
    ("a.toml", "a = 1\na = 2", "a.toml:2:6: error: plan: cannot overwrite a value; valid TOML"),
    ("a.toml", "a = [1", "a.toml:1:7: error: plan: unclosed array; valid TOML"),
    ("a.toml", "b = 1\n" + "a." * 60 + "a=1", "a.toml:2:1: error: plan: more than 50 mappings"),
    ("a.toml", "a = " + "[" * 60 + "]" * 60, "a.toml:1:54: error: plan: more than 50 mappings"),
    ("a.toml", "a = inf", "a.toml:1:5: error: a: inf is no number that can be used"),
    ("a.toml", "a = 0x" + "f" * 99, "a.toml:1:5: error: a: it is no number that can be used"),
    ("a.toml", "a = " + "9" * 5000, "exceeds the limit"),
    ("a.toml", 'a = "\\u0007"', "a.toml:1:5: error: a: '\\x07' holds a control character"),
    ("a.json", '{"a": NaN}', "a.json:1:7: error: a: nan is no number that can be used"),
    ("a.json", '{"a": 1e999}', "a.json:1:7: error: a: inf is no number that can be used"),
    ("a.json", '{"a": ' + "9" * 5000 + "}", "a.json:1:7: error: a: inf is no number"),
    ("a.json", '{"a": "\\ud800"}', "a.json:1:7: error: a: '\\ud800' holds a control character"),
    ("a.json", '{"a": 1,}', "a.json:1:9: error: plan: "),
    ("a.json", "[" * 60 + "]" * 60, "a.json:1:51: error: plan"),
    ("a.json", "[" * 200_000, "more than 50 mappings and lists stand within one another"),
    (
        "a.ini",
        "a=1",
        "a.ini:1:1: error: plan: the name 'a.ini' names no format; YAML, TOML or JSON",
    ),
]


@pytest.mark.parametrize(
    ("name", "text", "said"), REFUSED, ids=[str(n) for n in range(len(REFUSED))]
)
def test_what_is_no_document_is_refused(name: str, text: str | bytes, said: str) -> None:
    """The one finding says where the text breaks, and why."""
    assert said in refusal(name, text)


NOTED = [
    ("yaml", "a: 1\na: 2", "2:1 a: the key stands here and at line 1, column 1"),
    ("yaml", "x: [{a: 1, a: 2}]", "1:12 x[0].a: the key stands here and at line 1, column 6"),
    (
        "json",
        '{"x": [{"a": 1, "a": 2}]}',
        "1:17 x[0].a: the key stands here and at line 1, column 9",
    ),
    ("yaml", "2026-01-01: 1", "1:1 plan: the key is 2026-01-01"),
    ("yaml", "a:\n  ? [b]\n  : c", "2:5 a: the key is a list of 1 entry"),
    (
        "yaml",
        "a: !!python/name:os.system x",
        "1:4 a: the tag 'tag:yaml.org,2002:python/name:os.system'",
    ),
    ("yaml", "a: !x {}", "1:4 a: the tag '!x'"),
    ("yaml", "a: .inf", "1:4 a: .inf is no number that can be used"),
    ("yaml", "a: {<<: 5}", "1:9 a: << has 5"),
    ("yaml", 'a: "\\u202E"', "1:4 a: '\\u202e' holds a control character"),
    ("yaml", 'a: "\\e[31m"', "1:4 a: '\\x1b[31m' holds a control character"),
]


@pytest.mark.parametrize(("name", "text", "said"), NOTED, ids=[str(n) for n in range(len(NOTED))])
def test_what_can_be_passed_is_noted(name: str, text: str, said: str) -> None:
    """The rest of the file is read all the same; the first of two values stands."""
    document = read(f"plan.{name}", text)
    assert [
        f"{item.line}:{item.column} {item.finding.subject}: {item.finding.observed}"
        for item in document.findings
    ] == [said]


def test_whole_numbers_as_keys_are_their_digits() -> None:
    """Tiers are numbered, in YAML without quotes."""
    assert read("plan.yaml", "1: a\n").value == {"1": "a"}


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "marked"])
def test_a_byte_order_mark_is_no_character(tmp_path: Path, mark: str) -> None:
    """Both kinds of UTF-8 are read, with the same columns."""
    report = load_small(written(tmp_path, plan_yaml=f"{mark}version: 2\n")).report
    assert [(item.line, item.column) for item in report.findings] == [(1, 10)]
