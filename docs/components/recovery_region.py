"""A recovery Region that is dormant: everything stands, and nothing runs."""

import pulumi

from pods import Network, RecoveryRegion

home = Network(
    "clinic",
    {
        "availability_zones": ["us-east-1a", "us-east-1b"],
        "cidr_block": "10.20.0.0/16",
        "interface_endpoints": [],
    },
)
recovery = RecoveryRegion(
    "clinic",
    {
        "region": "us-west-2",
        "running": 0,
        "maximum": 4,
        "home_region": "us-east-1",
        "home_cidr_block": "10.20.0.0/16",
        "interface_endpoints": [],
        "alerts": {
            "subscriptions": [
                {"protocol": "email", "endpoint": "on-call@clinic.example"},
                {"protocol": "sms", "endpoint": "+15555550100"},
            ]
        },
    },
)

pulumi.export("entry_dns_name", recovery.entry_dns_name)
pulumi.export("pod_names", recovery.pod_names)
