"""Backups: vaults that nobody empties, what fills them, and who is told."""

import json
from datetime import date
from typing import Any

import pulumi
import pytest
from pulumi.runtime.mocks import MockResourceArgs

from pods.components import Backups
from pods.components.backup import clock
from pods.errors import TopologyError
from tests.components.recording import AnswersLikeAws, Recording, record

VAULT = "aws:backup/vault:Vault"
LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
POLICY = "aws:backup/vaultPolicy:VaultPolicy"
PLAN = "aws:backup/plan:Plan"
SELECTION = "aws:backup/selection:Selection"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
BUCKET = "arn:aws:s3:::clinic-objects"
DATABASE = "arn:aws:rds:us-east-1:111111111111:db:clinic"


def backups(config: dict[str, str] | None = None, **changes: Any) -> Recording:
    """Record backups with some args changed."""
    args: Any = {"region": "us-west-2", "resource_arns": [DATABASE], **changes}
    return record(lambda: Backups("keep", args), **(config or {}))


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Return the backups as they are by default."""
    return backups()


def policy(recording: Recording, name: str, token: str = ROLE_POLICY) -> list[dict[str, Any]]:
    """Return the statements of a recorded policy."""
    document = json.loads(recording.inputs(token, name)["policy"])
    statements: list[dict[str, Any]] = document["Statement"]
    return statements


@pytest.mark.requirement("B10")
def test_each_region_has_a_vault_with_a_key_of_its_own(recording: Recording) -> None:
    """The loss of one leaves the other with everything that its backups need."""
    assert set(recording.all_of(VAULT)) == {"keep-vault", "keep-copies"}
    assert "region" not in recording.inputs(VAULT, "keep-vault")
    assert recording.inputs(VAULT, "keep-copies")["region"] == "us-west-2"
    keys = recording.all_of("aws:kms/key:Key")
    assert keys["keep-copies-key"].inputs["region"] == "us-west-2"
    for role in ("vault", "copies"):
        vault = recording.all_of(VAULT)[f"keep-{role}"]
        assert vault.inputs["kmsKeyArn"].endswith(f"key/keep-{role}-key")
        assert (vault.inputs["forceDestroy"], vault.protect) == (False, True)
        key = keys[f"keep-{role}-key"]
        assert (key.inputs["enableKeyRotation"], key.inputs["deletionWindowInDays"]) == (True, 30)
        assert key.protect is True
        assert (vault.retain_on_delete, key.retain_on_delete) == (True, True)


@pytest.mark.requirement("B10")
@pytest.mark.parametrize("role", ["vault", "copies"])
def test_nobody_empties_a_vault_but_by_breaking_the_glass(recording: Recording, role: str) -> None:
    """Deletion, early ends, and the ways around the policy are all refused."""
    (statement,) = policy(recording, f"keep-{role}", POLICY)
    assert (statement["Effect"], statement["Principal"]) == ("Deny", "*")
    assert set(statement["Action"]) == {
        "backup:DeleteBackupVault",
        "backup:DeleteBackupVaultAccessPolicy",
        "backup:DeleteBackupVaultLockConfiguration",
        "backup:DeleteRecoveryPoint",
        "backup:DisassociateRecoveryPoint",
        "backup:PutBackupVaultAccessPolicy",
        "backup:PutBackupVaultLockConfiguration",
        "backup:UpdateRecoveryPointLifecycle",
    }
    assert statement["Condition"] == {
        "ArnNotLike": {"aws:PrincipalArn": ["arn:*:iam::*:role/keep-break-glass-0a1b2c3"]}
    }


def test_the_glass_is_broken_by_people_with_a_second_factor(recording: Recording) -> None:
    """No service and no workload takes the role on."""
    role = recording.inputs("aws:iam/role:Role", "keep-break-glass")
    (trust,) = json.loads(role["assumeRolePolicy"])["Statement"]
    assert trust["Principal"] == {"AWS": "arn:aws:iam::111111111111:root"}
    assert trust["Condition"] == {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    assert role["maxSessionDuration"] == 3600


def test_given_roles_take_the_place_of_the_components_own() -> None:
    """They alone are left out of the refusal."""
    given = "arn:aws:iam::111111111111:role/recovery-lead"
    recording = backups(break_glass_role_arns=[given])
    (statement,) = policy(recording, "keep-copies", POLICY)
    assert statement["Condition"] == {"ArnNotLike": {"aws:PrincipalArn": [given]}}
    assert "keep-break-glass" not in recording.all_of("aws:iam/role:Role")


def test_backups_that_are_taken_out_of_a_program_go_on_running() -> None:
    """Pulumi refuses before it deletes a plan, a policy, or the choice of what is backed up."""
    recording = backups(bucket_arns=[BUCKET], point_in_time=True)
    for token, names in {
        PLAN: {"keep-snapshots", "keep-continuous"},
        POLICY: {"keep-vault", "keep-copies"},
    }.items():
        assert {name: each.protect for name, each in recording.all_of(token).items()} == (
            dict.fromkeys(names, True)
        )
    (mark,) = recording.all_of("pods:backup:Running").values()
    assert mark.protect is True
    chosen = recording.all_of(SELECTION).values()
    assert len(chosen) == 4
    # None of its own: another bucket replaces a choice, which Pulumi refuses for a protected one.
    assert {each.protect for each in chosen} == {None}
    assert set(mark.dependencies) >= {each.name for each in chosen}


def test_a_stack_to_throw_away_can_end_itself() -> None:
    """Its policies can be taken off, and its vaults go with what they hold."""
    recording = backups({"protect": "false"})
    (statement,) = policy(recording, "keep-vault", POLICY)
    assert "backup:DeleteRecoveryPoint" in statement["Action"]
    assert "backup:DeleteBackupVaultAccessPolicy" not in statement["Action"]
    vault = recording.all_of(VAULT)["keep-vault"]
    assert (vault.inputs["forceDestroy"], vault.protect) == (True, None)
    protected = [each.name for each in recording.resources if each.protect]
    assert protected == []
    assert not any(each.retain_on_delete for each in recording.resources)


def test_a_governance_lock_is_never_final(recording: Recording) -> None:
    """It has no days after which nobody can change it."""
    for name in ("keep-vault", "keep-copies"):
        lock = recording.inputs(LOCK, name)
        assert lock["minRetentionDays"] == 7
        assert "changeableForDays" not in lock
    assert recording.inputs(LOCK, "keep-copies")["region"] == "us-west-2"


def test_what_a_vault_has_one_of_is_deleted_before_it_is_replaced() -> None:
    """Otherwise AWS would put the new lock over the old one, and then delete it."""
    recording = backups(alert_topic_arn="arn:aws:sns:us-east-1:111111111111:on-call")
    notifications = recording.all_of("aws:backup/vaultNotifications:VaultNotifications")
    locks = recording.all_of(LOCK)
    assert len(locks) == 2
    for each in [*locks.values(), *notifications.values()]:
        assert each.delete_before_replace is True
    assert {each.protect for each in locks.values()} == {True}


def test_a_lock_is_there_before_the_policy_that_refuses_another(recording: Recording) -> None:
    """The policy waits for it, and goes before it."""
    for name in ("keep-vault", "keep-copies"):
        made = recording.all_of(POLICY)[name]
        # The vault and its lock have one name.
        assert made.dependencies.count(name) == 2


@pytest.mark.requirement("B10")
def test_a_preview_shows_when_a_compliance_lock_is_final(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The date stands in a warning, counted from the day of the preview."""
    said: list[str] = []
    monkeypatch.setattr(pulumi.log, "warn", lambda message, **_: said.append(message))
    monkeypatch.setattr(clock, "today", lambda: date(2026, 3, 2))
    recording = backups(lock="compliance", compliance_lock_confirmed="keep", grace_days=5)
    assert recording.inputs(LOCK, "keep-vault")["changeableForDays"] == 5
    assert [each.partition(";")[0] for each in said] == [
        "keep: compliance lock: made today it is final on 2026-03-07"
    ]


