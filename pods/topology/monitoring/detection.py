"""Every way in which a failure is noticed, and how long each takes at worst.

A path has two parts: until a check has failed, and from there until its alarm speaks. AWS publishes
no figure for what comes after, the delivery of a message by SNS, nor for how late a metric may be.
"""

from dataclasses import dataclass

from pods.topology.monitoring.alerts import SLOWEST_ALARM_SECONDS, plan_alarm

__all__ = ["DetectionPath", "detection_paths"]

_MISSING_DATA = (
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html"
)
_CANARIES = (
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/"
    "CloudWatch_Synthetics_Canaries.html"
)
_BACKUP_EVENTS = "https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html"
# "AWS Backup emits events to EventBridge in a best-effort manner every 5 minutes."
_BACKUP_EVENT_SECONDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectionPath:
    """One way from a failure to the people who are told."""

    name: str
    sees: str
    """What fails when it speaks."""
    seen_seconds: int
    """From the failure until a check has failed, at worst."""
    told_seconds: int
    """From the failed check until the alarm speaks, at worst."""
    from_outside: bool
    """Whether it looks from several places outside the service: the acceptance checks."""
    sources: tuple[str, ...]
    """Ids of published figures (T…), or the pages that they stand on."""

    @property
    def worst_seconds(self) -> int:
        """From the failure until the alarm speaks, at worst."""
        return self.seen_seconds + self.told_seconds

    @property
    def is_prompt(self) -> bool:
        """Whether people are told within a minute of the failed check."""
        return self.told_seconds <= SLOWEST_ALARM_SECONDS


def detection_paths(
    *,
    check_interval_seconds: int = 10,
    failure_threshold: int = 3,
    target_interval_seconds: int = 10,
    target_failures: int = 2,
    probe_interval_seconds: int = 60,
    probe_timeout_seconds: int = 30,
) -> tuple[DetectionPath, ...]:
    """Return every path, with the figures that a stack is made with."""
    timing = plan_alarm()
    minute = timing.period_seconds * timing.datapoints
    return (
        DetectionPath(
            name="entries",
            sees="an entry does not answer Route 53's checkers",
            seen_seconds=check_interval_seconds * failure_threshold,
            told_seconds=minute,
            from_outside=True,
            sources=("T29",),
        ),
        DetectionPath(
            name="probes",
            sees="the service does not answer canaries of other Regions, or answers wrongly",
            seen_seconds=probe_interval_seconds + probe_timeout_seconds,
            told_seconds=probe_interval_seconds,
            from_outside=True,
            sources=(_CANARIES,),
        ),
        DetectionPath(
            name="pods",
            sees="a POD has fewer healthy instances than must run",
            seen_seconds=target_interval_seconds * target_failures,
            told_seconds=minute,
            from_outside=False,
            sources=("T32",),
        ),
        DetectionPath(
            name="answers",
            sees="a capability answers with errors, or slowly",
            seen_seconds=0,
            told_seconds=minute,
            from_outside=False,
            sources=(_MISSING_DATA,),
        ),
        DetectionPath(
            name="backup-jobs",
            sees="a backup, copy or restore job failed",
            seen_seconds=_BACKUP_EVENT_SECONDS,
            told_seconds=0,
            from_outside=False,
            sources=(_BACKUP_EVENTS,),
        ),
    )
