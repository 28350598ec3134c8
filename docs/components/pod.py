"""Two instances in one zone, behind no entry yet."""

import pulumi
import pulumi_aws as aws

from pods import Network, Pod

network = Network("clinic", {"availability_zones": ["us-east-1a", "us-east-1b"]})
group = aws.ec2.SecurityGroup("instances", vpc_id=network.vpc_id)
pod = Pod(
    "clinic-primary",
    {
        "role": "primary",
        "availability_zone": "us-east-1a",
        "subnet_id": network.zones["us-east-1a"].private,
        "security_group_ids": [group.id],
        "target_group_arns": [],
        "running": 2,
        "maximum": 4,
        "user_data": "#!/bin/bash\nexec python3 -m http.server 8080\n",
    },
)

pulumi.export("group_name", pod.group_name)
pulumi.export("role_arn", pod.role_arn)
