"""The rules about redundancy within a Region, in the order of the catalogue."""

from typing import Final

from pods_policies.redundancy.brokers import BROKERS
from pods_policies.redundancy.buffering import BUFFERING
from pods_policies.redundancy.cache_failover import CACHE_FAILOVER
from pods_policies.redundancy.cluster_instances import CLUSTER_INSTANCES
from pods_policies.redundancy.container_placement import CONTAINER_PLACEMENT
from pods_policies.redundancy.cross_zone import CROSS_ZONE
from pods_policies.redundancy.file_system_zones import FILE_SYSTEM_ZONES
from pods_policies.redundancy.group_health import GROUP_HEALTH
from pods_policies.redundancy.multi_az import MULTI_AZ
from pods_policies.redundancy.nat_per_zone import NAT_PER_ZONE
from pods_policies.redundancy.one_more import ONE_MORE
from pods_policies.redundancy.search_nodes import SEARCH_NODES
from pods_policies.redundancy.several_zones import SEVERAL_ZONES
from pods_policies.redundancy.single_points import SINGLE_POINTS
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (
    MULTI_AZ,
    CLUSTER_INSTANCES,
    SEVERAL_ZONES,
    NAT_PER_ZONE,
    GROUP_HEALTH,
    ONE_MORE,
    CROSS_ZONE,
    SINGLE_POINTS,
    CACHE_FAILOVER,
    FILE_SYSTEM_ZONES,
    SEARCH_NODES,
    BROKERS,
    CONTAINER_PLACEMENT,
    BUFFERING,
)
