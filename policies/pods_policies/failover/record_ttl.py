"""BC-DNS-002: what moves traffic is not remembered for longer than a minute."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field

from pods_policies.clauses import ALTERNATE_SITE
from pods_policies.reading import ABSENT, UNKNOWN, Missing, UnreadableValueError, number
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.names import RECORD, is_alias, routing_of
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["RECORD_TTL", "RecordSettings"]


class RecordSettings(Settings):
    """How long an answer may be remembered."""

    max_ttl_seconds: int = Field(
        default=60,
        ge=0,
        le=86400,
        description="Longest time to live of a record that health or weights choose (T31).",
    )


def _check(record: Resource, settings: RecordSettings) -> Iterator[Verdict]:
    if routing_of(record) is None:
        yield NotApplicable("a record without a routing policy moves no traffic", record)
        return
    if is_alias(record):
        yield NotApplicable("an alias has the time to live of its target", record)
        return
    limit = settings.max_ttl_seconds
    required = f"clients must follow a failover within {limit} s (C2)"
    change = Change("ttl", str(limit))
    try:
        ttl = number(record.declared("ttl"))
    except UnreadableValueError:
        yield Finding(record, "ttl is not a number", required, change)
        return
    if ttl is UNKNOWN:
        yield Undecided(record, "ttl is not known before the update", required, change)
    elif isinstance(ttl, Missing):
        yield Finding(record, "ttl is not set", required, change)
    elif ttl > limit:
        yield Finding(record, f"ttl is {ttl} s", required, change)
    else:
        yield Kept(record)


def _mend(record: Resource, settings: RecordSettings) -> Mapping[str, Any]:
    ttl = record.declared("ttl")
    longer = isinstance(ttl, int | float) and ttl > settings.max_ttl_seconds
    is_plain = record.declared("aliases") in (ABSENT, []) and routing_of(record) is not None
    return {"ttl": settings.max_ttl_seconds} if longer and is_plain else {}


RECORD_TTL = ResourceRule(
    id="BC-DNS-002",
    title="A record that moves traffic lives for a minute at most",
    severity=Severity.MEDIUM,
    requirements=("C2",),
    reads=(RECORD,),
    checks="`ttl` of every record with a routing policy (failover, weighted, latency, geolocation, "
    "several answers) is at most 60 s. An alias has no time to live of its own, and a record "
    "without a routing policy always gives the same answer.",
    why="For as long as resolvers remember the old answer, clients go to the POD that is down, "
    "however quickly the standby took over.",
    remediation="Set ttl=60, or use an alias.",
    clauses=ALTERNATE_SITE,
    settings=RecordSettings,
    example=(
        resource(
            RECORD,
            "clinic-primary",
            {
                "name": "clinic.example",
                "type": "CNAME",
                "ttl": 300,
                "failoverRoutingPolicies": [{"type": "PRIMARY"}],
            },
        ),
    ),
    check=_check,
    mend=_mend,
)
