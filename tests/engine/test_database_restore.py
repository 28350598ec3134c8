"""Databases that failed over, were restored or took over: the program finds them as declared."""

import json
from collections.abc import Callable, Mapping
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
_REPLICATED = {"replica_region": "us-west-2", "replica_kind": "read_replica", "password": "x" * 12}


class Databases:
    """One stack of databases; each test works with some of them, in any order."""

    def __init__(self, project: Project) -> None:
        """Bring up what the tests begin with."""
        self.project = project
        self._settings: Settings = {}
        self.names = self.up({**_PLAIN, "damaged": {}, "followed": _REPLICATED})

    def declare(self, settings: Settings) -> None:
        """Declare further databases, or others of a name."""
        self._settings.update(settings)
        file = self.project.folder / "settings.json"
        file.write_text(json.dumps(self._settings), encoding="utf-8")

    def up(self, settings: Settings) -> dict[str, str]:
        """Bring these up too; returns the identifiers of all by name."""
        self.declare(settings)
        done = self.project.run("up", "--yes", "--skip-preview")
        assert done.code == 0, str(done)
        return self.project.outputs()

    def assert_as_declared(self) -> None:
        """The state, and what AWS shows beside it, is what the program says."""
        for refreshing in ((), ("--refresh",)):
            seen = self.project.run("preview", "--expect-no-changes", *refreshing)
            assert seen.code == 0, str(seen)


@pytest.fixture(scope="module")
def databases(sandbox: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Databases of every kind, up; one is replicated, and one there to be damaged."""
    folder: Path = tmp_path_factory.mktemp("databases")
    settings = {"name": "databases", "runtime": "python"}
    (folder / "Pulumi.yaml").write_text(json.dumps(settings), encoding="utf-8")
    (folder / "__main__.py").write_text(_PROGRAM, encoding="utf-8")
    config = {"config": {"aws:region": "us-east-1", "pods:protect": False}}
    (folder / "Pulumi.restored.yaml").write_text(json.dumps(config), encoding="utf-8")
    project = Project(folder, "restored", sandbox.environment())
    outcome = project.run("stack", "init")
    assert outcome.code == 0, str(outcome)
    return Databases(project)


def _writers(rds: Any, names: Mapping[str, str]) -> dict[str, str]:
    """Return where each database writes: a zone, or a member."""
    instance = rds.describe_db_instances(DBInstanceIdentifier=names["instance"])["DBInstances"][0]
    writers = {"instance": instance["AvailabilityZone"]}
    for kind in ("cluster", "aurora"):
        cluster = rds.describe_db_clusters(DBClusterIdentifier=names[kind])["DBClusters"][0]
        (writer,) = (each for each in cluster["DBClusterMembers"] if each["IsClusterWriter"])
        writers[kind] = writer["DBInstanceIdentifier"]
    return writers


def _instances(project: Project) -> list[dict[str, Any]]:
    return [each for each in project.export() if each["type"] == "aws:rds/instance:Instance"]


@pytest.mark.requirement("A6", "D1")
def test_a_failover_never_shows_as_a_difference(
    databases: Databases, aws: Callable[[str], Any]
) -> None:
    """Another zone, or another member, writes: nothing is to be changed, or made anew."""
    names = databases.names
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
    databases.assert_as_declared()


@pytest.mark.requirement("B4", "D3")
def test_a_restored_database_is_the_stacks_own(
    databases: Databases, aws: Callable[[str], Any]
) -> None:
    """From a snapshot or a moment; with the restore input left in, or taken out again."""
    names = databases.names
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
    found = databases.up(restored)
    assert set(found) >= {*_PLAIN, *restored}
    for name in restored:
        assert found[name] not in names.values()
    databases.assert_as_declared()
    databases.declare({name: {"kind": each["kind"]} for name, each in restored.items()})
    databases.assert_as_declared()


def test_a_damaged_database_is_let_go_and_restored_in_its_place(
    databases: Databases, aws: Callable[[str], Any]
) -> None:
    """The old one stays in AWS, out of the state; the new one takes its name in the program."""
    project, old = databases.project, databases.names["damaged"]
    aws("rds").create_db_snapshot(DBSnapshotIdentifier="sound", DBInstanceIdentifier=old)
    # Until it is looked at, the sandbox takes a new creation for the one before.
    assert project.run("preview").code == 0
    (urn,) = (r["urn"] for r in _instances(project) if r["outputs"]["identifier"] == old)
    let_go = project.run("state", "delete", urn, "--yes")
    assert let_go.code == 0, str(let_go)
    new = databases.up({"damaged": {"restore": {"snapshot_identifier": "sound"}}})["damaged"]
    assert new != old
    standing = aws("rds").describe_db_instances(DBInstanceIdentifier=old)["DBInstances"]
    assert len(standing) == 1
    databases.declare({"damaged": {}})
    databases.assert_as_declared()


@pytest.mark.requirement("B4")
def test_a_replica_that_took_over_is_as_declared(
    databases: Databases, aws: Callable[..., Any]
) -> None:
    """A runbook promotes it: the program neither demotes it nor makes it anew."""
    west = aws("rds", "us-west-2")
    identifier = databases.names["followed-away"]

    def source() -> str | None:
        found = west.describe_db_instances(DBInstanceIdentifier=identifier)["DBInstances"][0]
        followed: str | None = found.get("ReadReplicaSourceDBInstanceIdentifier")
        return followed

    assert str(source()).startswith("arn:aws:rds:us-east-1:")
    west.promote_read_replica(DBInstanceIdentifier=identifier)
    assert source() is None
    databases.assert_as_declared()
