"""What a waiver covers: which stack, how many resources, of how many kinds."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Final

from pods_policies.relations.data.data_resources import DATA_TYPES
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import STRICTEST, tier_of
from pods_policies.settings import Settings
from pods_policies.waivers.ledger import Waiver

__all__ = ["breadth", "is_of", "means_something"]

_URN: Final = "urn:pulumi:"


def breadth(stack: Stack, settings: Settings, waiver: Waiver, most: int) -> str | None:
    """Say how a waiver with wildcards covers more than somebody can have looked at; else None."""
    if not waiver.is_pattern:
        return None
    if waiver.is_boundless:
        return "covers whatever the stack holds"
    covered = _covered(stack, waiver)
    types = {one.type for one in covered}
    if len(covered) > most:
        return f"covers {len(covered)} resources, more than {most}"
    if len(types) > 1:
        return f"covers resources of {len(types)} types"
    if len(covered) > 1 and _is_wholesale(stack, settings, covered):
        return "covers every data resource of its type in tier 1"
    return None


def _covered(stack: Stack, waiver: Waiver) -> list[Resource]:
    """Return the resources, of the types that the rule reads, that the waiver means."""
    types = (stack.occasion.waivers.reads or {}).get(waiver.rule)
    candidates = stack if types is None else stack.of_type(*types)
    return [one for one in candidates if waiver.means(one.urn)]


def _is_wholesale(stack: Stack, settings: Settings, covered: Sequence[Resource]) -> bool:
    kind = covered[0].type
    if kind not in DATA_TYPES:
        return False
    weighty = {one.urn for one in stack.of_type(kind) if tier_of(one, settings) == STRICTEST}
    return bool(weighty) and weighty <= {one.urn for one in covered}


def means_something(stack: Stack, waiver: Waiver) -> bool:
    """Answer whether any resource of the stack is meant."""
    return any(waiver.means(one.urn) for one in stack)


def is_of(stack: Stack, waiver: Waiver) -> bool:
    """Answer whether a waiver can be meant for this stack, or for one of those joined in it.

    A name can stand in any stack; a URN says which one.
    """
    if not waiver.resource.startswith(_URN) or means_something(stack, waiver):
        return True
    start = "::".join(waiver.resource.split("::")[:2])
    return any(fnmatchcase(one, start) for one in {_start(each.urn) for each in stack})


def _start(urn: str) -> str:
    return "::".join(urn.split("::")[:2])
