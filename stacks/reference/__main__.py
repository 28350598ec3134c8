"""A product that makes the published commitments of the source plans, figure by figure."""

import pulumi

from pods import PodPair

START = "#!/bin/bash\ncd /srv && echo ok >health && exec python3 -m http.server 8080\n"

pair = PodPair(
    "clinic",
    {
        "owner": "clinic-platform",
        "tier": 1,
        "domain": "clinic.example",
        # Two PODs in different zones, the secondary with the primary's full capacity (A5, A8, A10).
        "availability_zones": ["us-east-1a", "us-east-1b"],
        "primary": {"availability_zone": "us-east-1a", "running": 4},
        "secondary": {
            "availability_zone": "us-east-1b",
            "running": 2,
            "maximum": 4,
        },
        "pod": {"instance_type": "m7i.large", "data_gb": 50, "user_data": START},
        # A standby, 35 days to wind back, and a snapshot from 2:20 to 4:20 am Eastern (A6, D2, D3).
        "database": {
            "multi_az": True,
            "backup_retention_days": 35,
            "backup_window": "07:20-09:20",
        },
        # Volumes copied twice a day and kept for six months (A9).
        "snapshots": {
            "interval_hours": 12,
            "retention_days": 184,
        },
        # Human and machine error undone (A11).
        "object_store": {"versioning": True},
        # Probed from three Regions every ten seconds; several people told at once (D8).
        "traffic": {"check_interval_seconds": 10, "failure_threshold": 3},
        "alerts": {
            "subscriptions": [
                {"protocol": "email", "endpoint": "on-call@clinic.example"},
                {"protocol": "sms", "endpoint": "+12025550142"},
                {"protocol": "https", "endpoint": "https://paging.clinic.example/voice"},
            ]
        },
    },
)

pulumi.export("url", pair.url)
pulumi.export("primary_entry", pair.primary_entry)
pulumi.export("secondary_entry", pair.secondary_entry)
pulumi.export("database_endpoint", pair.database_endpoint)
pulumi.export("bucket", pair.bucket)
pulumi.export("vpc_id", pair.vpc_id)
for role, pod in (("primary", pair.primary), ("secondary", pair.secondary)):
    capacity = {"running": pod.running_capacity, "maximum": pod.maximum_capacity}
    pulumi.export(f"{role}_pod", {"zone": pod.availability_zone, **capacity})
