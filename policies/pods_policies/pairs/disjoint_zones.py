"""BC-POD-002: the two PODs of a service share no Availability Zone."""

from collections.abc import Iterator

from pydantic import Field

from pods_policies.finding import Change, Finding, NotApplicable, Undecided, Verdict
from pods_policies.pairs.service import (
    GROUP,
    INSTANCE,
    SECONDARY,
    PairSettings,
    Service,
    services_of,
)
from pods_policies.pairs.zones import SUBNET, are_disjoint, zones_of
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.rule import Severity, StackRule
from pods_policies.stack import Resource, Stack, resource

__all__ = ["DISJOINT_ZONES", "ZoneSettings"]


class ZoneSettings(PairSettings):
    """Where subnets made outside the stack are."""

    subnet_zones: dict[str, str] = Field(
        default_factory=dict,
        description="Availability Zone of each subnet made outside this stack, by subnet id.",
    )


def _check(stack: Stack, settings: ZoneSettings) -> Iterator[Verdict]:
    services = [one for one in services_of(stack, settings) if one.tier <= settings.max_tier]
    pairs = [one for one in services if one.has_both]
    if not pairs:
        yield NotApplicable("no service of this stack has both PODs: see BC-POD-001")
    for service in pairs:
        yield from _check_pair(stack, service, settings)


def _check_pair(stack: Stack, service: Service, settings: ZoneSettings) -> Iterator[Verdict]:
    primary = zones_of(stack, service.primary, settings.subnet_zones)
    secondary = zones_of(stack, service.secondary, settings.subnet_zones)
    apart = are_disjoint(primary, secondary)
    if apart is True:
        return
    required = "the loss of one zone must leave a POD (A8)"
    if apart is False:
        shared = ", ".join(sorted(primary.sure & secondary.sure))
        subject = _standing_in(stack, service.secondary, primary.sure, settings)
        observed = f"the secondary POD of service {service.name} is in {shared}, as the primary is"
        yield Finding(subject, observed, required, _change(subject, f"zones other than {shared}"))
    else:
        observed = f"the zones of the PODs of service {service.name} are not known"
        words = (
            "use subnets of this stack with a plain availability_zone, or give the zones of "
            "subnets made elsewhere as subnetZones in the configuration of BC-POD-002,"
        )
        change = Change("availabilityZone", "", words, part=SECONDARY)
        yield Undecided(service.secondary[0], observed, required, change)


def _standing_in(
    stack: Stack, members: tuple[Resource, ...], zones: frozenset[str], settings: ZoneSettings
) -> Resource:
    """Return the first member that stands in one of the zones."""
    standing = (
        one for one in members if zones_of(stack, [one], settings.subnet_zones).sure & zones
    )
    return next(standing, members[0])


def _change(subject: Resource, zones: str) -> Change:
    by_group = subject.type == GROUP
    by_subnet = subject.declared("vpcZoneIdentifiers" if by_group else "subnetId") is not ABSENT
    if by_subnet:
        prop = "vpcZoneIdentifiers" if by_group else "subnetId"
        python = "vpc_zone_identifiers" if by_group else "subnet_id"
        words = f"give {python} ({prop}) subnets in {zones}"
        return Change(prop, "", words, words_nearby=("availability_zone",), part=SECONDARY)
    prop = "availabilityZones" if by_group else "availabilityZone"
    python = "availability_zones" if by_group else "availability_zone"
    return Change(prop, "", f"give {python} ({prop}) {zones}", part=SECONDARY)


def _example_group(role: str) -> Resource:
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    return resource(
        GROUP,
        f"clinic-{role}",
        {"tags": tags, "vpcZoneIdentifiers": [UNKNOWN]},
        {"vpcZoneIdentifiers": (f"urn:pulumi:example::example::{SUBNET}::clinic-{role}",)},
    )


DISJOINT_ZONES = StackRule(
    id="BC-POD-002",
    title="The two PODs of a service share no Availability Zone",
    severity=Severity.CRITICAL,
    requirements=("A8", "D1"),
    reads=(GROUP, INSTANCE, SUBNET),
    checks="The zones of the primary and of the secondary POD have none in common. They are read "
    "from `availability_zones`, or from the subnets; where a subnet's id is not known yet, from "
    "the subnet of this stack that the id will come from. PODs in two Regions pass.",
    why="A POD that stands where the other one stands is lost with it.",
    remediation="Give the secondary POD subnets in another Availability Zone than the primary's.",
    settings=ZoneSettings,
    example=(
        _example_group("primary"),
        _example_group("secondary"),
        resource(SUBNET, "clinic-primary", {"availabilityZone": "us-east-1a"}),
        resource(SUBNET, "clinic-secondary", {"availabilityZone": "us-east-1a"}),
    ),
    check=_check,
)
