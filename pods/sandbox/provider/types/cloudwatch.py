"""CloudWatch: alarms and log groups."""

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

_ALARM_ARN = "arn:{partition}:cloudwatch:{region}:{account}:alarm:{name}"
_METRICS = (
    "{present(metricQueries[].{Id: id, AccountId: accountId, Expression: expression, "
    "Label: label, Period: period, ReturnData: returnData, MetricStat: metric && {"
    "Metric: {Namespace: metric.namespace, MetricName: metric.metricName, "
    "Dimensions: pairs(metric.dimensions)[].{Name: Key, Value: Value}}, "
    "Period: metric.period, Stat: metric.stat, Unit: metric.unit}})}"
)
_PUT_ALARM = Call("PutMetricAlarm", {"Metrics": _METRICS})

_METRIC_ALARM = ResourceType(
    token="aws:cloudwatch/metricAlarm:MetricAlarm",
    service="cloudwatch",
    names={"name": "AlarmName", "arn": "AlarmArn"},
    create=_PUT_ALARM,
    id="{name}",
    read=Call("DescribeAlarms", {"AlarmNames": ["{id}"]}, "MetricAlarms[0]"),
    update=_PUT_ALARM,
    update_all=True,
    delete=Call("DeleteAlarms", {"AlarmNames": ["{id}"]}),
    tags=Tags(
        create={"Tags": "{tag_pairs}"},
        add=Call("TagResource", {"ResourceARN": "{arn}", "Tags": "{tag_pairs}"}, translate=False),
        remove=Call(
            "UntagResource", {"ResourceARN": "{arn}", "TagKeys": "{tag_keys}"}, translate=False
        ),
        get=Call("ListTagsForResource", {"ResourceARN": "{arn}"}, translate=False),
    ),
    auto_name=AutoName(),
    outputs={"arn": _ALARM_ARN},
    observe={
        "metricQueries": "Metrics[].{id: Id, accountId: AccountId, expression: Expression, "
        "label: Label, period: Period, returnData: ReturnData, metric: MetricStat && {"
        "namespace: MetricStat.Metric.Namespace, metricName: MetricStat.Metric.MetricName, "
        "dimensions: MetricStat.Metric.Dimensions, period: MetricStat.Period, "
        "stat: MetricStat.Stat, unit: MetricStat.Unit}}"
    },
    import_state={"name": "{id}", "arn": _ALARM_ARN.replace("{name}", "{id}")},
    replace=frozenset({"name"}),
    created=True,
    note="An alarm does not watch its metric: it changes state only by SetAlarmState.",
)

_GROUP = {"logGroupName": "{id}"}
_GROUP_ARN = "arn:{partition}:logs:{region}:{account}:log-group:{name}"

_LOG_GROUP = ResourceType(
    token="aws:cloudwatch/logGroup:LogGroup",
    service="logs",
    names={"name": "logGroupName"},
    create=Call("CreateLogGroup"),
    id="{name}",
    read=Call(
        "DescribeLogGroups",
        {"logGroupNamePrefix": "{id}"},
        "where(logGroups, 'logGroupName', state.id)[0]",
    ),
    delete=Call("DeleteLogGroup", _GROUP, when="!skipDestroy"),
    aspects=(
        Aspect(
            ("retentionInDays",),
            # Zero days means for ever, which is also how a group begins.
            clear=Call("DeleteRetentionPolicy", _GROUP, when="retentionInDays == `0`"),
            put=Call("PutRetentionPolicy", _GROUP, when="retentionInDays != `0`"),
            remove=Call("DeleteRetentionPolicy", _GROUP),
        ),
        Aspect(
            ("kmsKeyId",),
            put=Call("AssociateKmsKey", _GROUP),
            remove=Call("DisassociateKmsKey", _GROUP),
            at_creation=False,
        ),
        Aspect(
            ("deletionProtectionEnabled",),
            put=Call("PutLogGroupDeletionProtection", {"logGroupIdentifier": "{id}"}),
            at_creation=False,
        ),
    ),
    tags=Tags(
        create={"tags": "{all_tags}"},
        add=Call("TagResource", {"resourceArn": "{arn}", "tags": "{all_tags}"}, translate=False),
        remove=Call(
            "UntagResource", {"resourceArn": "{arn}", "tagKeys": "{tag_keys}"}, translate=False
        ),
        read="tags",
        get=Call("ListTagsForResource", {"resourceArn": "{arn}"}, translate=False),
    ),
    auto_name=AutoName(longest=512),
    outputs={"arn": _GROUP_ARN},
    # AWS shows the ARN with a wildcard at its end.
    observe={"arn": ""},
    import_state={"name": "{id}", "arn": _GROUP_ARN.replace("{name}", "{id}")},
    inert=frozenset({"skipDestroy"}),
    replace=frozenset({"name", "logGroupClass"}),
    created=True,
)

TYPES: tuple[ResourceType, ...] = (_METRIC_ALARM, _LOG_GROUP)
