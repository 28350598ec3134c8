"""The reference stack on the real engine: up, unchanged, refreshed, seen by boto3, and down."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from tests.engine.pulumi_project import Outcome, Project

pytestmark = pytest.mark.engine

_SCHEDULE = "aws:dlm/lifecyclePolicy:LifecyclePolicy"
_AT_HOME = "::clinic-snapshots-policy"
_VAULTS_SAY = {
    "clinic-backups: air-gapped vault in us-w",
    "clinic-backups: no hour is free of the d",
}


@pytest.fixture(scope="module")
def first_up(
    new_project: Callable[[str], Project], pack_in_sandboxes: tuple[str, ...]
) -> tuple[Project, Outcome]:
    """The reference stack, up with the policy pack on."""
    project = new_project("reference")
    return project, project.run("up", "--yes", *pack_in_sandboxes)


@pytest.fixture(scope="module")
def reference(first_up: tuple[Project, Outcome]) -> Project:
    """The reference stack, known to be up."""
    project, outcome = first_up
    assert outcome.code == 0, str(outcome)
    return project


def test_it_comes_up_with_the_policy_pack_on(first_up: tuple[Project, Outcome]) -> None:
    """`pulumi up` creates everything and no rule reports."""
    _, outcome = first_up
    assert outcome.code == 0, str(outcome)
    assert outcome.summary.keys() == {"created"}, outcome
    assert "Traceback" not in outcome.output
    warnings = [line for line in outcome.output.splitlines() if "warning:" in line]
    # Its vaults say what cannot be undone, and which hours RDS leaves them; nothing else warns.
    said = {line.partition("warning: ")[2] for line in warnings}
    assert {text[:40] for text in said} == _VAULTS_SAY, outcome


def test_a_second_up_changes_nothing(
    reference: Project, pack_in_sandboxes: tuple[str, ...]
) -> None:
    """Everything is as declared, so that nothing is to be done."""
    outcome = reference.run(
        "up", "--yes", "--skip-preview", *pack_in_sandboxes, "--expect-no-changes"
    )
    assert outcome.code == 0, str(outcome)
    assert outcome.summary.keys() == {"unchanged"}, outcome


def test_a_refresh_finds_nothing(reference: Project) -> None:
    """The local AWS shows every resource as declared."""
    outcome = reference.run("refresh", "--yes", "--skip-preview", "--expect-no-changes")
    assert outcome.code == 0, str(outcome)
    assert outcome.summary.keys() == {"unchanged"}, outcome


@pytest.mark.requirement("A5", "A8", "A10")
def test_its_pods_are_in_disjoint_zones(reference: Project, aws: Callable[[str], Any]) -> None:
    """boto3 sees two groups, one a zone, and the secondary able to carry the primary's load."""
    vpc = reference.outputs()["vpc_id"]
    subnets = {
        s["SubnetId"]: s["AvailabilityZone"]
        for s in aws("ec2").describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])[
            "Subnets"
        ]
    }
    groups = {}
    for group in aws("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]:
        tags = {tag["Key"]: tag["Value"] for tag in group["Tags"]}
        zones = {subnets.get(s) for s in group["VPCZoneIdentifier"].split(",")}
        if None not in zones:
            groups[tags["pods:role"]] = (zones, group)
    assert groups.keys() == {"primary", "secondary"}
    assert groups["primary"][0] == {"us-east-1a"}
    assert groups["secondary"][0] == {"us-east-1b"}
    full_load = groups["primary"][1]["DesiredCapacity"]
    assert groups["secondary"][1]["DesiredCapacity"] >= full_load / 2
    assert groups["secondary"][1]["MaxSize"] >= full_load
    reservations = aws("ec2").describe_capacity_reservations()["CapacityReservations"]
    standing = [r for r in reservations if r["State"] == "active"]
    assert {r["AvailabilityZone"] for r in standing} == {"us-east-1b"}
    assert sum(r["TotalInstanceCount"] for r in standing) >= full_load


@pytest.mark.requirement("A6", "D2", "D3")
def test_its_database_is_multi_az_with_35_days(
    reference: Project, aws: Callable[[str], Any]
) -> None:
    """boto3 sees the standby, the retention, the window and the encryption."""
    endpoint = reference.outputs()["database_endpoint"].partition(":")[0]
    (database,) = (
        d
        for d in aws("rds").describe_db_instances()["DBInstances"]
        if d["Endpoint"]["Address"] == endpoint
    )
    assert database["MultiAZ"] is True
    assert database["BackupRetentionPeriod"] == 35
    assert database["PreferredBackupWindow"] == "07:20-09:20"
    assert database["StorageEncrypted"] is True


@pytest.mark.requirement("A9")
def test_its_volumes_are_snapshot_twice_a_day_for_six_months(
    aws: Callable[[str], Any], reference: Project
) -> None:
    """boto3 reads the lifecycle policy back: every 12 hours, kept 180 days or more."""
    dlm = aws("dlm")
    policies = [
        dlm.get_lifecycle_policy(PolicyId=p["PolicyId"])["Policy"]
        for p in dlm.get_lifecycle_policies()["Policies"]
    ]
    (schedule,) = policies[0]["PolicyDetails"]["Schedules"]
    assert policies[0]["State"] == "ENABLED"
    assert schedule["CreateRule"]["Interval"] == 12
    assert schedule["RetainRule"]["IntervalUnit"] == "DAYS"
    assert schedule["RetainRule"]["Interval"] >= 180
    assert reference.outputs()


@pytest.mark.requirement("A11")
def test_its_bucket_keeps_versions(reference: Project, aws: Callable[[str], Any]) -> None:
    """boto3 sees versioning on and the public shut out."""
    s3, bucket = aws("s3"), reference.outputs()["bucket"]
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"
    blocked = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
    assert all(blocked.values())


def test_drift_behind_its_back_is_seen_and_mended(
    reference: Project, aws: Callable[[str], Any]
) -> None:
    """A standby switched off by hand shows in a refresh, and the next `up` switches it on."""
    endpoint = reference.outputs()["database_endpoint"].partition(":")[0]
    rds = aws("rds")
    (database,) = (
        d
        for d in rds.describe_db_instances()["DBInstances"]
        if d["Endpoint"]["Address"] == endpoint
    )
    name = database["DBInstanceIdentifier"]
    rds.modify_db_instance(DBInstanceIdentifier=name, MultiAZ=False, ApplyImmediately=True)
    seen = reference.run("preview", "--refresh", "--diff")
    assert seen.code == 0, str(seen)
    assert "multiAz" in seen.output, seen
    mended = reference.run("up", "--yes", "--refresh", "--skip-preview")
    assert mended.code == 0, str(mended)
    (again,) = rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"]
    assert again["MultiAZ"] is True


def test_a_failover_of_the_database_is_no_change(
    reference: Project, aws: Callable[[str], Any]
) -> None:
    """A failover swaps the zone, and neither refresh nor preview has anything to do."""
    endpoint = reference.outputs()["database_endpoint"].partition(":")[0]
    rds = aws("rds")
    (database,) = (
        d
        for d in rds.describe_db_instances()["DBInstances"]
        if d["Endpoint"]["Address"] == endpoint
    )
    name = database["DBInstanceIdentifier"]
    rds.reboot_db_instance(DBInstanceIdentifier=name, ForceFailover=True)
    (swapped,) = rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"]
    assert swapped["AvailabilityZone"] != database["AvailabilityZone"]
    outcome = reference.run("preview", "--refresh", "--expect-no-changes")
    assert outcome.code == 0, str(outcome)


def test_an_edited_start_script_reaches_the_groups(
    reference: Project, aws: Callable[..., Any]
) -> None:
    """User data is changed in place: a new template version, launched in both Regions."""
    reference.edit("Restart=always", "Restart=on-failure", "instance_start.py")
    outcome = reference.run("up", "--yes", "--skip-preview")
    assert outcome.code == 0, str(outcome)
    assert outcome.summary.keys() == {"updated", "unchanged"}, outcome
    templates = {
        r["outputs"]["id"]: r["outputs"]["latestVersion"]
        for r in reference.export()
        if r["type"] == "aws:ec2/launchTemplate:LaunchTemplate"
    }
    assert set(templates.values()) == {2}
    groups = [
        group
        for region in ("us-east-1", "us-west-2")
        for group in aws("autoscaling", region).describe_auto_scaling_groups()["AutoScalingGroups"]
    ]
    launching = {
        g["LaunchTemplate"]["LaunchTemplateId"]: g["LaunchTemplate"]["Version"]
        for g in groups
        if g.get("LaunchTemplate", {}).get("LaunchTemplateId") in templates
    }
    assert launching == dict.fromkeys(templates, "2")


@pytest.mark.requirement("B2")
def test_an_edited_objective_moves_the_schedule_and_nothing_unrelated(
    reference: Project,
) -> None:
    """One capability's RPO goes from 24 h to 5 min in the file: copies become hourly."""
    (file,) = reference.folder.rglob("plan.yaml")
    published = file.read_text(encoding="utf-8")
    plan = yaml.safe_load(published)
    service = plan["services"]["clinic"]
    # The published schedule is taken out of the plan, so that it follows from the objectives.
    del service["stores"]["workspace"]["protection"]
    del plan["commitments"]
    for capability in plan["capabilities"].values():
        del capability["impact"]["data_loss"]
        capability["objectives"] = {
            "data_corruption": {"rpo": "24 h", "reason": "A day can be typed in again"}
        }
    try:
        file.write_text(yaml.safe_dump(plan, sort_keys=False), encoding="utf-8")
        daily = _previewed(reference)
        plan["capabilities"]["records"]["objectives"]["data_corruption"]["rpo"] = "5 min"
        file.write_text(yaml.safe_dump(plan, sort_keys=False), encoding="utf-8")
        prompt = _previewed(reference)
    finally:
        file.write_text(published, encoding="utf-8")
    assert prompt.keys() == daily.keys()
    changed = [urn for urn, inputs in prompt.items() if inputs != daily[urn]]
    kinds = [urn.split("::")[2].rpartition("$")[2] for urn in changed]
    # The schedule of the home, and that of the recovery Region.
    assert sorted(kinds) == sorted(["pods:index:ContinuityPlan", _SCHEDULE, _SCHEDULE])
    (home,) = (urn for urn in changed if urn.endswith(_AT_HOME))
    (before,) = daily[home]["policyDetails"]["schedules"]
    (after,) = prompt[home]["policyDetails"]["schedules"]
    assert before["createRule"]["interval"] == 12
    hourly = {**before["createRule"], "interval": 1}
    assert after == {**before, "name": "every-1-hours", "createRule": hourly}


def _previewed(project: Project) -> dict[str, dict[str, Any]]:
    """Return what each resource would be given; nothing may be replaced for it."""
    preview = project.run("preview", "--json", "--show-sames")
    assert preview.code == 0, str(preview)
    steps = json.loads(preview.output[preview.output.index("{\n") :])["steps"]
    assert {step["op"] for step in steps} <= {"same", "update"}
    return {step["urn"]: step["newState"].get("inputs", {}) for step in steps}
