"""Checking parameters against the service's model, as AWS does before anything else."""

from typing import Any

from botocore.validate import ParamValidator

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault

__all__ = ["refuse_invalid"]

_validator = ParamValidator()


def refuse_invalid(call: Call) -> None:
    """Refuse missing parameters, wrong types, lengths and values; all problems in one message."""
    if call.parameters.get("DryRun"):
        raise Fault("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412)
    shape = call.model.input_shape
    if shape is None:
        return
    report = _validator.validate(call.parameters, shape)
    wrong_values = _wrong_values(shape, call.parameters, "")
    if not (report.has_errors() or wrong_values):
        return
    text = "; ".join(filter(None, [report.generate_report().replace("\n", "; "), *wrong_values]))
    only_missing = "Missing required" in text and not (
        wrong_values or "Invalid" in text or "Unknown" in text
    )
    code = call.service.missing_parameter if only_missing else call.service.invalid_parameter
    raise Fault(code, text)


def _wrong_values(shape: Any, value: Any, path: str) -> list[str]:
    """Find values that are outside their enumeration."""
    if shape.type_name == "structure" and isinstance(value, dict):
        return [
            problem
            for name, member in shape.members.items()
            if name in value
            for problem in _wrong_values(member, value[name], f"{path}.{name}".lstrip("."))
        ]
    if shape.type_name == "list" and isinstance(value, list):
        return [
            problem
            for index, item in enumerate(value)
            for problem in _wrong_values(shape.member, item, f"{path}[{index}]")
        ]
    if shape.type_name == "map" and isinstance(value, dict):
        return [
            problem
            for key, item in value.items()
            for problem in _wrong_values(shape.value, item, f"{path}.{key}")
        ]
    allowed = getattr(shape, "enum", None)
    if allowed and value not in allowed:
        return [f"Value {value!r} for {path} is none of: {', '.join(allowed)}"]
    return []
