"""What reaches a resource, and where its backups go."""

import gc
from collections.abc import Mapping
from math import inf
from typing import Any
from weakref import ref

import pytest

from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.backups.backup_paths import BackupPath, paths_of
from pods_policies.relations.backups.backup_targets import matches
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.schedules.run_times import RunTimes

VAULT = "aws:backup/vault:Vault"
AIR_GAP = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"
HOME, AWAY = {"region": "us-east-1"}, {"region": "us-west-2"}


def made(
    kind: str,
    name: str,
    properties: Mapping[str, Any] | None = None,
    *,
    outputs: Mapping[str, Any] | None = None,
    provider: Mapping[str, Any] | None = None,
    **depends: Resource | list[Resource],
) -> Resource:
    """Make a resource; keywords name the resources that its properties come from."""
    given = properties or {}
    sources = {
        prop: tuple(each.urn for each in (one if isinstance(one, list) else [one]))
        for prop, one in depends.items()
    }
    return Resource(
        urn=f"urn:pulumi:test::test::{kind}::{name}",
        type=kind,
        name=name,
        inputs=given,
        outputs={**given, **(outputs or {})},
        depends=sources,
        provider=provider or {},
    )


def plan(made_of: list[dict[str, Any]], **others: Any) -> Resource:
    """Make a plan in the home Region."""
    return made("aws:backup/plan:Plan", "plan", {"rules": made_of, **HOME}, **others)


def taking(one: Resource, of: Resource) -> Resource:
    """Make a selection that takes a resource by reference."""
    properties = {"planId": UNKNOWN, "resources": [UNKNOWN]}
    return made("aws:backup/selection:Selection", "s", properties, planId=of, resources=one)


def only(stack: list[Resource], one: Resource) -> BackupPath:
    """Return the only path of a resource."""
    (path,) = paths_of(Stack(stack), one)
    return path


TABLE = made("aws:dynamodb/table:Table", "visits", {"name": "visits", **HOME})
STORE = made(VAULT, "store", {"name": "store", **HOME})
SECOND = made(VAULT, "second", {"name": "second", **HOME})
COPIES = made(VAULT, "copies", {"name": "copies", **AWAY})
GAP = made(AIR_GAP, "gap", {"name": "gap", **AWAY})
POINT = {"schedule": "cron(0 5 * * ? *)", "targetVaultName": UNKNOWN, "startWindow": 60}
COPY = {"destinationVaultArn": UNKNOWN, "lifecycle": {"deleteAfter": 90}}


def test_before_the_update_the_vault_at_home_is_the_target_and_the_rest_are_copies() -> None:
    """The vaults are known together only: by their Region and kind each gets its place."""
    one = plan([{**POINT, "copyActions": [COPY, COPY]}], rules=[GAP, COPIES, STORE])
    path = only([TABLE, STORE, COPIES, GAP, one, taking(TABLE, one)], TABLE)
    assert path.vault.certain == (STORE,)
    assert sorted(copy.vault.certain[0].name for copy in path.copies) == ["copies", "gap"]
    assert {(copy.region, copy.account, copy.kept_days) for copy in path.copies} == {
        ("us-west-2", ABSENT, 90)
    }


def test_which_of_two_copies_lives_longer_is_left_open() -> None:
    """Where their lifecycles differ it matters which is which."""
    short = {**COPY, "lifecycle": {"deleteAfter": 7}}
    one = plan([{**POINT, "copyActions": [COPY, short]}], rules=[GAP, COPIES, STORE])
    path = only([TABLE, STORE, COPIES, GAP, one, taking(TABLE, one)], TABLE)
    assert [copy.vault.certain for copy in path.copies] == [(), ()]
    assert {each.name for each in path.copies[0].vault.possible} == {"copies", "gap"}
    assert path.copies[0].region == "us-west-2"


def test_two_vaults_at_home_are_both_possible() -> None:
    """Nothing tells them apart."""
    one = plan([POINT], rules=[STORE, SECOND])
    path = only([TABLE, STORE, SECOND, one, taking(TABLE, one)], TABLE)
    assert path.vault.certain == ()
    assert {each.name for each in path.vault.possible} == {"store", "second"}


def test_after_the_update_names_and_arns_tell_the_same() -> None:
    """No dependencies: ids, ARNs and names only."""
    arn = "arn:aws:backup:us-west-2:111111111111:backup-vault:copies"
    table_arn = "arn:aws:dynamodb:us-east-1:111111111111:table/visits"
    table = made(TABLE.type, "visits", TABLE.inputs, outputs={"arn": table_arn})
    copies = made(VAULT, "copies", COPIES.inputs, outputs={"arn": arn})
    action = {"destinationVaultArn": arn, "lifecycle": {"deleteAfter": 90}}
    one = plan(
        [{**POINT, "targetVaultName": "store", "copyActions": [action]}],
        outputs={"id": "p-1", "arn": "arn:aws:backup:us-east-1:111111111111:backup-plan:p-1"},
    )
    chosen = made(
        "aws:backup/selection:Selection", "s", {"planId": "p-1", "resources": [table_arn]}
    )
    path = only([table, STORE, copies, one, chosen], table)
    assert path.reaches is True
    assert path.vault.certain == (STORE,)
    (copy,) = path.copies
    assert (copy.vault.certain, copy.region, copy.account) == ((copies,), "us-west-2", ABSENT)


