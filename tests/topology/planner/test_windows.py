"""Windows on the clock of a place, in UTC."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pods.continuity.services import DailyWindow
from pods.topology import plan_database
from pods.topology.planner.windows import maintenance_after, start_of, window_of
from tests.topology.planner.plans import booking, with_store


@pytest.mark.parametrize(
    ("start", "end", "zone", "expected"),
    [
        ("02:20", "04:20", "America/New_York", "07:20-09:20"),
        ("02:20", "04:20", "UTC", "02:20-04:20"),
        ("01:00", "02:00", "Europe/Berlin", "00:00-01:00"),
        ("00:30", "01:30", "Europe/Berlin", "23:30-00:30"),
        ("23:30", "00:30", "Asia/Tokyo", "14:30-15:30"),
        ("02:00", "03:00", "Australia/Sydney", "16:00-17:00"),
        ("03:00", "04:00", "Asia/Kolkata", "21:30-22:30"),
        ("03:00", "04:00", "Europe/Dublin", "03:00-04:00"),
        ("03:00", "03:10", "UTC", "03:00-03:30"),
        ("03:00", "02:59", "UTC", "03:00-01:00"),
    ],
)
def test_standard_time_gives_the_window(start: str, end: str, zone: str, expected: str) -> None:
    """Summer time is not AWS's: winter's clock counts, on both halves of the earth."""
    window = DailyWindow.model_validate({"start": start, "end": end, "zone": zone})
    assert window_of(window).text == expected
    assert start_of(window).text == expected.partition("-")[0]


def test_the_decision_says_what_happens_in_summer() -> None:
    """An hour later where clocks change, and no word of it where they do not."""
    chosen = {
        "window": {"start": "02:20", "end": "04:20", "zone": "America/New_York"},
        "reason": "Least load",
    }
    topology = booking(with_store(rows={"kind": "postgresql", "protection": chosen}))
    because = {each.figure.name: each.because for each in topology.decisions}
    assert topology.figures["database.backup_window"].value == "07:20-09:20"
    assert because["database.backup_window"] == (
        "02:20-04:20 America/New_York, by its standard time: AWS knows no summer time, so in "
        "summer it lies an hour later on that clock"
    )
    tokyo = DailyWindow(start=time(3), end=time(4), zone="Asia/Tokyo")
    assert window_of(tokyo).because == "03:00-04:00 Asia/Tokyo, by its standard time"


def test_one_database_has_one_window() -> None:
    """Of two wishes the first by name is heard, and the other is named."""
    plain = with_store(
        alpha={
            "kind": "postgresql",
            "protection": {"window": {"start": "01:00", "end": "02:00"}, "reason": "Quiet"},
        },
        beta={
            "kind": "postgresql",
            "protection": {"window": {"start": "05:00", "end": "06:00"}, "reason": "Quiet"},
        },
    )
    decision = next(
        each for each in booking(plain).decisions if each.figure.name == "database.backup_window"
    )
    assert decision.value == "01:00-02:00"
    assert decision.because.endswith("; beta asked for another, and there is one database")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("07:20", "09:20", "sun:10:00-sun:11:00"),
        ("09:30", "10:30", "sun:11:00-sun:12:00"),
        ("22:00", "10:01", "sun:10:31-sun:11:31"),
        ("10:30", "23:00", "sun:23:30-mon:00:30"),
    ],
)
def test_maintenance_keeps_out_of_the_window(start: str, end: str, expected: str) -> None:
    """The usual hour, or the first half an hour after the backup."""
    window = DailyWindow.model_validate({"start": start, "end": end})
    assert maintenance_after(window_of(window)) == expected


@given(start=st.times(), end=st.times(), zone=st.sampled_from(["UTC", "America/New_York"]))
def test_rds_accepts_every_pair_of_windows(start: time, end: time, zone: str) -> None:
    """Whatever the plan chooses, the two windows do not meet, and neither is too short."""
    window = window_of(DailyWindow(start=start, end=end, zone=zone))
    plan = plan_database(backup_window=window.text, maintenance_window=maintenance_after(window))
    assert plan.backup_window == window.text
