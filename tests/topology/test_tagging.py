"""The scheme of tags, and what AWS takes as one."""

import re
from pathlib import Path

import pytest

from pods.errors import TopologyError
from pods.topology.tagging import MOST_TAGS, SCHEME, further_tags, plan_tags, tag_problems

SOURCES = Path(__file__).parents[2] / "pods"


def told(tags: dict[str, str], *, reserved: bool = True) -> list[str]:
    """Return what is said against these tags."""
    return [str(problem) for problem in tag_problems(tags, reserved=reserved)]


def test_every_tag_of_the_components_is_in_the_scheme() -> None:
    """A key that a component sets, and nobody explains, would be a second scheme."""
    found = set()
    for folder in ("components", "topology"):
        for source in (SOURCES / folder).rglob("*.py"):
            found |= set(re.findall(r'"(pods:[a-z_-]+)"', source.read_text(encoding="utf-8")))
    assert found - {"pods:protect"} <= SCHEME.keys()
    assert len(found) > 5


def test_plain_tags_are_taken() -> None:
    """Letters of any script, digits, spaces and the signs that AWS names."""
    assert told({"cost centre": "Köln 7 + 8 = a/b_c-d.e:f@g", "team": ""}) == []


def test_the_tags_of_a_service_are_the_schemes() -> None:
    """With its own beside them; a role only where there is one."""
    assert plan_tags(service="clinic", owner="team", tier=2, tags={"area": "north"}) == {
        "area": "north",
        "pods:service": "clinic",
        "pods:tier": "2",
        "pods:owner": "team",
    }
    assert plan_tags(service="clinic", owner="team", role="primary")["pods:role"] == "primary"


def test_what_aws_refuses_is_told() -> None:
    """Keys and values by their signs and lengths, and AWS's own prefix in any letters."""
    signs = "letters, digits, spaces and + - = . _ : / @"
    assert told(
        {"": "x", "k" * 129: "x", "a*b": "x", "AWS:x": "x", "v": "50%", "w": "w" * 257}
    ) == [
        f"tags: the key ''; AWS takes 1 to 128 {signs}. Choose a plain, short word.",
        f"tags: a key of 129; AWS takes 1 to 128 {signs}. Choose a plain, short word.",
        f"tags: the key 'a*b'; AWS takes 1 to 128 {signs}. Choose a plain, short word.",
        "tags.AWS:x: a key of AWS's own; aws: is reserved. Rename it.",
        f"tags.v: '50%'; AWS takes up to 256 {signs}. Leave the other signs out.",
        f"tags.w: 257 characters; AWS takes up to 256 {signs}. Leave the other signs out.",
    ]


def test_the_schemes_own_tags_are_not_set_by_hand() -> None:
    """They follow from other args, and would say something else there."""
    assert told({"pods:tier": "2"}) == [
        (
            "tags.pods:tier: a tag that the components set; it says the continuity tier, 1 (most "
            "critical) to 4. Remove it: its value follows from the other args."
        )
    ]
    assert told({"pods:tier": "2"}, reserved=False) == []


def test_there_is_room_for_the_components_own() -> None:
    """AWS keeps fifty for a resource."""
    room = MOST_TAGS - len(SCHEME)
    assert told({f"tag-{number}": "" for number in range(room)}) == []
    assert told({f"tag-{number}": "" for number in range(room + 1)}) == [
        (
            f"tags: {room + 1} tags; AWS keeps 50 for a resource, and the components set "
            f"{len(SCHEME)}. Use {room} or fewer."
        )
    ]


def test_further_tags_are_taken_or_refused_whole() -> None:
    """A component that has tags of the scheme's anyway takes none of these from its caller."""
    assert further_tags(tags={"area": "north"}) == {"area": "north"}
    assert further_tags() == {}
    with pytest.raises(TopologyError, match=r"^tags\.pods:owner: a tag that the components set"):
        further_tags(tags={"pods:owner": "somebody"})


def test_every_problem_of_a_service_is_told_at_once() -> None:
    """An owner that is missing, a tier that there is not, and a tag that AWS refuses."""
    with pytest.raises(TopologyError) as raised:
        plan_tags(service="clinic!", owner="", tier=5, tags={"aws:x": ""})
    assert [str(problem) for problem in raised.value.problems] == [
        "tags.aws:x: a key of AWS's own; aws: is reserved. Rename it.",
        (
            "service: 'clinic!'; AWS takes up to 256 letters, digits, spaces and "
            "+ - = . _ : / @. Leave the other signs out."
        ),
        "owner: empty; it says the team that answers for it. Name it.",
        "tier: 5; a tier is 1, 2, 3 or 4. Use 1 for the most critical.",
    ]
