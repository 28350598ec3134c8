"""Reads what `pulumi stack export` wrote."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pods_policies.documents.document import (
    Document,
    name_of,
    options_of,
    parents_in,
    position_of,
    stack_of,
)
from pods_policies.documents.values import properties_of
from pods_policies.relations.resource import Resource

__all__ = ["depends_of", "is_entry", "state_document"]

_URN_PARTS: Final = 4


def is_entry(entry: Any) -> bool:
    """Answer whether this is a resource as states and previews write one."""
    if not isinstance(entry, dict) or not isinstance(entry.get("type"), str):
        return False
    urn = entry.get("urn")
    return isinstance(urn, str) and len(urn.split("::")) >= _URN_PARTS


def state_document(source: str, tree: Mapping[str, Any]) -> Document:
    """Return the stack of an exported state.

    Raises:
        ValueError: for a deployment whose resources cannot be read.
    """
    deployment = tree["deployment"]
    entries = deployment.get("resources") or []
    if not isinstance(entries, list) or not all(map(is_entry, entries)):
        raise ValueError("a resource without `urn` or `type`")
    present = [one for one in entries if not one.get("delete")]
    providers = {
        f"{one['urn']}::{one.get('id')}": properties_of(one.get("inputs")) for one in present
    }
    parents = parents_in(present)
    positions = {one["urn"]: place for one in present if (place := position_of(one)) is not None}
    return Document(
        source=source,
        kind="state",
        stack=stack_of(present[0]["urn"] if present else ""),
        resources=tuple(
            Resource(
                urn=one["urn"],
                type=one["type"],
                name=name_of(one["urn"]),
                inputs=None if one.get("external") else properties_of(one.get("inputs")),
                outputs=_final(one),
                parents=parents[one["urn"]],
                depends=depends_of(one),
                provider=providers.get(str(one.get("provider")), {}),
                options=options_of(one),
            )
            for one in present
        ),
        managed=frozenset(one["urn"] for one in present if not one.get("external")),
        positions=positions,
        notes=tuple(_notes(deployment, entries, len(present))),
    )


def _final(entry: Mapping[str, Any]) -> dict[str, Any]:
    identity = entry.get("id")
    state = properties_of(entry.get("outputs"))
    return {"id": identity, **state} if isinstance(identity, str) and identity else state


def depends_of(entry: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the resources that each property's value comes from."""
    found = entry.get("propertyDependencies")
    return {
        str(prop): tuple(map(str, urns))
        for prop, urns in (found.items() if isinstance(found, dict) else ())
        if isinstance(urns, list) and urns
    }


def _notes(deployment: Mapping[str, Any], entries: list[Any], present: int) -> Iterator[str]:
    if len(entries) > present:
        yield f"{len(entries) - present} replaced resources wait to be deleted; they are not judged"
    pending = deployment.get("pending_operations") or deployment.get("pendingOperations")
    if isinstance(pending, list) and pending:
        yield (
            f"{len(pending)} operations did not end: the state may miss what they made; "
            "`pulumi refresh` mends it"
        )
