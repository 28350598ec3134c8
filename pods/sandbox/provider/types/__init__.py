"""The type tables, one module an AWS service."""

from pods.sandbox.provider.resource_type import ResourceType
from pods.sandbox.provider.types import (
    autoscaling,
    backup,
    backup_audit,
    cloudwatch,
    dlm,
    events,
    gateways,
    iam,
    kms,
    launching,
    listeners,
    load_balancing,
    rds,
    rds_instance,
    route53,
    routing,
    s3,
    scaling_policies,
    secretsmanager,
    security_groups,
    sns,
    ssm,
    volumes,
    vpc,
)

__all__ = ["TYPES"]

_TABLES: tuple[tuple[ResourceType, ...], ...] = (
    vpc.TYPES,
    gateways.TYPES,
    routing.TYPES,
    security_groups.TYPES,
    launching.TYPES,
    volumes.TYPES,
    autoscaling.TYPES,
    scaling_policies.TYPES,
    load_balancing.TYPES,
    listeners.TYPES,
    route53.TYPES,
    cloudwatch.TYPES,
    dlm.TYPES,
    iam.TYPES,
    kms.TYPES,
    rds.TYPES,
    rds_instance.TYPES,
    s3.TYPES,
    sns.TYPES,
    events.TYPES,
    secretsmanager.TYPES,
    ssm.TYPES,
    backup.TYPES,
    backup_audit.TYPES,
)

TYPES: dict[str, ResourceType] = {kind.token: kind for table in _TABLES for kind in table}
