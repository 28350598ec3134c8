"""What a stack's state says of the plan that it was built from."""

from collections.abc import Sequence
from typing import Any


def carried_plan(resources: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the record of the plan in the state, which must be the one that was built from."""
    (plan,) = [each for each in resources if each["type"] == "pods:index:ContinuityPlan"]
    record: dict[str, Any] = plan["inputs"]["plan"]
    assert plan["outputs"]["digest"] == record["digest"]
    assert all(len(each["objectives"]) == 9 for each in record["capabilities"].values())
    return record
