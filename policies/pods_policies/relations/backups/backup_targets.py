"""What backups are taken of: each thing as a selection or a lifecycle policy sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Final
from weakref import WeakKeyDictionary

from pods_policies.reading import ABSENT, UNKNOWN, Truth, read
from pods_policies.relations.data.data_resources import (
    BUCKETS,
    DATABASE,
    DATABASE_CLUSTERS,
    FILE_SYSTEM,
    TABLE,
    VOLUME,
    WAREHOUSE,
)
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tags import (
    GROUP,
    Tags,
    common,
    default_tags,
    from_list,
    from_mapping,
    tags_of,
)

__all__ = [
    "FSX_FILE_SYSTEMS",
    "INSTANCE",
    "SELECTABLE",
    "TEMPLATE",
    "View",
    "matches",
    "views_of",
]

FSX_FILE_SYSTEMS: Final = (
    "aws:fsx/lustreFileSystem:LustreFileSystem",
    "aws:fsx/ontapFileSystem:OntapFileSystem",
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
    "aws:fsx/windowsFileSystem:WindowsFileSystem",
)

INSTANCE: Final = "aws:ec2/instance:Instance"
TEMPLATE: Final = "aws:ec2/launchTemplate:LaunchTemplate"

_OPEN: Final = "\0"
"""Stands in an ARN for what is not known before the update: only a wildcard matches it."""

_NAMED: Final = {
    **dict.fromkeys(BUCKETS, ("s3", "", "bucket")),
    **dict.fromkeys(DATABASE_CLUSTERS, ("rds", "cluster:", "clusterIdentifier")),
    **dict.fromkeys(FSX_FILE_SYSTEMS, ("fsx", "file-system/", "id")),
    DATABASE: ("rds", "db:", "identifier"),
    TABLE: ("dynamodb", "table/", "name"),
    FILE_SYSTEM: ("elasticfilesystem", "file-system/", "id"),
    WAREHOUSE: ("redshift", "cluster:", "clusterIdentifier"),
    VOLUME: ("ec2", "volume/", "id"),
    INSTANCE: ("ec2", "instance/", "id"),
}
"""Service, resource prefix and naming property of the ARN of what backups are taken of."""

SELECTABLE: Final = tuple(_NAMED)
"""Types that a backup selection can name."""

_PARTS: Final = 6
_PLACE: Final = (1, 3, 4)
"""Where an ARN has its partition, Region and account."""


@dataclass(frozen=True, slots=True)
class View:
    """One thing that a backup is taken of."""

    kind: str
    """VOLUME or INSTANCE for Data Lifecycle Manager, else the service."""
    arn: str
    """Its ARN, with `_OPEN` for parts that are not known."""
    tags: Tags


def views_of(stack: Stack, one: Resource) -> tuple[tuple[View, ...], ...]:
    """Return the ways in which all data of a resource can be backed up; none for other types.

    Each way is a group of things that all have to be reached. An instance is backed up whole, with
    its volumes, or each of its volumes is; so is what a launch template launches.
    """
    if one.type == TEMPLATE:
        instance = _view(one, INSTANCE, _instance_of_template(stack, one), launched=True)
        return (
            (instance,),
            (_view(one, VOLUME, _specified(one, "volume"), launched=True),),
        )
    if one.type == INSTANCE:
        volumes = [_view(one, VOLUME, tags, launched=True) for tags in _volumes_of_instance(one)]
        return ((_view(one, INSTANCE, tags_of(one)),), tuple(volumes))
    return ((_view(one, one.type, tags_of(one)),),) if one.type in _NAMED else ()


def _view(one: Resource, kind: str, tags: Tags, *, launched: bool = False) -> View:
    service, prefix, prop = _NAMED[kind]
    label = {VOLUME: "VOLUME", INSTANCE: "INSTANCE"}.get(kind, service)
    arn = ABSENT if launched else one.computed("arn")
    if isinstance(arn, str):
        return View(label, arn, tags)
    region = region_of(one)
    name = _OPEN if launched else one.computed(prop)
    place = f"{region if isinstance(region, str) else _OPEN}:{_OPEN}" if service != "s3" else ":"
    named = name if isinstance(name, str) else _OPEN
    return View(label, f"arn:{_OPEN}:{service}:{place}:{prefix}{named}", tags)


def matches(pattern: str, arn: str) -> Truth:
    """Answer whether an ARN with wildcards matches one of which some parts may not be known.

    A selection takes resources of its own partition, Region and account, so what a pattern says of
    these is right where the resource's own are not known yet.
    """
    wanted, own = pattern.split(":", _PARTS - 1), arn.split(":", _PARTS - 1)
    for position in _PLACE if len(own) == _PARTS else ():
        # Where a wildcard swallows whole parts, only those before it stand where they belong.
        if own[position] == _OPEN and (len(wanted) == _PARTS or position < len(wanted) - 1):
            own[position] = wanted[position].replace("*", _OPEN)
    arn = ":".join(own)
    if fnmatchcase(arn, pattern.replace("[", "[[]")):
        return True
    return UNKNOWN if _OPEN in arn and _may_match(pattern, arn) else False


def _may_match(pattern: str, arn: str) -> bool:
    """Answer whether some value for the open parts makes the ARN match."""
    reachable = {0}
    for letter in arn:
        reachable = _closed(pattern, reachable)
        if letter == _OPEN:  # anything within its part of the ARN
            ends = (len(pattern[place:].partition(":")[0]) for place in reachable)
            reachable = {
                each
                for place, length in zip(reachable, list(ends), strict=True)
                for each in range(place, place + length + 1)
            }
            continue
        reachable = set(_after(pattern, reachable, letter))
    return len(pattern) in _closed(pattern, reachable)


def _closed(pattern: str, places: set[int]) -> set[int]:
    found = set(places)
    for place in places:
        stars = len(pattern[place:]) - len(pattern[place:].lstrip("*"))
        found.update(range(place, place + stars + 1))
    return found


def _after(pattern: str, places: set[int], letter: str) -> Iterator[int]:
    for place in places:
        if place < len(pattern):
            if pattern[place] == "*":
                yield place
            elif pattern[place] in (letter, "?"):
                yield place + 1


def _volumes_of_instance(instance: Resource) -> tuple[Tags, ...]:
    shared = from_mapping(instance.declared("volumeTags")).over(default_tags(instance))
    root = from_mapping(instance.declared("rootBlockDevice", "tags"))
    devices = instance.declared("ebsBlockDevices")
    if devices is UNKNOWN:
        return (Tags(complete=False),)
    rows = devices if isinstance(devices, list) else []
    further = [from_mapping(read(row, "tags")) for row in rows]
    return tuple(own.over(shared) for own in [root, *further])


def _specified(template: Resource, kind: str) -> Tags:
    """Return the tags that a launch template puts on what it launches."""
    rows = template.declared("tagSpecifications")
    if not isinstance(rows, list):
        return Tags(complete=rows is not UNKNOWN)
    found = Tags()
    for row in rows:
        of = read(row, "resourceType")
        if of is UNKNOWN:
            found = Tags(complete=False).over(found)
        elif of == kind:
            found = from_mapping(read(row, "tags")).over(found)
    return found


def _instance_of_template(stack: Stack, template: Resource) -> Tags:
    """Return the tags of launched instances; groups add the tags that they propagate."""
    propagated = common(
        from_list(group.declared("tags"), launched_only=True)
        for group in _groups_of(stack, template)
    )
    return _specified(template, "instance").over(propagated)


def _groups_of(stack: Stack, template: Resource) -> list[Resource]:
    """Return the groups that launch from a template, by dependency or by its id or name."""
    props = ("launchTemplate", "mixedInstancesPolicy")
    by_use = {one.urn: one for one, prop in stack.users(template, GROUP) if prop in props}
    return list(by_use.values()) or _launchers(stack).get(template.urn, [])


def _launchers(stack: Stack) -> dict[str, list[Resource]]:
    """Return the groups that name a template by its id or name, by the template's URN."""
    if stack not in _LAUNCHERS:
        found: dict[str, list[Resource]] = {}
        for group in stack.of_type(GROUP):
            names = [each for each in _template_names(group) if isinstance(each, str)]
            for urn in {one.urn for name in names for one in stack.named(name, TEMPLATE)}:
                found.setdefault(urn, []).append(group)
        _LAUNCHERS[stack] = found
    return _LAUNCHERS[stack]


_LAUNCHERS: Final[WeakKeyDictionary[Stack, dict[str, list[Resource]]]] = WeakKeyDictionary()


def _template_names(group: Resource) -> Iterator[Any]:
    mixed = ("mixedInstancesPolicy", "launchTemplate", "launchTemplateSpecification")
    for path in (("launchTemplate",), mixed):
        for prop in ("id", "name", "launchTemplateId", "launchTemplateName"):
            yield group.declared(*path, prop)
