"""BC-HA-001: a database instance of tier 1 or 2 has a standby in a second zone."""

from collections.abc import Iterator

from pods_policies.finding import Change, Finding, NotApplicable, Undecided, Verdict
from pods_policies.reading import ABSENT, UNKNOWN, flag
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import TieredSettings
from pods_policies.stack import Resource, resource
from pods_policies.tags import tier_of

__all__ = ["DATABASE", "MULTI_AZ"]

DATABASE = "aws:rds/instance:Instance"


def _check(database: Resource, settings: TieredSettings) -> Iterator[Verdict]:
    tier = tier_of(database, settings)
    if database.declared("replicateSourceDb") is not ABSENT:
        yield NotApplicable("a read replica: its source is judged")
        return
    if tier > settings.max_tier:
        yield NotApplicable(f"tier {tier} may run in one Availability Zone")
        return
    required = f"tier {tier} needs a standby in a second Availability Zone (A6)"
    change = Change("multiAz", "True")
    declared = database.declared("multiAz")
    multi_az = flag(declared, default=False)
    if multi_az is UNKNOWN:
        observed = "multi_az is not known before the update"
        yield Undecided(database, observed, required, change)
    elif multi_az is False:
        observed = "multi_az is not set" if declared is ABSENT else "multi_az is False"
        yield Finding(database, observed, required, change)


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
    settings=TieredSettings,
    example=(resource(DATABASE, "clinic-database", {"multiAz": False}),),
    check=_check,
)
