"""Monitoring: alarms, who is told of them, and the dashboard of a service."""

from pods.components.monitoring.alerts import Alerts, AlertsArgs, AlertsSettings, SubscriptionArgs
from pods.components.monitoring.dashboard import (
    CapabilityArgs,
    Dashboard,
    DashboardArgs,
    DashboardSettings,
)

__all__ = [
    "Alerts",
    "AlertsArgs",
    "AlertsSettings",
    "CapabilityArgs",
    "Dashboard",
    "DashboardArgs",
    "DashboardSettings",
    "SubscriptionArgs",
]
