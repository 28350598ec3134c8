import http.client
import json
import time
from typing import Any
from uuid import uuid4

import botocore.config
import pytest
from botocore.exceptions import ClientError

from pods.sandbox.folder import SandboxFolder
from pods.sandbox.local_aws.health import RESET_PATH
from pods.sandbox.local_aws.standing import Running

from .conftest import Client, client_of

pytestmark = pytest.mark.sandbox


@pytest.mark.parametrize(
    ("service", "operation", "arguments", "named"),
    [
        ("drs", "describe_source_servers", {}, "drs:POST /DescribeSourceServers"),
        ("ec2", "describe_address_transfers", {}, "ec2:DescribeAddressTransfers"),
        ("ssm", "list_associations", {}, "ssm:ListAssociations"),
        ("backup", "list_legal_holds", {}, "backup:GET /legal-holds/"),
        ("route53", "get_health_check_count", {}, "route53:GET /2013-04-01/healthcheckcount"),
        ("cloudwatch", "list_metric_streams", {}, "monitoring:ListMetricStreams"),
    ],
)
def test_what_is_not_simulated_says_so(
    client: Client, service: str, operation: str, arguments: dict[str, Any], named: str
) -> None:
    """In every protocol: one code, and the name of the call."""
    with pytest.raises(ClientError) as error:
        getattr(client(service), operation)(**arguments)
    answer = error.value.response
    assert answer["Error"]["Code"] == "NotSimulatedInSandbox"
    assert answer["Error"]["Message"] == f"{named} is not simulated in the sandbox"
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 501


def test_settings_of_a_bucket_that_moto_would_swallow_are_refused(client: Client) -> None:
    """What is not kept is not accepted."""
    s3 = client("s3")
    bucket = f"bucket-{uuid4().hex[:8]}"
    s3.create_bucket(Bucket=bucket)
    with pytest.raises(ClientError) as error:
        s3.put_bucket_request_payment(
            Bucket=bucket, RequestPaymentConfiguration={"Payer": "Requester"}
        )
    assert error.value.response["Error"] == {
        "Code": "NotSimulatedInSandbox",
        "Message": f"s3:PUT /{bucket}?requestPayment is not simulated in the sandbox",
    }


def test_a_role_takes_the_policies_that_aws_manages(client: Client) -> None:
    """They are there to be attached."""
    iam = client("iam")
    name = f"role-{uuid4().hex[:8]}"
    iam.create_role(RoleName=name, AssumeRolePolicyDocument="{}")
    arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
    iam.attach_role_policy(RoleName=name, PolicyArn=arn)
    attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    assert [each["PolicyArn"] for each in attached] == [arn]


def test_a_protected_load_balancer_is_not_deleted(client: Client) -> None:
    """The protection holds until it is switched off."""
    balancing, ec2 = client("elbv2"), client("ec2")
    subnets = [row["SubnetId"] for row in ec2.describe_subnets()["Subnets"][:2]]
    made = balancing.create_load_balancer(Name=f"lb-{uuid4().hex[:8]}", Subnets=subnets)
    arn = made["LoadBalancers"][0]["LoadBalancerArn"]

    def protect(value: str) -> None:
        attribute = {"Key": "deletion_protection.enabled", "Value": value}
        balancing.modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=[attribute])

    protect("true")
    with pytest.raises(ClientError, match="OperationNotPermitted"):
        balancing.delete_load_balancer(LoadBalancerArn=arn)
    protect("false")
    balancing.delete_load_balancer(LoadBalancerArn=arn)
    with pytest.raises(ClientError, match="LoadBalancerNotFound"):
        balancing.describe_load_balancers(LoadBalancerArns=[arn])


def test_a_failure_of_the_simulation_is_an_error_with_its_cause(local_aws: Running) -> None:
    """An exception inside moto reaches the caller by name, and is not worth another try."""
    unchecked = botocore.config.Config(parameter_validation=False)
    ec2 = client_of(local_aws, "ec2", config=unchecked)
    with pytest.raises(ClientError) as error:
        ec2.create_volume(AvailabilityZone="us-east-1a", Size="large")
    ec2.close()
    answer = error.value.response
    assert answer["Error"]["Code"] == "SimulationFailed"
    assert "ec2:CreateVolume failed in the simulation: ValueError" in answer["Error"]["Message"]
    assert answer["ResponseMetadata"]["RetryAttempts"] == 0


def test_an_absent_object_is_simply_absent(client: Client) -> None:
    """S3's answer to HEAD has no body and is not taken for a gap."""
    s3 = client("s3")
    bucket = f"bucket-{uuid4().hex[:8]}"
    s3.create_bucket(Bucket=bucket)
    with pytest.raises(ClientError) as error:
        s3.head_object(Bucket=bucket, Key="none")
    assert error.value.response["Error"]["Code"] == "404"


