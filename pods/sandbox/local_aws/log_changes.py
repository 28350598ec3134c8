"""What moto's log groups are changed for: they keep, show and heed their deletion protection."""

import json
from collections.abc import Callable
from typing import Any

__all__ = ["keep_deletion_protection"]

_SHOWN = "deletionProtectionEnabled"


def keep_deletion_protection(wrap: Callable[[Any, str, Callable[..., Any]], None]) -> None:
    """Change log groups; `wrap` puts a function around a method, once."""
    from moto.core.exceptions import JsonRESTError  # noqa: PLC0415 - slow
    from moto.logs.models import LogGroup, LogsBackend  # noqa: PLC0415
    from moto.logs.responses import LogsResponse  # noqa: PLC0415

    def protect(self: Any, name: str, *, protected: bool) -> None:
        # The operation takes a name or an ARN.
        group = self.logs_backend.groups.get(name.rpartition("log-group:")[2].removesuffix(":*"))
        if group is not None:
            group.is_protected = protected

    def created(original: Any, self: Any) -> Any:
        answer = original(self)
        given = self._get_param(_SHOWN)
        protect(self, self._get_param("logGroupName"), protected=bool(given))
        return answer

    def changed(self: Any) -> str:
        given = self._get_param(_SHOWN)
        protect(self, self._get_param("logGroupIdentifier"), protected=bool(given))
        return json.dumps({})

    def shown(original: Any, self: Any) -> dict[str, Any]:
        return {**original(self), _SHOWN: getattr(self, "is_protected", False)}

    def deleted(original: Any, self: Any, log_group_name: str) -> Any:
        if getattr(self.groups.get(log_group_name), "is_protected", False):
            raise JsonRESTError("ValidationException", "Log group has deletion protection enabled.")
        return original(self, log_group_name)

    wrap(LogsResponse, "create_log_group", created)
    wrap(LogGroup, "to_describe_dict", shown)
    wrap(LogsBackend, "delete_log_group", deleted)
    responses: Any = LogsResponse
    responses.put_log_group_deletion_protection = changed
