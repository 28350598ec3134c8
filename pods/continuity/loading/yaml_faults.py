"""What is said about YAML that is refused, or read with a doubt."""

from typing import Any

from pods.continuity.loading.documents import Path, Place, fault
from pods.continuity.loading.report import Located
from pods.continuity.loading.wording import shown

__all__ = [
    "bad_merge",
    "bad_syntax",
    "foreign_tag",
    "key_not_text",
    "self_reference",
    "several_documents",
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
        remedy="Look here and at the line above: indentation by spaces and not by tabs, quotes, "
        "a space after the colon.",
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
