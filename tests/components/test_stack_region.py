"""Zones and the stack's Region: told apart before AWS is asked."""

from collections.abc import Callable

import pulumi
import pulumi_aws as aws
import pytest

from pods.components import Network, PodPair
from pods.errors import TopologyError
from tests.components.recording import Recording, record
from tests.components.test_pod_pair import ARGS

ZONES = ["eu-west-1a", "eu-west-1b"]
TOLD = (
    "availability_zones: zones of eu-west-1; the stack's aws:region is us-east-1. "
    "Name two zones of us-east-1, or set aws:region to eu-west-1."
)


class Group(pulumi.ComponentResource):
    """A component of the program's own, around a network."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        """Make it, with whatever provider it was given."""
        super().__init__("program:index:Group", name, {}, opts)


def in_us_east_1(program: Callable[[], object]) -> Recording:
    """Record a program in a stack whose `aws:region` is us-east-1."""

    def run() -> None:
        pulumi.runtime.set_config("aws:region", "us-east-1")
        program()

    return record(run)


def elsewhere() -> aws.Provider:
    """Return a provider of the zones' own Region."""
    return aws.Provider("elsewhere", region="eu-west-1")


def network(opts: pulumi.ResourceOptions | None = None) -> Network:
    """Make a network in eu-west-1."""
    return Network("net", {"availability_zones": ZONES}, opts)


@pytest.mark.parametrize(
    ("program", "name"),
    [
        (network, "net"),
        (lambda: PodPair("clinic", {**ARGS, "availability_zones": ZONES}), "clinic"),
        (lambda: network(pulumi.ResourceOptions(parent=Group("mine"))), "net"),
    ],
    ids=["network", "pair", "inside another component"],
)
def test_zones_outside_the_stacks_region_are_refused(
    program: Callable[[], object], name: str
) -> None:
    """Once, and under the component's name."""
    with pytest.raises(TopologyError) as raised:
        in_us_east_1(program)
    assert str(raised.value) == f"{name}: {TOLD}"


@pytest.mark.parametrize(
    "options",
    [
        lambda: pulumi.ResourceOptions(provider=elsewhere()),
        lambda: pulumi.ResourceOptions(providers=[elsewhere()]),
        lambda: pulumi.ResourceOptions(providers={"aws": elsewhere()}),
        lambda: pulumi.ResourceOptions(
            parent=Group("mine", pulumi.ResourceOptions(providers=[elsewhere()]))
        ),
    ],
    ids=["provider", "list", "mapping", "of the parent"],
)
def test_a_provider_of_its_own_decides(options: Callable[[], pulumi.ResourceOptions]) -> None:
    """The stack's Region says nothing about resources that another provider makes."""
    recording = in_us_east_1(lambda: network(options()))
    subnet = recording.inputs("aws:ec2/subnet:Subnet", "net-private-a")
    assert subnet["availabilityZone"] == "eu-west-1a"
