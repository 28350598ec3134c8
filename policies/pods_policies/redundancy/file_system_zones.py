"""BC-HA-010: a file system spans zones, and each zone that uses it has a mount target."""

from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.attachments import Attachments, attachments
from pods_policies.relations.data.data_resources import FILE_SYSTEM
from pods_policies.relations.places.networks import FUNCTION, placement_of
from pods_policies.relations.places.zones import SUBNET, Zones, zones_among
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.membership import members_of
from pods_policies.relations.serving.services import COMPUTE
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["FILE_SYSTEM_ZONES"]

MOUNT_TARGET: Final = "aws:efs/mountTarget:MountTarget"
_LEAST: Final = 2


def _check(stack: Stack, settings: TieredSettings) -> Iterator[Verdict]:
    systems = stack.of_type(FILE_SYSTEM)
    if not systems:
        yield NotApplicable("no EFS file system in this stack")
        return
    mounts = attachments(stack, [MOUNT_TARGET], ("fileSystemId",), FILE_SYSTEM)
    users = _users(stack, settings)
    for system in systems:
        tier = tier_of(system, settings)
        if tier > settings.max_tier:
            yield NotApplicable(f"tier {tier} may lose its files with a zone", system)
            continue
        one_zone = system.declared("availabilityZoneName")
        required = f"tier {tier} keeps its files in several zones (A4)"
        change = Change(
            "availabilityZoneName", "", "take availability_zone_name (availabilityZoneName) away"
        )
        if one_zone is UNKNOWN:
            observed = "availability_zone_name is not known before the update"
            yield Undecided(system, observed, required, change)
        elif one_zone is not ABSENT:
            yield Finding(system, "it is kept in one zone", required, change)
        else:
            service = members_of(stack).service(system)
            used = users.get(service if isinstance(service, str) else "", Zones())
            yield _judge(stack, system, mounts, used, settings)


def _users(stack: Stack, settings: TieredSettings) -> dict[str, Zones]:
    """Return the zones of what computes, by service; under no name, of everything."""
    belongs = members_of(stack)
    found: dict[str, Zones] = {}
    for one in stack.of_type(*COMPUTE, FUNCTION):
        zones = placement_of(stack, one, settings).zones
        service = belongs.service(one)
        for name in {"", service if isinstance(service, str) else ""}:
            found[name] = found.get(name, Zones()) | zones
    return found


def _judge(
    stack: Stack, system: Resource, mounts: Attachments, used: Zones, settings: TieredSettings
) -> Verdict:
    own, perhaps = mounts.of(system), mounts.perhaps_of(system)
    mounted = Zones()
    for mount in own:
        path, outside = ("subnetId",), settings.subnet_zones
        mounted |= zones_among(stack, mount, path, mount.declared(*path), outside)
    required = "each zone that uses it needs a mount target, and two zones at least (A4)"
    change = Change("", "", "add aws.efs.MountTarget(…) in a subnet of each zone", "beside")
    missing = _in_regions_of(used.sure, mounted.possible) - mounted.possible
    if len(own) + len(perhaps) < _LEAST:
        count = "one mount target" if own else "no mount target"
        return Finding(system, f"it has {count}", required, change)
    if len(own) < _LEAST or (missing and (perhaps or not mounted.complete)):
        observed = "in which zones it is mounted is not known before the update"
        return Undecided(system, observed, required, change)
    if missing:
        observed = f"it has no mount target in {Zones(missing)}, where it is used"
        return Finding(system, observed, required, change)
    return Kept(system)  # AWS takes one mount target of each zone: two of them are in two zones


def _in_regions_of(zones: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Return the zones in the Regions of others: a file system is of one Region."""
    regions = {zone[:-1] for zone in others}
    return frozenset(zone for zone in zones if zone[:-1] in regions)


FILE_SYSTEM_ZONES = StackRule(
    id="BC-HA-010",
    title="A file system of tier 1 or 2 is there in every zone that uses it",
    severity=Severity.HIGH,
    requirements=("A4", "A5"),
    reads=(FILE_SYSTEM, MOUNT_TARGET, *COMPUTE, FUNCTION, SUBNET),
    checks="No EFS file system is a One Zone one (`availability_zone_name`). It has two mount "
    "targets at least, and one in each zone in which its service computes; without a service, in "
    "each zone of its Region in which this stack computes.",
    why="A One Zone file system is lost with its zone, all its files. Without a mount target in "
    "its own zone, a POD reaches its files through the other zone, and not at all on the day "
    "when it is to take over.",
    remediation="Leave availability_zone_name out, and make a mount target in each zone.",
    clauses=HIGH_AVAILABILITY,
    equivalents=("Prowler efs_multi_az_enabled",),
    settings=TieredSettings,
    example=(resource(FILE_SYSTEM, "clinic-files", {"availabilityZoneName": "us-east-1a"}),),
    check=_check,
)
