"""Cases of BC-DNS-002."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from pods_policies.failover.record_ttl import RECORD_TTL, RecordSettings
from pods_policies.relations.resource import resource

RULE = "BC-DNS-002"
RECORD = "aws:route53/record:Record"
PRIMARY = {"failoverRoutingPolicies": [{"type": "PRIMARY"}]}
PLAIN = "n/a: a record without a routing policy moves no traffic"


def record(**properties: Any) -> Declared:
    """Return a record."""
    return Declared(RECORD, "www", {"name": "clinic.example", "type": "A", **properties})


CASES: list[tuple[str, Declared, list[str]]] = [
    ("pass: shorter", record(ttl=30, **PRIMARY), []),
    ("fail: five minutes", record(ttl=300, **PRIMARY), ["www: ttl is 300 s"]),
    (
        "fail: of weighted records too",
        record(ttl=300, weightedRoutingPolicies=[{"weight": 1}]),
        ["www: ttl is 300 s"],
    ),
    (
        "fail: several answers",
        record(ttl=61, multivalueAnswerRoutingPolicy=True),
        ["www: ttl is 61 s"],
    ),
    ("fail: no number", record(ttl="soon", **PRIMARY), ["www: ttl is not a number"]),
    ("boundary: a minute", record(ttl=60, **PRIMARY), []),
    ("boundary: a second more", record(ttl="61", **PRIMARY), ["www: ttl is 61 s"]),
    ("absent: no ttl", record(**PRIMARY), ["www: ttl is not set"]),
    (
        "unknown: the ttl",
        record(ttl=UNKNOWN, **PRIMARY),
        ["undecided: www: ttl is not known before the update"],
    ),
    (
        "unknown: the policy is one all the same",
        record(ttl=300, failoverRoutingPolicies=UNKNOWN),
        ["www: ttl is 300 s"],
    ),
    ("not applicable: one answer only", record(ttl=3600), [PLAIN]),
    (
        "not applicable: not several answers",
        record(ttl=3600, multivalueAnswerRoutingPolicy=False),
        [PLAIN],
    ),
    (
        "not applicable: an alias",
        record(aliases=[{"name": "a", "zoneId": "Z"}], **PRIMARY),
        ["n/a: an alias has the time to live of its target"],
    ),
]


@pytest.mark.requirement("C2")
@pytest.mark.parametrize(("case", "declared", "expected"), CASES, ids=[one[0] for one in CASES])
def test_long_lived_records_that_move_traffic_are_refused(
    judge: Callable[..., list[str]], case: str, declared: Declared, expected: list[str]
) -> None:
    """What resolvers remember for long delays every failover."""
    assert case
    assert judge(RULE, declared) == expected


def test_the_limit_is_a_setting(judge: Callable[..., list[str]]) -> None:
    """A team may allow five minutes, or ask for half a minute."""
    assert judge(RULE, record(ttl=300, **PRIMARY), config={"maxTtlSeconds": 300}) == []
    assert judge(RULE, record(ttl=60, **PRIMARY), config={"maxTtlSeconds": 30}) == [
        "www: ttl is 60 s"
    ]


@pytest.mark.parametrize(
    ("properties", "mended"),
    [
        ({"ttl": 300, **PRIMARY}, {"ttl": 60}),
        ({"ttl": 60, **PRIMARY}, {}),
        ({"ttl": 300}, {}),
        ({"ttl": 300, "aliases": [{"name": "a"}], **PRIMARY}, {}),
        (PRIMARY, {}),
    ],
    ids=["too long", "short enough", "no policy", "an alias", "not set"],
)
def test_a_ttl_that_is_too_long_is_mended(
    properties: dict[str, Any], mended: dict[str, Any]
) -> None:
    """Only the number changes, and only where it is too high."""
    assert RECORD_TTL.mend is not None
    assert RECORD_TTL.mend(resource(RECORD, "www", properties), RecordSettings()) == mended
