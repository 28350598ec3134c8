"""Every product passes the policy pack as it would go to production: protected, and unwaived."""

import contextlib
import runpy
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pods.testing import Declared, declared_by, judged
from tests.stacks.test_stacks import recorded

STACKS = Path(__file__).parents[2] / "stacks"
PROGRAMS = sorted(path.parent.name for path in STACKS.glob("*/__main__.py"))
PRODUCTION = {"aws:region": "us-east-1", "pods:protect": "true"}
# The stack that others refer to.
GROUND = "platform"


@cache
def declared(stack: str) -> tuple[Declared, ...]:
    """Run a program in its folder as the preview of a new stack does."""
    folder = str(STACKS / stack)
    ground = recorded(GROUND).outputs

    def exported(token: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        assert token == "pulumi:pulumi:StackReference"
        assert arguments["name"] == f"organization/{GROUND}/test"
        return ground

    with contextlib.chdir(folder):
        found = declared_by(
            lambda: runpy.run_path(folder, run_name="__main__"), PRODUCTION, exported
        )
    return tuple(found)


@pytest.mark.parametrize("stack", PROGRAMS)
def test_nothing_is_said_against_a_product(stack: str) -> None:
    """No rule finds anything, none is left undecided, and nothing is waived."""
    said = judged(declared(stack)).violations
    assert [f"{each.policy} {each.urn.rpartition('::')[2]}: {each.message}" for each in said] == []


@pytest.mark.parametrize("stack", ["complete", "handbook", "reference"])
def test_a_product_that_forgets_its_plan_is_refused(stack: str) -> None:
    """The judge is awake: a service of tier 1 without objectives is found."""
    forgetful = [each for each in declared(stack) if each.type != "pods:index:ContinuityPlan"]
    assert "BC-RTO-002" in {each.policy for each in judged(forgetful).violations}
