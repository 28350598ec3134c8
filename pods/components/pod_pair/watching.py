"""Who is told of what: the alarms of a pair."""

from pods.components.alerts import Alerts
from pods.components.pair_alarms import (
    watch_database,
    watch_entries,
    watch_pods,
    watch_snapshots,
)
from pods.components.pod import Pod
from pods.components.pod_pair.data import Data
from pods.components.pod_pair.frame import Frame
from pods.components.traffic import Traffic

__all__ = ["watch"]


def watch(frame: Frame, alerts: Alerts, traffic: Traffic, pods: dict[str, Pod], data: Data) -> None:
    """Make the alarms of PODs, entries, database and copies."""
    watch_pods(frame.name, traffic, pods, alerts, frame.tags)
    watch_entries(
        frame.name,
        traffic,
        frame.args["alerts"],
        alerts,
        region=frame.plan.region,
        tags=frame.tags,
    )
    watch_database(frame.name, data.database, alerts, frame.tags)
    watch_snapshots(frame.name, data.snapshots, alerts, frame.tags)
