"""The boundary as a policy of the account."""

import json
from typing import Any

import pytest

from pods.components import WorkloadBoundary
from pods.errors import TopologyError
from tests.components.recording import Recording, record
from tests.topology.policy_evaluation import is_allowed

POLICY = "aws:iam/policy:Policy"


def boundary(**args: Any) -> Recording:
    """Record a boundary."""
    given: Any = args
    return record(lambda: WorkloadBoundary("limits", given))


@pytest.mark.requirement("B10")
def test_it_is_one_policy_under_the_component() -> None:
    """The policy says what the plan does, and carries the caller's tags."""
    recording = boundary(tags={"pods:owner": "clinic-platform"})
    (policy,) = recording.all_of(POLICY).values()
    assert (policy.name, policy.parent) == ("limits-boundary", "limits")
    assert policy.inputs["tags"] == {"pods:owner": "clinic-platform", "Name": "limits"}
    assert not is_allowed(policy.inputs["policy"], "backup:DeleteRecoveryPoint")
    assert is_allowed(policy.inputs["policy"], "s3:PutObject")


def test_a_products_own_denials_are_in_it() -> None:
    """They are a statement of their own, beside those that every product has."""
    document = json.loads(boundary(denied_actions=["ses:*"]).inputs(POLICY)["policy"])
    assert document["Statement"][-1]["Action"] == ["ses:*"]


def test_a_denial_that_is_none_is_refused() -> None:
    """The message carries the component's name."""
    with pytest.raises(TopologyError, match=r"^limits: denied_actions: 'delete'; a service and an"):
        boundary(denied_actions=["delete"])
