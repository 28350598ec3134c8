"""Who is told when something fails: one topic, several people, several channels."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.argument_check import check_arguments
from pods.components.arguments import planned
from pods.components.identity import account_of, allow, document
from pods.components.ordering import once
from pods.components.refusals import refuses_plainly
from pods.topology import plan_channels

__all__ = ["Alerts", "AlertsArgs", "AlertsSettings", "SubscriptionArgs"]

# Who may speak through the topic, each only for this account.
_SPEAKERS = ("cloudwatch.amazonaws.com", "events.rds.amazonaws.com")


class SubscriptionArgs(TypedDict):
    """One person, or one paging service, and how it is reached."""

    protocol: str
    """email, sms, https (a paging service, which also calls by voice), or another of SNS."""
    endpoint: str
    """Address, number in E.164 form, URL or ARN."""


class AlertsSettings(TypedDict):
    """What a product chooses of its alerts."""

    subscriptions: list[SubscriptionArgs]
    """Those who are told, over at least two different protocols."""


class AlertsArgs(AlertsSettings):
    """Inputs of `Alerts`."""

    region: NotRequired[str]
    """Region of the topic. Default: the provider's."""
    tags: NotRequired[dict[str, str]]
    """Tags of the topic."""


@refuses_plainly
class Alerts(pulumi.ComponentResource):
    """A topic that alarms and RDS speak through, and its subscriptions."""

    topic_arn: pulumi.Output[str]
    """The topic."""

    def __init__(
        self, name: str, args: AlertsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, AlertsArgs)
        super().__init__("pods:index:Alerts", name, {}, opts)
        of_this = pulumi.ResourceOptions(parent=self)
        region = args.get("region")
        asked = [(each["protocol"], each["endpoint"]) for each in args["subscriptions"]]
        channels = planned(name, plan_channels, {"channels": asked}, part="alerts")
        topic = aws.sns.Topic(
            f"{name}-topic",
            region=region,
            tags={**(args.get("tags") or {}), "Name": name},
            opts=of_this,
        )
        policy = aws.sns.TopicPolicy(
            f"{name}-topic",
            arn=topic.arn,
            region=region,
            policy=pulumi.Output.all(topic.arn, account_of(topic.arn)).apply(
                lambda known: _speakers(*known)
            ),
            opts=of_this,
        )
        for position, (protocol, endpoint) in enumerate(channels):
            aws.sns.TopicSubscription(
                f"{name}-{protocol}-{position}",
                topic=topic.arn,
                protocol=protocol,
                endpoint=endpoint,
                region=region,
                # Paging services confirm by themselves; people click, and SNS waits for them.
                endpoint_auto_confirms=True if protocol == "https" else None,
                opts=of_this,
            )
        self.topic_arn = once(topic.arn, policy.id)
        self.register_outputs({"topic_arn": self.topic_arn})


def _speakers(topic_arn: str, account: str) -> str:
    return document(
        *(
            allow(
                ["sns:Publish"],
                [topic_arn],
                principal={"Service": service},
                condition={"StringEquals": {"aws:SourceAccount": account}},
            )
            for service in _SPEAKERS
        )
    )
