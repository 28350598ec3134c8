"""One step weaker and one stronger, and what they cost."""

from datetime import date

import pytest
from moneyed import USD, Money

from pods.topology.planner import CAVEAT, PRICES, Alternative, Decision, oldest_price
from pods.topology.planner.figures import is_weaker
from tests.topology.planner.plans import booking, with_objectives


def _decision(name: str) -> Decision:
    topology = booking(with_objectives(data_corruption="1 h/24 h"))
    return next(each for each in topology.decisions if each.figure.name == name)


STEPS = [
    # 150 GB of volumes at 0.05: two copies a day of 1 percent for 184 days, and the neighbours.
    ("snapshots.interval_hours", 24, "-13.80", 8, "13.80"),
    ("secondary.reserved", 3, "-73.58", 5, "73.58"),
    ("primary.running", 1, "-73.58", 3, "73.58"),
    ("secondary.running", 0, "0.00", 2, "0.00"),
    ("database.backup_retention_days", 14, "-2.07", None, None),
    ("traffic.check_interval_seconds", 30, "-2.00", None, None),
    ("traffic.failure_threshold", 4, "0.00", 2, "0.00"),
    ("snapshots.retention_days", 92, "-13.80", 366, "27.30"),
]


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(
    ("name", "weaker", "saves", "stronger", "costs"), STEPS, ids=[row[0] for row in STEPS]
)
def test_a_step_has_its_price(
    name: str, weaker: int, saves: str, stronger: int | None, costs: str | None
) -> None:
    """A month's difference in dollars, below zero for the cheaper one."""
    decision = _decision(name)
    assert _known(decision.weaker) == (weaker, Money(saves, USD))
    if stronger is None or costs is None:
        assert decision.stronger is None
    else:
        assert _known(decision.stronger) == (stronger, Money(costs, USD))


def _known(step: Alternative | None) -> tuple[object, Money | None]:
    assert step is not None
    return step.value, step.monthly_difference


@pytest.mark.parametrize(
    ("name", "value", "note"),
    [
        (
            "database.multi_az",
            False,
            (
                "no price: the table has none for the standby's instance; "
                "its 104 GB alone are 11.96 USD"
            ),
        ),
        ("object_store.versioning", False, "no price: the table has none for it"),
        ("backups.lock", "none", "no price: the table has none for it"),
    ],
)
def test_what_has_no_price_says_so(name: str, value: object, note: str) -> None:
    """None, with the reason."""
    step = _decision(name).weaker
    assert step is not None
    assert (step.value, step.monthly_difference, step.note) == (value, None, note)


def test_an_instance_type_without_a_price_has_none() -> None:
    """No price of a neighbour is taken for it."""
    load = {"instances": 2, "instance_type": "c7i.4xlarge"}
    topology = booking(**{"services.booking.load": load})
    step = next(
        each for each in topology.decisions if each.figure.name == "primary.running"
    ).stronger
    assert step is not None
    assert (step.monthly_difference, step.note) == (
        None,
        "no price: the table has none for c7i.4xlarge",
    )


def test_a_value_between_two_steps_has_both_as_neighbours() -> None:
    """Ten days lie between seven and fourteen."""
    retention = {"at_most": "10 days", "duty": "Privacy law"}
    topology = booking(**{"services.booking.stores.records.retention": retention})
    decision = next(
        each for each in topology.decisions if each.figure.name == "database.backup_retention_days"
    )
    assert decision.value == 10
    assert _known(decision.weaker)[0] == 7
    assert _known(decision.stronger)[0] == 14


def test_the_price_table_says_what_it_is() -> None:
    """Dated, sourced and coarse."""
    assert oldest_price() == date(2026, 4, 1)
    assert CAVEAT.startswith("coarse: us-east-1")
    for price in PRICES.values():
        assert price.source.startswith("https://aws.amazon.com/")
        assert price.amount > 0
        assert price.read_in


def test_a_step_leads_the_way_it_says() -> None:
    """Of every figure of the sample the weaker step is weaker, and the stronger one stronger."""
    steps = 0
    for decision in booking().decisions:
        name, weaker, stronger = decision.figure.name, decision.weaker, decision.stronger
        if weaker is not None:
            assert is_weaker(name, weaker.value, decision.value), name
            steps += 1
        if stronger is not None:
            assert is_weaker(name, decision.value, stronger.value), name
            steps += 1
    assert steps > 20
