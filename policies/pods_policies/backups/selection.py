"""Reads an AWS Backup selection: which volumes and instances it reaches."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any, Final

from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, every, read, some
from pods_policies.stack import Resource, Stack
from pods_policies.tags import Tags

__all__ = ["SELECTION", "TEMPLATE", "VOLUME", "selects"]

SELECTION: Final = "aws:backup/selection:Selection"

VOLUME: Final = "aws:ebs/volume:Volume"
TEMPLATE: Final = "aws:ec2/launchTemplate:LaunchTemplate"

_TAG_KEY: Final = "aws:ResourceTag/"


def selects(stack: Stack, selection: Resource, target: Resource, tags: Tags) -> Truth:
    """Answer whether a selection reaches a volume or an instance.

    AWS Backup takes a resource that is listed (by ARN or wildcard) or that carries one of the
    selection tags, if it also meets every condition and is not excluded.
    """
    included = some([_listed(stack, selection, "resources", target), _tagged(selection, tags)])
    excluded = _listed(stack, selection, "notResources", target)
    kept = UNKNOWN if excluded is UNKNOWN else not excluded
    return every([included, kept, _meets_conditions(selection, tags)])


def _listed(stack: Stack, selection: Resource, prop: str, target: Resource) -> Truth:
    patterns = selection.declared(prop)
    if patterns is ABSENT:
        return False
    sources = selection.depends.get(prop, ())
    if not isinstance(patterns, list):
        return UNKNOWN
    literal = some(_fits(pattern, target) for pattern in patterns if pattern is not UNKNOWN)
    if literal is True or UNKNOWN not in patterns:
        return literal
    if target.urn in sources:
        # Each unknown entry comes from one resource only when there are as many of them.
        return True if patterns.count(UNKNOWN) >= len(sources) else UNKNOWN
    others = [urn for urn in sources if urn in stack.by_urn]
    return UNKNOWN if len(others) < patterns.count(UNKNOWN) else literal


def _fits(pattern: Any, target: Resource) -> Truth:
    """Match an ARN or a wildcard; what a launch template will launch has no ARN yet."""
    text = str(pattern)
    kinds = ("volume",) if target.type == VOLUME else ("instance", "volume")
    if text == "*" or text.endswith((":ec2:*:*:*", *(f":{kind}/*" for kind in kinds))):
        return True
    arn = target.computed("arn")
    if target.type == TEMPLATE or f":{kinds[0]}/" not in text:
        return False
    return fnmatchcase(arn, text) if isinstance(arn, str) else UNKNOWN


def _tagged(selection: Resource, tags: Tags) -> Truth:
    rows = selection.declared("selectionTags")
    if rows is UNKNOWN:
        return Missing.UNKNOWN
    return some(
        _has(tags, read(row, "key"), read(row, "value"))
        for row in (rows if isinstance(rows, list) else [])
    )


def _meets_conditions(selection: Resource, tags: Tags) -> Truth:
    conditions = selection.declared("conditions")
    if conditions is ABSENT:
        return True
    if not isinstance(conditions, list):
        return UNKNOWN
    return every(_meets(condition, tags) for condition in conditions)


def _meets(condition: Any, tags: Tags) -> Truth:
    """Judge equality; patterns and negations are left open."""
    others = ("stringLikes", "stringNotEquals", "stringNotLikes")
    open_ones: list[Truth] = [
        UNKNOWN for name in others if read(condition, name) not in (ABSENT, [])
    ]
    return every([*_equalities(condition, tags), *open_ones])


def _equalities(condition: Any, tags: Tags) -> Iterator[Truth]:
    rows = read(condition, "stringEquals")
    for row in rows if isinstance(rows, list) else []:
        key = read(row, "key")
        name = key.removeprefix(_TAG_KEY) if isinstance(key, str) else key
        yield _has(tags, name, read(row, "value"))
    if rows is UNKNOWN:
        yield UNKNOWN


def _has(tags: Tags, key: Any, value: Any) -> Truth:
    return tags.has(key, value) if isinstance(key, str) else UNKNOWN
