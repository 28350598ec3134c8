"""BC-HA-008: nothing that a service needs exists once, in one zone."""

from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.reading import UNKNOWN, Truth, every, some
from pods_policies.relations.backups.backup_paths import paths_of
from pods_policies.relations.data.data_resources import VOLUME
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.companions import (
    ADDRESS,
    ADDRESS_ASSOCIATION,
    ATTACHMENTS,
    INTERFACE,
    INTERFACE_ATTACHMENT,
    Companions,
)
from pods_policies.relations.serving.services import INSTANCE
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["SINGLE_POINTS"]

_BOUND_BY: Final = {
    ADDRESS: ("instance", "address"),
    ADDRESS_ASSOCIATION: ("instanceId", "address"),
    INTERFACE: ("attachments", "network interface"),
    INTERFACE_ATTACHMENT: ("instanceId", "network interface"),
}
_JUDGED: Final = (INSTANCE, *_BOUND_BY, VOLUME)


def _check(stack: Stack, settings: TieredSettings) -> Iterator[Verdict]:
    judged = stack.of_type(*_JUDGED)
    if not judged:
        yield NotApplicable("no instance, address, network interface or volume in this stack")
        return
    companions = Companions(stack, settings)
    for one in judged:
        tier = tier_of(one, settings)
        if tier > settings.max_tier:
            yield NotApplicable(f"tier {tier} may have a single point of failure", one)
        elif one.type == INSTANCE:
            yield _judge_instance(one, companions, tier)
        elif one.type == VOLUME:
            yield _judge_volume(stack, one, tier)
        else:
            yield _judge_binding(one, companions, tier)


def _judge_instance(instance: Resource, companions: Companions, tier: int) -> Verdict:
    required = f"tier {tier} has no single point of failure (A4)"
    words = "use an aws.autoscaling.Group over two zones, or a second POD, instead"
    change = Change("", "", words, "of")
    outlasts = companions.outlast_a_zone(instance)
    if outlasts is True:
        return Kept(instance)
    if outlasts is UNKNOWN:
        observed = "whether its like stands in another zone is not known before the update"
        tell = "use subnets with a plain availability_zone, or set subnetZones"
        return Undecided(instance, observed, required, Change("availabilityZone", "", tell))
    return Finding(instance, "no other instance in another zone does its work", required, change)


def _judge_binding(one: Resource, companions: Companions, tier: int) -> Verdict:
    prop, what = _BOUND_BY[one.type]
    bound = companions.bound(one, prop)
    if bound is None:
        return NotApplicable(f"no instance hangs on this {what}", one)
    required = f"tier {tier} is reached in another zone as well (A4, D1)"
    words = "put a load balancer or a failover record in front of the instances"
    change = Change(prop, "", words)
    instances = bound.certain
    outlasts: Truth = every(companions.outlast_a_zone(each) for each in instances)
    if not instances or bound.possible or not bound.complete:
        outlasts = False if bound.elsewhere else UNKNOWN
    if outlasts is True:
        return Kept(one)
    if outlasts is UNKNOWN:
        observed = f"whether another instance is reached without this {what} is not known"
        return Undecided(one, observed, required, change)
    return Finding(one, f"this {what} leads to one instance alone", required, change)


def _judge_volume(stack: Stack, volume: Resource, tier: int) -> Verdict:
    required = f"tier {tier} has its data outside of one zone (A4, A9)"
    words = "let a snapshot policy or a backup selection reach the volume, by its tags"
    reached = some(path.reaches for path in paths_of(stack, volume))
    if reached is True:
        return Kept(volume)
    change = Change("tags", "", words)
    if reached is UNKNOWN:
        observed = "whether a backup reaches it is not known before the update"
        return Undecided(volume, observed, required, change)
    return Finding(volume, "it is the only copy of its data, in one zone", required, change)


SINGLE_POINTS = StackRule(
    id="BC-HA-008",
    title="Tier 1 and 2 have no single point of failure",
    severity=Severity.HIGH,
    requirements=("A4", "D1"),
    reads=(*_JUDGED, *ATTACHMENTS),
    checks="An instance has its like in another zone: the other POD of its service, an instance "
    "behind the same load balancer, or one of the same service launched from the same image. An "
    "Elastic IP or network interface does not lead to an instance that has none. A volume, which "
    "lives in one zone, is reached by a backup. Auto Scaling groups are judged by BC-HA-006.",
    why="One machine, one address, one disk: whatever exists once stops the service when it "
    "stops, and to replace it takes people, time and, for a disk, data.",
    remediation="Replace the instance by a group over two zones, or give it a second POD; reach it "
    "by a load balancer or a failover record; back the volume up.",
    clauses=HIGH_AVAILABILITY,
    equivalents=(
        "Security Hub EC2.17",
        "AWS Config EC2_INSTANCE_MULTIPLE_ENI_CHECK",
        "AWS Config EIP_ATTACHED",
        "Prowler ec2_instance_uses_single_eni",
        "Prowler ec2_elastic_ip_unassigned",
    ),
    settings=TieredSettings,
    example=(resource(INSTANCE, "clinic-server", {"availabilityZone": "us-east-1a"}),),
    check=_check,
)
