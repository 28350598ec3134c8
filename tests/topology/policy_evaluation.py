"""IAM's decision over policy documents, as far as the documents here need it.

Conditions are known by their operator and keys only where a test gives a context; a condition on a
key that the context lacks holds for the operators that end in `IfExists`, and for no other.
"""

import fnmatch
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Statement = Mapping[str, Any]
Context = Mapping[str, str]


def statements(document: str | Mapping[str, Any]) -> Iterator[Statement]:
    """Return the statements of a document, which may hold one without a list."""
    policy = json.loads(document) if isinstance(document, str) else document
    yield from listed(policy["Statement"])


def listed(value: Any) -> list[Any]:
    """Return a list of what IAM takes alone or as a list."""
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]


def matches(patterns: Any, value: str) -> bool:
    """Return whether one of IAM's patterns, in which letters' case counts for nothing, fits."""
    lowered = value.lower()
    return any(fnmatch.fnmatchcase(lowered, each.lower()) for each in listed(patterns))


def applies(statement: Statement, action: str, resource: str, context: Context) -> bool:
    """Return whether a statement speaks of this action on this resource in this context."""
    return (
        matches(statement["Action"], action)
        and matches(statement["Resource"], resource)
        and all(
            _holds(operator, keys, context)
            for operator, keys in statement.get("Condition", {}).items()
        )
    )


def is_allowed(
    document: str | Mapping[str, Any],
    action: str,
    resource: str = "*",
    context: Context | None = None,
) -> bool:
    """Return IAM's decision: a denial wins, and without an allowance there is none."""
    effects = {
        statement["Effect"]
        for statement in statements(document)
        if applies(statement, action, resource, context or {})
    }
    return effects == {"Allow"}


def _holds(operator: str, keys: Mapping[str, Any], context: Context) -> bool:
    optional = operator.endswith("IfExists")
    return all(
        optional if key not in context else matches(expected, context[key])
        for key, expected in keys.items()
    )
