"""From a file to a plan, or to every reason why it is none."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from os import PathLike
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from pods.continuity.checks import CHECKS, check
from pods.continuity.checks.context import Context
from pods.continuity.findings import Finding
from pods.continuity.loading.collection_pause import collection_paused
from pods.continuity.loading.include_faults import INCLUDE
from pods.continuity.loading.includes import unite
from pods.continuity.loading.postponement import standing, unsure_sections
from pods.continuity.loading.pruning import prune
from pods.continuity.loading.report import Report
from pods.continuity.loading.united import United
from pods.continuity.plan import Plan
from pods.errors import PlanError

__all__ = ["Loaded", "load", "load_plan", "plan_checks", "read_plan"]

M = TypeVar("M", bound=BaseModel)
_EVERY_WARNING = "every warning"


@dataclass(frozen=True, slots=True)
class Loaded(Generic[M]):
    """A plan, what was found in it, and the files it came from."""

    plan: M | None
    """None when there is any error."""
    report: Report
    sources: tuple[str, ...]
    """The files that were read, the plan's own first."""


def load(
    path: str | PathLike[str],
    *,
    model: type[M],
    checks: Callable[[M, date], Iterable[Finding]],
    today: date,
) -> Loaded[M]:
    """Read, unite, validate and check a plan; every problem is in the one report.

    Where parts are invalid, only what is found without them and holds however they are mended is
    told; the report names what was not checked.
    """
    with collection_paused():
        return _loaded(unite(os.fspath(path)), model, lambda plan: checks(plan, today))


def _loaded(united: United, model: type[M], checks: Callable[[M], Iterable[Finding]]) -> Loaded[M]:
    if united.value is None:
        return Loaded(None, Report.of(united.findings, united.missing_files), united.sources)
    pruned = prune(model, _fitting(model, united.value))
    unchecked = [*united.missing_files, *pruned.removed]
    found = pruned.findings
    if united.missing_files:
        # What is missing at the root may stand in a file that could not be read.
        found = [item for item in found if not _is_root_key(item)]
    if pruned.instance is None or united.missing_files:
        unchecked.insert(0, "every check of one part against another")
    else:
        plan = pruned.instance
        needed = sorted({*pruned.absent, *unsure_sections(pruned, plan)})
        waiting = [_EVERY_WARNING] if pruned.findings else []
        unchecked = [*waiting, *(f"what needs `{name}`" for name in needed), *unchecked]
        found += standing(pruned, plan, checks)
    report = Report.of([*united.findings, *map(united.located, found)], unchecked, pruned.left_out)
    return Loaded(None if report.errors else pruned.instance, report, united.sources)


def read_plan(path: str | PathLike[str], today: date | None = None) -> Loaded[Plan]:
    """Read and check the plan of a file; its report has every error and warning.

    `today` decides what is overdue; without it, the day of this machine's clock.
    """
    return load(path, model=Plan, checks=plan_checks, today=today or date.today())  # noqa: DTZ011


def load_plan(path: str | PathLike[str], today: date | None = None) -> Plan:
    """Return the plan of a file; raises `PlanError` with every error in it."""
    return accepted(read_plan(path, today))


def accepted(loaded: Loaded[Plan]) -> Plan:
    """Return the plan that was read; raises `PlanError` with every error in it."""
    PlanError.refuse(item.problem() for item in loaded.report.errors)
    if loaded.plan is None:
        message = "a plan without errors was not returned"
        raise AssertionError(message)
    return loaded.plan


def plan_checks(plan: Plan, today: date) -> Iterator[Finding]:
    """Find all that is wrong with a plan, or with what is left of one that lacks a section."""
    if type(plan) is Plan:
        yield from check(plan, today)
        return
    # Something is absent; the report says that what needs it was not checked.
    context = Context(plan, today)
    for one in CHECKS:
        with suppress(AttributeError):
            yield from one(context)


def _fitting(model: type[BaseModel], value: dict[str, Any]) -> dict[str, Any]:
    """Return the value without an `include` that was refused already, or that no model has."""
    names = value.get(INCLUDE, [])
    fits = isinstance(names, list) and all(isinstance(name, str) for name in names)
    if INCLUDE in model.model_fields and fits:
        return value
    return {key: item for key, item in value.items() if key != INCLUDE}


def _is_root_key(finding: Finding) -> bool:
    return finding.code == "missing-key" and len(finding.path) == 1
