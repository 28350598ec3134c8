"""What a bucket keeps, and where else."""

from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import LockPlan, ObjectStorePlan, ReplicaPlan, plan_object_store


def refusal(**asked: Any) -> list[str]:
    """Return the messages with which this bucket is refused."""
    with pytest.raises(TopologyError) as raised:
        plan_object_store(**asked)
    return str(raised.value).splitlines()


def test_the_default_keeps_versions_for_a_year() -> None:
    """Overwritten and deleted objects can be brought back for 365 days."""
    assert plan_object_store() == ObjectStorePlan("Enabled", noncurrent_days=365, multipart_days=7)


def test_a_bucket_without_versions_is_planned() -> None:
    """The judge is not the builder: versioning off is expressible."""
    assert plan_object_store(versioning=False).versioning == "Suspended"


def test_days_below_one_are_refused() -> None:
    """Both figures are reported."""
    assert refusal(noncurrent_days=0, multipart_days=0) == [
        "object_store.noncurrent_days: 0; S3 counts from one day. Use 1 or more.",
        "object_store.multipart_days: 0; S3 counts from one day. Use 1 or more.",
    ]


@pytest.mark.requirement("A11")
def test_versions_are_kept_for_as_long_as_the_plan_says() -> None:
    """A shorter figure of the program is a mistake, and not a choice."""
    assert (
        plan_object_store(noncurrent_days=180, minimum_noncurrent_days=180).noncurrent_days == 180
    )
    assert refusal(noncurrent_days=30, minimum_noncurrent_days=180) == [
        "object_store.noncurrent_days: 30; the plan's retention is 180 days. Use 180 or more."
    ]


@pytest.mark.requirement("B4", "D7")
def test_a_replica_is_made_in_time_and_keeps_what_is_deleted() -> None:
    """The safe choices are the default; each can be undone by name."""
    plan = plan_object_store(replica_region="us-west-2", home_region="us-east-1")
    assert plan.replica == ReplicaPlan("us-west-2", time_control=True, delete_markers="Disabled")
    other = plan_object_store(
        replica_region="us-west-2", replication_time_control=False, replicate_deletions=True
    )
    assert other.replica == ReplicaPlan("us-west-2", time_control=False, delete_markers="Enabled")


@pytest.mark.parametrize(
    ("replica", "message"),
    [
        (
            "us-west-9",
            (
                "object_store.replica_region: 'us-west-9'; a Region of AWS is required. Did you "
                "mean us-west-2?"
            ),
        ),
        (
            "us-east-1",
            (
                "object_store.replica_region: us-east-1; it is the Region of the bucket itself. "
                "Name another Region, so that the loss of one leaves the other."
            ),
        ),
        (
            "cn-north-1",
            (
                "object_store.replica_region: cn-north-1, from us-east-1; S3 replicates within "
                "one partition. Name a Region of the same partition."
            ),
        ),
    ],
)
def test_a_replica_lies_in_another_region_of_the_partition(replica: str, message: str) -> None:
    """What S3 would refuse, or what would be lost together with the bucket."""
    assert refusal(replica_region=replica, home_region="us-east-1") == [message]


def test_what_has_no_versions_is_neither_replicated_nor_locked() -> None:
    """S3 does both to versions only."""
    assert refusal(versioning=False, replica_region="us-west-2", object_lock_days=35) == [
        (
            "object_store.replica_region: versioning is false; S3 replicates and locks versions "
            "only. Leave versioning on, or this out."
        ),
        (
            "object_store.object_lock_days: versioning is false; S3 replicates and locks versions "
            "only. Leave versioning on, or this out."
        ),
    ]


@pytest.mark.requirement("B10")
def test_a_lock_is_one_that_can_be_lifted() -> None:
    """Unless the product asks otherwise, twice."""
    assert plan_object_store(object_lock_days=35).lock == LockPlan("GOVERNANCE", 35)
    firm = plan_object_store(
        object_lock_days=35, object_lock_mode="compliance", compliance_confirmed_days=35
    )
    assert firm.lock == LockPlan("COMPLIANCE", 35)


@pytest.mark.requirement("B10")
@pytest.mark.parametrize(
    ("confirmed", "observed"), [(None, "not given"), (35, "35")], ids=["once", "another figure"]
)
def test_a_compliance_lock_is_asked_for_twice(confirmed: int | None, observed: str) -> None:
    """A slip of the finger is a hundred years, and nobody takes it back."""
    asked = {"object_lock_mode": "compliance", "compliance_confirmed_days": confirmed}
    assert refusal(object_lock_days=350, **asked) == [
        (
            f"object_store.compliance_confirmed_days: {observed}; every new version will be "
            "undeletable for 350 days, by anybody, AWS included, and paid for as long. Write 350 "
            "here as well, or use governance."
        )
    ]


def test_a_lock_beyond_what_s3_has_is_refused() -> None:
    """Both the days and the mode are told."""
    assert refusal(object_lock_days=36_501, object_lock_mode="firm") == [
        (
            "object_store.object_lock_days: 36501; S3 locks for 1 to 36500 days. Use the days "
            "within which a compromise would be noticed, such as 35."
        ),
        (
            "object_store.object_lock_mode: 'firm'; governance or compliance is required. Use "
            "governance, which those who are allowed to can lift."
        ),
    ]


@pytest.mark.parametrize(
    ("asked", "frequency"), [("daily", "Daily"), ("weekly", "Weekly"), ("none", None)]
)
def test_versions_are_listed_as_often_as_asked(asked: str, frequency: str | None) -> None:
    """As S3 writes it."""
    assert plan_object_store(inventory=asked).inventory == frequency


def test_another_frequency_is_refused() -> None:
    """S3 lists daily or weekly."""
    assert refusal(inventory="hourly") == [
        (
            "object_store.inventory: 'hourly'; one of daily, weekly, none is required. Use daily "
            "where integrity is checked daily."
        )
    ]
