"""Several pairs on one platform, and the customers that each of them serves."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments, named
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.monitoring import AlertsSettings
from pods.components.pod_pair import PodPair, PodPairArgs
from pods.components.pod_pair.planned import with_plan
from pods.components.pod_pair.preflight import refuse_impossible
from pods.components.regions.stack import region_of_stack
from pods.components.shared_platform import PlatformArgs
from pods.errors import Problem, TopologyError
from pods.topology import FleetPlan, Move, PairShare, plan_fleet

__all__ = ["PodFleet", "PodFleetArgs"]


class PodFleetArgs(TypedDict):
    """Inputs of `PodFleet`."""

    domain: str
    """Domain of the names: each customer is reached as <customer>.<domain>."""
    platform: PlatformArgs
    """Network and boundary of every pair: the `outputs` of a `Platform`, or `platform_of`."""
    availability_zones: list[str]
    """Two of the platform's Availability Zones, over which the primaries are spread."""
    pairs: dict[str, PodPairArgs]
    """The pairs, by name, in the order in which they came: a new one goes last. What they leave out
    of owner, alerts and platform is the fleet's; the zone of the primary follows from the order."""
    customers: list[str]
    """The customers, each by a name that can be part of a domain name."""
    owner: NotRequired[str]
    """Team that answers for the pairs. Default: what each pair, or its plan, says."""
    alerts: NotRequired[AlertsSettings]
    """Who is told when something fails. Default: what each pair, or its plan, says."""
    weights: NotRequired[dict[str, float]]
    """Share of a pair against the others, 0 for none but those pinned to it. Default: 1."""
    most_customers: NotRequired[dict[str, int]]
    """Customers that a pair can take. Default: no limit."""
    pins: NotRequired[dict[str, str]]
    """Pair of a customer, whatever its share would be. Default: none."""
    residents: NotRequired[dict[str, str]]
    """Pair with which a customer's data lies now; whoever would be served elsewhere is reported.
    Default: none, and then nothing is."""
    tags: NotRequired[dict[str, str]]
    """Further tags of every pair."""


@refuses_plainly
class PodFleet(pulumi.ComponentResource):
    """Pairs whose primaries are spread over both zones, and a name for each customer."""

    assignment: pulumi.Output[dict[str, str]]
    """Pair of each customer; kept, it is the next deployment's `residents`."""
    primary_zones: pulumi.Output[dict[str, str]]
    """Zone of each pair's primary POD."""
    urls: pulumi.Output[dict[str, str]]
    """Address of each pair."""
    zone_id: pulumi.Output[str]
    """Hosted zone of the names."""

    def __init__(
        self, name: str, args: PodFleetArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, PodFleetArgs, planned=_planned_pairs(args))
        region = region_of_stack(opts)
        self.plan = _planned(name, args, region)
        pairs = {pair: _pair(args, pair, self.plan) for pair in args["pairs"]}
        _refuse_impossible(name, pairs, args["domain"], region)
        super().__init__("pods:index:PodFleet", name, {}, opts)
        for move in self.plan.moves:
            pulumi.log.warn(str(_moved(move)), resource=self)
        of_this = pulumi.ResourceOptions(parent=self)
        self.zone_id = _zone(name, args, of_this)
        self.pairs: dict[str, PodPair] = {}
        for pair, given in pairs.items():
            platform: Any = {**given["platform"], "zone_id": self.zone_id}
            whole: Any = {**given, "platform": platform}
            self.pairs[pair] = PodPair(f"{name}-{pair}", whole, of_this)
        for customer, pair in self.plan.pair_of.items():
            self._lead(f"{name}-{customer}", f"{customer}.{args['domain']}", pair, pairs)
        self.assignment = pulumi.Output.from_input(dict(self.plan.pair_of))
        self.primary_zones = pulumi.Output.from_input(dict(self.plan.primary_zones))
        urls = {pair: made.url for pair, made in self.pairs.items()}
        self.urls = pulumi.Output.all(**urls).apply(dict)
        self.register_outputs(
            {
                "assignment": self.assignment,
                "primary_zones": self.primary_zones,
                "urls": self.urls,
                "zone_id": self.zone_id,
            }
        )

    def _lead(self, stem: str, domain: str, pair: str, pairs: Mapping[str, Any]) -> None:
        """Lead a customer's name to its pair's, and so to whichever entry that leads to."""
        aws.route53.Record(
            stem,
            zone_id=self.zone_id,
            name=domain,
            type="A",
            aliases=[
                {
                    "name": pairs[pair]["domain"],
                    "zone_id": self.zone_id,
                    "evaluate_target_health": True,
                }
            ],
            # Route 53 takes no alias of a name that is not there yet.
            opts=pulumi.ResourceOptions(parent=self, depends_on=self.pairs[pair].names.records),
        )


