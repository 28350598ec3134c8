"""From files to a plan, or to a report of everything that is wrong with them."""

from pods.continuity.loading.loader import (
    Loaded,
    accepted,
    load,
    load_plan,
    plan_checks,
    read_plan,
)
from pods.continuity.loading.report import Located, Report

__all__ = [
    "Loaded",
    "Located",
    "Report",
    "accepted",
    "load",
    "load_plan",
    "plan_checks",
    "read_plan",
]
