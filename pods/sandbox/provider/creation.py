"""Checking and creating a resource so that a creation whose answer is lost is found again."""

from collections.abc import Mapping
from typing import Any

from pods.sandbox.provider.account import Account
from pods.sandbox.provider.aws_calls import Refusal
from pods.sandbox.provider.changes import CHOSEN
from pods.sandbox.provider.journal import Journal
from pods.sandbox.provider.lifecycle import Incomplete, Lifecycle
from pods.sandbox.provider.naming import named
from pods.sandbox.provider.regions import regions, unknown_region
from pods.sandbox.provider.validation import Fault, faults_of
from pods.sandbox.provider.values import Properties

__all__ = ["adopted", "checked", "created"]


def checked(
    account: Account,
    *,
    token: str,
    urn: str,
    seed: bytes,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
) -> tuple[Properties, list[Fault]]:
    """Return the inputs with a name chosen where one was left out, and what is wrong with them."""
    lifecycle = account.lifecycle(token)
    kind = lifecycle.kind
    inputs = dict(new)
    if kind.auto_name is not None:
        note = None if old else account.journal.lost(urn)
        known = {**note.chosen, CHOSEN: list(note.chosen)} if note is not None else old
        inputs = named(kind.auto_name, urn.rpartition("::")[2], seed, known, inputs)
    missing = {name: value for name, value in kind.defaults.items() if name not in inputs}
    if missing:
        inputs = {**inputs, **missing, CHOSEN: sorted({*inputs.get(CHOSEN, ()), *missing})}
    faults = faults_of(inputs, lifecycle.schema)
    refused = [
        Fault(name, f"not simulated; {remedy}")
        for name, remedy in kind.refused.items()
        if name in new
    ]
    region = inputs.get("region")
    if isinstance(region, str) and region not in regions():
        faults.append(Fault("region", "; ".join(unknown_region(region))))
    return inputs, [*faults, *refused]


def created(
    lifecycle: Lifecycle, journal: Journal, urn: str, inputs: Mapping[str, Any]
) -> tuple[str, Properties]:
    """Make a resource, or take over the one that an interrupted creation of this URN made."""
    chosen = {name: inputs[name] for name in inputs.get(CHOSEN, ())}
    lost = journal.lost(urn)
    if lost is not None and lost.resource_id:
        found = adopted(lifecycle, lost.resource_id, inputs)
        if found is not None:
            return lost.resource_id, found
    journal.begin(urn, chosen)
    try:
        resource_id, state = lifecycle.create(inputs)
    except Incomplete as incomplete:
        journal.made(urn, chosen, incomplete.resource_id)
        raise
    except Refusal as refusal:
        # The name is taken. By ourselves, if an earlier creation of this URN was cut short.
        resource_id = lifecycle.declared_id(inputs) if refusal.is_conflict and lost else ""
        state = adopted(lifecycle, resource_id, inputs) or {} if resource_id else {}
        if not state:
            journal.forget(urn)
            raise
    journal.made(urn, chosen, resource_id)
    return resource_id, state


def adopted(lifecycle: Lifecycle, resource_id: str, inputs: Mapping[str, Any]) -> Properties | None:
    """Bring an existing resource to the inputs; returns its state, or None if it is gone."""
    known = lifecycle.implied(resource_id, inputs)
    shown = lifecycle.shown(resource_id, known)
    if shown is None:
        return None
    before = lifecycle.refreshed(inputs, shown, {})
    if lifecycle.changes(before, inputs).changed:
        return lifecycle.update(resource_id, {**known, **before, **shown}, before, inputs)
    return lifecycle.refreshed_state(resource_id, known, shown)
