"""Databases that failed over, were restored or took over: the program finds them as declared."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import Project

pytestmark = pytest.mark.engine

Settings = dict[str, dict[str, Any]]
_KINDS = ("instance", "cluster", "aurora")
_PROGRAM = """
import json
from pathlib import Path

import pulumi
import pulumi_aws as aws

from pods import DatabaseReplica
from pods.components.database import make_database

settings = json.loads(Path("settings.json").read_text(encoding="utf-8"))


def network(region):
    vpc = aws.ec2.Vpc(region, region=region, cidr_block="10.0.0.0/16")
    zones = [f"{region}{letter}" for letter in "abc"]
    subnets = [
        aws.ec2.Subnet(
            zone,
            region=region,
            vpc_id=vpc.id,
            cidr_block=f"10.0.{third}.0/24",
            availability_zone=zone,
        ).id
        for third, zone in enumerate(zones)
    ]
    return {
        "vpc_id": vpc.id,
        "subnet_ids": pulumi.Output.all(*subnets),
        "availability_zones": zones,
        "client_security_group_ids": [],
    }


home = network("us-east-1")
for name, chosen in settings.items():
    database = make_database(name, {**home, **chosen})
    pulumi.export(name, database.identifier)
    if chosen.get("replica_kind") == "read_replica":
        replica = DatabaseReplica(
            f"{name}-away",
            {
                **network("us-west-2"),
                "region": "us-west-2",
                "source_arn": database.arn,
                "source_secret_arn": database.secret_arn,
            },
        )
        pulumi.export(f"{name}-away", replica.identifier)
