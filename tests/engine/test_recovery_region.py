"""A second Region takes over, and a service comes up from nothing in a third."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import Project
from tests.engine.recovery_programs import ANYWHERE, TAKEOVER

pytestmark = pytest.mark.engine

AWAY = "us-west-2"
Client = Callable[..., Any]
Make = Callable[[str, str, dict[str, Any]], Project]


@pytest.fixture(scope="module")
def make(sandbox: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Make stacks of a program."""

    def stack(name: str, program: str, config: dict[str, Any]) -> Project:
        folder = tmp_path_factory.mktemp(name)
        settings = {"name": "recovery", "runtime": "python"}
        (folder / "Pulumi.yaml").write_text(json.dumps(settings), encoding="utf-8")
        (folder / "__main__.py").write_text(program, encoding="utf-8")
        whole = {"config": {"pods:protect": False, **config}}
        (folder / f"Pulumi.{name}.yaml").write_text(json.dumps(whole), encoding="utf-8")
        project = Project(folder, name, sandbox.environment())
        outcome = project.run("stack", "init")
        assert outcome.code == 0, str(outcome)
        return project

    return stack


@pytest.fixture(scope="module")
def image(aws: Client) -> str:
    """The machine image of the home."""
    made = aws("ec2").register_image(
        Name="golden", Architecture="x86_64", RootDeviceName="/dev/xvda", VirtualizationType="hvm"
    )
    return str(made["ImageId"])


@pytest.fixture(scope="module")
def clinic(make: Make, image: str) -> Project:
    """A home in us-east-1 and its dormant recovery Region, up."""
    config = {"aws:region": "us-east-1", "recovery:image": image, "recovery:password": "correct-1"}
    project = make("takeover", TAKEOVER, config)
    outcome = project.run("up", "--yes", "--skip-preview")
    assert outcome.code == 0, str(outcome)
    return project


def _groups(aws: Client, clinic: Project) -> dict[str, Any]:
    names = clinic.outputs()["pod_names"]
    found = aws("autoscaling", AWAY).describe_auto_scaling_groups(AutoScalingGroupNames=names)
    groups = {each["AutoScalingGroupName"]: each for each in found["AutoScalingGroups"]}
    return {name: groups[name] for name in names}


def _stands_beside_the_home(clinic: Project, aws: Client) -> None:
    """Network, groups, image, key, secret and replica are seen in that Region, and only there."""
    outputs = clinic.outputs()
    (vpc,) = aws("ec2", AWAY).describe_vpcs(VpcIds=[outputs["vpc_id"]])["Vpcs"]
    assert vpc["CidrBlock"] == "10.120.0.0/16"
    at_home = {each["VpcId"] for each in aws("ec2").describe_vpcs()["Vpcs"]}
    assert outputs["vpc_id"] not in at_home
    groups = _groups(aws, clinic)
    assert [(each["MinSize"], each["MaxSize"]) for each in groups.values()] == [(0, 4), (0, 4)]
    zones = [zone for each in groups.values() for zone in each["AvailabilityZones"]]
    assert zones == ["us-west-2a", "us-west-2b"]
    (copy,) = aws("ec2", AWAY).describe_images(Owners=["self"])["Images"]
    (device,) = copy["BlockDeviceMappings"]
    assert device["Ebs"]["KmsKeyId"] == outputs["key_arn"]
    found = aws("rds", AWAY).describe_db_instances(DBInstanceIdentifier=outputs["database"])
    assert ":us-east-1:" in found["DBInstances"][0]["ReadReplicaSourceDBInstanceIdentifier"]
    replica = aws("secretsmanager", AWAY).describe_secret(SecretId=outputs["secret"])
    assert replica["PrimaryRegion"] == "us-east-1"


def _is_found_as_declared(clinic: Project) -> None:
    """Two Regions in one stack, and no difference in either."""
    outcome = clinic.run("up", "--yes", "--skip-preview", "--expect-no-changes")
    assert outcome.code == 0, str(outcome)


