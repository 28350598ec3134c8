"""What the products keep since their home Region may be lost, and their account entered."""

import base64
import json
from typing import Any

import pytest

from tests.components.recording import Recorded, Recording
from tests.stacks.test_stacks import recorded

AWAY = "us-west-2"
GROUP = "aws:autoscaling/group:Group"
TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
RECORD = "aws:route53/record:Record"


@pytest.fixture(scope="module")
def reference() -> Recording:
    """Return the reference product."""
    return recorded("reference")


@pytest.fixture(scope="module")
def handbook() -> Recording:
    """Return the handbook."""
    return recorded("handbook")


@pytest.fixture(scope="module")
def storefront() -> Recording:
    """Return the storefront."""
    return recorded("storefront")


def away(recording: Recording, token: str) -> list[Recorded]:
    """Return the resources of a type that lie in the recovery Region."""
    return [
        each
        for each in recording.resources
        if each.type == token and each.inputs.get("region") == AWAY
    ]


def only_rule(recording: Recording, plan: str) -> dict[str, Any]:
    """Return the one rule of a backup plan."""
    (rule,) = recording.inputs("aws:backup/plan:Plan", plan)["rules"]
    found: dict[str, Any] = rule
    return found


@pytest.mark.requirement("B4", "B10")
def test_copies_lie_where_no_single_loss_reaches_them(reference: Recording) -> None:
    """Each hour a copy lands at home, in the recovery Region, and in a vault without a way in."""
    rule = only_rule(reference, "clinic-backups-snapshots")
    vaults = [each["destinationVaultArn"].rpartition(":")[2] for each in rule["copyActions"]]
    assert vaults == [
        "vault/clinic-backups-copies",
        "logicallyAirGappedVault/clinic-backups-air-gap",
    ]
    assert rule["ruleName"] == "every-1-hours"
    assert rule["startWindow"] == 60
    named = reference.inputs("aws:backup/selection:Selection", "clinic-backups-snapshots-named")
    assert [arn.rpartition(":")[2] for arn in named["resources"]] == [
        "instance/clinic-database-postgres",
        "bucket/clinic-store-objects",
    ]


@pytest.mark.requirement("B10")
def test_nobody_shortens_or_deletes_a_copy(reference: Recording) -> None:
    """Every vault is locked, and its policy refuses deletion to all but one role."""
    locks = reference.all_of("aws:backup/vaultLockConfiguration:VaultLockConfiguration")
    policies = reference.all_of("aws:backup/vaultPolicy:VaultPolicy")
    vaults = set(reference.all_of("aws:backup/vault:Vault"))
    assert (
        vaults == set(locks) == set(policies) == {"clinic-backups-vault", "clinic-backups-copies"}
    )
    for each in policies.values():
        (statement,) = json.loads(each.inputs["policy"])["Statement"]
        assert (statement["Effect"], statement["Principal"]) == ("Deny", "*")
        assert "backup:DeleteRecoveryPoint" in statement["Action"]
        (allowed,) = statement["Condition"]["ArnNotLike"]["aws:PrincipalArn"]
        assert allowed == "arn:*:iam::*:role/clinic-backups-break-glass-0a1b2c3"
    assert all(each.inputs["minRetentionDays"] == 7 for each in locks.values())
    assert all(each.protect for each in locks.values())


@pytest.mark.requirement("B4")
def test_restores_are_tried_each_week(reference: Recording) -> None:
    """A copy of the last week becomes a database behind a group that admits nobody."""
    plan = reference.inputs("aws:backup/restoreTestingPlan:RestoreTestingPlan")
    assert plan["scheduleExpression"] == "cron(30 13 ? * TUE *)"
    assert plan["recoveryPointSelection"]["selectionWindowDays"] == 7
    selections = reference.all_of("aws:backup/restoreTestingSelection:RestoreTestingSelection")
    tried = {each.inputs["protectedResourceType"]: each.inputs for each in selections.values()}
    assert tried.keys() == {"RDS", "S3"}
    overrides = tried["RDS"]["restoreMetadataOverrides"]
    assert json.loads(overrides["vpcSecurityGroupIds"]) == ["clinic-restored-id"]
    assert not [
        name
        for name, each in reference.all_of(
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
        ).items()
        if each.inputs["securityGroupId"] == "clinic-restored-id"
    ]


@pytest.mark.requirement("D8")
def test_canaries_of_two_continents_look_each_minute(reference: Recording) -> None:
    """Neither runs in the Region that it looks at, and each one's silence is an alarm there."""
    canaries = reference.all_of("aws:synthetics/canary:Canary").values()
    assert {each.inputs["region"] for each in canaries} == {"us-west-2", "eu-west-1"}
    assert {each.inputs["schedule"]["expression"] for each in canaries} == {"rate(1 minute)"}
    assert all(each.inputs["startCanary"] for each in canaries)
    alarms = reference.all_of("aws:cloudwatch/metricAlarm:MetricAlarm")
    for region in ("us-west-2", "eu-west-1"):
        alarm = alarms[f"clinic-probes-{region}-sight"].inputs
        assert (alarm["region"], alarm["treatMissingData"]) == (region, "breaching")
        assert alarm["alarmActions"] != []


