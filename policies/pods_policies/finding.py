"""What a rule concludes, and the sentence that says it."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from pods_policies.stack import Resource

__all__ = ["Change", "Finding", "NotApplicable", "Undecided", "Verdict", "keyword"]

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
class NotApplicable:
    """The rule does not concern this resource or stack."""

    reason: str


Verdict: TypeAlias = Finding | Undecided | NotApplicable


def sentence(verdict: Finding | Undecided, line: str | None = None) -> str:
    """Render `<name>: <observed>; <required>. Change: <change> on <resource>`.

    Args:
        verdict: what was concluded.
        line: where the program seems to set it, if that could be found.
    """
    subject = verdict.subject
    where = f" {verdict.change.place} {subject.label}"
    if subject.parents:
        where += f" (in component {' of '.join(str(parent) for parent in subject.parents)})"
    start = "undecided: " if isinstance(verdict, Undecided) else ""
    end = f" Likely line: {line}." if line else ""
    return (
        f"{start}{subject.name}: {verdict.observed}; {verdict.required}. "
        f"Change: {verdict.change}{where}.{end}"
    )