def test_a_compliance_lock_for_another_name_is_refused() -> None:
    """What was confirmed for one product is not confirmed for another."""
    with pytest.raises(TopologyError, match="keep: compliance_lock_confirmed: 'clinic'; "):
        backups(lock="compliance", compliance_lock_confirmed="clinic")


@pytest.mark.requirement("A6", "D2")
def test_the_plan_takes_snapshots_and_copies_each() -> None:
    """Explicit hours, an hour to start in, and a copy in the other Region for as long."""
    recording = backups(
        interval_hours=12,
        retention_days=184,
        avoid_windows=["07:20-09:20", "sun:10:00-sun:11:00"],
    )
    (rule,) = recording.inputs(PLAN, "keep-snapshots")["rules"]
    assert rule["schedule"] == "cron(15 0,12 * * ? *)"
    assert (rule["startWindow"], rule["completionWindow"]) == (60, 10_080)
    assert rule["lifecycle"] == {"deleteAfter": 184}
    (copy,) = rule["copyActions"]
    assert copy["destinationVaultArn"].endswith("vault/keep-copies")
    assert copy["lifecycle"] == {"deleteAfter": 184}


def test_no_database_is_backed_up_continuously() -> None:
    """RDS owns its point-in-time recovery: the continuous plan chooses buckets, nothing else."""
    recording = backups(point_in_time=True, retention_days=184, bucket_arns=[BUCKET])
    (snapshots,) = recording.inputs(PLAN, "keep-snapshots")["rules"]
    (continuous,) = recording.inputs(PLAN, "keep-continuous")["rules"]
    assert snapshots["enableContinuousBackup"] is False
    assert continuous["enableContinuousBackup"] is True
    assert continuous["lifecycle"] == {"deleteAfter": 35}
    assert "copyActions" not in continuous
    named = recording.inputs(SELECTION, "keep-continuous-named")
    tagged = recording.inputs(SELECTION, "keep-continuous-tagged")
    assert (named["resources"], tagged["resources"]) == ([BUCKET], ["arn:aws:s3:::*"])
    actions = {action for each in policy(recording, "keep-backup") for action in each["Action"]}
    assert not actions & {"rds:ModifyDBInstance", "rds:ModifyDBCluster"}


