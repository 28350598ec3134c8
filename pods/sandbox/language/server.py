"""The process of the language host: its server, its signals, its end."""

import atexit
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from types import FrameType

import grpc
from pulumi.runtime.proto import language_pb2_grpc

from pods.sandbox.language.host import LanguageHost
from pods.sandbox.language.parent import follow_parent

__all__ = ["engine_address", "serve"]

# A policy pack holds a thread as long as it runs.
_THREADS = 32
# The engine's own limit: stacks with large configuration exceed gRPC's 4 MB.
_LONGEST_MESSAGE = 400 * 1024 * 1024
# The engine kills after 5 s what it asked to stop.
_LONGEST_END_SECONDS = 3.0
_LAST_ANSWERS_SECONDS = 1.0


def engine_address(arguments: Sequence[str]) -> str:
    """Answer the engine's address: the last argument, after any flags; empty when there is none."""
    return next((word for word in reversed(arguments) if not word.startswith("-")), "")


def serve(arguments: Sequence[str]) -> None:
    """Serve until interrupted or until the engine is gone; programs run on this thread."""
    _close_input()
    follow_parent()
    host = LanguageHost(engine_address(arguments))
    server = grpc.server(
        ThreadPoolExecutor(_THREADS),
        options=[
            ("grpc.max_receive_message_length", _LONGEST_MESSAGE),
            ("grpc.max_send_message_length", _LONGEST_MESSAGE),
        ],
    )
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(host, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _interrupt)
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()
        host.run_programs()
    except (KeyboardInterrupt, BrokenPipeError):
        pass  # asked to stop, or nobody is there to read the port
    finally:
        _end_soon()
        host.close()
        server.stop(_LAST_ANSWERS_SECONDS).wait()
    _leave()


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Unwind what the main thread does; asked once, further requests are ignored."""
    _end_soon()
    sys.unraisablehook = _unless_interrupted
    raise KeyboardInterrupt


def _leave() -> None:
    """End now: Python would first wait for threads that wait for the engine."""
    atexit._run_exitfuncs()  # noqa: SLF001 - nothing public runs them without the waiting
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(0)


def _unless_interrupted(unraisable: "sys.UnraisableHookArgs") -> None:
    """Say nothing of an interruption that met a callback, which Python would print and forget."""
    if unraisable.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(unraisable)


def _end_soon() -> None:
    """Let the program clean up, but not for longer than the engine would wait."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    timer = threading.Timer(_LONGEST_END_SECONDS, os._exit, args=(0,))
    timer.daemon = True
    timer.start()


def _close_input() -> None:
    """Give programs an empty standard input: the engine's pipe never ends, and never speaks."""
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
