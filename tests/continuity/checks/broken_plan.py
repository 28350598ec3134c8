"""One way of breaking the sample, and the whole report that it gets."""

import copy
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from pods.continuity.loading import read_plan
from pods.continuity.tiers import DEFAULT_TIERS
from tests.continuity.sample_plan import TODAY, sample

__all__ = ["Row", "broken", "report_of", "rows", "sound_rows", "tables"]

_TABLES = Path(__file__).parent / "broken_plans"


class Row(BaseModel):
    """One way of breaking the sample."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    brings_tiers: bool = False
    """Whether the plan has the library's tiers as its own, for the changes to change."""
    change: dict[str, Any] = {}
    """Dotted places, and what is put there, in this order."""
    remove: list[str] = []
    """Dotted places that are removed after that."""
    found: list[str]
    """All that is found: `severity code subject: observed; required. remedy`."""

    def __str__(self) -> str:
        """Render as the test's name."""
        return self.name


def tables() -> list[str]:
    """Return the names of all tables."""
    return sorted(path.stem for path in _TABLES.glob("*.yaml"))


def rows(*names: str) -> list[Row]:
    """Return the rows of these tables; of all where none is named."""
    return [row for name in names or tables() for row in _rows(_TABLES / f"{name}.yaml")]


def sound_rows() -> list[Row]:
    """Return changes after which nothing is found."""
    return _rows(Path(__file__).parent / "sound_plans.yaml")


def _rows(table: Path) -> list[Row]:
    text = table.read_text(encoding="utf-8")
    return [Row.model_validate(row) for row in yaml.load(text, yaml.CSafeLoader)]


def broken(row: Row) -> dict[str, Any]:
    """Return the sample as plain values, broken in the row's way."""
    plain: dict[str, Any] = json.loads(json.dumps(sample()))
    if row.brings_tiers:
        plain["tiers"] = {
            str(number): tier.model_dump(mode="json", exclude_none=True)
            for number, tier in DEFAULT_TIERS.items()
        }
    for place, value in row.change.items():
        above, last = _found(plain, place.split("."))
        above[last] = copy.deepcopy(value)
    for place in row.remove:
        above, last = _found(plain, place.split("."))
        del above[last]
    return plain


def report_of(row: Row, folder: Path) -> list[str]:
    """Write the broken plan to a file, read it as a user would, and return what is found."""
    file = folder / "plan.json"
    file.write_text(json.dumps(broken(row)), encoding="utf-8")
    found = [item.finding for item in read_plan(file, TODAY).report.findings]
    return [f"{each.severity} {each.code} {each.problem()}" for each in found]


def _found(plain: Any, place: Sequence[str]) -> tuple[Any, str | int]:
    *above, last = place
    for key in above:
        plain = plain[int(key) if isinstance(plain, list) else key]
    return plain, int(last) if isinstance(plain, list) else last
