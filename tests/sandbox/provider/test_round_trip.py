"""Every type of the tables, alive against the local AWS."""

import importlib
import json
from importlib.resources import files
from pathlib import Path

import pytest

from pods.sandbox.provider.coverage import TRIED_INPUTS
from pods.sandbox.provider.types import TYPES
from tests.sandbox.provider.round_trip import Case, World, live

TRIED = json.loads(files("pods.sandbox.provider").joinpath(TRIED_INPUTS).read_text("utf-8"))
_MODULES = sorted(
    f"tests.sandbox.provider.cases.{path.stem}"
    for path in (Path(__file__).parent / "cases").glob("*.py")
)
CASES: list[Case] = [case for name in _MODULES for case in importlib.import_module(name).CASES]


@pytest.mark.sandbox
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.token)
def test_a_resource_lives_and_dies_as_its_table_says(case: Case, world: World) -> None:
    """What was declared is made, shown, updated, refreshed after drift, and gone after delete."""
    shown, dropped = live(case, world)
    entry = TRIED[case.token]
    assert shown <= set(entry["shown"]), "run scripts/observe"
    assert dropped <= {*entry["dropped"], *entry["shown"]}, "run scripts/observe"


def test_every_type_has_a_case() -> None:
    """A type cannot be added without being tried."""
    assert {case.token for case in CASES} == set(TYPES) == set(TRIED)
