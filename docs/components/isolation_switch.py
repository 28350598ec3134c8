"""What cuts a compromised workload off, ready before it is needed."""

import pulumi

from pods import IsolationSwitch, Network

network = Network(
    "clinic",
    {"availability_zones": ["us-east-1a", "us-east-1b"], "interface_endpoints": []},
)
isolation = IsolationSwitch(
    "clinic-isolation",
    {
        "vpc_id": network.vpc_id,
        "responder_arns": ["arn:aws:iam::111111111111:role/break-glass"],
        "evidence_account": "222222222222",
    },
)

pulumi.export("network_acl_id", isolation.network_acl_id)
pulumi.export("security_group_id", isolation.security_group_id)
pulumi.export("forensic_role_arn", isolation.forensic_role_arn)
