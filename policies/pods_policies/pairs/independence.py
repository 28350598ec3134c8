"""BC-POD-006: nothing in the secondary POD depends on what goes down with the primary."""

from collections.abc import Iterator
from typing import Any, Final

from pods_policies.clauses import ALTERNATE_SITE, HIGH_AVAILABILITY, united
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.data.data_resources import DATABASE, VOLUME
from pods_policies.relations.graph import Use, uses_of
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.places.zones import SUBNETS, zone_of, zones_of
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.membership import (
    PRIMARY,
    SECONDARY,
    Members,
    is_away,
    members_of,
)
from pods_policies.relations.serving.services import (
    GROUP,
    INSTANCE,
    Pair,
    PairSettings,
    services_of,
)
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["INDEPENDENCE"]

_COPIED_FROM: Final = frozenset(
    {
        "replicateSourceDb",
        "replicationSourceIdentifier",
        "globalClusterIdentifier",
        "sourceDbClusterIdentifier",
        "sourceDbInstanceArn",
        "sourceAmiId",
        "sourceSnapshotId",
        "primaryKeyArn",
        "snapshotIdentifier",
        "restoreToPointInTime",
    }
)
"""What a copy is made from: read when it is made, and never when it serves."""
_EVERYWHERE: Final = ("aws:iam/", "aws:route53/", "aws:cloudfront/", "aws:organizations/")
"""Services without a Region of their own; what they decided goes on everywhere."""
_IN_A_ZONE: Final = (*SUBNETS, VOLUME, INSTANCE, DATABASE, "aws:ec2/natGateway:NatGateway")
_NAMES: Final = ("id", "arn", "endpoint", "address", "dnsName", "url", "repositoryUrl")
_SHORTEST: Final = 8
_REQUIRED: Final = "the secondary must stand when everything of the primary is gone (A8)"


def _check(stack: Stack, settings: PairSettings) -> Iterator[Verdict]:
    services = services_of(stack, settings)
    if not services:
        yield NotApplicable("no service in this stack: see BC-POD-001")
    for service in services:
        if service.tier > settings.max_tier:
            yield NotApplicable(f"service {service.name} is of tier {service.tier}")
        elif not service.pairs:
            reason = f"service {service.name} has not both PODs in this stack: see BC-POD-001"
            yield NotApplicable(reason)
        else:
            pair = service.pairs[0]
            ground = _Ground(stack, pair, settings)
            found = [
                verdict
                for one in service.members
                if ground.is_secondary(one)
                for verdict in _judge(stack, one, ground)
            ]
            yield from found or [Kept(pair.secondary[0])]


class _Ground:
    """Where the two PODs of a pair stand, and what goes down with the primary."""

    def __init__(self, stack: Stack, pair: Pair, settings: PairSettings) -> None:
        self._belongs: Members = members_of(stack)
        self._service = self._belongs.service(pair.secondary[0])
        self.spans_regions = pair.spans_regions
        self._regions = pair.regions
        own = zones_of(stack, pair.primary, settings.subnet_zones)
        other = zones_of(stack, pair.secondary, settings.subnet_zones)
        self._zones = own.sure - other.possible

    def is_secondary(self, one: Resource) -> bool:
        """Answer whether a resource is part of the secondary POD of this pair."""
        if self._belongs.role(one) != SECONDARY:
            return False
        return self.spans_regions or not is_away(one)

    def lost(self, one: Resource) -> str | None:
        """Return why a resource goes down with the primary, in words; None if it stays."""
        if one.type.startswith(_EVERYWHERE):
            return None
        if self.spans_regions:
            home = self._regions[0]
            return f"is in {home}, as the primary is" if region_of(one) == home else None
        mine = self._belongs.service(one) == self._service
        if mine and self._belongs.role(one) == PRIMARY and not is_away(one):
            return "is part of the primary POD"
        if one.type in _IN_A_ZONE and one.declared("multiAz") is not True:
            zone = zone_of(one)
            if zone in self._zones:
                return f"is in {zone}, the primary's zone"
        return None


