"""Windows and retention of a database."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pods.errors import TopologyError
from pods.topology import plan_database

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY, WEEK = 24 * 60, 7 * 24 * 60


def clock(minutes: int) -> str:
    """Write minutes since midnight as HH:MM."""
    return f"{minutes % DAY // 60:02d}:{minutes % 60:02d}"


def weekly(minutes: int) -> str:
    """Write minutes since Monday as ddd:HH:MM."""
    return f"{DAYS[minutes % WEEK // DAY]}:{clock(minutes)}"


def test_the_default_is_the_published_commitment() -> None:
    """Two zones, 35 days, and the night window of US Eastern Standard Time."""
    plan = plan_database()
    assert (plan.multi_az, plan.backup_retention_days) == (True, 35)
    assert plan.backup_window == "07:20-09:20"
    assert (plan.engine_version, plan.parameter_family) == ("17", "postgres17")
    assert (plan.storage_gb, plan.maximum_storage_gb) == (100, 500)


def test_weaker_figures_are_planned() -> None:
    """The judge is not the builder: one zone and no backups are expressible."""
    plan = plan_database(multi_az=False, backup_retention_days=0)
    assert (plan.multi_az, plan.backup_retention_days) == (False, 0)


@given(
    backup=st.integers(0, DAY - 1),
    backup_minutes=st.integers(30, 240),
    maintenance=st.integers(0, WEEK - 1),
    maintenance_minutes=st.integers(30, 240),
)
def test_windows_are_refused_exactly_when_they_share_a_minute(
    backup: int, backup_minutes: int, maintenance: int, maintenance_minutes: int
) -> None:
    """The arithmetic agrees with counting minutes, over midnight and the end of the week."""
    backups = {(backup + minute) % DAY for minute in range(backup_minutes)}
    mending = {(maintenance + minute) % DAY for minute in range(maintenance_minutes)}
    window = f"{clock(backup)}-{clock(backup + backup_minutes)}"
    weekly_window = f"{weekly(maintenance)}-{weekly(maintenance + maintenance_minutes)}"
    if backups & mending:
        with pytest.raises(TopologyError, match="overlap"):
            plan_database(backup_window=window, maintenance_window=weekly_window)
    else:
        plan = plan_database(backup_window=window, maintenance_window=weekly_window)
        assert (plan.backup_window, plan.maintenance_window) == (window, weekly_window)


def test_figures_that_aws_refuses_are_reported_together() -> None:
    """Retention, storage, version and both windows are five problems."""
    with pytest.raises(TopologyError) as raised:
        plan_database(
            backup_retention_days=36,
            storage_gb=10,
            engine_version="newest",
            backup_window="7-9",
            maintenance_window="sunday",
        )
    assert [problem.subject for problem in raised.value.problems] == [
        "database.engine_version",
        "database.backup_retention_days",
        "database.storage_gb",
        "database.backup_window",
        "database.maintenance_window",
    ]


def test_a_window_of_twenty_minutes_is_too_short() -> None:
    """RDS needs half an hour."""
    with pytest.raises(TopologyError, match="20 and 60 minutes"):
        plan_database(backup_window="07:20-07:40")


@pytest.mark.parametrize("figures", [{"storage_gb": 65_537}, {"maximum_storage_gb": 70_000}])
def test_more_than_an_instance_can_have_is_refused(figures: dict[str, Any]) -> None:
    """AWS ends at 64 TiB; growth that is not asked for ends there by itself."""
    with pytest.raises(TopologyError, match="at most 65536 GB"):
        plan_database(**figures)
    assert plan_database(storage_gb=65_536).maximum_storage_gb == 65_536
