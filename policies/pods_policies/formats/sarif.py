"""The report as SARIF 2.1.0, for code scanning and security dashboards.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any, Final
from urllib.parse import quote

from pods_policies.documents.document import stack_of
from pods_policies.formats.words import explained, headline, leftovers, told, told_whole, waived_by
from pods_policies.judging.entry import Entry
from pods_policies.judging.report import Report
from pods_policies.rule import Level, Rule, Severity

__all__ = ["SCHEMA", "sarif_text"]

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: Final[Mapping[Severity, str]] = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
}
_NOTHING: Final = 2


def sarif_text(report: Report, version: str) -> str:
    """Return the report as SARIF.

    Args:
        report: what was concluded.
        version: of this tool.
    """
    rules = [*report.rules, *report.disabled]
    places = {rule.id: index for index, rule in enumerate(rules)}
    failures = [one for one in report.entries if one.kind == "failure"]
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "pods",
                "semanticVersion": version,
                "version": version,
                "rules": [_rule(one, is_on=one in report.rules) for one in rules],
            }
        },
        "invocations": [
            {
                # A rule that failed has judged nothing, so that the run as a whole did not succeed.
                "executionSuccessful": not failures and report.exit_code != _NOTHING,
                "endTimeUtc": report.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "exitCode": report.exit_code,
                "toolExecutionNotifications": [_notification(one, places) for one in failures]
                + [_said(one, "note") for one in leftovers(report)]
                + ([] if report.is_judged else [_said(headline(report), "error")]),
            }
        ],
        "results": [_result(one, report, places) for one in report.entries],
        "columnKind": "unicodeCodePoints",
        "properties": {
            "stacks": [one.stack for one in report.sources],
            "success": report.is_success,
        },
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return f"{json.dumps(document, indent=2)}\n"


def _rule(rule: Rule, *, is_on: bool) -> dict[str, Any]:
    clauses = ", ".join(map(str, rule.clauses))
    text = f"{rule.checks}\n\nWhy: {rule.why}\n\nTo mend it: {rule.remediation}"
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.checks},
        "help": {
            "text": f"{text}\n\n{explained(rule)} explains it.",
            "markdown": (
                f"{rule.checks}\n\n**Why.** {rule.why}\n\n**To mend it.** {rule.remediation}\n\n"
                f"Requirements: {', '.join(rule.requirements)}. {explained(rule)} explains it."
                + (f" Clauses: {clauses}." if clauses else "")
            ),
        },
        "defaultConfiguration": {"enabled": is_on, "level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.family.lower(), *rule.requirements],
            "precision": "very-high",
            "problem.severity": "error" if _LEVELS[rule.severity] == "error" else "warning",
            "severity": rule.severity.value,
            "clauses": [str(one) for one in rule.clauses],
            "equivalents": list(rule.equivalents),
        },
    }


def _result(entry: Entry, report: Report, places: Mapping[str, int]) -> dict[str, Any]:
    is_advice = entry.level is Level.ADVISORY and not report.counts(entry)
    made: dict[str, Any] = {
        "ruleId": entry.rule.id,
        "ruleIndex": places[entry.rule.id],
        "kind": "fail",
        "level": "note" if is_advice else _LEVELS[entry.severity],
        "message": {"text": told_whole(entry)},
        "locations": [_location(entry, report)],
        "partialFingerprints": {"podsFinding/v1": f"{entry.urn}:{entry.fingerprint}"},
        "properties": {
            "verdict": entry.kind,
            "severity": entry.severity.value,
            "standing": report.standing(entry),
            "tier": entry.bearing.tier,
            "service": entry.bearing.service,
            "capabilities": list(entry.bearing.capabilities),
            "mayWaive": entry.may_waive,
        },
    }
    if report.baseline:
        made["baselineState"] = "unchanged" if entry.is_known else "new"
    if entry.waiver is not None:
        made["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": waived_by(entry),
                "properties": {"expires": entry.waiver.expires.isoformat()},
            }
        ]
    elif report.baseline:
        made["suppressions"] = []  # all results say it, or none: the format's own rule
    return made


def _location(entry: Entry, report: Report) -> dict[str, Any]:
    logical = {"name": entry.name or "stack", "kind": "resource"}
    if entry.urn:
        logical["fullyQualifiedName"] = entry.urn
    place = entry.place
    return {
        "logicalLocations": [logical],
        # Code scanning refuses a whole file in which one result has no file and line.
        "physicalLocation": {
            "artifactLocation": {
                "uri": quote(_file(entry, report) if place is None else place.file),
                "uriBaseId": "%SRCROOT%",
            },
            "region": {"startLine": 1 if place is None else place.line},
        },
    }


def _file(entry: Entry, report: Report) -> str:
    """Return the project of a resource whose line is not known."""
    own = [one for one in report.sources if one.stack == stack_of(entry.urn)]
    return next((one.project for one in own or report.sources if one.project), "Pulumi.yaml")


def _said(text: str, level: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": text}}


def _notification(entry: Entry, places: Mapping[str, int]) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": f"{entry.rule.id}: {told(entry)}"},
        "associatedRule": {"id": entry.rule.id, "index": places[entry.rule.id]},
    }
