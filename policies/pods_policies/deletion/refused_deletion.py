"""BC-DEL-001: what a service cannot do without refuses to be deleted."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import Field

from pods_policies.clauses import DELETION_PROTECTION
from pods_policies.relations.data.data_resources import DATABASE, DATABASE_CLUSTERS, TABLE
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, flag_must_be
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, NotApplicable, Verdict

__all__ = ["REFUSED_DELETION", "RefusalSettings"]

LOG_GROUP: Final = "aws:cloudwatch/logGroup:LogGroup"
LOAD_BALANCERS: Final = (
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:alb/loadBalancer:LoadBalancer",
    "aws:applicationloadbalancing/loadBalancer:LoadBalancer",
    "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer",
)
GLOBAL_DATABASES: Final = (
    "aws:rds/globalCluster:GlobalCluster",
    "aws:docdb/globalCluster:GlobalCluster",
    "aws:neptune/globalCluster:GlobalCluster",
)

_PROPERTIES: Final[Mapping[str, str]] = {
    **dict.fromkeys((DATABASE, *DATABASE_CLUSTERS, *GLOBAL_DATABASES), "deletionProtection"),
    **dict.fromkeys((TABLE, LOG_GROUP), "deletionProtectionEnabled"),
    **dict.fromkeys(LOAD_BALANCERS, "enableDeletionProtection"),
}
"""The property by which each type refuses deletion; the provider leaves all of them off."""


class RefusalSettings(Settings):
    """What refuses to be deleted."""

    log_groups: bool = Field(
        default=True, description="Whether log groups are judged too, which carry the evidence."
    )


def _check(one: Resource, settings: RefusalSettings) -> Iterator[Verdict]:
    if one.type == LOG_GROUP and not settings.log_groups:
        yield NotApplicable("log groups may be deleted, says the configuration", one)
        return
    prop = _PROPERTIES[one.type]
    demand = Demand(
        one,
        prop,
        f"tier {tier_of(one, settings)} stands until somebody lifts its protection: AWS refuses to "
        "delete it (A4, A6)",
        Change(prop, "True", is_guard=True),
        absent="so one call deletes it",
    )
    yield flag_must_be(demand, wanted=True, default=False)


def _mend(one: Resource, _settings: RefusalSettings) -> Mapping[str, Any]:
    return {_PROPERTIES[one.type]: True}


REFUSED_DELETION = ResourceRule(
    id="BC-DEL-001",
    title="Databases, tables, load balancers and logs refuse to be deleted",
    severity=Severity.CRITICAL,
    requirements=("A4", "A6"),
    reads=tuple(_PROPERTIES),
    checks="Deletion protection is on: `deletion_protection` of RDS, DocumentDB and Neptune "
    "instances, clusters and global databases, `deletion_protection_enabled` of DynamoDB tables "
    "and log groups, `enable_deletion_protection` of load balancers.",
    why="A script with the wrong account, a tidy-up or an attacker deletes with one call. With the "
    "protection on it takes two, and the first of them can raise an alarm.",
    remediation="Set the property to True; for a deletion that is meant, lift it in a change of "
    "its own.",
    clauses=DELETION_PROTECTION,
    equivalents=(
        "Checkov CKV_AWS_139",
        "Checkov CKV_AWS_293",
        "Checkov CKV_AWS_150",
        "Checkov CKV2_AWS_58",
        "Security Hub RDS.7",
        "Security Hub RDS.8",
        "Security Hub DynamoDB.6",
        "Security Hub DocumentDB.5",
        "Security Hub Neptune.4",
        "Security Hub ELB.6",
        "AWS Config RDS_INSTANCE_DELETION_PROTECTION_ENABLED",
        "AWS Config RDS_CLUSTER_DELETION_PROTECTION_ENABLED",
        "AWS Config ELB_DELETION_PROTECTION_ENABLED",
        "AWS Config DYNAMODB_TABLE_DELETION_PROTECTION_ENABLED",
        "Prowler rds_instance_deletion_protection",
        "Prowler rds_cluster_deletion_protection",
        "Prowler elbv2_deletion_protection",
    ),
    settings=RefusalSettings,
    example=(resource(DATABASE, "clinic-database", {"deletionProtection": False}),),
    check=_check,
    mend=_mend,
)
