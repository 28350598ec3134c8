"""The pair's object store: what is overwritten or deleted by error comes back."""

from collections.abc import Iterator

from pods.continuity import Disruption, Finding
from pods.continuity.services import StoreKind
from pods.topology.planner.context import Context
from pods.topology.planner.decisions import Decision
from pods.topology.planner.retention import Span, kept_for, retention_findings

__all__ = ["objects"]

_YEAR_DAYS = 365
_LONGEST_DAYS = 36_500


def objects(context: Context) -> Iterator[Decision | Finding]:
    """Decide the object store's figures; nothing for a service that keeps nothing in one."""
    stores = context.stores(StoreKind.OBJECTS)
    if not stores:
        return
    need = context.strictest(Disruption.DATA_CORRUPTION, "rpo")
    damaged = Disruption.DATA_CORRUPTION if need else None
    yield context.decide(
        "object_store.versioning",
        True,  # noqa: FBT003 - the value of the figure
        "every earlier version is there to go back to: nothing is lost by error (T28)",
        need=need,
        disruption=damaged,
    )
    keep = kept_for(stores, Span(usual=_YEAR_DAYS, longest=_LONGEST_DAYS))
    yield context.decide(
        "object_store.noncurrent_days",
        keep.days,
        keep.because,
        need=need,
        disruption=damaged,
    )
    for name, store in stores:
        yield from retention_findings(context, name, store, keep.days)
