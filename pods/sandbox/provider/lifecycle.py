"""Create, read, update and delete, driven by a type's table."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from pods.sandbox.provider import call_parameters, changes, observation
from pods.sandbox.provider.aspects import AspectCalls, TagCalls
from pods.sandbox.provider.aws_calls import Aws, Refusal
from pods.sandbox.provider.expressions import evaluate, fill
from pods.sandbox.provider.property_schema import TypeSchema
from pods.sandbox.provider.resource_type import Call, ResourceType
from pods.sandbox.provider.type_calls import TypeCalls
from pods.sandbox.provider.values import ABSENT, UNKNOWN, Properties

__all__ = ["Incomplete", "Lifecycle"]


class Incomplete(Exception):  # noqa: N818 - the resource exists; it is not complete
    """The resource was made, and a later call for it was refused: it must not be lost."""

    def __init__(self, resource_id: str, state: Properties, cause: Refusal) -> None:
        """Hold what exists, so that the engine records it and tries the rest again."""
        super().__init__(str(cause))
        self.resource_id, self.state, self.cause = resource_id, state, cause


class Lifecycle:
    """The operations on resources of one type in one account."""

    def __init__(
        self, kind: ResourceType, schema: TypeSchema, aws: Aws, default_tags: Mapping[str, str]
    ) -> None:
        """Bind a table and its schema to an account."""
        self.kind, self.schema = kind, schema
        self._aws, self._default_tags = aws, default_tags
        self._calls = TypeCalls(kind, aws)
        self._aspects = AspectCalls(kind, schema, self._calls)
        self._tagging = TagCalls(kind, self._calls)

    @cached_property
    def _created_by_call(self) -> frozenset[str]:
        """The inputs that the create call may carry: not those that an aspect sets."""
        return frozenset(self.schema.inputs.fields) - self._set_later - self.kind.inert

    @cached_property
    def _set_later(self) -> frozenset[str]:
        """The inputs that an aspect sets on a new resource."""
        aspects = (aspect for aspect in self.kind.aspects if aspect.at_creation)
        return frozenset(name for aspect in aspects for name in aspect.properties)

    def _create_call(self, context: Mapping[str, Any]) -> Call:
        """Return the call that makes this resource; with its tags, where the service takes them."""
        call = next(
            (c for c in self.kind.create_from if self._calls.holds(c.when, context)),
            self.kind.create,
        )
        tags = self.kind.tags
        if tags is None or not tags.create:
            return call
        return replace(call, parameters=call_parameters.merged(tags.create, call.parameters))

    @cached_property
    def _updated_by_call(self) -> frozenset[str]:
        return call_parameters.covered(
            self.kind, self.kind.update, tuple(self.schema.inputs.fields)
        )

    def changes(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> changes.Changes:
        """Compare two sets of inputs."""
        return changes.changes(self.kind, self.schema, old, new)

    def previewed(self, inputs: Mapping[str, Any]) -> Properties:
        """Return the state that a preview of a creation can promise."""
        known = {"region": self._region(inputs), "tagsAll": self._tags(inputs)}
        return observation.previewed(self.kind, self.schema, inputs, known)

    def previewed_update(
        self, state: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> Properties:
        """Return the state that a preview of an update can promise."""
        kept = {k: v for k, v in state.items() if k not in old or k in new}
        sent = self.kind.update is None or self.changes(old, new).changed & self._updated_by_call
        changing = dict.fromkeys(self.kind.changing if sent else (), UNKNOWN)
        declared = {k: v for k, v in new.items() if not k.startswith("__")}
        tags = {"tagsAll": self._tags(new)} if self.kind.tags is not None else {}
        return {**kept, **changing, **declared, **tags}

    def declared_id(self, inputs: Mapping[str, Any]) -> str:
        """Return the id that the inputs alone determine, or nothing if AWS chooses it."""
        template = self.kind.id if "{" in self.kind.id else self.kind.named_id
        found = fill(template, self._context(inputs)) if template else ABSENT
        return "" if found is ABSENT else str(found)

    def implied(self, resource_id: str, inputs: Mapping[str, Any]) -> Properties:
        """Return the inputs with what they and the id alone say of the state, such as an ARN."""
        context = self._looked_up(self._context(inputs, resource_id))
        identity = fill(dict(self.kind.import_state), context)
        known = {**(identity if identity is not ABSENT else {}), **inputs}
        filled = {
            name: fill(text, {**context, **known}) for name, text in self.kind.outputs.items()
        }
        return known | {name: value for name, value in filled.items() if value is not ABSENT}

    def create(self, inputs: Mapping[str, Any]) -> tuple[str, Properties]:
        """Make the resource; returns its id and state. Raises Incomplete if only part succeeded."""
        context = self._looked_up(self._context(inputs))
        values = {k: v for k, v in inputs.items() if k in self._created_by_call}
        call = self._create_call(context)
        result = evaluate(call.result, self._calls.make(call, values, context))
        resource_id = self._id(result, context)
        context = {**context, "id": resource_id, "result": result}
        try:
            caught_up = self._catch_up(call, values, context)
            for later in self.kind.after_create:
                self._calls.make(later, inputs, context)
            self._aspects.put(inputs, inputs.keys(), context, creating=True)
            self._tagging.add(self._tags(inputs), context)
            if self.kind.created and not caught_up:
                shown = observation.properties_of(self.kind, self.schema, result, self.kind.observe)
                # The answer is older than what the aspects' own calls have set.
                shown = {k: v for k, v in shown.items() if k not in self._set_later & inputs.keys()}
                return resource_id, self._state(inputs, shown, context)
            state = self.read(resource_id, inputs)
        except Refusal as refusal:
            raise Incomplete(resource_id, self._state(inputs, {}, context), refusal) from refusal
        return resource_id, state if state is not None else self._state(inputs, {}, context)

    def _looked_up(self, context: Properties) -> Properties:
        """Return the context with what its lookups find."""
        for name, lookup in self.kind.lookups.items():
            found = self._calls.found(lookup, context)
            context = context if found is ABSENT else {**context, name: found}
        return context

    def _catch_up(
        self, made_by: Call, values: Mapping[str, Any], context: Mapping[str, Any]
    ) -> bool:
        """Set what an alternative create call could not carry; say whether there was any."""
        if self.kind.update is None or made_by.operation == self.kind.create.operation:
            return False
        carried = call_parameters.covered(self.kind, made_by, tuple(values))
        left = values.keys() & self._updated_by_call - carried
        if left:
            given = {name: values[name] for name in left}
            self._calls.make(self.kind.update, given, {**context, "old": dict(context)})
        return bool(left)

    def read(self, resource_id: str, state: Mapping[str, Any]) -> Properties | None:
        """Return the state as AWS shows it, or None if the resource is gone."""
        shown = self.shown(resource_id, state)
        if shown is None:
            return None
        return self._state(state, shown, self._context(state, resource_id))

    def shown(self, resource_id: str, state: Mapping[str, Any]) -> Properties | None:
        """Return only what AWS shows, or None if the resource is gone."""
        context = self._context(state, resource_id)
        identity = fill(dict(self.kind.import_state), context)
        identity = {} if identity is ABSENT else identity
        if not state.keys() - {"region", "tagsAll"}:
            context.update(identity)
        result = self._read_result(context)
        if result is ABSENT or (self.kind.gone and evaluate(self.kind.gone, result) is True):
            return None
        shown = {k: v for k, v in identity.items() if k in self.schema.inputs.fields}
        shown |= observation.properties_of(self.kind, self.schema, result, self.kind.observe)
        context = {**context, "result": result}
        shown.update(self._aspects.shown(context))
        tags = self._tagging.shown(result, context)
        if tags is not None:
            shown["tagsAll"] = tags
            shown["tags"] = {
                k: v for k, v in tags.items() if self._default_tags.get(k) != v or k in _own(state)
            }
        return shown

    def update(
        self,
        resource_id: str,
        state: Mapping[str, Any],
        old: Mapping[str, Any],
        new: Mapping[str, Any],
    ) -> Properties:
        """Change the resource in place; returns its state."""
        changed = self.changes(old, new).changed
        kept = {k: v for k, v in state.items() if k not in old or k in new}
        context = {**self._context({**kept, **new}, resource_id), "old": dict(state)}
        if self.kind.update is not None and changed & self._updated_by_call:
            names = new.keys() if self.kind.update_all else changed
            values = {k: new[k] for k in names if k in new}
            answer = self._calls.make(self.kind.update, values, context)
            result = evaluate(self.kind.update.result, answer)
            for call in self.kind.after_update:
                self._calls.make(call, {}, {**context, "result": result})
        self._aspects.put(new, changed, context, creating=False)
        self._tagging.change(self._tags(old), self._tags(new), context)
        return self.read(resource_id, {**kept, **new}) or {**kept, **new}

    def delete(self, resource_id: str, state: Mapping[str, Any]) -> None:
        """Remove the resource; one that is gone already is no error."""
        context = self._context(state, resource_id)
        for condition, remedy in self.kind.delete_refused.items():
            if self._calls.holds(condition, context):
                raise Refusal(self.kind.service, "delete", "InvalidParameterCombination", remedy)
        for call in (*self.kind.before_delete, *((self.kind.delete,) if self.kind.delete else ())):
            try:
                self._calls.make(call, {}, context)
            except Refusal as refusal:
                if not refusal.is_not_found:
                    raise

    def refreshed_state(
        self, resource_id: str, state: Mapping[str, Any], shown: Mapping[str, Any]
    ) -> Properties:
        """Return the state with what AWS shows now."""
        return self._state(state, shown, self._context(state, resource_id))

    def refreshed(
        self, inputs: Mapping[str, Any], shown: Mapping[str, Any], state: Mapping[str, Any]
    ) -> Properties:
        """Return the inputs as AWS now shows them; for an import, those it shows at all."""
        if inputs:
            fresh = observation.refreshed_inputs(inputs, shown)
            # Tags that someone else gave are drift also where the program gives none.
            tags = shown.get("tags") if self.kind.tags is not None else None
            return {**fresh, "tags": tags} if tags and "tags" not in inputs else fresh
        return observation.imported_inputs(self.schema, state)

    def _state(
        self, inputs: Mapping[str, Any], shown: Mapping[str, Any], context: Mapping[str, Any]
    ) -> Properties:
        state = observation.state_of(self.kind, inputs, shown, context)
        known = {"region": context["region"]}
        if self.kind.tags is not None:
            known["tagsAll"] = shown.get("tagsAll", self._tags(inputs))
        return {**state, **{k: v for k, v in known.items() if k in self.schema.outputs.fields}}

    def _region(self, values: Mapping[str, Any]) -> str:
        return str(values.get("region") or self._aws.region)

    def _context(self, values: Mapping[str, Any], resource_id: str = "") -> Properties:
        region = self._region(values)
        around = self._aws.surroundings(region)
        tags = self._tags(values)
        context = {
            **values,
            "region": region,
            "account": around.account,
            "partition": around.partition,
            "all_tags": tags or None,
            "tag_pairs": [{"Key": k, "Value": v} for k, v in tags.items()] or None,
        }
        return {**context, "id": resource_id} if resource_id else context

    def _tags(self, values: Mapping[str, Any]) -> dict[str, str]:
        return {**self._default_tags, **_own(values)} if self.kind.tags is not None else {}

    def _id(self, result: Any, context: Mapping[str, Any]) -> str:
        if "{" in self.kind.id:
            known = result if isinstance(result, Mapping) else {}
            return str(fill(self.kind.id, {**known, **context, "result": result}))
        return str(evaluate(self.kind.id, result))

    def _read_result(self, context: Mapping[str, Any]) -> Any:
        result = self._calls.found(self.kind.read, context)
        for call in self.kind.also_read if result is not ABSENT else ():
            more = self._calls.found(call, context)
            result = {**result, **(more if more is not ABSENT else {})}
        return result


def _own(values: Mapping[str, Any]) -> dict[str, str]:
    tags = values.get("tags")
    return dict(tags) if isinstance(tags, Mapping) else {}
