"""EventBridge Scheduler: schedules."""

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType

__all__ = ["TYPES"]

_ONE = {"Name": "{name}", "GroupName": "{groupName}"}

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:scheduler/schedule:Schedule",
        service="scheduler",
        create=Call("CreateSchedule"),
        # AWS names a schedule by its group and its own name.
        id="{groupName}/{name}",
        read=Call("GetSchedule", _ONE),
        update=Call("UpdateSchedule"),
        update_all=True,
        delete=Call("DeleteSchedule", _ONE),
        auto_name=AutoName(longest=64),
        defaults={
            "groupName": "default",
            "scheduleExpressionTimezone": "UTC",
            "state": "ENABLED",
        },
        outputs={"arn": "arn:{partition}:scheduler:{region}:{account}:schedule/{id}"},
        import_state={"groupName": "{split(id, '/')[0]}", "name": "{split(id, '/')[1]}"},
        replace=frozenset({"name", "groupName"}),
        created=True,
        note="Nothing is started by it.",
    ),
)
