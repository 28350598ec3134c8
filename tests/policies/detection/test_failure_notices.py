"""Cases of BC-MON-004."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-MON-004"
ARN = "arn:aws:sns:us-east-1:111122223333:alerts"
VAULT = Declared("aws:backup/vault:Vault", "vault", {"name": "clinic-vault"})
FAR = Declared("aws:backup/vault:Vault", "far", {"name": "far-vault", "region": "us-west-2"})
BY_NAME = Declared(
    "aws:backup/plan:Plan", "nightly", {"rules": [{"targetVaultName": "clinic-vault"}]}
)
BY_DEPENDENCY = Declared(
    "aws:backup/plan:Plan",
    "nightly",
    {"region": "us-east-1", "rules": [{"targetVaultName": UNKNOWN, "copyActions": [{}]}]},
    uses={"rules": [VAULT, FAR]},
)
AT_HOME = Declared(VAULT.type, "vault", {"name": UNKNOWN, "region": "us-east-1"})
ALL = ["BACKUP_JOB_COMPLETED", "COPY_JOB_FAILED", "RESTORE_JOB_COMPLETED"]


def notice(events: Any, vault: Declared | None = None, **said: Any) -> Declared:
    """Return notifications of a vault, by name or by dependency."""
    properties = {
        "backupVaultName": "clinic-vault" if vault is None else UNKNOWN,
        "backupVaultEvents": events,
        "snsTopicArn": ARN,
        **said,
    }
    uses = {} if vault is None else {"backupVaultName": [vault]}
    return Declared(
        "aws:backup/vaultNotifications:VaultNotifications", "told", properties, uses=uses
    )


def event_rule(pattern: Any, *of: Declared, **said: Any) -> Declared:
    """Return an event rule with a pattern, perhaps made from resources."""
    text = pattern if pattern == UNKNOWN else json.dumps(pattern)
    return Declared(
        "aws:cloudwatch/eventRule:EventRule",
        "failures",
        {"name": "failures", "eventPattern": text, **said},
        uses={"eventPattern": of} if of else {},
    )


TARGET = Declared(
    "aws:cloudwatch/eventTarget:EventTarget", "failures", {"rule": "failures", "arn": ARN}
)
JOBS = {"source": ["aws.backup"], "detail": {"state": ["FAILED", {"prefix": "ABOR"}]}}
DONE = {"source": ["aws.backup"], "detail": {"state": ["COMPLETED"], "status": ["COMPLETED"]}}
JOB = "backup or copy or restore"
TOPIC = Declared("aws:sns/topic:Topic", "alerts")


def counted(job: str, actions: Any, *topics: Declared) -> Declared:
    """Return an alarm on the number of failed jobs."""
    return Declared(
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        f"failed-{job}",
        {"metricName": f"NumberOf{job}JobsFailed", "alarmActions": actions},
        uses={"alarmActions": topics} if topics else {},
    )


COUNTED = [counted("Copy", [ARN]), counted("Restore", [UNKNOWN], TOPIC)]
NOBODY = f"vault: nobody is told of a failed {JOB} job"

DATABASE = Declared("aws:rds/instance:Instance", "db", {"identifier": "clinic"})
CLUSTER = Declared("aws:rds/cluster:Cluster", "aurora", {"clusterIdentifier": "clinic"})
FOLLOWER = Declared(DATABASE.type, "copy", {"replicateSourceDb": "clinic"})
WEAK = Declared(DATABASE.type, "weak", {"tags": {"pods:tier": "3"}})
UNTOLD = "db: nobody is told of its failure and failover"


def events(of: Any = None, *uses: Declared, **said: Any) -> Declared:
    """Return a subscription to the events of databases."""
    properties = {"snsTopic": ARN, "sourceIds": of, **said}
    sources = {"sourceIds": uses} if uses else {}
    kind = "aws:rds/eventSubscription:EventSubscription"
    return Declared(kind, "watch", properties, uses=sources)


def rds(**detail: Any) -> dict[str, Any]:
    """Return a pattern for events of instances."""
    return {"source": ["aws.rds"], "detail-type": ["RDS DB Instance Event"], "detail": detail}


CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: notifications, by name", [VAULT, BY_NAME, notice(ALL)], []),
    ("pass: notifications, by dependency", [VAULT, BY_NAME, notice(ALL, VAULT)], []),
    ("pass: an event rule", [VAULT, BY_NAME, event_rule(JOBS), TARGET], []),
    (
        "pass: a text that is made from the vault",
        [VAULT, BY_NAME, event_rule(UNKNOWN, VAULT), TARGET],
        [],
    ),
    (
        "pass: a copy is told where it starts",
        [AT_HOME, FAR, BY_DEPENDENCY, notice(ALL, AT_HOME)],
        [],
    ),
    ("pass: all events of all databases", [DATABASE, CLUSTER, events()], []),
    (
        "pass: by identifier",
        [
            DATABASE,
            events(["clinic"], sourceType="db-instance", eventCategories=["failover", "failure"]),
        ],
        [],
    ),
    ("pass: by dependency", [CLUSTER, events([UNKNOWN], CLUSTER, sourceType="db-cluster")], []),
    ("pass: by event rule", [DATABASE, event_rule(rds()), TARGET], []),
    ("fail: events that are none", [VAULT, BY_NAME, notice([{}, [], 5])], [NOBODY]),
    (
        "pass: alarms on what failed, by ARN and by dependency",
        [VAULT, BY_NAME, TOPIC, *COUNTED, counted("Backup", UNKNOWN)],
        [],
    ),
    (
        "fail: an alarm that tells nobody",
        [VAULT, BY_NAME, TOPIC, *COUNTED, counted("Backup", [])],
        ["vault: nobody is told of a failed backup job"],
    ),
    ("fail: no target", [VAULT, BY_NAME, event_rule(JOBS)], [NOBODY]),
    (
        "fail: switched off",
        [VAULT, BY_NAME, event_rule(JOBS, state="DISABLED"), TARGET],
        [NOBODY],
    ),
    ("fail: only what went well", [VAULT, BY_NAME, event_rule(DONE), TARGET], [NOBODY]),
    (
        "fail: no pattern at all",
        [VAULT, BY_NAME, event_rule("{"), TARGET],
        [NOBODY],
    ),
    ("fail: of another vault", [VAULT, FAR, BY_NAME, notice(ALL, FAR)], [NOBODY]),
    (
        "fail: another category",
        [DATABASE, events(eventCategories=["failure", "maintenance"])],
        [UNTOLD],
    ),
    ("fail: of another kind", [DATABASE, events(sourceType="db-cluster")], [UNTOLD]),
    ("fail: of another database", [DATABASE, events(["orders"])], [UNTOLD]),
    ("fail: not enabled", [DATABASE, events(enabled=False)], [UNTOLD]),
    (
        "fail: an event rule for another",
        [DATABASE, event_rule(rds(SourceIdentifier=["orders"])), TARGET],
        [UNTOLD],
    ),
    (
        "boundary: two of three",
        [VAULT, BY_NAME, notice(ALL[:2])],
        ["vault: nobody is told of a failed restore job"],
    ),
    (
        "boundary: failover without failure",
        [DATABASE, events(eventCategories=["failover"])],
        [UNTOLD],
    ),
    ("absent: everything", [VAULT, BY_NAME, DATABASE], [NOBODY, UNTOLD]),
    ("absent: the topic", [DATABASE, events(snsTopic=None)], [UNTOLD]),
    (
        "unknown: the events",
        [VAULT, BY_NAME, notice(UNKNOWN)],
        [f"undecided: vault: whether a failed {JOB} job is told is not known before the update"],
    ),
    (
        "unknown: the categories",
        [DATABASE, events(eventCategories=UNKNOWN)],
        ["undecided: db: whether its failover is told is not known before the update"],
    ),
    (
        "unknown: the pattern",
        [DATABASE, event_rule(UNKNOWN), TARGET],
        ["undecided: db: whether its failover is told is not known before the update"],
    ),
    ("not applicable: nothing", [], ["n/a: no backup vault or RDS database in this stack"]),
    ("not applicable: no jobs", [VAULT], ["n/a: no backup plan of this stack runs jobs into it"]),
    ("not applicable: a weak tier", [WEAK], ["n/a: it is of tier 3"]),
    (
        "not applicable: a replica",
        [FOLLOWER],
        ["n/a: it follows a database whose events are told"],
    ),
]


@pytest.mark.requirement("B4", "D8")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_failure_that_nobody_is_told_of_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Each filled vault and each database tells of its failures."""
    assert case
    assert judge(RULE, *stack) == expected
