"""What the components give their resources, held against what the sandbox was seen to keep."""

import json
import runpy
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from pods.sandbox.provider.coverage import TRIED_INPUTS, coverage
from tests.components.recording import record

ROOT = Path(__file__).parents[3]
PROGRAMS = sorted([*ROOT.glob("docs/components/*.py"), *ROOT.glob("stacks/*/__main__.py")])
TRIED = json.loads(files("pods.sandbox.provider").joinpath(TRIED_INPUTS).read_text("utf-8"))
# The Region is no input of a call but where it is made: tests of its own try it.
ELSEWHERE = {"region"}


def inputs_of(program: Path) -> Iterator[tuple[str, str]]:
    """Yield the type and name of every input that a program gives a resource of AWS."""
    recording = record(lambda: runpy.run_path(str(program)), protect="false")
    for each in recording.resources:
        if each.type.startswith("aws:"):
            yield from ((each.type, name) for name in each.inputs)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_input_of_a_component_is_dropped_in_silence(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is kept, or the coverage says that it is dropped or has no effect."""
    monkeypatch.chdir(program.parent)
    said = {
        each.token: {*each.shown, *each.dropped, *each.not_sent, *ELSEWHERE} for each in coverage()
    }
    asked = set(inputs_of(program))
    silent = sorted(f"{token} {name}" for token, name in asked if name not in said.get(token, ()))
    assert asked
    assert silent == []
