"""CloudWatch: composite alarms; their rules are kept and not evaluated."""

from pods.sandbox.local_aws.recorder import answers
from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind, Record, Service, TagOperations
from pods.sandbox.local_aws.recorder.operations import Result, put, update
from pods.sandbox.local_aws.recorder.tables.members import now

__all__ = ["KINDS", "OPERATIONS", "SERVICE"]

SERVICE = Service(
    name="cloudwatch",
    signing_name="monitoring",
    missing_parameter="MissingParameter",
    invalid_parameter="ValidationError",
    tags=TagOperations(
        tag="TagResource", untag="UntagResource", list="ListTagsForResource", arn="ResourceARN"
    ),
)

COMPOSITE = Kind(
    service=SERVICE,
    name="composite alarm",
    identity=("AlarmName",),
    not_found="ResourceNotFound",
    arn="arn:aws:cloudwatch:{region}:{account}:alarm:{AlarmName}",
    arn_member="AlarmArn",
    created={
        "ActionsEnabled": True,
        "StateValue": "INSUFFICIENT_DATA",
        "StateReason": "Recorded by the sandbox: the rule is not evaluated",
        "StateUpdatedTimestamp": now,
        "StateTransitionedTimestamp": now,
        "AlarmConfigurationUpdatedTimestamp": now,
    },
    updated={"StateUpdatedTimestamp": now, "StateTransitionedTimestamp": now},
)

KINDS = (COMPOSITE,)

_TYPE = "CompositeAlarm"


def _put(call: Call) -> Result:
    """Make or change a composite alarm; a change keeps its state and its tags."""
    before = call.shelf.of(COMPOSITE).get((call.parameters["AlarmName"],))
    answer = put(COMPOSITE, call)
    if before:
        after = call.shelf.of(COMPOSITE)[(call.parameters["AlarmName"],)]
        after.tags = before.tags
        kept = ("StateValue", "StateReason", "StateUpdatedTimestamp", "StateTransitionedTimestamp")
        after.members.update({name: before.members[name] for name in kept})
    return answer


def _describe(call: Call) -> Result:
    """Add the composite alarms where they are asked for; by default only metric alarms are."""
    types = call.parameters.get("AlarmTypes") or ["MetricAlarm"]
    if _TYPE not in types:
        return None
    for name in ("ChildrenOfAlarmName", "ParentsOfAlarmName"):
        if name in call.parameters:
            raise Fault.not_simulated(f"parameter {name} of cloudwatch:DescribeAlarms")
    shape = answers.rows_shape(call)
    records = call.shelf.of(COMPOSITE).values()
    rows = [answers.row(record, shape, call) for record in records if _is_wanted(record, call)]
    others = [each for each in types if each != _TYPE]
    simulated = {}
    if others:
        asked = {**call.parameters, "AlarmTypes": others}
        simulated = call.ask_moto("cloudwatch", call.region, "DescribeAlarms", asked)
    return {**simulated, "CompositeAlarms": rows}


def _is_wanted(record: Record, call: Call) -> bool:
    given, members = call.parameters, record.members
    actions = [
        action
        for name in ("AlarmActions", "OKActions", "InsufficientDataActions")
        for action in members.get(name, [])
    ]
    prefix = given.get("ActionPrefix", "")
    return (
        members["AlarmName"] in (given.get("AlarmNames") or [members["AlarmName"]])
        and str(members["AlarmName"]).startswith(given.get("AlarmNamePrefix", ""))
        and given.get("StateValue", members["StateValue"]) == members["StateValue"]
        and (not prefix or any(str(action).startswith(prefix) for action in actions))
    )


def _delete(call: Call) -> Result:
    """Delete the composite alarms named; the others are moto's."""
    records = call.shelf.of(COMPOSITE)
    named = [name for name in call.parameters["AlarmNames"] if (name,) in records]
    if not named:
        return None
    for name in named:
        del records[(name,)]
    rest = [name for name in call.parameters["AlarmNames"] if name not in named]
    if rest:
        call.ask_moto("cloudwatch", call.region, "DeleteAlarms", {"AlarmNames": rest})
    return {}


def _set_state(call: Call) -> Result:
    if (call.parameters["AlarmName"],) not in call.shelf.of(COMPOSITE):
        return None
    return update(COMPOSITE, call)


def _switch(*, on: bool, call: Call) -> Result:
    records = call.shelf.of(COMPOSITE)
    named = [name for name in call.parameters["AlarmNames"] if (name,) in records]
    if not named:
        return None
    for name in named:
        records[(name,)].members["ActionsEnabled"] = on
    rest = [name for name in call.parameters["AlarmNames"] if name not in named]
    if rest:
        call.ask_moto("cloudwatch", call.region, call.operation, {"AlarmNames": rest})
    return {}


OPERATIONS = {
    "PutCompositeAlarm": _put,
    "DescribeAlarms": _describe,
    "DeleteAlarms": _delete,
    "SetAlarmState": _set_state,
    "EnableAlarmActions": lambda call: _switch(on=True, call=call),
    "DisableAlarmActions": lambda call: _switch(on=False, call=call),
}
