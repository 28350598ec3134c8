"""BC-HA-013: tasks and nodes spread over zones again by themselves, and bad releases go back."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.reading import ABSENT, UNKNOWN, Truth
from pods_policies.relations.places.networks import KUBERNETES, placement_of
from pods_policies.relations.places.zones import SUBNET, Zones
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.services import CONTAINERS, NODES
from pods_policies.relations.serving.twins import paired, peered
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, all_kept, flag_must_be
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["CONTAINER_PLACEMENT"]

_REBALANCING: Final = "availabilityZoneRebalancing"
_BREAKER: Final = "deploymentCircuitBreaker"
_LEAST: Final = 2


def _check(stack: Stack, settings: TieredSettings) -> Iterator[Verdict]:
    services, nodes = stack.of_type(CONTAINERS), stack.of_type(NODES)
    if not (services or nodes):
        yield NotApplicable("no ECS service or EKS node group in this stack")
    spread = _spread(stack, nodes, settings)
    twins = {**paired(stack, settings), **peered(stack, settings)}
    for one in (*services, *nodes):
        tier = tier_of(one, settings)
        is_zonal = one.urn in twins
        if tier > settings.max_tier:
            yield NotApplicable(f"tier {tier} may wait for people to spread it again", one)
        elif one.type == CONTAINERS:
            yield from _judge_service(one, tier, is_zonal=is_zonal)
        elif is_zonal:
            yield NotApplicable("the nodes of one POD of two: see BC-POD-002", one)
        else:
            yield _judge_nodes(one, spread[one.urn], tier)


def _judge_service(service: Resource, tier: int, *, is_zonal: bool) -> Iterator[Verdict]:
    found: list[Verdict] = [] if is_zonal else [_judge_rebalancing(service, tier)]
    controller = service.declared("deploymentController", "type")
    if controller in (ABSENT, "ECS"):
        found += _judge_breaker(service, tier)
    elif controller is UNKNOWN:
        required = f"tier {tier} goes back to the release that worked (B3)"
        observed = "deployment_controller.type is not known before the update"
        change = Change("deploymentController.type", '"ECS"')
        found.append(Undecided(service, observed, required, change))
    if found:
        yield from all_kept(service, found)
    else:
        yield NotApplicable("one POD of two, which something else than ECS deploys", service)


def _judge_rebalancing(service: Resource, tier: int) -> Verdict:
    required = f"tier {tier} has its tasks spread over the zones again after a loss (A5, A7)"
    demand = Demand(service, _REBALANCING, required, Change(_REBALANCING, '"ENABLED"'))
    if service.declared("schedulingStrategy") == "DAEMON":
        return Kept(service)  # one task on each container instance, wherever these are
    declared = service.declared(_REBALANCING)
    if declared is UNKNOWN:
        return demand.unknown
    state = service.computed(_REBALANCING) if declared is ABSENT else declared
    if state in (ABSENT, UNKNOWN, "ENABLED"):
        return Kept(service)  # AWS enables it for a new service that does not say
    return demand.refused("availability_zone_rebalancing is not ENABLED")


def _judge_breaker(service: Resource, tier: int) -> Iterator[Verdict]:
    for part in ("enable", "rollback"):
        path = f"{_BREAKER}.{part}"
        required = f"tier {tier} goes back to the release that worked (B3)"
        words = 'deployment_circuit_breaker={"enable": True, "rollback": True}'
        demand = Demand(service, path, required, Change(path, "", f"{words} ({_BREAKER})"))
        value = service.declared(_BREAKER, part)
        verdict = flag_must_be(demand, wanted=True, default=False, value=value)
        yield verdict
        if not isinstance(verdict, Kept):
            return  # what is not enabled cannot roll back


def _spread(stack: Stack, nodes: list[Resource], settings: TieredSettings) -> dict[str, Zones]:
    """Return, for each node group, the zones of all node groups of its cluster."""
    together: dict[str, list[Resource]] = defaultdict(list)
    for group in nodes:
        cluster = resolve(stack, group, ("clusterName",), KUBERNETES)
        named = [*(one.urn for one in cluster.certain), *cluster.elsewhere]
        together[named[0] if len(named) == 1 else group.urn].append(group)
    found: dict[str, Zones] = {}
    for groups in together.values():
        zones = Zones()
        for group in groups:
            zones |= placement_of(stack, group, settings).zones
        found |= {group.urn: zones for group in groups}
    return found


def _judge_nodes(group: Resource, zones: Zones, tier: int) -> Verdict:
    required = f"tier {tier} has nodes in two zones (A4, A5)"
    words = "give subnet_ids (subnetIds) subnets in a second zone, or add a node group there"
    change = Change("subnetIds", "", words)
    answer: Truth = zones.are_at_least(_LEAST)
    if answer is True:
        return Kept(group)
    if answer is UNKNOWN:
        observed = "the zones of its cluster's nodes are not known before the update"
        return Undecided(group, observed, required, change)
    observed = f"all nodes of its cluster are in {zones}" if zones.possible else "it has no subnet"
    return Finding(group, observed, required, change)


CONTAINER_PLACEMENT = StackRule(
    id="BC-HA-013",
    title="Tasks and nodes of tier 1 or 2 spread over zones, and bad releases go back",
    severity=Severity.MEDIUM,
    requirements=("A4", "A5", "A7", "B3"),
    reads=(CONTAINERS, NODES, KUBERNETES, SUBNET),
    checks="ECS services do not turn Availability Zone rebalancing off, and their deployment "
    "circuit breaker is on, with rollback, where ECS itself deploys. The node groups of an EKS "
    "cluster together are in two zones. A POD with its twin is in one zone by design, and needs "
    "the circuit breaker alone.",
    why="After the loss of a zone all tasks are in the others, and without rebalancing they stay "
    "there, for the next loss to take. A release whose tasks never become healthy replaces the one "
    "that worked, unless the circuit breaker takes it back.",
    remediation='Set availability_zone_rebalancing="ENABLED" and deployment_circuit_breaker with '
    "enable and rollback. Put node groups into two zones.",
    clauses=HIGH_AVAILABILITY,
    settings=TieredSettings,
    example=(resource(CONTAINERS, "clinic", {_REBALANCING: "DISABLED"}),),
    check=_check,
)
