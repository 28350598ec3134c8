"""BC-LOG-001: logs are kept for a year."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import Field

from pods_policies.clauses import LOG_RETENTION
from pods_policies.reading import ABSENT, UnreadableValueError, number
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, must_be_at_least
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import RetentionSettings
from pods_policies.verdicts import Change, Kept, NotApplicable, Verdict

__all__ = ["LOG_RETENTION_DAYS", "LogSettings"]

LOG_GROUP: Final = "aws:cloudwatch/logGroup:LogGroup"

# What CloudWatch takes; in between there is nothing.
# https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
_TAKEN: Final = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)


class LogSettings(RetentionSettings):
    """How long logs are kept."""

    retention_days: int = Field(
        default=365, ge=1, le=3653, description="Days that logs are kept, at least."
    )


def _check(group: Resource, settings: LogSettings) -> Iterator[Verdict]:
    if group.declared("logGroupClass") == "DELIVERY":
        yield NotApplicable("a group that only delivers keeps two days, whatever is set", group)
        return
    tier = tier_of(group, settings)
    needed = settings.days(tier)
    demand = Demand(
        group,
        "retentionInDays",
        f"tier {tier} keeps its logs for {needed} days or more, or for ever by 0 (B10, C2)",
        Change("retentionInDays", str(_taken(needed))),
        absent="so nobody said how long logs are kept",
    )
    yield Kept(group) if _is_for_ever(group) else must_be_at_least(demand, needed)


def _is_for_ever(group: Resource) -> bool:
    try:
        return number(group.declared("retentionInDays")) == 0
    except UnreadableValueError:
        return False


def _taken(days: int) -> int:
    """Return the least number of days that CloudWatch takes and that is enough."""
    return next((each for each in _TAKEN if each >= days), 0)


def _mend(group: Resource, settings: LogSettings) -> Mapping[str, Any]:
    """Lengthen what is too short; where nothing is set nothing expires, and nothing shall."""
    if group.declared("retentionInDays") is ABSENT:
        return {"retentionInDays": 0}
    return {"retentionInDays": _taken(settings.days(tier_of(group, settings)))}


LOG_RETENTION_DAYS = ResourceRule(
    id="BC-LOG-001",
    title="Logs are kept for a year",
    severity=Severity.MEDIUM,
    requirements=("B10", "C2"),
    reads=(LOG_GROUP,),
    checks="Every log group sets `retention_in_days`, to 365 or more or what the configuration "
    "asks of its tier; 0 keeps logs for ever.",
    why="An intrusion is found months after it began. Without the logs of its first day nobody can "
    "say which backup is still clean.",
    remediation="Set retention_in_days=365, or 0 where logs shall never expire.",
    clauses=LOG_RETENTION,
    equivalents=(
        "Checkov CKV_AWS_66",
        "Checkov CKV_AWS_338",
        "AWS Config CW_LOGGROUP_RETENTION_PERIOD_CHECK",
        "Prowler cloudwatch_log_group_retention_policy_specific_days_enabled",
    ),
    settings=LogSettings,
    example=(resource(LOG_GROUP, "clinic-app", {"retentionInDays": 14}),),
    check=_check,
    mend=_mend,
)
