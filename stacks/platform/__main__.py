"""What the small products of one organisation stand on together, in a stack of its own."""

import pulumi

from pods import Platform

config = pulumi.Config()

platform = Platform(
    "shared",
    {
        "availability_zones": config.get_object("availability_zones")
        or ["us-east-1a", "us-east-1b"],
        "domain": config.get("domain") or "care.example",
        "network": {"cidr_block": "10.60.0.0/16"},
        "alerts": {
            "subscriptions": [
                {"protocol": "email", "endpoint": "platform-team@care.example"},
                {"protocol": "sms", "endpoint": "+12025550163"},
            ]
        },
        "isolation": {"responder_arns": config.get_object("responder_arns") or []},
        "owner": "platform-team",
    },
)

pulumi.export("platform", platform.outputs)
pulumi.export("domain", config.get("domain") or "care.example")
pulumi.export("isolation_network_acl_id", platform.network_acl_id)
pulumi.export("isolation_security_group_id", platform.security_group_id)
