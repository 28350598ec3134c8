"""Plans that differ from the sample in one thing, for the planner's tests."""

from typing import Any

from pods.topology.planner import ServiceTopology, plan_topology
from tests.continuity.sample_plan import plan_of, sample

__all__ = ["booking", "with_objectives", "with_store"]


def booking(plain: dict[str, Any] | None = None, **changes: Any) -> ServiceTopology:
    """Return the topology of the sample's service, with dotted places changed."""
    return plan_topology(plan_of(plain, **changes), "booking")


def with_objectives(**objectives: str) -> dict[str, Any]:
    """Return the sample with objectives of `book`, such as `az="15 min/5 min"`."""
    plain = sample()
    plain["capabilities"]["book"]["objectives"] = {
        disruption: dict(zip(("rto", "rpo"), text.split("/"), strict=True)) | {"reason": "Asked"}
        for disruption, text in objectives.items()
    }
    return plain


def with_store(plain: dict[str, Any] | None = None, /, **stores: dict[str, Any]) -> dict[str, Any]:
    """Return the sample with other stores of its service."""
    changed = sample() if plain is None else plain
    changed["services"]["booking"]["stores"] = {
        name: {"classification": "internal", "size": "50 GB", **store}
        for name, store in stores.items()
    }
    return changed
