"""Cases of BC-GOV-001."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from pods_policies.governance.tags_present import TAGS_PRESENT, TagSettings
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.verdicts import Kept

RULE = "BC-GOV-001"
TAGS = {"pods:service": "clinic", "pods:tier": "1", "pods:owner": "clinic team"}
CLASSED = {**TAGS, "pods:data-class": "confidential"}
DATABASE = "aws:rds/instance:Instance"
BUCKET = "aws:s3/bucket:Bucket"
BALANCER = "aws:lb/loadBalancer:LoadBalancer"


def without(*keys: str, of: dict[str, str] = CLASSED) -> dict[str, str]:
    """Return the tags without some."""
    return {key: value for key, value in of.items() if key not in keys}


def database(tags: Any, **said: Any) -> Declared:
    """Return a database with tags."""
    return Declared(DATABASE, "db", {"tags": tags}, **said)


def plan(classification: str) -> Declared:
    """Return a plan whose service has one store."""
    store = {"kind": "relational", "classification": classification}
    service = {"name": "Clinic", "owner": "team", "stores": {"bookings": store}}
    return Declared(
        "pods:index:ContinuityPlan",
        "plan",
        {"plan": {"name": "clinic", "services": {"clinic": service}}},
    )


GROUP = Declared(
    "aws:autoscaling/group:Group",
    "app",
    {"tags": [{"key": key, "value": value} for key, value in TAGS.items()]},
)
CANARY = Declared(
    "aws:synthetics/canary:Canary", "probe", {"artifactS3Location": "s3://runs-of-probe/x"}
)
RUNS = Declared(BUCKET, "runs", {"bucket": "runs-of-probe", "tags": TAGS})
STORE = Declared("pods:index:ObjectStore", "store")

ALL = "pods:service and pods:tier and pods:owner"
NONE = "it has no tag pods:service and no tag pods:tier and no tag pods:owner"

CASES: list[tuple[str, list[Declared], list[str]]] = [
    (
        "fail: a warehouse without the class of its data",
        [Declared("aws:redshift/cluster:Cluster", "reports", {"tags": TAGS})],
        ["reports: it has no tag pods:data-class"],
    ),
    ("pass: its own tags", [database(CLASSED)], []),
    (
        "pass: the provider's, as JSON text",
        [
            database(
                {"pods:data-class": "secret"},
                provider={
                    "defaultTags": '{"tags": {"pods:service": "c", "pods:tier": "2", '
                    '"pods:owner": "o"}}'
                },
            )
        ],
        [],
    ),
    ("pass: a list of tags", [GROUP], []),
    ("pass: what holds no data has no class", [Declared(BALANCER, "lb", {"tags": TAGS})], []),
    ("pass: the plan says the class", [plan("confidential"), database(TAGS)], []),
    (
        "pass: the component says the class",
        [STORE, Declared(BUCKET, "files", {"tags": TAGS}, parent=STORE)],
        [],
    ),
    ("pass: a bucket of a canary's runs", [RUNS, CANARY], []),
    (
        "fail: no owner",
        [database(without("pods:owner"))],
        ["db: it has no tag pods:owner"],
    ),
    (
        "fail: the plan is of another service",
        [plan("confidential"), database({**TAGS, "pods:service": "shop"})],
        ["db: it has no tag pods:data-class"],
    ),
    (
        "fail: no such tier",
        [database({**CLASSED, "pods:tier": "gold"})],
        ["db: its tag pods:tier names no tier"],
    ),
    (
        "fail: an empty tag",
        [database({**CLASSED, "pods:service": ""})],
        ["db: it has no tag pods:service"],
    ),
    (
        "fail: no mapping",
        [database("pods:service=clinic")],
        [f"db: {NONE} and no tag pods:data-class"],
    ),
    (
        "fail: only left over in the old state",
        [database(without("pods:owner"), outputs={"tagsAll": CLASSED})],
        ["db: it has no tag pods:owner"],
    ),
    ("boundary: the weakest tier", [database({**CLASSED, "pods:tier": "4"})], []),
    (
        "boundary: one of four, beside an unknown one",
        [database({**without("pods:tier"), "pods:owner": UNKNOWN})],
        ["db: it has no tag pods:tier"],
    ),
    (
        "absent: all",
        [Declared(BALANCER, "lb")],
        [f"lb: {NONE}"],
    ),
    (
        "unknown: a value",
        [database({**CLASSED, "pods:owner": UNKNOWN})],
        ["undecided: db: whether it has the tag pods:owner is not known before the update"],
    ),
    (
        "unknown: all of them",
        [Declared(BALANCER, "lb", {"tags": UNKNOWN})],
        [f"undecided: lb: whether it has the tag {ALL} is not known before the update"],
    ),
    (
        "not applicable: nothing that matters",
        [Declared("aws:sns/topic:Topic", "topic")],
        ["n/a: no data, compute or load balancer in this stack"],
    ),
]


@pytest.mark.requirement("B1", "B14")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_resource_of_nobody_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Each carries its service, tier and owner, and data their class."""
    assert case
    assert judge(RULE, *stack) == expected


@pytest.mark.requirement("B1")
def test_a_team_has_its_own_tags(judge: Callable[..., list[str]]) -> None:
    """The names of tags are a team's own."""
    config = {"requiredTags": ["team"], "dataClassTag": ""}
    assert judge(RULE, database({"team": "x"}), config=config) == []
    assert judge(RULE, database(CLASSED), config=config) == ["db: it has no tag team"]


@pytest.mark.requirement("B1")
def test_a_state_tells_the_default_tags_too() -> None:
    """Where only the final state is known, the provider's result counts."""
    urn = f"urn:pulumi:prod::shop::{DATABASE}::db"
    database = Resource(urn, DATABASE, "db", None, {"tagsAll": CLASSED})
    assert [type(one) for one in TAGS_PRESENT.check(Stack([database]), TagSettings())] == [Kept]
