"""How long data takes to be there again, in another zone or in another Region."""

from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary

from pods_policies.failover.assumptions import RecoveryTimeSettings
from pods_policies.failover.step import Step
from pods_policies.reading import ABSENT, UNKNOWN, UnreadableValueError, flag
from pods_policies.relations.attachments import Attachments, attachments
from pods_policies.relations.data.data_copies import copies_of, follows
from pods_policies.relations.data.data_resources import (
    DATABASE,
    DATABASE_CLUSTERS,
    VOLUME,
    is_global_secondary,
)
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.resource import Resource
from pods_policies.relations.serving.membership import is_away
from pods_policies.relations.serving.services import Service
from pods_policies.relations.stack import Stack
from pods_policies.verdicts import Change

__all__ = ["data_step", "promotion_step"]

_MEMBERS: Final = (
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:docdb/clusterInstance:ClusterInstance",
    "aws:neptune/clusterInstance:ClusterInstance",
)
_TWO: Final = 2
_INSTANCES: WeakKeyDictionary[Stack, Attachments] = WeakKeyDictionary()


def data_step(stack: Stack, service: Service, settings: RecoveryTimeSettings) -> Step:
    """Return how long the slowest data store takes to serve from another zone."""
    steps = [_in_zone(stack, one, settings) for one in _stores(stack, service)]
    none = Step("failover", 0, 0, "no data in one zone")
    return max(steps, key=lambda one: (one.high, one.low), default=none)


def promotion_step(stack: Stack, service: Service, settings: RecoveryTimeSettings) -> Step:
    """Return how long the slowest data store takes to serve from another Region."""
    steps = [_in_region(stack, one, settings) for one in _stores(stack, service)]
    none = Step("failover", 0, 0, "no database")
    return max(steps, key=lambda one: (one.high, one.low), default=none)


def _stores(stack: Stack, service: Service) -> Iterator[Resource]:
    """Yield what the service keeps at home in databases and volumes."""
    for one in service.members:
        is_store = one.type in (DATABASE, *DATABASE_CLUSTERS, VOLUME)
        if is_store and not is_away(one) and follows(stack, one) is None:
            yield one


def _in_zone(stack: Stack, one: Resource, settings: RecoveryTimeSettings) -> Step:
    restore = settings.restore_seconds
    if one.type == VOLUME:
        words = "keep the data in a store of several zones"
        why = f"{one.name} is restored, assumed"
        return Step("failover", restore, restore, why, one, Change("availabilityZone", "", words))
    if one.type in DATABASE_CLUSTERS:
        return _cluster(stack, one, settings)
    quick = settings.database_failover_seconds
    try:
        multi_az = flag(one.declared("multiAz"), default=False)
    except UnreadableValueError:  # said by BC-HA-001
        multi_az = UNKNOWN
    if multi_az is True:
        return Step("failover", quick, quick, "T01", one)
    change = Change("multiAz", "True")
    least = quick if multi_az is UNKNOWN else restore
    return Step("failover", least, restore, f"{one.name} is restored, assumed", one, change)


def _cluster(stack: Stack, one: Resource, settings: RecoveryTimeSettings) -> Step:
    quick, restore = settings.cluster_failover_seconds, settings.restore_seconds
    several = one.declared("dbClusterInstanceClass") not in (ABSENT, "")
    instances = _instances(stack)
    certain = len(instances.of(one))
    if several or certain >= _TWO:
        return Step("failover", quick, quick, f"{one.name} fails over", one)
    least = quick if certain + len(instances.perhaps_of(one)) >= _TWO else restore
    words = "add a second instance of the cluster in another zone"
    change = Change("clusterIdentifier", "", words, place="beside")
    return Step("failover", least, restore, f"{one.name} is restored, assumed", one, change)


def _instances(stack: Stack) -> Attachments:
    if stack not in _INSTANCES:
        _INSTANCES[stack] = attachments(stack, _MEMBERS, ("clusterIdentifier",), *DATABASE_CLUSTERS)
    return _INSTANCES[stack]


def _in_region(stack: Stack, one: Resource, settings: RecoveryTimeSettings) -> Step:
    home = region_of(one)
    copies = [copy for copy in copies_of(stack, one) if home is UNKNOWN or copy.region != home]
    replicas = [copy for copy in copies if not copy.is_backup and copy.is_certain is not False]
    if any(is_global_secondary(copy.source) for copy in replicas):
        quick = settings.global_promotion_seconds
        return Step("failover", quick, quick, f"{one.name} is of a global database", one)
    if replicas:
        quick = settings.promotion_seconds
        return Step("failover", quick, quick, f"a replica of {one.name} is promoted, assumed", one)
    restore = settings.restore_seconds
    words = "add a replica in the recovery Region"
    change = Change("replicateSourceDb", "", words, place="beside")
    return Step("failover", restore, restore, f"{one.name} is restored, assumed", one, change)
