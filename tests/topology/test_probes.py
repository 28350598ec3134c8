"""Canaries: from where, how often, and what is refused."""

from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import AlarmTiming, plan_probes


@pytest.mark.requirement("D8")
@pytest.mark.parametrize(
    ("home", "regions"),
    [
        ("us-east-1", ("us-west-2", "eu-west-1")),
        ("us-west-2", ("eu-west-1", "us-east-1")),
        ("eu-west-1", ("us-west-2", "us-east-1")),
        ("ap-southeast-2", ("us-west-2", "eu-west-1")),
        (None, ("us-west-2", "eu-west-1")),
    ],
)
def test_nobody_looks_from_home(home: str | None, regions: tuple[str, ...]) -> None:
    """Two Regions look, and the service's own is none of them."""
    assert plan_probes(home_region=home).regions == regions


@pytest.mark.requirement("D8")
def test_a_service_is_looked_at_each_minute() -> None:
    """The default: one run and one look of the alarm a minute."""
    plan = plan_probes()
    assert (plan.schedule, plan.timing) == ("rate(1 minute)", AlarmTiming(60, 1))
    assert (plan.timeout_seconds, plan.tolerated, plan.health_path) == (30, 1, "/health")


def test_a_slower_look_has_an_alarm_to_match() -> None:
    """An alarm that looked more often than its canary would meet silence."""
    plan = plan_probes(interval_seconds=300, timeout_seconds=300)
    assert (plan.schedule, plan.timing) == ("rate(5 minutes)", AlarmTiming(300, 1))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"regions": ["us-west-2"]},
            (
                "regions: ['us-west-2']; at least 2 different Regions are required: what one place "
                "sees may be its own trouble. Name two or three that are far from each other."
            ),
        ),
        (
            {"regions": ["us-west-2", "us-west-2"]},
            (
                "regions: us-west-2 more than once in ['us-west-2', 'us-west-2']; each Region has "
                "one canary. Name it once, or another Region in its place."
            ),
        ),
        (
            {"regions": ["us-west-2", "us-west-9"]},
            "regions: 'us-west-9'; a Region of AWS is required. Did you mean us-west-2?",
        ),
        (
            {"regions": ["us-west-2", "us-east-1"], "home_region": "us-east-1"},
            (
                "regions: us-east-1 is the Region of the service; whoever watches must not be lost "
                "with what is watched. Name another Region in its place."
            ),
        ),
        (
            {"url": "ftp://clinic.example"},
            (
                "url: 'ftp://clinic.example'; a web address is required. Write it like "
                "https://clinic.example."
            ),
        ),
        (
            {"interval_seconds": 90},
            (
                "interval_seconds: 90; canaries run every 1 to 60 whole minutes. Use 60, or 300 "
                "where minutes do not matter."
            ),
        ),
        (
            {"interval_seconds": 3660},
            (
                "interval_seconds: 3660; canaries run every 1 to 60 whole minutes. Use 60, or 300 "
                "where minutes do not matter."
            ),
        ),
        (
            {"timeout_seconds": 14},
            (
                "timeout_seconds: 14; a run takes 15 s to start in, and ends before the next one. "
                "Choose 15 to 60."
            ),
        ),
        (
            {"timeout_seconds": 61},
            (
                "timeout_seconds: 61; a run takes 15 s to start in, and ends before the next one. "
                "Choose 15 to 60."
            ),
        ),
        (
            {"health_path": "health"},
            (
                "health_path: 'health'; a path that begins with a slash is required. Write it like "
                "/health."
            ),
        ),
        (
            {"name": "Clinic_1"},
            (
                "name: 'Clinic_1'; canaries and buckets are named after it: at most 32 small "
                "letters, digits and hyphens. Write it like clinic."
            ),
        ),
        (
            {"runtime_version": "syn-python-selenium-5.0"},
            (
                "runtime_version: 'syn-python-selenium-5.0'; the script of the probes is for the "
                "runtimes of Node.js and Puppeteer. Write it like syn-nodejs-puppeteer-15.0."
            ),
        ),
    ],
)
def test_what_cannot_be_made_is_refused(asked: dict[str, Any], message: str) -> None:
    """Before the first resource, and with what to do instead."""
    with pytest.raises(TopologyError) as raised:
        plan_probes(**asked)
    assert str(raised.value) == message


def test_every_problem_is_told_at_once() -> None:
    """Nobody mends one to meet the next."""
    with pytest.raises(TopologyError) as raised:
        plan_probes(
            regions=["Oregon", "us-east-1"],
            home_region="us-east-1",
            interval_seconds=0,
            health_path="",
        )
    assert [each.subject for each in raised.value.problems] == [
        "regions",
        "regions",
        "interval_seconds",
        "health_path",
    ]
