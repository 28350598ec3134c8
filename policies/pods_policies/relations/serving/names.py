"""Records of Route 53: how they answer, what tells their health, and where they lead."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, flag, some
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = [
    "ALIAS_SECONDS",
    "FAILOVER",
    "HEALTH_CHECK",
    "RECORD",
    "ZONE",
    "Name",
    "Target",
    "failover_role",
    "has_health",
    "is_alias",
    "is_last_resort",
    "name_of",
    "routing_of",
    "same_target",
    "target_of",
]

RECORD: Final = "aws:route53/record:Record"
HEALTH_CHECK: Final = "aws:route53/healthCheck:HealthCheck"
ZONE: Final = "aws:route53/zone:Zone"
FAILOVER: Final = "failoverRoutingPolicies"
ALIAS_SECONDS: Final = 60
"""Time to live of an alias to a load balancer (T31 of docs/recovery-figures.md)."""

_ROUTINGS: Final = (
    FAILOVER,
    "weightedRoutingPolicies",
    "latencyRoutingPolicies",
    "geolocationRoutingPolicies",
    "geoproximityRoutingPolicy",
    "cidrRoutingPolicy",
    "multivalueAnswerRoutingPolicy",
)
_CLOUDFRONT: Final = "aws:cloudfront/distribution:Distribution"
_CLOUDFRONT_ZONE: Final = "Z2FDTNDATAQYW2"
"""The one hosted zone of all CloudFront distributions; their health cannot be evaluated."""

Name = tuple[Any, Any, Any]
"""Zone, name and type that records of one answer share."""


def routing_of(record: Resource) -> str | None:
    """Return the property by which Route 53 chooses among records of this name; None for none."""
    return next(
        (prop for prop in _ROUTINGS if record.declared(prop) not in (ABSENT, False, [], "")), None
    )


def failover_role(record: Resource) -> Any:
    """Return `PRIMARY` or `SECONDARY`, `UNKNOWN`, or whatever stands in that place."""
    policies = record.declared(FAILOVER)
    return record.declared(FAILOVER, "type" if isinstance(policies, dict) else 0, *_type(policies))


def _type(policies: Any) -> tuple[str, ...]:
    return () if isinstance(policies, dict) else ("type",)


def name_of(stack: Stack, record: Resource) -> Name:
    """Return what two records have in common that answer for one name.

    A zone that is made now, and a name built from it, are told by the resources they come from.
    """
    zone, name, kind = (record.declared(prop) for prop in ("zoneId", "name", "type"))
    zones = tuple(one.urn for one in stack.sources(record, "zoneId", ZONE))
    if isinstance(name, str):
        name = name.lower().rstrip(".")
    elif name is UNKNOWN:
        name = (UNKNOWN, *sorted(record.depends.get("name", ())))
    return zones or _plain(zone), _plain(name), _plain(kind)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | tuple | Missing) else repr(type(value))


def is_alias(record: Resource) -> bool:
    """Answer whether the record leads to a resource of AWS, whose time to live it takes."""
    return record.declared("aliases") not in (ABSENT, [])


def has_health(record: Resource) -> Truth:
    """Answer whether something tells Route 53 that the target is down: a check, or the target."""
    check = record.declared("healthCheckId")
    if check not in (ABSENT, ""):
        return True  # also before its id is known: it is set
    aliases = record.declared("aliases")
    if aliases is UNKNOWN:
        return Missing.UNKNOWN
    rows = aliases if isinstance(aliases, list) else []
    return some(
        flag(record.declared("aliases", index, "evaluateTargetHealth"), default=False)
        for index in range(len(rows))
    )


def is_last_resort(stack: Stack, record: Resource) -> bool:
    """Answer whether it leads to a static page, whose health Route 53 cannot evaluate."""
    zone, name = (record.declared("aliases", 0, prop) for prop in ("zoneId", "name"))
    of_page = isinstance(name, str) and ("s3-website" in name or name.endswith(".cloudfront.net"))
    return (
        zone == _CLOUDFRONT_ZONE or of_page or bool(stack.sources(record, "aliases", _CLOUDFRONT))
    )


@dataclass(frozen=True, slots=True)
class Target:
    """Where a record leads: known names or addresses, or the resources that they come from."""

    known: frozenset[str]
    sources: frozenset[str] = frozenset()
    complete: bool = True
    """False where a part is neither known nor told by a resource."""


def target_of(stack: Stack, record: Resource) -> Target:
    """Return where a record leads."""
    prop = "aliases" if is_alias(record) else "records"
    values = list(_values(record, prop))
    known = frozenset(value.lower().rstrip(".") for value in values if isinstance(value, str))
    if values and all(isinstance(value, str) for value in values):
        return Target(known)
    sources = frozenset(
        urn
        for urn in record.depends.get(prop, ())
        if urn not in stack.by_urn or stack.by_urn[urn].type != ZONE
    )
    return Target(known, sources, complete=bool(sources))


def _values(record: Resource, prop: str) -> Iterator[Any]:
    found = record.declared(prop)
    rows = found if isinstance(found, list) else [found]
    for index in range(len(rows)):
        if rows is not found:
            yield found
        else:
            yield record.declared(prop, index, *(("name",) if prop == "aliases" else ()))


def same_target(one: Target, other: Target) -> Truth:
    """Answer whether two records lead to the same place.

    A name that is known cannot be that of a resource which is still to be made.
    """
    if not (one.complete and other.complete):
        return UNKNOWN
    if bool(one.sources) != bool(other.sources):
        return False
    if not one.sources:
        return one.known == other.known
    if one.sources == other.sources:
        return True if len(one.sources) == 1 else UNKNOWN
    return UNKNOWN if one.sources & other.sources else False
