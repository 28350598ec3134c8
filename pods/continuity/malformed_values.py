"""How a value says that it is not written as it must be."""

from typing import LiteralString

from pydantic_core import PydanticCustomError

__all__ = ["malformed"]

_LONGEST_SHOWN = 60


def malformed(kind: LiteralString, value: object, required: str) -> PydanticCustomError:
    """Return the error of a value: `<observed>; <required>. <remedy>`, the two last as given.

    `kind` is the finding's code. A long value is shown cut.
    """
    return PydanticCustomError(
        kind,
        "{observed}; {required}",
        {"observed": repr(value)[:_LONGEST_SHOWN], "required": required},
    )
