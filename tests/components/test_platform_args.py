"""A platform that another stack made, as a product takes it."""

from typing import Any

import pulumi
import pytest

from pods.components import PlatformArgs, platform_of, private_subnet_of
from pods.components.arguments.check import argument_problems
from pods.errors import TopologyError
from tests.components.recording import record

PLATFORM = {
    "vpc_id": "vpc-1",
    "vpc_cidr_block": "10.20.0.0/16",
    "public_subnet_ids": ["subnet-1", "subnet-2"],
    "private_subnet_ids": {"us-east-1a": "subnet-3", "us-east-1b": "subnet-4"},
    "data_subnet_ids": ["subnet-5", "subnet-6"],
    "alert_topic_arn": "arn:aws:sns:us-east-1:111111111111:alerts",
}


class _Reference:
    """Stands for a stack reference: what another stack exported."""

    def __init__(self, outputs: dict[str, Any]) -> None:
        """Hold the other stack's outputs."""
        self.name = pulumi.Output.from_input("organization/platform/prod")
        self.outputs = outputs

    def require_output(self, key: str) -> pulumi.Output[Any]:
        """Return an output of the other stack."""
        return pulumi.Output.from_input(self.outputs[key])


def _read(outputs: dict[str, Any], *, shared_zone: bool = False) -> dict[str, Any]:
    """Return every part of a platform as it is known in the end."""
    known: dict[str, Any] = {}

    def program() -> None:
        reference: Any = _Reference(outputs)
        platform = platform_of(reference, shared_zone=shared_zone)
        assert argument_problems(platform, PlatformArgs) == []
        pulumi.Output.all(**platform).apply(known.update)

    record(program)
    return known


def test_each_part_is_read_from_the_other_stack() -> None:
    """A part that may be absent, and is, is None; no zone is taken without being asked for."""
    assert _read({"platform": PLATFORM}) == {**PLATFORM, "permissions_boundary_arn": None}
    whole = {**PLATFORM, "permissions_boundary_arn": "arn:aws:iam::1:policy/b", "zone_id": "Z1"}
    assert _read({"platform": whole}, shared_zone=True) == whole


@pytest.mark.parametrize(
    ("output", "missing"),
    [
        ({**PLATFORM, "vpc_id": None}, "vpc_id, zone_id"),
        (PLATFORM, "zone_id"),
        ("vpc-1", f"{', '.join(sorted(PLATFORM))}, zone_id"),
    ],
    ids=["lacks a part", "has no zone", "is something else"],
)
def test_an_output_that_is_no_platforms_is_refused(output: object, missing: str) -> None:
    """The message names the stack and the part, and says what that stack has to export."""
    with pytest.raises(TopologyError) as raised:
        _read({"platform": output}, shared_zone=True)
    assert str(raised.value) == (
        f"output platform of organization/platform/prod: no {missing}; "
        "the outputs of a Platform are required. "
        "Export `platform.outputs` in that stack, and bring it up first."
    )


def _private_subnet(zone: str, *, read_later: bool) -> str:
    known: list[str] = []
    given: Any = dict(PLATFORM)

    def program() -> None:
        if read_later:
            given["private_subnet_ids"] = pulumi.Output.from_input(given["private_subnet_ids"])
        private_subnet_of(given, zone).apply(known.append)

    record(program)
    return known[0]


@pytest.mark.parametrize("read_later", [False, True], ids=["of this program", "of another stack"])
def test_a_pod_stands_in_the_private_subnet_of_its_zone(*, read_later: bool) -> None:
    """The mapping gives it by the zone's name."""
    assert _private_subnet("us-east-1b", read_later=read_later) == "subnet-4"


@pytest.mark.parametrize("read_later", [False, True], ids=["of this program", "of another stack"])
def test_a_zone_that_the_platform_has_not_is_refused(*, read_later: bool) -> None:
    """The message names the zones that there are."""
    with pytest.raises(TopologyError) as raised:
        _private_subnet("us-east-1c", read_later=read_later)
    assert str(raised.value) == (
        "platform: no private subnet in us-east-1c; its zones are us-east-1a, us-east-1b. "
        "Name two of these as the product's availability_zones."
    )
