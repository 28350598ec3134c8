"""Reads what was asked about, and runs the rules over it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pods.errors import ConfigurationError, Problem
from pods_policies.catalogue import RULES
from pods_policies.documents.document import Document
from pods_policies.documents.places import place_finder, project_file
from pods_policies.documents.reader import document_of, refuse_overlaps
from pods_policies.judging.baseline import Baseline, baseline_from, compared
from pods_policies.judging.bearing import Bearing, bearing_of
from pods_policies.judging.configuration import Configuration, configuration_of
from pods_policies.judging.entry import SEVERITIES, entries_of
from pods_policies.judging.judge import Judgement
from pods_policies.judging.report import Report, Source, tallies
from pods_policies.judging.run import judged, rules_that_run
from pods_policies.relations.stack import Occasion, Stack
from pods_policies.rule import Severity
from pods_policies.sdk.program import program_folder, unread_waivers
from pods_policies.verdicts import Kept, NotApplicable
from pods_policies.waivers.files import files_beside, files_outside, read_waivers
from pods_policies.waivers.ledger import Ledger

__all__ = ["Asked", "judge"]

_STDIN: Final = "-"
_UNDECIDED: Final = "undecided"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line names."""

    states: tuple[str, ...]
    previews: tuple[str, ...]
    configuration: str | None
    waivers: tuple[Path, ...]
    baseline: str | None
    fail_on: tuple[str, ...]
    allow_nothing_judged: bool = False


def judge(asked: Asked, now: datetime | None = None) -> Report:
    """Return what the rules conclude; raises ConfigurationError for what cannot be judged.

    Args:
        asked: what to judge, and how.
        now: the moment at which waivers hold or have ended; the present one unless given.
    """
    _refuse_nothing(asked)
    documents = list(_documents(asked))
    refuse_overlaps(documents)
    configuration = _configuration(asked.configuration)
    known = _baseline(asked.baseline)
    rules = rules_that_run(RULES, configuration)
    ledger = _ledger(documents, asked.waivers)
    at = now or datetime.now(UTC)
    leaving = tuple(each for one in documents for each in one.leaving)
    occasion = Occasion(at, ledger, leaving)
    stack = Stack((each for one in documents for each in one.resources), occasion)
    managed = frozenset(urn for one in documents for urn in one.managed)
    found = judged(rules, stack, managed, configuration)
    settings = {rule.id: configuration.settings(rule).under(stack.plans) for rule in rules}

    def bearing(judgement: Judgement) -> Bearing:
        verdict = judgement.verdict
        subject = None if isinstance(verdict, Kept | NotApplicable) else verdict.subject
        return bearing_of(subject, settings[judgement.rule.id])

    entries = entries_of(
        found, bearing, place_finder(documents, Path.cwd(), _waiver_files(documents, asked.waivers))
    )
    gone = 0
    if known is not None:
        entries, gone = compared(known, entries)
    kept, reasons = tallies(found)
    severities = [one for one in SEVERITIES if one.value in asked.fail_on]
    return Report(
        at=at,
        sources=tuple(
            Source(
                one.source,
                one.kind,
                one.stack,
                len(one.managed),
                (*one.notes, *filter(None, [unread_waivers(one.resources[0].urn)])),
                project_file(one, Path.cwd()),
            )
            for one in documents
        ),
        rules=rules,
        disabled=tuple(rule for rule in RULES if rule not in rules),
        entries=entries,
        kept=kept,
        not_applicable=reasons,
        waivers=tuple(ledger.waivers),
        used_waivers=frozenset(ledger.used),
        countable_waivers=tuple(
            one
            for one in ledger.waivers
            if one.rule in settings
            and ledger.is_within_limits(one)
            and (settings[one.rule].waivers_beside_code or not one.beside_code)
        ),
        waiver_problems=tuple(ledger.problems),
        baseline=asked.baseline or "",
        gone=gone,
        urns=tuple(stack.by_urn),
        least=severities[-1] if severities else Severity.LOW,
        undecided_counts=_UNDECIDED in asked.fail_on,
        allows_nothing_judged=asked.allow_nothing_judged,
    )


def _refuse_nothing(asked: Asked) -> None:
    named = [*asked.states, *asked.previews]
    if not named:
        raise ConfigurationError(
            Problem(
                subject="pods check",
                observed="neither a state nor a preview is named",
                required="one of them is required",
                remedy="Give --state FILE or --preview FILE, or --explain RULE.",
            )
        )
    readers = [*named, *map(str, asked.waivers), asked.configuration, asked.baseline]
    if readers.count(_STDIN) > 1:
        raise ConfigurationError(
            Problem(
                subject="-",
                observed=f"standard input is named {readers.count(_STDIN)} times",
                required="it can be read once",
                remedy="Name files for the others.",
            )
        )


def _documents(asked: Asked) -> Iterator[Document]:
    for kind, names in (("state", asked.states), ("preview", asked.previews)):
        for name in names:
            yield document_of(kind, name, _text(f"--{kind}", name))


def _configuration(name: str | None) -> Configuration:
    option = "--policy-pack-config"
    return Configuration() if name is None else configuration_of(name, _text(option, name), RULES)


def _baseline(name: str | None) -> Baseline | None:
    return None if name is None else baseline_from(name, _text("--baseline", name))


def _waiver_files(documents: list[Document], given: tuple[Path, ...]) -> list[Path]:
    folders = dict.fromkeys(program_folder(one.resources[0].urn) for one in documents)
    beside = [file for folder in folders for file in files_beside(folder)]
    return [*beside, *files_outside(), *given]


def _ledger(documents: list[Document], given: tuple[Path, ...]) -> Ledger:
    for path in given:
        _text("--waivers", str(path))  # a file that is named and is not there is no waiver less
    folders = dict.fromkeys(program_folder(one.resources[0].urn) for one in documents)
    beside = [file for folder in folders for file in files_beside(folder)]
    reads = {rule.id: rule.reads for rule in RULES}
    return read_waivers(beside, [*files_outside(), *given], reads)


def _text(option: str, name: str) -> str:
    if not name:
        raise ConfigurationError(
            Problem(option, "its name is empty", "a file is required", "Name one.")
        )
    try:
        return sys.stdin.read() if name == _STDIN else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        told = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise ConfigurationError(
            Problem(
                subject=f"{option} {name}",
                observed=told[:1].lower() + told[1:],
                required="a file that can be read is required",
                remedy="Name another one, or mend it.",
            )
        ) from error
