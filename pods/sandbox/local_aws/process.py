"""Starting, stopping and looking after the local AWS of one sandbox."""

import dataclasses
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import filelock
import psutil

from pods.errors import Problem, SandboxError
from pods.sandbox.folder import SandboxFolder
from pods.sandbox.local_aws import health, launch
from pods.sandbox.local_aws.standing import (
    Running,
    Stopped,
    process_start_time,
    recall,
    remember,
)

__all__ = ["DEFAULT_REGIONS", "reset", "start", "status", "stop"]

DEFAULT_REGIONS = ("us-east-1", "us-west-2")

_LOCK_SECONDS = 60.0
_GRACE_SECONDS = 5.0
_KILL_SECONDS = 5.0
_POLL_SECONDS = 0.01
# A process's start is derived from the machine's boot time, which a clock correction shifts.
_START_TIME_TOLERANCE_SECONDS = 2.0


def start(
    folder: SandboxFolder, *, port: int = 0, regions: tuple[str, ...] = DEFAULT_REGIONS
) -> Running:
    """Answer the local AWS of the folder, starting it when none runs.

    A new one (`is_new`) holds an empty account, also after a crash or a reboot of the machine.

    Args:
        folder: The sandbox.
        port: The port on 127.0.0.1; 0 takes the last one when it is free, else any free one.
        regions: Regions made ready in the background, so that first calls there are fast.

    Raises:
        SandboxError: The port is taken, another port is in use by this sandbox already, or the
            server did not come up.
    """
    folder.create()
    with _only_one(folder):
        standing = status(folder)
        if isinstance(standing, Running):
            _refuse_other_port(standing, port)
            return standing
        _end_silent(folder)
        last_port = standing.last.port if standing.last else 0
        return launch.launch(folder, port=port, preferred_port=last_port, regions=regions)


def stop(folder: SandboxFolder) -> Stopped:
    """End the local AWS of the folder and wait until its process is gone; safe to repeat.

    Raises:
        SandboxError: The process outlived being killed.
    """
    if not folder.root.is_dir():
        return Stopped("it was never started")
    with _only_one(folder):
        _end_silent(folder)
        standing = recall(folder)
        if isinstance(standing, Running):
            remember(folder, standing, stopped=True)
            standing = Stopped("it was stopped", standing)
        return standing


def status(folder: SandboxFolder) -> Running | Stopped:
    """Answer what runs, found by asking it; a record alone proves nothing."""
    recorded = recall(folder)
    if isinstance(recorded, Stopped):
        return recorded
    answer = health.ask(recorded.port)
    # Another sandbox's server may have taken the port since; the record names ours exactly.
    if answer and (answer.pid, answer.process_started) == (recorded.pid, recorded.process_started):
        return answer
    if _own_process(folder, recorded):
        return Stopped(f"process {recorded.pid} runs but does not answer", recorded)
    return Stopped(
        f"process {recorded.pid} is gone: it crashed, was killed, or the machine restarted",
        recorded,
    )


def reset(folder: SandboxFolder) -> Running:
    """Empty the simulated account, keeping the process; the answer is a new instance.

    Raises:
        SandboxError: No local AWS runs, or it could not be reset.
    """
    folder.create()
    with _only_one(folder):
        standing = status(folder)
        if isinstance(standing, Stopped):
            raise SandboxError(
                Problem(
                    subject="local AWS",
                    observed=standing.reason,
                    required="only a running one can be reset",
                    remedy="Start it with `pods sandbox up`; it starts empty.",
                )
            )
        answer = health.ask_to_reset(standing)
        if answer is None:
            raise SandboxError(
                Problem(
                    subject="local AWS",
                    observed=f"the one at {standing.url} did not reset",
                    required="a reset empties the simulated account",
                    remedy=f"Run `pods sandbox down` and `up`; {folder.server_log} says more.",
                )
            )
        return dataclasses.replace(answer, is_new=True)


@contextmanager
def _only_one(folder: SandboxFolder) -> Iterator[None]:
    lock = filelock.FileLock(folder.lock, timeout=_LOCK_SECONDS)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise SandboxError(
            Problem(
                subject="local AWS",
                observed=f"another process has held {folder.lock} for {_LOCK_SECONDS:.0f} s",
                required="one process at a time starts or stops it",
                remedy="Wait for the other `pods` command to end, or end it.",
            )
        ) from error
    try:
        yield
    finally:
        lock.release()


def _refuse_other_port(running: Running, port: int) -> None:
    if port not in (0, running.port):
        raise SandboxError(
            Problem(
                subject="local AWS",
                observed=f"it runs on port {running.port} and port {port} was asked for",
                required="a sandbox has one port at a time",
                remedy="Leave the port out, or run `pods sandbox down` first.",
            )
        )


def _own_process(folder: SandboxFolder, recorded: Running) -> psutil.Process | None:
    """Answer the recorded process if it is still that one and not another with its number."""
    started = process_start_time(recorded.pid)
    if started is None or abs(started - recorded.process_started) > _START_TIME_TOLERANCE_SECONDS:
        return None
    try:
        process = psutil.Process(recorded.pid)
        command = process.cmdline()
    except psutil.Error:
        return None
    # The time alone could be another program's, and what this answers may be killed.
    return process if {launch.MODULE, str(folder.root.absolute())} <= set(command) else None


def _end_silent(folder: SandboxFolder) -> None:
    recorded = recall(folder)
    process = _own_process(folder, recorded) if isinstance(recorded, Running) else None
    if process is None:
        return
    for end, seconds in ((process.terminate, _GRACE_SECONDS), (process.kill, _KILL_SECONDS)):
        with suppress(psutil.NoSuchProcess):
            end()
        if _is_gone(process.pid, seconds):
            return
    raise SandboxError(
        Problem(
            subject="local AWS",
            observed=f"process {process.pid} outlived being killed",
            required="it ends when it is stopped",
            remedy=f"See what holds it: `ps -o stat,wchan,cmd -p {process.pid}`.",
        )
    )


def _is_gone(pid: int, seconds: float) -> bool:
    # Not `Process.wait`: it also waits for whoever is to reap the ended process.
    deadline = time.monotonic() + seconds
    while process_start_time(pid) is not None:
        if time.monotonic() >= deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True
