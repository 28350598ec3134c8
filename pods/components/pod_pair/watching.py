"""Who is told of what: the alarms of a pair, what looks at it from elsewhere, and its page."""

from collections.abc import Mapping
from typing import Any

import pulumi_aws as aws

from pods.components.backup import Backups
from pods.components.monitoring import Alerts, Dashboard
from pods.components.pod_pair.alarms import (
    watch_database,
    watch_entries,
    watch_pods,
    watch_snapshots,
)
from pods.components.pod_pair.data import Data
from pods.components.pod_pair.frame import Frame
from pods.components.pod_pair.serving import AnyPod
from pods.components.probes import Probes
from pods.components.recovery import RecoveryRegion
from pods.components.traffic import Traffic
from pods.components.watches import (
    watch_answers,
    watch_backup_silence,
    watch_certificate,
    watch_object_replication,
    watch_replica,
    watch_service,
)

__all__ = ["make_alerts", "make_dashboard", "make_probes", "watch", "watch_copies"]

Alarms = dict[str, aws.cloudwatch.MetricAlarm]

# S3 commits itself to 15 minutes (T27), and copied logs take as long (T09).
_LATEST_OBJECT_SECONDS = 900
_LONGEST_LAG_SECONDS = 300


def make_alerts(frame: Frame) -> Alerts:
    """Make the topic that people are told through."""
    args: Any = {**frame.args["alerts"], "tags": frame.tags}
    return Alerts(f"{frame.name}-alerts", args, frame.opts)


def watch(
    frame: Frame, alerts: Alerts, traffic: Traffic, pods: Mapping[str, AnyPod], data: Data
) -> Alarms:
    """Make the alarms of PODs, entries, database and volumes; returns those of the entries."""
    name, tags = frame.name, frame.tags
    watch_pods(name, traffic, pods, alerts, tags)
    entries = watch_entries(
        name, traffic, frame.args["alerts"], alerts, region=frame.plan.region, tags=tags
    )
    watch_service(name, entries.alerts, entries=entries.alarms, tags=tags, region=entries.region)
    watch_answers(
        name,
        alerts,
        capability="service",
        load_balancer=traffic.primary.balancer.arn_suffix,
        tags=tags,
    )
    watch_database(name, data.database, alerts, tags)
    if data.snapshots is not None:
        watch_snapshots(name, data.snapshots, alerts, tags)
    certificate = frame.settings("traffic").get("certificate_arn")
    if certificate is not None:
        watch_certificate(name, alerts, certificate_arn=certificate, tags=tags)
    return dict(entries.alarms)


def watch_copies(
    frame: Frame,
    alerts: Alerts,
    data: Data,
    backups: Backups | None,
    recovery: RecoveryRegion | None,
) -> None:
    """Make the alarms of what is copied: vaults that get nothing, and replicas that lag."""
    name, tags, store = frame.name, frame.tags, data.object_store
    if backups is not None:
        watch_backup_silence(
            name,
            alerts,
            vault_names={"vault": backups.vault_name},
            interval_hours=backups.plan.schedule.interval_hours,
            tags=tags,
        )
    if recovery is None:
        return
    if store.replica_bucket is not None and store.replication_rule is not None:
        watch_object_replication(
            name,
            here=alerts,
            there=recovery.alerts,
            source_bucket=store.bucket,
            replica_bucket=store.replica_bucket,
            rule_id=store.replication_rule,
            rpo_seconds=_LATEST_OBJECT_SECONDS,
            tags=tags,
            there_region=recovery.plan.region,
        )
    replica = data.database.plan.replica
    if replica is not None and replica.kind == "read_replica":
        watch_replica(
            name,
            recovery.alerts,
            identifier=recovery.database_identifier,
            rpo_seconds=_LONGEST_LAG_SECONDS,
            tags=tags,
            region=recovery.plan.region,
        )


def make_probes(
    frame: Frame, traffic: Traffic, alerts: Alerts, recovery: RecoveryRegion | None
) -> Probes | None:
    """Make the canaries, which speak through the topics that are there; None without any."""
    if not frame.has("probes"):
        return None
    path = frame.settings("traffic").get("health_path")
    args: Any = {
        **({} if path is None else {"health_path": path}),
        **frame.settings("probes"),
        "url": traffic.url,
        "topic_arns": {
            frame.plan.region: alerts.topic_arn,
            **({} if recovery is None else {recovery.plan.region: recovery.alert_topic_arn}),
        },
        "subscriptions": frame.args["alerts"]["subscriptions"],
        "tags": frame.tags,
    }
    return Probes(f"{frame.name}-probes", args, frame.opts)


def make_dashboard(frame: Frame, traffic: Traffic, alarms: Alarms, probes: Probes | None) -> None:
    """Make the service's page; none where neither program nor plan names its capabilities."""
    if not frame.has("dashboard"):
        return
    args: Any = {
        **frame.settings("dashboard"),
        "region": frame.plan.region,
        "alarm_arns": [each.arn for each in alarms.values()],
        "health_check_ids": {
            "primary": traffic.primary_check.id,
            "secondary": traffic.secondary_check.id,
        },
        "load_balancers": {
            "primary": traffic.primary.balancer.arn_suffix,
            "secondary": traffic.secondary.balancer.arn_suffix,
        },
        "canaries": None if probes is None else probes.canaries,
    }
    Dashboard(frame.name, args, frame.opts)
