"""What is said about YAML that is refused, or read with a doubt."""

from typing import Any

from pods.continuity.loading.documents import Path, Place, fault
from pods.continuity.loading.limits import DEEPEST_NESTING, MOST_VALUES
from pods.continuity.loading.report import Located
from pods.continuity.loading.wording import shown

__all__ = [
    "bad_merge",
    "bad_syntax",
    "duplicate_key",
    "escaped_control",
    "foreign_tag",
    "key_not_text",
    "not_finite",
    "self_reference",
    "several_documents",
    "too_deep",
    "too_many_values",
    "unknown_anchor",
]


def bad_syntax(file: str, place: Place, problem: str) -> Located:
    """Say that the text is no YAML."""
    return fault(
        file,
        place,
        "yaml-syntax",
        observed=problem,
        required="valid YAML is required",
        remedy="Look here and at the line above: indentation, quotes, a space after the colon.",
    )


def several_documents(file: str, place: Place) -> Located:
    """Say that a second document begins."""
    return fault(
        file,
        place,
        "several-documents",
        observed="a second document begins",
        required="a file holds one document",
        remedy="Put it into a file of its own, and `include` that.",
    )


def unknown_anchor(file: str, place: Place, name: str) -> Located:
    """Say that an alias stands for nothing."""
    return fault(
        file,
        place,
        "unknown-anchor",
        observed=f"{shown('*' + name)} stands for nothing",
        required="an anchor above it is required",
        remedy=f"Mark what is meant with &{name[:40]}, above this line.",
    )


def self_reference(file: str, place: Place, name: str) -> Located:
    """Say that an alias stands within its own anchor."""
    return fault(
        file,
        place,
        "self-reference",
        observed=f"{shown('*' + name)} stands within its own anchor",
        required="a value that ends is required",
        remedy="Write out what is meant.",
    )


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


def key_not_text(file: str, place: Place, key: Any, path: Path) -> Located:
    """Say that a key is a date, a truth value, a mapping or the like."""
    return fault(
        file,
        place,
        "key-not-text",
        observed=f"the key is {shown(key)}",
        required="a key is text",
        remedy="Put the key in quotes.",
        path=path,
    )


def bad_merge(file: str, place: Place, value: Any, path: Path) -> Located:
    """Say that a merge key has nothing that can be merged."""
    return fault(
        file,
        place,
        "bad-merge",
        observed=f"<< has {shown(value)}",
        required="<< takes a mapping or a list of mappings",
        remedy="Name an anchor of a mapping, as in `<<: *defaults`.",
        path=path,
    )


def foreign_tag(file: str, place: Place, tag: str, path: Path) -> Located:
    """Say that a tag asks for a type which plans do not have."""
    return fault(
        file,
        place,
        "yaml-tag",
        observed=f"the tag {shown(tag)}",
        required="a plan has plain values, without tags",
        remedy="Remove the tag.",
        path=path,
    )


def not_finite(file: str, place: Place, text: str, path: Path) -> Located:
    """Say that a number is infinite, or none."""
    return fault(
        file,
        place,
        "not-finite",
        observed=f"{text[:40]} is no finite number",
        required="a finite number is required",
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
