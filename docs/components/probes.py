"""A service that is looked at from two other Regions."""

import pulumi

from pods import Probes

probes = Probes(
    "clinic",
    {
        "url": "https://clinic.example",
        "regions": ["us-west-2", "eu-west-1"],
        "expected_text": "healthy",
        "subscriptions": [
            {"protocol": "email", "endpoint": "on-call@clinic.example"},
            {"protocol": "https", "endpoint": "https://paging.clinic.example/voice"},
        ],
    },
)

pulumi.export("canaries", probes.canaries)
