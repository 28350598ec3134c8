"""Services and their PODs: in one stack, in two Regions, and in stacks that are joined."""

from collections.abc import Mapping
from typing import Any

from pods_policies.relations.resource import Parent, Resource
from pods_policies.relations.serving.services import GROUP, PairSettings, services_of
from pods_policies.relations.stack import Stack


def group(
    name: str,
    role: str | None = None,
    region: str = "us-east-1",
    stack: str = "home",
    parents: tuple[Parent, ...] = (),
) -> Resource:
    """Return compute of service clinic, in one of several stacks."""
    told = {"service": "clinic"} | ({} if role is None else {"role": role})
    properties: Mapping[str, Any] = {
        "region": region,
        "tags": [{"key": f"pods:{key}", "value": value} for key, value in told.items()],
    }
    urn = f"urn:pulumi:{stack}::project::{GROUP}::{name}"
    return Resource(urn, GROUP, name, properties, properties, parents)


def names(members: tuple[Resource, ...]) -> list[str]:
    """Return what resources are called."""
    return [one.name for one in members]


def test_a_pair_is_put_together_within_a_region_first() -> None:
    """Each Region's primary goes with its own secondary."""
    stack = Stack(
        group(f"{role}-{region}", role, region)
        for role in ("primary", "secondary")
        for region in ("us-east-1", "us-west-2")
    )
    (service,) = services_of(stack, PairSettings())
    assert [(names(pair.primary), names(pair.secondary)) for pair in service.pairs] == [
        (["primary-us-east-1"], ["secondary-us-east-1"]),
        (["primary-us-west-2"], ["secondary-us-west-2"]),
    ]


def test_the_recovery_region_is_not_the_home() -> None:
    """Its PODs are a pair of their own, which may be dormant."""
    stack = Stack(
        group(f"{role}-{region}", role, region)
        for role in ("primary", "secondary")
        for region in ("eu-west-1", "us-west-2")
    )
    (service,) = services_of(stack, PairSettings(recovery_region="eu-west-1"))
    assert names(service.primary) == ["primary-us-west-2"]
    assert names(service.away) == ["primary-eu-west-1", "secondary-eu-west-1"]
    assert [pair.is_away for pair in service.pairs] == [False, True]


def test_pods_of_two_stacks_are_one_pair() -> None:
    """States that are joined keep their own names; a service is one all the same."""
    stack = Stack(
        [
            group("group", "primary", "us-east-1", "east"),
            group("group", "secondary", "us-west-2", "west"),
        ]
    )
    (service,) = services_of(stack, PairSettings(recovery_region="us-west-2"))
    (pair,) = service.pairs
    assert pair.spans_regions
    assert pair.regions == ("us-east-1", "us-west-2")
    assert not service.away


def test_components_of_one_name_in_two_stacks_are_two() -> None:
    """What one stack's POD says of its role does not count in another stack."""
    parents = (Parent("pods:index:Pod", "pod"),)
    stack = Stack(
        [
            group("group", None, "us-east-1", "east", parents),
            group("told", "primary", "us-east-1", "east", parents),
            group("group", None, "us-west-2", "west", parents),
            group("told", "secondary", "us-west-2", "west", parents),
        ]
    )
    (service,) = services_of(stack, PairSettings())
    assert [one.urn.split(":")[2] for one in service.primary] == ["east", "east"]
    assert [one.urn.split(":")[2] for one in service.secondary] == ["west", "west"]


def test_settings_that_differ_are_answered_apart() -> None:
    """What is remembered of a stack is of one configuration."""
    stack = Stack([group("one", "primary")])
    assert [one.tier for one in services_of(stack, PairSettings(default_tier=3))] == [3]
    told = PairSettings(services={"shop": 2})
    assert [(one.name, one.tier) for one in services_of(stack, told)] == [
        ("clinic", 1),
        ("shop", 2),
    ]
