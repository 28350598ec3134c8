"""The reference product's application, in each of its modes, over real HTTP."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler

import pytest

from pods.topology import SWITCHES
from stacks.reference import application

KEEPS = {"keeps": "Records can be read", "trigger": "Writes fail", "rollback": "Writes succeed"}


@dataclass
class Waiting:
    """A queue in memory; it is down while it says so."""

    changes: list[Mapping[str, Any]] = field(default_factory=list)
    down: bool = False

    def send(self, change: Mapping[str, Any]) -> None:
        """Take a change."""
        if self.down:
            raise application.Unavailable("sqs")
        self.changes.append(change)

    def work_off(self, make: Callable[[Mapping[str, Any]], None]) -> int:
        """Make all that wait."""
        made = len(self.changes)
        while self.changes:
            make(self.changes.pop(0))
        return made


class Failing(dict[str, Any]):
    """Records that cannot be reached."""

    def get(self, *_key: Any) -> Any:
        """Fail, as a command does that runs into its time-out."""
        raise application.Unavailable("s3")


class Service:
    """The application, running, and what a test turns and asks."""

    def __init__(self, folder: Path) -> None:
        """Start it on a port of its own."""
        self.now, self.queue = 1000.0, Waiting()
        self.records: dict[str, Any] = {}
        self._file = folder / "switches.json"
        self.switch()
        self.clinic = application.Clinic(
            self.records,
            application.Switches(str(self._file), seconds=0),
            self.queue,
            {"read_only": KEEPS},
            lambda: self.now,
        )
        self.server = application.serve(self.clinic, "127.0.0.1", 0)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def switch(self, *on: str) -> None:
        """Turn these modes on, and all others off."""
        self._file.write_text(json.dumps({mode: mode in on for mode in SWITCHES}), encoding="utf-8")

    def ask(self, path: str, method: str = "GET", body: Any = None) -> tuple[int, Any, Any]:
        """Send a request; returns status, body and headers."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.server.server_port}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
        )
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
                return answer.status, json.loads(answer.read()), answer.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.loads(error.read()), error.headers


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """The application with everything off."""
    monkeypatch.setattr(WSGIRequestHandler, "log_message", lambda *_: None)
    made = Service(tmp_path)
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_in_good_times_records_are_read_and_written(service: Service) -> None:
    """What is written is read back, and everything is offered."""
    assert service.ask("/records/ada", "PUT", {"visit": "monday"})[0] == 200
    assert service.ask("/records/ada")[:2] == (200, {"visit": "monday"})
    assert service.ask("/records/bob")[0] == 404
    assert service.ask("/records/../etc")[0] == 404
    assert service.ask("/suggestions")[:2] == (200, {"suggestions": ["yearly check-up"]})
    assert service.ask("/records/ada", "PUT", None)[0] == 400


@pytest.mark.requirement("B3")
def test_read_only_refuses_writes_and_says_when_to_come_back(service: Service) -> None:
    """Reads go on; the refusal tells what the plan says that customers can still do."""
    service.ask("/records/ada", "PUT", {"visit": "monday"})
    service.switch("read_only")
    status, body, headers = service.ask("/records/ada", "PUT", {"visit": "friday"})
    assert (status, body) == (503, {"error": "Records can be read"})
    assert headers["Retry-After"] == "60"
    assert service.ask("/records/ada")[:2] == (200, {"visit": "monday"})


@pytest.mark.requirement("B3")
def test_deferred_writes_are_taken_and_made_later(service: Service) -> None:
    """202 means a change that waits; once the mode is off it is made, and once only."""
    service.switch("queue_deferral")
    assert service.ask("/records/ada", "PUT", {"visit": "monday"})[0] == 202
    assert service.clinic.work_off() == 0
    assert service.ask("/records/ada")[0] == 404
    service.switch()
    assert service.clinic.work_off() == 1
    assert service.ask("/records/ada")[:2] == (200, {"visit": "monday"})


@pytest.mark.requirement("B3")
def test_a_deferred_write_does_not_undo_a_later_one(service: Service) -> None:
    """The queue keeps no order; the record's own time decides."""
    service.switch("queue_deferral")
    service.ask("/records/ada", "PUT", {"visit": "monday"})
    service.switch()
    service.now += 60
    service.ask("/records/ada", "PUT", {"visit": "friday"})
    assert service.clinic.work_off() == 1
    assert service.ask("/records/ada")[:2] == (200, {"visit": "friday"})


def test_what_cannot_be_deferred_is_not_promised(service: Service) -> None:
    """A queue that is down gives 503, and never 202."""
    service.switch("queue_deferral")
    service.queue.down = True
    status, _, headers = service.ask("/records/ada", "PUT", {"visit": "monday"})
    assert (status, headers["Retry-After"]) == (503, "60")


def test_read_only_wins_over_deferral(service: Service) -> None:
    """Were both on, nothing would be promised."""
    service.switch("read_only", "queue_deferral")
    assert service.ask("/records/ada", "PUT", {"visit": "monday"})[0] == 503
    assert service.queue.changes == []


@pytest.mark.requirement("B3")
def test_cached_answers_are_the_last_good_ones_with_their_age(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store is not asked; what was never read is said not to be at hand."""
    service.ask("/records/ada", "PUT", {"visit": "monday"})
    service.ask("/records/ada")
    monkeypatch.setattr(service.clinic, "_records", Failing())
    assert service.ask("/records/ada")[0] == 503
    service.switch("cached_answers")
    service.now += 90
    status, body, headers = service.ask("/records/ada")
    assert (status, body, headers["Age"]) == (200, {"visit": "monday"}, "90")
    assert service.ask("/records/bob")[0] == 503


@pytest.mark.requirement("B3")
def test_reduced_features_leave_what_is_needed(service: Service) -> None:
    """Suggestions are off; records are read and written."""
    service.switch("reduced_features")
    assert service.ask("/suggestions")[0] == 503
    assert service.ask("/records/ada", "PUT", {"visit": "monday"})[0] == 200


@pytest.mark.requirement("B3")
@pytest.mark.parametrize("mode", SWITCHES)
def test_a_pod_is_healthy_in_every_mode(service: Service, mode: str) -> None:
    """Giving less is no loss of the POD; the answer says what is on, and when it is to end."""
    service.switch(mode)
    told = KEEPS if mode == "read_only" else {}
    assert service.ask("/health")[:2] == (200, {mode: told})


def test_switches_that_cannot_be_read_stay_as_they_were(tmp_path: Path) -> None:
    """At first nothing is on; later the last answer counts, whatever comes after it."""
    file, now = tmp_path / "switches.json", [0.0]
    switches = application.Switches(str(file), seconds=5, clock=lambda: now[0])
    assert switches.on() == []
    file.write_text('{"read_only": true, "unknown": true}', encoding="utf-8")
    assert switches.on() == []
    now[0] = 5.0
    assert switches.on() == ["read_only"]
    for broken in ("{", "3", '["read_only"]'):
        now[0] += 5
        file.write_text(broken, encoding="utf-8")
        assert switches.on() == ["read_only"], broken


def test_the_agent_is_asked_on_the_host_itself(service: Service) -> None:
    """Any address but AppConfig's agent's is a file's path."""
    service.records["switches"] = {"value": {"read_only": True}, "at": 0}
    url = f"http://localhost:{service.server.server_port}/records/switches"
    assert application.Switches(url).on() == ["read_only"]
    assert application.Switches(url.replace("localhost", "127.0.0.1")).on() == []
