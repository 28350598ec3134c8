"""BC-BKP-008: backups come often enough for the RPO."""

from collections.abc import Iterable, Iterator
from math import inf
from typing import Final

from pydantic import Field

from pods.continuity.disruptions import Disruption
from pods_policies.clauses import BACKUPS
from pods_policies.reading import UNKNOWN, Missing
from pods_policies.relations.attachments import Attachments, attachments
from pods_policies.relations.backups.backup_paths import CONTINUOUS, BackupPath, paths_of
from pods_policies.relations.backups.backup_plans import PLAN_TYPE
from pods_policies.relations.backups.backup_selections import SELECTION
from pods_policies.relations.backups.backup_targets import FSX_FILE_SYSTEMS, INSTANCE, TEMPLATE
from pods_policies.relations.backups.lifecycle_policies import LIFECYCLE
from pods_policies.relations.backups.own_backups import FILE_POLICY
from pods_policies.relations.data.data_resources import BUCKETS, DATA_TYPES, DATABASE, VOLUME
from pods_policies.relations.data.originals import why_no_original
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import objective_of, service_of, tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.schedules.run_times import RunTimes, longest_gap
from pods_policies.schedules.spans import counted, spanned
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["RECOVERY_POINT_AGE", "AgeSettings"]

_VOLUMES: Final = (VOLUME, INSTANCE, TEMPLATE)
_JUDGED: Final = (*DATA_TYPES, *FSX_FILE_SYSTEMS, INSTANCE, TEMPLATE)
_VERSIONINGS: Final = (
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:s3/bucketVersioningV2:BucketVersioningV2",
)


class AgeSettings(Settings):
    """How late a backup can be, by its kind."""

    continuous_minutes: float = Field(
        default=5,
        ge=0,
        description="Minutes that point-in-time recovery and continuous backups of databases lag "
        "behind (T17).",
    )
    bucket_continuous_minutes: float = Field(
        default=15,
        ge=0,
        description="Minutes that continuous backups of buckets lag behind (T17).",
    )
    versions_count: bool = Field(
        default=True,
        description="Versions bring back whatever was overwritten or deleted in a bucket (T28), so "
        "a bucket that keeps them meets any RPO for corrupted data.",
    )
    volume_hours: float = Field(
        default=13,
        gt=0,
        description="Hours of work on a volume that may be lost where the plan does not say that "
        "it holds data of its own: twice a day (A9), and an hour to start in.",
    )


def _check(stack: Stack, settings: AgeSettings) -> Iterator[Verdict]:
    stores = stack.of_type(*_JUDGED)
    if not stores:
        yield NotApplicable("no resource that holds data in this stack")
        return
    versionings = attachments(stack, _VERSIONINGS, ("bucket",), *BUCKETS)
    for store in stores:
        reason = why_no_original(stack, store)
        if reason is None:
            yield _judge(stack, store, versionings, settings)
        else:
            yield NotApplicable(reason, store)


def _judge(
    stack: Stack, store: Resource, versionings: Attachments, settings: AgeSettings
) -> Verdict:
    limit, required = _limit(store, settings)
    paths = paths_of(stack, store)
    worst = _worst_hours([path for path in paths if path.reaches is True], store, settings)
    at_best = min([worst, *(_at_best(path, store, settings) for path in paths)])
    if store.type in BUCKETS and settings.versions_count:
        versions = _versions(store, versionings)
        worst, at_best = (0, 0) if versions == 1 else (worst, 0 if versions else at_best)
    if worst * 3600 <= limit:
        return Kept(store)
    change = _change(paths, store, settings)
    if at_best * 3600 <= limit:
        observed = "how often it is backed up is not known before the update"
        return Undecided(store, observed, required, change)
    return Finding(store, _observed(paths, worst), required, change)


def _limit(store: Resource, settings: AgeSettings) -> tuple[float, str]:
    """Return the seconds of work that may be lost, and the sentence that requires it."""
    tier = tier_of(store, settings)
    rpo = objective_of(store, settings, Disruption.DATA_CORRUPTION).rpo_seconds
    if store.type in _VOLUMES and not _holds_originals(store, settings):
        rpo_of_volumes = max(rpo, settings.volume_hours * 3600)
        text = spanned(rpo_of_volumes / 60)
        return rpo_of_volumes, f"a volume of tier {tier} may lose {text} of work at most (A9)"
    text = spanned(rpo / 60)
    return rpo, f"data of tier {tier} may lose {text} of work at most (B2, B4)"


def _holds_originals(store: Resource, settings: AgeSettings) -> bool:
    """Answer whether the plan says that the service keeps data on volumes and nowhere else."""
    service = settings.plans.service(service_of(store) or "")
    kept = service.stores.values() if service is not None else ()
    return any(one.kind == "volume" and one.derived_from is None for one in kept)


def _worst_hours(paths: list[BackupPath], store: Resource, settings: AgeSettings) -> float:
    """Return the longest span of work that the paths together can lose, in hours."""
    lags = [_lag(store, settings) for path in paths if path.continuous is True]
    timed = [(path.runs, path.start_minutes) for path in paths]
    known = [
        (runs, start)
        for runs, start in timed
        if isinstance(runs, RunTimes) and not isinstance(start, Missing)
    ]
    alone = [runs.worst_gap_hours + start / 60 for runs, start in known]
    latest = max((start for _, start in known), default=0) / 60
    together = longest_gap(runs for runs, _ in known) + latest
    return min([*lags, *alone, together])


