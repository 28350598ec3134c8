"""What is wrong with a plan: a finding names its place, and says what to do."""

from dataclasses import dataclass
from enum import StrEnum

from pods.errors import Problem

__all__ = ["Finding", "Severity", "dotted"]


class Severity(StrEnum):
    """Whether a plan can be used at all."""

    ERROR = "error"
    """The plan is refused."""
    WARNING = "warning"
    """The plan is used; someone should look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in a plan."""

    code: str
    """A stable slug, such as `rto-above-mtpd`."""
    path: tuple[str | int, ...]
    """Keys and positions from the plan's root; empty for the plan as a whole."""
    observed: str
    required: str
    remedy: str
    severity: Severity = Severity.ERROR

    @property
    def subject(self) -> str:
        """The path as text: `capabilities.book.objectives.az.rto`."""
        return dotted(self.path)

    def problem(self) -> Problem:
        """Return it as a problem of an error."""
        return Problem(self.subject, self.observed, self.required, self.remedy)


def dotted(path: tuple[str | int, ...]) -> str:
    """Return a path as text: keys with dots, positions in brackets; `plan` for the root."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text or "plan"
