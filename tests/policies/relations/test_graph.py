"""What a resource uses of others, before anything exists and after."""

import pytest

from pods_policies.reading import UNKNOWN
from pods_policies.relations.graph import uses_of
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack

QUEUE, KEY, WEB = "aws:sqs/queue:Queue", "aws:kms/key:Key", "aws:ecs/service:Service"
ARN = "arn:aws:kms:us-east-1:123456789012:key/1234abcd"
MADE = resource(KEY, "key", {"id": "1234abcd", "arn": ARN})
NEW = resource(KEY, "key", {})


def found(user: Resource, *others: Resource) -> list[tuple[str, str, bool]]:
    """Return property, name of what is used, and whether the value itself names it."""
    uses = uses_of(Stack([user, *others]), user)
    return [(use.prop, use.target.name, use.literal) for use in uses]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"kmsMasterKeyId": "1234abcd"}, [("kmsMasterKeyId", "key", True)]),
        ({"kmsMasterKeyId": ARN}, [("kmsMasterKeyId", "key", True)]),
        ({"deep": {"list": [{"keyArn": ARN}]}}, [("deep", "key", True)]),
        ({"deep": {"id": "1234abcd"}}, [("deep", "key", True)]),
        ({"note": "1234abcd"}, []),
        ({"tags": {"keyId": "1234abcd"}}, []),
        ({"kmsMasterKeyId": "another"}, []),
        ({"kmsMasterKeyId": UNKNOWN}, []),
        ({"kmsMasterKeyId": None}, []),
    ],
    ids=["id", "ARN", "deep", "a deep id", "text", "tags", "another", "unknown", "null"],
)
def test_ids_and_arns_in_properties_are_uses(
    properties: dict[str, object], expected: list[tuple[str, str, bool]]
) -> None:
    """After an update what is used is written out, wherever a property names it."""
    assert found(resource(QUEUE, "queue", properties), MADE) == expected


def test_dependencies_are_uses_before_ids_are_known() -> None:
    """At the preview of a new stack only dependencies tell."""
    user = resource(QUEUE, "queue", {"kmsMasterKeyId": UNKNOWN}, {"kmsMasterKeyId": (NEW.urn,)})
    assert found(user, NEW) == [("kmsMasterKeyId", "key", False)]


def test_a_use_that_both_tell_is_one() -> None:
    """The engine keeps dependencies after the update too."""
    user = resource(QUEUE, "queue", {"kmsMasterKeyId": ARN}, {"kmsMasterKeyId": (MADE.urn,)})
    assert found(user, MADE) == [("kmsMasterKeyId", "key", True)]


def test_a_name_that_several_bear_is_nobodys() -> None:
    """Which one is meant cannot be told, and a wrong finding is worse than none."""
    others = [resource(KEY, name, {"id": "clinic"}) for name in ("one", "two")]
    assert found(resource(WEB, "web", {"clusterName": "clinic"}), *others) == []


def test_components_and_what_is_gone_are_no_uses() -> None:
    """A component has no place of its own; a URN of no resource leads nowhere."""
    around = resource("pods:index:Network", "network", {})
    depends = {"vpcId": (around.urn, "urn:pulumi:example::example::gone::gone")}
    assert found(resource(WEB, "web", {}, depends), around) == []
