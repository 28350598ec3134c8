"""Images that outlive their Region."""

import pulumi

from pods import ImageReplication, ImageRepository

images = ImageRepository(
    "clinic",
    {
        "repository_name": "clinic/app",
        "release_prefixes": ["release-", "hotfix-"],
        "replica_region": "us-west-2",
    },
)
# One for the whole account: it belongs into the stack that all products stand on.
ImageReplication(
    "images", {"replica_region": "us-west-2", "repository_arns": [images.repository_arn]}
)

pulumi.export("push_to", images.repository_url)
