"""Who is told when something fails: one topic, several people, several channels."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.identity import account_of, partition_of, trust
from pods.components.monitoring.alert_access import key_policy, speaker_policy, topic_policy
from pods.components.ordering import once
from pods.topology import plan_channels, plan_daily_test

__all__ = ["Alerts", "AlertsArgs", "AlertsSettings", "SubscriptionArgs", "channels_of"]


class SubscriptionArgs(TypedDict):
    """One person, or one paging service, and how it is reached."""

    protocol: str
    """email, sms, https (a paging service, which also calls by voice), or another of SNS."""
    endpoint: str
    """Address, number in E.164 form, URL or ARN."""
    recipient: NotRequired[str]
    """Whom it reaches, where several subscriptions reach one person. Default: the endpoint."""


def channels_of(subscriptions: Sequence[SubscriptionArgs]) -> dict[str, Any]:
    """Return what `plan_channels` has to know of these subscriptions."""
    return {
        "channels": [(each["protocol"], each["endpoint"]) for each in subscriptions],
        "recipients": [each.get("recipient") or each["endpoint"] for each in subscriptions],
    }


class AlertsSettings(TypedDict):
    """What a product chooses of its alerts."""

    subscriptions: list[SubscriptionArgs]
    """Those who are told: two recipients or more, over at least two different protocols."""
    test_at: NotRequired[str]
    """UTC time of the daily message by which a dead channel is noticed. Default: 09:00."""


class AlertsArgs(AlertsSettings):
    """Inputs of `Alerts`."""

    region: NotRequired[str]
    """Region of the topic. Default: the provider's."""
    tags: NotRequired[dict[str, str]]
    """Tags of the topic, its key and its role."""


@refuses_plainly
class Alerts(pulumi.ComponentResource):
    """A topic that alarms, RDS, AWS Backup and EventBridge speak through, and its subscriptions.

    Its messages are encrypted with a key of its own, and one of them is a test, every day.
    """

    topic_arn: pulumi.Output[str]
    """The topic: known once it may be spoken through."""
    key_arn: pulumi.Output[str]
    """The key that its messages are encrypted with."""

    def __init__(
        self, name: str, args: AlertsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, AlertsArgs)
        channels = planned(name, plan_channels, channels_of(args["subscriptions"]), part="alerts")
        schedule = planned(name, plan_daily_test, args, part="alerts")
        super().__init__("pods:index:Alerts", name, {}, opts)
        self._stem, self._region = name, args.get("region")
        self._tags: Mapping[str, str] = {**(args.get("tags") or {}), "Name": name}
        self._of_this = pulumi.ResourceOptions(parent=self)
        # The role comes first: its ARN says which account the key's policy is for.
        role = aws.iam.Role(
            f"{name}-test",
            description="Sends the daily test message of the alerts",
            assume_role_policy=trust("scheduler.amazonaws.com"),
            tags=self._tags,
            opts=self._of_this,
        )
        key = self._make_key(role)
        topic = self._make_topic(key)
        for position, (protocol, endpoint) in enumerate(channels):
            aws.sns.TopicSubscription(
                f"{name}-{protocol}-{position}",
                topic=topic.arn,
                protocol=protocol,
                endpoint=endpoint,
                region=self._region,
                # Paging services confirm by themselves; people click, and SNS waits for them.
                endpoint_auto_confirms=True if protocol == "https" else None,
                opts=self._of_this,
            )
        self.key_arn = key.arn
        self._test_daily(role, topic, key, schedule)
        self.register_outputs({"topic_arn": self.topic_arn, "key_arn": self.key_arn})

    def _make_key(self, role: aws.iam.Role) -> aws.kms.Key:
        return aws.kms.Key(
            f"{self._stem}-key",
            description="Messages of the alerts",
            policy=pulumi.Output.all(partition_of(role.arn), account_of(role.arn)).apply(
                lambda known: key_policy(*known)
            ),
            enable_key_rotation=True,
            deletion_window_in_days=30,
            region=self._region,
            tags=self._tags,
            opts=self._of_this,
        )

    def _make_topic(self, key: aws.kms.Key) -> aws.sns.Topic:
        topic = aws.sns.Topic(
            f"{self._stem}-topic",
            kms_master_key_id=key.arn,
            region=self._region,
            tags=self._tags,
            opts=self._of_this,
        )
        policy = aws.sns.TopicPolicy(
            f"{self._stem}-topic",
            arn=topic.arn,
            region=self._region,
            policy=pulumi.Output.all(topic.arn, account_of(topic.arn)).apply(
                lambda known: topic_policy(*known)
            ),
            opts=self._of_this,
        )
        self.topic_arn = once(topic.arn, policy.id)
        return topic

    def _test_daily(
        self, role: aws.iam.Role, topic: aws.sns.Topic, key: aws.kms.Key, schedule: str
    ) -> None:
        """Send one message a day, so that a channel that died is missed and not trusted."""
        permission = aws.iam.RolePolicy(
            f"{self._stem}-test",
            role=role.id,
            policy=pulumi.Output.all(topic.arn, key.arn).apply(
                lambda known: speaker_policy(*known)
            ),
            opts=self._of_this,
        )
        aws.scheduler.Schedule(
            f"{self._stem}-test",
            description="Daily test message of the alerts",
            schedule_expression=schedule,
            schedule_expression_timezone="UTC",
            flexible_time_window={"mode": "OFF"},
            target={
                "arn": topic.arn,
                "role_arn": once(role.arn, permission.id),
                "input": f"Daily test of {self._stem}: the alerts arrive. Nothing is to be done.",
            },
            region=self._region,
            opts=self._of_this,
        )
