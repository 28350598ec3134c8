"""What stands: the local AWS that runs, or why none does."""

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

import psutil

from pods.sandbox.folder import SandboxFolder

__all__ = ["ACCOUNT_ID", "Running", "Stopped", "process_start_time", "recall", "remember"]

ACCOUNT_ID = "123456789012"
"""The simulated account: moto's own."""


@dataclass(frozen=True, slots=True)
class Running:
    """A local AWS that answers.

    Attributes:
        pid: Its process.
        process_started: When that process started, in seconds since the epoch.
        port: Its port on 127.0.0.1.
        url: What `AWS_ENDPOINT_URL` is set to.
        instance_id: Names this simulated account; another id means that everything made before
            is gone.
        account_id: The twelve digits of the account.
        regions: The Regions made ready at start; others are made ready when first called.
        started_at: When the account came into being, ISO 8601 in UTC.
        is_new: Whether the call that answered this made the instance.
    """

    pid: int
    process_started: float
    port: int
    url: str
    instance_id: str
    account_id: str
    regions: tuple[str, ...]
    started_at: str
    is_new: bool = False

    @classmethod
    def of(cls, document: dict[str, Any]) -> Self:
        """Build from the JSON document of a record or a health answer; raises if it is another."""
        fields = {name: document[name] for name in cls.__slots__ if name != "is_new"}
        return cls(**{**fields, "regions": tuple(fields["regions"])})

    def document(self) -> dict[str, Any]:
        """Render for a record or a health answer."""
        document = asdict(self)
        del document["is_new"]
        return document


@dataclass(frozen=True, slots=True)
class Stopped:
    """No local AWS answers.

    Attributes:
        reason: A phrase that says why.
        last: What ran last, when a record of it was left.
    """

    reason: str
    last: Running | None = None


def process_start_time(pid: int) -> float | None:
    """Answer when the process started (seconds since the epoch), or None when there is none."""
    try:
        process = psutil.Process(pid)
        # A zombie has ended; only its parent has not yet noticed.
        if process.status() == psutil.STATUS_ZOMBIE:
            return None
        return process.create_time()
    except psutil.NoSuchProcess:
        return None


def remember(folder: SandboxFolder, running: Running, *, stopped: bool = False) -> None:
    """Write the record, whole or not at all."""
    document = {**running.document(), "stopped": stopped}
    handle, name = tempfile.mkstemp(dir=folder.root, prefix="server-", suffix=".json")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(document, file, indent=2)
        Path(name).replace(folder.server_record)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def recall(folder: SandboxFolder) -> Stopped | Running:
    """Read the record; a `Running` still has to be looked for, a `Stopped` is certain."""
    try:
        document = json.loads(folder.server_record.read_text(encoding="utf-8"))
        running = Running.of(document)
        was_stopped = bool(document["stopped"])
    except FileNotFoundError:
        return Stopped("it was never started")
    except (ValueError, KeyError, TypeError):
        return Stopped(f"its record {folder.server_record} cannot be read")
    return Stopped("it was stopped", running) if was_stopped else running
