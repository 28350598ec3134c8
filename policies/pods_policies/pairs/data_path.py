"""BC-POD-005: what the secondary POD serves from does not go down with the primary."""

from collections.abc import Iterable, Iterator
from typing import Final

from pods_policies.clauses import ALTERNATE_SITE, BACKUPS, united
from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, UnreadableValueError, flag, some
from pods_policies.relations.backups.backup_paths import paths_of
from pods_policies.relations.data.data_copies import copies_of, follows
from pods_policies.relations.data.data_resources import (
    DATA_TYPES,
    DATABASE,
    FILE_SYSTEM,
    VOLUME,
)
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.membership import is_away
from pods_policies.relations.serving.services import GROUP, PairSettings, Service, services_of
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["DATA_PATH"]


def _check(stack: Stack, settings: PairSettings) -> Iterator[Verdict]:
    services = services_of(stack, settings)
    if not services:
        yield NotApplicable("no service in this stack: see BC-POD-001")
    for service in services:
        if service.tier > settings.max_tier:
            yield NotApplicable(f"service {service.name} is of tier {service.tier}")
        else:
            yield from _of_service(stack, service, settings)


def _of_service(stack: Stack, service: Service, settings: PairSettings) -> Iterator[Verdict]:
    places = _places(service, settings)
    data = [*_data(stack, service)]
    if not places and not service.pairs:
        reason = f"service {service.name} has not both PODs in this stack: see BC-POD-001"
        yield NotApplicable(reason)
    elif not data:
        yield NotApplicable(f"service {service.name} keeps no data in this stack")
    for one in data:
        if service.pairs and not service.pairs[0].spans_regions:
            yield _in_zone(stack, service, one)
        for region in places:
            yield _in_region(stack, service, one, region)


def _data(stack: Stack, service: Service) -> Iterator[Resource]:
    """Yield what the service keeps at home; replicas and what is derived are not asked."""
    for one in service.members:
        if one.type in DATA_TYPES and not is_away(one) and follows(stack, one) is None:
            yield one


def _places(service: Service, settings: PairSettings) -> list[str]:
    """Return the other Regions in which PODs of the service serve or wait."""
    home = region_of(service.primary[0]) if service.primary else UNKNOWN
    peer = settings.peer(service.name)
    away: Iterable[Resource] = service.away
    if service.pairs and service.pairs[0].spans_regions:
        away = (*away, *service.pairs[0].secondary)
    named = {region_of(one) for one in away} | {peer.region if peer is not None else None}
    return sorted(one for one in named if isinstance(one, str) and one != home)


def _in_zone(stack: Stack, service: Service, one: Resource) -> Verdict:
    """Judge whether the loss of the primary's zone leaves the data, or a way to restore it."""
    answer = _spans_zones(one)
    if answer is not True:
        kept = [path.reaches for path in paths_of(stack, one)]
        replicas = [copy.is_certain for copy in copies_of(stack, one)]
        answer = some([answer, *kept, *replicas])
    required = "the secondary POD needs a standby, a replica or a copy outside that zone (A8, B4)"
    if one.type == DATABASE:
        change = Change("multiAz", "True")
    else:
        change = Change("", "", "add a backup plan or snapshot policy that reaches it", "beside")
    observed = f"all data of service {service.name} in it is in one zone, without a copy"
    return _verdict(one, answer, observed, required, change)


def _spans_zones(one: Resource) -> Truth:
    """Answer whether AWS keeps the data in several zones."""
    if one.type == VOLUME:
        return False
    if one.type == FILE_SYSTEM:
        zone = one.declared("availabilityZoneName")
        return Missing.UNKNOWN if zone is UNKNOWN else zone in (ABSENT, "")
    if one.type != DATABASE:
        return True
    try:
        return flag(one.declared("multiAz"), default=False)
    except UnreadableValueError:  # said by BC-HA-001
        return Missing.UNKNOWN


def _in_region(stack: Stack, service: Service, one: Resource, region: str) -> Verdict:
    """Judge whether the data is in the Region where the other POD is, or a copy of it."""
    if region_of(one) == region:
        return Kept(one)
    answer = some(_is_there(copy.region, region, copy.is_certain) for copy in copies_of(stack, one))
    required = f"PODs in {region} need a replica or a copy of it there (A8, B4)"
    words = f"add a replica in {region}, or copy its backups to a vault there,"
    observed = f"no copy of the data of service {service.name} in it is in {region}"
    return _verdict(one, answer, observed, required, Change("", "", words, "beside"))


def _is_there(where: str | Missing, region: str, certain: Truth) -> Truth:
    if where is not UNKNOWN and where != region:
        return False
    return Missing.UNKNOWN if where is UNKNOWN or certain is not True else True


def _verdict(one: Resource, answer: Truth, observed: str, required: str, change: Change) -> Verdict:
    if answer is True:
        return Kept(one)
    if answer is False:
        return Finding(one, observed, required, change)
    said = "whether a copy outside the primary's place is made is not known before the update"
    return Undecided(one, said, required, change)


_CLINIC: Final = {"pods:service": "clinic"}


def _group(role: str, zone: str) -> Resource:
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    return resource(GROUP, f"clinic-{role}", {"tags": tags, "availabilityZones": [zone]})


DATA_PATH = StackRule(
    id="BC-POD-005",
    title="What the secondary POD serves from does not go down with the primary",
    severity=Severity.CRITICAL,
    requirements=("A8", "B4", "D1"),
    reads=DATA_TYPES,
    checks="Each store of a service that has two PODs outlives the primary's place. In one Region: "
    "AWS keeps it in several zones (Multi-AZ instances, clusters, tables, buckets, file systems), "
    "or a replica or a backup of it is in the stack. For PODs in another Region, the recovery "
    "Region's among them: a replica, or copies of backups, are in that Region. Replicas "
    "themselves, and what is derived from other data, are not asked.",
    why="A standby that has nothing to serve from is up and of no use: its first request goes to "
    "the database that was lost.",
    remediation="Give the store a standby in another zone, or a replica or copied backups in the "
    "Region of the other POD.",
    clauses=united(ALTERNATE_SITE, BACKUPS),
    settings=PairSettings,
    example=(
        _group("primary", "us-east-1a"),
        _group("secondary", "us-east-1b"),
        resource(DATABASE, "clinic-database", {"backupRetentionPeriod": 0, "tags": dict(_CLINIC)}),
    ),
    check=_check,
)
