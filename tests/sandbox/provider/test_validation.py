"""Inputs held against the SDK's own types."""

import pytest

from pods.sandbox.provider.property_schema import TypeSchema, of_resource
from pods.sandbox.provider.validation import Fault, faults_of
from pods.sandbox.provider.values import UNKNOWN

SOUND = {"instanceClass": "db.m7g.large", "multiAz": True, "backupRetentionPeriod": 35}


@pytest.fixture(scope="module")
def instance() -> TypeSchema:
    """The schema of a database instance."""
    return of_resource("aws:rds/instance:Instance")


CASES = [
    ("sound", {}, []),
    ("unknown value", {"multiAz": UNKNOWN}, []),
    ("number as text", {"backupRetentionPeriod": "35"}, []),
    ("boolean as text", {"multiAz": "true"}, []),
    (
        "misspelt",
        {"multiAZ": True},
        [Fault("multiAZ", "no such property; did you mean 'multiAz'?")],
    ),
    (
        "wrong type",
        {"backupRetentionPeriod": "a month"},
        [Fault("backupRetentionPeriod", "text was given; an integer is required")],
    ),
    (
        "list for text",
        {"engine": ["postgres"]},
        [Fault("engine", "a list was given; a string is required")],
    ),
    (
        "text for list",
        {"vpcSecurityGroupIds": "sg-1"},
        [Fault("vpcSecurityGroupIds", "text was given; a list is required")],
    ),
    (
        "inside a list",
        {"vpcSecurityGroupIds": ["sg-1", {}]},
        [Fault("vpcSecurityGroupIds[1]", "an object was given; a string is required")],
    ),
    (
        "inside a map",
        {"tags": {"owner": ["a"]}},
        [Fault("tags['owner']", "a list was given; a string is required")],
    ),
    (
        "inside an object",
        {"blueGreenUpdate": {"enable": True}},
        [Fault("blueGreenUpdate.enable", "no such property; did you mean 'enabled'?")],
    ),
]


@pytest.mark.parametrize(("case", "changed", "expected"), CASES, ids=[c[0] for c in CASES])
def test_a_wrong_input_is_named_by_its_path(
    instance: TypeSchema, case: str, changed: dict[str, object], expected: list[Fault]
) -> None:
    """Unknown, misspelt and wrongly typed properties are faults; sound ones are none."""
    assert faults_of({**SOUND, **changed}, instance) == expected, case


def test_every_fault_is_reported_at_once(instance: TypeSchema) -> None:
    """A missing property does not hide a misspelt one."""
    paths = [fault.path for fault in faults_of({"engin": "postgres"}, instance)]
    assert paths == ["instanceClass", "engin"]


def test_a_value_never_stands_in_a_message(instance: TypeSchema) -> None:
    """A password given in the wrong shape is not printed."""
    (fault,) = faults_of({**SOUND, "password": {"hunter2": "hunter2"}}, instance)
    assert "hunter2" not in fault.reason
