from datetime import UTC, datetime
from typing import Any

import pytest

from .conftest import Client, refused

pytestmark = pytest.mark.sandbox


def reservation(**changed: Any) -> dict[str, Any]:
    """The arguments of a reservation of three instances."""
    return {
        "InstanceType": "m7g.large",
        "InstancePlatform": "Linux/UNIX",
        "AvailabilityZone": "us-east-1b",
        "InstanceCount": 3,
        **changed,
    }


def _read(ec2: Any, reservation_id: str) -> dict[str, Any]:
    rows = ec2.describe_capacity_reservations(CapacityReservationIds=[reservation_id])
    row: dict[str, Any] = rows["CapacityReservations"][0]
    return row


def test_a_reservation_is_read_back_with_its_counts(client: Client) -> None:
    """What was asked for comes back as total and available, with AWS's own additions."""
    ec2 = client("ec2")
    tags = [{"Key": "Name", "Value": "secondary"}]
    made = ec2.create_capacity_reservation(
        **reservation(),
        TagSpecifications=[{"ResourceType": "capacity-reservation", "Tags": tags}],
    )["CapacityReservation"]
    read = _read(ec2, made["CapacityReservationId"])
    assert read == made
    assert (read["TotalInstanceCount"], read["AvailableInstanceCount"]) == (3, 3)
    assert read["State"] == "active"
    assert read["Tags"] == tags
    assert read["EndDateType"] == "unlimited"
    assert (read["Tenancy"], read["InstanceMatchCriteria"]) == ("default", "open")
    assert read["AvailabilityZoneId"] == "use1-az1"
    assert read["OwnerId"] == "123456789012"


def test_a_reservation_can_be_resized_and_given_an_end(client: Client) -> None:
    """The count changes both figures; an end date counts only while it is limited."""
    ec2 = client("ec2")
    made = ec2.create_capacity_reservation(**reservation())["CapacityReservation"]
    name = made["CapacityReservationId"]
    end = datetime(2030, 1, 1, tzinfo=UTC)
    answer = ec2.modify_capacity_reservation(
        CapacityReservationId=name, InstanceCount=5, EndDate=end, EndDateType="limited"
    )
    assert answer["Return"] is True
    read = _read(ec2, name)
    assert (read["TotalInstanceCount"], read["AvailableInstanceCount"]) == (5, 5)
    assert read["EndDate"] == end
    ec2.modify_capacity_reservation(CapacityReservationId=name, EndDateType="unlimited")
    assert "EndDate" not in _read(ec2, name)


def test_a_cancelled_reservation_is_still_shown(client: Client) -> None:
    """Its state says so, and nothing of it is available."""
    ec2 = client("ec2")
    made = ec2.create_capacity_reservation(**reservation())["CapacityReservation"]
    assert ec2.cancel_capacity_reservation(CapacityReservationId=made["CapacityReservationId"])[
        "Return"
    ]
    read = _read(ec2, made["CapacityReservationId"])
    assert (read["State"], read["AvailableInstanceCount"]) == ("cancelled", 0)


def test_reservations_are_found_by_filter(client: Client) -> None:
    """Members, tags and wildcards; a filter that is not known here is refused."""
    ec2 = client("ec2")
    tags = [{"Key": "set", "Value": "filtered"}]
    spec = [{"ResourceType": "capacity-reservation", "Tags": tags}]
    for zone in ("us-east-1a", "us-east-1c"):
        ec2.create_capacity_reservation(
            **reservation(AvailabilityZone=zone), TagSpecifications=spec
        )

    def zones(**wanted: str) -> list[str]:
        filters = [{"Name": "tag:set", "Values": ["filtered"]}]
        filters += [{"Name": k.replace("_", "-"), "Values": [v]} for k, v in wanted.items()]
        rows = ec2.describe_capacity_reservations(Filters=filters)["CapacityReservations"]
        return [row["AvailabilityZone"] for row in rows]

    assert zones() == ["us-east-1a", "us-east-1c"]
    assert zones(availability_zone="us-east-1c") == ["us-east-1c"]
    assert zones(instance_type="m7*", state="active") == ["us-east-1a", "us-east-1c"]
    assert zones(instance_type="c5*") == []
    odd = [{"Name": "shoe-size", "Values": ["42"]}]
    code = refused(ec2.describe_capacity_reservations, Filters=odd)
    assert code == "NotSimulatedInSandbox"