def test_a_copy_into_another_account_names_it() -> None:
    """The vault's ARN says whose it is."""
    arn = "arn:aws:backup:us-west-2:222222222222:backup-vault:elsewhere"
    one = plan(
        [{**POINT, "copyActions": [{"destinationVaultArn": arn}], "lifecycle": {"deleteAfter": 9}}],
        rules=[STORE],
    )
    (copy,) = only([TABLE, STORE, one, taking(TABLE, one)], TABLE).copies
    assert (copy.vault.elsewhere, copy.region) == ((arn,), "us-west-2")
    assert (copy.account, copy.kept_days) == ("222222222222", 9)


def test_a_vault_of_another_provider_may_be_in_another_account() -> None:
    """Other credentials may be another account's."""
    role = {"assumeRoles": [{"roleArn": "arn:aws:iam::222222222222:role/backup"}]}
    foreign = made(VAULT, "foreign", {"name": "foreign", **AWAY}, provider=role)
    one = plan([{**POINT, "copyActions": [COPY]}], rules=[STORE, foreign])
    (copy,) = only([TABLE, STORE, foreign, one, taking(TABLE, one)], TABLE).copies
    assert (copy.vault.certain, copy.account) == ((foreign,), UNKNOWN)


def test_a_plan_of_another_stack_reaches_and_says_no_more() -> None:
    """Its id is all there is."""
    chosen = made(
        "aws:backup/selection:Selection",
        "s",
        {"planId": "p-9", "resources": [UNKNOWN]},
        resources=TABLE,
    )
    path = only([TABLE, chosen], TABLE)
    assert (path.reaches, path.source, path.runs) == (True, chosen, UNKNOWN)


def test_a_rule_into_an_air_gapped_vault_copies_there() -> None:
    """The vault that nobody can empty is one more place."""
    rule = {**POINT, "targetVaultName": "store", "lifecycle": {"deleteAfter": 30}}
    rule["targetLogicallyAirGappedBackupVaultArn"] = UNKNOWN
    one = plan([rule], rules=[GAP])
    path = only([TABLE, STORE, GAP, one, taking(TABLE, one)], TABLE)
    assert path.vault.certain == (STORE,)
    assert [(copy.vault.certain, copy.kept_days) for copy in path.copies] == [((GAP,), 30)]


def test_continuous_backups_are_of_what_aws_backup_keeps_whole() -> None:
    """A table is snapshotted all the same."""
    bucket = made("aws:s3/bucket:Bucket", "files", HOME)
    one = plan([{**POINT, "enableContinuousBackup": True}], rules=[STORE])
    assert only([bucket, STORE, one, taking(bucket, one)], bucket).continuous is True
    assert only([TABLE, STORE, one, taking(TABLE, one)], TABLE).continuous is False


