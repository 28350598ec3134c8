"""Snapshots on a schedule that AWS runs, and their copies in another Region."""

import json
from typing import Any

import pulumi
import pytest

from pods.components import SnapshotSchedule
from pods.errors import TopologyError
from tests.components.recording import Recording, record

POLICY = "aws:dlm/lifecyclePolicy:LifecyclePolicy"


def schedule(config: dict[str, str] | None = None, **changes: Any) -> Recording:
    """Record a schedule with some args changed."""
    args: Any = {"target": "clinic", **changes}
    return record(lambda: SnapshotSchedule("daily", args), **(config or {}))


def statements(recording: Recording) -> list[dict[str, Any]]:
    """Return what the schedule's role may do."""
    policy = json.loads(recording.inputs("aws:iam/rolePolicy:RolePolicy")["policy"])
    found: list[dict[str, Any]] = policy["Statement"]
    return found


@pytest.mark.requirement("A9")
def test_the_schedule_is_twice_a_day_for_six_months() -> None:
    """Interval, time, retention and target, as Data Lifecycle Manager reads them."""
    policy = schedule().inputs(POLICY)
    details = policy["policyDetails"]
    (made,) = details["schedules"]
    assert policy["state"] == "ENABLED"
    assert details["targetTags"] == {"pods:snapshot": "clinic"}
    assert details["resourceTypes"] == ["VOLUME"]
    assert made["createRule"] == {"interval": 12, "intervalUnit": "HOURS", "times": "01:40"}
    assert made["retainRule"] == {"interval": 184, "intervalUnit": "DAYS"}
    assert made["tagsToAdd"] == {"pods:schedule": "daily"}
    assert "crossRegionCopyRules" not in made


@pytest.mark.parametrize(("resource_type", "images"), [("VOLUME", False), ("INSTANCE", True)])
def test_the_role_may_do_what_its_copies_need(resource_type: str, *, images: bool) -> None:
    """Making images is allowed only where images are made; tags only on copies."""
    seeing, taking, tagging, *_ = statements(schedule(resource_type=resource_type))
    assert ("ec2:DescribeImages" in seeing["Action"]) is images
    assert "*" not in taking["Resource"]
    assert ("ec2:CreateImage" in taking["Action"]) is images
    assert ("arn:aws:ec2:*::image/*" in tagging["Resource"]) is images
    assert "arn:aws:ec2:*::snapshot/*" in tagging["Resource"]


@pytest.mark.requirement("B10")
def test_the_role_deletes_only_what_its_schedule_made() -> None:
    """No snapshot of a person, or of another schedule, goes by this role."""
    own = {"StringEquals": {"aws:ResourceTag/pods:schedule": "daily"}}
    *_, deleting = statements(schedule())
    assert (deleting["Action"], deleting["Condition"]) == (["ec2:DeleteSnapshot"], own)
    *_, dropping = statements(schedule(resource_type="INSTANCE"))
    assert "ec2:DeregisterImage" in dropping["Action"]
    assert dropping["Condition"] == own


@pytest.mark.requirement("B4")
@pytest.mark.parametrize(
    ("resource_type", "place", "action"),
    [
        ("VOLUME", "target", "ec2:CopySnapshot"),
        ("INSTANCE", "targetRegion", "ec2:CopyImage"),
    ],
)
def test_copies_lie_in_another_region_under_a_key_of_their_own(
    resource_type: str, place: str, action: str
) -> None:
    """Encrypted there, tagged like their source, and kept for as long as is asked."""
    recording = schedule(
        resource_type=resource_type, copy_region="us-west-2", copy_retention_days=35
    )
    (made,) = recording.inputs(POLICY)["policyDetails"]["schedules"]
    (rule,) = made["crossRegionCopyRules"]
    key_arn = rule.pop("cmkArn")
    assert rule == {
        place: "us-west-2",
        "encrypted": True,
        "copyTags": True,
        "retainRule": {"interval": 35, "intervalUnit": "DAYS"},
    }
    (key,) = recording.all_of("aws:kms/key:Key").values()
    assert key_arn.endswith(f"key/{key.name}")
    assert (key.name, key.inputs["region"], key.protect) == ("daily-copies-key", "us-west-2", True)
    assert (key.inputs["enableKeyRotation"], key.inputs["deletionWindowInDays"]) == (True, 30)
    allowed = statements(recording)
    assert action in allowed[1]["Action"]
    assert any("kms:CreateGrant" in each["Action"] for each in allowed)


def test_without_copies_the_role_has_no_key() -> None:
    """Nothing in another Region, and no right to any key."""
    recording = schedule()
    assert not recording.all_of("aws:kms/key:Key")
    assert not any("kms" in action for each in statements(recording) for action in each["Action"])


def test_the_key_of_copies_goes_with_a_stack_to_throw_away() -> None:
    """The stack's configuration says so."""
    recording = schedule({"protect": "false"}, copy_region="us-west-2")
    assert recording.all_of("aws:kms/key:Key")["daily-copies-key"].protect is None


def test_copies_in_the_stacks_own_region_are_refused() -> None:
    """They would be lost with their source."""

    def program() -> None:
        pulumi.runtime.set_config("aws:region", "us-west-2")
        SnapshotSchedule("daily", {"target": "clinic", "copy_region": "us-west-2"})

    with pytest.raises(TopologyError, match="daily: copy_region: us-west-2, the Region of the"):
        record(program)
