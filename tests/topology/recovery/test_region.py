"""What stands in another Region: where, how much of it, and launched from what."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pods.errors import TopologyError
from pods.topology import ImagePlan, PodCapacity, plan_recovery_region

ASKED: dict[str, Any] = {
    "region": "us-west-2",
    "home_region": "us-east-1",
    "home_cidr_block": "10.20.0.0/16",
}


def refused(**changes: Any) -> list[str]:
    """Return the problems that these args are refused with."""
    with pytest.raises(TopologyError) as error:
        plan_recovery_region("clinic", **{**ASKED, **changes})
    return [str(each) for each in error.value.problems]


@pytest.mark.requirement("C2", "D7")
def test_a_pilot_light_is_the_default() -> None:
    """Nothing runs, two may in each zone, and the addresses are apart from the home's."""
    plan = plan_recovery_region("clinic", **ASKED)
    assert plan.is_dormant
    assert plan.availability_zones == ("us-west-2a", "us-west-2b")
    assert plan.cidr_block == "10.120.0.0/16"
    assert plan.primary == plan.secondary == PodCapacity(0, 2, 0, 0)
    assert plan.image == ImagePlan(None, None, None, None)


@pytest.mark.requirement("D5")
def test_what_runs_is_shared_out_over_both_zones() -> None:
    """The odd one is the primary's; either may grow to the whole load."""
    plan = plan_recovery_region("clinic", **ASKED, running=3, maximum=6, warm=1, reserved=5)
    assert not plan.is_dormant
    assert plan.primary == PodCapacity(running=2, maximum=6, warm=1, reserved=3)
    assert plan.secondary == PodCapacity(running=1, maximum=6, warm=0, reserved=2)


