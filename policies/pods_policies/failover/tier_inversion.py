"""BC-RTO-003: nothing depends on what is of a weaker tier."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import GOVERNANCE
from pods_policies.reading import ABSENT
from pods_policies.relations.graph import Use, uses_of
from pods_policies.relations.plan import PLAN
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.membership import members_of
from pods_policies.relations.stack import Stack
from pods_policies.relations.tags import TIER, tags_of
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings, TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Verdict

__all__ = ["TIER_INVERSION", "InversionSettings"]

_DATABASE: Final = "aws:rds/instance:Instance"
_Weak = tuple[int, Resource]


class InversionSettings(TieredSettings):
    """Down to which tier a dependency counts."""

    max_tier: int = Field(
        default=3, ge=1, le=4, description="The rule holds for tiers 1 up to this one."
    )


def _check(stack: Stack, settings: InversionSettings) -> Iterator[Verdict]:
    tiers = {one.urn: tier for one in stack if (tier := _stated(stack, one, settings)) is not None}
    weakest = _Weakest(stack, tiers)
    found = [*_services(stack, settings)]
    for one in stack:
        tier = tiers.get(one.urn)
        if tier is not None and tier <= settings.max_tier:
            found += _judge(one, tier, weakest)
    yield from found
    if not found:
        yield NotApplicable("no resource and no plan of this stack states a tier")


def _stated(stack: Stack, one: Resource, settings: Settings) -> int | None:
    """Return the tier that a tag, or what is known of its service, gives a resource."""
    service = members_of(stack).service(one)
    told = isinstance(service, str) and (
        service in settings.services or settings.plans.tier(service) is not None
    )
    tag = tags_of(one).get(TIER)
    if told and tag is ABSENT and isinstance(service, str):
        return settings.plans.tier(service) or settings.services[service]
    return tier_of(one, settings) if isinstance(tag, str) else None


class _Weakest:
    """The weakest tier that each resource leads to through what states no tier of its own."""

    def __init__(self, stack: Stack, tiers: dict[str, int]) -> None:
        """Go back from the weakest ones to whatever uses them, once over each resource."""
        self._stack = stack
        users: dict[str, list[Resource]] = {}
        for one in stack:
            for target in {use.target.urn for use in uses_of(stack, one)}:
                users.setdefault(target, []).append(one)
        self._found: dict[str, _Weak] = {}
        for start in sorted(tiers, key=lambda urn: (-tiers[urn], urn)):
            weak = (tiers[start], stack.by_urn[start])
            self._found[start] = weak
            reached = [start]
            while reached:
                for user in users.get(reached.pop(), ()):
                    if user.urn not in self._found and user.urn not in tiers:
                        self._found[user.urn] = weak
                        reached.append(user.urn)

    def used_by(self, one: Resource) -> Iterator[tuple[Use, _Weak]]:
        """Yield each use of a resource with the weakest tier behind it."""
        for use in uses_of(self._stack, one):
            weak = self._found.get(use.target.urn)
            if weak is not None:
                yield use, weak


def _judge(one: Resource, tier: int, weakest: _Weakest) -> Iterator[Verdict]:
    inverted = {weak[1].urn: (use, weak) for use, weak in weakest.used_by(one) if weak[0] > tier}
    for use, (weaker, target) in inverted.values():
        through = "" if use.target is target else f", through {use.target.label}"
        observed = f"{use.prop} depends on {target.label} of tier {weaker}{through}"
        required = f"what tier {tier} needs is of tier {tier} too, or stronger (B5)"
        words = f'set the tag "pods:tier": "{tier}" of {target.label}, or do without it,'
        yield Finding(one, observed, required, Change(use.prop, "", words))
    if not inverted:
        yield Kept(one)


def _services(stack: Stack, settings: InversionSettings) -> Iterator[Verdict]:
    """Judge the services that the plan says need each other."""
    carriers = stack.of_type(PLAN)
    for record in stack.plans.records:
        for key, service in record.services.items():
            tier = stack.plans.tier(key)
            if tier is None or tier > settings.max_tier:
                continue
            for other in service.depends_on:
                weaker = stack.plans.tier(other) if other in record.services else None
                if weaker is not None and weaker > tier:
                    observed = f"service {key} of tier {tier} depends on {other} of tier {weaker}"
                    required = f"what tier {tier} needs is of tier {tier} too, or stronger (B5)"
                    words = f"let a capability of tier {tier} need {other} too, or give a fallback,"
                    change = Change(f"plan.services.{key}.dependsOn", "", words)
                    yield Finding(carriers[0], observed, required, change)


TIER_INVERSION = StackRule(
    id="BC-RTO-003",
    title="Nothing depends on what is of a weaker tier",
    severity=Severity.HIGH,
    requirements=("B5",),
    reads=(PLAN,),
    checks="A resource whose tier is stated (by `pods:tier`, or by its service's place in the plan "
    "or the configuration) uses none of a weaker stated tier: by the dependencies of its "
    "properties, or by the ids, ARNs and names in them, also through resources that state no "
    "tier. In a plan, no service depends on a service of a weaker tier.",
    why="A capability comes back no sooner than the slowest of what it needs. The weaker tier has "
    "fewer copies, no standby, and hours to come back.",
    remediation="Raise the tier of what is depended on, or take the dependency away.",
    clauses=GOVERNANCE,
    settings=InversionSettings,
    example=(
        resource(
            "aws:ecs/service:Service",
            "clinic-web",
            {"tags": {"pods:tier": "1"}},
            {"taskDefinition": (f"urn:pulumi:example::example::{_DATABASE}::reports",)},
        ),
        resource(_DATABASE, "reports", {"tags": {"pods:tier": "3"}}),
    ),
    check=_check,
)
