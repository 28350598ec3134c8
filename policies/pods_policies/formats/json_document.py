"""The report as one JSON document, whose model is its published schema."""

import json
from datetime import date, datetime
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from pods_policies.formats.words import change_of, headline
from pods_policies.judging.entry import SEVERITIES, Entry, Kind
from pods_policies.judging.report import Report, Standing
from pods_policies.rule import Rule
from pods_policies.waivers.ledger import Waiver

__all__ = ["SCHEMA_ID", "json_text", "schema_text"]

SCHEMA_ID: Final = "urn:pods:check-report:1"


class _Model(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, extra="forbid", frozen=True, populate_by_name=True
    )


class Location(_Model):
    """A line of the program."""

    file: str
    line: int
    certain: bool = Field(
        description="Whether the engine told the line of the resource; else it is likely."
    )


class WaiverRecord(_Model):
    """An exception, with somebody who answers for it."""

    rule: str
    resource: str
    owner: str
    approver: str
    reason: str
    control: str
    approved: date
    expires: date
    place: str
    used: bool


class FindingRecord(_Model):
    """A finding, something undecided, or a rule that failed."""

    rule: str
    kind: Kind
    severity: Literal["critical", "high", "medium", "low"]
    level: Literal["mandatory", "advisory"]
    standing: Standing
    urn: str
    resource: str
    observed: str
    required: str
    change: str
    tier: int | None
    service: str
    capabilities: tuple[str, ...]
    requirements: tuple[str, ...]
    clauses: tuple[str, ...]
    explain: str = Field(description="The command that explains the rule.")
    may_waive: str
    fingerprint: str
    location: Location | None
    waiver: WaiverRecord | None


class RuleRecord(_Model):
    """A rule that was run, and what it concluded."""

    id: str
    title: str
    severity: Literal["critical", "high", "medium", "low"]
    level: Literal["mandatory", "advisory"]
    explain: str = Field(description="The command that explains the rule.")
    kept: int
    findings: int
    not_applicable: tuple[str, ...]


class SourceRecord(_Model):
    """A file that was judged."""

    file: str
    kind: Literal["state", "preview"]
    stack: str
    resources: int
    notes: tuple[str, ...]


class Counts(_Model):
    """How many there are of each kind; waived and known ones are counted only as such."""

    finding: int
    undecided: int
    failure: int
    waived: int
    known: int


class Standings(_Model):
    """How many findings, undecided and failed rules count, and why the others do not."""

    counts: int
    known: int
    advice: int
    waived: int


class RuleCounts(_Model):
    """Each rule once; of the others that were run, something is said among the findings."""

    run: int
    kept: int
    not_applicable: int
    switched_off: int


class ReportDocument(_Model):
    """What `pods check` concluded."""

    version: Literal[1] = 1
    at: datetime
    success: bool
    outcome: Literal["passes", "refused", "nothing judged"]
    headline: str = Field(description="The outcome in one line, for people.")
    fails_on: tuple[str, ...]
    sources: tuple[SourceRecord, ...]
    counts: Counts
    standings: Standings
    rule_counts: RuleCounts
    counting_by_severity: dict[Literal["critical", "high", "medium", "low"], int]
    findings: tuple[FindingRecord, ...]
    rules: tuple[RuleRecord, ...]
    switched_off: tuple[str, ...]
    waivers: tuple[WaiverRecord, ...]
    waiver_problems: tuple[str, ...]
    baseline: str
    no_more: int = Field(description="Findings of the baseline that are no more.")


def json_text(report: Report) -> str:
    """Return the report as JSON."""
    plain = _document(report).model_dump(mode="json", by_alias=True)
    return f"{json.dumps(plain, indent=2)}\n"  # ASCII alone: no terminal obeys any of it


def schema_text() -> str:
    """Return the JSON Schema of the document."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **ReportDocument.model_json_schema(by_alias=True, mode="serialization"),
    }
    return f"{json.dumps(schema, indent=2)}\n"


def _document(report: Report) -> ReportDocument:
    kinds = report.kinds
    severities = report.severities
    standings = report.standings
    return ReportDocument(
        at=report.at,
        success=report.is_success,
        outcome=_outcome(report),
        headline=headline(report),
        fails_on=(report.least.value, *(("undecided",) if report.undecided_counts else ())),
        sources=tuple(
            SourceRecord(
                file=one.file,
                kind="state" if one.kind == "state" else "preview",
                stack=one.stack,
                resources=one.resources,
                notes=one.notes,
            )
            for one in report.sources
        ),
        counts=Counts(**{name: kinds[name] for name in Counts.model_fields}),
        standings=Standings(
            counts=standings["counts"],
            known=standings["known"],
            advice=standings["advice"],
            waived=standings["waived"],
        ),
        rule_counts=RuleCounts(
            run=len(report.rules),
            kept=report.rules_kept,
            not_applicable=report.rules_not_applicable,
            switched_off=len(report.disabled),
        ),
        counting_by_severity={one.value: severities[one] for one in SEVERITIES},
        findings=tuple(_finding(one, report) for one in report.entries),
        rules=tuple(_rule(one, report) for one in report.rules),
        switched_off=tuple(rule.id for rule in report.disabled),
        waivers=tuple(_waiver(one, report) for one in report.waivers),
        waiver_problems=report.waiver_problems,
        baseline=report.baseline,
        no_more=report.gone,
    )


def _outcome(report: Report) -> Literal["passes", "refused", "nothing judged"]:
    if not report.is_judged:
        return "nothing judged"
    return "passes" if report.is_success else "refused"


def _finding(entry: Entry, report: Report) -> FindingRecord:
    place = entry.place
    return FindingRecord(
        rule=entry.rule.id,
        kind=entry.kind,
        severity=entry.severity.value,
        level=entry.level.value,
        standing=report.standing(entry),
        urn=entry.urn,
        resource=entry.label,
        observed=entry.observed,
        required=entry.required,
        change=change_of(entry),
        tier=entry.bearing.tier,
        service=entry.bearing.service,
        capabilities=entry.bearing.capabilities,
        requirements=entry.rule.requirements,
        clauses=tuple(map(str, entry.rule.clauses)),
        explain=entry.rule.explain,
        may_waive=entry.may_waive,
        fingerprint=entry.fingerprint,
        location=None
        if place is None
        else Location(file=place.file, line=place.line, certain=place.is_certain),
        waiver=None if entry.waiver is None else _waiver(entry.waiver, report),
    )


def _rule(rule: Rule, report: Report) -> RuleRecord:
    return RuleRecord(
        id=rule.id,
        title=rule.title,
        severity=rule.severity.value,
        level=rule.level.value,
        explain=rule.explain,
        kept=report.kept.get(rule.id, 0),
        findings=sum(one.rule.id == rule.id for one in report.entries),
        not_applicable=report.not_applicable.get(rule.id, ()),
    )


def _waiver(waiver: Waiver, report: Report) -> WaiverRecord:
    return WaiverRecord(
        rule=waiver.rule,
        resource=waiver.resource,
        owner=waiver.owner,
        approver=waiver.approver,
        reason=waiver.reason,
        control=waiver.control,
        approved=waiver.approved,
        expires=waiver.expires,
        place=waiver.place,
        used=waiver in report.used_waivers,
    )
