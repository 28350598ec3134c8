"""The network: what each zone needs, it has to itself."""

import json

import pytest

from pods.components import Network
from tests.components.recording import ACCOUNT, Recording, record
from tests.topology.policy_evaluation import is_allowed

ROUTE = "aws:ec2/route:Route"


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Return a network with its defaults."""
    return record(lambda: Network("net", {"availability_zones": ["us-east-1a", "us-east-1b"]}))


@pytest.mark.requirement("A4", "A5")
@pytest.mark.parametrize("letter", ["a", "b"])
def test_each_zone_leaves_by_its_own_gateway(recording: Recording, letter: str) -> None:
    """A private subnet's route goes to the NAT gateway of the same zone."""
    gateway = recording.inputs("aws:ec2/natGateway:NatGateway", f"net-nat-{letter}")
    assert gateway["subnetId"] == f"net-public-{letter}-id"
    assert gateway["allocationId"] == f"net-nat-{letter}-id"
    route = recording.inputs(ROUTE, f"net-private-{letter}-way-out")
    assert route["natGatewayId"] == f"net-nat-{letter}-id"
    association = recording.inputs(
        "aws:ec2/routeTableAssociation:RouteTableAssociation", f"net-private-{letter}"
    )
    assert association["routeTableId"] == route["routeTableId"] == f"net-private-{letter}-id"


def test_a_gateway_waits_for_the_internet(recording: Recording) -> None:
    """AWS refuses a NAT gateway in a VPC that has no way out yet."""
    gateway = recording.all_of("aws:ec2/natGateway:NatGateway")["net-nat-a"]
    assert "net-public-way-out" in gateway.dependencies


def test_data_subnets_have_no_way_out(recording: Recording) -> None:
    """No route of the data table leads to the internet."""
    assert sorted(recording.all_of(ROUTE)) == [
        "net-private-a-way-out",
        "net-private-b-way-out",
        "net-public-way-out",
    ]
    assert {each.inputs["routeTableId"] for each in recording.all_of(ROUTE).values()} == {
        "net-private-a-id",
        "net-private-b-id",
        "net-public-id",
    }


def test_no_subnet_gives_instances_public_addresses(recording: Recording) -> None:
    """Six subnets, three in each zone."""
    subnets = recording.all_of("aws:ec2/subnet:Subnet")
    assert sorted(subnets) == [
        "net-data-a",
        "net-data-b",
        "net-private-a",
        "net-private-b",
        "net-public-a",
        "net-public-b",
    ]
    assert {each.inputs["mapPublicIpOnLaunch"] for each in subnets.values()} == {False}


def test_services_are_reached_without_the_internet(recording: Recording) -> None:
    """Gateway endpoints serve every route table, interface endpoints stand in both zones."""
    endpoints = recording.all_of("aws:ec2/vpcEndpoint:VpcEndpoint")
    assert sorted(endpoints) == [
        "net-dynamodb",
        "net-logs",
        "net-s3",
        "net-secretsmanager",
        "net-ssm",
        "net-ssmmessages",
    ]
    assert endpoints["net-s3"].inputs["serviceName"] == "com.amazonaws.us-east-1.s3"
    assert sorted(endpoints["net-s3"].inputs["routeTableIds"]) == [
        "net-data-id",
        "net-private-a-id",
        "net-private-b-id",
        "net-public-id",
    ]
    assert endpoints["net-logs"].inputs["subnetIds"] == ["net-private-a-id", "net-private-b-id"]


def test_flow_logs_are_kept_for_a_year(recording: Recording) -> None:
    """All traffic, to a log group, written by a role that can do nothing else."""
    group = recording.inputs("aws:cloudwatch/logGroup:LogGroup")
    assert (group["retentionInDays"], group["deletionProtectionEnabled"]) == (365, True)
    assert recording.inputs("aws:ec2/flowLog:FlowLog")["trafficType"] == "ALL"
    policy = json.loads(recording.inputs("aws:iam/rolePolicy:RolePolicy")["policy"])
    arn = "arn:aws:cloudwatch:us-east-1:111111111111:logGroup/net-flow"
    assert policy["Statement"][0]["Resource"] == [arn, f"{arn}:*"]
    role = recording.inputs("aws:iam/role:Role")
    (trusted,) = json.loads(role["assumeRolePolicy"])["Statement"]
    assert trusted["Principal"] == {"Service": "vpc-flow-logs.amazonaws.com"}
    assert trusted["Condition"] == {"StringEquals": {"aws:SourceAccount": "111111111111"}}


def test_the_default_group_allows_nothing(recording: Recording) -> None:
    """Neither an ingress nor an egress rule is left in it."""
    group = recording.inputs("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")
    assert not {"ingress", "egress"} & set(group)


def test_a_network_without_interface_endpoints_has_no_group_for_them() -> None:
    """An empty list is a choice, not a default."""
    recording = record(
        lambda: Network(
            "net", {"availability_zones": ["us-east-1a", "us-east-1b"], "interface_endpoints": []}
        )
    )
    assert sorted(recording.all_of("aws:ec2/vpcEndpoint:VpcEndpoint")) == ["net-dynamodb", "net-s3"]
    assert recording.all_of("aws:ec2/securityGroup:SecurityGroup") == {}


@pytest.mark.requirement("B10")
def test_endpoints_are_for_the_own_account_only(recording: Recording) -> None:
    """A stranger's credentials do not work there, and own ones reach no stranger's bucket."""
    endpoints = recording.all_of("aws:ec2/vpcEndpoint:VpcEndpoint")
    own = {"aws:PrincipalAccount": ACCOUNT, "aws:ResourceAccount": ACCOUNT}
    for name, endpoint in endpoints.items():
        policy = endpoint.inputs["policy"]
        assert is_allowed(policy, "any:Action", "*", own), name
        for key in own:
            assert not is_allowed(policy, "any:Action", "*", {**own, key: "222222222222"}), name


def test_a_trusted_account_is_let_through() -> None:
    """Of principals and resources alike."""
    zones = ["us-east-1a", "us-east-1b"]
    recording = record(
        lambda: Network("net", {"availability_zones": zones, "trusted_accounts": ["222222222222"]})
    )
    policy = recording.inputs("aws:ec2/vpcEndpoint:VpcEndpoint", "net-s3")["policy"]
    theirs = {"aws:PrincipalAccount": ACCOUNT, "aws:ResourceAccount": "222222222222"}
    assert is_allowed(policy, "s3:GetObject", "*", theirs)


def test_an_endpoint_that_may_take_no_policy_is_left_with_awss_own() -> None:
    """AWS would refuse the endpoint: it is made without."""
    recording = record(
        lambda: Network(
            "net",
            {
                "availability_zones": ["us-east-1a", "us-east-1b"],
                "interface_endpoints": ["elastictranscoder"],
            },
        )
    )
    endpoint = recording.inputs("aws:ec2/vpcEndpoint:VpcEndpoint", "net-elastictranscoder")
    assert endpoint.get("policy") is None
