"""The domain across Regions: home while it serves, then the recovery Region, then a page."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.topology import FailoverRecord, plan_regional_failover

__all__ = ["AliasTargetArgs", "PageTargetArgs", "RegionalFailover", "RegionalFailoverArgs"]


class AliasTargetArgs(TypedDict):
    """What a name may lead to."""

    dns_name: pulumi.Input[str]
    """Its own name in DNS."""
    zone_id: pulumi.Input[str]
    """Hosted zone of that name, which is AWS's."""


class PageTargetArgs(TypedDict):
    """A page that is always there."""

    dns_name: pulumi.Input[str]
    """Its own name in DNS: the `dns_name` of `StaticPage`."""
    zone_id: pulumi.Input[str]
    """Hosted zone of that name: the `zone_id` of `StaticPage`."""
    domains: NotRequired[list[str]]
    """Names that it is served under: with them, one that is missing is refused. Default: those
    that it needs are taken to be there."""


class RegionalFailoverArgs(TypedDict):
    """Inputs of `RegionalFailover`."""

    domain: str
    """Name under which the service is reached."""
    zone_id: pulumi.Input[str]
    """Hosted zone of the domain, and of the names below it: the `zone_id` of `Traffic`, which is
    known once the home's records are there, as Route 53 takes no alias of a name that is not."""
    home_name: str
    """Name of the home's failover pair, below the domain: the `record_name` of `Traffic`."""
    home_check_ids: NotRequired[pulumi.Input[list[pulumi.Input[str]]]]
    """Probes of the home's entries, the `health_check_ids` of `Traffic`: where none passes the
    home is gone, whatever its Region still says of its load balancers. Default: none."""
    recovery_entry: NotRequired[AliasTargetArgs]
    """Load balancer of the recovery Region. Default: none, and it may come later."""
    page: NotRequired[PageTargetArgs]
    """What is answered when nothing is left. Default: none, and it may come later."""
    away_name: NotRequired[str]
    """Name of what is not at home, below the domain. Default: away.<domain>."""
    held_away: NotRequired[bool]
    """Keep the domain away from the home although it is healthy: before the recovery Region takes
    writes, and until the home has them. Needs `home_check_ids`. Default: false."""
    tags: NotRequired[dict[str, str]]
    """Tags of the health check."""


@refuses_plainly
class RegionalFailover(pulumi.ComponentResource):
    """Two failover pairs, one below the other: what Route 53 answers follows health alone."""

    domain: pulumi.Output[str]
    """Name under which the service is reached."""
    away_name: pulumi.Output[str]
    """Name of what is not at home."""
    home_check_id: pulumi.Output[str]
    """Health check over the home's probes; empty without any."""

    def __init__(
        self, name: str, args: RegionalFailoverArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, RegionalFailoverArgs)
        super().__init__("pods:index:RegionalFailover", name, {}, opts)
        self._stem, self._args = name, args
        self._of_this = pulumi.ResourceOptions(parent=self)
        page = args.get("page")
        asked = {
            **args,
            "has_recovery": args.get("recovery_entry") is not None,
            "has_page": page is not None,
            "page_domains": page.get("domains") if page is not None else None,
            "has_checks": args.get("home_check_ids") not in (None, []),
        }
        self.plan = planned(name, plan_regional_failover, asked)
        check = self._check()
        self.records = self._records(check)
        self.domain = pulumi.Output.from_input(self.plan.domain)
        self.away_name = pulumi.Output.from_input(self.plan.away_name)
        self.home_check_id = check.id if check is not None else pulumi.Output.from_input("")
        self.register_outputs(
            {
                "domain": self.domain,
                "away_name": self.away_name,
                "home_check_id": self.home_check_id,
            }
        )

    def _check(self) -> aws.route53.HealthCheck | None:
        if not self.plan.records[0].is_checked:
            return None
        return aws.route53.HealthCheck(
            f"{self._stem}-home",
            type="CALCULATED",
            child_healthchecks=self._args["home_check_ids"],
            child_health_threshold=self.plan.home_threshold,
            tags={**(self._args.get("tags") or {}), "Name": f"{self._stem}-home"},
            opts=self._of_this,
        )

    def _records(self, check: aws.route53.HealthCheck | None) -> list[aws.route53.Record]:
        """Make what is below the domain before what leads there: Route 53 refuses the reverse."""
        of_domain = [each for each in self.plan.records if each.name == self.plan.domain]
        below = [
            self._record(each, check, []) for each in self.plan.records if each not in of_domain
        ]
        return [*below, *(self._record(each, check, below) for each in of_domain)]

    def _record(
        self,
        record: FailoverRecord,
        check: aws.route53.HealthCheck | None,
        after: list[aws.route53.Record],
    ) -> aws.route53.Record:
        target = self._target(record.leads_to)
        return aws.route53.Record(
            f"{self._stem}-{record.role}",
            zone_id=self._args["zone_id"],
            name=record.name,
            type="A",
            set_identifier=record.role,
            failover_routing_policies=[{"type": record.failover}],
            health_check_id=check.id if check is not None and record.is_checked else None,
            aliases=[
                {
                    "name": target["dns_name"],
                    "zone_id": target["zone_id"],
                    "evaluate_target_health": record.evaluates_target,
                }
            ],
            opts=pulumi.ResourceOptions(parent=self, depends_on=after),
        )

    def _target(self, place: str) -> AliasTargetArgs:
        """Return where a record leads: to a name beside it, or to another service's."""
        here = self._args["zone_id"]
        page = self._args.get("page")
        targets: dict[str, AliasTargetArgs | None] = {
            "home": {"dns_name": self._args["home_name"], "zone_id": here},
            "away": {"dns_name": self.plan.away_name, "zone_id": here},
            "recovery": self._args.get("recovery_entry"),
            "page": {"dns_name": page["dns_name"], "zone_id": page["zone_id"]} if page else None,
        }
        target = targets[place]
        assert target is not None  # noqa: S101 - the plan has a record only for what is given
        return target
