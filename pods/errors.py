"""What goes wrong, and the exit code that says so.

```
ContinuityError              4   base: one or more problems, each with its remedy
├── ConfigurationError       2   the caller's input; lists every problem at once
│   ├── PlanError            2   the continuity plan, each problem with file, line and column
│   └── TopologyError        2   zones, subnets, pairing, capacity
├── PolicyViolation          1   a mandatory rule reported
├── EngineError              4   no Pulumi engine, or it failed
├── SandboxError             4   the local AWS could not do its part
└── CloudError               4   AWS refused, with operation and code
```
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

__all__ = [
    "CloudError",
    "ConfigurationError",
    "ContinuityError",
    "EngineError",
    "PlanError",
    "PolicyViolation",
    "Problem",
    "SandboxError",
    "TopologyError",
    "printable",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: its subject, what was found, what is required, what to do."""

    subject: str
    observed: str
    required: str
    remedy: str

    def __str__(self) -> str:
        """Render as `<subject>: <observed>; <required>. <remedy>`."""
        return f"{self.subject}: {self.observed}; {self.required}. {self.remedy}"


class ContinuityError(Exception):
    """The base of every error a user may see; carries all problems found together."""

    exit_code: ClassVar[int] = 4

    def __init__(self, *problems: Problem) -> None:
        """Hold the problems, in the order in which they were found; at least one."""
        if not problems:
            message = "an error needs at least one problem"
            raise ValueError(message)
        super().__init__(*problems)
        self.problems: tuple[Problem, ...] = problems

    def __str__(self) -> str:
        """Render one problem a line."""
        return "\n".join(str(problem) for problem in self.problems)

    @classmethod
    def refuse(cls, problems: Iterable[Problem]) -> None:
        """Raise with every problem, or return when there is none."""
        found = tuple(problems)
        if found:
            raise cls(*found)


class ConfigurationError(ContinuityError):
    """The caller's input cannot be used."""

    exit_code = 2


class PlanError(ConfigurationError):
    """The continuity plan cannot be used."""


class TopologyError(ConfigurationError):
    """The zones, subnets, pairing or capacity asked for cannot form a topology."""


class PolicyViolation(ContinuityError):  # noqa: N818 - a finding is the field's word, not an "error"
    """A mandatory rule of the policy pack reported."""

    exit_code = 1


class EngineError(ContinuityError):
    """There is no usable Pulumi engine, or the engine failed."""


class SandboxError(ContinuityError):
    """The local AWS could not start, stop, or do what was asked of it."""


class CloudError(ContinuityError):
    """AWS refused an operation."""


def printable(text: str) -> str:
    """Escape what a terminal would obey rather than show, line breaks included."""
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable()
        else character.encode("unicode_escape", "backslashreplace").decode("ascii")
        for character in text
    )
