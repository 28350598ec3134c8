"""ARC zonal shift: zonal autoshift with its practice runs."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.networks import load_balancer, vpc
from tests.sandbox.provider.round_trip import Case, World

_ALARM = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:clinic"


def _autoshift(world: World) -> Mapping[str, Any]:
    return {
        "resourceArn": load_balancer(world, vpc(world)),
        "zonalAutoshiftStatus": "ENABLED",
        "outcomeAlarms": [{"type": "CLOUDWATCH", "alarmIdentifier": _ALARM}],
        "blockingAlarms": [{"type": "CLOUDWATCH", "alarmIdentifier": f"{_ALARM}-blocks"}],
        "blockedWindows": ["Mon:08:00-Mon:18:00"],
        "allowedWindows": ["Tue:02:00-Tue:04:00"],
        "blockedDates": ["2027-12-24"],
    }


CASES = (
    Case(
        token="aws:arczonalshift/zonalAutoshiftConfiguration:ZonalAutoshiftConfiguration",
        inputs=_autoshift,
        update={"zonalAutoshiftStatus": "DISABLED", "blockedDates": ["2027-12-25"]},
        replaces={"resourceArn": "arn:aws:elasticloadbalancing:other"},
    ),
)