def _planned_pairs(args: object) -> list[str]:
    """Return the places of the pairs that have a plan, in args of which nothing is sure yet."""
    pairs = args.get("pairs") if isinstance(args, Mapping) else None
    return [
        f"pairs.{pair}."
        for pair, given in (pairs.items() if isinstance(pairs, Mapping) else ())
        if isinstance(given, Mapping) and given.get("plan") is not None
    ]


def _planned(name: str, args: PodFleetArgs, region: str | None) -> FleetPlan:
    weights, most = args.get("weights") or {}, args.get("most_customers") or {}
    known = args["pairs"]
    strangers = [
        Problem(f"{key}.{pair}", "no such pair", f"there are {', '.join(known)}", "Name a pair.")
        for key, given in (("weights", weights), ("most_customers", most))
        for pair in given
        if pair not in known
    ]
    TopologyError.refuse(named(name, strangers))
    shares = {
        pair: PairShare(
            weight=float(weights.get(pair, 1)),
            most_customers=None if pair not in most else int(most[pair]),
        )
        for pair in known
    }
    fixed = {
        pair: zone
        for pair, given in known.items()
        if (zone := (given.get("primary") or {}).get("availability_zone")) is not None
    }
    return planned(
        name, plan_fleet, {**args, "pairs": shares, "primary_zones": fixed, "region": region}
    )


def _pair(args: PodFleetArgs, pair: str, plan: FleetPlan) -> Any:
    """Return the args of one pair, with the fleet's under them, and the zones as planned."""
    first = plan.primary_zones[pair]
    shared = {key: args.get(key) for key in ("owner", "alerts", "platform")}
    given = {key: value for key, value in args["pairs"][pair].items() if value is not None}
    return {
        **{key: value for key, value in shared.items() if value is not None},
        "service": pair,
        **given,
        "availability_zones": sorted(args["availability_zones"], key=lambda zone: zone != first),
        "tags": {**(args.get("tags") or {}), **(args["pairs"][pair].get("tags") or {})},
    }


def _refuse_impossible(
    name: str, pairs: Mapping[str, Any], domain: str, region: str | None
) -> None:
    """Raise `TopologyError` with what any pair would refuse, and for names outside the domain."""
    problems: list[Problem] = []
    for pair, given in pairs.items():
        if not str(given["domain"]).endswith(f".{domain}"):
            problem = Problem(
                f"pairs.{pair}.domain",
                f"{given['domain']!r}",
                f"a pair's name lies under {domain}, where its customers' names lead to it",
                f"Use {pair}.{domain}.",
            )
            problems += named(name, [problem])
        try:
            asked = with_plan(f"{name}-{pair}", given, PodPairArgs)
            refuse_impossible(f"{name}-{pair}", asked.args, region)
        except TopologyError as error:
            problems.extend(error.problems)
    TopologyError.refuse(dict.fromkeys(problems))


def _moved(move: Move) -> Problem:
    return Problem(
        f"customer {move.customer}",
        f"its data lies with {move.source}, and {move.target} is to serve it",
        "a name moves with the data",
        f'Move the data first, or keep it there: "pins": {{"{move.customer}": "{move.source}"}}.',
    )


def _zone(name: str, args: PodFleetArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    given = args["platform"].get("zone_id")
    if given is not None:
        return pulumi.Output.from_input(given)
    zone = aws.route53.Zone(
        f"{name}-domain",
        name=args["domain"],
        comment=f"Names under {args['domain']}",
        tags={**(args.get("tags") or {}), "Name": f"{name}-domain"},
        opts=opts,
    )
    return zone.zone_id