@given(st.integers(0, 500), st.integers(1, 500))
def test_no_instance_is_lost_or_doubled(running: int, maximum: int) -> None:
    """Whatever runs, both PODs run it together, differ by one at most, and stay in bounds."""
    try:
        plan = plan_recovery_region("clinic", **ASKED, running=running, maximum=maximum)
    except TopologyError:
        assert maximum < -(-running // 2)
        return
    assert plan.primary.running + plan.secondary.running == running
    assert 0 <= plan.primary.running - plan.secondary.running <= 1
    assert plan.primary.running <= plan.primary.maximum == maximum


def test_the_default_block_gives_way_to_the_homes() -> None:
    """A home that has the usual block leaves the next one."""
    plan = plan_recovery_region("clinic", **{**ASKED, "home_cidr_block": "10.120.64.0/18"})
    assert plan.cidr_block == "10.121.0.0/16"


@pytest.mark.parametrize(
    ("home", "changes", "expected"),
    [
        (None, {}, ImagePlan(None, None, None, None)),
        (
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/x",
            {},
            ImagePlan("resolve:ssm:/aws/service/ami-amazon-linux-latest/x", None, None, None),
        ),
        ("ami-0golden", {}, ImagePlan(None, "ami-0golden", None, None)),
        ("ami-0golden", {"image_id": "ami-0away"}, ImagePlan("ami-0away", None, None, None)),
        (
            "ami-0golden",
            {"image_snapshot_id": "snap-1", "image_copy_minutes": 15},
            ImagePlan(None, None, "snap-1", 15),
        ),
        (
            "resolve:ssm:/golden",
            {"image_id": "ami-0away"},
            ImagePlan("ami-0away", None, None, None),
        ),
    ],
    ids=["none", "public", "copied", "given", "in time", "given for a parameter"],
)
def test_the_image_gets_there(home: str | None, changes: Any, expected: ImagePlan) -> None:
    """As it is, by a copy, or in the time that is asked for."""
    plan = plan_recovery_region("clinic", **ASKED, home_image_id=home, **changes)
    assert plan.image == expected


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"region": "us-wets-2", "availability_zones": ["us-west-2a", "us-west-2b"]},
            "recovery.region: 'us-wets-2'; a Region of AWS is required. Did you mean us-west-2?",
        ),
        (
            {"region": "us-east-1"},
            (
                "recovery.region: us-east-1, the home Region; what recovers from the loss of a "
                "Region lies in another. Name another Region."
            ),
        ),
        (
            {"region": "cn-north-1"},
            (
                "recovery.region: cn-north-1, in partition aws-cn; keys, secrets and copies reach "
                "no other partition than the home's, aws. Name a Region of aws."
            ),
        ),
        (
            {"region": "us-west-1"},
            (
                "recovery.availability_zones: missing; which zones of us-west-1 an account has "
                "differs from account to account. Name two that `aws ec2 "
                "describe-availability-zones` lists there."
            ),
        ),
        (
            {"availability_zones": ["us-west-2a", "us-west-2"]},
            (
                "recovery.availability_zones: 'us-west-2' is not the name of an Availability Zone; "
                "a Region and a letter from a to f are required. "
                "Write it like us-east-1a."
            ),
        ),
        (
            {"availability_zones": ["us-east-2a", "us-east-2b"]},
            (
                "recovery.availability_zones: zones of us-east-2; the recovery Region is "
                "us-west-2. Name two zones of us-west-2, or leave it out."
            ),
        ),
        (
            {"cidr_block": "10.20.128.0/17"},
            (
                "recovery.cidr_block: 10.20.128.0/17; the home's VPC has 10.20.0.0/16, and "
                "networks that share addresses can never be joined, as a return to the home may "
                "need. Name a block that it does not overlap, or leave it out."
            ),
        ),
        (
            {"running": -1},
            "recovery.running: -1; 0 or more is required. Set it to 0 or more.",
        ),
        (
            {"running": 8, "maximum": 3},
            (
                "recovery.maximum: 3; a POD there runs 4, and must be able to run one or more. Set "
                "it to what one zone needs to carry the whole load."
            ),
        ),
        (
            {"warm": 50, "maximum": 2},
            (
                "recovery.warm: 50, of which a POD there has 25; none of them may run more than 2. "
                "Lower it to twice the maximum, or raise the maximum."
            ),
        ),
        (
            {"home_image_id": "resolve:ssm:/golden"},
            (
                "pod.image_id: 'resolve:ssm:/golden'; only an image's own id can be copied, and "
                "only public parameters exist everywhere. Name the image of the recovery Region as "
                "recovery.image_id."
            ),
        ),
        (
            {"image_copy_minutes": 15},
            (
                "recovery.image_snapshot_id: missing; AWS promises a time for the copy of a "
                "snapshot; the copy of an image has none. Give image_snapshot_id and "
                "image_copy_minutes, or neither."
            ),
        ),
        (
            {"image_snapshot_id": "snap-1"},
            (
                "recovery.image_copy_minutes: missing; AWS promises a time for the copy of a "
                "snapshot; the copy of an image has none. Give image_snapshot_id and "
                "image_copy_minutes, or neither."
            ),
        ),
        (
            {"image_snapshot_id": "snap-1", "image_copy_minutes": 20},
            (
                "recovery.image_copy_minutes: 20; EBS promises 15 to 2880 minutes in steps of 15. "
                "Use 15: enough for a root volume of up to 440 GB."
            ),
        ),
        (
            {"image_id": "ami-1", "image_snapshot_id": "snap-1", "image_copy_minutes": 15},
            (
                "recovery.image_snapshot_id: 'snap-1' beside image_id 'ami-1'; PODs are launched "
                "from one image. Give one of the two."
            ),
        ),
    ],
)
def test_what_cannot_stand_is_refused(changes: Any, message: str) -> None:
    """Each with what was found, what is required and what to do."""
    assert refused(**changes) == [message]


def test_a_home_block_that_covers_all_usual_ones_is_an_overlap() -> None:
    """It is told like any other, and named with the block that would have been taken."""
    assert [each.partition(";")[0] for each in refused(home_cidr_block="10.0.0.0/8")] == [
        "recovery.cidr_block: 10.120.0.0/16"
    ]


def test_every_problem_is_told_at_once() -> None:
    """One run shows all that has to be mended."""
    found = refused(region="us-east-1", cidr_block="10.20.0.0/16", warm=-1, image_copy_minutes=7)
    assert [each.partition(":")[0] for each in found] == [
        "recovery.region",
        "recovery.cidr_block",
        "recovery.warm",
        "recovery.image_snapshot_id",
        "recovery.image_copy_minutes",
    ]


def test_a_long_name_is_refused() -> None:
    """A load balancer carries it."""
    with pytest.raises(TopologyError) as error:
        plan_recovery_region("a-name-of-a-clinic", **ASKED)
    assert [each.subject for each in error.value.problems] == ["name"]
