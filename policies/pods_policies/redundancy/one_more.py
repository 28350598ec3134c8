"""BC-HA-006: enough runs that the loss of one zone leaves what the tier needs."""

from collections.abc import Iterable, Iterator
from math import ceil
from typing import Final, TypeAlias

from pydantic import Field

from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.reading import UNKNOWN, Missing, UnreadableValueError
from pods_policies.relations.places.networks import placement_of
from pods_policies.relations.places.zones import SUBNET
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.least_running import (
    SCALED,
    SCALING_TARGET,
    Least,
    least_running,
)
from pods_policies.relations.serving.services import CONTAINERS, GROUP, Pair, Service
from pods_policies.relations.serving.twins import paired, peered
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import (
    Change,
    Finding,
    Kept,
    NotApplicable,
    Undecided,
    Verdict,
    keyword,
)

__all__ = ["ONE_MORE", "OneMoreSettings"]

_WHOLE: Final = 100
_Total: TypeAlias = float | Least
"""A least number, or the figure that is unknown or cannot be read."""


class OneMoreSettings(TieredSettings):
    """How much runs, and how much of it a zone may take along."""

    least: dict[str, int] = Field(
        default_factory=lambda: {"1": 2, "2": 2},
        description="Instances, tasks or nodes that run at the least, by tier.",
    )
    left_percent: dict[str, int] = Field(
        default_factory=lambda: {"1": 50, "2": 30},
        description="Share of the least number that the loss of a zone leaves, by tier.",
    )


def _check(stack: Stack, settings: OneMoreSettings) -> Iterator[Verdict]:
    judged = stack.of_type(*SCALED)
    if not judged:
        yield NotApplicable("no group, service of tasks or node group in this stack")
    pods, peers = paired(stack, settings), peered(stack, settings)
    totals: dict[int, tuple[_Total, _Total]] = {}
    for one in judged:
        tier = tier_of(one, settings)
        if tier > settings.max_tier:
            yield NotApplicable(f"tier {tier} may run one of a kind", one)
        elif one.declared("schedulingStrategy") == "DAEMON":
            yield NotApplicable("one task on each container instance", one)
        elif one.urn in peers:
            yield NotApplicable(f"its other POD is declared in stack {peers[one.urn].stack}", one)
        elif one.urn not in pods:
            yield _judge_alone(stack, one, tier, settings)
        elif pods[one.urn][1].is_away:
            yield NotApplicable("a POD of the recovery Region may wait for the day", one)
        else:
            service, pair = pods[one.urn]
            yield _judge_pod(one, service, _totals(stack, pair, totals), settings, stack)


def _totals(
    stack: Stack, pair: Pair, known: dict[int, tuple[_Total, _Total]]
) -> tuple[_Total, _Total]:
    if id(pair) not in known:
        known[id(pair)] = _total(stack, pair.primary), _total(stack, pair.secondary)
    return known[id(pair)]


def _total(stack: Stack, pod: Iterable[Resource]) -> _Total:
    """Return how many a POD runs at the least, or the first figure that nobody can read."""
    total: float = 0
    for each in pod:
        count = _count(stack, each)
        if isinstance(count, Least):
            return count
        total += count
    return total


def _judge_pod(
    one: Resource,
    service: Service,
    totals: tuple[_Total, _Total],
    settings: OneMoreSettings,
    stack: Stack,
) -> Verdict:
    """Judge both PODs together: a zone takes one of them along."""
    tier = service.tier
    primary, secondary = totals
    if isinstance(primary, Least):
        return _unread(one, primary, tier)
    if isinstance(secondary, Least):
        return _unread(one, secondary, tier)
    least, share = _needs(tier, settings)
    left = min(primary, secondary)
    needed = ceil(primary * share / _WHOLE)
    change = _change(one, least_running(stack, one), max(needed, 1))
    if primary + secondary < least:
        observed = f"the PODs of service {service.name} run {primary + secondary:g} at the least"
        return Finding(one, observed, f"tier {tier} needs {least} (A4)", change)
    if left < needed or left < 1:
        observed = f"without one POD, service {service.name} runs {left:g} at the least"
        required = f"tier {tier} needs {max(needed, 1)}, {share}% of its primary POD (A4, D1)"
        return Finding(one, observed, required, change)
    return Kept(one)


