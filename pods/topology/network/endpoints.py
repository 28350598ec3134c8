"""Which AWS services a network reaches without the internet, and for whom."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pods.errors import Problem

__all__ = [
    "CONTAINER_ENDPOINTS",
    "GATEWAY_ENDPOINTS",
    "INTERFACE_ENDPOINTS",
    "account_problems",
    "endpoint_policy",
    "service_problems",
]

GATEWAY_ENDPOINTS = ("s3", "dynamodb")
"""Services reached by routes, without a charge."""
INTERFACE_ENDPOINTS = ("ssm", "ssmmessages", "secretsmanager", "logs")
"""Services that an instance needs to be reached, to read its password, and to speak."""
CONTAINER_ENDPOINTS = ("secretsmanager", "logs", "ecr.api", "ecr.dkr")
"""Services that a task needs to be started, to read its password, and to speak."""

# Services that are known to take a policy at their endpoint. AWS refuses one where it takes none:
# https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
_POLICED = frozenset(
    {
        *GATEWAY_ENDPOINTS,
        *INTERFACE_ENDPOINTS,
        "autoscaling",
        "ec2messages",
        "ecr.api",
        "ecr.dkr",
        "events",
        "kms",
        "monitoring",
        "sns",
        "sqs",
        "states",
    }
)

# Package repositories, agents and image layers, which AWS keeps in buckets of its own:
# https://github.com/aws-samples/data-perimeter-policy-examples (vpc_endpoint_policies, S3),
# https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-minimum-s3-permissions.html
_AWS_BUCKETS = (
    "al2023-repos-{region}-de612dc2",
    "amazonlinux-2-repos-{region}",
    "amazon-ssm-{region}",
    "amazon-ssm-packages-{region}",
    "amazoncloudwatch-agent-{region}",
    "aws-ssm-{region}",
    "aws-ssm-distributor-file-{region}",
    "aws-ssm-document-attachments-{region}",
    "patch-baseline-snapshot-{region}",
    "prod-{region}-starport-layer-bucket",
    "{region}-birdwatcher-prod",
)
# Documents and parameters that AWS publishes are in no account.
_AWS_DOCUMENTS = ("document/*", "parameter/aws/*")
_READING_DOCUMENTS = (
    "ssm:DescribeDocument",
    "ssm:GetDocument",
    "ssm:GetParameter",
    "ssm:GetParameters",
    "ssm:GetParametersByPath",
    "ssm:ListDocumentVersions",
)
_SERVICE = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)*")
_ACCOUNT = re.compile(r"\d{12}")


def service_problems(services: Sequence[str] | None, subject: str) -> list[Problem]:
    """Return a problem for each text that is no service's name, as endpoints are named here."""
    return [
        Problem(
            subject,
            repr(service),
            "the name of a service is required, without com.amazonaws and Region",
            "Write it like secretsmanager or ecr.api.",
        )
        for service in services or ()
        if _SERVICE.fullmatch(service) is None or service.startswith("com.")
    ]


def account_problems(accounts: Sequence[str], subject: str) -> list[Problem]:
    """Return a problem for each text that is no account's number."""
    return [
        Problem(
            subject,
            repr(account),
            "the 12 digits of an AWS account are required",
            "Write them in quotes, without hyphens.",
        )
        for account in accounts
        if _ACCOUNT.fullmatch(account) is None
    ]


def endpoint_policy(
    service: str, *, region: str, partition: str, accounts: Sequence[str]
) -> dict[str, Any] | None:
    """Return the policy of a service's endpoint; None where it is not known to take one.

    Principals of `accounts` reach resources of `accounts`, services of AWS act for them, and what
    AWS publishes can be read; so can what all but the first, the network's own, publish in S3. It
    gives nothing: roles and resources have to allow a call as well.
    """
    if service not in _POLICED:
        return None
    own = [
        # Not every operation has a resource, and then its account is not in the request.
        _statement(
            "OwnAccounts",
            {
                "StringEquals": {"aws:PrincipalAccount": list(accounts)},
                "StringEqualsIfExists": {"aws:ResourceAccount": list(accounts)},
            },
        ),
        _statement("ServicesOfAws", {"Bool": {"aws:PrincipalIsAWSService": "true"}}),
    ]
    return {
        "Version": "2012-10-17",
        "Statement": [*own, *_published(service, region, partition, accounts)],
    }


def _statement(sid: str, condition: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": "*",
        "Action": "*",
        "Resource": "*",
        "Condition": dict(condition),
    }


def _published(
    service: str, region: str, partition: str, accounts: Sequence[str]
) -> list[dict[str, Any]]:
    if service == "s3":
        buckets = [
            f"arn:{partition}:s3:::{bucket.format(region=region)}/*" for bucket in _AWS_BUCKETS
        ]
        # Package managers read without signing, so that nothing is known of the principal.
        reading: dict[str, Any] = {"Effect": "Allow", "Principal": "*", "Action": ["s3:GetObject"]}
        published = [{"Sid": "PublishedByAws", **reading, "Resource": buckets}]
        trusted = list(accounts[1:])
        if trusted:
            condition = {"StringEquals": {"aws:ResourceAccount": trusted}}
            published.append(
                {"Sid": "PublishedByTrusted", **reading, "Resource": "*", "Condition": condition}
            )
        return published
    if service == "ssm":
        return [
            {
                "Sid": "PublishedByAws",
                "Effect": "Allow",
                "Principal": "*",
                "Action": list(_READING_DOCUMENTS),
                "Resource": [f"arn:{partition}:ssm:{region}::{each}" for each in _AWS_DOCUMENTS],
                "Condition": {"StringEquals": {"aws:PrincipalAccount": list(accounts)}},
            }
        ]
    return []
