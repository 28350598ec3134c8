"""Objectives that nothing planned can keep, and those that nothing deployed does."""

from typing import Any

import pytest

from pods.continuity import Finding, Severity
from tests.continuity.sample_plan import sample, without
from tests.topology.planner.plans import booking, with_objectives, with_store


def _errors(plain: dict[str, Any], **changes: Any) -> list[Finding]:
    return [each for each in booking(plain, **changes).unmet if each.severity is Severity.ERROR]


def test_the_sample_asks_for_nothing_that_cannot_be_kept() -> None:
    """Every figure has a component that carries it."""
    assert booking().unmet == ()


OBJECTIVES: list[tuple[str, str, str, str]] = [
    ("az", "119 s/5 min", "rto-below-failover", "rto"),
    ("data_corruption", "1 h/4 min", "rpo-below-point-in-time", "rpo"),
    ("region", "50 min/14 min", "rpo-below-remote-copies", "rpo"),
    ("compromise", "2 h/14 min", "rpo-below-remote-copies", "rpo"),
    ("account", "2 h/14 min", "rpo-below-remote-copies", "rpo"),
]


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(
    ("disruption", "objectives", "code", "objective"),
    OBJECTIVES,
    ids=[row[0] for row in OBJECTIVES],
)
def test_what_nothing_can_keep_is_found_at_its_place(
    disruption: str, objectives: str, code: str, objective: str
) -> None:
    """One objective too strict is one finding, where the objective stands."""
    (finding,) = _errors(with_objectives(**{disruption: objectives}))
    assert finding.code == code
    assert finding.path == ("capabilities", "book", "objectives", disruption, objective)


def test_data_on_a_volume_alone_cannot_keep_five_minutes() -> None:
    """Its copies are two hours old at worst, whatever takes the volume away."""
    found = _errors(with_store(files={"kind": "volume"}))
    assert [(each.code, each.path[1], each.path[3]) for each in found] == [
        ("rpo-below-copies", "book", "data_corruption"),
        ("rpo-below-copies", "book", "instance"),
        ("rpo-below-copies", "book", "az"),
        ("rpo-below-remote-copies", "book", "compromise"),
        ("rpo-below-remote-copies", "book", "account"),
        ("rpo-below-remote-copies", "book", "region"),
    ]
    assert found[0].required == "booking's files comes back from copies up to 2 h old"


@pytest.mark.parametrize(
    ("source", "count"), [("rows", 0), ("copy", 0), ("loop", 6), ("nowhere", 3)]
)
def test_data_made_anew_from_what_can_be_wound_back_is_covered(source: str, count: int) -> None:
    """Directly or by way of another; never from itself, nor from nothing."""
    plain = with_store(
        rows={"kind": "postgresql"},
        copy={"kind": "volume", "derived_from": "rows"},
        files={"kind": "volume", "derived_from": source},
        loop={"kind": "volume", "derived_from": "files"},
    )
    if source != "loop":
        del plain["services"]["booking"]["stores"]["loop"]
    assert [each.code for each in _errors(plain)].count("rpo-below-copies") == count


def test_protection_that_is_too_weak_is_found() -> None:
    """The plan's own schedule wins, and is held against every objective on it."""
    store = {"kind": "volume", "protection": {"every": "1 day", "reason": "Cheap"}}
    plain = with_store(with_objectives(data_corruption="1 h/24 h"), files=store)
    places = {each.path for each in _errors(plain) if each.code == "rpo-below-copies"}
    assert ("capabilities", "book", "objectives", "data_corruption", "rpo") in places
    assert ("capabilities", "report", "objectives", "data_corruption", "rpo") in places


@pytest.mark.parametrize(
    ("store", "code", "key"),
    [
        (
            {
                "kind": "objects",
                "retention": {"at_least": "90 days", "duty": "Law"},
                "protection": {"keep": "30 days", "reason": "Cheap"},
            },
            "retention-below-duty",
            "retention",
        ),
        (
            {"kind": "objects", "retention": {"at_most": "12 h", "duty": "Law"}},
            "retention-above-duty",
            "retention",
        ),
        (
            {"kind": "objects", "protection": {"lock": "none", "reason": "Cheap"}},
            "copies-without-lock",
            "protection",
        ),
        (
            {"kind": "volume", "protection": {"every": "30 min", "reason": "Habit"}},
            "copies-rarer-than-chosen",
            "protection",
        ),
    ],
)
def test_a_store_whose_wishes_contradict_is_found(
    store: dict[str, Any], code: str, key: str
) -> None:
    """Duties against retention, and locks against attackers."""
    found = [each for each in _errors(with_store(notes=store)) if each.code == code]
    assert [each.path[:5] for each in found] == [("services", "booking", "stores", "notes", key)]


