"""The provider's process: prints its port, serves one engine, and ends with it."""

import os
import signal
import sys
import threading
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
from pulumi.runtime.proto import provider_pb2_grpc

from pods.sandbox.provider.servicer import AwsProvider
from pods.sandbox.stack_locks import release_dead_locks

_MESSAGE_BYTES = 400 * 1024 * 1024  # the engine's own limit
_WORKERS = 32
_PARENT_CHECK_SECONDS = 0.5
_GRACE_SECONDS = 10


def main() -> None:
    """Serve until the engine asks to stop, or is gone."""
    engine = os.getppid()
    folder = os.environ.get("PODS_SANDBOX_DIR")
    server = grpc.server(
        ThreadPoolExecutor(max_workers=_WORKERS),
        options=[
            ("grpc.max_receive_message_length", _MESSAGE_BYTES),
            ("grpc.max_send_message_length", _MESSAGE_BYTES),
        ],
    )
    provider = AwsProvider(Path(folder) if folder else None)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(provider, server)
    port = server.add_insecure_port("127.0.0.1:0")
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    while not stopping.wait(_PARENT_CHECK_SECONDS) and os.getppid() == engine:
        pass
    # Calls under way end first, so that what they make is in the journal.
    server.stop(grace=_GRACE_SECONDS).wait()
    if os.getppid() != engine:
        _unlock_after(engine)


def _unlock_after(engine: int) -> None:
    """Remove the lock that a killed engine left on its stack, so that the next one may start."""
    backend = urllib.parse.urlsplit(os.environ.get("PULUMI_BACKEND_URL", ""))
    if backend.scheme == "file":
        state = Path(urllib.parse.unquote(backend.path))
        release_dead_locks(state, lambda pid: pid == engine)


if __name__ == "__main__":
    main()
