"""Runs one program in a process of its own and collects what the pack says of it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["Found", "Result", "run_program"]

REPOSITORY = Path(__file__).resolve().parents[2]
_SECONDS = 300


@dataclass(frozen=True)
class Found:
    """One finding."""

    rule: str
    resource: str
    message: str

    @property
    def is_undecided(self) -> bool:
        """Answer whether the rule could not tell."""
        return self.message.startswith("undecided: ")


@dataclass(frozen=True)
class Result:
    """What one program came to."""

    program: Mapping[str, Any]
    resources: int = 0
    found: tuple[Found, ...] = ()
    error: str = ""
    judgements: Mapping[str, str] = field(default_factory=dict)


def run_program(program: Mapping[str, Any], checkouts: Path) -> Result:
    """Run a program of the list, and judge what it declares."""
    folder = checkouts / program["repository"].replace("/", "+") / program["path"]
    done = subprocess.run(
        [sys.executable, "-m", "judging_others.inside"],
        input=json.dumps({key: program.get(key, {}) for key in ("config", "answers")}),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": _path(folder)},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    judgements = program.get("judged", {})
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no message"]
        return Result(program, error=last[0], judgements=judgements)
    answer = json.loads(done.stdout.splitlines()[-1])
    found = tuple(Found(*one) for one in answer["found"])
    return Result(program, answer["resources"], found, judgements=judgements)


def _path(folder: Path) -> str:
    ours = [str(folder), str(REPOSITORY / "scripts"), str(REPOSITORY)]
    return os.pathsep.join([*ours, *filter(None, [os.environ.get("PYTHONPATH", "")])])
