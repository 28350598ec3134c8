"""BC-HA-005: a group behind a load balancer replaces what the load balancer finds broken."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.reading import (
    ABSENT,
    UNKNOWN,
    Missing,
    Truth,
    UnreadableValueError,
    number,
    read,
    some,
)
from pods_policies.relations.attachments import attachments
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.services import GROUP
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, all_kept
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Kept, NotApplicable, Undecided, Verdict

__all__ = ["GROUP_HEALTH", "HealthSettings"]

ATTACHMENT: Final = "aws:autoscaling/attachment:Attachment"
_DEFAULT_GRACE: Final = 300
_BY_BALANCER: Final = "ELB"


class HealthSettings(TieredSettings):
    """How long a new instance may go unchecked."""

    grace_seconds: dict[str, int] = Field(
        default_factory=lambda: {"1": 300, "2": 300},
        description="Longest health check grace period of a group, by tier.",
    )


def _check(stack: Stack, settings: HealthSettings) -> Iterator[Verdict]:
    groups = stack.of_type(GROUP)
    if not groups:
        yield NotApplicable("no Auto Scaling group in this stack")
    beside = attachments(stack, [ATTACHMENT], ("autoscalingGroupName",), GROUP)
    for group in groups:
        tier = tier_of(group, settings)
        attached = some([_attached(group), beside.has(group)])
        if tier > settings.max_tier:
            yield NotApplicable(f"tier {tier} may wait for people to replace an instance", group)
        elif attached is False:
            yield NotApplicable("no load balancer checks this group", group)
        else:
            verdicts = [_judge_type(group, attached, tier), _judge_grace(group, tier, settings)]
            yield from all_kept(group, verdicts)


def _attached(group: Resource) -> Truth:
    """Answer whether a group says that it stands behind a load balancer."""
    found: list[Truth] = []
    for prop in ("targetGroupArns", "loadBalancers"):
        value = group.declared(prop)
        # A list that is not known yet may be empty, unless it comes from something.
        unknown = value is UNKNOWN and not group.depends.get(prop)
        found.append(UNKNOWN if unknown else value not in (ABSENT, []))
    sources = group.declared("trafficSources")
    if isinstance(sources, list):
        kinds = [read(one, "type") for one in sources]
        found += [UNKNOWN if kind is UNKNOWN else kind != "vpc-lattice" for kind in kinds]
    elif sources is UNKNOWN:
        found.append(UNKNOWN)
    return some(found)


def _judge_type(group: Resource, attached: Truth, tier: int) -> Verdict:
    required = f"tier {tier} replaces what its load balancer finds broken, without people (A7)"
    demand = Demand(group, "healthCheckType", required, Change("healthCheckType", '"ELB"'))
    declared = group.declared("healthCheckType")
    if declared is UNKNOWN:
        return demand.unknown
    if isinstance(declared, str) and _BY_BALANCER in declared.split(","):
        return Kept(group)
    if attached is UNKNOWN:
        observed = "whether it stands behind a load balancer is not known before the update"
        return Undecided(group, observed, required, demand.change)
    return demand.unset if declared is ABSENT else demand.refused("health_check_type is not ELB")


def _judge_grace(group: Resource, tier: int, settings: HealthSettings) -> Verdict:
    limit = settings.grace_seconds.get(str(tier), _DEFAULT_GRACE)
    prop = "healthCheckGracePeriod"
    required = f"tier {tier} checks a new instance after {limit} s at the latest (A7)"
    demand = Demand(group, prop, required, Change(prop, str(limit)))
    try:
        held = number(group.declared(prop))
    except UnreadableValueError:
        return demand.refused("health_check_grace_period is not a number")
    if held is UNKNOWN:
        return demand.unknown
    seconds = _DEFAULT_GRACE if isinstance(held, Missing) else held
    if seconds <= limit:
        return Kept(group)
    return demand.refused(f"health_check_grace_period is {seconds} s")


GROUP_HEALTH = StackRule(
    id="BC-HA-005",
    title="A group of tier 1 or 2 behind a load balancer replaces what that finds broken",
    severity=Severity.HIGH,
    requirements=("A4", "A7"),
    reads=(GROUP, ATTACHMENT),
    checks="`health_check_type` of an Auto Scaling group behind a load balancer names ELB, and its "
    "grace period (300 s unless set) is within the limit of its tier. A group stands behind a load "
    "balancer by its target groups, classic load balancers or traffic sources, or by an "
    "attachment.",
    why="With the health check of EC2 alone, a group keeps an instance whose application hangs: "
    "the load balancer sends it nothing, nobody replaces it, and the next failure finds one less.",
    remediation='Set health_check_type="ELB", and a grace period of what the application takes to '
    "start.",
    clauses=HIGH_AVAILABILITY,
    equivalents=(
        "Checkov CKV2_AWS_15",
        "Security Hub AutoScaling.1",
        "AWS Config AUTOSCALING_GROUP_ELB_HEALTHCHECK_REQUIRED",
        "Prowler autoscaling_group_elb_health_check_enabled",
    ),
    settings=HealthSettings,
    example=(
        resource(
            GROUP,
            "clinic-primary",
            {"targetGroupArns": ["arn:aws:elasticloadbalancing:us-east-1:111111111111:t/clinic"]},
        ),
    ),
    check=_check,
)
