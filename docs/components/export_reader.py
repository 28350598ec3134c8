"""A role for what pulls exports nightly to storage outside AWS."""

import pulumi

from pods import ExportReader, ObjectStore

store = ObjectStore("clinic", {})
reader = ExportReader(
    "vault-outside",
    {
        "bucket_arn": store.bucket_arn,
        "prefix": "exports/",
        "trusted_arn": "arn:aws:iam::222222222222:role/puller",
        "external_id": "8f14e45f-ceea-467f-9c2e",
    },
)

pulumi.export("role", reader.role_arn)
