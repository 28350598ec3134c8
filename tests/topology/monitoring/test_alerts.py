"""Who is told, and how soon."""

import pytest

from pods.errors import TopologyError
from pods.topology import AlarmTiming, plan_alarm, plan_channels, plan_daily_test

MAIL = ("email", "on-call@clinic.example")
TEXT = ("sms", "+12025550142")


@pytest.mark.parametrize(("period", "datapoints"), [(60, 1), (30, 2), (20, 3), (10, 6)])
def test_alarms_of_a_minute_are_planned(period: int, datapoints: int) -> None:
    """Sixty seconds is the limit, and within it."""
    assert plan_alarm(period_seconds=period, datapoints=datapoints) == AlarmTiming(
        period, datapoints
    )


@pytest.mark.requirement("D8")
@pytest.mark.parametrize(("period", "datapoints"), [(60, 2), (120, 1), (30, 3), (10, 7), (60, 0)])
def test_slower_alarms_are_refused(period: int, datapoints: int) -> None:
    """People are told within a minute, or the alarm is not made."""
    with pytest.raises(TopologyError, match="told within 60 s"):
        plan_alarm(period_seconds=period, datapoints=datapoints)


def test_a_period_that_cloudwatch_lacks_is_refused() -> None:
    """Fifteen seconds are no period."""
    with pytest.raises(TopologyError, match="multiple of 60"):
        plan_alarm(period_seconds=15)


def test_two_protocols_are_enough() -> None:
    """Mail and text reach people by different ways."""
    assert plan_channels([MAIL, TEXT]) == (MAIL, TEXT)


def test_two_people_on_one_protocol_are_not_enough() -> None:
    """The one protocol may be what fails."""
    with pytest.raises(TopologyError, match="at least 2 different protocols"):
        plan_channels([MAIL, ("email", "second@clinic.example")])


def test_every_wrong_channel_is_reported() -> None:
    """An unknown protocol, an empty endpoint and a repetition are told together."""
    with pytest.raises(TopologyError) as raised:
        plan_channels([("pigeon", "loft"), ("email", ""), TEXT, TEXT])
    assert [problem.observed for problem in raised.value.problems] == [
        "'pigeon' to 'loft'",
        "'email' to ''",
        "the same protocol and endpoint twice",
    ]


def test_two_protocols_to_one_address_are_one_recipient() -> None:
    """Mail in two forms wakes nobody twice."""
    with pytest.raises(TopologyError) as raised:
        plan_channels([MAIL, ("email-json", MAIL[1])])
    assert str(raised.value) == (
        "alerts.subscriptions: only 'on-call@clinic.example' is told; at least 2 recipients are "
        "required, as one may be asleep. Add another person, or the paging service of the team."
    )


def test_recipients_count_by_name_where_they_have_one() -> None:
    """Two endpoints of one person are one recipient, and two persons are two."""
    with pytest.raises(TopologyError, match="only 'first' is told"):
        plan_channels([MAIL, TEXT], ["first", "first"])
    assert plan_channels([MAIL, TEXT], ["first", "second"]) == (MAIL, TEXT)


@pytest.mark.parametrize(
    ("test_at", "schedule"), [("09:00", "cron(0 9 * * ? *)"), ("23:45", "cron(45 23 * * ? *)")]
)
def test_a_test_is_sent_at_its_time(test_at: str, schedule: str) -> None:
    """Every day, at that minute."""
    assert plan_daily_test(test_at=test_at) == schedule


@pytest.mark.parametrize("test_at", ["24:00", "9:00", "09:60", "noon"])
def test_a_time_that_no_day_has_is_refused(test_at: str) -> None:
    """It is refused before AWS does."""
    with pytest.raises(TopologyError) as raised:
        plan_daily_test(test_at=test_at)
    assert str(raised.value) == (
        f"alerts.test_at: {test_at!r}; a time of the day is required. Write it like 09:00, in UTC."
    )
