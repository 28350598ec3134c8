"""Args: nothing that a person writes is ignored, and each mistake is named."""

from collections.abc import Sequence
from enum import Enum
from typing import Any, TypedDict

import pulumi
import pytest

from pods import components
from pods.components import Alerts, Database, Network, ObjectStore, Pod, PodPair
from pods.components.arguments.check import argument_problems
from pods.errors import TopologyError
from tests.components.recording import Recording, record
from tests.components.test_pod_pair import ARGS

BOOL = "true or false is required. Write True or False, without quotes."
INT = "a whole number is required. Write a whole number, without quotes."
TEXT = "text is required. Write it in quotes."
LIST = "a list is required. Write it in square brackets, even for one."
NEAR = "an unknown name is refused, not ignored. Did you mean"
PLAIN = (
    "a plain value is required, as the plan depends on it. "
    "Write the value itself, or read it from the stack's configuration."
)


class Shade(Enum):
    """A choice, for the shape below."""

    DARK = "dark"
    LIGHT = "light"


class Shape(TypedDict):
    """One arg of every kind that a component may ask for."""

    shade: Shade
    share: float
    either: int | str
    ids: pulumi.Input[list[pulumi.Input[str]]]
    names: Sequence[str]
    tags: dict[str, str]


GOOD: dict[str, Any] = {
    "shade": "dark",
    "share": 1,
    "either": "x",
    "ids": ["a"],
    "names": ("a",),
    "tags": {"a": "b"},
}


POD_LINES = (
    "me: role: 1; text is required",
    "me: availability_zone: missing",
    "me: subnet_id: missing",
    "me: security_group_ids: missing",
    "me: target_group_arns: missing",
    "me: running: missing",
    "me: maximum: missing",
)


def refused(program: Any) -> list[str]:
    """Return the lines of the one error that a program ends with."""
    with pytest.raises(TopologyError) as raised:
        record(program)
    return str(raised.value).splitlines()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"teir": 1}, [f"clinic: teir: no such argument; {NEAR} tier?"]),
        (
            {"database": {"backup_retention_dys": 3}, "primary": {"runing": 4}},
            [
                f"clinic: primary.runing: no such argument; {NEAR} primary.running?",
                (
                    "clinic: database.backup_retention_dys: no such argument; "
                    f"{NEAR} database.backup_retention_days?"
                ),
            ],
        ),
        (
            {"backup_retention_days": 35},
            [
                (
                    "clinic: backup_retention_days: no such argument; "
                    f"{NEAR} database.backup_retention_days?"
                )
            ],
        ),
        (
            {"boundary": {"zzz": 1}},
            [
                (
                    "clinic: boundary.zzz: no such argument; there are denied_actions. "
                    "Correct the name, or remove it."
                )
            ],
        ),
        ({"database": {"multi_az": "false"}}, [f"clinic: database.multi_az: 'false'; {BOOL}"]),
        ({"database": {"multi_az": 1}}, [f"clinic: database.multi_az: 1; {BOOL}"]),
        ({"primary": {"running": 4.5}}, [f"clinic: primary.running: 4.5; {INT}"]),
        ({"primary": {"running": True}}, [f"clinic: primary.running: True; {INT}"]),
        ({"tier": "one"}, [f"clinic: tier: 'one'; {INT}"]),
        ({"tier": float("nan")}, [f"clinic: tier: nan; {INT}"]),
        (
            {"database": {"backup_retention_days": "35d"}},
            [f"clinic: database.backup_retention_days: '35d'; {INT}"],
        ),
        (
            {"network": "10.0.0.0/16"},
            [
                (
                    "clinic: network: '10.0.0.0/16'; a mapping is required. Write it in braces, "
                    "with any of cidr_block, flow_log_retention_days, interface_endpoints, "
                    "trusted_accounts."
                )
            ],
        ),
        (
            {"availability_zones": "us-east-1a"},
            [f"clinic: availability_zones: 'us-east-1a'; {LIST}"],
        ),
        (
            {"alerts": {"subscriptions": {"protocol": "sms"}}},
            [f"clinic: alerts.subscriptions: {{'protocol': 'sms'}}; {LIST}"],
        ),
        (
            {"alerts": {"subscriptions": [{"protocol": "sms"}]}},
            [
                (
                    "clinic: alerts.subscriptions[0].endpoint: missing; "
                    'it has no default. Add "endpoint".'
                )
            ],
        ),
        ({"tags": {"cost": 7}}, [f"clinic: tags.cost: 7; {TEXT}"]),
        (
            {"owner": None, "service": None},
            ['clinic: owner: missing; it has no default. Add "owner", or a plan that says it.'],
        ),
        (
            {"owner": pulumi.Output.from_input("team")},
            [f"clinic: owner: a value that is known only later; {PLAIN}"],
        ),
        (
            {"tier": 9},
            ["clinic: tier: 9; a tier is 1, 2, 3 or 4. Use 1 for the most critical."],
        ),
        (
            {"traffic": {"app_port": 0}},
            [
                (
                    "clinic: traffic.app_port: 0; ports lie between 1 and 65535. "
                    "Use the port on which the application answers HTTP."
                )
            ],
        ),
        (
            {"domain": "clinic"},
            [
                (
                    "clinic: domain: 'clinic'; a DNS name of two or more labels is required. "
                    "Write it like www.example.com, without a scheme, a path or a dot at the end."
                )
            ],
        ),
    ],
)
def test_each_mistake_in_a_pair_is_named(changes: dict[str, Any], told: list[str]) -> None:
    """Where it is, what was found, and what to write instead."""
    args: Any = {**ARGS, **changes}
    assert refused(lambda: PodPair("clinic", args)) == told