def _takes_over_without_the_home(clinic: Project, aws: Client, image: str) -> None:
    """With the home's image gone, instances start in both zones, and the replica is promoted."""
    aws("ec2").deregister_image(ImageId=image)
    outputs, scaling = clinic.outputs(), aws("autoscaling", AWAY)
    for name in outputs["pod_names"]:
        scaling.update_auto_scaling_group(AutoScalingGroupName=name, MinSize=1, DesiredCapacity=1)
    running = [each for group in _groups(aws, clinic).values() for each in group["Instances"]]
    assert [each["AvailabilityZone"] for each in running] == ["us-west-2a", "us-west-2b"]
    ids = [each["InstanceId"] for each in running]
    reservations = aws("ec2", AWAY).describe_instances(InstanceIds=ids)["Reservations"]
    (copy,) = aws("ec2", AWAY).describe_images(Owners=["self"])["Images"]
    launched = {each["ImageId"] for found in reservations for each in found["Instances"]}
    assert launched == {copy["ImageId"]}
    rds = aws("rds", AWAY)
    rds.promote_read_replica(DBInstanceIdentifier=outputs["database"])
    (rows,) = rds.describe_db_instances(DBInstanceIdentifier=outputs["database"])["DBInstances"]
    assert not rows.get("ReadReplicaSourceDBInstanceIdentifier")


def _is_declared_as_it_runs(clinic: Project, aws: Client) -> None:
    """The number that was set by hand becomes the declared one, and nothing else changes."""
    clinic.run("config", "set", "running", "2")
    outcome = clinic.run("up", "--yes", "--skip-preview")
    assert outcome.code == 0, str(outcome)
    assert outcome.summary["updated"] == 2, str(outcome)
    assert [each["MinSize"] for each in _groups(aws, clinic).values()] == [1, 1]


def _goes_away_clean(clinic: Project, aws: Client) -> None:
    """Nothing is left in the state, nor in the recovery Region."""
    names = clinic.outputs()["pod_names"]
    outcome = clinic.run("destroy", "--yes", "--skip-preview")
    assert outcome.code == 0, str(outcome)
    assert clinic.export() == []
    left = aws("autoscaling", AWAY).describe_auto_scaling_groups(AutoScalingGroupNames=names)
    assert left["AutoScalingGroups"] == []
    assert aws("ec2", AWAY).describe_images(Owners=["self"])["Images"] == []


@pytest.mark.requirement("A10", "B4", "C2", "D1", "D7")
def test_a_dormant_region_takes_over_from_a_home_that_is_gone(
    clinic: Project, aws: Client, image: str
) -> None:
    """It stands unchanged, serves without the home, is declared as it runs, and goes away."""
    _stands_beside_the_home(clinic, aws)
    _is_found_as_declared(clinic)
    _takes_over_without_the_home(clinic, aws, image)
    _is_declared_as_it_runs(clinic, aws)
    _goes_away_clean(clinic, aws)


@pytest.mark.requirement("C2", "D7")
def test_the_same_program_comes_up_from_a_snapshot_in_another_region(
    make: Make, aws: Client
) -> None:
    """One program, two configurations: the second Region's database is made of the first's copy."""
    zones = {"us-east-1": ["us-east-1a", "us-east-1b"], "eu-west-1": ["eu-west-1a", "eu-west-1b"]}
    home = make(
        "home",
        ANYWHERE,
        {"aws:region": "us-east-1", "recovery:availability_zones": zones["us-east-1"]},
    )
    outcome = home.run("up", "--yes", "--skip-preview")
    assert outcome.code == 0, str(outcome)
    source = home.outputs()["identifier"]
    aws("rds").create_db_snapshot(DBSnapshotIdentifier="nightly", DBInstanceIdentifier=source)
    arn = aws("rds").describe_db_snapshots(DBSnapshotIdentifier="nightly")["DBSnapshots"][0][
        "DBSnapshotArn"
    ]
    aws("rds", "eu-west-1").copy_db_snapshot(
        SourceDBSnapshotIdentifier=arn,
        TargetDBSnapshotIdentifier="nightly",
        SourceRegion="us-east-1",
    )
    away = make(
        "anew",
        ANYWHERE,
        {
            "aws:region": "eu-west-1",
            "recovery:availability_zones": zones["eu-west-1"],
            "recovery:restore": {"snapshot_identifier": "nightly"},
        },
    )
    outcome = away.run("up", "--yes", "--skip-preview")
    assert outcome.code == 0, str(outcome)
    restored = away.outputs()["identifier"]
    (rows,) = aws("rds", "eu-west-1").describe_db_instances(DBInstanceIdentifier=restored)[
        "DBInstances"
    ]
    assert rows["DBSubnetGroup"]["VpcId"] == away.outputs()["vpc_id"]
    again = away.run("up", "--yes", "--skip-preview", "--expect-no-changes")
    assert again.code == 0, str(again)
    for each in (away, home):
        gone = each.run("destroy", "--yes", "--skip-preview")
        assert gone.code == 0, str(gone)
        assert each.export() == []
