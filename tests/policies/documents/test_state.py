"""What a state tells of its stack."""

import json

import pytest

from pods.errors import ConfigurationError
from pods_policies.documents.document import Document, Position
from pods_policies.documents.reader import document_of
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.resource import Resource
from tests.policies.documents.written import (
    BUCKET,
    DATABASE,
    PREFIX,
    SECRET,
    SIGNATURE,
    entry,
    made,
    state,
)


def _document(*entries: dict[str, object], **deployment: object) -> Document:
    return document_of("state", "state.json", state(*entries, **deployment))


def _only(*entries: dict[str, object]) -> Resource:
    return _document(*entries).resources[0]


def test_a_state_tells_inputs_final_state_and_options() -> None:
    """What the program sets and what AWS made of it are told apart."""
    found = _only(
        made(
            DATABASE,
            "db",
            {"multiAz": True},
            protect=True,
            retainOnDelete=True,
            ignoreChanges=["tags"],
            propertyDependencies={"kmsKeyId": ["urn:key"], "port": []},
        )
    )
    assert found.declared("multiAz") is True
    assert found.computed("id") == "db-id"
    assert found.declared("id") is ABSENT
    assert found.options.protect is True
    assert found.options.retain_on_delete is True
    assert found.options.ignore_changes == ("tags",)
    assert found.options.delete_before_replace is UNKNOWN, "no state tells it"
    assert found.depends == {"kmsKeyId": ("urn:key",)}


def test_a_secret_that_is_encrypted_is_unknown_and_never_absent() -> None:
    """A rule that needs it cannot decide; it does not take it for unset."""
    hidden = {SIGNATURE: SECRET, "ciphertext": "AAAA"}
    found = _only(made(DATABASE, "db", {"tags": {"a": hidden}, "password": hidden}))
    assert found.declared("password") is UNKNOWN
    assert found.declared("tags", "a") is UNKNOWN


def test_a_secret_in_plain_text_is_compared_and_never_printed() -> None:
    """An export with --show-secrets gives no secret away."""
    plain = {SIGNATURE: SECRET, "plaintext": json.dumps({"days": 7, "word": "hunter2"})}
    found = _only(made(DATABASE, "db", {"secret": plain}))
    assert found.declared("secret", "days") == 7
    assert found.declared("secret", "word") == "hunter2"
    assert "hunter2" not in str(found.declared("secret"))
    assert f"{found.declared('secret', 'days')}" == "[secret]"


def test_the_provider_and_the_components_are_found() -> None:
    """Region and default tags come from the provider, names of components from parents."""
    provider = made("pulumi:providers:aws", "default_7", {"region": "eu-west-1"})
    component = entry("pods:index:Database", "clinic", {}, custom=False)
    one = made(
        DATABASE,
        "db",
        {},
        parent=component["urn"],
        provider=f"{provider['urn']}::default_7-id",
    )
    found = {each.name: each for each in _document(provider, component, one).resources}["db"]
    assert found.provider["region"] == "eu-west-1"
    assert [str(each) for each in found.parents] == ['Database "clinic"']


def test_what_waits_to_be_deleted_is_not_judged_and_is_said() -> None:
    """A replaced resource has the same URN as the one that took its place."""
    document = _document(
        made(DATABASE, "db", {"multiAz": False}, delete=True), made(DATABASE, "db", {})
    )
    assert len(document.resources) == 1
    assert document.notes == ("1 replaced resources wait to be deleted; they are not judged",)


def test_what_is_only_read_is_judged_by_its_final_state_and_managed_by_nobody() -> None:
    """Another program makes it."""
    document = _document(made(BUCKET, "b", {}), made(DATABASE, "db", {}, external=True))
    assert document.managed == {f"{PREFIX}{BUCKET}::b"}
    assert document.resources[1].inputs is None


def test_an_update_that_did_not_end_is_said() -> None:
    """Its resources may be in AWS and not in the state."""
    document = _document(made(DATABASE, "db", {}), pending_operations=[{"type": "creating"}])
    assert "1 operations did not end" in document.notes[0]


def test_the_line_of_the_program_is_the_innermost_of_its_own_files() -> None:
    """Files of packages and outside the project are passed over."""
    trace = [
        {"sourcePosition": "project:///../lib/instance.py#86"},
        {"sourcePosition": "project:///venv/lib/python3.11/site-packages/pods/pair.py#9"},
        {},
        {"sourcePosition": "project:///infra/data.py#12,4"},
        {"sourcePosition": "project:///__main__.py#3"},
    ]
    document = _document(
        made(DATABASE, "db", {}, sourcePosition=trace[0]["sourcePosition"], stackTrace=trace)
    )
    assert list(document.positions.values()) == [Position("infra/data.py", 12)]


def _deep(levels: int) -> str:
    text = state(made(DATABASE, "db", {"tags": "HERE"}))
    return text.replace('"HERE"', '{"a":' * levels + "1" + "}" * levels)


REFUSED = [
    ("", "it is empty"),
    ("  ", "it is empty"),
    ("nonsense", "it is no JSON document"),
    ("[]", "it is no JSON object"),
    ("{}", "it is something else"),
    ("[" * 100_000, "nested too deeply"),
    (_deep(400), "nested too deeply"),
    (_deep(5_000), "nested too deeply"),
    ('{"all": "mandatory"}', "it is a configuration of a policy pack"),
    ('{"resourcePlans": {}}', "it is a saved plan: it holds changes only, and no stack"),
    ('{"steps": []}', "it is a preview (give it with --preview)"),
    ('{"deployment": {}}', "it holds no resource, so that nothing can be judged"),
    ('{"deployment": {"resources": 1}}', "a resource without `urn` or `type`"),
    ('{"deployment": {"resources": [{"urn": "x", "type": "y"}]}}', "a resource without `urn`"),
    (state(made(DATABASE, "db", {}, external=True)), "it holds no resource"),
    (state(made(DATABASE, "db", {}, delete=True)), "it holds no resource"),
]


@pytest.mark.parametrize(
    ("text", "why"), REFUSED, ids=[f"{at} {why}" for at, (_, why) in enumerate(REFUSED)]
)
def test_what_cannot_be_judged_whole_is_refused(text: str, why: str) -> None:
    """An empty or strange file is never a stack without findings."""
    with pytest.raises(ConfigurationError) as refused:
        document_of("state", "state.json", text)
    said = str(refused.value)
    assert said.startswith("--state state.json: "), said
    assert why.removeprefix("it is ") in said, said
    assert "the whole output of `pulumi stack export` is required" in said, said


HOSTILE = [
    {"inputs": None, "outputs": None},
    {"inputs": [], "outputs": "text"},
    {"propertyDependencies": [1], "parent": 7, "provider": {}},
    {"propertyDependencies": {"a": None, "b": "x"}, "ignoreChanges": "tags"},
    {"stackTrace": "x", "sourcePosition": 3},
    {"stackTrace": [None, {"sourcePosition": "project:///__main__.py#x"}]},
    {"parent": f"{PREFIX}{DATABASE}::db"},
    {"inputs": {"a": {SIGNATURE: SECRET, "plaintext": "{"}}},
    {"inputs": {"a": {SIGNATURE: SECRET}}},
]


@pytest.mark.parametrize("strange", HOSTILE)
def test_strange_values_are_read_without_failing(strange: dict[str, object]) -> None:
    """A damaged entry costs itself, not the run."""
    document = _document({**made(DATABASE, "db", {}), **strange})
    assert [one.name for one in document.resources] == ["db"]