def test_a_database_among_the_buckets_is_refused() -> None:
    """The one way in which AWS Backup would take its retention over."""
    with pytest.raises(TopologyError) as raised:
        backups(point_in_time=True, bucket_arns=[DATABASE])
    assert str(raised.value) == (
        f"keep: bucket_arns[0]: '{DATABASE}'; the ARN of a bucket is required, as only buckets "
        "are backed up continuously. "
        "Name it in resource_arns: a database keeps its own point-in-time recovery."
    )


def test_what_the_tag_finds_can_be_read_before_the_plan_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A preview knows the Region of a plan and not its ARN."""
    answer = AnswersLikeAws.new_resource

    def without_arn(self: AnswersLikeAws, args: MockResourceArgs) -> tuple[str, dict[str, Any]]:
        identity, outputs = answer(self, args)
        return identity, outputs | ({"arn": "", "region": "cn-north-1"} if args.typ == PLAN else {})

    monkeypatch.setattr(AnswersLikeAws, "new_resource", without_arn)
    tagged = backups(resource_types=["S3"]).inputs(SELECTION, "keep-snapshots-tagged")
    assert tagged["resources"] == ["arn:aws-cn:s3:::*"]


def test_what_is_named_and_what_is_tagged_is_chosen_once(recording: Recording) -> None:
    """The tag finds what the program forgot, and leaves what the program names."""
    assert recording.inputs(SELECTION, "keep-snapshots-named")["resources"] == [DATABASE]
    tagged = recording.inputs(SELECTION, "keep-snapshots-tagged")
    assert tagged["notResources"] == [DATABASE]
    assert tagged["resources"] == [
        "arn:aws:ec2:*:*:volume/*",
        "arn:aws:ec2:*:*:instance/*",
        "arn:aws:rds:*:*:db:*",
        "arn:aws:rds:*:*:cluster:*",
        "arn:aws:s3:::*",
    ]
    assert tagged["conditions"] == [
        {"stringEquals": [{"key": "aws:ResourceTag/pods:backup", "value": "keep"}]}
    ]


@pytest.mark.requirement("B10")
def test_the_role_deletes_only_what_aws_backup_made() -> None:
    """At the end of a retention; nothing that a person or another policy made."""
    recording = backups(resource_types=["EBS", "EC2", "RDS", "Aurora", "S3"])
    deleting = [
        each
        for each in policy(recording, "keep-backup")
        if any("Delete" in action or "Deregister" in action for action in each["Action"])
    ]
    for each in deleting:
        own_tag = each.get("Condition") == {
            "Null": {"aws:ResourceTag/aws:backup:source-resource": "false"}
        }
        own_name = all(
            ":awsbackup:" in arn or ":rule/AwsBackupManagedRule" in arn for arn in each["Resource"]
        )
        assert own_tag or own_name, each
    assert len(deleting) == 4


def test_a_role_may_do_what_its_types_need_and_no_more() -> None:
    """With buckets alone it knows no volume and no database."""
    recording = backups(resource_types=["S3"])
    actions = {action for each in policy(recording, "keep-backup") for action in each["Action"]}
    assert not {action for action in actions if action.startswith(("ec2:", "rds:"))}
    assert "s3:GetObjectVersion" in actions


@pytest.mark.requirement("B10")
def test_an_air_gapped_vault_takes_a_copy_of_each() -> None:
    """In the other Region, under AWS's own account, beside the copy of ours."""
    recording = backups(account=True)
    vault = recording.inputs("aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault")
    assert (vault["region"], vault["minRetentionDays"], vault["maxRetentionDays"]) == (
        "us-west-2",
        7,
        3650,
    )
    (rule,) = recording.inputs(PLAN, "keep-snapshots")["rules"]
    targets = [each["destinationVaultArn"].rpartition("/")[2] for each in rule["copyActions"]]
    assert targets == ["keep-copies", "keep-air-gap"]


