"""Every component in one stack: a platform, and a fleet of a large and a small pair on it."""

from typing import Any

import pulumi

from pods import (
    Certificate,
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
HOME, RECOVERY = "us-east-1", "us-west-2"
ZONES = ["us-east-1a", "us-east-1b"]
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
switches = Switches("trade", {"modes": ["read_only", "queue_deferral"]})
orders = Queue("trade-orders", {"rto_minutes": 240})

trade: Any = {
    "domain": f"trade.{DOMAIN}",
    "containers": {
        "image": pulumi.Output.concat(images.repository_url, ":release-1"),
        "environment": {"SWITCHES": switches.path, "ORDERS": orders.queue_url},
    },
    "access": [secrets.access, switches.access, orders.access],
    "secondary": {"reserved": 2},
    "traffic": {"certificate_arn": certificate.by_region[HOME]},
    "database": {"kind": "aurora", "proxy": True, "replica_region": RECOVERY},
    "object_store": {"replica_region": RECOVERY, "inventory": "weekly"},
    "backups": {
        "region": RECOVERY,
        "interval_hours": 12,
        "point_in_time": True,
        "account": True,
        "report_bucket": "exchange-evidence",
    },
    "recovery": {
        "region": RECOVERY,
        "running": 2,
        "certificate_arn": certificate.by_region[RECOVERY],
    },
    "page": {"certificate_arn": certificate.by_region[HOME]},
    "probes": {},
    "dashboard": {"capabilities": [{"name": "trade", "rto_minutes": 15, "rpo_minutes": 5}]},
}
fleet = PodFleet(
    "ex",
    {
        "domain": DOMAIN,
        "platform": platform.outputs,
        "availability_zones": ZONES,
        "owner": "exchange-team",
        "alerts": ON_CALL,
        "pairs": {"trade": trade, "history": {"domain": f"history.{DOMAIN}", "tier": 3}},
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
