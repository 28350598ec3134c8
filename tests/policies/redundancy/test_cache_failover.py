"""Cases of BC-HA-009."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-HA-009"
CACHE = "aws:elasticache/replicationGroup:ReplicationGroup"
SAFE = {"automaticFailoverEnabled": True, "multiAzEnabled": True}
LATER = "its number of replicas is not known before the update"

CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("pass: two nodes", {**SAFE, "numCacheClusters": 2}, []),
    ("pass: shards", {**SAFE, "numNodeGroups": 2, "replicasPerNodeGroup": 1}, []),
    (
        "pass: shards of their own",
        {**SAFE, "nodeGroupConfigurations": [{"replicaCount": 1}, {"replicaCount": 2}]},
        [],
    ),
    (
        "pass: replicas by their zones",
        {**SAFE, "nodeGroupConfigurations": [{"replicaAvailabilityZones": ["us-east-1b"]}]},
        [],
    ),
    (
        "pass: replicas by number and zones",
        {
            **SAFE,
            "nodeGroupConfigurations": [{"replicaCount": 1, "replicaAvailabilityZones": []}],
        },
        [],
    ),
    (
        "pass: a member of a global datastore",
        {**SAFE, "globalReplicationGroupId": UNKNOWN},
        [],
    ),
    (
        "fail: both switches",
        {"automaticFailoverEnabled": False, "multiAzEnabled": False, "numCacheClusters": 2},
        ["it: automatic_failover_enabled is False", "it: multi_az_enabled is False"],
    ),
    (
        "fail: one zone",
        {"automaticFailoverEnabled": True, "numCacheClusters": 3},
        ["it: multi_az_enabled is not set"],
    ),
    (
        "fail: a number that is none",
        {**SAFE, "numCacheClusters": "two"},
        ["it: its number of replicas is not a number"],
    ),
    (
        "fail: a switch that is none",
        {**SAFE, "multiAzEnabled": "on", "numCacheClusters": 2},
        ["it: multi_az_enabled is neither true nor false"],
    ),
    ("boundary: one node", {**SAFE, "numCacheClusters": 1}, ["it: it has no replica"]),
    (
        "boundary: one shard without a replica",
        {**SAFE, "nodeGroupConfigurations": [{"replicaCount": 1}, {"replicaCount": 0}]},
        ["it: it has no replica"],
    ),
    (
        "absent: nothing is set",
        {},
        [
            "it: automatic_failover_enabled is not set",
            "it: multi_az_enabled is not set",
            "it: it has no replica",
        ],
    ),
    (
        "unknown: the switches",
        {"automaticFailoverEnabled": UNKNOWN, "multiAzEnabled": UNKNOWN, "numCacheClusters": 2},
        [
            "undecided: it: automatic_failover_enabled is not known before the update",
            "undecided: it: multi_az_enabled is not known before the update",
        ],
    ),
    ("unknown: the nodes", {**SAFE, "numCacheClusters": UNKNOWN}, [f"undecided: it: {LATER}"]),
    (
        "unknown: the shards",
        {**SAFE, "nodeGroupConfigurations": UNKNOWN},
        [f"undecided: it: {LATER}"],
    ),
    (
        "unknown: one shard",
        {**SAFE, "nodeGroupConfigurations": [{"replicaCount": 1}, {"replicaCount": UNKNOWN}]},
        [f"undecided: it: {LATER}"],
    ),
    (
        "not applicable: a weaker tier",
        {"tags": {"pods:tier": "3"}},
        ["n/a: tier 3 may lose its cache with a zone"],
    ),
]


@pytest.mark.requirement("A4", "A5")
@pytest.mark.parametrize(("case", "properties", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_cache_that_goes_with_a_zone_is_refused(
    judge: Callable[..., list[str]], case: str, properties: dict[str, Any], expected: list[str]
) -> None:
    """Both switches are on, and there is something to switch to."""
    assert case
    assert judge(RULE, Declared(CACHE, "it", properties)) == expected
