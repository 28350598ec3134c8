"""A forked process against a started one: the same files, signals, environment and end."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warm_python import WarmPython

LONGEST_SECONDS = 20


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WarmPython]:
    """One that has imported a module which nothing else here imports."""
    folder = tmp_path_factory.mktemp("warm")
    (folder / "preparation.py").write_text("import colorsys", "utf-8")
    with WarmPython(folder, folder / "preparation.py") as started:
        yield started


@pytest.fixture(params=["started", "forked"])
def python(request: pytest.FixtureRequest, warm: WarmPython) -> str:
    """Each of the two, in turn."""
    return sys.executable if request.param == "started" else str(warm.executable)


def written(folder: Path, program: str) -> dict[str, str]:
    """Write the module `asked`, and return the environment that finds it."""
    (folder / "asked.py").write_text(textwrap.dedent(program), "utf-8")
    return {**os.environ, "PYTHONPATH": str(folder)}


def test_what_was_imported_is_there(warm: WarmPython, tmp_path: Path) -> None:
    """That is what it is for."""
    program = "import sys; print('colorsys' in sys.modules)"
    environment = written(tmp_path, program)
    for python, there in ((str(warm.executable), "True\n"), (sys.executable, "False\n")):
        command = [python, "-P", "-m", "asked"]
        assert subprocess.check_output(command, env=environment, text=True) == there


def test_a_process_is_told_all_that_it_is_told_by_a_real_one(python: str, tmp_path: Path) -> None:
    """Arguments, environment, folder, parent, and three streams of its own."""
    program = """
        import os, sys
        print(*sys.argv[1:], os.environ["ASKED"], os.getcwd(), os.getppid(), __name__)
        print(sys.stdin.read(), file=sys.stderr, end="")
        sys.exit(7)
    """
    environment = {**written(tmp_path, program), "ASKED": "yes"}
    done = subprocess.run(
        [python, "-P", "-u", "-m", "asked", "--one", "two words"],
        input="said",
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    told = f"--one two words yes {tmp_path} {os.getpid()} __main__\n"
    assert (done.returncode, done.stdout, done.stderr) == (7, told, "said")


def test_an_escaping_exception_ends_it(python: str, tmp_path: Path) -> None:
    """With its trace, and the code of a failure."""
    environment = written(tmp_path, "raise ValueError('lost')")
    done = subprocess.run(
        [python, "-P", "-m", "asked"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.endswith("ValueError: lost\n")


def test_what_is_written_beneath_the_text_is_not_kept_back(python: str, tmp_path: Path) -> None:
    """A plugin writes its port so, and then serves."""
    program = "import sys, time; sys.stdout.buffer.write(b'8080\\n'); time.sleep(60)"
    with subprocess.Popen(
        [python, "-P", "-u", "-m", "asked"], env=written(tmp_path, program), stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"8080\n"
        process.kill()


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 5), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_a_signal_reaches_it(
    python: str, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """One that it handles, one that ends it, and one that nobody can handle."""
    program = """
        import os, sys, time
        try:
            print(os.getpid(), flush=True)
            time.sleep(60)
        except KeyboardInterrupt:
            sys.exit(5)
    """
    with subprocess.Popen(
        [python, "-P", "-m", "asked"],
        env=written(tmp_path, program),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        itself = int(process.stdout.readline())
        process.send_signal(number)
        assert process.wait(LONGEST_SECONDS) == code
        # Its end of the pipe closes with it.
        assert process.stdout.read() == ""
    assert not _runs(itself)


def test_it_learns_that_its_parent_is_gone(python: str, tmp_path: Path) -> None:
    """As plugins look for their engine: by their parent's number."""
    program = """
        import os, pathlib, sys, time
        parent = os.getppid()
        pathlib.Path(sys.argv[1]).touch()
        while os.getppid() == parent:
            time.sleep(0.05)
        print("alone", flush=True)
    """
    started = tmp_path / "started"
    starts_and_leaves = (
        "import pathlib, subprocess, sys, time\n"
        "process = subprocess.Popen(sys.argv[1:])\n"
        "while not pathlib.Path(sys.argv[-1]).exists():\n"
        "    time.sleep(0.01)\n"
    )
    output = subprocess.check_output(
        [sys.executable, "-c", starts_and_leaves, python, "-P", "-m", "asked", str(started)],
        env=written(tmp_path, program),
        text=True,
        timeout=LONGEST_SECONDS,
    )
    assert output == "alone\n"


def test_other_uses_are_given_to_the_real_one(warm: WarmPython) -> None:
    """A command that is no module is run as it is."""
    done = subprocess.check_output(
        [str(warm.executable), "-c", "import sys; print(sys.executable)"], text=True
    )
    assert done.strip() == sys.executable


def _runs(process: int) -> bool:
    until = time.monotonic() + LONGEST_SECONDS
    while Path(f"/proc/{process}").exists():
        if time.monotonic() > until:
            return True
        time.sleep(0.02)
    return False
