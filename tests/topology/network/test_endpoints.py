"""Policies of endpoints: who reaches what, and what AWS itself keeps for everybody."""

from typing import Any

import pytest

from pods.topology import account_problems, endpoint_policy
from tests.topology.policy_evaluation import is_allowed

OWN, OTHER = "111111111111", "222222222222"


def policy(service: str, *accounts: str) -> dict[str, Any]:
    """Return the policy of a service's endpoint in us-east-1."""
    found = endpoint_policy(service, region="us-east-1", partition="aws", accounts=[OWN, *accounts])
    assert found is not None
    return found


def reaches(found: dict[str, Any], action: str, resource: str, principal: str, owner: str) -> bool:
    """Return whether an account's principal may act on an account's resource."""
    context = {"aws:PrincipalAccount": principal, "aws:ResourceAccount": owner}
    return is_allowed(found, action, resource, context)


@pytest.mark.requirement("B10")
def test_a_stranger_takes_nothing_out() -> None:
    """Own data cannot be put into another account's bucket, nor with another's credentials."""
    s3 = policy("s3")
    bucket = "arn:aws:s3:::records/a"
    assert reaches(s3, "s3:PutObject", bucket, OWN, OWN)
    assert not reaches(s3, "s3:PutObject", bucket, OWN, OTHER)
    assert not reaches(s3, "s3:PutObject", bucket, OTHER, OWN)
    assert not reaches(s3, "s3:GetObject", bucket, OTHER, OTHER)


def test_a_trusted_account_is_let_through() -> None:
    """Its principals and its resources, as the stack's own."""
    s3 = policy("s3", OTHER)
    assert reaches(s3, "s3:PutObject", "arn:aws:s3:::records/a", OWN, OTHER)
    # What it publishes is read without signing: nobody's name is in the request.
    published = {"aws:ResourceAccount": OTHER}
    assert is_allowed(s3, "s3:GetObject", "arn:aws:s3:::packages/a", published)
    assert not is_allowed(s3, "s3:PutObject", "arn:aws:s3:::packages/a", published)
    assert not is_allowed(policy("s3"), "s3:GetObject", "arn:aws:s3:::packages/a", published)


def test_package_repositories_are_read_without_signing() -> None:
    """A package manager is nobody; it reads what AWS publishes and writes nothing."""
    s3 = policy("s3")
    repository = "arn:aws:s3:::al2023-repos-us-east-1-de612dc2/core/mirror.list"
    assert is_allowed(s3, "s3:GetObject", repository)
    assert not is_allowed(s3, "s3:PutObject", repository)
    assert not is_allowed(s3, "s3:GetObject", "arn:aws:s3:::records/a")
    layer = "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/sha"
    assert is_allowed(s3, "s3:GetObject", layer)


def test_published_parameters_are_read_by_own_principals() -> None:
    """The image of Amazon Linux is a parameter of AWS's, in no account."""
    ssm = policy("ssm")
    image = "arn:aws:ssm:us-east-1::parameter/aws/service/ami-amazon-linux-latest/al2023"
    assert is_allowed(ssm, "ssm:GetParameter", image, {"aws:PrincipalAccount": OWN})
    own_parameter = "arn:aws:ssm:us-east-1:222222222222:parameter/theirs"
    assert not reaches(ssm, "ssm:GetParameter", own_parameter, OWN, OTHER)


def test_operations_without_a_resource_go_through() -> None:
    """Opening a session's channel has none, so that its account is not known."""
    channel = is_allowed(
        policy("ssmmessages"),
        "ssmmessages:OpenDataChannel",
        "*",
        {"aws:PrincipalAccount": OWN},
    )
    assert channel is True


def test_services_of_aws_act_for_the_account() -> None:
    """A service that calls on somebody's behalf has no account of its own."""
    assert is_allowed(policy("kms"), "kms:Decrypt", "*", {"aws:PrincipalIsAWSService": "true"})


def test_a_service_that_may_take_no_policy_gets_none() -> None:
    """AWS refuses an endpoint with a policy where the service takes none."""
    assert (
        endpoint_policy("elastictranscoder", region="us-east-1", partition="aws", accounts=[OWN])
        is None
    )


def test_what_is_no_account_is_refused() -> None:
    """Each text that is not twelve digits is told."""
    (problem,) = account_problems([OWN, "1111-1111"], "network.trusted_accounts")
    assert str(problem) == (
        "network.trusted_accounts: '1111-1111'; the 12 digits of an AWS account are required. "
        "Write them in quotes, without hyphens."
    )
