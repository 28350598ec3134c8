"""How messages say spans and counts."""

import pytest

from pods_policies.schedules.spans import counted, spanned


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (60, "1 h"),
        (1500, "1 day 1 h"),
        (0.4, "0 s"),
        (100 * 365 * 1440, "100 years"),
        (float("inf"), "100 years"),
        (1e300, "100 years"),
    ],
)
def test_spans_of_any_length_can_be_said(minutes: float, text: str) -> None:
    """Nothing longer than a century is told apart, so nothing overflows."""
    assert spanned(minutes) == text


def test_one_is_one() -> None:
    """A count agrees with its word."""
    assert counted(1, "snapshot") == "1 snapshot a day"
    assert counted(2, "snapshot") == "2 snapshots a day"
    assert counted(10 / 7, "backup") == "1.43 backups a day"
