"""What a rule concludes, and the sentence that says it."""

import re
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from pods_policies.relations.resource import Resource

__all__ = [
    "Change",
    "Finding",
    "Kept",
    "NotApplicable",
    "RuleFailure",
    "Undecided",
    "Verdict",
    "keyword",
    "remedy",
    "sentence",
]

_GUARD: Final = "pulumi config set pods:protect true (the component guards what it makes then)"
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def keyword(prop: str) -> str:
    """Spell a property as Python does: `multiAz` is `multi_az`."""
    return _HUMP.sub("_", prop).lower()


@dataclass(frozen=True, slots=True)
class Change:
    """The line to change: a property and the value it needs, or words for anything else."""

    prop: str
    """Path of the property in Pulumi's spelling, such as `policyDetails.state`."""
    value: str
    """The value as Python writes it."""
    words: str = ""
    """Replaces `prop=value` when the change is not one assignment."""
    place: str = "on"
    """How the change stands to the resource: on it, or beside it."""
    words_nearby: tuple[str, ...] = ()
    """Words by which a program may call the setting, to find the likely line; else the path's."""
    part: str = ""
    """The part of a larger argument that the setting belongs to, such as `secondary`."""
    is_guard: bool = False
    """Whether our components set it for the whole stack, by its setting `pods:protect`."""

    @property
    def look_for(self) -> tuple[str, ...]:
        """What to look for in the program, the best word first."""
        path = [keyword(part.split("[")[0]) for part in self.prop.split(".")]
        return self.words_nearby or tuple(reversed(path))

    def __str__(self) -> str:
        """Render as `multi_az=True (multiAz)`."""
        if self.words:
            return self.words
        python = keyword(self.prop)
        spelled = "" if python == self.prop else f" ({self.prop})"
        return f"{python}={self.value}{spelled}"


@dataclass(frozen=True, slots=True)
class Finding:
    """The resource does not meet the rule."""

    subject: Resource
    observed: str
    required: str
    change: Change


@dataclass(frozen=True, slots=True)
class Undecided:
    """The rule cannot tell: something it needs is not known before the update."""

    subject: Resource
    observed: str
    required: str
    change: Change


@dataclass(frozen=True, slots=True)
class Kept:
    """The resource meets the rule."""

    subject: Resource


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The rule does not concern this resource or stack."""

    reason: str
    subject: Resource | None = None
    """The resource that is left out; None where the stack holds nothing to judge."""


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """The rule could not be run: it counts as a finding of the rule, and says where it broke."""

    reason: str
    subject: Resource | None = None


Verdict: TypeAlias = Finding | Undecided | Kept | NotApplicable | RuleFailure


def _change_of(verdict: Finding | Undecided) -> Change:
    """Return the change that the program can make.

    What a component of ours makes has no properties that the program could set: its guards follow
    the stack's setting, and the rest its arguments.
    """
    change = verdict.change
    if change.is_guard and verdict.subject.component is not None:
        return replace(change, words=_GUARD, place="for")
    return change


def _way_of(verdict: Finding | Undecided) -> str:
    """Say by whose arguments a property is set, where the program cannot set it itself."""
    component = verdict.subject.component
    if component is None or _change_of(verdict).place != "on":
        return ""
    return f", through the arguments of {component}"


def remedy(verdict: Finding | Undecided) -> str:
    """Say what to change, without the resource."""
    # A comma at the end leads to the resource in the sentence, and to nothing here.
    return f"{str(_change_of(verdict)).removesuffix(',')}{_way_of(verdict)}"


def sentence(verdict: Finding | Undecided, line: str | None = None) -> str:
    """Render `<name>: <observed>; <required>. Change: <change> on <resource>`.

    Args:
        verdict: what was concluded.
        line: where the program seems to set it, if that could be found.
    """
    subject = verdict.subject
    change = _change_of(verdict)
    where = f" {change.place} {subject.label}"
    if subject.parents:
        where += f" (in component {' of '.join(str(parent) for parent in subject.parents)})"
    start = "undecided: " if isinstance(verdict, Undecided) else ""
    end = f" Likely line: {line}." if line else ""
    return (
        f"{start}{subject.name}: {verdict.observed}; {verdict.required}. "
        f"Change: {change}{where}{_way_of(verdict)}.{end}"
    )
