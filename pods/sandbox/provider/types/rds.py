"""RDS: what database instances need around them."""

from dataclasses import replace

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType, Tags

__all__ = ["RDS_TAGS", "TYPES"]

RDS_TAGS = Tags(
    create={"Tags": "{tag_pairs}"},
    add=Call(
        "AddTagsToResource", {"ResourceName": "{arn}", "Tags": "{tag_pairs}"}, translate=False
    ),
    remove=Call(
        "RemoveTagsFromResource",
        {"ResourceName": "{arn}", "TagKeys": "{tag_keys}"},
        translate=False,
    ),
    read="tags(TagList)",
    get=Call("ListTagsForResource", {"ResourceName": "{arn}"}, translate=False),
)


_SHARE = Call(
    "ModifyDBSnapshotAttribute",
    {
        "DBSnapshotIdentifier": "{id}",
        "AttributeName": "restore",
        "ValuesToAdd": "{minus(sharedAccounts, old.sharedAccounts)}",
        "ValuesToRemove": "{minus(old.sharedAccounts, sharedAccounts)}",
    },
    translate=False,
)


def _of_snapshot(call: Call | None) -> Call | None:
    """Return a call of the tags with the snapshot's ARN, which has an output of its own name."""
    return call and replace(call, parameters={**call.parameters, "ResourceName": "{dbSnapshotArn}"})


def _arn(kind: str) -> str:
    return f"arn:{{partition}}:rds:{{region}}:{{account}}:{kind}:{{id}}"


_SUBNET_GROUP = ResourceType(
    token="aws:rds/subnetGroup:SubnetGroup",
    service="rds",
    names={
        "name": "DBSubnetGroupName",
        "description": "DBSubnetGroupDescription",
        "arn": "DBSubnetGroupArn",
    },
    create=Call("CreateDBSubnetGroup", result="DBSubnetGroup"),
    id="DBSubnetGroupName",
    read=Call("DescribeDBSubnetGroups", {"DBSubnetGroupName": "{id}"}, "DBSubnetGroups[0]"),
    delete=Call("DeleteDBSubnetGroup", {"DBSubnetGroupName": "{id}"}),
    aspects=(
        Aspect(
            ("description", "subnetIds"),
            clear=Call("DeleteDBSubnetGroup", {"DBSubnetGroupName": "{id}"}, translate=False),
            put=Call("CreateDBSubnetGroup", {"DBSubnetGroupName": "{id}", "Tags": "{tag_pairs}"}),
            at_creation=False,
        ),
    ),
    tags=RDS_TAGS,
    auto_name=AutoName(lower=True),
    defaults={"description": "Managed by Pulumi"},
    observe={"subnetIds": "Subnets[].SubnetIdentifier"},
    import_state={"arn": _arn("subgrp")},
    replace=frozenset({"name"}),
    created=True,
    note="moto loses a subnet group that is modified: a change makes it anew under its name.",
)

_PARAMETERS = (
    "{parameters[].{ParameterName: name, ParameterValue: value, "
    "ApplyMethod: applyMethod || 'immediate'}}"
)
_TAKEN_OUT = "minus(old.parameters[].name, parameters[].name)"

_PARAMETER_GROUP = ResourceType(
    token="aws:rds/parameterGroup:ParameterGroup",
    service="rds",
    names={
        "name": "DBParameterGroupName",
        "family": "DBParameterGroupFamily",
        "arn": "DBParameterGroupArn",
    },
    create=Call("CreateDBParameterGroup", result="DBParameterGroup"),
    id="DBParameterGroupName",
    read=Call(
        "DescribeDBParameterGroups", {"DBParameterGroupName": "{id}"}, "DBParameterGroups[0]"
    ),
    delete=Call("DeleteDBParameterGroup", {"DBParameterGroupName": "{id}"}, when="!skipDestroy"),
    aspects=(
        Aspect(
            ("parameters",),
            clear=Call(
                "ResetDBParameterGroup",
                {"DBParameterGroupName": "{id}", "ResetAllParameters": True},
                translate=False,
                when=_TAKEN_OUT,
            ),
            put=Call(
                "ModifyDBParameterGroup",
                {"DBParameterGroupName": "{id}", "Parameters": _PARAMETERS},
                translate=False,
            ),
            get=Call("DescribeDBParameters", {"DBParameterGroupName": "{id}", "Source": "user"}),
            observe={
                "parameters": "Parameters[].{name: ParameterName, value: ParameterValue, "
                "applyMethod: ApplyMethod}"
            },
        ),
    ),
    tags=RDS_TAGS,
    auto_name=AutoName(lower=True),
    defaults={"description": "Managed by Pulumi"},
    import_state={"arn": _arn("pg")},
    replace=frozenset({"name"}),
    inert=frozenset({"skipDestroy"}),
    created=True,
    note="A parameter cannot be taken out of a group: moto does not reset them.",
)

