"""Auto Scaling: instance refreshes, and notifications of a group."""

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.filters import matching
from pods.sandbox.local_aws.recorder.kinds import Kind, Parent, Service
from pods.sandbox.local_aws.recorder.operations import Result, refuse_orphan
from pods.sandbox.local_aws.recorder.tables.members import now, unique

__all__ = ["KINDS", "OPERATIONS", "SERVICE"]

SERVICE = Service(
    name="autoscaling",
    signing_name="autoscaling",
    missing_parameter="ValidationError",
    invalid_parameter="ValidationError",
)

_GROUP = Parent(
    "autoscaling",
    "DescribeAutoScalingGroups",
    {"AutoScalingGroupNames": "AutoScalingGroupName"},
    found="AutoScalingGroups",
    in_list=True,
)

REFRESH = Kind(
    service=SERVICE,
    name="instance refresh",
    identity=("AutoScalingGroupName", "InstanceRefreshId"),
    create="StartInstanceRefresh",
    list="DescribeInstanceRefreshes",
    not_found="ValidationError",
    minted=unique,
    created={
        "Strategy": "Rolling",
        "Status": "Successful",
        "StatusReason": "Recorded by the sandbox: no instance was replaced",
        "PercentageComplete": 100,
        "InstancesToUpdate": 0,
        "StartTime": now,
        "EndTime": now,
    },
    filters={"InstanceRefreshIds": "InstanceRefreshId"},
    parents=(_GROUP,),
)

NOTIFICATION = Kind(
    service=SERVICE,
    name="notification configuration",
    identity=("AutoScalingGroupName", "TopicARN"),
    put="PutNotificationConfiguration",
    delete="DeleteNotificationConfiguration",
    not_found="ValidationError",
    filters={"AutoScalingGroupNames": "AutoScalingGroupName"},
    parents=(_GROUP,),
)

KINDS = (REFRESH, NOTIFICATION)


def _cancel(call: Call) -> Result:
    """A refresh is over as soon as it is started."""
    refuse_orphan(REFRESH, call.parameters, call)
    raise Fault("ActiveInstanceRefreshNotFound", "No in progress or pending instance refresh found")


def _notifications(call: Call) -> Result:
    """Read one row for each type of notification, as the service does."""
    rows = [
        {**record.members, "NotificationType": each}
        for record in matching(NOTIFICATION, call.shelf.of(NOTIFICATION).values(), call)
        for each in record.members["NotificationTypes"]
    ]
    return {"NotificationConfigurations": rows}


OPERATIONS = {
    "CancelInstanceRefresh": _cancel,
    "RollbackInstanceRefresh": _cancel,
    "DescribeNotificationConfigurations": _notifications,
}
