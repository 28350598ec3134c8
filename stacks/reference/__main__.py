"""A product that makes the published commitments of the source plans: its plan has the figures."""

import pulumi
from instance_start import modes_of, user_data  # type: ignore[import-not-found]

from pods import ContinuityPlan, PodPair, Queue, Switches

plan = ContinuityPlan("clinic", {"file": "plan.yaml"})
modes = modes_of(plan.document)
switches = Switches("clinic", {"modes": sorted(modes)})
deferred = Queue("clinic-deferred", {})
script = pulumi.Output.all(path=switches.path, url=deferred.queue_url).apply(
    lambda known: user_data(switches_path=known["path"], queue_url=known["url"], modes=modes)
)
pair = PodPair(
    "clinic",
    {
        "plan": plan.document,
        "domain": "clinic.example",
        "pod": {"user_data": script},
        "access": [switches.access, deferred.access],
        "backups": {"report_bucket": "clinic-evidence"},
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
