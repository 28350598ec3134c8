"""The example plans: each published figure is in one, and leads to what was published."""

import re

import pytest

from pods.continuity import Disruption
from tests.continuity.example_plans import PLANS, example
from tests.continuity.published_figures import BACKUP_PLAN, PROCEDURE, PROGRAMME, PUBLISHED, Row


def _holds(name: str, row: Row) -> None:
    identifier, _, place, value = row
    product = example(name)
    assert product.value(place) == value
    assert re.search(rf"\b{identifier}\b", product.text), f"no comment names {identifier}"


def _ids(row: Row) -> str:
    return f"{row[0]} {row[1]} ({row[2]})"


@pytest.mark.parametrize("name", list(PLANS))
def test_an_example_has_nothing_to_be_said_against_it(name: str) -> None:
    """It is what users copy: no error, no warning, and nothing left unchecked."""
    report = example(name).loaded.report
    assert report.findings == (), str(report)


@pytest.mark.parametrize("name", list(PLANS))
def test_what_an_example_asks_for_is_carried(name: str) -> None:
    """The planner refuses none of its objectives, and each asks for a second Region and probes."""
    topology = example(name).topology
    assert topology.unmet == ()
    assert {"backups.region", "recovery.region", "probes.interval_seconds"} <= set(topology.figures)


@pytest.mark.requirement("A1", "A2", "A3", "A13", "A14")
@pytest.mark.parametrize("row", PROGRAMME, ids=_ids)
def test_a_figure_of_the_programme_is_in_its_plan(row: Row) -> None:
    """The enhanced-DR programme: each figure stands in the plan or follows from it."""
    _holds("reference", row)


@pytest.mark.requirement("C4")
@pytest.mark.parametrize("row", PROCEDURE, ids=_ids)
def test_a_figure_of_the_procedure_is_in_its_plan(row: Row) -> None:
    """The general procedure: three phases, 24 hours, vendors' service levels."""
    _holds("storefront", row)


@pytest.mark.requirement("D9")
@pytest.mark.parametrize("row", BACKUP_PLAN, ids=_ids)
def test_a_figure_of_the_backup_plan_is_in_its_plan(row: Row) -> None:
    """The backup and DR plan: each figure stands in the plan or follows from it."""
    _holds("handbook", row)


@pytest.mark.parametrize(("letter", "last"), [("A", 15), ("C", 4), ("D", 10)])
def test_no_commitment_is_left_out(letter: str, last: int) -> None:
    """Every id is in a table; A16, the standards, is shown by evidence and not by a plan."""
    listed = {row[0] for table in PUBLISHED.values() for row in table if row[0][0] == letter}
    assert listed == {f"{letter}{number}" for number in range(1, last + 1)}


@pytest.mark.requirement("B1", "B2")
def test_tiers_and_objectives_differ_by_capability() -> None:
    """One platform, three tiers, each from its own impact; never one figure for all."""
    clinic = example("reference")
    tiers = {name: clinic.value(f"targets/{name}/tier") for name in clinic.plan.capabilities}
    assert tiers == {"book": 1, "records": 1, "messages": 2, "billing": 3}
    assert clinic.value("targets/*/mtpd_dimension") == ["trust", "safety", "trust", "revenue"]
    assert clinic.value("targets/*/targets/az/rto") == ["15 min", "15 min", "1 h", "4 h"]
    assert list(clinic.plan.scales) == ["revenue", "trust", "legal", "operational", "safety"]


@pytest.mark.requirement("B3")
def test_each_mode_has_criteria_and_was_tried() -> None:
    """Both products with modes say when they go on and off, and exercise them."""
    for name in ("reference", "handbook"):
        plan = example(name).plan
        tried = {mode for exercise in plan.exercises.values() for mode in exercise.modes}
        assert tried == set(plan.degradation_modes) != set()
        for mode in plan.degradation_modes.values():
            assert mode.trigger != mode.rollback
            assert mode.last_tested is not None


@pytest.mark.requirement("B5")
def test_what_can_stop_a_product_has_a_tested_fallback() -> None:
    """Critical and important dependencies, with their kinds of fallback and an escalation."""
    plan = example("reference").plan
    fallbacks = {
        name: each.fallback.kind.value
        for name, each in plan.dependencies.items()
        if each.fallback is not None and each.fallback.last_tested is not None
    }
    assert fallbacks == {
        "sign-in": "cache",
        "payments": "queue",
        "messages-gateway": "provider_failover",
    }
    assert {each.kind.value for each in plan.dependencies.values()} == {"internal", "external"}
    assert all(each.support and each.support.escalation for each in plan.dependencies.values())


@pytest.mark.requirement("B6", "B11")
@pytest.mark.parametrize("name", list(PLANS))
def test_every_product_has_the_organisations_people_and_rules(name: str) -> None:
    """Five command roles with five holders, decisions, and release rules for each tier."""
    plan = example(name).plan
    roles = [role for _, role in plan.incidents.command]
    assert len({plan.roles[role].holder for role in roles}) == 5
    assert len(plan.incidents.decisions) >= 1
    assert {tier: rules.stages[-1].percent for tier, rules in plan.releases.items()} == {
        1: 100,
        2: 100,
        3: 100,
        4: 100,
    }
    assert [
        canary.percent for canary in (plan.releases[1].canary, plan.releases[2].canary) if canary
    ] == [5, 10]


@pytest.mark.requirement("B7")
def test_customers_are_told_in_their_languages() -> None:
    """Every phase is prepared in every language of the audience, with two ways to send it."""
    for name, languages in (("reference", {"en", "es"}), ("handbook", {"en", "fr"})):
        said = example(name).plan.communications
        audience = next(iter(said.audiences))
        prepared = [each for each in said.templates.values() if each.audience == audience]
        assert [each.phase.value for each in prepared] == ["notification", "recovery", "resolution"]
        assert all(set(each.text) == languages for each in prepared)


def test_a_vital_capability_is_exercised_against_every_disruption() -> None:
    """Once a year at least, in both full plans."""
    for name, capability in (("reference", "book"), ("handbook", "read")):
        exercises = example(name).plan.exercises.values()
        tried = {each.disruption for each in exercises if capability in each.capabilities}
        assert tried == set(Disruption)
