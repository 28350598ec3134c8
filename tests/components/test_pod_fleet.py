"""Several pairs and their customers, as a program asks for them."""

from typing import Any

import pulumi
import pytest

from pods.components import PodFleet
from pods.continuity.stack_record import document
from pods.errors import TopologyError
from tests.components.recording import Recording, record
from tests.continuity.sample_plan import plan_of

ZONES = ["us-east-1a", "us-east-1b"]
RECORD = "aws:route53/record:Record"
GROUP = "aws:autoscaling/group:Group"
PLATFORM: Any = {
    "vpc_id": "vpc-1",
    "vpc_cidr_block": "10.20.0.0/16",
    "public_subnet_ids": ["subnet-1", "subnet-2"],
    "private_subnet_ids": {ZONES[0]: "subnet-3", ZONES[1]: "subnet-4"},
    "data_subnet_ids": ["subnet-5", "subnet-6"],
    "alert_topic_arn": "arn:aws:sns:us-east-1:111111111111:alerts",
    "permissions_boundary_arn": "arn:aws:iam::111111111111:policy/boundary",
    "zone_id": "Z1",
}
ARGS: Any = {
    "domain": "care.example",
    "platform": PLATFORM,
    "availability_zones": ZONES,
    "owner": "care-team",
    "alerts": {
        "subscriptions": [
            {"protocol": "email", "endpoint": "on-call@care.example"},
            {"protocol": "sms", "endpoint": "+12025550142"},
        ]
    },
    "pairs": {
        "north": {"domain": "north.care.example", "tags": {"area": "north"}},
        "south": {"domain": "south.care.example", "tier": 2},
    },
    "customers": ["st-mary", "st-john"],
}


def fleet(**changes: Any) -> tuple[Recording, dict[str, Any]]:
    """Record a fleet with some args changed; returns what it says of itself as well."""
    args: Any = {**ARGS, **changes}
    known: dict[str, Any] = {}

    def program() -> None:
        made = PodFleet("care", args)
        pulumi.Output.all(
            assignment=made.assignment, zones=made.primary_zones, urls=made.urls, zone=made.zone_id
        ).apply(known.update)

    return record(program), known


@pytest.fixture(scope="module")
def recorded() -> tuple[Recording, dict[str, Any]]:
    """Return the fleet as it is by default."""
    return fleet()


@pytest.mark.requirement("A8")
def test_primaries_stand_in_both_zones(recorded: tuple[Recording, dict[str, Any]]) -> None:
    """What one zone's loss takes from the one pair, it leaves the other."""
    recording, known = recorded
    places = {
        name: group.inputs["vpcZoneIdentifiers"] for name, group in recording.all_of(GROUP).items()
    }
    assert places == {
        "care-north-primary-group": ["subnet-3"],
        "care-north-secondary-group": ["subnet-4"],
        "care-south-primary-group": ["subnet-4"],
        "care-south-secondary-group": ["subnet-3"],
    }
    assert known["zones"] == {"north": "us-east-1a", "south": "us-east-1b"}


@pytest.mark.requirement("A8")
def test_each_customer_has_a_name_that_leads_to_its_pair(
    recorded: tuple[Recording, dict[str, Any]],
) -> None:
    """An alias in the same zone, made after the names that it leads to."""
    recording, known = recorded
    assert known["assignment"] == {"st-mary": "north", "st-john": "south"}
    found = recording.all_of(RECORD)["care-st-john"]
    assert found.inputs == {
        "zoneId": "Z1",
        "name": "st-john.care.example",
        "type": "A",
        "aliases": [{"name": "south.care.example", "zoneId": "Z1", "evaluateTargetHealth": True}],
    }
    assert {"care-south-regions-home", "care-south-regions-elsewhere"} <= set(found.dependencies)


def test_a_name_waits_for_what_leads_its_pairs_name_away() -> None:
    """With a page the domain's records are made after both entries: an alias comes after them."""
    page = {
        "region": "us-west-2",
        "certificate_arn": "arn:aws:acm:us-east-1:111111111111:certificate/north",
    }
    pairs = {"north": {**ARGS["pairs"]["north"], "page": page}}
    recording, _ = fleet(pairs=pairs, customers=["st-mary"])
    records = {
        name
        for name, each in recording.all_of(RECORD).items()
        if each.inputs["name"] == "north.care.example"
    }
    assert records != set()
    assert records <= set(recording.all_of(RECORD)["care-st-mary"].dependencies)