def _judge_alone(stack: Stack, one: Resource, tier: int, settings: OneMoreSettings) -> Verdict:
    count = _count(stack, one)
    if isinstance(count, Least):
        return _unread(one, count, tier)
    least, share = _needs(tier, settings)
    source = least_running(stack, one)
    if count < least:
        observed = f"{keyword(source.prop)} is {count:g}"
        required = f"tier {tier} runs {least} at the least (A4)"
        return Finding(one, observed, required, _change(one, source, least))
    placement = placement_of(stack, one, settings)
    if one.type == CONTAINERS and placement.prop is None:
        return Kept(one)  # they stand where their container instances do, which are judged
    zones = max(len(placement.zones.sure), 1)
    left = count - ceil(count / zones)
    required = f"tier {tier} needs {share}% of what runs without any one zone (A4, D1)"
    if left * _WHOLE >= share * count:
        return Kept(one)
    if placement.zones.complete and not placement.zones.perhaps:
        observed = (
            f"of {count:g} in {zones} zone{'s' * (zones > 1)}, the loss of one leaves {left:g}"
        )
        words = f"use more zones, or raise {keyword(source.prop)} ({source.prop})"
        return Finding(one, observed, required, Change(source.prop, "", words))
    observed = "how many of its zones there are is not known before the update"
    words = "use subnets of this stack with a plain availability_zone, or set subnetZones"
    return Undecided(one, observed, required, Change("availabilityZone", "", words))


def _needs(tier: int, settings: OneMoreSettings) -> tuple[int, int]:
    key = str(tier)
    strictest = (
        max(settings.least.values(), default=2),
        max(settings.left_percent.values(), default=50),
    )
    return settings.least.get(key, strictest[0]), settings.left_percent.get(key, strictest[1])


def _count(stack: Stack, compute: Resource) -> _Total:
    """Return how many run at the least, or the figure that nobody can read."""
    if compute.type not in SCALED:
        return 1
    source = least_running(stack, compute)
    try:
        count = source.count
    except UnreadableValueError:
        return source
    return source if isinstance(count, Missing) else count


def _unread(subject: Resource, source: Least, tier: int) -> Verdict:
    name, required = keyword(source.prop), f"tier {tier} survives the loss of a zone (A4)"
    change = _change(subject, source, 2)
    if source.resource.declared(*source.path) is UNKNOWN:
        return Undecided(subject, f"{name} is not known before the update", required, change)
    return Finding(subject, f"{name} is not a number", required, change)


def _change(one: Resource, source: Least, count: int) -> Change:
    change = Change(source.prop, str(count))
    of = f" of {source.resource.label}" if source.resource.type == SCALING_TARGET else ""
    if one.type == CONTAINERS and count > 1:  # two of what keeps state by itself spoil it
        of += ", and first move any state that a task keeps by itself into a database or a file "
        of += "system of several zones,"
    return Change(source.prop, "", f"{change}{of}") if of else change


ONE_MORE = StackRule(
    id="BC-HA-006",
    title="What tier 1 or 2 runs on outlasts the loss of a zone",
    severity=Severity.HIGH,
    requirements=("A4", "A10", "D1"),
    reads=(*SCALED, SCALING_TARGET, SUBNET),
    checks="The least number of instances, tasks or nodes (`min_size` of groups and node groups, "
    "`desired_count` of ECS services or the `min_capacity` of their scaling target) is two or "
    "more, and spread evenly over the zones, what is left without one zone is the share of it that "
    "the tier needs. PODs are judged together: without one POD, the other runs that share of the "
    "primary. PODs of the recovery Region may be dormant.",
    why="A zone is lost in a second, new instances take minutes and are asked for by everybody at "
    "once. What still runs has to carry the load until they are there, and one of a kind carries "
    "nothing.",
    remediation="Raise the least number, or spread what runs over more zones. What a container "
    "keeps by itself has to move into a database or a file system of several zones first.",
    clauses=HIGH_AVAILABILITY,
    settings=OneMoreSettings,
    example=(
        resource(
            GROUP,
            "clinic-workers",
            {"minSize": 1, "availabilityZones": ["us-east-1a", "us-east-1b"]},
        ),
    ),
    check=_check,
)
