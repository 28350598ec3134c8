"""Who may look into a compromised environment, and what they may take out of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pods.errors import Problem, TopologyError
from pods.topology.network.endpoints import account_problems

__all__ = ["IsolationPlan", "plan_isolation"]

# AWS allows a role's sessions from one hour to twelve.
_HOURS = range(1, 13)


@dataclass(frozen=True, slots=True)
class IsolationPlan:
    """The trust of a forensic role."""

    responders: int
    """Principals that may take the role on; none makes no role."""
    evidence_account: str | None
    """The one account that copies may be shared with; None shares with nobody."""
    session_seconds: int


def plan_isolation(
    *,
    responder_arns: Sequence[object] = (),
    evidence_account: str | None = None,
    session_hours: float = 4,
) -> IsolationPlan:
    """Plan the forensic role; raises `TopologyError` with every problem found."""
    named = [] if evidence_account is None else [evidence_account]
    problems = account_problems(named, "evidence_account")
    if evidence_account is not None and not responder_arns:
        problems.append(
            Problem(
                "evidence_account",
                "an account to share evidence with, and nobody who may",
                "evidence is shared by a responder",
                'Add "responder_arns", or leave the account out.',
            )
        )
    hours = int(session_hours)
    if hours not in _HOURS:
        problems.append(
            Problem(
                "session_hours",
                f"{hours}",
                f"IAM allows {_HOURS[0]} to {_HOURS[-1]}",
                "Use 4: time to take evidence, and not to forget a session.",
            )
        )
    TopologyError.refuse(problems)
    return IsolationPlan(len(responder_arns), evidence_account, hours * 3600)
