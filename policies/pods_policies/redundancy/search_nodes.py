"""BC-HA-011: a search domain outlasts a zone: its data, its masters, its quorum."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.reading import UNKNOWN, Missing, UnreadableValueError, flag
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, all_kept, flag_must_be, must_be_at_least
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Kept, NotApplicable, Verdict

__all__ = ["SEARCH_NODES", "SearchSettings"]

DOMAINS: Final = ("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain")
_CONFIG: Final = "clusterConfig"
_STANDBY: Final = "multiAzWithStandbyEnabled"


class SearchSettings(TieredSettings):
    """How many nodes a domain has."""

    data_nodes: int = Field(default=3, ge=1, description="Data nodes that a domain has at least.")
    master_nodes: int = Field(
        default=3, ge=1, description="Dedicated master nodes that a domain has at least."
    )


def _check(domain: Resource, settings: SearchSettings) -> Iterator[Verdict]:
    tier = tier_of(domain, settings)
    if tier > settings.max_tier:
        yield NotApplicable(f"tier {tier} may lose its search with a zone", domain)
        return
    standby = _standby(domain)
    if standby is True:
        yield Kept(domain)  # AWS asks for three zones, three data nodes and three masters itself
        return
    required = f"tier {tier} outlasts the loss of a zone (A4, A5)"
    verdicts = [
        _switch(domain, "zoneAwarenessEnabled", required),
        _number(domain, "instanceCount", settings.data_nodes, required, default=1),
        _masters(domain, settings.master_nodes, required),
    ]
    if standby is UNKNOWN and not all(isinstance(one, Kept) for one in verdicts):
        yield _demand(domain, _STANDBY, required, "True").unknown
        return
    yield from all_kept(domain, verdicts)


def _standby(domain: Resource) -> bool | Missing:
    try:
        return flag(domain.declared(_CONFIG, _STANDBY), default=False)
    except UnreadableValueError:
        return False


def _demand(domain: Resource, prop: str, required: str, value: str) -> Demand:
    path = f"{_CONFIG}.{prop}"
    return Demand(domain, path, required, Change(path, value))


def _switch(domain: Resource, prop: str, required: str) -> Verdict:
    demand = _demand(domain, prop, required, "True")
    value = domain.declared(_CONFIG, prop)
    return flag_must_be(demand, wanted=True, default=False, value=value)


def _masters(domain: Resource, least: int, required: str) -> Verdict:
    enabled = _switch(domain, "dedicatedMasterEnabled", required)
    if not isinstance(enabled, Kept):
        return enabled
    return _number(domain, "dedicatedMasterCount", least, required)


def _number(
    domain: Resource, prop: str, least: int, required: str, *, default: int | None = None
) -> Verdict:
    demand = _demand(domain, prop, required, str(least))
    value = domain.declared(_CONFIG, prop)
    return must_be_at_least(demand, least, default=default, unit="", value=value)


SEARCH_NODES = ResourceRule(
    id="BC-HA-011",
    title="A search domain of tier 1 or 2 outlasts the loss of a zone",
    severity=Severity.HIGH,
    requirements=("A4", "A5"),
    reads=DOMAINS,
    checks="`cluster_config` of every OpenSearch and Elasticsearch domain has zone awareness, "
    "three data nodes and three dedicated master nodes, or Multi-AZ with standby, for which AWS "
    "asks for as much itself.",
    why="Without zone awareness, both copies of a shard may stand in the zone that is lost. With "
    "two master nodes, what is left after a zone has no majority, and the domain stops writing.",
    remediation="Set zone_awareness_enabled, three instances and three dedicated masters, or "
    "multi_az_with_standby_enabled, in cluster_config.",
    clauses=HIGH_AVAILABILITY,
    equivalents=(
        "Checkov CKV_AWS_318",
        "Checkov CKV2_AWS_59",
        "Security Hub OpenSearch.6",
        "Security Hub ES.6",
        "Security Hub ES.7",
        "AWS Config OPENSEARCH_DATA_NODE_FAULT_TOLERANCE",
        "AWS Config OPENSEARCH_PRIMARY_NODE_FAULT_TOLERANCE",
        "Prowler opensearch_service_domains_fault_tolerant_data_nodes",
        "Prowler opensearch_service_domains_fault_tolerant_master_nodes",
    ),
    settings=SearchSettings,
    example=(resource(DOMAINS[0], "clinic-search", {_CONFIG: {"instanceCount": 2}}),),
    check=_check,
)
