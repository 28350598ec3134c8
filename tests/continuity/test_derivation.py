"""Tiers from impact, objectives from tiers."""

from datetime import timedelta

import pytest

from pods.continuity import Disruption, derive
from tests.continuity.sample_plan import plan_of, sample


@pytest.mark.requirement("A1", "B1", "B2")
def test_tier_and_objectives_follow_from_impact() -> None:
    """The MTPD is the first intolerable span; the tier is the one that takes it."""
    targets = derive(plan_of())
    book = targets["book"]
    assert (book.mtpd, book.mtpd_dimension, book.tier) == (timedelta(hours=4), "revenue", 1)
    assert targets["report"].mtpd == timedelta(days=5)
    assert targets["report"].tier == 4
    zone = book.targets[Disruption.AZ]
    assert (zone.rto, zone.rpo) == (timedelta(minutes=15), timedelta(minutes=5))
    assert zone.rto_source.text == "tier 1"


@pytest.mark.requirement("B2")
def test_objectives_differ_by_disruption() -> None:
    """No one figure stands for every disruption."""
    book = derive(plan_of())["book"].targets
    assert len({target.rto for target in book.values()}) > 3
    assert book[Disruption.INSTANCE].rto <= book[Disruption.AZ].rto <= book[Disruption.REGION].rto


def test_half_of_the_limit_is_stricter_than_a_slow_tier() -> None:
    """An MTPD of one hour halves what tier 1 would allow for the loss of a Region."""
    plan = plan_of(**{"capabilities.book.impact.outage": {"revenue": {"1 h": 3}}})
    region = derive(plan)["book"].targets[Disruption.REGION]
    assert region.rto == timedelta(minutes=30)
    assert region.rto_source.text == "half of the MTPD"


def test_intolerable_data_loss_bounds_the_rpo() -> None:
    """Losing an hour is intolerable, so half an hour is the objective where the tier asks less."""
    book = derive(plan_of())["book"]
    assert book.tolerable_data_loss == timedelta(hours=1)
    assert book.targets[Disruption.ACCOUNT].rpo == timedelta(minutes=30)
    assert book.targets[Disruption.ACCOUNT].rpo_source.text == "half of the intolerable loss"


@pytest.mark.requirement("A1", "B1")
def test_an_override_carries_its_reason() -> None:
    """What is overridden keeps its reason; what is not stays derived."""
    plain = sample()
    plain["capabilities"]["book"]["tier"] = {"is": 2, "reason": "Contract"}
    plain["capabilities"]["book"]["objectives"] = {"az": {"rto": "10 min", "reason": "Promised"}}
    book = derive(plan_of(plain))["book"]
    assert (book.tier, book.derived_tier) == (2, 1)
    zone = book.targets[Disruption.AZ]
    assert (zone.rto, zone.rto_source.text) == (timedelta(minutes=10), "Promised")
    assert zone.rto_source.is_override
    assert not zone.rpo_source.is_override


def test_a_capability_that_is_never_intolerable_is_in_the_lowest_tier() -> None:
    """No MTPD, no urgency: and it is None, not a large number."""
    plan = plan_of(**{"capabilities.report.impact.outage": {"legal": {"1 day": 1}}})
    report = derive(plan)["report"]
    assert (report.mtpd, report.tier) == (None, 4)
