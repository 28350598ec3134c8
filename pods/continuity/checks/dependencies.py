"""Dependencies whose promise or fallback cannot carry what stands on them."""

from collections.abc import Iterator

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.dependencies import (
    Criticality,
    Dependency,
    DependencyKind,
    Fallback,
    FallbackKind,
)
from pods.continuity.derivation import CapabilityTargets
from pods.continuity.disruptions import Disruption
from pods.continuity.durations import as_text
from pods.continuity.findings import Finding, Severity
from pods.continuity.graph import DEPENDENCY

__all__ = ["availability_products", "fallbacks", "promises", "relations"]

# What a promise that falls short means for the plan; nobody notices the loss of a minor one.
_SEVERITIES = {Criticality.CRITICAL: Severity.ERROR, Criticality.IMPORTANT: Severity.WARNING}


def promises(context: Context) -> Iterator[Finding]:
    """Find promises, and fallbacks in their stead, that cannot carry an RTO."""
    claims = context.claims(lambda targets: targets.targets[Disruption.DEPENDENCY].rto)
    for key, dependency in context.plan.dependencies.items():
        severity = _SEVERITIES.get(dependency.criticality)
        strictest = claims.get((DEPENDENCY, key))
        # A service of this plan has objectives of its own instead of a promise.
        if severity is None or strictest is None or dependency.service is not None:
            continue
        path: Path = ("dependencies", key)
        if dependency.fallback is None:
            yield from _unaided(path, dependency, strictest, severity)
        else:
            yield from _aided(path, dependency, dependency.fallback, strictest, severity)


def _unaided(
    path: Path, dependency: Dependency, strictest: CapabilityTargets, severity: Severity
) -> Iterator[Finding]:
    rto = strictest.targets[Disruption.DEPENDENCY].rto
    required = f"the RTO of {strictest.capability} for dependency is {as_text(rto)}"
    if dependency.recovers_within is None:
        yield Finding(
            "promise-unknown",
            path,
            "neither recovers_within nor a fallback is given",
            required,
            "Ask the provider for its promise, or prepare a fallback.",
            severity,
        )
    elif dependency.recovers_within > rto:
        yield Finding(
            "promise-too-slow",
            (*path, "recovers_within"),
            f"{as_text(dependency.recovers_within)} are promised, and there is no fallback",
            required,
            "Prepare a fallback, agree on a quicker recovery, or raise the RTO.",
            severity,
        )


def _aided(
    path: Path,
    dependency: Dependency,
    fallback: Fallback,
    strictest: CapabilityTargets,
    severity: Severity,
) -> Iterator[Finding]:
    rto = strictest.targets[Disruption.DEPENDENCY].rto
    if fallback.within > rto:
        yield Finding(
            "fallback-too-slow",
            (*path, "fallback", "within"),
            f"the fallback takes over within {as_text(fallback.within)}",
            f"the RTO of {strictest.capability} for dependency is {as_text(rto)}",
            "Make it quicker, or raise the RTO.",
            severity,
        )
    if fallback.lasts is None:
        return
    if dependency.recovers_within is None:
        yield Finding(
            "fallback-end-unknown",
            (*path, "fallback", "lasts"),
            f"the fallback carries for {as_text(fallback.lasts)}, and no recovery is promised",
            "it must last until the dependency is back",
            "Ask the provider for its promise and give recovers_within.",
            severity,
        )
    elif fallback.lasts < dependency.recovers_within:
        yield Finding(
            "fallback-too-short",
            (*path, "fallback", "lasts"),
            f"the fallback carries for {as_text(fallback.lasts)}",
            f"recovery is promised within {as_text(dependency.recovers_within)}",
            "Make it last longer, or agree on a quicker recovery.",
            severity,
        )


def availability_products(context: Context) -> Iterator[Finding]:
    """Find promised availability that the providers behind it, multiplied, do not reach.

    Those count that are critical and have no fallback; one that promises nothing is named.
    """
    plan = context.plan
    bare = {key: each for key, each in plan.dependencies.items() if _is_bare(each)}
    for key, promise in plan.commitments.items():
        if promise.availability is None:
            continue
        unknown: dict[str, list[str]] = {}
        for name in promise.capabilities:
            if name in plan.capabilities:
                behind = context.behind(plan.capabilities[name])
                ours = {each: bare[each] for each in bare if (DEPENDENCY, each) in behind}
                for each, dependency in ours.items():
                    if dependency.availability is None:
                        unknown.setdefault(each, []).append(name)
                path: Path = ("commitments", key, "availability")
                yield from _product(path, name, ours, promise.availability)
        for each, names in unknown.items():
            yield Finding(
                "availability-unknown",
                ("dependencies", each),
                "no availability is given, and there is no fallback",
                f"{', '.join(names)} cannot be promised at {promise.availability:g} percent "
                f"({key}) without it",
                "Ask the provider for its promise, or prepare a fallback.",
            )


