"""The package's host in a process of its own, and an engine that only writes down what it asks."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import grpc
from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime.proto import (
    engine_pb2_grpc,
    provider_pb2,
    provider_pb2_grpc,
    resource_pb2,
    resource_pb2_grpc,
)

from pods.cli.component_package import package_folder
from tests.components.recording import Recording, RecordingMonitor


class _Monitor(resource_pb2_grpc.ResourceMonitorServicer):
    """The engine's monitor: it records."""

    def __init__(self) -> None:
        self.behind = RecordingMonitor()

    def SupportsFeature(self, request: Any, _context: Any) -> Any:  # noqa: N802 - the protocol's
        return resource_pb2.SupportsFeatureResponse(hasSupport=request.id == "secrets")

    def RegisterResource(self, request: Any, _context: Any) -> Any:  # noqa: N802 - the protocol's
        # The recording serializes on an event loop, which a thread of gRPC has none of.
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        try:
            return self.behind.RegisterResource(request)
        finally:
            asyncio.set_event_loop(None)
            loop.close()

    def RegisterResourceOutputs(self, _request: Any, _context: Any) -> Any:  # noqa: N802 - the same
        return empty_pb2.Empty()


class _Engine(engine_pb2_grpc.EngineServicer):
    """The engine: it takes what is logged."""

    def Log(self, _request: Any, _context: Any) -> Any:  # noqa: N802 - the protocol's
        return empty_pb2.Empty()


@dataclass(frozen=True)
class HostedPackage:
    """A host that runs, and the engine that it believes in."""

    provider: provider_pb2_grpc.ResourceProviderStub
    engine_address: str
    monitor: _Monitor

    @property
    def recording(self) -> Recording:
        """What was asked of the engine so far."""
        return self.monitor.behind.recording

    def construct(self, kind: str, name: str, inputs: dict[str, Any]) -> Any:
        """Construct a component as an engine would."""
        given = struct_pb2.Struct()
        given.update(inputs)
        request = provider_pb2.ConstructRequest(
            project="clinic",
            stack="test",
            type=f"pods:index:{kind}",
            name=name,
            inputs=given,
            monitorEndpoint=self.engine_address,
            parallel=4,
            config={"aws:region": "us-east-1"},
        )
        return self.provider.Construct(request)


@contextmanager
def hosted_package() -> Iterator[HostedPackage]:
    """Start the package's host as the engine does, from its folder."""
    monitor = _Monitor()
    server = grpc.server(ThreadPoolExecutor(max_workers=8))
    resource_pb2_grpc.add_ResourceMonitorServicer_to_server(monitor, server)
    engine_pb2_grpc.add_EngineServicer_to_server(_Engine(), server)
    engine_address = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    server.start()
    with subprocess.Popen(
        [sys.executable, str(package_folder()), engine_address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline())
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                stub = provider_pb2_grpc.ResourceProviderStub(channel)
                yield HostedPackage(stub, engine_address, monitor)
        finally:
            process.kill()
            server.stop(grace=None)
