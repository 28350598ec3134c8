"""Reads IAM policy documents: what they allow and deny, also where parts are not known yet."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, every, read, some

__all__ = ["Document", "Statement", "document_of", "matches"]

_EXEMPTING: Final = frozenset(
    {"arnnotequals", "arnnotlike", "stringnotequals", "stringnotlike", "stringnotequalsignorecase"}
)
_WHO: Final = frozenset({"aws:principalarn", "aws:userid", "aws:username"})


@lru_cache(maxsize=4096)
def _expression(pattern: str) -> re.Pattern[str]:
    parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern.lower())
    return re.compile("".join(parts), re.DOTALL)


def matches(pattern: Any, text: str) -> Truth:
    """Answer whether an IAM pattern (`*` and `?`) takes in a text, letters of either case."""
    if not isinstance(pattern, str):
        return UNKNOWN
    return _expression(pattern).fullmatch(text.lower()) is not None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a document."""

    effect: str | Missing
    actions: tuple[Any, ...]
    """Patterns, each a text or `UNKNOWN`."""
    all_but: bool
    """True where the actions are the ones left out (`NotAction`)."""
    resources: tuple[Any, ...]
    """Patterns; none where the document belongs to a resource and names no other."""
    leaves_out_resources: bool
    """True for `NotResource`."""
    principals: Any
    """As written; `ABSENT` in the document of an identity."""
    excepted: Any
    """`NotPrincipal`, as written."""
    conditions: Any
    """As written; `ABSENT` for none."""

    def covers(self, action: str) -> Truth:
        """Answer whether it is about an action."""
        named = some(matches(pattern, action) for pattern in self.actions)
        if not self.all_but:
            return named
        return UNKNOWN if named is UNKNOWN else not named

    def covers_everything(self) -> Truth:
        """Answer whether it holds for every resource."""
        if self.leaves_out_resources:
            return False
        return some(UNKNOWN if one is UNKNOWN else bool(one == "*") for one in self.resources)

    def reaches(self, arn: str) -> Truth:
        """Answer whether it holds for a resource, named by its ARN."""
        named = some(matches(pattern, arn) for pattern in self.resources)
        if not self.leaves_out_resources:
            return named
        return UNKNOWN if named is UNKNOWN else not named

    def concerns_everybody(self) -> Truth:
        """Answer whether it holds for every principal, apart from those that it leaves out."""
        if self.excepted is not ABSENT:
            return True
        named = _principals(self.principals)
        if any(isinstance(one, str) and one == "*" for one in named):
            return True
        return UNKNOWN if UNKNOWN in named else False

    @property
    def exempted(self) -> tuple[Any, ...] | None:
        """The principals that it leaves out; None where it depends on anything else."""
        left_out = _principals(self.excepted)
        if self.conditions is ABSENT:
            return left_out
        if not isinstance(self.conditions, dict):
            return None
        for operator, keys in self.conditions.items():
            if str(operator).lower() not in _EXEMPTING or not isinstance(keys, dict):
                return None
            for key, values in keys.items():
                if str(key).lower() not in _WHO:
                    return None
                left_out = (*left_out, *_listed(values))
        return left_out


@dataclass(frozen=True, slots=True)
class Document:
    """A policy document."""

    statements: tuple[Statement, ...] = ()
    is_known: bool = True
    """False where its text, or the number of its statements, is not known before the update."""
    is_readable: bool = True
    """False for text that is no policy document."""

    def allows(self, action: str) -> Truth:
        """Answer whether it allows an action on some resource, also under a condition."""
        return self._some("Allow", action, lambda _one: True)

    def allows_everywhere(self, action: str) -> Truth:
        """Answer whether it allows an action on every resource, and without a condition."""
        return self._some(
            "Allow",
            action,
            lambda one: every([one.conditions is ABSENT, one.covers_everything()]),
        )

    def denies(self, action: str) -> Truth:
        """Answer whether it denies an action on every resource, whatever the circumstances."""
        return self._some(
            "Deny",
            action,
            lambda one: every([one.conditions is ABSENT, one.covers_everything()]),
        )

    def _some(self, effect: str, action: str, holds: Any) -> Truth:
        found: list[Truth] = [] if self.is_known else [Missing.UNKNOWN]
        for one in self.statements:
            same: Truth = UNKNOWN if one.effect is UNKNOWN else one.effect == effect
            found.append(every([same, one.covers(action), holds(one)]))
        return some(found)


def document_of(value: Any) -> Document:
    """Read a document: JSON text, or the same as a mapping; nothing at all allows nothing."""
    if value is UNKNOWN:
        return Document(is_known=False)
    if isinstance(value, str):
        return _from_text(value)
    if value is ABSENT or value is None:
        return Document()
    return _from_tree(value)


@lru_cache(maxsize=1024)
def _from_text(text: str) -> Document:
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return Document(is_readable=False)
    return _from_tree(tree)


def _from_tree(tree: Any) -> Document:
    given = _key(tree, "Statement")
    if given is UNKNOWN:
        return Document(is_known=False)
    rows = given if isinstance(given, list) else [given]
    known = [row for row in rows if row is not UNKNOWN]
    if not isinstance(tree, dict) or not all(isinstance(row, dict) for row in known):
        return Document(is_readable=False)
    return Document(tuple(map(_statement, known)), is_known=len(known) == len(rows))


def _statement(row: dict[str, Any]) -> Statement:
    effect, but = _key(row, "Effect"), _key(row, "NotAction")
    left_out = _key(row, "NotResource")
    return Statement(
        effect=effect if isinstance(effect, str) else UNKNOWN,
        actions=_listed(_key(row, "Action") if but is ABSENT else but),
        all_but=but is not ABSENT,
        resources=_listed(_key(row, "Resource") if left_out is ABSENT else left_out),
        leaves_out_resources=left_out is not ABSENT,
        principals=_key(row, "Principal"),
        excepted=_key(row, "NotPrincipal"),
        conditions=_key(row, "Condition"),
    )


def _key(row: Any, name: str) -> Any:
    """Read a key in IAM's spelling, or with the small letter that Pulumi's own types write."""
    found = read(row, name)
    return read(row, f"{name[0].lower()}{name[1:]}") if found is ABSENT else found


def _listed(value: Any) -> tuple[Any, ...]:
    if value is ABSENT:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def _principals(value: Any) -> tuple[Any, ...]:
    return _listed(read(value, "AWS") if isinstance(value, dict) else value)
