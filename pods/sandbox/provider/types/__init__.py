"""The type tables, one module an AWS service."""

from pods.sandbox.provider.resource_type import ResourceType
from pods.sandbox.provider.types import (
    autoscaling,
    launching,
    load_balancing,
    route53,
    routing,
    security_groups,
    vpc,
)

__all__ = ["TYPES"]

_TABLES: tuple[tuple[ResourceType, ...], ...] = (
    vpc.TYPES,
    routing.TYPES,
    security_groups.TYPES,
    launching.TYPES,
    autoscaling.TYPES,
    load_balancing.TYPES,
    route53.TYPES,
)

TYPES: dict[str, ResourceType] = {kind.token: kind for table in _TABLES for kind in table}