def test_lists_come_in_pages(client: Client) -> None:
    """The token leads to the rest."""
    ec2 = client("ec2", "eu-west-1")
    made = [
        ec2.create_capacity_reservation(**reservation(AvailabilityZone="eu-west-1a"))
        for _ in range(3)
    ]
    wanted = [each["CapacityReservation"]["CapacityReservationId"] for each in made]
    pages = list(
        ec2.get_paginator("describe_capacity_reservations").paginate(
            PaginationConfig={"PageSize": 2}
        )
    )
    found = [
        [row["CapacityReservationId"] for row in each["CapacityReservations"]] for each in pages
    ]
    assert found == [wanted[:2], wanted[2:]]


def test_ec2_tags_reach_recorded_and_simulated_resources_alike(client: Client) -> None:
    """One call may name both kinds of id; each reads its tags back where it lives."""
    ec2 = client("ec2")
    made = ec2.create_capacity_reservation(**reservation())["CapacityReservation"]
    recorded = made["CapacityReservationId"]
    volume = ec2.create_volume(AvailabilityZone="us-east-1a", Size=1)["VolumeId"]
    ids = [recorded, volume]
    ec2.create_tags(Resources=ids, Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
    ec2.delete_tags(Resources=ids, Tags=[{"Key": "a"}])
    left = [{"Key": "b", "Value": "2"}]
    assert _read(ec2, recorded)["Tags"] == left
    assert ec2.describe_volumes(VolumeIds=[volume])["Volumes"][0]["Tags"] == left
    rows = ec2.describe_tags(Filters=[{"Name": "resource-id", "Values": ids}])["Tags"]
    assert sorted((row["ResourceId"], row["ResourceType"], row["Key"]) for row in rows) == [
        (recorded, "capacity-reservation", "b"),
        (volume, "volume", "b"),
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"InstancePlatform": "Amiga"}, "InvalidParameterValue"),
        ({"AvailabilityZone": "us-east-9z"}, "InvalidParameterValue"),
        ({"DryRun": True}, "DryRunOperation"),
        (
            {"TagSpecifications": [{"ResourceType": "volume", "Tags": [{"Key": "a"}]}]},
            "InvalidParameterValue",
        ),
    ],
    ids=["platform", "zone", "dry run", "tag type"],
)
def test_a_wrong_reservation_is_refused(client: Client, changed: dict[str, Any], code: str) -> None:
    """Each wrong value has EC2's own code."""
    assert refused(client("ec2").create_capacity_reservation, **reservation(**changed)) == code


def test_an_unknown_reservation_is_not_found(client: Client) -> None:
    """Every operation that names one says so."""
    ec2 = client("ec2")
    code = "InvalidCapacityReservationId.NotFound"
    assert refused(ec2.cancel_capacity_reservation, CapacityReservationId="cr-0") == code
    ids = ["cr-0"]
    assert refused(ec2.describe_capacity_reservations, CapacityReservationIds=ids) == code


def _snapshot(ec2: Any) -> str:
    volume = ec2.create_volume(AvailabilityZone="us-east-1a", Size=1)["VolumeId"]
    return str(ec2.create_snapshot(VolumeId=volume)["SnapshotId"])