def _is_bare(dependency: Dependency) -> bool:
    return (
        dependency.criticality is Criticality.CRITICAL
        and dependency.fallback is None
        and dependency.service is None
    )


def _product(
    path: Path, capability: str, bare: dict[str, Dependency], promised: float
) -> Iterator[Finding]:
    product = 1.0
    factors = []
    for key, dependency in bare.items():
        if dependency.availability is not None:
            product *= dependency.availability / 100
            factors.append(f"{key} {dependency.availability:g}")
    if factors and product * 100 < promised:
        yield Finding(
            "availability-below-commitment",
            path,
            f"{promised:g} percent are promised, but what {capability} cannot do without reaches "
            f"{product * 100:.4g} percent ({', '.join(factors)})",
            "a promise cannot exceed the product of those behind it",
            "Prepare a fallback for one of them, or promise less.",
        )


def fallbacks(context: Context) -> Iterator[Finding]:
    """Find failovers that lead nowhere, and critical providers without any fallback."""
    for key, dependency in context.plan.dependencies.items():
        path: Path = ("dependencies", key)
        fallback = dependency.fallback
        if fallback is None:
            if _is_critical_vendor(dependency):
                yield warning(
                    "fallback-missing",
                    path,
                    "it is critical and external, and has no fallback",
                    "a way to go on without it should be prepared",
                    "Describe a fallback, manual work if nothing else.",
                )
            continue
        yield from _failover((*path, "fallback"), key, fallback)


def _failover(path: Path, key: str, fallback: Fallback) -> Iterator[Finding]:
    is_failover = fallback.kind is FallbackKind.PROVIDER_FAILOVER
    if is_failover and fallback.to is None:
        yield Finding(
            "failover-without-target",
            path,
            "a provider_failover without to",
            "the dependency that takes over is required",
            "Name it in to.",
        )
    if fallback.to == key:
        yield Finding(
            "failover-to-itself",
            (*path, "to"),
            f"{key} takes over from itself",
            "another dependency is required",
            "Name the other provider's dependency.",
        )
    elif fallback.to is not None and not is_failover:
        yield warning(
            "failover-target-unused",
            (*path, "to"),
            f"{fallback.to} is named, but the kind is {fallback.kind}",
            "only a provider_failover leads to another dependency",
            "Make the kind provider_failover, or remove to.",
        )


def _is_critical_vendor(dependency: Dependency) -> bool:
    return (
        dependency.criticality is Criticality.CRITICAL
        and dependency.kind is DependencyKind.EXTERNAL
    )


def relations(context: Context) -> Iterator[Finding]:
    """Find dependencies that nobody can call, that nothing proves, or that nobody uses."""
    used = {name for each in context.plan.services.values() for name in each.depends_on}
    used |= {
        each.fallback.to
        for each in context.plan.dependencies.values()
        if each.fallback is not None and each.fallback.to is not None
    }
    used |= {
        name for each in context.plan.communications.channels.values() for name in each.depends_on
    }
    for key, dependency in context.plan.dependencies.items():
        path: Path = ("dependencies", key)
        if key not in used:
            yield warning(
                "dependency-unused",
                path,
                "no service depends on it",
                "a dependency should be needed by something",
                "Name it in depends_on of what needs it, or remove it.",
            )
        if _is_critical_vendor(dependency):
            yield from _support(path, dependency)
        yield from _kind(path, dependency)


def _support(path: Path, dependency: Dependency) -> Iterator[Finding]:
    support = dependency.support
    if support is None:
        yield Finding(
            "support-missing",
            path,
            "it is critical and external, and has no support path",
            "somebody must know whom to call",
            "Give support: path, responds_within and escalation.",
        )
        return
    if not support.escalation:
        yield Finding(
            "support-escalation-missing",
            (*path, "support"),
            "no escalation",
            "a step is required for when the first call does not help",
            "Give at least one step.",
        )
    promised, response = dependency.recovers_within, support.responds_within
    if promised and response and response > promised:
        yield Finding(
            "support-slower-than-recovery",
            (*path, "support", "responds_within"),
            f"somebody answers within {as_text(response)}",
            f"recovery is promised within {as_text(promised)}",
            "Ask the provider which of the two holds.",
        )


def _kind(path: Path, dependency: Dependency) -> Iterator[Finding]:
    is_external = dependency.kind is DependencyKind.EXTERNAL
    if is_external and dependency.service is not None:
        yield Finding(
            "external-service",
            (*path, "service"),
            f"it is external, and also the service {dependency.service} of this plan",
            "it can be only one of the two",
            "Make it internal, or remove service.",
        )
    promised = dependency.recovers_within is not None or dependency.availability is not None
    if is_external and promised and dependency.agreement is None:
        yield warning(
            "promise-without-agreement",
            path,
            "a promise, and no agreement that makes it",
            "every promise should name its source",
            "Name the contract or service level agreement.",
        )
