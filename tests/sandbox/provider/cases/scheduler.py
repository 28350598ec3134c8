"""EventBridge Scheduler: schedules."""

import json
from collections.abc import Mapping

from tests.sandbox.provider.cases.iam import trust
from tests.sandbox.provider.cases.sns import topic
from tests.sandbox.provider.round_trip import Case, World


def _inputs(world: World) -> Mapping[str, object]:
    role = world.make(
        "aws:iam/role:Role",
        {"name": "speaker", "assumeRolePolicy": trust("scheduler.amazonaws.com")},
    )
    return {
        "name": "test",
        "description": "Says every day that the alerts arrive",
        "groupName": "default",
        "scheduleExpression": "cron(0 9 * * ? *)",
        "scheduleExpressionTimezone": "Europe/Dublin",
        "flexibleTimeWindow": {"mode": "OFF"},
        "state": "ENABLED",
        "target": {
            "arn": topic(world),
            "roleArn": role["arn"],
            "input": json.dumps({"Message": "A test"}),
            "retryPolicy": {"maximumEventAgeInSeconds": 3600, "maximumRetryAttempts": 5},
        },
    }


CASES = (
    Case(
        token="aws:scheduler/schedule:Schedule",
        inputs=_inputs,
        outputs={"arn": "arn:aws:scheduler:us-east-1:123456789012:schedule/default/test"},
        update={"scheduleExpression": "cron(30 9 * * ? *)", "description": "A daily test"},
        replaces={"name": "other"},
    ),
)
