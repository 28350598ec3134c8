"""The continuity plan: what a business needs to survive, as a typed file.

Pure: nothing here knows a cloud, and only `pods.continuity.loading` reads files.
"""

from pods.continuity.derivation import CapabilityTargets, Target, derive
from pods.continuity.disruptions import Disruption
from pods.continuity.findings import Finding, Severity
from pods.continuity.plan import Plan

__all__ = [
    "CapabilityTargets",
    "Disruption",
    "Finding",
    "Plan",
    "Severity",
    "Target",
    "derive",
]
