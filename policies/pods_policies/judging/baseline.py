"""Findings that a team knows already, so that only new ones count.

A known finding is told from a new one by the resource's URN, the rule, and a fingerprint of what
was found. Several that look the same are counted: one more of them is new.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pods.errors import ConfigurationError, Problem
from pods_policies.judging.entry import Entry
from pods_policies.waivers.ledger import LEDGER_RULE

__all__ = ["Baseline", "baseline_from", "baseline_of", "compared"]

_Key = tuple[str, str, str]


class Known(BaseModel):
    """One finding, or several that look the same."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    urn: str
    fingerprint: str
    count: int = Field(default=1, ge=1)
    observed: str = Field(default="", description="For people who read the file; not compared.")

    @property
    def key(self) -> _Key:
        """What findings are compared by."""
        return self.rule, self.urn, self.fingerprint


class Baseline(BaseModel):
    """A file of known findings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    made: date
    findings: tuple[Known, ...] = ()

    def text(self) -> str:
        """Return the file's text."""
        return f"{json.dumps(self.model_dump(mode='json'), indent=2)}\n"


def baseline_from(source: str, text: str) -> Baseline:
    """Return the baseline that a file's text holds; raises ConfigurationError."""
    try:
        return Baseline.model_validate_json(text)
    except ValidationError as error:
        wrong = error.errors()[0]
        place = ".".join(map(str, wrong["loc"])) or "it"
        raise ConfigurationError(
            Problem(
                subject=f"--baseline {source}",
                observed=f"{place}: {wrong['msg'][:1].lower()}{wrong['msg'][1:]}",
                required="a file that --write-baseline wrote is required",
                remedy="Write it anew.",
            )
        ) from error


def baseline_of(entries: Iterable[Entry], day: date) -> Baseline:
    """Return a baseline of these entries; some are never known."""
    found = [one for one in entries if _may_be_known(one)]
    counts = Counter(map(_key, found))
    first = {_key(one): one for one in reversed(found)}
    return Baseline(
        made=day,
        findings=tuple(
            Known(
                rule=key[0],
                urn=key[1],
                fingerprint=key[2],
                count=counts[key],
                observed=first[key].observed,
            )
            for key in sorted(counts)
        ),
    )


def compared(baseline: Baseline, entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], int]:
    """Return the entries with the known ones marked, and how many known ones are no more."""
    left = Counter({one.key: one.count for one in baseline.findings})
    marked = []
    for one in entries:
        is_known = _may_be_known(one) and left[_key(one)] > 0
        if is_known:
            left[_key(one)] -= 1
        marked.append(replace(one, is_known=is_known))
    return tuple(marked), sum(left.values())


def _may_be_known(entry: Entry) -> bool:
    """Refuse a rule that failed, and what is wrong with waivers: it would never be mended."""
    return entry.kind != "failure" and entry.waiver is None and entry.rule.id != LEDGER_RULE


def _key(entry: Entry) -> _Key:
    return entry.rule.id, entry.urn, entry.fingerprint
