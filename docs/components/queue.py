"""A queue for charges that are deferred while the payment provider is down."""

import pulumi

from pods import Queue

charges = Queue("charges", {"rto_minutes": 2880, "retention_days": 7, "visibility_seconds": 120})

pulumi.export("queue_url", charges.queue_url)
pulumi.export("dead_letter_name", charges.dead_letter_name)
