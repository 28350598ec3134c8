"""When schedules run."""

import pytest

from pods_policies.backups.run_times import every, from_cron, longest_gap

CRONS = [
    ("cron(0 */12 * * ? *)", 12),
    ("cron(30 1,13 * * ? *)", 12),
    ("cron(0 6,14 * * ? *)", 16),
    ("cron(0 0/8 * * ? *)", 8),
    ("cron(0 9-17 * * ? *)", 16),
    ("cron(0 12 ? * MON-FRI *)", 72),
    ("cron(0 0,12 ? * 2-6 *)", 60),
    ("cron(0 0 1 * ? *)", 31 * 24),
]


@pytest.mark.parametrize(("expression", "hours"), CRONS)
def test_the_longest_gap_of_a_cron_expression(expression: str, hours: float) -> None:
    """Gaps over nights, weekends and months are found."""
    runs = from_cron(expression)
    assert runs is not None
    assert longest_gap([runs]) == hours


def test_a_gap_longer_than_what_is_laid_out_is_seen() -> None:
    """A schedule for one month leaves the rest of the year open."""
    runs = from_cron("cron(0 */12 * MAR ? *)")
    assert runs is not None
    assert longest_gap([runs]) > 300 * 24


@pytest.mark.parametrize(
    "expression",
    [
        "cron(0 12 L * ? *)",
        "cron(0 12 ? * 2#1 *)",
        "cron(0 12 15W * ? *)",
        "cron(0 12 * * ? 2027)",
        "cron(0 25 * * ? *)",
        "cron(0 20-4 * * ? *)",
        "cron(0 12 * * ?)",
        "rate(12 hours)",
        "",
    ],
)
def test_what_is_not_understood_is_not_guessed(expression: str) -> None:
    """Calendar forms, single years, impossible hours and other languages give no answer."""
    assert from_cron(expression) is None


def test_schedules_fill_each_others_gaps() -> None:
    """Two daily schedules twelve hours apart leave twelve hours."""
    assert longest_gap([every(24, "03:00"), every(24, "15:00")]) == 12
    assert longest_gap([every(24, "03:00"), every(24, "16:00")]) == 13
    assert longest_gap([every(12, "09:00")]) == 12


def test_no_schedule_leaves_no_end() -> None:
    """Without a run the gap has no bound."""
    assert longest_gap([]) == float("inf")
