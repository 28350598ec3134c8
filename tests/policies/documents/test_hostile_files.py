"""Whatever a file holds, it is read or refused: never a crash, and never a secret in a message."""

import json
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pods.errors import ConfigurationError
from pods_policies.catalogue import RULES
from pods_policies.documents.reader import document_of
from pods_policies.judging.configuration import Configuration, configuration_of
from pods_policies.judging.run import judged
from pods_policies.relations.stack import Stack
from pods_policies.verdicts import RuleFailure
from tests.policies.documents.written import BUCKET, DATABASE, PREFIX, SECRET, SIGNATURE

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
WORDS = st.sampled_from(["urn", "type", "inputs", "outputs", "parent", "tags", "id", SIGNATURE])
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        "urn": st.sampled_from([f"{PREFIX}{DATABASE}::db", f"{PREFIX}{BUCKET}::b", "urn", 7]),
        "type": st.sampled_from([DATABASE, BUCKET, "", 7]),
        "inputs": TREES,
        "outputs": TREES,
        "parent": TREES,
        "provider": TREES,
        "propertyDependencies": TREES,
        "ignoreChanges": TREES,
        "stackTrace": TREES,
        "delete": st.booleans(),
        "external": st.booleans(),
    },
)


def _read(kind: str, tree: Any) -> None:
    with suppress(ConfigurationError):
        document_of(kind, "file", json.dumps(tree))


@settings(max_examples=60)
@given(TREES, st.sampled_from(["state", "preview"]))
def test_any_document_is_read_or_refused(tree: Any, kind: str) -> None:
    """Also documents of no known kind."""
    _read(kind, tree)
    _read(kind, {"deployment": tree, "steps": tree})


@settings(max_examples=60)
@given(st.lists(ENTRIES | TREES, max_size=3), TREES)
def test_any_entry_is_read_or_refused(entries: list[Any], other: Any) -> None:
    """Entries with some of the right keys and values of any shape."""
    _read("state", {"deployment": {"resources": entries, "pending_operations": other}})
    steps = [{"op": "create", "newState": one, "oldState": other} for one in entries]
    _read("preview", {"steps": steps, "config": other, "changeSummary": other})
    _read("preview", {"steps": [*steps, other], "diagnostics": other})


@settings(max_examples=40)
@given(TREES)
def test_any_configuration_is_read_or_refused(tree: Any) -> None:
    """Also under names that are right."""
    for text in (json.dumps(tree), json.dumps({"all": tree, "pods": tree, "BC-HA-001": tree})):
        try:
            configuration_of("config.json", text, RULES)
        except ConfigurationError:
            continue


def test_a_stack_of_nulls_gets_verdicts_and_no_failed_rule() -> None:
    """Every type that a rule reads, with nothing in it."""
    types = sorted({kind for rule in RULES for kind in rule.reads})
    nothing: tuple[Any, ...] = (None, {}, [])
    for empty in nothing:
        entries = [
            {
                "urn": f"{PREFIX}{kind}::one",
                "type": kind,
                "custom": True,
                "id": None,
                "inputs": empty,
                "outputs": empty,
            }
            for kind in types
        ]
        text = json.dumps({"deployment": {"resources": entries}})
        document = document_of("state", "file", text)
        found = judged(RULES, Stack(document.resources), document.managed, Configuration())
        failed = [
            (one.rule.id, one.verdict) for one in found if isinstance(one.verdict, RuleFailure)
        ]
        assert failed == []
        assert {one.rule.id for one in found} == {rule.id for rule in RULES}


def test_a_secret_is_in_no_message() -> None:
    """Exported in plain text, where numbers and texts are expected."""
    word = "hunter2-secret"
    secret = {SIGNATURE: SECRET, "plaintext": json.dumps(word)}
    names = ("backupRetentionPeriod", "multiAz", "backupWindow", "tags", "engine", "identifier")
    entry = {
        "urn": f"{PREFIX}{DATABASE}::db",
        "type": DATABASE,
        "custom": True,
        "inputs": dict.fromkeys(names, secret),
        "outputs": dict.fromkeys(names, secret),
    }
    text = json.dumps({"deployment": {"resources": [entry]}})
    document = document_of("state", "file", text)
    found = judged(RULES, Stack(document.resources), document.managed, Configuration())
    said = "\n".join(
        f"{getattr(one.verdict, 'observed', '')} {getattr(one.verdict, 'required', '')} "
        f"{getattr(one.verdict, 'reason', '')} {getattr(one.verdict, 'change', '')}"
        for one in found
    )
    assert said
    assert word not in said
