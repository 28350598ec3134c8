"""Tagging recorded resources by ARN, or by id as EC2 does."""

from typing import Any

from pods.sandbox.local_aws.recorder.answers import tag_list
from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Record, TagOperations
from pods.sandbox.local_aws.recorder.operations import Result

__all__ = ["list_tags", "pairs", "tag", "untag"]


def tag(call: Call) -> Result:
    """Add tags to a recorded ARN; any other is moto's."""
    record, operations = _tagged(call)
    if record is None:
        return None
    record.tags.update(pairs(call.parameters[_tags_member(call, operations)]))
    return {}


def untag(call: Call) -> Result:
    """Take tags off a recorded ARN; any other is moto's."""
    record, operations = _tagged(call)
    if record is None:
        return None
    for key in call.parameters[operations.keys]:
        record.tags.pop(key, None)
    return {}


def list_tags(call: Call) -> Result:
    """Read the tags of a recorded ARN; any other is moto's."""
    record, operations = _tagged(call)
    if record is None:
        return None
    member = _tags_member(call, operations)
    is_map = call.output.members[member].type_name == "map"
    return {member: dict(record.tags) if is_map else tag_list(record.tags)}


def pairs(tags: Any) -> dict[str, str]:
    """Answer tags by key, whichever way they were given."""
    if isinstance(tags, dict):
        return dict(tags)
    return {each["Key"]: each.get("Value", "") for each in tags}


def _tagged(call: Call) -> tuple[Record | None, TagOperations]:
    operations = call.service.tags
    if operations is None:
        raise LookupError(call.service.name)
    arn = str(call.parameters.get(operations.arn, ""))
    record = call.shelf.with_arn(call.service.name, arn)
    if record is None and not call.service.is_simulated:
        raise Fault("ResourceNotFoundException", f"The resource {arn} does not exist")
    return record, operations


def _tags_member(call: Call, operations: TagOperations) -> str:
    shape = call.output if call.operation == operations.list else call.model.input_shape
    return next(name for name in ("Tags", "TagList", "tags") if name in shape.members)
