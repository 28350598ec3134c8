"""EC2: fast restore and locks of snapshots that moto holds."""

from datetime import timedelta
from typing import Any

from pods.sandbox.local_aws.recorder.answers import row
from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind, Parent, Record
from pods.sandbox.local_aws.recorder.operations import Result, delete, put
from pods.sandbox.local_aws.recorder.tables.ec2 import SERVICE, zone_of
from pods.sandbox.local_aws.recorder.tables.members import account, now

__all__ = ["GUARDS", "KINDS", "OPERATIONS", "SERVICE"]

# EC2's reference names no code for what a lock forbids; clients can only read that it failed.
_LOCKED = "SnapshotLocked"

FAST_RESTORE = Kind(
    service=SERVICE,
    name="fast snapshot restore",
    identity=("SnapshotId", "AvailabilityZone"),
    list="DescribeFastSnapshotRestores",
)

_SNAPSHOT = Parent("ec2", "DescribeSnapshots", {"SnapshotIds": "SnapshotId"}, in_list=True)


def _lock(members: dict[str, Any], call: Call) -> dict[str, Any]:
    """Work out the state and the end of a lock."""
    if ("LockDuration" in members) == ("ExpirationDate" in members):
        raise Fault("InvalidParameterCombination", "Give LockDuration or ExpirationDate")
    is_compliance = members["LockMode"] == "compliance"
    cool_off = timedelta(hours=members.get("CoolOffPeriod") or 0)
    starts = call.now
    if "ExpirationDate" in members:
        expires = members["ExpirationDate"]
        days = (expires.replace(tzinfo=None) - starts.replace(tzinfo=None)).days
    else:
        days = members["LockDuration"]
        expires = starts + timedelta(days=days)
    cooling = {"CoolOffPeriodExpiresOn": starts + cool_off} if is_compliance and cool_off else {}
    state = members["LockMode"] + ("-cooloff" if cooling else "")
    return {"LockState": state, "LockDuration": days, "LockExpiresOn": expires, **cooling}


LOCK = Kind(
    service=SERVICE,
    name="snapshot lock",
    identity=("SnapshotId",),
    list="DescribeLockedSnapshots",
    not_found="SnapshotNotLocked",
    drawn=_lock,
    created={"OwnerId": account, "LockCreatedOn": now, "LockDurationStartTime": now},
    filters={"SnapshotIds": "SnapshotId", "lock-state": "LockState"},
    parents=(_SNAPSHOT,),
)

KINDS = (FAST_RESTORE, LOCK)


def _zones(call: Call) -> list[dict[str, Any]]:
    names = call.parameters.get("AvailabilityZones", [])
    ids = call.parameters.get("AvailabilityZoneIds", [])
    if not (names or ids):
        raise Fault("MissingParameter", "AvailabilityZones or AvailabilityZoneIds is required")
    by_name = [zone_of(call, name=name) for name in names]
    return [*by_name, *(zone_of(call, zone_id=zone_id) for zone_id in ids)]


def _enable(call: Call) -> Result:
    def enabled(snapshot_id: str, zone: dict[str, Any]) -> Record:
        call.ask("ec2", call.region, "DescribeSnapshots", {"SnapshotIds": [snapshot_id]})
        times = dict.fromkeys(("EnablingTime", "OptimizingTime", "EnabledTime"), call.now)
        members = {
            "SnapshotId": snapshot_id,
            "AvailabilityZone": zone["ZoneName"],
            "AvailabilityZoneId": zone["ZoneId"],
            "OwnerId": call.account,
            "State": "enabled",
            "StateTransitionReason": "Client.UserInitiated - Lifecycle state transition",
            **times,
        }
        record = Record(FAST_RESTORE, members)
        call.shelf.of(FAST_RESTORE)[snapshot_id, zone["ZoneName"]] = record
        return record

    return _each(call, enabled)


def _disable(call: Call) -> Result:
    def disabled(snapshot_id: str, zone: dict[str, Any]) -> Record:
        record = call.shelf.of(FAST_RESTORE).pop((snapshot_id, zone["ZoneName"]), None)
        if record is None:
            raise Fault("InvalidParameterValue", "Fast snapshot restore is not enabled")
        record.members |= {"State": "disabled", "DisablingTime": call.now, "DisabledTime": call.now}
        return record

    return _each(call, disabled)


def _each(call: Call, act: Any) -> Result:
    """Act on every snapshot in every zone; what fails is answered beside what succeeds."""
    zones = _zones(call)
    shape = call.output.members["Successful"].member
    successful, unsuccessful = [], []
    for snapshot_id in call.parameters["SourceSnapshotIds"]:
        errors = []
        for zone in zones:
            try:
                successful.append(row(act(snapshot_id, zone), shape, call))
            except Fault as fault:
                error = {"Code": fault.code, "Message": fault.message}
                errors.append({"AvailabilityZone": zone["ZoneName"], "Error": error})
        if errors:
            failed = {"SnapshotId": snapshot_id, "FastSnapshotRestoreStateErrors": errors}
            unsuccessful.append(failed)
    return {"Successful": successful, "Unsuccessful": unsuccessful}


def _held_lock(call: Call) -> Record | None:
    """Answer the lock that still holds the snapshot, if any."""
    record = call.shelf.of(LOCK).get((call.parameters["SnapshotId"],))
    if record is None:
        return None
    expires = record.members["LockExpiresOn"].replace(tzinfo=None)
    return record if expires > call.now.replace(tzinfo=None) else None


def _refuse_weaker(held: Record, call: Call) -> None:
    """A lock in compliance mode may only be made longer."""
    if held.members["LockState"] != "compliance":
        return
    after = _lock(call.parameters, call)["LockExpiresOn"].replace(tzinfo=None)
    before = held.members["LockExpiresOn"].replace(tzinfo=None)
    if call.parameters["LockMode"] != "compliance" or after < before:
        raise Fault(_LOCKED, f"{held.label} is locked in compliance mode")


def _lock_snapshot(call: Call) -> Result:
    held = _held_lock(call)
    if held:
        _refuse_weaker(held, call)
    return put(LOCK, call)


def _unlock_snapshot(call: Call) -> Result:
    held = _held_lock(call)
    if held and held.members["LockState"] == "compliance":
        raise Fault(_LOCKED, f"{held.label} is locked in compliance mode")
    return delete(LOCK, call)


def _delete_snapshot(call: Call) -> Result:
    """Refuse to delete what is locked; anything else is moto's."""
    if _held_lock(call):
        raise Fault(_LOCKED, f"{call.parameters['SnapshotId']} is locked")
    return None


OPERATIONS = {
    "EnableFastSnapshotRestores": _enable,
    "DisableFastSnapshotRestores": _disable,
    "LockSnapshot": _lock_snapshot,
    "UnlockSnapshot": _unlock_snapshot,
}

GUARDS = {"DeleteSnapshot": _delete_snapshot}
