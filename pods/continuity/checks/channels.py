"""Ways to reach people that fail together, or with what they report on; silence between words."""

from collections.abc import Iterator
from itertools import pairwise

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.durations import as_text
from pods.continuity.findings import Finding, Severity
from pods.continuity.graph import DEPENDENCY, SERVICE

__all__ = ["cadences", "channel_pairs", "shared_fate"]

_Pair = tuple[Path, str, str]
"""Where an alternate channel is named, the first channel, and the alternate."""


def _pairs(context: Context) -> Iterator[_Pair]:
    for key, audience in context.plan.communications.audiences.items():
        path: Path = ("communications", "audiences", key, "alternate")
        yield path, audience.primary, audience.alternate
    crisis = context.plan.incidents.crisis
    if crisis is not None:
        path = ("incidents", "crisis", "alternate_channel")
        yield path, crisis.channel, crisis.alternate_channel


def channel_pairs(context: Context) -> Iterator[Finding]:
    """Find alternates that are the first channel, or of its kind."""
    channels = context.plan.communications.channels
    for path, first, alternate in _pairs(context):
        if first not in channels or alternate not in channels:
            continue
        kind = channels[first].kind
        if first == alternate:
            yield Finding(
                "channels-same",
                path,
                f"{alternate} is also the first channel",
                "another channel is required, for when the first is down",
                "Name another one.",
            )
        elif kind is channels[alternate].kind:
            yield warning(
                "channels-one-kind",
                path,
                f"{first} and {alternate} are both of the kind {kind}",
                "what takes one down takes both",
                "Name a channel of another kind.",
            )


def shared_fate(context: Context) -> Iterator[Finding]:
    """Find channels that fall with a service that they report on."""
    channels = context.plan.communications.channels
    claimed = context.claims(lambda targets: targets.tier)
    for path, first, alternate in _pairs(context):
        pair = dict.fromkeys((first, alternate))
        falling = {}
        for name in pair:
            needs = channels[name].depends_on if name in channels else []
            needed = [
                each
                for each in needs
                if (SERVICE, each) in claimed or (DEPENDENCY, each) in claimed
            ]
            if needed:
                falling[name] = needed
        for name, needed in falling.items():
            yield Finding(
                "channel-falls-with-service",
                path[:-1],
                f"{name} depends on {', '.join(needed)}, which it reports on",
                "a channel must work when they do not",
                "Choose a channel that stands on nothing of this plan.",
                # With one of the two left, people can still be told.
                Severity.WARNING if len(falling) < len(pair) else Severity.ERROR,
            )


def cadences(context: Context) -> Iterator[Finding]:
    """Find severities in which an audience hears nothing, or hears less the worse it is."""
    severities = context.plan.incidents.severities
    mtpd, name = min(
        (
            (targets.mtpd, key)
            for key, targets in context.targets.items()
            if targets.mtpd is not None
        ),
        default=(None, None),
    )
    for key, audience in context.plan.communications.audiences.items():
        path: Path = ("communications", "audiences", key, "cadence")
        for severity in severities:
            if severity not in audience.cadence:
                yield Finding(
                    "cadence-missing",
                    path,
                    f"no cadence for {severity}",
                    "one for every severity is required",
                    f"Say how often {key} hears in {severity}.",
                )
        told = [(each, audience.cadence[each]) for each in severities if each in audience.cadence]
        for (worse, first), (milder, second) in pairwise(told):
            if first > second:
                yield Finding(
                    "cadence-order",
                    (*path, worse),
                    f"{as_text(first)}, while the milder {milder} has {as_text(second)}",
                    "a worse incident is spoken of at least as often",
                    f"Shorten it to {as_text(second)} or less.",
                )
        if told and mtpd is not None and told[0][1] >= mtpd:
            yield Finding(
                "cadence-above-mtpd",
                (*path, told[0][0]),
                f"words every {as_text(told[0][1])}",
                f"the MTPD of {name} is {as_text(mtpd)}",
                "Speak more often than that.",
            )
