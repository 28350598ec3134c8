"""Two pairs on one platform, and the hospitals that they serve."""

from typing import Any

import pulumi

from pods import Platform, PodFleet

ZONES = ["us-east-1a", "us-east-1b"]
ON_CALL: Any = {
    "subscriptions": [
        {"protocol": "email", "endpoint": "on-call@care.example"},
        {"protocol": "sms", "endpoint": "+12025550142"},
    ]
}

platform = Platform(
    "shared",
    {
        "availability_zones": ZONES,
        "domain": "care.example",
        "alerts": ON_CALL,
        "network": {"interface_endpoints": []},
    },
)
fleet = PodFleet(
    "care",
    {
        "domain": "care.example",
        "platform": platform.outputs,
        "availability_zones": ZONES,
        "owner": "care-team",
        "alerts": ON_CALL,
        "pairs": {
            "north": {"domain": "north.care.example", "primary": {"running": 1}},
            "south": {"domain": "south.care.example", "primary": {"running": 1}},
        },
        "customers": ["st-mary", "st-john", "st-anne", "county"],
        "pins": {"county": "north"},
        "most_customers": {"north": 3, "south": 3},
    },
)

pulumi.export("assignment", fleet.assignment)
pulumi.export("primary_zones", fleet.primary_zones)
