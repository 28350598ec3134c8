"""The calls of a type's table, made on an account."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pods.sandbox.provider import call_parameters
from pods.sandbox.provider.aws_calls import Aws, Refusal
from pods.sandbox.provider.expressions import evaluate, fill
from pods.sandbox.provider.resource_type import Call, ResourceType
from pods.sandbox.provider.values import ABSENT

__all__ = ["TypeCalls"]


class TypeCalls:
    """Makes the calls of one type; each `context` names what their templates may use."""

    def __init__(self, kind: ResourceType, aws: Aws) -> None:
        """Bind a table to an account."""
        self._kind, self._aws = kind, aws

    def make(self, call: Call, values: Mapping[str, Any], context: Mapping[str, Any]) -> Any:
        """Make a call, once or for each value it names; returns the last answer.

        Raises Refusal. The answer is empty where the call's condition does not hold.
        """
        if call.lookup is not None:
            found = self.found(call.lookup, context)
            context = context if found is ABSENT else {**context, "found": found}
        if call.when and not self.holds(call.when, context):
            return {}
        if not call.each:
            return self._make(call, values, context)
        items = evaluate(call.each, context)
        answer: Any = {}
        for item in items if isinstance(items, list) else ():
            answer = self._make(replace(call, each=""), values, {**context, "item": item})
        return answer

    @staticmethod
    def holds(condition: str, context: Mapping[str, Any]) -> bool:
        """Say whether a condition is true, or finds anything."""
        return evaluate(condition, context) not in (ABSENT, False, "", [], {})

    def found(self, call: Call, context: Mapping[str, Any]) -> Any:
        """Return what a reading call finds, or ABSENT if it is not there."""
        try:
            answer = self.make(call, {}, context)
        except Refusal as refusal:
            if refusal.is_not_found:
                return ABSENT
            raise
        # Services have members of that name, too.
        named = {"state": dict(context)} if "state." in call.result else {}
        return evaluate(call.result, {**answer, **named})

    def _make(self, call: Call, values: Mapping[str, Any], context: Mapping[str, Any]) -> Any:
        sent = call_parameters.request(self._kind, call, values, context)
        elsewhere = fill(call.region, context) if call.region else ABSENT
        here = self._kind.global_region or context["region"]
        region = here if elsewhere is ABSENT else str(elsewhere)
        service = call_parameters.service_of(self._kind, call)
        return self._aws.call(service, call.operation, sent, region)
