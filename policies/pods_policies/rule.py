"""A rule of the catalogue: its metadata and its check, in one frozen object."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pods_policies.clauses import Clause
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Occasion, Stack
from pods_policies.settings import Settings
from pods_policies.verdicts import Verdict

__all__ = ["Level", "ResourceRule", "Rule", "Severity", "StackRule", "in_order"]


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
    clauses: tuple[Clause, ...] = ()
    """Clauses of standards that it serves, the primary one first."""
    equivalents: tuple[str, ...] = ()
    """Nearest rules of other tools, such as `Checkov CKV_AWS_157` and `Security Hub RDS.5`."""
    settings: type[Settings] = Settings
    example: tuple[Resource, ...]
    """A small stack that the rule refuses; the reference page shows the message."""
    occasion: Occasion | None = None
    """When the example is judged and with which waivers, for rules about time and waivers."""
    example_settings: Settings | None = None
    """What is configured for the example, for rules that need it to conclude anything."""

    @property
    def family(self) -> str:
        """The middle of the id: `BKP`, `HA`."""
        return self.id.split("-")[1]

    @property
    def explain(self) -> str:
        """The command that explains the rule: it is at hand wherever a report is read."""
        return f"pods check --explain {self.id}"


@dataclass(frozen=True, kw_only=True)
class ResourceRule(Rule):
    """A rule that looks at one resource and nothing else: each of the types that it reads."""

    check: Callable[[Resource, Any], Iterable[Verdict]]
    """Concludes something about every resource of these types; nothing at all is a defect."""
    mend: Callable[[Resource, Any], Mapping[str, Any]] | None = None
    """Returns the properties to set so that the rule is kept, for a change in place that hides no
    intent; None for rules whose remedy a person must choose."""

    @property
    def concerns(self) -> tuple[str, ...]:
        """The types that it judges."""
        return self.reads


@dataclass(frozen=True, kw_only=True)
class StackRule(Rule):
    """A rule that relates resources of the stack to each other."""

    check: Callable[[Stack, Any], Iterable[Verdict]]
    """Concludes something about every stack: nothing to judge is `NotApplicable`, and why."""
    after_all: bool = False
    """Whether it judges what the other rules concluded, and so must run after them."""


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules in the order in which they must run: those about the others come last."""
    return sorted(rules, key=lambda one: isinstance(one, StackRule) and one.after_all)
