"""RDS: proxies, and the databases behind them."""

from dataclasses import replace

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType
from pods.sandbox.provider.types.rds import RDS_TAGS

__all__ = ["TYPES"]

_PROXY = ResourceType(
    token="aws:rds/proxy:Proxy",
    service="rds",
    names={"arn": "DBProxyArn", "name": "DBProxyName", "auths": "Auth"},
    create=Call("CreateDBProxy", result="DBProxy"),
    id="DBProxyName",
    read=Call("DescribeDBProxies", {"DBProxyName": "{id}"}, "DBProxies[0]"),
    update=Call(
        "ModifyDBProxy", {"DBProxyName": "{id}", "SecurityGroups": "{vpcSecurityGroupIds}"}
    ),
    delete=Call("DeleteDBProxy", {"DBProxyName": "{id}"}),
    tags=replace(
        RDS_TAGS,
        get=Call("ListTagsForResource", {"ResourceName": "{result.DBProxyArn}"}, translate=False),
    ),
    auto_name=AutoName(longest=63, lower=True),
    import_state={"name": "{id}"},
    replace=frozenset({"name"}),
    note="Nothing listens at its endpoint.",
)

_DEFAULT = {"DBProxyName": "{dbProxyName}", "TargetGroupName": "default"}

_DEFAULT_TARGET_GROUP = ResourceType(
    token="aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
    service="rds",
    names={"arn": "TargetGroupArn", "name": "TargetGroupName"},
    create=Call("ModifyDBProxyTargetGroup", _DEFAULT, "DBProxyTargetGroup"),
    id="{dbProxyName}",
    read=Call("DescribeDBProxyTargetGroups", _DEFAULT, "TargetGroups[0]"),
    update=Call("ModifyDBProxyTargetGroup", _DEFAULT),
    update_all=True,
    # Every proxy has one, for as long as there is the proxy.
    delete=None,
    import_state={"dbProxyName": "{id}"},
    replace=frozenset({"dbProxyName"}),
)

_TARGET = ResourceType(
    token="aws:rds/proxyTarget:ProxyTarget",
    service="rds",
    create=Call(
        "RegisterDBProxyTargets",
        {
            "DBClusterIdentifiers": "{dbClusterIdentifier && [dbClusterIdentifier]}",
            "DBInstanceIdentifiers": "{dbInstanceIdentifier && [dbInstanceIdentifier]}",
        },
        "DBProxyTargets[0]",
    ),
    id="{dbProxyName}/{targetGroupName}/{Type}/{RdsResourceId}",
    read=Call(
        "DescribeDBProxyTargets",
        {"DBProxyName": "{split(id, '/')[0]}", "TargetGroupName": "{split(id, '/')[1]}"},
        "Targets[0]",
        translate=False,
    ),
    delete=Call(
        "DeregisterDBProxyTargets",
        {
            "DBProxyName": "{dbProxyName}",
            "TargetGroupName": "{targetGroupName}",
            "DBClusterIdentifiers": "{dbClusterIdentifier && [dbClusterIdentifier]}",
            "DBInstanceIdentifiers": "{dbInstanceIdentifier && [dbInstanceIdentifier]}",
        },
        translate=False,
    ),
    import_state={
        "dbProxyName": "{split(id, '/')[0]}",
        "targetGroupName": "{split(id, '/')[1]}",
    },
    observe={
        "dbClusterIdentifier": "Type == 'TRACKED_CLUSTER' && RdsResourceId || `null`",
        "dbInstanceIdentifier": "Type == 'RDS_INSTANCE' && RdsResourceId || `null`",
    },
    replace=frozenset(
        {"dbClusterIdentifier", "dbInstanceIdentifier", "dbProxyName", "targetGroupName"}
    ),
    note="A proxy has one target.",
)

TYPES: tuple[ResourceType, ...] = (_DEFAULT_TARGET_GROUP, _PROXY, _TARGET)
