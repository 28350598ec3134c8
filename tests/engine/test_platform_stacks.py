"""A platform in one stack and a product in another, on the real engine."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.engine.pulumi_project import Outcome, Project

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def platform(new_product: Callable[[str], Project]) -> Iterator[Project]:
    """The platform, up; destroyed after the product on it."""
    project = new_product("platform")
    outcome = project.run("up", "--yes", "--skip-preview")
    assert outcome.code == 0, str(outcome)
    yield project
    _goes(project)


@pytest.fixture(scope="module")
def first_up(
    platform: Project, new_product: Callable[[str], Project], pack_in_sandboxes: tuple[str, ...]
) -> Iterator[tuple[Project, Outcome]]:
    """The product, up with the policy pack on, and led to that platform."""
    project = new_product("agenda")
    project.run("config", "set", "platform", f"organization/platform/{platform.stack}")
    yield project, project.run("up", "--yes", *pack_in_sandboxes)
    _goes(project)


def _goes(project: Project) -> None:
    """Destroy a stack; nothing of it is left. The product goes first: it uses the platform."""
    outcome = project.run("destroy", "--yes", "--skip-preview")
    assert outcome.code == 0, str(outcome)
    assert project.export() == []


def test_a_product_comes_up_on_the_platform(
    platform: Project, first_up: tuple[Project, Outcome]
) -> None:
    """It makes no network of its own, and stands in the platform's."""
    project, outcome = first_up
    assert outcome.code == 0, str(outcome)
    types = {resource["type"] for resource in project.export()}
    assert not {"aws:ec2/vpc:Vpc", "aws:ec2/natGateway:NatGateway"} & types
    assert "aws:route53/zone:Zone" not in types
    assert project.outputs()["vpc_id"] == platform.outputs()["platform"]["vpc_id"]


@pytest.mark.requirement("A8")
def test_its_pods_stand_in_the_platforms_zones(
    platform: Project, first_up: tuple[Project, Outcome]
) -> None:
    """Each in the private subnet of its own zone, the primary in the second."""
    project, _ = first_up
    subnets = platform.outputs()["platform"]["private_subnet_ids"]
    groups = {
        resource["urn"].rpartition("::")[2]: resource["inputs"]["vpcZoneIdentifiers"]
        for resource in project.export()
        if resource["type"] == "aws:autoscaling/group:Group"
    }
    assert groups == {
        "agenda-primary-group": [subnets["us-east-1b"]],
        "agenda-secondary-group": [subnets["us-east-1a"]],
    }


@pytest.mark.requirement("B10")
def test_its_workloads_are_bounded_and_can_be_isolated(
    platform: Project, first_up: tuple[Project, Outcome], aws: Callable[[str], Any]
) -> None:
    """IAM shows the boundary on both roles, and EC2 an ACL that no subnet is in."""
    outputs = platform.outputs()
    roles = [
        role
        for role in aws("iam").list_roles()["Roles"]
        if role["RoleName"].startswith(("agenda-primary-instance", "agenda-secondary-instance"))
    ]
    found = [aws("iam").get_role(RoleName=role["RoleName"])["Role"] for role in roles]
    assert [role["PermissionsBoundary"]["PermissionsBoundaryArn"] for role in found] == [
        outputs["platform"]["permissions_boundary_arn"]
    ] * 2
    assert first_up[1].code == 0
    (acl,) = aws("ec2").describe_network_acls(NetworkAclIds=[outputs["isolation_network_acl_id"]])[
        "NetworkAcls"
    ]
    assert (acl["Associations"], acl["Entries"]) == ([], [])


def test_a_second_up_changes_nothing(
    first_up: tuple[Project, Outcome], pack_in_sandboxes: tuple[str, ...]
) -> None:
    """What is read from the platform is the same, and so is what follows from it."""
    project, _ = first_up
    outcome = project.run(
        "up", "--yes", "--skip-preview", *pack_in_sandboxes, "--expect-no-changes"
    )
    assert outcome.code == 0, str(outcome)
    # Reading the other stack is no change, and neither is anything else.
    assert outcome.summary.keys() == {"unchanged"}, str(outcome)


def test_the_platform_is_unchanged_under_its_product(
    platform: Project, first_up: tuple[Project, Outcome]
) -> None:
    """A product leaves nothing in it that the platform's stack would undo."""
    assert first_up[1].code == 0
    outcome = platform.run("up", "--yes", "--skip-preview", "--expect-no-changes")
    assert outcome.code == 0, str(outcome)
