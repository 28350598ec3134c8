"""What the policy pack adds to a preview, and how that grows, beside Checkov on the same stack."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from pulumi_policy import EnforcementLevel

from pods.testing import requests_of
from pods_policies.sdk.pack import NAME, policies
from pods_policies.sdk.service import PackService

from .sample_stack import as_declared, as_terraform
from .timing import Comparison, Series

__all__ = ["policy_speed"]

_RESOURCES = 1_000
_FOLD = 10
_SECONDS_AIM = 2.0
_LINEAR_AIM = 1.25
_CHECKOV = "checkov==3.3.30"


def policy_speed(folder: Path, rounds: int) -> list[Comparison]:
    """Time all rules over 1,000 and 10,000 resources, and Checkov's whole run over 1,000."""
    ours, bound = Series(f"all rules, {_RESOURCES:,} resources"), Series("the bound")
    many = Series(f"all rules, {_RESOURCES * _FOLD:,} resources")
    several = Series(f"{_FOLD} x {_RESOURCES:,}")
    process = Series(f"the pack's own process, {_RESOURCES:,} resources")
    checkov = Series(f"Checkov's whole run, {_RESOURCES:,} resources")
    small, large = requests(_RESOURCES), requests(_RESOURCES * _FOLD)
    command = checkov_in(folder)
    (folder / "terraform").mkdir()
    (folder / "terraform" / "main.tf.json").write_text(as_terraform(_RESOURCES), encoding="utf-8")
    answer(small)  # imports and time zones are not what grows
    for _ in range(rounds):
        with ours.timed():
            answer(small)
        bound.seconds.append(_SECONDS_AIM)
        several.seconds.append(ours.seconds[-1] * _FOLD)
        with many.timed():
            answer(large)
        with process.timed():
            subprocess.run([sys.executable, "-c", _ALONE], check=True)
        with checkov.timed():
            subprocess.run(
                [*command, "--directory", str(folder / "terraform"), "--quiet", "--compact"],
                stdout=subprocess.DEVNULL,
                check=False,  # it ends with 1 for findings
            )
    return [
        Comparison("policy pack", ours, bound, 1.0),
        Comparison("the same, ten times as large", many, several, _LINEAR_AIM),
        Comparison("policy pack and Checkov", process, checkov, 1.0),
    ]


_ALONE = f"""\
import sys
sys.path[:0] = ["scripts"]
from benchmark.policy_speed import answer, requests
answer(requests({_RESOURCES}))
"""


def requests(resources: int) -> tuple[list[Any], Any]:
    """Return the engine's messages for a stack of so many resources."""
    return requests_of(as_declared(resources))


def answer(messages: tuple[list[Any], Any]) -> int:
    """Answer the messages as the engine's preview would ask them; returns the diagnostics."""
    made = policies()
    service = PackService(NAME, "0.0.0", made, EnforcementLevel.MANDATORY)
    each, stack = messages
    answers = [service.Analyze(one, None) for one in each]
    answers.append(service.AnalyzeStack(stack, None))
    return sum(len(one.diagnostics) for one in answers)


def checkov_in(folder: Path) -> list[str]:
    """Install Checkov into an environment of its own, and return its command."""
    environment = folder / "checkov"
    uv = shutil.which("uv") or str(Path(sys.executable).parent / "uv")
    subprocess.run([uv, "venv", "--quiet", str(environment)], check=True)
    python = str(environment / "bin" / "python")
    subprocess.run([uv, "pip", "install", "--quiet", "--python", python, _CHECKOV], check=True)
    return [str(environment / "bin" / "checkov")]
