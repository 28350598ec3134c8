"""Which findings on a plan with invalid parts hold however these are mended; the rest waits."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TypeVar

from pydantic import BaseModel

from pods.continuity.findings import Finding, Severity
from pods.continuity.loading.pruning import Pruned
from pods.continuity.loading.relaxed_models import without

__all__ = ["standing", "unsure_sections"]

M = TypeVar("M", bound=BaseModel)
_Checks = Callable[[M], Iterable[Finding]]

_REFERENCE = "unknown-reference"


def standing(pruned: Pruned[M], plan: M, checks: _Checks[M]) -> list[Finding]:
    """Return what the checks find in the plan that is left, and that mending cannot undo.

    Of a plan with invalid parts these are the errors of checks that read no section with such a
    part, and the names that nothing defines. Warnings wait.
    """
    if not pruned.findings:
        return list(checks(plan))
    names = _found(checks, without(plan, _nameless(pruned, plan)))
    sure = dict.fromkeys(_found(checks, without(plan, unsure_sections(pruned, plan))))
    return [
        each
        for each in pruned.independent(dict.fromkeys((*names, *sure)))
        if each.severity is Severity.ERROR and (each in sure or each.code == _REFERENCE)
    ]


def unsure_sections(pruned: Pruned[M], plan: M) -> list[str]:
    """Return the sections from which something was taken away, or may be missing."""
    touched = {str(path[0]) for path in pruned.paths if path} | _meant(pruned, plan)
    return sorted(touched & {*type(plan).model_fields})


def _nameless(pruned: Pruned[M], plan: M) -> set[str]:
    """Return the sections that lack names which nobody can know, not only this one or that."""
    lost = {str(path[0]) for path in pruned.paths if len(path) == 1} | _meant(pruned, plan)
    for section, key in (path for path in pruned.paths if len(path) == 2):  # noqa: PLR2004
        part = getattr(plan, str(section), None)
        # An unknown key of a section may be meant for one that defines names.
        if isinstance(part, BaseModel) and isinstance(getattr(part, str(key), {}), dict):
            lost.add(str(section))
    return lost


def _meant(pruned: Pruned[M], plan: M) -> set[str]:
    """Return the sections that a root key which is not known may be meant for."""
    fields = type(plan).model_fields
    if all(path[0] in fields for path in pruned.paths if len(path) == 1):
        return set()
    return {name for name in fields if name not in pruned.value}


def _found(checks: _Checks[M], plan: M) -> Iterator[Finding]:
    # What is missing cannot be read: a check that needs it ends there.
    with suppress(AttributeError):
        yield from checks(plan)
