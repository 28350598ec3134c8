"""Reads what `pulumi preview --json` wrote."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pods_policies.documents.document import (
    Document,
    name_of,
    options_of,
    parents_in,
    position_of,
    stack_of,
)
from pods_policies.documents.state import depends_of, is_entry
from pods_policies.documents.values import Foreseen, properties_of
from pods_policies.relations.resource import Resource

__all__ = ["preview_document"]

_GONE: Final = frozenset({"delete", "delete-replaced", "discard", "discard-replaced"})
_REPLACED: Final = frozenset({"replace", "create-replacement", "delete-replaced"})
_CHANGES: Final = ("create", "import", "update", "read-replacement", "read")
_READ: Final = frozenset({"read", "read-replacement"})
_PROVIDERS: Final = "pulumi:providers:"


def preview_document(source: str, tree: Mapping[str, Any]) -> Document:
    """Return the stack that a preview expects.

    Raises:
        ValueError: for steps that cannot be read, and for a preview that leaves resources out.
    """
    steps = [one for one in tree["steps"] if isinstance(one, dict)]
    _refuse_failure(tree)
    _refuse_gaps(tree, steps)
    operations: dict[str, set[str]] = {}
    entries: dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {}
    leaving: dict[str, Mapping[str, Any]] = {}
    for step in steps:
        new, old = step.get("newState"), step.get("oldState")
        operation = str(step.get("op"))
        if operation in _GONE:
            operations.setdefault(str(step.get("urn")), set()).add(operation)
            if operation == "delete" and isinstance(old, dict) and is_entry(old):
                leaving[old["urn"]] = old
            continue
        if not isinstance(new, dict) or not is_entry(new):
            raise ValueError("a step without the resource that it makes")
        operations.setdefault(new["urn"], set()).add(operation)
        entries[new["urn"]] = (new, old if isinstance(old, dict) else {})
    present = [new for new, _ in entries.values()]
    former = [old for urn, old in leaving.items() if urn not in entries]
    parents = parents_in([*former, *present])
    providers = _Providers(tree.get("config"), [*former, *present])
    resources = [
        _resource(new, old, _operation(operations[urn]), parents[urn], providers)
        for urn, (new, old) in entries.items()
    ]
    gone = [urn for urn in operations if urn not in entries]
    return Document(
        source=source,
        kind="preview",
        stack=stack_of(next(iter(entries), "")),
        resources=tuple(resources),
        managed=frozenset(urn for urn in entries if not operations[urn] & _READ),
        positions={urn: place for urn, (new, _) in entries.items() if (place := position_of(new))},
        leaving=tuple(
            _resource(old, old, "delete", parents[old["urn"]], providers)
            for old in former
            if not _stays(old)
        ),
        notes=tuple(_notes(gone)),
    )


def _stays(old: Mapping[str, Any]) -> bool:
    """Answer whether a resource leaves the stack and not the account."""
    return bool(old.get("retainOnDelete") or old.get("external"))


def _refuse_failure(tree: Mapping[str, Any]) -> None:
    """Refuse a preview that did not end well: it may lack what the program did not come to."""
    said = tree.get("diagnostics")
    errors = [
        one
        for one in (said if isinstance(said, list) else [])
        if isinstance(one, dict) and one.get("severity") == "error"
    ]
    if errors:
        raise ValueError("it ended with an error, so that resources may be missing")


def _refuse_gaps(tree: Mapping[str, Any], steps: list[Any]) -> None:
    """Refuse a preview that hides what stays as it is: relations to it would seem broken."""
    summary = tree.get("changeSummary")
    same = summary.get("same", 0) if isinstance(summary, dict) else 0
    shown = sum(step.get("op") == "same" for step in steps)
    if isinstance(same, int) and same > shown:
        raise ValueError(
            f"it leaves out {same - shown} resources that stay as they are (make it with "
            "`pulumi preview --json --show-sames`)"
        )


def _operation(operations: set[str]) -> str:
    if operations & _REPLACED:
        return "replace"
    return next((one for one in _CHANGES if one in operations), "same")


def _resource(
    new: Mapping[str, Any],
    old: Mapping[str, Any],
    operation: str,
    parents: Any,
    providers: "_Providers",
) -> Resource:
    inputs = properties_of(new.get("inputs"))
    return Resource(
        urn=new["urn"],
        type=new["type"],
        name=name_of(new["urn"]),
        inputs=None if operation in _READ else inputs,
        outputs=_final(new, old, inputs, operation),
        parents=parents,
        depends=depends_of(new),
        provider=providers.settings(str(new.get("provider") or "")),
        options=options_of(new),
        operation=operation,
    )


def _final(
    new: Mapping[str, Any], old: Mapping[str, Any], inputs: dict[str, Any], operation: str
) -> dict[str, Any]:
    """Return the final state as far as the preview can tell.

    What is made anew has properties that nobody knows yet; what is updated keeps those of before.
    """
    told = properties_of(new.get("outputs"))
    if operation in {"create", "replace", "import", *_READ}:
        return Foreseen({**inputs, **told})
    identity = new.get("id") or old.get("id")
    before = properties_of(old.get("outputs"))
    return {**({"id": identity} if identity else {}), **before, **told, **inputs}


class _Providers:
    """Settings of the providers; those of a default one are the stack's configuration."""

    def __init__(self, config: Any, entries: Iterable[Mapping[str, Any]]) -> None:
        self._config = config if isinstance(config, dict) else {}
        self._made = {
            one["urn"]: properties_of(one.get("inputs"))
            for one in entries
            if one["type"].startswith(_PROVIDERS)
        }

    def settings(self, reference: str) -> Mapping[str, Any]:
        urn = reference.rpartition("::")[0]
        if urn in self._made:
            return self._made[urn]
        kind, _, name = urn.rpartition("::")
        if not name.startswith("default"):
            return {}
        package = f"{kind.rsplit(':', 1)[-1]}:"
        given = {key: value for key, value in self._config.items() if key.startswith(package)}
        return properties_of({key.removeprefix(package): value for key, value in given.items()})


def _notes(gone: list[str]) -> Iterator[str]:
    if gone:
        named = ", ".join(sorted(map(name_of, gone))[:5])
        more = f" and {len(gone) - 5} more" if len(gone) > 5 else ""  # noqa: PLR2004
        yield (
            f"it deletes {len(gone)} resources ({named}{more}): BC-GOV-004 judges when, and the "
            "other rules what is left"
        )
