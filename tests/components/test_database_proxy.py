"""The proxy in front of a database."""

import json
from typing import Any

import pytest

from pods.components import Database, DatabaseProxy
from pods.errors import TopologyError
from tests.components.recording import Recording, record

INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
SECRET = "arn:aws:secretsmanager:us-east-1:111111111111:secret:clinic-a1b2c3"
KEY = "arn:aws:kms:us-east-1:111111111111:key/clinic"


def proxy(**changes: Any) -> Recording:
    """Record a proxy in front of an instance."""
    args: Any = {
        "vpc_id": "vpc-1",
        "subnet_ids": ["subnet-a", "subnet-b"],
        "client_security_group_ids": ["sg-1"],
        "database_security_group_id": "sg-database",
        "secret_arn": SECRET,
        "key_arn": KEY,
        "instance_identifier": "clinic",
        **changes,
    }
    return record(lambda: DatabaseProxy("front", args))


def test_connections_are_encrypted_and_borrowed_for_a_while() -> None:
    """TLS is required, and an application waits half a minute at most."""
    recording = proxy()
    front = recording.inputs("aws:rds/proxy:Proxy")
    assert (front["requireTls"], front["engineFamily"]) == (True, "POSTGRESQL")
    assert front["auths"] == [{"authScheme": "SECRETS", "iamAuth": "DISABLED", "secretArn": SECRET}]
    pool = recording.inputs("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup")
    assert pool["connectionPoolConfig"] == {"connectionBorrowTimeout": 30}


@pytest.mark.parametrize(
    ("changes", "target"),
    [
        ({}, {"dbInstanceIdentifier": "clinic"}),
        (
            {"instance_identifier": None, "cluster_identifier": "clinic"},
            {"dbClusterIdentifier": "clinic"},
        ),
    ],
)
def test_one_database_is_behind_it(changes: dict[str, Any], target: dict[str, str]) -> None:
    """An instance, or a cluster, whose writer it finds by itself."""
    inputs = proxy(**changes).inputs("aws:rds/proxyTarget:ProxyTarget")
    assert target.items() <= inputs.items()
    assert len({"dbInstanceIdentifier", "dbClusterIdentifier"} & inputs.keys()) == 1


def test_a_proxy_in_front_of_nothing_is_refused() -> None:
    """Or of two."""
    with pytest.raises(TopologyError) as raised:
        proxy(cluster_identifier="clinic")
    assert [str(problem) for problem in raised.value.problems] == [
        (
            "front: target: instance_identifier and cluster_identifier; a proxy stands in front of "
            "one database. Give instance_identifier or cluster_identifier."
        )
    ]


def test_its_role_reads_one_secret() -> None:
    """The key decrypts for Secrets Manager only."""
    policy = json.loads(proxy().inputs("aws:iam/rolePolicy:RolePolicy")["policy"])
    reading, decrypting = policy["Statement"]
    assert (reading["Action"], reading["Resource"]) == (["secretsmanager:GetSecretValue"], [SECRET])
    assert (decrypting["Action"], decrypting["Resource"]) == (["kms:Decrypt"], [KEY])
    assert decrypting["Condition"] == {
        "StringEquals": {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com"}
    }


def test_it_lets_the_clients_in_and_reaches_the_database_alone() -> None:
    """One way in for each client, one out, and one into the database."""
    recording = proxy()
    rules = {name: each.inputs for name, each in recording.all_of(INGRESS).items()}
    assert rules["front-client-0"]["referencedSecurityGroupId"] == "sg-1"
    assert rules["front-client-0"]["securityGroupId"] == "front-clients-id"
    assert rules["front-database"]["securityGroupId"] == "sg-database"
    assert rules["front-database"]["referencedSecurityGroupId"] == "front-clients-id"
    out = recording.inputs("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
    assert (out["referencedSecurityGroupId"], out["fromPort"]) == ("sg-database", 5432)


def test_a_database_with_a_proxy_is_reached_through_it() -> None:
    """The endpoint is the proxy's; the database still knows its clients."""
    seen: list[str] = []
    args: Any = {
        "vpc_id": "vpc-1",
        "subnet_ids": ["subnet-a", "subnet-b"],
        "client_security_group_ids": ["sg-1"],
        "proxy": True,
        "permissions_boundary_arn": "arn:aws:iam::111111111111:policy/boundary",
    }
    recording = record(lambda: Database("db", args).endpoint.apply(seen.append))
    assert seen == ["db-proxy-postgres.rds.example:5432:5432"]
    assert recording.inputs("aws:rds/proxyTarget:ProxyTarget")["dbInstanceIdentifier"] == (
        "db-postgres-0a1b2c3"
    )
    role = recording.inputs("aws:iam/role:Role")
    assert role["permissionsBoundary"] == "arn:aws:iam::111111111111:policy/boundary"
    assert {"db-client-0", "db-proxy-client-0"} <= set(recording.all_of(INGRESS))
