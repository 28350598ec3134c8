"""Cases of BC-POD-001."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-POD-001"


def group(name: str, **tags: Any) -> Declared:
    """Return an Auto Scaling group with pods: tags."""
    rows = [{"key": f"pods:{key}", "value": value} for key, value in tags.items()]
    return Declared("aws:autoscaling/group:Group", name, {"tags": rows})


def instance(name: str, **tags: Any) -> Declared:
    """Return an instance with pods: tags."""
    named = {f"pods:{key}": value for key, value in tags.items()}
    return Declared("aws:ec2/instance:Instance", name, {"tags": named})


def database(**tags: Any) -> Declared:
    """Return a database with pods: tags."""
    named = {f"pods:{key}": value for key, value in tags.items()}
    return Declared("aws:rds/instance:Instance", "db", {"tags": named})


UNSURE = "undecided: two: whether service clinic has a secondary POD is not known before the update"
PRIMARY = group("one", service="clinic", role="primary")
SECONDARY = group("two", service="clinic", role="secondary")

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: both", [PRIMARY, SECONDARY], []),
    ("pass: as instances", [PRIMARY, instance("two", service="clinic", role="secondary")], []),
    ("fail: no secondary", [PRIMARY], ["one: service clinic has no secondary POD"]),
    ("fail: no primary", [SECONDARY], ["two: service clinic has no primary POD"]),
    (
        "fail: of two services one",
        [PRIMARY, SECONDARY, group("three", service="shop", role="primary")],
        ["three: service shop has no secondary POD"],
    ),
    (
        "boundary: the strictest tier of its resources counts",
        [
            group("one", service="clinic", role="primary", tier="2"),
            database(service="clinic", tier="1"),
        ],
        ["one: service clinic has no secondary POD"],
    ),
    (
        "absent: a service without compute",
        [database(service="clinic")],
        ["db: service clinic has no primary POD nor secondary POD"],
    ),
    (
        "unknown: a role",
        [PRIMARY, group("two", service="clinic", role=UNKNOWN)],
        [UNSURE],
    ),
    (
        "unknown: a service",
        [PRIMARY, group("two", service=UNKNOWN, role="secondary")],
        [UNSURE],
    ),
    (
        "not applicable: a weaker tier",
        [group("one", service="blog", role="primary", tier="2")],
        ["n/a: service blog is of tier 2"],
    ),
    (
        "not applicable: no service",
        [group("one")],
        ["n/a: no resource carries the tag pods:service: nothing was checked"],
    ),
]


@pytest.mark.requirement("A8")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_service_without_both_pods_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """A service of tier 1 has compute in both roles."""
    assert case
    assert judge(RULE, *stack) == expected


def test_a_declared_service_is_looked_for(judge: Callable[..., list[str]]) -> None:
    """A service that only the configuration names is missing altogether."""
    assert judge(RULE, config={"services": {"clinic": 1}}) == [
        "clinic: service clinic has no primary POD nor secondary POD"
    ]
