"""What an edit does to a resource: nothing, an update in place, or a replacement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pods.sandbox.provider.call_parameters import NOT_SENT, covered
from pods.sandbox.provider.comparison import same
from pods.sandbox.provider.property_schema import TypeSchema
from pods.sandbox.provider.resource_type import ResourceType

__all__ = ["CHOSEN", "Changes", "changes", "sent_properties", "updatable"]

# The input that lists the names which the provider chose, as the official providers write it.
CHOSEN = "__defaults"


@dataclass(frozen=True, slots=True)
class Changes:
    """The inputs that differ, those among them that need a new resource, and in which order."""

    changed: frozenset[str]
    replacing: frozenset[str]
    delete_first: bool


def changes(
    kind: ResourceType, schema: TypeSchema, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Changes:
    """Compare two sets of inputs.

    An input that a program stops giving is no change when AWS then keeps its own value.
    """
    names = {name for name in {*old, *new} if not name.startswith("__")}
    changed = frozenset(
        name
        for name in names
        if not (name not in new and name in schema.computed)
        and not same(old.get(name), new.get(name))
    )
    replacing = frozenset(name for name in changed if not _in_place(kind, schema, name))
    delete_first = kind.delete_first or _keeps_its_name(kind, old, new)
    return Changes(changed, replacing, bool(replacing) and delete_first)


def _in_place(kind: ResourceType, schema: TypeSchema, name: str) -> bool:
    if name in kind.replace or name in {"region", *_name_prefix(kind)}:
        return False
    return name in updatable(kind, schema) or name not in sent_properties(kind, schema)


def _name_prefix(kind: ResourceType) -> tuple[str, ...]:
    """Return the input that begins a chosen name: another one asks for another name."""
    return () if kind.auto_name is None else (f"{kind.auto_name.property}Prefix",)


def _keeps_its_name(kind: ResourceType, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Say whether the new resource would collide with the old one: the program fixed its name."""
    if kind.auto_name is None:
        return False
    name = kind.auto_name.property
    return name not in new.get(CHOSEN, ()) and same(old.get(name), new.get(name))


def updatable(kind: ResourceType, schema: TypeSchema) -> frozenset[str]:
    """Return the inputs that change in place."""
    properties = tuple(schema.inputs.fields)
    found = set(covered(kind, kind.update, properties)) | kind.inert
    # What only the deletion needs has to be known by then, and changes nothing before.
    found |= _of_deletion(kind, properties) - _of_creation(kind, properties)
    for call in kind.after_update:
        found |= covered(kind, call, properties)
    for aspect in kind.aspects:
        found.update(aspect.properties)
    if kind.tags is not None:
        found |= NOT_SENT - {"region"}
    return frozenset(found) - kind.replace


def sent_properties(kind: ResourceType, schema: TypeSchema) -> frozenset[str]:
    """Return the inputs that reach AWS in some call; the others are accepted and not simulated."""
    properties = tuple(schema.inputs.fields)
    found = set(covered(kind, kind.update, properties))
    for aspect in kind.aspects:
        found.update(aspect.properties)
    found |= _of_creation(kind, properties) | _of_deletion(kind, properties)
    if kind.tags is not None:
        found |= {"tags"}
    return frozenset(found | {"region", *_name_prefix(kind)} & set(properties))


def _of_creation(kind: ResourceType, properties: tuple[str, ...]) -> set[str]:
    made = (kind.create, *kind.create_from)
    found = {name for call in made for name in covered(kind, call, properties)}
    for call in kind.after_create:
        found |= covered(kind, call, properties) if call.parameters else set()
    return found


def _of_deletion(kind: ResourceType, properties: tuple[str, ...]) -> set[str]:
    calls = (*kind.before_delete, *((kind.delete,) if kind.delete else ()))
    return {name for call in calls if call.parameters for name in covered(kind, call, properties)}
