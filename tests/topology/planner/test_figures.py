"""From objectives to figures: a table, one row an objective."""

import typing
from typing import Any

import pulumi
import pytest

from pods.components import PodPairArgs
from pods.topology.planner import KINDS, Direction
from tests.continuity.sample_plan import sample
from tests.topology.planner.plans import booking, with_objectives, with_store

OBJECTIVES: list[tuple[str, dict[str, str], dict[str, Any]]] = [
    ("a day of data", {"data_corruption": "1 h/24 h"}, {"snapshots.interval_hours": 12}),
    ("two days are no reason", {"data_corruption": "1 h/48 h"}, {"snapshots.interval_hours": 12}),
    ("13 h are just enough", {"data_corruption": "1 h/13 h"}, {"snapshots.interval_hours": 12}),
    ("12 h are not", {"data_corruption": "1 h/12 h"}, {"snapshots.interval_hours": 8}),
    ("9 h", {"data_corruption": "1 h/9 h"}, {"snapshots.interval_hours": 8}),
    ("7 h", {"data_corruption": "1 h/7 h"}, {"snapshots.interval_hours": 6}),
    ("5 h", {"data_corruption": "1 h/5 h"}, {"snapshots.interval_hours": 4}),
    ("4 h", {"data_corruption": "1 h/4 h"}, {"snapshots.interval_hours": 3}),
    ("3 h", {"data_corruption": "1 h/3 h"}, {"snapshots.interval_hours": 2}),
    ("2 h", {"data_corruption": "1 h/2 h"}, {"snapshots.interval_hours": 1}),
    ("5 min", {"data_corruption": "1 h/5 min"}, {"snapshots.interval_hours": 1}),
    (
        "capacity can be started in 5 min 30 s",
        {"az": "330 s/5 min"},
        {"secondary.running": 1, "secondary.maximum": 4},
    ),
    ("a second sooner it cannot", {"az": "329 s/5 min"}, {"secondary.running": 4}),
    ("three failures fit", {"az": "90 s/5 min"}, {"traffic.failure_threshold": 3}),
    ("two failures fit", {"az": "80 s/5 min"}, {"traffic.failure_threshold": 2}),
    ("one failure fits", {"az": "70 s/5 min"}, {"traffic.failure_threshold": 1}),
    (
        "a Region within a day, by copies",
        {"region": "24 h/24 h", "compromise": "24 h/24 h", "account": "24 h/24 h"},
        {"recovery.running": 0, "backups.interval_hours": 12, "backups.lock": "governance"},
    ),
    (
        "a Region within minutes, by a standby",
        {"region": "5 min/15 min"},
        {"recovery.running": 1, "database.replica_region": "us-west-2"},
    ),
    (
        "a Region at once, by two active ones",
        {"region": "30 s/15 min"},
        {"recovery.running": 4, "object_store.replica_region": "us-west-2"},
    ),
]

# `pulumi.Input` names its own members as text.
PULUMI_NAMES = {"Output": pulumi.Output, "T": Any}


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(
    ("case", "objectives", "expected"), OBJECTIVES, ids=[row[0] for row in OBJECTIVES]
)
def test_figures_follow_from_objectives(
    case: str, objectives: dict[str, str], expected: dict[str, Any]
) -> None:
    """Each objective gives just the figure that keeps it."""
    figures = booking(with_objectives(**objectives)).figures
    assert {name: figures[name].value for name in expected} == expected, case


@pytest.mark.parametrize(
    ("outage", "seconds"), [("4 h", 10), ("1 day", 10), ("3 days", 30), ("5 days", 30)]
)
def test_tiers_3_and_4_are_probed_less_often(outage: str, seconds: int) -> None:
    """A slow capability has no use for the dearer probes."""
    plain = sample()
    del plain["capabilities"]["report"]
    plain["journeys"]["visit"]["capabilities"] = ["book"]
    plain["capabilities"]["book"]["impact"] = {"outage": {"revenue": {outage: 3}}}
    figures = booking(plain).figures
    assert figures["traffic.check_interval_seconds"].value == seconds


def test_the_minimum_that_is_kept_runs_at_all_times() -> None:
    """A capability that keeps 80 percent needs two of two instances in the secondary."""
    topology = booking(**{"capabilities.book.minimum": {"percent": 80, "keeps": "Emergencies"}})
    running = next(each for each in topology.decisions if each.figure.name == "secondary.running")
    assert running.value == 2
    assert running.because == "book keeps 80 percent while more is started"
    assert [(each.capability, each.value) for each in running.losers] == [("report", 1)]


def test_a_lone_instance_gets_a_second_where_its_replacement_takes_too_long() -> None:
    """20 s to see it and 3 min to start do not fit into 3 min."""
    load = {"instances": 1}
    slow = booking(with_objectives(instance="4 min/5 min"), **{"services.booking.load": load})
    quick = booking(with_objectives(instance="3 min/5 min"), **{"services.booking.load": load})
    assert slow.figures["primary.running"].value == 1
    assert quick.figures["primary.running"].value == 2
    assert quick.figures["primary.maximum"].value == 2
    assert quick.figures["secondary.maximum"].value == 2


@pytest.mark.requirement("B2")
def test_retention_follows_from_duties() -> None:
    """The published commitments, unless a duty asks for more or allows less."""
    plain = with_store(
        files={"kind": "volume", "retention": {"at_least": "1 year", "duty": "Tax law"}},
        notes={"kind": "objects", "retention": {"at_most": "90 days", "duty": "Privacy law"}},
        rows={"kind": "postgresql", "retention": {"at_most": "14 days", "duty": "Privacy law"}},
    )
    topology = booking(plain)
    figures = topology.figures
    assert figures["snapshots.retention_days"].value == 366
    assert figures["object_store.noncurrent_days"].value == 90
    assert figures["database.backup_retention_days"].value == 14
    because = {each.figure.name: each.because for each in topology.decisions}
    assert because["snapshots.retention_days"] == "files must reach back this far: Tax law"
    assert because["object_store.noncurrent_days"] == (
        "notes may be kept for 90 days at most: Privacy law"
    )


def test_what_the_plan_chooses_wins() -> None:
    """Explicit protection of a store is taken as it is."""
    chosen = {
        "every": "1 day",
        "keep": "30 days",
        "window": {"start": "03:00", "end": "04:00"},
        "reason": "Cheap data",
    }
    figures = booking(with_store(files={"kind": "volume", "protection": chosen})).figures
    assert figures["snapshots.interval_hours"].value == 24
    assert figures["snapshots.retention_days"].value == 30
    assert figures["snapshots.start_at"].value == "03:00"


def test_only_what_a_service_keeps_is_planned() -> None:
    """No store, no figure for one; no load, no instances."""
    names = set(booking(with_store()).figures)
    assert not {
        each for each in names if each.split(".")[0] in {"database", "snapshots", "backups"}
    }
    plain = sample()
    del plain["services"]["booking"]["load"]
    assert "primary.running" not in booking(plain).figures


def test_a_figure_is_where_a_pair_takes_it() -> None:
    """Every name is a place in the arguments of a pair."""
    places: set[str] = set()
    for name, hint in typing.get_type_hints(PodPairArgs, localns=PULUMI_NAMES).items():
        inner = hint.__annotations__ if typing.is_typeddict(hint) else {}
        places |= {f"{name}.{each}" for each in inner} or {name}
    assert set(KINDS) <= places


def test_every_kind_names_what_it_serves() -> None:
    """A published commitment, and an order where the direction is one."""
    for kind in KINDS.values():
        assert kind.requirements
        assert bool(kind.order) == (kind.direction is Direction.ORDER)
