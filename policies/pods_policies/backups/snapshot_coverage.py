"""BC-BKP-006: every volume is reached by a snapshot policy or a backup selection."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import Field

from pods_policies.backups.lifecycle import LIFECYCLE, targets
from pods_policies.backups.selection import SELECTION, TEMPLATE, VOLUME, selects
from pods_policies.finding import Change, Finding, NotApplicable, Undecided, Verdict
from pods_policies.reading import UNKNOWN, Truth, every, read, some
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.stack import Resource, Stack, resource
from pods_policies.tags import GROUP, Tags, common, default_tags, from_list, from_mapping, tags_of

__all__ = ["SNAPSHOT_COVERAGE", "CoverageSettings"]

INSTANCE: Final = "aws:ec2/instance:Instance"

_CHANGES: Final = {
    VOLUME: Change("tags", "", "put {tag} into tags"),
    INSTANCE: Change("volumeTags", "", "put {tag} into volume_tags (volumeTags)"),
    TEMPLATE: Change(
        "tagSpecifications",
        "",
        "put {tag} into the tags of tag_specifications (tagSpecifications) with "
        'resource_type="volume"',
    ),
}


class CoverageSettings(Settings):
    """What reaches volumes from outside the stack."""

    target_tags: dict[str, str] = Field(
        default_factory=dict,
        description="Tags whose volumes a policy outside this stack snapshots.",
    )


@dataclass(frozen=True, slots=True)
class _Carrier:
    """A resource that brings volumes: their tags, and its own tags as an instance."""

    resource: Resource
    volumes: tuple[Tags, ...]
    instance: Tags | None


def _check(stack: Stack, settings: CoverageSettings) -> Iterator[Verdict]:
    carriers = [_carrier(stack, one) for one in stack.of_type(VOLUME, INSTANCE, TEMPLATE)]
    if not carriers:
        yield NotApplicable("no volume, instance or launch template in this stack")
    for carrier in carriers:
        covered = _is_covered(stack, carrier, settings.target_tags)
        if covered is not True:
            yield _verdict(carrier.resource, covered, _example_tag(stack))


def _verdict(subject: Resource, covered: Truth, tag: str) -> Finding | Undecided:
    required = "its volumes are snapshotted by a policy or a backup selection (A9)"
    template = _CHANGES[subject.type]
    change = Change(template.prop, "", template.words.format(tag=tag))
    if covered is UNKNOWN:
        observed = "whether a snapshot policy reaches it is not known before the update"
        return Undecided(subject, observed, required, change)
    observed = "no enabled snapshot policy or backup selection of this stack reaches it"
    return Finding(subject, observed, required, change)


def _carrier(stack: Stack, one: Resource) -> _Carrier:
    if one.type == VOLUME:
        return _Carrier(one, (tags_of(one),), None)
    if one.type == INSTANCE:
        return _Carrier(one, _volumes_of_instance(one), tags_of(one))
    return _Carrier(one, (_specified(one, "volume"),), _instance_of_template(stack, one))


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
    groups = [
        group
        for group in stack.of_type(GROUP)
        if template.urn
        in group.depends.get("launchTemplate", ()) + group.depends.get("mixedInstancesPolicy", ())
    ]
    propagated = common(from_list(group.declared("tags"), launched_only=True) for group in groups)
    return _specified(template, "instance").over(propagated)


def _is_covered(stack: Stack, carrier: _Carrier, outside: Mapping[str, str]) -> Truth:
    policies = stack.of_type(LIFECYCLE)
    instance = carrier.instance
    as_instance = [] if instance is None else [targets(p, "INSTANCE", instance) for p in policies]
    each_volume = every(
        some([*(targets(p, "VOLUME", tags) for p in policies), tags.has_any(outside)])
        for tags in carrier.volumes
    )
    return some([each_volume, *as_instance, *_selected(stack, carrier)])


def _selected(stack: Stack, carrier: _Carrier) -> Iterator[Truth]:
    own = carrier.instance if carrier.instance is not None else carrier.volumes[0]
    for selection in stack.of_type(SELECTION):
        yield selects(stack, selection, carrier.resource, own)


def _example_tag(stack: Stack) -> str:
    """Name a tag that a policy of this stack already looks for, or the usual one."""
    for policy in stack.of_type(LIFECYCLE):
        wanted = policy.declared("policyDetails", "targetTags")
        for key, value in wanted.items() if isinstance(wanted, dict) else ():
            if isinstance(value, str):
                return f'"{key}": "{value}"'
    return '"pods:snapshot": "<the tag that the snapshot policy targets>"'


SNAPSHOT_COVERAGE = StackRule(
    id="BC-BKP-006",
    title="Every volume is reached by a snapshot policy or a backup selection",
    severity=Severity.CRITICAL,
    requirements=("A9",),
    reads=(VOLUME, INSTANCE, TEMPLATE, GROUP, LIFECYCLE, SELECTION),
    checks="Every volume, and the volumes of every instance and launch template, carry one of the "
    "target tags of an enabled Data Lifecycle Manager policy, or are reached by an AWS Backup "
    "selection (by ARN, wildcard, tag or condition). A policy for instances is matched with the "
    "tags of the instance, those that an Auto Scaling group propagates included.",
    why="A snapshot policy finds its volumes by tag. One wrong tag, and the policy runs for months "
    "without ever touching the volume.",
    remediation="Give the volume, or the volume tags of the instance or launch template, a tag "
    "that the snapshot policy targets.",
    settings=CoverageSettings,
    example=(
        resource(VOLUME, "clinic-data", {"tags": {"pods:snapshot": "clinc"}}),
        resource(
            LIFECYCLE,
            "clinic-snapshots",
            {
                "policyDetails": {
                    "resourceTypes": ["VOLUME"],
                    "targetTags": {"pods:snapshot": "clinic"},
                }
            },
        ),
    ),
    check=_check,
)