def test_a_vault_of_another_account_takes_a_copy_of_each() -> None:
    """In place of an air-gapped one."""
    elsewhere = "arn:aws:backup:us-west-2:222222222222:backup-vault:central"
    recording = backups(account=True, account_vault_arn=elsewhere)
    assert not recording.all_of("aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault")
    (rule,) = recording.inputs(PLAN, "keep-snapshots")["rules"]
    assert rule["copyActions"][1]["destinationVaultArn"] == elsewhere


@pytest.mark.requirement("B4")
def test_restores_go_where_they_are_told() -> None:
    """Subnets and groups are always given, and a role of its own restores."""
    recording = backups(
        restore_tests={
            "resource_types": ["RDS", "EC2", "EBS", "S3"],
            "db_subnet_group_name": "apart",
            "security_group_ids": ["sg-1"],
            "subnet_id": "subnet-1",
            "availability_zone": "us-east-1a",
        }
    )
    plan = recording.inputs("aws:backup/restoreTestingPlan:RestoreTestingPlan")
    assert plan["name"] == "pods_test_keep_restores"
    assert (plan["scheduleExpression"], plan["startWindowHours"]) == ("cron(30 13 ? * TUE *)", 1)
    chosen = plan["recoveryPointSelection"]
    assert (chosen["algorithm"], chosen["selectionWindowDays"]) == ("LATEST_WITHIN_WINDOW", 7)
    assert chosen["includeVaults"][0].endswith("vault/keep-vault")
    selections = recording.all_of("aws:backup/restoreTestingSelection:RestoreTestingSelection")
    overrides = {
        each.inputs["protectedResourceType"]: each.inputs.get("restoreMetadataOverrides")
        for each in selections.values()
    }
    assert overrides == {
        "RDS": {
            "dbSubnetGroupName": "apart",
            "vpcSecurityGroupIds": '["sg-1"]',
            "multiAz": "false",
        },
        "EC2": {"subnetId": "subnet-1", "securityGroupIds": '["sg-1"]'},
        "EBS": {"availabilityZone": "us-east-1a"},
        "S3": {},
    }
    for each in selections.values():
        assert each.inputs["iamRoleArn"].endswith("role/keep-restore")
        assert each.inputs["protectedResourceArns"] == ["*"]
        assert each.inputs["validationWindowHours"] == 4


