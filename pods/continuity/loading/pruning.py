"""A plan without its invalid parts, so that what stands is checked all the same."""

import re
from collections.abc import Iterable
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel

from pods.continuity.findings import Finding, dotted
from pods.continuity.loading.documents import Path
from pods.continuity.loading.limits import DEEPEST_NESTING
from pods.continuity.loading.relaxed_models import absent_keys, relaxed
from pods.continuity.loading.validation import did_you_mean, validated

__all__ = ["Pruned", "prune"]

M = TypeVar("M", bound=BaseModel)
_WORDS = re.compile(r"[^\s'\"`,;:.()\[\]]+")
# `section.id` and `section.part.id`: the items of a plan's mappings.
_ITEM_DEPTHS = (2, 3)
_Going: TypeAlias = dict[str, "_Going"]


class Pruned(Generic[M]):
    """What is left of a value, and what was taken away."""

    def __init__(self, value: Any) -> None:
        """Begin with the whole value."""
        self.value = value
        self.instance: M | None = None
        self.findings: list[Finding] = []
        self.left_out = 0
        self.absent: list[str] = []
        """Keys of the root that the model requires, and the instance lacks."""
        self.paths: set[Path] = set()
        """What was taken away."""
        self._above: set[Path] = set()
        self._names: set[str] = set()

    @property
    def removed(self) -> list[str]:
        """The paths that were taken away, without those below another."""
        return sorted(
            dotted(path)
            for path in self.paths
            if not any(path[:length] in self.paths for length in range(len(path)))
        )

    def remove(self, paths: Iterable[Path]) -> None:
        """Take away what stands at the paths."""
        going: _Going = {}
        for path in paths:
            removed = _at(self.value, path)
            if isinstance(removed, dict) or len(path) in _ITEM_DEPTHS:
                self._names.add(str(path[-1]))
            self.paths.add(path)
            self._above.update(path[:length] for length in range(len(path)))
            below = going
            for part in path:
                below = below.setdefault(str(part), {})
        self.value = _without(self.value, going)

    def touches(self, path: Path) -> bool:
        """Say whether the path leads to, below or above what was taken away."""
        if path in self._above:
            return True
        return any(path[:length] in self.paths for length in range(len(path) + 1))

    def independent(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings that do not merely follow from what was taken away.

        One follows when it stands at, below or above such a part, or refers to one by its name.
        To leave out too much is safe: the plan is refused anyway, and checked again once mended.
        """
        return [item for item in findings if not self._follows(item)]

    def _follows(self, finding: Finding) -> bool:
        if self.touches(finding.path):
            return True
        value = _at(self.value, finding.path)
        return (isinstance(value, str) and value in self._names) or not self._names.isdisjoint(
            _WORDS.findall(finding.observed)
        )


def prune(model: type[M], value: Any) -> Pruned[M]:
    """Validate, and again without what is invalid, until the rest is valid.

    What is taken away is the smallest optional key, or a whole item: where a key turns out to be
    required, that which needs it goes next. Where the root itself lacks a key, the instance is
    one of a relaxed model.
    """
    pruned, root = Pruned[M](value), model
    for _ in range(DEEPEST_NESTING + 2):
        result = validated(root, pruned.value)
        pruned.instance, pruned.left_out = result.instance, result.left_out
        pruned.findings += [item for item in result.findings if not pruned.touches(item.path)]
        targets = {_target(pruned.value, item) for item in result.findings}
        if not targets or result.left_out or (() in targets and root is not model):
            break
        if () in targets:
            root = relaxed(model)
            targets.remove(())
        pruned.remove(targets)
    if pruned.instance is not None and root is not model:
        pruned.absent = absent_keys(pruned.instance)
    pruned.findings = _without_misspelt(pruned.findings)
    return pruned


def _without_misspelt(findings: list[Finding]) -> list[Finding]:
    """Return the findings without the keys that are missing because they are misspelt."""
    meant = {(each.path[:-1], each.remedy) for each in findings if each.code == "unknown-key"}
    return [
        each
        for each in findings
        if each.code != "missing-key" or (each.path[:-1], did_you_mean(each.path[-1])) not in meant
    ]


def _target(value: Any, finding: Finding) -> Path:
    """Return the path to take away: what stands there, outside of any list."""
    path: list[str | int] = []
    for part in finding.path:
        if not isinstance(value, dict) or part not in value:
            break
        value = value[part]
        path.append(part)
    return tuple(path)


def _at(value: Any, path: Path) -> Any:
    for part in path:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _without(value: Any, going: _Going) -> Any:
    """Return a copy without what goes; what is not on the way is shared."""
    if not isinstance(value, dict):
        return value
    copy = dict(value)
    for key, below in going.items():
        if below:
            copy[key] = _without(copy.get(key), below)
        else:
            copy.pop(key, None)
    return copy
