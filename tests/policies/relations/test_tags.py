"""Tags in all the forms in which resources carry them."""

from typing import Any

import pytest

from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tags import GROUP, common, default_tags, from_list, tags_of
from pods_policies.relations.tiers import tier_of
from pods_policies.settings import Settings

DATABASE = "aws:rds/instance:Instance"


def provided(default: Any, **tags: Any) -> Resource:
    """Return a database whose provider has default tags."""
    return Resource("u", DATABASE, "db", {"tags": tags}, {}, provider={"defaultTags": default})


def test_default_tags_come_as_json_text_or_as_a_mapping() -> None:
    """The engine passes the provider's settings as text; a resource's own tags win."""
    for default in ('{"tags": {"a": "1", "b": "1"}}', {"tags": {"a": "1", "b": "1"}}):
        tags = tags_of(provided(default, b="2"))
        assert (tags.get("a"), tags.get("b"), tags.get("c")) == ("1", "2", ABSENT)


def test_default_tags_that_cannot_be_read_leave_every_tag_open() -> None:
    """Text that is no JSON may hold any tag."""
    assert default_tags(provided("{")).get("a") is UNKNOWN


def test_groups_list_their_tags_and_take_no_defaults() -> None:
    """A key that is unknown may be any key."""
    rows = [{"key": "a", "value": "1", "propagateAtLaunch": True}, {"key": UNKNOWN, "value": "2"}]
    tags = tags_of(resource(GROUP, "g", {"tags": rows}))
    assert (tags.get("a"), tags.get("b")) == ("1", UNKNOWN)
    launched = from_list(rows, launched_only=True)
    assert (launched.get("a"), launched.get("b")) == ("1", ABSENT)


def test_a_group_whose_tags_are_unknown_may_carry_any() -> None:
    """An absent list holds none."""
    assert tags_of(resource(GROUP, "g", {"tags": UNKNOWN})).get("a") is UNKNOWN
    assert tags_of(resource(GROUP, "g", {})).get("a") is ABSENT


def test_only_tags_that_all_groups_propagate_are_common() -> None:
    """Without a group nothing is propagated."""
    first = from_list([{"key": "a", "value": "1"}, {"key": "b", "value": "1"}])
    second = from_list([{"key": "a", "value": "1"}, {"key": "b", "value": "2"}])
    assert common([first, second]).known == {"a": "1"}
    assert common([]).known == {}


TIERS = [
    ({"pods:tier": "3"}, 3),
    ({"pods:tier": 2}, 2),
    ({"pods:tier": "gold"}, 1),
    ({"pods:tier": UNKNOWN}, 1),
    ({"pods:service": "blog"}, 4),
    ({"pods:service": "shop"}, 2),
    ({"pods:service": UNKNOWN}, 1),
    ({}, 2),
    (UNKNOWN, 1),
]


@pytest.mark.parametrize(("tags", "tier"), TIERS)
def test_a_tier_that_cannot_be_read_is_the_strictest(tags: Any, tier: int) -> None:
    """A tag decides, then the service, then the default; nothing unknown weakens a tier."""
    settings = Settings(services={"blog": 4}, default_tier=2)
    assert tier_of(resource(DATABASE, "db", {"tags": tags}), settings) == tier
