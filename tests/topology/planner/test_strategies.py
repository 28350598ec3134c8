"""From two objectives to a way of recovering."""

from datetime import timedelta

import pytest

from pods.continuity import Disruption, Target
from pods.continuity.derivation import Source
from pods.continuity.durations import parse
from pods.topology.planner import Strategy, strategy_for
from tests.topology.planner.plans import booking


def _target(text: str) -> Target:
    rto, rpo = (parse(each) for each in text.split("/"))
    return Target(rto, rpo, Source("test"), Source("test"))


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(
    ("objectives", "expected"),
    [
        ("24 h/1 h", "backup_and_restore"),
        ("3 days/1 day", "backup_and_restore"),
        ("23 h/1 h", "pilot_light"),
        ("24 h/59 min", "pilot_light"),
        ("50 min/15 min", "pilot_light"),
        ("30 min/1 min", "pilot_light"),
        ("29 min/1 min", "warm_standby"),
        ("30 min/59 s", "warm_standby"),
        ("2 min/1 s", "warm_standby"),
        ("119 s/1 s", "active_active"),
        ("30 min/0 s", "active_active"),
    ],
)
def test_the_loss_of_a_site_follows_the_table(objectives: str, expected: str) -> None:
    """The least costly strategy that reaches both objectives."""
    for disruption in (Disruption.INSTANCE, Disruption.AZ, Disruption.REGION):
        assert strategy_for(_target(objectives), disruption).strategy == expected


def test_a_choice_names_its_neighbours_and_its_reason() -> None:
    """One step weaker and one stronger, and why the weaker one will not do."""
    choice = strategy_for(_target("50 min/15 min"), Disruption.REGION)
    assert (choice.weaker, choice.stronger) == (
        Strategy.BACKUP_AND_RESTORE,
        Strategy.WARM_STANDBY,
    )
    assert choice.because == (
        "RTO 50 min and RPO 15 min: pilot light takes tens of minutes and loses minutes of data; "
        "backup and restore takes 24 h or less and loses hours of data (REL13-BP02)"
    )
    assert strategy_for(_target("3 days/3 days"), Disruption.AZ).weaker is None
    assert strategy_for(_target("0 s/0 s"), Disruption.AZ).stronger is None


@pytest.mark.parametrize(
    ("disruption", "objectives", "expected"),
    [
        (Disruption.DATA_CORRUPTION, "1 h/2 h", Strategy.BACKUP_AND_RESTORE),
        (Disruption.DATA_CORRUPTION, "1 h/119 min", Strategy.POINT_IN_TIME),
        (Disruption.DEPLOYMENT_FAILURE, "15 min/5 min", Strategy.ROLLBACK),
        (Disruption.IDENTITY_PROVIDER, "15 min/5 min", Strategy.FALLBACK),
        (Disruption.DEPENDENCY, "15 min/5 min", Strategy.FALLBACK),
        (Disruption.COMPROMISE, "15 min/5 min", Strategy.ISOLATED_RESTORE),
        (Disruption.ACCOUNT, "15 min/5 min", Strategy.ISOLATED_RESTORE),
    ],
)
def test_what_is_no_loss_of_a_site_has_a_strategy_of_its_own(
    disruption: Disruption, objectives: str, expected: Strategy
) -> None:
    """More machines help neither against bad data nor against bad releases."""
    assert strategy_for(_target(objectives), disruption).strategy is expected


def test_every_capability_has_a_strategy_for_every_disruption() -> None:
    """Two capabilities, nine kinds."""
    strategies = booking().strategies
    assert len(strategies) == 2 * len(Disruption)
    assert strategies["book", Disruption.AZ].strategy is Strategy.WARM_STANDBY
    assert strategies["report", Disruption.REGION].strategy is Strategy.BACKUP_AND_RESTORE
    assert timedelta(0) < parse("1 s")
