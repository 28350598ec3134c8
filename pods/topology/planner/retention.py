"""How long copies are kept: the published commitment, unless a duty asks otherwise."""

import math
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from pods.continuity import Finding
from pods.continuity.durations import as_text
from pods.continuity.services import Store
from pods.topology.planner.context import Context

__all__ = ["Kept", "Span", "kept_for", "retention_findings"]


class Span(NamedTuple):
    """The days that a kind of copy is kept."""

    usual: int
    """The published commitment."""
    longest: int
    """What AWS allows."""


class Kept(NamedTuple):
    """A retention, and where it is from."""

    days: int
    because: str


def kept_for(stores: Sequence[tuple[str, Store]], span: Span) -> Kept:
    """Return the retention of stores that share a schedule: the longest that one asks for.

    What one of them may be kept at most bounds them all, as copies of a schedule share it.
    """
    asked = [_one(name, store, span.usual) for name, store in stores]
    found = max(asked, key=lambda kept: kept.days)
    limits = [
        (_whole_days_within(store.retention.at_most), name, store.retention.duty)
        for name, store in stores
        if store.retention is not None and store.retention.at_most is not None
    ]
    if limits and min(limits)[0] < found.days:
        days, name, duty = min(limits)
        found = Kept(max(1, days), f"{name} may be kept for {days} days at most: {duty}")
    if found.days > span.longest:
        return Kept(span.longest, f"{found.because}; AWS keeps these {span.longest} days at most")
    return found


def _one(name: str, store: Store, usual: int) -> Kept:
    chosen = store.protection
    if chosen is not None and chosen.keep is not None:
        return Kept(_days(chosen.keep), f"the plan chooses it for {name}: {chosen.reason}")
    duty = store.retention
    if duty is not None and duty.at_least is not None and _days(duty.at_least) > usual:
        return Kept(_days(duty.at_least), f"{name} must reach back this far: {duty.duty}")
    return Kept(usual, "the published commitment, which every duty of the plan fits in")


def retention_findings(context: Context, name: str, store: Store, days: int) -> Iterator[Finding]:
    """Find a duty or a choice that the planned retention is too short for, or too long."""
    duty, chosen = store.retention, store.protection
    if chosen is not None and chosen.keep is not None and _days(chosen.keep) > days:
        yield Finding(
            "retention-below-choice",
            ("services", context.name, "stores", name, "protection", "keep"),
            as_text(chosen.keep),
            f"copies of it are kept for {days} days",
            "Choose no more, or keep a copy elsewhere that reaches back this far.",
        )
    if duty is not None and duty.at_least is not None and _days(duty.at_least) > days:
        yield Finding(
            "retention-below-duty",
            ("services", context.name, "stores", name, "retention", "at_least"),
            as_text(duty.at_least),
            f"copies of it are kept for {days} days",
            "Keep them for longer, or keep a copy elsewhere that reaches back this far.",
        )
    if duty is not None and duty.at_most is not None and timedelta(days=days) > duty.at_most:
        yield Finding(
            "retention-above-duty",
            ("services", context.name, "stores", name, "retention", "at_most"),
            as_text(duty.at_most),
            f"copies of it are kept for {days} days, and AWS counts in whole days",
            "Keep such data where nothing is copied.",
        )


def _days(span: timedelta) -> int:
    return max(1, math.ceil(span / timedelta(days=1)))


def _whole_days_within(span: timedelta) -> int:
    return math.floor(span / timedelta(days=1))