@pytest.mark.parametrize("args", [{}, {"owner": None}])
def test_everything_that_is_missing_is_listed(args: Any) -> None:
    """No args at all are four mistakes, not a traceback."""
    assert refused(lambda: PodPair("clinic", args)) == [
        'clinic: domain: missing; it has no default. Add "domain".',
        *(
            f'clinic: {name}: missing; it has no default. Add "{name}", or a plan that says it.'
            for name in ("owner", "availability_zones", "alerts")
        ),
    ]


@pytest.mark.parametrize("args", [None, "clinic", ["clinic"]])
def test_args_that_are_no_mapping_are_refused(args: Any) -> None:
    """The whole is checked like its parts."""
    (line,) = refused(lambda: ObjectStore("store", args))
    assert line.startswith(f"store: arguments: {args!r}; a mapping is required.")


@pytest.mark.parametrize(("component", "args"), [(ObjectStore, {}), (PodPair, ARGS)])
def test_a_name_is_text(component: Any, args: Any) -> None:
    """A number is refused in the same words, by a pair as by its parts."""
    assert refused(lambda: component(5, args)) == [f"name: 5; {TEXT}"]


@pytest.mark.parametrize(
    ("component", "args", "told"),
    [
        (Alerts, {"subscription": []}, ["me: subscription: no such", "me: subscriptions: missing"]),
        (
            Database,
            {
                "vpc_id": "vpc-1",
                "subnet_ids": "subnet-a",
                "client_security_group_ids": [],
                "storage": 1,
            },
            ["me: subnet_ids: 'subnet-a'; a list", "me: storage: no such argument"],
        ),
        (Network, {"availability_zones": [1]}, ["me: availability_zones[0]: 1; text"]),
        (ObjectStore, {"noncurrent_days": 0}, ["me: noncurrent_days: 0; S3 counts from one day"]),
        (Pod, {"role": 1}, [*POD_LINES]),
    ],
)
def test_each_component_refuses_for_itself(component: Any, args: Any, told: list[str]) -> None:
    """Every one is public, and speaks of its own args under its own name."""
    lines = refused(lambda: component("me", args))
    assert [line.startswith(start) for line, start in zip(lines, told, strict=True)] == [
        True for _ in told
    ]


def test_whole_floats_and_outputs_are_taken() -> None:
    """Other languages send 4.0 for 4, and an Input may be known later at any depth."""
    recording: Recording = record(
        lambda: Database(
            "db",
            {
                "vpc_id": pulumi.Output.from_input("vpc-1"),
                "subnet_ids": [pulumi.Output.from_input("subnet-a"), "subnet-b"],  # type: ignore[list-item]
                "client_security_group_ids": [pulumi.Output.from_input("sg-1")],
                "backup_retention_days": 7.0,  # type: ignore[typeddict-item]
            },
        )
    )
    assert recording.inputs("aws:rds/instance:Instance")["backupRetentionPeriod"] == 7


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, []),
        ({"shade": Shade.DARK}, []),
        ({"shade": "grey"}, ["shade"]),
        ({"share": "half"}, ["share"]),
        ({"share": float("inf")}, ["share"]),
        ({"either": 1}, []),
        ({"either": 1.5}, ["either"]),
        ({"ids": pulumi.Output.from_input(["a"])}, []),
        ({"ids": [pulumi.Output.from_input("a"), 1]}, ["ids[1]"]),
        ({"names": {"a": 1}}, ["names"]),
        ({"tags": {1: "b"}}, ["key of tags"]),
        ({1: 2}, ["1"]),
    ],
)
def test_every_kind_of_annotation_is_read(change: dict[Any, Any], told: list[str]) -> None:
    """Choices, unions, lists, mappings and inputs."""
    problems = argument_problems({**GOOD, **change}, Shape)
    assert [problem.subject for problem in problems] == told


@pytest.mark.parametrize("name", [name for name in components.__all__ if name.endswith("Args")])
def test_no_annotation_of_a_component_is_beyond_the_check(name: str) -> None:
    """A value that fits nothing is refused for every arg: none is waved through."""
    shape = getattr(components, name)
    names = set(shape.__annotations__)
    problems = argument_problems(dict.fromkeys(names, object()), shape)
    assert {problem.subject for problem in problems} == names


def test_an_annotation_that_cannot_be_checked_is_the_components_mistake() -> None:
    """It fails at once, instead of letting everything through."""

    class Odd(TypedDict):
        moment: complex

    with pytest.raises(TypeError, match="moment"):
        argument_problems({"moment": 1}, Odd)
