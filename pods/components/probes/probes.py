"""Looks at a service from other Regions, and tells people there what is seen."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Mapping
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.monitoring.alarms import HEALTH_CHECK_REGION, Alarm, raise_alarms
from pods.components.monitoring.alerts import Alerts, AlertsArgs, SubscriptionArgs, channels_of
from pods.components.probes.place import Place, look_from
from pods.components.regions.stack import region_of_stack
from pods.topology import plan_channels, plan_probes

__all__ = ["Probes", "ProbesArgs", "ProbesSettings"]


class ProbesSettings(TypedDict):
    """What a product may choose of its probes."""

    regions: NotRequired[list[str]]
    """Regions to look from, at least two and none of them the service's. Default: two of us-west-2,
    eu-west-1 and us-east-1."""
    interval_seconds: NotRequired[int]
    """Seconds between two runs: whole minutes, at most 60. Default: 60."""
    timeout_seconds: NotRequired[int]
    """Seconds after which a run that has not ended has failed. Default: 30."""
    health_path: NotRequired[str]
    """Path that answers 200 while the service can serve. Default: /health."""
    expected_text: NotRequired[str]
    """Text that must be in the answer. Default: any answer will do."""
    runtime_version: NotRequired[str]
    """Runtime of Node.js and Puppeteer. Default: syn-nodejs-puppeteer-15.0."""


class ProbesArgs(ProbesSettings):
    """Inputs of `Probes`."""

    url: pulumi.Input[str]
    """Address of the service, without a path."""
    subscriptions: list[SubscriptionArgs]
    """Those who are told, as in `Alerts`."""
    topic_arns: NotRequired[dict[str, pulumi.Input[str]]]
    """Topics that people are already told through, by Region. Default: one is made in each."""
    test_at: NotRequired[str]
    """UTC time of the daily test message of each topic that is made. Default: 09:00."""
    tags: NotRequired[dict[str, str]]
    """Tags of everything that looks."""


@refuses_plainly
class Probes(pulumi.ComponentResource):
    """A canary in each of several Regions, and what they see together."""

    canaries: pulumi.Output[dict[str, str]]
    """Names of the canaries, by Region."""
    alarm_arns: pulumi.Output[list[str]]
    """Alarms: one a place, and the last for what several places see."""
    health_check_id: pulumi.Output[str]
    """Route 53's check that is unhealthy while two places or more do not see the service."""

    def __init__(
        self, name: str, args: ProbesArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, ProbesArgs)
        home = region_of_stack(opts)
        self.plan = planned(name, plan_probes, {**args, "name": name, "home_region": home})
        planned(name, plan_channels, channels_of(args["subscriptions"]), part="alerts")
        super().__init__("pods:index:Probes", name, {}, opts)
        self._stem, self._args = name, args
        self._tags: Mapping[str, str] = args.get("tags") or {}
        self._of_this = pulumi.ResourceOptions(parent=self)
        topics = {
            region: self._topic(region)
            for region in sorted({*self.plan.regions, HEALTH_CHECK_REGION})
        }
        places = {
            region: look_from(
                region,
                name=name,
                plan=self.plan,
                url=args["url"],
                topic_arn=topics[region],
                tags=self._tags,
                opts=self._of_this,
            )
            for region in self.plan.regions
        }
        verdict, alarm = self._verdict(list(places.values()), topics[HEALTH_CHECK_REGION])
        self.canaries = pulumi.Output.all(
            **{region: place.canary.name for region, place in places.items()}
        )
        self.alarm_arns = pulumi.Output.all(
            *(place.alarm.arn for place in places.values()), alarm.arn
        )
        self.health_check_id = verdict.id
        self.register_outputs(
            {
                "canaries": self.canaries,
                "alarm_arns": self.alarm_arns,
                "health_check_id": self.health_check_id,
            }
        )

    def _topic(self, region: str) -> pulumi.Input[str]:
        """Return the topic of a Region: an alarm speaks only through one beside it."""
        given = (self._args.get("topic_arns") or {}).get(region)
        if given is not None:
            return given
        asked = AlertsArgs(
            subscriptions=self._args["subscriptions"], region=region, tags=dict(self._tags)
        )
        test_at = self._args.get("test_at")
        if test_at is not None:
            asked["test_at"] = test_at
        return Alerts(f"{self._stem}-{region}", asked, self._of_this).topic_arn

    def _verdict(
        self, places: list[Place], topic_arn: pulumi.Input[str]
    ) -> tuple[aws.route53.HealthCheck, aws.cloudwatch.MetricAlarm]:
        """Tell people when several places see the service down: alarms know one Region only."""
        check = aws.route53.HealthCheck(
            f"{self._stem}-seen",
            type="CALCULATED",
            child_healthchecks=[place.check.id for place in places],
            child_health_threshold=len(places) - self.plan.tolerated,
            tags={**self._tags, "Name": f"{self._stem}-seen"},
            opts=self._of_this,
        )
        down = Alarm(
            role="down",
            description="CRITICAL: the service does not answer, seen from at least two places.",
            namespace="AWS/Route53",
            metric="HealthCheckStatus",
            dimensions={"HealthCheckId": check.id},
            statistic="Minimum",
            comparison="LessThanThreshold",
            threshold=1,
        )
        alarms = raise_alarms(
            self._stem,
            [down],
            topic_arn,
            tags=self._tags,
            opts=self._of_this,
            region=HEALTH_CHECK_REGION,
        )
        return check, alarms[down.role]
