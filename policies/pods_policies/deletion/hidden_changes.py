"""BC-DEL-004: no continuity property is hidden by `ignore_changes`."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import Field

from pods_policies.clauses import DELETION_PROTECTION, GOVERNANCE, united
from pods_policies.relations.data.data_resources import (
    BUCKETS,
    CACHE,
    DATABASE,
    DATABASE_CLUSTERS,
    FILE_SYSTEM,
    TABLE,
    VAULTS,
    VOLUME,
)
from pods_policies.relations.data.keys import KEY
from pods_policies.relations.resource import Options, Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import all_kept
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Verdict, keyword

__all__ = ["HIDDEN_CHANGES", "HiddenSettings"]

_TAGS: Final = frozenset({"tags", "tagsAll"})
_DATABASE: Final = frozenset(
    {
        "backupRetentionPeriod",
        "copyTagsToSnapshot",
        "deleteAutomatedBackups",
        "deletionProtection",
        "finalSnapshotIdentifier",
        "skipFinalSnapshot",
    }
)

_PROPERTIES: Final[Mapping[str, frozenset[str]]] = {
    DATABASE: _DATABASE | {"multiAz", "backupWindow"},
    **dict.fromkeys(DATABASE_CLUSTERS, _DATABASE | {"preferredBackupWindow"}),
    TABLE: frozenset({"pointInTimeRecovery", "deletionProtectionEnabled"}),
    VOLUME: frozenset({"finalSnapshot"}),
    FILE_SYSTEM: frozenset({"protection"}),
    CACHE: frozenset({"snapshotRetentionLimit", "multiAzEnabled", "automaticFailoverEnabled"}),
    **dict.fromkeys(BUCKETS, frozenset({"forceDestroy", "objectLockEnabled"})),
    **dict.fromkeys(VAULTS, frozenset({"forceDestroy", "minRetentionDays", "maxRetentionDays"})),
    "aws:s3/bucketVersioning:BucketVersioning": frozenset({"versioningConfiguration"}),
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": frozenset({"rules"}),
    "aws:backup/plan:Plan": frozenset({"rules"}),
    "aws:backup/selection:Selection": frozenset(
        {"resources", "notResources", "selectionTags", "conditions"}
    ),
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration": frozenset(
        {"minRetentionDays", "maxRetentionDays", "changeableForDays"}
    ),
    "aws:dlm/lifecyclePolicy:LifecyclePolicy": frozenset({"policyDetails", "state"}),
    "aws:autoscaling/group:Group": frozenset(
        {"minSize", "maxSize", "warmPool", "vpcZoneIdentifiers", "availabilityZones"}
    ),
    "aws:appautoscaling/target:Target": frozenset({"minCapacity", "maxCapacity"}),
    "aws:lb/loadBalancer:LoadBalancer": frozenset({"enableDeletionProtection", "subnets"}),
    "aws:cloudwatch/logGroup:LogGroup": frozenset({"retentionInDays", "deletionProtectionEnabled"}),
    "aws:secretsmanager/secret:Secret": frozenset({"replicas", "recoveryWindowInDays"}),
    KEY: frozenset({"enableKeyRotation", "deletionWindowInDays", "isEnabled"}),
    "aws:route53/record:Record": frozenset(
        {"ttl", "healthCheckId", "failoverRoutingPolicies", "setIdentifier"}
    ),
    "aws:route53/healthCheck:HealthCheck": frozenset(
        {"disabled", "invertHealthcheck", "failureThreshold", "requestInterval", "regions"}
    ),
    "aws:cloudwatch/metricAlarm:MetricAlarm": frozenset(
        {"actionsEnabled", "alarmActions", "period", "evaluationPeriods", "datapointsToAlarm"}
    ),
}
"""What other rules judge, by type. Running counts (`desiredCapacity`, `desiredCount`) are not among
them: scaling and failover set them, and what is promised are the bounds. Nor are `replicas` of a
table and settings of a bucket that resources of their own carry: there the provider asks for it."""

_FIRST: Final = re.compile(r"[^.\[\]\"']+")


class HiddenSettings(Settings):
    """Which tags continuity depends on."""

    tag_prefixes: tuple[str, ...] = Field(
        default=("pods:",),
        description="Prefixes of the keys of tags that must not be ignored, such as those that "
        "snapshot policies and backup selections look for.",
    )


def _check(one: Resource, settings: HiddenSettings) -> Iterator[Verdict]:
    yield from all_kept(
        one,
        [
            _finding(one, path, tier_of(one, settings))
            for path in one.options.ignore_changes
            if _hides(one, path, settings)
        ],
    )


def _finding(one: Resource, path: str, tier: int) -> Finding:
    return Finding(
        one,
        f"ignore_changes hides {keyword(path)}",
        f"changes of what the continuity of tier {tier} depends on are seen and applied (B2, B8)",
        Change("ignoreChanges", "", f'take "{path}" out of ignore_changes (ignoreChanges)'),
    )


def _hides(one: Resource, path: str, settings: HiddenSettings) -> bool:
    parts = _FIRST.findall(path)
    first = parts[0] if parts else "*"
    if first == "*":
        return True
    if first in _TAGS:
        return len(parts) == 1 or any(
            parts[1] == "*" or parts[1].startswith(prefix) for prefix in settings.tag_prefixes
        )
    return first in _PROPERTIES[one.type]


HIDDEN_CHANGES = ResourceRule(
    id="BC-DEL-004",
    title="No continuity property is hidden by ignore_changes",
    severity=Severity.HIGH,
    requirements=("B2", "B8"),
    reads=tuple(_PROPERTIES),
    checks="The resource option `ignore_changes` names no property that continuity depends on: "
    "retention, schedules, replication, deletion protection, zones and bounds of capacity, "
    "failover records, alarms, tags (all of them, or one of the project's own), nor everything.",
    why="What the program says is then no longer what runs: a retention that somebody lowered in "
    "the console stays low, and every preview and every rule still shows the promised one.",
    remediation="Take the property out of ignore_changes. A change outside the program that is "
    "meant belongs into the program.",
    clauses=united(DELETION_PROTECTION, GOVERNANCE),
    settings=HiddenSettings,
    example=(
        resource(
            DATABASE,
            "clinic-database",
            {"backupRetentionPeriod": 35},
            options=Options(ignore_changes=("backupRetentionPeriod",)),
        ),
    ),
    check=_check,
)
