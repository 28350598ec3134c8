"""What is answered when nothing is left of a service in us-east-1."""

import pulumi

from pods import StaticPage

page = StaticPage("clinic-page", {"region": "us-west-2", "retry_after_seconds": 60})

pulumi.export("page", page.dns_name)
pulumi.export("text", page.bucket)