def test_a_duty_beyond_the_database_is_kept_by_copies() -> None:
    """RDS keeps 35 days, and the vaults keep the rest; without a second Region nothing does."""
    store = {"kind": "postgresql", "retention": {"at_least": "7 years", "duty": "Records law"}}
    topology = booking(with_store(rows=store))
    assert topology.unmet == ()
    assert topology.figures["database.backup_retention_days"].value == 35
    assert topology.figures["backups.retention_days"].value == 2557
    plain = with_store(rows=store)
    del plain["placement"]["recovery_region"]
    assert "retention-below-duty" in {each.code for each in _errors(plain)}


def test_a_choice_beyond_the_database_is_kept_by_copies() -> None:
    """A plan that chooses 100 days has them in vaults; without a second Region it is refused."""
    chosen = {"keep": "100 days", "reason": "Audits"}
    plain = with_store(rows={"kind": "postgresql", "protection": chosen})
    topology = booking(plain)
    assert topology.unmet == ()
    assert topology.figures["database.backup_retention_days"].value == 35
    assert topology.figures["backups.retention_days"].value == 100
    del plain["placement"]["recovery_region"]
    assert "retention-below-choice" in {each.code for each in _errors(plain)}


def test_what_is_missing_for_a_deployment_is_found() -> None:
    """No placement, no second Region, one way to tell people, nobody who needs it."""
    assert [each.code for each in _errors(without("placement"))] == ["no-placement"]
    assert [each.code for each in _errors(without("placement.recovery_region"))] == [
        "no-recovery-region"
    ]
    mute = sample()
    for contact in mute["contacts"].values():
        contact.pop("phone", None)
        contact.pop("pager", None)
    (finding,) = _errors(mute)
    assert (finding.code, finding.observed) == ("one-alert-protocol", "reached by email")
    idle = sample()
    idle["services"]["other"] = dict(idle["services"]["booking"], depends_on=[])
    for capability in idle["capabilities"].values():
        capability["services"] = ["other"]
    assert [each.code for each in booking(idle).unmet] == ["service-without-capability"]


def test_a_team_that_the_plan_does_not_have_tells_nobody() -> None:
    """A reference that points nowhere is a check's finding; the planner takes it calmly."""
    topology = booking(None, **{"services.booking.owner": "nobody"})
    assert "alerts.subscriptions" not in topology.figures
    mute = sample()
    mute["teams"]["clinic-platform"] = {"name": "Nobody", "members": ["nobody"]}
    (finding,) = _errors(mute)
    assert (finding.code, finding.observed) == ("one-alert-protocol", "reached by nothing")


def test_a_replica_alone_loses_at_least_a_second() -> None:
    """With data in the database only, a Region may cost seconds; not nothing."""
    plain = with_store(with_objectives(region="50 min/1 s"), rows={"kind": "postgresql"})
    assert _errors(plain) == []
    plain = with_store(with_objectives(region="50 min/0 s"), rows={"kind": "postgresql"})
    (finding,) = _errors(plain)
    assert finding.path == ("capabilities", "book", "objectives", "region", "rpo")


def test_wishes_that_rds_does_not_know_are_said_to_be_unheard() -> None:
    """RDS copies daily and logs always, whatever the plan chooses."""
    chosen = {"every": "6 h", "point_in_time": False, "reason": "Habit"}
    topology = booking(with_store(rows={"kind": "postgresql", "protection": chosen}))
    because = {each.figure.name: each.because for each in topology.decisions}
    assert because["database.backup_retention_days"].endswith(
        "; whatever the plan chooses for rows, RDS copies daily and logs always"
    )


def test_more_data_than_a_database_holds_is_said() -> None:
    """80 PB are a slip of the pen, and found before AWS finds it."""
    (error,) = _errors(sample(), **{"services.booking.stores.records.size": "80 PB"})
    assert (error.code, error.subject) == (
        "store-too-large",
        "services.booking.stores.records.size",
    )
