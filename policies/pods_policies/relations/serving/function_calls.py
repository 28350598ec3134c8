"""Which functions are called without anybody waiting for the answer, and where failures go."""

from collections import defaultdict
from typing import Final

from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, some
from pods_policies.relations.attachments import attachments
from pods_policies.relations.places.networks import FUNCTION
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = ["CALL_SOURCES", "INVOKE_CONFIG", "FunctionCalls"]

PERMISSION: Final = "aws:lambda/permission:Permission"
SCHEDULE: Final = "aws:scheduler/schedule:Schedule"
INVOKE_CONFIG: Final = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"
CALL_SOURCES: Final = (PERMISSION, SCHEDULE)

_ASYNCHRONOUS: Final = ("s3", "sns", "events", "iot", "ses", "config", "logs", "cloudformation")
"""Services that hand an event over and go on, as they name themselves in a permission."""


class FunctionCalls:
    """Who calls the functions of a stack, and what is set for calls that fail."""

    def __init__(self, stack: Stack) -> None:
        """Read the permissions, the schedules and the settings beside functions."""
        self._called: dict[str, list[Truth]] = defaultdict(list)
        for permission in stack.of_type(PERMISSION):
            self._note(stack, permission, ("function",), _is_asynchronous(permission))
        for schedule in stack.of_type(SCHEDULE):
            self._note(stack, schedule, ("target", "arn"), is_asynchronous=True)
        self._settings = attachments(stack, [INVOKE_CONFIG], ("functionName",), FUNCTION)

    def _note(
        self, stack: Stack, one: Resource, path: tuple[str, ...], is_asynchronous: Truth
    ) -> None:
        named = resolve(stack, one, path, FUNCTION)
        for function in named.certain:
            self._called[function.urn].append(is_asynchronous)
        for function in named.possible:
            self._called[function.urn].append(is_asynchronous and UNKNOWN)

    def are_asynchronous(self, function: Resource) -> Truth:
        """Answer whether something calls a function and does not wait for its answer."""
        return some(self._called.get(function.urn, []))

    def have_a_place(self, function: Resource) -> Truth:
        """Answer whether failed calls of a function go somewhere."""
        found: list[Truth] = [_is_set(function, "deadLetterConfig", "targetArn")]
        path = ("destinationConfig", "onFailure", "destination")
        found += [_is_set(one, *path) for one in self._settings.of(function)]
        found += [_is_set(one, *path) and UNKNOWN for one in self._settings.perhaps_of(function)]
        return some(found)


def _is_set(one: Resource, *path: str) -> Truth:
    """Answer whether a target is set; one that is known only later is set all the same."""
    for depth in range(1, len(path)):
        if one.declared(*path[:depth]) is UNKNOWN:
            return Missing.UNKNOWN
    return bool(one.declared(*path) not in (ABSENT, ""))


def _is_asynchronous(permission: Resource) -> Truth:
    principal = permission.declared("principal")
    if principal is UNKNOWN:
        return Missing.UNKNOWN
    return isinstance(principal, str) and principal.split(".")[0] in _ASYNCHRONOUS
