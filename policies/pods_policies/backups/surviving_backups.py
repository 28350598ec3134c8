"""BC-BKP-013: automated backups outlive the database."""

from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import DELETION_PROTECTION
from pods_policies.relations.data.data_resources import DATABASE, is_replica
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, flag_must_be
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, NotApplicable, Verdict

__all__ = ["SURVIVING_BACKUPS"]

CLUSTER: Final = "aws:rds/cluster:Cluster"


def _check(database: Resource, settings: Settings) -> Iterator[Verdict]:
    if is_replica(database):
        yield NotApplicable("a replica: the backups of its source are judged", database)
        return
    demand = Demand(
        database,
        "deleteAutomatedBackups",
        f"automated backups of tier {tier_of(database, settings)} outlive the database (A6)",
        Change("deleteAutomatedBackups", "False"),
        absent="so they are deleted with it",
    )
    yield flag_must_be(demand, wanted=False, default=True)


SURVIVING_BACKUPS = ResourceRule(
    id="BC-BKP-013",
    title="Automated backups outlive the database",
    severity=Severity.HIGH,
    requirements=("A6",),
    reads=(DATABASE, CLUSTER),
    checks="`delete_automated_backups` of every RDS instance and cluster is False; it is True "
    "unless it is set. Replicas are left out.",
    why="Whoever deletes the database, by mistake or on purpose, otherwise deletes five weeks of "
    "backups in the same call.",
    remediation="Set delete_automated_backups=False: the backups then stay until their own "
    "retention ends.",
    clauses=DELETION_PROTECTION,
    example=(resource(DATABASE, "clinic-database", {}),),
    check=_check,
    mend=lambda _database, _settings: {"deleteAutomatedBackups": False},
)
