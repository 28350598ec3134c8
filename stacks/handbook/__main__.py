"""Policy documents: the published figures of a backup and disaster-recovery plan, deployed."""

import pulumi

from pods import ContinuityPlan, PodPair

config = pulumi.Config()

plan = ContinuityPlan("handbook", {"file": "plan.yaml"})
planned_zones = plan.document["placement"]["availability_zones"]
pair = PodPair(
    "handbook",
    {
        "plan": plan.document,
        "domain": config.get("domain") or "handbook.example",
        # Into any Region: beside aws:region, its zones are set; else they are the plan's (D7).
        "availability_zones": config.get_object("availability_zones") or planned_zones,
        "pod": {"data_gb": 0},
        "network": {"cidr_block": "10.50.0.0/16"},
        "backups": {"report_bucket": "handbook-evidence"},
    },
)

pulumi.export("url", pair.url)
pulumi.export("bucket", pair.bucket)
pulumi.export("database_endpoint", pair.database_endpoint)
