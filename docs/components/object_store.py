"""An object store whose objects lie in a second Region as well."""

import pulumi

from pods import ObjectStore

records = ObjectStore(
    "records",
    {
        "noncurrent_days": 365,
        "minimum_noncurrent_days": 180,
        "replica_region": "us-west-2",
        "object_lock_days": 35,
        "inventory": "daily",
    },
)

pulumi.export("bucket", records.bucket)
pulumi.export("replica_bucket", records.replica_bucket)
