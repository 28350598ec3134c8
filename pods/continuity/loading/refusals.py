"""What pydantic says of a value, in the plan's words: without its types, jargon or addresses."""

import difflib
import re
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from pods.continuity.loading.wording import joined, shown

__all__ = ["Refusal", "refusal_of"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was found, what is required, and what to do about one value."""

    code: str
    observed: str
    required: str
    remedy: str
    expected: str = ""
    """What kind of value is required, where that is all that is wrong."""


_DATE = "a date such as 2026-03-31"
_MOMENT = "a date and time such as 2026-03-31T09:00:00Z"
_TIME = "a time such as 09:30"
_DURATION = "a span of time such as 15 min"
# By the beginning of the error's type; the longest that fits is taken.
_EXPECTED = {
    "bool": "true or false",
    "bytes": "text",
    "date": _DATE,
    "datetime": _MOMENT,
    "decimal": "a number",
    "dataclass": "a mapping",
    "dict": "a mapping",
    "enum": "one of the names",
    "finite_number": "a finite number",
    "float": "a number",
    "frozen_set": "a list",
    "int": "a whole number",
    "is_": "another kind of value",
    "iter": "a list",
    "list": "a list",
    "mapping": "a mapping",
    "model": "a mapping",
    "none_required": "no value",
    "set": "a list",
    "string_sub_type": "text",
    "string_type": "text",
    "string_unicode": "text in UTF-8",
    "time": _TIME,
    "time_delta": _DURATION,
    "timezone": _MOMENT,
    "tuple": "a list",
    "url": "an address such as https://example.com",
    "uuid": "a UUID",
    "byte_size": "an amount of data such as 80 GB",
}
_BOUNDS = {
    "greater_than": ("gt", "more than {} is required"),
    "greater_than_equal": ("ge", "at least {} is required"),
    "less_than": ("lt", "less than {} is required"),
    "less_than_equal": ("le", "at most {} is required"),
    "multiple_of": ("multiple_of", "a multiple of {} is required"),
}
_LENGTHS = {
    "too_short": "min_length",
    "too_long": "max_length",
    "string_too_short": "min_length",
    "string_too_long": "max_length",
}
_REMEDIES = {
    "text": "Put it in quotes.",
    "a list": "Write it as a list, as in [a, b].",
    "a mapping": "Write keys with values below it.",
    "no value": "Remove the key.",
}
# Patterns of the model by their beginning: nobody should have to read one.
_FORMS = {
    "^[a-z][a-z0-9]*(-": ("lower-case words joined by hyphens are", "book-appointment"),
    "^[a-z]{2}(-[a-z]+)+-": ("an AWS Region is", "us-east-1"),
    r"^[a-z0-9-]+\.[a-z0-9-]+$": ("an EC2 instance type is", "m7i.large"),
    r"^[^@\s]+@": ("a mailbox is", "on-call@shop.example"),
    r"^\+[1-9]": ("a phone number in the international form is", "+12025550142"),
    "^https://": ("an https address is", "https://paging.shop.example"),
}
_CHOICE = re.compile(r"'([^']*)'")
# `observed; required. remedy`, as the model's own refusals have it.
_SENTENCES = re.compile(r"(?P<observed>.+?); (?P<required>.+?)\. (?P<remedy>.+)", re.DOTALL)


def refusal_of(details: ErrorDetails) -> Refusal:
    """Return what one of pydantic's errors means for who wrote the plan."""
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if kind in ("enum", "literal_error"):
        return _choice(value, str(context.get("expected", "")))
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return _tag(context)
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        required = words.format(context[key])
        return Refusal("out-of-range", shown(value), required, "Change the figure.")
    if kind in _LENGTHS:
        return _length(kind, value, context)
    if kind == "string_pattern_mismatch":
        return _form(value, str(context.get("pattern", "")))
    expected = _expected(kind)
    return _wrong_type(value, expected) if expected else _own(kind, value, details["msg"])


def _expected(kind: str) -> str:
    fitting = [start for start in _EXPECTED if kind == start or kind.startswith(f"{start}_")]
    if kind.startswith("is_"):
        fitting.append("is_")
    return _EXPECTED[max(fitting, key=len)] if fitting else ""


def _wrong_type(value: Any, expected: str) -> Refusal:
    if value is None:
        remedy = "Give a value, or remove the key."
    else:
        remedy = _REMEDIES.get(expected, f"Write {expected}.")
    return Refusal("wrong-type", shown(value), f"{expected} is required", remedy, expected)


def _choice(value: Any, expected: str) -> Refusal:
    choices = _CHOICE.findall(expected) or [expected]
    near = difflib.get_close_matches(value[:100], choices, n=1) if isinstance(value, str) else []
    remedy = f"Did you mean `{near[0]}`?" if near else "Choose one of these."
    if len(choices) == 1:
        remedy = f"Write {choices[0]}."
    return Refusal("not-one-of", shown(value), f"{joined(choices)} is required", remedy)


def _tag(context: dict[str, Any]) -> Refusal:
    name = str(context.get("discriminator", "kind")).strip("'")
    if "tag" not in context:
        return Refusal("missing-key", f"no `{name}`", "it is required", f"Add `{name}`.")
    choices = _CHOICE.findall(str(context.get("expected_tags", "")))
    return Refusal(
        "not-one-of",
        f"`{name}` is {shown(context['tag'])}",
        f"{joined(choices)} is required",
        "Choose one of these.",
    )


def _length(kind: str, value: Any, context: dict[str, Any]) -> Refusal:
    limit = _LENGTHS[kind]
    number = context[limit]
    one, many = ("character", "characters") if kind.startswith("string") else ("entry", "entries")
    amount = f"{number} {one} is" if number == 1 else f"{number} {many} are"
    observed = f"{shown(value)} has {len(value)}" if isinstance(value, str) else shown(value)
    if limit == "min_length":
        required, remedy = f"at least {amount} required", "Add what is missing."
    else:
        required, remedy = f"at most {amount} allowed", "Shorten it."
    return Refusal("bad-length", observed, required, remedy)


def _form(value: Any, pattern: str) -> Refusal:
    required, remedy = f"text of the form {pattern} is required", "Write it in that form."
    for start, (words, example) in _FORMS.items():
        if pattern.startswith(start):
            required, remedy = f"{words} required", f"Write it like {example}."
    return Refusal("bad-form", shown(value), required, remedy)


def _own(kind: str, value: Any, message: str) -> Refusal:
    """Take apart a refusal of the model itself."""
    message = message.removeprefix("Value error, ").removeprefix("Assertion failed, ")
    code = "bad-value" if kind in ("value_error", "assertion_error") else kind.replace("_", "-")
    parts = _SENTENCES.fullmatch(message)
    if parts is not None:
        return Refusal(code, *parts.group("observed", "required", "remedy"))
    required = message.removeprefix("Input should be ").rstrip(".") or "another value is required"
    return Refusal(code, shown(value), required, "Correct the value.")
