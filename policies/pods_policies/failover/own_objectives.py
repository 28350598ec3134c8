"""BC-RTO-002: every capability of tier 1 and 2 has an RTO and an RPO of its own."""

from collections.abc import Iterator, Mapping

from pods_policies.clauses import GOVERNANCE
from pods_policies.relations.plan import PLAN, Capability, PlanRecord
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.services import COMPUTE, Service, services_of, subject_of
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Verdict

__all__ = ["OWN_OBJECTIVES"]


def _check(stack: Stack, settings: TieredSettings) -> Iterator[Verdict]:
    found = [*_plans(stack, settings), *_services(stack, settings)]
    yield from found
    if not found:
        tiers = f"tier 1 to {settings.max_tier}"
        yield NotApplicable(f"no capability and no service of {tiers} in this stack")


def _plans(stack: Stack, settings: TieredSettings) -> Iterator[Verdict]:
    carriers = stack.of_type(PLAN)
    for carrier, places in stack.plans.unreadable:
        required = "objectives can be judged only in a plan that can be read (B2)"
        change = Change("plan", "", "give the plan that `pods plan check` accepts")
        yield Finding(carrier, f"its plan cannot be read at {places}", required, change)
    unreadable = {carrier.urn for carrier, _ in stack.plans.unreadable}
    readable = [one for one in carriers if one.urn not in unreadable]
    for carrier, record in zip(readable, stack.plans.records, strict=True):
        yield from _record(carrier, record, settings)


def _record(carrier: Resource, record: PlanRecord, settings: TieredSettings) -> Iterator[Verdict]:
    capabilities = dict(sorted(record.capabilities.items(), key=lambda one: (one[1].tier, one[0])))
    strict = {key: one for key, one in capabilities.items() if one.tier <= settings.max_tier}
    same = dict(_shared(capabilities, strict))
    for key, capability in strict.items():
        change = Change(f"plan.capabilities.{key}.objectives", "", f"set objectives of {key}")
        required = (
            f"each capability of tier {capability.tier} has an RTO and an RPO of its own (B2)"
        )
        if not capability.objectives:
            yield Finding(carrier, f"capability {key} has no objectives", required, change)
        elif key in same:
            other = same[key]
            observed = (
                f"capability {key} of tier {capability.tier} has the objectives of {other}, "
                f"which is of tier {capabilities[other].tier}"
            )
            yield Finding(carrier, observed, required, change)
        else:
            yield Kept(carrier)


def _shared(
    capabilities: Mapping[str, Capability], strict: Mapping[str, Capability]
) -> Iterator[tuple[str, str]]:
    """Yield strict capabilities with one of another tier that has the very same objectives.

    Tiers differ because impact does; figures that do not are one default for the whole platform.
    """
    groups: dict[tuple[tuple[str, int, int], ...], dict[int, str]] = {}
    figures = {
        key: tuple(
            sorted(
                (kind, one.rto_seconds, one.rpo_seconds) for kind, one in each.objectives.items()
            )
        )
        for key, each in capabilities.items()
    }
    for key, each in capabilities.items():
        groups.setdefault(figures[key], {}).setdefault(each.tier, key)
    for key, each in strict.items():
        others = [one for tier, one in groups[figures[key]].items() if tier != each.tier]
        if figures[key] and others:
            yield key, others[0]


def _services(stack: Stack, settings: TieredSettings) -> Iterator[Verdict]:
    plain: dict[str, tuple[int, Mapping[str, str]]] = {}
    for service in services_of(stack, settings):
        if service.tier > settings.max_tier or stack.plans.serving(service.name):
            continue
        told = settings.objectives.get(service.name, {})
        required = f"a service of tier {service.tier} has an RTO and an RPO of its own (B2)"
        equal = [
            name for name, (tier, other) in plain.items() if tier != service.tier and other == told
        ]
        if not told:
            yield _without(service, stack, required)
        elif equal:
            observed = f"service {service.name} has the objectives of {equal[0]}, of another tier"
            change = Change(
                "objectives", "", f"set objectives of {service.name} in the configuration"
            )
            yield Finding(subject_of(service, stack), observed, required, change)
        else:
            yield Kept(subject_of(service, stack))
        if told:
            plain[service.name] = (service.tier, told)


def _without(service: Service, stack: Stack, required: str) -> Verdict:
    words = (
        f"add pods.ContinuityPlan with a capability that needs {service.name} (`pods plan init` "
        f'begins one), or set objectives to {{"{service.name}": {{"az": "<RTO>/<RPO>"}}}} in the '
        "configuration,"
    )
    change = Change("objectives", "", words, place="beside")
    observed = f"no capability of a plan in this stack needs service {service.name}"
    return Finding(subject_of(service, stack), observed, required, change)


OWN_OBJECTIVES = StackRule(
    id="BC-RTO-002",
    title="Every capability of tier 1 or 2 has an RTO and an RPO of its own",
    severity=Severity.HIGH,
    requirements=("B2",),
    reads=(PLAN, *COMPUTE),
    checks="Each capability of tier 1 or 2 in the stack's continuity plan has objectives, and not "
    "the very same ones as a capability of another tier. A service of tier 1 or 2 is needed by a "
    "capability of a plan in the stack, or `objectives` in the configuration gives its RTO and "
    "RPO. A plan that cannot be read is a finding, which names the places.",
    why="One figure for the whole platform is too weak for what cannot wait and too dear for what "
    "can; without a figure no topology, runbook or drill can be judged.",
    remediation="Carry the continuity plan in the stack with ContinuityPlan, and let each "
    "capability's tier or overrides set its objectives: `pods plan init plan.yaml` begins a plan. "
    "Without one, `objectives` under `pods` in the configuration of the pack gives them, such as "
    '`{"clinic": {"az": "15 min/5 min"}}`.',
    clauses=GOVERNANCE,
    settings=TieredSettings,
    example=(
        resource(
            "aws:autoscaling/group:Group",
            "clinic-primary",
            {"tags": [{"key": "pods:service", "value": "clinic"}]},
        ),
    ),
    check=_check,
)
