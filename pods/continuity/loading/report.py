"""What is wrong with a plan, each finding with the place where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from pods.continuity.findings import Finding, Severity
from pods.continuity.loading.limits import MOST_FINDINGS
from pods.errors import Problem, printable

__all__ = ["Located", "Report"]

_MOST_UNCHECKED = 20


@dataclass(frozen=True, slots=True)
class Located:
    """A finding, and where it stands; lines and columns count from 1."""

    finding: Finding
    file: str
    line: int
    column: int

    @property
    def place(self) -> str:
        """The place as editors read it: `plan.yaml:12:7`."""
        return f"{printable(self.file)}:{self.line}:{self.column}"

    def problem(self) -> Problem:
        """Return it as a problem of an error, the place in its subject."""
        found = self.finding
        parts = (f"{self.place}: {found.subject}", found.observed, found.required, found.remedy)
        return Problem(*map(printable, parts))

    def __str__(self) -> str:
        """Render as `file:line:column: severity: path: observed; required. remedy [code]`."""
        found = self.finding
        return f"{self.place}: {found.severity}: {printable(str(found.problem()))} [{found.code}]"

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        found = self.finding
        return {
            "file": printable(self.file),
            "line": self.line,
            "column": self.column,
            "severity": str(found.severity),
            "code": found.code,
            "path": found.subject,
            "observed": found.observed,
            "required": found.required,
            "remedy": found.remedy,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """Every finding on a plan, in the order of its files, lines and columns."""

    findings: tuple[Located, ...] = ()
    unchecked: tuple[str, ...] = ()
    """What could not be checked until the errors are mended: paths, files, or `every check`."""

    @classmethod
    def of(
        cls, findings: Iterable[Located], unchecked: Iterable[str] = (), left_out: int = 0
    ) -> Self:
        """Sort the findings, drop what is said twice, and say how many are too many.

        `left_out` counts errors that are not among the findings because there are too many.
        """
        ordered = sorted(dict.fromkeys(findings), key=_order)
        kept, rest = ordered[:MOST_FINDINGS], ordered[MOST_FINDINGS:]
        if rest or left_out:
            kept.append(_overflow(kept[-1], rest, left_out))
        return cls(tuple(kept), tuple(dict.fromkeys(unchecked)))

    @property
    def errors(self) -> tuple[Located, ...]:
        """The findings for which the plan is refused."""
        return tuple(item for item in self.findings if item.finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Located, ...]:
        """The findings that someone should look at."""
        return tuple(item for item in self.findings if item.finding.severity is Severity.WARNING)

    def __str__(self) -> str:
        """Render one finding a line, then what was not checked, then the count."""
        lines = [str(item) for item in self.findings]
        if self.unchecked:
            names = ", ".join(map(printable, self.unchecked[:_MOST_UNCHECKED]))
            if len(self.unchecked) > _MOST_UNCHECKED:
                names += f" and {len(self.unchecked) - _MOST_UNCHECKED} more"
            lines.append(f"not checked until the errors are mended: {names}")
        lines.append(
            f"{_count(len(self.errors), 'error')}, {_count(len(self.warnings), 'warning')}"
        )
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values, for `json.dumps`."""
        return {
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "findings": [item.as_json() for item in self.findings],
            "unchecked": list(self.unchecked),
        }


def _order(item: Located) -> tuple[str, int, int, str, str]:
    return item.file, item.line, item.column, item.finding.subject, item.finding.code


def _overflow(last: Located, rest: list[Located], left_out: int) -> Located:
    # The worst of what is left out decides: an error among it still refuses the plan.
    has_error = left_out or any(item.finding.severity is Severity.ERROR for item in rest)
    finding = Finding(
        "too-many-findings",
        (),
        f"{len(rest) + left_out} more findings are not shown",
        f"a report shows {MOST_FINDINGS}",
        "Mend those that are shown, and check again.",
        Severity.ERROR if has_error else Severity.WARNING,
    )
    return Located(finding, last.file, last.line, last.column)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
