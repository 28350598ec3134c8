"""RDS: proxies, and the databases behind them."""

from tests.sandbox.provider.cases.iam import trust
from tests.sandbox.provider.cases.rds import database
from tests.sandbox.provider.cases.rds_clusters import cluster
from tests.sandbox.provider.networks import security_group, subnet, vpc
from tests.sandbox.provider.round_trip import Case, Inputs, World

_SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:clinic"


def _inputs(world: World) -> Inputs:
    network = vpc(world)
    role = {"name": "proxy", "assumeRolePolicy": trust("rds.amazonaws.com")}
    return {
        "name": "clinic",
        "auths": [{"authScheme": "SECRETS", "iamAuth": "DISABLED", "secretArn": _SECRET}],
        "debugLogging": False,
        "engineFamily": "POSTGRESQL",
        "idleClientTimeout": 1800,
        "requireTls": True,
        "roleArn": world.make("aws:iam/role:Role", role)["arn"],
        "vpcSecurityGroupIds": [security_group(world, network)],
        "vpcSubnetIds": [subnet(world, network, zone) for zone in "ab"],
        "tags": {"Name": "clinic"},
    }


def _proxy(world: World) -> str:
    return str(world.make("aws:rds/proxy:Proxy", _inputs(world))["id"])


def _unpin(world: World, resource_id: str) -> dict[str, object]:
    world.client("rds").modify_db_proxy(DBProxyName=resource_id, IdleClientTimeout=60)
    return {"idleClientTimeout": 60}


CASES = (
    Case(
        token="aws:rds/proxy:Proxy",
        inputs=_inputs,
        update={"requireTls": False, "idleClientTimeout": 900, "tags": {"pods:tier": "1"}},
        replaces={"name": "other"},
        drift=_unpin,
    ),
    Case(
        token="aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
        inputs=lambda world: {
            "dbProxyName": _proxy(world),
            "connectionPoolConfig": {
                "connectionBorrowTimeout": 20,
                "maxConnectionsPercent": 90,
                "maxIdleConnectionsPercent": 40,
            },
        },
        outputs={"name": "default"},
        update={
            "connectionPoolConfig": {
                "connectionBorrowTimeout": 30,
                "maxConnectionsPercent": 80,
                "maxIdleConnectionsPercent": 40,
            }
        },
        replaces={"dbProxyName": "other"},
    ),
    Case(
        token="aws:rds/proxyTarget:ProxyTarget",
        inputs=lambda world: {
            "dbProxyName": _proxy(world),
            "targetGroupName": "default",
            "dbInstanceIdentifier": database(world)["identifier"],
        },
        outputs={"type": "RDS_INSTANCE", "rdsResourceId": "source", "port": 5432},
        replaces={"dbInstanceIdentifier": "other"},
    ),
    Case(
        token="aws:rds/proxyTarget:ProxyTarget",
        inputs=lambda world: {
            "dbProxyName": _proxy(world),
            "targetGroupName": "default",
            "dbClusterIdentifier": cluster(world),
        },
        outputs={"type": "TRACKED_CLUSTER", "rdsResourceId": "clinic"},
    ),
)
