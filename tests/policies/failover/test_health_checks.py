"""Cases of BC-DNS-003."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-DNS-003"
CHECK = "aws:route53/healthCheck:HealthCheck"
THREE = ["us-east-1", "us-west-2", "eu-west-1"]


def check(**properties: Any) -> Declared:
    """Return a health check of an endpoint that is quick enough unless told otherwise."""
    quick = {"type": "HTTPS", "requestInterval": 10, "failureThreshold": 3}
    return Declared(CHECK, "entry", {**quick, **properties})


CASES: list[tuple[str, Declared, list[str]]] = [
    ("pass: probed from everywhere", check(), []),
    ("pass: probed from three Regions", check(regions=THREE), []),
    ("pass: told by others", check(type="CALCULATED", childHealthThreshold=1), []),
    (
        "fail: the slow interval",
        check(requestInterval=30),
        ["entry: a loss is seen after 90 s"],
    ),
    ("fail: two Regions", check(regions=THREE[:2]), ["entry: it is probed from 2 Regions"]),
    (
        "fail: one Region, thrice",
        check(regions=["us-east-1"] * 3),
        ["entry: it is probed from 3 Regions"],
    ),
    ("fail: regions is a text", check(regions="us-east-1"), ["entry: regions is not a list"]),
    ("fail: disabled", check(disabled=True), ["entry: it is disabled"]),
    ("fail: inverted", check(invertHealthcheck=True), ["entry: it is inverted"]),
    (
        "fail: an alarm's check that is disabled",
        check(type="CLOUDWATCH_METRIC", disabled=True),
        ["entry: it is disabled"],
    ),
    (
        "fail: no child is needed",
        check(type="CALCULATED", childHealthThreshold=0),
        ["entry: it counts as healthy whatever its children say"],
    ),
    (
        "fail: no number",
        check(requestInterval="often"),
        ["entry: requestInterval or failureThreshold is not a number"],
    ),
    (
        "fail: no truth",
        check(disabled="perhaps"),
        ["entry: disabled is neither true nor false"],
    ),
    ("boundary: a minute", check(requestInterval=30, failureThreshold=2), []),
    ("boundary: ten seconds more", check(failureThreshold=7), ["entry: a loss is seen after 70 s"]),
    (
        "absent: AWS probes every 30 s and waits for three",
        Declared(CHECK, "entry", {"type": "HTTP"}),
        ["entry: a loss is seen after 90 s"],
    ),
    (
        "unknown: the threshold",
        check(failureThreshold=UNKNOWN),
        ["undecided: entry: a loss is seen after 10 to 100 s, as far as is known"],
    ),
    (
        "unknown: the Regions",
        check(regions=UNKNOWN),
        ["undecided: entry: the Regions that probe are not known before the update"],
    ),
    (
        "unknown: one of three Regions",
        check(regions=[*THREE[:2], UNKNOWN]),
        ["undecided: entry: some Regions that probe are not known before the update"],
    ),
    (
        "unknown: whether it is disabled",
        check(disabled=UNKNOWN),
        ["undecided: entry: whether it is disabled is not known before the update"],
    ),
    ("unknown: a kind that would be quick enough", check(type=UNKNOWN), []),
    (
        "not applicable: a weaker tier",
        check(requestInterval=30, tags={"pods:tier": "3"}),
        ["n/a: tier 3 may notice a loss later"],
    ),
]


@pytest.mark.requirement("D8")
@pytest.mark.parametrize(("case", "declared", "expected"), CASES, ids=[one[0] for one in CASES])
def test_health_checks_that_see_a_loss_late_are_refused(
    judge: Callable[..., list[str]], case: str, declared: Declared, expected: list[str]
) -> None:
    """Interval times threshold is a minute at most, from three Regions, always on."""
    assert case
    assert judge(RULE, declared) == expected


def test_every_fault_of_a_check_is_said(judge: Callable[..., list[str]]) -> None:
    """Who mends one sees the others at once."""
    faulty = check(disabled=True, invertHealthcheck=True, requestInterval=30, regions=["us-east-1"])
    assert judge(RULE, faulty) == [
        "entry: it is disabled",
        "entry: it is inverted",
        "entry: a loss is seen after 90 s",
        "entry: it is probed from 1 Regions",
    ]


def test_the_limits_are_settings(judge: Callable[..., list[str]]) -> None:
    """A team may wait longer, or ask for more places."""
    slow = check(requestInterval=30, regions=THREE)
    assert judge(RULE, slow, config={"maxDetectionSeconds": 90}) == []
    assert judge(RULE, check(regions=THREE), config={"minCheckerRegions": 4}) == [
        "entry: it is probed from 3 Regions"
    ]