@pytest.mark.requirement("D1", "A10")
def test_the_handbook_loses_little_with_its_home_region(handbook: Recording) -> None:
    """Its database is copied as it is written, its documents within 15 minutes."""
    copies = {each.name: each.inputs for each in away(handbook, "aws:rds/instance:Instance")}
    copy = copies["handbook-recovery-database-postgres"]
    assert copy["multiAz"] is True
    assert copy["replicateSourceDb"].endswith("instance/handbook-database-postgres")
    (rule,) = handbook.inputs("aws:s3/bucketReplicationConfig:BucketReplicationConfig")["rules"]
    assert rule["destination"]["replicationTime"] == {"status": "Enabled", "time": {"minutes": 15}}
    groups = {each.name: each.inputs for each in away(handbook, GROUP)}
    assert {name: each["maxSize"] for name, each in groups.items()} == {
        "handbook-recovery-primary-group": 3,
        "handbook-recovery-secondary-group": 3,
    }


@pytest.mark.requirement("D6", "D7")
@pytest.mark.parametrize("role", ["primary", "secondary"])
def test_a_deployment_makes_the_recovery_region_as_it_makes_home(
    handbook: Recording, role: str
) -> None:
    """One `up` starts both from one description; only where they are, and their data, differs."""
    templates = {name: each.inputs for name, each in handbook.all_of(TEMPLATE).items()}
    here = templates[f"handbook-{role}-instance"]
    there = templates[f"handbook-recovery-{role}-instance"]
    of_the_place = {
        "region",
        "tags",
        "tagSpecifications",
        "iamInstanceProfile",
        "vpcSecurityGroupIds",
        "userData",
    }
    assert {key: here[key] for key in here if key not in of_the_place} == {
        key: there[key] for key in there if key not in of_the_place
    }
    assert len(set(here) - of_the_place) >= 6
    assert (
        settings(here) == settings(there) == ["BUCKET", "DATABASE_ENDPOINT", "DATABASE_SECRET_ARN"]
    )


def settings(template: dict[str, Any]) -> list[str]:
    """Return the names that an instance is told of as it starts."""
    script = base64.b64decode(template["userData"]).decode()
    return [
        line.partition("=")[0] for line in script.splitlines() if line[:1].isupper() and "=" in line
    ]


@pytest.mark.requirement("D6")
def test_both_regions_are_made_by_the_same_components(handbook: Recording) -> None:
    """No part of the recovery Region has code of its own that only a disaster would run."""
    kinds: dict[bool, set[str]] = {True: set(), False: set()}
    for each in handbook.resources:
        if each.type.startswith("pods:"):
            kinds["-recovery" in each.name].add(each.type.rpartition(":")[2])
    assert kinds[True] == {
        *("Alerts", "DatabaseReplica", "Network", "Pod", "SnapshotSchedule"),
    }
    # The copy of the database is the one part that home has not: home has what it is a copy of.
    assert kinds[True] - kinds[False] == {"DatabaseReplica"}


@pytest.mark.requirement("C2")
def test_the_storefront_is_restored_elsewhere_within_a_day(storefront: Recording) -> None:
    """A place that is new, closed and watched is there, copies of 12 h arrive, and names move."""
    assert [each.name for each in away(storefront, "aws:rds/instance:Instance")] == []
    rule = only_rule(storefront, "storefront-backups-snapshots")
    assert rule["ruleName"] == "every-12-hours"
    assert [each.name for each in away(storefront, "aws:backup/vault:Vault")] == [
        "storefront-backups-copies"
    ]
    groups = {each.name: each.inputs for each in away(storefront, GROUP)}
    assert {each["minSize"] for each in groups.values()} == {0}
    assert {each["maxSize"] for each in groups.values()} == {8}
    secured = {
        each.name for each in away(storefront, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")
    }
    assert secured == {"storefront-recovery-network-unused"}
    logged = {each.name for each in away(storefront, "aws:cloudwatch/logGroup:LogGroup")}
    assert logged == {"storefront-recovery-network-flow"}
    alarms = {each.name for each in away(storefront, "aws:cloudwatch/metricAlarm:MetricAlarm")}
    assert "storefront-recovery-primary-unhealthy" in alarms
    moved = storefront.inputs(RECORD, "storefront-regions-elsewhere")
    assert moved["failoverRoutingPolicies"] == [{"type": "SECONDARY"}]
    assert moved["name"] == storefront.inputs(RECORD, "storefront-regions-home")["name"]
    there = storefront.inputs(RECORD, "storefront-regions-recovery")
    assert moved["aliases"][0]["name"] == there["name"]
    told = away(storefront, "aws:sns/topicSubscription:TopicSubscription")
    assert sorted(each.inputs["protocol"] for each in told) == ["email", "sms"]
