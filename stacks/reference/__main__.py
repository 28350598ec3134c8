"""A product that makes the published commitments of the source plans: its plan has the figures."""

import pulumi

from pods import ContinuityPlan, PodPair

START = "#!/bin/bash\ncd /srv && echo ok >health && exec python3 -m http.server 8080\n"

plan = ContinuityPlan("clinic", {"file": "plan.yaml"})
pair = PodPair(
    "clinic",
    {
        "plan": plan.document,
        "domain": "clinic.example",
        "pod": {"user_data": START},
    },
)

pulumi.export("url", pair.url)
pulumi.export("primary_entry", pair.primary_entry)
pulumi.export("secondary_entry", pair.secondary_entry)
pulumi.export("database_endpoint", pair.database_endpoint)
pulumi.export("bucket", pair.bucket)
pulumi.export("vpc_id", pair.vpc_id)
pulumi.export("plan_digest", plan.digest)
for role, pod in (("primary", pair.primary), ("secondary", pair.secondary)):
    capacity = {"running": pod.running_capacity, "maximum": pod.maximum_capacity}
    pulumi.export(f"{role}_pod", {"zone": pod.availability_zone, **capacity})
