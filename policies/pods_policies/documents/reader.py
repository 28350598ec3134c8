"""Recognises a file of Pulumi's, and joins several into one stack."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pods.errors import ConfigurationError, Problem
from pods_policies.documents.document import Document
from pods_policies.documents.preview import preview_document
from pods_policies.documents.state import state_document

__all__ = ["document_of", "refuse_overlaps"]

_MADE_BY: Final = {
    "state": "`pulumi stack export`",
    "preview": "`pulumi preview --json --show-sames`",
}
_OTHERS: Final = (
    ("resourcePlans", "a saved plan: it holds changes only, and no stack"),
    ("checkpoint", "a backend's own checkpoint"),
    ("resourcePreEvent", "a log of events"),
    ("all", "a configuration of a policy pack"),
)
_OTHER_PROVIDERS: Final = frozenset({"aws-native", "awscc"})
"""What components such as those of `awsx` make is of `aws`, and judged."""
_MOST_NAMED: Final = 5


def document_of(kind: str, source: str, text: str) -> Document:
    """Return the stack that a file's text holds.

    Args:
        kind: `state` or `preview`: what the file is said to be.
        source: how to call the file in messages.
        text: what it holds.

    Raises:
        ConfigurationError: for text of another kind, and for a stack that cannot be judged whole.
    """
    tree = _tree(kind, source, text)
    found = _kind_of(tree)
    if found != kind:
        raise _refusal(kind, source, _described(found, tree))
    try:
        made = (state_document if kind == "state" else preview_document)(source, tree)
    except RecursionError as error:
        raise _refusal(kind, source, "its values are nested too deeply") from error
    except ValueError as error:
        raise _refusal(kind, source, str(error)) from error
    if not made.managed:
        raise _refusal(kind, source, "it holds no resource, so that nothing can be judged")
    return replace(made, notes=(*made.notes, *_unread(made)))


def _unread(made: Document) -> Iterator[str]:
    """Name what stands in AWS and what no rule reads: other providers spell it otherwise."""
    others = [one.type for one in made.resources if one.type.split(":")[0] in _OTHER_PROVIDERS]
    if others:
        kinds = ", ".join(sorted(set(others))[:_MOST_NAMED])
        yield (
            f"resources of other AWS providers are not judged: {len(others)} ({kinds}"
            f"{', …' if len(set(others)) > _MOST_NAMED else ''}): the rules read those of `aws`"
        )


def refuse_overlaps(documents: Iterable[Document]) -> None:
    """Raise ConfigurationError where two files hold the same stack."""
    by_stack: dict[str, list[str]] = {}
    for one in documents:
        by_stack.setdefault(one.stack, []).append(one.source)
    ConfigurationError.refuse(
        Problem(
            subject=" and ".join(sources),
            observed=f"each holds the stack {stack}",
            required="one file for each stack is required",
            remedy="Give its state or its preview, once.",
        )
        for stack, sources in by_stack.items()
        if len(sources) > 1
    )


def _tree(kind: str, source: str, text: str) -> Mapping[str, Any]:
    try:
        tree = json.loads(text)
    except RecursionError as error:
        raise _refusal(kind, source, "its values are nested too deeply") from error
    except ValueError as error:
        said = "it is empty" if not text.strip() else "it is no JSON document"
        raise _refusal(kind, source, said) from error
    if not isinstance(tree, dict):
        raise _refusal(kind, source, "it is no JSON object")
    return tree


def _kind_of(tree: Mapping[str, Any]) -> str:
    if isinstance(tree.get("deployment"), dict):
        return "state"
    return "preview" if isinstance(tree.get("steps"), list) else ""


def _described(found: str, tree: Mapping[str, Any]) -> str:
    if found:
        return f"it is a {found} (give it with --{found})"
    return next((f"it is {what}" for key, what in _OTHERS if key in tree), "it is something else")


def _refusal(kind: str, source: str, observed: str) -> ConfigurationError:
    return ConfigurationError(
        Problem(
            subject=f"--{kind} {source}",
            observed=observed,
            required=f"the whole output of {_MADE_BY[kind]} is required",
            remedy="Make the file anew.",
        )
    )
