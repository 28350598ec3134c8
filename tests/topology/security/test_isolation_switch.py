"""Who takes evidence, and where it may go."""

import pytest

from pods.errors import TopologyError
from pods.topology import plan_isolation


def test_nobody_takes_evidence_unless_named() -> None:
    """Without responders there is no role; a session lasts four hours."""
    plan = plan_isolation()
    assert (plan.responders, plan.evidence_account, plan.session_seconds) == (0, None, 14400)


def test_responders_share_with_one_account() -> None:
    """The account and the length of a session are as asked."""
    plan = plan_isolation(
        responder_arns=["a", "b"], evidence_account="222222222222", session_hours=1
    )
    assert (plan.responders, plan.evidence_account, plan.session_seconds) == (
        2,
        "222222222222",
        3600,
    )


def test_every_problem_is_told_at_once() -> None:
    """An account that is none, evidence that nobody may share, and a session that AWS refuses."""
    with pytest.raises(TopologyError) as raised:
        plan_isolation(evidence_account="2222-2222-2222", session_hours=13)
    assert [str(problem) for problem in raised.value.problems] == [
        (
            "evidence_account: '2222-2222-2222'; the 12 digits of an AWS account are required. "
            "Write them in quotes, without hyphens."
        ),
        (
            "evidence_account: an account to share evidence with, and nobody who may; evidence is "
            'shared by a responder. Add "responder_arns", or leave the account out.'
        ),
        (
            "session_hours: 13; IAM allows 1 to 12. "
            "Use 4: time to take evidence, and not to forget a session."
        ),
    ]
