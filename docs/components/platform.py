"""What several products stand on together."""

import pulumi

from pods import Platform

platform = Platform(
    "shared",
    {
        "availability_zones": ["us-east-1a", "us-east-1b"],
        "domain": "care.example",
        "alerts": {
            "subscriptions": [
                {"protocol": "email", "endpoint": "platform@care.example"},
                {"protocol": "sms", "endpoint": "+12025550142"},
            ]
        },
        "network": {"interface_endpoints": ["secretsmanager"]},
        "isolation": {"responder_arns": ["arn:aws:iam::111111111111:role/break-glass"]},
    },
)

pulumi.export("platform", platform.outputs)
