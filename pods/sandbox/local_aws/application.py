"""The application behind the port: health, reset, and everything else to the simulated AWS."""

import dataclasses
import functools
import json
import logging
import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from pods.sandbox.local_aws import refusals
from pods.sandbox.local_aws.asking import ask
from pods.sandbox.local_aws.health import HEALTH_PATH, INSTANCE_HEADER, RESET_PATH
from pods.sandbox.local_aws.recorder import Fault, Recorder
from pods.sandbox.local_aws.recorder.call import action_of, scope_of
from pods.sandbox.local_aws.simulation import Simulation
from pods.sandbox.local_aws.standing import Running

__all__ = ["Application"]

_log = logging.getLogger(__name__)

_INSTANCE_KEY = "HTTP_" + INSTANCE_HEADER.upper().replace("-", "_")
# moto's own reset would leave the records: it means the same here as ours.
_RESET_PATHS = frozenset({RESET_PATH, "/moto-api/reset"})
_READS = ("Describe", "Get", "List", "Head", "BatchGet", "Search", "Lookup", "Query", "Scan")


class Application:
    """A WSGI application: the sandbox's own two paths, and AWS on all others."""

    def __init__(self, running: Running, on_reset: Callable[[Running], None]) -> None:
        """Serve for the instance; `on_reset` is told of each later one."""
        self.running = running
        self._on_reset = on_reset
        self._simulation = Simulation()
        self._recorder = Recorder(
            ask=functools.partial(ask, self._aws), ask_moto=functools.partial(ask, self._simulation)
        )

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"]
        if path == HEALTH_PATH:
            return self._say(start_response, HTTPStatus.OK)
        if path in _RESET_PATHS:
            return self._reset(environ, start_response)
        _note(environ)
        try:
            return self._aws(environ, start_response)
        except Exception as error:  # noqa: BLE001 - see below
            # moto is many people's work and some of it fails on input that it did not expect:
            # that reaches the caller as an error of the simulation, and the log in full.
            return refusals.send(environ, start_response, _failed(environ, error))

    def _aws(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        scope = scope_of(environ)
        wire = self._recorder.answer(environ, scope) if scope else None
        if wire is None:
            return self._simulation(environ, start_response)
        code, headers, body = wire
        start_response(f"{code} {HTTPStatus(code).phrase}", list(headers.items()))
        return [body]

    def _reset(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get(_INSTANCE_KEY) != self.running.instance_id:
            return self._say(start_response, HTTPStatus.CONFLICT)
        from moto.moto_api._internal.models import moto_api_backend  # noqa: PLC0415 - slow

        moto_api_backend.reset()
        self._recorder.clear()
        self.running = dataclasses.replace(
            self.running,
            instance_id=secrets.token_hex(8),
            started_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        self._on_reset(self.running)
        _log.info("reset: instance %s", self.running.instance_id)
        return self._say(start_response, HTTPStatus.OK)

    def _say(self, start_response: Any, status: HTTPStatus) -> Iterable[bytes]:
        headers = [("Content-Type", "application/json")]
        start_response(f"{status.value} {status.phrase}", headers)
        return [json.dumps(self.running.document()).encode()]


def _failed(environ: dict[str, Any], error: Exception) -> Fault:
    name = refusals.name_of(environ)
    _log.error("%s failed", name, exc_info=error)
    message = f"{name} failed in the simulation: {type(error).__name__}: {error}"
    return Fault("SimulationFailed", message, HTTPStatus.NOT_IMPLEMENTED)


def _note(environ: dict[str, Any]) -> None:
    """Keep in the log what changes something."""
    action = action_of(environ)
    is_read = action.startswith(_READS) if action else environ["REQUEST_METHOD"] in ("GET", "HEAD")
    if not is_read:
        _log.info("%s", refusals.name_of(environ))
