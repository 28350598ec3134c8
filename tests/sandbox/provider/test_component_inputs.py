"""What the components give their resources, held against what the sandbox was seen to keep."""

import json
import runpy
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pulumi
import pytest

from pods.sandbox.provider.coverage import TRIED_INPUTS, coverage
from tests.components.recording import ACCOUNT, REGION, AnswersLikeAws, record

ROOT = Path(__file__).parents[3]
PROGRAMS = sorted([*ROOT.glob("docs/components/*.py"), *ROOT.glob("stacks/*/__main__.py")])
TRIED = json.loads(files("pods.sandbox.provider").joinpath(TRIED_INPUTS).read_text("utf-8"))
# The Region is no input of a call but where it is made: tests of its own try it.
ELSEWHERE = {"region"}
REFERENCE = "pulumi:pulumi:StackReference"
# What the platform's stack exports, for the products that stand on it.
EXPORTED = {
    "platform": {
        "vpc_id": "vpc-1",
        "vpc_cidr_block": "10.60.0.0/16",
        "public_subnet_ids": ["subnet-1", "subnet-2"],
        "private_subnet_ids": {"us-east-1a": "subnet-3", "us-east-1b": "subnet-4"},
        "data_subnet_ids": ["subnet-5", "subnet-6"],
        "alert_topic_arn": f"arn:aws:sns:{REGION}:{ACCOUNT}:platform",
        "permissions_boundary_arn": f"arn:aws:iam::{ACCOUNT}:policy/workloads",
        "zone_id": "Z1",
    },
}


@pytest.fixture(autouse=True)
def _platform(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a stack reference read the platform."""
    original = AnswersLikeAws.new_resource

    def answer(
        self: AnswersLikeAws, args: pulumi.runtime.MockResourceArgs
    ) -> tuple[str, dict[str, Any]]:
        if args.typ == REFERENCE:
            return args.resource_id or args.name, {"outputs": EXPORTED, "secretOutputNames": []}
        return original(self, args)

    monkeypatch.setattr(AnswersLikeAws, "new_resource", answer)


def inputs_of(program: Path) -> Iterator[tuple[str, str]]:
    """Yield the type and name of every input that a program gives a resource of AWS."""

    def run() -> None:
        pulumi.runtime.set_config("aws:region", REGION)
        # A stack is run as the engine runs it: its folder's modules are there to import.
        whole = program.name == "__main__.py"
        runpy.run_path(str(program.parent if whole else program), run_name="__main__")

    recording = record(run, protect="false")
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