_SUBSCRIPTION = {"SubscriptionName": "{id}"}
_ENABLED = {"Enabled": "{enabled != `false`}"}

_EVENT_SUBSCRIPTION = ResourceType(
    token="aws:rds/eventSubscription:EventSubscription",
    service="rds",
    names={
        "name": "SubscriptionName",
        "snsTopic": "SnsTopicArn",
        "customerAwsId": "CustomerAwsId",
        "arn": "EventSubscriptionArn",
    },
    create=Call(
        "CreateEventSubscription", {"Enabled": "{enabled != `false`}"}, "EventSubscription"
    ),
    id="{name}",
    read=Call("DescribeEventSubscriptions", _SUBSCRIPTION, "EventSubscriptionsList[0]"),
    delete=Call("DeleteEventSubscription", _SUBSCRIPTION),
    aspects=(
        Aspect(
            ("snsTopic", "sourceIds", "sourceType", "eventCategories", "enabled"),
            clear=Call("DeleteEventSubscription", _SUBSCRIPTION, translate=False),
            put=Call(
                "CreateEventSubscription",
                {**_SUBSCRIPTION, **_ENABLED, "Tags": "{tag_pairs}"},
            ),
            at_creation=False,
        ),
    ),
    tags=RDS_TAGS,
    auto_name=AutoName(),
    outputs={"arn": _arn("es")},
    observe={
        "name": "CustSubscriptionId",
        "sourceIds": "SourceIdsList",
        "eventCategories": "EventCategoriesList",
    },
    import_state={"arn": _arn("es")},
    replace=frozenset({"name"}),
    created=True,
    note="moto cannot change a subscription: it is made anew under its name.",
)

_SNAPSHOT = ResourceType(
    token="aws:rds/snapshot:Snapshot",
    service="rds",
    create=Call("CreateDBSnapshot", result="DBSnapshot"),
    id="DBSnapshotIdentifier",
    read=Call("DescribeDBSnapshots", {"DBSnapshotIdentifier": "{id}"}, "DBSnapshots[0]"),
    delete=Call("DeleteDBSnapshot", {"DBSnapshotIdentifier": "{id}"}),
    aspects=(
        Aspect(
            ("sharedAccounts",),
            put=_SHARE,
            remove=_SHARE,
            get=Call(
                "DescribeDBSnapshotAttributes",
                {"DBSnapshotIdentifier": "{id}"},
                "DBSnapshotAttributesResult",
            ),
            observe={
                "sharedAccounts": "where(DBSnapshotAttributes, 'AttributeName', 'restore')[0]"
                ".AttributeValues"
            },
        ),
    ),
    tags=replace(
        RDS_TAGS, add=_of_snapshot(RDS_TAGS.add), remove=_of_snapshot(RDS_TAGS.remove), get=None
    ),
    observe={"sourceRegion": "SourceRegion", "status": "Status"},
    delete_first=True,
)

_BACKUP_REPLICATION = ResourceType(
    token="aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
    service="rds",
    names={"retentionPeriod": "BackupRetentionPeriod"},
    create=Call("StartDBInstanceAutomatedBackupsReplication", result="DBInstanceAutomatedBackup"),
    id="DBInstanceAutomatedBackupsArn",
    read=Call(
        "DescribeDBInstanceAutomatedBackups",
        {"DBInstanceAutomatedBackupsArn": "{id}"},
        "DBInstanceAutomatedBackups[0]",
    ),
    delete=Call(
        "StopDBInstanceAutomatedBackupsReplication",
        {"SourceDBInstanceArn": "{sourceDbInstanceArn}"},
    ),
    observe={"sourceDbInstanceArn": "DBInstanceArn"},
    inert=frozenset({"preSignedUrl"}),
    delete_first=True,
    created=True,
    note="Nothing is copied: the replication is kept as it was asked for.",
)

TYPES: tuple[ResourceType, ...] = (
    _BACKUP_REPLICATION,
    _SNAPSHOT,
    _SUBNET_GROUP,
    _PARAMETER_GROUP,
    _EVENT_SUBSCRIPTION,
)
