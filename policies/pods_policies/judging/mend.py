"""Finds the properties to set so that a rule is kept, where a rule can say it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pods_policies.judging.judge import judge_resource
from pods_policies.relations.plan import Plans
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Occasion
from pods_policies.rule import ResourceRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Finding, Kept, NotApplicable

__all__ = ["mending", "merged"]


def mending(
    rule: ResourceRule, resource: Resource, settings: Settings, plans: Plans, occasion: Occasion
) -> Mapping[str, Any]:
    """Return what to set on a resource so that it keeps a rule; nothing where that is not certain.

    Only what counts against the resource is mended, never what is waived, advised or undecided;
    and only by values that are known, of which the rule itself says that they are enough.
    """
    if rule.mend is None or not _is_refused(rule, resource, settings, plans, occasion):
        return {}
    try:
        changes = dict(rule.mend(resource, settings.under(plans)))
        whole = merged(dict(resource.inputs or {}), changes)
    except Exception:  # noqa: BLE001 - the finding stands; a person mends it
        return {}
    if not changes or not _is_plain(changes) or _hidden(resource, changes):
        return {}
    better = replace(resource, inputs=whole, outputs=whole)
    after = judge_resource(rule, better, settings, plans, occasion)
    kept = all(isinstance(one.verdict, Kept | NotApplicable) for one in after)
    return changes if kept else {}


def _is_refused(
    rule: ResourceRule, resource: Resource, settings: Settings, plans: Plans, occasion: Occasion
) -> bool:
    found = judge_resource(rule, resource, settings, plans, occasion)
    return any(one.counts and isinstance(one.verdict, Finding) for one in found)


def _is_plain(value: Any) -> bool:
    """Answer whether a value is known, wholly: no marker may be written back as if it were one."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(_is_plain(item) for item in value)
    return type(value) in (str, bool, int, float)  # a secret is of a type of its own


def _hidden(resource: Resource, changes: Mapping[str, Any]) -> bool:
    """Answer whether the program ignores changes of what would be set: it would stay as it is."""
    ignored = {path.split(".")[0].split("[")[0] for path in resource.options.ignore_changes}
    return "*" in ignored or bool(ignored & set(changes))


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Lay properties over others, key by key where both hold mappings."""
    found = dict(below)
    for key, value in above.items():
        old: Any = found.get(key)
        nested = isinstance(old, dict) and isinstance(value, dict)
        found[key] = merged(old, value) if nested else value
    return found
