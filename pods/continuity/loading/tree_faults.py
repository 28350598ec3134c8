"""What is said about values that no format may hold."""

from pods.continuity.loading.documents import Path, Place, fault
from pods.continuity.loading.limits import DEEPEST_NESTING, MOST_VALUES
from pods.continuity.loading.report import Located
from pods.continuity.loading.wording import shown

__all__ = [
    "bad_number",
    "duplicate_key",
    "escaped_control",
    "too_deep",
    "too_many_values",
]


def too_deep(file: str, place: Place) -> Located:
    """Say that values stand too deep within one another."""
    return fault(
        file,
        place,
        "too-deep",
        observed=f"more than {DEEPEST_NESTING} mappings and lists stand within one another",
        required=f"at most {DEEPEST_NESTING} are read",
        remedy="Flatten the value.",
    )


def too_many_values(file: str, place: Place) -> Located:
    """Say that a file holds, or its aliases stand for, too many values."""
    return fault(
        file,
        place,
        "too-many-values",
        observed=f"the file holds more than {MOST_VALUES} values up to here, aliases followed",
        required=f"at most {MOST_VALUES} are read",
        remedy="Remove aliases of aliases, or split the plan with `include`.",
    )


def duplicate_key(file: str, place: Place, path: Path, first: Place) -> Located:
    """Say that a mapping has a key twice."""
    return fault(
        file,
        place,
        "duplicate-key",
        observed=f"the key stands here and at line {first[0]}, column {first[1]}",
        required="a key stands once",
        remedy="Keep one of them, or rename one.",
        path=path,
    )


def bad_number(file: str, place: Place, text: str, path: Path) -> Located:
    """Say that a number is infinite, undefined or too long."""
    return fault(
        file,
        place,
        "bad-number",
        observed=f"{text} is no number that can be used",
        required="a finite number of at most 38 digits is required",
        remedy="Write the figure, or remove the key.",
        path=path,
    )


def escaped_control(file: str, place: Place, text: str, path: Path) -> Located:
    """Say that a text holds an escaped control character."""
    return fault(
        file,
        place,
        "control-character",
        observed=f"{shown(text)} holds a control character",
        required="text without control characters is required",
        remedy="Remove the character.",
        path=path,
    )
