"""A network over two zones."""

import pulumi

from pods import Network

network = Network(
    "clinic",
    {"availability_zones": ["us-east-1a", "us-east-1b"], "cidr_block": "10.20.0.0/16"},
)

pulumi.export("vpc_id", network.vpc_id)
