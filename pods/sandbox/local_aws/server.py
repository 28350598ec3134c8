"""The server process: one port on the loopback address, until told to stop."""

import contextlib
import json
import logging
import logging.handlers
import os
import signal
import socket
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from types import FrameType

from werkzeug.serving import ThreadedWSGIServer

from pods.sandbox.folder import SandboxFolder
from pods.sandbox.local_aws.application import Application
from pods.sandbox.local_aws.connection import Connection
from pods.sandbox.local_aws.standing import (
    ACCOUNT_ID,
    Running,
    process_start_time,
    recall,
    remember,
)
from pods.sandbox.local_aws.warming import warm

__all__ = ["Options", "serve"]

_log = logging.getLogger(__name__)

_HOST = "127.0.0.1"
_BACKLOG = 128
_POLL_SECONDS = 0.1
_LOOK_SECONDS = 5.0
_LOG_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How one server is to run."""

    folder: SandboxFolder
    instance_id: str
    port: int
    preferred_port: int
    regions: tuple[str, ...]
    announce: int
    """File descriptor that gets one JSON line: what runs, or the problem."""


def serve(options: Options) -> None:
    """Serve until SIGTERM, or until the sandbox's record names another server."""
    _log_to(options.folder)
    try:
        listener = _listen(options.port, options.preferred_port)
    except OSError:
        _announce(options.announce, {"problem": "taken"})
        return
    running = _running(options, listener.getsockname()[1])
    # moto's state machines call back to this port.
    os.environ["MOTO_PORT"] = str(running.port)
    server = _Server(options.folder, running, listener)
    if not _announce(options.announce, running.document()):
        return
    remember(options.folder, running)
    _log.info("instance %s serves %s", running.instance_id, running.url)
    warm(running.regions)
    server.serve_forever(poll_interval=_POLL_SECONDS)
    server.leave()


class _Server(ThreadedWSGIServer):
    """The threaded server; it ends by itself once nobody could find it any more."""

    daemon_threads = True

    def __init__(self, folder: SandboxFolder, running: Running, listener: socket.socket) -> None:
        self._folder = folder
        self._next_look = time.monotonic() + _LOOK_SECONDS
        self.application = Application(running, on_reset=lambda new: remember(folder, new))
        super().__init__(_HOST, running.port, self.application, Connection, fd=listener.fileno())
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def service_actions(self) -> None:
        """Now and then see whether the record still names this server."""
        if time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + _LOOK_SECONDS
            if not self._is_recorded():
                _log.warning("the sandbox's record names another server or is gone: ending")
                self._end()

    def leave(self) -> None:
        """Note the orderly end and go, whatever simulated work still runs in threads."""
        if self._is_recorded():
            with contextlib.suppress(OSError):
                remember(self._folder, self.application.running, stopped=True)
        _log.info("instance %s ends", self.application.running.instance_id)
        logging.shutdown()
        os._exit(0)

    def _is_recorded(self) -> bool:
        recorded = recall(self._folder)
        return isinstance(recorded, Running) and recorded.pid == os.getpid()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._end()

    def _end(self) -> None:
        # `shutdown` waits for the loop that runs in this very thread.
        threading.Thread(target=self.shutdown, daemon=True).start()


def _running(options: Options, port: int) -> Running:
    pid = os.getpid()
    return Running(
        pid=pid,
        process_started=process_start_time(pid) or time.time(),
        port=port,
        url=f"http://{_HOST}:{port}",
        instance_id=options.instance_id,
        account_id=ACCOUNT_ID,
        regions=options.regions,
        started_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _listen(port: int, preferred_port: int) -> socket.socket:
    """Bind the port asked for; with none asked for, the preferred one or any that is free."""
    if port:
        return socket.create_server((_HOST, port), backlog=_BACKLOG)
    with contextlib.suppress(OSError):
        return socket.create_server((_HOST, preferred_port), backlog=_BACKLOG)
    return socket.create_server((_HOST, 0), backlog=_BACKLOG)


def _announce(descriptor: int, document: dict[str, object]) -> bool:
    """Tell whoever launched this server; False when it is no longer there to hear."""
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as pipe:
            pipe.write(json.dumps(document) + "\n")
    except BrokenPipeError:
        return False
    return True


def _log_to(folder: SandboxFolder) -> None:
    handler = logging.handlers.RotatingFileHandler(
        folder.server_log, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("pods").setLevel(logging.INFO)
