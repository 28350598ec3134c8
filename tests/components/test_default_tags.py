"""The scheme's tags on what a program makes itself."""

from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from pods.components import Alerts, default_tags
from pods.errors import TopologyError
from tests.components.recording import Recording, record

OWN = {"pods:service": "clinic", "pods:tier": "2", "pods:owner": "clinic-team"}
QUEUE = "aws:sqs/queue:Queue"
GROUP = "aws:autoscaling/group:Group"


def recorded(program: Any) -> Recording:
    """Record a program whose every resource is tagged by default."""

    def tagged() -> None:
        transformation = default_tags(service="clinic", owner="clinic-team", tier=2)
        opts = pulumi.ResourceOptions(transformations=[transformation])
        program(opts)

    return record(tagged)


def test_a_resource_without_tags_gets_the_schemes() -> None:
    """And one with tags of its own keeps them, key by key."""

    def program(opts: pulumi.ResourceOptions) -> None:
        aws.sqs.Queue("plain", opts=opts)
        aws.sqs.Queue("own", tags={"pods:tier": "4", "area": "north"}, opts=opts)
        aws.sqs.Queue("later", tags=pulumi.Output.from_input({"area": "south"}), opts=opts)

    recording = recorded(program)
    assert recording.inputs(QUEUE, "plain")["tags"] == OWN
    assert recording.inputs(QUEUE, "own")["tags"] == {**OWN, "pods:tier": "4", "area": "north"}
    assert recording.inputs(QUEUE, "later")["tags"] == {**OWN, "area": "south"}


def test_a_group_takes_its_tags_as_a_list() -> None:
    """Each goes to the instances that it starts; its own tags stay as they are."""

    def program(opts: pulumi.ResourceOptions) -> None:
        aws.autoscaling.Group(
            "workers",
            min_size=0,
            max_size=1,
            tags=[{"key": "pods:tier", "value": "3", "propagate_at_launch": False}],
            opts=opts,
        )

    assert recorded(program).inputs(GROUP)["tags"] == [
        {"key": "pods:tier", "value": "3", "propagateAtLaunch": False},
        {"key": "pods:service", "value": "clinic", "propagateAtLaunch": True},
        {"key": "pods:owner", "value": "clinic-team", "propagateAtLaunch": True},
    ]


def test_what_takes_no_tags_is_left_alone() -> None:
    """A rule of a queue has none."""

    def program(opts: pulumi.ResourceOptions) -> None:
        aws.sqs.QueuePolicy("rule", policy="{}", queue_url="https://queue", opts=opts)

    (rule,) = recorded(program).all_of("aws:sqs/queuePolicy:QueuePolicy").values()
    assert "tags" not in rule.inputs


def test_a_components_own_tags_win() -> None:
    """Its parts get what they lack, and keep what the component says of them."""

    def program(opts: pulumi.ResourceOptions) -> None:
        subscriptions: Any = [
            {"protocol": "email", "endpoint": "on-call@clinic.example"},
            {"protocol": "sms", "endpoint": "+12025550142"},
        ]
        Alerts("told", {"subscriptions": subscriptions, "tags": {"pods:tier": "1"}}, opts)

    tags = recorded(program).inputs("aws:sns/topic:Topic")["tags"]
    assert tags.items() >= {**OWN, "pods:tier": "1"}.items()


def test_what_aws_takes_as_no_tag_is_refused() -> None:
    """Before anything is made."""
    with pytest.raises(TopologyError, match=r"^default tags: tags\.aws:x: a key of AWS's own"):
        default_tags(service="clinic", owner="team", tags={"aws:x": "y"})
