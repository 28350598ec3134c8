"""The application behind the port: health, reset, and everything else to the simulated AWS."""

import dataclasses
import json
import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from moto.core.config import default_user_config
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from pods.sandbox.local_aws.health import HEALTH_PATH, INSTANCE_HEADER, RESET_PATH
from pods.sandbox.local_aws.standing import Running

__all__ = ["Application"]

_INSTANCE_KEY = "HTTP_" + INSTANCE_HEADER.upper().replace("-", "_")
_RESET_PATHS = frozenset({RESET_PATH, "/moto-api/reset"})


class Application:
    """A WSGI application: the sandbox's own two paths, and AWS on all others."""

    def __init__(self, running: Running, on_reset: Callable[[Running], None]) -> None:
        """Serve for the instance; `on_reset` is told of each later one."""
        self.running = running
        self._on_reset = on_reset
        # State machines run, instead of only being stored.
        default_user_config["stepfunctions"]["execute_state_machine"] = True
        self._moto = DomainDispatcherApplication(create_backend_app)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"]
        if path == HEALTH_PATH:
            return self._say(start_response, "200 OK")
        if path in _RESET_PATHS:
            return self._reset(environ, start_response)
        answer: Iterable[bytes] = self._moto(environ, start_response)
        return answer

    def _reset(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get(_INSTANCE_KEY) != self.running.instance_id:
            return self._say(start_response, "409 Conflict")
        from moto.moto_api._internal.models import moto_api_backend  # noqa: PLC0415 - slow

        moto_api_backend.reset()
        self.running = dataclasses.replace(
            self.running,
            instance_id=secrets.token_hex(8),
            started_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        self._on_reset(self.running)
        return self._say(start_response, "200 OK")

    def _say(self, start_response: Any, status: str) -> Iterable[bytes]:
        start_response(status, [("Content-Type", "application/json")])
        return [json.dumps(self.running.document()).encode()]
