"""The package as other languages read it."""

import json
from pathlib import Path
from typing import Any

import pytest

from pods.package.analysis import hosted
from pods.package.schema import schema, schema_text

GOLDEN = Path(__file__).with_name("schema.json")


@pytest.fixture(scope="module")
def served() -> dict[str, Any]:
    """Return the schema that this installation serves."""
    return schema()


def test_the_public_interface_is_the_one_that_was_reviewed() -> None:
    """A change of it is a change of this file, made by `scripts/generate`, for all to see."""
    assert schema_text() == GOLDEN.read_text(encoding="utf-8")


def test_every_component_has_a_type_of_the_package(served: dict[str, Any]) -> None:
    """Under the token that its constructor registers."""
    assert list(served["resources"]) == sorted(f"pods:index:{each.__name__}" for each in hosted())
    assert all(each["isComponent"] for each in served["resources"].values())


def test_the_package_says_what_it_is(served: dict[str, Any]) -> None:
    """Its name, and the version of the installation."""
    assert (served["name"], served["version"]) == ("pods", "0.1.0")


def test_a_field_is_described_where_it_is_used(served: dict[str, Any]) -> None:
    """Also one that a component's args inherit from its settings."""
    found = served["resources"]["pods:index:SnapshotSchedule"]["inputProperties"]
    text = "Hours between two runs: 1, 2, 3, 4, 6, 8, 12 or 24. Default: 12."
    assert found["intervalHours"]["description"] == text


def test_names_are_spelt_as_other_languages_do(served: dict[str, Any]) -> None:
    """No property of any type has an underscore."""
    shapes = {**served["resources"], **served["types"]}
    names = {
        name
        for shape in shapes.values()
        for part in ("inputProperties", "properties")
        for name in shape.get(part, {})
    }
    assert not [name for name in names if "_" in name]
    assert json.loads(GOLDEN.read_text(encoding="utf-8"))["name"] == "pods"
