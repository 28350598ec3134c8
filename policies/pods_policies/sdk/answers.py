"""What the engine is told of a rule's judgements: a text, the resource, and the level."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pods.errors import printable
from pods_policies.judging.judge import Judgement
from pods_policies.rule import Level
from pods_policies.sdk.program import program_folder
from pods_policies.sdk.source_line import likely_line
from pods_policies.verdicts import (
    Finding,
    Kept,
    NotApplicable,
    RuleFailure,
    Undecided,
    sentence,
)
from pods_policies.waivers.ledger import Waiver

__all__ = ["Answer", "answers_of", "reason_of"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One violation or note."""

    text: str
    urn: str | None
    level: Level


def answers_of(judgements: Iterable[Judgement]) -> list[Answer]:
    """Return what is to be said: findings, what is undecided, and failures of the rule itself."""
    return [
        _answer(one)
        for one in judgements
        if isinstance(one.verdict, Finding | Undecided | RuleFailure)
    ]


def reason_of(judgements: Sequence[Judgement]) -> str | None:
    """Return why a rule does not apply, if it concluded nothing else."""
    verdicts = [one.verdict for one in judgements]
    if not verdicts or not all(isinstance(one, NotApplicable) for one in verdicts):
        return None
    reasons = [one.reason for one in verdicts if isinstance(one, NotApplicable)]
    return printable("; ".join(dict.fromkeys(reasons)))


def _answer(judgement: Judgement) -> Answer:
    verdict = judgement.verdict
    if isinstance(verdict, Kept | NotApplicable):
        raise TypeError("nothing is said of a rule that is kept")
    if isinstance(verdict, RuleFailure):
        urn = None if verdict.subject is None else verdict.subject.urn
        text = verdict.reason
    else:
        urn = verdict.subject.urn
        text = sentence(verdict, _line(verdict))
    if judgement.waiver is not None:
        text = f"{_waived(judgement.waiver)}: {text}"
    return Answer(printable(text), urn, judgement.level)  # names in it are other people's


def _waived(waiver: Waiver) -> str:
    """Say until when, by whom, why, and what protects instead."""
    return (
        f"waived until {waiver.expires}, approved by {waiver.approver} ({waiver.reason}, "
        f"instead: {waiver.control}, {waiver.place})"
    )


def _line(verdict: Finding | Undecided) -> str | None:
    """Look for the line to change; a courtesy, so that its failure costs no finding."""
    try:
        folder = program_folder(verdict.subject.urn)
        return None if folder is None else likely_line(verdict.subject, verdict.change, folder)
    except (OSError, RecursionError, ValueError):
        return None
