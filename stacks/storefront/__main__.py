"""A second product: the library's defaults, and only what is the product's own."""

import pulumi

from pods import PodPair

config = pulumi.Config()

shop = PodPair(
    "storefront",
    {
        "owner": "shop-team",
        "tier": 2,
        "domain": config.get("domain") or "shop.example",
        "availability_zones": ["us-east-1c", "us-east-1d"],
        "primary": {"running": 6, "maximum": 8},
        "pod": {"instance_type": "c7g.xlarge", "data_gb": 0},
        "network": {"cidr_block": "10.40.0.0/16"},
        "traffic": {"app_port": 3000, "health_path": "/ready"},
        "alerts": {
            "subscriptions": [
                {"protocol": "email", "endpoint": "shop-on-call@shop.example"},
                {"protocol": "sms", "endpoint": "+12025550175"},
            ]
        },
    },
)

pulumi.export("url", shop.url)
pulumi.export("bucket", shop.bucket)
pulumi.export("database_endpoint", shop.database_endpoint)