def _at_best(path: BackupPath, store: Resource, settings: AgeSettings) -> float:
    """Return what a path of which something is unknown may come to; inf for one that is known."""
    if path.reaches is UNKNOWN:
        certain = _worst_hours([path], store, settings)
        unknown = UNKNOWN in (path.runs, path.start_minutes, path.continuous)
        return 0 if unknown else certain
    unknown = UNKNOWN in (path.runs, path.start_minutes, path.continuous)
    return 0 if unknown else inf


def _lag(store: Resource, settings: AgeSettings) -> float:
    minutes = (
        settings.bucket_continuous_minutes if store.type in BUCKETS else settings.continuous_minutes
    )
    return minutes / 60


def _versions(bucket: Resource, versionings: Attachments) -> float:
    """Return 1 for a bucket that keeps versions, 0 for one that does not, 0.5 for perhaps."""
    states = [one.declared("versioningConfiguration", "status") for one in versionings.of(bucket)]
    if "Enabled" in states or bucket.declared("versioning", "enabled") is True:
        return 1
    unclear = UNKNOWN in states or bucket.declared("versioning") is UNKNOWN
    return 0.5 if unclear or (not states and versionings.perhaps_of(bucket)) else 0


def _observed(paths: Iterable[BackupPath], worst: float) -> str:
    certain = [path for path in paths if path.reaches is True]
    if not certain:
        return "nothing of this stack backs it up"
    refused = [path for path in certain if path.trouble]
    if worst == inf and refused:
        one = refused[0]
        return f"{one.place} of {one.source.name} is refused by AWS: {one.trouble}"
    if worst == inf:
        return "no backup of it is ever due"
    runs = [path.runs for path in certain if isinstance(path.runs, RunTimes)]
    count = counted(sum(one.per_day for one in runs), "backup")
    return f"{count}, and up to {spanned(worst * 60)} of work between two that succeed"


def _change(paths: Iterable[BackupPath], store: Resource, settings: AgeSettings) -> Change:
    planned = [path for path in paths if path.kind == "backup plan" and path.rule is not None]
    timed = [path for path in paths if path.kind == "snapshot policy" and path.rule is not None]
    if planned:
        one = planned[0]
        words = f"make the schedule of {one.place} more frequent"
        if store.type in CONTINUOUS:
            words += ", or enable_continuous_backup=True there"
        return Change(f"{one.place}.schedule", "", f"{words}, in {one.source.label}", "for")
    if timed:
        one = timed[0]
        words = f"shorten create_rule of {one.place} in {one.source.label}"
        return Change(f"{one.place}.createRule", "", words, "for")
    if store.type == "aws:dynamodb/table:Table":
        words = 'point_in_time_recovery={"enabled": True}'
        return Change("pointInTimeRecovery", "", words)
    if store.type == DATABASE:
        return Change("backupRetentionPeriod", "35")
    if store.type in BUCKETS and settings.versions_count:
        words = 'add aws.s3.BucketVersioning(…, versioning_configuration={"status": "Enabled"})'
        return Change("versioningConfiguration", "", words, "for")
    if store.type in _VOLUMES:
        words = "let a snapshot policy that runs as often reach its volumes by a tag (BC-BKP-006)"
        prop = "tagSpecifications" if store.type == TEMPLATE else "tags"
        return Change(prop, "", words, "for")
    return Change("resources", "", "name it in a selection of a backup plan", "for")


RECOVERY_POINT_AGE = StackRule(
    id="BC-BKP-008",
    title="Backups come as often as the RPO asks",
    severity=Severity.CRITICAL,
    requirements=("B2", "B4", "A6", "A9", "D3"),
    reads=(*_JUDGED, SELECTION, PLAN_TYPE, LIFECYCLE, FILE_POLICY, *_VERSIONINGS),
    checks="All schedules that reach a resource (rules of backup plans, snapshot policies, its own "
    "backups) are laid out over more than a year, in their time zones. The longest time between "
    "two backups, and the time that a job may take to start, is at most the RPO for corrupted "
    "data: that of the plan's capabilities that the service serves, else that of the tier. Runs "
    "within an hour before a database's own windows do not count, since RDS refuses them. "
    "Point-in-time recovery counts five minutes, continuous backups of buckets fifteen, versions "
    "of objects none. A volume of which the plan does not say that it holds data of its own needs "
    "what A9 asks: a snapshot twice a day.",
    why="An RPO is a promise about the worst moment, not the average one. The longest gap is where "
    "it is kept or broken: a schedule that looks like twice a day may leave a weekend open.",
    remediation="Run the rule more often, let `enable_continuous_backup` or point-in-time recovery "
    "fill the gaps, or put two schedules apart from each other and from the database's windows.",
    clauses=BACKUPS,
    settings=AgeSettings,
    example=(
        resource("aws:efs/fileSystem:FileSystem", "clinic-scans", {"tags": {"pods:tier": "2"}}),
        resource(
            PLAN_TYPE,
            "clinic-plan",
            {"rules": [{"schedule": "cron(0 12/12 * * ? *)", "startWindow": 60}]},
        ),
        resource(
            SELECTION,
            "clinic-selection",
            {"planId": UNKNOWN, "resources": [UNKNOWN]},
            {
                "planId": (f"urn:pulumi:example::example::{PLAN_TYPE}::clinic-plan",),
                "resources": (
                    "urn:pulumi:example::example::aws:efs/fileSystem:FileSystem::clinic-scans",
                ),
            },
        ),
    ),
    check=_check,
)
