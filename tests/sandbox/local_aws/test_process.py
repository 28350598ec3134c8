import json
import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from pods.errors import SandboxError
from pods.sandbox.folder import SandboxFolder
from pods.sandbox.local_aws import health, process
from pods.sandbox.local_aws.standing import Running, Stopped, process_start_time

from .conftest import client_of

pytestmark = pytest.mark.sandbox


def _kill(running: Running) -> None:
    os.kill(running.pid, signal.SIGKILL)
    while process_start_time(running.pid) is not None:
        time.sleep(0.01)


def _buckets(running: Running) -> list[str]:
    client = client_of(running, "s3")
    try:
        return [bucket["Name"] for bucket in client.list_buckets()["Buckets"]]
    finally:
        client.close()


def _make_bucket(running: Running, name: str) -> None:
    client = client_of(running, "s3")
    client.create_bucket(Bucket=name)
    client.close()


def test_starting_twice_answers_the_one_that_runs(folder: SandboxFolder) -> None:
    """The second start changes nothing and says that the instance is not new."""
    first = process.start(folder)
    _make_bucket(first, "kept-bucket")
    second = process.start(folder)
    assert first.is_new
    assert not second.is_new
    assert second.instance_id == first.instance_id
    assert process.status(folder) == second
    assert _buckets(second) == ["kept-bucket"]


def test_it_answers_on_the_loopback_address_only(local_aws: Running) -> None:
    """The process listens on exactly one socket, which no other machine can reach."""
    listening = [
        connection.laddr.ip
        for connection in psutil.Process(local_aws.pid).net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert listening == ["127.0.0.1"]


def test_it_outlives_the_shell_that_started_it(local_aws: Running) -> None:
    """It has a session of its own, and this process is not its parent."""
    assert os.getsid(local_aws.pid) != os.getsid(0)
    assert psutil.Process(local_aws.pid).ppid() != os.getpid()


def test_after_a_crash_start_makes_a_new_instance(folder: SandboxFolder) -> None:
    """A killed server is noticed, and the next one is another, empty account at the same port."""
    first = process.start(folder)
    _make_bucket(first, "lost-bucket")
    _kill(first)
    crashed = process.status(folder)
    assert isinstance(crashed, Stopped)
    assert crashed.reason.startswith(f"process {first.pid} is gone")
    assert crashed.last == Running.of(first.document())
    second = process.start(folder)
    assert second.is_new
    assert second.instance_id != first.instance_id
    assert second.port == first.port
    assert _buckets(second) == []


def test_a_process_id_used_again_is_not_taken_for_ours(
    folder: SandboxFolder, local_aws: Running
) -> None:
    """The record names this very process: it is neither believed nor killed."""
    folder.create()
    own = {"pid": os.getpid(), "process_started": process_start_time(os.getpid())}
    record = {**local_aws.document(), **own, "stopped": False}
    folder.server_record.write_text(json.dumps(record))
    standing = process.status(folder)
    assert isinstance(standing, Stopped)
    assert process.stop(folder).reason == "it was stopped"
    started = process.start(folder)
    assert started.is_new
    # The other sandbox's port is in use: this one took another.
    assert started.port != local_aws.port
    assert health.ask(local_aws.port) is not None


def test_a_hung_server_is_replaced(folder: SandboxFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that no longer answers is ours to end, by force if need be."""
    monkeypatch.setattr(process, "_GRACE_SECONDS", 0.2)
    first = process.start(folder)
    os.kill(first.pid, signal.SIGSTOP)
    hung = process.status(folder)
    assert isinstance(hung, Stopped)
    assert "does not answer" in hung.reason
    second = process.start(folder)
    assert second.is_new
    assert second.instance_id != first.instance_id
    assert process_start_time(first.pid) is None


def test_two_starts_at_once_make_one_server(folder: SandboxFolder) -> None:
    """Whoever comes second gets the server of the first."""
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda _: process.start(folder), range(3)))
    assert len({answer.instance_id for answer in answers}) == 1
    assert len({answer.pid for answer in answers}) == 1
    assert [answer.is_new for answer in answers].count(True) == 1


def test_stop_leaves_no_process_and_is_safe_to_repeat(folder: SandboxFolder) -> None:
    """The process is gone when stop returns, and the record says so."""
    running = process.start(folder)
    assert process.stop(folder).reason == "it was stopped"
    assert process_start_time(running.pid) is None
    assert process.stop(folder).reason == "it was stopped"
    assert process.status(folder) == Stopped("it was stopped", Running.of(running.document()))


def test_a_sandbox_never_started_says_so(tmp_path: Path) -> None:
    """Looking and stopping make nothing."""
    folder = SandboxFolder(tmp_path / "none")
    assert process.status(folder) == Stopped("it was never started")
    assert process.stop(folder) == Stopped("it was never started")
    assert not folder.root.exists()


def test_a_port_that_is_taken_is_refused(folder: SandboxFolder) -> None:
    """The error names the port and the way out."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SandboxError) as refused:
            process.start(folder, port=port)
    assert f"port {port} on 127.0.0.1 is taken" in str(refused.value)
    assert "Choose another port" in str(refused.value)


def test_another_port_for_a_running_server_is_refused(folder: SandboxFolder) -> None:
    """A sandbox has one port; asking for its own is fine."""
    running = process.start(folder)
    assert process.start(folder, port=running.port).instance_id == running.instance_id
    with pytest.raises(SandboxError, match="a sandbox has one port at a time"):
        process.start(folder, port=running.port + 1)


def test_reset_empties_the_account_and_names_a_new_instance(folder: SandboxFolder) -> None:
    """The process stays; what was made is gone; the record follows."""
    first = process.start(folder)
    _make_bucket(first, "gone-bucket")
    second = process.reset(folder)
    assert second.is_new
    assert second.instance_id != first.instance_id
    assert (second.pid, second.port) == (first.pid, first.port)
    assert _buckets(second) == []
    status = process.status(folder)
    assert isinstance(status, Running)
    assert status.instance_id == second.instance_id


def test_only_a_running_one_can_be_reset(folder: SandboxFolder) -> None:
    """The refusal says what to do."""
    with pytest.raises(SandboxError, match="pods sandbox up"):
        process.reset(folder)


def test_a_server_whose_folder_is_deleted_ends(folder: SandboxFolder) -> None:
    """Nobody could find it any more, so it does not stay behind."""
    running = process.start(folder)
    folder.server_record.unlink()
    deadline = time.monotonic() + 20
    while process_start_time(running.pid) is not None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
