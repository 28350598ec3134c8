"""Tests of a product's stack, and of a rule of its own: no engine, no account."""

from collections.abc import Iterator

import pulumi_aws as aws

from pods.testing import declared_by, judged
from pods_policies.relations.resource import Resource, resource
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, Verdict

QUEUE = "aws:sqs/queue:Queue"


def program() -> None:
    """Stand for the product's own program."""
    aws.sqs.Queue("orders", name="shop-orders", message_retention_seconds=3600)


def check(queue: Resource, _settings: Settings) -> Iterator[Verdict]:
    """Judge one queue."""
    if str(queue.declared("name")).startswith("shop-"):
        yield Kept(queue)
    else:
        required = "names of the shop begin with shop-"
        yield Finding(queue, "its name is another", required, Change("name", '"shop-…"'))


NAMES = ResourceRule(
    id="SHOP-QUE-001",
    title="Queues carry the shop's name",
    severity=Severity.LOW,
    requirements=(),
    reads=(QUEUE,),
    checks="The name of every queue begins with `shop-`.",
    why="Alarms find the shop's queues by name.",
    remediation="Name the queue.",
    example=(resource(QUEUE, "orders", {"name": "orders"}),),
    check=check,
)


def test_the_stack_keeps_our_rule() -> None:
    """The program is run as a preview runs it, and judged."""
    stack = declared_by(program, {"aws:region": "eu-west-1"})
    assert judged(stack, rules=[NAMES]).violations == ()


def test_the_pack_says_what_is_missing() -> None:
    """What the preview would refuse is known before it."""
    stack = declared_by(program, {"aws:region": "eu-west-1"})
    refused = {one.policy for one in judged(stack).violations if one.level == "mandatory"}
    assert "BC-HA-014" in refused  # no dead letters, and an hour is too short to wait