def _judge(stack: Stack, one: Resource, ground: _Ground) -> Iterator[Verdict]:
    for use in uses_of(stack, one):
        why = None if use.prop in _COPIED_FROM else ground.lost(use.target)
        if why is None:
            continue
        observed = f"{use.prop} refers to {use.target.label}, which {why}"
        change = Change(use.prop, "", f"give {use.prop} what is the secondary's own", "in")
        named = True if use.literal else _is_named(one.declared(use.prop), use)
        if named is UNKNOWN and not _is_one_reference(one.declared(use.prop), one, use):
            said = (
                f"whether {use.prop} names {use.target.label}, which {why}, is not known before "
                "the update"
            )
            yield Undecided(one, said, _REQUIRED, change)
        elif named is not False:
            yield Finding(one, observed, _REQUIRED, change)


def _is_one_reference(value: Any, one: Resource, use: Use) -> bool:
    """Answer whether an unknown value comes from one resource alone, and so must name it."""
    entries = value if isinstance(value, list) else [value]
    unknown = sum(entry is UNKNOWN for entry in entries)
    return unknown >= len(one.depends.get(use.prop, ())) or len(one.depends[use.prop]) == 1


def _is_named(value: Any, use: Use) -> Any:
    """Answer whether a value's texts name the resource; `UNKNOWN` where a text is not known."""
    names = [name for name in map(use.target.computed, _NAMES) if isinstance(name, str)]
    texts = [*_texts(value)]
    if any(
        name in text
        for name in names
        if len(name) >= _SHORTEST
        for text in texts
        if isinstance(text, str)
    ):
        return True
    return UNKNOWN if UNKNOWN in texts or not names else False


def _texts(value: Any) -> Iterator[Any]:
    pending = [value]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            pending += one.values()
        elif isinstance(one, list):
            pending += one
        elif one is not ABSENT:
            yield one


def _group(role: str, zone: str, depends: dict[str, tuple[str, ...]] | None = None) -> Resource:
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    properties = {"tags": tags, "availabilityZones": [zone], "launchTemplate": {"id": UNKNOWN}}
    return resource(GROUP, f"clinic-{role}", properties, depends)


_TEMPLATE: Final = "aws:ec2/launchTemplate:LaunchTemplate"
_OWN: Final = {"pods:service": "clinic", "pods:role": "primary"}

INDEPENDENCE = StackRule(
    id="BC-POD-006",
    title="Nothing in the secondary POD depends on what goes down with the primary",
    severity=Severity.HIGH,
    requirements=("A8", "D1"),
    reads=_IN_A_ZONE,
    checks="No part of the secondary POD (by `pods:role`, or in its component) uses a part of the "
    "primary POD, or something that stands in a zone which only the primary uses: by the "
    "dependencies of its properties, or by the ids, ARNs and addresses in them. For PODs in two "
    "Regions, nothing in the primary's Region. What a replica or a copy is made from is read when "
    "it is made, and IAM, Route 53 and CloudFront are everywhere. What both share in one Region "
    "is judged by other rules; the recovery Region's PODs beside a pair are not judged here.",
    why="A standby that needs the primary's subnet, volume or queue goes down with it, and shows "
    "so only on the day.",
    remediation="Give the secondary its own, or share what stands in both zones.",
    clauses=united(ALTERNATE_SITE, HIGH_AVAILABILITY),
    settings=PairSettings,
    example=(
        _group("primary", "us-east-1a"),
        _group(
            "secondary",
            "us-east-1b",
            {"launchTemplate": (f"urn:pulumi:example::example::{_TEMPLATE}::clinic-instance",)},
        ),
        resource(_TEMPLATE, "clinic-instance", {"tags": _OWN}),
    ),
    check=_check,
)
