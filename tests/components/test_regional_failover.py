"""The domain across Regions: what users are answered when this or that is down."""

from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

import pytest

from pods.components import RegionalFailover, Traffic
from pods.errors import TopologyError
from tests.components.recording import Recording, record
from tests.components.route53_answers import World

RECORD = "aws:route53/record:Record"
CHECK = "aws:route53/healthCheck:HealthCheck"
PRIMARY, SECONDARY = "clinic-primary.elb.example", "clinic-secondary.elb.example"
RECOVERY, PAGE = "recovery.elb.example", "d111111abcdef8.cloudfront.net"
PODS = {
    "clinic-primary": "primary",
    "clinic-shifted": "secondary",
    "clinic-secondary": "secondary",
}
ALL_UP = frozenset({"primary", "secondary", "recovery"})


def names(**changes: Any) -> Recording:
    """Record the way in of a home and the names across Regions, with some args changed."""

    def program() -> None:
        home = Traffic(
            "clinic",
            {
                "domain": "clinic.example",
                "record_name": "home.clinic.example",
                "vpc_id": "vpc-1",
                "vpc_cidr_block": "10.20.0.0/16",
                "subnet_ids": ["subnet-a", "subnet-b"],
            },
        )
        args: Any = {
            "domain": "clinic.example",
            "zone_id": home.zone_id,
            "home_name": "home.clinic.example",
            "home_check_ids": home.health_check_ids,
            "recovery_entry": {"dns_name": RECOVERY, "zone_id": "Z-recovery"},
            "page": {"dns_name": PAGE, "zone_id": "Z2FDTNDATAQYW2"},
            **changes,
        }
        RegionalFailover("clinic", args)

    return record(program)


@cache
def whole() -> Recording:
    """Return the names with a recovery Region and a page."""
    return names()


def answered(
    recording: Recording, up: AbstractSet[str], deaf: AbstractSet[str] = frozenset()
) -> str:
    """Return what the domain leads to while these PODs are up and those entries answer nobody."""
    entries = {RECOVERY: "recovery"}
    world = World(recording, PODS, frozenset(up), entries, frozenset(deaf))
    return world.answer("clinic.example")


@pytest.mark.requirement("D1", "D7", "A8", "B3")
@pytest.mark.parametrize(
    ("up", "expected"),
    [
        pytest.param({"primary", "secondary", "recovery"}, PRIMARY, id="all up"),
        pytest.param({"secondary", "recovery"}, SECONDARY, id="primary down"),
        pytest.param({"primary", "recovery"}, PRIMARY, id="secondary down"),
        pytest.param({"primary"}, PRIMARY, id="secondary and recovery down"),
        pytest.param({"secondary"}, SECONDARY, id="primary and recovery down"),
        pytest.param({"recovery"}, RECOVERY, id="home down"),
        pytest.param(set(), PAGE, id="everything down"),
    ],
)
def test_users_are_answered_by_what_is_left(up: set[str], expected: str) -> None:
    """Primary POD, secondary POD, recovery Region, page: in this order, by health alone."""
    assert answered(whole(), up) == expected


@pytest.mark.requirement("D1", "A4")
def test_a_region_that_cannot_be_reached_is_left() -> None:
    """Its load balancers may still count their targets healthy; the probes from outside decide."""
    deaf = {PRIMARY, SECONDARY}
    assert answered(whole(), {"primary", "secondary", "recovery"}, deaf) == RECOVERY
    assert answered(whole(), {"primary", "secondary"}, deaf) == PAGE


def test_one_entry_that_answers_keeps_the_home() -> None:
    """A probe of the secondary entry that fails under load sends nobody out of the Region."""
    assert answered(whole(), {"secondary", "recovery"}, {PRIMARY}) == SECONDARY
    assert answered(whole(), {"primary", "secondary", "recovery"}, {SECONDARY}) == PRIMARY


def test_without_probes_the_targets_of_the_home_decide() -> None:
    """All but a Region that is unreachable while it holds its targets healthy is seen."""
    recording = names(home_check_ids=[])
    assert sorted(recording.all_of(CHECK)) == ["clinic-primary", "clinic-secondary"]
    assert answered(recording, {"recovery"}) == RECOVERY
    # Neither failing probe matters to the secondary record, whose targets count as healthy.
    assert answered(recording, set(ALL_UP), {PRIMARY, SECONDARY}) == SECONDARY


@pytest.mark.parametrize(
    ("up", "expected"), [(set(ALL_UP), RECOVERY), ({"primary", "secondary"}, PAGE)]
)
def test_a_domain_that_is_held_away_does_not_come_home(up: set[str], expected: str) -> None:
    """A home that is back has not what was written meanwhile: a person lets users return."""
    recording = names(held_away=True)
    assert recording.inputs(CHECK, "clinic-home")["childHealthThreshold"] == 256
    assert answered(recording, up) == expected


