"""What a preview tells of the stack that it expects."""

import json

import pytest

from pods.errors import ConfigurationError
from pods_policies.documents.document import Document
from pods_policies.documents.reader import document_of, refuse_overlaps
from pods_policies.reading import ABSENT, UNKNOWN
from tests.policies.documents.written import (
    BUCKET,
    DATABASE,
    PREFIX,
    PROVIDER,
    UNKNOWN_TEXT,
    entry,
    made,
    preview,
    state,
    step,
)


def _document(*steps: dict[str, object], **more: object) -> Document:
    return document_of("preview", "preview.json", preview(*steps, **more))


def test_what_is_made_anew_has_properties_that_nobody_knows() -> None:
    """Not set by the program and not known yet are two things."""
    new = entry(DATABASE, "db", {"multiAz": True, "kmsKeyId": UNKNOWN_TEXT})
    found = _document(step("create", new)).resources[0]
    assert found.operation == "create"
    assert found.declared("multiAz") is True
    assert found.declared("kmsKeyId") is UNKNOWN
    assert found.declared("backupWindow") is ABSENT
    assert found.computed("id") is UNKNOWN
    assert found.computed("multiAz") is True


def test_what_is_updated_keeps_what_it_was_but_for_its_new_inputs() -> None:
    """Ids stay, so that relations by id are found."""
    old = made(DATABASE, "db", {"multiAz": False})
    new = entry(DATABASE, "db", {"multiAz": True})
    found = _document(step("update", new, oldState=old)).resources[0]
    assert found.operation == "update"
    assert found.computed("id") == "db-id"
    assert found.computed("multiAz") is True


def test_a_replacement_is_one_resource() -> None:
    """Its three steps are of one URN; its id is not known yet."""
    old, new = made(DATABASE, "db", {}), entry(DATABASE, "db", {})
    document = _document(
        step("create-replacement", new, oldState=old),
        step("replace", new, oldState=old),
        {"op": "delete-replaced", "urn": new["urn"], "oldState": old},
    )
    (found,) = document.resources
    assert found.operation == "replace"
    assert found.computed("id") is UNKNOWN
    assert document.notes == ()


def test_a_refresh_before_an_update_is_an_update() -> None:
    """Both are steps of the same resource."""
    old, new = made(DATABASE, "db", {}), entry(DATABASE, "db", {"multiAz": True})
    document = _document(step("refresh", old), step("update", new, oldState=old))
    assert [one.operation for one in document.resources] == ["update"]
    assert document.resources[0].declared("multiAz") is True


def test_what_is_deleted_is_no_part_of_the_stack() -> None:
    """What is left is; what goes is kept apart, for the rule about when data may go."""
    gone = made(DATABASE, "db", {})
    document = _document(
        step("same", made(BUCKET, "b", {})),
        {"op": "delete", "urn": gone["urn"], "oldState": gone},
    )
    assert [one.name for one in document.resources] == ["b"]
    assert document.managed == {f"{PREFIX}{BUCKET}::b"}
    assert document.notes == (
        "it deletes 1 resources (db): BC-GOV-004 judges when, and the other rules what is left",
    )
    [leaving] = document.leaving
    assert (leaving.urn, leaving.operation) == (gone["urn"], "delete")
    assert leaving.computed("id") == "db-id"


NOT_LEAVING = [
    ("delete-replaced", {}),
    ("discard", {}),
    ("delete", {"retainOnDelete": True}),
    ("delete", {"external": True}),
]


@pytest.mark.parametrize(("operation", "kept"), NOT_LEAVING, ids=str)
def test_what_stays_in_the_account_does_not_leave(operation: str, kept: dict[str, bool]) -> None:
    """What is only forgotten, or was replaced before, loses no data now."""
    old = made(DATABASE, "db", {}, **kept)
    document = _document(
        step("same", made(BUCKET, "b", {})), {"op": operation, "urn": old["urn"], "oldState": old}
    )
    assert document.leaving == ()


