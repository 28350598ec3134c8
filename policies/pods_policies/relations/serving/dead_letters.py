"""Where a queue sends what cannot be worked off."""

import json
from dataclasses import dataclass
from typing import Any, Final

from pods_policies.reading import ABSENT, UNKNOWN, Missing
from pods_policies.relations.attachments import attachments
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = ["QUEUE", "REDRIVE", "REDRIVE_ALLOW", "DeadLetters", "Redrive"]

QUEUE: Final = "aws:sqs/queue:Queue"
REDRIVE: Final = "aws:sqs/redrivePolicy:RedrivePolicy"
REDRIVE_ALLOW: Final = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"
_PROP: Final = "redrivePolicy"


@dataclass(frozen=True, slots=True)
class Redrive:
    """What the redrive policy of a queue says."""

    target: Resource | Missing
    """The dead-letter queue; `ABSENT` for one of another stack, `UNKNOWN` before the update."""
    is_readable: bool = True


class DeadLetters:
    """The redrive policies of a stack's queues, and the queues that they lead to."""

    def __init__(self, stack: Stack) -> None:
        """Read the policies on the queues and beside them."""
        self._stack = stack
        self._beside = attachments(stack, [REDRIVE], ("queueUrl",), QUEUE)
        self._redrives = {one.urn: self._read(one) for one in stack.of_type(QUEUE)}
        allowed = attachments(stack, [REDRIVE_ALLOW], ("queueUrl",), QUEUE)
        self._targets = {
            redrive.target.urn
            for redrive in self._redrives.values()
            if isinstance(redrive, Redrive) and isinstance(redrive.target, Resource)
        } | set(allowed.certain)

    def redrive(self, queue: Resource) -> Redrive | Missing:
        """Return what a queue's redrive policy says; `ABSENT` for none, `UNKNOWN` for perhaps."""
        return self._redrives[queue.urn]

    def takes(self, queue: Resource) -> bool:
        """Answer whether a queue takes what others cannot work off."""
        inline = queue.declared("redriveAllowPolicy")
        return queue.urn in self._targets or inline is not ABSENT

    def _read(self, queue: Resource) -> Redrive | Missing:
        for carrier in (queue, *self._beside.of(queue)):
            value = carrier.declared(_PROP)
            if value not in (ABSENT, ""):
                return self._target(carrier, value)
        return UNKNOWN if self._beside.perhaps_of(queue) else ABSENT

    def _target(self, carrier: Resource, value: Any) -> Redrive:
        if value is UNKNOWN:
            found = resolve(self._stack, carrier, (_PROP,), QUEUE)
            certain = [one for one in found.certain if one is not carrier]
            return Redrive(certain[0] if len(certain) == 1 else UNKNOWN)
        arn = _arn(value)
        if not isinstance(arn, str):
            return Redrive(UNKNOWN, is_readable=arn is UNKNOWN)
        named = self._stack.named(arn, QUEUE)
        return Redrive(named[0] if named else ABSENT)


def _arn(value: Any) -> Any:
    """Return the dead-letter queue's ARN from a policy's text or object; None for neither."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return None
    return value.get("deadLetterTargetArn") if isinstance(value, dict) else None
