"""Bringing the server's process up, detached from the shell that asked for it."""

import dataclasses
import json
import os
import secrets
import select
import subprocess
import sys
import time
from typing import Any

from pods.errors import Problem, SandboxError
from pods.sandbox.folder import SandboxFolder
from pods.sandbox.local_aws import health
from pods.sandbox.local_aws.standing import Running

__all__ = ["MODULE", "launch"]

MODULE = "pods.sandbox.local_aws"
"""The program, as it stands in its command line beside its folder."""

_READY_SECONDS = 60.0
_POLL_SECONDS = 0.02
_LOG_LIMIT_BYTES = 1_000_000
_TAIL_LINES = 8
# Never inherited: they would change what moto simulates, or lead its own calls elsewhere.
_FOREIGN_PREFIXES = ("AWS_", "MOTO_", "TEST_", "BOTO", "S3_", "SF_")
_PROXY_VARIABLES = frozenset({"http_proxy", "https_proxy", "all_proxy"})


def launch(
    folder: SandboxFolder, *, port: int, preferred_port: int, regions: tuple[str, ...]
) -> Running:
    """Start a server and wait until it answers; the caller holds the folder's lock."""
    _rotate(folder)
    deadline = time.monotonic() + _READY_SECONDS
    announced = _announcement(folder, _arguments(folder, port, preferred_port, regions), deadline)
    if "pid" not in announced:
        raise _not_up(folder, port, announced.get("problem"))
    expected = Running.of(announced)
    while time.monotonic() < deadline:
        answer = health.ask(expected.port)
        if answer and answer.instance_id == expected.instance_id:
            return dataclasses.replace(answer, is_new=True)
        time.sleep(_POLL_SECONDS)
    raise _not_up(folder, port, f"it did not answer within {_READY_SECONDS:.0f} s")


def _arguments(
    folder: SandboxFolder, port: int, preferred_port: int, regions: tuple[str, ...]
) -> list[str]:
    # -P keeps the folder the user stands in out of the server's imports.
    command = [sys.executable, "-P", "-m", MODULE]
    command += ["--folder", str(folder.root.absolute()), "--instance", secrets.token_hex(8)]
    command += ["--port", str(port), "--preferred-port", str(preferred_port)]
    return [*command, "--regions", ",".join(regions)]


def _announcement(folder: SandboxFolder, command: list[str], deadline: float) -> dict[str, Any]:
    """Run the command and read the one line it announces itself with; empty when it died."""
    read_end, write_end = os.pipe()
    try:
        with folder.server_log.open("ab") as log:
            try:
                # The launched process forks the server off and ends at once, so that none of
                # ours is left waiting to be reaped.
                subprocess.run(
                    [*command, "--announce", str(write_end)],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd=folder.root,
                    env=_environment(),
                    pass_fds=(write_end,),
                    start_new_session=True,
                    check=False,
                )
            finally:
                os.close(write_end)
        return _line(read_end, deadline)
    finally:
        os.close(read_end)


def _line(read_end: int, deadline: float) -> dict[str, Any]:
    received = b""
    while not received.endswith(b"\n"):
        remaining = max(0.0, deadline - time.monotonic())
        if not select.select([read_end], [], [], remaining)[0]:
            return {"problem": f"it was not ready within {_READY_SECONDS:.0f} s"}
        chunk = os.read(read_end, 65536)
        if not chunk:
            return {}
        received += chunk
    document: dict[str, Any] = json.loads(received)
    return document


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_FOREIGN_PREFIXES) and name.lower() not in _PROXY_VARIABLES
    }
    # moto calls itself through boto3 (state machines): it must never find real credentials.
    return kept | {
        "AWS_ACCESS_KEY_ID": "sandbox",
        "AWS_SECRET_ACCESS_KEY": "sandbox",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        # No page in a browser may read the answers.
        "MOTO_DISABLE_GLOBAL_CORS": "true",
    }


def _rotate(folder: SandboxFolder) -> None:
    log = folder.server_log
    if log.exists() and log.stat().st_size > _LOG_LIMIT_BYTES:
        log.replace(log.with_suffix(".log.1"))


def _not_up(folder: SandboxFolder, port: int, problem: str | None) -> SandboxError:
    if problem == "taken":
        return SandboxError(
            Problem(
                subject="local AWS",
                observed=f"port {port} on 127.0.0.1 is taken by another program",
                required="its port is free",
                remedy="Choose another port, or leave it out to get any free one.",
            )
        )
    lines = folder.server_log.read_text(encoding="utf-8", errors="replace").splitlines()
    tail = " | ".join(line.strip() for line in lines[-_TAIL_LINES:] if line.strip())
    return SandboxError(
        Problem(
            subject="local AWS",
            observed=f"{problem or 'its process ended while starting'} (log: {tail or 'empty'})",
            required="it answers on 127.0.0.1",
            remedy=f"Read {folder.server_log}; `make up` repairs a broken environment.",
        )
    )
