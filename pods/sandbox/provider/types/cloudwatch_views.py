"""CloudWatch: what is made of alarms and metrics, which is composite alarms and dashboards."""

from pods.sandbox.provider.resource_type import Call, ResourceType, Tags

__all__ = ["TYPES"]

_ALARM_ARN = "arn:{partition}:cloudwatch:{region}:{account}:alarm:{alarmName}"
_PUT_ALARM = Call(
    "PutCompositeAlarm",
    {
        "ActionsSuppressor": "{actionsSuppressor.alarm}",
        "ActionsSuppressorWaitPeriod": "{actionsSuppressor.waitPeriod}",
        "ActionsSuppressorExtensionPeriod": "{actionsSuppressor.extensionPeriod}",
    },
)
_PUT_DASHBOARD = Call("PutDashboard")

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:cloudwatch/compositeAlarm:CompositeAlarm",
        service="cloudwatch",
        names={"arn": "AlarmArn"},
        create=_PUT_ALARM,
        id="{alarmName}",
        read=Call(
            "DescribeAlarms",
            {"AlarmNames": ["{id}"], "AlarmTypes": ["CompositeAlarm"]},
            "CompositeAlarms[0]",
        ),
        update=_PUT_ALARM,
        update_all=True,
        delete=Call("DeleteAlarms", {"AlarmNames": ["{id}"]}),
        tags=Tags(
            create={"Tags": "{tag_pairs}"},
            add=Call(
                "TagResource", {"ResourceARN": "{arn}", "Tags": "{tag_pairs}"}, translate=False
            ),
            remove=Call(
                "UntagResource", {"ResourceARN": "{arn}", "TagKeys": "{tag_keys}"}, translate=False
            ),
            get=Call("ListTagsForResource", {"ResourceARN": "{arn}"}, translate=False),
        ),
        outputs={"arn": _ALARM_ARN},
        observe={
            "actionsSuppressor": "ActionsSuppressor && {alarm: ActionsSuppressor, "
            "waitPeriod: ActionsSuppressorWaitPeriod, "
            "extensionPeriod: ActionsSuppressorExtensionPeriod}"
        },
        import_state={"alarmName": "{id}", "arn": _ALARM_ARN.replace("{alarmName}", "{id}")},
        replace=frozenset({"alarmName"}),
        created=True,
        note="Its rule is not evaluated: it changes state only by SetAlarmState.",
    ),
    ResourceType(
        token="aws:cloudwatch/dashboard:Dashboard",
        service="cloudwatch",
        create=_PUT_DASHBOARD,
        id="{dashboardName}",
        read=Call("GetDashboard", {"DashboardName": "{id}"}),
        update=_PUT_DASHBOARD,
        update_all=True,
        delete=Call("DeleteDashboards", {"DashboardNames": ["{id}"]}),
        outputs={"dashboardArn": "arn:{partition}:cloudwatch::{account}:dashboard/{dashboardName}"},
        import_state={"dashboardName": "{id}"},
        replace=frozenset({"dashboardName"}),
        json=frozenset({"dashboardBody"}),
        created=True,
    ),
)
