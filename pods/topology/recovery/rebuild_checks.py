"""The checks before a rebuild: Region, room, versions, names, and what must lie there already."""

from collections.abc import Collection, Iterator, Sequence

from pods.topology.database.replication import BACKUP_DESTINATIONS
from pods.topology.recovery.rebuild import (
    CheckState,
    Measured,
    RebuildCheck,
    RebuildNeeds,
    RebuildPlan,
)
from pods.topology.regions.partitions import unknown_region_problems, usual_zones
from pods.topology.regions.zones import zone_problems

__all__ = ["plan_rebuild"]

_NOT_MEASURED = "not measured"


def plan_rebuild(
    *,
    region: str,
    needs: RebuildNeeds,
    availability_zones: Sequence[str] | None = None,
    measured: Measured | None = None,
) -> RebuildPlan:
    """Check a rebuild in a Region: each check is passed, failed or unknown, and says what to do."""
    seen = measured if measured is not None else Measured()
    zones = tuple(availability_zones) if availability_zones is not None else usual_zones(region)
    checks = (
        *_region(region, seen),
        *_zones(region, zones, seen),
        *_room(needs, zones, seen),
        *_database(region, needs, seen),
        *_names(needs, seen),
        *_present(needs, seen),
    )
    return RebuildPlan(region, zones, checks)


def _judged(
    subject: str,
    is_kept: bool | None,  # noqa: FBT001 - a verdict, handed on
    observed: str,
    required: str,
    remedy: str,
) -> RebuildCheck:
    if is_kept is None:
        return RebuildCheck(subject, CheckState.UNKNOWN, _NOT_MEASURED, required, remedy)
    state = CheckState.PASSED if is_kept else CheckState.FAILED
    return RebuildCheck(subject, state, observed, required, "None needed." if is_kept else remedy)


def _region(region: str, seen: Measured) -> Iterator[RebuildCheck]:
    wrong = unknown_region_problems("region", region)
    remedy = wrong[0].remedy if wrong else ""
    yield _judged("region", not wrong, f"{region}", "a Region of AWS is required", remedy)
    yield _judged(
        "region opt-in",
        seen.is_enabled,
        "enabled" if seen.is_enabled else "not enabled",
        "the account must have the Region enabled",
        "Enable it in the account's settings; that may take hours, so do it ahead.",
    )


def _zones(region: str, zones: Sequence[str], seen: Measured) -> Iterator[RebuildCheck]:
    wrong = zone_problems(zones, region)
    yield _judged(
        "zones",
        not wrong,
        " and ".join(zones) or "none",
        f"two different zones of {region} are required",
        "Set aws:region and availability_zones together.",
    )
    missing = None if seen.zones is None else [each for each in zones if each not in seen.zones]
    yield _judged(
        "zones of the account",
        None if missing is None else not missing,
        f"no {', '.join(missing)}" if missing else "both",
        "the account must have both zones",
        f"Choose two of {', '.join(sorted(seen.zones or ())) or 'those that EC2 lists there'}.",
    )


def _room(needs: RebuildNeeds, zones: Sequence[str], seen: Measured) -> Iterator[RebuildCheck]:
    offered = seen.instance_types
    lacking = (
        None
        if offered is None
        else [zone for zone in zones if needs.instance_type not in offered.get(zone, ())]
    )
    yield _judged(
        "instance type",
        None if lacking is None else not lacking,
        f"not offered in {', '.join(lacking)}" if lacking else "offered in both zones",
        f"EC2 must offer {needs.instance_type} in every zone",
        "Choose other zones, or a type that is offered in both.",
    )
    wanted = needs.instances * needs.processors_each
    yield _judged(
        "quota of processors",
        _enough(seen.processors_left, wanted),
        f"{seen.processors_left} left",
        f"{needs.instances} instances need {wanted}",
        "Ask AWS for more, ahead: after the loss of a Region many do.",
    )
    for name, more in needs.quotas.items():
        left = (seen.quotas_left or {}).get(name)
        yield _judged(
            f"quota of {name}",
            _enough(left, more),
            f"{left} left",
            f"the program makes {more}",
            "Ask AWS for more, ahead, or remove what is not needed.",
        )


def _enough(left: int | None, wanted: int) -> bool | None:
    return None if left is None else left >= wanted


def _database(region: str, needs: RebuildNeeds, seen: Measured) -> Iterator[RebuildCheck]:
    if needs.database_class is None:
        return
    versions, major = seen.engine_versions, needs.engine_version.partition(".")[0]
    offered = None
    if versions is not None:
        offered = any(each.partition(".")[0] == major for each in versions)
    yield _judged(
        "database engine",
        offered,
        ", ".join(sorted(versions or ())) or "no version",
        f"RDS must offer PostgreSQL {major} on {needs.database_class}",
        "Choose a class of the Region that has the version: an older one cannot be restored to.",
    )
    source = needs.database_source_region
    if source is not None and source != region:
        possible = BACKUP_DESTINATIONS.get(source, frozenset())
        yield _judged(
            "database copies",
            region in possible,
            f"automated backups from {source} to {region}",
            f"RDS copies them from {source} to {', '.join(sorted(possible)) or 'no Region'}",
            "Restore from a copied snapshot, or from a read replica.",
        )


def _names(needs: RebuildNeeds, seen: Measured) -> Iterator[RebuildCheck]:
    for name in needs.fixed_names:
        yield _judged(
            f"name {name}",
            None if seen.names is None else name not in seen.names,
            "free" if name not in (seen.names or ()) else "taken",
            "a name that the program chooses itself must be free",
            "Remove what has it, import it, or give the stack another name.",
        )


def _present(needs: RebuildNeeds, seen: Measured) -> Iterator[RebuildCheck]:
    parts: tuple[tuple[str, Sequence[str], Collection[str] | None, str, str], ...] = (
        (
            "certificate of",
            needs.domains,
            seen.domains,
            "an issued certificate of the Region must cover it",
            "Name the Region in the `regions` of `Certificate`: issuing takes minutes to hours.",
        ),
        (
            "image",
            needs.images,
            seen.images,
            "it must lie in the Region",
            "Copy it there, or name one of the Region.",
        ),
        (
            "key",
            needs.keys,
            seen.keys,
            "it must be enabled in the Region",
            "Enable it, or restore from a copy under another key: without it a copy stays shut.",
        ),
        (
            "secret",
            needs.secrets,
            seen.secrets,
            "it must have a replica in the Region",
            "Use `SharedSecrets`, or write it anew there.",
        ),
        (
            "copy",
            needs.copies,
            seen.copies,
            "a complete copy must lie in the Region",
            "Copy it there while its Region answers; else take the newest that does.",
        ),
    )
    for what, wanted, found, required, remedy in parts:
        for each in wanted:
            is_there = None if found is None else _covers(each, found)
            observed = "there" if is_there else "not there"
            yield _judged(f"{what} {each}", is_there, observed, required, remedy)


def _covers(wanted: str, found: Collection[str]) -> bool:
    """Say whether it is among those found; a wildcard stands for one label of a domain."""
    return wanted in found or f"*.{wanted.partition('.')[2]}" in found
