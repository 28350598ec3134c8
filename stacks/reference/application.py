"""The clinic's application: records that are read and written, in good times and in lesser ones.

It runs on a POD's instance as it comes: on Python 3.9 and later, with the standard library and the
`aws` command. What operators switch (`Switches`) decides what a request gets:

read_only         writes are refused with 503 and Retry-After
queue_deferral    writes are put into a queue, answered 202, and made when the mode is off again
cached_answers    reads get the last good answer, with its Age
reduced_features  what is not needed (suggestions) is off
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

MODES = ("read_only", "queue_deferral", "cached_answers", "reduced_features")
RETRY_SECONDS = 60
_AGENT_SECONDS = 2
_COMMAND_SECONDS = 20
_MOST_ANSWERS = 1000

Answer = tuple[HTTPStatus, Any, dict[str, str]]


class Unavailable(Exception):  # noqa: N818 - what it is, and not whose mistake
    """Something that the application needs does not answer."""


class Switches:
    """What is switched on; while nobody can say, what was last known, and at first nothing."""

    def __init__(self, location: str, seconds: float = 1, clock: Any = time.monotonic) -> None:
        """Read from AppConfig's agent (http://…) or from a file, at most every so many seconds."""
        self._location, self._seconds, self._clock = location, seconds, clock
        self._known: Mapping[str, Any] = {}
        self._read_at = -seconds

    def on(self) -> list[str]:
        """Return the modes that are on."""
        now = self._clock()
        if now - self._read_at >= self._seconds:
            self._read_at = now
            with contextlib.suppress(OSError, TypeError, ValueError):
                self._known = dict(json.loads(self._read()))
        return [mode for mode in MODES if self._known.get(mode) is True]

    def _read(self) -> str:
        if not self._location.startswith("http://localhost:"):
            return Path(self._location).read_text(encoding="utf-8")
        with urllib.request.urlopen(self._location, timeout=_AGENT_SECONDS) as answer:  # noqa: S310
            return str(answer.read().decode())


