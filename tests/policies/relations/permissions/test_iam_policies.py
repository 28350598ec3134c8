"""How policy documents are read."""

import json
from typing import Any

import pytest

from pods_policies.reading import ABSENT, UNKNOWN, Missing
from pods_policies.relations.permissions.iam_policies import document_of, matches
from pods_policies.secrecy import veiled

ACTION = "s3:DeleteObjectVersion"


def statement(effect: Any = "Allow", **others: Any) -> dict[str, Any]:
    """Return a statement about one action on everything, with changes."""
    return {"Effect": effect, "Action": ACTION, "Resource": "*", **others}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("s3:DeleteObjectVersion", True),
        ("S3:deleteobjectversion", True),
        ("s3:*", True),
        ("*", True),
        ("s3:DeleteObject?ersion", True),
        ("s3:Delete[O]bjectVersion", False),
        ("s3:DeleteObject", False),
        ("s3:DeleteObjectVersio?n", False),
        (UNKNOWN, UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_an_asterisk_and_a_question_mark_stand_for_letters(pattern: Any, expected: Any) -> None:
    """Nothing else is special, and letters of either case are alike."""
    assert matches(pattern, ACTION) is expected


@pytest.mark.parametrize(
    ("given", "allows", "denies"),
    [
        (statement(), True, False),
        (statement(Action=["s3:Get*", "s3:Delete*"]), True, False),
        (statement(Action="s3:Get*"), False, False),
        (statement(Action=[], NotAction=["s3:Get*"]), True, False),
        (statement(NotAction=["s3:*"]), False, False),
        (statement(Condition={"Bool": {"a": "b"}}), True, False),
        (statement("Deny"), False, True),
        (statement("Deny", Condition={"Bool": {"a": "b"}}), False, False),
        (statement("Deny", Resource="arn:aws:s3:::one/*"), False, False),
        (statement("Deny", NotResource="arn:aws:s3:::one/*"), False, False),
        (statement("Deny", Action=UNKNOWN), False, UNKNOWN),
        (statement(Action=["s3:Get*", UNKNOWN]), UNKNOWN, False),
        (statement(UNKNOWN), UNKNOWN, UNKNOWN),
    ],
)
def test_what_a_statement_allows_and_denies(given: Any, allows: Any, denies: Any) -> None:
    """A permission counts under a condition as well; a denial only without any."""
    document = document_of({"Statement": given})
    assert (document.allows(ACTION), document.denies(ACTION)) == (allows, denies)


def test_a_document_may_be_text_or_a_mapping_in_either_spelling() -> None:
    """Pulumi's own types write small letters."""
    small = {"statement": [{"effect": "Allow", "action": ACTION, "resource": "*"}]}
    assert document_of(small).allows(ACTION) is True
    assert document_of(json.dumps({"Statement": statement()})).allows(ACTION) is True
    assert document_of(veiled(json.dumps({"Statement": statement()}))).allows(ACTION) is True


@pytest.mark.parametrize("given", ["", "{", "[]", "3", '"x"', '{"Statement": 3}', [1], "[" * 9000])
def test_what_is_no_document_is_said(given: Any) -> None:
    """It allows nothing that anybody could rely on."""
    assert document_of(given).is_readable is False


@pytest.mark.parametrize(
    ("given", "expected"),
    [(UNKNOWN, Missing.UNKNOWN), (ABSENT, False), ({"Statement": UNKNOWN}, Missing.UNKNOWN)],
)
def test_a_text_that_is_not_known_leaves_it_open(given: Any, expected: Any) -> None:
    """No text at all allows nothing."""
    assert document_of(given).allows(ACTION) is expected


@pytest.mark.parametrize(
    ("given", "everybody", "exempted"),
    [
        (statement(Principal="*"), True, ()),
        (statement(Principal={"AWS": ["*"]}), True, ()),
        (statement(Principal={"AWS": "arn:role"}), False, ()),
        (statement(Principal={"AWS": UNKNOWN}), UNKNOWN, ()),
        (statement(NotPrincipal={"AWS": "arn:role"}), True, ("arn:role",)),
        (
            statement(Principal="*", Condition={"ArnNotLike": {"aws:PrincipalArn": ["a", "b"]}}),
            True,
            ("a", "b"),
        ),
        (statement(Principal="*", Condition={"ArnLike": {"aws:PrincipalArn": "a"}}), True, None),
        (statement(Principal="*", Condition={"StringNotLike": {"aws:x": "a"}}), True, None),
        (statement(Principal="*", Condition=UNKNOWN), True, None),
    ],
)
def test_whom_a_statement_leaves_out(given: Any, everybody: Any, exempted: Any) -> None:
    """Only conditions that name principals leave out principals."""
    (one,) = document_of({"Statement": given}).statements
    assert (one.concerns_everybody(), one.exempted) == (everybody, exempted)
