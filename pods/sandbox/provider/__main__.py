"""The provider's process: prints its port, serves one engine, and ends with it."""

import os
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
from pulumi.runtime.proto import provider_pb2_grpc

from pods.sandbox.provider.servicer import AwsProvider

_MESSAGE_BYTES = 400 * 1024 * 1024  # the engine's own limit
_WORKERS = 32


def main() -> None:
    """Serve until the engine asks to stop."""
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
    stopping.wait()
    # Calls under way end, so that what they make is in the journal.
    server.stop(grace=10).wait()


if __name__ == "__main__":
    main()
