"""Properties that calls of their own set and show: a type's aspects, and its tags."""

from collections.abc import Iterable, Mapping
from typing import Any

from pods.sandbox.provider.comparison import same
from pods.sandbox.provider.expressions import evaluate
from pods.sandbox.provider.observation import properties_of
from pods.sandbox.provider.property_schema import TypeSchema
from pods.sandbox.provider.resource_type import Aspect, ResourceType
from pods.sandbox.provider.type_calls import TypeCalls
from pods.sandbox.provider.values import ABSENT, Properties

__all__ = ["AspectCalls", "TagCalls"]


class AspectCalls:
    """Sets and shows the aspects of one type."""

    def __init__(self, kind: ResourceType, schema: TypeSchema, calls: TypeCalls) -> None:
        """Bind a table and its schema to an account."""
        self._kind, self._schema, self._calls = kind, schema, calls

    def put(
        self,
        inputs: Mapping[str, Any],
        names: Iterable[str],
        context: Mapping[str, Any],
        *,
        creating: bool,
    ) -> None:
        """Set the aspects that these inputs belong to, or remove those that are given no more."""
        touched = set(names)
        for aspect in self._kind.aspects:
            given = {name: inputs[name] for name in aspect.properties if name in inputs}
            if not touched & set(aspect.properties) or (creating and self._is_set(aspect, given)):
                continue
            here = {k: v for k, v in context.items() if k not in aspect.properties or k in given}
            for call in (aspect.clear, aspect.put if given else aspect.remove):
                if call is not None:
                    self._calls.make(call, given, here)

    def _is_set(self, aspect: Aspect, given: Mapping[str, Any]) -> bool:
        """Say whether a new resource has the aspect by itself."""
        defaults = self._kind.defaults
        by_default = all(name in defaults and same(defaults[name], given[name]) for name in given)
        return by_default or not aspect.at_creation

    def shown(self, context: Mapping[str, Any]) -> Properties:
        """Return what AWS shows of every aspect."""
        shown: Properties = {}
        for aspect in self._kind.aspects:
            result = self._calls.found(aspect.get, context) if aspect.get is not None else ABSENT
            if result is not ABSENT:
                found = properties_of(self._kind, self._schema, result, aspect.observe)
                shown.update({k: v for k, v in found.items() if k in aspect.properties})
        return shown


class TagCalls:
    """Sets and shows the tags of one type."""

    def __init__(self, kind: ResourceType, calls: TypeCalls) -> None:
        """Bind a table to an account."""
        self._tags, self._calls = kind.tags, calls

    def add(self, tags: Mapping[str, str], context: Mapping[str, Any]) -> None:
        """Tag a new resource, where its create call could not."""
        if self._tags is not None and not self._tags.create and self._tags.add is not None and tags:
            self._calls.make(self._tags.add, {}, context)

    def change(
        self, old: Mapping[str, str], new: Mapping[str, str], context: Mapping[str, Any]
    ) -> None:
        """Bring the tags from the old ones to the new."""
        if self._tags is None or old == new:
            return
        dropped = [key for key in old if key not in new]
        if self._tags.remove is not None and dropped:
            keys = {"tag_keys": dropped, "tag_key_pairs": [{"Key": key} for key in dropped]}
            self._calls.make(self._tags.remove, {}, {**context, **keys})
        if self._tags.add is not None and new:
            self._calls.make(self._tags.add, {}, context)

    def shown(self, result: Any, context: Mapping[str, Any]) -> dict[str, str] | None:
        """Return the tags that AWS shows, without its own; None where it shows none at all."""
        if self._tags is None:
            return None
        if self._tags.get is not None:
            result = self._calls.found(self._tags.get, context)
            if result is ABSENT:
                return {}
        shown = evaluate(self._tags.read, result)
        if not isinstance(shown, dict):
            return None
        return {k: str(v) for k, v in shown.items() if not k.startswith("aws:")}
