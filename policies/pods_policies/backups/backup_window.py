"""BC-BKP-004: backups run in a declared window, in quiet hours and not during maintenance."""

from collections.abc import Iterator
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator

from pods_policies.backups.windows import Window, daily_window, offsets_of, weekly_window
from pods_policies.clauses import BACKUPS
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.data.data_resources import DATABASE, DATABASE_CLUSTERS, is_replica
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Kept, NotApplicable, Verdict, keyword

__all__ = ["BACKUP_WINDOW", "WindowSettings"]

_EXAMPLE: Final = '"07:20-08:20"'


class WindowSettings(Settings):
    """When backups may run."""

    quiet_window: str = Field(
        default="",
        description="Hours in which backups run, such as `02:20-04:20`. Without it they may run at "
        "any hour but not during maintenance.",
    )
    quiet_time_zone: str = Field(
        default="UTC",
        description="IANA name of the zone of the quiet window, such as `America/New_York`. Backup "
        "windows are in UTC, so they must lie in the quiet window in winter and in summer.",
    )

    @field_validator("quiet_window")
    @classmethod
    def _is_a_window(cls, value: str) -> str:
        if value and daily_window(value) is None:
            raise ValueError("a window such as 02:20-04:20 was expected")
        return value

    @field_validator("quiet_time_zone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("an IANA time zone such as America/New_York was expected")
        return value

    def quiet(self) -> tuple[Window, ...]:
        """Return the quiet window in UTC, as it is in winter and in summer."""
        window = daily_window(self.quiet_window) if self.quiet_window else None
        if window is None:
            return ()
        return tuple(window.moved(-ahead) for ahead in offsets_of(ZoneInfo(self.quiet_time_zone)))

    @property
    def hours(self) -> str:
        """The quiet window in words; empty for none."""
        return f"{self.quiet_window} {self.quiet_time_zone}" if self.quiet_window else ""


def _check(database: Resource, settings: WindowSettings) -> Iterator[Verdict]:
    if is_replica(database):
        yield NotApplicable("a replica: its source is backed up", database)
        return
    single = database.type == DATABASE
    prop, other = (
        ("backupWindow", "maintenanceWindow")
        if single
        else ("preferredBackupWindow", "preferredMaintenanceWindow")
    )
    inside = f" inside {settings.hours}" if settings.hours else ""
    demand = Demand(
        database,
        prop,
        f"backups of tier {tier_of(database, settings)} run nightly in a declared window{inside}, "
        "apart from maintenance (D2)",
        Change(prop, _EXAMPLE),
        absent="so AWS picks any hour",
    )
    yield _judged(demand, database.declared(prop), settings) or _beside_maintenance(demand, other)


def _judged(demand: Demand, value: Any, settings: WindowSettings) -> Verdict | None:
    """Judge the window by itself; None where it is right."""
    if value is UNKNOWN:
        return demand.unknown
    if value is ABSENT:
        return demand.unset
    window = daily_window(value) if isinstance(value, str) else None
    if window is None:
        return demand.refused(f"{keyword(demand.prop)} is not a window such as 07:20-08:20")
    if not all(quiet.contains(window) for quiet in settings.quiet()):
        return demand.refused(
            f"{keyword(demand.prop)} is {value} UTC, all year or part of it outside the quiet hours"
        )
    return None


def _beside_maintenance(demand: Demand, prop: str) -> Verdict:
    """Judge the window against the maintenance window, which has a known daily window by it."""
    value = demand.subject.declared(prop)
    if value is ABSENT:  # then AWS picks one that does not overlap
        return Kept(demand.subject)
    beside = Demand(demand.subject, prop, demand.required, Change(prop, '"sun:10:00-sun:11:00"'))
    if value is UNKNOWN:
        return beside.unknown
    weekly = weekly_window(value) if isinstance(value, str) else None
    if weekly is None:
        return beside.refused(f"{keyword(prop)} is not a window such as sun:10:00-sun:11:00")
    backup = demand.subject.declared(demand.prop)
    daily = daily_window(backup)
    if daily is not None and any(weekly.meets(one) for one in daily.of_each_day()):
        return demand.refused(f"{keyword(demand.prop)} {backup} overlaps {keyword(prop)} {value}")
    return Kept(demand.subject)


BACKUP_WINDOW = ResourceRule(
    id="BC-BKP-004",
    title="Backups run in a declared window, apart from maintenance",
    severity=Severity.MEDIUM,
    requirements=("D2",),
    reads=(DATABASE, *DATABASE_CLUSTERS),
    checks="RDS instances and clusters name a backup window. It shares no minute of any week with "
    "the maintenance window, also across midnight and from Sunday to Monday, and lies inside the "
    "quiet window where one is configured, in winter and in summer.",
    why="Without a window AWS picks an hour at random, which may be the busiest. Maintenance that "
    "falls into the window delays the backup or loses it.",
    remediation="Set the window in UTC. One that must stay inside local hours all year has to fit "
    "both of the zone's offsets: 02:20-04:20 in New York leaves 07:20-08:20 UTC.",
    clauses=BACKUPS,
    settings=WindowSettings,
    example=(
        resource(
            DATABASE,
            "clinic-database",
            {"backupWindow": "23:30-00:30", "maintenanceWindow": "mon:00:00-mon:01:00"},
        ),
    ),
    check=_check,
)
