"""What moto's buckets are changed for: they show all of what they keep.

moto keeps a bucket's replication rules whole and shows parts of them; it keeps that events go to
EventBridge, sends them there, and never shows it. AWS refuses to replicate to where no versions
are kept. A bucket whose versioning was suspended cannot be emptied of a key with a delete marker.
"""

from collections.abc import Callable
from typing import Any

__all__ = ["show_bucket_settings"]


def show_bucket_settings(wrap: Callable[[Any, str, Callable[..., Any]], None]) -> None:
    """Change how settings are shown; `wrap` puts a function around a method, once."""
    from moto.core.responses import ActionResult  # noqa: PLC0415 - slow
    from moto.s3.exceptions import S3ClientError  # noqa: PLC0415
    from moto.s3.models import FakeDeleteMarker, S3Backend  # noqa: PLC0415
    from moto.s3.responses import S3Response  # noqa: PLC0415

    def replicated(original: Any, self: Any) -> Any:
        answer = original(self)
        kept = self.backend.get_bucket_replication(self.bucket_name)
        shown = {"Role": kept["Role"], "Rules": [_written(rule) for rule in kept["Rule"]]}
        # The answer's own form, with everything in it.
        return self.serialized(ActionResult({"ReplicationConfiguration": shown})) or answer

    def notified(original: Any, self: Any) -> Any:
        kept = self.backend.get_bucket_notification_configuration(self.bucket_name)
        if kept is None or kept.event_bridge is None:
            return original(self)
        write = self.serialized

        def with_events(answer: Any) -> Any:
            answer.result["EventBridgeConfiguration"] = {}
            return write(answer)

        self.serialized = with_events
        try:
            return original(self)
        finally:
            del self.serialized

    def put(original: Any, self: Any, bucket_name: str, replication: dict[str, Any]) -> Any:
        given = replication["Rule"]
        for rule in given if isinstance(given, list) else [given]:
            if not self.get_bucket(_target(rule)).is_versioned:
                raise S3ClientError(
                    "InvalidRequest", "Destination bucket must have versioning enabled."
                )
        return original(self, bucket_name, replication)

    # A marker holds nothing that would have to be let go of, as a key does.
    marker: Any = FakeDeleteMarker
    marker.dispose = lambda _: None
    wrap(S3Response, "get_bucket_replication", replicated)
    wrap(S3Response, "get_bucket_notification", notified)
    wrap(S3Backend, "put_bucket_replication", put)


def _target(rule: dict[str, Any]) -> str:
    return str(rule["Destination"]["Bucket"]).rpartition(":")[2]


def _written(value: Any) -> Any:
    """Return a parsed element as it was written: an empty one is no null."""
    if isinstance(value, dict):
        return {key: _written(each) for key, each in value.items() if not key.startswith("@")}
    return "" if value is None else value
