"""What is changed in moto's buckets."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from .conftest import refusal


@pytest.mark.sandbox
def test_what_has_no_versions_is_not_replicated(client: Callable[..., Any]) -> None:
    """AWS refuses it for the source and for the target; the rule is shown whole once it stands."""
    s3, names = client("s3"), [f"bucket-{uuid4().hex[:8]}" for _ in range(2)]
    rule = {
        "ID": "everything",
        "Status": "Enabled",
        "Priority": 1,
        "Filter": {"Prefix": ""},
        "DeleteMarkerReplication": {"Status": "Enabled"},
        "Destination": {
            "Bucket": f"arn:aws:s3:::{names[1]}",
            "Metrics": {"Status": "Enabled", "EventThreshold": {"Minutes": 15}},
        },
    }
    asked = {"Role": "arn:aws:iam::123456789012:role/copies", "Rules": [rule]}
    for name in names:
        s3.create_bucket(Bucket=name)
    for name, message in zip(
        names,
        (
            "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
            "Destination bucket must have versioning enabled.",
        ),
        strict=True,
    ):
        refused = refusal(
            s3.put_bucket_replication, Bucket=names[0], ReplicationConfiguration=asked
        )
        assert refused == ("InvalidRequest", message)
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_replication(Bucket=names[0], ReplicationConfiguration=asked)
    shown = s3.get_bucket_replication(Bucket=names[0])["ReplicationConfiguration"]
    assert shown == asked
    for name in names:
        s3.delete_bucket(Bucket=name)


@pytest.mark.sandbox
def test_a_bucket_without_versioning_any_more_is_emptied(client: Callable[..., Any]) -> None:
    """Of a key that was deleted while versions were kept, with its marker."""
    s3, name = client("s3"), f"bucket-{uuid4().hex[:8]}"
    s3.create_bucket(Bucket=name)
    for status in ("Enabled", "Suspended"):
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": status})
        if status == "Enabled":
            s3.put_object(Bucket=name, Key="index.html", Body=b"page")
            s3.delete_object(Bucket=name, Key="index.html")
    kept = s3.list_object_versions(Bucket=name)
    found = [
        {"Key": each["Key"], "VersionId": each["VersionId"]}
        for each in [*kept["Versions"], *kept["DeleteMarkers"]]
    ]
    assert len(found) == 2
    s3.delete_objects(Bucket=name, Delete={"Objects": found, "Quiet": True})
    s3.delete_bucket(Bucket=name)
