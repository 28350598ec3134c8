"""How the tests call `pods plan`."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from pods.cli import main as cli
from tests.continuity.sample_plan import sample

Run = Callable[..., "Outcome"]
Write = Callable[..., str]


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as the one JSON document that it must be."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """Standard output, line by line, without blanks at the ends."""
        return [line.rstrip() for line in self.out.splitlines()]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Return a function that runs `pods plan …` in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["pods", "plan", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        code = ended.value.code
        return Outcome(code if isinstance(code, int) else 0, said.out, said.err)

    return call


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes the sample plan, changed, and returns the file's name."""

    def call(file: str = "plan.yaml", **changes: Any) -> str:
        plain = sample()
        for path, value in changes.items():
            *above, last = path.split(".")
            place: Any = plain
            for key in above:
                place = place[int(key)] if key.isdigit() else place[key]
            place[last] = value
        (tmp_path / file).write_text(yaml.safe_dump(plain, sort_keys=False), encoding="utf-8")
        return file

    return call
