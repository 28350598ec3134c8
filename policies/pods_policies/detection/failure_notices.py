"""BC-MON-004: failed backups, copies, restores and failovers of databases are told."""

from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import BACKUPS, MONITORING, united
from pods_policies.detection.database_notices import KINDS, RDS_EVENTS, database_is_watched
from pods_policies.detection.event_rules import EVENT_RULE, EVENT_TARGET
from pods_policies.detection.job_notices import JOBS, VAULT_NOTICES, jobs_told
from pods_policies.reading import UNKNOWN, Truth
from pods_policies.relations.data.data_resources import (
    DATABASE,
    VAULTS,
    is_global_secondary,
    is_replica,
)
from pods_policies.relations.places.regions import is_elsewhere
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["FAILURE_NOTICES"]

PLAN: Final = "aws:backup/plan:Plan"
_VAULT: Final = VAULTS[0]


def _check(stack: Stack, settings: TieredSettings) -> Iterator[Verdict]:
    filled = {one.urn for plan in stack.of_type(PLAN) for one in _targets(stack, plan)}
    vaults = stack.of_type(_VAULT)
    databases = stack.of_type(*KINDS)
    if not vaults and not databases:
        yield NotApplicable("no backup vault or RDS database in this stack")
    for vault in vaults:
        if vault.urn not in filled:
            yield NotApplicable("no backup plan of this stack runs jobs into it", vault)
        else:
            yield from _of_vault(stack, vault)
    for database in databases:
        yield _of_database(stack, settings, database)


def _targets(stack: Stack, plan: Resource) -> Iterator[Resource]:
    """Yield the vaults into which the jobs of a plan run; what is copied on is told from there.

    Before any name is known, those of the plan's own Region: a job never leaves it.
    """
    rules = plan.declared("rules")
    for index in range(len(rules) if isinstance(rules, list) else 0):
        named = resolve(stack, plan, ("rules", index, "targetVaultName"), _VAULT)
        yield from named.certain
        yield from (one for one in named.possible if is_elsewhere(plan, one) is not True)
    if rules is UNKNOWN:
        sources = stack.sources(plan, "rules", _VAULT)
        yield from (one for one in sources if is_elsewhere(plan, one) is not True)


def _of_vault(stack: Stack, vault: Resource) -> Iterator[Verdict]:
    told = jobs_told(stack, vault)
    required = "people are told of every job that failed (B4, D8)"
    add = (
        "add an aws.cloudwatch.EventRule on the failed jobs of aws.backup with an EventTarget to "
        "an SNS topic, or aws.backup.VaultNotifications"
    )
    change = Change("backupVaultEvents", "", add, "beside")
    silent = [job for job in JOBS if told[job] is False]
    unsure = [job for job in JOBS if told[job] is UNKNOWN]
    if silent:
        yield Finding(vault, f"nobody is told of a failed {_joined(silent)} job", required, change)
    elif unsure:
        observed = f"whether a failed {_joined(unsure)} job is told is not known before the update"
        yield Undecided(vault, observed, required, change)
    else:
        yield Kept(vault)


def _joined(words: list[str]) -> str:
    return " or ".join(words)


def _of_database(stack: Stack, settings: TieredSettings, database: Resource) -> Verdict:
    tier = tier_of(database, settings)
    if tier > settings.max_tier:
        return NotApplicable(f"it is of tier {tier}", database)
    if is_replica(database) or is_global_secondary(database):
        return NotApplicable("it follows a database whose events are told", database)
    watched: Truth = database_is_watched(stack, database)
    if watched is True:
        return Kept(database)
    required = f"tier {tier} is told when a database fails or fails over (D8)"
    add = (
        f'add an aws.rds.EventSubscription with source_type="{KINDS[database.type]}" and the '
        "event_categories failover and failure"
    )
    change = Change("eventCategories", "", add, "beside")
    if watched is UNKNOWN:
        observed = "whether its failover is told is not known before the update"
        return Undecided(database, observed, required, change)
    return Finding(database, "nobody is told of its failure and failover", required, change)


FAILURE_NOTICES = StackRule(
    id="BC-MON-004",
    title="Failed backups, copies, restores and failovers of databases are told",
    severity=Severity.HIGH,
    requirements=("B4", "D8"),
    reads=(*VAULTS, PLAN, VAULT_NOTICES, EVENT_RULE, EVENT_TARGET, RDS_EVENTS, *KINDS),
    checks="For every vault that a backup plan of the stack fills, failed backup, copy and restore "
    "jobs are told: by `VaultNotifications`, by an enabled event rule with a target, or by an "
    "alarm on the number of failed jobs. Every RDS instance and cluster of tiers 1 and 2 has an "
    "event subscription, or an event rule, for failure and failover; replicas are left out. An "
    "event pattern whose text is not known before the update counts by the vault or database that "
    "it is made from, and is read once it is known.",
    why="A backup job that fails each night is found on the day of the restore. A failover that "
    "nobody saw leaves the service on its last leg.",
    remediation="Use Backups and Alerts of this library, or add the event rule and the event "
    "subscription that the finding names.",
    clauses=united(MONITORING, BACKUPS),
    equivalents=("Security Hub RDS.19", "Security Hub RDS.20"),
    settings=TieredSettings,
    example=(
        resource(DATABASE, "clinic-database", {"identifier": "clinic", "multiAz": True}),
        resource(
            RDS_EVENTS,
            "clinic-events",
            {
                "snsTopic": "arn:aws:sns:us-east-1:111122223333:clinic-alerts",
                "sourceType": "db-instance",
                "eventCategories": ["maintenance"],
            },
        ),
    ),
    check=_check,
)
