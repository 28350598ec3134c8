"""BC-CPY-004: file systems of tier 1 are replicated into another Region."""

from collections.abc import Iterator

from pods_policies.clauses import ALTERNATE_SITE
from pods_policies.copies.copied_elsewhere import CopySettings
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.attachments import Attachments, attachments
from pods_policies.relations.data.data_copies import FILE_REPLICATION
from pods_policies.relations.data.data_resources import FILE_SYSTEM
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["FILE_SYSTEM_REPLICATION"]

_REQUIRED = "tier 1 replicates its files into another Region (B4)"


def _check(stack: Stack, settings: CopySettings) -> Iterator[Verdict]:
    systems = stack.of_type(FILE_SYSTEM)
    if not systems:
        yield NotApplicable("no file system in this stack")
        return
    replications = attachments(stack, (FILE_REPLICATION,), ("sourceFileSystemId",), FILE_SYSTEM)
    targets = {
        target.urn
        for one in stack.of_type(FILE_REPLICATION)
        for target in resolve(stack, one, ("destination", "fileSystemId"), FILE_SYSTEM).certain
    }
    for system in systems:
        tier = tier_of(system, settings)
        if tier > settings.max_tier:
            yield NotApplicable(f"tier {tier} may be restored from backups", system)
        elif system.urn in targets:
            yield NotApplicable("a replica: its source is judged", system)
        else:
            yield _judge(system, replications)


def _judge(system: Resource, replications: Attachments) -> Verdict:
    own = replications.of(system)
    if not own and not replications.perhaps_of(system):
        change = Change("destination", "", "add aws.efs.ReplicationConfiguration(…)", "beside")
        return Finding(system, "it is not replicated", _REQUIRED, change)
    if not own:
        plain = Change("sourceFileSystemId", "", "name the file system plainly")
        observed = "which replication belongs to it is not known before the update"
        return Undecided(system, observed, _REQUIRED, plain)
    region, home = own[0].declared("destination", "region"), region_of(system)
    change = Change("destination.region", "<another Region>")
    if region is ABSENT or (region == home and home is not UNKNOWN):
        observed = "it is replicated within its own Region"
        return Finding(own[0], observed, _REQUIRED, change)
    if UNKNOWN in (region, home):
        observed = "the Region that it is replicated to is not known before the update"
        return Undecided(own[0], observed, _REQUIRED, change)
    return Kept(system)


FILE_SYSTEM_REPLICATION = StackRule(
    id="BC-CPY-004",
    title="File systems of tier 1 are replicated into another Region",
    severity=Severity.MEDIUM,
    requirements=("B4", "D1"),
    reads=(FILE_SYSTEM, FILE_REPLICATION),
    checks="Every EFS file system of tier 1 has a `ReplicationConfiguration` whose destination is "
    "another Region. File systems that a replication fills are left out.",
    why="A restore of a file system takes hours and leads into a new folder; a replica can be "
    "mounted as soon as the replication is ended.",
    remediation="Add aws.efs.ReplicationConfiguration with the recovery Region as destination.",
    clauses=ALTERNATE_SITE,
    settings=CopySettings,
    example=(resource(FILE_SYSTEM, "clinic-shared", {"region": "us-east-1"}),),
    check=_check,
)
