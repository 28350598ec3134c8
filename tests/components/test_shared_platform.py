"""A platform: what products take of it, and that nothing of it is left open."""

from typing import Any

import pulumi
import pytest

from pods.components import Platform, PodPair, private_subnet_of
from pods.errors import TopologyError
from tests.components.recording import Recording, record

ZONES = ["us-east-1a", "us-east-1b"]
SUBSCRIPTIONS = [
    {"protocol": "email", "endpoint": "platform@care.example"},
    {"protocol": "sms", "endpoint": "+12025550142"},
]
ARGS: Any = {"availability_zones": ZONES, "alerts": {"subscriptions": SUBSCRIPTIONS}}
ROLE = "aws:iam/role:Role"


def platform(**args: Any) -> tuple[Recording, dict[str, Any]]:
    """Record a platform; returns what it offers to products as well."""
    known: dict[str, Any] = {}
    asked: Any = {**ARGS, **args}

    def program() -> None:
        made = Platform("shared", asked)
        pulumi.Output.all(**made.outputs).apply(known.update)

    return record(program), known


def test_products_are_offered_the_network_the_alerts_and_the_boundary() -> None:
    """Each part is one of the platform's own resources; private subnets go by their zone."""
    _, offered = platform()
    assert offered == {
        "vpc_id": "shared-network-vpc-id",
        "vpc_cidr_block": "10.20.0.0/16",
        "public_subnet_ids": ["shared-network-public-a-id", "shared-network-public-b-id"],
        "private_subnet_ids": {
            "us-east-1a": "shared-network-private-a-id",
            "us-east-1b": "shared-network-private-b-id",
        },
        "data_subnet_ids": ["shared-network-data-a-id", "shared-network-data-b-id"],
        "alert_topic_arn": "arn:aws:sns:us-east-1:111111111111:topic/shared-alerts-topic",
        "permissions_boundary_arn": (
            "arn:aws:iam:us-east-1:111111111111:policy/shared-workloads-boundary"
        ),
    }


@pytest.mark.requirement("A8")
def test_a_pod_depends_on_the_subnet_of_its_own_zone_alone() -> None:
    """Before ids are known, only this dependency tells in which zone the POD will stand."""
    found: list[set[str]] = []

    def program() -> None:
        made: Any = Platform("shared", ARGS)
        subnet = private_subnet_of(made.outputs, "us-east-1b")
        sources: Any = pulumi.Output.from_input(subnet.resources())
        sources.apply(lambda of: found.append({one.pulumi_resource_name for one in of}))

    record(program)
    assert "shared-network-private-b" in found[0]
    assert "shared-network-private-a" not in found[0]


def test_a_domain_makes_the_zone_of_the_products_names() -> None:
    """Only then is a zone offered."""
    recording, offered = platform(domain="care.example")
    assert recording.inputs("aws:route53/zone:Zone")["name"] == "care.example"
    assert offered["zone_id"] == "Z-shared-domain"


@pytest.mark.requirement("B10")
def test_an_isolation_stands_ready_in_the_network() -> None:
    """The ACL and the group are in the platform's VPC; a responder gets a role."""
    recording, _ = platform(isolation={"responder_arns": ["arn:aws:iam::111111111111:role/b"]})
    acl = recording.inputs("aws:ec2/networkAcl:NetworkAcl")
    assert acl["vpcId"] == "shared-network-vpc-id"
    assert "shared-isolation-forensic" in recording.all_of(ROLE)


def test_tags_are_on_everything_that_takes_them() -> None:
    """The owner of the platform is on the network, the topic, the policy and the isolation."""
    recording, _ = platform(owner="platform")
    untagged = [
        each.name
        for each in recording.resources
        if "tags" in each.inputs and each.inputs["tags"].get("pods:owner") != "platform"
    ]
    assert untagged == []
    assert len([each for each in recording.resources if "tags" in each.inputs]) > 20


def test_everything_hangs_under_the_platform() -> None:
    """Nothing but the platform is under the stack."""
    recording, _ = platform(domain="care.example")
    roots = [each.name for each in recording.resources if each.parent in {"", "pods-test"}]
    assert roots == ["shared"]


def test_every_part_is_asked_before_anything_is_registered() -> None:
    """One error names what the network, the alerts, the boundary and the isolation refuse."""
    args: Any = {
        "availability_zones": ["us-east-1a"],
        "alerts": {"subscriptions": SUBSCRIPTIONS[:1]},
        "network": {"trusted_accounts": ["me"]},
        "boundary": {"denied_actions": ["all"]},
        "isolation": {"session_hours": 24},
        "tags": {"pods:owner": "me"},
    }
    with pytest.raises(TopologyError) as raised:
        Platform("shared", args)
    assert list(dict.fromkeys(problem.subject for problem in raised.value.problems)) == [
        "shared: availability_zones",
        "shared: network.trusted_accounts",
        "shared: alerts.subscriptions",
        "shared: denied_actions",
        "shared: session_hours",
        "shared: tags.pods:owner",
    ]


@pytest.mark.requirement("B10")
def test_a_pair_on_a_platform_makes_no_network_and_is_bounded() -> None:
    """Its PODs are in the platform's subnets, and every role of theirs has the boundary."""

    def program() -> None:
        shared = Platform("shared", ARGS)
        pair: Any = {
            "domain": "clinic.example",
            "owner": "clinic",
            "availability_zones": ZONES,
            "alerts": ARGS["alerts"],
            "platform": shared.outputs,
        }
        PodPair("clinic", pair)

    recording = record(program)
    assert list(recording.all_of("aws:ec2/vpc:Vpc")) == ["shared-network-vpc"]
    group = recording.inputs("aws:autoscaling/group:Group", "clinic-secondary-group")
    assert group["vpcZoneIdentifiers"] == ["shared-network-private-b-id"]
    bounded = {
        name
        for name, role in recording.all_of(ROLE).items()
        if role.inputs.get("permissionsBoundary", "").endswith("shared-workloads-boundary")
    }
    assert bounded == {"clinic-primary-instance", "clinic-secondary-instance"}
