"""Starts the process that forks, and writes the executable that asks it to."""

import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

__all__ = ["WarmPython"]

_HERE = Path(__file__).parent
_EXECUTABLE = 0o755
_LONGEST_END_SECONDS = 10
# No shell: it would change PWD, which a policy pack reads.
_SCRIPT = """#!{0} -IS
import sys
sys.path.insert(0, {1!r})
import asking
sys.exit(asking.main({2!r}, sys.argv[1:]))
"""


class WarmPython:
    """A process that has imported what a script imports, and forks as long as the context lasts."""

    def __init__(self, folder: Path, preparation: Path) -> None:
        """Keep its files in `folder`, which is new; `preparation` is the script."""
        self._folder = folder
        self._preparation = preparation
        self.executable = folder / "python"

    def __enter__(self) -> Self:
        """Start it; what is asked for before all is imported waits."""
        address = self._folder / "warm"
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-P", str(_HERE / "forking.py"), str(address)),
                *(str(self.executable), str(self._preparation)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        ready = self._process.stdout.readline()
        assert ready == b"ready\n", "the warm Python ended at once"
        self.executable.write_text(
            _SCRIPT.format(sys.executable, str(_HERE), str(address)), "utf-8"
        )
        self.executable.chmod(_EXECUTABLE)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it; processes that still run go on until whoever asked for them is gone."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(_LONGEST_END_SECONDS)
        assert self._process.stdout is not None
        self._process.stdout.close()