def run_aws(*arguments: str, given: str = "") -> str:
    """Run the `aws` command; returns nothing for what is not there, raises Unavailable else."""
    try:
        done = subprocess.run(
            ["aws", *arguments],
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=_COMMAND_SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Unavailable(arguments[0]) from error
    if done.returncode and "(404)" not in done.stderr:
        raise Unavailable(arguments[0])
    return done.stdout


class Bucket:
    """Records in S3: both PODs have them, and every version of them is kept."""

    def __init__(self, name: str, run: Callable[..., str] = run_aws) -> None:
        """Keep them in the bucket of this name."""
        self._where, self._run = f"s3://{name}/records/", run

    def get(self, key: str) -> Any:
        """Return a record; None where there is none."""
        found = self._run("s3", "cp", self._where + key, "-")
        return json.loads(found) if found else None

    def __setitem__(self, key: str, record: Any) -> None:
        """Write a record."""
        self._run("s3", "cp", "-", self._where + key, given=json.dumps(record))


class Queue:
    """Changes that wait, in SQS."""

    def __init__(self, url: str, run: Callable[..., str] = run_aws) -> None:
        """Use the queue at this URL, which names its Region."""
        self._where = ("--queue-url", url, "--region", url.split(".")[1])
        self._run = run

    def send(self, change: Mapping[str, Any]) -> None:
        """Put a change into the queue."""
        self._run("sqs", "send-message", *self._where, "--message-body", json.dumps(change))

    def work_off(self, make: Callable[[Mapping[str, Any]], None]) -> int:
        """Make some of the changes; one that cannot be made comes again. Returns how many were."""
        text = self._run("sqs", "receive-message", *self._where, "--max-number-of-messages", "10")
        messages = json.loads(text or "{}").get("Messages", [])
        for each in messages:
            make(json.loads(each["Body"]))
            receipt = each["ReceiptHandle"]
            self._run("sqs", "delete-message", *self._where, "--receipt-handle", receipt)
        return len(messages)


class Clinic:
    """The application, as WSGI calls it."""

    def __init__(
        self,
        records: Any,
        switches: Switches,
        queue: Any = None,
        modes: Mapping[str, Mapping[str, str]] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Serve these records; `modes` has what the continuity plan says of each mode."""
        self._records, self._switches, self._queue = records, switches, queue
        self._modes, self._clock = modes or {}, clock
        self._last_good: dict[str, tuple[float, Any]] = {}

    def __call__(self, environ: Mapping[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        try:
            status, body, headers = self._answer(environ)
        except Unavailable as error:
            status, body, headers = self._later(f"{error} does not answer")
        written = json.dumps(body).encode()
        fields = {"Content-Type": "application/json", "Content-Length": str(len(written))}
        start_response(f"{status.value} {status.phrase}", [*fields.items(), *headers.items()])
        return [written]

    def make(self, change: Mapping[str, Any]) -> None:
        """Make a change, unless there is a later one: what was deferred comes in any order."""
        there = self._records.get(change["key"])
        if there is None or there["at"] <= change["at"]:
            self._records[change["key"]] = {"value": change["value"], "at": change["at"]}

    def work_off(self) -> int:
        """Make what was deferred, once writing is allowed again; returns how many changes."""
        if self._queue is None or {"queue_deferral", "read_only"} & {*self._switches.on()}:
            return 0
        return int(self._queue.work_off(self.make))

    def _answer(self, environ: Mapping[str, Any]) -> Answer:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        on = self._switches.on()
        if path == "/health":
            # Healthy in every mode: a POD that gives less must not be taken for one that is lost.
            return HTTPStatus.OK, {mode: self._modes.get(mode, {}) for mode in on}, {}
        if path == "/suggestions" and method == "GET":
            if "reduced_features" in on:
                return self._later(self._told("reduced_features", "suggestions are off"))
            return HTTPStatus.OK, {"suggestions": ["yearly check-up"]}, {}
        key = path.removeprefix("/records/")
        if key == path or not key.isalnum():
            return HTTPStatus.NOT_FOUND, {"error": "there is /records/<letters and digits>"}, {}
        if method == "PUT":
            return self._write(key, environ, on)
        return self._read(key, on)

    def _read(self, key: str, on: list[str]) -> Answer:
        if "cached_answers" in on:
            if key not in self._last_good:
                return self._later(self._told("cached_answers", "this record is not at hand"))
            at, record = self._last_good[key]
            return HTTPStatus.OK, record["value"], {"Age": str(int(self._clock() - at))}
        record = self._records.get(key)
        if record is None:
            return HTTPStatus.NOT_FOUND, {"error": "no such record"}, {}
        if key in self._last_good or len(self._last_good) < _MOST_ANSWERS:
            self._last_good[key] = (self._clock(), record)
        return HTTPStatus.OK, record["value"], {}

    def _write(self, key: str, environ: Mapping[str, Any], on: list[str]) -> Answer:
        # Refused before it is deferred: where both are on, nothing is promised.
        if "read_only" in on:
            return self._later(self._told("read_only", "nothing can be changed"))
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
            value = json.loads(environ["wsgi.input"].read(length))
        except ValueError:
            return HTTPStatus.BAD_REQUEST, {"error": "the body is JSON"}, {}
        change = {"key": key, "value": value, "at": self._clock()}
        if "queue_deferral" in on and self._queue is not None:
            self._queue.send(change)
            told = self._told("queue_deferral", "the change is made later")
            return HTTPStatus.ACCEPTED, {"meanwhile": told}, {}
        self.make(change)
        return HTTPStatus.OK, value, {}

    def _told(self, mode: str, otherwise: str) -> str:
        """Return what customers are told: what the plan says that they can still do."""
        return self._modes.get(mode, {}).get("keeps", otherwise)

    def _later(self, why: str) -> Answer:
        return HTTPStatus.SERVICE_UNAVAILABLE, {"error": why}, {"Retry-After": str(RETRY_SECONDS)}


class Server(ThreadingMixIn, WSGIServer):
    """One thread a request, none of which holds up the end."""

    daemon_threads = True


def serve(clinic: Clinic, host: str, port: int) -> Server:
    """Return a server on this address, which `serve_forever` starts; port 0 takes any."""
    server = Server((host, port), WSGIRequestHandler)
    server.set_app(clinic)
    return server


def main(environment: Mapping[str, str] = os.environ) -> None:
    """Serve what the environment says, and make what was deferred in between."""
    queue = Queue(environment["QUEUE_URL"]) if environment.get("QUEUE_URL") else None
    modes = json.loads(Path(environment["MODES"]).read_text(encoding="utf-8"))
    records: Any = Bucket(environment["BUCKET"]) if environment.get("BUCKET") else {}
    clinic = Clinic(records, Switches(environment.get("SWITCHES", "switches.json")), queue, modes)

    def work_off() -> None:
        while True:
            with contextlib.suppress(Unavailable):
                while clinic.work_off():
                    pass
            time.sleep(RETRY_SECONDS)

    threading.Thread(target=work_off, daemon=True).start()
    serve(clinic, "0.0.0.0", int(environment.get("PORT", "8080"))).serve_forever()  # noqa: S104


if __name__ == "__main__":
    main()