def test_runs_in_the_windows_of_a_database_do_not_count() -> None:
    """From an hour before a window RDS lets no other backup begin."""
    windows = {"backupWindow": "07:20-09:20", "maintenanceWindow": "sun:10:00-sun:11:00"}
    base = made("aws:rds/instance:Instance", "db", {**windows, **HOME})
    one = plan([{**POINT, "schedule": "cron(15 * * * ? *)"}], rules=[STORE])
    path = only([base, STORE, one, taking(base, one)], base)
    assert isinstance(path.runs, RunTimes)
    week = [minute for minute in path.runs.minutes if 2 * 1440 <= minute < 4 * 1440]
    sunday = [minute // 60 - 48 for minute in week if minute < 3 * 1440]
    monday = [minute // 60 - 72 for minute in week if minute >= 3 * 1440]
    assert monday == [*range(6), *range(10, 24)]
    assert sunday == [*range(6), *range(11, 24)]


@pytest.mark.parametrize(
    ("minute", "runs"),
    [("19 5", 400), ("20 5", 0), ("0 8", 0), ("19 9", 0), ("20 9", 400)],
)
def test_the_last_and_the_first_minute_around_a_window(minute: str, runs: int) -> None:
    """A job that may begin as the hour before the window does is stopped; at its end it is not."""
    base = made("aws:rds/instance:Instance", "db", {"backupWindow": "07:20-09:20", **HOME})
    one = plan([{**POINT, "schedule": f"cron({minute} * * ? *)"}], rules=[STORE])
    path = only([base, STORE, one, taking(base, one)], base)
    assert isinstance(path.runs, RunTimes)
    assert len(path.runs.minutes) == runs


def test_snapshot_policies_copy_into_other_regions() -> None:
    """A copy without a retention of its own stays."""
    copies = [
        {"target": "us-west-2", "retainRule": {"interval": 1, "intervalUnit": "MONTHS"}},
        {"target": "eu-west-1"},
    ]
    details = {
        "resourceTypes": ["VOLUME"],
        "targetTags": {"a": "b"},
        "schedules": [
            {
                "createRule": {"interval": 12, "times": "01:40"},
                "retainRule": {"count": 10},
                "crossRegionCopyRules": copies,
            }
        ],
    }
    disk = made("aws:ebs/volume:Volume", "data", {"tags": {"a": "b"}, **HOME})
    policy = made(
        "aws:dlm/lifecyclePolicy:LifecyclePolicy", "p", {"policyDetails": details, **HOME}
    )
    path = only([disk, policy], disk)
    assert (path.kind, path.kept_days) == ("snapshot policy", 5)
    assert [(copy.region, copy.kept_days) for copy in path.copies] == [
        ("us-west-2", 30),
        ("eu-west-1", inf),
    ]


def test_automated_backups_and_their_replicas_elsewhere() -> None:
    """A daily snapshot in its window, every moment between, and the copy in another Region."""
    base = made(
        "aws:rds/instance:Instance",
        "db",
        {"backupRetentionPeriod": 35, "backupWindow": "07:20-09:20", **HOME},
    )
    away = made(
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
        "r",
        {"sourceDbInstanceArn": UNKNOWN, "retentionPeriod": 14, **AWAY},
        sourceDbInstanceArn=base,
    )
    path = only([base, away], base)
    assert (path.kind, path.continuous, path.kept_days) == ("automated backups", True, 35)
    assert isinstance(path.runs, RunTimes)
    assert path.runs.minutes[0] == 7 * 60 + 20
    assert [(copy.region, copy.kept_days) for copy in path.copies] == [("us-west-2", 14)]


@pytest.mark.parametrize(
    ("kind", "properties", "days"),
    [
        ("aws:rds/instance:Instance", {"backupRetentionPeriod": 0}, []),
        ("aws:rds/instance:Instance", {}, []),
        ("aws:rds/cluster:Cluster", {}, [1]),
        ("aws:docdb/cluster:Cluster", {"backupRetentionPeriod": 7}, [7]),
        ("aws:dynamodb/table:Table", {"pointInTimeRecovery": {"enabled": True}}, [35]),
        (
            "aws:dynamodb/table:Table",
            {"pointInTimeRecovery": {"enabled": True, "recoveryPeriodInDays": 5}},
            [5],
        ),
        ("aws:dynamodb/table:Table", {"pointInTimeRecovery": {"enabled": False}}, []),
        ("aws:fsx/ontapFileSystem:OntapFileSystem", {"automaticBackupRetentionDays": 30}, [30]),
        ("aws:fsx/ontapFileSystem:OntapFileSystem", {}, []),
        ("aws:s3/bucket:Bucket", {"versioning": {"enabled": True}}, []),
        ("aws:lambda/function:Function", {}, []),
    ],
)
def test_what_services_keep_themselves(
    kind: str, properties: dict[str, Any], days: list[int]
) -> None:
    """Defaults of the provider and of AWS count; versions are no backup."""
    one = made(kind, "one", properties)
    assert [path.kept_days for path in paths_of(Stack([one]), one)] == days


def test_what_was_read_of_a_stack_ends_with_it() -> None:
    """A pack that lives through many operations keeps nothing of them."""
    stack = Stack([TABLE])
    assert paths_of(stack, TABLE) == ()
    held = ref(stack)
    del stack
    gc.collect()
    assert held() is None


MATCHES = [
    ("*", "arn:\0:dynamodb:\0:\0:table/visits", True),
    ("arn:aws:dynamodb:*", "arn:\0:dynamodb:\0:\0:table/visits", True),
    ("arn:aws:dynamodb:*:*:table/*", "arn:\0:dynamodb:us-east-1:\0:table/visits", True),
    ("arn:aws:dynamodb:*:*:table/v*", "arn:\0:dynamodb:us-east-1:\0:table/\0", UNKNOWN),
    ("arn:aws:dynamodb:*:*:table/v*", "arn:\0:dynamodb:us-east-1:\0:table/letters", False),
    ("arn:aws:dynamodb:eu-*:*:table/*", "arn:\0:dynamodb:us-east-1:\0:table/visits", False),
    ("arn:aws:rds:*:*:cluster:*", "arn:\0:rds:us-east-1:\0:db:main", False),
    ("arn:aws:rds:*:*:cluster:*", "arn:\0:rds:us-east-1:\0:cluster:\0", True),
    ("arn:aws:s3:::*", "arn:\0:s3:::files", True),
    ("arn:aws:s3:::file?", "arn:\0:s3:::files", True),
    ("arn:aws:s3:::[files]", "arn:\0:s3:::f", False),
    ("arn:aws:ec2:*:volume/*", "arn:\0:ec2:us-east-1:\0:volume/\0", True),
    ("arn:aws:ec2:*:*:instance/i-1*", "arn:\0:ec2:us-east-1:\0:volume/\0", False),
]


@pytest.mark.parametrize(("pattern", "arn", "answer"), MATCHES)
def test_wildcards_match_arns_that_are_known_in_part(
    pattern: str, arn: str, answer: object
) -> None:
    """What stands in the open parts is left open, unless a wildcard takes whatever it is."""
    assert matches(pattern, arn) is answer
