"""Runs a Pulumi program in this process, on this thread."""

import asyncio
import contextvars
import logging
import os
import runpy
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import grpc
import pulumi
from pulumi.runtime import reset_options, run_in_stack, set_all_config
from pulumi.runtime.proto import language_pb2
from pulumi.runtime.settings import SETTINGS

from pods.errors import ContinuityError, Problem
from pods.sandbox.language.user_error import shown_error

__all__ = ["run_program"]

_SHOWN = language_pb2.RunResponse(bail=True)
# Callers of `apply` block a worker each while they wait for the engine.
_WORKERS_PER_OPERATION = 4


class _EndedByProgramError(Exception):
    """The program called `sys.exit` with something other than success."""


def run_program(request: language_pb2.RunRequest, engine_address: str) -> language_pb2.RunResponse:
    """Run the program and report its errors to the engine; KeyboardInterrupt passes through."""
    main = _main_file(request)
    _configure(request, engine_address)
    if not main.is_file():
        pulumi.log.error(str(_no_program(main)))
        return _SHOWN
    with _as_main_program(request, main):
        return contextvars.copy_context().run(_outcome, request, main)


def _outcome(request: language_pb2.RunRequest, main: Path) -> language_pb2.RunResponse:
    """Run to the end and turn whatever escapes into an answer."""
    try:
        _evaluate(main, max(request.parallel, 1))
    except (pulumi.RunError, ContinuityError) as error:
        pulumi.log.error(str(error))
    except _EndedByProgramError as error:
        return language_pb2.RunResponse(error=str(error))
    except SystemExit:
        pass  # how the SDK ends a program whose engine is gone
    except grpc.RpcError as error:
        if not _engine_is_gone(error):
            pulumi.log.error(shown_error(error, main))
    except Exception as error:  # noqa: BLE001 - a program may raise anything
        pulumi.log.error(shown_error(error, main))
    else:
        return language_pb2.RunResponse()
    return _SHOWN


def _evaluate(main: Path, parallel: int) -> None:
    async def program() -> None:
        try:
            runpy.run_path(_target(main), run_name="__main__")
        except SystemExit as error:
            # Resources that are still being registered count: an early, successful end waits
            # for them, or the engine would delete them.
            if error.code not in {None, 0}:
                message = f"program exited with non-zero exit code: {error.code}"
                raise _EndedByProgramError(message) from error
        await _settled()

    # A failed program leaves futures behind that nobody awaits; asyncio would complain of each.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    with asyncio.Runner() as runner:
        runner.get_loop().set_default_executor(
            ThreadPoolExecutor(max_workers=parallel * _WORKERS_PER_OPERATION)
        )
        try:
            runner.run(run_in_stack(program))
        except KeyboardInterrupt:
            # Its threads wait for the engine, which waits for us: closing would wait for them.
            runner.get_loop().set_default_executor(ThreadPoolExecutor(max_workers=1))
            raise


async def _settled() -> None:
    """Wait for the program's outputs, or until one fails, which is the SDK's to report.

    The SDK would wait for them one at a time, and listen to all the others anew each time: most
    of the time of a large program.
    """
    failed = False
    while not failed:
        with SETTINGS.lock:
            pending = [each for each in SETTINGS.outputs if not each.done()]
        if not pending:
            return
        done, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_EXCEPTION)
        failed = any(each.cancelled() or each.exception() for each in done)


def _configure(request: language_pb2.RunRequest, engine_address: str) -> None:
    reset_options(
        project=request.project,
        stack=request.stack,
        root_directory=request.info.root_directory,
        parallel=request.parallel,
        engine_address=engine_address,
        monitor_address=request.monitor_address,
        preview=request.dryRun,
        organization=request.organization or "organization",
    )
    set_all_config(dict(request.config), list(request.configSecretKeys))


def _main_file(request: language_pb2.RunRequest) -> Path:
    folder = request.info.program_directory or request.pwd
    entry = Path(folder, request.info.entry_point or ".").absolute()
    return entry / "__main__.py" if entry.is_dir() else entry


def _target(main: Path) -> str:
    """Name a folder by itself, so that the program sees itself as in `python FOLDER`."""
    return str(main.parent if main.name == "__main__.py" else main)


@contextmanager
def _as_main_program(request: language_pb2.RunRequest, main: Path) -> Iterator[None]:
    """Set working folder, arguments and import path as for `python FOLDER`, and forget after.

    What the program imported from its own folder is forgotten too: were it kept, a second run
    would not register again what those modules register, and the engine would delete it.
    """
    os.chdir(request.pwd or main.parent)
    arguments, path, modules = sys.argv, list(sys.path), set(sys.modules)
    sys.argv = [_target(main), *request.args]
    sys.path.insert(0, str(main.parent))
    try:
        yield
    finally:
        sys.argv, sys.path[:] = arguments, path
        for name in set(sys.modules) - modules:
            file = getattr(sys.modules[name], "__file__", None)
            if file and Path(file).is_relative_to(main.parent):
                del sys.modules[name]
        for stream in (sys.stdout, sys.stderr):
            stream.flush()


def _engine_is_gone(error: grpc.RpcError) -> bool:
    code = getattr(error, "code", lambda: None)()  # the base class does not promise one
    return code in {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED}


def _no_program(main: Path) -> Problem:
    return Problem(
        subject="Pulumi program",
        observed=f"{main} does not exist",
        required="`main` in Pulumi.yaml names a Python file, or a folder with a `__main__.py`",
        remedy="Write the program there, or correct `main`",
    )
