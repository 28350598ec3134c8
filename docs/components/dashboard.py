"""A service's promises, beside what is measured."""

import pulumi

from pods import Dashboard

dashboard = Dashboard(
    "clinic",
    {
        "capabilities": [
            {"name": "book an appointment", "rto_minutes": 15, "rpo_minutes": 5},
            {"name": "print a letter", "rto_minutes": 240},
        ],
        "health_check_ids": {"primary": "0a1b2c3d", "secondary": "4e5f6a7b"},
        "load_balancers": {"primary": "app/clinic-primary/50dc6c495c0c9188"},
        "canaries": {"eu-west-1": "clinic-eu-west-1"},
        "replicas": {"us-west-2": "clinic-replica"},
    },
)

pulumi.export("dashboard_name", dashboard.dashboard_name)
