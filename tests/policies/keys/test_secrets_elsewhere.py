"""Cases of BC-KEY-003."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared, violations
from pods_policies.keys.secrets_elsewhere import SECRETS_ELSEWHERE
from pods_policies.sdk.pack import policy_for

RULE = "BC-KEY-003"
SECRET = "aws:secretsmanager/secret:Secret"
WEST = {"recoveryRegion": "us-west-2"}
THERE = {"replicas": [{"region": "eu-west-1"}, {"region": "us-west-2"}]}
LOST = "password: replicas is not set, so the secret is lost with its Region"

Case = tuple[str, dict[str, Any], dict[str, Any], list[str]]

CASES: list[Case] = [
    ("pass: a replica in the recovery Region", THERE, WEST, []),
    ("pass: a replica in any Region", {"region": "us-east-1", **THERE}, {}, []),
    ("pass: the secret of the recovery Region itself", {"region": "us-west-2"}, WEST, []),
    (
        "pass: further replicas are not known yet",
        {"replicas": [UNKNOWN, THERE["replicas"][1]]},
        WEST,
        [],
    ),
    (
        "fail: a replica in another Region only",
        {"replicas": [{"region": "eu-west-1"}]},
        WEST,
        ["password: no replica is in us-west-2"],
    ),
    (
        "fail: a replica in its own Region",
        {"region": "us-east-1", "replicas": [{"region": "us-east-1"}]},
        {},
        ["password: no replica is in another Region"],
    ),
    (
        "fail: replicas that cannot be read, gone at once",
        {"replicas": "us-west-2", "recoveryWindowInDays": 0},
        WEST,
        ["password: replicas cannot be read", "password: recovery_window_in_days is 0 days"],
    ),
    (
        "fail: a row that cannot be read",
        {"replicas": ["us-west-2"]},
        WEST,
        ["password: no replica is in us-west-2"],
    ),
    ("boundary: seven days", {**THERE, "recoveryWindowInDays": 7}, WEST, []),
    (
        "boundary: six days",
        {**THERE, "recoveryWindowInDays": 6},
        WEST,
        ["password: recovery_window_in_days is 6 days"],
    ),
    ("absent: no replica", {}, WEST, [LOST]),
    (
        "unknown: the replicas",
        {"replicas": UNKNOWN},
        WEST,
        ["undecided: password: replicas is not known before the update"],
    ),
    (
        "unknown: the Region of one, and the days",
        {"replicas": [{"region": UNKNOWN}], "recoveryWindowInDays": UNKNOWN},
        WEST,
        [
            "undecided: password: replicas is not known before the update",
            "undecided: password: recovery_window_in_days is not known before the update",
        ],
    ),
    (
        "not applicable: a weaker tier",
        {"tags": {"pods:tier": "2"}},
        WEST,
        ["n/a: tier 2 may restore its secrets by hand"],
    ),
]


@pytest.mark.requirement("B8", "D5", "D7")
@pytest.mark.parametrize(
    ("case", "properties", "config", "expected"), CASES, ids=[one[0] for one in CASES]
)
def test_secrets_that_are_lost_with_their_region_are_refused(
    judge: Callable[..., list[str]],
    case: str,
    properties: dict[str, Any],
    config: dict[str, Any],
    expected: list[str],
) -> None:
    """A replica is in the recovery Region; where none is named, in any other."""
    assert case
    assert judge(RULE, Declared(SECRET, "password", properties), config=config) == expected


def test_the_recovery_region_comes_from_the_plan(judge: Callable[..., list[str]]) -> None:
    """What the plan names comes before the configuration."""
    placement = {"region": "us-east-1", "recoveryRegion": "eu-west-1"}
    carrier = Declared(
        "pods:index:ContinuityPlan", "clinic", {"plan": {"name": "clinic", "placement": placement}}
    )
    secret = Declared(SECRET, "password", {"replicas": [{"region": "us-west-2"}]})
    assert judge(RULE, carrier, secret, config=WEST) == ["password: no replica is in eu-west-1"]


def test_the_message_names_the_region_to_add() -> None:
    """What has to be written stands in the message."""
    policy = policy_for(SECRETS_ELSEWHERE)
    assert violations(policy, Declared(SECRET, "password", {}), config=WEST) == [
        (
            f"{LOST}; tier 1 starts in us-west-2 without this Region, its secrets at hand "
            '(D5, D7). Change: add {"region": "us-west-2"} to replicas on '
            'aws.secretsmanager.Secret "password".'
        )
    ]
