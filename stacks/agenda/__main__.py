"""A small product, tier 3, on the platform that another stack made."""

import pulumi

from pods import PodPair, platform_of

config = pulumi.Config()

stack = config.get("platform") or f"organization/platform/{pulumi.get_stack()}"
platform = platform_of(pulumi.StackReference(stack), shared_zone=True)
pair = PodPair(
    "agenda",
    {
        "platform": platform,
        "domain": config.get("domain") or "agenda.care.example",
        "owner": "agenda-team",
        "tier": 3,
        # Two of the platform's zones; the primary stands in the second, to spread the products.
        "availability_zones": ["us-east-1b", "us-east-1a"],
        "primary": {"running": 1, "maximum": 2},
        "secondary": {"running": 1},
        "pod": {"instance_type": "t4g.small", "data_gb": 0},
        "database": {"instance_class": "db.t4g.medium", "storage_gb": 20},
        "alerts": {
            "subscriptions": [
                {"protocol": "email", "endpoint": "agenda-team@care.example"},
                {"protocol": "sms", "endpoint": "+12025550164"},
            ]
        },
    },
)

pulumi.export("url", pair.url)
pulumi.export("vpc_id", pair.vpc_id)
pulumi.export("bucket", pair.bucket)
pulumi.export("database_endpoint", pair.database_endpoint)
