"""A reader from outside: one bucket, one prefix, one principal."""

import json
from typing import Any

import pytest

from pods.components import ExportReader
from pods.errors import TopologyError
from tests.components.recording import Recording, record

PULLER = "arn:aws:iam::222222222222:role/puller"


def reader(**changes: Any) -> Recording:
    """Record a reader with some args changed."""
    args: Any = {
        "bucket_arn": "arn:aws:s3:::exports",
        "prefix": "nightly/",
        "trusted_arn": PULLER,
        "external_id": "8f14e45f-ceea-467f-9c2e",
        **changes,
    }
    return record(lambda: ExportReader("outside", args))


@pytest.mark.requirement("D4")
def test_the_role_reads_and_does_nothing_else() -> None:
    """Below one prefix of one bucket; no action writes or deletes."""
    policy = json.loads(reader().inputs("aws:iam/rolePolicy:RolePolicy")["policy"])
    actions = {action for each in policy["Statement"] for action in each["Action"]}
    assert actions == {
        "s3:GetBucketLocation",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:ListBucket",
        "s3:ListBucketVersions",
    }
    _, listing, getting = policy["Statement"]
    assert listing["Condition"] == {"StringLike": {"s3:prefix": "nightly/*"}}
    assert getting["Resource"] == ["arn:aws:s3:::exports/nightly/*"]


@pytest.mark.requirement("D4")
def test_one_principal_takes_it_on_with_the_shared_text() -> None:
    """And holds it for as long as a pull takes."""
    role = reader(session_hours=12).inputs("aws:iam/role:Role")
    (trust,) = json.loads(role["assumeRolePolicy"])["Statement"]
    assert trust["Principal"] == {"AWS": PULLER}
    assert trust["Condition"] == {"StringEquals": {"sts:ExternalId": "8f14e45f-ceea-467f-9c2e"}}
    assert role["maxSessionDuration"] == 12 * 3600


def test_a_key_is_used_through_s3_only() -> None:
    """It decrypts exports, and nothing else that the key protects."""
    key = "arn:aws:kms:us-east-1:111111111111:key/exports"
    recording = reader(key_arn=key)
    policy = json.loads(recording.inputs("aws:iam/rolePolicy:RolePolicy")["policy"])
    decrypting = policy["Statement"][-1]
    assert (decrypting["Action"], decrypting["Resource"]) == (["kms:Decrypt"], [key])
    assert decrypting["Condition"] == {"StringLike": {"kms:ViaService": "s3.*.amazonaws.com"}}


def test_anybody_is_refused() -> None:
    """The component says which arg, by its own name."""
    with pytest.raises(TopologyError, match=r"outside: trusted_arn: '\*'; "):
        reader(trusted_arn="*")
