"""A recovery Region, recorded by itself."""

import functools
from typing import Any

import pulumi

from pods.components import RecoveryRegion
from tests.components.recording import Recording, record

SUBSCRIPTIONS = [
    {"protocol": "email", "endpoint": "on-call@clinic.example"},
    {"protocol": "sms", "endpoint": "+15555550100"},
]
ARGS: dict[str, Any] = {
    "region": "us-west-2",
    "home_region": "us-east-1",
    "home_cidr_block": "10.20.0.0/16",
    "alerts": {"subscriptions": SUBSCRIPTIONS},
    "bucket_arn": "arn:aws:s3:::clinic-replica",
    "secret_arn": "arn:aws:secretsmanager:us-west-2:111111111111:secret:rows",
}
SOURCE = "arn:aws:rds:us-east-1:111111111111:db:clinic"
REPLICA: dict[str, Any] = {
    "source_arn": SOURCE,
    "source_secret_arn": "arn:aws:secretsmanager:us-east-1:111111111111:secret:clinic-rows",
}


@functools.cache
def dormant() -> Recording:
    """Record a recovery Region as it is by default, once."""
    return away()


def away(**changes: Any) -> Recording:
    """Record a recovery Region by itself."""

    def program() -> None:
        pulumi.runtime.set_config("aws:region", "us-east-1")
        RecoveryRegion("clinic", {**ARGS, **changes})  # type: ignore[typeddict-item]

    return record(program)
