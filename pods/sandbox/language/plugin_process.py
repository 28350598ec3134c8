"""Policy packs and other plugins written in Python, each in a process of its own."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from queue import SimpleQueue
from typing import IO, Literal

import grpc
from pulumi.runtime.proto import language_pb2

__all__ = ["PluginProcesses"]

_POLICY_PACK = "analyzer"
_CHUNK_BYTES = 65536

_Piece = tuple[Literal["stdout", "stderr"], bytes]
"""What a stream said; an empty piece is its end."""


class PluginProcesses:
    """The plugins that run for one engine."""

    def __init__(self) -> None:
        """Start with none."""
        self._running: set[subprocess.Popen[bytes]] = set()

    def run(
        self, request: language_pb2.RunPluginRequest, context: grpc.ServicerContext
    ) -> Iterator[language_pb2.RunPluginResponse]:
        """Run the plugin; yields what it says as it says it, and its exit code last."""
        process = subprocess.Popen(
            _command(request),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=_folder(request),
            env=_environment(request),
            # The engine interrupts our group when it closes us; a pack would print a traceback.
            process_group=0,
        )
        self._running.add(process)
        context.add_callback(process.kill)
        try:
            for stream, data in _pieces(process):
                yield (
                    language_pb2.RunPluginResponse(stdout=data)
                    if stream == "stdout"
                    else language_pb2.RunPluginResponse(stderr=data)
                )
            yield language_pb2.RunPluginResponse(exitcode=process.wait())
        finally:
            process.kill()
            process.wait()
            self._running.discard(process)

    def close(self) -> None:
        """End them all."""
        for process in tuple(self._running):
            process.kill()


def _pieces(process: subprocess.Popen[bytes]) -> Iterator[_Piece]:
    pieces: SimpleQueue[_Piece] = SimpleQueue()
    open_streams = 0
    for name, stream in (("stdout", process.stdout), ("stderr", process.stderr)):
        threading.Thread(target=_read, args=(name, stream, pieces), daemon=True).start()
        open_streams += 1
    while open_streams:
        piece = pieces.get()
        if piece[1]:
            yield piece
        else:
            open_streams -= 1


def _read(
    name: Literal["stdout", "stderr"], stream: IO[bytes], pieces: SimpleQueue[_Piece]
) -> None:
    with stream:
        while data := os.read(stream.fileno(), _CHUNK_BYTES):
            pieces.put((name, data))
    pieces.put((name, b""))


def _command(request: language_pb2.RunPluginRequest) -> list[str]:
    """Put the pack's folder last, and any other plugin's first: the engine expects both."""
    folder = request.info.program_directory
    if request.kind == _POLICY_PACK:
        words = ["module", "pulumi.policy", *request.args, folder]
    else:
        words = ["path", folder, *request.args]
    entry = [sys.executable, "-P", "-u", "-m", "pods.sandbox.language.plugin_entry"]
    return [*entry, str(os.getpid()), *words]


def _folder(request: language_pb2.RunPluginRequest) -> str:
    return request.info.program_directory if request.kind == _POLICY_PACK else request.pwd


def _environment(request: language_pb2.RunPluginRequest) -> dict[str, str]:
    given = (entry.partition("=") for entry in request.env)
    return {**os.environ, **{name: value for name, _, value in given}}