def test_bodies_of_any_kind_and_size_pass(client: Client) -> None:
    """Large ones, empty ones, and those a client sends in chunks or asks leave for."""
    s3 = client("s3")
    bucket = f"bucket-{uuid4().hex[:8]}"
    s3.create_bucket(Bucket=bucket)
    for size in (0, 1, 3_000_000):
        body = bytes(size)
        s3.put_object(Bucket=bucket, Key=f"of-{size}", Body=body)
        assert s3.get_object(Bucket=bucket, Key=f"of-{size}")["Body"].read() == body
        assert s3.head_object(Bucket=bucket, Key=f"of-{size}")["ContentLength"] == size
    s3.delete_object(Bucket=bucket, Key="of-0")
    listed = s3.list_objects_v2(Bucket=bucket)["Contents"]
    assert [each["Key"] for each in listed] == ["of-1", "of-3000000"]


def test_a_connection_carries_one_call_after_another(local_aws: Running) -> None:
    """The second request goes over the same socket; a chunked one leaves nothing behind on it."""
    connection = http.client.HTTPConnection("127.0.0.1", local_aws.port, timeout=10)
    key = "AWS4-HMAC-SHA256 Credential=sandbox/20300101/us-east-1/{}/aws4_request, Signature=0"
    headers = {"Authorization": key.format("s3")}
    bucket = f"/bucket-{uuid4().hex[:8]}"
    connection.request("PUT", bucket, headers=headers)
    answer = connection.getresponse()
    answer.read()
    first = connection.sock
    parts = iter([b"some", b" ", b"parts"])
    connection.request("PUT", f"{bucket}/a", parts, headers=headers, encode_chunked=True)
    answer = connection.getresponse()
    answer.read()
    assert (answer.status, answer.version) == (200, 11)
    connection.request("GET", f"{bucket}/a", headers=headers)
    assert connection.getresponse().read() == b"some parts"
    assert connection.sock is first
    connection.close()


def test_a_page_in_a_browser_can_neither_read_nor_reset(local_aws: Running) -> None:
    """No answer allows another origin, and a reset has to name its instance."""
    connection = http.client.HTTPConnection("127.0.0.1", local_aws.port, timeout=10)
    for path in (RESET_PATH, "/moto-api/reset"):
        connection.request("POST", path, headers={"Origin": "https://example.org"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 409
        assert answer.getheader("Access-Control-Allow-Origin") is None
    connection.close()


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1"])
def test_regions_have_zones_images_and_public_parameters(client: Client, region: str) -> None:
    """A stack finds what it looks up before it creates anything."""
    ec2 = client("ec2", region)
    zones = ec2.describe_availability_zones()["AvailabilityZones"]
    assert len(zones) >= 3
    assert {zone["RegionName"] for zone in zones} == {region}
    images = ec2.describe_images(
        Owners=["amazon"], Filters=[{"Name": "name", "Values": ["al2023-ami-*"]}]
    )
    assert images["Images"]
    name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
    found = client("ssm", region).get_parameter(Name=name)["Parameter"]["Value"]
    assert found.startswith("ami-")


def test_state_machines_run_and_call_the_simulated_services(client: Client) -> None:
    """An execution changes what its states say, through the same port."""
    topic = f"topic-{uuid4().hex[:8]}"
    definition = {
        "StartAt": "Make",
        "States": {
            "Make": {
                "Type": "Task",
                "Resource": "arn:aws:states:::aws-sdk:sns:createTopic",
                "Parameters": {"Name": topic},
                "End": True,
            }
        },
    }
    states = client("stepfunctions")
    machine = states.create_state_machine(
        name=topic,
        definition=json.dumps(definition),
        roleArn="arn:aws:iam::123456789012:role/runbook",
    )["stateMachineArn"]
    execution = states.start_execution(stateMachineArn=machine)["executionArn"]
    deadline = time.monotonic() + 20
    status = "RUNNING"
    while status == "RUNNING" and time.monotonic() < deadline:
        time.sleep(0.05)
        status = states.describe_execution(executionArn=execution)["status"]
    assert status == "SUCCEEDED"
    arns = [each["TopicArn"] for each in client("sns").list_topics()["Topics"]]
    assert f"arn:aws:sns:us-east-1:123456789012:{topic}" in arns


def test_calls_that_change_something_are_logged(
    client: Client, shared_folder: SandboxFolder
) -> None:
    """The log names the call; reads leave no line."""
    name = f"topic-{uuid4().hex[:8]}"
    client("sns").create_topic(Name=name)
    client("sns").list_topics()
    log = shared_folder.server_log.read_text()
    assert "INFO sns:CreateTopic" in log
    assert "ListTopics" not in log