@pytest.mark.requirement("B3")
@pytest.mark.parametrize(
    ("up", "expected"),
    [({"primary", "secondary"}, PRIMARY), ({"secondary"}, SECONDARY), (set(), PAGE)],
)
def test_a_page_stands_in_without_a_recovery_region(up: set[str], expected: str) -> None:
    """The domain itself leads to it, so that its distribution needs no second name."""
    recording = names(recovery_entry=None)
    assert {each.inputs["name"] for each in recording.all_of(RECORD).values()} == {
        "clinic.example",
        "home.clinic.example",
    }
    assert answered(recording, up) == expected


@pytest.mark.parametrize(
    ("up", "expected"),
    [
        ({"secondary", "recovery"}, SECONDARY),
        ({"recovery"}, RECOVERY),
        # Where nothing is healthy Route 53 answers with the primaries: a page is better.
        (set(), PRIMARY),
    ],
)
def test_a_recovery_region_stands_in_without_a_page(up: set[str], expected: str) -> None:
    """It is answered while it has healthy targets."""
    assert answered(names(page=None), up) == expected


@pytest.mark.requirement("A4")
def test_users_have_several_paths_to_the_edge() -> None:
    """Two load balancers over both zones at home, one elsewhere, and CloudFront: by name alone."""
    balancers = whole().all_of("aws:lb/loadBalancer:LoadBalancer").values()
    assert [each.inputs["subnets"] for each in balancers] == [["subnet-a", "subnet-b"]] * 2
    assert {
        answered(whole(), up) for up in ({"primary"}, {"secondary"}, {"recovery"}, set[str]())
    } == {PRIMARY, SECONDARY, RECOVERY, PAGE}


def test_the_records_are_those_of_two_pairs() -> None:
    """The page's is without health, which CloudFront has none of to evaluate."""
    recording = whole()
    shown = {
        name: (
            each.inputs["name"],
            each.inputs["failoverRoutingPolicies"][0]["type"],
            each.inputs["aliases"][0],
            each.inputs.get("healthCheckId"),
        )
        for name, each in recording.all_of(RECORD).items()
        if each.parent == "clinic" and each.inputs["setIdentifier"] in {"home", "elsewhere", "last"}
    }
    own = "Z-clinic-domain"
    assert shown == {
        "clinic-home": (
            "clinic.example",
            "PRIMARY",
            {"name": "home.clinic.example", "zoneId": own, "evaluateTargetHealth": True},
            "clinic-home-id",
        ),
        "clinic-elsewhere": (
            "clinic.example",
            "SECONDARY",
            {"name": "away.clinic.example", "zoneId": own, "evaluateTargetHealth": True},
            None,
        ),
        "clinic-last": (
            "away.clinic.example",
            "SECONDARY",
            {"name": PAGE, "zoneId": "Z2FDTNDATAQYW2", "evaluateTargetHealth": False},
            None,
        ),
    }
    assert recording.inputs(CHECK, "clinic-home") == {
        "type": "CALCULATED",
        "childHealthchecks": ["clinic-primary-id", "clinic-secondary-id"],
        "childHealthThreshold": 1,
        "tags": {"Name": "clinic-home"},
    }


@pytest.mark.parametrize(
    ("up", "expected"),
    [({"primary", "secondary"}, PRIMARY), ({"secondary"}, SECONDARY), (set(), PRIMARY)],
)
def test_the_domain_leads_home_with_nothing_elsewhere(up: set[str], expected: str) -> None:
    """Both of its records do; no check is made that would decide between them."""
    recording = names(recovery_entry=None, page=None)
    assert answered(recording, up) == expected
    assert sorted(recording.all_of(CHECK)) == ["clinic-primary", "clinic-secondary"]


def test_what_is_led_to_is_made_first() -> None:
    """Route 53 takes no alias of a name that is not there yet."""
    records = whole().all_of(RECORD)
    below = {"clinic-recovery", "clinic-last"}
    entries = {"clinic-primary", "clinic-secondary"}
    assert below | entries <= set(records["clinic-elsewhere"].dependencies)
    assert below | entries <= set(records["clinic-home"].dependencies)


def test_what_cannot_stand_is_refused_before_the_first_resource() -> None:
    """Under the component's name, all of it."""
    with pytest.raises(TopologyError) as raised:
        names(
            recovery_entry=None,
            page=None,
            home_name="clinic.example",
            away_name="a.example",
            held_away=True,
        )
    assert [problem.subject for problem in raised.value.problems] == [
        "clinic: home_name",
        "clinic: away_name",
        "clinic: held_away",
    ]


def test_a_page_that_does_not_take_the_names_is_refused() -> None:
    """CloudFront answers only names that its distribution lists."""
    page = {"dns_name": PAGE, "zone_id": "Z2FDTNDATAQYW2", "domains": ["clinic.example"]}
    with pytest.raises(TopologyError, match=r"Add away\.clinic\.example to the page's domains"):
        names(page=page)
