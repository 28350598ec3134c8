"""Event rules that have a target, and what their patterns admit."""

import json
from typing import Any, Final
from weakref import WeakKeyDictionary

from pods_policies.reading import ABSENT, UNKNOWN, Truth, read, some
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = ["EVENT_RULE", "EVENT_TARGET", "Pattern", "rules_with_targets"]

EVENT_RULE: Final = "aws:cloudwatch/eventRule:EventRule"
EVENT_TARGET: Final = "aws:cloudwatch/eventTarget:EventTarget"


class Pattern:
    """An event pattern; what is not known of it before the update may match."""

    def __init__(self, value: Any) -> None:
        """Read a pattern, written as JSON text."""
        self._tree: Any = value
        if isinstance(value, str):
            try:
                self._tree = json.loads(value)
            except (ValueError, RecursionError):
                self._tree = None
        self.is_known = value is not UNKNOWN

    def admits(self, value: str, *path: str) -> Truth:
        """Answer whether an event with this value at a place may match; no filter admits all."""
        if not self.is_known:
            return UNKNOWN
        if not isinstance(self._tree, dict):
            return False
        wanted = read(self._tree, *path)
        if wanted is ABSENT:
            return True
        if not isinstance(wanted, list):
            return False
        return some(_fits(one, value) for one in wanted)

    def plain(self, *path: str) -> list[str] | None:
        """Return the texts of a filter that holds nothing else; None for others, and for none."""
        wanted = read(self._tree, *path) if isinstance(self._tree, dict) else ABSENT
        if isinstance(wanted, list) and all(isinstance(one, str) for one in wanted):
            return list(wanted)
        return None


def _fits(wanted: Any, value: str) -> Truth:
    """Compare with one alternative; one that is no plain text (a wildcard, say) may match."""
    if isinstance(wanted, dict):
        prefix = wanted.get("prefix")
        return value.startswith(prefix) if isinstance(prefix, str) else True
    return bool(wanted == value)


_Rules = list[tuple[Resource, Pattern]]
_RULES: WeakKeyDictionary[Stack, _Rules] = WeakKeyDictionary()


def rules_with_targets(stack: Stack) -> _Rules:
    """Return the enabled event rules that have a target, and their patterns."""
    if stack not in _RULES:
        aimed = {
            rule.urn
            for target in stack.of_type(EVENT_TARGET)
            if target.declared("arn") is not ABSENT
            for rule in resolve(stack, target, ("rule",), EVENT_RULE).everything
        }
        _RULES[stack] = [
            (rule, Pattern(rule.declared("eventPattern")))
            for rule in stack.of_type(EVENT_RULE)
            if rule.urn in aimed and not _is_off(rule)
        ]
    return _RULES[stack]


def _is_off(rule: Resource) -> bool:
    return rule.declared("state") == "DISABLED" or rule.declared("isEnabled") is False