def test_the_role_that_restores_deletes_nothing() -> None:
    """What a test made goes by AWS Backup's own hand."""
    recording = backups(
        restore_tests={
            "resource_types": ["RDS", "EC2", "S3"],
            "db_subnet_group_name": "apart",
            "security_group_ids": ["sg-1"],
            "subnet_id": "subnet-1",
        }
    )
    actions = {action for each in policy(recording, "keep-restore") for action in each["Action"]}
    words = ("Delete", "Deregister", "Terminate", "Modify", "Stop")
    assert not {action for action in actions if any(word in action for word in words)}


def test_failures_are_told_and_successes_are_not() -> None:
    """By the vault where no job has a state, and by EventBridge for the jobs."""
    topic = "arn:aws:sns:us-east-1:111111111111:on-call"
    recording = backups(alert_topic_arn=topic)
    told = recording.inputs("aws:backup/vaultNotifications:VaultNotifications")
    assert told["snsTopicArn"] == topic
    assert told["backupVaultEvents"] == [
        "CONTINUOUS_BACKUP_INTERRUPTED",
        "COPY_JOB_FAILED",
        "S3_BACKUP_OBJECT_FAILED",
        "S3_RESTORE_OBJECT_FAILED",
    ]
    rule = recording.inputs("aws:cloudwatch/eventRule:EventRule")
    backup, copy, restore = json.loads(rule["eventPattern"])["detail"]["$or"]
    failed = ["ABORTED", "EXPIRED", "FAILED", "PARTIAL"]
    assert backup["state"] == copy["state"] == restore["status"] == failed
    assert backup["backupVaultArn"] == copy["sourceBackupVaultArn"]
    assert recording.inputs("aws:cloudwatch/eventTarget:EventTarget")["arn"] == topic


def test_the_audit_asks_for_the_plans_own_figures(recording: Recording) -> None:
    """Over what carries the tag; and it can be left out where AWS Config does not record."""
    framework = recording.inputs("aws:backup/framework:Framework")
    assert framework["name"] == "pods_test_keep_framework"
    assert len(framework["controls"]) == 9
    assert {json.dumps(each["scope"]) for each in framework["controls"]} == {
        '{"tags": {"pods:backup": "keep"}}'
    }
    assert not backups(audit=False).all_of("aws:backup/framework:Framework")


def test_reports_of_every_job_are_written_to_a_bucket() -> None:
    """Backups, copies, restores and controls, each day."""
    recording = backups(report_bucket="evidence")
    plans = recording.all_of("aws:backup/reportPlan:ReportPlan")
    templates = {each.inputs["reportSetting"]["reportTemplate"] for each in plans.values()}
    assert templates == {
        "BACKUP_JOB_REPORT",
        "COPY_JOB_REPORT",
        "RESTORE_JOB_REPORT",
        "CONTROL_COMPLIANCE_REPORT",
    }
    for each in plans.values():
        assert each.inputs["reportDeliveryChannel"] == {
            "s3BucketName": "evidence",
            "s3KeyPrefix": "keep",
            "formats": ["CSV", "JSON"],
        }
    without = backups(report_bucket="evidence", audit=False)
    assert len(without.all_of("aws:backup/reportPlan:ReportPlan")) == 3


def test_everything_belongs_to_the_component(recording: Recording) -> None:
    """Its name stands before that of each child."""
    children = [each for each in recording.resources if each.type != "pods:index:Backups"]
    assert {each.parent for each in children} == {"keep"}
    assert all(each.name.startswith("keep-") for each in children)


def test_what_is_wrong_is_said_at_once_and_nothing_is_made() -> None:
    """Figures and restore tests are refused together, in the component's own words."""
    with pytest.raises(TopologyError) as raised:
        backups(interval_hours=5, lock="firm", restore_tests={"every": "yearly"})
    assert [problem.subject for problem in raised.value.problems] == [
        "keep: lock",
        "keep: interval_hours",
        "keep: restore_tests.every",
        "keep: restore_tests.db_subnet_group_name",
        "keep: restore_tests.security_group_ids",
    ]


def test_copies_in_the_stacks_own_region_are_refused() -> None:
    """The Region is that of the stack's configuration."""

    def program() -> None:
        pulumi.runtime.set_config("aws:region", "us-west-2")
        Backups("keep", {"region": "us-west-2"})

    with pytest.raises(TopologyError, match="keep: region: us-west-2, the Region of the stack;"):
        record(program)
