"""EC2: capacity reservations, settings of the account, and tags by id."""

from typing import Any

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind, Record, Service
from pods.sandbox.local_aws.recorder.operations import Result
from pods.sandbox.local_aws.recorder.tables.members import account, hexadecimal, now
from pods.sandbox.local_aws.recorder.tags import pairs

__all__ = ["KINDS", "OPERATIONS", "SERVICE", "zone_of"]

SERVICE = Service(
    name="ec2",
    signing_name="ec2",
    missing_parameter="MissingParameter",
    invalid_parameter="InvalidParameterValue",
)


def zone_of(call: Call, *, name: str | None = None, zone_id: str | None = None) -> dict[str, Any]:
    """Answer the zone of that name or id; refuse one that the Region does not have."""
    zones = call.ask("ec2", call.region, "DescribeAvailabilityZones", {})["AvailabilityZones"]
    for zone in zones:
        if name in (zone["ZoneName"], None) and zone_id in (zone["ZoneId"], None):
            return dict(zone)
    raise Fault("InvalidParameterValue", f"The zone {name or zone_id} is not in {call.region}")


def _zone(members: dict[str, Any], call: Call) -> dict[str, Any]:
    name, zone_id = members.get("AvailabilityZone"), members.get("AvailabilityZoneId")
    if not (name or zone_id):
        raise Fault("MissingParameter", "AvailabilityZone or AvailabilityZoneId is required")
    zone = zone_of(call, name=name, zone_id=zone_id)
    return {"AvailabilityZone": zone["ZoneName"], "AvailabilityZoneId": zone["ZoneId"]}


def _available(members: dict[str, Any], _call: Call) -> int:
    # Simulated instances do not take their place in a reservation.
    return int(members["TotalInstanceCount"]) if members["State"] == "active" else 0


def _end(members: dict[str, Any], _call: Call) -> Any:
    return members.get("EndDate") if members["EndDateType"] == "limited" else None


CAPACITY_RESERVATION = Kind(
    service=SERVICE,
    name="capacity reservation",
    identity=("CapacityReservationId",),
    create="CreateCapacityReservation",
    list="DescribeCapacityReservations",
    update="ModifyCapacityReservation",
    delete="CancelCapacityReservation",
    not_found="InvalidCapacityReservationId.NotFound",
    minted=hexadecimal("cr-"),
    arn="arn:aws:ec2:{region}:{account}:capacity-reservation/{CapacityReservationId}",
    arn_member="CapacityReservationArn",
    tags_member="TagSpecifications",
    tag_resource_type="capacity-reservation",
    renames={"InstanceCount": "TotalInstanceCount"},
    drawn=_zone,
    created={
        "OwnerId": account,
        "State": "active",
        "Tenancy": "default",
        "EbsOptimized": False,
        "EphemeralStorage": False,
        "InstanceMatchCriteria": "open",
        "EndDateType": "unlimited",
        "ReservationType": "default",
        "CreateDate": now,
        "StartDate": now,
    },
    deleted={"State": "cancelled"},
    computed={"AvailableInstanceCount": _available, "EndDate": _end},
    answers={
        "ModifyCapacityReservation": {"Return": True},
        "CancelCapacityReservation": {"Return": True},
    },
    filters={"CapacityReservationIds": "CapacityReservationId"},
)

KINDS = (
    CAPACITY_RESERVATION,
    Kind(
        service=SERVICE,
        name="block of public snapshot access",
        identity=(),
        put="EnableSnapshotBlockPublicAccess",
        get="GetSnapshotBlockPublicAccessState",
        delete="DisableSnapshotBlockPublicAccess",
        created={"ManagedBy": "account"},
        absent={"State": "unblocked", "ManagedBy": "account"},
        answers={"DisableSnapshotBlockPublicAccess": {"State": "unblocked"}},
    ),
    Kind(
        service=SERVICE,
        name="block of public image access",
        identity=(),
        put="EnableImageBlockPublicAccess",
        get="GetImageBlockPublicAccessState",
        delete="DisableImageBlockPublicAccess",
        created={"ManagedBy": "account"},
        absent={"ImageBlockPublicAccessState": "unblocked", "ManagedBy": "account"},
        answers={"DisableImageBlockPublicAccess": {"ImageBlockPublicAccessState": "unblocked"}},
    ),
)


def _recorded(call: Call) -> dict[str, Record]:
    """Answer the records that EC2's tag operations name by id."""
    return {record.label: record for record in call.shelf.all("ec2") if record.kind.minted}


def _with_rest(call: Call, recorded: dict[str, Record]) -> Result:
    """Leave the ids that are not recorded to moto."""
    rest = [each for each in call.parameters["Resources"] if each not in recorded]
    if rest:
        parameters = {**call.parameters, "Resources": rest}
        call.ask_moto("ec2", call.region, call.operation, parameters)
    return {}


def _create_tags(call: Call) -> Result:
    recorded = _recorded(call)
    named = [recorded[each] for each in call.parameters["Resources"] if each in recorded]
    if not named:
        return None
    for record in named:
        record.tags.update(pairs(call.parameters["Tags"]))
    return _with_rest(call, recorded)


def _delete_tags(call: Call) -> Result:
    recorded = _recorded(call)
    named = [recorded[each] for each in call.parameters["Resources"] if each in recorded]
    if not named:
        return None
    for record in named:
        for tag in call.parameters.get("Tags") or [{"Key": key} for key in list(record.tags)]:
            # With a value, only the tag that has it.
            if tag.get("Value") in (None, record.tags.get(tag["Key"])):
                record.tags.pop(tag["Key"], None)
    return _with_rest(call, recorded)


def _describe_tags(call: Call) -> Result:
    rows = [
        {"ResourceId": label, "ResourceType": record.kind.tag_resource_type, "Key": k, "Value": v}
        for label, record in _recorded(call).items()
        for k, v in record.tags.items()
    ]
    members = {"resource-id": "ResourceId", "resource-type": "ResourceType"}
    members |= {"key": "Key", "value": "Value"}
    for each in call.parameters.get("Filters", []):
        member = members.get(each["Name"])
        rows = [row for row in rows if member and row[member] in each["Values"]]
    if not rows:
        return None
    simulated = call.ask_moto("ec2", call.region, "DescribeTags", call.parameters)
    return {"Tags": [*simulated["Tags"], *rows]}


OPERATIONS = {
    "CreateTags": _create_tags,
    "DeleteTags": _delete_tags,
    "DescribeTags": _describe_tags,
}
