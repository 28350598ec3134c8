"""BC-HA-009: a cache of tier 1 or 2 has a replica in a second zone that takes over by itself."""

from collections.abc import Iterator
from typing import Any, Final

from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.reading import ABSENT, UNKNOWN, Missing, UnreadableValueError, number, read
from pods_policies.relations.data.data_resources import CACHE
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, all_kept, flag_must_be
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, NotApplicable, Undecided, Verdict

__all__ = ["CACHE_FAILOVER"]

_SWITCHES: Final = ("automaticFailoverEnabled", "multiAzEnabled")
_COUNTS: Final = ("replicasPerNodeGroup", "numCacheClusters")
_REPLICAS: Final = Change("replicasPerNodeGroup", "1")


def _check(cache: Resource, settings: TieredSettings) -> Iterator[Verdict]:
    tier = tier_of(cache, settings)
    if tier > settings.max_tier:
        yield NotApplicable(f"tier {tier} may lose its cache with a zone", cache)
        return
    required = f"tier {tier} needs a replica in a second zone that takes over (A4)"
    switches = [
        flag_must_be(
            Demand(cache, prop, required, Change(prop, "True")), wanted=True, default=False
        )
        for prop in _SWITCHES
    ]
    yield from all_kept(cache, [*switches, *_too_few(cache, required)])


def _too_few(cache: Resource, required: str) -> Iterator[Verdict]:
    if cache.declared("globalReplicationGroupId") is not ABSENT and _says_nothing(cache):
        return  # a member of a global datastore: its number of replicas comes from there
    try:
        replicas = _replicas(cache)
    except UnreadableValueError:
        yield Finding(cache, "its number of replicas is not a number", required, _REPLICAS)
        return
    if isinstance(replicas, Missing):
        observed = "its number of replicas is not known before the update"
        yield Undecided(cache, observed, required, _REPLICAS)
    elif replicas < 1:
        yield Finding(cache, "it has no replica", required, _REPLICAS)


def _says_nothing(cache: Resource) -> bool:
    props = (*_COUNTS, "nodeGroupConfigurations")
    return all(cache.declared(prop) is ABSENT for prop in props)


def _replicas(cache: Resource) -> float | Missing:
    """Return the replicas of the shard that has the fewest, or `UNKNOWN`."""
    shards = cache.declared("nodeGroupConfigurations")
    if shards is UNKNOWN:
        return Missing.UNKNOWN
    given = [_of_shard(one) for one in shards] if isinstance(shards, list) else []
    counts: list[float | Missing] = [number(one) for one in given] or [_alike(cache)]
    known = [count for count in counts if not isinstance(count, Missing)]
    if UNKNOWN in counts:
        return UNKNOWN
    return min(known) if len(known) == len(counts) else 0


def _alike(cache: Resource) -> float | Missing:
    """Return the replicas of each shard, where all have as many."""
    each, nodes = (number(cache.declared(prop)) for prop in _COUNTS)
    if each is not ABSENT or isinstance(nodes, Missing):
        return nodes if each is ABSENT else each
    return nodes - 1


def _of_shard(shard: Any) -> Any:
    """Return the number of replicas of a shard; where only their zones are named, so many."""
    count, zones = read(shard, "replicaCount"), read(shard, "replicaAvailabilityZones")
    return len(zones) if count is ABSENT and isinstance(zones, list) else count


CACHE_FAILOVER = ResourceRule(
    id="BC-HA-009",
    title="A cache of tier 1 or 2 fails over to a replica in a second zone",
    severity=Severity.HIGH,
    requirements=("A4", "A5"),
    reads=(CACHE,),
    checks="`automatic_failover_enabled` and `multi_az_enabled` of every ElastiCache replication "
    "group are True, and each of its shards has a replica at least.",
    why="A cache in one zone is empty when the zone is gone, and all that it held back falls on "
    "the database, at the moment when the database itself fails over.",
    remediation="Set automatic_failover_enabled=True, multi_az_enabled=True and one replica.",
    clauses=HIGH_AVAILABILITY,
    equivalents=(
        "Checkov CKV2_AWS_50",
        "Security Hub ElastiCache.3",
        "Prowler elasticache_redis_cluster_multi_az_enabled",
        "Prowler elasticache_redis_cluster_automatic_failover_enabled",
    ),
    settings=TieredSettings,
    example=(resource(CACHE, "clinic-sessions", {"numCacheClusters": 1}),),
    check=_check,
)
