"""BC-HA-001: a database instance of tier 1 or 2 has a standby in a second zone."""

from collections.abc import Iterator

from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.relations.data.data_resources import DATABASE, is_replica
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, flag_must_be
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, NotApplicable, Verdict

__all__ = ["MULTI_AZ"]


def _check(database: Resource, settings: TieredSettings) -> Iterator[Verdict]:
    tier = tier_of(database, settings)
    if is_replica(database):
        yield NotApplicable("a read replica: its source is judged", database)
        return
    if tier > settings.max_tier:
        yield NotApplicable(f"tier {tier} may run in one Availability Zone", database)
        return
    required = f"tier {tier} needs a standby in a second Availability Zone (A6)"
    demand = Demand(database, "multiAz", required, Change("multiAz", "True"))
    yield flag_must_be(demand, wanted=True, default=False)


MULTI_AZ = ResourceRule(
    id="BC-HA-001",
    title="A database of tier 1 or 2 is Multi-AZ",
    severity=Severity.CRITICAL,
    requirements=("A4", "A6", "D1"),
    reads=(DATABASE,),
    checks="`multi_az` of every RDS instance is True. Read replicas and weaker tiers are left out.",
    why="A database in one Availability Zone is gone for as long as that zone is: hours, and with "
    "it every POD that uses it. A Multi-AZ instance fails over by itself in about a minute.",
    remediation="Set multi_az=True. A replica, or a tier that may lose its zone, says so by "
    "replicate_source_db or the pods:tier tag.",
    clauses=HIGH_AVAILABILITY,
    equivalents=(
        "Checkov CKV_AWS_157",
        "Security Hub RDS.5",
        "AWS Config RDS_MULTI_AZ_SUPPORT",
        "Prowler rds_instance_multi_az",
    ),
    settings=TieredSettings,
    example=(resource(DATABASE, "clinic-database", {"multiAz": False}),),
    check=_check,
)
