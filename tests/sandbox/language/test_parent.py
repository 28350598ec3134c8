import os
import subprocess
import sys

import psutil
import pytest

_CHILD = "import time, pods.sandbox.language.parent as p; p.follow_parent({}); time.sleep(60)"
_PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {child!r}], stdout=subprocess.DEVNULL)
print(child.pid, flush=True)
sys.stdin.read()
"""


def test_a_process_ends_soon_after_its_parent() -> None:
    """A parent that is killed outright tells nobody; its child notices all the same."""
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT.format(child=_CHILD.format(""))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        with pytest.raises(psutil.TimeoutExpired):
            child.wait(1.0)  # as long as the parent lives, so does the child
        parent.kill()
        child.wait(10)
    assert not child.is_running()


def test_a_parent_that_was_gone_before_is_noticed_too() -> None:
    """A child that starts late compares with the parent it was told of."""
    stranger = os.getpid() + 1
    done = subprocess.run([sys.executable, "-c", _CHILD.format(stranger)], timeout=10, check=False)
    assert done.returncode == 0
