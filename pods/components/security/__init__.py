"""Security: the boundary of every workload, and what cuts a compromised one off."""

from pods.components.security.isolation_switch import (
    IsolationSwitch,
    IsolationSwitchArgs,
    IsolationSwitchSettings,
)
from pods.components.security.workload_boundary import (
    WorkloadBoundary,
    WorkloadBoundaryArgs,
    WorkloadBoundarySettings,
)

__all__ = [
    "IsolationSwitch",
    "IsolationSwitchArgs",
    "IsolationSwitchSettings",
    "WorkloadBoundary",
    "WorkloadBoundaryArgs",
    "WorkloadBoundarySettings",
]
