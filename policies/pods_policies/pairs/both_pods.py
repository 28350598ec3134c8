"""BC-POD-001: a service of tier 1 has a primary and a secondary POD."""

from collections.abc import Iterator

from pods_policies.finding import Change, Finding, NotApplicable, Undecided, Verdict
from pods_policies.pairs.service import (
    GROUP,
    INSTANCE,
    PRIMARY,
    SECONDARY,
    PairSettings,
    Service,
    services_of,
    subject_of,
)
from pods_policies.rule import Severity, StackRule
from pods_policies.stack import Stack, resource

__all__ = ["BOTH_PODS"]


def _check(stack: Stack, settings: PairSettings) -> Iterator[Verdict]:
    services = services_of(stack, settings)
    if not services:
        yield NotApplicable("no resource carries the tag pods:service: nothing was checked")
    for service in services:
        if service.tier > settings.max_tier:
            yield NotApplicable(f"service {service.name} is of tier {service.tier}")
        else:
            yield from _check_service(stack, service)


def _check_service(stack: Stack, service: Service) -> Iterator[Verdict]:
    pods = ((PRIMARY, service.primary), (SECONDARY, service.secondary))
    missing = [role for role, members in pods if not members]
    if not missing:
        return
    subject = subject_of(service, stack)
    required = f"a service of tier {service.tier} has a primary and a secondary POD (A8)"
    role = missing[-1]
    add = (
        f'add an aws.autoscaling.Group with the tags "pods:service": "{service.name}" and '
        f'"pods:role": "{role}"'
    )
    change = Change("tags", "", add, place="beside")
    named = " nor ".join(f"{role} POD" for role in missing)
    if service.doubtful:
        observed = f"whether service {service.name} has a {named} is not known before the update"
        yield Undecided(service.doubtful[0], observed, required, change)
    else:
        yield Finding(subject, f"service {service.name} has no {named}", required, change)


BOTH_PODS = StackRule(
    id="BC-POD-001",
    title="A service of tier 1 has a primary and a secondary POD",
    severity=Severity.CRITICAL,
    requirements=("A8",),
    reads=(GROUP, INSTANCE),
    checks="For every service that a `pods:service` tag or the configuration names, an Auto "
    "Scaling group or an instance carries `pods:role` primary, and another one secondary. Services "
    "of weaker tiers are left out.",
    why="With one POD there is nothing to fail over to: its loss lasts until it is rebuilt.",
    remediation="Build the service with PodPair, or add the missing Auto Scaling group with the "
    "tags pods:service and pods:role.",
    settings=PairSettings,
    example=(
        resource(
            GROUP,
            "clinic-primary",
            {
                "tags": [
                    {"key": "pods:service", "value": "clinic", "propagateAtLaunch": True},
                    {"key": "pods:role", "value": "primary", "propagateAtLaunch": True},
                ]
            },
        ),
    ),
    check=_check,
)
