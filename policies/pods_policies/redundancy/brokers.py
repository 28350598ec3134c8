"""BC-HA-012: a Kafka cluster has its brokers in several zones, and a replica elsewhere."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.reading import UNKNOWN, Missing, Truth, UnreadableValueError, number
from pods_policies.relations.places.networks import KAFKA, placement_of
from pods_policies.relations.places.zones import SUBNET
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, all_kept
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["BROKERS", "BrokerSettings"]

REPLICATOR: Final = "aws:msk/replicator:Replicator"
_SUBNETS: Final = "brokerNodeGroupInfo.clientSubnets"
_COUNT: Final = "numberOfBrokerNodes"
_LEAST: Final = 2


class BrokerSettings(TieredSettings):
    """Which clusters are replicated."""

    replicated_tier: int = Field(
        default=1, ge=0, le=4, description="Clusters of tiers 1 up to this one have a replicator."
    )


def _check(stack: Stack, settings: BrokerSettings) -> Iterator[Verdict]:
    clusters = stack.of_type(KAFKA)
    if not clusters:
        yield NotApplicable("no MSK cluster in this stack")
    replicated = _replicated(stack)
    for cluster in clusters:
        tier = tier_of(cluster, settings)
        if tier > settings.max_tier:
            yield NotApplicable(f"tier {tier} may lose its brokers with a zone", cluster)
            continue
        verdicts = [_judge_zones(stack, cluster, tier, settings), _judge_count(cluster, tier)]
        if tier <= settings.replicated_tier:
            verdicts.append(_judge_replica(cluster, replicated.get(cluster.urn, False), tier))
        yield from all_kept(cluster, verdicts)


def _judge_zones(stack: Stack, cluster: Resource, tier: int, settings: BrokerSettings) -> Verdict:
    required = f"tier {tier} has brokers in two zones (A4, A5)"
    words = "give client_subnets (clientSubnets) subnets in two or three zones"
    change = Change(_SUBNETS, "", words)
    placement = placement_of(stack, cluster, settings)
    answer: Truth = placement.prop is not None and placement.zones.are_at_least(_LEAST)
    if answer is True:
        return Kept(cluster)
    if answer is UNKNOWN:
        observed = "the zones of its brokers are not known before the update"
        return Undecided(cluster, observed, required, change)
    where = placement.zones
    observed = f"its brokers are all in {where}" if where.possible else "it names no subnet"
    return Finding(cluster, observed, required, change)


def _judge_count(cluster: Resource, tier: int) -> Verdict:
    subnets = cluster.declared(*_SUBNETS.split("."))
    zones = len(subnets) if isinstance(subnets, list) and subnets else _LEAST
    required = f"tier {tier} has as many brokers in each of its {zones} zones (A4)"
    demand = Demand(cluster, _COUNT, required, Change(_COUNT, str(zones)))
    try:
        count = number(cluster.declared(_COUNT))
    except UnreadableValueError:
        return demand.refused("number_of_broker_nodes is not a number")
    if count is UNKNOWN:
        return demand.unknown
    if isinstance(count, Missing):
        return demand.unset
    if count < _LEAST or count % zones:
        change = Change(_COUNT, str(max(zones, -(-int(count) // zones) * zones)))
        observed = f"number_of_broker_nodes is {count}"
        return Finding(cluster, observed, required, change)
    return Kept(cluster)


def _judge_replica(cluster: Resource, replicated: Truth, tier: int) -> Verdict:
    required = f"tier {tier} has its messages in another cluster as well (A4, D1)"
    change = Change("", "", "add aws.msk.Replicator(…) to a cluster elsewhere", "beside")
    if replicated is True:
        return Kept(cluster)
    if replicated is UNKNOWN:
        observed = "which clusters a replicator copies is not known before the update"
        return Undecided(cluster, observed, required, change)
    return Finding(cluster, "no replicator of this stack copies it", required, change)


def _replicated(stack: Stack) -> dict[str, Truth]:
    """Return the clusters that a replicator reads or writes, or may."""
    clusters = stack.of_type(KAFKA)
    found: dict[str, Truth] = {}
    for replicator in stack.of_type(REPLICATOR):
        named = [*stack.sources(replicator, "kafkaClusters", KAFKA)]
        rows = replicator.declared("kafkaClusters")
        unclear = rows is UNKNOWN and not named
        for index in range(len(rows) if isinstance(rows, list) else 0):
            path = ("kafkaClusters", index, "amazonMskCluster", "mskClusterArn")
            each = resolve(stack, replicator, path, KAFKA)
            named += each.certain
            unclear |= not each.complete
        found |= {one.urn: True for one in named}
        if unclear:
            found = {**{one.urn: UNKNOWN for one in clusters}, **found}
    return found


BROKERS = StackRule(
    id="BC-HA-012",
    title="A Kafka cluster of tier 1 or 2 has its brokers in several zones",
    severity=Severity.MEDIUM,
    requirements=("A4", "A5", "D1"),
    reads=(KAFKA, REPLICATOR, SUBNET),
    checks="The client subnets of every MSK cluster are in two zones or three, the number of "
    "brokers is a multiple of theirs, and a replicator of this stack copies clusters of tier 1. "
    "AWS takes one subnet of each zone: subnets made elsewhere count.",
    why="Topics live on brokers: with all of them in one zone, messages that were taken are gone "
    "with it. A cluster is of one Region, and only a replicator brings its topics to another.",
    remediation="Name subnets of two or three zones, as many brokers in each. Replicate tier 1.",
    clauses=HIGH_AVAILABILITY,
    settings=BrokerSettings,
    example=(
        resource(
            KAFKA,
            "clinic-events",
            {_COUNT: 3, "brokerNodeGroupInfo": {"clientSubnets": ["subnet-1", "subnet-2"]}},
        ),
    ),
    check=_check,
)
