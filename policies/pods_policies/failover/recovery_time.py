"""BC-RTO-001: what recovery takes, step by step, fits into the RTO."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pods.continuity.disruptions import Disruption
from pods_policies.clauses import ALTERNATE_SITE
from pods_policies.failover.assumptions import RecoveryTimeSettings
from pods_policies.failover.capacity_steps import compute_of, growth_step, takeover_step
from pods_policies.failover.data_steps import data_step, promotion_step
from pods_policies.failover.step import Step, span
from pods_policies.failover.traffic_steps import detection_step, names_step
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.entries import TARGET_GROUPS
from pods_policies.relations.serving.names import HEALTH_CHECK, RECORD
from pods_policies.relations.serving.services import (
    COMPUTE,
    GROUP,
    Service,
    services_of,
    subject_of,
)
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import default_objective, promised_to
from pods_policies.rule import Severity, StackRule
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["RECOVERY_TIME"]

_LOSSES: Final = ((Disruption.AZ, "a zone"), (Disruption.REGION, "the Region"))
_ADD_REGION: Final = (
    "add PODs in a recovery Region (recovery of PodPair), or give a longer RTO for the Region in "
    "the plan,"
)


def _check(stack: Stack, settings: RecoveryTimeSettings) -> Iterator[Verdict]:
    services = services_of(stack, settings)
    if not services:
        yield NotApplicable("no service in this stack: see BC-POD-001")
    for service in services:
        if service.tier > settings.max_tier:
            yield NotApplicable(f"service {service.name} is of tier {service.tier}")
        elif not compute_of(service):
            yield NotApplicable(f"service {service.name} has no compute in this stack")
        else:
            for disruption, loss in _LOSSES:
                yield _judge(stack, service, settings, disruption, loss)


def _judge(
    stack: Stack,
    service: Service,
    settings: RecoveryTimeSettings,
    disruption: Disruption,
    loss: str,
) -> Verdict:
    promised = promised_to(service.name, settings, disruption)
    objective = promised or default_objective(service.tier, disruption)
    steps = _measured(service, settings, disruption, _steps(stack, service, settings, disruption))
    low, high = sum(one.low for one in steps), sum(one.high for one in steps)
    slowest = max(steps, key=lambda one: one.high)
    subject = slowest.subject or subject_of(service, stack)
    limit = objective.rto_seconds
    if high <= limit:
        return Kept(subject)
    planned = "the plan" if settings.plans.serving(service.name) else "the configuration"
    by = planned if promised is not None else f"tier {service.tier}"
    required = f"{by} allows {span(limit, limit)} for the loss of {loss} (D5)"
    added = " + ".join(str(one) for one in steps)
    takes = f"service {service.name} takes {span(low, high)} after the loss of {loss}: {added}"
    change = slowest.change or Change("measured", "", "measure this step by a drill")
    if low <= limit:
        return Undecided(subject, f"{takes}, as far as is known", required, change)
    return Finding(subject, takes, required, change)


def _steps(
    stack: Stack, service: Service, settings: RecoveryTimeSettings, disruption: Disruption
) -> list[Step]:
    before = [detection_step(stack, service, settings), names_step(stack, service)]
    if disruption is Disruption.AZ:
        return [
            *before,
            data_step(stack, service, settings),
            takeover_step(stack, service, settings),
        ]
    decided = settings.decision_seconds
    before.append(Step("decision", decided, decided, "assumed"))
    far = _far(service)
    if far:
        return [
            *before,
            promotion_step(stack, service, settings),
            growth_step(stack, service, far, settings),
        ]
    peer = settings.peer(service.name)
    if peer is not None and peer.region is not None:
        launch = settings.launch_seconds
        grown = Step("scale-out", launch, launch, f"in stack {peer.stack}, assumed")
        return [*before, promotion_step(stack, service, settings), grown]
    rebuild = settings.rebuild_seconds
    change = Change("recovery", "", _ADD_REGION, place="beside")
    return [
        *before,
        Step("scale-out", rebuild, rebuild, "no POD elsewhere, REL13-BP02", None, change),
    ]


def _far(service: Service) -> tuple[Resource, ...]:
    """Return the compute that the loss of the home Region leaves."""
    if service.away:
        return service.away
    return next((pair.secondary for pair in service.pairs if pair.spans_regions), ())


def _measured(
    service: Service,
    settings: RecoveryTimeSettings,
    disruption: Disruption,
    steps: Sequence[Step],
) -> list[Step]:
    """Put what drills have measured in the place of what was read or assumed."""
    figures = settings.measured.get(service.name, {})
    whole = figures.get(disruption)
    if whole is not None:
        return [Step("recovery", whole, whole, "measured by a drill")]
    return [_told(step, figures.get(f"{disruption}.{step.name}")) for step in steps]


def _told(step: Step, seconds: int | None) -> Step:
    if seconds is None:
        return step
    return replace(step, low=seconds, high=seconds, why="measured by a drill")


def _group(role: str, size: int) -> Resource:
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    zone = "us-east-1a" if role == "primary" else "us-east-1b"
    properties = {"tags": tags, "minSize": size, "maxSize": 4, "availabilityZones": [zone]}
    return resource(GROUP, f"clinic-{role}", properties)


RECOVERY_TIME = StackRule(
    id="BC-RTO-001",
    title="What recovery takes, step by step, fits into the RTO",
    severity=Severity.CRITICAL,
    requirements=("B2", "C2", "D5"),
    reads=(*COMPUTE, RECORD, HEALTH_CHECK, *TARGET_GROUPS),
    checks="For each service of tier 1 or 2 the steps after the loss of a zone, and of the Region, "
    "are added up: detection (interval times threshold of the health checks that its records "
    "follow, or period times data points of the alarm behind them; else of its target groups), "
    "names (the longest time to live; 60 s for an alias), the failover of its slowest database "
    "(a standby, a second instance, a replica or a global database elsewhere; else a restore), and "
    "scale-out (nothing where the full load runs; else the start of a warm pool, or a launch, and "
    "the warm-up). For the Region, the time to decide comes to it; without PODs elsewhere it is "
    "rebuilt, in up to 24 h. What the stack does not tell is a setting, whose default says its "
    "source; what drills have measured wins. The sum is held against the plan's strictest RTO of "
    "what the service serves, else the configuration's, else that of the tier (15 min and 50 min "
    "for tier 1).",
    why="Each part may be as it should, and the whole too slow: an hour of restore behind a "
    "failover of a minute. Whoever adds the steps up during the outage is late.",
    remediation="Shorten the longest step of the sum, or measure it by a drill and set `measured`.",
    clauses=ALTERNATE_SITE,
    settings=RecoveryTimeSettings,
    example=(
        _group("primary", 2),
        _group("secondary", 1),
        resource(
            "aws:rds/instance:Instance",
            "clinic-database",
            {"multiAz": False, "tags": {"pods:service": "clinic"}},
        ),
    ),
    check=_check,
)
