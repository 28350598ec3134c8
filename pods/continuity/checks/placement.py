"""Zones and Regions that cannot hold the pair, and load that stands nowhere."""

import re
from collections.abc import Iterator

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.disruptions import Disruption
from pods.continuity.durations import as_text
from pods.continuity.findings import Finding

__all__ = ["loads", "regions", "zones"]


def zones(context: Context) -> Iterator[Finding]:
    """Find zones of another Region, and a pair in one zone."""
    given = context.plan.placement
    if given is None:
        return
    path: Path = ("placement", "availability_zones")
    for position, zone in enumerate(given.availability_zones):
        if re.fullmatch(f"{given.region}[a-z]", zone) is None:
            yield Finding(
                "zone-outside-region",
                (*path, position),
                f"{zone!r}",
                f"a zone of {given.region} is required",
                f"Write it like {given.region}a.",
            )
    first, second = given.availability_zones
    if first == second:
        yield Finding(
            "zones-same",
            (*path, 1),
            f"both PODs stand in {second}",
            "two zones are required, as the loss of one takes all that stands in it",
            "Name another zone for the secondary POD.",
        )


def regions(context: Context) -> Iterator[Finding]:
    """Find a recovery Region that falls with the home Region, or that is missing."""
    given = context.plan.placement
    if given is None:
        return
    if given.recovery_region is None:
        strictest = context.strictest(lambda each: each.targets[Disruption.REGION].rto)
        if strictest is not None:
            yield Finding(
                "recovery-region-missing",
                ("placement",),
                "no recovery_region",
                f"the RTO of {strictest[0]} for region is {as_text(strictest[1])}, and nothing is "
                "left to recover from",
                "Name the Region to which copies go.",
            )
    elif given.recovery_region == given.region:
        yield Finding(
            "recovery-region-is-home",
            ("placement", "recovery_region"),
            f"{given.recovery_region} is also the home Region",
            "another Region is required, as both are lost together",
            "Name another one.",
        )


def loads(context: Context) -> Iterator[Finding]:
    """Find loads that are to run nowhere, or whose peak is below the ordinary."""
    for key, service in context.plan.services.items():
        load = service.load
        if load is None:
            continue
        path: Path = ("services", key, "load")
        if context.plan.placement is None:
            yield warning(
                "placement-missing",
                path,
                "it must run, and the plan has no placement",
                "nothing can be deployed without zones",
                "Give placement.",
            )
        if load.peak_instances is not None and load.peak_instances < load.instances:
            yield Finding(
                "peak-below-load",
                (*path, "peak_instances"),
                f"{load.peak_instances} at the peak, and {load.instances} ordinarily",
                "a peak cannot be below the ordinary load",
                "Raise it, or remove it.",
            )
