"""What is watched in the recovery Region, from that Region."""

from collections.abc import Mapping

import pulumi

from pods.components.monitoring import Alerts
from pods.components.monitoring.alarms import Alarm, raise_alarms
from pods.components.traffic.entry import Entry
from pods.topology import PodCapacity

__all__ = ["watch_recovery"]


def watch_recovery(
    name: str,
    entry: Entry,
    capacities: Mapping[str, PodCapacity],
    alerts: Alerts,
    tags: Mapping[str, str],
) -> None:
    """Tell people of instances that fail there, and of fewer than must run.

    A dormant POD has no healthy instance by design: only what is unhealthy is a fault of it.
    """
    raise_alarms(
        name,
        [
            *(_unhealthy(role, entry) for role in capacities),
            *(
                _too_few(role, entry, each.running)
                for role, each in capacities.items()
                if each.running
            ),
        ],
        alerts.topic_arn,
        tags=tags,
        opts=pulumi.ResourceOptions(parent=alerts),
    )


def _dimensions(role: str, entry: Entry) -> dict[str, pulumi.Input[str]]:
    return {
        "LoadBalancer": entry.balancer.arn_suffix,
        "TargetGroup": entry.groups[role].arn_suffix,
    }


def _unhealthy(role: str, entry: Entry) -> Alarm:
    return Alarm(
        role=f"{role}-unhealthy",
        description=f"The {role} POD of the recovery Region has instances that do not answer.",
        namespace="AWS/ApplicationELB",
        metric="UnHealthyHostCount",
        dimensions=_dimensions(role, entry),
        statistic="Maximum",
        comparison="GreaterThanThreshold",
        threshold=0,
        missing="notBreaching",
    )


def _too_few(role: str, entry: Entry, running: int) -> Alarm:
    return Alarm(
        role=f"{role}-pod",
        description=f"The {role} POD of the recovery Region has fewer healthy instances than must "
        "run.",
        namespace="AWS/ApplicationELB",
        metric="HealthyHostCount",
        dimensions=_dimensions(role, entry),
        statistic="Minimum",
        comparison="LessThanThreshold",
        threshold=running,
    )
