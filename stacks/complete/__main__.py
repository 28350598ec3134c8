"""Every component in one stack: a platform, and a fleet of a large and a small pair on it."""

from typing import Any

import pulumi

from pods import (
    Certificate,
    ContinuityPlan,
    ExportReader,
    ImageReplication,
    ImageRepository,
    Platform,
    PodFleet,
    Queue,
    SharedSecrets,
    Switches,
)

DOMAIN = "exchange.example"
plan = ContinuityPlan("exchange", {"file": "plan.yaml"})
PLACE = plan.document["placement"]
HOME, RECOVERY, ZONES = PLACE["region"], PLACE["recovery_region"], PLACE["availability_zones"]
MODES = sorted({each["kind"] for each in plan.document["degradation_modes"].values()})
ON_CALL: Any = {
    "subscriptions": [
        {"protocol": "email", "endpoint": "on-call@exchange.example"},
        {"protocol": "sms", "endpoint": "+12025550171"},
    ]
}

platform = Platform(
    "exchange",
    {"availability_zones": ZONES, "domain": DOMAIN, "alerts": ON_CALL},
)
certificate = Certificate(
    "exchange",
    {
        "domain": f"trade.{DOMAIN}",
        "alternatives": [f"*.{DOMAIN}", f"*.trade.{DOMAIN}"],
        "zone_id": platform.outputs["zone_id"],
        "regions": [HOME, RECOVERY],
    },
)
images = ImageRepository("trade", {"repository_name": "exchange/trade", "replica_region": RECOVERY})
ImageReplication(
    "exchange", {"replica_region": RECOVERY, "repository_arns": [images.repository_arn]}
)
secrets = SharedSecrets(
    "trade", {"secrets": {"market-data": {}, "signing": {}}, "replica_region": RECOVERY}
)
switches = Switches("trade", {"modes": MODES})
orders = Queue("trade-orders", {"rto_minutes": 240})

# What no plan can know; every figure is the plan's.
trade: Any = {
    "plan": plan.document,
    "domain": f"trade.{DOMAIN}",
    "containers": {
        "image": pulumi.Output.concat(images.repository_url, ":release-1"),
        "environment": {"SWITCHES": switches.path, "ORDERS": orders.queue_url},
    },
    "access": [secrets.access, switches.access, orders.access],
    "traffic": {"certificate_arn": certificate.by_region[HOME]},
    "database": {"kind": "aurora", "proxy": True},
    "object_store": {"inventory": "weekly"},
    "backups": {"report_bucket": "exchange-evidence"},
    "recovery": {"certificate_arn": certificate.by_region[RECOVERY]},
    "page": {"certificate_arn": certificate.by_region[HOME]},
}
history: Any = {
    "plan": plan.document,
    "domain": f"history.{DOMAIN}",
    "pod": {"data_gb": 0},
}
fleet = PodFleet(
    "ex",
    {
        "domain": DOMAIN,
        "platform": platform.outputs,
        "availability_zones": ZONES,
        "pairs": {"trade": trade, "history": history},
        "customers": ["north-bank", "south-bank"],
    },
)
reader = ExportReader(
    "trade-exports",
    {
        "bucket_arn": fleet.pairs["trade"].object_store.bucket_arn,
        "trusted_arn": "arn:aws:iam::222222222222:role/pull",
        "external_id": "exchange-nightly",
    },
)

pulumi.export("urls", fleet.urls)
pulumi.export("assignment", fleet.assignment)
pulumi.export("primary_zones", fleet.primary_zones)
pulumi.export("export_reader", reader.role_arn)
