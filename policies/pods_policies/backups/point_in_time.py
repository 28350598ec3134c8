"""BC-BKP-003: data whose objective is minutes can be restored to any point in time."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods.continuity.disruptions import Disruption
from pods_policies.clauses import BACKUPS
from pods_policies.reading import ABSENT, UNKNOWN, read
from pods_policies.relations.data.data_resources import (
    DATABASE,
    DATABASE_CLUSTERS,
    TABLE,
    is_replica,
)
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import objective_of
from pods_policies.requiring import Demand, all_kept, flag_must_be, must_be_at_least
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Kept, NotApplicable, Verdict

__all__ = ["POINT_IN_TIME", "PointInTimeSettings"]

TABLE_REPLICA: Final = "aws:dynamodb/tableReplica:TableReplica"
_TABLE_DAYS: Final = 35


class PointInTimeSettings(Settings):
    """Which data must be restorable to any point in time, and how far back."""

    within_seconds: int = Field(
        default=300,
        ge=0,
        description="The rule holds where no more than this may be lost when data is corrupted.",
    )
    days: int = Field(
        default=3, ge=1, le=35, description="Days back that any point in time can be restored."
    )


def _check(store: Resource, settings: PointInTimeSettings) -> Iterator[Verdict]:
    seconds = objective_of(store, settings, Disruption.DATA_CORRUPTION).rpo_seconds
    if is_replica(store):
        yield NotApplicable("a replica: its source is judged", store)
    elif seconds > settings.within_seconds:
        yield NotApplicable(f"{seconds // 60} minutes of its data may be lost", store)
    else:
        required = (
            f"an RPO of {seconds // 60} minutes needs point-in-time recovery for "
            f"{settings.days} days or more (A6, D3)"
        )
        yield from _judged(store, required, settings.days)


def _judged(store: Resource, required: str, days: int) -> Iterator[Verdict]:
    if store.type == TABLE:
        judged = (*_table(store, required, days), *_replicas(store, required))
        yield from all_kept(store, judged)
    elif store.type == TABLE_REPLICA:
        change = Change("pointInTimeRecovery", "True")
        demand = Demand(store, "pointInTimeRecovery", required, change)
        yield flag_must_be(demand, wanted=True, default=False)
    else:
        zero = "so there is no automated backup" if store.type == DATABASE else "which is one day"
        change = Change("backupRetentionPeriod", str(max(days, 35)))
        demand = Demand(store, "backupRetentionPeriod", required, change, absent=zero)
        default = 0 if store.type == DATABASE else 1
        yield must_be_at_least(demand, days, default=default)


def _table(table: Resource, required: str, days: int) -> Iterator[Verdict]:
    """Judge a table and each replica that it declares: the provider leaves recovery off there."""
    change = Change("pointInTimeRecovery", "", 'point_in_time_recovery={"enabled": True}')
    whole = table.declared("pointInTimeRecovery")
    demand = Demand(table, "pointInTimeRecovery", required, change)
    if whole is UNKNOWN:
        yield demand.unknown
    elif isinstance(whole, dict):
        yield from _switched_on(table, required, days)
    else:
        yield demand.unset if whole is ABSENT else demand.unreadable


def _switched_on(table: Resource, required: str, days: int) -> Iterator[Verdict]:
    path = "pointInTimeRecovery.enabled"
    demand = Demand(table, path, required, Change(path, "True"))
    enabled = table.declared("pointInTimeRecovery", "enabled")
    judged = flag_must_be(demand, wanted=True, default=False, value=enabled)
    if not isinstance(judged, Kept):
        yield judged
        return
    path = "pointInTimeRecovery.recoveryPeriodInDays"
    demand = Demand(table, path, required, Change(path, str(_TABLE_DAYS)))
    period = table.declared("pointInTimeRecovery", "recoveryPeriodInDays")
    yield must_be_at_least(demand, days, default=_TABLE_DAYS, value=period)


def _replicas(table: Resource, required: str) -> Iterator[Verdict]:
    rows = table.declared("replicas")
    whole = Demand(table, "replicas", required, Change("replicas", "", "list them plainly"))
    if rows is UNKNOWN:
        yield whole.unknown
    elif isinstance(rows, list):
        for index, row in enumerate(rows):
            path = f"replicas[{index}].pointInTimeRecovery"
            demand = Demand(table, path, required, Change(path, "True"))
            setting = read(row, "pointInTimeRecovery")
            yield flag_must_be(demand, wanted=True, default=False, value=setting)
    elif rows is not ABSENT:
        yield whole.unreadable


POINT_IN_TIME = ResourceRule(
    id="BC-BKP-003",
    title="Data that may lose five minutes can be restored to any point in time",
    severity=Severity.CRITICAL,
    requirements=("A6", "D3"),
    reads=(DATABASE, *DATABASE_CLUSTERS, TABLE, TABLE_REPLICA),
    checks="Where the RPO for corrupted data is five minutes or less, RDS instances and clusters "
    "keep automated backups for three days or more, and DynamoDB tables have point-in-time "
    "recovery switched on, in every replica too, with a recovery period of three days or more. The "
    "RPO is that of the plan's capabilities that the service serves, else that of the tier.",
    why="A daily snapshot loses up to a day. Only the log between snapshots brings data back to "
    "the minute before a bad statement, and each replica of a table keeps its own or none.",
    remediation="Set backup_retention_period on databases, point_in_time_recovery (enabled=True) "
    "on tables, and point_in_time_recovery=True on each replica.",
    clauses=BACKUPS,
    equivalents=(
        "Checkov CKV_AWS_28",
        "Checkov CKV_AWS_165",
        "Security Hub DynamoDB.2",
        "AWS Config DYNAMODB_PITR_ENABLED",
        "Prowler dynamodb_tables_pitr_enabled",
    ),
    settings=PointInTimeSettings,
    example=(resource(TABLE, "clinic-visits", {"pointInTimeRecovery": {"enabled": False}}),),
    check=_check,
)
