"""BC-HA-002: a database cluster has a second instance in another zone."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.reading import ABSENT, UNKNOWN, Missing
from pods_policies.relations.attachments import Attachments, attachments
from pods_policies.relations.data.data_resources import DATABASE_CLUSTERS, is_global_secondary
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["CLUSTER_INSTANCES", "ClusterSettings"]

INSTANCES: Final = (
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:docdb/clusterInstance:ClusterInstance",
    "aws:neptune/clusterInstance:ClusterInstance",
)
_TELL: Final = "give its instances a plain availability_zone (availabilityZone)"
_ADD: Final = Change("", "", "add a cluster instance in another availability_zone", "beside")


class ClusterSettings(TieredSettings):
    """How many instances a cluster needs."""

    least_instances: int = Field(
        default=2, ge=1, le=16, description="Instances that a cluster has at least."
    )


def _check(stack: Stack, settings: ClusterSettings) -> Iterator[Verdict]:
    clusters = stack.of_type(*DATABASE_CLUSTERS)
    if not clusters:
        yield NotApplicable("no database cluster in this stack")
    instances = attachments(stack, INSTANCES, ("clusterIdentifier",), *DATABASE_CLUSTERS)
    for cluster in clusters:
        tier = tier_of(cluster, settings)
        reason = _out_of_question(cluster, instances)
        if tier > settings.max_tier:
            yield NotApplicable(f"tier {tier} may run in one Availability Zone", cluster)
        elif reason is not None:
            yield NotApplicable(reason, cluster)
        elif cluster.declared("dbClusterInstanceClass") is not ABSENT:
            yield Kept(cluster)  # a Multi-AZ cluster: AWS puts its three instances into three zones
        else:
            yield _judge(cluster, instances, tier, settings.least_instances)


def _out_of_question(cluster: Resource, instances: Attachments) -> str | None:
    """Return why the instances of a cluster do not matter, or None."""
    if cluster.declared("engineMode") == "serverless":
        return "Aurora Serverless v1: AWS moves its capacity to another zone"
    if is_global_secondary(cluster) and instances.has(cluster) is False:
        return "the cluster of a global database in another Region, without instances so far"
    return None


def _judge(cluster: Resource, instances: Attachments, tier: int, least: int) -> Verdict:
    required = f"tier {tier} needs {least} instances in different zones (A4, A6)"
    own = instances.of(cluster)
    perhaps = instances.perhaps_of(cluster)
    if len(own) < least:
        observed = f"it has {_count(len(own))}"
        if len(own) + len(perhaps) < least:
            return Finding(cluster, observed, required, _ADD)
        observed = "which instances are the cluster's is not known before the update"
        return Undecided(cluster, observed, required, _plainly(perhaps[0]))
    zones = [_zone(one) for one in own]
    pinned = {zone for zone in zones if isinstance(zone, str)}
    if len(pinned) > 1 or ABSENT in zones:
        return Kept(cluster)
    if UNKNOWN in zones:
        one = own[zones.index(UNKNOWN)]
        observed = f"the zone of {one.name} is not known before the update"
        return Undecided(cluster, observed, required, Change("availabilityZone", "", _TELL))
    observed = f"all its instances are in {pinned.pop()}"
    change = Change("availabilityZone", "", "give one of its instances another zone", "of")
    return (Undecided if perhaps else Finding)(cluster, observed, required, change)


def _zone(instance: Resource) -> str | Missing:
    """Return the zone of an instance; `ABSENT` where AWS chooses it, apart from the others."""
    for zone in (instance.declared("availabilityZone"), instance.computed("availabilityZone")):
        if isinstance(zone, str):
            return zone
    return ABSENT if instance.declared("availabilityZone") is ABSENT else UNKNOWN


def _plainly(instance: Resource) -> Change:
    return Change("clusterIdentifier", "", f"name the cluster of {instance.label} plainly")


def _count(instances: int) -> str:
    return "no instance" if instances == 0 else f"{instances} instance{'s' * (instances > 1)}"


CLUSTER_INSTANCES = StackRule(
    id="BC-HA-002",
    title="A database cluster of tier 1 or 2 has instances in two zones",
    severity=Severity.CRITICAL,
    requirements=("A4", "A6", "D1"),
    reads=(*DATABASE_CLUSTERS, *INSTANCES),
    checks="Every Aurora, DocumentDB and Neptune cluster has two cluster instances, not all in one "
    "zone. An instance without a zone stands where AWS puts it, which after the update is known. "
    "Multi-AZ DB clusters pass; the secondary cluster of a global database may have no instance.",
    why="The storage of a cluster spans three zones, its instances do not: with the only one, the "
    "database is gone until AWS has made another, ten minutes and more, if there is capacity. "
    "With a second one in another zone it is gone for about a minute.",
    remediation="Add a cluster instance in another availability_zone.",
    clauses=HIGH_AVAILABILITY,
    equivalents=(
        "Security Hub RDS.15",
        "Security Hub Neptune.9",
        "AWS Config RDS_CLUSTER_MULTI_AZ_ENABLED",
        "Prowler rds_cluster_multi_az",
        "Prowler neptune_cluster_multi_az",
        "Prowler documentdb_cluster_multi_az_enabled",
    ),
    settings=ClusterSettings,
    example=(
        resource(DATABASE_CLUSTERS[0], "clinic-database", {"engine": "aurora-postgresql"}),
        resource(
            INSTANCES[0],
            "clinic-database-1",
            {"clusterIdentifier": UNKNOWN},
            {
                "clusterIdentifier": (
                    f"urn:pulumi:example::example::{DATABASE_CLUSTERS[0]}::clinic-database",
                )
            },
        ),
    ),
    check=_check,
)
