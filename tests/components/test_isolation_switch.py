"""The isolation: there, closed, and used by nobody."""

import json
from typing import Any

import pytest

from pods.components import IsolationSwitch
from pods.errors import TopologyError
from tests.components.recording import ACCOUNT, Recording, record
from tests.topology.policy_evaluation import is_allowed, statements

ACL = "aws:ec2/networkAcl:NetworkAcl"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
RESPONDER = "arn:aws:iam::111111111111:role/break-glass"
EVIDENCE = "222222222222"


def switch(**args: Any) -> Recording:
    """Record an isolation in a VPC."""
    given: Any = {"vpc_id": "vpc-1", **args}
    return record(lambda: IsolationSwitch("quarantine", given))


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Return an isolation with a responder who may share evidence."""
    return switch(responder_arns=[RESPONDER], evidence_account=EVIDENCE, tags={"pods:owner": "x"})


@pytest.mark.requirement("B10")
def test_it_lets_nothing_through_and_is_used_by_nobody(recording: Recording) -> None:
    """Neither the ACL nor the group has a rule, and no subnet or instance is in them."""
    acl, group = recording.inputs(ACL), recording.inputs(GROUP)
    assert set(acl) == {"vpcId", "tags"}
    assert set(group) == {"vpcId", "tags", "description"}
    assert acl["vpcId"] == group["vpcId"] == "vpc-1"
    assert acl["tags"] == {"pods:owner": "x", "Name": "quarantine-deny-all"}
    rules = [each.type for each in recording.resources if "Rule" in each.type]
    assert rules == []


def test_only_a_responder_with_a_second_factor_takes_the_role_on(recording: Recording) -> None:
    """The trust names them, and what they must have signed in with, for four hours."""
    role = recording.inputs("aws:iam/role:Role")
    (statement,) = statements(role["assumeRolePolicy"])
    assert statement["Principal"] == {"AWS": [RESPONDER]}
    assert statement["Condition"] == {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    assert role["maxSessionDuration"] == 14400


def test_a_federated_responder_carries_no_mark_of_a_second_factor() -> None:
    """Where the identity provider requires it, the trust does not."""
    recording = switch(responder_arns=[RESPONDER], multi_factor=False)
    (statement,) = statements(recording.inputs("aws:iam/role:Role")["assumeRolePolicy"])
    assert "Condition" not in statement


@pytest.mark.requirement("B10")
def test_evidence_is_taken_and_nothing_is_deleted(recording: Recording) -> None:
    """The role looks and copies; what deletes, stops or alters is not in it."""
    policy = recording.inputs("aws:iam/rolePolicy:RolePolicy")["policy"]
    volume = f"arn:aws:ec2:us-east-1:{ACCOUNT}:volume/vol-1"
    assert is_allowed(policy, "ec2:DescribeInstances")
    assert is_allowed(policy, "ec2:CreateSnapshot", volume)
    for action in (
        "ec2:DeleteSnapshot",
        "ec2:TerminateInstances",
        "ec2:StopInstances",
        "ec2:DeleteTags",
        "rds:DeleteDBSnapshot",
        "s3:DeleteObject",
        "kms:ScheduleKeyDeletion",
    ):
        assert not is_allowed(policy, action, "*"), action
        assert not is_allowed(policy, action, volume), action


def test_copies_go_to_one_account_only(recording: Recording) -> None:
    """Sharing needs the account that the program names; without one nothing is shared."""
    policy = recording.inputs("aws:iam/rolePolicy:RolePolicy")["policy"]
    snapshot = "arn:aws:ec2:us-east-1::snapshot/snap-1"
    share = "ec2:ModifySnapshotAttribute"
    assert is_allowed(policy, share, snapshot, {"ec2:Add/userId": EVIDENCE})
    assert not is_allowed(policy, share, snapshot, {"ec2:Add/userId": "333333333333"})
    assert not is_allowed(policy, share, snapshot, {"ec2:Remove/userId": EVIDENCE})
    alone = switch(responder_arns=[RESPONDER]).inputs("aws:iam/rolePolicy:RolePolicy")["policy"]
    assert share not in json.dumps(json.loads(alone))


def test_without_responders_there_is_no_role() -> None:
    """The ACL and the group are there all the same."""
    recording = switch()
    assert recording.all_of("aws:iam/role:Role") == {}
    assert list(recording.all_of(ACL)) == ["quarantine-deny-all"]
    assert list(recording.all_of(GROUP)) == ["quarantine-nothing"]


def test_what_cannot_be_is_refused_before_anything_is_made() -> None:
    """The message carries the component's name."""
    with pytest.raises(TopologyError, match=r"^quarantine: evidence_account: 'nobody'; the 12"):
        switch(responder_arns=[RESPONDER], evidence_account="nobody")
