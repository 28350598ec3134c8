import os
import signal
import sys
import threading
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
    threading.Timer(1.0, os.kill, args=(os.getpid(), number)).start()
    with pytest.raises(expected):
        _run(code, tmp_path)
    assert _gone(int(mark.read_text()))
    assert signal.getsignal(signal.SIGTERM) == before


def _gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).wait(5) is None
    except psutil.NoSuchProcess:
        return True
