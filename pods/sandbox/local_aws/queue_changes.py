"""What moto's queues are changed for: a setting stays when another one is set.

moto forgets a queue's policy whenever any other attribute is set, and never shows who may use a
queue for dead letters.
"""

from collections.abc import Callable
from typing import Any

__all__ = ["keep_attributes"]

_ALLOWED = "RedriveAllowPolicy"


def keep_attributes(wrap: Callable[[Any, str, Callable[..., Any]], None]) -> None:
    """Change how attributes are set and shown; `wrap` puts a function around a method, once."""
    from moto.sqs.models import Queue, SQSBackend  # noqa: PLC0415 - slow

    def kept(original: Any, self: Any, attributes: dict[str, Any], now: Any = None) -> None:
        policy = getattr(self, "policy", None)
        original(self, attributes, now)
        if "Policy" not in attributes:
            self.policy = policy

    def shown(original: Any, self: Any, queue_name: str, names: list[str]) -> dict[str, Any]:
        asked = [name for name in names if name != _ALLOWED]
        found: dict[str, Any] = original(self, queue_name, asked) if asked else {}
        allowed = getattr(self.get_queue(queue_name), "redrive_allow_policy", None)
        is_asked = "All" in names or _ALLOWED in names
        return {**found, _ALLOWED: allowed} if allowed and is_asked else found

    wrap(Queue, "_set_attributes", kept)
    wrap(SQSBackend, "get_queue_attributes", shown)
