"""Who may read exports from outside, and for how long at a time."""

import re
from dataclasses import dataclass

from pods.errors import Problem, TopologyError

__all__ = ["ExportReaderPlan", "plan_export_reader"]

_PRINCIPAL = re.compile(r"arn:[a-z-]+:iam::\d{12}:(root|(role|user)/[\w+=,.@/-]+)")
# https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
_EXTERNAL_ID = re.compile(r"[\w+=,.@:/-]{2,1224}", re.ASCII)
_SHORTEST_ID = 16
_LONGEST_HOURS = 12


@dataclass(frozen=True, slots=True)
class ExportReaderPlan:
    """A reader from outside."""

    trusted_arn: str
    external_id: str
    prefix: str
    """Beginning of the keys that it may read; empty for all."""
    session_seconds: int


def plan_export_reader(
    *, trusted_arn: str, external_id: str, prefix: str = "", session_hours: float = 4
) -> ExportReaderPlan:
    """Plan a reader; raises `TopologyError` for one that is anybody, or that can be guessed."""
    hours = int(session_hours)
    problems = []
    if _PRINCIPAL.fullmatch(trusted_arn) is None:
        problems.append(
            Problem(
                "trusted_arn",
                f"{trusted_arn!r}",
                "the ARN of one role, user or account is required",
                "Write it like arn:aws:iam::222222222222:role/puller.",
            )
        )
    if _EXTERNAL_ID.fullmatch(external_id) is None or len(external_id) < _SHORTEST_ID:
        problems.append(
            Problem(
                "external_id",
                f"{len(external_id)} characters",
                f"{_SHORTEST_ID} to 1224 of letters, digits and +=,.@:/- are required, so that "
                "nobody guesses it",
                "Use a random one, known to the puller and this stack only.",
            )
        )
    if prefix.startswith("/") or "*" in prefix:
        problems.append(
            Problem(
                "prefix",
                f"{prefix!r}",
                "the beginning of keys is required",
                "Write it like exports/.",
            )
        )
    if not 1 <= hours <= _LONGEST_HOURS:
        problems.append(
            Problem(
                "session_hours",
                f"{hours}",
                f"AWS lets a role be taken on for 1 to {_LONGEST_HOURS} hours",
                "Use what a nightly pull takes.",
            )
        )
    TopologyError.refuse(problems)
    return ExportReaderPlan(trusted_arn, external_id, prefix, hours * 3600)
