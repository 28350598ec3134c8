"""Restores on a schedule."""

import pytest

from pods.errors import TopologyError
from pods.topology import RestoreTestsPlan, plan_restore_tests

PLACES = ("db_subnet_group_name", "security_group_ids")


@pytest.mark.requirement("B4")
def test_the_default_restores_the_database_every_week() -> None:
    """The latest recovery point of the week, started within the hour, gone after four."""
    assert plan_restore_tests(given=PLACES) == RestoreTestsPlan(
        cron="cron(30 13 ? * TUE *)",
        start_window_hours=1,
        selection_window_days=7,
        validation_hours=4,
        resource_types=("RDS",),
    )


@pytest.mark.parametrize(("every", "days"), [("daily", 2), ("weekly", 7), ("monthly", 31)])
def test_the_window_reaches_back_to_the_last_test(every: str, days: int) -> None:
    """What is older than the time between two tests is not what is tested."""
    assert plan_restore_tests(every=every, given=PLACES).selection_window_days == days


def test_a_restore_without_a_place_is_refused() -> None:
    """It would go to the default VPC, which a careful account has deleted; each place once."""
    with pytest.raises(TopologyError) as raised:
        plan_restore_tests(resource_types=["RDS", "Aurora", "EC2", "S3"])
    assert str(raised.value).splitlines() == [
        (
            "restore_tests.db_subnet_group_name: missing, and Aurora is restored; without it the "
            "restore goes to the default VPC, and fails where there is none. "
            'Add "db_subnet_group_name", of a network apart from the one that serves.'
        ),
        (
            "restore_tests.security_group_ids: missing, and EC2 is restored; without it the "
            "restore goes to the default VPC, and fails where there is none. "
            'Add "security_group_ids", of a network apart from the one that serves.'
        ),
        (
            "restore_tests.subnet_id: missing, and EC2 is restored; without it the restore goes to "
            "the default VPC, and fails where there is none. "
            'Add "subnet_id", of a network apart from the one that serves.'
        ),
    ]


def test_figures_that_aws_refuses_are_reported_together() -> None:
    """Three wrong figures are three problems."""
    with pytest.raises(TopologyError) as raised:
        plan_restore_tests(every="yearly", resource_types=["Tape"], validation_hours=169)
    assert str(raised.value).splitlines() == [
        "restore_tests.every: 'yearly'; one of daily, weekly, monthly is required. Use weekly.",
        (
            "restore_tests.validation_hours: 169; AWS keeps what was restored for 0 to 168 hours. "
            "Use 4."
        ),
        (
            "restore_tests.resource_types: ['Tape']; one or more of Aurora, EBS, EC2, RDS, S3 are "
            "required. Name what is backed up."
        ),
    ]
