"""Tiers of a plan's own that do not form a ladder."""

from collections.abc import Iterator
from itertools import pairwise

from pods.continuity.checks.context import Context, Path
from pods.continuity.disruptions import Disruption
from pods.continuity.durations import as_text
from pods.continuity.findings import Finding
from pods.continuity.plan import Plan

__all__ = ["tier_ladder"]


def tier_ladder(context: Context) -> Iterator[Finding]:
    """Find tiers whose bounds or objectives do not loosen from one to the next."""
    plan = context.plan
    for above, below in pairwise(sorted(plan.tiers)):
        yield from _bounds(plan, above, below)
        for kind in Disruption:
            for figure in ("rto", "rpo"):
                stricter = getattr(plan.tiers[above].objectives[kind], figure)
                looser = getattr(plan.tiers[below].objectives[kind], figure)
                if looser < stricter:
                    yield Finding(
                        "tier-objectives-reversed",
                        ("tiers", str(below), "objectives", kind.value, figure),
                        f"{as_text(looser)}, while tier {above} has {as_text(stricter)}",
                        "a less critical tier cannot be protected more",
                        f"Raise it, or lower the one of tier {above}.",
                    )


def _bounds(plan: Plan, above: int, below: int) -> Iterator[Finding]:
    upper, lower = plan.tiers[above].mtpd_up_to, plan.tiers[below].mtpd_up_to
    path: Path = ("tiers", str(below), "mtpd_up_to")
    if upper is None:
        yield Finding(
            "tier-unreachable",
            ("tiers", str(below)),
            f"tier {above} has no mtpd_up_to and takes every capability",
            "a bound is required for all tiers but the last",
            f"Give tier {above} an mtpd_up_to, or remove tier {below}.",
        )
    elif lower is not None and lower <= upper:
        yield Finding(
            "tier-bounds-reversed",
            path,
            f"{as_text(lower)}, while tier {above} goes up to {as_text(upper)}",
            "bounds must rise from tier to tier",
            f"Raise it above {as_text(upper)}.",
        )