def test_pairs_share_the_platform(recorded: tuple[Recording, dict[str, Any]]) -> None:
    """No pair makes a network or a zone, and each role of a POD is bounded."""
    recording, _ = recorded
    assert recording.all_of("aws:ec2/vpc:Vpc") == {}
    assert recording.all_of("aws:route53/zone:Zone") == {}
    bounded = [
        name
        for name, role in recording.all_of("aws:iam/role:Role").items()
        if role.inputs.get("permissionsBoundary") == PLATFORM["permissions_boundary_arn"]
    ]
    assert len(bounded) == 4


def test_a_pair_is_a_service_with_tags_of_its_own(
    recorded: tuple[Recording, dict[str, Any]],
) -> None:
    """Its name in tags is the pair's; the fleet's owner answers for both."""
    tags = {
        pair: {
            each["key"]: each["value"]
            for each in recorded[0].inputs(GROUP, f"care-{pair}-primary-group")["tags"]
        }
        for pair in ("north", "south")
    }
    wanted = ("pods:service", "pods:tier", "pods:owner", "area")
    assert [tags["north"].get(key) for key in wanted] == ["north", "1", "care-team", "north"]
    assert [tags["south"].get(key) for key in wanted] == ["south", "2", "care-team", None]


def test_a_platform_without_a_zone_gets_one() -> None:
    """Then the fleet makes the zone of its domain, and everything is in it."""
    without = {key: value for key, value in PLATFORM.items() if key != "zone_id"}
    recording, known = fleet(platform=without)
    assert recording.inputs("aws:route53/zone:Zone")["name"] == "care.example"
    assert known["zone"] == "Z-care-domain"
    zones = {each.inputs["zoneId"] for each in recording.all_of(RECORD).values()}
    assert zones == {"Z-care-domain"}


def test_everything_hangs_under_the_fleet(recorded: tuple[Recording, dict[str, Any]]) -> None:
    """Pairs and names alike."""
    recording, _ = recorded
    roots = [each.name for each in recording.resources if each.parent in {"", "pods-test"}]
    assert roots == ["care"]


def test_a_move_is_said_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose data lies with another pair is named, and how to keep them there."""
    said: list[str] = []
    monkeypatch.setattr(pulumi.log, "warn", lambda message, **_: said.append(message))
    fleet(residents={"st-mary": "south", "st-john": "south"})
    assert said == [
        (
            "customer st-mary: its data lies with south, and north is to serve it; a name moves "
            'with the data. Move the data first, or keep it there: "pins": {"st-mary": "south"}.'
        )
    ]


def test_what_any_pair_refuses_is_told_before_anything_is_made() -> None:
    """Both pairs' problems, and a name outside the domain, in one error."""
    pairs = {
        "north": {"domain": "north.example", "database": {"backup_retention_days": 36}},
        "a-name-too-long": {"domain": "long.care.example"},
    }
    args: Any = {**ARGS, "pairs": pairs}
    with pytest.raises(TopologyError) as raised:
        PodFleet("care", args)
    assert [problem.subject for problem in raised.value.problems] == [
        "care: pairs.north.domain",
        "care-north: database.backup_retention_days",
        "care-a-name-too-long: name",
    ]


def test_a_pair_of_a_fleet_says_only_what_its_plan_does_not() -> None:
    """Its recovery Region is the plan's; the name of a pair is nobody's but the program's."""
    planned: Any = {
        "plan": document(plan_of()),
        "service": "booking",
        "domain": "north.care.example",
        "recovery": {"certificate_arn": "arn:aws:acm:us-west-2:111111111111:certificate/c"},
    }
    groups = fleet(pairs={"north": planned})[0].all_of(GROUP)
    assert groups["care-north-recovery-primary-group"].inputs["region"] == "us-west-2"
    nameless = {key: value for key, value in planned.items() if key != "domain"}
    with pytest.raises(TopologyError) as raised:
        fleet(pairs={"north": nameless, "south": {**planned, "plan": None}})
    assert [problem.subject for problem in raised.value.problems] == [
        "care: pairs.north.domain",
        "care: pairs.south.recovery.region",
    ]


def test_a_weight_of_an_unknown_pair_is_refused() -> None:
    """A slip in a name would be a weight that nobody has."""
    with pytest.raises(TopologyError) as raised:
        fleet(weights={"nord": 2.0})
    assert str(raised.value) == (
        "care: weights.nord: no such pair; there are north, south. Name a pair."
    )
