"""Windows of databases: across midnight, across the week's end, and in local hours."""

from zoneinfo import ZoneInfo

import pytest

from pods_policies.backups.windows import Window, daily_window, offsets_of, weekly_window


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07:20-09:20", (440, 120)),
        ("23:30-00:30", (1410, 60)),
        ("00:00-23:59", (0, 1439)),
        ("24:00-01:00", None),
        ("07:20", None),
        ("07:20-07:20", None),
        ("sun:07:20-sun:08:20", None),
    ],
)
def test_a_daily_window_is_read(text: str, expected: tuple[int, int] | None) -> None:
    """A window that ends before it begins ends on the next day."""
    window = daily_window(text)
    assert (None if window is None else (window.start, window.minutes)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon:00:00-mon:01:00", (0, 60)),
        ("Sun:23:30-Mon:00:30", (6 * 1440 + 1410, 60)),
        ("sun:23:30-mon:00:30 ", (6 * 1440 + 1410, 60)),
        ("sunday:10:00-sunday:11:00", None),
        ("10:00-11:00", None),
    ],
)
def test_a_weekly_window_is_read(text: str, expected: tuple[int, int] | None) -> None:
    """The week is a circle that begins on Monday."""
    window = weekly_window(text)
    assert (None if window is None else (window.start, window.minutes)) == expected


def test_windows_that_touch_share_no_minute() -> None:
    """One may begin in the minute in which the other ends."""
    first, second = Window(60, 60, 1440), Window(120, 60, 1440)
    assert not first.meets(second)
    assert not second.meets(first)
    assert first.meets(second.moved(-1))
    assert second.moved(-1).meets(first)


def test_a_window_holds_another_across_midnight() -> None:
    """The day is a circle."""
    night = Window(1380, 120, 1440)
    assert night.contains(Window(1430, 60, 1440))
    assert night.contains(Window(0, 60, 1440))
    assert not night.contains(Window(0, 61, 1440))
    assert not night.contains(Window(1379, 30, 1440))


def test_a_zone_has_an_offset_in_winter_and_one_in_summer() -> None:
    """New York is five hours behind, four in summer; Kolkata is five and a half ahead."""
    assert offsets_of(ZoneInfo("America/New_York")) == (-300, -240)
    assert offsets_of(ZoneInfo("Asia/Kolkata")) == (330,)
