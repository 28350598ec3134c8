"""Zonal autoshift of an entry: AWS takes a zone that it holds impaired out of it."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.traffic.entry import Entry

__all__ = ["AutoshiftArgs", "shift_by_itself"]

_ALARM = "CLOUDWATCH"


class AutoshiftArgs(TypedDict):
    """Whether AWS may shift a zone out of both entries, and when it may practise that."""

    outcome_alarm_arns: list[pulumi.Input[str]]
    """Alarms that end a practice run, 1 to 10: one that says that customers are not served."""
    blocking_alarm_arns: NotRequired[list[pulumi.Input[str]]]
    """Alarms during which no practice run begins, up to 10. Default: none."""
    blocked_windows: NotRequired[list[str]]
    """When no practice run begins, in UTC, as Mon:08:00-Mon:18:00, up to 15. Default: none."""
    allowed_windows: NotRequired[list[str]]
    """When alone a practice run begins, written as those above. Default: at any time."""
    blocked_dates: NotRequired[list[str]]
    """Days on which no practice run begins, as 2027-12-24, up to 15. Default: none."""


def shift_by_itself(
    name: str, entry: Entry, asked: AutoshiftArgs, parent: pulumi.Resource
) -> aws.arczonalshift.ZonalAutoshiftConfiguration:
    """Authorize AWS to shift an entry away from a zone, with the weekly practice that it asks."""
    return aws.arczonalshift.ZonalAutoshiftConfiguration(
        name,
        resource_arn=entry.balancer.arn,
        zonal_autoshift_status="ENABLED",
        outcome_alarms=[
            {"type": _ALARM, "alarm_identifier": arn} for arn in asked["outcome_alarm_arns"]
        ],
        blocking_alarms=[
            {"type": _ALARM, "alarm_identifier": arn}
            for arn in asked.get("blocking_alarm_arns") or []
        ]
        or None,
        blocked_windows=asked.get("blocked_windows"),
        allowed_windows=asked.get("allowed_windows"),
        blocked_dates=asked.get("blocked_dates"),
        opts=pulumi.ResourceOptions(parent=parent),
    )
