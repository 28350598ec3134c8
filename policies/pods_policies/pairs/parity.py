"""BC-POD-004: whatever the primary POD is made of, the secondary is made of too."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pods_policies.clauses import ALTERNATE_SITE
from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, read, some
from pods_policies.relations.data.data_resources import CACHE, DATABASE, DATABASE_CLUSTERS
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.entries import LOAD_BALANCERS
from pods_policies.relations.serving.membership import PRIMARY, SECONDARY, is_away, members_of
from pods_policies.relations.serving.services import (
    COMPUTE,
    CONTAINERS,
    GROUP,
    INSTANCE,
    NODES,
    Pair,
    PairSettings,
    Service,
    services_of,
)
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["PARITY"]

_REPLICATED: Final = "aws:secretsmanager/secret:Secret"
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "load balancer": LOAD_BALANCERS,
    "compute": COMPUTE,
    "database": (DATABASE, *DATABASE_CLUSTERS),
    "cache": (
        CACHE,
        "aws:elasticache/cluster:Cluster",
        "aws:elasticache/serverlessCache:ServerlessCache",
    ),
    "queue": ("aws:sqs/queue:Queue",),
    "secret": (_REPLICATED,),
}
_KIND_OF: Final = {token: kind for kind, tokens in _KINDS.items() for token in tokens}
_STORED: Final = "database"
"""Data is asked for by BC-POD-005, which knows copies of it."""
_WAYS_IN: Final[Mapping[str, tuple[str, ...]]] = {
    GROUP: ("targetGroupArns", "loadBalancers", "trafficSources"),
    CONTAINERS: ("loadBalancers",),
}
_ATTACHMENTS: Final = {
    "aws:autoscaling/attachment:Attachment": "autoscalingGroupName",
    "aws:lb/targetGroupAttachment:TargetGroupAttachment": "targetId",
}


def _check(stack: Stack, settings: PairSettings) -> Iterator[Verdict]:
    services = services_of(stack, settings)
    if not services:
        yield NotApplicable("no service in this stack: see BC-POD-001")
    attached = _attached(stack)
    for service in services:
        if service.tier > settings.max_tier:
            yield NotApplicable(f"service {service.name} is of tier {service.tier}")
        elif not service.pairs:
            reason = f"service {service.name} has not both PODs in this stack: see BC-POD-001"
            yield NotApplicable(reason)
        else:
            found = [*_of_service(stack, service, attached)]
            yield from found or [Kept(service.secondary[0])]


def _of_service(stack: Stack, service: Service, attached: set[str]) -> Iterator[Verdict]:
    pair = service.pairs[0]
    if pair.spans_regions:
        name = f"the secondary POD of service {service.name}"
        yield from _beyond(service, pair.secondary, name)
    else:
        yield from _beside(stack, service)
    yield from _served(service, pair, attached)
    if service.away:
        yield from _beyond(service, service.away, f"the recovery Region of service {service.name}")


def _beside(stack: Stack, service: Service) -> Iterator[Verdict]:
    """Compare two PODs of one Region; what has no role is shared by both."""
    belongs = members_of(stack)
    by_role: dict[object, list[Resource]] = {}
    for one in service.members:
        if one.type in _KIND_OF and not is_away(one):
            by_role.setdefault(belongs.role(one), []).append(one)
    own, other = by_role.get(PRIMARY, []), by_role.get(SECONDARY, [])
    shared, unsure = by_role.get(ABSENT, []), by_role.get(UNKNOWN, [])
    subject = service.secondary[0]
    name = f"the secondary POD of service {service.name}"
    for kind in _missing(own, [*other, *shared]):
        yield _lacks(subject, name, kind, in_doubt=kind in _kinds(unsure))
    for token, count in _counted(own).items():
        there = _counted(other)[token]
        if 0 < there < count:
            observed = f"{name} has {there} of the primary's {count} parts of compute"
            yield Finding(subject, observed, _REQUIRED, _add("compute"))


def _beyond(service: Service, compute: tuple[Resource, ...], name: str) -> Iterator[Verdict]:
    """Compare PODs of two Regions; nothing is shared but what is replicated."""
    there = {region_of(one) for one in compute}
    home: list[Resource] = []
    away: list[Resource] = []
    for one in service.members:
        if one.type in _KIND_OF:
            (away if is_away(one) or region_of(one) in there else home).append(one)
    for kind in _missing(home, away):
        replicated = some(_is_replicated(one, there) for one in home if _KIND_OF[one.type] == kind)
        if kind != _STORED and replicated is not True:
            yield _lacks(compute[0], name, kind, in_doubt=replicated is UNKNOWN)


def _is_replicated(one: Resource, regions: set[str | Missing]) -> Truth:
    if one.type != _REPLICATED:
        return False
    rows = one.declared("replicas")
    if rows is UNKNOWN:
        return Missing.UNKNOWN
    named = [read(row, "region") for row in rows] if isinstance(rows, list) else []
    return True if regions & set(named) else Missing.UNKNOWN if UNKNOWN in named else False


def _served(service: Service, pair: Pair, attached: set[str]) -> Iterator[Verdict]:
    """Judge whether requests reach the secondary where they reach the primary."""
    if any(_has_entry(one, attached) for one in pair.primary) and not any(
        _has_entry(one, attached) for one in pair.secondary
    ):
        subject = pair.secondary[0]
        prop = _WAYS_IN.get(subject.type, ("targetGroupArns",))[0]
        observed = f"the secondary POD of service {service.name} is behind no load balancer"
        words = "register it in a target group of an entry"
        yield Finding(subject, observed, _REQUIRED, Change(prop, "", words, part=SECONDARY))


def _has_entry(one: Resource, attached: set[str]) -> bool:
    own = any(one.declared(prop) not in (ABSENT, [], "") for prop in _WAYS_IN.get(one.type, ()))
    return own or one.urn in attached


def _attached(stack: Stack) -> set[str]:
    """Return the URNs of compute that resources of their own bring behind a load balancer."""
    return {
        target.urn
        for kind, prop in _ATTACHMENTS.items()
        for one in stack.of_type(kind)
        for target in resolve(stack, one, (prop,), GROUP, INSTANCE).everything
    }


def _kinds(resources: Iterable[Resource]) -> set[str]:
    return {_KIND_OF[one.type] for one in resources}


def _missing(own: Iterable[Resource], other: Iterable[Resource]) -> list[str]:
    return sorted(_kinds(own) - _kinds(other))


def _counted(resources: Iterable[Resource]) -> Counter[str]:
    """Count parts of compute; single instances are counted by BC-POD-003."""
    return Counter(one.type for one in resources if one.type in (GROUP, CONTAINERS, NODES))


_REQUIRED: Final = "it must be the full application stack (A10)"


def _add(kind: str) -> Change:
    words = f'add its {kind}, with the tag "pods:role": "secondary"'
    return Change("tags", "", words, place="beside", part=SECONDARY)


def _lacks(subject: Resource, name: str, kind: str, *, in_doubt: bool) -> Verdict:
    if in_doubt:
        observed = f"whether {name} has a {kind} is not known before the update"
        return Undecided(subject, observed, _REQUIRED, _add(kind))
    return Finding(subject, f"{name} has no {kind}", _REQUIRED, _add(kind))


def _example(kind: str, role: str) -> Resource:
    named = {"pods:service": "clinic", "pods:role": role}
    return resource(kind, f"clinic-{role}", {"tags": named})


PARITY = StackRule(
    id="BC-POD-004",
    title="Whatever the primary POD is made of, the secondary is made of too",
    severity=Severity.HIGH,
    requirements=("A10", "C2"),
    reads=(*_KIND_OF, *_ATTACHMENTS),
    checks="For each kind of part (load balancer, compute, database, cache, queue, secret) that "
    "carries the primary's role there is one with the secondary's, or one without a role, which "
    "both share; and as many groups, services of ECS or node groups. PODs in another Region, the "
    "recovery Region's among them, share nothing: each kind is there too, or the secret is "
    "replicated; data is asked for by BC-POD-005. Where the primary's compute is registered with a "
    "load balancer, so is the secondary's.",
    why="A secondary that lacks a part is found out when it is needed: without its queue, secret "
    "or entry the rest of it serves nobody.",
    remediation="Build both PODs with PodPair, or add what the secondary lacks.",
    clauses=ALTERNATE_SITE,
    settings=PairSettings,
    example=(
        _example(INSTANCE, "primary"),
        _example(INSTANCE, "secondary"),
        _example(CACHE, "primary"),
    ),
    check=_check,
)
