"""Cases of BC-HA-011."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-HA-011"
DOMAIN = "aws:opensearch/domain:Domain"
SAFE = {
    "zoneAwarenessEnabled": True,
    "instanceCount": 3,
    "dedicatedMasterEnabled": True,
    "dedicatedMasterCount": 3,
}
STANDBY = "cluster_config.multi_az_with_standby_enabled"
LATER = "is not known before the update"


def config(**properties: Any) -> dict[str, Any]:
    """Return the configuration of a domain that is safe but for these properties."""
    return {"clusterConfig": {**SAFE, **properties}}


CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("pass: three of each", config(), []),
    ("pass: with standby", {"clusterConfig": {"multiAzWithStandbyEnabled": True}}, []),
    (
        "fail: no zone awareness",
        config(zoneAwarenessEnabled=False),
        ["it: cluster_config.zone_awareness_enabled is False"],
    ),
    (
        "fail: no masters of its own",
        config(dedicatedMasterEnabled=False),
        ["it: cluster_config.dedicated_master_enabled is False"],
    ),
    (
        "fail: a number that is none",
        config(instanceCount="many"),
        ["it: cluster_config.instance_count is not a number"],
    ),
    (
        "boundary: two data nodes",
        config(instanceCount=2),
        ["it: cluster_config.instance_count is 2"],
    ),
    (
        "boundary: two masters",
        config(dedicatedMasterCount=2),
        ["it: cluster_config.dedicated_master_count is 2"],
    ),
    (
        "absent: no configuration",
        {},
        [
            "it: cluster_config.zone_awareness_enabled is not set",
            "it: cluster_config.instance_count is not set",
            "it: cluster_config.dedicated_master_enabled is not set",
        ],
    ),
    (
        "unknown: zone awareness",
        config(zoneAwarenessEnabled=UNKNOWN),
        [f"undecided: it: cluster_config.zone_awareness_enabled {LATER}"],
    ),
    (
        "unknown: the configuration",
        {"clusterConfig": UNKNOWN},
        [f"undecided: it: {STANDBY} {LATER}"],
    ),
    (
        "unknown: standby, and no zone awareness",
        {"clusterConfig": {"multiAzWithStandbyEnabled": UNKNOWN}},
        [f"undecided: it: {STANDBY} {LATER}"],
    ),
    (
        "pass: without standby it is safe as well",
        config(multiAzWithStandbyEnabled=UNKNOWN),
        [],
    ),
    (
        "not applicable: a weaker tier",
        {"tags": {"pods:tier": "3"}},
        ["n/a: tier 3 may lose its search with a zone"],
    ),
]


@pytest.mark.requirement("A4", "A5")
@pytest.mark.parametrize(("case", "properties", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_search_domain_that_goes_with_a_zone_is_refused(
    judge: Callable[..., list[str]], case: str, properties: dict[str, Any], expected: list[str]
) -> None:
    """Its data is in several zones, and what is left has a majority."""
    assert case
    assert judge(RULE, Declared(DOMAIN, "it", properties)) == expected


def test_domains_of_elasticsearch_are_judged_alike(judge: Callable[..., list[str]]) -> None:
    """The older type has the same configuration."""
    domain = Declared("aws:elasticsearch/domain:Domain", "it", config(instanceCount=1))
    assert judge(RULE, domain) == ["it: cluster_config.instance_count is 1"]
