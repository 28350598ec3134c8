"""CloudWatch: composite alarms and dashboards."""

import json

from tests.sandbox.provider.cases.sns import topic
from tests.sandbox.provider.round_trip import Case, World

_ARN = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:clinic-down"


def _silence(world: World, resource_id: str) -> dict[str, object]:
    world.client("cloudwatch").disable_alarm_actions(AlarmNames=[resource_id])
    return {"actionsEnabled": False}


def _body(title: str) -> str:
    widget = {"type": "text", "width": 24, "height": 1, "properties": {"markdown": title}}
    return json.dumps({"widgets": [widget]})


CASES = (
    Case(
        token="aws:cloudwatch/compositeAlarm:CompositeAlarm",
        inputs=lambda world: {
            "alarmName": "clinic-down",
            "actionsEnabled": True,
            "actionsSuppressor": {
                "alarm": "clinic-maintenance",
                "waitPeriod": 10,
                "extensionPeriod": 60,
            },
            "alarmActions": [topic(world)],
            "okActions": ["arn:aws:sns:us-east-1:123456789012:alerts"],
            "alarmDescription": "Neither entry answers.",
            "alarmRule": "ALARM(clinic-primary) AND ALARM(clinic-secondary)",
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": _ARN},
        update={"alarmRule": "ALARM(clinic-primary)", "tags": {"Name": "surgery"}},
        replaces={"alarmName": "other"},
        drift=_silence,
    ),
    Case(
        token="aws:cloudwatch/dashboard:Dashboard",
        inputs=lambda _: {"dashboardName": "clinic", "dashboardBody": _body("Clinic")},
        update={"dashboardBody": _body("Surgery")},
        replaces={"dashboardName": "surgery"},
    ),
)
