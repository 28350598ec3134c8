"""What a model refuses, in the plan's words."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pods.continuity.findings import Finding
from pods.continuity.loading.accepted_keys import accepted_keys
from pods.continuity.loading.documents import Path
from pods.continuity.loading.limits import MOST_FINDINGS
from pods.continuity.loading.refusals import Refusal, refusal_of
from pods.continuity.loading.wording import joined, shown

__all__ = ["Validated", "did_you_mean", "validated"]

M = TypeVar("M", bound=BaseModel)
_UNKNOWN_KEY = "extra_forbidden"
_MISSING_KEY = "missing"
# Keys that are listed when none resembles what was written.
_MOST_KEYS_LISTED = 12


@dataclass(frozen=True, slots=True)
class Validated(Generic[M]):
    """A model's instance, or what is wrong with the value."""

    instance: M | None
    findings: tuple[Finding, ...]
    left_out: int = 0
    """Errors beyond those that a report shows."""


@dataclass(frozen=True, slots=True)
class _Refused:
    """One of pydantic's errors at a path of the value, rather than of the model."""

    path: Path
    is_member: bool
    """Whether it comes from one member of a union."""
    details: ErrorDetails


def validated(model: type[M], value: Any) -> Validated[M]:
    """Validate a plain tree; every error becomes a finding at the path where it is to be mended."""
    try:
        return Validated(model.model_validate(value), ())
    except ValidationError as error:
        details = error.errors(include_url=False)
    # To look for resembling names and for places takes time, and no one would see these.
    left_out = max(0, len(details) - MOST_FINDINGS)
    groups: dict[Path, list[_Refused]] = {}
    for item in details[:MOST_FINDINGS]:
        refused = _placed(value, item)
        groups.setdefault(refused.path, []).append(refused)
    above = {path[:length] for path in groups for length in range(len(path))}
    # Another member of a union came closer where there are errors further in.
    closest = [
        (path, group)
        for path, group in groups.items()
        if path not in above or not all(item.is_member for item in group)
    ]
    findings = tuple(_finding(model, path, group) for path, group in closest)
    return Validated(None, findings, left_out)


def _placed(value: Any, details: ErrorDetails) -> _Refused:
    """Follow pydantic's location through the value, past the names of union members."""
    path: list[str | int] = []
    is_member = False
    location = details["loc"]
    for index, part in enumerate(location):
        is_last = index == len(location) - 1
        below = _below(value, part)
        if below is not None:
            value = below[0]
            path.append(part)
        elif is_last and details["type"] == _MISSING_KEY:
            path.append(part)
        elif part != "[key]":
            is_member = True
    return _Refused(tuple(path), is_member, details)


def _below(value: Any, part: str | int) -> tuple[Any] | None:
    if isinstance(value, Mapping) and part in value:
        return (value[part],)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return (value[part],)
    return None


def _finding(model: type[BaseModel], path: Path, group: list[_Refused]) -> Finding:
    details = group[0].details
    if details["type"] == _UNKNOWN_KEY:
        return _unknown_key(model, path)
    if details["type"] == _MISSING_KEY:
        return _missing_key(model, path)
    if details["loc"][-1:] == ("[key]",):
        refusal = refusal_of(details)
        return _as_finding(path, refusal, observed=f"the key is {shown(path[-1])}")
    refusals = list(dict.fromkeys(refusal_of(item.details) for item in group))
    if len(refusals) == 1 or not all(item.expected for item in refusals):
        return _as_finding(path, refusals[0])
    expected = list(dict.fromkeys(item.expected for item in refusals))
    return Finding(
        "wrong-type",
        path,
        refusals[0].observed,
        f"{joined(expected)} is required",
        "Write one of these.",
    )


def _as_finding(path: Path, refusal: Refusal, observed: str | None = None) -> Finding:
    return Finding(
        refusal.code, path, observed or refusal.observed, refusal.required, refusal.remedy
    )


def did_you_mean(key: str | int) -> str:
    """Return the remedy of a key that is misspelt."""
    return f"Did you mean `{key}`?"


def _unknown_key(model: type[BaseModel], path: Path) -> Finding:
    keys = list(accepted_keys(model, path[:-1]))
    written = str(path[-1])
    near = difflib.get_close_matches(written[:100], keys, n=1)
    if near:
        remedy = did_you_mean(near[0])
    elif len(keys) > _MOST_KEYS_LISTED or not keys:
        remedy = "Remove it; `pods plan schema` lists the keys."
    else:
        remedy = f"Remove it, or use {joined([f'`{key}`' for key in keys])}."
    return Finding("unknown-key", path, "the key is not known", "only known keys are read", remedy)


def _missing_key(model: type[BaseModel], path: Path) -> Finding:
    about = accepted_keys(model, path[:-1]).get(str(path[-1]), "")
    remedy = f"Add `{path[-1]}`: {about[:1].lower()}{about[1:]}." if about else f"Add `{path[-1]}`."
    return Finding("missing-key", path, "the key is missing", "it is required", remedy)
