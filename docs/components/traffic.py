"""The way into a pair: two entries, and a name that leaves the one whose POD is lost."""

import pulumi

from pods import Network, Traffic

network = Network(
    "clinic",
    {"availability_zones": ["us-east-1a", "us-east-1b"], "cidr_block": "10.20.0.0/16"},
)
traffic = Traffic(
    "clinic",
    {
        "domain": "clinic.example",
        "vpc_id": network.vpc_id,
        "vpc_cidr_block": "10.20.0.0/16",
        "subnet_ids": network.public_subnet_ids,
        "keep_alive_seconds": 120,
        "redirect_budget_seconds": 240,
    },
)

pulumi.export("url", traffic.url)
pulumi.export("entries", [traffic.primary_entry, traffic.secondary_entry])
