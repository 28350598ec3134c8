"""Pulumi's language protocol, answered for the environment of this interpreter."""

import platform
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from queue import SimpleQueue

import grpc
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2

from pods.sandbox.language import environment
from pods.sandbox.language.dependencies import install_dependencies
from pods.sandbox.language.plugin_process import PluginProcesses
from pods.sandbox.language.program import run_program

__all__ = ["LanguageHost"]

_Job = tuple[language_pb2.RunRequest, Future[language_pb2.RunResponse]]


class LanguageHost(language_pb2_grpc.LanguageRuntimeServicer):
    """Answers the engine; hands programs to the thread that calls `run_programs`."""

    def __init__(self, engine_address: str) -> None:
        """Remember where the engine listens; a handshake may say otherwise later."""
        self._engine_address = engine_address
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        self._plugins = PluginProcesses()
        self._running = threading.Event()

    def run_programs(self) -> None:
        """Run each program asked for; leaves only by an exception, such as KeyboardInterrupt.

        A program expects the main thread: signals and event loops work nowhere else.
        """
        while True:
            request, answer = self._jobs.get()
            self._running.set()
            try:
                answer.set_result(run_program(request, self._engine_address))
            except KeyboardInterrupt:
                answer.set_result(language_pb2.RunResponse(bail=True))
                raise
            finally:
                self._running.clear()

    def close(self) -> None:
        """End the policy packs and plugins that still run."""
        self._plugins.close()

    def Handshake(
        self, request: language_pb2.LanguageHandshakeRequest, _context: grpc.ServicerContext
    ) -> language_pb2.LanguageHandshakeResponse:
        """Learn the engine's address."""
        self._engine_address = request.engine_address or self._engine_address
        return language_pb2.LanguageHandshakeResponse()

    def GetPluginInfo(
        self, _request: Empty, _context: grpc.ServicerContext
    ) -> plugin_pb2.PluginInfo:
        """Give the version of the SDK, as the official host does."""
        return plugin_pb2.PluginInfo(version=environment.sdk_version())

    def About(
        self, _request: language_pb2.AboutRequest, _context: grpc.ServicerContext
    ) -> language_pb2.AboutResponse:
        """Say which interpreter runs the programs."""
        return language_pb2.AboutResponse(
            executable=sys.executable,
            version=platform.python_version(),
            metadata={"host": "pods.sandbox.language"},
        )

    def GetRequiredPlugins(
        self, _request: language_pb2.GetRequiredPluginsRequest, _context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPluginsResponse:
        """Answer nothing: `GetRequiredPackages` took its place."""
        return language_pb2.GetRequiredPluginsResponse()

    def GetRequiredPackages(
        self, request: language_pb2.GetRequiredPackagesRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPackagesResponse:
        """Name the provider packages of the environment."""
        self._refuse_other_environment(request.info, context)
        return language_pb2.GetRequiredPackagesResponse(packages=environment.required_packages())

    def GetProgramDependencies(
        self, request: language_pb2.GetProgramDependenciesRequest, _context: grpc.ServicerContext
    ) -> language_pb2.GetProgramDependenciesResponse:
        """Name the distributions of the environment, with their versions."""
        return language_pb2.GetProgramDependenciesResponse(
            dependencies=environment.dependencies(transitive=request.transitiveDependencies)
        )

    def RuntimeOptionsPrompts(
        self, _request: language_pb2.RuntimeOptionsRequest, _context: grpc.ServicerContext
    ) -> language_pb2.RuntimeOptionsResponse:
        """Ask nothing: there is one environment, the interpreter's own."""
        return language_pb2.RuntimeOptionsResponse()

    def InstallDependencies(
        self, request: language_pb2.InstallDependenciesRequest, context: grpc.ServicerContext
    ) -> Iterator[language_pb2.InstallDependenciesResponse]:
        """Install the program's requirements.txt into the environment, telling each line."""
        self._refuse_other_environment(request.info, context)
        return install_dependencies(request.info.program_directory, context)

    def Run(
        self, request: language_pb2.RunRequest, context: grpc.ServicerContext
    ) -> language_pb2.RunResponse:
        """Run the program on the main thread and wait for it."""
        self._refuse_other_environment(request.info, context)
        context.add_callback(self._interrupt_program)
        answer: Future[language_pb2.RunResponse] = Future()
        self._jobs.put((request, answer))
        return answer.result()

    def RunPlugin(
        self, request: language_pb2.RunPluginRequest, context: grpc.ServicerContext
    ) -> Iterator[language_pb2.RunPluginResponse]:
        """Run a policy pack, or another plugin written in Python, and stream what it says."""
        self._refuse_other_environment(request.info, context)
        return self._plugins.run(request, context)

    def Cancel(self, _request: Empty, _context: grpc.ServicerContext) -> Empty:
        """Interrupt the program that runs, if any."""
        self._interrupt_program()
        return Empty()

    def _interrupt_program(self) -> None:
        if self._running.is_set():
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    @staticmethod
    def _refuse_other_environment(
        info: language_pb2.ProgramInfo, context: grpc.ServicerContext
    ) -> None:
        problem = environment.virtualenv_problem(info)
        if problem is not None:
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, str(problem))
