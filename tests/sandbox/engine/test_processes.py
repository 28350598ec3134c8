import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest

from pods.sandbox.engine.processes import ChildFailedError, run_child

_CHILD_WITH_CHILD = (
    "import subprocess, sys, time\n"
    "grandchild = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    "print(grandchild.pid, flush=True)\n"
    "time.sleep(60)\n"
)


def _run(code: str, folder: Path, limit: float = 30.0) -> list[str]:
    told: list[str] = []

    def tell(lines: Sequence[str], _seconds: float) -> None:
        told.extend(lines)

    run_child(
        [sys.executable, "-c", code],
        environment=os.environ,
        folder=folder,
        limit_seconds=limit,
        tell=tell,
    )
    return told


def test_a_failure_carries_the_last_words(tmp_path: Path) -> None:
    """The exit code and what the child said before it."""
    with pytest.raises(ChildFailedError, match=r"exit code 3; it said last: one / two"):
        _run("print('one'); print('two'); raise SystemExit(3)", tmp_path)


def test_a_child_that_does_not_end_is_ended_with_its_children(tmp_path: Path) -> None:
    """After the time limit neither the child nor what it started is there."""
    with pytest.raises(ChildFailedError, match="no end within 1 s") as caught:
        _run(_CHILD_WITH_CHILD, tmp_path, limit=1.0)
    grandchild = int(str(caught.value).rpartition(": ")[2])
    assert _gone(grandchild)


@pytest.mark.parametrize(
    ("number", "expected"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, SystemExit)]
)
def test_an_interruption_ends_the_child_too(
    tmp_path: Path, number: signal.Signals, expected: type[BaseException]
) -> None:
    """Ctrl-C and SIGTERM both unwind; afterwards the signal means what it meant before."""
    before = signal.getsignal(signal.SIGTERM)
    mark = tmp_path / "pid"
    code = f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    threading.Thread(target=_signalled_once, args=(mark, number), daemon=True).start()
    with pytest.raises(expected):
        _run(code, tmp_path)
    assert _gone(int(mark.read_text()))
    assert signal.getsignal(signal.SIGTERM) == before


def _signalled_once(mark: Path, number: signal.Signals) -> None:
    """Send the signal to ourselves as soon as the child has left its mark."""
    while not (mark.is_file() and mark.read_text()):
        threading.Event().wait(0.01)
    os.kill(os.getpid(), number)


def _gone(pid: int) -> bool:
    """Wait until a process has ended; whether its parent has taken note of it is not ours."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        threading.Event().wait(0.01)
    return False
