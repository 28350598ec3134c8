"""Whether the failures and failovers of databases are told, and through what."""

from collections.abc import Iterable, Iterator
from typing import Final
from weakref import WeakKeyDictionary

from pods_policies.detection.event_rules import Pattern, rules_with_targets
from pods_policies.reading import ABSENT, UNKNOWN, Truth, some
from pods_policies.relations.data.data_resources import DATABASE, DATABASE_CLUSTERS
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = ["KINDS", "RDS_EVENTS", "database_is_watched"]

RDS_EVENTS: Final = "aws:rds/eventSubscription:EventSubscription"
KINDS: Final = {DATABASE: "db-instance", DATABASE_CLUSTERS[0]: "db-cluster"}
"""What RDS calls a source of events, by type."""

_CATEGORIES: Final = ("failover", "failure")
_DETAIL_TYPES: Final = {
    "db-instance": "RDS DB Instance Event",
    "db-cluster": "RDS DB Cluster Event",
}
_ALL: Final = ""

_Watch = tuple[Resource, Pattern | None]
"""A subscription, or an event rule with its pattern."""
_WATCHES: WeakKeyDictionary[Stack, dict[str, list[_Watch]]] = WeakKeyDictionary()


def database_is_watched(stack: Stack, database: Resource) -> Truth:
    """Answer whether a failover and a failure of an RDS instance or cluster are told."""
    if stack not in _WATCHES:
        found: dict[str, list[_Watch]] = {}
        for about, watch in (*_subscriptions(stack), *_rules(stack)):
            found.setdefault(about, []).append(watch)
        _WATCHES[stack] = found
    known = _WATCHES[stack]
    keys = {_ALL, database.urn, *_identifiers(database)}
    answer: Truth = False
    for one, pattern in (watch for key in sorted(keys) for watch in known.get(key, [])):
        truth = _is_watched_by(stack, one, pattern, database)
        if truth is True:  # one is enough: those to all databases may be many
            return True
        answer = some([answer, truth])
    return answer


def _identifiers(database: Resource) -> Iterator[str]:
    for prop in ("identifier", "clusterIdentifier"):
        value = database.computed(prop)
        if isinstance(value, str):
            yield value


def _subscriptions(stack: Stack) -> Iterator[tuple[str, _Watch]]:
    """Yield the subscriptions by the URN of each database that they name; `""` for all."""
    for one in stack.of_type(RDS_EVENTS):
        named = resolve(stack, one, ("sourceIds",), *KINDS)
        of_all = one.declared("sourceIds") in (ABSENT, []) or not named.complete
        for urn in [_ALL] if of_all else [each.urn for each in named.everything]:
            yield urn, (one, None)


def _rules(stack: Stack) -> Iterator[tuple[str, _Watch]]:
    """Yield the event rules on databases by the identifiers that they name; `""` for all."""
    for rule, pattern in rules_with_targets(stack):
        if not pattern.is_known:
            sources = stack.sources(rule, "eventPattern", *KINDS)
            yield from ((one.urn, (rule, pattern)) for one in sources)
            if not sources:
                yield _ALL, (rule, pattern)
        elif pattern.admits("aws.rds", "source") is not False:
            named = pattern.plain("detail", "SourceIdentifier")
            yield from ((name, (rule, pattern)) for name in ([_ALL] if named is None else named))


def _is_watched_by(stack: Stack, one: Resource, pattern: Pattern | None, of: Resource) -> Truth:
    kind = KINDS[of.type]
    if pattern is None:
        return _subscribed(stack, one, of, kind)
    if not pattern.is_known:  # made from the database, it is about its events
        return of in stack.sources(one, "eventPattern", of.type) or UNKNOWN
    asked = [
        pattern.admits(_DETAIL_TYPES[kind], "detail-type"),
        *(pattern.admits(each, "detail", "EventCategories") for each in _CATEGORIES),
        some(
            [pattern.admits(name, "detail", "SourceIdentifier") for name in _identifiers(of)]
            or [UNKNOWN]
        ),
    ]
    return _all(asked)


def _subscribed(stack: Stack, one: Resource, database: Resource, kind: str) -> Truth:
    if one.declared("enabled") is False or one.declared("snsTopic") is ABSENT:
        return False
    sort = one.declared("sourceType")
    if sort not in (ABSENT, UNKNOWN, kind):
        return False
    mine: Truth = True
    if one.declared("sourceIds") not in (ABSENT, []):
        mine = resolve(stack, one, ("sourceIds",), *KINDS).includes(database)
    return _all([sort is not UNKNOWN or UNKNOWN, mine, *_categories(one)])


def _categories(one: Resource) -> Iterator[Truth]:
    wanted = one.declared("eventCategories")
    for category in _CATEGORIES:
        if wanted in (ABSENT, []):
            yield True
        elif isinstance(wanted, list):
            yield some(UNKNOWN if each is UNKNOWN else each == category for each in wanted)
        else:
            yield UNKNOWN if wanted is UNKNOWN else False


def _all(truths: Iterable[Truth]) -> Truth:
    seen = list(truths)
    return False if False in seen else UNKNOWN if UNKNOWN in seen else True
