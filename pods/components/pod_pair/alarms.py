"""The alarms of a pair: each POD from inside, each entry from outside, database and copies."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from pods.components.backup import SnapshotSchedule
from pods.components.containers import ContainerPod
from pods.components.database import AnyDatabase
from pods.components.monitoring import Alerts, AlertsSettings
from pods.components.monitoring.alarms import HEALTH_CHECK_REGION, Alarm, raise_alarms
from pods.components.pod import Pod
from pods.components.traffic import Traffic
from pods.components.traffic.entry import Entry

__all__ = ["WatchedEntries", "watch_database", "watch_entries", "watch_pods", "watch_snapshots"]

_LEAST_FREE_BYTES = 5 * 1024**3


def watch_pods(
    name: str,
    traffic: Traffic,
    pods: Mapping[str, Pod | ContainerPod],
    alerts: Alerts,
    tags: Mapping[str, str],
) -> None:
    """Tell people when a POD has fewer healthy instances than must run."""
    entries = {"primary": traffic.primary, "secondary": traffic.secondary}
    raise_alarms(
        name,
        [_pod_alarm(role, entries[role], pod) for role, pod in pods.items()],
        alerts.topic_arn,
        tags=tags,
        opts=pulumi.ResourceOptions(parent=alerts),
    )


def _pod_alarm(role: str, entry: Entry, pod: Pod | ContainerPod) -> Alarm:
    return Alarm(
        role=f"{role}-pod",
        description=f"The {role} POD has fewer healthy instances than must run.",
        namespace="AWS/ApplicationELB",
        metric="HealthyHostCount",
        dimensions={
            "LoadBalancer": entry.balancer.arn_suffix,
            "TargetGroup": entry.groups[role].arn_suffix,
        },
        statistic="Minimum",
        comparison="LessThanThreshold",
        threshold=max(1, pod.capacity.running),
    )


@dataclass(frozen=True)
class WatchedEntries:
    """The alarms of the entries, where they lie, and whom they tell."""

    alarms: Mapping[str, aws.cloudwatch.MetricAlarm]
    alerts: Alerts
    region: str | None
    """None in the Region of the pair."""


def watch_entries(
    name: str,
    traffic: Traffic,
    settings: AlertsSettings,
    alerts: Alerts,
    *,
    region: str,
    tags: Mapping[str, str],
) -> WatchedEntries:
    """Tell people what Route 53's checkers see, in the one Region that has their metrics.

    An alarm and its topic lie in one Region: a stack elsewhere gets a second topic there.
    """
    watchers, elsewhere = alerts, None
    if region != HEALTH_CHECK_REGION:
        elsewhere = HEALTH_CHECK_REGION
        watchers = Alerts(
            f"{name}-checks",
            {**settings, "region": elsewhere, "tags": dict(tags)},
            pulumi.ResourceOptions(parent=alerts),
        )
    checks = {"primary": traffic.primary_check, "secondary": traffic.secondary_check}
    alarms = raise_alarms(
        name,
        [_entry_alarm(role, check) for role, check in checks.items()],
        watchers.topic_arn,
        tags=tags,
        opts=pulumi.ResourceOptions(parent=watchers),
        region=elsewhere,
    )
    return WatchedEntries(alarms, watchers, elsewhere)


def _entry_alarm(role: str, check: aws.route53.HealthCheck) -> Alarm:
    return Alarm(
        role=f"{role}-entry",
        description=f"The {role} entry does not answer Route 53's checkers.",
        namespace="AWS/Route53",
        metric="HealthCheckStatus",
        dimensions={"HealthCheckId": check.id},
        statistic="Minimum",
        comparison="LessThanThreshold",
        threshold=1,
    )


@dataclass(frozen=True)
class _WatchedKind:
    """What AWS tells of one kind of database."""

    source_type: str
    categories: tuple[str, ...]
    dimension: str
    metric: str
    threshold: float
    description: str


_OF_INSTANCES = (
    "availability",
    "deletion",
    "failover",
    "failure",
    "low storage",
    "maintenance",
    "recovery",
)
_OF_CLUSTERS = ("deletion", "failover", "failure", "global-failover", "maintenance")
_LITTLE_STORAGE = "The database has little storage left, or does not report."
_KINDS = {
    "instance": _WatchedKind(
        "db-instance",
        _OF_INSTANCES,
        "DBInstanceIdentifier",
        "FreeStorageSpace",
        _LEAST_FREE_BYTES,
        _LITTLE_STORAGE,
    ),
    "cluster": _WatchedKind(
        "db-cluster",
        _OF_CLUSTERS,
        "DBClusterIdentifier",
        "FreeStorageSpace",
        _LEAST_FREE_BYTES,
        _LITTLE_STORAGE,
    ),
    # Its storage grows by itself: what is left to watch is that it reports.
    "aurora": _WatchedKind(
        "db-cluster",
        _OF_CLUSTERS,
        "DBClusterIdentifier",
        "EngineUptime",
        1,
        "The database does not report.",
    ),
}


def watch_database(
    name: str, database: AnyDatabase, alerts: Alerts, tags: Mapping[str, str]
) -> None:
    """Tell people of failovers and failures, and of storage that runs out."""
    kind = _KINDS[database.plan.kind]
    of_alerts = pulumi.ResourceOptions(parent=alerts)
    aws.rds.EventSubscription(
        f"{name}-database",
        sns_topic=alerts.topic_arn,
        source_type=kind.source_type,
        source_ids=[database.identifier],
        event_categories=list(kind.categories),
        tags={**tags, "Name": f"{name}-database"},
        opts=of_alerts,
    )
    reporting = Alarm(
        role="database",
        description=kind.description,
        namespace="AWS/RDS",
        metric=kind.metric,
        dimensions={kind.dimension: database.identifier},
        statistic="Minimum",
        comparison="LessThanThreshold",
        threshold=kind.threshold,
    )
    raise_alarms(name, [reporting], alerts.topic_arn, tags=tags, opts=of_alerts)


def watch_snapshots(
    name: str, schedule: SnapshotSchedule, alerts: Alerts, tags: Mapping[str, str]
) -> None:
    """Tell people of a copy that failed; the metric speaks only when a run does."""
    copies = "Snapshots" if schedule.plan.resource_type == "VOLUME" else "Images"
    failed = Alarm(
        role="snapshots",
        description="A scheduled copy of the PODs' volumes failed.",
        namespace="AWS/EBS",
        metric=f"{copies}CreateFailed",
        dimensions={"DLMPolicyId": schedule.policy_id},
        statistic="Sum",
        comparison="GreaterThanThreshold",
        threshold=0,
        missing="notBreaching",
    )
    of_alerts = pulumi.ResourceOptions(parent=alerts)
    raise_alarms(name, [failed], alerts.topic_arn, tags=tags, opts=of_alerts)
