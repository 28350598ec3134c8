"""A secret that the recovery Region has as well, under a key of its own."""

import pulumi
import pulumi_aws as aws

from pods import SharedSecrets

config = pulumi.Config()
secrets = SharedSecrets(
    "clinic",
    {
        "secrets": {"payments": {"description": "Token of the payment provider"}},
        "replica_region": "us-west-2",
    },
)
# The value is the program's to set: replicas follow by themselves.
aws.secretsmanager.SecretVersion(
    "payments",
    secret_id=secrets.secret_arns["payments"],
    secret_string=config.get_secret("payments") or "set by hand",
)

pulumi.export("replicas", secrets.replica_secret_arns)
