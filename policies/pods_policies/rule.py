"""A rule of the catalogue: its metadata and its check, in one frozen object."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pods_policies.finding import Verdict
from pods_policies.settings import Settings
from pods_policies.stack import Resource, Stack

__all__ = ["Level", "ResourceRule", "Rule", "Severity", "StackRule"]


class Severity(Enum):
    """How bad the outcome is that the rule prevents."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Level(Enum):
    """What a finding does to the preview."""

    MANDATORY = "mandatory"
    ADVISORY = "advisory"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What every rule states about itself."""

    id: str
    """`BC-<family>-<number>`: the policy's name; never reused."""
    title: str
    severity: Severity
    level: Level = Level.MANDATORY
    requirements: tuple[str, ...]
    """Ids of the requirements that the rule protects."""
    reads: tuple[str, ...]
    """Type tokens of the resources whose properties the rule reads."""
    checks: str
    """What is checked, in full sentences."""
    why: str
    """What is lost when the rule does not hold."""
    remediation: str
    """What to do about a finding."""
    settings: type[Settings] = Settings
    example: tuple[Resource, ...]
    """A small stack that the rule refuses; the reference page shows the message."""

    @property
    def family(self) -> str:
        """The middle of the id: `BKP`, `HA`."""
        return self.id.split("-")[1]

    @property
    def url(self) -> str:
        """Where the rule is explained."""
        return f"docs/policies.md#{self.id.lower()}"


@dataclass(frozen=True, kw_only=True)
class ResourceRule(Rule):
    """A rule that looks at one resource and nothing else."""

    check: Callable[[Resource, Any], Iterable[Verdict]]

    @property
    def concerns(self) -> str:
        """The one type that it judges."""
        return self.reads[0]


@dataclass(frozen=True, kw_only=True)
class StackRule(Rule):
    """A rule that relates resources of the stack to each other."""

    check: Callable[[Stack, Any], Iterable[Verdict]]
