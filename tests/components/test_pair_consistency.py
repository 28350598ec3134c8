"""What a pair, and a fleet of them, take and tell of parts that have to fit each other."""

from typing import Any

import pulumi
import pytest

from pods.components import PodFleet, PodPair
from pods.components.pod_pair.args import PodPairArgs
from pods.components.pod_pair.consistency import consistency_warnings
from pods.components.pod_pair.planned import with_plan
from pods.components.pod_pair.preflight import refuse_impossible
from pods.continuity.stack_record import document
from pods.errors import TopologyError
from tests.components.recording import record
from tests.components.test_pair_refusals import AWAY, CONTAINERS, PAGE, PLATFORM, refusals
from tests.components.test_pod_pair import ARGS
from tests.continuity.sample_plan import plan_of


def test_a_fleet_says_which_of_its_pairs_lacks_the_pages_region() -> None:
    """It asks each pair in advance, and under the pair's own name."""
    page: Any = {"certificate_arn": PAGE["certificate_arn"]}
    pairs: Any = {"north": {"domain": "north.clinic.example", "page": page}}
    args: Any = {
        **{key: ARGS[key] for key in ("availability_zones", "owner", "alerts")},
        "domain": "clinic.example",
        "platform": PLATFORM,
        "pairs": pairs,
        "customers": ["first"],
    }
    with pytest.raises(TopologyError) as raised:
        PodFleet("fleet", args)
    assert [str(problem) for problem in raised.value.problems] == [
        (
            "fleet-north: page.region: missing, without a recovery Region to take it from; the "
            "page has to outlive the Region of the service. Name another Region, such as "
            '"us-west-2".'
        )
    ]


def test_held_away_is_taken_where_the_name_can_lead_elsewhere() -> None:
    """The pair hands the home's checks over itself, over which the domain is held away."""
    args: Any = {**ARGS, **AWAY, "held_away": True}
    refuse_impossible("clinic", args, "us-east-1")


def test_what_a_recovery_region_lacks_is_told_aloud() -> None:
    """The domain leads there all the same, so that silence shows on the worst day."""
    lacking = [
        (
            "database.replica_region: missing, and so PODs in us-west-2 start without the "
            "database; the domain leads to them when the home is gone. Add "
            '"replica_region": "us-west-2" to database.'
        ),
        (
            "object_store.replica_region: missing, and so PODs in us-west-2 start without the "
            "objects; the domain leads to them when the home is gone. Add "
            '"replica_region": "us-west-2" to object_store.'
        ),
    ]
    assert [str(each) for each in consistency_warnings({**ARGS, **AWAY})] == lacking
    copied = {part: {"replica_region": "us-west-2"} for part in ("database", "object_store")}
    assert consistency_warnings({**ARGS, **AWAY, **copied}) == []
    assert consistency_warnings({**ARGS}) == []
    dormant = {**ARGS, **AWAY, "backups": {"region": "us-west-2"}}
    assert consistency_warnings(dormant) == []
    running = {**dormant, "recovery": {**AWAY["recovery"], "running": 2}}
    assert [str(each) for each in consistency_warnings(running)] == lacking


def test_a_pair_warns_of_what_its_recovery_region_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's log has it, before the first of the pair's parts."""
    said: list[str] = []
    monkeypatch.setattr(pulumi.log, "warn", lambda text, **_: said.append(text))
    args: Any = {**ARGS, **AWAY}
    record(lambda: PodPair("clinic", args))
    assert [text.partition(":")[0] for text in said] == [
        "database.replica_region",
        "object_store.replica_region",
    ]


def test_figures_that_a_plan_has_for_instances_do_not_reach_containers() -> None:
    """What the program itself says of instances does, and is refused."""
    given: Any = {
        "plan": document(plan_of()),
        "domain": "clinic.example",
        "containers": CONTAINERS,
    }
    planned = with_plan("clinic", given, PodPairArgs).args
    assert {"pod", "snapshots"} & set(planned) == set()
    assert planned["containers"] == CONTAINERS
    doubled = with_plan("clinic", {**given, "pod": {"data_gb": 50}}, PodPairArgs).args
    assert doubled["pod"] == {"data_gb": 50}


def test_a_plan_leaves_aurora_its_one_way_to_another_region() -> None:
    """How an instance is copied is no word about a cluster; what the program says itself stays."""
    given: Any = {"plan": document(plan_of()), "domain": "clinic.example"}
    database = with_plan("clinic", {**given, "database": {"kind": "aurora"}}, PodPairArgs)
    assert (database.args["database"]["kind"], database.args["database"]["replica_region"]) == (
        "aurora",
        "us-west-2",
    )
    assert "replica_kind" not in database.args["database"]
    told: Any = {**given, "database": {"kind": "aurora", "replica_kind": "global"}}
    assert with_plan("clinic", told, PodPairArgs).args["database"]["replica_kind"] == "global"
    instance: Any = {**given, "database": {"kind": "instance"}}
    asked = with_plan("clinic", instance, PodPairArgs).args["database"]
    assert asked["replica_kind"] == "read_replica"


def test_bare_subjects_of_parts_are_told_with_their_place() -> None:
    """Two parts have regions, and each of these planners speaks of its own args alone."""
    messages = refusals(
        **AWAY,
        network={"cidr_block": "10.0.0.0/30"},
        boundary={"denied_actions": []},
        isolation={"session_hours": 0},
        containers={**CONTAINERS, "cpu_units": 3, "memory_mib": 1},
        backups={"region": "us-east-1"},
        page={**PAGE, "region": "us-east-1"},
        probes={"regions": ["us-east-1", "eu-west-1"]},
    )
    assert [message.partition(": ")[0] for message in messages] == [
        "network.cidr_block",
        "isolation.session_hours",
        "containers.cpu_units",
        "backups.region",
        "page.region",
        "probes.regions",
    ]
