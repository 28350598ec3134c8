"""A second product: what its plan asks for, and what only its program can know."""

import pulumi

from pods import ContinuityPlan, PodPair

config = pulumi.Config()

plan = ContinuityPlan("storefront", {"file": "plan.yaml"})
shop = PodPair(
    "storefront",
    {
        "plan": plan.document,
        "domain": config.get("domain") or "shop.example",
        "pod": {"data_gb": 0},
        "network": {"cidr_block": "10.40.0.0/16"},
        "traffic": {"app_port": 3000, "health_path": "/ready"},
        "backups": {"report_bucket": "storefront-evidence"},
    },
)

pulumi.export("url", shop.url)
pulumi.export("bucket", shop.bucket)
pulumi.export("database_endpoint", shop.database_endpoint)
