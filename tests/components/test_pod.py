"""A POD on its own."""

import base64
import json
from typing import Any

import pulumi
import pytest

from pods.components import Pod
from pods.components.identity import statements_of
from pods.errors import TopologyError
from tests.components.recording import Recording, record

TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
GROUP = "aws:autoscaling/group:Group"


def pod(**changes: Any) -> Recording:
    """Record a POD with some args changed."""
    args: Any = {
        "role": "primary",
        "availability_zone": "us-east-1a",
        "subnet_id": "subnet-a",
        "security_group_ids": ["sg-1"],
        "target_group_arns": ["arn:aws:elasticloadbalancing:us-east-1:111111111111:targetgroup/a"],
        "running": 2,
        "maximum": 2,
        **changes,
    }
    return record(lambda: Pod("pod", args))


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Return a POD that is as large as it may be."""
    return pod()


def test_metadata_needs_a_token(recording: Recording) -> None:
    """Version 2 of the metadata service, one hop away."""
    options = recording.inputs(TEMPLATE)["metadataOptions"]
    assert (options["httpTokens"], options["httpPutResponseHopLimit"]) == ("required", 1)


def test_every_volume_is_encrypted(recording: Recording) -> None:
    """Root and data volume alike."""
    devices = recording.inputs(TEMPLATE)["blockDeviceMappings"]
    assert {each["deviceName"]: each["ebs"]["volumeSize"] for each in devices} == {
        "/dev/xvda": 16,
        "/dev/sdf": 50,
    }
    assert {each["ebs"]["encrypted"] for each in devices} == {"true"}


def test_a_pod_may_have_no_data_volume() -> None:
    """Zero gigabytes are none."""
    (device,) = pod(data_gb=0).inputs(TEMPLATE)["blockDeviceMappings"]
    assert device["deviceName"] == "/dev/xvda"


@pytest.mark.requirement("A7")
def test_what_the_application_reports_replaces_instances(recording: Recording) -> None:
    """The load balancer's view counts, and a new template is rolled out with a way back."""
    group = recording.inputs(GROUP)
    assert (group["healthCheckType"], group["healthCheckGracePeriod"]) == ("ELB", 120)
    assert group["launchTemplate"] == {"id": "pod-instance-id", "version": "1"}
    assert group["instanceRefresh"]["preferences"]["autoRollback"] is True


def test_a_pod_at_its_maximum_neither_grows_nor_waits(recording: Recording) -> None:
    """No scaling policy, no warm pool and no reservation where there is nothing to gain."""
    assert recording.all_of("aws:autoscaling/policy:Policy") == {}
    assert recording.all_of("aws:ec2/capacityReservation:CapacityReservation") == {}
    assert "warmPool" not in recording.inputs(GROUP)


def test_a_pod_that_may_grow_does_so_by_itself() -> None:
    """Processor use decides, at the percentage that the product set."""
    policy = pod(maximum=5, cpu_percent=50).inputs("aws:autoscaling/policy:Policy")
    assert policy["policyType"] == "TargetTrackingScaling"
    assert policy["targetTrackingConfiguration"]["targetValue"] == 50


def test_user_data_is_encoded() -> None:
    """AWS takes it in base64; the product writes plain text."""
    data = pod(user_data="#!/bin/bash\ntrue\n").inputs(TEMPLATE)["userData"]
    assert base64.b64decode(data) == b"#!/bin/bash\ntrue\n"


def test_impossible_sizes_are_refused_together() -> None:
    """A POD by itself is held to the same as one in a pair."""
    with pytest.raises(TopologyError) as raised:
        pod(running=3, maximum=2, warm=-1, reserved=-2)
    assert str(raised.value).splitlines() == [
        "pod: maximum: 2; at least 3 is required. Set it to 3 or more.",
        "pod: warm: -1; at least 0 is required. Set it to 0 or more.",
        "pod: reserved: -2; at least 0 is required. Set it to 0 or more.",
    ]


@pytest.mark.requirement("A8")
def test_further_access_joins_the_one_policy_of_the_role() -> None:
    """Queues and switches hand over documents; their ids may be the same, and are left out."""
    queue = {
        "Version": "2012-10-17",
        "Statement": {
            "Sid": "Use",
            "Effect": "Allow",
            "Action": "sqs:SendMessage",
            "Resource": "q",
        },
    }
    switches = {
        "Version": "2012-10-17",
        "Statement": [{"Sid": "Use", "Effect": "Allow", "Action": "a:Get", "Resource": "s"}],
    }
    made = pod(access=[json.dumps(queue), json.dumps(switches)], secret_arn="arn:secret")
    policy = json.loads(made.inputs("aws:iam/rolePolicy:RolePolicy")["policy"])
    assert policy["Statement"][1:] == [
        {
            "Effect": "Allow",
            "Action": ["secretsmanager:GetSecretValue"],
            "Resource": ["arn:secret"],
        },
        {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "q"},
        {"Effect": "Allow", "Action": "a:Get", "Resource": "s"},
    ]


@pytest.mark.requirement("B10")
def test_a_boundary_bounds_the_role() -> None:
    """Whatever a document allows, the boundary has the last word; without one there is none."""
    role = "aws:iam/role:Role"
    bounded = pod(permissions_boundary_arn="arn:aws:iam::111111111111:policy/workloads")
    expected = "arn:aws:iam::111111111111:policy/workloads"
    assert bounded.inputs(role)["permissionsBoundary"] == expected
    assert "permissionsBoundary" not in pod().inputs(role)


def test_access_that_is_no_policy_document_is_refused() -> None:
    """Text without statements would allow nothing, silently: each of them is named."""
    with pytest.raises(TopologyError) as raised:
        pod(access=["{}", '{"Statement": ["all"]}', "s3:*", pulumi.Output.from_input("{}")])
    required = "an IAM policy document with statements is required, as JSON"
    remedy = "Hand over the `access` of a component, or what `json.dumps` makes of a document."
    assert str(raised.value).splitlines() == [
        f"pod: access[0]: '{{}}'; {required}. {remedy}",
        f'pod: access[1]: \'{{"Statement": ["all"]}}\'; {required}. {remedy}',
        f"pod: access[2]: 's3:*'; {required}. {remedy}",
    ]


def test_a_document_that_is_known_later_is_held_to_the_same() -> None:
    """It cannot be refused before; it is an error then."""
    with pytest.raises(ValueError, match=r"no IAM policy document with statements: '\[\]'"):
        statements_of("[]")


@pytest.mark.parametrize(
    ("partition", "region", "service"),
    [
        ("aws", "us-east-1", "secretsmanager.us-east-1.amazonaws.com"),
        ("aws-cn", "cn-north-1", "secretsmanager.cn-north-1.amazonaws.com.cn"),
    ],
)
def test_a_secret_under_a_key_of_its_own_can_be_read(
    partition: str, region: str, service: str
) -> None:
    """Whoever reads it must be allowed to decrypt; only by way of Secrets Manager here."""
    key = f"arn:{partition}:kms:{region}:111111111111:key/1"
    made = pod(secret_arn="arn:secret", secret_key_arn=key)
    policy = json.loads(made.inputs("aws:iam/rolePolicy:RolePolicy")["policy"])
    assert policy["Statement"][2] == {
        "Effect": "Allow",
        "Action": ["kms:Decrypt"],
        "Resource": [key],
        "Condition": {"StringEquals": {"kms:ViaService": service}},
    }
