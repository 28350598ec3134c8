"""What a pair on another stack's ground denies its workloads itself."""

from typing import Any

import pytest

from pods.components import PodPair
from pods.continuity.stack_record import document
from pods.topology import plan_denials
from tests.components.recording import Recording, record
from tests.components.test_pod_fleet import PLATFORM
from tests.continuity.sample_plan import plan_of

POLICY = "aws:iam/rolePolicy:RolePolicy"
IMAGE = "111111111111.dkr.ecr.us-east-1.amazonaws.com/clinic:1"


def pair(**more: Any) -> Recording:
    """Record a pair with a recovery Region."""
    args: Any = {"plan": document(plan_of()), "domain": "clinic.example", **more}
    return record(lambda: PodPair("clinic", args))


@pytest.mark.requirement("B10")
@pytest.mark.parametrize(
    ("settings", "roles"),
    [({}, ["instance"]), ({"containers": {"image": IMAGE}}, ["starting", "task"])],
    ids=["instances", "containers"],
)
def test_each_workload_is_denied_to_harm_copies(settings: dict[str, Any], roles: list[str]) -> None:
    """In both Regions; the boundary of the platform says so too, in a text of another stack."""
    policies = pair(platform=PLATFORM, **settings).all_of(POLICY)
    denied = {name: each for name, each in policies.items() if name.endswith("-denials")}
    assert sorted(denied) == sorted(
        f"clinic-{place}{role}-{each}-denials"
        for place in ("", "recovery-")
        for role in ("primary", "secondary")
        for each in roles
    )
    for name, each in denied.items():
        assert each.inputs["policy"] == plan_denials()
        assert each.inputs["role"] == f"{name.removesuffix('-denials')}-id"


def test_a_boundary_of_its_own_is_enough() -> None:
    """Its text is in the same stack, so nothing is said twice."""
    assert [name for name in pair().all_of(POLICY) if "denials" in name] == []
