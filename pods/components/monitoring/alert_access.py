"""Who may speak through a topic of alerts, and use the key that its messages are encrypted with."""

from dataclasses import dataclass

from pods.components.identity import Statement, allow, document

__all__ = ["key_policy", "speaker_policy", "topic_policy"]


@dataclass(frozen=True, slots=True)
class _Speaker:
    """An AWS service that publishes by itself, and where it says for which account it does.

    EventBridge sends no source account or ARN with its calls of KMS, and what it would say under
    such a condition is dropped without a trace
    (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html, compatibility with event
    sources). For the key only CloudWatch is known to.
    """

    service: str
    names_account_to_sns: bool = True
    names_account_to_kms: bool = False


_SPEAKERS = (
    _Speaker("cloudwatch.amazonaws.com", names_account_to_kms=True),
    _Speaker("events.rds.amazonaws.com"),
    _Speaker("backup.amazonaws.com"),
    _Speaker("events.amazonaws.com", names_account_to_sns=False),
)
# Those with which SNS encrypts a message, and without which no service may publish one.
_USE_OF_KEY = ["kms:Decrypt", "kms:GenerateDataKey*"]


def topic_policy(topic_arn: str, account: str) -> str:
    """Return the topic's policy: these services publish, and nobody else without a role."""
    return document(
        *(
            _spoken(
                each, ["sns:Publish"], topic_arn, account if each.names_account_to_sns else None
            )
            for each in _SPEAKERS
        )
    )


def key_policy(partition: str, account: str) -> str:
    """Return the key's policy: the account governs it by IAM, these services encrypt with it.

    The managed key alias/aws/sns has none for CloudWatch, whose alarms then reach nobody
    (https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns).
    """
    owner = {"AWS": f"arn:{partition}:iam::{account}:root"}
    return document(
        allow(["kms:*"], ["*"], principal=owner),
        *(
            _spoken(each, _USE_OF_KEY, "*", account if each.names_account_to_kms else None)
            for each in _SPEAKERS
        ),
    )


def speaker_policy(topic_arn: str, key_arn: str) -> str:
    """Return what a role needs that publishes to the topic."""
    return document(allow(["sns:Publish"], [topic_arn]), allow(_USE_OF_KEY, [key_arn]))


def _spoken(speaker: _Speaker, actions: list[str], resource: str, account: str | None) -> Statement:
    return allow(
        actions,
        [resource],
        principal={"Service": speaker.service},
        condition={"StringEquals": {"aws:SourceAccount": account}} if account else None,
    )
