"""The process that has everything imported: `forking.py ADDRESS EXECUTABLE PREPARATION`.

It has one thread and no server or channel of gRPC, or a fork would inherit half of them. It ends
with its standard input.
"""

import contextlib
import gc
import io
import json
import os
import random
import runpy
import select
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from orders import LENGTH_BYTES, PARENT_GONE, STREAMS  # type: ignore[import-not-found]

del sys.path[0]

_STANDARD_ERROR = 2
_THREADS = Path("/proc/self/task")


def main(address: str, executable: str, preparation: str) -> None:
    """Serve until standard input ends; in each process asked for, run its module and return."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        os.write(1, b"ready\n")  # who asks from now on waits
        runpy.run_path(preparation)
        sys.executable = executable
        gc.collect()
        gc.freeze()  # or each fork would write to, and so copy, all of it
        asked = _forked(listener)
    if asked is not None:
        _become(*asked)


def _forked(listener: socket.socket) -> tuple[dict[str, Any], socket.socket] | None:
    """Fork for each order; returns the order in the new process, and nothing at the end."""
    told, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.set_wakeup_fd(tell)
    running: dict[int, socket.socket] = {}
    while True:
        ready, _, _ = select.select([0, listener.fileno(), told], [], [])
        if 0 in ready:
            return None
        if told in ready:
            os.read(told, 1024)
            _tell_ends(running)
            continue
        connection, _ = listener.accept()
        order, streams = _received(connection)
        assert len(list(_THREADS.iterdir())) == 1, "what was imported has started a thread"
        pid = os.fork()
        if pid == 0:
            _forget([told, tell, *(each.detach() for each in running.values())])
            for target, stream in enumerate(streams):
                os.dup2(stream, target)
        for stream in streams:
            os.close(stream)
        if pid == 0:
            return order, connection
        running[pid] = connection


def _forget(files: list[int]) -> None:
    """Leave what is the forking process's own."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for each in files:
        os.close(each)


def _received(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    head, streams, _, _ = socket.recv_fds(connection, LENGTH_BYTES, STREAMS)
    missing = int.from_bytes(head, "big")
    content = b""
    while missing > len(content):
        content += connection.recv(missing - len(content))
    return json.loads(content), streams


def _tell_ends(running: dict[int, socket.socket]) -> None:
    with contextlib.suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            pid, status = ended
            with running.pop(pid) as connection, contextlib.suppress(OSError):
                connection.sendall(status.to_bytes(LENGTH_BYTES, "big"))


def _become(order: dict[str, Any], connection: socket.socket) -> None:
    """Run the module as a new process would, and end as it ends."""
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    found = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:0] = [each for each in found if each and each not in sys.path]
    random.seed()
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - to the end of the process
    for name, number in (("stdout", 1), ("stderr", 2)):
        setattr(sys, name, _stream(number, unbuffered=order["unbuffered"]))
    parents = [order["parent"]]
    os.getppid = lambda: parents[-1]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_follow, args=(connection, parents), daemon=True).start()
    sys.argv = [order["module"], *order["arguments"]]
    runpy.run_module(order["module"], run_name="__main__", alter_sys=True)


def _stream(number: int, *, unbuffered: bool) -> io.TextIOWrapper:
    raw = io.FileIO(number, "w", closefd=False)
    # As in a real one: unbuffered, what is written to the bytes beneath is not kept back either.
    beneath: Any = raw if unbuffered else io.BufferedWriter(raw)
    return io.TextIOWrapper(
        beneath, line_buffering=number == _STANDARD_ERROR, write_through=unbuffered
    )


def _follow(connection: socket.socket, parents: list[int]) -> None:
    """Do to this process what is done to the one that stands for it."""
    while told := connection.recv(1):
        number = told[0]
        if number == PARENT_GONE:
            parents.append(1)
        else:
            os.kill(os.getpid(), number)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
