"""Who is told when something fails."""

import pulumi

from pods import Alerts

alerts = Alerts(
    "clinic",
    {
        "subscriptions": [
            {"protocol": "email", "endpoint": "on-call@clinic.example"},
            {"protocol": "sms", "endpoint": "+12025550142"},
            {"protocol": "https", "endpoint": "https://paging.clinic.example/voice"},
        ],
        "test_at": "08:30",
    },
)

pulumi.export("topic_arn", alerts.topic_arn)
