"""What is changed in moto."""

import base64
import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError
from moto.core import responses
from moto.sts.responses import TokenResponse

from pods.sandbox.local_aws import moto_changes


def test_the_list_of_methods_is_kept_and_the_same() -> None:
    """The change answers what moto answers, and finds it once."""
    module: Any = responses
    before = module.method_names_from_class(TokenResponse)
    moto_changes.apply()
    moto_changes.apply()
    after = module.method_names_from_class(TokenResponse)
    assert after == before
    assert "get_caller_identity" in after
    assert module.method_names_from_class(TokenResponse) is after


@pytest.mark.sandbox
def test_an_instance_launches_from_a_second_template_version(client: Callable[..., Any]) -> None:
    """User data that was edited does not stop a group from launching."""
    ec2, name = client("ec2"), f"template-{uuid4().hex[:8]}"
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    for number, text in enumerate(("one", "two"), start=1):
        data = {
            "ImageId": image,
            "InstanceType": "t3.micro",
            "UserData": base64.b64encode(text.encode()).decode(),
        }
        if number == 1:
            ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData=data)
        else:
            ec2.create_launch_template_version(LaunchTemplateName=name, LaunchTemplateData=data)
    launched = ec2.run_instances(
        MinCount=1, MaxCount=1, LaunchTemplate={"LaunchTemplateName": name, "Version": "2"}
    )
    instance = launched["Instances"][0]["InstanceId"]
    seen = ec2.describe_instance_attribute(InstanceId=instance, Attribute="userData")
    assert base64.b64decode(seen["UserData"]["Value"]) == b"two"
    ec2.terminate_instances(InstanceIds=[instance])


def _database(client: Callable[..., Any], *, multi_az: bool) -> str:
    ec2, rds, name = client("ec2"), client("rds"), f"db-{uuid4().hex[:8]}"
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=f"us-east-1{z}")
        for n, z in enumerate("cd")
    ]
    rds.create_db_subnet_group(
        DBSubnetGroupName=name,
        DBSubnetGroupDescription="two zones",
        SubnetIds=[subnet["Subnet"]["SubnetId"] for subnet in subnets],
    )
    rds.create_db_instance(
        DBInstanceIdentifier=name,
        DBInstanceClass="db.t4g.micro",
        Engine="postgres",
        AllocatedStorage=20,
        MasterUsername="clinic",
        MasterUserPassword="correct-horse",
        DBSubnetGroupName=name,
        MultiAZ=multi_az,
    )
    return name


@pytest.mark.sandbox
def test_a_forced_failover_swaps_the_zones(client: Callable[..., Any]) -> None:
    """The standby's zone becomes the writer's, and back again."""
    rds, name = client("rds"), _database(client, multi_az=True)

    def zones() -> tuple[str, str]:
        (found,) = rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"]
        return found["AvailabilityZone"], found["SecondaryAvailabilityZone"]

    assert zones() == ("us-east-1c", "us-east-1d")
    rds.reboot_db_instance(DBInstanceIdentifier=name, ForceFailover=True)
    assert zones() == ("us-east-1d", "us-east-1c")
    rds.reboot_db_instance(DBInstanceIdentifier=name)
    assert zones() == ("us-east-1d", "us-east-1c")


@pytest.mark.sandbox
def test_a_database_without_a_standby_cannot_fail_over(client: Callable[..., Any]) -> None:
    """AWS refuses, and so does the sandbox."""
    rds, name = client("rds"), _database(client, multi_az=False)
    with pytest.raises(ClientError, match="InvalidParameterCombination"):
        rds.reboot_db_instance(DBInstanceIdentifier=name, ForceFailover=True)


@pytest.mark.sandbox
def test_each_database_has_an_id_of_its_own(client: Callable[..., Any]) -> None:
    """Two databases are two resources."""
    rds = client("rds")
    names = [_database(client, multi_az=False) for _ in range(2)]
    found = {
        rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]["DbiResourceId"]
        for name in names
    }
    assert len(found) == 2


@pytest.mark.sandbox
@pytest.mark.parametrize(("condition", "allowed"), [(True, True), (False, False)])
def test_a_condition_on_tls_does_not_shut_the_bucket(
    client: Callable[..., Any],
    condition: bool,  # noqa: FBT001
    allowed: bool,  # noqa: FBT001
) -> None:
    """A plain refusal refuses; one on a condition, which is not evaluated, is left out."""
    s3, bucket = client("s3"), f"bucket-{uuid4().hex}"
    s3.create_bucket(Bucket=bucket)
    statement: dict[str, Any] = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"],
    }
    if condition:
        statement["Condition"] = {"Bool": {"aws:SecureTransport": "false"}}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))
    if allowed:
        s3.put_object(Bucket=bucket, Key="k", Body=b"v")
        assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"v"
    else:
        with pytest.raises(ClientError, match="403"):
            s3.put_object(Bucket=bucket, Key="k", Body=b"v")
