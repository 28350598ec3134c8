"""ARC zonal shift: practice runs, zonal autoshift, and shifts that a person starts.

Traffic does not move by a record: simulated load balancers carry none.
"""

import re
from datetime import timedelta
from typing import Any

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind, Service
from pods.sandbox.local_aws.recorder.tables.members import at, now, unique

__all__ = ["KINDS", "SERVICE"]

SERVICE = Service(
    name="arc-zonal-shift",
    signing_name="arc-zonal-shift",
    missing_parameter="ValidationException",
    invalid_parameter="ValidationException",
    is_simulated=False,
)

_PRACTICE_RUN = (
    *("blockingAlarms", "outcomeAlarms"),
    *("blockedWindows", "allowedWindows", "blockedDates"),
)
_DURATION = re.compile(r"(\d+)([mh])")
_UNITS = {"m": "minutes", "h": "hours"}


def _end(members: dict[str, Any], call: Call) -> Any:
    """Work out when a shift ends, from the call that says how long it is to last."""
    if "expiresIn" not in call.parameters:
        return members["expiryTime"]
    found = _DURATION.fullmatch(members["expiresIn"])
    if not found:
        raise Fault("ValidationException", "expiresIn is a number of minutes or hours, as in 3h")
    return call.now + timedelta(**{_UNITS[found[2]]: int(found[1])})


def _practice_run(members: dict[str, Any], _call: Call) -> dict[str, Any]:
    return {name: members[name] for name in _PRACTICE_RUN if name in members}


KINDS = (
    Kind(
        service=SERVICE,
        name="managed resource",
        identity=("resourceIdentifier",),
        create="CreatePracticeRunConfiguration",
        get="GetManagedResource",
        list="ListManagedResources",
        update="UpdateZonalAutoshiftConfiguration",
        delete="DeletePracticeRunConfiguration",
        also={"UpdatePracticeRunConfiguration": "update"},
        created={
            "arn": at("resourceIdentifier"),
            "name": lambda members, _call: members["resourceIdentifier"].split("/", 1)[-1],
            "zonalAutoshiftStatus": "DISABLED",
            "appliedWeights": {},
            "availabilityZones": [],
            "zonalShifts": [],
            "autoshifts": [],
        },
        computed={"practiceRunConfiguration": _practice_run},
    ),
    Kind(
        service=SERVICE,
        name="zonal shift",
        identity=("zonalShiftId",),
        create="StartZonalShift",
        list="ListZonalShifts",
        update="UpdateZonalShift",
        delete="CancelZonalShift",
        minted=unique,
        created={"startTime": now, "expiryTime": _end, "status": "ACTIVE"},
        updated={"expiryTime": _end},
        deleted={"status": "CANCELED"},
        filters={"status": "status", "resourceIdentifier": "resourceIdentifier"},
    ),
)
