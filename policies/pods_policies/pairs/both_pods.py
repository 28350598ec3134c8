"""BC-POD-001: a service of tier 1 has a primary and a secondary POD."""

from collections.abc import Iterator

from pods_policies.clauses import ALTERNATE_SITE
from pods_policies.relations.resource import resource, type_label
from pods_policies.relations.serving.peers import Peer
from pods_policies.relations.serving.services import (
    COMPUTE,
    GROUP,
    PRIMARY,
    SECONDARY,
    PairSettings,
    Service,
    services_of,
    subject_of,
)
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["BOTH_PODS"]


def _check(stack: Stack, settings: PairSettings) -> Iterator[Verdict]:
    services = services_of(stack, settings)
    if not services:
        yield NotApplicable("no resource carries the tag pods:service: nothing was checked")
    for service in services:
        if service.tier > settings.max_tier:
            yield NotApplicable(f"service {service.name} is of tier {service.tier}")
        else:
            yield from _check_service(stack, service, settings.peer(service.name))


def _check_service(stack: Stack, service: Service, peer: Peer | None) -> Iterator[Verdict]:
    pods = ((PRIMARY, service.primary), (SECONDARY, service.secondary))
    elsewhere = peer.role if peer is not None else None
    missing = [role for role, members in pods if not members and role != elsewhere]
    subject = subject_of(service, stack)
    if not missing:
        yield Kept(subject)
        return
    required = f"a service of tier {service.tier} has a primary and a secondary POD (A8)"
    change = _change(service, missing)
    if service.doubtful:
        named = " or a ".join(missing)
        observed = (
            f"whether service {service.name} has a {named} POD is not known before the update"
        )
        yield Undecided(service.doubtful[0], observed, required, change)
    else:
        named = "no " + missing[0] if len(missing) == 1 else "neither a primary nor a secondary"
        yield Finding(subject, f"service {service.name} has {named} POD", required, change)


def _change(service: Service, missing: list[str]) -> Change:
    """Ask for every POD that is missing; a lone group without a role can be one of them."""
    compute = [one for one in service.members if one.type in COMPUTE]
    kind = type_label(compute[0].type if compute else GROUP)
    named = f'"pods:service": "{service.name}"'
    steps = [f'add an {kind} with the tags {named} and "pods:role": "{one}"' for one in missing]
    if len(missing) > 1 and len(compute) == 1:
        steps[0] = f'put the tag "pods:role": "{missing[0]}" on {compute[0].label}'
    words = f"{' and '.join(steps)}, or name the stack that holds it as peers in the configuration,"
    return Change("tags", "", words, place="beside")


BOTH_PODS = StackRule(
    id="BC-POD-001",
    title="A service of tier 1 has a primary and a secondary POD",
    severity=Severity.CRITICAL,
    requirements=("A8",),
    reads=COMPUTE,
    checks="For every service that a `pods:service` tag, a plan in the stack or the configuration "
    "names, an Auto Scaling group, an instance, a service of ECS or an EKS node group carries "
    "`pods:role` primary, and another one secondary; what stands in a `Pod` or `ContainerPod` "
    "without these tags has the role of that component. One of the two may be in another stack, "
    "which `peers` names, or in another stack of those judged together. Services of weaker tiers "
    "are left out.",
    why="With one POD there is nothing to fail over to: its loss lasts until it is rebuilt.",
    remediation="Build the service with PodPair, or add the missing Auto Scaling group with the "
    "tags pods:service and pods:role.",
    clauses=ALTERNATE_SITE,
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
