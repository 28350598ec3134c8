"""Which resources and days a waiver is meant for."""

from datetime import date

import pytest

from pods_policies.waivers.ledger import Ledger, Waiver

URN = "urn:pulumi:prod::clinic::aws:rds/instance:Instance::clinic-db[0]"
TODAY = date(2026, 3, 1)


def waiver(resource: str = "clinic-db[0]", **said: object) -> Waiver:
    """Return a waiver that holds on one day."""
    days = {"approved": TODAY, "expires": TODAY, **said}
    texts = {"owner": "o", "approver": "a", "reason": "r", "control": "c"}
    return Waiver(rule="BC-HA-001", resource=resource, **texts, **days)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ("clinic-db[0]", True),
        (URN, True),
        ("clinic-*", True),
        ("clinic-db[?]", True),
        ("urn:pulumi:prod::*::clinic-db[0]", True),
        ("urn:pulumi:dev::*::clinic-db[0]", False),
        ("clinic-db", False),
        ("clinic-db?", False),
        ("Clinic-*", False),
        ("", False),
    ],
)
def test_a_waiver_means_a_name_or_a_urn_whole(resource: str, expected: object) -> None:
    """Wildcards are `*` and `?`; brackets stand for themselves."""
    assert waiver(resource).means(URN) is expected


def test_a_waiver_holds_from_its_first_to_its_last_day() -> None:
    """Both included."""
    one = waiver(approved=date(2026, 2, 1))
    held = [
        one.holds_on(date(2026, month, day)) for month, day in ((1, 31), (2, 1), (3, 1), (3, 2))
    ]
    assert held == [False, True, True, False]


def test_the_first_that_holds_covers_and_is_used() -> None:
    """One that is over or kept where it does not count is passed over."""
    over = waiver(expires=date(2026, 2, 1), approved=date(2026, 1, 1))
    beside, outside = waiver(beside_code=True), waiver(place="outside")
    ledger = Ledger((over, beside, outside))
    assert ledger.covering("BC-HA-002", URN, TODAY) is None
    assert ledger.covering("BC-HA-001", URN, TODAY, beside_code=False) is outside
    assert ledger.used == {outside}
    assert ledger.covering("BC-HA-001", URN, TODAY) is beside


@pytest.mark.requirement("B12")
@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ({"approved": date(2026, 2, 1), "expires": date(2026, 5, 2)}, True),
        ({"approved": date(2026, 2, 1), "expires": date(2026, 5, 3)}, False),
        ({"approved": date(2026, 3, 2), "expires": date(2026, 3, 3)}, False),
        ({"resource": "*"}, False),
        ({"resource": "?*"}, False),
        ({"resource": "urn:pulumi:*::*"}, False),
        ({"resource": "clinic-*"}, True),
    ],
)
def test_a_waiver_over_its_limits_does_not_hold(said: dict[str, object], holds: object) -> None:
    """Whether or not the rule about waivers is run: 90 days, and not for whatever there is."""
    ledger = Ledger((waiver(**said),))  # type: ignore[arg-type]
    assert (ledger.covering("BC-HA-001", URN, TODAY) is not None) is holds
    assert bool(ledger.used) is holds


def test_limits_are_configured() -> None:
    """Shorter or longer; and what is too wide for the stack at hand does not hold either."""
    month = waiver(approved=date(2026, 2, 1), expires=date(2026, 3, 3))
    for ledger, holds in (
        (Ledger((month,), max_days=30), True),
        (Ledger((month,), max_days=29), False),
        (Ledger((month,), too_wide=frozenset({month})), False),
    ):
        assert (ledger.covering("BC-HA-001", URN, TODAY) is not None) is holds


def test_nothing_waives_the_rule_about_waivers() -> None:
    """Else one waiver would excuse all others."""
    itself = Waiver("BC-GOV-002", "*", "o", "a", "r", "c", TODAY, approved=TODAY)
    assert Ledger((itself,)).covering("BC-GOV-002", URN, TODAY) is None
