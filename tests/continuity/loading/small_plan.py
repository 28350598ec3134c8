"""A small model, in the manner of the plan's own, for tests of loading."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from pods.continuity.findings import Finding, Severity
from pods.continuity.loading import Loaded, load
from pods.continuity.vocabulary import Id, Part

__all__ = ["TODAY", "SmallPlan", "load_small", "small_checks", "written"]

TODAY = date(2026, 3, 1)


class Objective(Part):
    """A figure with a rule of its own."""

    rto: int = Field(gt=0)
    rpo: int | None = None

    @field_validator("rto")
    @classmethod
    def _whole_hours(cls, value: int) -> int:
        if value % 60:
            raise PydanticCustomError(
                "whole_hours",
                "{observed} min; whole hours are required. Round it up.",
                {"observed": value},
            )
        return value


class Item(Part):
    """What the plan is about."""

    owner: str
    """Who answers for it. A role, not a person."""
    needs: list[Id] = Field(default=[])
    reviewed: date | None = None
    state: Literal["open", "closed"] = "open"
    objectives: dict[str, Objective] = Field(default={})
    note: str | None = None


class SmallPlan(Part):
    """A plan of a few keys."""

    version: Literal[1]
    include: list[str] = Field(default=[])
    title: str = "small"
    items: dict[Id, Item] = Field(default={})
    roles: dict[Id, str] = Field(default={})
    tiers: dict[int, str] = Field(default={})


def small_checks(plan: SmallPlan, today: date) -> Iterator[Finding]:
    """Find needs that lead nowhere, and reviews of the future."""
    for name, item in plan.items.items():
        for index, need in enumerate(item.needs):
            if need not in plan.items:
                path = ("items", name, "needs", index)
                yield Finding(
                    "unknown-reference", path, f"'{need}'", "an item is named", "Name one."
                )
        if item.reviewed and item.reviewed > today:
            yield Finding(
                "reviewed-tomorrow",
                ("items", name, "reviewed"),
                f"{item.reviewed}",
                "a day that has passed is required",
                "Correct the date.",
                Severity.WARNING,
            )


def written(folder: Path, **files: str | bytes) -> Path:
    """Write files named by keyword, `plan_yaml` as `plan.yaml`; return the first one's path."""
    paths = []
    for name, text in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        paths.append(path)
    return paths[0]


def load_small(path: Path | str) -> Loaded[SmallPlan]:
    """Load a small plan with its checks, on the tests' day."""
    return load(path, model=SmallPlan, checks=small_checks, today=TODAY)
