"""The Regions that AWS has, and their usual zones."""

import botocore.session
import pytest

from pods.topology.regions.partitions import (
    REGIONS,
    partition_of_region,
    unknown_region_problems,
    usual_zones,
)


def test_the_regions_are_those_that_botocore_knows() -> None:
    """A Region that AWS adds is missed as soon as the SDK has it."""
    session = botocore.session.get_session()
    known = {
        partition: set(session.get_available_regions("ec2", partition_name=partition))
        for partition in session.get_available_partitions()
        if "iso" not in partition
    }
    assert {partition: set(names) for partition, names in REGIONS.items()} == known


@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("eu-west-1", "aws"),
        ("cn-north-1", "aws-cn"),
        ("us-gov-west-1", "aws-us-gov"),
        ("eu-west-9", None),
    ],
)
def test_a_region_lies_in_one_partition(region: str, partition: str | None) -> None:
    """An unknown one in none."""
    assert partition_of_region(region) == partition


def test_a_region_that_aws_does_not_have_is_told_with_the_closest() -> None:
    """Where nothing is close, with how it is written."""
    assert [str(each) for each in unknown_region_problems("region", "us-wets-2")] == [
        "region: 'us-wets-2'; a Region of AWS is required. Did you mean us-west-2?"
    ]
    assert [each.remedy for each in unknown_region_problems("region", "%")] == [
        "Write it like us-west-2."
    ]
    assert unknown_region_problems("region", "us-west-2") == []


def test_zones_are_chosen_where_every_account_has_them() -> None:
    """Newer accounts have no ap-northeast-1b, and us-west-1 differs by account."""
    assert usual_zones("eu-west-1") == ("eu-west-1a", "eu-west-1b")
    assert usual_zones("ap-northeast-1") == ("ap-northeast-1a", "ap-northeast-1c")
    assert usual_zones("us-west-1") == ()
