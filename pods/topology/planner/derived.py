"""Data that can be made anew from other data: its loss costs time, not data."""

from pods.continuity.services import Store, StoreKind
from pods.topology.planner.context import Context

__all__ = ["is_covered"]


def is_covered(context: Context, name: str, store: Store) -> bool:
    """Answer whether a store can be made anew from one that can be wound back to any moment.

    A source that is missing, or that comes from itself, covers nothing.
    """
    seen = {name}
    while store.derived_from is not None and store.derived_from not in seen:
        seen.add(store.derived_from)
        source = context.service.stores.get(store.derived_from)
        if source is None:
            return False
        if source.kind is not StoreKind.VOLUME:
            return True
        store = source
    return False
