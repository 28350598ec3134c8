"""Placing a component in another Region: every resource of a Regional service, and no other."""

import pulumi
import pulumi_aws as aws

from pods.components import Alerts, Network
from pods.components.regions.transformation import in_region, region_given_by
from tests.components.recording import record


class Site(pulumi.ComponentResource):
    """A component of the program's own."""

    def __init__(self, opts: pulumi.ResourceOptions | None = None) -> None:
        """Make it, with nothing in it."""
        super().__init__("program:index:Site", "site", {}, opts)


def test_what_a_component_makes_lies_in_the_region_given() -> None:
    """Its children name the Region, those of global services do not, and its zones are checked."""

    def program() -> None:
        pulumi.runtime.set_config("aws:region", "us-east-1")
        site = Site(in_region("us-west-2", pulumi.ResourceOptions()))
        of_site = pulumi.ResourceOptions(parent=site)
        Network("net", {"availability_zones": ["us-west-2a", "us-west-2b"]}, of_site)

    recording = record(program)
    regions = {
        each.type: each.inputs.get("region")
        for each in recording.resources
        if each.type.startswith("aws:")
    }
    assert regions.pop("aws:iam/role:Role") is None
    assert regions.pop("aws:iam/rolePolicy:RolePolicy") is None
    assert set(regions.values()) == {"us-west-2"}
    assert {"aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:ec2/flowLog:FlowLog"} <= set(regions)


def test_a_region_that_the_program_names_is_kept() -> None:
    """A resource with a Region of its own stays there."""
    subscriptions = [
        {"protocol": "email", "endpoint": "a@example.com"},
        {"protocol": "sms", "endpoint": "+15555550100"},
    ]

    def program() -> None:
        opts = in_region("us-west-2", pulumi.ResourceOptions())
        Alerts("there", {"region": "eu-west-1", "subscriptions": subscriptions}, opts)  # type: ignore[typeddict-item]

    topic = record(program).inputs("aws:sns/topic:Topic")
    assert topic["region"] == "eu-west-1"


def test_the_region_is_known_below_a_component_that_was_given_one() -> None:
    """Options, a parent's options, and neither."""
    found: list[str | None] = []

    def program() -> None:
        opts = in_region("us-west-2", pulumi.ResourceOptions())
        site = Site(opts)
        bucket = aws.s3.Bucket("plain")
        found.extend(
            region_given_by(each)
            for each in (
                opts,
                pulumi.ResourceOptions(parent=site),
                pulumi.ResourceOptions(parent=bucket),
                None,
            )
        )

    record(program)
    assert found == ["us-west-2", "us-west-2", None, None]