def test_fast_restore_is_enabled_a_zone_at_a_time(client: Client) -> None:
    """What fails is answered beside what succeeds; disabling ends it."""
    ec2 = client("ec2")
    snapshot = _snapshot(ec2)
    zones = ["us-east-1a", "us-east-1b"]
    answer = ec2.enable_fast_snapshot_restores(
        AvailabilityZones=zones, SourceSnapshotIds=[snapshot, "snap-0123456789abcdef0"]
    )
    assert [row["AvailabilityZone"] for row in answer["Successful"]] == zones
    failed = answer["Unsuccessful"][0]
    assert failed["SnapshotId"] == "snap-0123456789abcdef0"
    errors = failed["FastSnapshotRestoreStateErrors"]
    assert {each["Error"]["Code"] for each in errors} == {"InvalidSnapshot.NotFound"}
    ec2.disable_fast_snapshot_restores(AvailabilityZones=zones[:1], SourceSnapshotIds=[snapshot])
    filters = [{"Name": "snapshot-id", "Values": [snapshot]}]
    rows = ec2.describe_fast_snapshot_restores(Filters=filters)["FastSnapshotRestores"]
    assert [(row["AvailabilityZone"], row["State"]) for row in rows] == [("us-east-1b", "enabled")]


def test_a_locked_snapshot_cannot_be_deleted(client: Client) -> None:
    """A governance lock can be taken off, and then the snapshot can go."""
    ec2 = client("ec2")
    snapshot = _snapshot(ec2)
    lock = ec2.lock_snapshot(SnapshotId=snapshot, LockMode="governance", LockDuration=7)
    assert (lock["LockState"], lock["LockDuration"]) == ("governance", 7)
    rows = ec2.describe_locked_snapshots(SnapshotIds=[snapshot])["Snapshots"]
    assert [row["LockExpiresOn"] - row["LockCreatedOn"] for row in rows] == [
        lock["LockExpiresOn"] - lock["LockCreatedOn"]
    ]
    assert refused(ec2.delete_snapshot, SnapshotId=snapshot) == "SnapshotLocked"
    ec2.unlock_snapshot(SnapshotId=snapshot)
    ec2.delete_snapshot(SnapshotId=snapshot)
    assert refused(ec2.describe_snapshots, SnapshotIds=[snapshot]) == "InvalidSnapshot.NotFound"


def test_a_compliance_lock_can_only_be_made_longer(client: Client) -> None:
    """Neither unlocking nor shortening is possible."""
    ec2 = client("ec2")
    snapshot = _snapshot(ec2)

    def lock(days: int) -> dict[str, Any]:
        return {"SnapshotId": snapshot, "LockMode": "compliance", "LockDuration": days}

    assert ec2.lock_snapshot(**lock(10))["LockState"] == "compliance"
    assert refused(ec2.unlock_snapshot, SnapshotId=snapshot) == "SnapshotLocked"
    assert refused(ec2.lock_snapshot, **lock(5)) == "SnapshotLocked"
    assert ec2.lock_snapshot(**lock(20))["LockDuration"] == 20


def test_only_an_existing_snapshot_is_locked(client: Client) -> None:
    """The lock needs its snapshot."""
    code = refused(
        client("ec2").lock_snapshot,
        SnapshotId="snap-0123456789abcdef0",
        LockMode="governance",
        LockDuration=1,
    )
    assert code == "InvalidSnapshot.NotFound"


def test_public_access_settings_are_kept_a_region_each(client: Client) -> None:
    """Unblocked until blocked, and again afterwards."""
    ec2 = client("ec2", "us-west-1")
    assert ec2.get_snapshot_block_public_access_state()["State"] == "unblocked"
    ec2.enable_snapshot_block_public_access(State="block-all-sharing")
    assert ec2.get_snapshot_block_public_access_state()["State"] == "block-all-sharing"
    assert client("ec2").get_snapshot_block_public_access_state()["State"] == "unblocked"
    assert ec2.disable_snapshot_block_public_access()["State"] == "unblocked"
    assert ec2.get_snapshot_block_public_access_state()["State"] == "unblocked"
    ec2.enable_image_block_public_access(ImageBlockPublicAccessState="block-new-sharing")
    state = ec2.get_image_block_public_access_state()["ImageBlockPublicAccessState"]
    assert state == "block-new-sharing"
