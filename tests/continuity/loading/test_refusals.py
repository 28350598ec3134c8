"""Texts of a form that is asked for: refused in words, never by a pattern."""

import pytest

from pods.continuity.loading.validation import validated
from pods.continuity.people import Contact
from pods.continuity.services import Load, Placement
from pods.continuity.vocabulary import Part

FORMS: list[tuple[type[Part], str, str, str]] = [
    (Contact, "email", "on call", "a mailbox is required. Write it like on-call@shop.example."),
    (
        Contact,
        "phone",
        "call me",
        "a phone number in the international form is required. Write it like +12025550142.",
    ),
    (
        Contact,
        "pager",
        "beep",
        "an https address is required. Write it like https://paging.shop.example.",
    ),
    (Placement, "region", "Virginia", "an AWS Region is required. Write it like us-east-1."),
    (Placement, "recovery_region", "west", "an AWS Region is required. Write it like us-east-1."),
    (Load, "instance_type", "large", "an EC2 instance type is required. Write it like m7i.large."),
]


@pytest.mark.parametrize(("model", "key", "value", "words"), FORMS, ids=[row[1] for row in FORMS])
def test_nobody_has_to_read_a_pattern(model: type[Part], key: str, value: str, words: str) -> None:
    """Text of another form is refused in words and with an example."""
    (finding,) = (each for each in validated(model, {key: value}).findings if each.path == (key,))
    assert (finding.code, f"{finding.required}. {finding.remedy}") == ("bad-form", words)
