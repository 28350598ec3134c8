"""Which images are kept, and where they are copied to."""

import json

import pytest

from pods.errors import TopologyError
from pods.topology import plan_image_replication, plan_image_repository


def test_releases_stay_and_of_the_rest_the_newest_hundred() -> None:
    """A rule for each prefix, as one rule with two selects only what has both; the rest last."""
    plan = plan_image_repository(
        repository_name="clinic/app", release_prefixes=["release-", "v"], replica_region="us-west-2"
    )
    rules = json.loads(plan.lifecycle)["rules"]
    selections = [each["selection"] for each in rules]
    assert [each["rulePriority"] for each in rules] == [1, 2, 3]
    assert [each.get("tagPrefixList") for each in selections] == [["release-"], ["v"], None]
    assert [each["countNumber"] for each in selections] == [100_000, 100_000, 100]
    assert [each["tagStatus"] for each in selections] == ["tagged", "tagged", "any"]
    assert (plan.repository_name, plan.replica_region) == ("clinic/app", "us-west-2")


def test_a_repository_need_not_know_releases() -> None:
    """Then the newest are all that is kept."""
    plan = plan_image_repository(repository_name="app", keep_images=5, release_prefixes=[])
    (rule,) = json.loads(plan.lifecycle)["rules"]
    assert rule["selection"] == {
        "tagStatus": "any",
        "countType": "imageCountMoreThan",
        "countNumber": 5,
    }


def test_everything_that_is_wrong_is_said_at_once() -> None:
    """Name, number, prefixes and Region."""
    with pytest.raises(TopologyError) as raised:
        plan_image_repository(
            repository_name="Clinic",
            keep_images=0,
            release_prefixes=["v*", "v*"],
            replica_region="oregon",
            home_region="us-east-1",
        )
    assert str(raised.value).splitlines() == [
        (
            "repository_name: 'Clinic'; 2 to 256 small letters, digits, and single . _ - or / "
            "between them are required. Write it like clinic/app."
        ),
        (
            "keep_images: 0; 1 to 100000 images are kept. "
            "Use 100: a rollback needs those that were deployed before."
        ),
        (
            "release_prefixes: 'v*'; the beginning of a tag is required, without wildcards. "
            "Write it like release-."
        ),
        (
            "release_prefixes: 'v*'; the beginning of a tag is required, without wildcards. "
            "Write it like release-."
        ),
        (
            "release_prefixes: 2 prefixes, 1 of them different; up to 49, each named once, are "
            "possible. Remove what is there twice, or shorten them to what they have in common."
        ),
        ("replica_region: 'oregon'; a Region of AWS is required. Write it like us-west-2."),
    ]


@pytest.mark.parametrize(
    ("region", "message"),
    [
        (
            "us-east-1",
            (
                "replica_region: us-east-1; it is the Region of the stack, and is lost with it. "
                "Name the recovery Region."
            ),
        ),
        (
            "us-gov-west-1",
            (
                "replica_region: us-gov-west-1; us-east-1 is of another partition of AWS, and "
                "nothing is copied between them. Name a Region of the same partition."
            ),
        ),
    ],
)
@pytest.mark.requirement("D1")
def test_copies_lie_in_another_region_of_the_same_partition(region: str, message: str) -> None:
    """A registry copies nowhere else, and copies beside the images are none."""
    with pytest.raises(TopologyError) as raised:
        plan_image_replication(replica_region=region, repositories=1, home_region="us-east-1")
    assert str(raised.value) == message


def test_a_rule_names_up_to_a_hundred_repositories() -> None:
    """None at all would copy every repository of the account."""
    with pytest.raises(TopologyError) as raised:
        plan_image_replication(replica_region="us-west-2", repositories=0)
    assert str(raised.value) == (
        "repository_arns: 0 repositories; a rule names 1 to 100. "
        "Name those that the recovery Region needs."
    )
    assert plan_image_replication(replica_region="us-west-2", repositories=100).replica_region
