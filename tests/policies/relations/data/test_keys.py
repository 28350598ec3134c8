"""Who encrypts with which key: by dependency, by id, by ARN, by alias, and who only names one."""

from dataclasses import replace
from typing import Any

import pytest

from pods_policies.reading import UNKNOWN
from pods_policies.relations.data.keys import ALIAS, KEY, REPLICA_KEY, users_of_keys
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack

ARN = "arn:aws:kms:us-east-1:111111111111:key/1234"
DATABASE = "aws:rds/instance:Instance"


def key_of(name: str = "key", **properties: Any) -> Resource:
    """Make a key."""
    return resource(KEY, name, properties)


def users(*others: Resource, key: Resource | None = None) -> list[str]:
    """Return the names of those who encrypt with the key."""
    it = key or key_of(arn=ARN, keyId="1234")
    return [one.name for one in users_of_keys(Stack([it, *others]))[it.urn]]


@pytest.mark.parametrize("named", [ARN, "1234"])
def test_a_user_is_found_by_what_it_names(named: str) -> None:
    """After an update the key's ARN or id stands in the property."""
    assert users(resource(DATABASE, "db", {"kmsKeyId": named})) == ["db"]


def test_a_user_is_found_by_where_the_value_comes_from() -> None:
    """At the preview of a new stack nothing else is known; it counts once, however often named."""
    key = key_of()
    depends = {"kmsKeyId": (key.urn,), "performanceInsightsKmsKeyId": (key.urn,)}
    properties = dict.fromkeys(depends, UNKNOWN)
    assert users(resource(DATABASE, "db", properties, depends), key=key) == ["db"]


def test_a_user_is_found_deep_in_a_property() -> None:
    """Replicas name a key each."""
    rows = [{"regionName": "us-west-2", "kmsKeyArn": None}, {"kmsKeyArn": ARN}]
    assert users(resource("aws:dynamodb/table:Table", "visits", {"replicas": rows})) == ["visits"]


def test_a_user_is_found_by_the_alias_of_its_key() -> None:
    """The alias itself encrypts nothing."""
    alias = resource(ALIAS, "alias", {"name": "alias/visits", "targetKeyId": "1234"})
    assert users(alias) == []
    assert users(alias, resource(DATABASE, "db", {"kmsKeyId": "alias/visits"})) == ["db"]


def test_a_resource_of_which_only_the_final_state_is_known_is_a_user() -> None:
    """Such is one that the stack only reads."""
    read = replace(resource(DATABASE, "db", {"kmsKeyId": ARN}), inputs=None)
    assert users(read) == ["db"]
    unset = replace(resource(DATABASE, "db", {}), outputs={"kmsKeyId": ARN})
    assert users(unset) == []


@pytest.mark.parametrize(
    ("kind", "prop"),
    [
        ("aws:iam/rolePolicy:RolePolicy", "policy"),
        ("aws:kms/grant:Grant", "kmsKeyId"),
        (REPLICA_KEY, "encryptedBy"),
        ("pods:index:Database", "kmsKeyId"),
    ],
)
def test_who_only_names_a_key_encrypts_nothing(kind: str, prop: str) -> None:
    """Policies, grants and components hand a key on."""
    assert users(resource(kind, "other", {prop: ARN})) == []


def test_a_stack_without_keys_has_no_users() -> None:
    """There is nothing to look for."""
    assert users_of_keys(Stack([resource(DATABASE, "db", {"kmsKeyId": ARN})])) == {}