"""
_PLAIN: Settings = {kind: {"kind": kind} for kind in _KINDS}


def _set(project: Project, settings: Settings) -> None:
    (project.folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")


def _up(project: Project, settings: Settings) -> dict[str, str]:
    """Bring databases up; returns their identifiers by name."""
    _set(project, settings)
    done = project.run("up", "--yes", "--skip-preview")
    assert done.code == 0, str(done)
    return project.outputs()


def _assert_as_declared(project: Project) -> None:
    """The state, and what AWS shows beside it, is what the program says."""
    for refreshing in ((), ("--refresh",)):
        seen = project.run("preview", "--expect-no-changes", *refreshing)
        assert seen.code == 0, str(seen)


@pytest.fixture
def project(sandbox: Prepared, tmp_path: Path) -> Iterator[Project]:
    """A project with an empty stack; what it built is destroyed, come what may."""
    settings = {"name": "databases", "runtime": "python"}
    (tmp_path / "Pulumi.yaml").write_text(json.dumps(settings), encoding="utf-8")
    (tmp_path / "__main__.py").write_text(_PROGRAM, encoding="utf-8")
    config = {"config": {"aws:region": "us-east-1", "pods:protect": False}}
    (tmp_path / "Pulumi.restored.yaml").write_text(json.dumps(config), encoding="utf-8")
    made = Project(tmp_path, "restored", sandbox.environment())
    outcome = made.run("stack", "init")
    assert outcome.code == 0, str(outcome)
    yield made
    made.run("destroy", "--yes", "--skip-preview", "--remove")


def _writers(rds: Any, names: Mapping[str, str]) -> dict[str, str]:
    """Return where each database writes: a zone, or a member."""
    instance = rds.describe_db_instances(DBInstanceIdentifier=names["instance"])["DBInstances"][0]
    writers = {"instance": instance["AvailabilityZone"]}
    for kind in ("cluster", "aurora"):
        cluster = rds.describe_db_clusters(DBClusterIdentifier=names[kind])["DBClusters"][0]
        (writer,) = (each for each in cluster["DBClusterMembers"] if each["IsClusterWriter"])
        writers[kind] = writer["DBInstanceIdentifier"]
    return writers


@pytest.mark.requirement("A6", "D1")
def test_a_failover_never_shows_as_a_difference(
    project: Project, aws: Callable[[str], Any]
) -> None:
    """Another zone, or another member, writes: nothing is to be changed, or made anew."""
    names = _up(project, _PLAIN)
    rds = aws("rds")
    before = _writers(rds, names)
    rds.reboot_db_instance(DBInstanceIdentifier=names["instance"], ForceFailover=True)
    for kind in ("cluster", "aurora"):
        cluster = rds.describe_db_clusters(DBClusterIdentifier=names[kind])["DBClusters"][0]
        readers = [m for m in cluster["DBClusterMembers"] if not m["IsClusterWriter"]]
        rds.failover_db_cluster(
            DBClusterIdentifier=names[kind],
            TargetDBInstanceIdentifier=readers[0]["DBInstanceIdentifier"],
        )
    after = _writers(rds, names)
    assert all(before[kind] != after[kind] for kind in _KINDS), after
    _assert_as_declared(project)


@pytest.mark.requirement("B4", "D3")
def test_a_restored_database_is_the_stacks_own(project: Project, aws: Callable[[str], Any]) -> None:
    """From a snapshot or a moment; with the restore input left in, or taken out again."""
    names = _up(project, _PLAIN)
    rds = aws("rds")
    rds.create_db_snapshot(
        DBSnapshotIdentifier="before-instance", DBInstanceIdentifier=names["instance"]
    )
    for kind in ("cluster", "aurora"):
        rds.create_db_cluster_snapshot(
            DBClusterSnapshotIdentifier=f"before-{kind}", DBClusterIdentifier=names[kind]
        )
    restored: Settings = {}
    for kind in _KINDS:
        snapshot = {"snapshot_identifier": f"before-{kind}"}
        moment = {"source_identifier": names[kind], "use_latest": True}
        restored[f"{kind}-snapshot"] = {"kind": kind, "restore": snapshot}
        restored[f"{kind}-moment"] = {"kind": kind, "restore": moment}
    found = _up(project, {**_PLAIN, **restored})
    assert set(found) == {*_PLAIN, *restored}
    for name in restored:
        assert found[name] not in names.values()
    _assert_as_declared(project)
    _set(project, {**_PLAIN, **{name: {"kind": each["kind"]} for name, each in restored.items()}})
    _assert_as_declared(project)


def test_a_damaged_database_is_let_go_and_restored_in_its_place(
    project: Project, aws: Callable[[str], Any]
) -> None:
    """The old one stays in AWS, out of the state; the new one takes its name in the program."""
    old = _up(project, {"instance": {}})["instance"]
    aws("rds").create_db_snapshot(DBSnapshotIdentifier="sound", DBInstanceIdentifier=old)
    # Until it is looked at, the sandbox takes a new creation for the one before.
    assert project.run("preview").code == 0
    (urn,) = (r["urn"] for r in project.export() if r["type"] == "aws:rds/instance:Instance")
    let_go = project.run("state", "delete", urn, "--yes")
    assert let_go.code == 0, str(let_go)
    new = _up(project, {"instance": {"restore": {"snapshot_identifier": "sound"}}})["instance"]
    assert new != old
    standing = aws("rds").describe_db_instances(DBInstanceIdentifier=old)["DBInstances"]
    assert len(standing) == 1
    _set(project, {"instance": {}})
    _assert_as_declared(project)
    aws("rds").delete_db_instance(DBInstanceIdentifier=old, SkipFinalSnapshot=True)


@pytest.mark.requirement("B4")
def test_a_replica_that_took_over_is_as_declared(project: Project, aws: Callable[..., Any]) -> None:
    """A runbook promotes it: the program neither demotes it nor makes it anew."""
    chosen = {"replica_region": "us-west-2", "replica_kind": "read_replica", "password": "x" * 12}
    names = _up(project, {"instance": chosen})
    west = aws("rds", "us-west-2")
    identifier = names["instance-away"]

    def source() -> str | None:
        found = west.describe_db_instances(DBInstanceIdentifier=identifier)["DBInstances"][0]
        followed: str | None = found.get("ReadReplicaSourceDBInstanceIdentifier")
        return followed

    assert str(source()).startswith("arn:aws:rds:us-east-1:")
    west.promote_read_replica(DBInstanceIdentifier=identifier)
    assert source() is None
    _assert_as_declared(project)