def test_what_is_deleted_keeps_the_tags_of_its_provider() -> None:
    """Its tier may stand there, also when the provider goes with it."""
    tags = {"tags": {"pods:tier": "3"}}
    provider = made("pulumi:providers:aws", "west", {"defaultTags": tags})
    gone = made(DATABASE, "db", {}, provider=f"{provider['urn']}::west-id")
    document = _document(
        step("same", made(BUCKET, "b", {})),
        *({"op": "delete", "urn": one["urn"], "oldState": one} for one in (gone, provider)),
    )
    (database,) = (one for one in document.leaving if one.type == DATABASE)
    assert database.provider == {"defaultTags": tags}


def test_what_is_read_belongs_to_another_program() -> None:
    """Rules on single resources leave it to that one."""
    document = _document(
        step("create", entry(BUCKET, "b", {})), step("read", entry(BUCKET, "c", {}))
    )
    assert document.managed == {f"{PREFIX}{BUCKET}::b"}


def test_the_default_provider_is_read_from_the_configuration() -> None:
    """A preview names no default provider: the stack's configuration makes it."""
    tags = json.dumps({"tags": {"pods:service": "clinic"}})
    new = entry(BUCKET, "b", {}, provider=f"{PROVIDER}::{UNKNOWN_TEXT}")
    text = preview(
        step("create", new), config={"aws:region": "eu-west-1", "aws:defaultTags": tags, "x:y": "z"}
    )
    found = document_of("preview", "p", text).resources[0]
    assert found.provider == {"region": "eu-west-1", "defaultTags": tags}


def test_a_provider_of_the_program_is_read_from_its_own_step() -> None:
    """Its settings are its inputs."""
    other = entry("pulumi:providers:aws", "west", {"region": "us-west-2"})
    new = entry(BUCKET, "b", {}, provider=f"{other['urn']}::{UNKNOWN_TEXT}")
    found = {
        one.name: one for one in _document(step("create", other), step("create", new)).resources
    }
    assert found["b"].provider == {"region": "us-west-2"}


def test_a_hidden_secret_is_unknown() -> None:
    """The engine writes a word in its place, which is no value."""
    found = _document(step("create", entry(DATABASE, "db", {"password": "[secret]"}))).resources[0]
    assert found.declared("password") is UNKNOWN


NEW = entry(DATABASE, "db", {})
REFUSED = [
    (preview(), "it holds no resource"),
    (preview(changeSummary={"same": 40}), "it leaves out 40 resources that stay as they are"),
    (
        preview(
            step("update", NEW), step("same", entry(BUCKET, "b", {})), changeSummary={"same": 3}
        ),
        "it leaves out 2 resources that stay as they are",
    ),
    (preview(step("create", None)), "a step without the resource that it makes"),
    (preview(step("create", {**NEW, "type": 7})), "a step without the resource that it makes"),
    (
        preview(step("create", NEW), diagnostics=[{"severity": "error", "message": "no"}]),
        "it ended with an error, so that resources may be missing",
    ),
    (state(made(DATABASE, "db", {})), "it is a state (give it with --state)"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED, ids=[why for _, why in REFUSED])
def test_a_preview_that_is_not_whole_is_refused(text: str, why: str) -> None:
    """Relations to what is left out would seem broken, or nothing would be judged at all."""
    with pytest.raises(ConfigurationError) as refused:
        document_of("preview", "preview.json", text)
    assert why in str(refused.value)
    assert "`pulumi preview --json --show-sames` is required" in str(refused.value)


def test_one_stack_is_given_once() -> None:
    """Its state and its preview together would hold every resource twice."""
    first = document_of("state", "a.json", state(made(DATABASE, "db", {})))
    second = document_of("preview", "b.json", preview(step("create", NEW)))
    with pytest.raises(ConfigurationError) as refused:
        refuse_overlaps([first, second])
    assert str(refused.value) == (
        "a.json and b.json: each holds the stack prod::clinic; one file for each stack is "
        "required. Give its state or its preview, once."
    )
