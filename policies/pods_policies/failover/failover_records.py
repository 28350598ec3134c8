"""BC-DNS-001: failover records come in pairs that can tell up from down, and lead apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pods_policies.clauses import ALTERNATE_SITE
from pods_policies.reading import UNKNOWN, Truth, UnreadableValueError
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.names import (
    FAILOVER,
    RECORD,
    Name,
    Target,
    failover_role,
    has_health,
    is_last_resort,
    name_of,
    routing_of,
    same_target,
    target_of,
)
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["FAILOVER_RECORDS"]

_ROLES: Final = ("PRIMARY", "SECONDARY")
_PAIRED: Final = "a failover needs a PRIMARY and a SECONDARY of the same name and type (C2)"
_APART: Final = "the two must lead to different places (C2)"
_HEALTHY: Final = "without health a record is answered even when its target is down (C2)"


@dataclass(frozen=True, slots=True)
class _Pair:
    """The failover records of one name."""

    by_role: dict[str, list[Resource]] = field(default_factory=dict)
    targets: dict[str, list[Target]] = field(default_factory=dict)

    @property
    def leads_apart(self) -> Truth:
        """Answer whether each primary leads elsewhere than each secondary."""
        answers = [
            same_target(one, other)
            for one in self.targets.get("PRIMARY", [])
            for other in self.targets.get("SECONDARY", [])
        ]
        if True in answers or not answers:
            return False
        return UNKNOWN if UNKNOWN in answers else True

    def called(self, name: Name) -> set[str]:
        """Return the words that a record leads to it by: its name, and the URNs of its records."""
        urns = {record.urn for records in self.by_role.values() for record in records}
        return urns | ({name[1]} if isinstance(name[1], str) else set())

    def leads_to(self) -> set[str]:
        """Return the names and URNs that its records lead to."""
        targets = [target for targets in self.targets.values() for target in targets]
        return {word for target in targets for word in (*target.known, *target.sources)}


def _check(stack: Stack, _settings: Settings) -> Iterator[Verdict]:
    records = [one for one in stack.of_type(RECORD) if routing_of(one) == FAILOVER]
    if not records:
        yield NotApplicable("no failover record in this stack")
    pairs: dict[Name, _Pair] = {}
    doubtful = [one for one in records if failover_role(one) is UNKNOWN]
    for record in records:
        role = failover_role(record)
        if role in _ROLES:
            pair = pairs.setdefault(name_of(stack, record), _Pair())
            pair.by_role.setdefault(role, []).append(record)
            pair.targets.setdefault(role, []).append(target_of(stack, record))
        elif role is not UNKNOWN:
            change = Change("failoverRoutingPolicies", '[{"type": "PRIMARY"}]')
            observed = "failoverRoutingPolicies names neither PRIMARY nor SECONDARY"
            yield Finding(record, observed, _PAIRED, change)
    for record in doubtful:
        observed = "whether it is PRIMARY or SECONDARY is not known before the update"
        yield Undecided(record, observed, _PAIRED, Change("failoverRoutingPolicies", ""))
    names = _Names(pairs, in_doubt=bool(doubtful))
    for name in pairs:
        yield from _judge(stack, name, names)


class _Names:
    """All failover pairs by name, and which of them lead to which."""

    def __init__(self, pairs: dict[Name, _Pair], *, in_doubt: bool) -> None:
        self.pairs = pairs
        self.apart = {name: pair.leads_apart for name, pair in pairs.items()}
        self._in_doubt = in_doubt
        self._unnamed = {name for name in pairs if isinstance(name[1], tuple)}
        self._called: dict[str, list[Name]] = {}
        self._led_to: dict[str, list[Name]] = {}
        for name, pair in pairs.items():
            for word in pair.called(name):
                self._called.setdefault(word, []).append(name)
            for word in pair.leads_to():
                self._led_to.setdefault(word, []).append(name)

    def may_be_paired(self, name: Name) -> bool:
        """Answer whether the missing record may be one whose name or role is not known yet."""
        others = len(self.pairs) > 1 if name in self._unnamed else bool(self._unnamed)
        return self._in_doubt or others

    def stands_in(self, name: Name) -> bool:
        """Answer whether a pair above or below this one leads apart.

        Where nothing is away yet, one pair of a chain may lead to one place: a record that came
        and went with it would have to be made under a name that still stands.
        """
        pair = self.pairs[name]
        above = (other for word in pair.called(name) for other in self._led_to.get(word, ()))
        below = (other for word in pair.leads_to() for other in self._called.get(word, ()))
        return any(
            other != name and self.apart[other] is True for each in (above, below) for other in each
        )


def _judge(stack: Stack, name: Name, names: _Names) -> Iterator[Verdict]:
    pair, apart = names.pairs[name], names.apart[name]
    found: list[Verdict] = []
    for role in _ROLES:
        for record in pair.by_role.get(role, []):
            found += _health(stack, record, role)
    missing = [role for role in _ROLES if role not in pair.by_role]
    anyone = next(record for records in pair.by_role.values() for record in records)
    if missing:
        found.append(_unpaired(anyone, missing[0], doubtful=names.may_be_paired(name)))
    elif apart is not True and not names.stands_in(name):
        found.append(_together(pair.by_role["SECONDARY"][0], apart))
    yield from found or [Kept(anyone)]


def _unpaired(record: Resource, role: str, *, doubtful: bool) -> Verdict:
    words = f'add aws.route53.Record(failover_routing_policies=[{{"type": "{role}"}}], …)'
    change = Change(FAILOVER, "", words, place="beside")
    if doubtful:
        observed = f"whether it has a {role} beside it is not known before the update"
        return Undecided(record, observed, _PAIRED, change)
    return Finding(record, f"it has no {role} beside it", _PAIRED, change)


def _together(record: Resource, apart: Truth) -> Verdict:
    words = "lead the SECONDARY to another load balancer or address than the PRIMARY,"
    change = Change("aliases", "", words)
    if apart is UNKNOWN:
        observed = "whether it leads elsewhere than the PRIMARY is not known before the update"
        return Undecided(record, observed, _APART, change)
    return Finding(record, "it leads where the PRIMARY leads", _APART, change)


def _health(stack: Stack, record: Resource, role: str) -> Iterator[Verdict]:
    words = "set health_check_id (healthCheckId), or evaluate_target_health=True of the alias,"
    change = Change("healthCheckId", "", words, words_nearby=("health_check_id", "aliases"))
    try:
        answer = has_health(record)
    except UnreadableValueError:
        observed = "evaluateTargetHealth is neither true nor false"
        yield Finding(record, observed, _HEALTHY, change)
        return
    if answer is UNKNOWN:
        observed = "whether it follows the health of its target is not known before the update"
        yield Undecided(record, observed, _HEALTHY, change)
    elif answer is False and not (role == "SECONDARY" and is_last_resort(stack, record)):
        yield Finding(record, f"the {role} follows no health", _HEALTHY, change)


def _example(role: str) -> Resource:
    return resource(
        RECORD,
        f"clinic-{role.lower()}",
        {
            "name": "clinic.example",
            "type": "CNAME",
            "ttl": 60,
            "records": [f"{role.lower()}.clinic.example"],
            "setIdentifier": role.lower(),
            "failoverRoutingPolicies": [{"type": role}],
        },
    )


FAILOVER_RECORDS = StackRule(
    id="BC-DNS-001",
    title="Failover records come in pairs that follow health and lead apart",
    severity=Severity.CRITICAL,
    requirements=("C2", "D1"),
    reads=(RECORD,),
    checks="Failover records of one zone, name and type are a PRIMARY and a SECONDARY. Each has a "
    "`health_check_id` or an alias that evaluates its target's health; a SECONDARY that leads to a "
    "static page (CloudFront, a website of S3) needs none, since it is the last answer. The two "
    "lead to different places; a pair that leads to one place passes where another pair leads to "
    "it, or it to another pair, and that one leads apart. Places are compared by name, and before "
    "these are known by the resources that they come from.",
    why="A PRIMARY alone, or one whose health nobody tells, is answered while it is down: the "
    "standby runs, and no one is sent there.",
    remediation="Give both records of the pair a health check or evaluate_target_health, and lead "
    "them to two entries.",
    clauses=ALTERNATE_SITE,
    example=(_example("PRIMARY"), _example("SECONDARY")),
    check=_check,
)
