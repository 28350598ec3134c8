"""One certificate for the home, the recovery Region and the page, proved once."""

import pulumi
import pulumi_aws as aws

from pods import Certificate

zone = aws.route53.Zone("clinic", name="clinic.example")
certificate = Certificate(
    "clinic",
    {
        "domain": "clinic.example",
        "alternatives": ["*.clinic.example"],
        "zone_id": zone.zone_id,
        "regions": ["us-east-1", "us-west-2"],
    },
)

pulumi.export("home", certificate.by_region["us-east-1"])
pulumi.export("recovery", certificate.by_region["us-west-2"])
