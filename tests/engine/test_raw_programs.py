"""What the provider owes any program: replacement, drift, import, secrets, Regions, refusals."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pods.sandbox.environment import Prepared
from tests.engine import raw_program
from tests.engine.pulumi_project import Project

pytestmark = pytest.mark.engine

PASSWORD = "correct-horse-battery"


@pytest.fixture
def raw(
    sandbox: Prepared, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Project]]:
    """Make a project of a program's text; what it built is destroyed afterwards."""
    stack = request.node.name.replace("test_", "")[:40].rstrip("_")
    project = Project(tmp_path, stack, sandbox.environment())
    (tmp_path / "Pulumi.yaml").write_text("name: raw\nruntime: python\n", encoding="utf-8")
    begun = project.run("stack", "init")
    assert begun.code == 0, str(begun)

    def write(program: str) -> Project:
        (tmp_path / "__main__.py").write_text(program, encoding="utf-8")
        return project

    yield write
    gone = project.run("destroy", "--yes", "--skip-preview")
    assert gone.code == 0, str(gone)


def test_a_change_that_needs_a_new_resource_replaces_it(
    raw: Callable[[str], Project], aws: Callable[[str], Any]
) -> None:
    """A new range means a new VPC and subnet, and the old ones are gone; a tag is set in place."""
    project = raw(raw_program.NETWORK.format(cidr="10.0.0.0/16", name="one"))
    assert project.run("up", "--yes", "--skip-preview").code == 0
    first = project.outputs()
    raw(raw_program.NETWORK.format(cidr="10.0.0.0/16", name="two"))
    assert project.run("up", "--yes", "--skip-preview").summary == {"updated": 1, "unchanged": 2}
    assert project.outputs() == first
    raw(raw_program.NETWORK.format(cidr="10.9.0.0/16", name="two"))
    replaced = project.run("up", "--yes")
    assert replaced.summary == {"replaced": 2, "unchanged": 1}, replaced
    second = project.outputs()
    standing = {vpc["VpcId"] for vpc in aws("ec2").describe_vpcs()["Vpcs"]}
    assert second["vpc"] in standing
    assert first["vpc"] not in standing


def test_what_was_deleted_behind_its_back_is_made_again(
    raw: Callable[[str], Project], aws: Callable[[str], Any]
) -> None:
    """A refresh notices that the subnet is gone, and the next `up` makes it."""
    project = raw(raw_program.NETWORK.format(cidr="10.0.0.0/16", name="one"))
    assert project.run("up", "--yes", "--skip-preview").code == 0
    lost = project.outputs()["subnet"]
    aws("ec2").delete_subnet(SubnetId=lost)
    refreshed = project.run("refresh", "--yes", "--skip-preview")
    assert refreshed.summary == {"deleted": 1, "unchanged": 2}, refreshed
    again = project.run("up", "--yes", "--skip-preview")
    assert again.summary == {"created": 1, "unchanged": 2}, again
    assert project.outputs()["subnet"] != lost


def test_an_existing_resource_is_imported_as_it_is(
    raw: Callable[[str], Project], aws: Callable[[str], Any]
) -> None:
    """`pulumi import` takes over what boto3 made, with the inputs that it shows."""
    made = aws("ec2").create_vpc(CidrBlock="10.77.0.0/16")["Vpc"]["VpcId"]
    project = raw("import pulumi\n")
    imported = project.run(
        "import",
        "aws:ec2/vpc:Vpc",
        "taken",
        made,
        "--yes",
        "--protect=false",
        "--generate-code=false",
    )
    assert imported.code == 0, str(imported)
    (vpc,) = (r for r in project.export() if r["type"] == "aws:ec2/vpc:Vpc")
    assert vpc["id"] == made
    assert vpc["inputs"]["cidrBlock"] == "10.77.0.0/16"


def test_a_program_that_declares_an_import_matches(
    raw: Callable[[str], Project], aws: Callable[[str], Any]
) -> None:
    """With `import_`, inputs that fit what exists are no change."""
    made = aws("ec2").create_vpc(CidrBlock="10.78.0.0/16")["Vpc"]["VpcId"]
    project = raw(
        "import pulumi, pulumi_aws as aws\n"
        f"opts = pulumi.ResourceOptions(import_='{made}')\n"
        "aws.ec2.Vpc('taken', cidr_block='10.78.0.0/16', opts=opts)\n"
    )
    outcome = project.run("up", "--yes")
    assert outcome.summary == {"imported": 1, "created": 1}, outcome


def test_a_secret_stays_secret(
    raw: Callable[[str], Project], sandbox: Prepared, aws: Callable[[str], Any]
) -> None:
    """It reaches AWS and nothing else: no output, no state, no log."""
    project = raw(raw_program.SECRET.format(password=PASSWORD))
    outcome = project.run("up", "--yes", "--diff")
    assert outcome.code == 0, str(outcome)
    refreshed = project.run("refresh", "--yes")
    assert refreshed.code == 0, str(refreshed)
    exported = project.run("stack", "export")
    for shown in (outcome.output, refreshed.output, exported.output):
        assert PASSWORD not in shown
    for path in Path(sandbox.variables["PODS_SANDBOX_DIR"]).rglob("*"):
        if path.is_file() and path.stat().st_size < 10_000_000:
            assert PASSWORD.encode() not in path.read_bytes(), path
    (name,) = (r["id"] for r in project.export() if r["type"] == "aws:ssm/parameter:Parameter")
    kept = aws("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    assert kept == PASSWORD


def test_a_misspelt_property_is_refused_by_name(raw: Callable[[str], Project]) -> None:
    """Resource, path and the likely meaning are told, in the preview, and nothing is created."""
    project = raw(raw_program.WRONG)
    outcome = project.run("up", "--yes")
    assert outcome.code != 0
    assert "aws:ec2/launchTemplate:LaunchTemplate" in outcome.output
    assert (
        "metadataOptions.httpTokenz: no such property; did you mean 'httpTokens'?" in outcome.output
    )
    assert "Traceback" not in outcome.output
    assert not [r for r in project.export() if r["type"].startswith("aws:")]


def test_a_type_that_the_sandbox_does_not_have_is_refused(raw: Callable[[str], Project]) -> None:
    """The type is named, and where to see which ones there are."""
    project = raw("import pulumi_aws as aws\naws.lightsail.KeyPair('raw')\n")
    outcome = project.run("preview")
    assert outcome.code != 0
    assert (
        "aws:lightsail/keyPair:KeyPair: the sandbox does not have this resource type"
        in outcome.output
    )
    assert "pods sandbox coverage" in outcome.output
    assert "Traceback" not in outcome.output


def test_two_regions_are_two_places(raw: Callable[[str], Project], aws: Callable[..., Any]) -> None:
    """An explicit provider, a resource's own Region and the default one each lead to their own."""
    project = raw(raw_program.TWO_REGIONS)
    outcome = project.run("up", "--yes", "--skip-preview")
    assert outcome.code == 0, str(outcome)
    outputs = project.outputs()
    west = {vpc["VpcId"] for vpc in aws("ec2", "us-west-2").describe_vpcs()["Vpcs"]}
    east = {vpc["VpcId"] for vpc in aws("ec2", "us-east-1").describe_vpcs()["Vpcs"]}
    assert outputs["there"] in west - east
    assert outputs["here"] in east - west
    assert ":us-west-2:" in outputs["topic"]
    assert outputs["tags"] == {"pods:tier": "1"}
    assert outputs["zones"][0].startswith("us-west-2")
