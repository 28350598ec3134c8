"""Stands for one process: asks for it, passes signals on, and ends as it ends.

Takes `-P [-u] -m MODULE ARGUMENT…`; anything else is given to the real interpreter. It imports
little, and nothing of `tests`: all that it imports is paid for each process.
"""

import json
import os
import select
import signal
import socket
import sys

from orders import LENGTH_BYTES, PARENT_GONE, STREAMS  # type: ignore[import-not-found]

_PARENT_CHECK_SECONDS = 0.3
_FORWARDED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(address: str, arguments: list[str]) -> int:
    """Return the exit code of the process; a signal that ended it ends this one."""
    order = _order(arguments)
    if order is None:
        os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606 - that is the point
    told, tell = os.pipe()
    os.set_blocking(tell, False)
    for number in _FORWARDED:
        signal.signal(number, lambda *_: None)
    signal.set_wakeup_fd(tell)
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        content = json.dumps(order).encode()
        head = len(content).to_bytes(LENGTH_BYTES, "big")
        socket.send_fds(connection, [head], list(range(STREAMS)))
        connection.sendall(content)
        end = _followed(connection, told)
    if os.WIFSIGNALED(end):
        signal.signal(os.WTERMSIG(end), signal.SIG_DFL)
        os.kill(os.getpid(), os.WTERMSIG(end))
    return os.waitstatus_to_exitcode(end)


def _order(arguments: list[str]) -> dict[str, object] | None:
    flags = arguments[: arguments.index("-m")] if "-m" in arguments else ["?"]
    if "-P" not in flags or not set(flags) <= {"-P", "-u"}:
        return None
    module, *rest = arguments[len(flags) + 1 :]
    return {
        "module": module,
        "arguments": rest,
        "unbuffered": "-u" in flags,
        "folder": os.getcwd(),  # noqa: PTH109 - pathlib takes as long to import as the rest
        "environment": dict(os.environ),
        "parent": os.getppid(),
    }


def _followed(connection: socket.socket, told: int) -> int:
    """Pass on what this process is told, and return how the other ended."""
    parent: int | None = os.getppid()
    while True:
        sources = [connection.fileno(), told]
        ready, _, _ = select.select(sources, [], [], _PARENT_CHECK_SECONDS)
        if connection.fileno() in ready:
            # Nothing at all: the forking process itself is gone.
            return int.from_bytes(connection.recv(LENGTH_BYTES) or b"\1\0", "big")
        if told in ready:
            connection.sendall(os.read(told, 16))
        elif parent is not None and os.getppid() != parent:
            parent = None
            connection.sendall(bytes([PARENT_GONE]))
