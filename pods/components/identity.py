"""IAM documents, and what an ARN says about where it is."""

import json
from collections.abc import Sequence
from typing import Any

import pulumi

__all__ = [
    "account_of",
    "allow",
    "bucket_over_tls_only",
    "document",
    "partition_of",
    "statements_of",
    "trust",
]

Statement = dict[str, Any]


def document(*statements: Statement) -> str:
    """Return a policy document of these statements, as JSON."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def statements_of(*documents: str) -> list[Statement]:
    """Return the statements of policy documents, without their ids: joined, they need not differ.

    Raises ValueError for text that is no policy document.
    """
    found: list[Statement] = []
    for each in documents:
        parsed = json.loads(each)
        given = parsed.get("Statement") if isinstance(parsed, dict) else None
        listed: list[Any] = given if isinstance(given, list) else [given]
        if not listed or not all(isinstance(statement, dict) for statement in listed):
            message = f"no IAM policy document with statements: {each[:80]!r}"
            raise ValueError(message)
        found.extend(listed)
    return [{key: value for key, value in each.items() if key != "Sid"} for each in found]


def allow(
    actions: Sequence[str],
    resources: Sequence[str],
    *,
    principal: dict[str, str] | None = None,
    condition: dict[str, Any] | None = None,
) -> Statement:
    """Return a statement that allows these actions on these resources."""
    return {
        "Effect": "Allow",
        **({"Principal": principal} if principal else {}),
        "Action": list(actions),
        "Resource": list(resources),
        **({"Condition": condition} if condition else {}),
    }


def bucket_over_tls_only(bucket_arn: str) -> Statement:
    """Return a statement that refuses everybody who comes to a bucket without TLS."""
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [bucket_arn, f"{bucket_arn}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def trust(service: str, account: str | None = None) -> str:
    """Return the document that lets an AWS service take a role on.

    With an account only for what that account has the service do. Not every service says for whom
    it works, and one that does not could no longer take the role on.
    """
    condition = {"Condition": {"StringEquals": {"aws:SourceAccount": account}}} if account else {}
    return document(
        {
            "Effect": "Allow",
            "Principal": {"Service": service},
            "Action": "sts:AssumeRole",
            **condition,
        }
    )


def partition_of(arn: pulumi.Output[str]) -> pulumi.Output[str]:
    """Return the ARN's partition: `aws`, `aws-cn` or `aws-us-gov`."""
    return arn.apply(lambda text: text.split(":")[1])


def account_of(arn: pulumi.Output[str]) -> pulumi.Output[str]:
    """Return the ARN's account."""
    return arn.apply(lambda text: text.split(":")[4])
