"""The domain across Regions: home, recovery Region, page."""

import pulumi
import pulumi_aws as aws

from pods import Certificate, RegionalFailover, StaticPage

DOMAINS = ["clinic.example", "away.clinic.example"]

zone = aws.route53.Zone("clinic", name=DOMAINS[0])
certificate = Certificate(
    "clinic",
    {"domain": DOMAINS[0], "alternatives": DOMAINS[1:], "zone_id": zone.zone_id},
)
page = StaticPage(
    "clinic-page",
    {"region": "us-west-2", "domains": DOMAINS, "certificate_arn": certificate.arn},
)
# In a product these are the `health_check_ids` of its Traffic.
probes = [
    aws.route53.HealthCheck(
        role,
        type="HTTP",
        fqdn=f"{role}-1.us-east-1.elb.amazonaws.com",
        port=80,
        resource_path="/health",
        request_interval=10,
        failure_threshold=3,
    )
    for role in ("primary", "secondary")
]
failover = RegionalFailover(
    "clinic",
    {
        "domain": DOMAINS[0],
        "zone_id": zone.zone_id,
        "home_name": "home.clinic.example",
        "home_check_ids": [probe.id for probe in probes],
        "recovery_entry": {
            "dns_name": "recovery-1.us-west-2.elb.amazonaws.com",
            "zone_id": "Z1H1FL5HABSF5",
        },
        "page": {"dns_name": page.dns_name, "zone_id": page.zone_id, "domains": DOMAINS},
    },
)

pulumi.export("domain", failover.domain)
